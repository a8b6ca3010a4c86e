"""All that becomes of one item: its cards, its place on a sheet, its part of the key."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.languages import catalogue
from citedeck.model import Compilation, Course, Diagnostic, Entry, ResolvedItem, Sheet, Text, Worksheet
from citedeck.quick import dataclass
from citedeck.sheets import layout
from citedeck.targets.anki import cards, notes
from citedeck.targets.paper import key, worksheet


@dataclass(frozen=True, slots=True)
class Section:
    """One thing an item becomes: what it is called, and its HTML."""

    title: str
    html: str


def names(compilation: Compilation, course: Course) -> list[str]:
    """Every name `show` can be asked for: items, rows that are cards, items that cannot be compiled."""
    ids = [str(resolved.item.id) for resolved in compilation.items]
    ids += [str(item.id) for item in compilation.retired]
    ids += [diagnostic.item for diagnostic in compilation.diagnostics if diagnostic.item]
    rows = [note.item for note in notes.plan(compilation, course)]
    return list(dict.fromkeys([*ids, *rows]))


def findings(compilation: Compilation, name: str) -> list[Diagnostic]:
    """Everything there is to say of the item that is, or has, this name."""
    item = name.partition(".")[0]
    return [diagnostic for diagnostic in compilation.diagnostics if diagnostic.item == item]


def item(compilation: Compilation, name: str) -> ResolvedItem | None:
    """The proven item that is, or has, this name."""
    wanted = name.partition(".")[0]
    return next((resolved for resolved in compilation.items if resolved.item.id == wanted), None)


def parts(compilation: Compilation, course: Course, resolved: ResolvedItem, name: str) -> Iterator[Section]:
    """The cards of an item, or of the one row that is named; then its sheet and its key."""
    yield from _cards(compilation, course, name)
    if resolved.item.only == "deck":
        return
    standing = next(places(compilation, resolved), None)
    sheet, entry = standing or _alone(course, resolved)
    title = f"sheet {sheet.worksheet.id}, version {sheet.version}" if standing else "on a sheet of its own"
    yield Section(title, worksheet.fragment(entry, compilation, course))
    yield Section("key", key.fragment(entry, compilation, course))


def places(compilation: Compilation, resolved: ResolvedItem) -> Iterator[tuple[Sheet, Entry]]:
    """Where an item stands on the ready sheets of its course."""
    for sheet in compilation.sheets:
        for entry in sheet.entries:
            if entry.resolved is resolved:
                yield sheet, entry


def _cards(compilation: Compilation, course: Course, name: str) -> Iterator[Section]:
    for note in notes.plan(compilation, course):
        if name not in (note.item, note.id):
            continue
        for ordinal in note.cards:
            which = f" {note.item}" if note.item != note.id else ""
            gap = f", gap {ordinal + 1}" if len(note.cards) > 1 else ""
            yield Section(f"card{which}{gap}: front", cards.side(note, "front", ordinal))
            yield Section(f"card{which}{gap}: back", cards.side(note, "back", ordinal))


def _alone(course: Course, resolved: ResolvedItem) -> tuple[Sheet, Entry]:
    """A sheet of one item, for an item that no ready sheet holds."""
    title = Text(catalogue.of(course.language)["sheet"])
    own = Worksheet(id=resolved.item.id, title=title, items=(resolved.item.id,))
    (sheet,) = layout.versions(course, own, [resolved])
    return sheet, sheet.entries[0]
