"""The pages of a site under axe-core and the Nu Html Checker, each once, as they open.

`edition check --site` looks at them in every state; this is what a build can afford.
"""

from __future__ import annotations

from pathlib import Path

from edition_tools.access import choice, gate, markup, tools
from edition_tools.access.record import Fault
from edition_tools.commands.verdict import Verdict, failed, not_checked, valid
from edition_tools.findings import EditionError, NoChecker

NU_NEEDED = "Java and vnu-jar (npm), or EDITION_VNU"


def verdicts(site: Path) -> tuple[Verdict, ...]:
    """Whether everybody can use the site, and whether its markup is sound."""
    return axe(site, ".html"), _nu(site)


def axe(folder: Path, suffix: str) -> Verdict:
    """What axe-core finds against WCAG 2.2 AA in the pages of *folder*."""
    try:
        found = tools.find()
    except NoChecker as error:
        return not_checked("axe-core", f"axe-core and Chromium ({error.message})")
    try:
        report = gate.glance(folder, found, suffix)
    except Exception as error:  # of the browser
        return failed("axe-core", error)
    name = f"axe-core {report.versions['axe-core']}"
    return valid(
        name, list(map(_told, report.faults)), f"no violation on {len(report.pages)} pages"
    )


def _nu(site: Path) -> Verdict:
    jar = tools.find_nu(Path.cwd())
    if jar is None:
        return not_checked("Nu Html Checker", NU_NEEDED)
    try:
        name = f"Nu Html Checker {markup.version(jar)}"
        return valid(name, list(map(_told, markup.check(jar, site.resolve(), choice.pages(site)))))
    except (EditionError, OSError) as error:
        return failed("Nu Html Checker", error)


def _told(fault: Fault) -> str:
    return f"{fault.page}: {fault.rule}: {fault.help}"
