"""Accept that items are still right after their text was edited.

Shows what changed; read both passages before. Only the lock is written.

Example: citedeck accept speech-short
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.commands import accept


def run(
    ids: Annotated[list[str], typer.Argument(help="Ids of items.", show_default=False)],
    course: shared.CourseOption = Path(),
) -> None:
    """Accept edited passages."""
    root = shared.find_course(course)
    done = accept.accept(root, ids)
    if done.damage:
        shared.print_findings(done.damage, root=root)
        typer.echo("nothing was accepted", err=True)
        raise typer.Exit(1)
    if done.unknown:
        raise typer.BadParameter(f"no item is called {', '.join(done.unknown)}", param_hint="IDS")
    if done.unproven:
        names = ", ".join(done.unproven)
        typer.echo(f"nothing was accepted: citedeck check says what to mend first in {names}", err=True)
        raise typer.Exit(1)
    shared.print_findings(done.settled, root=root)
    if done.settled:
        typer.echo(
            f"accepted: {', '.join(sorted({diagnostic.item for diagnostic in done.settled}))}", err=True
        )
    else:
        typer.echo("there was nothing to accept", err=True)
