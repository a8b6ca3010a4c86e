"""A text in numbered lines, as its own document and a worksheet print it."""

from __future__ import annotations

from collections.abc import Iterable

from citedeck.languages.catalogue import sentence, typeset
from citedeck.model import Course, Line, Source, Span
from citedeck.proof import passages
from citedeck.quick import dataclass
from citedeck.text import numbering

_TURNED = "\n" + 4 * " "
"""What parts a verse that turns over: a line end and an indent."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its number, if it has one and whether it shows; its words; is it a heading."""

    number: int | None
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
    """Some lines of a text: the first that has a number shows it, and every fifth."""
    language = passages.language_of(source, course)
    paragraphs: dict[int, list[Printed]] = {}
    is_begun = False
    for line in lines:
        shown = line.is_numbered and (not is_begun or line.number % 5 == 0)
        is_begun = is_begun or shown
        paragraphs.setdefault(line.paragraph, []).append(_printed(source, line, language, shown=shown))
    return PrintedText(sentence(source.label), source, language, tuple(map(tuple, paragraphs.values())))


def _printed(source: Source, line: Line, language: str, *, shown: bool) -> Printed:
    span = Span(source.document, line.start, line.end)
    words = " ".join(span.text.split())
    if source.paragraphs == "verse":
        words = _TURNED.join(numbering.turned(words))
    number = line.number if line.is_numbered else None
    is_heading = any(heading.covers(span) for heading in source.headings)
    return Printed(number, shown, typeset(words, language), is_heading)
