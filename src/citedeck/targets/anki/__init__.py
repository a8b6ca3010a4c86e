"""The Anki deck. Only this package knows genanki, and only when a deck is written."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.model import Compilation, Course, Output
from citedeck.targets.anki import notes


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """The deck as one .apkg, named for the course."""
    from citedeck.targets.anki import description, package

    planned = notes.plan(compilation, course)
    retired = compilation.lock.retired | {str(item.id) for item in compilation.retired}
    described = description.of(planned, course)
    data = package.write(planned, described, course, _born(compilation), retired)
    yield Output(f"{course.id}.apkg", data)


def _born(compilation: Compilation) -> int:
    """When the course's first deck was made (epoch seconds): the base of every row's id."""
    return compilation.lock.first or compilation.clock
