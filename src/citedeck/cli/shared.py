"""What every verb needs: the course, and how findings are printed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.bank.raw import COURSE
from citedeck.commands import folders
from citedeck.messages import report
from citedeck.model import Diagnostic

if TYPE_CHECKING:
    from citedeck.targets.anki.exported import Held

CourseArgument = Annotated[
    Path, typer.Argument(help="A folder of the course; this one if left out.", show_default=False)
]
CourseOption = Annotated[Path, typer.Option("--course", help="A folder of the course; this one if left out.")]
LanguageOption = Annotated[
    str,
    typer.Option(
        "--language",
        help="Tell mistakes in this language alone, as fr; English with the course's titles without it.",
        show_default=False,
    ),
]
CachedOption = Annotated[
    bool,
    typer.Option(" /--no-cache", help="Read and check everything, whatever is remembered of the last time."),
]
FormatOption = Annotated[
    str, typer.Option("--format", help=f"How to print findings: {', '.join(report.FORMATS)}.")
]


_EXPLAINED = "`citedeck explain CODE` explains a code"


def find_course(folder: Path) -> Path:
    """The course a folder is in; a wrong command line where there is none."""
    if not folder.is_dir():
        raise typer.BadParameter(f"{folder} is not a folder")
    try:
        return folders.find_course(folder)
    except folders.NoCourseError as error:
        raise typer.BadParameter(str(error)) from None


def check_format(how: str) -> str:
    """A known format."""
    if how not in report.FORMATS:
        raise typer.BadParameter(f"{how} is none of {', '.join(report.FORMATS)}", param_hint="--format")
    return how


def check_language(language: str) -> str:
    """A language that mistakes are told in, or none."""
    if not language:
        return ""
    from citedeck.messages import translations

    if language not in (spoken := translations.languages()):
        raise typer.BadParameter(f"{language} is none of {', '.join(spoken)}", param_hint="--language")
    return language


def language_in(root: Path) -> str:
    """The language of a course; nothing where its course.yaml cannot be read."""
    from citedeck.commands import head

    try:
        return head.language((root / COURSE).read_bytes())
    except OSError:
        return ""


def print_findings(
    diagnostics: Sequence[Diagnostic],
    how: str = "text",
    root: Path | None = None,
    changed: Sequence[str] = (),
    language: str = "",
    *,
    alone: bool = False,
) -> None:
    """Findings on stdout; annotations name files from the top of the checkout, `changed` items first.

    In English, with titles in the `language`, the course's where none is given; or in the language alone.
    """
    folder = _folder_in_checkout(root) if root else ""
    language = language or (language_in(root) if root and diagnostics else "")
    printed = report.render(
        diagnostics, how, color=wants_color(), folder=folder, changed=changed, language=language, alone=alone
    )
    typer.echo(_unobeyed(printed) if how != "json" else printed, nl=False)


def _unobeyed(printed: str) -> str:
    """Words of which a runner that reads along obeys none: it looks for ##[ anywhere in a line."""
    return printed.replace("##[", "##\u200b[") if os.environ.get("GITHUB_ACTIONS") else printed


def print_summary(diagnostics: Sequence[Diagnostic], language: str = "", *, whole: bool) -> None:
    """What was found, in one line on stderr, and where a code is explained; whether the `whole` was read."""
    if not whole:
        unread = "note: worksheets were not checked: not every item could be read"
        typer.echo(report.say(unread, language), err=True)
    explained = f"; {report.say(_EXPLAINED, language)}" if diagnostics else ""
    typer.echo(report.summary(diagnostics, language) + explained, err=True)


def _folder_in_checkout(root: Path) -> str:
    """The folder of a course as seen from the top of its repository, with a slash at its end."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    return f"{root.relative_to(top).as_posix()}/" if root != top and root.is_relative_to(top) else ""


def wants_color() -> bool:
    """Whether stdout is a terminal whose user wants colors."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def deck(path: Path) -> Held:
    """A deck that citedeck made, or that Anki exported again; a wrong command line where it is neither."""
    from citedeck.targets.anki import exported, package

    try:
        if path.exists() and not path.is_file():
            raise typer.BadParameter(f"{path} is not a file")
        with path.open("rb") as file:
            return exported.read(file.read(package.MAX_PACKAGE + 1))
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from None
    except package.DamagedError as error:
        raise typer.BadParameter(f"{path}: {error}") from None


PATIENCE, BLINK = 1.0, 0.1
"""Seconds before anything is shown, and between two lines."""

_LINE = 50


def working() -> Callable[[str, int, int], None]:
    """Shows how far a work is, once it takes more than a second, and leaves nothing of it."""
    due, shown = time.monotonic() + PATIENCE, False

    def show(doing: str, done: int, of_all: int) -> None:
        nonlocal due, shown
        ended = shown and done == of_all
        if not ended and time.monotonic() < due:
            return
        line = "" if ended else f"{doing}: {done} of {of_all}"
        sys.stderr.write(f"\r{line:<{_LINE}}" + "\r" * ended)
        sys.stderr.flush()
        due, shown = time.monotonic() + BLINK * (not ended), not ended

    return show


def mistakes_first() -> typer.Exit:
    """The end of a verb that needs a course without mistakes, after saying so."""
    typer.echo("there are mistakes: run citedeck check first", err=True)
    return typer.Exit(1)


def end_without(missing: Mapping[str, str]) -> None:
    """Say what was not made, and end as what did not do all that it was asked to."""
    print_missing(missing)
    if missing:
        raise typer.Exit(1)


def print_missing(missing: Mapping[str, str]) -> None:
    """Say of each kind of companion that was not made why, and how it would be."""
    from citedeck.commands import companions

    for kind, why in missing.items():
        typer.echo(f"note: no {companions.NAMES[kind]}s were made. {why}", err=True)


def points(count: int | Decimal, what: str) -> str:
    """A count with its noun."""
    return f"{count} {what}{'s' * (count != 1)}"


def listed(words: str) -> tuple[str, ...]:
    """Words with commas between them, one by one."""
    return tuple(word.strip() for word in words.split(",") if word.strip())
