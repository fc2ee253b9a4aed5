"""Visiting pages in a browser: each state is set, and what is wrong in it is taken down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition_tools.access import states
from edition_tools.access.record import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

LOOK = files(__package__).joinpath("axe.js").read_text("utf-8")
ROOM = files(__package__).joinpath("room.js").read_text("utf-8")
SCRIPT = re.compile(r"<script\b[^>]*>.*?</script\s*>", re.DOTALL | re.IGNORECASE)
NOSCRIPT = re.compile(r"</?noscript\b[^>]*>", re.IGNORECASE)
HEIGHT = 900
PATIENCE = 5_000  # milliseconds for something to open
UNSCRIPTED = "(element) => element.click()"
PLAIN = "/* as it is */"


class Visit:
    """A browser over one site, with one axe-core; what it finds goes to one report."""

    def __init__(self, browser: Browser, site: Path, axe: str, report: Report) -> None:
        self.browser, self.site, self.axe, self.report = browser, site, axe, report

    def once(self, path: Path) -> None:
        """Look at a page in the first state."""
        with self._page(path, states.FIRST) as page:
            self._look(page, path, str(states.FIRST))

    def in_every_state(self, path: Path) -> None:
        """Look at a page in every other state, with all that can be opened, and for room."""
        with self._page(path, states.FIRST) as page:
            for state in states.WITH_SCRIPTS:
                if state != states.FIRST:
                    _set(page, state.width, state.scheme)
                    self._look(page, path, str(state))
            for room in states.ROOMS:
                self._measure(page, path, room)
        for state in states.WITHOUT_SCRIPTS:
            with self._page(path, state) as page:
                self._look(page, path, str(state))
        for opening in states.OPENINGS:
            self._open(path, opening)

    @contextmanager
    def _page(self, path: Path, state: states.State) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": state.width, "height": HEIGHT}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        try:
            context.route(re.compile("^https?:"), lambda route: route.abort())
            if not state.scripts:
                context.route(re.compile(r"^file:.*\.html"), _without_scripts)
            page = context.new_page()
            _set(page, state.width, state.scheme)
            page.goto(path.as_uri(), timeout=60_000)
            page.evaluate("document.fonts.ready")
            yield page
        finally:
            context.close()

    def _open(self, path: Path, opening: states.Opening) -> None:
        with self._page(path, states.State(opening.width, "light")) as page:
            if not page.locator(opening.at).count() or not _opened(page, opening):
                return
            for scheme in states.SCHEMES:
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                self._look(page, path, f"{opening.name}, {scheme}")

    def _look(self, page: Page, path: Path, state: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.axe)
        self._add(path, state, page.evaluate(LOOK))

    def _measure(self, page: Page, path: Path, room: states.Room) -> None:
        _set(page, room.width, states.FIRST.scheme)
        style = page.add_style_tag(content=states.SPACING if room.spaced else PLAIN)
        self._add(path, room.name, {"violations": page.evaluate(ROOM)})
        style.evaluate("(element) => element.remove()")

    def _add(self, path: Path, state: str, found: Mapping[str, Any]) -> None:
        self.report.add(path.relative_to(self.site).as_posix(), state, found)


def _set(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]


def _opened(page: Page, opening: states.Opening) -> bool:
    """Whether it is open now; a page may have the thing and no use for it."""
    from playwright.sync_api import TimeoutError

    at = page.locator(opening.at).first
    try:
        if opening.by == "hover":
            at.hover()
        elif opening.by == "search":
            at.fill("e")
            at.press("Enter")
        else:
            at.evaluate(UNSCRIPTED)
        page.wait_for_selector(opening.shows, state="attached")
    except TimeoutError:
        return False
    return True


def _without_scripts(route: Route) -> None:
    """The page as it is where nothing runs: axe-core needs scripts, so the page's own go."""
    path = Path(re.sub(r"[?#].*", "", route.request.url).removeprefix("file://"))
    if not path.is_file():
        route.continue_()
        return
    text = SCRIPT.sub("", path.read_text(encoding="utf-8", errors="replace"))
    route.fulfill(body=NOSCRIPT.sub("", text), content_type="text/html; charset=utf-8")
