"""Makes a draft bank of a file of questions, in the course it is for."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from pathlib import Path

from citedeck import compiler
from citedeck.commands import disk, folders
from citedeck.commands.drafts import cells, columns, drafts, ids, quizzes, reexports, tables
from citedeck.commands.drafts.cells import Cells
from citedeck.commands.drafts.columns import Columns
from citedeck.messages.spelling import asked, near
from citedeck.model import Compilation, Course, Diagnostic, Document, Source
from citedeck.quick import dataclass
from citedeck.text import folding

BANKS = "questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was found and made: no questions where nothing was written."""

    diagnostics: tuple[Diagnostic, ...] = ()
    questions: int = 0
    target: Path = Path()
    certainties: Counter[str] = field(default_factory=Counter)
    columns: Columns = Columns()
    unused: tuple[str, ...] = ()
    listing: str = ""
    """The line of course.yaml that has to name it."""
    media: tuple[str, ...] = ()
    """Pictures and sounds that were left out."""
    encoding: str = ""
    """In which the file was read, where that was guessed."""
    kind: str = ""
    """What the file is, where it is no table."""
    differences: str | None = None
    """Of an export of our own notes, what is otherwise in those that the bank has, as a diff."""


def import_file(
    root: Path,
    file: Path,
    source: str = "",
    output: Path | None = None,
    by_hand: str = "",
    *,
    headed: bool | None = None,
) -> Imported:
    """Write a draft of a file's questions about one source. Raises UsageError, with the way out.

    `by_hand` names what the columns are for, with commas; `headed` says whether a line names them.
    """
    inputs = folders.read(root)
    compilation = compiler.compile(inputs)
    course = compilation.course
    if course is None:
        return Imported(diagnostics=compilation.diagnostics)
    document, encoding = _document(file)
    said_to_be_table = bool(by_hand) or headed is not None
    differences, table = None, None if said_to_be_table else quizzes.read(document)
    if table is None:
        parsed = _parsed(document, encoding)
        differences, table = _of_our_notes(parsed, compilation)
        table = table or _table(parsed, by_hand, headed=headed)
    if differences is not None and not table.rows:
        return Imported(differences=differences, media=table.media)
    about = _source(course, source)
    target = output or root / BANKS / f"draft-{folding.slug(file.stem) or about.id}.yaml"
    name = _free(target, root)
    if not table.rows:
        return Imported(
            diagnostics=table.diagnostics, columns=table.columns, unused=table.unused, encoding=encoding
        )
    taken = ids.used((inputs.files[path] for path in inputs.banks), compilation.lock)
    draft = drafts.draft(table, file.name, course, about, taken)
    disk.replace_files({target: draft.text.encode()}, target.parent)
    return Imported(
        diagnostics=table.diagnostics,
        questions=len(table.rows),
        target=name,
        certainties=draft.counts,
        columns=table.columns,
        unused=table.unused,
        listing=drafts.listing(course, name.relative_to(BANKS).as_posix()),
        media=table.media,
        differences=differences,
        encoding=encoding,
        kind=table.kind,
    )


def _free(target: Path, root: Path) -> Path:
    """The name of a bank that is not there yet, as seen from its course."""
    if target.exists() or target.is_symlink():
        raise disk.UsageError(f"{target} is there already: name another file with --output")
    placed = target.resolve()
    name = placed.relative_to(root) if placed.is_relative_to(root) else Path()
    if not folders.is_bank(name):
        raise disk.UsageError(
            f"{target} would not be read: name a .yaml file in {root / BANKS} with --output"
        )
    return name


def _source(course: Course, name: str) -> Source:
    """The source that is named, or the only one."""
    names = list(course.sources)
    if not name and len(names) == 1:
        return course.sources[names[0]]
    if name not in course.sources:
        state = f"there is no text {name} that can be read" if name else "name the text with --source"
        ways_out = asked(near(name, names)) or [f"one of {', '.join(names) or 'none'}"]
        raise disk.UsageError(f"{state}; {ways_out[0]}")
    return course.sources[name]


def _document(file: Path) -> tuple[Document, str]:
    try:
        return cells.document(str(file), disk.given(file))
    except cells.NotATableError as error:
        raise disk.UsageError(str(error)) from None


def _parsed(document: Document, encoding: str) -> Cells:
    try:
        return tables.cells_of(document, encoding)
    except cells.NotATableError as error:
        raise disk.UsageError(str(error)) from None


def _of_our_notes(parsed: Cells, compilation: Compilation) -> tuple[str | None, tables.Table | None]:
    """Of an export of our own notes: what is otherwise in those of the bank, and a table of the others."""
    try:
        exported = reexports.of(parsed)
    except cells.NotATableError as error:
        raise disk.UsageError(str(error)) from None
    if not exported:
        return None, None
    differences, others = reexports.differences(exported, compilation)
    return differences, tables.Table(tuple(reexports.records(others)), media=tables.media(parsed.rows))


def _table(parsed: Cells, by_hand: str, *, headed: bool | None) -> tables.Table:
    try:
        roles = columns.given(by_hand) if by_hand else ()
        return tables.of(parsed, roles, headed=headed)
    except cells.NotATableError as error:
        raise disk.UsageError(str(error)) from None
