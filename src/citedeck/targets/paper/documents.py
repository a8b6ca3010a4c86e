"""The numbered texts: what every « l. 12 » on a card or key points at."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.languages import catalogue
from citedeck.model import Compilation, Course, Output, Source
from citedeck.targets.paper import numbered, pages


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A page for each text that may be printed, in each profile."""
    for source in course.sources.values():
        if source.printable:
            for profile in pages.READY:
                name = file_name(source, profile, course)
                yield Output(f"documents/{name}.html", page(source, compilation, course, profile))


def file_name(source: Source, profile: str, course: Course) -> str:
    """The name of a text's page, in the course's language."""
    return pages.file_name(f"{catalogue.of(course.language)['text_prefix']}-{source.id}", profile, course)


def page(source: Source, compilation: Compilation, course: Course, profile: str = pages.STANDARD) -> bytes:
    """A text in numbered lines, under who speaks."""
    lines = compilation.texts[source.id].lines
    printed = numbered.text(source, lines, course, beside=profile == pages.STANDARD)
    margins = pages.Margins(pages.titled(printed.title, course))
    return pages.page("document.html", course, profile, margins, text=printed)
