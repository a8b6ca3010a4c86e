"""YAML events -> a tree whose every node knows its place.

Banks are written in a small, safe part of YAML: mappings, lists and words. Whatever else
YAML offers (anchors, aliases, tags, merge keys, several documents) is refused with its
place, and no scalar is ever anything but text. After a mistake in one item of a list the
rest of the file is still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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

from citedeck.bank import outline
from citedeck.languages import catalogue
from citedeck.messages import diagnostics
from citedeck.model import LINE_END, Diagnostic, Document, Edit, Label, Span, Text

LEFT_OUT = frozenset(
    {"yaml-syntax", "yaml-dash", "yaml-tab", "yaml-depth", "yaml-document", "yaml-character"}
)
"""The codes of mistakes after which something of the file was not read."""

MAX_DEPTH = 32
MAX_RETRIES = 100
MAX_REREAD = 2**22
"""How much text (characters) is read over again to find what follows a mistake."""

MAX_PAGE = 6000
"""No longer part of a file (characters) is searched for what may mend it."""

MAX_FOUND = 1000
"""A file with more mistakes than this is no bank with mistakes: the rest of it is not read."""

MAX_WORDS = 10_000
"""No value is longer (characters): comparing words takes its time."""

# Two patterns, for one set that spans so much takes longer to make than a bank to read.
_UNPRINTABLE = (
    re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"),
    re.compile("[\ufeff\ufffe\uffff]"),
)
_ID = re.compile(r"\bid:[ \t]*[\"']?([a-z0-9-]+)")


class MappingNode(dict[Text, "Node"]):
    """Keys and values in the order of the file."""

    at: Span

    def find(self, key: str) -> Node | None:
        """The value under a key."""
        return self.get(key)  # type: ignore[call-overload, no-any-return]  # a Text is found by its words


class SequenceNode(list["Node"]):
    """A list of nodes."""

    at: Span


class Refused(Text):
    """Something that was refused already: nobody needs to complain of it again."""

    __slots__ = ()


Node = Text | MappingNode | SequenceNode


class _Refusal(Exception):  # noqa: N818 - a way out of a file, not an error
    """A file, or one item of it, that cannot be read any further; what to leave out to read on."""

    def __init__(self, diagnostic: Diagnostic, item: tuple[int, int] | None) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.item = item


def parse(document: Document, language: str = "") -> tuple[MappingNode | None, list[Diagnostic]]:
    """The mapping a YAML file holds, and everything that was refused in it.

    Nothing is returned where the file as a whole cannot be read. Items that cannot be read
    are left out, each with a diagnostic, in whose help quotes are those of the language.
    """
    text, found = _printable(document)
    text = _straight(document, text, found) if _CURLY.search(text) else text
    for _ in range(1 + min(MAX_RETRIES, MAX_REREAD // (len(text) + 1))):
        builder = _Builder(document, text, language)
        try:
            tree, more = builder.build()
        except _Refusal as refusal:
            if not _is_told(refusal.diagnostic, found):
                found.append(refusal.diagnostic)
            if len(builder.found) >= MAX_FOUND or refusal.item is None:
                return None, found + builder.found
            text = outline.blanked(text, *refusal.item)
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
            help=[_UNSEEN if m[0] == "\ufeff" else _ESCAPE],
        )
        for pattern in _UNPRINTABLE
        for m in islice(pattern.finditer(document.text), MAX_FOUND)
    ]
    text = document.text
    for pattern in _UNPRINTABLE:
        text = pattern.sub(" ", text)
    return text, found


_ESCAPE = "delete it, or write it as an escape inside double quotes"
_UNSEEN = "delete it: it cannot be seen, and no words need it"


def _is_told(refused: Diagnostic, found: list[Diagnostic]) -> bool:
    """Whether a mistake is that of a character that was taken for a blank, on the line of which it stands."""
    place = refused.label.span
    line = place.document.position(place.start)[0]
    told = (one.label.span for one in found if one.code == "yaml-character")
    return any(place.document.position(one.start)[0] == line for one in told)


def _straight(document: Document, text: str, found: list[Diagnostic]) -> str:
    """The text with straight quotes where most are curly, which is complained of once."""
    from citedeck.bank.slips import curly  # few files have any, and need not wait for it

    places = curly.values(text)
    if places:
        held = [Text.of(text[start:end], document, start, end) for start, end in places]
        edit, *also = (Edit(one, one[1:-1]) for one in held)
        message = "this file is written with curly quotes, which are letters to YAML"
        help_lines = ["`citedeck fix` makes them straight", 'or write " in the place of each of them']
        at = Span(document, held[0].start, held[0].start + 1)
        found.append(diagnostics.make("yaml-quote", message, at, help=help_lines, edit=edit, also=also))
    return curly.straight(text, places) if places else text


def _nothing(at: Span) -> Refused:
    """What stands for something refused, where it stood."""
    refused = Refused("")
    refused.document, refused.start, refused.end = at.document, at.start, at.end
    return refused


class _Builder:
    """Walks the events of one text once."""

    def __init__(self, document: Document, text: str, language: str) -> None:
        self.document = document
        self.text = text
        self.language = language
        self.found: list[Diagnostic] = []
        self.next: Callable[[], Any] = CParser(text).get_event

    def build(self) -> tuple[MappingNode | None, list[Diagnostic]]:
        try:
            return self._root()
        except MarkedYAMLError as error:
            raise _refused(self.document, self.text, error, self.language) from None

    def _root(self) -> tuple[MappingNode | None, list[Diagnostic]]:
        if self._next_document() is None:
            return None, self.found
        root = self._node(self.next(), 0)
        if (more := self._next_document()) is not None:
            self._refuse_document(more)
        if isinstance(root, MappingNode):
            return root, self.found
        place = root.at
        if not isinstance(root, Refused):
            help_lines = ["write a line of its own above the list, at the very left: items:"]
            message = "the file is not a mapping of keys to values"
            listed = isinstance(root, SequenceNode)
            self._complain("shape-mapping", message, place, help=help_lines if listed else [])
        return None, self.found

    def _refuse_document(self, more: Any) -> None:
        """A line of dashes in the middle: it is passed over where the list of items goes on below it."""
        at = self._span(more)
        message = "a line `---` ends what is read of a file"
        if not re.match(r"\s*- ", self.text[at.end :]):
            help_lines = ["delete this line, or put what follows in another file"]
            self._complain("yaml-document", message, at, help=help_lines)
            return
        found = diagnostics.make("yaml-document", message, at, help=["delete this line"])
        raise _Refusal(found, (at.start, at.end))

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
            message = f"nested more than {MAX_DEPTH} levels deep"
            place = event.start_mark.index, event.end_mark.index
            raise _refusal(
                self.document, self.text, "yaml-depth", message, place, ["put the words in quotes"]
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

    def _mapping(self, start: Any, depth: int) -> MappingNode | Refused:
        mapping = MappingNode()
        twice: list[Text] = []
        while type(event := self.next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self.next(), depth + 1)
            if type(key) is Text and key not in mapping and key != "<<":
                mapping[key] = value
            else:
                self._refuse_key(key, twice)
        mapping.at = Span(self.document, start.start_mark.index, event.end_mark.index)  # type: ignore[union-attr]  # libyaml marks every event
        return self._repeated(mapping, twice) if twice else mapping

    def _refuse_key(self, key: Node, twice: list[Text]) -> None:
        if isinstance(key, Refused):
            return
        if not isinstance(key, Text):
            self._complain("yaml-feature", "a key is a word, not a list or a mapping", key.at)
        elif key == "<<":
            self._complain("yaml-feature", "merge keys (<<) are not used here", key.at)
        else:
            twice.append(key)

    def _repeated(self, mapping: MappingNode, twice: list[Text]) -> MappingNode | Refused:
        """A complaint of each key that stood before; of a first one alone where all begins anew with it."""
        first = next(iter(mapping))
        begun = [key for key in twice if key == first]
        if twice[0] != first or len(twice) == len(begun) or not self._is_dashed(first):
            for key in twice:
                self._complain_twice(mapping, key)
            return mapping
        for key in begun:
            self._complain_dash(first, key)
        return _nothing(mapping.at)

    def _is_dashed(self, key: Text) -> bool:
        """Whether a dash begins the line of a key, or an `id` wants one."""
        number, column = self.document.position(key.start)
        return key == "id" or "-" in self.document.line(number)[: column - 1]

    def _complain_twice(self, mapping: MappingNode, key: Text) -> None:
        message = f"the key `{key}` stands twice"
        known = next(known for known in mapping if known == key)
        related = [Label(known.at, "first here")]
        help_lines = ["keep one of them"]
        if key == "items":
            help_lines = ["delete this line, if the list above goes on below it", "or put it in another file"]
        self._complain("yaml-duplicate-key", message, key.at, related=related, help=help_lines)

    def _complain_dash(self, first: Text, key: Text) -> None:
        what = "question" if key == "id" else "entry of the list"
        number, column = self.document.position(key.start)
        line = self.document.line(number)[column - 1 :]
        above, indent = self.document.position(first.start)
        dashed = "-" in self.document.line(above)[: indent - 1]
        where = f"where the one of line {above} stands" if dashed else "and one on the other lines with `id`"
        message = f"a new {what} begins with `- {key}:`"
        self._complain("yaml-dash", message, key.at, help=[f"write a dash before it, {where}: - {line}"])

    def _sequence(self, start: Any, depth: int) -> SequenceNode:
        sequence = SequenceNode()
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
        return _nothing(self._span(event))

    def _feature(self, event: Any, what: str) -> None:
        at = self._span(event)
        help_lines = ["write the words out; words that start with & * or ! stand in double quotes"]
        number, column = self.document.position(at.start)
        line = self.document.line(number)
        value, key = line[column - 1 :], line[: column - 1].strip()
        if key.endswith(":") and (begun := _PROPERTY.match(value)) is not None:
            help_lines = [f"delete `{begun[0].strip()}`"]
        elif key.endswith(":") and type(event) is not AliasEvent:
            help_lines = [f"put the words in quotes: {key} {quoted(value.strip())}"]
        self._complain("yaml-feature", f"{what} is not used here", at, help=help_lines)

    def _complain(self, code: str, message: str, at: Span, **more: Any) -> None:
        self.found.append(diagnostics.make(code, message, at, **more))
        if len(self.found) >= MAX_FOUND:
            message = f"{MAX_FOUND} mistakes and no end: what follows was not read"
            raise _Refusal(diagnostics.make("yaml-syntax", message, at), None)

    def _start(self, event: Any) -> Span:
        """The first characters of an event: enough to point at where it is long."""
        return Span(self.document, event.start_mark.index, event.start_mark.index + 1)

    def _span(self, event: Any) -> Span:
        return Span(self.document, event.start_mark.index, event.end_mark.index)


def _refused(document: Document, text: str, error: Any, language: str) -> _Refusal:
    """A parser's complaint, at the place to mend, with the line that mends it."""
    from citedeck.bank import slips  # most files have no mistake, and need not wait for it

    marks = (error.problem_mark or error.context_mark), (error.context_mark or error.problem_mark)
    problem, context = (mark.index if mark else 0 for mark in marks)
    if dots := _DOTS.search(text, 0, problem):
        return _ended(document, dots.span())
    first, last = outline.page(text, problem, context, error.context or "")
    line = 1 + len(LINE_END.findall(text, 0, first))
    page = text[first:last]
    slip = slips.found(page, line, _marks(document, language), _reach) if len(page) <= MAX_PAGE else None
    if slip is None:
        at = min(_reached(text, error), max(len(text) - 1, 0))
        message = _IN_PLAIN_WORDS.get(error.problem, f"not YAML: {error.problem or error.context}")
        return _refusal(document, text, "yaml-syntax", message, (at, at + 1), [_LOOK])
    place = first + slip.start, first + slip.end
    return _refusal(document, text, slip.code, slip.message, place, slip.help, begins=slip.begins)


def _ended(document: Document, place: tuple[int, int]) -> _Refusal:
    """A line of three dots in the middle, which is passed over."""
    message = "a line `...` ends what is read of a file"
    found = diagnostics.make("yaml-document", message, Span(document, *place), help=["delete this line"])
    return _Refusal(found, place)


def _refusal(
    document: Document,
    text: str,
    code: str,
    message: str,
    place: tuple[int, int],
    help_lines: Iterable[str],
    *,
    begins: bool = False,
) -> _Refusal:
    """A diagnostic of the item that holds a place, which is left out; or of what begins there."""
    start, end = place
    item = outline.item_from(text, start) if begins else outline.item_around(text, start)
    named = _ID.search(text, *item) if item else None
    span = Span(document, start, min(end, len(text)))
    name = named[1] if named else ""
    return _Refusal(diagnostics.make(code, message, span, item=name, help=help_lines), item)


def _marks(document: Document, language: str) -> str:
    """How words in quotes are written inside others, in a language or that of the file."""
    own = _LANGUAGE.search(document.text) if not language else None
    tag = own[1] if own else language
    return catalogue.catalogue(tag)["quoted"] if catalogue.has(tag) else r"\"{0}\""


def _reach(text: str) -> int:
    """How far a text is YAML."""
    parser = CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except MarkedYAMLError as error:
        return _reached(text, error)
    return len(text)


def _reached(text: str, error: Any) -> int:
    """Where a parser stumbled: over a key without a colon, and what is never closed, at its start."""
    marks = [mark.index for mark in (error.problem_mark, error.context_mark) if mark]
    simple = error.context == "while scanning a simple key"
    return int(marks[-1] if simple or marks[:1] >= [len(text)] else marks[0]) if marks else 0


_CURLY = re.compile("[-:] +[“”„]")
_DOTS = re.compile(r"^\.\.\.(?=\s)", re.MULTILINE)
_PROPERTY = re.compile(r"[&!]\S*\s+(?=[\"'])")
_LANGUAGE = re.compile(r"^\s*language:\s*[\"']?([a-z]{2,3})", re.MULTILINE)
_LOOK = "compare this line with those above: its blanks, its quotes and brackets, the blank after its colon"

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


def line_from(node: Node) -> str:
    """A line from where a node starts on."""
    number, column = node.at.document.position(node.at.start)
    return node.at.document.line(number)[column - 1 :]


def quoted(words: str) -> str:
    """Words as a double-quoted scalar; quotes around a part of them become « »."""
    inner = words.removeprefix('"') if words.count('"') == 1 else words
    inner = re.sub(r'"([^"]*)"', "« \\1 »", inner)
    return '"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"'
