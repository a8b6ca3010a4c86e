"""Tab-separated cards: a term and its definition on a line, which Quizlet and every card tool read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from citedeck.targets.export import moodle
from citedeck.targets.export.losses import Loss, lost
from citedeck.targets.export.questions import FILLED, PAIRED, PICKED, TYPED, WRITTEN, Asked, Quiz

NAME = "TSV"
ENDING = ".tsv"
KINDS = moodle.KINDS
NOTES = ("export_cards",)

GAP = "_____"


def refused(asked: Asked) -> Loss | None:
    """Why a question cannot go at all; None where it can."""
    return lost("loss_open") if asked.kind == WRITTEN else None


def losses(asked: Asked) -> Iterator[Loss]:
    """What of a question does not go, and why."""
    if asked.justified:
        yield lost("loss_justification", asked.justified, asked.justified + asked.points)
    if asked.kind == PICKED:
        yield lost("loss_options", len(asked.options) - asked.right)
    if asked.lures:
        yield lost("loss_lures", len(asked.lures))
    if any(len(accepted) > 1 for accepted in asked.accepted):
        yield lost("loss_accepted")
    cells = [cell for row in _rows(asked) for cell in row]
    if any(mark in cell for cell in cells for mark in "\t\n\r"):
        yield lost("loss_tabs")
    if any(cell.startswith('"') for cell in cells):
        yield lost("loss_quotes")


def text(quiz: Quiz, report: Sequence[str]) -> str:
    """The file: a card a line, and nothing else, for every line is a card."""
    rows = (row for asked in quiz.asked for row in _rows(asked))
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


_QUOTED = re.compile('"([^"]*)"')


def _cell(words: str) -> str:
    one_line = " ".join(words.split())
    if not one_line.startswith('"'):
        return one_line
    return _QUOTED.sub(r"“\1”", one_line).replace('"', "“")


def _rows(asked: Asked) -> Iterator[tuple[str, str]]:
    return _ROWS[asked.kind](asked)


def _asks(asked: Asked, *below: str) -> str:
    return " ".join([asked.prompt, *asked.given, *below])


def _picked(asked: Asked) -> Iterator[tuple[str, str]]:
    yield _asks(asked), " ; ".join(option.words for option in asked.options if option.is_right)


def _typed(asked: Asked) -> Iterator[tuple[str, str]]:
    yield _asks(asked), asked.accepted[0][0]


def _filled(asked: Asked) -> Iterator[tuple[str, str]]:
    hints = (f"{GAP} ({hint})" if hint else GAP for hint in (*asked.hints, ""))
    words = [each for piece, hint in zip(asked.pieces, hints, strict=True) for each in (piece, hint)]
    yield _asks(asked, "".join(words[:-1])), " ; ".join(accepted[0] for accepted in asked.accepted)


def _paired(asked: Asked) -> Iterator[tuple[str, str]]:
    for left, right in asked.pairs:
        yield _asks(asked, left), right


_ROWS: Mapping[str, Callable[[Asked], Iterator[tuple[str, str]]]] = {
    PICKED: _picked, TYPED: _typed, FILLED: _filled, PAIRED: _paired, WRITTEN: lambda _: iter(()),
}  # fmt: skip
