"""What forms are made of: the keys of every item, and how a form and its parts are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from citedeck.bank.forms.evidence import PASSAGE
from citedeck.bank.shapes import (
    FORM,
    ID,
    LINES,
    NAME,
    POINTS,
    Code,
    Flag,
    Key,
    Named,
    OneOf,
    Report,
    Several,
    Shape,
    Words,
    need,
)
from citedeck.model import Claim, Item, Quotation, Text
from citedeck.quick import dataclass

TAG = Code(
    r"(?!(?:marked|leech)$)[^\s:*,;\"]+(?:::[^\s:*,;\"]+)*",
    "a tag of Anki's: no blanks, parts with :: between them, neither marked nor leech, which are its own",
    most=10**15,
)
LEVEL = OneOf(("1", "2", "3"))

COMMON = {
    "id": need(ID, "Permanent, and says nothing of the answer."),
    "type": need(FORM, "The form of the item."),
    "source": Key(Several(NAME), "The id of the text; a list of ids for a comparison."),
    "category": Key(NAME, "One of the course's categories."),
    "level": Key(LEVEL, "1 locate, 2 understand, 3 relate and step back."),
    "evidence": PASSAGE,
    "explanation": Key(Words(), "Why the answer is right and a tempting one is not."),
    "points": Key(POINTS, "What the item is worth on paper: 2, 0.5, or 0 for a bonus."),
    "lines": Key(LINES, "How many lines to answer on."),
    "only": Key(OneOf(("paper", "deck")), "Where the item goes, if not everywhere."),
    "reserve": Key(Flag(), "Whether it is kept for assessments: on paper, never in the deck."),
    "sensitive": Key(Words(), "Why the item stays out of ready sheets."),
    "tags": Key(Several(TAG), "Tags in Anki, beside those that every question gets."),
    "allow": Key(Named(Words()), "Warnings not to give, each with its reason."),
    "retired": Key(Words(), "Since when and why; the id stays reserved."),
}

PROMPT = need(Words(), "The question; it says which text speaks.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompted(Item):
    """An item that asks in a prompt of its author's."""

    prompt: Text

    @property
    def stem(self) -> Text:
        """The prompt."""
        return self.prompt

    def asks(self) -> Text | None:
        """The prompt."""
        return self.prompt

    def front(self) -> tuple[Text, ...]:
        """The prompt."""
        return (self.prompt,)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of item: its class, its own keys, and how it is made of their values."""

    kind: type[Item]
    keys: Mapping[str, Key]
    build: Callable[[dict[str, Any], Report], Item]
    either: tuple[str, ...] = ()
    """Keys of which an item has one, and not two."""


def plain(kind: type[Item], keys: Mapping[str, Key]) -> Form:
    """A form whose keys are its fields."""
    return Form(kind, keys, lambda values, report: kind(**values))


def part(what: str, keys: Mapping[str, Key], build: Callable[..., Any]) -> Shape:
    """A part of an item: made of its values, without its place."""
    return Shape(what, keys, build)


def unused(evidence: tuple[Quotation, ...], parts: tuple[Any, ...]) -> Iterator[Claim]:
    """Evidence of an item whose parts all have their own: it must stand in the text all the same."""
    if evidence and all(part.evidence for part in parts):
        yield Claim(evidence)
