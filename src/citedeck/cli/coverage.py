"""Show which sentences of the texts no question asks about.

Example: citedeck coverage
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from citedeck.cli import shared
from citedeck.commands import build
from citedeck.messages.visible import visible
from citedeck.model import Compilation, Span
from citedeck.proof import coverage
from citedeck.proof.coverage import Covered

_SHOWN = 90


def run(course: shared.CourseArgument = Path()) -> None:
    """Measure coverage."""
    compilation = build.compile_only(shared.find_course(course))
    if compilation.broken:
        raise shared.mistakes_first()
    for covered in coverage.measure(compilation):
        _print(covered, compilation)


def _print(covered: Covered, compilation: Compilation) -> None:
    counted = len(covered.asked) + len(covered.unasked)
    share = f"{covered.share:.0%}"
    typer.echo(f"{covered.source.id}: {len(covered.asked)} of {counted} sentences asked about ({share})")
    by_category = ", ".join(f"{name} {count}" for name, count in sorted(covered.categories.items()))
    typer.echo(f"  items: {by_category or 'none'}")
    _list("not asked about", ((span, "") for span in covered.unasked), covered, compilation)
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
