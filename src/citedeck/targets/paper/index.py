"""A page that lists what there is, each with what it is for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Output, Sheet, Source
from citedeck.quick import dataclass
from citedeck.sheets import layout
from citedeck.targets.anki import notes
from citedeck.targets.paper import documents, key, pages
from citedeck.targets.screen import practice, pupils

PATH = "index.html"


@dataclass(frozen=True, slots=True)
class SheetLinks:
    """A worksheet in the list: its files by version, and what it asks of a class."""

    title: str
    about: str
    duration: str
    levels: str
    points: int
    questions: int
    versions: tuple[tuple[str, str, str, str], ...]
    """Of each version its letter, and the names of its sheet, its large print and its key."""


def page(compilation: Compilation, course: Course, pdf_paths: Collection[str]) -> Output:
    """The page, with links to what the other targets make and to the PDFs at `pdf_paths`."""
    asked, cards = notes.counts(notes.plan(compilation, course))
    html = pages.page(
        "index.html",
        course,
        pages.STANDARD,
        listed=list(_worksheets(compilation, course)),
        texts=[_text(source, course) for source in course.sources.values() if source.printable],
        items=asked,
        cards=cards,
        practised=[(part.path, part.label) for part in practice.parts(compilation, course)],
        pupils=pupils.path(course),
        printed=frozenset(pdf_paths),
    )
    return Output(PATH, html)


def _worksheets(compilation: Compilation, course: Course) -> Iterator[SheetLinks]:
    for worksheet in course.worksheets:
        sheets = [sheet for sheet in compilation.sheets if sheet.worksheet is worksheet]
        first = sheets[0]
        levels = sorted(
            {str(entry.resolved.item.level) for entry in first.entries if entry.resolved.item.level}
        )
        yield SheetLinks(
            title=str(worksheet.title),
            about=str(worksheet.about or ""),
            duration=str(worksheet.duration or ""),
            levels=", ".join(levels),
            points=first.total,
            questions=len(first.entries),
            versions=tuple(_files(sheet, course) for sheet in sheets),
        )


def _files(sheet: Sheet, course: Course) -> tuple[str, str, str, str]:
    stem = layout.stem(sheet.worksheet, sheet.version)
    return sheet.version, stem, pages.file_name(stem, pages.LARGE, course), key.file_name(sheet, course)


def _text(source: Source, course: Course) -> tuple[str, str, str]:
    label = sentence(source.label)
    standard, large = (documents.file_name(source, profile, course) for profile in pages.PROFILES)
    return label, standard, large
