"""The terms of Web Annotations that we use, as the W3C's vocabularies define them: facts for an
expansion as JSON-LD, which drops every term that has no meaning. Nothing is fetched.

https://www.w3.org/TR/annotation-vocab/ and the terms that it takes from elsewhere.
"""

from __future__ import annotations

OA, AS = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
DC, DCTERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


def _resource(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


def _number(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": NUMBER}


OF_OA = (
    *("Annotation", "TextualBody", "FragmentSelector", "TextQuoteSelector"),
    *("TextPositionSelector", "commenting", "editing", "describing", "tagging"),
    *("exact", "prefix", "suffix"),
)
CONTEXT = {
    "@context": {
        "id": "@id",
        "type": "@type",
        **{name: f"{OA}{name}" for name in OF_OA},
        "AnnotationCollection": f"{AS}OrderedCollection",
        "AnnotationPage": f"{AS}OrderedCollectionPage",
        "Software": f"{AS}Application",
        "Person": f"{FOAF}Person",
        "name": f"{FOAF}name",
        "nickname": f"{FOAF}nick",
        "label": f"{RDFS}label",
        "value": f"{RDF}value",
        "format": f"{DC}format",
        "language": f"{DC}language",
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        "body": _resource(f"{OA}hasBody"),
        "target": _resource(f"{OA}hasTarget"),
        "source": _resource(f"{OA}hasSource"),
        "selector": _resource(f"{OA}hasSelector"),
        "refinedBy": _resource(f"{OA}refinedBy"),
        "canonical": _resource(f"{OA}canonical"),
        "conformsTo": _resource(f"{DCTERMS}conformsTo"),
        "creator": _resource(f"{DCTERMS}creator"),
        "generator": _resource(f"{AS}generator"),
        "first": _resource(f"{AS}first"),
        "partOf": _resource(f"{AS}partOf"),
        "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
        "start": _number(f"{OA}start"),
        "end": _number(f"{OA}end"),
        "total": _number(f"{AS}totalItems"),
        "startIndex": _number(f"{AS}startIndex"),
    }
}
