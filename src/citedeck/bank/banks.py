"""A bank file: its head, and its items by their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from citedeck import model
from citedeck.bank import nodes, slips
from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.shapes import FORM, Broken, Key, ListOf, Shape, Words, need
from citedeck.bank.slips.items import complain_of_items, complain_of_words, gathered, meant_form
from citedeck.model import Diagnostic, Document, Item, Span, Text
from citedeck.quick import dataclass

RETIRED = Shape("a retired item", {"id": COMMON["id"], "retired": need(Words(), COMMON["retired"].hover)})

HEAD = Shape(
    "a bank",
    {
        "title": Key(Words(), "What the bank is about."),
        "source": COMMON["source"],
        "category": COMMON["category"],
        "level": COMMON["level"],
        "items": need(ListOf(Words(), least=0), "The questions, in the order of study."),
    },
)


_HEAD_ALONE = Shape("a bank", {name: key for name, key in HEAD.keys.items() if name != "items"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a bank file holds; `whole` says whether every item of it could be read."""

    document: Document
    items: tuple[Item, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: bool = True


def asked(items: Iterable[Item]) -> list[Item]:
    """The items to prove: not the retired ones, and one an id: the others have been complained of."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.id, item)
    return [item for item in first.values() if item.retired is None]


def load(document: Document, language: str = "") -> Loaded:
    """A bank file's items, with a diagnostic for each that cannot be read; in the language of its course."""
    tree, complaints, all_read = slips.parse(document, language)
    if tree is None:
        return Loaded(document, diagnostics=tuple(complaints or _empty(document)), whole=False)
    report = slips.AdvisedReport(complaints)
    tree = gathered(tree, HEAD.keys, report)
    try:
        head = _head(tree, report)
    except Broken:
        return Loaded(document, diagnostics=tuple(complaints), whole=False)
    listed = tree.find("items")
    if not isinstance(listed, nodes.SequenceNode):
        return Loaded(document, diagnostics=tuple(complaints), whole=False)
    items = [item for node in listed if (item := _item(node, head, report))]
    return Loaded(document, tuple(items), tuple(complaints), all_read and len(items) == len(listed))


def _empty(document: Document) -> list[Diagnostic]:
    report = slips.AdvisedReport()
    report.complain("key-missing", "the file is empty: a bank needs `items`", Span(document, 0, 0))
    return report.complaints


def _head(tree: nodes.MappingNode, report: slips.AdvisedReport) -> dict[str, Any]:
    """What the bank's head says for all its items."""
    plain = nodes.MappingNode({key: tree[key] for key in tree if key != "items"})
    plain.at = tree.at
    if not isinstance(tree.find("items"), nodes.SequenceNode) and not report.complaints:
        plain.pop(complain_of_items(tree, HEAD.keys, report), None)  # type: ignore[call-overload]  # a Text is found by its words
    values = _HEAD_ALONE.values(plain, report)
    defaults = {"sources": values.get("source", ())}
    return defaults | {name: values[name] for name in ("category", "level") if name in values}


# Items


def _item(node: nodes.Node, head: Mapping[str, Any], report: slips.AdvisedReport) -> Item | None:
    report.item = ""
    if not isinstance(node, nodes.MappingNode):
        if not isinstance(node, nodes.Refused):
            complain_of_words(node, report)
        return None
    item_id = node.find("id")
    report.item = str(item_id) if isinstance(item_id, Text) else ""
    try:
        if "retired" in node:
            return _retired(node, head, report)
        name = _form(node, report)
        return FORMS[name].build(_common(_shape(name).values(node, report), head), report)
    except Broken:
        return None


def _retired(node: nodes.MappingNode, head: Mapping[str, Any], report: slips.AdvisedReport) -> Item:
    """An id that is kept; whatever else the item once said is kept unread."""
    kept = nodes.MappingNode({key: node[key] for key in node if key in ("id", "retired")})
    kept.at = node.at
    values = RETIRED.values(kept, report)
    return model.Retired(id=values["id"], retired=values["retired"], sources=head["sources"])


@cache
def _shape(form: str) -> Shape:
    """The shape of an item of a form."""
    return Shape(f"{'an' if form[0] in 'aeiou' else 'a'} {form} item", {**COMMON, **FORMS[form].keys})


def _form(node: nodes.MappingNode, report: slips.AdvisedReport) -> str:
    """The name of an item's form, which there is; or that was meant, after a complaint."""
    written = node.find("type")
    if type(written) is Text and written in FORMS:
        return str(written)
    name = None if written is None else FORM.read(written, report)
    return str(name) if name in FORMS else meant_form(node, name, HEAD.keys, report)


def _common(values: dict[str, Any], head: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an item under the model's names, with the head's where it has none."""
    del values["type"]
    if "source" in values:
        values["sources"] = values.pop("source")
    return {**head, **values}
