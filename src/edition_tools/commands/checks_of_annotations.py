"""Web Annotations under a JSON Schema of ours, written from the data model of the W3C."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from edition_tools.commands.verdict import Verdict, failed, not_checked, valid, version

SCHEMA = Path(__file__).with_name("annotations.schema.json")


def verdict(path: Path) -> Verdict:
    """What the schema finds in the file."""
    if importlib.util.find_spec("jsonschema") is None:
        return not_checked("Web Annotation schema", "jsonschema (PyPI)")
    from jsonschema import Draft202012Validator

    name = f"Web Annotation schema (jsonschema {version('jsonschema')})"
    try:
        rules = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
        found = rules.iter_errors(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        return failed(name, error)
    return valid(name, [f"{it.json_path}: {it.message[:200]}" for it in found])
