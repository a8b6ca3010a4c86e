"""The pupils' door: practise, read, learn; it leads to no answer of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Output, Source
from citedeck.targets.paper import documents, pages
from citedeck.targets.screen import practice


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """The page, where there is one to practise on."""
    practised = practice.parts(compilation, course)
    if practised:
        yield Output(path(course), page(practised, course))


def path(course: Course) -> str:
    """Where it is written, in the course's language."""
    return f"{catalogue.of(course.language)['pupils_name']}.html"


def page(practised: list[practice.Practice], course: Course) -> bytes:
    """Links to what a pupil uses: the pages to practise on, the texts that may be printed, the deck."""
    return pages.page(
        "pupils.html",
        course,
        pages.STANDARD,
        practised=[(part.path, part.label) for part in practised],
        texts=[_text(source, course) for source in course.sources.values() if source.printable],
        **practice.shell(),
    )


def _text(source: Source, course: Course) -> tuple[str, str, list[tuple[str, str]]]:
    """What a text is called, its page, and its pages in other profiles."""
    names = [(profile, documents.file_name(source, profile, course)) for profile in pages.READY]
    (_, standard), *others = names
    return sentence(source.label), standard, others
