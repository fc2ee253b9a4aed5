"""`edition serve`: look at the built site in a browser."""

from __future__ import annotations

import argparse
import functools
import http.server
from pathlib import Path
from typing import TYPE_CHECKING

from edition_tools.commands.build import output
from edition_tools.findings import BadShelf, Busy
from edition_tools.shelf import find_project

if TYPE_CHECKING:
    from edition_tools.commands import Subparsers


def register(commands: Subparsers) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("serve", help="serve the built site on this machine")
    command.add_argument("--port", type=int, default=8000)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped with Ctrl-C; only this machine can reach it."""
    folder = output(find_project(Path.cwd()), "html", private=False)
    if not folder.is_dir():
        raise BadShelf(f"there is no built site in {folder}", "build it with: edition build html")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", args.port), handler)
    except (OSError, OverflowError) as error:
        why = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise Busy(f"port {args.port}: {why}", "choose another with --port") from None
    with server:
        print(f"http://127.0.0.1:{args.port}/  (Ctrl-C ends)", flush=True)
        server.serve_forever()
    return 0
