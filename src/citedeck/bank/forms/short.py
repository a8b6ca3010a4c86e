"""A question with a short answer in the words of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from citedeck.bank.forms.common import PROMPT, Prompted, plain
from citedeck.bank.shapes import Key, Several, Words, need
from citedeck.model import Claim, Text
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Short(Prompted):
    """A question with a short answer in the words of the text."""

    form: ClassVar[str] = "short"

    answer: Text
    accept: tuple[Text, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """The answer, found in the evidence or marked there."""
        yield Claim(self.evidence, (self.answer,), (self.answer,))

    def asserted(self) -> Iterator[Text]:
        """The question and its answers."""
        yield from (self.prompt, self.answer, *self.accept)


FORM = plain(
    Short,
    {
        "prompt": PROMPT,
        "answer": need(Words(), "At most twelve words, in the words of the text."),
        "accept": Key(Several(Words()), "Other answers that are right."),
    },
)
