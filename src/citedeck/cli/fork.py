"""Make a copy of a course one of its own: a new key, version 0.1.0, no lock, no decks.

Example: citedeck fork
"""

from __future__ import annotations

from pathlib import Path

import typer

from citedeck.cli import shared
from citedeck.commands import fork


def run(course: shared.CourseArgument = Path()) -> None:
    """Fork a course."""
    done = fork.fork(shared.find_course(course))
    removed = shared.points(len(done.removed), "file")
    typer.echo(f"a course of its own: key {done.key}, version {fork.FIRST_VERSION}, {removed} removed")
    typer.echo(
        f"Its learners begin anew: no card of `{done.of}` {done.version} is taken over, and none is replaced."
    )
    typer.echo("The authors of that course stay named as they were: add yourself, take nobody out.")
