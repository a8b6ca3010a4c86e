"""Our own pages and cards as lines for a terminal."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from citedeck.messages.terminal import ANSWER, BOLD, PLAIN, QUOTATION, Styled
from citedeck.messages.visible import safe

_BLOCKS = frozenset(
    ["div", "p", "section", "h2", "h3", "ul", "ol", "li", "blockquote", "table", "tr", "hr", "br"]
)
_BARE_LISTS = frozenset(["options", "verdicts"])
"""Lists that page.css shows without a mark before each entry."""

_DRAWN = {"box": "☐", "gap": "______"}
_RULED = "_" * 40
"""What is drawn by a border alone; a ruled line, under the words on it."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")


def lines(html: str) -> list[Styled]:
    """The lines a browser would show, one a block, none empty; `mark`, `b` and boxes are kept."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    """Reads HTML into lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Styled] = []
        self.words = self.marks = ""
        self.open: list[tuple[str, str]] = []
        self.entries = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("class") or "").partition(" ")[0]
        if tag == "br" and (self._inside("tr") or self._within("margin")):
            self._put(" ")
        elif tag in _BLOCKS:
            self.end_line()
        if tag not in ("br", "hr"):
            self.open.append((tag, kind))
        if tag in ("ol", "ul", "tr"):
            self.entries = 0
        elif tag in ("li", "td", "th"):
            self.entries += 1
            self._put(self._before_entry(tag))
        self._put(_DRAWN.get(kind, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.open and self.open[-1][1] == "ruled":
            self._put(_RULED)
        if tag in _BLOCKS:
            self.end_line()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._put(_BLANKS.sub(" ", data))

    def end_line(self) -> None:
        """Begin another line, where this one has any words."""
        if words := self.words.rstrip(" "):
            indent = 2 * sum(tag == "blockquote" for tag, _ in self.open)
            self.lines.append(Styled(words, self.marks[: len(words)], indent))
        self.words = self.marks = ""

    def _put(self, words: str) -> None:
        if self.words.endswith(" ") or not self.words:
            words = words.lstrip(" ")
        self.words += safe(words)
        self.marks += self._mark() * len(words)

    def _mark(self) -> str:
        if self._inside("mark"):
            return ANSWER if self._inside("b") else QUOTATION
        return (
            BOLD
            if self._inside("b") or self._inside("h2") or self._inside("h3") or self._within("heading")
            else PLAIN
        )

    def _inside(self, tag: str) -> bool:
        return any(tag == opened for opened, _ in self.open)

    def _within(self, kind: str) -> bool:
        return any(kind == opened for _, opened in self.open)

    def _before_entry(self, tag: str) -> str:
        """What parts an entry of a list, or a cell, from what is before it."""
        if tag != "li":
            return " | " if self.entries > 1 else ""
        listed, kind = next(
            (element for element in reversed(self.open) if element[0] in ("ol", "ul")), ("", "")
        )
        if kind in _BARE_LISTS:
            return ""
        return f"{chr(ord('A') + self.entries - 1)}. " if listed == "ol" else "- "
