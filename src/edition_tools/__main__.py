"""`python -m edition_tools` is the command `edition`."""

from __future__ import annotations

import sys

from edition_tools.cli import main

if __name__ == "__main__":
    sys.exit(main())
