"""What a reader of a format writes: the paragraphs of a text, and what is to be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import pairwise

from citedeck.languages import guesses
from citedeck.messages.visible import visible
from citedeck.quick import dataclass

BREAK = "\n"
"""The end of a line inside a paragraph; every other blank is one space."""

SHOWN = 60
"""Characters of the words that a remark shows."""

CELLS = " | "
"""What parts the cells of a row of a table."""

_BLANKS = re.compile(r"[ \t\r\f\v\x85\u2028\u2029]+")
_AROUND_BREAK = re.compile(r" *\n *")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff]")

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_ALL_RAISED = re.compile(r"[0-9+\-−]*[0-9][0-9+\-−]*")


class UnreadableError(Exception):
    """A file that no text is made of, in one sentence with a way out."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words of a text, without a blank at either end."""

    words: str
    is_heading: bool = False
    after_gap: bool = False
    """Whether the file has an empty paragraph before it, as between stanzas."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was left out, joined or moved, and beside which paragraph (from 0)."""

    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as a format's reader found it."""

    paragraphs: Sequence[Paragraph] = field(repr=False)
    remarks: Sequence[Remark] = ()


def shortened(words: str) -> str:
    """Words as a remark shows them: on one line, and not too many."""
    line = visible(" ".join(words.split()))
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1].rstrip()}…"


def quoted(words: str) -> str:
    """Words in the marks of a message."""
    return f"« {shortened(words)} »"


def raised(words: str) -> str:
    """Words that stand above the line: numbers keep their height, so that 10² is no 102."""
    return words.translate(_RAISED) if _ALL_RAISED.fullmatch(words.strip()) else words


def tidy(words: str) -> str:
    """The words of a paragraph: each run of blanks one space, none at the ends, nothing invisible."""
    words = _BLANKS.sub(" ", _INVISIBLE.sub("", words))
    return _AROUND_BREAK.sub(BREAK, words).strip(" \n")


class Pen:
    """Writes a draft, word by word and paragraph by paragraph."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._remarks: list[Remark] = []
        self._words: list[str] = []
        self._gap = False
        self._rows: list[tuple[int, list[int]]] = []

    def put(self, words: str) -> None:
        """Go on with the paragraph."""
        self._words.append(words)

    def end(self, *, heading: bool = False) -> str:
        """End the paragraph; its words, none where it is empty."""
        words = tidy("".join(self._words))
        self._words.clear()
        if not words:
            return ""
        words = words.replace(BREAK, " ") if heading else words
        self._paragraphs.append(Paragraph(words, heading, self._gap))
        self._gap = False
        return words

    def gap(self) -> None:
        """An empty paragraph stands here."""
        self._gap = True

    def say(self, words: str) -> None:
        """Remark on the paragraph that is being written."""
        self._remarks.append(Remark(len(self._paragraphs), words))

    def row(self) -> None:
        """A row of a table begins."""
        self.end()
        self._rows.append((len(self._paragraphs), []))

    def cell(self) -> None:
        """A cell begins, in the row that was begun last."""
        self.end()
        if self._rows:
            self._rows[-1][1].append(len(self._paragraphs))

    def end_row(self) -> None:
        """End a row: its cells stand on one line where each is one paragraph of one line at most."""
        self.end()
        if not self._rows:
            return
        first, cells = self._rows.pop()
        written = self._paragraphs[first:]
        lengths = [after - before for before, after in pairwise([*cells, len(self._paragraphs)])]
        is_long = max(lengths, default=0) > 1 or any(BREAK in paragraph.words for paragraph in written)
        if is_long or len(written) <= 1:
            return
        line = CELLS.join(paragraph.words for paragraph in written)
        self._paragraphs[first:] = [Paragraph(line, after_gap=written[0].after_gap)]
        self._remarks = [
            remark if remark.paragraph <= first else Remark(first, remark.words) for remark in self._remarks
        ]

    @property
    def words(self) -> list[str]:
        """The pieces of the paragraph that is being written."""
        return self._words

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written of the paragraph yet."""
        return not "".join(self._words).strip()

    def draft(self) -> Draft:
        """What was written."""
        self.end()
        return Draft(tuple(self._paragraphs), tuple(self._remarks))


def lines(paragraphs: Sequence[Paragraph]) -> tuple[str, list[int]]:
    """The text that paragraphs make, and the line (from 1) at which each begins.

    A blank line parts them, but for verse of which each line is a paragraph of the file.
    """
    close = "".join(f"{BREAK * (1 + p.after_gap)}{p.words}" for p in paragraphs).strip()
    is_verse = any(p.after_gap for p in paragraphs[1:]) and guesses.paragraphs(close) == "verse"
    pieces, starts, line = [], [], 1
    for number, paragraph in enumerate(paragraphs):
        ends = BREAK * (1 if is_verse and not paragraph.after_gap else 2) if number else ""
        line += len(ends)
        starts.append(line)
        pieces.append(ends + paragraph.words)
        line += paragraph.words.count(BREAK)
    return "".join(pieces) + BREAK, starts


def left_out(kind: str, words: Iterable[str]) -> str:
    """The remark on words that are no part of the text."""
    return f"left out, {kind}: {quoted(' '.join(words))}"
