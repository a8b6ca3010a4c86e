"""Files of questions that are no tables, by their formats: what each question is, or why it is none.

To add one: a module with `is_one` and `records`, in _FORMATS under the name that people know it by.
"""

from __future__ import annotations

from citedeck.commands.drafts import aiken, gift, tables
from citedeck.commands.drafts.tables import Record, Table
from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Document

_FORMATS = {"Aiken": aiken, "GIFT": gift}


def read(document: Document) -> Table | None:
    """The questions of a file; None where it is of none of the formats."""
    for name, reader in _FORMATS.items():
        if reader.is_one(document.text):
            return _table(document, [*reader.records(document)], name)
    return None


def _table(document: Document, records: list[Record], name: str) -> Table:
    rows: list[Record] = []
    complaints: list[Diagnostic] = []
    first: dict[str, int] = {}
    for record in records:
        complaint = _complaint(document, record, first)
        if complaint is None:
            rows.append(record)
        else:
            complaints.append(complaint)
    return Table(tuple(rows), tuple(complaints), kind=name)


def _complaint(document: Document, record: Record, first: dict[str, int]) -> Diagnostic | None:
    """What keeps a record from being a question with an answer."""
    line, at = record.line, tables.line_at(document, record.line)
    if not record.front:
        return diagnostics.make("row-empty", f"the question on line {line} is empty", at, help=["fill it in"])
    if not (record.back or record.pairs or record.form == "cloze"):
        help_lines = ["say which answer is right; one at length is written by hand, as an `open` question"]
        return diagnostics.make(
            "row-empty", f"the question on line {line} has no answer", at, help=help_lines
        )
    return tables.repeated(document, line, f"{record.lead} {record.front}", first)
