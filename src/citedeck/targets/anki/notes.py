"""Proven items -> notes: whose cards they are, what their fields say, when they last changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Protocol, TypeVar

from citedeck.bank.forms.true_false import verdicts
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Lock, NoteRecord, Passage, Proof, ResolvedItem, Text
from citedeck.quick import dataclass
from citedeck.targets.anki import asked, decks, digests, kinds
from citedeck.targets.anki.asked import Asked
from citedeck.targets.anki.digests import Shown
from citedeck.targets.anki.identity import Owner
from citedeck.targets.anki.note_types import FIELD_END, NoteType

if TYPE_CHECKING:
    from citedeck.targets.anki.values import Writer


class Planned(Protocol):
    """A note as the order of study knows it."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as a note has them
    @property
    def deck(self) -> str: ...  # noqa: D102
    @property
    def cards(self) -> Sequence[int]: ...  # noqa: D102


Placed = TypeVar("Placed", bound=Planned)


@dataclass(frozen=True, eq=False)
class Note:
    """A note to be written: whose cards it is, and what it shows, told once somebody asks."""

    guid: str
    item: str
    """The id of the item, and row, it asks."""
    id: Text = field(repr=False)
    """The id of its item, where the bank has it."""
    note_type: NoteType
    tags: tuple[str, ...]
    deck: str
    cards: tuple[int, ...]
    """The ordinals of the cards it makes."""
    shown: Shown = field(repr=False)

    @property
    def values(self) -> Mapping[str, str]:
        """Its fields by name, in their order, written anew each time: all of them are most of a deck."""
        return dict(zip(self.note_type.fields, self._words(), strict=True))

    @property
    def fields(self) -> str:
        """Its fields, in their order, as Anki keeps them."""
        return FIELD_END.join(self._words())

    def _words(self) -> Iterator[str]:
        written = _writer(self.shown.compilation).values(self.shown, self.item)
        return map(written.get, self.note_type.fields, repeat(""))

    @cached_property
    def digest(self) -> str:
        """The digest of what it shows."""
        return digests.digest(self.shown)

    @cached_property
    def is_released(self) -> bool:
        """Whether the last release has it, with the same words."""
        released = self._lock.notes.get(self.guid)
        if released is None or released.digest == self.digest:
            return released is not None
        return digests.agrees(released.digest, self.shown)

    @property
    def modified(self) -> int:
        """When its words last changed."""
        return self._lock.notes[self.guid].modified if self.is_released else self.shown.compilation.clock

    @property
    def record(self) -> NoteRecord:
        """What the lock is to remember of it."""
        return NoteRecord(self.guid, self.item, self.note_type.kind, self.deck, self.digest, self.modified)

    @property
    def _lock(self) -> Lock:
        return self.shown.compilation.lock


@lru_cache(maxsize=1)
def _writer(compilation: Compilation) -> Writer:
    """What writes the fields of the notes of a compilation; most of what plans notes never asks for it."""
    from citedeck.targets.anki.values import Writer

    assert compilation.course is not None  # it has notes
    return Writer(compilation, compilation.course)


@lru_cache(maxsize=1)
def plan(compilation: Compilation, course: Course) -> tuple[Note, ...]:
    """The notes of every item that has cards, in the order of study."""
    return arranged(by_item(compilation, course, verdicts(compilation.items)))


def by_item(compilation: Compilation, course: Course, judged: tuple[str, ...]) -> Iterator[list[Note]]:
    """The notes of each item that has cards, in the order of the banks.

    `judged` are the verdicts that a statement of the course may have.
    """
    planner = _Planner(compilation, course)
    setting = asked.Setting(course, judged)
    for resolved in progress.through("making cards", compilation.items):
        if rows := [planner.note(resolved, one) for one in asked.of(resolved, setting)]:
            yield rows


def arranged(items: Iterable[Sequence[Placed]]) -> tuple[Placed, ...]:
    """The notes of items in the order of study.

    That is the order of the banks, deck by deck, with the rows of one item spread over their
    deck: side by side they would answer each other.
    """
    by_deck: dict[str, list[Sequence[Placed]]] = defaultdict(list)
    for rows in items:
        by_deck[rows[0].deck].append(rows)
    return tuple(note for name in sorted(by_deck) for note in spread(by_deck[name]))


def counts(planned: Sequence[Placed]) -> tuple[int, int]:
    """How many items, which learners call questions, and how many cards some notes are of."""
    return len({note.id for note in planned}), sum(len(note.cards) for note in planned)


def spread(items: Sequence[Sequence[Placed]]) -> list[Placed]:
    """Notes in order, the rows of each item as far apart as the deck allows."""
    if all(len(rows) == 1 for rows in items):
        return [rows[0] for rows in items]
    places = [
        ((number + row * len(items) / len(rows)) % len(items), row, number, note)
        for number, rows in enumerate(items)
        for row, note in enumerate(rows)
    ]
    order = [(number, note) for _, _, number, note in sorted(places, key=lambda place: place[:3])]
    for _ in range(2):
        _part(order)
        order.reverse()
    return [note for _, note in order]


def _part(order: list[tuple[int, Placed]]) -> None:
    """Put a note of another item, the next there is, between two of one."""
    for at in range(1, len(order)):
        number = order[at][0]
        if number == order[at - 1][0]:
            other = next((later for later in range(at + 1, len(order)) if order[later][0] != number), None)
            if other is None:
                return
            order.insert(at, order.pop(other))


class _Planner:
    """Plans notes over one compilation."""

    def __init__(self, compilation: Compilation, course: Course) -> None:
        self.compilation = compilation
        self.course = course
        self.owner = Owner(course.id, course.key)
        self.decks = decks.names(compilation, course)

    def note(self, resolved: ResolvedItem, one: Asked) -> Note:
        item = resolved.item
        note_type = kinds.note_type(item)
        name = f"{item.id}.{one.row}" if one.row else str(item.id)
        return Note(
            guid=self.owner.guid(name, note_type.kind),
            item=name,
            id=item.id,
            note_type=note_type,
            tags=self._tags(resolved),
            deck=self.decks[decks.place(resolved)],
            cards=kinds.ordinals(item),
            shown=Shown(resolved, one, _passages(one.proofs), self.compilation),
        )

    def _tags(self, resolved: ResolvedItem) -> tuple[str, ...]:
        item = resolved.item
        source = item.sources[0] if len(item.sources) == 1 else None
        is_sensitive = item.sensitive is not None
        ours = _tags(self.course.id, item.form, item.category, item.level, source, is_sensitive)
        return tuple(sorted({*ours, *map(str, item.tags)})) if item.tags else ours


def _passages(proofs: Iterable[Proof]) -> list[Passage]:
    """The passages of some proofs, each once."""
    found = [passage for proof in proofs for passage in proof.passages]
    return found if len(found) == 1 else list(dict.fromkeys(found))


@lru_cache(maxsize=2**10)  # a few for a whole course
def _tags(
    course: str, form: str, category: str | None, level: str | None, source: str | None, sensitive: bool
) -> tuple[str, ...]:
    """What learners search for: form, category, level, source."""
    named = {"form": form, "category": category, "level": level, "source": source}
    tags = [f"{course}::{kind}::{name}" for kind, name in named.items() if name]
    return tuple(sorted([*tags, *([f"{course}::sensitive"] if sensitive else [])]))
