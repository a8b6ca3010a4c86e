"""Worksheets laid out: their items, in every version, under a code that sheet and key share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from citedeck.model import Course, Entry, Extract, Item, Line, Numbered, ResolvedItem, Sheet, Worksheet
from citedeck.sheets import orders
from citedeck.sheets.orders import Drawn, Shown
from citedeck.sheets.points import worth


def within(course: Course, items: Iterable[Item]) -> list[Worksheet]:
    """The course's worksheets that hold none but some items."""
    names = {str(item.id) for item in items}
    return [worksheet for worksheet in course.worksheets if names.issuperset(worksheet.items)]


def ready(course: Course, worksheets: Iterable[Worksheet], items: Iterable[ResolvedItem]) -> list[Sheet]:
    """Worksheets of a course, every version of each, with those of their items that are proven."""
    proven = {str(resolved.item.id): resolved for resolved in items}
    drawn: dict[str, Drawn] = {}
    sheets: list[Sheet] = []
    for worksheet in worksheets:
        resolved = [proven[name] for name in dict.fromkeys(worksheet.items) if name in proven]
        sheets += versions(course, worksheet, resolved, drawn=drawn)
    return sheets


def versions(
    course: Course,
    worksheet: Worksheet,
    items: Sequence[ResolvedItem],
    repeat: str = "",
    drawn: dict[str, Drawn] | None = None,
) -> list[Sheet]:
    """Every version of a worksheet: the same items and points, each in an order that no other has.

    Where there are not so many orders, two print the same; `check` says so. What was drawn of an item
    is kept in `drawn`, for other worksheets.
    """
    orders_of = _drawn(course, items, {} if drawn is None else drawn)
    turns = iter(range(orders.TURNS))
    printed: set[tuple[tuple[int, Shown], ...]] = set()
    sheets = []
    for number, version in enumerate(worksheet.versions):
        tries = (orders.arranged(orders_of, turn) for turn in turns)
        placed = next((one for one in tries if one not in printed), None) or orders.arranged(
            orders_of, number
        )
        printed.add(placed)
        shown = [(items[index], how) for index, how in placed]
        sheets.append(_sheet(course, worksheet, version, shown, repeat))
    return sheets


def _drawn(course: Course, items: Sequence[ResolvedItem], drawn: dict[str, Drawn]) -> list[Drawn]:
    for resolved in items:
        if resolved.item.id not in drawn:
            drawn[str(resolved.item.id)] = orders.drawn(resolved.item, course)
    return [drawn[resolved.item.id] for resolved in items]


def _sheet(
    course: Course,
    worksheet: Worksheet,
    version: str,
    shown: Sequence[tuple[ResolvedItem, Shown]],
    repeat: str,
) -> Sheet:
    entries = tuple(
        Entry(number, code(course, r.item), worth(r.item), r, how.order, how.left)
        for number, (r, how) in enumerate(shown, 1)
    )
    return Sheet(worksheet, version, f"{_code(course, entries)}-{version}", entries, repeat)


def alike(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """The versions of one worksheet that print the same as an earlier one, each after that."""
    first: dict[object, str] = {}
    pairs = [(first.setdefault(_printed(sheet), sheet.version), sheet.version) for sheet in sheets]
    return [(earlier, version) for earlier, version in pairs if earlier != version]


def _printed(sheet: Sheet) -> object:
    return tuple((entry.code, entry.order, entry.left) for entry in sheet.entries)


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


def _code(course: Course, entries: Sequence[Entry]) -> str:
    """A digest of items, order and options: sheet and key that bear it belong together."""
    marks = "\n".join([course.id, *map(mark, entries)])
    return hashlib.sha256(marks.encode()).hexdigest()[:4].upper()


def mark(entry: Entry) -> str:
    """A digest of an item, of the order of its left sides, and of its words in the order shown."""
    words = orders.shuffled(entry.resolved.item)
    shown = [*map(str, entry.left), *(words[index] for index in entry.order)]
    return hashlib.sha256("\n".join([entry.resolved.item.id, *shown]).encode()).hexdigest()[:16]
