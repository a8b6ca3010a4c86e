"""The pupils' door: practise, read, learn; it leads to no answer of a sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Output
from citedeck.targets.paper import documents, pages
from citedeck.targets.screen import practice


def render(compilation: Compilation, course: Course, paths: Collection[str]) -> Iterator[Output]:
    """The page, where there is one to practise on, with links to those files that stand at `paths`."""
    practised = practice.parts(compilation, course)
    if practised:
        yield Output(path(course), page(practised, course, paths))


def path(course: Course) -> str:
    """Where it is written, in the course's language."""
    return f"{catalogue.of(course.language)['pupils_name']}.html"


def page(practised: list[practice.Practice], course: Course, paths: Collection[str]) -> bytes:
    """Links to what a pupil uses: the pages to practise on, the texts that may be printed, the deck."""
    return pages.page(
        "pupils.html",
        course,
        pages.STANDARD,
        practised=[(part.path, part.label) for part in practised if part.path in paths],
        texts=[*_texts(course, paths)],
        deck=deck if (deck := f"{course.id}.apkg") in paths else "",
        **practice.shell(),
    )


def _texts(course: Course, paths: Collection[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a text is called, and its pages in each profile."""
    for source in course.sources.values():
        names = [
            (profile, f"documents/{documents.file_name(source, profile, course)}.html")
            for profile in pages.READY
        ]
        standing = [(profile, name) for profile, name in names if name in paths]
        if source.printable and standing:
            yield sentence(source.label), standing
