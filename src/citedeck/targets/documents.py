"""The numbered texts: what every « l. 12 » on a card or key points at."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.frozen import dataclass
from citedeck.model import Compilation, Course, Line, Output, Source, Span
from citedeck.strings import catalogue, typeset
from citedeck.targets import pages, passages


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its number, whether that is shown, its words, whether it is a heading."""

    number: int
    shown: bool
    words: str
    heading: bool


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A page for each text that may be printed, in each profile."""
    for source in course.sources.values():
        if source.printable:
            for profile in pages.PROFILES:
                name = file_name(source, profile, course)
                yield Output(f"documents/{name}.html", page(source, compilation, course, profile))


def file_name(source: Source, profile: str, course: Course) -> str:
    """The name of a text's page, in the course's language."""
    return pages.file_name(f"{catalogue(course.language)['text_prefix']}-{source.id}", profile, course)


def page(source: Source, compilation: Compilation, course: Course, profile: str = pages.STANDARD) -> bytes:
    """A text in numbered lines, under its full reference."""
    language = passages.language_of(source, course)
    lines = compilation.texts[source.id].lines
    return pages.page(
        "document.html",
        course,
        profile,
        source=source,
        source_language=language,
        paragraphs=_paragraphs(source, lines, language),
    )


def _paragraphs(source: Source, lines: tuple[Line, ...], language: str) -> list[list[Printed]]:
    paragraphs: dict[int, list[Printed]] = {}
    for line in lines:
        paragraphs.setdefault(line.paragraph, []).append(_printed(source, line, language))
    return list(paragraphs.values())


def _printed(source: Source, line: Line, language: str) -> Printed:
    span = Span(source.document, line.start, line.end)
    words = typeset(" ".join(span.text.split()), language)
    shown = line.number == 1 or line.number % 5 == 0
    return Printed(line.number, shown, words, any(heading.covers(span) for heading in source.headings))
