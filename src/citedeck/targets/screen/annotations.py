"""The passages of all texts with their questions, as Web Annotations: JSON-LD that other tools read.

A place is told twice: by its words with some before and after it, and by the numbers of its characters.
These count code points of the text as the course has it; `state` names that text by its digest.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator

from citedeck.model import Compilation, Course, Document, Output, Source, Span
from citedeck.proof import passages
from citedeck.targets.screen import atoms, notes
from citedeck.targets.screen.atoms import Mark

NAME = "annotations.jsonld"
PATH = f"{notes.FOLDER}/{NAME}"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""So many characters before and after a quotation tell it from others like it."""

_COUNTED = "Positions count Unicode code points of the plain text whose SHA-256 the state of each target has."


def output(compilation: Compilation, course: Course) -> Output:
    """The file with the annotations of a course, beside its annotated texts."""
    words = json.dumps(collection(compilation, course), ensure_ascii=False, indent=1)
    return Output(PATH, f"{words}\n".encode())


def collection(compilation: Compilation, course: Course) -> dict[str, object]:
    """All annotations of a course, text by text: of each passage of each question."""
    annotations = [
        annotation
        for source in course.sources.values()
        for annotation in _of_text(source, compilation, course)
    ]
    page = {"id": f"{NAME}#all", "type": "AnnotationPage", "partOf": NAME, "startIndex": 0}
    return {
        "@context": CONTEXT,
        "id": NAME,
        "type": "AnnotationCollection",
        "label": course.title,
        "rdfs:comment": _COUNTED,
        "total": len(annotations),
        "first": {**page, "items": annotations},
    }


def _of_text(source: Source, compilation: Compilation, course: Course) -> Iterator[dict[str, object]]:
    about = [resolved for resolved in compilation.items if source in resolved.sources]
    target = {"source": _identity(source, course), "state": _state(source.document)}
    counts: Counter[str] = Counter()
    for mark in atoms.marks(source, about):
        counts[mark.item] += 1
        yield {
            "id": f"{NAME}#{mark.item}/{source.id}/{counts[mark.item]}",
            "type": "Annotation",
            "motivation": "assessing",
            "body": _bodies(mark, source, compilation, course),
            "target": {**target, "selector": list(_selectors(mark.span, source))},
        }


def _identity(source: Source, course: Course) -> dict[str, str]:
    """A text as a resource: its public page, where that holds it; else what its digest names."""
    name = source.url if source.url and source.linkable else _named(source.document)
    language = passages.language_of(source, course)
    return {
        "id": name,
        "type": "Text",
        "format": "text/plain",
        "language": language,
        "rdfs:label": source.label,
    }


def _state(document: Document) -> dict[str, str]:
    """Which words the characters are counted in: those of this very text."""
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return {"type": "TimeState", "cached": _named(document), "schema:sha256": digest}


def _named(document: Document) -> str:
    """The name that the words of a text have by their digest (RFC 6920)."""
    digest = hashlib.sha256(document.text.encode()).digest()
    return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"


def _bodies(mark: Mark, source: Source, compilation: Compilation, course: Course) -> list[dict[str, object]]:
    """What is asked about a passage, of which form it is, and where the annotated text has it."""
    asked = notes.question(notes.entry(1, mark.resolved, course), compilation, course)
    bodies: list[dict[str, object]] = [
        {
            "type": "TextualBody",
            "value": notes.in_words(asked),
            "format": "text/plain",
            "language": course.language,
        },
        {"type": "TextualBody", "value": mark.resolved.item.form, "purpose": "tagging"},
    ]
    if source.printable:
        page = f"{notes.file_name(source, course)}#q-{mark.item}"
        bodies.append({"type": "SpecificResource", "source": page, "purpose": "linking"})
    return bodies


def _selectors(span: Span, source: Source) -> Iterator[dict[str, object]]:
    """Where a passage stands; of a text that may not be printed no word is given."""
    words = span.document.text
    if source.printable:
        yield {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": words[max(span.start - AROUND, 0) : span.start],
            "suffix": words[span.end : span.end + AROUND],
        }
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}
