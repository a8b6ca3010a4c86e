"""The letters and marks a language is printed with; spaces are set at rendering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citedeck import diagnostics, scalars
from citedeck.model import Course, Diagnostic, Edit, Item, Text
from citedeck.placing import Reading
from citedeck.strings import primary

_FRENCH = (
    (re.compile(r"(?<=\w)['‘`´](?=\w|«)"), "’"),
    (re.compile(r'"([^"]*)"'), "« \\1 »"),
    (re.compile(r"\.{3}"), "…"),
)
_KEYBOARD = re.compile(r"['‘`´\".](?:(?<!\.)|\.\.)")
"""What one of them may find."""


def set_right(words: str) -> str:
    """Words with the letters and marks of French print."""
    for pattern, instead in _FRENCH:
        words = pattern.sub(instead, words)
    return words


def straight(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """In a French course: ’ not ', « » not ", … not three dots. Quotations stay as typed."""
    if primary(course.language) != "fr":
        return
    for item in items:
        typed = [text for text in (*item.asserted(), *item.beside()) if _KEYBOARD.search(text)]
        if not typed:
            continue
        quoted = {id(quotation.quote) for claim in item.claims() for quotation in claim.evidence}
        for text in typed:
            if id(text) not in quoted:
                yield from _straight(item, text)


def _straight(item: Item, text: Text) -> Iterator[Diagnostic]:
    printed = set_right(text)
    if printed == text:
        return
    place = next(at for at, (typed, mark) in enumerate(zip(text, printed, strict=False)) if typed != mark)
    yield diagnostics.make(
        "typography-straight",
        f"`{item.id}` has marks of a keyboard, not of French print",
        scalars.locate(text, place, place + 1),
        item=item.id,
        help=[f"`citedeck fix {item.id}` sets ’ « » and …"],
        edit=Edit(text, printed),
    )
