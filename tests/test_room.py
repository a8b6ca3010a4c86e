"""Room to write by hand: enough for the shortest right answer, and never so that it tells the answer."""

from __future__ import annotations

from math import ceil

import pytest

import courses
from citedeck.bank.forms import Comparison, TrueFalse
from citedeck.commands import build
from citedeck.model import NOT_SAID, Compilation, Entry
from citedeck.proof import passages
from citedeck.sheets import room
from citedeck.targets.paper import pages, worksheet
from citedeck.text import widths

LETTERS = 45
"""What a pupil writes on a line of 17 cm."""

CELL_LETTERS = 12
"""The same in a cell of 46 mm."""


@pytest.fixture(scope="module")
def ours() -> Compilation:
    return build.compile_only(courses.ROOT)


def asked(course: Compilation, form: type, profile: str) -> list[tuple[Entry, int]]:
    """The questions of a form on all ready sheets, each with its lines to write on."""
    return [
        (entry, question.lines)
        for sheet in course.sheets
        for entry, question in zip(
            sheet.entries, worksheet.questions(sheet, course, course.course, profile), strict=True
        )
        if isinstance(entry.resolved.item, form)
    ]


def copied(entry: Entry) -> list[str]:
    """The quotations of an item that pupils may copy; none where the text does not say."""
    unsaid = entry.resolved.item.answer == NOT_SAID
    return [] if unsaid else [passage.span.text for passage in entry.resolved.passages]


@pytest.mark.parametrize("profile", [pages.STANDARD, pages.LARGE, pages.LARGER])
def test_the_shortest_right_quotation_has_its_lines(ours: Compilation, profile: str) -> None:
    justified = [(e, lines) for e, lines in asked(ours, TrueFalse, profile) if e.resolved.item.justify]
    assert len(justified) > 10
    for entry, lines in justified:
        if quoted := copied(entry):
            needed = min(widths.columns(" ".join(words.split())) for words in quoted)
            assert lines * (LETTERS + 2) >= needed, entry.resolved.item.id
    assert {lines for e, lines in justified if not copied(e)} <= {
        lines for e, lines in justified if copied(e)
    }, "« le texte ne le dit pas » has the lines of the others"


def test_where_copying_is_hard_both_ends_have_their_lines(ours: Compilation) -> None:
    for entry, lines in asked(ours, TrueFalse, pages.DYS):
        if entry.resolved.item.justify and copied(entry):
            shortest = min((passages.ends(words) or words for words in copied(entry)), key=len)
            assert lines * LETTERS >= len(shortest), entry.resolved.item.id


def test_lines_for_a_quotation_are_seven_millimetres_high(ours: Compilation) -> None:
    page = worksheet.page(ours.sheets[0], ours, ours.course).decode()
    assert ".quotation .ruled { height: 7mm; }" in page


def test_cells_of_a_table_are_alike_and_hold_notes(ours: Compilation) -> None:
    """Half the words of the longest answer; the same in every row, so that no row tells of a longer one."""
    tables = asked(ours, Comparison, pages.STANDARD)
    assert tables
    for entry, lines in tables:
        item = entry.resolved.item
        longest = max(len(cell.answer) for row in item.rows for cell in row.cells)
        assert room.CELLS[0] <= lines <= room.CELLS[1]
        assert lines >= min(ceil(longest / 2 / (CELL_LETTERS + 1)), room.CELLS[1]), item.id
