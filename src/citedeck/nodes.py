"""YAML events -> a tree whose every node knows its place.

Banks are written in a small, safe part of YAML: mappings, lists and words. Whatever else
YAML offers (anchors, aliases, tags, merge keys, several documents) is refused with its
place, and no scalar is ever anything but text. After a mistake in one item of a list the
rest of the file is still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is libyaml's, and there

from citedeck import diagnostics
from citedeck.model import Diagnostic, Document, Label, Span, Text

LEFT_OUT = frozenset({"yaml-syntax", "yaml-tab", "yaml-depth", "yaml-document"})
"""The codes of mistakes after which something of the file was not read."""

MAX_DEPTH = 32
MAX_RETRIES = 100
MAX_REREAD = 2**22
"""How much text (characters) is read over again to find what follows a mistake."""

MAX_FOUND = 1000
"""A file with more mistakes than this is no bank with mistakes: the rest of it is not read."""

MAX_WORDS = 10_000
"""No value is longer (characters): comparing words takes its time."""

# Two patterns, for one set that spans so much takes longer to make than a bank to read.
_UNPRINTABLE = (
    re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"),
    re.compile("[\ufeff\ufffe\uffff]"),
)
_LIST_START = re.compile(r"^[\w-]+:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( *)- ", re.MULTILINE)
_ID = re.compile(r"\bid:[ \t]*[\"']?([a-z0-9-]+)")


class Mapping(dict[Text, "Node"]):
    """Keys and values in the order of the file."""

    at: Span

    def find(self, key: str) -> Node | None:
        """The value under a key."""
        return self.get(key)  # type: ignore[call-overload, no-any-return]  # a Text is found by its words


class Sequence(list["Node"]):
    """A list of nodes."""

    at: Span


class Refused(Text):
    """Something that was refused already: nobody needs to complain of it again."""

    __slots__ = ()


Node = Text | Mapping | Sequence


class _Refusal(Exception):  # noqa: N818 - a way out of a file, not an error
    """A file, or one item of it, that cannot be read any further."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse(document: Document) -> tuple[Mapping | None, list[Diagnostic]]:
    """The mapping a YAML file holds, and everything that was refused in it.

    Nothing is returned where the file as a whole cannot be read. Items that cannot be read
    are left out, each with a diagnostic.
    """
    text, found = _printable(document)
    for _ in range(1 + min(MAX_RETRIES, MAX_REREAD // (len(text) + 1))):
        builder = _Builder(document, text)
        try:
            tree, more = builder.build()
        except _Refusal as refusal:
            found.append(refusal.diagnostic)
            if len(builder.found) >= MAX_FOUND:
                return None, found + builder.found
            item = _item_around(text, refusal.diagnostic.label.span.start)
            if item is None:
                return None, found
            text = _blanked(text, *item)
        else:
            return tree, found + more
    return None, found


def _printable(document: Document) -> tuple[str, list[Diagnostic]]:
    """The text with every character YAML forbids replaced, and a complaint for each."""
    if document.text.replace("\n", "").isprintable():
        return document.text, []
    found = [
        diagnostics.make(
            "yaml-character",
            f"character U+{ord(m[0]):04X} cannot stand in a YAML file",
            Span(document, m.start(), m.end()),
            help=["delete it, or write it as an escape inside double quotes"],
        )
        for pattern in _UNPRINTABLE
        for m in islice(pattern.finditer(document.text), MAX_FOUND)
    ]
    text = document.text
    for pattern in _UNPRINTABLE:
        text = pattern.sub(" ", text)
    return text, found


def _item_around(text: str, offset: int) -> tuple[int, int] | None:
    """Where the list item that holds an offset starts and ends."""
    listed = _LIST_START.search(text)
    if listed is None:
        return None
    if stray := _stray_item(text, offset, len(listed[1])):
        return stray
    starts = [m.start() for m in re.compile(rf"^{listed[1]}-(?=[ \r\n])", re.MULTILINE).finditer(text)]
    before = [start for start in starts if start <= offset]
    if not before:
        return None
    following = [start for start in starts if start > offset]
    return before[-1], following[0] if following else _list_end(text, before[-1], len(listed[1]))


def _stray_item(text: str, offset: int, indent: int) -> tuple[int, int] | None:
    """An item whose dash stands further left than those before it, up to the next line like that."""
    start = text.rfind("\n", 0, offset) + 1
    if indent == 0 or not re.compile(rf" {{0,{indent - 1}}}- ").match(text, start):
        return None
    following = re.compile(rf"^ {{0,{indent}}}[\w\"'-]", re.MULTILINE).search(text, start + indent + 1)
    return start, following.start() if following else len(text)


def _list_end(text: str, start: int, indent: int) -> int:
    """Where the last item of a list ends: at a key of the mapping around it, or the file's end."""
    following = re.compile(rf"^ {{0,{max(indent - 1, 0)}}}[\w\"']", re.MULTILINE).search(text, start + 1)
    return following.start() if following else len(text)


def _blanked(text: str, start: int, end: int) -> str:
    """The text without an item, every other character where it was."""
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


class _Builder:
    """Walks the events of one text once."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text
        self.found: list[Diagnostic] = []
        self.next: Callable[[], Any] = CParser(text).get_event

    def build(self) -> tuple[Mapping | None, list[Diagnostic]]:
        try:
            return self._root()
        except MarkedYAMLError as error:
            raise _Refusal(_syntax(self.document, self.text, error)) from None

    def _root(self) -> tuple[Mapping | None, list[Diagnostic]]:
        if self._next_document() is None:
            return None, self.found
        root = self._node(self.next(), 0)
        if (more := self._next_document()) is not None:
            help_lines = ["delete this line, or put what follows in another file"]
            message = "a file holds one document only"
            self._complain("yaml-document", message, self._span(more), help=help_lines)
        if isinstance(root, Mapping):
            return root, self.found
        place = root.at
        if not isinstance(root, Refused):
            self._complain("shape-mapping", "the file is not a mapping of keys to values", place)
        return None, self.found

    def _next_document(self) -> Any:
        """The event that starts a document; None at the end of the file."""
        event = self.next()
        while event is not None and type(event) is not DocumentStartEvent:
            event = self.next()
        return event

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_features(event)
            if len(event.value) > MAX_WORDS or "\0" in event.value:
                return self._refused_words(event)
            return Text.of(event.value, self.document, event.start_mark.index, event.end_mark.index)
        if depth >= MAX_DEPTH:
            raise _Refusal(
                diagnostics.make(
                    "yaml-depth",
                    f"nested more than {MAX_DEPTH} levels deep",
                    self._span(event),
                    help=["put the words in quotes"],
                )
            )
        if kind is AliasEvent:
            return self._refuse(event, f"an alias (*{event.anchor})")
        self._refuse_features(event)
        return self._mapping(event, depth) if kind is MappingStartEvent else self._sequence(event, depth)

    def _refused_words(self, event: Any) -> Refused:
        """Words that no bank holds: too many of them, or with a character that ends them elsewhere."""
        if len(event.value) > MAX_WORDS:
            message = f"these words have more than {MAX_WORDS} characters"
            self._complain("value-invalid", message, self._start(event))
        else:
            message = "character U+0000 cannot stand in words"
            self._complain("yaml-character", message, self._span(event), help=["delete its escape"])
        return self._refused(event)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        mapping = Mapping()
        while type(event := self.next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self.next(), depth + 1)
            if type(key) is Text and key not in mapping and key != "<<":
                mapping[key] = value
            else:
                self._refuse_key(mapping, key)
        mapping.at = Span(self.document, start.start_mark.index, event.end_mark.index)  # type: ignore[union-attr]  # libyaml marks every event
        return mapping

    def _refuse_key(self, mapping: Mapping, key: Node) -> None:
        if isinstance(key, Refused):
            return
        if not isinstance(key, Text):
            self._complain("yaml-feature", "a key is a word, not a list or a mapping", key.at)
        elif key == "<<":
            self._complain("yaml-feature", "merge keys (<<) are not used here", key.at)
        else:
            first = next(known for known in mapping if known == key)
            self._complain(
                "yaml-duplicate-key",
                f"the key `{key}` stands twice",
                key.at,
                related=[Label(first.at, "first here")],
                help=["keep one of them"],
            )

    def _sequence(self, start: Any, depth: int) -> Sequence:
        sequence = Sequence()
        while type(event := self.next()) is not SequenceEndEvent:
            sequence.append(self._node(event, depth + 1))
        sequence.at = Span(self.document, start.start_mark.index, event.end_mark.index)  # type: ignore[union-attr]  # as above
        return sequence

    def _refuse_features(self, event: Any) -> None:
        if event.anchor is not None:
            self._feature(event, f"an anchor (&{event.anchor})")
        if event.tag is not None:
            self._feature(event, f"a tag ({self._span(event).text.split()[0]})")

    def _refuse(self, event: Any, what: str) -> Refused:
        self._feature(event, what)
        return self._refused(event)

    def _refused(self, event: Any) -> Refused:
        refused = Refused("")
        refused.document = self.document
        refused.start, refused.end = event.start_mark.index, event.end_mark.index
        return refused

    def _feature(self, event: Any, what: str) -> None:
        self._complain(
            "yaml-feature",
            f"{what} is not used here",
            self._span(event),
            help=["write the words out; words that start with & * or ! stand in double quotes"],
        )

    def _complain(self, code: str, message: str, at: Span, **more: Any) -> None:
        self.found.append(diagnostics.make(code, message, at, **more))
        if len(self.found) >= MAX_FOUND:
            message = f"{MAX_FOUND} mistakes and no end: what follows was not read"
            raise _Refusal(diagnostics.make("yaml-syntax", message, at))

    def _start(self, event: Any) -> Span:
        """The first characters of an event: enough to point at where it is long."""
        return Span(self.document, event.start_mark.index, event.start_mark.index + 1)

    def _span(self, event: Any) -> Span:
        return Span(self.document, event.start_mark.index, event.end_mark.index)


def _syntax(document: Document, text: str, error: Any) -> Diagnostic:
    """A parser's complaint, at the place to mend, with the line quoted where quotes cure it."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        place = Span(document, 0, min(1, len(text)))
    else:
        offset = _mended_offset(text, error, mark.index)
        place = Span(document, offset, min(offset + 1, len(text)))
    code = "yaml-tab" if text[place.start : place.end] == "\t" else "yaml-syntax"
    message = _IN_PLAIN_WORDS.get(error.problem, f"not YAML: {error.problem or error.context}")
    if code == "yaml-tab":
        message = "tabs cannot indent YAML"
    elif text[place.start : place.end] == '"':
        message = "this quote is not closed on its line"
    item = _item_around(text, place.start)
    named = _ID.search(text, *item) if item else None
    return diagnostics.make(
        code, message, place, item=named[1] if named else "", help=_cure(document, place, code)
    )


_IN_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a colon stands in words without quotes",
    "did not find expected key": "words stand where the value should end or a new key begin",
    "did not find expected '-' indicator": "an item of the list does not begin with -",
    "could not find expected ':'": "a key without a colon, or words that are not closed",
    "found character that cannot start any token": "words that begin with this character need quotes",
    "did not find expected ',' or ']'": "this list is not closed, or its words need quotes",
    "did not find expected ',' or '}'": "this mapping is not closed, or its words need quotes",
    "found unexpected end of stream": "something is opened here and never closed",
}
_UNCLOSED = re.compile(r"^[^\"\r\n]*?[:-][ \t]+(\"(?:[^\"\\\r\n]|\\.)*)$", re.MULTILINE)


def _mended_offset(text: str, error: Any, problem: int) -> int:
    """A quote that is never closed, or an item that ends oddly, is to be mended where it starts."""
    context: int = error.context_mark.index if error.context_mark else problem
    if error.context == "while scanning a simple key":
        return context
    started = error.context in ("while scanning a quoted scalar", "while parsing a block mapping")
    around = _item_around(text, context)
    if started and around is not None:
        opened = _UNCLOSED.search(text, *around)
        if opened and opened.start(1) < problem:
            return opened.start(1)
        if around != _item_around(text, problem):
            return context
    return min(problem, max(len(text) - 1, 0))


_VALUE = re.compile(r"^(\s*(?:- )?[\w-]+:[ \t]+|\s*- )(.*?)\s*$")


def _cure(document: Document, place: Span, code: str) -> list[str]:
    if code == "yaml-tab":
        return ["indent with spaces"]
    line = document.line(document.position(place.start)[0])
    if re.match(r" *- ", line) and not line[
        : place.start - document.line_start(document.position(place.start)[0])
    ].strip(" "):
        return ["indent this item like those before it"]
    glued = re.match(r"\s*(?:- )?([\w-]+):(\S.*)$", line)
    if glued:
        return [f"write a blank after the colon: {glued[1]}: {glued[2]}"]
    parts = _VALUE.match(line)
    if parts is None or not parts[2] or re.fullmatch(r'"[^"]*"|\'[^\']*\'', parts[2]):
        return ["put words in double quotes, and close them"]
    return [f"put the words in quotes: {parts[1].strip()} {quoted(parts[2])}"]


def quoted(words: str) -> str:
    """Words as a double-quoted scalar; quotes around a part of them become « »."""
    inner = words.removeprefix('"') if words.count('"') == 1 else words
    inner = re.sub(r'"([^"]*)"', "« \\1 »", inner)
    return '"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"'
