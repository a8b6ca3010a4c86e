"""The numbered text: lines of at most 55 characters, or those of verse, the one public numbering.

55 characters fit an A4 page at 12, 14 and 16 points, so the numbers are the same in every
profile and one key serves the whole class. A longer verse turns over, under its one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citedeck.model import Line

Range = tuple[int, int]

WIDTH = 55

# A line may end at a blank, but not before a mark that stands off or after an opening one. A run
# of blanks and line ends is printed as one character.
_BLANK = r"[ \t\n\r]"
_BORDER = rf"(?:\Z|(?<![«\s]){_BLANK}+(?![;:!?%»€\s]))"
_LINE = re.compile(rf"((?:{_BLANK}+(?!{_BLANK})|[^ \t\n\r]){{1,{WIDTH}}}){_BORDER}")

# The same where no two blanks stand together, as in most paragraphs: in a fourth of the time.
_SINGLE_SPACED = re.compile(rf"(.{{1,{WIDTH}}}){_BORDER}", re.DOTALL)
_BLANKS = re.compile(_BLANK + "{2}")

_VERSE = re.compile(r"\S(?:[^\r\n]*\S)?")
"""A line of verse, without the blanks around it."""


def number(text: str, paragraphs: list[Range]) -> tuple[Line, ...]:
    """The lines of a text, numbered through."""
    lines: list[Line] = []
    for paragraph, (start, end) in enumerate(paragraphs, 1):
        for first, last in _broken(text, start, end):
            lines.append(Line(len(lines) + 1, paragraph, first, last))
    return tuple(lines)


def verses(text: str, stanzas: list[Range], headings: Sequence[Range]) -> tuple[Line, ...]:
    """The lines of a text in verse as they stand in it; a heading has no number, and names the next."""
    lines: list[Line] = []
    number = 1
    for stanza, (start, end) in enumerate(stanzas, 1):
        for verse in _VERSE.finditer(text, start, end):
            is_heading = any(first <= verse.start() and verse.end() <= last for first, last in headings)
            lines.append(Line(number, stanza, *verse.span(), is_numbered=not is_heading))
            number += not is_heading
    return tuple(lines)


def turned(verse: str) -> list[str]:
    """A verse in as many parts as the width of a line makes of it."""
    return [verse[start:end] for start, end in _broken(verse, 0, len(verse))]


def _broken(text: str, start: int, end: int) -> Iterator[Range]:
    """As many words as fit on each line; where there is no blank to end it at, as many characters."""
    pattern = _LINE if _BLANKS.search(text, start, end) else _SINGLE_SPACED
    while start < end:
        line = pattern.match(text, start, end)
        stop, resume = (line.end(1), line.end()) if line else (start + WIDTH, start + WIDTH)
        yield start, stop
        start = resume
