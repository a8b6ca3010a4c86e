"""Apply the corrections that `check` proposes, and show them as a diff.

Example: citedeck fix opt-filiere
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.commands import fix
from citedeck.messages.visible import visible


def run(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Ids of items; all of them if left out.", show_default=False)
    ] = None,
    course: shared.CourseOption = Path(),
) -> None:
    """Correct items."""
    root = shared.find_course(course)
    try:
        changes = fix.fix(root, ids or ())
    except fix.UnknownItemError as error:
        raise typer.BadParameter(str(error), param_hint="IDS") from None
    for change in changes:
        typer.echo(visible(change.diff), nl=False)
    if not ids and (to_read := fix.to_read(root)):
        message = "they say something else than their text: read both, then name what may take its words"
        typer.echo(f"{message}: {', '.join(to_read)}", err=True)
    elif not changes:
        typer.echo("there is nothing to correct by itself", err=True)
