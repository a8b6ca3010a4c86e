"""A text cut at every border of the passages in it, which overlap as they like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from citedeck.model import Passage, ResolvedItem, Source, Span
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that an item rests on: its number in the text, and where in it an answer stands."""

    number: int
    resolved: ResolvedItem
    span: Span
    answers: tuple[Span, ...]

    @property
    def item(self) -> str:
        """The id of its item."""
        return str(self.resolved.item.id)


@dataclass(frozen=True, slots=True)
class Atom:
    """Printed words that no border cuts, and where they stand in the text as it was read."""

    words: str
    start: int
    end: int

    def is_in(self, span: Span) -> bool:
        """Whether a place has it: a place at whose borders the text was cut has all of it, or nothing."""
        return span.start <= self.start and self.end <= span.end


def marks(source: Source, items: Iterable[ResolvedItem]) -> list[Mark]:
    """The passages of a text, in its order: each once for an item, however many claims quote it."""
    placed: dict[tuple[int, int, int], list[Passage]] = {}
    listed = list(items)
    for index, resolved in enumerate(listed):
        for passage in resolved.passages:
            if passage.source is source:
                placed.setdefault((passage.span.start, passage.span.end, index), []).append(passage)
    return [
        Mark(number, listed[place[2]], passages[0].span, _answers(passages))
        for number, (place, passages) in enumerate(sorted(placed.items(), key=lambda row: row[0]), 1)
    ]


def _answers(passages: Iterable[Passage]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for passage in passages for span in passage.answers))


def cut(line: Span, printed: str, borders: Iterable[int]) -> list[Atom]:
    """A line as it is printed, in pieces between those borders that lie in it.

    What is printed may have other blanks than the line as it was read, but no other letter or mark.
    Raises ValueError where it has: its pieces would be those of other words.
    """
    stops = sorted({line.start, line.end, *(border for border in borders if line.start < border < line.end)})
    places = _printed_places(line.text, printed, [stop - line.start for stop in stops])
    between = zip(pairwise(stops), pairwise(places), strict=True)
    return [Atom(printed[first:last], *place) for place, (first, last) in between if first < last]


def _printed_places(raw: str, printed: str, offsets: Sequence[int]) -> list[int]:
    """Where offsets into a line, from its start to its end, are in its printed words.

    As many letters stand before them here as there. An offset after a blank is after all of them.
    """
    letters = [index for index, char in enumerate(printed) if not char.isspace()]
    before = [0]
    for char in raw:
        before.append(before[-1] + (not char.isspace()))
    if before[-1] != len(letters):
        raise ValueError(f"{printed!r} is not how {raw!r} is printed")
    starts, ends = [*letters, len(printed)], [0, *(index + 1 for index in letters)]
    inner = [(starts if raw[offset - 1].isspace() else ends)[before[offset]] for offset in offsets[1:-1]]
    return [0, *inner, len(printed)]
