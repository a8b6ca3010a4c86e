"""A page that lists what there is, each with what it is for, what it needs, and how it looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from math import ceil

from citedeck.languages import catalogue
from citedeck.languages.catalogue import counted, sentence
from citedeck.model import Compilation, Course, Extract, Output, Sheet, Source
from citedeck.quick import dataclass
from citedeck.sheets import layout
from citedeck.targets import briefs
from citedeck.targets.anki import notes
from citedeck.targets.export import ready
from citedeck.targets.paper import bundles, documents, key, pages, pictures, settings
from citedeck.targets.paper.settings import Head
from citedeck.targets.screen import annotations as web_annotations
from citedeck.targets.screen import composer, practice, pupils, resource
from citedeck.targets.screen import notes as notes_of_texts
from citedeck.targets.word import WHOLE
from citedeck.text import widths

A_MINUTE = 900
"""Columns that a class reads in a minute, with care: some 150 words."""

PRINTED, WRITTEN, IMPORTED, PLAIN, SHOWN = "PDF", "Word", "XML", "TXT", ""
"""The kinds of files a page links, by what they are called: a page of the web by words of the catalogue."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file in the list: where it is, what it holds, and of which kind it is."""

    path: str
    words: tuple[str, ...]
    kind: str

    @property
    def is_for_screen(self) -> bool:
        """Whether it is a page of the web."""
        return self.kind == SHOWN


@dataclass(frozen=True, slots=True)
class Listed:
    """A worksheet in the list: what it asks of a class, which texts it needs, and its files by version.

    What a platform imports stands after them: all versions ask the same.
    """

    title: str
    about: str
    duration: str
    levels: str
    points: Decimal
    questions: int
    head: Head
    texts: tuple[str, ...]
    holds_texts: bool
    reading: int
    """Minutes to read the texts, about."""
    is_reserved: bool
    picture: str
    versions: tuple[tuple[Link, ...], ...]


def page(compilation: Compilation, course: Course, paths: Collection[str]) -> Output:
    """The page, with links to those files that stand at `paths`."""
    words = catalogue.of(course.language)
    asked, cards = notes.counts(notes.plan(compilation, course))
    bundle = bundles.path(course)
    html = pages.page(
        "index.html",
        course,
        pages.STANDARD,
        listed=[_listed(sheets, compilation, course, paths) for sheets in _by_worksheet(compilation)],
        texts=[tuple(_text(source, course, paths)) for source in course.sources.values() if source.printable],
        composed=tuple(_composed(course, paths)),
        practised=tuple(_practised(compilation, course, paths)),
        annotated=tuple(_annotated(course, paths)),
        briefed=tuple(_briefs(course, paths)),
        annotations=web_annotations.PATH if web_annotations.PATH in paths else "",
        described=pages.data(resource.described(course)),
        asked=sentence(counted(words["questions_count"], asked)),
        cards=counted(words["cards_count"], cards),
        whole=tuple(_whole(course, paths)),
        bundle=bundle if bundle in paths else "",
        paper_name=settings.paper_name(course),
        imported=any(path.startswith(bundles.EXPORTS) for path in paths),
    )
    return Output(bundles.LIST, html)


def _by_worksheet(compilation: Compilation) -> Iterator[list[Sheet]]:
    """The sheets of each worksheet, one for each of its versions."""
    by_name: dict[str, list[Sheet]] = {}
    for sheet in compilation.sheets:
        by_name.setdefault(str(sheet.worksheet.id), []).append(sheet)
    yield from by_name.values()


def _listed(sheets: list[Sheet], compilation: Compilation, course: Course, paths: Collection[str]) -> Listed:
    first, worksheet = sheets[0], sheets[0].worksheet
    items = [entry.resolved for entry in first.entries]
    sources = dict.fromkeys(source for resolved in items for source in resolved.sources)
    printed = {str(extract.source) for extract in worksheet.texts}
    picture = pictures.path(layout.stem(worksheet, first.version))
    imported = tuple(_imported(ready.stem_of(worksheet), course, paths))
    of_versions = (*(tuple(_files(sheet, course, paths)) for sheet in sheets), imported)
    return Listed(
        title=str(worksheet.title),
        about=str(worksheet.about or ""),
        duration=str(worksheet.duration or ""),
        levels=", ".join(sorted({str(resolved.item.level) for resolved in items if resolved.item.level})),
        points=first.total,
        questions=len(items),
        head=settings.head(worksheet, course),
        texts=tuple(source.label for source in sources if source.id not in printed),
        holds_texts=bool(printed),
        reading=_minutes(first, sources, compilation),
        is_reserved=worksheet.reserve,
        picture=picture if picture in paths else "",
        versions=tuple(filter(None, of_versions)),
    )


def _minutes(sheet: Sheet, sources: Iterable[Source], compilation: Compilation) -> int:
    """How long a class reads the texts of a sheet; of one that the sheet holds, what it holds."""
    extracts = {str(extract.source): extract for extract in sheet.worksheet.texts}
    signs = (_signs(source, extracts.get(source.id), compilation) for source in sources)
    return ceil(sum(signs) / A_MINUTE)


def _signs(source: Source, extract: Extract | None, compilation: Compilation) -> int:
    text = compilation.texts[source.id]
    lines = text.lines if extract is None else layout.lines(extract, text)
    return sum(widths.columns(source.document.text[line.start : line.end]) for line in lines)


def _files(sheet: Sheet, course: Course, paths: Collection[str]) -> Iterator[Link]:
    """Every file of a sheet that stands: what a class gets in each profile, and the key."""
    words = catalogue.of(course.language)
    stem = layout.stem(sheet.worksheet, sheet.version)
    several = len(sheet.worksheet.versions) > 1
    name = words["version"].format(sheet.version) if several else words["sheet"]
    for profile in pages.READY:
        of_profile = () if profile == pages.STANDARD else (words[profile],)
        yield from _kinds("sheets", pages.file_name(stem, profile, course), (name, *of_profile), paths)
    keyed = (words["key"], name) if several else (words["key"],)
    yield from _kinds("keys", key.file_name(sheet, course), keyed, paths)


def _whole(course: Course, paths: Collection[str]) -> Iterator[Link]:
    """The files with all questions and with all solutions, where they stand."""
    words = catalogue.of(course.language)
    stem, questions = f"{course.id}{WHOLE}{words['all_questions_name']}", words["all_questions"]
    yield from _kinds("sheets", stem, (questions,), paths)
    yield from _kinds("keys", f"{stem}-{words['key_suffix']}", (words["key"], questions), paths)
    yield from _imported(ready.whole(course), course, paths)


def _imported(stem: str, course: Course, paths: Collection[str]) -> Iterator[Link]:
    """What a school's platform imports, where it stands."""
    words = catalogue.of(course.language)
    for name, way_in in (("moodle", "import_moodle"), ("pronote", "import_pronote")):
        if (path := ready.path(stem, name)) in paths:
            yield Link(path, (words[way_in],), IMPORTED)


def _text(source: Source, course: Course, paths: Collection[str]) -> Iterator[Link]:
    words = catalogue.of(course.language)
    for profile in pages.READY:
        of_profile = () if profile == pages.STANDARD else (words[profile],)
        name = documents.file_name(source, profile, course)
        yield from _kinds("documents", name, (sentence(source.label), *of_profile), paths)


def _composed(course: Course, paths: Collection[str]) -> Iterator[Link]:
    """The page to compose a sheet on, where it stands: it holds all answers."""
    if composer.path(course) in paths:
        yield Link(composer.path(course), (catalogue.of(course.language)["composer"],), SHOWN)


def _briefs(course: Course, paths: Collection[str]) -> Iterator[Link]:
    """What to paste into an assistant, a file a text, where it stands."""
    for source in course.sources.values():
        if (path := briefs.path(source)) in paths:
            yield Link(path, (sentence(source.label),), PLAIN)


def _practised(compilation: Compilation, course: Course, paths: Collection[str]) -> Iterator[Link]:
    """The pages to practise on, and the pupils' own, where they stand."""
    words = catalogue.of(course.language)
    for part in practice.parts(compilation, course):
        if part.path in paths:
            yield Link(part.path, (words["practice"], *([part.label] if part.label else [])), SHOWN)
    if pupils.path(course) in paths:
        yield Link(pupils.path(course), (words["pupils"],), SHOWN)


def _annotated(course: Course, paths: Collection[str]) -> Iterator[Link]:
    """The texts with their questions, where they stand."""
    for source in course.sources.values():
        name = notes_of_texts.file_name(source, course).removesuffix(".html")
        yield from _kinds(notes_of_texts.FOLDER, name, (sentence(source.label),), paths)


def _kinds(folder: str, name: str, words: tuple[str, ...], paths: Collection[str]) -> Iterator[Link]:
    """One artefact in each kind of file that stands."""
    for path, kind in (
        (f"{folder}/{name}.pdf", PRINTED),
        (f"{folder}/word/{name}.docx", WRITTEN),
        (f"{folder}/{name}.html", SHOWN),
    ):
        if path in paths:
            yield Link(path, words, kind)
