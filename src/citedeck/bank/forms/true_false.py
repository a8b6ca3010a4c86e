"""A statement that the text supports, contradicts, or says nothing about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from citedeck.bank.forms.common import PROMPT, Form, Prompted
from citedeck.bank.forms.evidence import EVIDENCE
from citedeck.bank.shapes import Flag, Key, OneOf, Report, Words, need
from citedeck.model import NOT_SAID, Claim, Item, Quotation, ResolvedItem, Text, present
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Prompted):
    """A statement that the text supports, contradicts, or says nothing about."""

    form: ClassVar[str] = "true-false"

    answer: Text
    correction: Text | None = None
    justify: bool = True
    also: tuple[Quotation, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """The statement where it is true, its correction where it is false."""
        right = {"true": self.prompt, "false": self.correction}.get(self.answer)
        numbers = (right,) if right is not None else ()
        yield Claim(self.evidence, (), numbers, not_said=self.answer == NOT_SAID)
        if self.also:
            yield Claim(self.also, name="also")

    def asserted(self) -> Iterator[Text]:
        """The statement and its correction."""
        yield from present(self.prompt, self.correction)


def _true_false(values: dict[str, Any], report: Report) -> Item:
    if values["answer"] == "false" and "correction" not in values:
        message = f"`{values['id']}` is false: it needs a `correction`"
        help_lines = ['say what is right: correction: "…"']
        report.complain("key-missing", message, values["answer"].at, help=help_lines)
    return TrueFalse(**values)


def verdicts(items: Iterable[ResolvedItem]) -> tuple[str, ...]:
    """What a statement of a course may be judged: « not said » as soon as one of them is."""
    statements = (resolved.item for resolved in items if isinstance(resolved.item, TrueFalse))
    return possible(is_silent=any(statement.answer == NOT_SAID for statement in statements))


def possible(*, is_silent: bool) -> tuple[str, ...]:
    """What a statement may be judged, where of some the text `is_silent`, or of none."""
    return ("true", "false", NOT_SAID) if is_silent else ("true", "false")


FORM = Form(
    TrueFalse,
    {
        "prompt": PROMPT,
        "answer": need(OneOf(("true", "false", "not-said")), "What the text says of the statement."),
        "correction": Key(Words(), "What is right where the statement is false.", vital=True),
        "justify": Key(Flag(), "Whether a quotation is asked for on paper."),
        "also": Key(EVIDENCE, "Other quotations a pupil may copy."),
    },
    _true_false,
)
