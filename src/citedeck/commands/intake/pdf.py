"""A PDF as a draft to be read against the paper: lines joined, hyphens, heads of pages and numbers judged.

A PDF says where each letter is printed, not which lines make a paragraph: every judgement is told.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from citedeck.commands.intake.draft import Draft, Pen, UnreadableError, left_out, quoted, raised, tidy
from citedeck.languages import directions
from citedeck.messages import extras
from citedeck.quick import dataclass
from citedeck.text import borders

_LOCKED = "is protected by a password: save it without one"

_EDGE = 0.12
"""The share of a page's height in which its running head and foot stand."""

_OFTEN = 0.3
"""The share of the pages on which a running head stands at least: left and right ones may differ."""

_LARGER, _SMALLER = 1.12, 0.89
"""Sizes of letters, beside those of the text, of headings and of notes."""

_WIDER = 1.3
"""A distance between lines, beside the usual one, that parts paragraphs."""

_INDENT = 0.7
"""How far (in letters' heights) a first line is set in."""

_FULL = 0.8
"""How long the last line of a paragraph is at most, beside the longest."""

_BROKEN = 0.05
"""The share of signs without a meaning that makes a text unreadable."""

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|s\.|página|pagina|pág\.|str\.|стр\.|с\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|sur|of|de|von|di|van|из|з)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_HYPHEN = re.compile("([^\\W\\d_]+)[-\u2010\u00ad]$")
_SOFT = "\u00ad"
_FIRST_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…:;](?:\s?[»”\"’)\]]+)?$")
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
_WIDE_MARKS = "。、，．！？：；「」『』（）《》・"
_LIGATURES: Mapping[str, str] = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")

_CLITICS = """
    il elle on ils elles je tu ce là ci même mêmes être moi toi lui leur
"""
_AFTER_HYPHENS = frozenset(_CLITICS.split())
"""French words that hang on the word before them by a hyphen of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed: its page (from 1), where it begins, how tall its letters are."""

    page: int
    x: float
    y: float
    """From the top of the page, as a share of its height."""
    size: float
    words: str
    height: float = 0.0
    """Of the page."""


def draft(data: bytes) -> Draft:
    """The text of a PDF. Raises UnreadableError, also where the library is missing."""
    pages = _pages(data)
    if not any(char.isalpha() for page in pages for line in page for char in line.words):
        raise UnreadableError(
            "has no text in it, only pictures of pages: have it read by a scanner's program, or type it"
        )
    whole = "".join(line.words for page in pages for line in page)
    if len(_MEANINGLESS.findall(whole)) > _BROKEN * len(whole):
        raise UnreadableError(
            "does not say which letters its signs are: have it read as pictures, or type it"
        )
    return Setter(pages).draft()


def _pages(data: bytes) -> list[list[Line]]:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UnreadableError(f"was not read: PDFs are read with pypdf: {extras.command('texts')}") from None
    try:
        return _opened(pypdf.PdfReader(io.BytesIO(data)))
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes of the library
        name = type(error).__name__ if isinstance(error, PyPdfError) else ""
        raise UnreadableError(_trouble(f"{name} {error}".lower())) from None


def _trouble(words: str) -> str:
    """What keeps a PDF from being read, by what the library says."""
    if "crypt" in words:
        return _LOCKED
    if "limit" in words:
        return "unpacks to more than a text can be: give a part of it"
    return "is damaged: open it, and save or print it anew as PDF"


def _opened(reader: Any) -> list[list[Line]]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(_LOCKED)
    return [list(_lines(page, number)) for number, page in enumerate(reader.pages, 1)]


def _lines(page: Any, number: int) -> Iterator[Line]:
    """The lines of a page, in the order in which they were written."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(words: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(outer[3] or outer[1]) * abs(inner[3] or inner[1])
        pieces.append((words, x, y, size * scale))

    page.extract_text(visitor_text=visit)
    box = page.cropbox
    height, top = float(box.height) or 1.0, float(box.top)
    line: list[tuple[str, float, float, float]] = []
    for words, x, y, size in pieces:
        first, *others = words.split("\n")
        line.append((first, x, y, size))
        for other in others:
            yield from _line(line, number, height, top)
            line = [(other, x, y, size)]
    yield from _line(line, number, height, top)


def _line(
    pieces: Sequence[tuple[str, float, float, float]], page: int, height: float, top: float
) -> Iterator[Line]:
    filled = [piece for piece in pieces if piece[0].strip()]
    if not filled:
        return
    sizes = Counter[float]()
    for words, _, _, size in filled:
        sizes[round(size, 1)] += len(words)
    size = sizes.most_common(1)[0][0]
    words = "".join(
        raised(piece) if own < _SMALLER * size and piece.strip().isdigit() else piece
        for piece, _, _, own in pieces
    )
    _, x, y, _ = max(filled, key=lambda piece: len(piece[0]) * (piece is filled[0]) or 0)
    yield Line(page, x, (top - y) / height, size, " ".join(words.split()), height)


class Setter:
    """Makes paragraphs of lines, and tells each judgement."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self.pen = Pen()
        self._pages = pages
        lines = [line for page in pages for line in page]
        sizes = Counter[float]()
        for line in lines:
            sizes[line.size] += len(line.words)
        self._size = sizes.most_common(1)[0][0]
        self._notes: list[Line] = []
        self._words = Counter(word.lower() for line in lines for word in _WORD.findall(line.words))
        self._ligatures = 0
        body = [line for line in lines if self._is_body(line)]
        steps = [b.y - a.y for a, b in pairwise(body) if a.page == b.page and b.y > a.y]
        self._step = sorted(steps)[len(steps) // 4] if steps else 1.0
        self._longest = max((len(line.words) for line in body), default=1)

    def draft(self) -> Draft:
        """The text of all pages."""
        before: Line | None = None
        for line in self._kept():
            if before is not None:
                before = self._join(before, line)
            self.pen.put(self._spelled(line.words))
            before = line
        if before is not None:
            self._end(before)
        for line in self._notes:
            self.pen.say(f"small print of the foot of page {line.page}: it stands here, after the text")
            self.pen.put(self._spelled(line.words))
            self.pen.end()
        if self._ligatures:
            self.pen.say(
                f"letters printed as one sign (ﬁ, ﬂ …) are written as letters, {self._ligatures} times"
            )
        return self.pen.draft()

    # Which lines

    def _is_body(self, line: Line) -> bool:
        return _SMALLER * self._size <= line.size <= _LARGER * self._size

    def _is_heading(self, line: Line) -> bool:
        return line.size > _LARGER * self._size

    def _kept(self) -> Iterator[Line]:
        """The lines of the text; heads and feet of pages, and their numbers, are told and left out."""
        running = self._running()
        for number, page in enumerate(self._pages, 1):
            if not page:
                self.pen.say(f"page {number} has no text in it: if it is a picture of one, type it")
            kept = [line for line in page if not self._is_dropped(line, page, running)]
            is_small = [line.size < _SMALLER * self._size for line in kept]
            foot = next((at for at in range(len(kept), -1, -1) if at == 0 or not is_small[at - 1]), 0)
            self._note(kept[foot:])
            yield from kept[:foot]

    def _is_dropped(self, line: Line, page: Sequence[Line], running: frozenset[str]) -> bool:
        """Whether a line is no part of the text, which is told."""
        if line not in _edges(page):
            return False
        if _PAGE_NUMBER.fullmatch(line.words):
            self.pen.say(left_out(f"the number of page {line.page}", [line.words]))
            return True
        is_head = line.y < _EDGE and line.size < _SMALLER * self._size
        if is_head or _shape(line.words) in running:
            self.pen.say(left_out(f"the running head or foot of page {line.page}", [line.words]))
            return True
        return False

    def _running(self) -> frozenset[str]:
        """The heads and feet that pages share, but for their numbers."""
        shapes = Counter(
            shape for page in self._pages for shape in {_shape(line.words) for line in _edges(page)}
        )
        least = max(2, _OFTEN * len(self._pages))
        return frozenset(shape for shape, count in shapes.items() if count >= least)

    def _note(self, lines: Sequence[Line]) -> None:
        """Keep the small print under a page for the end, each note of it one paragraph."""
        for line in lines:
            begins = re.match(r"[\d⁰¹²³⁴-⁹*†(\[]", line.words) is not None
            if self._notes and self._notes[-1].page == line.page and not begins:
                last = self._notes.pop()
                line = replace(last, words=f"{last.words} {line.words}")  # noqa: PLW2901 - it goes on
            self._notes.append(line)

    # How lines follow each other

    def _join(self, before: Line, line: Line) -> Line:
        """End the paragraph between two lines, or go on with it."""
        if self._parts(before, line):
            self._end(before)
            return line
        if before.page != line.page:
            self.pen.say(
                f"a paragraph goes on from page {before.page} to page {line.page}: {quoted(line.words)}"
            )
        hyphen = _HYPHEN.search(before.words)
        following = _FIRST_WORD.match(line.words)
        if hyphen is None or following is None:
            is_unspaced = _is_unspaced(before.words[-1]) and _is_unspaced(line.words[0])
            self.pen.put("" if is_unspaced else " ")
        else:
            self._hyphen(hyphen[1], following[0], is_soft=before.words.endswith(_SOFT))
        return line

    def _end(self, last: Line) -> None:
        """End a paragraph after its last line."""
        if directions.misleads("".join(self.pen.words)):
            self.pen.say("words from the right: a PDF may give them in another order, numbers above all")
        self.pen.end(heading=self._is_heading(last))

    def _parts(self, before: Line, line: Line) -> bool:
        """Whether a paragraph ends between two lines."""
        if abs(line.size - before.size) > (_LARGER - 1) * self._size:
            return True
        if _HYPHEN.search(before.words) and line.words[0].islower():
            return False
        is_short = len(before.words) < _FULL * self._longest
        ends = _STOP.search(before.words) is not None
        if before.page != line.page or line.y <= before.y:
            if ends and not is_short and not self._is_set_in(line):
                self.pen.say(
                    f"a page or column ends with a sentence: does its paragraph go on, {quoted(line.words)}?"
                )
            return ends or self._is_heading(line)
        if line.y - before.y > _WIDER * self._step * max(1.0, line.size / self._size):
            return True
        if self._is_heading(line):
            return False
        return ends and not line.words[0].islower() and (is_short or self._is_set_in(line, before))

    def _is_set_in(self, line: Line, before: Line | None = None) -> bool:
        """Whether a line begins further right than the others of its page."""
        margin = min(other.x for other in self._pages[line.page - 1] if self._is_body(other) or other is line)
        if before is not None and abs(before.x - line.x) < _EDGE * line.height:
            margin = min(before.x, line.x)
        return line.x - margin > _INDENT * line.size

    def _hyphen(self, first: str, second: str, *, is_soft: bool) -> None:
        """Join two halves of a word, or keep its hyphen; both readings are told."""
        joined, kept = first + second, f"{first}-{second}"
        keeps = not is_soft and (
            not second[0].islower()
            or self._words[kept.lower()] > 0
            or (
                not self._words[joined.lower()]
                and second.lower() in _AFTER_HYPHENS
                and self._words[first.lower()] > 1
            )
        )
        pieces = self.pen.words
        pieces[-1] = pieces[-1][:-1] + "-" * keeps
        reading, other = (kept, joined) if keeps else (joined, kept)
        self.pen.say(
            f"a hyphen at a line end, « {first}-/{second} »: read as « {reading} »; or is it « {other} »?"
        )

    def _spelled(self, words: str) -> str:
        self._ligatures += len(_LIGATURE.findall(words))
        return _LIGATURE.sub(lambda sign: _LIGATURES[sign[0]], words)


def _is_unspaced(char: str) -> bool:
    """Whether no blank stands beside a letter or mark in its script."""
    return borders.UNSPACED.match(char) is not None or char in _WIDE_MARKS


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the top and the bottom of a page."""
    return [line for line in page if line.y < _EDGE or line.y > 1 - _EDGE]


def _shape(words: str) -> str:
    """Words without the numbers in which heads of pages differ."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", tidy(words).lower())
