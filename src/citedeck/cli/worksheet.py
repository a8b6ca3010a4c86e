"""Draw a worksheet of one's own, with its key.

The same line draws the same sheet; another --seed draws another one. Questions that would
answer each other are never drawn together, and sensitive ones only with --sensitive.

Example: citedeck worksheet --source options --level 1,2 --count 10 --versions A,B --output mine
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared


def run(
    count: Annotated[int, typer.Option("--count", min=1, max=60, help="How many questions.")] = 10,
    source: Annotated[str, typer.Option("--source", help="Ids of texts, with commas; any if left out.")] = "",
    category: Annotated[str, typer.Option("--category", help="Categories, with commas.")] = "",
    level: Annotated[str, typer.Option("--level", help="Levels, with commas: 1,2.")] = "",
    form: Annotated[str, typer.Option("--form", help="Forms, with commas: short,choice.")] = "",
    versions: Annotated[str, typer.Option("--versions", help="Letters, with commas: A,B.")] = "A",
    profile: Annotated[
        str, typer.Option("--profile", help="standard, large, or both with a comma.")
    ] = "standard",
    title: Annotated[str, typer.Option("--title", help="Stands at the head of the sheet.")] = "",
    seed: Annotated[str, typer.Option("--seed", help="Any word: another word, another sheet.")] = "1",
    sensitive: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--sensitive", help="Draw sensitive questions too.")
    ] = False,
    with_text: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--with-text", help="Print the texts asked about with the questions.")
    ] = False,
    word: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--word", help="Write it for Word too, to be changed there.")
    ] = False,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("worksheets"),
    course: shared.CourseOption = Path(),
) -> None:
    """Draw a worksheet."""
    from citedeck.commands import worksheet
    from citedeck.sheets.choice import Wish

    root = shared.find_course(course)
    wish = Wish(
        count=count,
        seed=seed,
        sources=_listed(source),
        categories=_listed(category),
        levels=_listed(level),
        forms=_listed(form),
        sensitive=sensitive,
    )
    command = worksheet.command_line(sys.argv[2:])
    look = worksheet.Look(title, _letters(versions), _profiles(profile), with_text, word)
    done = worksheet.draw(root, output, wish, look, command)
    if done.compilation.broken:
        raise shared.mistakes_first()
    if done.missing:
        raise _too_few(count - done.missing)
    typer.echo(f"{shared.points(len(done.items), 'question')}: {', '.join(done.items)}")
    for path in done.written:
        typer.echo(output / path)
    shared.end_without(done.without)


def _too_few(fitting: int) -> typer.Exit:
    """The end where fewer questions fit together than were asked for, after saying so."""
    typer.echo(
        f"only {shared.points(fitting, 'question')} fit: the others were not asked for, or would answer "
        "one of these; ask for fewer, or for more kinds",
        err=True,
    )
    return typer.Exit(1)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _letters(words: str) -> tuple[str, ...]:
    letters = _listed(words)
    if (
        not letters
        or len(set(letters)) < len(letters)
        or any(len(letter) != 1 or not "A" <= letter <= "Z" for letter in letters)
    ):
        raise typer.BadParameter("different letters with commas, such as A,B", param_hint="--versions")
    return letters


def _profiles(words: str) -> tuple[str, ...]:
    from citedeck.targets.paper.pages import PROFILES

    profiles = _listed(words)
    if not profiles or not set(profiles) <= set(PROFILES):
        raise typer.BadParameter(f"one of {', '.join(PROFILES)}, or both", param_hint="--profile")
    return profiles
