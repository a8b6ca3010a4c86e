"""Write questions for Moodle (and Éléa), PRONOTE, GIFT, or as cards in a table; say what does not go.

All questions go where nothing chooses. What a format cannot hold is said by id, here and in the file.
A justification by a quotation is asked for in a question of its own with --with-essays.
PRONOTE's is experimental: nobody has confirmed yet what it makes of such a file.

Example: citedeck export moodle --source speech -o speech.moodle.xml
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import options, shared
from citedeck.cli.selection import Selection
from citedeck.messages.visible import visible
from citedeck.targets.export import FORMATS


@options.apart
def run(
    name: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.", show_default=False)
    ],
    asked: Selection,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write; the course's id and an ending if left out."),
    ] = None,
    with_essays: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--with-essays", help="Ask for each justification in a question of its own.")
    ] = False,
    force: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
    course: shared.CourseOption = Path(),
) -> None:
    """Export questions."""
    from citedeck.commands import export

    if name not in FORMATS:
        raise typer.BadParameter(f"{name} is none of {', '.join(FORMATS)}", param_hint="FORMAT")
    root = shared.find_course(course)
    done = export.export(root, name, output, asked.wish(), with_essays=with_essays, force=force)
    if done.compilation.broken:
        raise shared.mistakes_first()
    for line in done.report:
        typer.echo(visible(line))
    if done.refused:
        typer.echo(f"nothing was written: {done.refused}", err=True)
        raise typer.Exit(1)
    typer.echo(visible(str(done.target)))
