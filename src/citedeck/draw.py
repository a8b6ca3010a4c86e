"""A teacher's own worksheet: drawn, laid out, and written with its key."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from citedeck import build, disk, drawing, printing, sheets
from citedeck.drawing import Wish
from citedeck.model import Compilation, Output, Text, Worksheet
from citedeck.strings import catalogue
from citedeck.targets import key, worksheet


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn and written; `missing` says how many wished-for questions did not fit."""

    compilation: Compilation
    items: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    missing: int = 0


def draw(
    root: Path,
    folder: Path,
    wish: Wish,
    title: str,
    versions: tuple[str, ...],
    profiles: Collection[str],
    command: str,
) -> Drawn:
    """Draw a sheet from the course in `root` and write it, with its keys, to `folder`."""
    compilation = build.compile_only(root)
    course = compilation.course
    if compilation.broken or course is None:
        return Drawn(compilation)
    drawn = drawing.draw(compilation.items, wish)
    if len(drawn) < wish.count:
        return Drawn(compilation, missing=wish.count - len(drawn))
    named = Worksheet(
        id=_text(sheet_id(title)),
        title=_text(title or catalogue(course.language)["sheet"]),
        items=tuple(resolved.item.id for resolved in drawn),
        versions=versions,
    )
    laid_out = sheets.lay_out(course, named, drawn, command)
    outputs: list[Output] = []
    for sheet in laid_out:
        outputs += worksheet.outputs(sheet, compilation, course, profiles)
        outputs.append(key.output(sheet, laid_out, compilation, course))
    outputs += _printed(outputs)
    disk.replace_files({folder / output.path: output.data for output in outputs}, folder)
    return Drawn(compilation, tuple(named.items), tuple(output.path for output in outputs))


def sheet_id(title: str) -> str:
    """A file name for a sheet: the plain letters and digits of its title."""
    from citedeck.normalize import loose, words

    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in loose(words(title)))
    return "-".join(plain.split())[:40] or "fiche"


def command_line(arguments: Collection[str]) -> str:
    """The line that repeats a sheet, ready to be pasted into a shell."""
    return shlex.join(["citedeck", "worksheet", *arguments])


def _printed(outputs: Collection[Output]) -> list[Output]:
    """PDFs beside the pages, where they can be made."""
    try:
        return list(printing.printed(outputs))
    except printing.NoPrinterError:
        return []


def _text(words: str) -> Text:
    """Words that no file holds: typed on the command line."""
    return Text(words)
