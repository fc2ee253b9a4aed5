"""What a book is known by: its DOI, or a UUID made of its slug and its witness's checksum."""

from __future__ import annotations

import uuid

from edition_tools.publish.title import Title


def identifier(title: Title) -> str:
    """The unique identifier of the publication; the same as long as witness and slug are."""
    doi = title.fact("doi")
    if doi:
        return doi if doi.startswith("http") else f"https://doi.org/{doi}"
    named = f"edition-tools:{title.slug}:{title.fact('sha256')}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}"
