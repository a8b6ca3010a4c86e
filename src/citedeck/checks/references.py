"""Ids that items refer to exist, and ids of their own stand once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from citedeck.bank.forms import Classify, Comparison, Match
from citedeck.bank.shapes import respelt
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Label, Text
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


def sources(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every item names a source, and every source it names is listed."""
    told: set[tuple[int, str]] = set()
    for item in items:
        if not item.sources and item.retired is None:
            message = f"`{item.id}` has no `source`, nor has its bank"
            yield diagnostics.make("key-missing", message, item.id.at, item=item.id)
        quoted = _quoted_sources(item)
        for name in (*item.sources, *quoted):
            if course.lists(name) or (name.start, name.document.path) in told:
                continue
            told.add((name.start, name.document.path))
            message = f"there is no source `{name}`"
            yield _unknown("source-unknown", message, name, course.sources, item)
        if quoted and not isinstance(item, Comparison):
            yield from _foreign(course, item, quoted)


def _foreign(course: Course, item: Item, quoted: Iterable[Text]) -> Iterator[Diagnostic]:
    """Quotations of a source that the item does not name: its card would say another one speaks."""
    for name in quoted:
        if name not in item.sources and name in course.sources:
            message = f"`{name}` is not a source of `{item.id}`"
            yield diagnostics.make("source-unknown", message, name.at, item=item.id)


def _quoted_sources(item: Item) -> list[Text]:
    """The sources that single quotations of an item name."""
    named = [quotation.source for claim in item.claims() for quotation in claim.evidence]
    return [name for name in named if name is not None]


def categories(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Where the course lists categories, items use those."""
    told: set[tuple[int, str]] = set()
    for item in items:
        name = item.category
        if name is None or not course.categories or name in course.categories:
            continue
        if (name.start, name.document.path) in told:
            continue
        told.add((name.start, name.document.path))
        message = f"there is no category `{name}`"
        yield _unknown("category-unknown", message, name, course.categories, item)


def ids(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """An id names one item."""
    yield from _unique((item.id, item.id) for item in items)


def rows(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """An id names one row of its item."""
    for item in items:
        named: Iterable[Text] = ()
        if isinstance(item, Match):
            named = (pair.id for pair in item.pairs)
        elif isinstance(item, Classify):
            named = (statement.id for statement in item.statements)
        elif isinstance(item, Comparison):
            named = (row.id for row in item.rows)
        yield from _unique((name, item.id) for name in named)


def cells(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """A comparison has a cell for each of its sources, and for no other."""
    for item in items:
        if not isinstance(item, Comparison):
            continue
        for row in item.rows:
            given = {str(cell.source) for cell in row.cells}
            for cell in row.cells:
                if cell.source not in item.sources and cell.source in course.sources:
                    message = f"`{cell.source}` is not a source of `{item.id}`"
                    yield diagnostics.make("source-unknown", message, cell.source.at, item=item.id)
            for name in item.sources:
                if name not in given:
                    message = f"the row `{row.id}` of `{item.id}` has no cell for `{name}`"
                    yield diagnostics.make("key-missing", message, row.id.at, item=item.id)


def allowances(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """What an item or a worksheet allows is a warning that there is."""
    warnings = [code for code in diagnostics.CODES if diagnostics.is_warning(code, course.format)]
    said = [(code, str(item.id)) for item in items for code in item.allow]
    said += [(code, "") for worksheet in course.worksheets for code in worksheet.allow]
    for code, item_id in said:
        if code not in warnings:
            more = respelt(code, warnings) or {"help": ["`citedeck explain` lists all codes; errors stay"]}
            message = f"`{code}` is not a warning"
            yield diagnostics.make("value-invalid", message, code.at, item=item_id, **more)


def _unique(named: Iterable[tuple[Text, Text]]) -> Iterator[Diagnostic]:
    """A complaint of each id that an earlier one of the same kind has."""
    first: dict[str, Text] = {}
    for name, item in named:
        known = first.setdefault(name, name)
        if known is not name:
            yield diagnostics.make(
                "id-duplicate",
                f"the id `{name}` is taken",
                name.at,
                item=item,
                related=[Label(known.at, "first here")],
                help=["choose an id that no item has, nor ever had"],
            )


def _unknown(code: str, message: str, name: Text, known: Iterable[str], item: Item) -> Diagnostic:
    names = [str(key) for key in known]
    more = respelt(name, names) or {"help": [f"there are: {', '.join(names)}"]}
    return diagnostics.make(code, message, name.at, item=item.id, **more)
