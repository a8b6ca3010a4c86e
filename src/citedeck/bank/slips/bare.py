"""Entries of a list that were written in shorthand, `- a: b` or `- a`, where each has keys of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citedeck.bank.nodes import MappingNode, Node, SequenceNode
from citedeck.bank.scalars import in_quotes
from citedeck.bank.shapes import ID, POINTS, Named, Report, Shape, Words
from citedeck.bank.slips import naming
from citedeck.messages.spelling import near
from citedeck.model import Text
from citedeck.text import folding

_LONGEST = 40
"""An id made of words has at most so many letters."""


def without(shape: Shape, entries: SequenceNode, report: Report, *, words_too: bool) -> Sequence[Node]:
    """The entries that have keys, after one complaint of all that have none of a shape's.

    Words alone are such an entry where they may not stand (`words_too`).
    """
    bare = [entry for entry in entries if _is_bare(shape, entry, words_too=words_too)]
    if not bare or not any(key.required for key in shape.keys.values()):
        return entries
    _complain(shape, bare, report)
    return [entry for entry in entries if not any(entry is other for other in bare)]


def _is_bare(shape: Shape, entry: Node, *, words_too: bool) -> bool:
    """Whether an entry is words, or one key that is the author's own with the words that go with it."""
    if isinstance(entry, Text):
        return words_too and bool(entry.strip())
    if not isinstance(entry, MappingNode) or len(entry) != 1 or entry.at.text[:1] == "{":
        return False
    ((name, value),) = entry.items()
    is_key = name in shape.keys or near(name.strip(), shape.keys) or naming.keys(name)
    return not is_key and isinstance(value, Text)


def _complain(shape: Shape, bare: Sequence[Node], report: Report) -> None:
    """One complaint of all that are written so, with the first as it is to be written."""
    first, others = bare[0], len(bare) - 1
    also = f"; {others} more are like it" if others > 1 else "; another is like it" if others else ""
    message = f"{shape.what} is written with its keys, and this has none{also}"
    report.complain(
        "shape-mapping", message, first.at, help=[f"write: - {{{', '.join(_written(shape, first))}}}"]
    )


def _written(shape: Shape, entry: Node) -> Iterator[str]:
    """The keys and values of an entry in full: its own words where they can go, … where some are needed."""
    words = [*next(iter(entry.items()))] if isinstance(entry, MappingNode) else [entry]
    wordy = sorted((name for name in shape.keys if isinstance(shape.keys[name].kind, Words)), key=_comes_late)
    places = dict(zip(wordy, words, strict=False))
    for name, key in shape.keys.items():
        if key.kind is ID:
            yield f"{name}: {folding.slug(str(words[0]), _LONGEST) or '…'}"
        elif key.kind is POINTS:
            yield f"{name}: 1"
        elif name in places:
            yield f"{name}: {in_quotes(str(places[name]))}"
        elif isinstance(key.kind, Named):
            yield f"{name}: {{…}}"
        elif key.required or name == "evidence":
            yield f'{name}: "…"'


def _comes_late(name: str) -> bool:
    """Whether a key takes the second of two words: `class`, before which a statement is written."""
    return name != "text"
