"""The shapes as JSON Schema, for editors: the subset common to draft-07 and 2020-12."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from citedeck.bank.banks import HEAD, RETIRED
from citedeck.bank.course import COURSE, SOURCE
from citedeck.bank.forms import COMMON, EVIDENCE, FORMS
from citedeck.bank.shapes import Kind, OneOf, Several, Shape
from citedeck.languages import hovers
from citedeck.model import Course

FILES = ("bank", "course", "sources")

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(file: str, course: Course | None = None) -> dict[str, Any]:
    """The schema of a kind of file: one of FILES; with a course, in its language and of its words."""
    described = {"bank": _bank, "course": _course, "sources": _sources}[file](course)
    language = course.language if course else "en"
    return {"$schema": _DRAFT, "title": f"citedeck {file}", **_said_in(language, described)}


def printed(file: str, course: Course | None = None) -> str:
    """The schema of a kind of file as the words of a file."""
    return json.dumps(schema(file, course), ensure_ascii=False, indent=1) + "\n"


def _bank(course: Course | None) -> dict[str, Any]:
    head = _known(HEAD, course).schema()
    items = {"type": "array", "items": {"anyOf": [*(_item(form, course) for form in FORMS), _retired()]}}
    items["description"] = head["properties"]["items"]["description"]
    definitions = {EVIDENCE.name: EVIDENCE.kind.schema()}
    return {**head, "properties": {**head["properties"], "items": items}, "definitions": definitions}


def _item(form: str, course: Course | None) -> dict[str, Any]:
    described = _known(Shape(form, {**COMMON, **FORMS[form].keys}), course).schema()
    description = described["properties"]["type"]["description"]
    described["properties"]["type"] = {"const": form, "description": description}
    described = {"title": form, **described}
    alternatives = [{"required": [name]} for name in FORMS[form].either]
    return {**described, "oneOf": alternatives} if alternatives else described


def _retired() -> dict[str, Any]:
    """A retired item: whatever else it once said is kept unread."""
    described = {**RETIRED.schema(), "required": ["id", "retired"], "additionalProperties": True}
    return {"title": "retired", **described}


def _course(course: Course | None) -> dict[str, Any]:
    return COURSE.schema()


def _sources(course: Course | None) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": SOURCE.schema()}


def _known(shape: Shape, course: Course | None) -> Shape:
    """A shape whose texts and categories are those of a course, where it says which there are."""
    kinds: dict[str, Kind] = {}
    if course and course.sources:
        kinds["source"] = Several(OneOf(tuple(map(str, course.sources))))
    if course and course.categories:
        kinds["category"] = OneOf(tuple(map(str, course.categories)))
    keys = {name: replace(key, kind=kinds.get(name, key.kind)) for name, key in shape.keys.items()}
    return replace(shape, keys=keys)


def _said_in(language: str, value: Any) -> Any:
    """A schema with its descriptions in a language."""
    if isinstance(value, list):
        return [_said_in(language, entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        name: hovers.of(entry, language)
        if name == "description" and isinstance(entry, str)
        else _said_in(language, entry)
        for name, entry in value.items()
    }
