"""How long an item takes a pupil who has read the text: an estimate, by what is done and how deep it goes.

The durations of our own ready sheets are what it is held to.

To add a form: a function registered with `pace`.
"""

from __future__ import annotations

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
from citedeck.model import Item
from citedeck.sheets.points import tasks

_OF_LEVEL = {"2": 2.25, "3": 2.5}
_LOCATE = 2.0
_WRITE = 3.0


def of(item: Item) -> float:
    """The minutes of an item."""
    return float(tasks(item)) * pace(item)


@singledispatch
def pace(item: Item) -> float:
    """The minutes that one of the things to do in an item takes, by its form."""
    raise NotImplementedError(item.form)


@pace.register(Short | WhoSaysIt | TrueFalse | Cloze | Choice | Match | Classify | Order | Comparison)
def _short_answers(
    item: Short | WhoSaysIt | TrueFalse | Cloze | Choice | Match | Classify | Order | Comparison,
) -> float:
    return _OF_LEVEL.get(str(item.level), _LOCATE)


@pace.register(Open)
def _written(item: Open) -> float:
    return _WRITE
