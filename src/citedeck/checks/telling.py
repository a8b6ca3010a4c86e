"""Words that tell something: what an answer and its evidence may have in common."""

from __future__ import annotations

import re
from functools import cache

from citedeck.languages import stops
from citedeck.text import folding

STEM = 5
"""« réclame » and « réclament » begin with the same five letters."""

_WORD = re.compile(r"[^\W_]+")


def words(text: str, language: str) -> dict[str, str]:
    """The telling words of some text by their beginnings, without case and accents; numbers are whole."""
    typed = folding.words(text)
    loose = folding.loose(typed)
    telling: dict[str, str] = {}
    for word in _WORD.finditer(loose):
        if is_number(word[0]):
            telling.setdefault(word[0], typed[slice(*word.span())])
        elif not _is_stop(word[0], language):
            telling.setdefault(word[0][:STEM], typed[slice(*word.span())])
    return telling


def is_number(word: str) -> bool:
    """Whether a word is a number or holds one: 1912, ¹⁹¹³, ½, Ⅻ."""
    return any(char.isnumeric() and not char.isalpha() for char in word)


def _is_stop(word: str, language: str) -> bool:
    listed = _stops(language)
    return word in listed if listed else len(word) < stops.LEAST


@cache
def _stops(language: str) -> frozenset[str]:
    return frozenset(folding.loose(word) for word in stops.of(language))
