"""Make a worksheet of one's own, with its key: named questions, or drawn ones.

Ten are drawn where nothing else is said. The same line draws the same sheet; another --seed draws
another one. Questions that would answer each other are never drawn together, and sensitive ones only
with --sensitive. What was left out is said, and why. citedeck list shows what there is; --items takes
questions by their ids, --sheet those of a ready worksheet; --fewer 8 leaves eight of them, which ask for
the same skills.

Example: citedeck worksheet --source speech --level 1,2 --count 3 --versions A,B --output mine
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.cli import options, shared
from citedeck.cli.selection import Selection
from citedeck.quick import dataclass

if TYPE_CHECKING:
    from citedeck.commands.worksheet import Drawn, Look

NAMED = 8
"""No note names more pairs."""

COUNT = 10
"""How many are drawn where nothing is said."""


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How the sheet is to look."""

    title: Annotated[str, typer.Option("--title", help="Stands at the head of the sheet.")] = ""
    versions: Annotated[str, typer.Option("--versions", help="Letters, with commas: A,B.")] = "A"
    profile: Annotated[
        str, typer.Option("--profile", help="standard, dys, large or larger; several with commas.")
    ] = "standard"
    kind: Annotated[
        str, typer.Option("--kind", help="activity (without points) or assessment (with a mark).")
    ] = ""
    no_points: Annotated[bool, typer.Option("--no-points", help="Print no points.")] = False
    paper: Annotated[str, typer.Option("--paper", help="a4 or letter; as the course has it.")] = ""
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Print the texts asked about with the questions.")
    ] = False
    word: Annotated[bool, typer.Option("--word", help="Write it for Word too, to be changed there.")] = False

    def look(self) -> Look:
        """The same, as the command takes it. Raises BadParameter where there is no such look."""
        from citedeck.bank.course import KINDS, PAPERS
        from citedeck.commands.worksheet import Look

        options.one_of(self.kind, KINDS, "--kind")
        options.one_of(self.paper, PAPERS, "--paper")
        return Look(
            title=self.title,
            versions=_letters(self.versions),
            profiles=_profiles(self.profile),
            with_text=self.with_text,
            word=self.word,
            kind=self.kind,
            no_points=self.no_points,
            paper=self.paper,
        )


@options.apart
def run(
    asked: Selection,
    looks: Looks,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("worksheets"),
    course: shared.CourseOption = Path(),
) -> None:
    """Make a worksheet."""
    from citedeck.commands import worksheet

    wish, look = asked.wish(COUNT), looks.look()
    command = worksheet.command_line(sys.argv[2:])
    _report(worksheet.draw(shared.find_course(course), output, wish, look, command), output)


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
