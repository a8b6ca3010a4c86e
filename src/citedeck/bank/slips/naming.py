"""Which key or form somebody means by a name in another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from citedeck.languages import names
from citedeck.text import folding

_ROLES = {
    "prompt": ("prompt", "statement"),
    "answer": ("answer", "answers"),
    "correct": ("answer", "answers"),
    "wrong": ("distractors",),
    "explanation": ("explanation", "why"),
    "category": ("category",),
    "level": ("level",),
    "id": ("id",),
}
"""The keys that may stand for what a column of a table is for."""


def keys(name: str) -> list[str]:
    """The keys that somebody may call so, in one language or another."""
    return list(_keys().get(folding.singular(name), ()))


def form(name: str) -> str:
    """The form that somebody calls so; nothing where there is none."""
    forms = _forms().get(folding.singular(name), ())
    return forms[0] if forms else ""


def verdict(name: str) -> str:
    """`true` or `false` where somebody says it so; nothing where nobody does."""
    return _verdicts().get(folding.loose(name.strip()), "")


@cache
def _verdicts() -> Mapping[str, str]:
    lines = (*names.VERDICTS.items(), *names.YES_NO.items())
    return {folding.loose(name): value for value, line in lines for name in names.parted(line)}


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    return _by_name(names.FORMS.items())


@cache
def _keys() -> Mapping[str, tuple[str, ...]]:
    of_columns = ((key, names.COLUMNS[role]) for role, of_role in _ROLES.items() for key in of_role)
    return _by_name([*names.KEYS.items(), *of_columns])


def _by_name(lines: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What each of the names on some lines is one of, in the order of the lines."""
    keys_by_name: dict[str, tuple[str, ...]] = {}
    for key, line in lines:
        for name in {folding.singular(name): "" for name in names.parted(line)}:
            keys_by_name[name] = (*keys_by_name.get(name, ()), key)
    return keys_by_name
