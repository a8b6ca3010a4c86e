"""Sources, and the course that draws on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Literal

from citedeck.model.items import Item
from citedeck.model.places import Document, Span, Spans, Text
from citedeck.quick import dataclass


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The file that a text was taken from, as sources.yaml has it."""

    file: Text
    digest: Text
    """The SHA-256 of its bytes."""
    tool: Text | str = ""
    """What took the text from it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """A text of `seeds/` with what `sources.yaml` says of it."""

    id: str
    document: Document
    label: str
    at: Span = field(repr=False)
    aliases: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
    kind: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    about: str = ""
    url: str = ""
    linkable: bool = True
    """Whether the page at `url` holds the text, so that a link can point at a passage."""
    rights: str = ""
    printable: bool = True
    paragraphs: Literal["lines", "blank", "verse"] = "lines"
    headings: tuple[Span, ...] = field(default=(), repr=False)
    skipped: tuple[Span, ...] = field(default=(), repr=False)
    glossary: Mapping[str, str] = field(default_factory=dict, repr=False)
    origin: Origin | None = None

    def is_heading(self, place: Span) -> bool:
        """Whether a place lies within a heading."""
        return self._headings.covers(place)

    def is_skipped(self, place: Span) -> bool:
        """Whether a place lies within words that need no question."""
        return self._skipped.covers(place)

    @cached_property
    def _headings(self) -> Spans:
        return Spans(self.headings)

    @cached_property
    def _skipped(self) -> Spans:
        return Spans(self.skipped)


@dataclass(frozen=True, kw_only=True)
class Extract:
    """A text that a worksheet prints with its questions: some of its lines, or all."""

    source: Text
    lines: Text | None = None
    """As authored: « 13-27 »."""

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last line asked for; a last one of 0 is the end of the text."""
        first, _, last = (self.lines or "1-0").partition("-")
        return int(first), int(last)


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A ready worksheet as `course.yaml` lists it: item ids in order, and what it promises."""

    id: Text
    title: Text
    items: tuple[Text, ...]
    total: Text | None = None
    kind: Text | None = None
    points: bool | None = None
    reserve: bool = False
    audience: Text | None = None
    skills: tuple[Text, ...] = ()
    boxes: bool = True
    """Whether the sheet has boxes to assess its skills by."""
    justified: Text | None = None
    """Whether an answer and its quotation count half each, or only both together."""
    versions: tuple[str, ...] = ("A",)
    duration: Text | None = None
    about: Text | None = None
    instructions: Text | None = None
    texts: tuple[Extract, ...] = ()
    allow: Mapping[Text, Text] = field(default_factory=dict)

    @property
    def shows_points(self) -> bool:
        """Whether points are printed: as it says, else unless it is an activity."""
        return self.kind != "activity" if self.points is None else self.points


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that pages hold: its bytes, what they are (`image/png`), its size in dots."""

    data: bytes = field(repr=False)
    kind: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Course:
    """What `course.yaml` says, with the sources it draws on."""

    id: str
    title: str
    language: Text
    at: Span = field(repr=False)
    key: str = ""
    """What tells the course from every other with its id; a course that was released without one has none."""
    version: str = "0.1.0"
    about: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    banks: tuple[Text, ...] = ()
    deck: str = ""
    url: str = ""
    """Where the course stands publicly; no link leads there without it."""
    license: str = ""
    """The address of the terms that the questions stand under."""
    report: str = ""
    paper: str = "a4"
    school: str = ""
    logo: Text | None = None
    """The file of the school's picture, as authored."""
    emblem: Picture | None = field(default=None, repr=False)
    """The picture that `logo` names."""
    format: int = 1
    worksheets: tuple[Worksheet, ...] = ()
    practice: bool = True
    """Whether a page to practise on is made of it."""
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)
    unread: frozenset[str] | None = frozenset()
    """Sources that are listed but could not be read; None where not even the list could."""

    @cached_property
    def _reserved(self) -> frozenset[str]:
        return frozenset(name for w in self.worksheets if w.reserve for name in w.items)

    def reserves(self, item: Item) -> bool:
        """Whether an item is kept for assessments, itself or with a worksheet: learners do not get it."""
        return item.reserve or item.id in self._reserved

    def keeper(self, item: Item) -> Worksheet | None:
        """The first worksheet that keeps an item for assessments, where the item does not say so itself."""
        keepers = (w for w in self.worksheets if w.reserve and item.id in w.items and not item.reserve)
        return next(keepers, None)

    def lists(self, source: str) -> bool:
        """Whether a source is listed, as far as anybody can know."""
        return source in self.sources or self.unread is None or source in self.unread


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the numbered text: its number, its paragraph (both from 1), its place."""

    number: int
    paragraph: int
    start: int
    end: int
    is_numbered: bool = True
    """Whether the number is its own: a heading in verse has that of the next line."""


_REMEMBERED = 2**14
"""Of so many places the sentences are kept."""

_START = itemgetter(0)


@dataclass(frozen=True)
class Numbered:
    """A text as people cite it: its numbered lines, and where its sentences are."""

    document: Document
    number: Callable[[], tuple[Line, ...]] = field(repr=False)
    """Counts its lines, once somebody asks: nothing is checked by them but what worksheets print."""
    paragraphs: Sequence[tuple[int, int]] = field(repr=False)
    """Where they are, in order."""
    split: Callable[[tuple[int, int]], Sequence[tuple[int, int]]] = field(repr=False)
    """Finds the sentences of a paragraph, once somebody asks: of a large text an edit is about a few."""

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where all its sentences are."""
        return tuple(chain.from_iterable(map(self._sentences_in, range(len(self.paragraphs)))))

    @cached_property
    def _sentences_in(self) -> Callable[[int], Sequence[tuple[int, int]]]:
        """Tells the sentences of a paragraph by its number, which are found once."""
        return cache(lambda number: self.split(self.paragraphs[number]))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its lines in order."""
        return self.number()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    def lines_of(self, span: Span) -> tuple[Line, Line]:
        """The first and the last line that hold a place."""
        starts, lines = self._line_starts, self.lines
        first = bisect_right(starts, span.start, 1)  # nothing stands before the first line
        last = bisect_right(starts, span.end - 1, first)
        return lines[first - 1], lines[last - 1]

    def sentences_of(self, span: Span) -> Span:
        """The place widened to whole sentences."""
        return self._around(span.start, span.end)

    @cached_property
    def _around(self) -> Callable[[int, int], Span]:
        """Widens a place to whole sentences, once of most: each check and card asks of the same passages."""
        return lru_cache(maxsize=_REMEMBERED)(self._widened)

    def _widened(self, start: int, end: int) -> Span:
        first, last = self._sentence_at(start)
        if end > last:
            last = max(self._sentence_at(end - 1)[1], end)
        return Span(self.document, min(first, start), last)

    def _sentence_at(self, place: int) -> tuple[int, int]:
        """The last sentence that begins at a place or before it; else the first there is."""
        number = bisect_right(self._paragraph_starts, place) - 1
        while number >= 0:
            held = self._sentences_in(number)
            if before := bisect_right(held, place, key=_START):
                return held[before - 1]
            number -= 1
        return self.sentences[0]
