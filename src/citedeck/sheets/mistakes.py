"""What is wrong with worksheets: ids, totals, room, texts they print, questions that answer each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil

from citedeck.bank.shapes import respelt
from citedeck.messages import diagnostics
from citedeck.model import (
    Course,
    Diagnostic,
    Entry,
    Extract,
    Item,
    Label,
    Numbered,
    Sheet,
    Text,
    Worksheet,
)
from citedeck.sheets import choice, height
from citedeck.sheets.layout import alike, stem

NAMED = 8
"""No complaint names more ids than this."""

FEW = 12
"""Of more items the names are no help."""


def find(
    course: Course,
    worksheets: Sequence[Worksheet],
    sheets: Sequence[Sheet],
    items: Sequence[Item],
    texts: Mapping[str, Numbered],
    *,
    whole: bool,
) -> Iterator[Diagnostic]:
    """What is wrong with worksheets of a course, and with their sheets.

    `items` are all that loaded, proven or not; where not `whole`, others may be missing, and no
    id is unknown.
    """
    by_id = {str(item.id): item for item in items}
    yield from _same_names(course.worksheets)
    yield from _nowhere(items)
    for worksheet in worksheets:
        if whole:
            yield from _unknown(worksheet, by_id)
        yield from _open(course, worksheet, by_id)
        for extract in worksheet.texts:
            yield from _unprintable(course, worksheet, extract, texts)
    versions: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        versions[id(sheet.worksheet)].append(sheet)
    for of_one in versions.values():
        yield from _alike(of_one)
    for sheet in sheets:
        if sheet.version != sheet.worksheet.versions[0]:
            continue
        if len(sheet.entries) == len(sheet.worksheet.items):
            yield from _total(sheet)
            yield from _long(course, sheet)
        yield from _short(sheet, texts)
        yield from choice.answered(sheet)


def _same_names(worksheets: Sequence[Worksheet]) -> Iterator[Diagnostic]:
    """Two sheets of one file name would be one file."""
    first: dict[str, Worksheet] = {}
    for worksheet in worksheets:
        for name in (str(worksheet.id), *(stem(worksheet, version) for version in worksheet.versions)):
            earlier = first.setdefault(name, worksheet)
            if earlier is not worksheet:
                message = f"two worksheets are called `{name}`"
                related = [Label(earlier.id.at, "first here")]
                yield diagnostics.make("id-duplicate", message, worksheet.id.at, related=related)
                break


def _nowhere(items: Sequence[Item]) -> Iterator[Diagnostic]:
    """An item for the deck only that is kept out of it."""
    for item in items:
        if item.only == "deck" and item.reserve:
            message = f"`{item.id}` is for the deck only, and kept out of it by `reserve`"
            help_lines = ["leave `only` or `reserve` out"]
            yield diagnostics.make("value-invalid", message, item.only.at, item=item.id, help=help_lines)


def _alike(sheets: Sequence[Sheet]) -> Iterator[Diagnostic]:
    """Versions of a worksheet that print the same, for want of other orders."""
    worksheet = sheets[0].worksheet
    pairs = alike(sheets) if len(sheets[0].entries) == len(worksheet.items) else []
    if not pairs or "worksheet-alike" in worksheet.allow:
        return
    earlier, later = pairs[0]
    apart = [sheet.version for sheet in sheets if sheet.version not in [version for _, version in pairs]]
    message = f"{earlier} and {later} of `{worksheet.id}` print the same: nothing else can change its place"
    help_lines = [
        f"ask for fewer versions, {', '.join(apart)}, or add questions of the same level"
        if apart[1:]
        else "leave `versions` out, or add questions of the same level"
    ]
    yield diagnostics.make("worksheet-alike", message, worksheet.id.at, help=help_lines)


def _unknown(worksheet: Worksheet, items: Mapping[str, Item]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    strange: list[Text] = []
    for name in worksheet.items:
        item = items.get(name)
        if name in seen:
            message = f"`{name}` stands twice in `{worksheet.id}`"
            yield diagnostics.make("item-unknown", message, name.at, help=["delete one of them"])
        elif item is None and (spelling := respelt(name, items)):
            message = f"there is no item `{name}` for `{worksheet.id}`"
            yield diagnostics.make("item-unknown", message, name.at, **spelling)
        elif item is None:
            strange.append(name)
        elif item.retired is not None or item.only == "deck":
            state = "retired" if item.retired is not None else "for the deck only"
            message = f"the item `{name}` of `{worksheet.id}` is {state}"
            yield diagnostics.make("item-unknown", message, name.at, help=_ways_out(worksheet, [name]))
        seen.add(name)
    if strange:
        yield _strange(worksheet, strange, items)


def _open(course: Course, worksheet: Worksheet, items: Mapping[str, Item]) -> Iterator[Diagnostic]:
    """Items kept for assessments on a worksheet that is open: its key gives their answers to all."""
    if worksheet.reserve or "worksheet-open" in worksheet.allow:
        return
    for name in worksheet.items:
        if name not in items or not course.reserves(items[name]):
            continue
        keeper = course.keeper(items[name])
        kept = f"kept for `{keeper.id}`" if keeper else "kept for assessments"
        yield diagnostics.make(
            "worksheet-open",
            f"`{name}` is {kept}, and the key of `{worksheet.id}` gives its answer to all",
            name.at,
            item=name,
            related=[Label(keeper.id.at, "kept here")] if keeper else [],
            help=[f"write `reserve: true` for `{worksheet.id}`, or put another item in its place"],
        )


def _strange(worksheet: Worksheet, names: Sequence[Text], items: Mapping[str, Item]) -> Diagnostic:
    """One complaint of all the ids of a worksheet that no item has, nor nearly."""
    listed = ", ".join(f"`{name}`" for name in names[:NAMED])
    listed += f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    verb = "is no item" if len(names) == 1 else "are no items"
    printable = [name for name, item in items.items() if item.retired is None and item.only != "deck"]
    few = []
    if 0 < len(printable) <= FEW:
        few = [f"the item{'s are' if printable[1:] else ' is'}: {', '.join(printable)}"]
    message = f"there {verb} {listed} for `{worksheet.id}`"
    return diagnostics.make("item-unknown", message, names[0].at, help=[*_ways_out(worksheet, names), *few])


def _ways_out(worksheet: Worksheet, names: Sequence[Text]) -> list[str]:
    """What to do about ids that cannot stand in a worksheet."""
    if {*names} == {*worksheet.items}:
        return [f"write ids of your items under `items`, or delete the worksheet `{worksheet.id}`"]
    which = "it" if len(names) == 1 else "them"
    return [f"take {which} out of `items`, or write an id that there is"]


def _total(sheet: Sheet) -> Iterator[Diagnostic]:
    promised = sheet.worksheet.total
    if promised is not None and sheet.total != Decimal(promised):
        yield diagnostics.make(
            "worksheet-total",
            f"the points of `{sheet.worksheet.id}` add up to {sheet.total}, not {promised}",
            promised.at,
            help=[f"write `total: {sheet.total}`, or change `points` of its items"],
        )


def _long(course: Course, sheet: Sheet) -> Iterator[Diagnostic]:
    """A sheet keeps to two sides, and a question to one page: estimated from their words."""
    worksheet = sheet.worksheet
    by_id = {entry.resolved.item.id: entry.resolved.item for entry in sheet.entries}
    heights = {name: height.of(by_id[name]) for name in worksheet.items}
    for name, millimetres in heights.items():
        if millimetres > height.PAGES[course.paper]:
            item = by_id[name]
            message = f"`{item.id}` is taller than a page on `{worksheet.id}`"
            yield diagnostics.make("item-tall", message, item.id.at, item=item.id)
    room = height.below_head(height.SIDES, course.paper)
    total = sum(heights.values())
    if total > room and "worksheet-long" not in worksheet.allow:
        lines = ceil((total - room) / height.RULED)
        counted = f"{lines} ruled line{'s' * (lines > 1)}"
        message = f"`{worksheet.id}` does not fit on two sides: it is about {counted} too long"
        help_lines = ["take items out, or give fewer `lines` to write on"]
        yield diagnostics.make("worksheet-long", message, worksheet.id.at, help=help_lines)


# Texts printed with the questions


def _unprintable(
    course: Course, worksheet: Worksheet, extract: Extract, texts: Mapping[str, Numbered]
) -> Iterator[Diagnostic]:
    name = extract.source
    source = course.sources.get(name)
    if source is None:
        if not (course.unread is None or name in course.unread):
            message = f"there is no source `{name}` for `{worksheet.id}`"
            yield diagnostics.make("source-unknown", message, name.at, **respelt(name, course.sources))
    elif not source.printable:
        message = f"{source.label} may not be printed: `{worksheet.id}` cannot hold it"
        yield diagnostics.make("value-invalid", message, name.at, help=["take it out of `texts`"])
    elif extract.lines is not None:
        first, last = extract.range
        count = sum(line.is_numbered for line in texts[name].lines)
        if first > last or last > count:
            message = f"{source.label} has lines 1-{count}, not {extract.lines}"
            yield diagnostics.make("value-invalid", message, extract.lines.at)


def _short(sheet: Sheet, texts: Mapping[str, Numbered]) -> Iterator[Diagnostic]:
    """Items whose passages are not among the lines of their text that the sheet prints."""
    ranges = ((extract, *extract.range) for extract in sheet.worksheet.texts if extract.lines)
    extracts = {str(extract.source): extract for extract, first, last in ranges if first <= last}
    outside = (_outside(sheet, entry, extracts, texts) for entry in sheet.entries if extracts)
    yield from (complaint for complaints in outside for complaint in complaints)


def _outside(
    sheet: Sheet, entry: Entry, extracts: Mapping[str, Extract], texts: Mapping[str, Numbered]
) -> Iterable[Diagnostic]:
    """The first passage of an item that its extract leaves out."""
    for passage in entry.resolved.passages:
        extract = extracts.get(passage.source.id)
        if extract is None:
            continue
        first, last = texts[passage.source.id].lines_of(passage.span)
        if extract.range[0] <= first.number <= last.number <= extract.range[1]:
            continue
        name = entry.resolved.item.id
        where = f"{first.number}-{last.number}" if first.number < last.number else first.number
        message = f"`{sheet.worksheet.id}` leaves out the passage of `{name}`, on l. {where}"
        help_lines = [f"print more lines than {extract.lines}, or leave `lines` out"]
        assert extract.lines is not None  # of whole texts nothing is left out
        at = extract.lines.at
        return [diagnostics.make("worksheet-extract", message, at, item=name, help=help_lines)]
    return []
