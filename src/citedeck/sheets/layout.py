"""Which items a worksheet holds, in which order, and what they are worth."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from citedeck.bank.shapes import respelt
from citedeck.messages import diagnostics
from citedeck.model import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Course,
    Diagnostic,
    Entry,
    Item,
    Label,
    Match,
    Open,
    Order,
    ResolvedItem,
    Sheet,
    Text,
    TrueFalse,
    Worksheet,
)
from citedeck.sheets import height, letters, orders


def worth(item: Item) -> int:
    """The points of an item: the author's, or one for each thing a pupil does."""
    if item.points is not None:
        return int(item.points)
    if isinstance(item, Open):
        points = [element.points for element in item.elements]
        return sum(map(int, points + [criterion.points for criterion in item.criteria]))
    return max(1, _tasks(item))


def _tasks(item: Item) -> int:
    if isinstance(item, TrueFalse):
        return 2 if item.justify else 1  # whatever the answer: points are printed on the sheet
    if isinstance(item, Cloze):
        return len(item.blanks)
    if isinstance(item, Choice):
        return sum(option.right for option in item.options)
    if isinstance(item, Match):
        return len(item.pairs)
    if isinstance(item, Classify):
        return len(item.statements)
    if isinstance(item, Order):
        return len(item.steps) - 1
    if isinstance(item, Comparison):
        return sum(len(row.cells) for row in item.rows)
    return 1


def find(
    course: Course, items: Iterable[ResolvedItem], known: Mapping[str, Item]
) -> tuple[list[Sheet], list[Diagnostic]]:
    """The course's worksheets with their items; `known` are all ids that loaded, proven or not."""
    proven = {str(resolved.item.id): resolved for resolved in items}
    sheets: list[Sheet] = []
    found: list[Diagnostic] = []
    found += _same_names(course.worksheets)
    for worksheet in course.worksheets:
        found += _unknown(worksheet, known)
        held = [proven[name] for name in worksheet.items if name in proven]
        if len(held) == len(worksheet.items):
            found += _total(worksheet, held)
            found += _long(worksheet, held)
        sheets += lay_out(course, worksheet, held)
    return sheets, found


def lay_out(
    course: Course, worksheet: Worksheet, held: Sequence[ResolvedItem], repeat: str = ""
) -> list[Sheet]:
    """Every version of a worksheet: the same items and points, in orders of their own."""
    sheets = []
    for number, version in enumerate(worksheet.versions):
        seed = f"{course.id}/{worksheet.id}/{version}"
        items = list(held) if number == 0 else _permuted(held, seed)
        entries = tuple(_entries(course, items, seed))
        sheets.append(Sheet(worksheet, version, _code(course, worksheet, entries, version), entries, repeat))
    return sheets


def stem(worksheet: Worksheet, version: str) -> str:
    """The file name of a sheet without its ending: the worksheet, and its version if it has several."""
    return f"{worksheet.id}-{version.lower()}" if len(worksheet.versions) > 1 else str(worksheet.id)


def code(course: Course, item: Item) -> str:
    """Four neutral characters for an item: an id may give its answer away."""
    digest = hashlib.sha256(f"{course.id}/{item.id}".encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4])


_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def shuffled(item: Item) -> list[str]:
    """The words of an item that a sheet shows in an order of its own."""
    if isinstance(item, Choice):
        return [option.text for option in item.options]
    if isinstance(item, Match):
        rights = dict.fromkeys(pair.right for pair in item.pairs)
        return [*rights, *(lure.text for lure in item.distractors)]
    if isinstance(item, Order):
        return [step.text for step in item.steps]
    if isinstance(item, Classify):
        return [statement.text for statement in item.statements]
    return []


def _permuted(held: Sequence[ResolvedItem], seed: str) -> list[ResolvedItem]:
    """Items in another order, each level where it was."""
    by_level: dict[str, list[ResolvedItem]] = defaultdict(list)
    for resolved in held:
        by_level[str(resolved.item.level)].append(resolved)
    drawn = {
        level: iter([items[i] for i in orders.order([r.item.id for r in items], seed)])
        for level, items in by_level.items()
    }
    return [next(drawn[str(resolved.item.level)]) for resolved in held]


def _entries(course: Course, items: Sequence[ResolvedItem], seed: str) -> Iterator[Entry]:
    orders = _orders([resolved.item for resolved in items], seed)
    for number, (resolved, order) in enumerate(zip(items, orders, strict=True), 1):
        item = resolved.item
        yield Entry(number, code(course, item), worth(item), resolved, order)


def _orders(items: Sequence[Item], seed: str) -> list[tuple[int, ...]]:
    """An order for each item: the first draw in which no letter of a right answer stands out."""
    attempt = letters.balanced_draw([item for item in items if isinstance(item, Choice)], seed)
    return [_order(item, f"{seed}/{attempt}/{item.id}") for item in items]


def _order(item: Item, seed: str) -> tuple[int, ...]:
    words = shuffled(item)
    if isinstance(item, Order):
        return _not_solved(words, seed)
    return orders.order(words, seed)


def _not_solved(words: Sequence[str], seed: str) -> tuple[int, ...]:
    """An order other than the right one."""
    solved = tuple(range(len(words)))
    drawn = (orders.drawn(words, f"{seed}/{attempt}") for attempt in range(letters.TRIES))
    return next((order for order in drawn if order != solved), solved[::-1])


def _code(course: Course, worksheet: Worksheet, entries: Sequence[Entry], version: str) -> str:
    """A digest of items, order and options: sheet and key that bear it belong together."""
    shown = [course.id, worksheet.id]
    for entry in entries:
        words = shuffled(entry.resolved.item)
        shown += [entry.resolved.item.id, *(words[index] for index in entry.order)]
    return f"{hashlib.sha256(chr(10).join(shown).encode()).hexdigest()[:4].upper()}-{version}"


# Mistakes


def _same_names(worksheets: Sequence[Worksheet]) -> Iterator[Diagnostic]:
    """Two sheets of one file name would be one file."""
    first: dict[str, Worksheet] = {}
    for worksheet in worksheets:
        for name in (str(worksheet.id), *(stem(worksheet, version) for version in worksheet.versions)):
            known = first.setdefault(name, worksheet)
            if known is not worksheet:
                message = f"two worksheets are called `{name}`"
                related = [Label(known.id.at, "first here")]
                yield diagnostics.make("id-duplicate", message, worksheet.id.at, related=related)
                break


def _unknown(worksheet: Worksheet, known: Mapping[str, Item]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    strange: list[Text] = []
    for name in worksheet.items:
        item = known.get(name)
        if name in seen:
            message = f"`{name}` stands twice in `{worksheet.id}`"
            yield diagnostics.make("item-unknown", message, name.at, help=["delete one of them"])
        elif item is None and (more := respelt(name, known)):
            message = f"there is no item `{name}` for `{worksheet.id}`"
            yield diagnostics.make("item-unknown", message, name.at, **more)
        elif item is None:
            strange.append(name)
        elif item.retired is not None or item.only == "deck":
            state = "retired" if item.retired is not None else "for the deck only"
            message = f"the item `{name}` of `{worksheet.id}` is {state}"
            yield diagnostics.make("item-unknown", message, name.at, help=_out(worksheet, [name]))
        seen.add(name)
    if strange:
        yield _strange(worksheet, strange, known)


def _strange(worksheet: Worksheet, names: Sequence[Text], known: Mapping[str, Item]) -> Diagnostic:
    """One complaint of all the ids of a worksheet that no item has, nor nearly."""
    listed = ", ".join(f"`{name}`" for name in names[:_NAMED])
    listed += f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    items = "is no item" if len(names) == 1 else "are no items"
    there = [name for name, item in known.items() if item.retired is None and item.only != "deck"]
    few = [f"the item{'s are' if there[1:] else ' is'}: {', '.join(there)}"] if 0 < len(there) <= _FEW else []
    message = f"there {items} {listed} for `{worksheet.id}`"
    return diagnostics.make("item-unknown", message, names[0].at, help=[*_out(worksheet, names), *few])


_NAMED = 8
"""No complaint names more ids than this."""

_FEW = 12
"""Of more items the names are no help."""


def _out(worksheet: Worksheet, names: Sequence[Text]) -> list[str]:
    """What to do about ids that cannot stand in a worksheet."""
    if {*names} == {*worksheet.items}:
        return [f"write ids of your items under `items`, or delete the worksheet `{worksheet.id}`"]
    which = "it" if len(names) == 1 else "them"
    return [f"take {which} out of `items`, or write an id that there is"]


def _total(worksheet: Worksheet, held: Iterable[ResolvedItem]) -> Iterator[Diagnostic]:
    points = sum(worth(resolved.item) for resolved in held)
    if worksheet.total is not None and points != int(worksheet.total):
        yield diagnostics.make(
            "worksheet-total",
            f"the points of `{worksheet.id}` add up to {points}, not {worksheet.total}",
            worksheet.total.at,
            help=[f"write `total: {points}`, or change `points` of its items"],
        )


def _long(worksheet: Worksheet, held: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A sheet keeps to two sides, and a question to one page: estimated from their words."""
    heights = [(resolved.item, height.of(resolved.item)) for resolved in held]
    for item, needed in heights:
        if needed > height.PAGE:
            message = f"`{item.id}` is taller than a page on `{worksheet.id}`"
            yield diagnostics.make("item-tall", message, item.id.at, item=item.id)
    room = height.SIDES * height.PAGE - height.HEAD
    total = sum(needed for _, needed in heights)
    if total > room and "worksheet-long" not in worksheet.allow:
        share = total / room
        message = f"`{worksheet.id}` does not fit on two sides: it needs about {share:.1f} times the room"
        help_lines = ["take items out, or give fewer `lines` to write on"]
        yield diagnostics.make("worksheet-long", message, worksheet.id.at, help=help_lines)
