"""What an item is worth: the author's points, or one for each thing a pupil does.

To add a form: a function registered with `tasks`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

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
from citedeck.model import Item, exact


def worth(item: Item) -> Decimal:
    """The points of an item."""
    return exact(item.points) if item.points is not None else max(Decimal(1), exact(Decimal(tasks(item))))


@singledispatch
def tasks(item: Item) -> int | Decimal:
    """How many things a pupil does, by the form of the item."""
    raise NotImplementedError(item.form)


@tasks.register(Short | WhoSaysIt)
def _one(item: Short | WhoSaysIt) -> int:
    return 1


@tasks.register(TrueFalse)
def _true_false(item: TrueFalse) -> int:
    return 2 if item.justify else 1  # whatever the answer: points are printed on the sheet


@tasks.register(Cloze)
def _cloze(item: Cloze) -> int:
    return len(item.blanks)


@tasks.register(Choice)
def _choice(item: Choice) -> int:
    return sum(option.right for option in item.options)


@tasks.register(Match)
def _match(item: Match) -> int:
    return len(item.pairs)


@tasks.register(Classify)
def _classify(item: Classify) -> int:
    return len(item.statements)


@tasks.register(Order)
def _order(item: Order) -> int:
    return len(item.steps) - 1


@tasks.register(Comparison)
def _comparison(item: Comparison) -> int:
    return sum(len(row.cells) for row in item.rows)


@tasks.register(Open)
def _open(item: Open) -> Decimal:
    """The points of all that is expected."""
    expected = [*(element.points for element in item.elements), *(point.points for point in item.criteria)]
    return sum(map(Decimal, expected), Decimal())
