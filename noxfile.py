"""What can be done with this project: `nox -l` lists it. What follows `--` is passed on."""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["tests", "lint", "types"]

GROUPS = nox.project.load_toml("pyproject.toml")["dependency-groups"]


def prepare(session: nox.Session, *groups: str) -> None:
    """Install the project as it stands here, at the versions in constraints.txt."""
    needed = [requirement for group in groups for requirement in GROUPS[group]]
    session.install("-c", "constraints.txt", "-e", ".", *needed)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests."""
    prepare(session, "tests")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting."""
    session.install("-c", "constraints.txt", *GROUPS["lint"])
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types."""
    prepare(session, "tests", "types")
    session.run("mypy")
    session.run("mypy", "benchmarks")


@nox.session
def cluster(session: nox.Session) -> None:
    """Test converting on a real Dask cluster; its many packages are not needed otherwise."""
    prepare(session, "tests")
    session.install("-c", "constraints.txt", "-e", ".[cluster]")
    session.run("pytest", "tests/test_many.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure: nox -s bench -- recovery, mutations, scale, site … (benchmarks/README.md)."""
    prepare(session, "bench")
    what, *options = session.posargs or ["recovery"]
    session.run("python", f"benchmarks/{what}.py", *options)


@nox.session
def html(session: nox.Session) -> None:
    """Convert the texts and build the edition to read in a browser."""
    prepare(session)
    session.run("edition", "build", "html", *session.posargs)


@nox.session
def access(session: nox.Session) -> None:
    """Build the site and check that everybody can use it: -- --record docs/accessibility.json."""
    prepare(session)
    session.install("-c", "constraints.txt", "-e", ".[access]")
    session.run("edition", "build", "html")
    session.run("edition", "check", "--site", "build/public/html", *session.posargs)


@nox.session
def pdf(session: nox.Session) -> None:
    """Convert the texts and build the edition to print, as PDF."""
    prepare(session)
    session.run("edition", "build", "pdf", *session.posargs)


@nox.session
def tei(session: nox.Session) -> None:
    """Convert the texts and build each edition as TEI P5."""
    prepare(session)
    session.run("edition", "build", "tei", *session.posargs)


@nox.session
def latex(session: nox.Session) -> None:
    """Convert the texts and build each edition as LaTeX, for a press."""
    prepare(session)
    session.run("edition", "build", "latex", *session.posargs)


@nox.session
def epub(session: nox.Session) -> None:
    """Convert the texts and build the edition for reading systems, as EPUB."""
    prepare(session)
    session.run("edition", "build", "epub", *session.posargs)


@nox.session
def annotations(session: nox.Session) -> None:
    """Convert the texts and build the editors' notes as W3C Web Annotations."""
    prepare(session)
    session.run("edition", "build", "annotations", *session.posargs)


@nox.session
def text(session: nox.Session) -> None:
    """Convert the texts and build each edition as plain text."""
    prepare(session)
    session.run("edition", "build", "text", *session.posargs)


@nox.session
def all(session: nox.Session) -> None:
    """Convert the texts, build every format, and let the validators look at each."""
    prepare(session, "tests")
    session.run("edition", "build", "all", *session.posargs)


@nox.session
def edition(session: nox.Session) -> None:
    """Run the command: nox -s edition -- add getty-1986 FILE."""
    prepare(session)
    session.run("edition", *session.posargs)
