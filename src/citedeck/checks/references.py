"""Ids that items refer to exist, and ids of their own stand once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from citedeck.bank.forms import Comparison
from citedeck.bank.shapes import respelt
from citedeck.checks.linking import Link, are_apart
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Label, Numbered, Text
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


def undeclared(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every item names a source, or its bank does."""
    for item in items:
        if not item.sources and item.retired is None:
            message = f"`{item.id}` has no `source`, nor has its bank"
            yield diagnostics.make("key-missing", message, item.id.at, item=item.id)


def sources(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every source that an item names is listed; one that a bank names for all is told once."""
    named = ((name, item) for item in items for name in (*item.sources, *_quoted_sources(item)))
    for name, item in _each_once(named):
        if not course.lists(name):
            message = f"there is no source `{name}`"
            yield _unknown("source-unknown", message, name, course.sources, item)


def foreign(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Quotations are of a source that the item names: or its card would say another one speaks."""
    for item in items:
        if isinstance(item, Comparison):
            continue  # its cells name theirs: see `cells`
        for name in _quoted_sources(item):
            if name not in item.sources and name in course.sources:
                message = f"`{name}` is not a source of `{item.id}`"
                yield diagnostics.make("source-unknown", message, name.at, item=item.id)


def _quoted_sources(item: Item) -> list[Text]:
    """The sources that single quotations of an item name."""
    return [
        quotation.source
        for claim in item.claims()
        for quotation in claim.evidence
        if quotation.source is not None
    ]


def categories(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Where the course lists categories, items use those."""
    if not course.categories:
        return
    for name, item in _each_once((item.category, item) for item in items if item.category is not None):
        if name not in course.categories:
            message = f"there is no category `{name}`"
            yield _unknown("category-unknown", message, name, course.categories, item)


def ids(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """An id names one item."""
    yield from _unique((item.id, item.id) for item in items)


def _ids(course: Course, texts: Mapping[str, Numbered], items: Sequence[Item]) -> list[str]:
    return [str(item.id) for item in items]


LINK = Link(_ids, are_apart)


def rows(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """An id names one row of its item."""
    for item in items:
        yield from _unique((name, item.id) for name in item.row_ids())


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
    """What an item allows is a warning that there is."""
    for item in items:
        yield from _not_warnings(item.allow, course, item.id)


def worksheets(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """What a worksheet allows is a warning that there is."""
    for worksheet in course.worksheets:
        yield from _not_warnings(worksheet.allow, course)


def _not_warnings(codes: Iterable[Text], course: Course, item: str = "") -> Iterator[Diagnostic]:
    for code in codes:
        if not diagnostics.is_warning(code, course.format):
            warnings = [code for code in diagnostics.CODES if diagnostics.is_warning(code, course.format)]
            more = respelt(code, warnings) or {"help": ["`citedeck explain` lists all codes; errors stay"]}
            yield diagnostics.make("value-invalid", f"`{code}` is not a warning", code.at, item=item, **more)


def _each_once(named: Iterable[tuple[Text, Item]]) -> Iterator[tuple[Text, Item]]:
    """Names that stand in a file, each with the first item that uses it: a bank's name is all items'."""
    seen: set[tuple[int, str]] = set()
    for name, item in named:
        place = (name.start, name.document.path)
        if place not in seen:
            seen.add(place)
            yield name, item


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
