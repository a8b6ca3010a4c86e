"""Make a draft bank of questions: a table, a text export of Anki, or a file in GIFT or Aiken's format.

Each question comes with the sentence of the text that probably proves its answer, as a
comment: delete the # to accept it. Nothing is proven until somebody has.

The first line of a table may name the columns, in most languages of schools. What each was taken for is
said; --columns says it instead: names in the order of the columns, - for one to leave out.

Example: citedeck import quiz.csv --source speech
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.bank.raw import COURSE
from citedeck.cli import shared
from citedeck.commands.drafts import columns
from citedeck.languages.names import COLUMNS
from citedeck.messages.visible import visible

if TYPE_CHECKING:
    from citedeck.commands.drafts.columns import Columns
    from citedeck.commands.drafts.importing import Imported

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
    by_hand: Annotated[
        str,
        typer.Option(
            "--columns",
            help=f"What the columns hold, with commas: {', '.join(COLUMNS)}, or - to leave one out.",
        ),
    ] = "",
    header: Annotated[
        bool | None,
        typer.Option("--header/--no-header", help="Whether a line names the columns; found out if left out."),
    ] = None,
    course: shared.CourseOption = Path(),
) -> None:
    """Import questions."""
    from citedeck.commands.drafts import importing

    root = shared.find_course(course)
    done = importing.import_file(root, file, source, output, by_hand, headed=header)
    shared.print_findings(done.diagnostics, root=root)
    if done.encoding:
        typer.echo(visible(f"{file} is not UTF-8: it was read as {done.encoding}; look at its accents"))
    if done.kind:
        typer.echo(f"read as {done.kind}")
    for line in _of_columns(done.columns, done.unused):
        typer.echo(visible(line))
    if done.media:
        typer.echo(visible(f"left out, for questions are words: {', '.join(done.media)}"))
    if done.differences is not None:
        typer.echo(_of_our_notes(done.differences), nl=False)
        if not done.questions:
            return
    if done.unused and done.questions:
        typer.echo(visible(f"to import it otherwise, delete {done.target} first"))
    if not done.questions:
        typer.echo("nothing was written", err=True)
        raise typer.Exit(1)
    for line in _of_questions(done):
        typer.echo(visible(line))


def _of_our_notes(differences: str) -> str:
    """What somebody changed in notes of the bank."""
    if not differences:
        return "these are notes of the course, as its bank has them\n"
    lines = "".join(f"{visible(line)}\n" for line in differences.splitlines())
    return f"these are notes of the course; what is otherwise in them:\n{lines}"


def _of_columns(table_columns: Columns, unused: tuple[str, ...]) -> Iterator[str]:
    """What each column was taken for, and how to say it otherwise."""
    used = [
        (name, role)
        for name, role in zip(table_columns.names, table_columns.roles, strict=False)
        if role in COLUMNS
    ]
    read = ", ".join(f"{name} → {role}" for name, role in used)
    if line := table_columns.line:
        yield f"line {line} was read as the names of columns: {read} (if it names none: --no-header)"
    elif used:
        yield f"columns: {read} (if not: --columns)"
    if unused:
        roles = ",".join(role if role in COLUMNS else columns.SKIPPED for role in table_columns.roles)
        way_out = f"to use it, put a name for its -: --columns {roles}"
        yield f"nothing was made of column {', '.join(unused)} ({way_out})"


def _of_questions(done: Imported) -> Iterator[str]:
    """What was written, and what there is to do now."""
    counted = [
        f"{done.certainties[how]} {words}" for how, words in _PROPOSED.items() if done.certainties[how]
    ]
    yield f"{shared.points(done.questions, 'question')} in {done.target}; passages: {', '.join(counted)}"
    yield "in it, delete the # before `evidence` where the passage proves the answer; quote another where not"
    if done.listing:
        yield f"to have it checked, write in {COURSE}:\n  {done.listing}"
