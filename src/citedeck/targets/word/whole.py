"""All questions of a course in one file and all their solutions in another, to be cut and pasted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Output, ResolvedItem, Sheet, Text, Worksheet
from citedeck.quick import dataclass
from citedeck.sheets import layout
from citedeck.targets.paper import key, worksheet
from citedeck.targets.word import ENDING, KEYS, SHEETS, WHOLE, digest, files, questions, solutions
from citedeck.targets.word.files import Page
from citedeck.targets.word.markup import PLAIN, Pen


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Questions under one heading: of the same texts and category, or those with a sensitive passage."""

    texts: str
    category: str


def of_course(compilation: Compilation, course: Course) -> Iterator[Output]:
    """All questions, and all their solutions under the same numbers and headings."""
    pen = Pen(course.language, PLAIN)
    sheet, shelves = _whole(compilation, course, pen)
    asked = [questions.blocks(worksheet.asked(e, compilation, course), pen) for e in sheet.entries]
    solved = [list(solutions.blocks(key.solution(e, compilation, course), pen)) for e in sheet.entries]
    stem, key_stem = str(sheet.worksheet.id), f"{sheet.worksheet.id}-{pen.plain('key_suffix')}"
    made_of = digest(compilation)
    title = str(sheet.worksheet.title)
    yield Output(f"{SHEETS}{stem}{ENDING}", _shelved(title, asked, shelves, pen, course, ""))
    key_title = f"{pen.plain('key')} – {title}"
    yield Output(
        f"{KEYS}{key_stem}{ENDING}",
        _shelved(key_title, solved, shelves, pen, course, made_of),
    )


def _whole(compilation: Compilation, course: Course, pen: Pen) -> tuple[Sheet, list[_Shelf]]:
    """All items as one sheet, and the shelf that each stands on: with sensitive passages last."""
    shelved = [(_shelf(resolved, course, pen), resolved) for resolved in compilation.items]
    first = {shelf: number for number, (shelf, _) in reversed([*enumerate(shelved)])}
    texts = {shelf.texts: first[shelf] for shelf in reversed(first)}
    shelved.sort(key=lambda pair: (bool(pair[1].item.sensitive), texts[pair[0].texts], first[pair[0]]))
    items = [resolved for _, resolved in shelved]
    sheet = Worksheet(
        id=Text(f"{course.id}{WHOLE}{pen.plain('all_questions_name')}"),
        title=Text(pen.plain("all_questions")),
        items=tuple(resolved.item.id for resolved in items),
    )
    return layout.versions(course, sheet, items)[0], [shelf for shelf, _ in shelved]


def _shelf(resolved: ResolvedItem, course: Course, pen: Pen) -> _Shelf:
    item = resolved.item
    labels = " – ".join(sentence(source.label) for source in resolved.sources)
    category = str(item.category or "")
    return _Shelf(
        pen.plain("sensitive") if item.sensitive else labels,
        "" if item.sensitive else sentence(course.categories.get(category, category)),
    )


def _shelved(
    title: str,
    each: Sequence[Sequence[Element]],
    shelves: Sequence[_Shelf],
    pen: Pen,
    course: Course,
    made_of: str,
) -> bytes:
    """The blocks of each item, under the heading of its shelf where another one begins."""
    body: list[Element] = [
        pen.paragraph("Title", pen.set(title)),
        pen.paragraph("Small", pen.set(f"{course.title} – {course.version}")),
    ]
    before = _Shelf("", "")
    for shelf, blocks in zip(shelves, each, strict=True):
        body += [*_headings(shelf, before, pen), *blocks]
        before = shelf
    foot = f"{title} – {course.title}"
    page = Page(pen=pen, title=title, blocks=body, foot=foot, paper=course.paper, made_of=made_of)
    return files.written(page)


def _headings(shelf: _Shelf, before: _Shelf, pen: Pen) -> Iterator[Element]:
    if shelf.texts != before.texts:
        yield pen.paragraph("Heading1", pen.set(shelf.texts))
    if shelf.category and shelf != before:
        yield pen.paragraph("Heading2", pen.set(shelf.category))
