"""LaTeX source, written so that no text can act in it.

What comes in is plain Python values; what goes out is code. Every word of a text passes through
`escaped`, every address through `address`, every name of a place through `label`, and every
language through `language`; nothing else in this package writes what a text says.
"""

from __future__ import annotations

import re
from urllib.parse import quote

BLANKS = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")  # a line end and blanks round it: one blank
SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "'": r"\textquotesingle{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u00ad": r"\-",
}
# two signs that TeX's own ligatures would make one, even without a blank: -- ,, << >>
PAIRED = r"(?<=-)(?=-)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)"
# what nobody sees: marks of direction and of joining, selectors, private code points; written as
# \\unseen{202E}, so that whoever edits the file sees them
UNSEEN = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
# what no text has: controls and noncharacters; their code points are printed
NEVER = "\x00-\x1f\x7f-\x9f\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(15) for last in (0xFFFE, 0xFFFF)
)
ACTING = re.compile(f"[{re.escape(''.join(SIGNS))}]|(?P<never>[{NEVER}])|[{UNSEEN}]|{PAIRED}")
APART = r"\apart{}"
WRAP = r"\wrap{}"  # where a line may end within a word that is too long for a line
LONG_WORD = re.compile(r"(\S{40,})")  # www.example.org/a/very/long/address/without/a/blank
PIECE = re.compile(r".{1,8}[\u0300-\u036f]*")
URL_SAFE = "-.:/?=+,;@%&#_"
TAG = re.compile(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")  # de, pt-BR, la-x-classic
UNSAFE_IN_LABEL = re.compile(r"[^A-Za-z0-9./:-]")


def escaped(text: str) -> str:
    r"""Text as LaTeX that prints it to the letter, whatever it is.

    >>> escaped("50% of $x_1$ -- no \\input")
    '50\\% of \\$x\\_1\\$ -\\apart{}- no \\textbackslash{}input'
    """
    return ACTING.sub(_sign, text)


def words(text: str) -> str:
    """Running text: escaped, its blanks made one; a word longer than a line may be divided."""
    pieces = LONG_WORD.split(BLANKS.sub(" ", text))
    return "".join(_divided(it) for it in pieces)


def monospaced(line: str) -> str:
    """A line of quoted code: its blanks are kept."""
    return escaped(line.expandtabs()).replace(" ", r"\ ")


def command(name: str, *arguments: str) -> str:
    r"""A command with arguments that are code already; none: `\name{}`."""
    return f"\\{name}" + ("".join(f"{{{it}}}" for it in arguments) or "{}")


def address(url: str) -> str:
    """A web address for `\\href`, in which only signs that mean something there are signs."""
    plain = quote(url, safe=URL_SAFE).replace("~", "%7E")
    return re.sub(r"[%&#_]", r"\\\g<0>", plain)


def label(name: str) -> str:
    """The name of a place, of letters and digits and `. / : -` alone.

    >>> label("p12"), label("my page:x_1")
    ('p12', 'my-x20-page:x-x5f-1')
    """
    return UNSAFE_IN_LABEL.sub(lambda found: f"-x{ord(found[0]):x}-", name)


def file_name(name: str) -> str:
    """The name of a picture beside the document, of letters and digits and `. -` alone."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", name)


def language(tag: str) -> str:
    """A language tag as it is, if it is one; "" for anything else."""
    plain = tag.replace("_", "-")
    return plain if TAG.match(plain) else ""


def _sign(found: re.Match[str]) -> str:
    character = found[0]
    if not character:
        return APART
    if character in SIGNS:
        return SIGNS[character]
    return command("codepoint" if found["never"] else "unseen", f"{ord(character):04X}")


def _divided(text: str) -> str:
    if LONG_WORD.fullmatch(text) is None:
        return escaped(text)
    return WRAP.join(escaped(it) for it in PIECE.findall(text))
