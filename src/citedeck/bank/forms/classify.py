"""The text's own words, to sort into classes that the item defines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from citedeck.bank.forms.common import PROMPT, Form, Prompted, part, unused
from citedeck.bank.forms.evidence import PASSAGE
from citedeck.bank.shapes import ID, Key, ListOf, Named, Report, Several, Words, need
from citedeck.model import Claim, Item, Part, Quotation, Text, own_words, present
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Part):
    """Words of the text to sort; a card of its own."""

    id: Text
    class_name: Text
    text: Text
    evidence: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classify(Prompted):
    """The text's own words, to sort into classes that the item defines."""

    form: ClassVar[str] = "classify"

    classes: Mapping[Text, Text]
    statements: tuple[Statement, ...]

    def row_ids(self) -> Iterator[Text]:
        """The ids of the statements."""
        return (statement.id for statement in self.statements)

    def claims(self) -> Iterator[Claim]:
        """Each statement, word for word."""
        yield from unused(self.evidence, self.statements)
        for statement in self.statements:
            yield Claim(statement.evidence, part=statement, name=f"statement `{statement.id}`")

    def asserted(self) -> Iterator[Text]:
        """The question and the statements."""
        yield from (self.prompt, *(statement.text for statement in self.statements))

    def beside(self) -> Iterator[Text]:
        """The explanation and what the classes mean."""
        yield from (*present(self.explanation), *self.classes.values())


def _statement(
    id: Text,  # noqa: A002 - the key's name
    text: Text,
    evidence: tuple[Quotation, ...] = (),
    mark: tuple[Text, ...] = (),
    **rest: Any,
) -> Statement:
    proof = evidence or (own_words(text, mark=mark),)
    return Statement(id=id, text=text, evidence=proof, class_name=rest["class"])


STATEMENT = part(
    "a statement",
    {
        "id": need(ID, "Permanent: `item.statement` is the card."),
        "class": need(Words(), "The class it belongs to."),
        "text": need(Words(), "Exact words of the text."),
        "mark": Key(Several(Words()), "The words that show the class."),
        "evidence": PASSAGE,
    },
    _statement,
)


def _classify(values: dict[str, Any], report: Report) -> Item:
    classes = {str(name) for name in values["classes"]}
    for statement in values["statements"]:
        if statement.class_name not in classes:
            message = f"`{statement.class_name}` is none of the classes {', '.join(sorted(classes))}"
            help_lines = ["name one of them, or add it to `classes`"]
            report.complain("value-invalid", message, statement.class_name.at, help=help_lines)
    return Classify(**values)


FORM = Form(
    Classify,
    {
        "prompt": PROMPT,
        "classes": need(Named(Words()), "The classes and what each means."),
        "statements": need(ListOf(STATEMENT, least=2), "Words of the text to sort."),
    },
    _classify,
)
