"""What stands where a list does, and the list that may be meant."""

from __future__ import annotations

import re

from citedeck.bank import scalars
from citedeck.bank.nodes import MappingNode, Node, SequenceNode
from citedeck.bank.scalars import in_quotes
from citedeck.bank.shapes import Broken, Code, Either, Kind, Report
from citedeck.model import Text
from citedeck.quick import pattern


def readable(kind: Kind, node: Node, report: Report) -> bool:
    """Whether a value is one of a kind, to those who report so; nothing is complained of."""
    try:
        kind.read(node, type(report)())
    except Broken:
        return False
    return True


def as_list(kind: Kind, node: Node, report: Report) -> list[str]:
    """Help that makes a list of a kind of what stands there without being one."""
    if isinstance(node, MappingNode) and readable(kind, node, report):
        inline = node.at.text[:1] == "{"
        way = f"write it: {_key_before(node)}[{node.at.text}]" if inline else ""
        return [way or f"write a dash before it: - {node.at.rest_of_line}"]
    words = kind.words if isinstance(kind, Either) else kind
    parts = _parts(node) if isinstance(node, Text) else []
    if isinstance(words, Code) and parts and all(map(words.matches, parts)):
        return [f"write it: {_key_before(node)}[{', '.join(parts)}]"]
    if not isinstance(node, Text) or not node or not readable(kind, node, report):
        return ["write its values below it, each after a dash"]
    if "\n" in node.at.text:
        return [f"write a dash before each of these lines: - {node.at.rest_of_line}"]
    return [f"write it: {_key_before(node)}[{', '.join(map(in_quotes, parts))}]"]


def as_names(node: Node) -> list[str]:
    """Help that makes names with values of a list of words."""
    if not isinstance(node, SequenceNode) or not node or not all(isinstance(name, Text) for name in node):
        return []
    pairs = ", ".join(in_quotes(str(name)) + ': "…"' for name in node)
    return [f"write it: {_key_before(node)}{{{pairs}}}"]


def _parts(text: Text) -> list[str]:
    """The values in a row of words; words in quotes are one."""
    return [text] if scalars.style(text) else [part for part in _COMMAS.split(text) if part]


def _key_before(node: Node) -> str:
    """The key on the line of its value, as it stands there."""
    number, column = node.at.document.position(node.at.start)
    key = re.search(r"[\w-]+: +$", node.at.document.line(number)[: column - 1])
    return key[0] if key else ""


_COMMAS = pattern(r"\s*[,;]\s*")
