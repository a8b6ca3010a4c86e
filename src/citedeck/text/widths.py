"""How wide words are in columns, and where a line of them may end: the one measure of paper.

An ideograph, a kana, a Hangul syllable and a full-width form take two columns, a mark over a
letter none, anything else one.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_WIDE = ("W", "F")
_UNSEEN = ("Mn", "Me", "Cf")

# What no line begins with, and what no line ends with, in Chinese and Japanese.
_NOT_FIRST = frozenset(
    "、。，．・：；！？）］｝〕〉》」』】〙〗〟’”»％‰℃°′″…‥ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖ"
    "ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ,.;:!?)]}%"
)
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖〝‘“«￥＄￡＃([{$£€#№")


@cache
def of_char(char: str) -> int:
    """The columns of a character."""
    if unicodedata.category(char) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def columns(words: str) -> int:
    """The columns of words on one line."""
    return len(words) if words.isascii() else sum(map(of_char, words))


def are_even(words: str) -> bool:
    """Whether each character of some words takes one column."""
    return words.isascii() or all(of_char(char) == 1 for char in set(words))


def parts(before: str, after: str) -> bool:
    """Whether a line may end between two characters that no blank parts: at an ideograph or a kana."""
    if of_char(after) == 0 or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _is_free(before) or _is_free(after)


@cache
def _is_free(char: str) -> bool:
    """Whether a character stands by itself: wide, but no Hangul, whose words are parted by blanks."""
    return of_char(char) > 1 and not unicodedata.name(char, "").startswith("HANGUL")
