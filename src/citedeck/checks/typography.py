"""The letters and marks a language is printed with; spaces are set at rendering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citedeck import diagnostics, scalars
from citedeck.model import Course, Diagnostic, Edit, Item, Text
from citedeck.placing import Reading

_FRENCH = (
    (re.compile(r"(?<=\w)['‘`´](?=\w|«)"), "’"),
    (re.compile(r'"([^"]*)"'), "« \\1 »"),
    (re.compile(r"\.{3}"), "…"),
)


def straight(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """In a French course: ’ not ', « » not ", … not three dots. Quotations stay as typed."""
    if course.language.split("-")[0] != "fr":
        return
    for item in items:
        quoted = {id(quotation.quote) for claim in item.claims() for quotation in claim.evidence}
        for text in (*item.asserted(), *item.beside()):
            if id(text) not in quoted:
                yield from _straight(item, text)


def _straight(item: Item, text: Text) -> Iterator[Diagnostic]:
    if not any(mark in text for mark in "'‘`´\"") and "..." not in text:
        return
    set_right = str(text)
    first: int | None = None
    for pattern, instead in _FRENCH:
        found = pattern.search(set_right)
        if found and first is None:
            first = text.find(found[0])
        set_right = pattern.sub(instead, set_right)
    if set_right == text:
        return
    place = max(first or 0, 0)
    yield diagnostics.make(
        "typography-straight",
        f"`{item.id}` has marks of a keyboard, not of French print",
        scalars.locate(text, place, place + 1),
        item=item.id,
        help=[f"`citedeck fix {item.id}` sets ’ « » and …"],
        edit=Edit(text, set_right),
    )
