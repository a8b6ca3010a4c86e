"""A question to answer at length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from citedeck.bank.forms.common import PROMPT, Prompted, part, plain, unused
from citedeck.bank.forms.evidence import PASSAGE
from citedeck.bank.shapes import POINTS, Key, ListOf, Words, need
from citedeck.model import Claim, Part, Quotation, Text, present
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Part):
    """What an open answer is expected to say."""

    points: Text
    text: Text
    evidence: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """How an open answer is expected to be made: never an opinion."""

    points: Text
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Prompted):
    """A question to answer at length."""

    form: ClassVar[str] = "open"

    elements: tuple[Element, ...]
    criteria: tuple[Criterion, ...] = ()
    note: Text | None = None

    def claims(self) -> Iterator[Claim]:
        """Each expected element, by its own evidence or the item's."""
        yield from unused(self.evidence, self.elements)
        for number, element in enumerate(self.elements, 1):
            evidence = element.evidence or self.evidence
            yield Claim(evidence, (), (element.text,), part=element, name=f"element {number}")

    def asserted(self) -> Iterator[Text]:
        """The question and what is expected."""
        yield from (self.prompt, *(element.text for element in self.elements))

    def beside(self) -> Iterator[Text]:
        """The explanation, the criteria and the note."""
        yield from present(self.explanation, *(criterion.text for criterion in self.criteria), self.note)


ELEMENT = part(
    "an element",
    {
        "points": need(POINTS, "What it is worth."),
        "text": need(Words(), "What the answer is expected to say."),
        "evidence": PASSAGE,
    },
    Element,
)


CRITERION = part(
    "a criterion",
    {
        "points": need(POINTS, "What it is worth."),
        "text": need(Words(), "How the answer is made: never an opinion."),
    },
    Criterion,
)


FORM = plain(
    Open,
    {
        "prompt": PROMPT,
        "elements": need(ListOf(ELEMENT), "What the answer is expected to say."),
        "criteria": Key(ListOf(CRITERION), "How the answer is made."),
        "note": Key(Words(), "A word to the teacher."),
    },
)
