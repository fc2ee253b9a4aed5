"""Names of persons and of bodies, as catalogues file them."""

from __future__ import annotations

from pybtex.database import Person

ARTICLES = ("the ", "a ", "an ", "der ", "die ", "das ", "le ", "la ", "les ", "l’", "il ", "el ")


def parts(name: str) -> tuple[str, str]:
    """Family and given names: “J. Arch Getty” → (“Getty”, “J. Arch”); a body has no given name.

    A name that begins with an article or has one word is taken for one that is not turned round.

    >>> parts("Simone de Beauvoir"), parts("The British Library"), parts("Voltaire")
    (('de Beauvoir', 'Simone'), ('The British Library', ''), ('Voltaire', ''))
    """
    if name.lower().startswith(ARTICLES):
        return name, ""
    person = Person(name)
    family = " ".join((*person.prelast_names, *person.last_names))
    given = " ".join((*person.first_names, *person.middle_names, *person.lineage_names))
    return (family, given) if family and given else (name, "")


def surname_first(name: str) -> str:
    """“J. Arch Getty” → “Getty, J. Arch”; a body's name as it is."""
    return ", ".join(it for it in parts(name) if it)
