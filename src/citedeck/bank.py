"""The shape of a bank, form by form.

To add a form: its class in `model.py`, its keys in FORMS, its cards and its paper in `targets/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from citedeck import model, nodes
from citedeck.model import Diagnostic, Document, Item, Quotation, Span, Text
from citedeck.shapes import (
    Broken,
    Code,
    Either,
    Flag,
    Key,
    Listed,
    Named,
    OneOf,
    Reading,
    Several,
    Shape,
    Words,
    need,
    respelt,
)

ID = Code(
    r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*", "an id: small letters, digits and single hyphens, at most 60"
)
NAME = Code(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", "a name: small letters, digits and hyphens")
COUNT = Code(r"[1-9][0-9]{0,2}", "a whole number from 1 to 999")
LEVEL = OneOf(("1", "2", "3"))

NOT_BUILT = ("who-says-it", "match", "order", "classify", "comparison", "open")


def _quotation_of_words(words: Text) -> Quotation:
    return Quotation(at=words.at, quote=words, words=words)


def _quotation(at: Span, quote: Text | None = None, **rest: Any) -> Quotation:
    return Quotation(at=at if quote is None else quote.at, quote=quote, words=quote or "", **rest)


@dataclass(frozen=True, slots=True)
class _Quote(Words):
    """Words that are a quotation."""

    def read(self, node: nodes.Node, reading: Reading) -> Any:
        """The words as a quotation; empty ones are for the resolver to refuse."""
        return _quotation_of_words(Words.read(self, node, reading))


QUOTATION = Shape(
    "a quotation",
    {
        "quote": Key(Words(), "Exact words of the text."),
        "source": Key(NAME, "The id of the text, where the item has several."),
        "before": Key(Words(), "The words just before, to tell equal passages apart."),
        "after": Key(Words(), "The words just after, to tell equal passages apart."),
        "within": Key(Words(), "A longer passage that holds the quotation once."),
        "mark": Key(Several(Words()), "The words of the quotation that carry the answer."),
        "absent": Key(Several(Words()), "Words that stand nowhere in the text."),
        "whole": Key(Words(), "Why this is a judgement on the whole text."),
    },
    _quotation,
)
EVIDENCE = Several(Either(_Quote(), QUOTATION))

COMMON = {
    "id": need(ID, "Permanent, and says nothing of the answer."),
    "type": need(Words(), "The form of the item."),
    "source": Key(Several(NAME), "The id of the text; a list of ids for a comparison."),
    "category": Key(NAME, "One of the course's categories."),
    "level": Key(LEVEL, "1 locate, 2 understand, 3 relate and step back."),
    "evidence": Key(EVIDENCE, "The passage that says it: exact words of the text.", vital=True),
    "explanation": Key(Words(), "Why the answer is right and a tempting one is not."),
    "points": Key(COUNT, "What the item is worth on paper."),
    "lines": Key(COUNT, "How many lines to answer on."),
    "only": Key(OneOf(("paper", "deck")), "Where the item goes, if not everywhere."),
    "sensitive": Key(Words(), "Why the item stays out of ready sheets."),
    "allow": Key(Named(Words()), "Warnings not to give, each with its reason."),
}

DISTRACTOR = Shape(
    "a distractor",
    {
        "text": need(Words(), "An answer that is wrong but tempting."),
        "why": Key(Words(), "Why it is wrong."),
    },
    lambda text, at, why=None: model.Option(text=text, why=why),
)


@dataclass(frozen=True, slots=True)
class _OptionWords(Words):
    """Words alone as an option."""

    def read(self, node: nodes.Node, reading: Reading) -> Any:
        """The words as an option."""
        return model.Option(text=Words.read(self, node, reading))


ANSWER = Shape(
    "an answer",
    {"text": need(Words()), "evidence": Key(EVIDENCE, vital=True)},
    lambda text, at, evidence=(): model.Option(text=text, evidence=evidence),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of item: its own keys and how it is made of their values."""

    keys: Mapping[str, Key]
    build: Callable[[dict[str, Any], Reading], Item]


def _short(values: dict[str, Any], reading: Reading) -> Item:
    return model.Short(**values)


def _choice(values: dict[str, Any], reading: Reading) -> Item:
    single, several = values.pop("answer", None), values.pop("answers", ())
    if (single is None) == (not several):
        message = "a choice has either `answer` or `answers`"
        raise reading.refuse("answer-missing", message, values["id"].at)
    answers = several or (model.Option(text=single),)
    right = tuple(model.Option(text=a.text, right=True, evidence=a.evidence) for a in answers)
    return model.Choice(options=right + values.pop("distractors"), **values)


def _true_false(values: dict[str, Any], reading: Reading) -> Item:
    return model.TrueFalse(**values)


_BLANK = re.compile(r"\{\{c([0-9]+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)


def _cloze(values: dict[str, Any], reading: Reading) -> Item:
    words, blanks = _cloze_words(values["text"], reading)
    if not values.get("evidence"):
        own = Quotation(at=values["text"].at, quote=values["text"], words=words)
        values["evidence"] = (own,)
    return model.Cloze(words=words, blanks=blanks, **values)


def _cloze_words(text: Text, reading: Reading) -> tuple[str, tuple[model.Blank, ...]]:
    """The words without markup, and the blanks with their places in those words."""
    pieces: list[str] = []
    blanks: list[model.Blank] = []
    done = length = 0
    for m in _BLANK.finditer(text):
        pieces += [text[done : m.start()], m[2]]
        start = length + m.start() - done
        length = start + len(m[2])
        blanks.append(model.Blank(int(m[1]), m[2], m[3] or "", start, length))
        done = m.end()
    words = "".join([*pieces, text[done:]])
    wrong = _cloze_mistake(words, blanks)
    if wrong:
        help_lines = ["a blank is written {{c1::the words::a hint}}, numbered from 1"]
        raise reading.refuse("cloze-syntax", wrong, text.at, help=help_lines)
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


PROMPT = need(Words(), "The question; it says which text speaks.")

FORMS: dict[str, Form] = {
    "short": Form(
        {
            "prompt": PROMPT,
            "answer": need(Words(), "At most twelve words, in the words of the text."),
            "accept": Key(Several(Words()), "Other answers that are right."),
        },
        _short,
    ),
    "choice": Form(
        {
            "prompt": PROMPT,
            "answer": Key(Words(), "The one right answer."),
            "answers": Key(
                Listed(Either(_OptionWords(), ANSWER), least=2), "Several right answers.", vital=True
            ),
            "distractors": need(Listed(Either(_OptionWords(), DISTRACTOR)), "Wrong but tempting answers."),
        },
        _choice,
    ),
    "true-false": Form(
        {
            "prompt": PROMPT,
            "answer": need(OneOf(("true", "false", "not-said")), "What the text says of the statement."),
            "correction": Key(Words(), "What is right where the statement is false."),
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
}

RETIRED = Shape(
    "a retired item",
    {name: Key(COMMON[name].kind) for name in ("type", "source", "category", "level", "evidence")}
    | {"id": COMMON["id"], "retired": need(Words(), "Since when and why; the id stays reserved.")},
)

HEAD = Shape(
    "a bank",
    {
        "title": Key(Words(), "What the bank is about."),
        "source": COMMON["source"],
        "category": COMMON["category"],
        "level": COMMON["level"],
        "items": need(Listed(Words(), least=0), "The questions, in the order of study."),
    },
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a bank file holds; `whole` says whether every item of it could be read."""

    document: Document
    items: tuple[Item, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: bool = True
    seen: tuple[Text, ...] = field(default=(), repr=False)


def load(document: Document) -> Loaded:
    """A bank file's items, with a diagnostic for each that cannot be read."""
    tree, found = nodes.parse(document)
    if tree is None:
        return Loaded(document, diagnostics=tuple(found or _empty(document)), whole=False)
    reading = Reading(found)
    head = _head(tree, reading)
    listed = tree.find("items")
    if not isinstance(listed, nodes.Sequence):
        return Loaded(document, diagnostics=tuple(found), whole=False)
    items = [item for node in listed if (item := _item(node, head, reading))]
    whole = len(items) == len(listed) and not any(d.code.startswith("yaml-s") for d in found)
    return Loaded(document, tuple(items), tuple(found), whole)


def _empty(document: Document) -> list[Diagnostic]:
    reading = Reading()
    reading.complain("key-missing", "the file is empty: a bank needs `items`", Span(document, 0, 0))
    return reading.found


def _head(tree: nodes.Mapping, reading: Reading) -> dict[str, Any]:
    """What the bank's head says for all its items."""
    reading.item = ""
    plain = nodes.Mapping({key: value for key, value in tree.items() if key != "items"})
    plain.at = tree.at
    if not isinstance(tree.find("items"), nodes.Sequence) and not reading.found:
        at = next((key.at for key in tree), tree.at)
        reading.complain("shape-list", "a bank needs `items`, a list", at)
    keys = {name: key for name, key in HEAD.keys.items() if name != "items"}
    values = Shape("a bank", keys).values(plain, reading)
    defaults = {"sources": values.get("source", ())}
    return defaults | {name: values[name] for name in ("category", "level") if name in values}


def _item(node: nodes.Node, head: Mapping[str, Any], reading: Reading) -> Item | None:
    reading.item = ""
    if not isinstance(node, nodes.Mapping):
        if not isinstance(node, nodes.Refused):
            reading.complain("shape-mapping", "an item is a mapping of keys to values", node.at)
        return None
    named = node.find("id")
    reading.item = str(named) if isinstance(named, Text) else ""
    try:
        if "retired" in node:
            return _retired(node, head, reading)
        form = _form(node, reading)
        shape = Shape(f"a {node.find('type')} item", {**COMMON, **form.keys})
        return form.build(_common(shape.values(node, reading), head), reading)
    except Broken:
        return None


def _retired(node: nodes.Mapping, head: Mapping[str, Any], reading: Reading) -> Item:
    """An id that is kept; whatever else the item once said is kept unread."""
    kept = nodes.Mapping({key: node[key] for key in node if key in ("id", "retired")})
    kept.at = node.at
    values = RETIRED.values(kept, reading)
    return model.Retired(id=values["id"], retired=values["retired"], sources=head["sources"])


def _form(node: nodes.Mapping, reading: Reading) -> Form:
    named = node.find("type")
    if named is None:
        raise reading.refuse("key-missing", "an item needs `type`", next(iter(node)).at)
    name = Words().read(named, reading)
    if name in FORMS:
        return FORMS[name]
    if name in NOT_BUILT:
        raise reading.refuse(
            "form-not-built",
            f"items of the form `{name}` are not built yet",
            name.at,
            help=[f"the forms built so far: {', '.join(FORMS)}"],
        )
    more = respelt(name, FORMS) or {"help": [f"the forms are: {', '.join(FORMS)}"]}
    raise reading.refuse("form-unknown", f"there is no form `{name}`", name.at, **more)


def _common(values: dict[str, Any], head: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an item under the model's names, with the head's where it has none."""
    del values["type"]
    if "source" in values:
        values["sources"] = values.pop("source")
    return {**head, **values}
