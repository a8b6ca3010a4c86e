"""A teacher's own worksheet: drawn, laid out, and written with its key."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from citedeck.commands import build, companions, disk
from citedeck.languages import catalogue
from citedeck.model import Compilation, Course, Extract, Output, ResolvedItem, Sheet, Text, Worksheet
from citedeck.quick import dataclass
from citedeck.sheets import choice, layout
from citedeck.sheets.choice import Wish
from citedeck.targets.paper import key, worksheet
from citedeck.targets.word import NoLibraryError
from citedeck.text import folding


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn and written; `missing` says how many wished-for questions did not fit."""

    compilation: Compilation
    items: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    missing: int = 0
    without: Mapping[str, str] = field(default_factory=dict)
    """Of each kind of companion that was asked for and not made, why."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a teacher wants the sheet."""

    title: str
    versions: tuple[str, ...]
    profiles: Collection[str]
    with_text: bool = False
    word: bool = False


def draw(root: Path, folder: Path, wish: Wish, look: Look, command: str) -> Drawn:
    """Draw a sheet from the course in `root` and write it, with its keys, to `folder`.

    Raises UsageError where the wish names what the course has not.
    """
    compilation = build.compile_only(root)
    course = compilation.course
    if compilation.broken or course is None:
        return Drawn(compilation)
    _check_names(wish, compilation, course)
    drawn = choice.draw(compilation.items, wish)
    if len(drawn) < wish.count:
        return Drawn(compilation, missing=wish.count - len(drawn))
    named = _named(drawn, look, course)
    sheets = layout.versions(course, named, drawn, command)
    outputs: list[Output] = []
    for sheet in sheets:
        outputs += worksheet.outputs(sheet, compilation, course, look.profiles)
        outputs.append(key.output(sheet, sheets, compilation, course))
    outputs += companions.made(outputs, compilation, [companions.PDF])[0]
    for_word, missing = _for_word(sheets, compilation, course, look)
    outputs += for_word
    disk.replace_files({folder / output.path: output.data for output in outputs}, folder)
    paths = tuple(output.path for output in outputs)
    return Drawn(compilation, tuple(named.items), paths, without=missing)


def _named(drawn: Sequence[ResolvedItem], look: Look, course: Course) -> Worksheet:
    """A worksheet of the items drawn, as its teacher wants it."""
    words = catalogue.of(course.language)
    return Worksheet(
        id=_text(folding.slug(look.title, 40) or f"{words['sheet_name']}-{_mark(drawn)}"),
        title=_text(look.title or words["sheet"]),
        items=tuple(resolved.item.id for resolved in drawn),
        versions=look.versions,
        texts=_texts_of(drawn) if look.with_text else (),
    )


def _mark(drawn: Sequence[ResolvedItem]) -> str:
    """What tells a sheet without a title from others: another one does not take its place."""
    names = "\n".join(resolved.item.id for resolved in drawn)
    return hashlib.sha256(names.encode()).hexdigest()[:4]


def _texts_of(drawn: Sequence[ResolvedItem]) -> tuple[Extract, ...]:
    """The printable texts that items ask about, each whole."""
    asked = dict.fromkeys(source for resolved in drawn for source in resolved.sources)
    return tuple(Extract(source=_text(source.id)) for source in asked if source.printable)


def _check_names(wish: Wish, compilation: Compilation, course: Course) -> None:
    items = [resolved.item for resolved in compilation.items]
    wishes = {
        "--source": (wish.sources, course.sources),
        "--category": (wish.categories, course.categories or {str(item.category) for item in items}),
        "--level": (wish.levels, {str(item.level) for item in items if item.level}),
        "--form": (wish.forms, {str(item.form) for item in items}),
    }
    for option, (names, there) in wishes.items():
        for name in names:
            if name not in there:
                listed = ", ".join(sorted(map(str, there))) or "no such thing"
                raise disk.UsageError(f"{option}: the course has no `{name}`; it has {listed}")


def command_line(arguments: Collection[str]) -> str:
    """The line that repeats a sheet, ready to be pasted into a shell."""
    return shlex.join(["citedeck", "worksheet", *arguments])


def _for_word(
    sheets: Sequence[Sheet], compilation: Compilation, course: Course, look: Look
) -> tuple[list[Output], dict[str, str]]:
    """Sheets and keys for a word processor, or why there are none."""
    from citedeck.targets.word import documents

    outputs: list[Output] = []
    try:
        for sheet in sheets if look.word else ():
            outputs += documents.of_sheet(sheet, compilation, course, look.profiles)
            outputs.append(documents.of_key(sheet, sheets, compilation, course))
    except NoLibraryError as error:
        return [], {companions.WORD: str(error)}
    return outputs, {}


def _text(words: str) -> Text:
    """Words that no file holds: typed on the command line."""
    return Text(words)
