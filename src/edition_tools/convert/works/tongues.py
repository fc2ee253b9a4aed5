"""The language of a title, where it is evident from its small words or its letters.

Comes in: a title. Goes out: the language by its name in BibLaTeX (`langid`), empty where it is
not evident: two small words of one language and none that only another has, or an alphabet.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+")
SMALL = {
    "english": "the of and in to on for from with by its his their an at or under",
    "german": "der die das und des dem den ein eine einer von für im zur zum über vom mit auf zu"
    " aus bei nach als",
    "french": "le la les des du et une dans sur pour aux au en l d par chez ou",
    "italian": "il lo la gli della delle dei degli del nel nella di e per una dal alla i in sul",
    "spanish": "el los las del y una en la de por con al para un",
    "dutch": "het een van de en der voor op met uit te in",
    "polish": "i w z na do o nad dla oraz się jest przez",
}
WORDS = {language: frozenset(words.split()) for language, words in SMALL.items()}
RUSSIAN, OTHER_CYRILLIC = re.compile("[ыэёЫЭЁ]"), re.compile("[іїєґўјљњћђџІЇЄҐЎЈЉЊЋЂЏ]")
CYRILLIC, GREEK = re.compile("[а-яА-ЯёЁ]{3}"), re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3}")
ENOUGH = 2  # different small words


def evident(title: str) -> str:
    """The language of a title.

    >>> evident("Die Geschichte der Kritik und ihr Ende"), evident("Seuils"), evident("Моя жизнь")
    ('german', '', 'russian')
    """
    if GREEK.search(title):
        return "greek"
    if CYRILLIC.search(title):
        is_russian = RUSSIAN.search(title) and not OTHER_CYRILLIC.search(title)
        return "russian" if is_russian else ""
    words = {word.casefold() for word in WORD.findall(title)}
    found = sorted(((len(words & small), name) for name, small in WORDS.items()), reverse=True)
    (most, language), (next_best, _) = found[0], found[1]
    return language if most >= ENOUGH and most > next_best else ""
