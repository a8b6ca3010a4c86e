"""Questions in a table, in Markdown or with commas: its columns may be any keys of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citedeck.bank.slips import naming
from citedeck.commands.drafts import cells, columns, tables
from citedeck.commands.drafts.cells import Cells, Rows
from citedeck.commands.drafts.tables import Record, Table
from citedeck.commands.drafts.trees import Tree
from citedeck.model import GAP, Document

_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"^(?:\*\*|`|\*|_)(.*?)(?:\*\*|`|\*|_)$")

_MOST_COLUMNS = 40

_BESIDE = ("type", "evidence", "quote", "correction", "accept", "absent", "mark", "source")
"""Keys for which tables of questions elsewhere have no column."""

Row = tuple[dict[str, Tree], str, str]
"""A question, or why it cannot be read, and its first words."""


def read(block: str, *, loose: bool) -> list[Row]:
    """The questions of the tables in a block; nothing where it has none."""
    lines = block.split("\n")
    tables_of_block = list(_in_markdown(lines)) or list(_with_commas(block, loose=loose))
    return [row for grid in tables_of_block for row in _rows(grid)]


def _in_markdown(lines: list[str]) -> Iterator[Cells]:
    number = 1
    while number < len(lines):
        if not (_parts(lines[number]) and _RULE.match(lines[number]) and _parts(lines[number - 1])):
            number += 1
            continue
        last = next((n for n in range(number + 1, len(lines)) if not _parts(lines[n])), len(lines))
        table = [lines[number - 1], *lines[number + 1 : last]]
        rows: Rows = [(n, _cells(line)) for n, line in enumerate(table, 1)]
        yield Cells(Document("reply", "\n" * (len(rows) + 1)), rows, {})
        number = last + 1


def _parts(line: str) -> bool:
    """Whether a line may be one of a table."""
    return "|" in line and line.count("|") <= _MOST_COLUMNS


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    parts = (re.sub(r"<br ?/?>", "\n", part.replace("\\|", "|")).strip() for part in _CELL.split(bare))
    return [_MARKUP.sub(r"\1", part) for part in parts]


def _with_commas(block: str, *, loose: bool) -> Iterator[Cells]:
    """The parts of a block, between blank lines, whose first line names columns of questions."""
    for part in re.split(r"\n[ \t]*\n", block.strip("\n")) if loose else [block.strip("\n")]:
        if part.count("\n") < 1 or not re.search(r"[,;\t]", part):
            continue
        try:
            grid = tables.parsed("reply", part.encode())
        except cells.NotATableError:
            continue
        if grid.rows and columns.header(grid.rows) == 0 and _is_even(grid):
            yield grid


def _is_even(grid: Cells) -> bool:
    """Whether its first row has several short names."""
    first = grid.rows[0][1]
    return len(first) > 1 and all(len(name) < 40 and ":" not in name for name in first)  # noqa: PLR2004


def _rows(grid: Cells) -> Iterator[Row]:
    if columns.header(grid.rows) != 0:
        return
    beside = dict(_beside(grid.rows[0][1]))
    try:
        table = tables.of(grid)
    except cells.NotATableError as error:
        yield {}, str(error), ""
        return
    by_line = dict(grid.rows)
    for record in table.rows:
        extras = {
            key: by_line[record.line][place]
            for place, key in beside.items()
            if place < len(by_line[record.line])
        }
        yield _question(record, extras), "", record.front[:60]
    yield from _unreadable(table)


def _beside(names: list[str]) -> Iterator[tuple[int, str]]:
    """The columns of keys that only our questions have."""
    taken: set[str] = set()
    for place, name in enumerate(names):
        fitting = (key for key in _BESIDE if key in (name.strip().lower(), *naming.keys(name)))
        key = next((key for key in fitting if key not in taken), "")
        if key:
            taken.add(key)
            yield place, "evidence" if key == "quote" else key


def _question(record: Record, extras: Mapping[str, str]) -> dict[str, Tree]:
    values: dict[str, Tree] = {key: words for key, words in record.extras.items() if key != "tags" and words}
    values |= {"text" if GAP.search(record.front) else "prompt": record.front}
    if record.also:
        values["answers"] = [record.back, *record.also]
    elif record.back and not GAP.search(record.front):
        values["answer"] = record.back
    if record.wrong:
        values["distractors"] = list(record.wrong)
    return values | {key: words.strip() for key, words in extras.items() if words.strip()}


def _unreadable(table: Table) -> Iterator[Row]:
    for complaint in table.diagnostics:
        yield {}, complaint.message, ""
