"""Show which sentences of the texts no question asks about.

A sentence is asked about where an answer rests on it: the words of the answer stand there, or the
marked ones, or it is all that proves it. What is quoted beside that is only given; --given lists it,
with the items that quote it. What stands in no evidence is untouched.

Example: citedeck coverage --given
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
) -> None:
    """Measure coverage."""
    compilation = build.compile_only(shared.find_course(course))
    if compilation.broken:
        raise shared.mistakes_first()
    for covered in coverage.measure(compilation):
        _print_figures(covered)
        if given:
            rows = ((span, ", ".join(map(str, ids))) for span, ids in covered.given)
            _list("only given", rows, covered, compilation)
        else:
            _print_rest(covered, compilation)


def _print_figures(covered: Covered) -> None:
    asked = f"{len(covered.asked)} of {covered.counted} sentences asked about ({covered.share:.0%})"
    others = f"{len(covered.given)} only given, {len(covered.untouched)} untouched"
    typer.echo(f"{covered.source.id}: {asked}, {others}")


def _print_rest(covered: Covered, compilation: Compilation) -> None:
    by_category = ", ".join(f"{name} {count}" for name, count in sorted(covered.categories.items()))
    typer.echo(f"  items: {by_category or 'none'}")
    _list("untouched", ((span, "") for span in covered.untouched), covered, compilation)
    _list("left out", covered.left_out, covered, compilation)


def _list(title: str, spans: Iterable[tuple[Span, str]], covered: Covered, compilation: Compilation) -> None:
    rows = list(spans)
    if rows:
        typer.echo(f"  {title}:")
    for span, reason in rows:
        line = compilation.texts[covered.source.id].lines_of(span)[0].number
        words = visible(" ".join(span.text.split()))
        short = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
        typer.echo(f"    l. {line}: {short}" + (f" ({reason})" if reason else ""))
