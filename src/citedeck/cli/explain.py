"""Explain a code: what it means, a bad example, a good one.

Example: citedeck explain quote-cut
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.commands import folders
from citedeck.messages import diagnostics, explanations
from citedeck.messages.spelling import asked, near


def run(
    code: Annotated[
        str, typer.Argument(help="A code, as in error[quote-cut]; all codes if left out.", show_default=False)
    ] = "",
    language: Annotated[
        str,
        typer.Option("--language", help="Its language, such as en or fr; the course's here if left out."),
    ] = "",
) -> None:
    """Explain a code."""
    shared.check_language(language)
    if not code:
        for name, severity in sorted(diagnostics.CODES.items()):
            typer.echo(f"{name:<24}{severity.value}")
        return
    code = code.rpartition("[")[2].rstrip("]").lower()
    if code not in diagnostics.CODES:
        message = "; ".join([f"there is no code {code}", *asked(near(code, diagnostics.CODES))])
        raise typer.BadParameter(message, param_hint="CODE")
    typer.echo(explanations.of(code, language or _spoken_here()))


def _spoken_here() -> str:
    """The language of the course that this folder is in; nothing where it is in none."""
    try:
        return shared.language_in(folders.find_course(Path()))
    except folders.NoCourseError:
        return ""
