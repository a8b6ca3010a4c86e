"""Steps to number: as the text places them, or as one passage states their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from citedeck.bank.forms.common import PROMPT, Prompted, part, plain, unused
from citedeck.bank.forms.evidence import PASSAGE
from citedeck.bank.shapes import ListOf, OneOf, Words, need
from citedeck.model import Claim, Part, Quotation, Text
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Part):
    """One of the things to put in order."""

    text: Text
    evidence: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Prompted):
    """Steps to number: as the text places them, or as one passage states their order."""

    form: ClassVar[str] = "order"

    by: Text
    steps: tuple[Step, ...]

    def claims(self) -> Iterator[Claim]:
        """Each step that has evidence; the passage that states the order."""
        if self.by == "stated":
            yield Claim(self.evidence)
        else:
            yield from unused(self.evidence, self.steps)
        for number, step in enumerate(self.steps, 1):
            if step.evidence or self.by == "text":
                evidence = step.evidence or self.evidence
                yield Claim(evidence, (), (step.text,), part=step, name=f"step {number}")

    def asserted(self) -> Iterator[Text]:
        """The question and the steps."""
        yield from (self.prompt, *(step.text for step in self.steps))


STEP = part("a step", {"text": need(Words(), "What is put in order."), "evidence": PASSAGE}, Step)


FORM = plain(
    Order,
    {
        "prompt": PROMPT,
        "by": need(OneOf(("text", "stated")), "The order of the text, or one that a passage states."),
        "steps": need(ListOf(STEP, least=2), "In the right order."),
    },
)
