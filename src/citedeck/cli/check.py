"""Find every quotation in its text, hold the answers against it, and print every mistake.

With --watch: again whenever a file of the course changes, until Ctrl-C.

Example: citedeck check --format concise
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from citedeck import compiler
from citedeck.bank.files import COURSE, MANIFEST, Inputs
from citedeck.cli import shared
from citedeck.commands import folders
from citedeck.messages import report


def run(
    course: shared.CourseArgument = Path(),
    how: shared.FormatOption = "text",
    strict: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--strict", help="Take warnings for errors.")
    ] = False,
    again: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")
    ] = False,
    language: shared.LanguageOption = "",
) -> None:
    """Check a course."""
    shared.check_format(how)
    shared.check_language(language)
    root = shared.find_course(course)
    if not again:
        raise typer.Exit(int(_check(folders.read(root), root, how, language, strict=strict)))
    try:
        _watch(root, how, language, strict=strict)
    except KeyboardInterrupt:
        typer.echo(err=True)


def _check(inputs: Inputs, root: Path, how: str, language: str, *, strict: bool) -> bool:
    """Check once, and print what was found; whether any of it is an error."""
    compilation = compiler.compile(inputs)
    diagnostics = compilation.diagnostics
    changed: Sequence[str] = ()
    if compilation.lock.is_public or how == "github":
        from citedeck.targets.anki import promises

        diagnostics = (*diagnostics, *promises.broken_promises(compilation))
        changed = promises.changed(compilation) if how == "github" else ()
    diagnostics = report.strict(diagnostics) if strict else diagnostics
    broken = any(diagnostic.is_error for diagnostic in diagnostics)
    shared.print_findings(diagnostics, how, root, changed, language, alone=bool(language))
    if broken or how == "text":
        shared.print_summary(compilation, diagnostics, language)
    if not broken and how == "text":
        proven = f"{shared.points(len(compilation.items), 'item')}: every quotation is in its text"
        typer.echo(report.say(proven, language), err=True)
    return broken


def _watch(root: Path, how: str, language: str, *, strict: bool) -> None:
    """Check for ever. What was seen is noted before it is read: no change goes unnoticed."""
    from citedeck.commands import watch

    seen = watch.stamps(root)
    while True:
        if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
            typer.echo("\x1b[2J\x1b[H", nl=False)
        _check_what_is_there(root, how, language, strict=strict)
        typer.echo(f"checked at {time.strftime('%H:%M:%S')}, waiting for a change; Ctrl-C ends", err=True)
        gc.collect()  # nobody waits for it now, as everybody does while something is checked
        seen = watch.change(root, seen)


def _check_what_is_there(root: Path, how: str, language: str, *, strict: bool) -> None:
    """Check, unless the course's own files are gone: they may come back."""
    try:
        inputs = folders.read(root)
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        return
    gone = [path for path in (COURSE, MANIFEST) if path not in inputs.files]
    if gone:
        typer.echo(f"{' and '.join(gone)}: not there", err=True)
        return
    _check(inputs, root, how, language, strict=strict)
