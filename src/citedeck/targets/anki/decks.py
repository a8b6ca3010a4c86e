"""What the decks are called, and which of them a question is in: a name that learners have is kept.

Anki knows a deck by its name. What was released wins over the order of study: a new text takes the next free
number, and a corrected label or title renames nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Lock, ResolvedItem

COMPARISON, SENSITIVE = "comparison", "sensitive"
LAST = {COMPARISON: "A", SENSITIVE: "B"}
"""What these are named with, after all numbers, in this order in every language."""

_GONE = "once"
"""The place of a deck that nothing is written to any more: its number is not free."""

_SEPARATOR = "::"
_NUMBER = re.compile(r"\d+(?= )")


def place(resolved: ResolvedItem) -> str:
    """Which deck an item is in, whatever that is called: of its text, of comparisons, of sensitive ones."""
    if resolved.item.sensitive is not None:
        return SENSITIVE
    return COMPARISON if len(resolved.sources) > 1 else _place_of(resolved.sources[0].id)


def _place_of(source: str) -> str:
    return f"source {source}"


def root_of(deck: str) -> str:
    """The deck that a sub-deck is below."""
    return deck.rpartition(_SEPARATOR)[0]


def sub_of(deck: str) -> str:
    """A sub-deck's own name."""
    return deck.rpartition(_SEPARATOR)[2]


def root_name(course: Course, released: Iterable[str] = ()) -> str:
    """The name of the deck above all others.

    As `deck:` writes it, with the decks above it; else as it was released, else the title, whose words
    are words and part no decks.
    """
    if course.deck is not course.title:
        return _SEPARATOR.join(part.strip() for part in course.deck.split(_SEPARATOR) if part.strip())
    return next(map(root_of, released), _plain(course.title))


def names(compilation: Compilation, course: Course) -> dict[str, str]:
    """The decks by their place: those released, with the names they have, then the new ones."""
    released = _released(compilation)
    root = root_name(course, released.values())
    kept = {at: f"{root}{_SEPARATOR}{sub_of(deck)}" for at, deck in released.items()}
    return {**kept, **dict(_new(course, root, kept))}


def _new(course: Course, root: str, kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The decks that have no name yet: texts by the next numbers, then comparison and sensitive items."""
    strings = catalogue.of(course.language)
    numbers = [match[0] for deck in kept.values() if (match := _NUMBER.match(sub_of(deck)))]
    width = max(map(len, numbers), default=2 if course.key else len(str(len(course.sources))))
    number = max(map(int, numbers), default=0)
    for source in course.sources.values():
        if (at := _place_of(source.id)) not in kept:
            number += 1
            yield at, f"{root}{_SEPARATOR}{number:0{width}} {_plain(sentence(source.label))}"
    for at, letter in LAST.items():
        if at not in kept:
            yield at, f"{root}{_SEPARATOR}{letter} {_plain(strings[at])}"


def _released(compilation: Compilation) -> dict[str, str]:
    """The names that learners have, by place: as the lock has them, or as the notes of an older one have."""
    lock = compilation.lock
    if not lock.version:
        return {}
    return dict(lock.decks) or _of_notes(compilation, lock)


def _of_notes(compilation: Compilation, lock: Lock) -> dict[str, str]:
    """The names that released notes are in: a deck is a place's by its name, else by most notes."""
    in_deck = defaultdict(list)
    for record in lock.notes.values():
        in_deck[record.deck].append(record.item.partition(".")[0])
    labels = _labels(compilation)
    named = ((labels.get(_NUMBER.sub("", sub_of(deck)).strip()), deck) for deck in sorted(in_deck))
    placed = {at: deck for at, deck in named if at is not None}
    places = {str(resolved.item.id): place(resolved) for resolved in compilation.items}
    for deck in sorted(set(in_deck) - set(placed.values())):
        counted = Counter(places[item] for item in in_deck[deck] if item in places)
        free = [at for at, _ in counted.most_common() if at not in placed]
        placed[free[0] if free else f"{_GONE} {deck}"] = deck
    return placed


def _labels(compilation: Compilation) -> dict[str, str]:
    """The places by what their decks would be called."""
    assert compilation.course is not None  # its notes were planned
    strings = catalogue.of(compilation.course.language)
    named = {_plain(sentence(s.label)): _place_of(s.id) for s in compilation.course.sources.values()}
    return {**named, **{_plain(strings[at]): at for at in LAST}}


def _plain(words: str) -> str:
    return words.replace(_SEPARATOR, ":")
