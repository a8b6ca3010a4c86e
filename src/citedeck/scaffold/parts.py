"""A sentence taken apart: its two halves, the words to leave out."""

from __future__ import annotations

import re

from citedeck import borders
from citedeck.quick import dataclass

_SHORT = 3
"""Letters of a word that is likely to begin a phrase: « in », « de », « the »."""

_FINAL = " \t.,;:!?。！？；，：؟،؛۔।॥"
_PAUSE = ",;:，、；：،؛"

_UNSPACED = borders.UNSPACED.pattern
# Words; where they have no blanks between them, letters.
_TOKEN = re.compile(rf"{_UNSPACED}|(?:(?!{_UNSPACED})\S)+")
_PAIR = re.compile(f"{_UNSPACED}{{2}}")
NUMBER = re.compile(r"(?<!\w)\d+(?:[ .,:'’\xa0\u202f]\d+)*(?!\w)")
_NAME = re.compile(r"(?<=[\w,] )[^\W\d_]\w+(?:-\w+)*(?!\w)")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:-\w+)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Halves:
    """A sentence in two: its beginning, what parts them, and its end without the last mark."""

    begin: str
    glue: str
    end: str


def halves(said: str, share: float = 0.6) -> Halves | None:
    """A sentence parted between two words, about where a share of it is said.

    Between a long word and a short one, or after a comma, a phrase is likely to begin.
    """
    tokens = list(_TOKEN.finditer(said))
    middle = len(tokens) * share
    near = range(max(2, round(middle * 0.75)), min(len(tokens), round(middle * 1.25) + 1))
    ranked = sorted(near, key=lambda n: (_joint(tokens[n - 1][0], tokens[n][0]), abs(n - middle)))
    return next((found for n in ranked if (found := _parted(said, tokens[n].start()))), None)


def _joint(before: str, after: str) -> int:
    """How closely two words belong together, as far as their letters tell."""
    if len(after) <= _SHORT < len(before) and before[-1].isalpha():
        return 0
    return 1 if before[-1] in _PAUSE else 2


def _parted(said: str, at: int) -> Halves | None:
    begin, end = said[:at].rstrip(), unmarked(said[at:])
    if not end[:1].isalnum() or (begin[-1].isdigit() and end[0].isdigit()):
        return None
    return Halves(begin, said[len(begin) : at], end)


def mixed(first: Halves, second: Halves) -> str:
    """The beginning of one sentence with the end of another."""
    return first.begin.rstrip(_FINAL) + first.glue + second.end


def unmarked(said: str) -> str:
    """A sentence without its last mark, as an option among others."""
    return said.rstrip(_FINAL)


def gap(said: str) -> tuple[int, int] | None:
    """The place of words to leave out: a number, else a name, else the longest word."""
    found = NUMBER.search(said) or next((m for m in _NAME.finditer(said) if m[0][0].isupper()), None)
    if found is None and borders.UNSPACED.search(said):
        found = _PAIR.search(said, len(said) // 2)
    elif found is None:
        found = max(_WORD.finditer(said), key=lambda m: len(m[0]), default=None)
    return found.span() if found else None
