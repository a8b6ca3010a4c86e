"""The sentences that no item asks about, each as an item to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citedeck.commands.drafts import authoring, ids
from citedeck.languages import catalogue
from citedeck.languages.catalogue import NBSP
from citedeck.model import Compilation, Course, Source, Span
from citedeck.proof import coverage
from citedeck.text import folding
from citedeck.text.reading import Reading


def uncovered(compilation: Compilation, course: Course, banks: Iterable[bytes]) -> Iterator[str]:
    """An item for each sentence that is not asked about, under an id that no bank has.

    What items only give is told, with their ids. Its answer is empty: until an author fills it in,
    the item is an error.
    """
    named = ids.used(banks, compilation.lock)
    for covered in coverage.measure(compilation):
        reading = Reading.of(covered.source)
        for sentence, quoting in covered.unasked:
            line = compilation.texts[covered.source.id].lines_of(sentence)[0].number
            name = ids.unique(folding.slug(f"{covered.source.id} l{line}"), named)
            named.add(name)
            place = catalogue.of(course.language)["line"].format(line).replace(NBSP, " ")
            stub = _stub(name, course, covered.source, sentence, reading)
            given = f", only given by {', '.join(quoting)}" if quoting else ""
            yield f"  # {covered.source.id}, {place}{given}\n{stub}"


def _stub(name: str, course: Course, source: Source, sentence: Span, reading: Reading) -> str:
    values = {"id": name, "type": "short"}
    if len(course.sources) > 1:
        values["source"] = source.id
    if course.categories:
        values["category"] = next(iter(course.categories))
    asks = catalogue.of(course.language)["asks"].format(source.label)
    values |= {"prompt": asks, "answer": "", "evidence": authoring.evidence(reading, sentence)}
    return authoring.item(values)
