"""A text in numbered lines, as its own document and a worksheet print it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from citedeck.languages.catalogue import sentence, typeset
from citedeck.languages.directions import direction
from citedeck.model import Course, Line, Source, Span
from citedeck.proof import passages
from citedeck.quick import dataclass
from citedeck.text import numbering
from citedeck.text.borders import UNSPACED

_TURNED = "\n" + 4 * " "
"""What parts a verse that turns over: a line end and an indent."""

_CUT = "\x00"
"""What parts the pieces of a line while it is set."""

_APOSTROPHES = "['’ʼ]"
_EVERY = 5
"""Every fifth line shows its number."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its number, if it has one and whether it shows; its words; is it a heading."""

    number: int | None
    shown: bool
    runs: tuple[tuple[str, bool], ...]
    """Its words in pieces, and whether the glossary explains them."""
    heading: bool
    notes: tuple[tuple[str, str], ...] = ()
    """Words that it has first of all lines, and what they mean."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text, or lines of it, ready to be printed under who speaks."""

    title: str
    source: Source
    language: str
    direction: str
    paragraphs: tuple[tuple[Printed, ...], ...]
    beside: bool
    """Whether notes stand beside their lines; else below the text."""
    explained: tuple[tuple[str, str, int], ...]
    """The words explained below the text: with their line, or 0."""


def text(source: Source, lines: Iterable[Line], course: Course, *, beside: bool) -> PrintedText:
    """Some lines of a text: the first that has a number shows it, every fifth, and one after a heading.

    Words are explained beside their lines, or below the text.
    """
    listed = list(lines)
    language = passages.language_of(source, course)
    places = _places(source, listed)
    by_line = _by_line(places, listed)
    in_order = sorted(places.values())
    paragraphs: dict[int, list[Printed]] = {}
    for line, shown in _showing(source, listed):
        words = by_line[line] if beside else ()
        notes = tuple((word, source.glossary[word]) for word in words)
        printed = _printed(source, line, language, in_order, shown=shown, notes=notes)
        paragraphs.setdefault(line.paragraph, []).append(printed)
    return PrintedText(
        sentence(source.label),
        source,
        language,
        direction(language),
        tuple(map(tuple, paragraphs.values())),
        beside,
        tuple(_below(source, by_line, beside=beside)),
    )


def _showing(source: Source, lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Lines, and whether they show their number."""
    is_due = True
    for line in lines:
        shown = line.is_numbered and not _is_heading(source, line) and (is_due or line.number % _EVERY == 0)
        is_due = not shown and (is_due or _is_heading(source, line))
        yield line, shown


def _is_heading(source: Source, line: Line) -> bool:
    return source.is_heading(Span(source.document, line.start, line.end))


def _by_line(places: Mapping[str, Place], lines: Sequence[Line]) -> Mapping[Line, list[str]]:
    """The words of the glossary that begin on each line."""
    by_line: dict[Line, list[str]] = {line: [] for line in lines}
    for word, place in places.items():
        if line := _line_of(place, lines):
            by_line[line].append(word)
    return by_line


def _line_of(place: Place, lines: Sequence[Line]) -> Line | None:
    """The line of some, in the order of the text, on which a place begins."""
    before = bisect_right(lines, place[0], key=_start) - 1
    return lines[before] if before >= 0 and place[0] < lines[before].end else None


def _start(line: Line) -> int:
    return line.start


def _places(source: Source, lines: Sequence[Line]) -> Mapping[str, Place]:
    """Where words of the glossary stand first among some lines, longer ones before parts of them."""
    places: dict[str, Place] = {}
    in_order: list[Place] = []
    text = source.document.text[: lines[-1].end] if lines else ""
    for word in sorted(filter(str.strip, source.glossary), key=len, reverse=True):
        standing = _found(word, text, lines)
        place = next((at for at in standing if not _touched(at, in_order)), None)
        if place is not None:
            places[word] = place
            insort(in_order, place)
    return {word: places[word] for word in source.glossary if word in places}


def _found(word: str, text: str, lines: Sequence[Line]) -> Iterator[Place]:
    """Where a word stands among some lines: as it is written first, then in any case."""
    parts = [re.sub("['’ʼ]", _APOSTROPHES, re.escape(part)) for part in word.split()]
    before = "" if UNSPACED.match(word.strip()[0]) else r"(?<!\w)"
    after = "" if UNSPACED.match(word.strip()[-1]) else r"(?!\w)"
    pattern = before + r"\s+".join(parts) + after
    for flags in (0, re.IGNORECASE):
        found = re.finditer(pattern, text, flags)
        yield from (match.span() for match in found if _line_of(match.span(), lines))


def _touched(place: Place, in_order: Sequence[Place]) -> Sequence[Place]:
    """Those of some places, in order and apart, that overlap with a place."""
    first = bisect_right(in_order, place[0], key=_end)
    return in_order[first : bisect_left(in_order, place[1], key=_begin)]


def _begin(place: Place) -> int:
    return place[0]


def _end(place: Place) -> int:
    return place[1]


def _below(
    source: Source, by_line: Mapping[Line, Sequence[str]], *, beside: bool
) -> Iterator[tuple[str, str, int]]:
    """What is explained below the text: all of the glossary, or what has no line to stand beside."""
    numbers = {word: line.number for line, words in by_line.items() for word in words}
    for word, meaning in source.glossary.items():
        if not (beside and word in numbers):
            yield word, meaning, numbers.get(word, 0)


def _printed(
    source: Source,
    line: Line,
    language: str,
    places: Sequence[Place],
    *,
    shown: bool,
    notes: tuple[tuple[str, str], ...],
) -> Printed:
    is_heading = _is_heading(source, line)
    number = line.number if line.is_numbered else None
    runs = tuple(_runs(source, line, language, places))
    return Printed(number, shown, runs, is_heading, notes)


def _runs(source: Source, line: Line, language: str, places: Sequence[Place]) -> Iterator[tuple[str, bool]]:
    """The words of a line in pieces, cut where a word of the glossary begins and ends."""
    touched = _touched((line.start, line.end), places)
    marked = [(max(start, line.start), min(end, line.end)) for start, end in touched]
    borders = sorted({line.start, line.end, *(border for place in marked for border in place)})
    pieces = [source.document.text[start:end] for start, end in pairwise(borders)]
    laid = _laid(_CUT.join(pieces), source, language).split(_CUT)
    for words, place in zip(laid, pairwise(borders), strict=True):
        yield words, place in marked


def _laid(words: str, source: Source, language: str) -> str:
    """Words of a line as they are set; a long verse turns over."""
    words = re.sub(r"\s+", " ", words).strip()
    if source.paragraphs == "verse":
        words = _TURNED.join(numbering.turned(words))
    return typeset(words, language)
