"""Words that are nearly others: what a slip of the hand makes of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from citedeck.quick import pattern

_FEW = 200
"""Comparing with more words than this takes too long: of more, those that begin or end alike."""


def near(word: str, words: Iterable[str]) -> str:
    """The known word that was probably meant; nothing where none is close."""
    words = list(words)
    if len(words) > _FEW:
        words = [other for other in words if other[:2] == word[:2] or other[-2:] == word[-2:]][:_FEW]
    close = [other for other in words if other.casefold() == word.casefold()]
    close += difflib.get_close_matches(word, words, n=3, cutoff=0.6)
    return next((other for other in close if is_slip(word.casefold(), other.casefold())), "")


def asked(proposal: str) -> list[str]:
    """The word that was probably meant, as help: none where there is none."""
    return [f"did you mean `{proposal}`?"] if proposal else []


def is_slip(word: str, other: str) -> bool:
    """Whether a slip of the hand makes one word of another, or two of a longer one; a number is none."""
    if _NUMBER.findall(word) != _NUMBER.findall(other):
        return False
    return _slips(word, other) <= (1 if len(word) < _SHORT else 2)


_SHORT = 5
_NUMBER = pattern(r"\d+")


def _slips(word: str, other: str) -> int:
    """How many letters are left out, too many, wrong, or in turned order."""
    before, above = list(range(len(other) + 1)), [0] * (len(other) + 1)
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            turned = i > 1 < j and letter == other[j - 2] and word[i - 2] == wanted
            least = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            row.append(min(least, above[j - 2] + 1) if turned else least)
        above, before = before, row
    return before[-1]
