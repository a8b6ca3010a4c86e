"""Make a draft bank of a table of questions: CSV, two columns of text, or a text export of Anki.

Each question comes with the sentence of the text that probably proves its answer, as a
comment: delete the # to accept it. Nothing is proven until somebody has.

Example: citedeck import quiz.csv --source options
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from citedeck import build, cells, compiler, drafts, ids, tables
from citedeck.cli import shared
from citedeck.model import Course, Source
from citedeck.shapes import near

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
    root = shared.find_course(course)
    inputs = build.read(root)
    compilation = compiler.compile(inputs)
    if compilation.course is None:
        shared.print_findings(compilation.diagnostics)
        raise typer.Exit(1)
    about = _source(compilation.course, source)
    target = output or root / "questions" / f"draft-{ids.slug(file.stem) or about.id}.yaml"
    if target.exists() or target.is_symlink():
        raise typer.BadParameter(f"{target} is there already", param_hint="--output")
    table = _table(file)
    shared.print_findings(table.diagnostics)
    if not table.rows:
        typer.echo("no question was found: nothing was written", err=True)
        raise typer.Exit(1)
    taken = ids.used((inputs.files[path] for path in inputs.banks), compilation.lock)
    draft = drafts.draft(table, file.name, compilation.course, about, taken)
    drafts.save(target, draft.text)
    for line in _said(draft, table, target, root, compilation.course):
        typer.echo(line)


def _table(file: Path) -> tables.Table:
    try:
        return tables.read(str(file), file.read_bytes())
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="FILE") from None
    except cells.NotATableError as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from None


def _source(course: Course, name: str) -> Source:
    """The source that is named, or the only one."""
    known = list(course.sources)
    if not name and len(known) == 1:
        return course.sources[known[0]]
    if name not in course.sources:
        state = f"there is no source {name} that can be read" if name else "name the text"
        more = near(name, known) or [f"one of {', '.join(known) or 'none'}"]
        raise typer.BadParameter(f"{state}; {more[0]}", param_hint="--source")
    return course.sources[name]


def _said(
    draft: drafts.Draft, table: tables.Table, target: Path, root: Path, course: Course
) -> Iterator[str]:
    """What was made, how sure its passages are, and what is left to do."""
    banks = root / "questions"
    inside = target.resolve().is_relative_to(banks)
    bank = target.resolve().relative_to(banks).as_posix() if inside else ""
    counted = (f"{draft.counts[how]} {_PROPOSED[how]}" for how in drafts.CERTAINTIES if draft.counts[how])
    questions = shared.points(len(table.rows), "question")
    yield f"{questions} in {f'questions/{bank}' if inside else target}; passages: {', '.join(counted)}"
    if table.unused:
        yield f"nothing was made of column {', '.join(table.unused)}"
    if not inside:
        yield "to have it checked, put it into questions/"
    elif line := drafts.listing(course, bank):
        yield f"to have it checked, write in {compiler.COURSE}:\n  {line}"
