"""Documents and the places in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field
from functools import cached_property
from itertools import accumulate

from citedeck.quick import dataclass, pattern

# What ends a line in an editor. Not `str.splitlines`: U+0085 and U+2028 end no line there.
LINE_END = pattern(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Document:
    """A file that was read: its path as shown to people, its text, the digest of its bytes."""

    path: str
    text: str = field(repr=False)
    digest: str = field(default="", repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, columns in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The words of a line (from 1), without its end."""
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """The offset at which a line (from 1) starts."""
        return self._line_starts[number - 1]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document: from `start` up to, not including, `end`, in code points."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The exact words at this place."""
        return self.document.text[self.start : self.end]

    @property
    def rest_of_line(self) -> str:
        """The line that it starts on, from there to the end."""
        number, column = self.document.position(self.start)
        return self.document.line(number)[column - 1 :]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies within this one, in the same document."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and self.document == other.document


class Spans:
    """Places of one document, of which some may cover another: however many they are, it is told at once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        by_start = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in by_start]
        self._furthest = [*accumulate((end for _, end in by_start), max)]
        """The furthest end of all that begin no later."""

    def covers(self, place: Span) -> bool:
        """Whether a place lies within one of them."""
        before = bisect_right(self._starts, place.start)
        return before > 0 and self._furthest[before - 1] >= place.end


class Text(str):
    """Words from a YAML file that remember where they stand; read, never transformed."""

    __slots__ = ("document", "end", "start")

    document: Document
    start: int
    end: int

    @classmethod
    def of(cls, words: str, document: Document, start: int, end: int) -> Text:
        """Words whose scalar, quotes included, stands at start..end of the document."""
        text = cls(words)
        text.document = document
        text.start = start
        text.end = end
        return text

    @property
    def at(self) -> Span:
        """The place of the whole scalar, its quotes included."""
        return Span(self.document, self.start, self.end)
