"""The shape of every form of item.

To add one: its class in `model.py`, its keys in FORMS, its cards and its paper in `targets/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from citedeck import model
from citedeck.bank import nodes
from citedeck.bank.shapes import (
    COUNT,
    FORM,
    ID,
    NAME,
    Either,
    Flag,
    Key,
    ListOf,
    Named,
    OneOf,
    Report,
    Several,
    Shape,
    Shared,
    Words,
    need,
)
from citedeck.model import Item, Quotation, Span, Text
from citedeck.quick import dataclass

LEVEL = OneOf(("1", "2", "3"))

# Evidence


def _quotation(at: Span, quote: Text | None = None, **rest: Any) -> Quotation:
    return Quotation(at=at if quote is None else quote.at, quote=quote, words=quote or "", **rest)


@dataclass(frozen=True, slots=True)
class _Quote(Words):
    """Words that are a quotation."""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """The words as a quotation."""
        return model.own_words(Words.read(self, node, report))


QUOTATION = Shape(
    "a quotation",
    {
        "quote": Key(Words(quoted=True), "Exact words of the text.", vital=True),
        "source": Key(NAME, "The id of the text, where the item has several."),
        "before": Key(Words(), "The words just before, to tell equal passages apart."),
        "after": Key(Words(), "The words just after, to tell equal passages apart."),
        "within": Key(Words(), "A longer passage that holds the quotation once."),
        "mark": Key(Several(Words()), "The words of the quotation that carry the answer."),
        "absent": Key(Several(Words(quoted=True)), "Words that stand nowhere in the text."),
        "whole": Key(Words(), "Why this is a judgement on the whole text."),
    },
    _quotation,
)
EVIDENCE = Shared("evidence", Several(Either(_Quote(quoted=True), QUOTATION)))
PASSAGE = Key(EVIDENCE, "The passage that says it: exact words of the text.", vital=True)

COMMON = {
    "id": need(ID, "Permanent, and says nothing of the answer."),
    "type": need(FORM, "The form of the item."),
    "source": Key(Several(NAME), "The id of the text; a list of ids for a comparison."),
    "category": Key(NAME, "One of the course's categories."),
    "level": Key(LEVEL, "1 locate, 2 understand, 3 relate and step back."),
    "evidence": PASSAGE,
    "explanation": Key(Words(), "Why the answer is right and a tempting one is not."),
    "points": Key(COUNT, "What the item is worth on paper."),
    "lines": Key(COUNT, "How many lines to answer on."),
    "only": Key(OneOf(("paper", "deck")), "Where the item goes, if not everywhere."),
    "sensitive": Key(Words(), "Why the item stays out of ready sheets."),
    "allow": Key(Named(Words()), "Warnings not to give, each with its reason."),
    "retired": Key(Words(), "Since when and why; the id stays reserved."),
}

# Parts of items


@dataclass(frozen=True, slots=True)
class _OptionWords(Words):
    """Words alone as an option."""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """The words as an option."""
        return model.Option(text=Words.read(self, node, report))


def _part(what: str, keys: Mapping[str, Key], build: Callable[..., Any]) -> Shape:
    """A part of an item: made of its values, without its place."""
    return Shape(what, keys, lambda at, **values: build(**values))


DISTRACTOR = _part(
    "a distractor",
    {
        "text": need(Words(), "An answer that is wrong but tempting."),
        "why": Key(Words(), "Why it is wrong."),
    },
    model.Option,
)
ANSWER = _part("an answer", {"text": need(Words(), "A right answer."), "evidence": PASSAGE}, model.Option)
DISTRACTORS = ListOf(Either(_OptionWords(), DISTRACTOR))

PAIR = _part(
    "a pair",
    {
        "id": need(ID, "Permanent: `item.pair` is the card."),
        "left": need(Words(), "What is given."),
        "right": need(Words(), "What belongs to it."),
        "evidence": PASSAGE,
    },
    model.Pair,
)
STEP = _part("a step", {"text": need(Words(), "What is put in order."), "evidence": PASSAGE}, model.Step)


def _statement(
    id: Text,  # noqa: A002 - the key's name
    text: Text,
    evidence: tuple[Quotation, ...] = (),
    mark: tuple[Text, ...] = (),
    **rest: Any,
) -> model.Statement:
    proof = evidence or (model.own_words(text, mark=mark),)
    return model.Statement(id=id, text=text, evidence=proof, class_name=rest["class"])


STATEMENT = _part(
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
CELL = _part(
    "a cell",
    {
        "answer": need(Words(), "What the source says, or not-said."),
        "evidence": Key(EVIDENCE, "The passage that says it, or `absent` words.", required=True, vital=True),
    },
    dict,
)


def _row(cells: Mapping[Text, Any], **rest: Any) -> model.Row:
    return model.Row(cells=tuple(_cell(source, **cell) for source, cell in cells.items()), **rest)


def _cell(source: Text, answer: Text, evidence: tuple[Quotation, ...]) -> model.Cell:
    """A cell, whose quotations are of the source it stands under."""
    return model.Cell(source=source, answer=answer, evidence=tuple(_of(source, q) for q in evidence))


def _of(source: Text, quotation: Quotation) -> Quotation:
    names = ("at", "quote", "before", "after", "within", "mark", "absent", "whole", "words")
    return Quotation(source=source, **{name: getattr(quotation, name) for name in names})


ROW = _part(
    "a row",
    {
        "id": need(ID, "Permanent."),
        "criterion": need(Words(), "What is compared."),
        "cells": need(Named(CELL, NAME), "Under each source's id: answer and evidence."),
        "verdict": Key(OneOf(("agree", "differ")), "Whether the sources agree."),
    },
    _row,
)
ELEMENT = _part(
    "an element",
    {
        "points": need(COUNT, "What it is worth."),
        "text": need(Words(), "What the answer is expected to say."),
        "evidence": PASSAGE,
    },
    model.Element,
)
CRITERION = _part(
    "a criterion",
    {
        "points": need(COUNT, "What it is worth."),
        "text": need(Words(), "How the answer is made: never an opinion."),
    },
    model.Criterion,
)

# Items


def _choice(values: dict[str, Any], report: Report) -> Item:
    single, several = values.pop("answer", None), values.pop("answers", ())
    if (single is None) == (not several):
        message = f"`{values['id']}` needs `answer` or `answers`, and not both"
        help_lines = ['for one right answer: answer: "…"', 'for several: answers: ["…", "…"]']
        raise report.refuse("answer-missing", message, values["id"].at, help=help_lines)
    answers = several or (model.Option(text=single),)
    right = tuple(model.Option(text=a.text, right=True, evidence=a.evidence) for a in answers)
    return model.Choice(options=right + values.pop("distractors"), **values)


def _true_false(values: dict[str, Any], report: Report) -> Item:
    if values["answer"] == "false" and "correction" not in values:
        message = f"`{values['id']}` is false: it needs a `correction`"
        help_lines = ['say what is right: correction: "…"']
        report.complain("key-missing", message, values["answer"].at, help=help_lines)
    return model.TrueFalse(**values)


def _cloze(values: dict[str, Any], report: Report) -> Item:
    words, blanks = _cloze_words(values["text"], report)
    if not values.get("evidence"):
        own = Quotation(at=values["text"].at, quote=values["text"], words=words)
        values["evidence"] = (own,)
    return model.Cloze(words=words, blanks=blanks, **values)


def _cloze_words(text: Text, report: Report) -> tuple[str, tuple[model.Blank, ...]]:
    """The words without markup, and the blanks with their places in those words."""
    pieces: list[str] = []
    blanks: list[model.Blank] = []
    done = length = 0
    for m in model.GAP.finditer(text):
        pieces += [text[done : m.start()], m["answer"]]
        start = length + m.start() - done
        length = start + len(m["answer"])
        blanks.append(model.Blank(int(m["number"]), m["answer"], m["hint"] or "", start, length))
        done = m.end()
    words = "".join([*pieces, text[done:]])
    wrong = _cloze_mistake(words, blanks)
    if wrong:
        help_lines = ["a blank is written {{c1::the words::a hint}}, numbered from 1"]
        raise report.refuse("cloze-syntax", wrong, text.at, help=help_lines)
    return words, tuple(blanks)


def _cloze_mistake(words: str, blanks: list[model.Blank]) -> str:
    numbers = {blank.number for blank in blanks}
    if not blanks:
        return "a cloze has at least one blank"
    if "{{c" in words or any("{{" in blank.answer for blank in blanks):
        return "a blank is not closed, or stands inside another"
    if any(not blank.answer.strip() for blank in blanks):
        return "a blank leaves no words out"
    if numbers != set(range(1, len(numbers) + 1)):
        return f"blanks are numbered from 1 without a gap, not {sorted(numbers)}"
    return ""


def _classify(values: dict[str, Any], report: Report) -> Item:
    known = {str(name) for name in values["classes"]}
    for statement in values["statements"]:
        if statement.class_name not in known:
            message = f"`{statement.class_name}` is none of the classes {', '.join(sorted(known))}"
            help_lines = ["name one of them, or add it to `classes`"]
            report.complain("value-invalid", message, statement.class_name.at, help=help_lines)
    return model.Classify(**values)


def _comparison(values: dict[str, Any], report: Report) -> Item:
    for row in values["rows"]:
        if row.verdict is None and not row.is_silent:
            message = f"the row `{row.id}` needs `verdict: agree` or `verdict: differ`"
            help_lines = ["write whether the texts agree on it: verdict: agree"]
            report.complain("key-missing", message, row.id.at, help=help_lines)
        elif row.verdict == "agree" and row.is_silent:
            message = f"the row `{row.id}` cannot agree: a source says nothing on it"
            help_lines = ["leave `verdict` out: it follows from `not-said`"]
            report.complain("value-invalid", message, row.verdict.at, help=help_lines)
    return model.Comparison(**values)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of item: its own keys, and how it is made of their values."""

    keys: Mapping[str, Key]
    build: Callable[[dict[str, Any], Report], Item]
    either: tuple[str, ...] = ()
    """Keys of which an item has one, and not two."""


def _plain(keys: Mapping[str, Key], made: Callable[..., Item]) -> Form:
    """A form whose keys are its fields."""
    return Form(keys, lambda values, report: made(**values))


PROMPT = need(Words(), "The question; it says which text speaks.")

FORMS: dict[str, Form] = {
    "short": _plain(
        {
            "prompt": PROMPT,
            "answer": need(Words(), "At most twelve words, in the words of the text."),
            "accept": Key(Several(Words()), "Other answers that are right."),
        },
        model.Short,
    ),
    "choice": Form(
        {
            "prompt": PROMPT,
            "answer": Key(Words(), "The one right answer.", vital=True),
            "answers": Key(
                ListOf(Either(_OptionWords(), ANSWER), least=2), "Several right answers.", vital=True
            ),
            "distractors": need(DISTRACTORS, "Wrong but tempting answers."),
        },
        _choice,
        either=("answer", "answers"),
    ),
    "true-false": Form(
        {
            "prompt": PROMPT,
            "answer": need(OneOf(("true", "false", "not-said")), "What the text says of the statement."),
            "correction": Key(Words(), "What is right where the statement is false.", vital=True),
            "justify": Key(Flag(), "Whether a quotation is asked for on paper."),
            "also": Key(EVIDENCE, "Other quotations a pupil may copy."),
        },
        _true_false,
    ),
    "cloze": Form(
        {
            "text": need(Words(), "Words of the text with blanks: {{c1::words::hint}}."),
            "prompt": Key(Words(), "Words before the gaps that say which text speaks."),
        },
        _cloze,
    ),
    "who-says-it": _plain(
        {
            "statement": need(Words(), "Exact words of the text that says it."),
            "answer": need(Words(), "The id of the source that says it, or both; with one source, a name."),
        },
        model.WhoSaysIt,
    ),
    "match": _plain(
        {
            "prompt": PROMPT,
            "pairs": need(ListOf(PAIR, least=2), "What belongs together."),
            "distractors": Key(DISTRACTORS, "Answers that belong nowhere."),
        },
        model.Match,
    ),
    "order": _plain(
        {
            "prompt": PROMPT,
            "by": need(OneOf(("text", "stated")), "The order of the text, or one that a passage states."),
            "steps": need(ListOf(STEP, least=2), "In the right order."),
        },
        model.Order,
    ),
    "classify": Form(
        {
            "prompt": PROMPT,
            "classes": need(Named(Words()), "The classes and what each means."),
            "statements": need(ListOf(STATEMENT, least=2), "Words of the text to sort."),
        },
        _classify,
    ),
    "comparison": Form(
        {
            "prompt": PROMPT,
            "rows": need(ListOf(ROW), "Criteria, with a cell for each source."),
        },
        _comparison,
    ),
    "open": _plain(
        {
            "prompt": PROMPT,
            "elements": need(ListOf(ELEMENT), "What the answer is expected to say."),
            "criteria": Key(ListOf(CRITERION), "How the answer is made."),
            "note": Key(Words(), "A word to the teacher."),
        },
        model.Open,
    ),
}
