"""A text in numbered lines, as its own document and a worksheet print it."""

from __future__ import annotations

from collections.abc import Iterable

from citedeck.languages.catalogue import sentence, typeset
from citedeck.model import Course, Line, Source, Span
from citedeck.proof import passages
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its number, whether that is shown, its words, whether it is a heading."""

    number: int
    shown: bool
    words: str
    heading: bool


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text, or lines of it, ready to be printed under its reference."""

    title: str
    source: Source
    language: str
    paragraphs: tuple[tuple[Printed, ...], ...]


def text(source: Source, lines: Iterable[Line], course: Course) -> PrintedText:
    """Some lines of a text: the first of them, and every fifth, show their number."""
    language = passages.language_of(source, course)
    paragraphs: dict[int, list[Printed]] = {}
    for place, line in enumerate(lines):
        shown = place == 0 or line.number % 5 == 0
        paragraphs.setdefault(line.paragraph, []).append(_printed(source, line, language, shown=shown))
    return PrintedText(sentence(source.label), source, language, tuple(map(tuple, paragraphs.values())))


def _printed(source: Source, line: Line, language: str, *, shown: bool) -> Printed:
    span = Span(source.document, line.start, line.end)
    words = typeset(" ".join(span.text.split()), language)
    return Printed(line.number, shown, words, any(heading.covers(span) for heading in source.headings))
