"""Print the JSON Schema of a kind of file, for editors.

In a course it speaks the course's language, and knows its texts and categories.

Example: citedeck schema bank > questions/bank.schema.json
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.bank import schema
from citedeck.cli import shared
from citedeck.commands import build, folders
from citedeck.model import Course


def run(
    file: Annotated[str, typer.Argument(help=f"Which file: {', '.join(schema.FILES)}.")] = "bank",
    folder: Annotated[
        Path | None, typer.Option("--course", help="A folder of the course; this one if left out.")
    ] = None,
) -> None:
    """Print a schema."""
    if file not in schema.FILES:
        raise typer.BadParameter(f"{file} is none of {', '.join(schema.FILES)}", param_hint="FILE")
    typer.echo(schema.printed(file, _course(folder)), nl=False)


def _course(folder: Path | None) -> Course | None:
    """The course that was named, or the one around this folder, if it is in one."""
    try:
        root = folders.find_course(Path()) if folder is None else shared.find_course(folder)
    except folders.NoCourseError:
        return None
    course = build.compile_only(root).course
    if course is None:
        raise shared.mistakes_first()
    return course
