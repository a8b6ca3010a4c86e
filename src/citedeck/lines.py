"""The numbered text: lines of at most 55 characters, the one public numbering.

55 characters fit an A4 page at 12, 14 and 16 points, so the numbers are the same in every
profile and one key serves the whole class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.model import Line

Range = tuple[int, int]

WIDTH = 55
_LONG = 40 * WIDTH
_RUN = re.compile(r"[ \t\r\n]+")

# A line may end at a blank, but not before a mark that stands off or after an opening one.
_BLANK = re.compile(r"(?<![«\s])[ \t\n\r]+(?![;:!?%»€\s])")


def number(text: str, paragraphs: list[Range]) -> tuple[Line, ...]:
    """The lines of a text, numbered through."""
    lines: list[Line] = []
    for paragraph, (start, end) in enumerate(paragraphs, 1):
        for first, last in _broken(text, start, end):
            lines.append(Line(len(lines) + 1, paragraph, first, last))
    return tuple(lines)


def _broken(text: str, start: int, end: int) -> Iterator[Range]:
    while _width(text, start, end) > WIDTH:
        stop, resume = _break(text, start, end)
        yield start, stop
        start = resume
    if start < end:
        yield start, end


def _break(text: str, start: int, end: int) -> Range:
    """Where a line that begins at `start` stops and the next one begins."""
    best = None
    for blank in _BLANK.finditer(text, start, min(start + _LONG, end)):
        if _width(text, start, blank.start()) > WIDTH:
            break
        best = blank
    if best is not None and best.start() > start:
        run = _RUN.match(text, best.start(), end) or best  # it may be longer than what was looked through
        return best.start(), run.end()
    return min(start + WIDTH, end), min(start + WIDTH, end)


def _width(text: str, start: int, end: int) -> int:
    """How many characters are printed: a run of blanks and line ends is one."""
    if end - start > _LONG:
        return end - start
    return len(_RUN.sub(" ", text[start:end]))
