"""List the questions, each with its form, level, points, texts, and the worksheets it is on.

Example: citedeck list --source speech --level 1,2
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.cli import options, shared
from citedeck.cli.selection import Kinds
from citedeck.messages.visible import visible
from citedeck.model import exact

if TYPE_CHECKING:
    from citedeck.commands.listing import Row

HOW = ("text", "json")
_SHOWN = 100


@options.apart
def run(
    asked: Kinds,
    course: shared.CourseArgument = Path(),
    how: Annotated[str, typer.Option("--format", help=f"How to print: {', '.join(HOW)}.")] = "text",
) -> None:
    """List questions."""
    from citedeck.commands import listing

    if how not in HOW:
        raise typer.BadParameter(f"{how} is none of {', '.join(HOW)}", param_hint="--format")
    compilation, rows = listing.rows(shared.find_course(course), asked.of_kinds())
    if compilation.broken:
        raise shared.mistakes_first()
    if how == "json":
        typer.echo(json.dumps([row.plain() for row in rows], ensure_ascii=False, indent=1))
        return
    for line in _table(rows):
        typer.echo(line)
    total = exact(sum((row.points for row in rows), Decimal()))
    typer.echo(f"{shared.points(len(rows), 'question')}, {shared.points(total, 'point')}", err=True)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Two lines a question: what it is, in columns, and its words."""
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row, of_row in zip(rows, cells, strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(of_row, widths, strict=True)).rstrip()
        words = visible(row.question)
        yield f"    {words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + '…'}"


def _cells(row: Row) -> tuple[str, ...]:
    kept = [
        *([f"for the {row.only} only"] if row.only else []),
        *(["sensitive"] if row.sensitive else []),
        *(["kept for assessments"] if row.reserve else []),
    ]
    level = f"level {row.level}" if row.level else ""
    on_sheets = f"on {', '.join(row.sheets)}" if row.sheets else "on no sheet"
    points = shared.points(row.points, "point")
    return (row.id, row.form, level, points, ", ".join(row.texts), "; ".join([on_sheets, *kept]))
