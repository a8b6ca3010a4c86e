"""A bank file: its head, and its items by their forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from citedeck import model, nodes
from citedeck.forms import COMMON, FORMS
from citedeck.model import Diagnostic, Document, Item, Span, Text
from citedeck.quick import dataclass
from citedeck.shapes import FORM, Broken, Key, Listed, Reading, Shape, Words, need, respelt

RETIRED = Shape("a retired item", {"id": COMMON["id"], "retired": need(Words(), COMMON["retired"].hover)})

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


_HEAD_ALONE = Shape("a bank", {name: key for name, key in HEAD.keys.items() if name != "items"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a bank file holds; `whole` says whether every item of it could be read."""

    document: Document
    items: tuple[Item, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: bool = True


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
    whole = len(items) == len(listed) and not any(d.code in nodes.LEFT_OUT for d in found)
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
        first = next((key.at for key in tree), tree.at)
        at = next((key.at for key in tree if key == "items"), first)
        reading.complain("shape-list", "a bank needs `items`, a list", at)
    values = _HEAD_ALONE.values(plain, reading)
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
        name = _form(node, reading)
        return FORMS[name].build(_common(_shape(name).values(node, reading), head), reading)
    except Broken:
        return None


def _retired(node: nodes.Mapping, head: Mapping[str, Any], reading: Reading) -> Item:
    """An id that is kept; whatever else the item once said is kept unread."""
    kept = nodes.Mapping({key: node[key] for key in node if key in ("id", "retired")})
    kept.at = node.at
    values = RETIRED.values(kept, reading)
    return model.Retired(id=values["id"], retired=values["retired"], sources=head["sources"])


@cache
def _shape(form: str) -> Shape:
    """The shape of an item of a form."""
    return Shape(f"a {form} item", {**COMMON, **FORMS[form].keys})


def _form(node: nodes.Mapping, reading: Reading) -> str:
    """The name of an item's form, which there is."""
    named = node.find("type")
    if named is None:
        raise reading.refuse("key-missing", "an item needs `type`", next(iter(node)).at)
    name = FORM.read(named, reading)
    if name in FORMS:
        return str(name)
    more = respelt(name, FORMS) or {"help": [f"the forms are: {', '.join(FORMS)}"]}
    raise reading.refuse("form-unknown", f"there is no form `{name}`", name.at, **more)


def _common(values: dict[str, Any], head: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an item under the model's names, with the head's where it has none."""
    del values["type"]
    if "source" in values:
        values["sources"] = values.pop("source")
    return {**head, **values}
