"""A table of criteria to fill in for each source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from citedeck.bank.forms.common import PROMPT, Form, Prompted, part
from citedeck.bank.forms.evidence import EVIDENCE
from citedeck.bank.shapes import ID, NAME, Key, ListOf, Named, OneOf, Report, Words, need
from citedeck.model import NOT_SAID, Claim, Item, Part, Quotation, Text
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Part):
    """What one source says on a criterion."""

    source: Text
    answer: Text
    evidence: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A criterion, with what each source says on it and whether they agree."""

    id: Text
    criterion: Text
    cells: tuple[Cell, ...]
    verdict: Text | None = None

    @property
    def is_silent(self) -> bool:
        """Whether a source says nothing on it, so that there is nothing to compare."""
        return any(cell.answer == NOT_SAID for cell in self.cells)

    @property
    def judged(self) -> str:
        """The row's verdict: agree or differ as written, or silent."""
        return "silent" if self.is_silent else str(self.verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Prompted):
    """A table of criteria to fill in for each source."""

    form: ClassVar[str] = "comparison"

    rows: tuple[Row, ...]

    def row_ids(self) -> Iterator[Text]:
        """The ids of the rows."""
        return (row.id for row in self.rows)

    def front(self) -> tuple[Text, ...]:
        """Nothing: its table names the texts."""
        return ()

    def claims(self) -> Iterator[Claim]:
        """Each cell, in its own source."""
        if self.evidence:
            yield Claim(self.evidence)
        for row in self.rows:
            for cell in row.cells:
                silent = cell.answer == NOT_SAID
                numbers = () if silent else (cell.answer,)
                name = f"cell `{row.id}.{cell.source}`"
                others = tuple(
                    [other.answer for other in row.cells if other is not cell and other.answer != NOT_SAID]
                )
                yield Claim(cell.evidence, (), numbers, not_said=silent, part=cell, name=name, others=others)

    def asserted(self) -> Iterator[Text]:
        """The question, the criteria and what the cells say."""
        yield self.prompt
        for row in self.rows:
            yield row.criterion
            yield from (cell.answer for cell in row.cells if cell.answer != NOT_SAID)


CELL = part(
    "a cell",
    {
        "answer": need(Words(), "What the source says, or not-said."),
        "evidence": Key(EVIDENCE, "The passage that says it, or `absent` words.", required=True, vital=True),
    },
    dict,
)


def _row(cells: Mapping[Text, Any], **rest: Any) -> Row:
    return Row(cells=tuple(_cell(source, **cell) for source, cell in cells.items()), **rest)


def _cell(source: Text, answer: Text, evidence: tuple[Quotation, ...]) -> Cell:
    """A cell, whose quotations are of the source it stands under."""
    return Cell(
        source=source,
        answer=answer,
        evidence=tuple(replace(quotation, source=source) for quotation in evidence),
    )


ROW = part(
    "a row",
    {
        "id": need(ID, "Permanent."),
        "criterion": need(Words(), "What is compared."),
        "cells": need(Named(CELL, NAME), "Under each source's id: answer and evidence."),
        "verdict": Key(OneOf(("agree", "differ")), "Whether the sources agree."),
    },
    _row,
)


def _comparison(values: dict[str, Any], report: Report) -> Item:
    for row in values["rows"]:
        if row.verdict is None and not row.is_silent:
            message = f"the row `{row.id}` needs `verdict: agree` or `verdict: differ`"
            help_lines = ["write whether the texts agree on it: verdict: agree"]
            report.complain("key-missing", message, row.id.at, help=help_lines)
        elif row.verdict == "agree" and row.is_silent:
            message = f"the row `{row.id}` cannot agree: a source says nothing on it"
            help_lines = ["leave `verdict` out: it follows from `not-said`"]
            report.complain("value-invalid", message, row.verdict.at, help=help_lines)
    return Comparison(**values)


FORM = Form(
    Comparison,
    {
        "prompt": PROMPT,
        "rows": need(ListOf(ROW), "Criteria, with a cell for each source."),
    },
    _comparison,
)
