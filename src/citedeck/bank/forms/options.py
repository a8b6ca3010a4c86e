"""An option of a choice, or a lure among the answers of a match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citedeck.bank import nodes
from citedeck.bank.forms.common import Prompted, part
from citedeck.bank.shapes import Either, Flag, Key, ListOf, Report, Words, need
from citedeck.model import NOT_SAID, Part, Quotation, Text, present
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Part):
    """One option of a choice, or a lure among the answers of a match."""

    text: Text
    right: bool = False
    why: Text | None = None
    last: bool = False
    """Whether it keeps its place at the end, where others are shuffled."""
    evidence: tuple[Quotation, ...] = ()

    def words(self) -> Iterator[Text]:
        """Its words, but for the reserved « not said », and why it is wrong."""
        return present(self.text if self.text != NOT_SAID else None, self.why)


class Offering(Prompted):
    """An item that offers answers under letters, right ones and lures."""

    __slots__ = ()

    @property
    def offered(self) -> tuple[Option, ...]:
        """What is offered, each once, in the order of the bank."""
        raise NotImplementedError(self.form)


@dataclass(frozen=True, slots=True)
class OptionWords(Words):
    """Words alone as an option."""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """The words as an option."""
        return Option(text=Words.read(self, node, report))


LAST = Key(Flag(), "Whether it stays last, where the others are shuffled.")

DISTRACTOR = part(
    "a distractor",
    {
        "text": need(Words(), "An answer that is wrong but tempting."),
        "why": Key(Words(), "Why it is wrong."),
        "last": LAST,
    },
    Option,
)


DISTRACTORS = ListOf(Either(OptionWords(), DISTRACTOR))
