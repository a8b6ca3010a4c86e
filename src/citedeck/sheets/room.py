"""Room to write by hand, from what is to be written, but never so that the room tells the answer.

A line of 17 cm holds 45 letters of handwriting; those of a sheet are 17.8 cm long. Gaps of an
item are all as wide as its longest answer needs, rounded up to one of four widths, or a line;
a quotation has lines for the shortest right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil

from citedeck.bank.forms import Cloze, Comparison, TrueFalse
from citedeck.model import Item
from citedeck.text import widths

LETTERS = 47
"""What a pupil writes on a line, in columns."""

GAPS = (8, 14, 22, 34)
"""What gaps in a line hold: a word, two, some words, most of a line."""

BELOW = len(GAPS) + 1
"""Of longer answers: a line below."""

LEAST = 2
"""Lines for a quotation, however short."""

CELL = 13
"""What a pupil writes on a line of a cell, in columns."""

CELLS = (2, 6)
"""The fewest and the most lines of a cell."""

SHORT = 34
"""Columns of an option that may stand beside another."""


def gap(item: Cloze) -> int:
    """Which of the widths the gaps of an item have, from 1; BELOW where each is a line of its own."""
    longest = max((widths.columns(blank.answer) for blank in item.blanks), default=0)
    return next((number for number, room in enumerate(GAPS, 1) if longest <= room), BELOW)


def quotation(item: TrueFalse, others: Iterable[Item] = ()) -> int:
    """Lines for the quotation that justifies a verdict: those of the shortest right one.

    Where the text does not say, as many as most of the others have: the room gives nothing away.
    """
    if item.lines is not None:
        return int(item.lines)
    if needed := _needed(item):
        return needed
    usual = Counter(_needed(other) for other in others if isinstance(other, TrueFalse) and other.justify)
    usual.pop(0, None)
    return max(usual, key=lambda lines: (usual[lines], -lines), default=LEAST)


def _needed(item: TrueFalse) -> int:
    """Lines for the shortest quotation of an item; 0 where it has none."""
    quoted = [widths.columns(quote.words) for quote in item.evidence if quote.quote and not quote.absent]
    return max(LEAST, ceil(min(quoted) / LETTERS)) if quoted else 0


def cells(item: Comparison) -> int:
    """Lines in each cell of a table, all alike: for half the words of its longest answer, in notes."""
    longest = max((widths.columns(cell.answer) for row in item.rows for cell in row.cells), default=0)
    lines = ceil(longest / 2 / CELL) if item.lines is None else int(item.lines)
    return min(max(lines, CELLS[0]), CELLS[1])


def are_paired(options: Sequence[str]) -> bool:
    """Whether options stand in two columns: four short ones."""
    return len(options) == 4 and all(widths.columns(option) <= SHORT for option in options)  # noqa: PLR2004
