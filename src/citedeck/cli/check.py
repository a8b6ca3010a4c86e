"""Find every answer in its text, and print every mistake.

Example: citedeck check --format concise
"""

from __future__ import annotations

from pathlib import Path

import typer

from citedeck import build, compiler
from citedeck.cli import shared


def run(course: shared.CourseArgument = Path(), how: shared.FormatOption = "text") -> None:
    """Check a course."""
    shared.check_format(how)
    compilation = compiler.compile(build.read(shared.find_course(course)))
    found = compilation.diagnostics
    shared.print_findings(found, how)
    if compilation.broken or how == "text":
        shared.print_summary(compilation, found)
    if not compilation.broken and how == "text":
        typer.echo(f"{shared.points(len(compilation.items), 'item')}: every answer is in its text", err=True)
    raise typer.Exit(int(compilation.broken))
