"""The language of words that stand in another script than the text round them.

A Russian or Greek word in an English essay is set with its own language, so that it is divided
and read aloud by its own rules. Only the script is looked at: Cyrillic counts as Russian unless
it has letters that only Ukrainian has, Greek as ancient if it bears the old accents.
"""

from __future__ import annotations

import re

CYRILLIC = r"\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
GREEK = r"\u0370-\u03ff\u1f00-\u1fff"
HEBREW = r"\u0590-\u05ff\ufb1d-\ufb4f"
BETWEEN = " ,;·’-"  # what may stand between two words of one run
# a run of one script, with what stands between its words: «бумага всё терпит», ἡ γὰρ ἐπιστολή
RUN = re.compile(
    "|".join(f"[{it}][{it}\u0300-\u036f{BETWEEN}]*" for it in (CYRILLIC, GREEK, HEBREW))
)
UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
POLYTONIC = re.compile(r"[\u1f00-\u1fff]")
OF_SCRIPT = {
    "cyrillic": frozenset({"ru", "uk", "be", "bg", "sr", "mk", "cu"}),
    "greek": frozenset({"el", "grc"}),
    "hebrew": frozenset({"he", "yi"}),
}


def runs(text: str, surrounding: str) -> list[tuple[str, str]]:
    """`text` in pieces (language, words); the language is "" where it is the surrounding one.

    >>> runs("the word письмо here", "en")
    [('', 'the word '), ('ru', 'письмо'), ('', ' here')]
    """
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in RUN.finditer(text):
        words = found[0].rstrip(BETWEEN)
        language = _language(words, surrounding)
        if not language:
            continue
        pieces += [("", text[end : found.start()]), (language, words)]
        end = found.start() + len(words)
    pieces.append(("", text[end:]))
    return [piece for piece in pieces if piece[1]]


def _language(words: str, surrounding: str) -> str:
    first = words[0]
    if re.match(f"[{CYRILLIC}]", first):
        script, language = "cyrillic", "uk" if UKRAINIAN.search(words) else "ru"
    elif re.match(f"[{GREEK}]", first):
        script, language = "greek", "grc" if POLYTONIC.search(words) else "el"
    else:
        script, language = "hebrew", "he"
    return "" if surrounding in OF_SCRIPT[script] else language
