"""Make a worksheet of one's own, with its key: named questions, or drawn ones.

The same line draws the same sheet; another --seed draws another one. Questions that would answer each
other are never drawn together, and sensitive ones only with --sensitive. What was left out is said, and why.
citedeck list shows what there is; --items takes questions by their ids.

Example: citedeck worksheet --source options --level 1,2 --points 20 --versions A,B --output mine
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.cli import shared

if TYPE_CHECKING:
    from citedeck.commands.worksheet import Drawn
    from citedeck.sheets.choice import Wish

NAMED = 8
"""No note names more pairs."""

COUNT = 10
"""How many are drawn where nothing is said."""


def run(
    count: Annotated[
        int | None,
        typer.Option("--count", min=1, max=60, help="How many questions; 10 where nothing else says it."),
    ] = None,
    points: Annotated[str, typer.Option("--points", help="What their points add up to: 20.")] = "",
    pages: Annotated[
        int | None, typer.Option("--pages", min=1, max=20, help="As many questions as fit on so many sides.")
    ] = None,
    everything: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--all", help="All questions that are asked for.")
    ] = False,
    items: Annotated[str, typer.Option("--items", help="Ids of questions, in this order, with commas.")] = "",
    without: Annotated[str, typer.Option("--without", help="Ids of questions to leave out.")] = "",
    source: Annotated[str, typer.Option("--source", help="Ids of texts, with commas; any if left out.")] = "",
    category: Annotated[str, typer.Option("--category", help="Categories, with commas.")] = "",
    level: Annotated[str, typer.Option("--level", help="Levels, with commas: 1,2.")] = "",
    form: Annotated[str, typer.Option("--form", help="Forms, with commas: short,choice.")] = "",
    versions: Annotated[str, typer.Option("--versions", help="Letters, with commas: A,B.")] = "A",
    profile: Annotated[
        str, typer.Option("--profile", help="standard, dys, large or larger; several with commas.")
    ] = "standard",
    title: Annotated[str, typer.Option("--title", help="Stands at the head of the sheet.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="activity (without points) or assessment (with a mark).")
    ] = "",
    no_points: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--no-points", help="Print no points.")
    ] = False,
    paper: Annotated[str, typer.Option("--paper", help="a4 or letter; as the course has it.")] = "",
    seed: Annotated[str, typer.Option("--seed", help="Any word: another word, another sheet.")] = "1",
    sensitive: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--sensitive", help="Draw sensitive questions too.")
    ] = False,
    reserved: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--reserved", help="Draw questions kept for assessments too.")
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
    """Make a worksheet."""
    from citedeck.bank.course import KINDS, PAPERS
    from citedeck.commands import worksheet
    from citedeck.sheets.choice import Wish

    _one_of(kind, KINDS, "--kind")
    _one_of(paper, PAPERS, "--paper")
    root = shared.find_course(course)
    given = any((count, points, pages, everything, items))
    wish = Wish(
        count=count if given else COUNT,
        points=_amount(points) if points else None,
        pages=pages,
        everything=everything,
        items=shared.listed(items),
        without=shared.listed(without),
        seed=seed,
        sources=shared.listed(source),
        categories=shared.listed(category),
        levels=shared.listed(level),
        forms=shared.listed(form),
        sensitive=sensitive,
        reserved=reserved,
    )
    _check(wish)
    command = worksheet.command_line(sys.argv[2:])
    look = worksheet.Look(
        title=title,
        versions=_letters(versions),
        profiles=_profiles(profile),
        with_text=with_text,
        word=word,
        kind=kind,
        no_points=no_points,
        paper=paper,
    )
    _report(worksheet.draw(root, output, wish, look, command), output)


def _report(done: Drawn, output: Path) -> None:
    """What was made and what was left out; the end where nothing could be made."""
    if done.compilation.broken:
        raise shared.mistakes_first()
    if done.refused:
        typer.echo(f"{done.refused}; ask for fewer, or for more kinds", err=True)
    else:
        counted = f"{shared.points(len(done.items), 'question')}, {shared.points(done.points, 'point')}"
        typer.echo(f"{counted}: {', '.join(done.items)}")
        for path in done.written:
            typer.echo(output / path)
    for line in _beside(done):
        typer.echo(line, err=True)
    if done.refused:
        raise typer.Exit(1)
    shared.end_without(done.without)


def _beside(done: Drawn) -> Iterator[str]:
    """Why questions were left out, those of one reason together; which of those taken tell answers."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, reason in done.chosen.left_out.items():
        by_reason[reason].append(name)
    for reason, names in by_reason.items():
        yield f"left out: {', '.join(names)} ({reason})"
    for one, other in done.alike:
        yield f"note: {one} and {other} print the same: nothing else can change its place"
    pairs = [f"`{one}` of `{other}`" for one, other in done.chosen.telling]
    if pairs:
        more = f" and {len(pairs) - NAMED} more" if len(pairs) > NAMED else ""
        yield f"note: questions tell something of an answer: {', '.join(pairs[:NAMED])}{more}"


def _check(wish: Wish) -> None:
    """Refuse wishes that cannot be meant together."""
    named = wish.items or wish.everything
    if named and (wish.count or wish.points is not None or wish.pages):
        raise typer.BadParameter("--count, --points and --pages choose; --items and --all do not")
    if wish.items and (wish.everything or any((wish.sources, wish.categories, wish.levels, wish.forms))):
        raise typer.BadParameter("--items names each question: nothing else chooses")


def _amount(words: str) -> Decimal:
    """Points as they are typed, with a point or a comma."""
    from citedeck.bank.shapes import POINTS

    plain = words.strip().replace(",", ".")
    if not POINTS.matches(plain) or not Decimal(plain):
        raise typer.BadParameter("a number such as 20 or 7.5", param_hint="--points")
    return Decimal(plain)


def _one_of(word: str, words: tuple[str, ...], option: str) -> None:
    if word and word not in words:
        raise typer.BadParameter(f"one of {', '.join(words)}", param_hint=option)


def _letters(words: str) -> tuple[str, ...]:
    letters = shared.listed(words)
    if (
        not letters
        or len(set(letters)) < len(letters)
        or any(len(letter) != 1 or not "A" <= letter <= "Z" for letter in letters)
    ):
        raise typer.BadParameter("different letters with commas, such as A,B", param_hint="--versions")
    return letters


def _profiles(words: str) -> tuple[str, ...]:
    from citedeck.targets.paper.pages import PROFILES

    profiles = shared.listed(words)
    if not profiles or not set(profiles) <= set(PROFILES):
        raise typer.BadParameter(
            f"one of {', '.join(PROFILES)}, or several with commas", param_hint="--profile"
        )
    return profiles
