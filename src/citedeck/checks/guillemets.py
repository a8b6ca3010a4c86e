"""What stands in « », or in the quotation marks of another language, is really quoted."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from citedeck.bank import scalars
from citedeck.checks import lengths
from citedeck.messages import diagnostics
from citedeck.model import GAP, Course, Diagnostic, Item, Text
from citedeck.text import folding, search
from citedeck.text.reading import Reading

LEAST = 3
"""Shorter words in quotes may be a name, or a word spoken of."""

_CLOSING = {"«": "»", "»": "«»", "„": "“”", "“": "”", "”": "”", "「": "」", "『": "』"}
"""What may close a quotation that a mark opened: what one language opens with, another closes with."""

_MARK = re.compile("[«»„“”「」『』]")
_LEADS = re.compile(r"(?<![^\s([{/–—„“«‚‘-])[»“”«](?=[\w…])")
"""A mark before a word, with none before it: it opens."""

_DEEP = 8
"""No quotation stands in so many others."""

_LEFT_OUT = re.compile(r"\[?…\]?|\[?\.{3}\]?")
_INNER = re.compile(r"[\"‚‹›]|(?<!\w)'|'(?!\w)")
"""Marks of a quotation within one, folded: they are others than where it stands alone."""

Range = tuple[int, int]


def quoted(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every quotation of three words or more stands in a source of its item, … being a gap.

    Words beside the question, such as why a lure is wrong, may quote any source of the
    course; there it is a warning.
    """
    for item in items:
        held = [readings[name] for name in item.sources if name in readings]
        if not held or len(held) < len(item.sources):
            continue
        for text in item.asserted():
            if _MARK.search(text):
                yield from _unquoted(item, text, held)
        for text in item.beside():
            if _MARK.search(text):
                yield from _unquoted(item, text, list(readings.values()), "guillemets-beside")


def _unquoted(
    item: Item, text: Text, held: Sequence[Reading], code: str = "guillemets-unquoted"
) -> Iterator[Diagnostic]:
    visible = GAP.sub(lambda m: m["answer"].rjust(len(m[0])), text)
    for start, end in _quotations(visible):
        said = visible[start + 1 : end].strip()
        if lengths.count(said) >= LEAST and not any(_says(reading, said) for reading in held):
            first = visible.index(said, start)
            marks = f"{visible[start]} {visible[end]}"
            yield diagnostics.make(
                code,
                f"`{item.id}` puts in {marks} words that its text does not say",
                scalars.locate(text, first, first + len(said)),
                item=item.id,
                help=[f"quote the text's own words, or drop the {marks}; … marks a gap"],
            )


def _quotations(text: str) -> list[Range]:
    """The places of the marks of each quotation that stands in no other, first and last."""
    opened: deque[int] = deque(maxlen=_DEEP)
    found: list[Range] = []
    for mark in _MARK.finditer(text):
        at, sign = mark.start(), mark[0]
        start = _opener(text, opened, sign) if opened else None
        if start is not None and not (sign in "«“" and _LEADS.match(text, at)):
            while opened.pop() != start:
                pass
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at))
        elif sign in "«„“「『" or _LEADS.match(text, at):
            opened.append(at)
    return found


def _opener(text: str, opened: Iterable[int], sign: str) -> int | None:
    """The last of the marks that opened something which this sign may close."""
    start = None
    for at in opened:
        if sign in _CLOSING[text[at]]:
            start = at
    return start


def _says(reading: Reading, said: str) -> bool:
    """Whether a source holds whole words, case aside; … between them may skip some."""
    parts = [folding.lowered(folding.words(part)).strip(" .,;:") for part in _LEFT_OUT.split(said)]
    if _in_order(reading, reading.lowered, parts):
        return True
    alike = [_INNER.sub("'", part) for part in parts]
    nested = any(_INNER.search(part) for part in parts)
    return nested and _in_order(reading, _INNER.sub("'", reading.lowered), alike)


def _in_order(reading: Reading, text: str, parts: Sequence[str]) -> bool:
    """Whether whole words stand one after the other in a text as long as the folded one."""
    at = 0
    for part in filter(None, parts):
        whole = search.whole(reading.folded, text, part, at)
        if not whole:
            return False
        at = whole[0] + len(part)
    return True
