"""Pairs to put together, among answers of which some belong nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from citedeck.bank.forms.common import PROMPT, part, plain, unused
from citedeck.bank.forms.evidence import PASSAGE
from citedeck.bank.forms.options import DISTRACTORS, Offering, Option
from citedeck.bank.shapes import ID, Key, ListOf, Words, need
from citedeck.model import Claim, Part, Quotation, Text, present
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Part):
    """What belongs together in a match; a card of its own."""

    id: Text
    left: Text
    right: Text
    evidence: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Offering):
    """Pairs to put together, among answers of which some belong nowhere."""

    form: ClassVar[str] = "match"

    pairs: tuple[Pair, ...]
    distractors: tuple[Option, ...] = ()

    @property
    def offered(self) -> tuple[Option, ...]:
        """The right sides, one that several pairs share once, and the lures."""
        rights = dict.fromkeys(pair.right for pair in self.pairs)
        return (*(Option(text=right, right=True) for right in rights), *self.distractors)

    def row_ids(self) -> Iterator[Text]:
        """The ids of the pairs."""
        return (pair.id for pair in self.pairs)

    def claims(self) -> Iterator[Claim]:
        """Each pair, by its own evidence or the item's."""
        yield from unused(self.evidence, self.pairs)
        for pair in self.pairs:
            words = (pair.left, pair.right)
            yield Claim(pair.evidence or self.evidence, (), words, part=pair, name=f"pair `{pair.id}`")

    def asserted(self) -> Iterator[Text]:
        """The question and the pairs."""
        yield self.prompt
        for pair in self.pairs:
            yield from (pair.left, pair.right)

    def beside(self) -> Iterator[Text]:
        """The explanation and the lures."""
        yield from present(self.explanation)
        for lure in self.distractors:
            yield from lure.words()


PAIR = part(
    "a pair",
    {
        "id": need(ID, "Permanent: `item.pair` is the card."),
        "left": need(Words(), "What is given."),
        "right": need(Words(), "What belongs to it."),
        "evidence": PASSAGE,
    },
    Pair,
)


FORM = plain(
    Match,
    {
        "prompt": PROMPT,
        "pairs": need(ListOf(PAIR, least=2), "What belongs together."),
        "distractors": Key(DISTRACTORS, "Answers that belong nowhere."),
    },
)
