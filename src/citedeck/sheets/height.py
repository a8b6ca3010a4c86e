"""How much paper an item takes on a standard sheet: an estimate from its words, in millimetres.

The browser tests hold it to what a browser lays out.
"""

from __future__ import annotations

from functools import singledispatch
from math import ceil

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.model import Item
from citedeck.sheets import room
from citedeck.text import widths

PAGES = {"a4": 273, "letter": 255}
"""What a page holds between its margins, by the paper."""

PAGE = PAGES["a4"]

HEAD = 52
SIDES = 2

_LINE = 4.85
RULED = 8.2
_QUOTED = 7.4
_GAP_LINE = 6.4
_GAP_COLUMNS = (17, 29, 45, 70, 130)
_OPTION = 0.7
_BETWEEN = 2.4
_CELL = 1.1
_CELL_LINE, _CELL_SPARE = 7, 5
"""Lines to write on in a cell, and what else a row takes."""
_WIDE = 84
"""Characters on a line beside the points."""


def of(item: Item) -> float:
    """The height of an item with the space above it."""
    return _BETWEEN + _lines(item.asks() or " ", _WIDE) + body(item)


def lines(item: Item, otherwise: int) -> int:
    """How many lines there are to answer an item on: as many as its author says, 0 too."""
    return otherwise if item.lines is None else int(item.lines)


def below_head(sides: int, paper: str) -> float:
    """What so many sides of a paper hold below the head of a sheet."""
    return sides * PAGES[paper] - HEAD


def _lines(words: str, width: int) -> float:
    return sum(max(1, ceil(widths.columns(line) / width)) for line in words.strip().split("\n")) * _LINE


def _ruled(item: Item, otherwise: int) -> float:
    return lines(item, otherwise) * RULED


@singledispatch
def body(item: Item) -> float:
    """The height of what stands under an item's question, by its form."""
    raise NotImplementedError(item.form)


@body.register(Short)
def _short(item: Short) -> float:
    return _ruled(item, 1)


@body.register(Cloze)
def _cloze(item: Cloze) -> float:
    gap = _GAP_COLUMNS[room.gap(item) - 1]
    spared = sum(gap - widths.columns(blank.answer) + widths.columns(blank.hint) for blank in item.blanks)
    return ceil((widths.columns(item.words) + spared) / 92) * _GAP_LINE


@body.register(Choice)
def _choice(item: Choice) -> float:
    options = [option.text for option in item.options]
    if room.are_paired(options):
        return len(options) / 2 * (_LINE + _OPTION)
    return sum(_lines(option, 92) + _OPTION for option in options)


@body.register(TrueFalse)
def _true_false(item: TrueFalse) -> float:
    return _LINE + 1 + (_LINE + 3 + room.quotation(item) * _QUOTED if item.justify else 0)


@body.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt) -> float:
    return _lines(item.statement, 90) + (_LINE + 1 if item.speakers else _ruled(item, 1))


@body.register(Match)
def _match(item: Match) -> float:
    left_column = [pair.left for pair in item.pairs]
    right_column = [option.text for option in item.offered]
    rows = max(len(left_column), len(right_column))
    words = [
        (left_column[n] if n < len(left_column) else "", right_column[n] if n < len(right_column) else "")
        for n in range(rows)
    ]
    return _LINE + _CELL + 2 + sum(max(_lines(a, 43), _lines(b, 43)) + _CELL for a, b in words)


@body.register(Classify)
def _classify(item: Classify) -> float:
    classes = sum(_lines(f"{name} – {meaning}", 92) for name, meaning in item.classes.items())
    return classes + 4 + _LINE + _CELL + sum(_lines(s.text, 58) + _CELL for s in item.statements)


@body.register(Order)
def _order(item: Order) -> float:
    return len(item.steps) * 7


@body.register(Comparison)
def _comparison(item: Comparison) -> float:
    tall = room.cells(item) * _CELL_LINE + _CELL_SPARE
    return 3 * _LINE + sum(max(tall, _lines(row.criterion, 19)) for row in item.rows)


@body.register(Open)
def _open(item: Open) -> float:
    criteria = sum(_lines(criterion.text, 92) for criterion in item.criteria)
    return criteria + (3 if criteria else 0) + _ruled(item, 8)
