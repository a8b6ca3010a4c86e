"""Where paragraphs and sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]+")
_LINE_END = r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*"
_BLANK_LINE = re.compile(rf"{_LINE_END}(?:{_LINE_END})+")

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'»”’)\]]*(?:\s*[»”])?(?=\s|$)")

# Words whose full stop ends no sentence: titles, eras, and references before a number.
_ABBREVIATION = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]\.-[^\W\d_]|M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|St|Ste|Me|al|cf|éd|ex|ibid|jr|"
    r"vs|av|apr|env|e\.g|i\.e|J\.-C|[A-Z])\.$"
)
_REFERENCE = re.compile(r"(?<![^\W\d_])(?:art|chap|col|fig|no|n°|op|p|pp|sq|t|vol|l|§)\.$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*\d{1,3}\.$")
_OPENING = re.compile(r"[ \t\xa0\u202f«“\"'(]*")

_REACH = 40
"""How far before a full stop (characters) an abbreviation is looked for."""

Range = tuple[int, int]


def paragraphs(text: str, mode: str) -> list[Range]:
    """The paragraphs of a text: its lines, or what blank lines part (`lines` or `blank`)."""
    if mode == "lines":
        found = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    else:
        borders = [m.span() for m in _BLANK_LINE.finditer(text)]
        starts = [0, *(end for _, end in borders)]
        found = list(zip(starts, [*(start for start, _ in borders), len(text)], strict=True))
    return [trimmed for start, end in found if (trimmed := _trim(text, start, end))]


def sentences(text: str, mode: str) -> list[Range]:
    """The sentences of a text, paragraph by paragraph."""
    return [sentence for start, end in paragraphs(text, mode) for sentence in _split(text, start, end)]


def _trim(text: str, start: int, end: int) -> Range | None:
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return None
    first = start + len(words) - len(words.lstrip())
    return first, first + len(stripped)


def _split(text: str, start: int, end: int) -> Iterator[Range]:
    begun = start
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and not _ends(text, begun, mark, end):
            continue
        if trimmed := _trim(text, begun, mark.end()):
            yield trimmed
        begun = mark.end()
    if begun < end and (trimmed := _trim(text, begun, end)):
        yield trimmed


def _ends(text: str, begun: int, mark: re.Match[str], end: int) -> bool:
    """A full stop ends a sentence unless it ends an abbreviation or a small letter follows."""
    opened = _OPENING.match(text, mark.end(), end)
    assert opened is not None  # the pattern matches every string
    following = text[opened.end() : min(opened.end() + 1, end)]
    if following.islower():
        return False
    stop = mark[0].startswith(".") and not mark[0].startswith("..")
    said = text[max(begun, mark.start() - _REACH) : mark.start() + 1]
    if not stop:
        return True
    reference = _REFERENCE.search(said) and following.isdigit()
    return not (_ABBREVIATION.search(said) or reference or _NUMBERED.match(said))
