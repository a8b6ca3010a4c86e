"""YAML events -> a tree whose every node knows its place.

Banks are written in a small, safe part of YAML: mappings, lists and words. Whatever else
YAML offers (anchors, aliases, tags, merge keys, several documents) is refused with its
place, and no scalar is ever anything but text.
"""

from __future__ import annotations

from collections.abc import Callable
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
from yaml.reader import ReaderError

from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Document, Label, Span, Text
from citedeck.quick import dataclass, pattern

# Two patterns, for one set that spans so much takes longer to make than a bank to read.
FORBIDDEN = (
    pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"),
    pattern("[\ufeff\ufffe\uffff]"),
)
"""Characters that cannot stand in a YAML file."""

MAX_DEPTH = 32

MAX_MISTAKES = 1000
"""A file with more mistakes than this is no bank with mistakes: the rest of it is not read."""

MAX_WORDS = 10_000
"""No value is longer (characters): comparing words takes its time."""


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


class Stop(Exception):  # noqa: N818 - a way out of a text, not an error
    """The end of what can be read of a text: what to say of it, and its place in that text."""

    def __init__(self, diagnostic: Diagnostic, start: int, end: int) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.start = start
        self.end = end
        self.complaints: list[Diagnostic] = []
        """What was refused before."""


class NotYaml(Exception):  # noqa: N818 - a way out of a text, too
    """A parser gave up: what it said, the places it named in the text, and what was refused before."""

    def __init__(self, error: MarkedYAMLError, complaints: list[Diagnostic]) -> None:
        super().__init__(str(error))
        self.problem = error.problem or ""
        self.context = error.context or ""
        problem_at, context_at = error.problem_mark, error.context_mark
        self.problem_at: int | None = problem_at.index if problem_at else None
        self.context_at: int | None = context_at.index if context_at else None
        self.complaints = complaints


class Unreadable(Exception):  # noqa: N818 - a way out of a text, too
    """A text has characters that no parser reads: FORBIDDEN ones."""


class EndlessMistakes(Stop):
    """So many mistakes that nothing more is read."""


Places = Callable[[int, int], tuple[int, int]]
"""Start and end of a part of the text that is read -> where that part stands in its file."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is known of some mistakes besides that they are refused."""

    repeated: Callable[[MappingNode, list[Text]], list[Diagnostic]]
    """A mapping and the keys that stand in it again -> what to say if it is no mapping at all."""
    on_feature: Callable[[Span], list[str]]
    """The place of something that YAML offers and nobody needs -> what to write instead."""


_NO_ADVICE = Advice(lambda mapping, twice: [], lambda at: [])


def parse(
    document: Document,
    text: str | None = None,
    places: Places | None = None,
    advice: Advice = _NO_ADVICE,
) -> tuple[MappingNode | None, list[Diagnostic]]:
    """The mapping a YAML file holds, and everything that was refused in it.

    Another text may be read for that of the file, with where its parts stand there. Raises NotYaml, Stop
    or Unreadable where a text cannot be read to its end.
    """
    builder = _Builder(document, document.text if text is None else text, places, advice)
    try:
        return builder.build()
    except MarkedYAMLError as error:
        raise NotYaml(error, builder.complaints) from error
    except ReaderError as error:
        raise Unreadable(str(error)) from error
    except Stop as stop:
        stop.complaints = builder.complaints
        raise


def stumble(text: str) -> NotYaml | None:
    """What a parser stumbles at in a text; None where it is YAML to its end."""
    parser = CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except MarkedYAMLError as error:
        return NotYaml(error, [])
    return None


def _nothing(at: Span) -> Refused:
    """What stands for something refused, where it stood."""
    refused = Refused("")
    refused.document, refused.start, refused.end = at.document, at.start, at.end
    return refused


class _Builder:
    """Walks the events of one text once."""

    def __init__(self, document: Document, text: str, places: Places | None, advice: Advice) -> None:
        self.document = document
        self.text = text
        self.places = places
        self.advice = advice
        self.complaints: list[Diagnostic] = []
        self.next: Callable[[], Any] = CParser(text).get_event

    def build(self) -> tuple[MappingNode | None, list[Diagnostic]]:
        if self._next_document() is None:
            return None, self.complaints
        root = self._node(self.next(), 0)
        if (second := self._next_document()) is not None:
            self._refuse_document(second)
        if isinstance(root, MappingNode):
            return root, self.complaints
        place = root.at
        if not isinstance(root, Refused):
            help_lines = ["write a line of its own above the list, at the very left: items:"]
            message = "the file is not a mapping of keys to values"
            listed = isinstance(root, SequenceNode)
            self._complain("shape-mapping", message, place, help=help_lines if listed else [])
        return None, self.complaints

    def _refuse_document(self, event: Any) -> None:
        """A line of dashes in the middle: the text ends there if the list of items goes on below it."""
        message = "a line `---` ends what is read of a file"
        start, end = event.start_mark.index, event.end_mark.index
        if not _GOES_ON.match(self.text, end):
            help_lines = ["delete this line, or put what follows in another file"]
            self._complain("yaml-document", message, self._span(event), help=help_lines)
            return
        refused = diagnostics.make("yaml-document", message, self._span(event), help=["delete this line"])
        raise Stop(refused, start, end)

    def _next_document(self) -> Any:
        """The event that starts a document; None at the end of the file."""
        event = self.next()
        while event is not None and type(event) is not DocumentStartEvent:
            event = self.next()
        return event

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._words(event)
        if depth >= MAX_DEPTH:
            raise self._too_deep(event)
        if kind is AliasEvent:
            return self._refuse(event, f"an alias (*{event.anchor})")
        if event.anchor is not None or event.tag is not None:
            self._refuse_features(event)
        return self._mapping(event, depth) if kind is MappingStartEvent else self._sequence(event, depth)

    def _words(self, event: Any) -> Text:
        words = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_features(event)
        if len(words) > MAX_WORDS or "\0" in words:
            return self._refused_words(event)
        text = Text(words)
        text.document = self.document
        text.start, text.end = event.start_mark.index, event.end_mark.index
        if self.places is not None:
            text.start, text.end = self.places(text.start, text.end)
        return text

    def _too_deep(self, event: Any) -> Stop:
        message = f"nested more than {MAX_DEPTH} levels deep"
        help_lines = ["put the words in quotes"]
        refused = diagnostics.make("yaml-depth", message, self._span(event), help=help_lines)
        return Stop(refused, event.start_mark.index, event.end_mark.index)

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
        following, depth = self.next, depth + 1
        while type(event := following()) is not MappingEndEvent:
            key = self._words(event) if type(event) is ScalarEvent else self._node(event, depth)
            event = following()
            value = self._words(event) if type(event) is ScalarEvent else self._node(event, depth)
            if type(key) is Text and key not in mapping and key != "<<":
                mapping[key] = value
            else:
                self._refuse_key(key, twice)
        mapping.at = self._span(start, event)
        return self._refuse_repeated(mapping, twice) if twice else mapping

    def _refuse_key(self, key: Node, twice: list[Text]) -> None:
        if isinstance(key, Refused):
            return
        if not isinstance(key, Text):
            self._complain("yaml-feature", "a key is a word, not a list or a mapping", key.at)
        elif key == "<<":
            self._complain("yaml-feature", "merge keys (<<) are not used here", key.at)
        else:
            twice.append(key)

    def _refuse_repeated(self, mapping: MappingNode, twice: list[Text]) -> MappingNode | Refused:
        """A complaint of each key that stood before, or what else is known of such keys."""
        refused = self.advice.repeated(mapping, twice)
        for diagnostic in refused:
            self._note(diagnostic)
        if refused:
            return _nothing(mapping.at)
        for key in twice:
            self._complain_twice(mapping, key)
        return mapping

    def _complain_twice(self, mapping: MappingNode, key: Text) -> None:
        message = f"the key `{key}` stands twice"
        first = next(name for name in mapping if name == key)
        related = [Label(first.at, "first here")]
        help_lines = ["keep one of them"]
        if key == "items":
            help_lines = ["delete this line, if the list above goes on below it", "or put it in another file"]
        self._complain("yaml-duplicate-key", message, key.at, related=related, help=help_lines)

    def _sequence(self, start: Any, depth: int) -> SequenceNode:
        sequence = SequenceNode()
        while type(event := self.next()) is not SequenceEndEvent:
            sequence.append(self._node(event, depth + 1))
        sequence.at = self._span(start, event)
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
        self._complain("yaml-feature", f"{what} is not used here", at, help=self.advice.on_feature(at))

    def _complain(self, code: str, message: str, at: Span, **details: Any) -> None:
        self._note(diagnostics.make(code, message, at, **details))

    def _note(self, diagnostic: Diagnostic) -> None:
        self.complaints.append(diagnostic)
        if len(self.complaints) >= MAX_MISTAKES:
            message = f"{MAX_MISTAKES} mistakes and no end: what follows was not read"
            last = diagnostics.make("yaml-syntax", message, diagnostic.label.span)
            raise EndlessMistakes(last, 0, len(self.text))

    def _start(self, event: Any) -> Span:
        """The first characters of an event: enough to point at where it is long."""
        return self._placed(event.start_mark.index, event.start_mark.index + 1)

    def _span(self, event: Any, last: Any = None) -> Span:
        """The place of an event, or of all down to another one."""
        return self._placed(event.start_mark.index, (last or event).end_mark.index)

    def _placed(self, start: int, end: int) -> Span:
        return Span(self.document, *(self.places(start, end) if self.places else (start, end)))


_GOES_ON = pattern(r"\s*- ")
