"""A bank file: its head, and its items by their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from citedeck import model
from citedeck.bank import nodes, slips
from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.shapes import FORM, Broken, Key, ListOf, Report, Shape, Words, need, respelt
from citedeck.messages.spelling import near
from citedeck.model import Diagnostic, Document, Edit, Item, Span, Text
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


_ITEM_KEYS = frozenset(COMMON).union(*(form.keys for form in FORMS.values()))
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
    tree, found, read_all = slips.parse(document, language)
    if tree is None:
        return Loaded(document, diagnostics=tuple(found or _empty(document)), whole=False)
    report = Report(found)
    tree = _with_items(tree, report)
    strays = _strays(tree)
    head = _head(tree, strays, report)
    if not isinstance(tree.find("items"), nodes.SequenceNode):
        return Loaded(document, diagnostics=tuple(found), whole=False)
    listed = _gathered(tree, strays, report)
    items = [item for node in listed if (item := _item(node, head, report))]
    whole = len(items) == len(listed) and read_all
    return Loaded(document, tuple(items), tuple(found), whole)


def _empty(document: Document) -> list[Diagnostic]:
    report = Report()
    report.complain("key-missing", "the file is empty: a bank needs `items`", Span(document, 0, 0))
    return report.found


def _head(tree: nodes.MappingNode, strays: nodes.MappingNode, report: Report) -> dict[str, Any]:
    """What the bank's head says for all its items."""
    report.item = ""
    plain = nodes.MappingNode({key: tree[key] for key in tree if key != "items" and key not in strays})
    plain.at = tree.at
    if not isinstance(tree.find("items"), nodes.SequenceNode) and not report.found:
        plain.pop(_complain_of_items(tree, report), None)  # type: ignore[call-overload]  # a Text is found by its words
    values = _HEAD_ALONE.values(plain, report)
    defaults = {"sources": values.get("source", ())}
    return defaults | {name: values[name] for name in ("category", "level") if name in values}


def _with_items(tree: nodes.MappingNode, report: Report) -> nodes.MappingNode:
    """The file with its list of items under their own name, after a complaint of another one."""
    misspelt = None if "items" in tree else _misspelt(tree, "items")
    if misspelt is None or not isinstance(tree[misspelt], nodes.SequenceNode):
        return tree
    report.item = ""
    _complain_of_key("a bank", misspelt, "items", report)
    meant = Text.of("items", misspelt.document, misspelt.start, misspelt.end)
    named = nodes.MappingNode({meant if key is misspelt else key: tree[key] for key in tree})
    named.at = tree.at
    return named


def _complain_of_items(tree: nodes.MappingNode, report: Report) -> str:
    """The items are no list: misspelt, without dashes, or not there; the key that was meant, if any."""
    held, misspelt = tree.find("items"), _misspelt(tree, "items")
    if misspelt is not None:
        _complain_of_key("a bank", misspelt, "items", report)
    elif isinstance(held, nodes.MappingNode) and held:
        key = next(iter(held))
        line = f"- {nodes.line_from(key)}"
        help_lines = [f"write a dash before it, and one before the first key of every question: {line}"]
        report.complain("yaml-dash", f"a new question begins with `- {key}:`", key.at, help=help_lines)
    else:
        at = next((key.at for key in tree if key == "items"), next((key.at for key in tree), tree.at))
        help_lines = ["write `items:` at the very left, and the questions below it, each after a dash"]
        report.complain("shape-list", "a bank needs `items`, a list", at, help=help_lines)
    return misspelt or ""


def _misspelt(node: nodes.MappingNode, key: str) -> Text | None:
    """The key that was meant to be another one, which is not there."""
    unknown = (name for name in node if name not in _ITEM_KEYS and name not in HEAD.keys)
    return next((name for name in unknown if key not in node and _means(name, key)), None)


def _means(name: Text, key: str) -> bool:
    """Whether a name is a key's, misspelt or in another language."""
    from citedeck.bank.slips import naming  # most banks have no such mistake, and need not wait for it

    return bool(near(name, [key])) or key in naming.keys(name)


def _complain_of_key(what: str, name: Text, meant: str, report: Report) -> None:
    help_lines = [f"write `{meant}` instead of `{name}`"]
    edit = Edit(name, meant)
    report.complain("key-unknown", f"{what} has no `{name}`", name.at, help=help_lines, edit=edit)


# What slipped out of an item


def _strays(tree: nodes.MappingNode) -> nodes.MappingNode:
    """What stands at the very left below the items, as keys of the bank, and is an item's."""
    start = next((key.start for key in tree if key == "items"), None)
    below = [key for key in tree if start is not None and key.start > start and key not in HEAD.keys]
    strays = nodes.MappingNode({key: tree[key] for key in below if key in _ITEM_KEYS})
    first = next(iter(strays), None)
    strays.at = tree.at if first is None else Span(tree.at.document, first.start, tree.at.end)
    return strays


def _gathered(tree: nodes.MappingNode, strays: nodes.MappingNode, report: Report) -> list[nodes.Node]:
    """The items, each with what is its own and stands beside it; that is complained of once."""
    listed = tree.find("items")
    assert isinstance(listed, nodes.SequenceNode)  # the caller has seen to it
    gathered: list[nodes.Node] = []
    for node in listed:
        last = gathered[-1] if gathered else None
        if (
            isinstance(node, nodes.MappingNode)
            and isinstance(last, nodes.MappingNode)
            and _is_rest(node, last)
        ):
            _complain_of_dash(node, report)
            gathered[-1] = _joined(last, node)
        else:
            gathered.append(node)
    return _with_strays(gathered, strays, report) if strays else gathered


def _is_rest(node: nodes.MappingNode, last: nodes.MappingNode) -> bool:
    """Whether keys after a dash go on with the item above, which has none of them yet."""
    begins = any(key in ("id", "type", "retired") for key in node)
    return not begins and all(key in _ITEM_KEYS and key not in last for key in node)


def _complain_of_dash(node: nodes.MappingNode, report: Report) -> None:
    key = next(iter(node))
    indent = node.at.document.position(key.start)[1] - 1
    message = f"a dash begins a new question, and `{key}` belongs to the one above"
    help_lines = [f"write {indent} blanks before `{key}` instead of the dash: {nodes.line_from(key)}"]
    report.complain("yaml-dash", message, key.at, help=help_lines)


def _with_strays(items: list[nodes.Node], strays: nodes.MappingNode, report: Report) -> list[nodes.Node]:
    """The items with the keys that stand at the very left: the last item's, or those of one more."""
    first = next(iter(strays))
    last = items[-1] if items else None
    if (
        first == "id"
        or not isinstance(last, nodes.MappingNode)
        or not last
        or any(key in last for key in strays)
    ):
        message = f"a new question begins with `- {first}:`"
        help_lines = [f"write a dash before it, below those of the others: - {nodes.line_from(first)}"]
        report.complain("yaml-dash", message, first.at, help=help_lines)
        return [*items, strays]
    under = next(iter(last))
    line, column = under.document.position(under.start)
    message = f"a bank has no `{first}`: it belongs to the question above"
    too = ", and before the other keys of the question" if len(strays) > 1 else ""
    help_lines = [f"write {column - 1} blanks before `{first}`, under `{under}` of line {line}{too}"]
    report.complain("key-unknown", message, first.at, help=help_lines)
    return [*items[:-1], _joined(last, strays)]


def _joined(node: nodes.MappingNode, rest: nodes.MappingNode) -> nodes.MappingNode:
    joined = nodes.MappingNode({**node, **rest})
    joined.at = Span(node.at.document, node.at.start, rest.at.end)
    return joined


# Items


def _item(node: nodes.Node, head: Mapping[str, Any], report: Report) -> Item | None:
    report.item = ""
    if not isinstance(node, nodes.MappingNode):
        if not isinstance(node, nodes.Refused):
            _complain_of_words(node, report)
        return None
    named = node.find("id")
    report.item = str(named) if isinstance(named, Text) else ""
    try:
        if "retired" in node:
            return _retired(node, head, report)
        name = _form(node, report)
        return FORMS[name].build(_common(_shape(name).values(node, report), head), report)
    except Broken:
        return None


def _complain_of_words(node: nodes.Node, report: Report) -> None:
    """Something stands after a dash that has no keys."""
    message = "a question is made of keys with values"
    help_lines = ["begin it with `- id: …`, and write `type: …` and its other keys below `id`"]
    if isinstance(node, Text) and not node:
        help_lines = ["delete this dash, or write the question after it: - id: …"]
    report.complain("shape-mapping", message, node.at, help=help_lines)


def _retired(node: nodes.MappingNode, head: Mapping[str, Any], report: Report) -> Item:
    """An id that is kept; whatever else the item once said is kept unread."""
    kept = nodes.MappingNode({key: node[key] for key in node if key in ("id", "retired")})
    kept.at = node.at
    values = RETIRED.values(kept, report)
    return model.Retired(id=values["id"], retired=values["retired"], sources=head["sources"])


@cache
def _shape(form: str) -> Shape:
    """The shape of an item of a form."""
    return Shape(f"a {form} item", {**COMMON, **FORMS[form].keys})


def _form(node: nodes.MappingNode, report: Report) -> str:
    """The name of an item's form, which there is; or that was meant, after a complaint."""
    misspelt = None if "type" in node else _misspelt(node, "type")
    named = node.find(misspelt or "type")
    forms = [f"the forms are: {', '.join(FORMS)}"]
    if named is None:
        raise report.refuse("key-missing", "an item needs `type`", next(iter(node)).at, help=forms)
    name = FORM.read(named, report)
    if name in FORMS:
        return str(name)
    more = _meant(name) or {"help": forms}
    report.complain("form-unknown", f"there is no form `{name}`", name.at, **more)
    if "edit" in more:
        return str(more["edit"].value)
    if misspelt is not None:
        _complain_of_key("an item", misspelt, "type", report)
    raise Broken


def _meant(name: Text) -> dict[str, Any]:
    """Help and edit for the form that was meant: it is nearly spelt so, or called so in another language."""
    from citedeck.bank.slips import naming  # as above

    called = naming.form(name)
    return respelt(name, FORMS) or (
        {"help": [f"write `{called}` instead of `{name}`"], "edit": Edit(name, called)} if called else {}
    )


def _common(values: dict[str, Any], head: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an item under the model's names, with the head's where it has none."""
    del values["type"]
    if "source" in values:
        values["sources"] = values.pop("source")
    return {**head, **values}
