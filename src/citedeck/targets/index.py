"""A plain page that lists what there is."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.model import Compilation, Course, Output
from citedeck.strings import catalogue
from citedeck.targets import pages


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """The page, with links to what the other targets make."""
    suffix = catalogue(course.language)["key_suffix"]
    yield Output(
        "index.html",
        pages.page(
            "index.html",
            course,
            sheets=[(sheet, pages.file_name(sheet)) for sheet in compilation.sheets],
            suffix=suffix,
            documents=[source for source in course.sources.values() if source.printable],
            items=len(compilation.items),
        ),
    )
