"""The Anki deck. Only this package knows genanki, and only when a deck is written."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from citedeck.model import Compilation, Course, Output
from citedeck.targets.anki import notes

if TYPE_CHECKING:
    from citedeck.targets.anki.ready import Written


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """The deck as one .apkg, named for the course."""
    retired = (str(item.id) for item in compilation.retired)
    yield written(notes.plan(compilation, course), retired, compilation, course)


def written(
    planned: Sequence[Written], retired: Iterable[str], compilation: Compilation, course: Course
) -> Output:
    """The deck with some notes, and ids that are retired beside those that the lock knows."""
    # genanki wants one name of a package that imports asyncio for another: the standard library has it too
    sys.modules.setdefault("cached_property", functools)
    from citedeck.targets.anki import description, package

    described = description.of(planned, course)
    gone = compilation.lock.retired.union(retired)
    data = package.write(planned, described, course, _born(compilation), gone)
    return Output(f"{course.id}.apkg", data)


def _born(compilation: Compilation) -> int:
    """When the course's first deck was made (epoch seconds): the base of every row's id."""
    return compilation.lock.first or compilation.clock
