"""The cells of a table -> questions and answers, by what its columns are for.

To know another name of a column: add it to COLUMNS.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache

from citedeck import cells, diagnostics, normalize
from citedeck.cells import NotATableError, Rows
from citedeck.model import GAP, Diagnostic, Document, Label, Span
from citedeck.quick import dataclass

COLUMNS: Mapping[str, str] = {
    "front": "question, front, prompt, term, recto, énoncé, terme",
    "back": "answer, back, right answer, correct answer, definition, réponse, bonne réponse, verso",
    "wrong": "wrong answer, wrong, incorrect answer, distractor, mauvaise réponse, réponse fausse, leurre",
    "explanation": "explanation, explication, back extra",
    "category": "category, catégorie",
    "level": "level, niveau",
    "id": "id, identifiant",
    "tags": "tags, étiquettes",
}
"""What a column may be called; case, accents, a number or a plural s make no other name."""

_PARTED = re.compile(r"[\r\n|;]")
"""What parts wrong answers that share a column."""

_DROPPED = re.compile(r"(?is)<(style|script)\b.*?</\1>|<!--.*?-->|\[sound:[^\]]*\]")
_BREAK = re.compile(r"(?i)</?(?:br|div|p|li|ul|ol|tr|td|th|table|h[1-6]|hr)\b[^>]*>")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True, slots=True)
class Row:
    """A question of a table, by what its columns are for; a cloze may have no back."""

    line: int
    front: str
    back: str = ""
    wrong: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its rows, what is wrong with others, columns that nothing is made of."""

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    unused: tuple[str, ...] = ()


def read(path: str, data: bytes) -> Table:
    """A file as a table. Raises NotATableError where it is none."""
    held = cells.read(path, data, _is_header)
    roles, names, listed = _roles(held.rows, held.settings)
    is_html = held.settings.get("html", "").lower() == "true"
    rows, found = _rows(held.document, listed, roles, is_html=is_html)
    return Table(tuple(rows), tuple(found), tuple(_unused(listed, roles, names)))


# Columns


def _roles(listed: Rows, settings: Mapping[str, str]) -> tuple[list[str], list[str], Rows]:
    """What each column is for, what it is called, and the rows without their header."""
    names = [str(number + 1) for number in range(max((len(row) for _, row in listed), default=0))]
    roles = [""] * len(names)
    if "columns" in settings:
        names = settings["columns"].split(cells.separator(settings))
        roles = [_role(name) for name in names]
    elif listed and _is_header(listed[0][1]):
        names, listed = listed[0][1], listed[1:]
        roles = [_role(name) for name in names]
        _need_both(roles)
    for setting, number in settings.items():
        if setting.endswith(" column") and number.isdecimal() and 0 < int(number) <= len(roles):
            roles[int(number) - 1] = "tags" if setting == "tags column" else "kept by Anki"
    for role in ("front", "back"):
        if role not in roles and "" in roles:
            roles[roles.index("")] = role
    return roles, names, listed


def _is_header(row: Sequence[str]) -> bool:
    roles = {_role(name) for name in row} - {""}
    return {"front", "back"} <= roles or len(roles) > 1


def _need_both(roles: Sequence[str]) -> None:
    for role, said in (("front", "question"), ("back", "answer")):
        if role not in roles:
            raise NotATableError(f"the header names no column for the {said}: call it one of {COLUMNS[role]}")


def _role(name: str) -> str:
    """What a column of this name is for: « Mauvaises réponses 2 » is a wrong answer."""
    return _names().get(_singular(name), "")


@cache
def _names() -> dict[str, str]:
    return {_singular(name): role for role, listed in COLUMNS.items() for name in listed.split(", ")}


def _singular(name: str) -> str:
    plain = re.sub(r"[^a-z]+", " ", normalize.loose(normalize.words(name)))
    return " ".join(word.removesuffix("s") for word in plain.split())


def _unused(listed: Rows, roles: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """The names of columns that have words, of which nothing is made."""
    for number, (role, name) in enumerate(zip(roles, names, strict=False)):
        if not role and any(row[number].strip() for _, row in listed if number < len(row)):
            yield _joined(name) or str(number + 1)


# Questions


def _rows(
    document: Document, listed: Rows, roles: Sequence[str], *, is_html: bool
) -> tuple[list[Row], list[Diagnostic]]:
    rows: list[Row] = []
    found: list[Diagnostic] = []
    first: dict[str, int] = {}
    for line, row in listed:
        made = _row(line, [_plain(cell) if is_html else cell for cell in row], roles)
        missing = [role for role in _needed(made) if role not in roles[: len(row)]]
        said = _short(document, made, len(row)) if missing else _complaint(document, made, first)
        if said is None:
            rows.append(made)
        else:
            found.append(said)
    return rows, found


def _row(line: int, words: Sequence[str], roles: Sequence[str]) -> Row:
    more: dict[str, str] = {}
    wrong: list[str] = []
    for role, cell in zip(roles, words, strict=False):
        if role == "wrong":
            alone = roles.count("wrong") == 1
            wrong += filter(None, map(_joined, _PARTED.split(cell) if alone else [cell]))
        elif role:
            more.setdefault(role, _joined(cell))
    return Row(line, more.pop("front", ""), more.pop("back", ""), tuple(wrong), more)


def _needed(row: Row) -> tuple[str, ...]:
    """The columns a question needs: a cloze holds its answers."""
    return ("front",) if GAP.search(row.front) else ("front", "back")


def _short(document: Document, row: Row, held: int) -> Diagnostic:
    message = f"line {row.line} has {held} column{'s' * (held != 1)}: the answer is missing"
    help_lines = ["give it a question and an answer"]
    return diagnostics.make("row-short", message, _line(document, row.line), help=help_lines)


def _complaint(document: Document, row: Row, first: dict[str, int]) -> Diagnostic | None:
    """What keeps a row from being a question; `first` is the line of each question so far."""
    at = _line(document, row.line)
    empty = next((role for role in _needed(row) if not (row.front if role == "front" else row.back)), None)
    if empty is not None:
        message = f"the {'question' if empty == 'front' else 'answer'} on line {row.line} is empty"
        return diagnostics.make("row-empty", message, at, help=["fill it in, or delete the line"])
    known = first.setdefault(normalize.loose(normalize.words(row.front)), row.line)
    if known == row.line:
        return None
    return diagnostics.make(
        "row-repeated",
        f"the question on line {row.line} is asked on line {known} already",
        at,
        related=[Label(_line(document, known), "first here")],
        help=["keep one of them, or say in the question what is different"],
    )


def _line(document: Document, number: int) -> Span:
    start = document.line_start(number)
    return Span(document, start, start + len(document.line(number)))


def _plain(field_html: str) -> str:
    """The words of a field of Anki, its lines apart."""
    bare = _TAG.sub("", _BREAK.sub("\n", _DROPPED.sub("", field_html)))
    return html.unescape(bare)


def _joined(words: str) -> str:
    """Words on one line; no-break blanks stay as they were typed."""
    return re.sub(r"[ \t\r\n\v\f]+", " ", words).strip()
