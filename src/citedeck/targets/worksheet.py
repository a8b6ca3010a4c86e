"""What a pupil gets: a sheet rendered from questions alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citedeck.model import (
    NOT_SAID,
    Choice,
    Cloze,
    Compilation,
    Course,
    Entry,
    Item,
    Output,
    Question,
    Sheet,
    Short,
    TrueFalse,
)
from citedeck.strings import catalogue
from citedeck.targets import pages


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A sheet for each worksheet and version."""
    for sheet in compilation.sheets:
        yield Output(f"sheets/{pages.file_name(sheet)}.html", page(sheet, course))


def page(sheet: Sheet, course: Course) -> bytes:
    """One sheet. The template is given questions, which hold no answer."""
    return pages.page(
        "worksheet.html",
        course,
        title=str(sheet.worksheet.title),
        duration=str(sheet.worksheet.duration or ""),
        instructions=str(sheet.worksheet.instructions or ""),
        version=sheet.version if len(sheet.worksheet.versions) > 1 else "",
        code=sheet.code,
        total=sheet.total,
        questions=[question(entry, course) for entry in sheet.entries],
    )


def question(entry: Entry, course: Course) -> Question:
    """What a pupil sees of an item."""
    item = entry.resolved.item
    shared: dict[str, Any] = {
        "number": entry.number,
        "code": entry.code,
        "points": entry.points,
        "form": item.form,
    }
    if isinstance(item, Cloze):
        return Question(
            **shared,
            prompt=str(item.prompt or ""),
            pieces=_pieces(item),
            hints=tuple(b.hint for b in item.blanks),
        )
    if isinstance(item, Choice):
        right = sum(option.right for option in item.options)
        options = tuple(shown_option(item.options[index].text, course) for index in entry.order)
        return Question(**shared, prompt=str(item.prompt), options=options, several=right if right > 1 else 0)
    if isinstance(item, TrueFalse):
        lines = _lines(item, 2 if item.justify else 0)
        return Question(
            **shared, prompt=str(item.prompt), options=_verdicts(course), justify=item.justify, lines=lines
        )
    assert isinstance(item, Short)
    return Question(**shared, prompt=str(item.prompt), lines=_lines(item, 2))


def shown_option(text: str, course: Course) -> str:
    """An option as printed: the reserved « not said » in the course's language."""
    return catalogue(course.language)[NOT_SAID] if text == NOT_SAID else str(text)


def _verdicts(course: Course) -> tuple[str, ...]:
    words = catalogue(course.language)
    return words["true"], words["false"], words[NOT_SAID]


def _lines(item: Item, default: int) -> int:
    return int(item.lines) if item.lines is not None else default


def _pieces(item: Cloze) -> tuple[str, ...]:
    """The words between the gaps; never the words in them."""
    starts = [0, *(blank.end for blank in item.blanks)]
    ends = [*(blank.start for blank in item.blanks), len(item.words)]
    return tuple(item.words[start:end] for start, end in zip(starts, ends, strict=True))
