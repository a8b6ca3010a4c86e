"""How a slip in a mapping is mended: a key that is none, an entry that left its list."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import takewhile
from typing import Any

from citedeck.bank import scalars
from citedeck.bank.nodes import MappingNode, Node, SequenceNode
from citedeck.bank.scalars import in_quotes
from citedeck.bank.shapes import Either, Kind, ListOf, Report, Several, Shape, Shared
from citedeck.bank.slips import naming
from citedeck.bank.slips.lists import readable
from citedeck.messages.spelling import near
from citedeck.model import Edit, Text


def unknown(
    shape: Shape, node: MappingNode, names: list[Text], missing: list[str], report: Report
) -> tuple[dict[str, Node | None], bool]:
    """A complaint of each key that a shape has not.

    Returns the keys that were meant, with what is surely theirs; and whether the mapping is torn: it holds
    pieces of words, or what belongs to a list.
    """
    stand_ins: dict[str, Node | None] = {}
    lists = _strayed(shape, node)
    for name in names:
        if _is_piece(name, node):
            stand_ins |= _complain_of_piece(shape, node, name, report, again="," in stand_ins)
        elif name in lists:
            _complain_of_entry(shape, node, name, lists, report)
        elif instead := _called(shape, node, name, missing, report) or _meant(shape, name, missing):
            there = instead in node or instead in stand_ins
            way_out = _instead(name, instead, there=there)
            stand_ins.setdefault(instead, None if there else node[name])
            report.complain("key-unknown", f"{shape.what} has no `{name}`", name.at, **way_out)
        else:
            stand_ins |= dict.fromkeys(_complain_of_strange(shape, node, name, names, missing, report))
    return stand_ins, bool(lists) or any(_is_piece(name, node) for name in names)


def _meant(shape: Shape, name: str, missing: list[str]) -> str:
    """The key that is nearly spelt so, first of those that are missing."""
    return near(name.strip(), missing) or near(name.strip(), shape.keys)


def _called(shape: Shape, node: MappingNode, name: Text, missing: list[str], report: Report) -> str:
    """The key that is called so in another language: one of which the value is, or that is missing."""
    called = [key for key in naming.keys(name) if key in shape.keys]
    fit = (key for key in called if readable(shape.keys[key].kind, node[name], report))
    return next(fit, next((key for key in called if key in missing), ""))


def _strayed(shape: Shape, node: MappingNode) -> dict[Text, Text]:
    """The keys that left a list because the dash of their entry is missing, with the list above them."""
    lists: dict[Text, Text] = {}
    above = None
    for name in node:
        if name in shape.keys:
            above = name
        elif above is not None and _lacks(shape, node, above, name):
            lists[name] = above
    return lists


def _lacks(shape: Shape, node: MappingNode, above: Text, name: Text) -> bool:
    """Whether a list, with dashes or with nothing below it, may lack an entry that begins with a key."""
    kind, listed = shape.keys[above].kind, node[above]
    begun = isinstance(listed, SequenceNode) and listed.at.text[:1] == "-"
    empty = isinstance(kind, ListOf) and isinstance(listed, Text) and not listed
    return (begun or empty) and name in _keys_inside(kind)


def _complain_of_entry(
    shape: Shape, node: MappingNode, name: Text, lists: Mapping[Text, Text], report: Report
) -> None:
    """A complaint of the first key of an entry whose dash is missing, so that it left its list."""
    above = lists[name]
    entry = [key for key in lists if lists[key] is above]
    if name is not entry[0]:
        return  # it goes with the one above it
    dash = node[above].at if node[above] else name.at
    line, column = dash.document.position(dash.start)
    where = f", as on line {line}" if node[above] else ""
    deeper = f", with {column + 1} blanks before its other keys" if entry[1:] else ""
    way_out = f"write {column - 1} blanks and a dash before it{where}{deeper}: - {name.at.rest_of_line}"
    message = f"an entry of `{above}` begins with `- {name}:`"
    report.complain("yaml-dash", message, name.at, help=[way_out])


def _complain_of_piece(
    shape: Shape, node: MappingNode, name: Text, report: Report, *, again: bool
) -> dict[str, Node | None]:
    """A complaint of words in a bracket that are no key; the key they begin with, or a comma."""
    key, colon, rest = name.partition(":")
    if colon and key in shape.keys:
        message = f"a blank is missing after the colon of `{key}`"
        report.complain("key-unknown", message, name.at, help=[f"write it: {key}: {rest}"])
        return {key: None}
    if not again and scalars.style(name):
        row = _row(shape, node, name)
        help_lines = [f"write it: {row}" if row else 'write several values in brackets: ["…", "…"]']
        report.complain("key-unknown", "a comma ends the value before this one", name.at, help=help_lines)
    elif not again:
        message = "a comma ends words without quotes, and these are left alone"
        help_lines = ['put the words before and after the comma in straight quotes: "…, …"']
        report.complain("key-unknown", message, name.at, help=help_lines)
    return {",": None}


def _row(shape: Shape, node: MappingNode, name: Text) -> str:
    """A key with its words and the others that commas part from them, as a list or as one text."""
    keys = list(node)
    key, *row = keys[max(keys.index(name) - 1, 0) :]
    if key is name or not isinstance(node[key], Text):
        return ""
    rest = takewhile(lambda piece: _is_piece(piece, node), row)
    words = [str(node[key]), *rest]
    listed_key = shape.keys.get(key)
    listed = listed_key is not None and isinstance(listed_key.kind, (ListOf, Several, Shared))
    return (
        f"{key}: [{', '.join(map(in_quotes, words))}]" if listed else f"{key}: {in_quotes(', '.join(words))}"
    )


def _complain_of_strange(
    shape: Shape, node: MappingNode, name: Text, unknown: list[Text], missing: list[str], report: Report
) -> set[str]:
    """A complaint of a key that resembles none, and of the missing one that it may be."""
    message = f"{shape.what} has no `{name}`"
    needed = missing[unknown.index(name)] if len(unknown) == len(missing) else ""
    if needed and readable(shape.keys[needed].kind, node[name], report):
        message += f", and needs `{needed}`"
        help_lines = [f"write `{needed}` instead of `{name}`, if that is what it says"]
        report.complain("key-unknown", message, name.at, help=help_lines)
        return {needed}
    help_lines = [f"{shape.what} has: {', '.join(shape.keys)}"]
    report.complain("key-unknown", message, name.at, help=help_lines)
    return set()


def _keys_inside(kind: Kind) -> Collection[str]:
    """The keys that an entry of a list may have."""
    while isinstance(kind, (ListOf, Several, Shared)):
        kind = kind.kind
    entry = kind.mapping if isinstance(kind, Either) else kind
    return entry.keys if isinstance(entry, Shape) else ()


def _is_piece(name: Text, node: MappingNode) -> bool:
    """Whether a key in a bracket, with no value, is what is left of words or of a key with its value."""
    alone = node[name] == "" and node.at.text[:1] == "{"
    return alone and (bool(scalars.style(name)) or not re.fullmatch(r"[\w-]+", name))


def _instead(name: Text, instead: str, *, there: bool) -> dict[str, Any]:
    """Help and edit for a misspelt key; no key may stand twice."""
    if there:
        return {"help": [f"delete it, or what is wrong of the two: `{instead}` is there already"]}
    return {"help": [f"write `{instead}` instead of `{name}`"], "edit": Edit(name, instead)}
