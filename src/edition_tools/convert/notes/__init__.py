"""Each marker in the text finds its note; what cannot be decided is a finding.

In the order of the files: `shapes` (what a mark can look like), `context` and `weights`
(how likely, by its neighbours), `numbers`, `symbols` and `texts` (the notes), `markers`
and `calls` (the text's markers, each against all notes), `lattice` (all readings weighed
at once), `groups` (labels), `losses` (what is missing, and where it may have stood).
"""

from __future__ import annotations

from edition_tools.convert.notes.align import align

__all__ = ["align"]
