"""Release a version: check, build, say what changed, and move the lock.

Example: citedeck release 1.1.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck import build, release
from citedeck.cli import shared


def run(
    version: Annotated[str, typer.Argument(help="The new version: three numbers, such as 1.1.0.")],
    course: shared.CourseArgument = Path(),
) -> None:
    """Release a course."""
    root = shared.find_course(course)
    try:
        done = release.release(root, root / build.OUTPUT, version)
    except release.VersionError as error:
        raise typer.BadParameter(str(error), param_hint="VERSION") from None
    shared.print_findings(done.compilation.diagnostics)
    if done.written is None:
        shared.print_summary(done.compilation, done.compilation.diagnostics)
        typer.echo("nothing was released", err=True)
        raise typer.Exit(1)
    for what, items in (
        ("new", done.changes.added),
        ("corrected", done.changes.corrected),
        ("gone", done.changes.gone),
    ):
        if items:
            typer.echo(f"{what}: {', '.join(items)}")
    files = shared.points(len(done.written.outputs), "file")
    typer.echo(f"released {version}: {files} in {build.OUTPUT}/")
