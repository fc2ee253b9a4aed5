"""The gate: every page of a site once, some in every state, and the markup of all."""

from __future__ import annotations

from pathlib import Path

from edition_tools.access import choice, markup
from edition_tools.access.record import Report
from edition_tools.access.tools import QUIET, Tools, axe_version
from edition_tools.access.visit import Visit
from edition_tools.findings import BadShelf


def check(site: Path, tools: Tools) -> Report:
    """Look at the site in the folder *site*."""
    site = site.resolve()
    pages = choice.pages(site) if site.is_dir() else []
    if not pages:
        raise BadShelf(f"there is no page of a site in {site}", "build it: edition build html")
    chosen = choice.choose(pages)
    report = Report(pages=_names(site, pages), chosen=_names(site, chosen))
    _visit(site, tools, pages, chosen, report)
    if tools.nu:
        report.versions["Nu Html Checker"] = markup.version(tools.nu)
        report.faults += markup.check(tools.nu, site, pages)
    return report


def glance(folder: Path, tools: Tools, suffix: str = ".html") -> Report:
    """Look at every page in *folder* once, in the first state, and at no markup: of a site, or of a
    book that has been unpacked (*suffix* ".xhtml")."""
    folder = folder.resolve()
    pages = choice.pages(folder, suffix)
    report = Report(pages=_names(folder, pages))
    _visit(folder, tools, pages, [], report)
    return report


def _visit(site: Path, tools: Tools, pages: list[Path], chosen: list[Path], report: Report) -> None:
    from playwright.sync_api import sync_playwright

    axe = tools.axe.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium, args=list(QUIET))
        report.versions |= {"axe-core": axe_version(axe), "Chromium": browser.version}
        visit = Visit(browser, site, axe, report)
        for path in pages:
            visit.once(path)
        for path in chosen:
            visit.in_every_state(path)
        browser.close()


def _names(site: Path, pages: list[Path]) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in pages)
