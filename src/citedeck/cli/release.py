"""Release a version: check, build, say what changed, and move the lock.

Example: citedeck release 1.1.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.commands import companions, folders, release
from citedeck.targets.anki import changes


def run(
    version: Annotated[str, typer.Argument(help="The new version: three numbers, such as 1.1.0.")],
    course: shared.CourseArgument = Path(),
    refresh: Annotated[  # noqa: FBT002 - a flag
        bool,
        typer.Option("--refresh", help="Re-date every note: learners lose their own tags and edits on all."),
    ] = False,
    recall: Annotated[
        Path | None,
        typer.Option(
            "--recall",
            help="The deck of a bad release, to call it back; questions/ is as in the last good one.",
            show_default=False,
        ),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Leave out pdf or word files, which need a library.")
    ] = None,
) -> None:
    """Release a course."""
    for kind in without or ():
        if kind not in companions.ENDINGS:
            raise typer.BadParameter(
                f"{kind} is none of {', '.join(companions.ENDINGS)}", param_hint="--without"
            )
    root = shared.find_course(course)
    try:
        recalled = shared.deck(recall) if recall is not None else None
        folder = folders.own_folder(root)
        done = release.release(
            root, folder, version, refresh=refresh, recalled=recalled, without=without or ()
        )
    except release.VersionError as error:
        raise typer.BadParameter(str(error), param_hint="VERSION") from None
    shared.print_findings(done.diagnostics, root=root)
    if done.written is None:
        typer.echo("nothing was released", err=True)
        raise typer.Exit(1)
    typer.echo(changes.in_words(done.changes, done.language, done.owner), nl=False)
    shared.print_missing(done.missing)
    files = shared.points(len(done.written.outputs), "file")
    typer.echo(f"released {version}: {files} in {folders.OUTPUT}/")
