"""Which note type an item of each form is written to, and which cards the note makes.

To add a form: a function registered with each.
"""

from __future__ import annotations

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
from citedeck.quick import singledispatch
from citedeck.targets.anki.note_types import CLOZE, QUESTION, NoteType

Question = Choice | Classify | Comparison | Match | Open | Order | Short | TrueFalse | WhoSaysIt
"""The forms whose cards ask, and are not filled in; three of them are for paper, and make none."""


@singledispatch
def note_type(item: Item) -> NoteType:
    """The note type of an item's notes, by its form."""
    raise NotImplementedError(item.form)


@note_type.register
def _asked(item: Question) -> NoteType:
    return QUESTION


@note_type.register
def _filled_in(item: Cloze) -> NoteType:
    return CLOZE


@singledispatch
def ordinals(item: Item) -> tuple[int, ...]:
    """The ordinals of the cards that each note of an item makes, by its form."""
    raise NotImplementedError(item.form)


@ordinals.register
def _one(item: Question) -> tuple[int, ...]:
    return (0,)


@ordinals.register
def _gaps(item: Cloze) -> tuple[int, ...]:
    return tuple(sorted({blank.number - 1 for blank in item.blanks}))
