"""The part of a file in which a parser gave up, as its author sees it: lines with keys and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citedeck.model import LINE_END
from citedeck.quick import dataclass, pattern

_LINE = pattern(
    r"(?P<lead>[^\S\r\n]*(?:-[ \t]+)*)"
    r"(?:(?P<key>[\w-]+|\"[\w-]+\")(?P<colon>:(?:[ \t]+|$)))?"
    r"(?P<value>.*?)[ \t]*$"
)
_ENTRY = pattern(_LINE.pattern, re.DOTALL)
_BEGINS = pattern(r"\s*(?:-\s|[\w-]+\s*:(?:\s|$)|#|$)")
_STRINGS = pattern(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


_LISTS = """
    absent accept aliases also answers banks criteria distractors elements evidence headings items mark pairs
    rows skills skipped source tags statements steps texts versions worksheets
"""
LISTS = frozenset(_LISTS.split())
"""The keys under which a list may stand."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A line with what goes on below it: blanks and dashes, a key, a value."""

    start: int
    end: int
    number: int
    """Of its line in the file, from 1."""
    lead: str
    key: str
    colon: str
    value: str

    @property
    def indent(self) -> int:
        """How many characters stand before its dash, its key or its words."""
        return len(self.lead) - len(self.lead.lstrip())

    @property
    def column(self) -> int:
        """How many characters stand before its key."""
        return len(self.lead)

    @property
    def is_dashed(self) -> bool:
        """Whether an entry of a list begins here."""
        return "-" in self.lead

    @property
    def is_bare(self) -> bool:
        """Whether neither a dash nor a key stands here."""
        return not self.is_dashed and not self.key

    @property
    def colon_at(self) -> int:
        """Where the colon after its key stands."""
        return self.start + len(self.lead) + len(self.key)

    @property
    def words_at(self) -> int:
        """Where its value starts."""
        return self.colon_at + len(self.colon)

    def written(self, value: str) -> str:
        """The line with another value, as it is shown; of several lines the first that changes."""
        head = f"{self.lead}{self.key}{self.colon}"
        old, new = (LINE_END.split(f"{head}{words}") for words in (self.value, value))
        changed = (after for before, after in zip(old, new, strict=False) if before != after)
        return next(changed, new[0]).strip()


Mend = tuple[int, int, str]
"""Start and end of a part of a page, and the words that mend it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake of the hand: its place on a page, what to say of it, and what mends it."""

    start: int
    end: int
    message: str
    help: tuple[str, ...]
    mends: tuple[Mend, ...]
    begins: bool = False
    """Whether a new entry of the list begins here, so that what stands above it is none of this."""
    code: str = "yaml-syntax"
    sure: bool = True
    """Whether nothing else can have been meant, so that its mend may be applied unseen."""

    def moved(self, by: int) -> Slip:
        """The same in a text in which the page begins further on."""
        mends = tuple((start + by, end + by, words) for start, end, words in self.mends)
        return replace(self, start=self.start + by, end=self.end + by, mends=mends)

    def mended(self, text: str) -> str:
        """The page without the mistake."""
        for start, end, words in sorted(self.mends, reverse=True):
            text = text[:start] + words + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a file: its words, and where a parser gives up on them."""

    text: str
    at: int
    first: int
    """The number of its first line in the file."""
    marks: str
    """How words in quotes are written inside other words: `« {0} »`."""
    entries: tuple[Keyed, ...]

    @property
    def is_top(self) -> bool:
        """Whether it begins where the file does."""
        return self.first == 1

    @property
    def inside(self) -> str:
        """The quotes to write inside words in quotes, as they are named."""
        return '\\"' if "\\" in self.marks else " ".join(map(str.strip, self.marks.split("{0}")))

    @property
    def dashes(self) -> list[Keyed]:
        """The entries of lists."""
        return [other for other in self.entries if other.is_dashed]

    @property
    def reached(self) -> list[Keyed]:
        """The entries down to the one in which the parser gave up, that one first."""
        return [other for other in reversed(self.entries) if other.start <= self.at]

    def above(self, entry: Keyed) -> list[Keyed]:
        """The entries before one, the nearest first."""
        return [other for other in reversed(self.entries) if other.start < entry.start]

    def number(self, at: int) -> int:
        """The number in the file of the line that holds a place."""
        return self.first + len(LINE_END.findall(self.text, 0, at))


def read(text: str, at: int, first: int, marks: str) -> Page:
    """A page with its entries; `at` is where a parser gives up, `first` the number of the first line."""
    return Page(text, at, first, marks, tuple(_entries(text, first)))


def slip(entry: Keyed, message: str, advice: str, value: str, place: tuple[int, int] = (0, 1)) -> Slip:
    """A slip in the value of an entry, which another one mends; the place is counted from its start."""
    start, end = (entry.words_at + at for at in place)
    mend = (entry.words_at, entry.words_at + len(entry.value), value)
    return Slip(start, end, message, (f"{advice}: {entry.written(value)}",), (mend,))


def without_strings(value: str) -> str:
    """A value with every string in quotes left blank, character for character."""
    return _STRINGS.sub(lambda m: " " * len(m[0]), value)


def _entries(text: str, first: int) -> Iterator[Keyed]:
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    lines = [text[a:b].rstrip("\r\n") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    number = 0
    while number < len(lines):
        last = _last(lines, number)
        if lines[number].strip() and lines[number].lstrip()[0] != "#":
            words = text[starts[number] : starts[last] + len(lines[last])]
            match = _ENTRY.match(words)
            assert match is not None  # the pattern matches every string
            parts = (match[name] or "" for name in ("lead", "key", "colon", "value"))
            yield Keyed(starts[number], starts[number] + len(words), first + number, *parts)
        number = last + 1


def _last(lines: list[str], number: int) -> int:
    """The last line of a value that begins on a line."""
    match = _LINE.match(lines[number])
    assert match is not None  # as above
    value, last = match["value"], number
    for below in range(number + 1, len(lines)):
        line = lines[below]
        lead = match["lead"].partition("-")[0] if _is_open(value) else match["lead"]
        if not line.strip() or len(line) - len(line.lstrip()) <= len(lead):
            break
        if not (_is_block(value) or _is_open(value)) and (not value or _BEGINS.match(line)):
            break
        value, last = f"{value}\n{line}", below
    return last


def _is_block(value: str) -> bool:
    return re.match(r"[|>][-+0-9]*\s*(?:\n|$)", value) is not None


def _is_open(value: str) -> bool:
    bare = without_strings(value)
    return value[:1] in ("[", "{") and sum(map(bare.count, "[{")) > sum(map(bare.count, "]}"))
