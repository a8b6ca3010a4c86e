"""What the columns of a table are for: by their names, by hand, or by their order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_uppercase

from citedeck.commands.drafts import cells
from citedeck.commands.drafts.cells import NotATableError, Rows
from citedeck.languages.names import COLUMNS, parted
from citedeck.quick import dataclass
from citedeck.text import folding

ONCE = frozenset(COLUMNS) - {"wrong", "option"}
"""What only one column can be for."""

SKIPPED = "-"
KEPT = "kept by Anki"

_FIRST_ROWS = 12
"""Some programs say what their table is before they name its columns."""

_SURELY = 3
"""So many names of ours in a row are names of columns wherever they stand."""

_MOST_WORDS = 3
_LETTER = re.compile("[A-Za-z]")
_REMARK = re.compile(r"[(\[*]|\s[-–—:]\s")
_NO_NAME = re.compile(r"\d|[.,;:!?…。！？؟]\W*$")
_ASKS = re.compile(r"[?;？؟]\W*$")


@dataclass(frozen=True, slots=True)
class Columns:
    """What columns are called and for, and the line that names them: 0 where none does."""

    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    line: int = 0


def given(words: str) -> tuple[str, ...]:
    """What somebody says that columns are for. Raises NotATableError where it is nothing of ours."""
    roles = tuple(word.strip() for word in words.split(","))
    listed = ", ".join(COLUMNS)
    for word in roles:
        if word not in COLUMNS and word != SKIPPED:
            raise NotATableError(
                f"--columns: `{word}` is none of {listed}, nor {SKIPPED} for a column to leave out"
            )
        if word in ONCE and roles.count(word) > 1:
            raise NotATableError(
                f"--columns: one column only can be `{word}`: write {SKIPPED} for the others"
            )
    if "prompt" not in roles:
        raise NotATableError("--columns: say which column is the `prompt`")
    return roles


def header(rows: Rows) -> int | None:
    """Which of the first rows names the columns: the very first one, or one that surely does."""
    counts = [_named(row) for _, row in rows[:_FIRST_ROWS]]
    if counts and counts[0] > 1:
        return 0
    return next((number for number, count in enumerate(counts) if count >= _SURELY), None)


def _named(row: Sequence[str]) -> int:
    """How many different things the cells of a row are the names of."""
    roles = {*map(_role, row)} - {""}
    return len(roles) + (len(lettered) if roles and (lettered := _lettered(row)) else 0)


def of(
    rows: Rows, settings: Mapping[str, str], by_hand: Sequence[str] = (), *, headed: bool | None = None
) -> tuple[Columns, Rows]:
    """The columns of a table, and its rows without the one that names them and those before it.

    `settings` are what an export of Anki says of itself; `headed` is whether a row names the
    columns, found out where it is not said. Raises NotATableError where nobody can tell what is
    asked or answered.
    """
    number = _naming(rows, settings, headed=headed)
    line, named = rows[number] if number is not None else (0, [])
    if "columns" in settings:
        named = settings["columns"].split(cells.separator(settings))
    width = max((len(row) for _, row in rows), default=0)
    names = _names(named, width)
    roles = _settled(_by_hand(by_hand, width) if by_hand else _by_name(names, settings))
    if not by_hand:
        if number is not None and number == header(rows):
            _need_both(roles)
        roles = _in_order(roles)
    return Columns(tuple(names), tuple(roles), line), rows[0 if number is None else number + 1 :]


def _naming(rows: Rows, settings: Mapping[str, str], *, headed: bool | None) -> int | None:
    """Which row names the columns, as far as it can be told."""
    if headed is False or not rows or (headed is None and "columns" in settings):
        return None
    number = header(rows)
    return 0 if number is None and (headed or _looks_like_header(rows)) else number


def _names(named: Sequence[str], width: int) -> list[str]:
    """What columns are called, or their numbers."""
    titles = [" ".join(name.split()) for name in named]
    return [name or str(n) for n, name in enumerate([*titles, *[""] * (width - len(titles))], 1)]


def _by_hand(words: Sequence[str], width: int) -> list[str]:
    roles = ["" if word == SKIPPED else word for word in words]
    return [*roles, *[""] * (width - len(roles))][: max(width, 1)]


def _by_name(names: Sequence[str], settings: Mapping[str, str]) -> list[str]:
    lettered = _lettered(names)
    roles = ["option" if name in lettered else _role(name) for name in names]
    places = {str(place + 1): place for place in range(len(roles))}
    for setting, number in settings.items():
        place = places.get(number)
        if setting.endswith(" column") and place is not None:
            roles[place] = "tags" if setting == "tags column" else KEPT
    return roles


def _settled(named: Sequence[str]) -> list[str]:
    """Roles in which there is one answer, or `correct` says which option is right."""
    roles = list(named)
    offered = "option" in roles or roles.count("answer") > 1
    if offered and "correct" not in roles and roles.count("answer") == 1:
        roles = ["correct" if role == "answer" else role for role in roles]
    elif offered:
        roles = ["option" if role == "answer" else role for role in roles]
    elif "answer" not in roles:
        roles = ["answer" if role == "correct" else role for role in roles]
    if offered and "correct" not in roles:
        raise NotATableError(
            "several columns hold answers, and none says which is right: call one `correct answer`, "
            "or say which is: --columns prompt,answer,wrong,wrong"
        )
    first = {role: roles.index(role) for role in ONCE if role in roles}
    return ["" if first.get(role, n) != n else role for n, role in enumerate(roles)]


def _need_both(roles: Sequence[str]) -> None:
    """A header that names some columns names these too: another order is not guessed."""
    for role, noun in (("prompt", "question"), ("answer", "answer")):
        if role not in roles and not (role == "answer" and "correct" in roles):
            shown = ",".join([other or SKIPPED for other in roles]).replace(SKIPPED, role, 1)
            by_hand = f", or, if it is that one: --columns {shown}" if "" in roles else ""
            raise NotATableError(f"the header names no column for the {noun}: call it `{noun}`{by_hand}")


def _in_order(roles: list[str]) -> list[str]:
    """The first columns nobody named are question and answer."""
    for role in ("prompt", "answer"):
        if role not in roles and "" in roles and not (role == "answer" and "correct" in roles):
            roles[roles.index("")] = role
    return roles


def _looks_like_header(rows: Rows) -> bool:
    """Whether short names stand over a column in which all others ask: then no row is a question."""
    if len(rows) <= _SURELY:
        return False
    first, others = rows[0][1], [row for _, row in rows[1:]]
    named = all(0 < len(name.split()) <= _MOST_WORDS and not _NO_NAME.search(name) for name in first)
    return named and any(
        all(number < len(row) and _ASKS.search(row[number]) for row in others) for number in range(len(first))
    )


def _lettered(names: Sequence[str]) -> frozenset[str]:
    """The letters that columns are called by, as the options of a choice: A, B and so on, two at least."""
    letters = [(name, letter) for name in names if _LETTER.fullmatch(letter := name.strip().rstrip(".)"))]
    run = "".join(letter for _, letter in letters).upper()
    is_run = len(run) > 1 and ascii_uppercase.startswith(run)
    return frozenset(name for name, _ in letters if is_run)


def _role(name: str) -> str:
    """What a column of this name is for: « Mauvaises réponses 2 (au choix) » is a wrong answer."""
    return "" if "#" in name else _roles_by_name().get(folding.singular(_REMARK.split(name)[0]), "")


@cache
def _roles_by_name() -> dict[str, str]:
    listed = ((role, parted(line)) for role, line in COLUMNS.items())
    return {folding.singular(name): role for role, names in listed for name in names}
