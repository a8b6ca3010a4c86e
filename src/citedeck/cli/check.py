"""Find every quotation in its text, hold the answers against it, and print every mistake.

With --watch: again whenever a file of the course changes, until Ctrl-C. What is remembered of a clean
course stands in your own cache folder; --no-cache does without.

Example: citedeck check --format concise
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.bank.raw import COURSE, MANIFEST, Inputs
from citedeck.cli import shared
from citedeck.commands import folders
from citedeck.messages import report
from citedeck.model import Diagnostic

if TYPE_CHECKING:
    from citedeck.commands.units import remembered


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
    cached: shared.CachedOption = True,  # noqa: FBT002 - a flag
) -> None:
    """Check a course."""
    shared.check_format(how)
    shared.check_language(language)
    root = shared.find_course(course)
    check = _Check(root, how, language, _remembered(root) if cached else None, strict=strict)
    if not again:
        raise typer.Exit(int(check(folders.read(root))))
    try:
        _watch(check)
    except KeyboardInterrupt:
        typer.echo(err=True)


def _remembered(root: Path) -> remembered.Remembered:
    """What is remembered of a course."""
    from citedeck.commands.units import remembered

    return remembered.Remembered(root)


class _Check:
    """Checks a course as it is asked for."""

    def __init__(
        self, root: Path, how: str, language: str, memory: remembered.Remembered | None, *, strict: bool
    ) -> None:
        self.root, self.how, self.language, self.strict = root, how, language, strict
        self.memory = memory
        """What is remembered of the course; None where nothing is to be."""

    def __call__(self, inputs: Inputs) -> bool:
        """Check once, and print what was found; whether any of it is an error."""
        proven = None
        if self.memory is not None and self.how != "github":  # there, what changed since the release is told
            proven = self.memory.proven(inputs)
        if proven is not None:
            self._print((), proven, whole=True)
            return False
        from citedeck import compiler

        compilation = compiler.compile(inputs)
        diagnostics = compilation.diagnostics
        changed: Sequence[str] = ()
        if compilation.lock.is_public or self.how == "github":
            from citedeck.targets.anki import promises

            diagnostics = (*diagnostics, *promises.broken_promises(compilation))
            changed = promises.changed(compilation) if self.how == "github" else ()
        diagnostics = report.strict(diagnostics) if self.strict else diagnostics
        self._print(diagnostics, len(compilation.items), changed, whole=compilation.whole)
        if self.memory is not None and not diagnostics:
            self.memory.learn(inputs, compilation)
        return any(diagnostic.is_error for diagnostic in diagnostics)

    def _print(
        self, diagnostics: Sequence[Diagnostic], proven: int, changed: Sequence[str] = (), *, whole: bool
    ) -> None:
        broken = any(diagnostic.is_error for diagnostic in diagnostics)
        language = self.language
        shared.print_findings(diagnostics, self.how, self.root, changed, language, alone=bool(language))
        if broken or self.how == "text":
            shared.print_summary(diagnostics, language, whole=whole)
        if not broken and self.how == "text":
            clean = f"{shared.points(proven, 'item')}: every quotation is in its text"
            typer.echo(report.say(clean, language), err=True)


def _watch(check: _Check) -> None:
    """Check for ever. What was seen is noted before it is read: no change goes unnoticed."""
    from citedeck.commands import watch

    seen = watch.stamps(check.root)
    while True:
        if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
            typer.echo("\x1b[2J\x1b[H", nl=False)
        _check_what_is_there(check)
        typer.echo(f"checked at {time.strftime('%H:%M:%S')}, waiting for a change; Ctrl-C ends", err=True)
        gc.collect()  # nobody waits for it now, as everybody does while something is checked
        seen = watch.change(check.root, seen)


def _check_what_is_there(check: _Check) -> None:
    """Check, unless the course's own files are gone: they may come back."""
    try:
        inputs = folders.read(check.root)
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        return
    gone = [path for path in (COURSE, MANIFEST) if path not in inputs.files]
    if gone:
        typer.echo(f"{' and '.join(gone)}: not there", err=True)
        return
    check(inputs)
