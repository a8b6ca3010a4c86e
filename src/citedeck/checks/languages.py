"""What is said of the languages of a course, once for each: what is not spoken, what cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.languages import catalogue
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item
from citedeck.text import borders
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


def unspaced(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Where no blanks part words, nobody can tell a whole one from a part of another."""
    asked = {source for item in items for source in item.sources}
    for name, reading in readings.items():
        if name in asked and borders.is_unspaced(reading.folded.text):
            yield diagnostics.make(
                "borders-unchecked",
                f"« {name} » has no blanks between its words: that none is cut cannot be checked",
                reading.source.at,
                help=["read each quotation and answer where it stands: what is before it, what after it"],
            )
