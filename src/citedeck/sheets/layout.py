"""Worksheets laid out: their items, in every version, under a code that sheet and key share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from citedeck.model import Course, Entry, Extract, Item, Line, Numbered, ResolvedItem, Sheet, Worksheet
from citedeck.sheets import orders
from citedeck.sheets.points import worth


def ready(course: Course, items: Iterable[ResolvedItem]) -> list[Sheet]:
    """The course's worksheets, every version of each, with those of their items that are proven."""
    proven = {str(resolved.item.id): resolved for resolved in items}
    sheets: list[Sheet] = []
    for worksheet in course.worksheets:
        resolved = [proven[name] for name in worksheet.items if name in proven]
        sheets += versions(course, worksheet, resolved)
    return sheets


def versions(
    course: Course, worksheet: Worksheet, items: Sequence[ResolvedItem], repeat: str = ""
) -> list[Sheet]:
    """Every version of a worksheet: the same items and points, in orders of their own."""
    sheets = []
    for number, version in enumerate(worksheet.versions):
        seed = f"{course.id}/{worksheet.id}/{version}"
        permuted = orders.permuted(items, seed) if number else items
        entries = tuple(_entries(course, permuted, seed))
        sheets.append(Sheet(worksheet, version, _code(course, worksheet, entries, version), entries, repeat))
    return sheets


def stem(worksheet: Worksheet, version: str) -> str:
    """The file name of a sheet without its ending: the worksheet, and its version if it has several."""
    return f"{worksheet.id}-{version.lower()}" if len(worksheet.versions) > 1 else str(worksheet.id)


def lines(extract: Extract, text: Numbered) -> tuple[Line, ...]:
    """The lines of a text that an extract asks for, under the numbers of the whole text."""
    first, last = extract.range
    return tuple(line for line in text.lines if first <= line.number and (not last or line.number <= last))


def code(course: Course, item: Item) -> str:
    """Four neutral characters for an item: an id may give its answer away."""
    digest = hashlib.sha256(f"{course.id}/{item.id}".encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4])


_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def _entries(course: Course, items: Sequence[ResolvedItem], seed: str) -> Iterator[Entry]:
    drawn = orders.of_sheet([resolved.item for resolved in items], seed)
    for number, (resolved, order) in enumerate(zip(items, drawn, strict=True), 1):
        item = resolved.item
        yield Entry(number, code(course, item), worth(item), resolved, order)


def _code(course: Course, worksheet: Worksheet, entries: Sequence[Entry], version: str) -> str:
    """A digest of items, order and options: sheet and key that bear it belong together."""
    shown = [course.id, worksheet.id]
    for entry in entries:
        words = orders.shuffled(entry.resolved.item)
        shown += [entry.resolved.item.id, *(words[index] for index in entry.order)]
    return f"{hashlib.sha256(chr(10).join(shown).encode()).hexdigest()[:4].upper()}-{version}"
