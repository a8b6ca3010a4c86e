"""Apply the corrections that `check` proposes, and show them as a diff.

Example: citedeck fix speech-short
"""

from __future__ import annotations

from collections.abc import Sequence
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
        fixed = fix.fix(root, ids or ())
    except fix.UnknownItemError as error:
        raise typer.BadParameter(str(error), param_hint="IDS") from None
    for change in fixed.changes:
        typer.echo(visible(change.diff), nl=False)
    for why in fixed.withheld:
        message = f"{why.item or why.label.span.document.path} is left as it is: corrected, it would not pass"
        typer.echo(visible(f"{message}: {why.message}"), err=True)
    if fixed.to_read:
        typer.echo(_both(fixed.to_read), err=True)
    elif not fixed.changes:
        typer.echo("there is nothing to correct by itself", err=True)


def _both(to_read: Sequence[fix.ToRead]) -> str:
    """What authors wrote beside what their texts say, and the command that takes the texts' words."""
    lines = ["these quotations differ from their text in what they say: read both"]
    for both in to_read:
        lines += [f"  {both.item}", f"    typed: {both.typed}", f"    text:  {both.text}"]
    items = " ".join(dict.fromkeys(both.item for both in to_read))
    return visible("\n".join([*lines, f"to take the texts' words: citedeck fix {items}"]))
