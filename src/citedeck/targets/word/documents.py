"""Sheets and keys as Word files; the two of the whole course stand in `whole`.

A sheet is made of questions and a key of solutions, as the pages are: what a pupil is not to see
never comes near a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from citedeck.messages import progress
from citedeck.model import (
    Compilation,
    Course,
    Output,
    Question,
    Sheet,
)
from citedeck.sheets import layout
from citedeck.targets.paper import key, pages, settings, worksheet
from citedeck.targets.paper.settings import Head
from citedeck.targets.word import ENDING, KEYS, SHEETS, files, questions, solutions, texts, whole
from citedeck.targets.word.files import Page
from citedeck.targets.word.markup import PLAIN, Pen, border, part, row, twips
from citedeck.targets.word.styles import TEXT_WIDTH

SIZES = {pages.STANDARD: PLAIN, pages.DYS: 14, pages.LARGE: 16, pages.LARGER: 20}
"""Points of plain words, by profile."""


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A file for each sheet and key, and the two of the whole course.

    Raises NoLibraryError where they cannot be made.
    """
    files.library()
    for sheet in progress.through("writing for Word", compilation.sheets):
        yield from of_sheet(sheet, compilation, course, (pages.STANDARD,))
        versions = [other for other in compilation.sheets if other.worksheet is sheet.worksheet]
        yield of_key(sheet, versions, compilation, course)
    if compilation.items:
        yield from whole.of_course(compilation, course)


def of_sheet(
    sheet: Sheet, compilation: Compilation, course: Course, profiles: Iterable[str]
) -> Iterator[Output]:
    """One sheet in some profiles."""
    for profile in profiles:
        name = pages.file_name(layout.stem(sheet.worksheet, sheet.version), profile, course)
        yield Output(f"{SHEETS}{name}{ENDING}", files.written(_sheet(sheet, compilation, course, profile)))


def of_key(sheet: Sheet, versions: Sequence[Sheet], compilation: Compilation, course: Course) -> Output:
    """The key of one sheet."""
    pen = Pen(course.language, SIZES[pages.STANDARD])
    path = f"{KEYS}{key.file_name(sheet, course)}{ENDING}"
    return Output(path, files.written(_key(sheet, versions, compilation, course, pen)))


# A sheet


def _sheet(sheet: Sheet, compilation: Compilation, course: Course, profile: str) -> Page:
    pen = Pen(course.language, SIZES[profile])
    asked = worksheet.questions(sheet, compilation, course, profile)
    printed = worksheet.texts(sheet, compilation, course, beside=False)
    printed_texts = (block for text in printed for block in texts.blocks(text, pen))
    head = _sheet_head(sheet, asked, course, pen)
    body = [block for question in asked for block in questions.blocks(question, pen)]
    return Page(
        pen=pen,
        title=str(sheet.worksheet.title),
        blocks=[*head, *body, *printed_texts],
        foot=_foot(sheet, pen),
        paper=course.paper,
        emblem=course.emblem,
    )


def _foot(sheet: Sheet, pen: Pen) -> str:
    """What every page says of its sheet: title, version, code."""
    version = [pen.plain("version", sheet.version)] if len(sheet.worksheet.versions) > 1 else []
    return " – ".join([*str(sheet.worksheet.title).split("\n"), *version, sheet.code])


def _sheet_head(sheet: Sheet, asked: Sequence[Question], course: Course, pen: Pen) -> Iterator[Element]:
    head = settings.head(sheet.worksheet, course)
    if head.school or head.logo:
        yield pen.paragraph("Small", pen.set(f"  {head.school}" if head.logo else head.school, is_part=True))
    yield _title(sheet, pen)
    yield _facts(sheet, head, pen)
    yield from _identity(pen)
    if head.is_marked:
        yield _marked(sheet, pen)
    if head.assessed:
        yield _skills(head, pen)
    if course.about:
        yield pen.paragraph("About", pen.set(course.about))
    for label in worksheet.given_apart(sheet):
        yield pen.paragraph("Small", pen.says("given_apart", label))
    instructions = [pen.set(sheet.worksheet.instructions)] if sheet.worksheet.instructions else []
    marking = ("marking",) if head.is_marked else ()
    said = (
        pen.says(rule)
        for rule in (
            *marking,
            *worksheet.rules(asked, is_marked=sheet.worksheet.shows_points, worksheet=sheet.worksheet),
        )
    )
    yield pen.paragraph("Small", *_parted([*instructions, *said], pen), lines=[border("bottom", 12, 3)])


def _parted(runs: Iterable[Element], pen: Pen) -> Iterator[Element]:
    """Runs with a blank between them."""
    for number, run in enumerate(runs):
        if number:
            yield pen.run(" ")
        yield run


def _title(sheet: Sheet, pen: Pen) -> Element:
    several = len(sheet.worksheet.versions) > 1
    version = [pen.tab(), pen.says("version", sheet.version)] if several else []
    return pen.paragraph("Title", pen.set(sheet.worksheet.title), *version)


def _identity(pen: Pen) -> Iterator[Element]:
    """Who writes, in one line; in two where letters are large."""
    fields = {"name": 66, "first_name": 122, "class": 148, "date": TEXT_WIDTH}
    if pen.size == SIZES[pages.STANDARD]:
        yield _blanks(fields, pen)
    else:
        yield _blanks({"name": TEXT_WIDTH / 2, "first_name": TEXT_WIDTH}, pen)
        yield _blanks({"class": TEXT_WIDTH / 2, "date": TEXT_WIDTH}, pen)


def _blanks(fields: Mapping[str, float], pen: Pen) -> Element:
    """Fields, each with a line to its end."""
    runs: list[Element] = []
    for number, name in enumerate(fields):
        runs += [pen.run("  " * bool(number)), pen.says("field", pen.plain(name)), pen.run(" "), pen.tab()]
    stops = [part("tab", val="left", leader="underscore", pos=twips(end)) for end in fields.values()]
    return pen.paragraph("Normal", *runs, tabs=stops, own=[part("spacing", before=80, after=80)])


def _facts(sheet: Sheet, head: Head, pen: Pen) -> Element:
    """What it is, for whom, how long it takes; and at the right the code that the key bears too."""
    duration = sheet.worksheet.duration
    facts = [
        *([pen.says(head.kind, bold=True)] if head.kind else []),
        *([pen.set(head.audience)] if head.audience else []),
        *([pen.says("duration", duration)] if duration else []),
    ]
    parted = [run for fact in facts for run in (pen.run(" – "), fact)][1:]
    return pen.paragraph("Small", *parted, pen.tab(), pen.says("code", sheet.code, scale=0.76))


def _marked(sheet: Sheet, pen: Pen) -> Element:
    """The mark in its frame, and a line for what the teacher says."""
    stop = part("tab", val="left", leader="underscore", pos=twips(TEXT_WIDTH))
    return pen.paragraph(
        "Normal",
        pen.says("field", pen.plain("mark")),
        pen.run(" "),
        pen.room(3, scale=1.3),
        pen.run(f" / {pen.points(sheet.total)}   "),
        pen.says("field", pen.plain("remarks")),
        pen.run(" "),
        pen.tab(),
        tabs=[stop],
    )


_LEVELS = ("mastery_none", "mastery_some", "mastery_good", "mastery_full")


def _skills(head: Head, pen: Pen) -> Element:
    """What is assessed, with a box to tick for each level."""
    heads = [pen.says(key, bold=True) for key in ("skills", *_LEVELS)]
    rows = [[pen.set(skill), *(pen.box() for _ in _LEVELS)] for skill in head.assessed]
    first = TEXT_WIDTH * 0.4
    widths = [first, *[(TEXT_WIDTH - first) / len(_LEVELS)] * len(_LEVELS)]
    lines = [row(*(questions.cell(pen, run) for run in runs)) for runs in rows]
    head_row = row(*(questions.cell(pen, run) for run in heads), is_head=True)
    return pen.table(widths, [head_row, *lines])


# A key


def _key(sheet: Sheet, versions: Sequence[Sheet], compilation: Compilation, course: Course, pen: Pen) -> Page:
    is_marked = settings.head(sheet.worksheet, course).is_marked
    solved = [key.solution(entry, compilation, course, sheet.worksheet) for entry in sheet.entries]
    each = [block for solution in solved for block in solutions.blocks(solution, pen, is_marked=is_marked)]
    ordered = key.first(sheet, versions)
    grid = solutions.grid(
        [version.version for version in ordered], key.rows(solved, ordered, course), pen, is_marked=is_marked
    )
    return Page(
        pen=pen,
        title=f"{pen.plain('key')} – {sheet.worksheet.title}",
        blocks=[*_key_head(sheet, pen, is_marked=is_marked), *grid, *each],
        foot=f"{pen.plain('key')} – {_foot(sheet, pen)}",
        paper=course.paper,
    )


def _key_head(sheet: Sheet, pen: Pen, *, is_marked: bool) -> Iterator[Element]:
    several = len(sheet.worksheet.versions) > 1
    version = [pen.run(" – "), pen.says("version", sheet.version)] if several else []
    yield pen.paragraph("Small", pen.says("key_head", bold=True), *version)
    yield pen.paragraph("Title", pen.set(sheet.worksheet.title))
    total = [pen.run(f"{pen.points(sheet.total)} – ")] if is_marked else []
    yield pen.paragraph("Small", *total, pen.says("code", sheet.code))
    if sheet.repeat:
        yield pen.paragraph("Small", pen.says("repeat"), pen.run(f" {sheet.repeat}"))
