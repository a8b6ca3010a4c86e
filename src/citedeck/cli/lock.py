"""Rebuild a lost lock from the last deck that was released.

Example: citedeck lock --from decks/course.apkg
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.commands import relock


def run(
    deck: Annotated[Path, typer.Option("--from", help="The last released deck.", show_default=False)],
    course: shared.CourseOption = Path(),
) -> None:
    """Rebuild the lock."""
    root = shared.find_course(course)
    try:
        count = relock.relock(root, shared.deck(deck))
    except relock.NoRelockError as error:
        raise typer.BadParameter(f"{deck}: {error}", param_hint="--from") from None
    typer.echo(f"the lock remembers {shared.points(count, 'note')} of {deck}")
