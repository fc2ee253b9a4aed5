"""What a validator says of a file, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

NOT_CHECKED = "not checked: needs {}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator said; `ok` is None if it was not run."""

    validator: str
    said: str
    ok: bool | None
    messages: tuple[str, ...] = ()


def not_checked(validator: str, needed: str) -> Verdict:
    """The verdict of a validator that is not here."""
    return Verdict(validator, NOT_CHECKED.format(needed), None)


def valid(validator: str, complaints: list[str], good: str = "valid") -> Verdict:
    """*good* where there is nothing to complain of, else how many complaints there are."""
    count = f"{len(complaints)} complaint{'s' if len(complaints) != 1 else ''}"
    return Verdict(validator, count if complaints else good, not complaints, tuple(complaints))


def failed(validator: str, error: object) -> Verdict:
    """The verdict of a validator that could not do its work."""
    return Verdict(validator, "it failed", False, (str(error),))


def version(package: str) -> str:
    """The version of an installed package; empty if it is not installed."""
    try:
        return installed(package)
    except PackageNotFoundError:
        return ""
