"""What slipped out of the list of questions: its name, the dashes of its items, keys that are an item's."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.nodes import MappingNode, Node, SequenceNode
from citedeck.bank.shapes import FORM, Broken, Report, respelt
from citedeck.bank.shapes.complaints import start
from citedeck.model import Edit, Span, Text

_ITEM_KEYS = frozenset(COMMON).union(*(form.keys for form in FORMS.values()))


def gathered(tree: MappingNode, head: Container[str], report: Report) -> MappingNode:
    """A bank with its questions under their own name, each with what is its own and stands beside it.

    `head` has the keys of a bank. What stood elsewhere is complained of once.
    """
    report.item = ""
    tree = _with_items(tree, head, report)
    listed = tree.find("items")
    if not isinstance(listed, SequenceNode):
        return tree
    strays = _strays(tree, head)
    joined = SequenceNode(_with_strays(_whole(listed, report), strays, report))
    joined.at = listed.at
    kept = {key: joined if key == "items" else tree[key] for key in tree if key not in strays}
    return _mapping(kept, tree.at)


def complain_of_items(tree: MappingNode, head: Container[str], report: Report) -> str:
    """The items are no list: misspelt, without dashes, or not there; the key that was meant, if any."""
    misspelt = misspelt_key(tree, "items", head)
    items = tree.find("items")
    if misspelt is not None:
        complain_of_key("a bank", misspelt, "items", report)
    elif isinstance(items, MappingNode) and items:
        key = next(iter(items))
        _complain_of_missing(key, "and one before the first key of every question", report)
    else:
        at = next((key.at for key in tree if key == "items"), next((key.at for key in tree), tree.at))
        help_lines = ["write `items:` at the very left, and the questions below it, each after a dash"]
        report.complain("shape-list", "a bank needs `items`, a list", at, help=help_lines)
    return misspelt or ""


def complain_of_words(node: Node, report: Report) -> None:
    """Something stands after a dash that has no keys."""
    message = "a question is made of keys with values"
    help_lines = ["begin it with `- id: …`, and write `type: …` and its other keys below `id`"]
    if isinstance(node, Text) and not node:
        help_lines = ["delete this dash, or write the question after it: - id: …"]
    report.complain("shape-mapping", message, node.at, help=help_lines)


def meant_form(node: MappingNode, name: Text | None, head: Container[str], report: Report) -> str:
    """The form that an item means by a name that is none's, or under another key than `type`.

    Raises Broken after a complaint where none can be meant.
    """
    forms = [f"the forms are: {', '.join(FORMS)}"]
    misspelt = None
    if name is None:
        misspelt = misspelt_key(node, "type", head)
        if misspelt is None:
            raise report.refuse("key-missing", "an item needs `type`", start(node), help=forms)
        name = FORM.read(node[misspelt], report)
        if name in FORMS:
            return str(name)
    way_out = _respelt_form(name) or {"help": forms}
    report.complain("form-unknown", f"there is no form `{name}`", name.at, **way_out)
    if "edit" in way_out:
        return str(way_out["edit"].value)
    if misspelt is not None:
        complain_of_key("an item", misspelt, "type", report)
    raise Broken


def _respelt_form(name: Text) -> dict[str, Any]:
    """Help and edit for the form that was meant: it is nearly spelt so, or called so in another language."""
    from citedeck.bank.slips import naming  # most banks have no such mistake, and need not wait for it

    if nearest := respelt(name, FORMS):
        return nearest
    form = naming.form(name)
    return {"help": [f"write `{form}` instead of `{name}`"], "edit": Edit(name, form)} if form else {}


def misspelt_key(node: MappingNode, key: str, head: Container[str]) -> Text | None:
    """The key that was meant to be another one, which is not there."""
    if key in node:
        return None
    return next((name for name in node if not _is_key(name, head) and _means(name, key)), None)


def _is_key(name: str, head: Container[str]) -> bool:
    return name in _ITEM_KEYS or name in head


def _means(name: Text, key: str) -> bool:
    """Whether a name is a key's, misspelt or in another language."""
    from citedeck.bank.slips import naming  # most banks have no such mistake, and need not wait for it
    from citedeck.messages.spelling import near

    return bool(near(name, [key])) or key in naming.keys(name)


def complain_of_key(what: str, name: Text, right: str, report: Report) -> None:
    """A complaint of a key that was meant to be another one."""
    help_lines = [f"write `{right}` instead of `{name}`"]
    edit = Edit(name, right)
    report.complain("key-unknown", f"{what} has no `{name}`", name.at, help=help_lines, edit=edit)


def _with_items(tree: MappingNode, head: Container[str], report: Report) -> MappingNode:
    """The file with its list of items under their own name, after a complaint of another one."""
    misspelt = misspelt_key(tree, "items", head)
    if misspelt is None or not isinstance(tree[misspelt], SequenceNode):
        return tree
    complain_of_key("a bank", misspelt, "items", report)
    right = Text.of("items", misspelt.document, misspelt.start, misspelt.end)
    return _mapping({right if key is misspelt else key: tree[key] for key in tree}, tree.at)


def _strays(tree: MappingNode, head: Container[str]) -> MappingNode:
    """What stands at the very left below the items, as keys of the bank, and is an item's."""
    start = next(key.start for key in tree if key == "items")
    below = [key for key in tree if key.start > start and key not in head]
    strays = {key: tree[key] for key in below if key in _ITEM_KEYS}
    first = next(iter(strays), None)
    return _mapping(strays, tree.at if first is None else Span(tree.at.document, first.start, tree.at.end))


def _whole(listed: SequenceNode, report: Report) -> list[Node]:
    """The items, each with the keys that a dash parted from it."""
    items: list[Node] = []
    for node in listed:
        last = items[-1] if items else None
        if isinstance(node, MappingNode) and isinstance(last, MappingNode) and _is_rest(node, last):
            _complain_of_dash(node, report)
            items[-1] = _joined(last, node)
        else:
            items.append(node)
    return items


def _is_rest(node: MappingNode, last: MappingNode) -> bool:
    """Whether keys after a dash go on with the item above, which has none of them yet."""
    begins = not _BEGINNINGS.isdisjoint(node)
    return bool(node) and not begins and all(key in _ITEM_KEYS and key not in last for key in node)


_BEGINNINGS = frozenset(("id", "type", "retired"))


def _complain_of_dash(node: MappingNode, report: Report) -> None:
    from citedeck.bank.slips import dashes

    key = next(iter(node))
    indent = node.at.document.position(key.start)[1] - 1
    help_lines = [dashes.instead(f"{indent} blanks", key, key.at.rest_of_line)]
    report.complain("yaml-dash", dashes.parting("question", key), key.at, help=help_lines)


def _complain_of_missing(key: Text, where: str, report: Report) -> None:
    from citedeck.bank.slips import dashes

    help_lines = [dashes.advice(where, key.at.rest_of_line)]
    report.complain("yaml-dash", dashes.missing("question", key), key.at, help=help_lines)


def _with_strays(items: list[Node], strays: MappingNode, report: Report) -> list[Node]:
    """The items with the keys that stand at the very left: the last item's, or those of one more."""
    if not strays:
        return items
    first = next(iter(strays))
    last = items[-1] if items else None
    if first == "id" or not isinstance(last, MappingNode) or not last or any(key in last for key in strays):
        _complain_of_missing(first, "below those of the others", report)
        return [*items, strays]
    _complain_of_stray(strays, next(iter(last)), report)
    return [*items[:-1], _joined(last, strays)]


def _complain_of_stray(strays: MappingNode, under: Text, report: Report) -> None:
    """Keys at the very left that are those of the question above, of which one stands in its column."""
    first = next(iter(strays))
    line, column = under.document.position(under.start)
    message = f"a bank has no `{first}`: it belongs to the question above"
    too = ", and before the other keys of the question" if len(strays) > 1 else ""
    help_lines = [f"write {column - 1} blanks before `{first}`, under `{under}` of line {line}{too}"]
    report.complain("key-unknown", message, first.at, help=help_lines)


def _joined(node: MappingNode, rest: MappingNode) -> MappingNode:
    return _mapping({**node, **rest}, Span(node.at.document, node.at.start, rest.at.end))


def _mapping(values: dict[Text, Node], at: Span) -> MappingNode:
    mapping = MappingNode(values)
    mapping.at = at
    return mapping
