"""Find every answer in its text, and print every mistake.

Example: citedeck check --format concise
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck import build, compiler, report
from citedeck.cli import shared


def run(
    course: shared.CourseArgument = Path(),
    how: shared.FormatOption = "text",
    strict: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--strict", help="Take warnings for errors.")
    ] = False,
) -> None:
    """Check a course."""
    shared.check_format(how)
    root = shared.find_course(course)
    compilation = compiler.compile(build.read(root))
    found = compilation.diagnostics
    if compilation.lock.is_public:
        from citedeck import release

        found = (*found, *release.broken_promises(compilation))
    found = report.strict(found) if strict else found
    broken = any(one.is_error for one in found)
    shared.print_findings(found, how, root)
    if broken or how == "text":
        shared.print_summary(compilation, found)
    if not broken and how == "text":
        typer.echo(f"{shared.points(len(compilation.items), 'item')}: every answer is in its text", err=True)
    raise typer.Exit(int(broken))
