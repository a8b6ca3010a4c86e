"""What reading a value needs: where complaints go, what a kind is, and where a value is pointed at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from typing import Any, Protocol

from citedeck.bank.nodes import MappingNode, Node, Refused, SequenceNode
from citedeck.bank.scalars import in_quotes
from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Edit, Span, Text
from citedeck.quick import dataclass


class Broken(Exception):  # noqa: N818 - a way out of a value, not an error
    """A value that has been complained of."""


@dataclass(slots=True)
class Report:
    """What is being read: whose it is, and what was complained of so far.

    What may have been meant is a guess: here none is made, and what stands above may know better.
    """

    complaints: list[Diagnostic] = field(default_factory=list)
    item: str = ""

    def complain(self, code: str, message: str, at: Span, **details: Any) -> None:
        """Note a diagnostic and read on."""
        self.complaints.append(diagnostics.make(code, message, at, item=self.item, **details))

    def refuse(self, code: str, message: str, at: Span, **details: Any) -> Broken:
        """Note a diagnostic; the caller raises what this returns."""
        self.complain(code, message, at, **details)
        return Broken(message)

    def unknown_keys(
        self, shape: Any, node: MappingNode, names: list[Text], missing: list[str]
    ) -> tuple[dict[str, Node | None], bool]:
        """A complaint of each key that a shape has not.

        Returns the keys that were meant, with what is surely theirs; and whether the mapping is torn: it
        holds pieces of words, or what belongs to a list.
        """
        for name in names:
            help_lines = [f"{shape.what} has: {', '.join(shape.keys)}"]
            self.complain("key-unknown", f"{shape.what} has no `{name}`", name.at, help=help_lines)
        return {}, False

    def entries(self, kind: Kind, listed: SequenceNode) -> Sequence[Node]:
        """The entries of a list that are read one by one, after complaints of the others."""
        return listed

    def listed(self, kind: Kind, node: Node) -> list[str]:
        """Help that makes a list of a kind of what stands there without being one."""
        return ["write its values below it, each after a dash"]

    def likely(self, text: Text, values: Collection[str]) -> dict[str, Any]:
        """Help and edit for a word that may have been meant to be one of a few."""
        return respelt(text, values)

    def named(self, node: Node) -> list[str]:
        """Help that gives values to names which stand there without any."""
        return []

    def check_bare(self, text: Text) -> None:
        """Raises Broken where words without quotes were meant to have some, after a complaint."""


class Kind(Protocol):
    """What a value may be."""

    def read(self, node: Node, report: Report) -> Any:
        """The value, or Broken after a complaint."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def respelt(text: Text, words: Iterable[str]) -> dict[str, Any]:
    """Help and edit for a word that is nearly one of some."""
    from citedeck.messages.spelling import asked, near  # nothing that is right asks for it

    nearest = near(text, words)
    return {"help": asked(nearest), "edit": Edit(text, nearest)} if nearest else {}


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
        help_lines = [f"put the words in quotes: {in_quotes(node.at.rest_of_line.strip())}"]
    elif code == "shape-words":
        help_lines = ['write one text, in "…"']
    what = {"MappingNode": "a mapping", "SequenceNode": "a list"}.get(type(node).__name__, "words")
    message = f"{expected}, not {what}" if node or what != "words" else f"{expected}, and nothing is written"
    return report.refuse(code, message, start(node), help=help_lines)


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
