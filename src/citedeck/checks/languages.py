"""The language of a course has words for what cards and sheets say by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.languages import catalogue
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item
from citedeck.text.reading import Reading


def unspoken(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Cards and sheets have words of their own in the course's language."""
    if not catalogue.has(course.language):
        name = catalogue.primary(course.language)
        yield diagnostics.make(
            "language-unspoken",
            f"there are no words in `{name}` yet: what cards and sheets say by themselves is in English",
            course.language.at,
            help=[f"translate src/citedeck/languages/en.yaml of citedeck as {name}.yaml beside it"],
        )
