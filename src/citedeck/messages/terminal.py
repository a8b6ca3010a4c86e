"""Words on a terminal: how wide they are, what stands under them, where their lines end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from citedeck.quick import dataclass, pattern

QUOTATION, ANSWER, BOLD, PLAIN = "~^= "
"""What stands under a character: a quotation, in it the answer, words in bold, or nothing."""

_COLORS = {QUOTATION: "4", ANSWER: "1;4", BOLD: "1"}

_LEAD = pattern(r"(?:[-☐] )?(?:[A-Z]\. )?")


@dataclass(frozen=True, slots=True)
class Styled:
    """Words on one line, a mark for each character, and how far in they stand."""

    words: str
    marks: str
    indent: int = 0


def width(words: str) -> int:
    """How many columns a terminal needs: wide letters two, combining marks none."""
    return sum(map(_columns, words))


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 1 + (unicodedata.east_asian_width(char) in "WF")


def shown(given: Iterable[Styled], columns: int, *, color: bool) -> Iterator[str]:
    """Lines as they are printed in some columns: colored, or with their marks underneath."""
    for line in given:
        for words, marks in _wrapped(line, columns):
            if color:
                yield _painted(words, marks)
            else:
                yield words
                under = "".join(m * _columns(c) for c, m in zip(words, marks, strict=True))
                if under := under.replace(BOLD, " ").rstrip():
                    yield under


def _painted(words: str, marks: str) -> str:
    pieces, done = [], 0
    for mark, run in groupby(marks):
        end = done + len(list(run))
        code = _COLORS.get(mark)
        pieces.append(f"\x1b[{code}m{words[done:end]}\x1b[0m" if code else words[done:end])
        done = end
    return "".join(pieces)


def _wrapped(line: Styled, columns: int) -> Iterator[tuple[str, str]]:
    """A line cut at blanks, what goes on below the words it begins with."""
    lead = _LEAD.match(line.words)
    first = " " * line.indent
    following = first + " " * width(lead[0] if lead else "")
    margin, start, end, used = first, 0, 0, width(first)
    for word in re.finditer(r" *[^ ]+", line.words):
        needed = width(word[0])
        if end and used + needed > columns:
            yield margin + line.words[start:end], PLAIN * len(margin) + line.marks[start:end]
            margin, start = following, word.end() - len(word[0].lstrip())
            used, needed = width(margin), needed - (len(word[0]) - len(word[0].lstrip()))
        used, end = used + needed, word.end()
    yield margin + line.words[start:], PLAIN * len(margin) + line.marks[start:]
