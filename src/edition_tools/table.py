"""A TOML file read with care: every value of the kind that is expected, every key known.

Raises `BadShelf` with the file, the key and what to do; never a traceback.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from edition_tools.findings import BadShelf

NUMBERS = (datetime.date, datetime.time, int, float)
LONGEST = 256  # bits of a number that is meant as words
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # "\u0000": no page can print it


def read_toml(path: Path) -> Table:
    """The table that *path* holds; an absent file is an empty table."""
    try:
        text = read_plain(path)
    except FileNotFoundError:
        return Table(path, {})
    except UnicodeDecodeError as error:
        raise BadShelf(f"{path} is not UTF-8 ({error.reason})", "save it as UTF-8") from None
    except OSError as error:
        raise BadShelf(f"{path} cannot be read: {error.strerror}", "check the file") from None
    try:
        return Table(path, tomllib.loads(text))
    except ValueError as error:  # TOMLDecodeError, and numbers too long to be one
        raise BadShelf(f"{path} is not valid TOML: {error}", "mend the line it names") from None
    except RecursionError:
        raise BadShelf(f"{path} is nested too deeply", "take the brackets apart") from None


def read_plain(path: Path) -> str:
    """The words of an editors' file; a pipe or device, which may never end, is refused."""
    if path.is_fifo() or path.is_char_device():
        raise BadShelf(f"{path} is not a plain file", "put a plain file in its place")
    return path.read_bytes().decode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML table, and where it stands, for messages."""

    path: Path
    values: dict[str, object]
    name: str = ""

    def wrong(self, key: str, wanted: str) -> BadShelf:
        """The error that says what *key* must be."""
        where = f"{self.name}.{key}" if self.name else key
        return BadShelf(f"{self.path}: {where} must be {wanted}", f"correct {where} in that file")

    def only(self, *known: str) -> None:
        """Raise if there is a key that nobody reads: mostly a slip of the pen."""
        for key in self.values:
            if key not in known:
                where = f"[{self.name}] " if self.name else ""
                raise BadShelf(
                    f"{self.path}: {where}has an unknown key {key!r}",
                    f"known keys are {', '.join(known)}",
                )

    def words(self, key: str, default: str = "") -> str:
        """A string; dates and numbers are taken as they are written."""
        value = self.values.get(key, default)
        if isinstance(value, int) and value.bit_length() > LONGEST:
            raise self.wrong(key, "a string")
        if isinstance(value, NUMBERS) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise self.wrong(key, "a string")
        if CONTROL.search(value):
            raise self.wrong(key, "a string without control characters")
        return value

    def needed(self, key: str) -> str:
        """A string that may not be missing or empty."""
        value = self.words(key)
        if not value.strip():
            raise self.wrong(key, "given (a string that is not empty)")
        return value

    def all_words(self, key: str) -> tuple[str, ...]:
        """A list of strings, at least one, none of them empty."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, 'a list of strings, as in ["one", "another"]')
        rows = (Table(self.path, {key: item}, self.name) for item in value)
        return tuple(row.needed(key) for row in rows)

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """One of *choices*."""
        value = self.words(key, default)
        if value not in choices:
            raise self.wrong(key, "one of " + ", ".join(choices))
        return value

    def pair(self, key: str) -> tuple[int, int] | None:
        """Two offsets, [start, end], or None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        match value:
            case [int() as start, int() as end] if 0 <= start <= end:
                return start, end
        raise self.wrong(key, "[start, end], two whole numbers in order")

    def count(self, key: str, least: int = 0) -> int:
        """A whole number that may not be missing, nor smaller than *least*."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.wrong(key, f"a whole number from {least}")
        return value

    def day(self, key: str) -> str:
        """A date that may not be missing, as 2026-02-28."""
        value = self.needed(key)
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError:
            raise self.wrong(key, "a date, as in 2026-02-28") from None

    def table(self, key: str) -> Table:
        """A sub-table; absent is empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "a table")
        return Table(self.path, value, f"{self.name}.{key}" if self.name else key)

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables; absent is empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(key, f"written as [[{key}]] tables")
        name = f"{self.name}.{key}" if self.name else key
        return tuple(
            Table(self.path, item, f"{name} {number}") for number, item in enumerate(value, 1)
        )
