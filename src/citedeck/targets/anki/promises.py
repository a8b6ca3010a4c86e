"""What was promised to learners: ids stay, kinds stay, decks stay; what differs from the last release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from citedeck.messages import diagnostics
from citedeck.model import (
    Compilation,
    Course,
    Diagnostic,
    NoteRecord,
    ResolvedItem,
    SpanRecord,
)
from citedeck.proof import edits
from citedeck.targets.anki import notes


def planned(compilation: Compilation, course: Course) -> list[NoteRecord]:
    """The notes that a release now would make, as the lock would remember them."""
    return [note.record for note in notes.plan(compilation, course)]


def differing(compilation: Compilation) -> Iterator[Diagnostic]:
    """For `build --locked`: every released item whose words differ from the lock."""
    if compilation.course is None:
        return
    for note in notes.plan(compilation, compilation.course):
        if note.guid in compilation.lock.notes and not note.is_released:
            yield diagnostics.make(
                "lock-changed",
                f"`{note.item}` differs from its last release",
                note.id.at,
                item=note.id,
                help=["release it: citedeck release VERSION", "or build without --locked"],
            )


def changed(compilation: Compilation) -> tuple[str, ...]:
    """The ids of the items that are not, or not provably, as they were last released.

    None before a first release. Items without cards are known again by their passages alone.
    """
    if compilation.course is None or not compilation.lock.version:
        return ()
    differing: dict[str, list[bool]] = defaultdict(list)
    for note in notes.plan(compilation, compilation.course):
        differing[note.id].append(not note.is_released)
    proven = {str(resolved.item.id): resolved for resolved in compilation.items}
    released = edits.lookup(compilation.lock)
    named = dict.fromkeys([*proven, *(found.item for found in compilation.diagnostics if found.item)])
    return tuple(
        name
        for name in named
        if name not in proven
        or (any(differing[name]) if name in differing else _quotes_anew(proven[name], compilation, released))
    )


def _quotes_anew(
    resolved: ResolvedItem, compilation: Compilation, released: Callable[[SpanRecord], SpanRecord | None]
) -> bool:
    return any(released(record) is None for record in edits.records(resolved, compilation.texts))


def broken_promises(compilation: Compilation) -> Iterator[Diagnostic]:
    """Ids that vanished, are reused or changed kind, and questions that change their deck.

    Only from version 1.0.0 on: before, nothing is public.
    """
    old = compilation.lock
    if compilation.course is None or compilation.broken or not old.is_public:
        return
    planned = {note.guid: note for note in notes.plan(compilation, compilation.course)}
    asked = {note.item: note for note in planned.values()}
    retired = {str(item.id) for item in compilation.retired}
    for guid, record in old.notes.items():
        if guid not in planned and record.item.partition(".")[0] not in retired:
            yield _vanished(record, asked.get(record.item), compilation)
    for resolved in compilation.items:
        if resolved.item.id in old.retired:
            yield _reused(resolved)
    moved: dict[tuple[str, str], list[notes.Note]] = defaultdict(list)
    for guid, note in planned.items():
        if guid in old.notes and old.notes[guid].deck != note.deck:
            moved[old.notes[guid].deck, note.deck].append(note)
    yield from (_moved(held, *names) for names, held in moved.items() if not _allows_move(held, compilation))


def _allows_move(held: Sequence[notes.Note], compilation: Compilation) -> bool:
    allowing = {str(r.item.id) for r in compilation.items if "deck-moved" in r.item.allow}
    return all(note.id in allowing for note in held)


def _vanished(record: NoteRecord, instead: notes.Note | None, compilation: Compilation) -> Diagnostic:
    if instead is not None:
        return diagnostics.make(
            "kind-changed",
            f"`{record.item}` was a {record.kind} and is now a {instead.note_type.kind}: Anki cannot follow",
            instead.id.at,
            item=instead.id,
            help=["retire this id, and write the new form under a new one"],
        )
    assert record.at is not None  # it was read from the lock
    item, _, row = record.item.partition(".")
    what = f"the row `{row}` of `{item}`" if row else f"`{item}`"
    return diagnostics.make(
        "id-vanished",
        f"{what} was released and is no longer there",
        record.at,
        item=item,
        help=[
            "bring it back",
            f'or keep its id: {{id: {item}, retired: "date, reason"}}'
            if not row
            else f"or retire `{item}` and write its rows under a new id",
        ],
    )


def _reused(resolved: ResolvedItem) -> Diagnostic:
    item = resolved.item
    return diagnostics.make(
        "id-reused",
        f"the id `{item.id}` was retired in an earlier release",
        item.id.at,
        item=item.id,
        help=["choose a new id: learners still have cards under this one"],
    )


def _moved(held: Sequence[notes.Note], old: str, new: str) -> Diagnostic:
    first, others = held[0], len(held) - 1
    more = f" and {others} more" if others else ""
    return diagnostics.make(
        "deck-moved",
        f"`{first.item}`{more}: from the deck « {old} » to « {new} »",
        first.id.at,
        item=first.id,
        help=["learners keep cards where they are; only new learners see the new deck"],
    )
