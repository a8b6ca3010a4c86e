"""What report a value needs: where complaints go, what a kind is, and where a value is pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from typing import Any, Protocol

from citedeck.bank.nodes import MappingNode, Node, Refused, quoted
from citedeck.messages import diagnostics
from citedeck.messages.spelling import asked, near
from citedeck.model import Diagnostic, Edit, Span, Text
from citedeck.quick import dataclass


class Broken(Exception):  # noqa: N818 - a way out of a value, not an error
    """A value that has been complained of."""


@dataclass(slots=True)
class Report:
    """What is being read: whose it is, and what was found so far."""

    found: list[Diagnostic] = field(default_factory=list)
    item: str = ""

    def complain(self, code: str, message: str, at: Span, **more: Any) -> None:
        """Note a diagnostic and read on."""
        self.found.append(diagnostics.make(code, message, at, item=self.item, **more))

    def refuse(self, code: str, message: str, at: Span, **more: Any) -> Broken:
        """Note a diagnostic; the caller raises what this returns."""
        self.complain(code, message, at, **more)
        return Broken(message)


class Kind(Protocol):
    """What a value may be."""

    def read(self, node: Node, report: Report) -> Any:
        """The value, or Broken after a complaint."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def respelt(text: Text, known: Iterable[str]) -> dict[str, Any]:
    """Help and edit for a word that is nearly a known one."""
    meant = near(text, known)
    return {"help": asked(meant), "edit": Edit(text, meant)} if meant else {}


def text_of(node: Node, report: Report) -> Text:
    """The words that stand here; Broken after a complaint where something else does."""
    if type(node) is Text:  # and not one that was refused
        return node
    raise wrong(node, "shape-words", "words stand here", report)


def wrong(node: Node, code: str, expected: str, report: Report, way_out: Iterable[str] = ()) -> Broken:
    """A complaint of the wrong kind of node, once; words that look like YAML want quotes."""
    if isinstance(node, Refused):
        return Broken()
    help_lines = list(way_out)
    if code == "shape-words" and re.match(r'[\[{](?!["\'])', node.at.text):
        line = node.at.document.position(node.at.start)[0]
        rest = node.at.document.line(line)[node.at.start - node.at.document.line_start(line) :]
        help_lines = [f"put the words in quotes: {quoted(rest.strip())}"]
    elif code == "shape-words":
        help_lines = ['write one text, in "…"']
    found = {"MappingNode": "a mapping", "SequenceNode": "a list"}.get(type(node).__name__, "words")
    told = f"{expected}, not {found}" if node or found != "words" else f"{expected}, and nothing is written"
    return report.refuse(code, told, start(node), help=help_lines)


def start(node: Node) -> Span:
    """The first line of a node: enough to point at."""
    if isinstance(node, Text):
        return shown(node)
    at = node.at
    if isinstance(node, MappingNode) and node:
        return next(iter(node)).at
    return Span(at.document, at.start, min(at.start + 1, at.end))


def shown(text: Text) -> Span:
    """The place of a scalar; of an empty one, the character before it."""
    if text.start == text.end:
        return Span(text.document, max(text.start - 1, 0), text.end)
    return text.at
