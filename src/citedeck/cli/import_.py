"""Make a draft bank of a table of questions: CSV, two columns of text, or a text export of Anki.

Each question comes with the sentence of the text that probably proves its answer, as a
comment: delete the # to accept it. Nothing is proven until somebody has.

Example: citedeck import quiz.csv --source options
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck import compiler
from citedeck.cli import shared
from citedeck.steering import visible

_PROPOSED = {"sure": "sure", "likely": "likely", "a guess": "to be looked at", "none": "not found"}


def run(
    file: Annotated[Path, typer.Argument(help="A .csv, .tsv or .txt file.", show_default=False)],
    source: Annotated[
        str, typer.Option("--source", help="The id of the text; needed where there are several.")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The bank to write; questions/draft-….yaml if left out."),
    ] = None,
    course: shared.CourseOption = Path(),
) -> None:
    """Import questions."""
    from citedeck import importing

    done = importing.import_file(shared.find_course(course), file, source, output)
    shared.print_findings(done.diagnostics)
    if not done.questions:
        typer.echo("nothing was written", err=True)
        raise typer.Exit(1)
    counted = [
        f"{done.certainties[how]} {words}" for how, words in _PROPOSED.items() if done.certainties[how]
    ]
    questions = shared.points(done.questions, "question")
    typer.echo(visible(f"{questions} in {done.target}; passages: {', '.join(counted)}"))
    if done.unused:
        typer.echo(visible(f"nothing was made of column {', '.join(done.unused)}"))
    if done.listing:
        typer.echo(f"to have it checked, write in {compiler.COURSE}:\n  {visible(done.listing)}")
