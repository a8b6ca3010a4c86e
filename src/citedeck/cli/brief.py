"""Print a brief for an assistant: the task, the rules, an example of each form, the text.

Paste it into any chat; save what comes back, and `citedeck take` looks up every quotation. It says first
that the text is handed to a service: where its rights speak against that, --yes is asked for.

Example: citedeck brief --source speech --uncovered --count 15 -o brief.txt
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.bank.forms import FORMS
from citedeck.cli import shared
from citedeck.messages.visible import visible

if TYPE_CHECKING:
    from citedeck.model import Course

ALL = "all"
_MOST = 60


def run(
    source: Annotated[
        str,
        typer.Option("--source", help="The id of the text, or ids with commas; the only one if left out."),
    ] = "",
    uncovered: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--uncovered", help="Ask only about sentences that no question asks about.")
    ] = False,
    lines: Annotated[str, typer.Option("--lines", help="A part of the text, by its lines: 1-40.")] = "",
    count: Annotated[int, typer.Option("--count", min=1, max=_MOST, help="How many questions.")] = 12,
    forms: Annotated[
        str, typer.Option("--forms", help=f"Which forms, with commas: {', '.join(FORMS)}; or {ALL}.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file to write; printed if left out.")
    ] = None,
    yes: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--yes", help="Hand on a text whose rights speak against it: you may.")
    ] = False,
    course: shared.CourseOption = Path(),
) -> None:
    """Print a brief."""
    from citedeck.commands import build
    from citedeck.targets import briefs

    compilation = build.compile_only(shared.find_course(course))
    if compilation.course is None:
        shared.print_findings(compilation.diagnostics)
        raise typer.Exit(1)
    about = _sources(source, compilation.course)
    wish = briefs.Wish(
        sources=about, uncovered=uncovered, lines=_lines(lines), count=count, forms=_forms(forms, about)
    )
    if not yes:
        _object(about, compilation.course)
    words = briefs.brief(compilation, compilation.course, wish)
    _write(words, output)
    if len(words) > briefs.MOST:
        typer.echo(briefs.too_long(words, compilation.course.language), err=True)


def _sources(listed: str, course: Course) -> tuple[str, ...]:
    names = shared.listed(listed) or (tuple(course.sources) if len(course.sources) == 1 else ())
    unknown = [name for name in names if name not in course.sources]
    if unknown or not names:
        state = f"there is no text {unknown[0]} that can be read" if unknown else "name the text"
        raise typer.BadParameter(f"{state}: one of {', '.join(course.sources)}", param_hint="--source")
    return tuple(dict.fromkeys(names))


def _lines(words: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", words.strip())
    if not words:
        return None
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise typer.BadParameter(f"{words} are no lines: two numbers, such as 1-40", param_hint="--lines")
    return int(match[1]), int(match[2] or match[1])


def _forms(listed: str, about: tuple[str, ...]) -> tuple[str, ...]:
    """The forms that are asked for; those that compare texts need two."""
    from citedeck.targets import briefs

    several = len(about) > 1
    every = tuple(form for form in FORMS if several or form not in briefs.OF_TWO)
    names = every if listed == ALL else shared.listed(listed) or briefs.usual(len(about))
    for name in names:
        if name not in FORMS:
            raise typer.BadParameter(f"{name} is none of {', '.join(FORMS)}", param_hint="--forms")
        if name not in every:
            raise typer.BadParameter(f"{name} needs two texts: --source a,b", param_hint="--forms")
    return names


def _object(about: tuple[str, ...], course: Course) -> None:
    """Raise UsageError where what is known of a text speaks against handing it on."""
    from citedeck.commands import disk
    from citedeck.languages import briefing
    from citedeck.targets import briefs

    for name in about:
        if why := briefs.objection(course.sources[name], course.language):
            raise disk.UsageError(f"{why} {briefing.of(course.language)['allowed']}")


def _write(words: str, output: Path | None) -> None:
    from citedeck.commands import disk

    if output is None:
        typer.echo(visible(words), nl=False)
        return
    disk.replace_files({output.absolute(): words.encode()}, output.absolute().parent)
