"""Names of languages as BibLaTeX has them (babel's), and their tags (BCP 47)."""

from __future__ import annotations

TAGS = {
    "english": "en", "american": "en-US", "british": "en-GB", "french": "fr", "german": "de",
    "ngerman": "de-1996", "austrian": "de-AT", "italian": "it", "russian": "ru", "greek": "el",
    "latin": "la", "spanish": "es", "portuguese": "pt", "dutch": "nl", "polish": "pl",
    "czech": "cs", "slovak": "sk", "ukrainian": "uk", "bulgarian": "bg", "serbian": "sr",
    "croatian": "hr", "slovene": "sl", "hungarian": "hu", "romanian": "ro", "danish": "da",
    "swedish": "sv", "norwegian": "no", "finnish": "fi", "estonian": "et", "latvian": "lv",
    "lithuanian": "lt", "turkish": "tr", "hebrew": "he", "arabic": "ar", "hindi": "hi",
    "japanese": "ja", "chinese": "zh", "catalan": "ca", "welsh": "cy", "irish": "ga",
}  # fmt: skip
NAMES = {tag: name for name, tag in TAGS.items()}


def tag(name: str) -> str:
    """The tag of a language; a name that is not known stays as it is."""
    return TAGS.get(name, name)


def name(tag_: str) -> str:
    """The language's name; a tag that is not known stays as it is."""
    return NAMES.get(tag_, tag_)
