"""A question with options, of which one or several are right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from citedeck.bank.forms.common import PROMPT, Form, part
from citedeck.bank.forms.evidence import PASSAGE
from citedeck.bank.forms.options import DISTRACTORS, LAST, Offering, Option, OptionWords
from citedeck.bank.shapes import Either, Key, ListOf, Report, Words, need
from citedeck.model import NOT_SAID, Claim, Item, Text, present
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Offering):
    """A question with options, of which one or several are right."""

    form: ClassVar[str] = "choice"

    options: tuple[Option, ...]

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options."""
        return self.options

    def claims(self) -> Iterator[Claim]:
        """Each right option, by its own evidence or the item's."""
        right = [option for option in self.options if option.right]
        shared = tuple(option.text for option in right if not option.evidence)
        if shared or self.evidence:
            yield Claim(self.evidence, (), shared, not_said=NOT_SAID in shared)
        for number, option in enumerate(right, 1):
            if option.evidence:
                yield Claim(option.evidence, (), (option.text,), part=option, name=f"answer {number}")

    def asserted(self) -> Iterator[Text]:
        """The question and the right options."""
        yield self.prompt
        for option in self.options:
            yield from option.words() if option.right else ()

    def beside(self) -> Iterator[Text]:
        """The explanation and the lures."""
        yield from present(self.explanation)
        for option in self.options:
            yield from () if option.right else option.words()


ANSWER = part(
    "an answer",
    {"text": need(Words(), "A right answer."), "evidence": PASSAGE, "last": LAST},
    Option,
)


def _choice(values: dict[str, Any], report: Report) -> Item:
    single, several = values.pop("answer", None), values.pop("answers", ())
    if (single is None) == (not several):
        message = f"`{values['id']}` needs `answer` or `answers`, and not both"
        help_lines = ['for one right answer: answer: "…"', 'for several: answers: ["…", "…"]']
        raise report.refuse("answer-missing", message, values["id"].at, help=help_lines)
    answers = several or (single,)
    right = tuple(Option(text=a.text, right=True, last=a.last, evidence=a.evidence) for a in answers)
    return Choice(options=right + values.pop("distractors"), **values)


FORM = Form(
    Choice,
    {
        "prompt": PROMPT,
        "answer": Key(Either(OptionWords(), ANSWER), "The one right answer.", vital=True),
        "answers": Key(ListOf(Either(OptionWords(), ANSWER), least=2), "Several right answers.", vital=True),
        "distractors": need(DISTRACTORS, "Wrong but tempting answers."),
    },
    _choice,
    either=("answer", "answers"),
)
