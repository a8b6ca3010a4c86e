"""Which items a worksheet holds, in which order, and what they are worth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from citedeck import diagnostics, shuffle
from citedeck.model import (
    Choice,
    Cloze,
    Course,
    Diagnostic,
    Entry,
    Item,
    ResolvedItem,
    Sheet,
    TrueFalse,
    Worksheet,
)
from citedeck.shapes import respelt


def worth(item: Item) -> int:
    """The points of an item: the author's, or one for each thing a pupil does."""
    if item.points is not None:
        return int(item.points)
    if isinstance(item, TrueFalse):
        return 2 if item.justify and item.answer != "not-said" else 1
    if isinstance(item, Cloze):
        return len(item.blanks)
    if isinstance(item, Choice):
        return sum(option.right for option in item.options)
    return 1


def find(
    course: Course, items: Iterable[ResolvedItem], known: Mapping[str, Item]
) -> tuple[list[Sheet], list[Diagnostic]]:
    """The course's worksheets with their items; `known` are all ids that loaded, proven or not."""
    proven = {str(resolved.item.id): resolved for resolved in items}
    sheets: list[Sheet] = []
    found: list[Diagnostic] = []
    for worksheet in course.worksheets:
        found += _unknown(worksheet, known)
        held = [proven[name] for name in worksheet.items if name in proven]
        if len(held) == len(worksheet.items):
            found += _total(worksheet, held)
        sheets += [lay_out(course, worksheet, held, version) for version in worksheet.versions]
    return sheets, found


def lay_out(course: Course, worksheet: Worksheet, held: Sequence[ResolvedItem], version: str) -> Sheet:
    """One version of a worksheet: numbered items, the order of options, the sheet's code."""
    entries = tuple(
        Entry(
            number,
            code(course, resolved.item),
            worth(resolved.item),
            resolved,
            _order(resolved.item, worksheet, version),
        )
        for number, resolved in enumerate(held, 1)
    )
    seen = "\n".join(words for entry in entries for words in (entry.resolved.item.id, *shown(entry)))
    mark = hashlib.sha256(f"{course.id}\n{worksheet.id}\n{seen}".encode()).hexdigest()[:4].upper()
    return Sheet(worksheet, version, f"{mark}-{version}", entries)


def shown(entry: Entry) -> list[str]:
    """The options of an item in the order of its sheet."""
    item = entry.resolved.item
    return [item.options[index].text for index in entry.order] if isinstance(item, Choice) else []


def code(course: Course, item: Item) -> str:
    """Four neutral characters for an item: an id may give its answer away."""
    digest = hashlib.sha256(f"{course.id}/{item.id}".encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4])


_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def _order(item: Item, worksheet: Worksheet, version: str) -> tuple[int, ...]:
    if not isinstance(item, Choice):
        return ()
    words = [option.text for option in item.options]
    return shuffle.order(words, f"{worksheet.id}/{version}/{item.id}")


def _unknown(worksheet: Worksheet, known: Mapping[str, Item]) -> Iterable[Diagnostic]:
    for name in worksheet.items:
        item = known.get(name)
        if item is not None and item.retired is None:
            continue
        state = f"there is no item `{name}`" if item is None else f"the item `{name}` is retired"
        more = respelt(name, known) if item is None else {}
        yield diagnostics.make("item-unknown", f"{state} for `{worksheet.id}`", name.at, **more)


def _total(worksheet: Worksheet, held: Iterable[ResolvedItem]) -> Iterable[Diagnostic]:
    points = sum(worth(resolved.item) for resolved in held)
    if worksheet.total is not None and points != int(worksheet.total):
        yield diagnostics.make(
            "worksheet-total",
            f"the points of `{worksheet.id}` add up to {points}, not {worksheet.total}",
            worksheet.total.at,
            help=[f"write `total: {points}`, or change `points` of its items"],
        )
