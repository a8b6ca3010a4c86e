"""What a new deck changes for those who study the old one, in their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from citedeck.languages import catalogue
from citedeck.languages.catalogue import typeset
from citedeck.model import Lock, NoteRecord
from citedeck.quick import dataclass
from citedeck.targets.anki import note_types
from citedeck.targets.anki.decks import root_of, sub_of
from citedeck.targets.anki.identity import Owner


@dataclass(frozen=True, slots=True)
class Changes:
    """Items, and rows of items, by what happens to them in a learner's collection.

    In words they are counted as learners do: the rows of an item are one question.
    """

    added: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """The deck above all others: what it was called, and is."""
    restyled: bool = False
    """Whether the templates of all cards changed."""

    def __bool__(self) -> bool:
        """Whether anything changes at all."""
        return any(
            (self.added, self.corrected, self.moved, self.retired, self.retyped, self.renamed, self.restyled)
        )


def between(old: Iterable[NoteRecord], new: Iterable[NoteRecord]) -> Changes:
    """What differs between two decks. Anki matches notes by GUID and takes the newer."""
    before = {record.guid: record for record in old}
    after = {record.guid: record for record in new}
    both = [(before[guid], record) for guid, record in after.items() if guid in before]
    kinds = {record.item: record.kind for record in before.values()}
    retyped = {record.item for record in after.values() if kinds.get(record.item, record.kind) != record.kind}
    return Changes(
        added=tuple(r.item for guid, r in after.items() if guid not in before and r.item not in retyped),
        corrected=tuple(now.item for then, now in both if now.modified > then.modified),
        moved=tuple(now.item for then, now in both if sub_of(now.deck) != sub_of(then.deck)),
        retired=tuple(r.item for guid, r in before.items() if guid not in after and r.item not in retyped),
        retyped=tuple(sorted(retyped)),
        renamed=tuple(sorted({(root_of(then.deck), root_of(now.deck)) for then, now in both} - _same(both))),
    )


def since(lock: Lock, new: Iterable[NoteRecord]) -> Changes:
    """What differs from the last release that a lock remembers."""
    restyled = bool(lock.version) and is_restyled(lock.templates, note_types.MODIFIED)
    return replace(between(lock.notes.values(), new), restyled=restyled)


def is_restyled(then: int, now: int) -> bool:
    """Whether templates of one time are newer than those of another; none is the time of the first."""
    return (now or note_types.OF_FIRST_LOCKS) > (then or note_types.OF_FIRST_LOCKS)


def _same(both: Iterable[tuple[NoteRecord, NoteRecord]]) -> set[tuple[str, str]]:
    """The names of decks that kept them."""
    return {(name, name) for then, _ in both for name in (root_of(then.deck),)}


def in_words(changes: Changes, language: str, owner: Owner) -> str:
    """The text of a release: what learners get, and a search that finds it in Anki's browser."""
    lines = list(_lines(changes, language, owner)) or [catalogue.of(language)["nothing_new"]]
    return "\n".join(typeset(line, language) for line in lines) + "\n"


def _lines(changes: Changes, language: str, owner: Owner) -> Iterator[str]:
    words = catalogue.of(language)
    for old, new in changes.renamed:
        yield words["change_renamed"].format(old, new)
    if changes.restyled:
        yield words["change_restyled"]
    for what in ("added", "corrected", "moved", "retired", "retyped"):
        items: tuple[str, ...] = getattr(changes, what)
        if items:
            single, several = words[f"change_{what}"].split(" | ")
            questions = len({item.partition(".")[0] for item in items})
            yield (single if questions == 1 else several).format(questions)
            if what != "added":
                yield from (f"  {search}" for search in owner.searches(items))
