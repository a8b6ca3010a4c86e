"""Ids that items refer to exist, and ids of their own stand once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citedeck import diagnostics
from citedeck.model import Course, Diagnostic, Edit, Item, Label, Text
from citedeck.shapes import respelt


def sources(course: Course, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every item names a source, and every source it names is listed."""
    told: set[tuple[int, str]] = set()
    for item in items:
        if not item.sources:
            message = f"`{item.id}` has no `source`, nor has its bank"
            yield diagnostics.make("key-missing", message, item.id.at, item=item.id)
        quoted = [q.source for q in item.evidence if q.source is not None]
        for name in [*item.sources, *quoted]:
            if name in course.sources or name in course.unread or (name.start, name.document.path) in told:
                continue
            told.add((name.start, name.document.path))
            message = f"there is no source `{name}`"
            yield _unknown("source-unknown", message, name, course.sources, "the sources are")


def categories(course: Course, items: Sequence[Item]) -> Iterator[Diagnostic]:
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
        yield _unknown("category-unknown", message, name, course.categories, "the categories are")


def ids(course: Course, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """An id names one item."""
    first: dict[str, Item] = {}
    for item in items:
        known = first.setdefault(item.id, item)
        if known is not item:
            yield diagnostics.make(
                "id-duplicate",
                f"the id `{item.id}` is taken",
                item.id.at,
                item=item.id,
                related=[Label(known.id.at, "first here")],
                help=["choose an id that no item has, nor ever had"],
            )


def _unknown(code: str, message: str, name: Text, known: object, listing: str) -> Diagnostic:
    names = [str(key) for key in known]  # type: ignore[attr-defined]
    more = respelt(name, names) or {"help": [f"{listing}: {', '.join(names)}"]}
    edit: Edit | None = more.get("edit")
    return diagnostics.make(code, message, name.at, help=more["help"], edit=edit)
