"""What was promised to learners: ids stay, kinds stay, decks stay; what differs from the last release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from citedeck.messages import diagnostics
from citedeck.model import (
    Compilation,
    Course,
    Diagnostic,
    NoteRecord,
    ResolvedItem,
    SpanRecord,
    Text,
)
from citedeck.proof import edits
from citedeck.targets.anki import decks, notes


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
    differs: dict[str, bool] = {}
    for note in notes.plan(compilation, compilation.course):
        differs[note.id] = differs.get(note.id, False) or not note.is_released
    released = edits.lookup(compilation.lock)
    ids = []
    for resolved in compilation.items:
        name = str(resolved.item.id)
        if differs[name] if name in differs else _quotes_anew(resolved, compilation, released):
            ids.append(name)
    proven = {resolved.item.id for resolved in compilation.items}
    ids += [d.item for d in compilation.diagnostics if d.item and d.item not in proven]
    return tuple(dict.fromkeys(ids))


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
    by_id = {note.item: note for note in notes.plan(compilation, compilation.course)}
    there = kept(compilation, compilation.course)
    for guid, record in old.notes.items():
        if guid not in there:
            yield _vanished(record, by_id.get(record.item))
    yield from broken_apart(compilation, compilation.course)


def kept(compilation: Compilation, course: Course) -> set[str]:
    """The GUIDs of released notes that are still there, or whose item is retired."""
    retired = {str(item.id) for item in compilation.retired}
    planned_now = {note.guid for note in notes.plan(compilation, course)}
    released = compilation.lock.notes.items()
    return {guid for guid, r in released if guid in planned_now or r.item.partition(".")[0] in retired}


def broken_apart(compilation: Compilation, course: Course) -> Iterator[Diagnostic]:
    """What of it is said of the banks of a course one by one as of all: of ids reused, and of decks."""
    for resolved in compilation.items:
        if resolved.item.id in compilation.lock.retired:
            yield _reused(resolved)
    yield from _renamed(compilation, course)
    yield from _moves(notes.plan(compilation, course), compilation)


def _renamed(compilation: Compilation, course: Course) -> Iterator[Diagnostic]:
    """A `deck:` that is not the released one: Anki takes it for another deck."""
    old = next((decks.root_of(record.deck) for record in compilation.lock.notes.values()), "")
    new = decks.root_name(course, compilation.lock.decks.values())
    if old and new != old and isinstance(course.deck, Text) and course.deck is not course.title:
        yield diagnostics.make(
            "deck-renamed",
            f"the deck « {old} » is « {new} » now: learners keep theirs, and get the new one beside it",
            course.deck.at,
            help=[f'keep its name: deck: "{old}"', "or tell learners to rename theirs before they update"],
        )


def unkeyed(compilation: Compilation) -> Iterator[Diagnostic]:
    """Before the first release: that another course may have the same id, and replace these cards."""
    course = compilation.course
    if course is not None and not course.key and not compilation.lock.version:
        yield diagnostics.make(
            "course-unkeyed",
            f"the course has no key: the deck of any other course `{course.id}` would replace its cards",
            course.id.at if isinstance(course.id, Text) else course.at,
            help=["draw one before the first release, and for every copy: citedeck fork"],
        )


def _moves(planned_notes: Iterable[notes.Note], compilation: Compilation) -> Iterator[Diagnostic]:
    """Questions that change their deck, one complaint for each pair of decks."""
    old = compilation.lock.notes
    moved: dict[tuple[str, str], list[notes.Note]] = defaultdict(list)
    for note in planned_notes:
        if note.guid in old and decks.sub_of(old[note.guid].deck) != decks.sub_of(note.deck):
            moved[old[note.guid].deck, note.deck].append(note)
    allowing = {str(r.item.id) for r in compilation.items if "deck-moved" in r.item.allow}
    for (old_deck, new_deck), moving in moved.items():
        if any(note.id not in allowing for note in moving):
            yield _moved(moving, old_deck, new_deck)


def _vanished(record: NoteRecord, instead: notes.Note | None) -> Diagnostic:
    """What became of a released note: another kind `instead`, or nothing."""
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
    what, otherwise = f"`{item}`", f'or keep its id: {{id: {item}, retired: "date, reason"}}'
    if row:
        what = f"the row `{row}` of `{item}`"
        otherwise = f"or retire `{item}` and write its rows under a new id"
    message = f"{what} was released and is no longer there"
    return diagnostics.make("id-vanished", message, record.at, item=item, help=["bring it back", otherwise])


def _reused(resolved: ResolvedItem) -> Diagnostic:
    item = resolved.item
    return diagnostics.make(
        "id-reused",
        f"the id `{item.id}` was retired in an earlier release",
        item.id.at,
        item=item.id,
        help=["choose a new id: learners still have cards under this one"],
    )


def _moved(moving: Sequence[notes.Note], old: str, new: str) -> Diagnostic:
    first, others = moving[0], len(moving) - 1
    and_others = f" and {others} more" if others else ""
    return diagnostics.make(
        "deck-moved",
        f"`{first.item}`{and_others}: from the deck « {old} » to « {new} »",
        first.id.at,
        item=first.id,
        help=["learners keep cards where they are; only new learners see the new deck"],
    )
