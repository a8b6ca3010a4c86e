"""The texts that a worksheet prints with its questions: which lines, and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.shapes import respelt
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Extract, Line, Numbered, Sheet, Worksheet


def lines(extract: Extract, text: Numbered) -> tuple[Line, ...]:
    """The lines of a text that an extract asks for, under the numbers of the whole text."""
    first, last = extract.range
    return text.lines[first - 1 : last or None]


def check(course: Course, sheets: Sequence[Sheet], texts: Mapping[str, Numbered]) -> Iterator[Diagnostic]:
    """What is wrong with the texts that worksheets ask for."""
    for worksheet in course.worksheets:
        for extract in worksheet.texts:
            yield from _unprintable(course, worksheet, extract, texts)
    for sheet in sheets:
        if sheet.version == sheet.worksheet.versions[0]:
            yield from _short(sheet, texts)


def _unprintable(
    course: Course, worksheet: Worksheet, extract: Extract, texts: Mapping[str, Numbered]
) -> Iterator[Diagnostic]:
    name = extract.source
    source = course.sources.get(name)
    if source is None:
        if not (course.unread is None or name in course.unread):
            message = f"there is no source `{name}` for `{worksheet.id}`"
            more = respelt(name, course.sources)
            yield diagnostics.make("source-unknown", message, name.at, **more)
        return
    if not source.printable:
        message = f"{source.label} may not be printed: `{worksheet.id}` cannot hold it"
        yield diagnostics.make("value-invalid", message, name.at, help=["take it out of `texts`"])
    elif extract.lines is not None:
        first, last = extract.range
        count = len(texts[name].lines)
        if first > last or last > count:
            message = f"{source.label} has lines 1-{count}, not {extract.lines}"
            yield diagnostics.make("value-invalid", message, extract.lines.at)


def _short(sheet: Sheet, texts: Mapping[str, Numbered]) -> Iterator[Diagnostic]:
    """An item whose passage is not among the lines of its text that the sheet prints."""
    ranges = ((extract, *extract.range) for extract in sheet.worksheet.texts if extract.lines)
    asked = {str(extract.source): extract for extract, first, last in ranges if first <= last}
    for entry in sheet.entries:
        for passage in entry.resolved.passages:
            extract = asked.get(passage.source.id)
            if extract is None:
                continue
            first, last = texts[passage.source.id].lines_of(passage.span)
            if not extract.range[0] <= first.number <= last.number <= extract.range[1]:
                name = entry.resolved.item.id
                where = f"{first.number}-{last.number}" if first.number < last.number else first.number
                message = f"`{sheet.worksheet.id}` leaves out the passage of `{name}`, on l. {where}"
                help_lines = [f"print more lines than {extract.lines}, or leave `lines` out"]
                assert extract.lines is not None
                yield diagnostics.make(
                    "worksheet-extract", message, extract.lines.at, item=name, help=help_lines
                )
                break
