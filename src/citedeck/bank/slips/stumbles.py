"""Where a YAML parser gave up, in plain words, and how far a text is YAML."""

from __future__ import annotations

from citedeck.bank import nodes
from citedeck.bank.nodes import NotYaml, Places
from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Document, Span
from citedeck.quick import dataclass

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


@dataclass(frozen=True, slots=True)
class Stumble:
    """What a parser stumbled at, by places in the text that it read."""

    diagnostic: Diagnostic
    start: int
    """The place to mend."""
    stumbled: int
    """Where it gave up, and below where that began of which `what` says what it is."""
    began: int
    what: str


def at(reason: NotYaml, document: Document, text: str, places: Places) -> Stumble:
    """What a parser says of a text that is read for a file, at the place to mend."""
    start = min(_reached(text, reason), max(len(text) - 1, 0))
    message = _IN_PLAIN_WORDS.get(reason.problem, f"not YAML: {reason.problem or reason.context}")
    place = Span(document, *places(start, min(start + 1, len(text))))
    complaint = diagnostics.make("yaml-syntax", message, place, help=[_LOOK])
    marks = [mark for mark in (reason.problem_at, reason.context_at) if mark is not None] or [0]
    return Stumble(complaint, start, stumbled=marks[0], began=marks[-1], what=reason.context)


def reach(text: str) -> int:
    """How far a text is YAML."""
    reason = nodes.stumble(text)
    return len(text) if reason is None else _reached(text, reason)


def _reached(text: str, reason: NotYaml) -> int:
    """Where a parser stumbled: over a key without a colon, and what is never closed, at its start."""
    marks = [mark for mark in (reason.problem_at, reason.context_at) if mark is not None]
    is_simple = reason.context == "while scanning a simple key"
    return (marks[-1] if is_simple or marks[:1] >= [len(text)] else marks[0]) if marks else 0
