"""What a project with an edition must be set to, so that its conf.py can stay short.

Text of a source is escaped for one set of MyST's extensions; others would read signs of the
text as markup, so they are refused. Nothing is copied or rewritten that could show or change
words of the source.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from edition_tools.publish.bibstyle import NAME
from edition_tools.publish.pages import EMENDATIONS, NOTES, TEXT
from edition_tools.vocabulary import MYST_EXTENSIONS

LOGGER = logging.getLogger(__name__)
UNSAFE_EXTENSIONS = ("linkify", "gfm_autolink", "replacements", "smartquotes", "section_ref")
REQUIRED = {
    "smartquotes": False,
    "myst_footnote_transition": False,
    "myst_footnote_sort": False,
    "html_copy_source": False,
    "html_show_sourcelink": False,
}
PREFERRED = {
    "html_theme": "furo",
    "bibtex_bibfiles": [],
    "bibtex_default_style": NAME,
    "bibtex_reference_style": NAME,
    "bibtex_tooltips": False,
    "html_show_sphinx": False,
    "html_use_index": False,  # of terms and functions, of which a text has none
    "html_permalinks_icon": "#",
}
SUPPRESSED = ["bibtex.duplicate_label"]  # two editions may cite one work: labels are per edition
EDITIONS = "editions"  # folder of editions, where there are several


def configure(app: Sphinx, config: Config) -> None:
    """Set what is required, and what is preferred where conf.py says nothing."""
    for name, value in REQUIRED.items():
        if config._raw_config.get(name, value) != value:
            LOGGER.warning("%s must be %r for an edition: its text would change", name, value)
        setattr(config, name, value)
    for name, preferred in PREFERRED.items():
        if name not in config._raw_config and name not in config.overrides:
            setattr(config, name, preferred)
    if config.html_baseurl and config.edition_within:
        config.html_baseurl = f"{config.html_baseurl.rstrip('/')}/{config.edition_within}"
    if "html_title" not in config._raw_config:
        config.html_title = config.project
    if not config.copyright:
        config.html_show_copyright = False
    config.myst_enable_extensions = _extensions(config)
    config.suppress_warnings = [*config.suppress_warnings, *SUPPRESSED]
    config.exclude_patterns = [
        *config.exclude_patterns,
        *(f"{where}{kind}/*.md" for kind in (NOTES, EMENDATIONS) for where in ("", "**/")),
        *(f"{folder}/**" for folder in absent_editions(Path(app.srcdir))),
    ]


def _extensions(config: Config) -> set[str]:
    wanted = set(config.myst_enable_extensions)
    for name in wanted.intersection(UNSAFE_EXTENSIONS):
        LOGGER.warning("the MyST extension %s is left off: it would change words of a text", name)
    return (wanted - set(UNSAFE_EXTENSIONS)) | set(MYST_EXTENSIONS)


def absent_editions(srcdir: Path) -> list[str]:
    """Editions whose text the machine has not written here: the source may not be shipped."""
    folder = srcdir / EDITIONS
    if not folder.is_dir():
        return []
    return [
        f"{EDITIONS}/{path.name}"
        for path in sorted(folder.iterdir())
        if path.is_dir() and not any((path / TEXT).glob("*.md"))
    ]


def defuse(app: Sphinx, docname: str, content: list[str]) -> None:
    """A page of the source's words may not set options for its own parsing."""
    del app
    from edition_tools.publish.pages import is_machine_written

    if is_machine_written(docname) and content[0].startswith("---"):
        content[0] = "\n" + content[0]


def setup_configuration(app: Sphinx) -> None:
    """Our own settings, and the ones we need."""
    app.add_config_value("edition_private", False, "env", types=frozenset({bool}))
    app.add_config_value("edition_within", "", "env", types=frozenset({str}))
    app.add_config_value("edition_only", "", "", types=frozenset({str}))
    app.add_config_value("edition_project", "..", "env", types=frozenset({str}))
    app.connect("config-inited", configure, priority=100)
    app.connect("source-read", defuse, priority=900)
