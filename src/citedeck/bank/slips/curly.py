"""Files whose words stand in curly quotes: a word processor wrote them, or the page they were copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

_WORDS = r'(?P<words>“[^“”"\\\n]*”|„[^„“”"\\\n]*[“”]|”[^“”"\\\n]*”)'
_BEGIN = r"^ *(?:- +)*(?:[\w-]+: +)?"
_ALONE = re.compile(rf"{_BEGIN}{_WORDS}(?=[ \t]*,?[ \t]*$)", re.MULTILINE)
_BRACKET = re.compile(rf"{_BEGIN}(?P<bracket>[\[{{].*)$", re.MULTILINE)
_INSIDE = re.compile(rf'"(?:[^"\\\n]|\\.)*"|(?<=[\[{{,:])[ ]*{_WORDS}(?=[ ]*[,\]}}])')
_STRAIGHT = re.compile(rf'{_BEGIN}"|[\[{{,:] *"', re.MULTILINE)

_FEW = 3
"""So many values in curly quotes are no slip."""


def values(text: str) -> list[tuple[int, int]]:
    """Where words in curly quotes stand as values, quotes included, if they are most of those in quotes."""
    found = sorted(chain((m.span("words") for m in _ALONE.finditer(text)), _in_brackets(text)))
    return found if len(found) >= max(_FEW, len(_STRAIGHT.findall(text)) + 1) else []


def straight(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with straight quotes at the ends of those places, every other character where it was."""
    letters = list(text)
    for start, end in places:
        letters[start] = letters[end - 1] = '"'
    return "".join(letters)


def _in_brackets(text: str) -> Iterator[tuple[int, int]]:
    for line in _BRACKET.finditer(text):
        for inside in _INSIDE.finditer(text, line.start("bracket"), line.end()):
            if inside["words"]:
                yield inside.span("words")
