"""The language of the text, where it is another than the site's: said on every block of it.

docutils writes a class `language-fr` as the attribute `lang="fr"`, in every format it knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from edition_tools.publish.nodes import voice_list
from edition_tools.vocabulary import Voice

READINGS = frozenset({"lemma", "source-reading"})


def differs(language: str, site: str | None) -> bool:
    """Whether two tags name different languages: fr and en do, en-GB and en do not.

    >>> differs("fr", "en"), differs("en-GB", "en"), differs("", "en")
    (True, False, False)
    """
    return bool(language) and _primary(language) != _primary(site or "en")


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def say(document: nodes.document, language: str) -> None:
    """Say on every block of the source's words that they are in *language*."""
    name = f"language-{language.replace('_', '-')}"
    for block in list(_blocks(document)):
        block["classes"].append(name)


def _blocks(document: nodes.document) -> Iterator[nodes.Element]:
    passages = [node for node in document.findall(nodes.Element) if node.get("passage")]
    yield from passages
    if any(str(node["passage"]).startswith("p") for node in passages):
        yield from (
            t for t in document.findall(nodes.title) if not isinstance(t.parent, voice_list)
        )
    for node in document.findall(nodes.Element):
        if node.get("voice_of_source"):
            yield node
        elif isinstance(node, nodes.footnote) and node.get("voice") == Voice.AUTHOR_NOTES:
            yield from (c for c in node.children if not isinstance(c, nodes.label))  # type: ignore[misc]
        elif isinstance(node, nodes.inline) and READINGS.intersection(node["classes"]):
            yield node
