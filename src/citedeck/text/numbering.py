"""The numbered text: lines of at most 55 columns, or those of verse, the one public numbering.

55 columns fit an A4 page at 12, 14 and 16 points, so the numbers are the same in every profile
and one key serves the whole class. A longer verse turns over, under its one number, and so does
a line of larger print or of capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from citedeck.model import Line
from citedeck.quick import pattern
from citedeck.text import widths

Range = tuple[int, int]

WIDTH = 55

# A line may end at a blank, but not before a mark that stands off or after an opening one. A run
# of blanks and line ends is printed as one character.
_BLANK = r"[ \t\n\r]"
_BORDER = rf"(?:\Z|(?<![«\s]){_BLANK}+(?![;:!?%»€\s]))"
_ANYWHERE = rf"(?s:.{{{WIDTH}}})"
_LINE = pattern(rf"((?:{_BLANK}+(?!{_BLANK})|[^ \t\n\r]){{1,{WIDTH}}}){_BORDER}|{_ANYWHERE}")

# The same where no two blanks stand together, as in most paragraphs: in a fourth of the time.
_SINGLE_SPACED = pattern(rf"(.{{1,{WIDTH}}}){_BORDER}|{_ANYWHERE}", re.DOTALL)
_BLANKS = pattern(_BLANK + "{2}")

_BLANK_CHARS = " \t\n\r"
_BLANKS_AHEAD = pattern(f"{_BLANK}*")
_BLANK_BORDER = pattern(rf"{_BLANK}+(?![;:!?%»€\s])")

_VERSE = pattern(r"\S(?:[^\r\n]*\S)?")
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


def _broken(text: str, start: int, end: int) -> Iterable[Range]:
    """As many words as fit on each line; where there is no blank to end it at, as many characters."""
    even = widths.are_even(text[start:end])
    return _by_characters(text, start, end) if even else _by_columns(text, start, end)


def _by_characters(text: str, start: int, end: int) -> list[Range]:
    """The lines of words in which each character takes one column."""
    pattern = _LINE if _BLANKS.search(text, start, end) else _SINGLE_SPACED
    return [line.span(line.lastindex or 0) for line in pattern.finditer(text, start, end)]


def _by_columns(text: str, start: int, end: int) -> Iterator[Range]:
    """The lines of words of any width, which may end between ideographs too."""
    while start < end:
        limit = _limit(text, start, end)
        stop = limit if limit == end else _stop(text, start, limit)
        yield start, _without_blanks(text, start, stop)
        start = _BLANKS_AHEAD.match(text, stop, end).end()  # type: ignore[union-attr]  # it may be empty


def _limit(text: str, start: int, end: int) -> int:
    """The place after the last character that fits; a run of blanks is printed as one."""
    room, place = WIDTH, start
    while place < end:
        char = text[place]
        is_repeated = char in _BLANK_CHARS and place > start and text[place - 1] in _BLANK_CHARS
        room -= 0 if is_repeated else widths.of_char(" " if char in _BLANK_CHARS else char)
        if room < 0:
            break
        place += 1
    return max(place, start + 1)


def _stop(text: str, start: int, limit: int) -> int:
    """The last place up to `limit` where a line may end; `limit` itself where there is none."""
    places = (place for place in range(limit, start, -1) if _may_end(text, place))
    return next(places, limit)


def _may_end(text: str, place: int) -> bool:
    """Whether a line may end before a character: at a blank, or where the script parts its words."""
    before, after = text[place - 1], text[place]
    if after in _BLANK_CHARS:
        return _BLANK_BORDER.match(text, place) is not None and before != "«"
    return before not in _BLANK_CHARS and widths.parts(before, after)


def _without_blanks(text: str, start: int, stop: int) -> int:
    """The end of a line without the blanks before it; a line of blanks alone keeps them."""
    words = text[start:stop].rstrip(_BLANK_CHARS)
    return start + len(words) if words else stop
