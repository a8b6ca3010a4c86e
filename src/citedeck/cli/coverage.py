"""Show which sentences of the texts no question asks about.

A sentence is asked about where an answer rests on it: the words of the answer stand there, or the
marked ones, or it is all that proves it. What is quoted beside that is only given; --given lists it,
with the items that quote it. What stands in no evidence is untouched. At the end, how many questions
there are of each form, level and category, the rarest first; --rare lists the sentences that one
question alone asks about.

Example: citedeck coverage --rare
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.commands import build
from citedeck.messages.visible import visible
from citedeck.model import Compilation, Span
from citedeck.proof import coverage
from citedeck.proof.coverage import Covered

_SHOWN = 90


def run(
    course: shared.CourseArgument = Path(),
    given: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--given", help="List what is only given, and by which items.")
    ] = False,
    rare: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--rare", help="List what one question alone asks about, and which.")
    ] = False,
) -> None:
    """Measure coverage."""
    if given and rare:
        raise typer.BadParameter("one of --given and --rare", param_hint="--rare")
    compilation = build.compile_only(shared.find_course(course))
    if compilation.broken:
        raise shared.mistakes_first()
    for covered in coverage.measure(compilation):
        _print_figures(covered)
        if given:
            _list("only given", _with_ids(covered.given), covered, compilation)
        elif rare:
            _list("asked about once", _with_ids(covered.once), covered, compilation)
        else:
            _print_rest(covered, compilation)
    if not given:
        _print_counts(compilation)


def _with_ids(rows: Iterable[tuple[Span, Iterable[str]]]) -> Iterable[tuple[Span, str]]:
    return ((span, ", ".join(ids)) for span, ids in rows)


def _print_figures(covered: Covered) -> None:
    of_all = f"{len(covered.asked)} of {covered.counted} sentences asked about ({covered.share:.0%})"
    asked = f"{of_all}, {len(covered.once)} of them once"
    others = f"{len(covered.given)} only given, {len(covered.untouched)} untouched"
    typer.echo(f"{covered.source.id}: {asked}, {others}")


def _print_rest(covered: Covered, compilation: Compilation) -> None:
    by_category = ", ".join(f"{name} {count}" for name, count in sorted(covered.categories.items()))
    typer.echo(f"  items: {by_category or 'none'}")
    _list("untouched", ((span, "") for span in covered.untouched), covered, compilation)
    _list("left out", covered.left_out, covered, compilation)


def _print_counts(compilation: Compilation) -> None:
    """How many questions there are of each kind, in all texts."""
    typer.echo("questions in all, the rarest first:")
    for kind, counts in coverage.counted(compilation).items():
        if counts:
            typer.echo(f"  {kind}: {', '.join(f'{name} ({count})' for name, count in counts)}")


def _list(title: str, spans: Iterable[tuple[Span, str]], covered: Covered, compilation: Compilation) -> None:
    rows = list(spans)
    if rows:
        typer.echo(f"  {title}:")
    for span, reason in rows:
        line = compilation.texts[covered.source.id].lines_of(span)[0].number
        words = visible(" ".join(span.text.split()))
        short = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
        typer.echo(f"    l. {line}: {short}" + (f" ({reason})" if reason else ""))
