"""The shapes as JSON Schema, for editors: the subset common to draft-07 and 2020-12."""

from __future__ import annotations

from typing import Any

from citedeck.bank import HEAD, RETIRED
from citedeck.course import COURSE, SOURCE
from citedeck.forms import COMMON, EVIDENCE, FORMS
from citedeck.shapes import Shape

FILES = ("bank", "course", "sources")

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(file: str) -> dict[str, Any]:
    """The schema of a kind of file: one of FILES."""
    made = {"bank": _bank, "course": COURSE.schema, "sources": _sources}[file]()
    return {"$schema": _DRAFT, "title": f"citedeck {file}", **made}


def _bank() -> dict[str, Any]:
    head = HEAD.schema()
    items = {"type": "array", "items": {"anyOf": [*map(_item, FORMS), _retired()]}}
    items["description"] = head["properties"]["items"]["description"]
    definitions = {EVIDENCE.name: EVIDENCE.kind.schema()}
    return {**head, "properties": {**head["properties"], "items": items}, "definitions": definitions}


def _item(form: str) -> dict[str, Any]:
    made = Shape(form, {**COMMON, **FORMS[form].keys}).schema()
    description = made["properties"]["type"]["description"]
    made["properties"]["type"] = {"const": form, "description": description}
    alternatives = [{"required": [name]} for name in FORMS[form].either]
    return {**made, "oneOf": alternatives} if alternatives else made


def _retired() -> dict[str, Any]:
    """A retired item: whatever else it once said is kept unread."""
    return {**RETIRED.schema(), "required": ["id", "retired"], "additionalProperties": True}


def _sources() -> dict[str, Any]:
    return {"type": "object", "additionalProperties": SOURCE.schema()}
