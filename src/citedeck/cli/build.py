"""Check a course, then write its deck, worksheets, keys and numbered texts.

Example: citedeck build --output out
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck import targets
from citedeck.cli import shared
from citedeck.commands import folders, statefile
from citedeck.model import exact

if TYPE_CHECKING:
    from citedeck.commands import build, writing


def run(
    course: shared.CourseArgument = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; decks/ of the course if left out.")
    ] = None,
    locked: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--locked", help="Fail when a released item differs from the lock.")
    ] = False,
    pdf: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--pdf", help="Print sheets, keys and texts too, beside their pages.")
    ] = False,
    word: Annotated[  # noqa: FBT002 - a flag
        bool,
        typer.Option("--word", help="Write sheets, keys and all questions for Word too."),
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", help=f"One target alone: {', '.join(targets.TARGETS)}.")
    ] = None,
    cached: shared.CachedOption = True,  # noqa: FBT002 - a flag
) -> None:
    """Build a course."""
    for name in only or ():
        if name not in targets.TARGETS:
            raise typer.BadParameter(f"{name} is none of {', '.join(targets.TARGETS)}", param_hint="--only")
    root = shared.find_course(course)
    folder = output or folders.own_folder(root)
    if not (locked or only or pdf or word) and statefile.unchanged(root, folder):
        typer.echo(f"nothing has changed: {folder} is up to date", err=True)
        return
    if locked:
        _check_lock(root)
    _build(root, folder, only or (), {"pdf": pdf, "word": word}, cached=cached)


def _build(
    root: Path, folder: Path, only: Sequence[str], companions: Mapping[str, bool], *, cached: bool
) -> None:
    """Build, and say what was built; a build that has nothing to do imports none of this."""
    from citedeck.commands import build

    kinds = [kind for kind, is_asked in companions.items() if is_asked]
    built = build.build(root, folder, only, kinds, cached=cached)
    shared.print_findings(built.compilation.diagnostics, root=root)
    if built.written is None or built.counts is None:
        shared.print_summary(built.compilation.diagnostics, whole=built.compilation.whole)
        typer.echo("nothing was written", err=True)
        raise typer.Exit(1)
    typer.echo(_summary(built.counts, built.written, folder))
    if note := _note_of_release(built, folder, root):
        typer.echo(note, err=True)
    _say_removed(built.written.removed)
    shared.end_without(built.missing)


def _say_removed(removed: Sequence[str]) -> None:
    """Say which files went that no plain build makes again."""
    from citedeck.commands import companions

    for kind, ending in companions.ENDINGS.items():
        if gone := [path for path in removed if path.endswith(ending)]:
            many = shared.points(len(gone), companions.NAMES[kind])
            typer.echo(f"note: {many} removed, made of pages that changed: build with --{kind}", err=True)
    if gone := [path for path in removed if companions.is_export(path)]:
        many = shared.points(len(gone), "file")
        typer.echo(
            f"note: {many} for platforms removed, of other questions: a release makes new ones", err=True
        )


def _note_of_release(built: build.Built, folder: Path, root: Path) -> str:
    """That a build over a release is none; nothing where it is in its own place, or changed nothing."""
    version, written = built.compilation.lock.version, built.written
    if not version or written is None or folder != folders.own_folder(root):
        return ""
    if set(written.unchanged) == set(written.outputs) and not written.removed:
        return ""
    return (
        f"note: {folder} held release {version}, and no longer does. For learners: citedeck release VERSION; "
        "to look at it, build elsewhere: citedeck build --output FOLDER"
    )


def _check_lock(root: Path) -> None:
    """End with what differs from the lock, where anything does."""
    from citedeck.commands import build
    from citedeck.targets.anki import promises

    compilation = build.compile_only(root)
    diagnostics = [] if compilation.broken else list(promises.differing(compilation))
    if diagnostics:
        shared.print_findings(diagnostics, root=root)
        typer.echo("nothing was written", err=True)
        raise typer.Exit(1)


def _summary(counts: build.Counts, written: writing.Written, folder: Path) -> str:
    counted = ", ".join(
        shared.points(count, what)
        for count, what in (
            (counts.items, "item"),
            (counts.cards, "card"),
            (exact(counts.points), "point"),
        )
    )
    if paper := counts.items - counts.asked:
        counted += f" ({shared.points(paper, 'item')} for paper only)"
    files = shared.points(len(written.outputs), "file")
    return f"{counted}; {files} in {folder}, {len(written.unchanged)} of them unchanged"
