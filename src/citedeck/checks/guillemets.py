"""What stands in « … » is really quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citedeck import diagnostics, matching, normalize, scalars
from citedeck.checks import words
from citedeck.model import GAP, Course, Diagnostic, Item, Text
from citedeck.placing import Reading

LEAST = 3
"""Shorter words in quotes may be a name, or a word spoken of."""

_QUOTED = re.compile(r"«\s*([^«»]*?)\s*»")


def quoted(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every « … » of three words or more stands in a source of its item, … being a gap.

    Words beside the question, such as why a lure is wrong, may quote any source of the
    course; there it is a warning.
    """
    for item in items:
        held = [readings[name] for name in item.sources if name in readings]
        if not held or len(held) < len(item.sources):
            continue
        for text in item.asserted():
            if "«" in text:
                yield from _unquoted(item, text, held)
        for text in item.beside():
            if "«" in text:
                yield from _unquoted(item, text, list(readings.values()), "guillemets-beside")


def _unquoted(
    item: Item, text: Text, held: Sequence[Reading], code: str = "guillemets-unquoted"
) -> Iterator[Diagnostic]:
    visible = GAP.sub(lambda m: m["answer"].rjust(len(m[0])), text)
    for m in _QUOTED.finditer(visible):
        if words.count(m[1]) >= LEAST and not any(_says(reading, m[1]) for reading in held):
            yield diagnostics.make(
                code,
                f"`{item.id}` puts in « » words that its text does not say",
                scalars.locate(text, m.start(1), m.end(1)),
                item=item.id,
                help=["quote the text's own words, or drop the « »; … marks a gap"],
            )


def _says(reading: Reading, said: str) -> bool:
    """Whether a source holds whole words, case aside; … between them may skip some."""
    at = 0
    for part in re.split(r"\[?…\]?|\[?\.{3}\]?", said):
        needle = normalize.lowered(normalize.words(part)).strip(" .,;:")
        whole = matching.whole(reading.folded, reading.lowered, needle, at)
        if needle and not whole:
            return False
        at = whole[0] + len(needle) if needle else at
    return True
