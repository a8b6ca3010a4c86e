"""The passage an author probably meant, suggested only when it is really close."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property

from citedeck.quick import dataclass, pattern
from citedeck.text import alignment, borders, folding

# Where words have no blanks between them, every character is one.
_UNSPACED = borders.UNSPACED.pattern[1:-1]
_LETTERS = rf"[^\W_{_UNSPACED}]+"
# A point or comma is part of a number; between letters a blank was forgotten after it.
_WORD = pattern(rf"{_LETTERS}(?:(?:[-·']|(?<=\d)[.,](?=\d)){_LETTERS})*|[{_UNSPACED}]")
_TOKEN = pattern(rf"{_WORD.pattern}|[^\w\s]")

# How alike, of 100, by the number of words of the quotation: measured on simulated slips.
_CLOSE = ((7, 75), (4, 85), (2, 92))
_SEEDS = 4
_LIKELY = 60
_TRIED, _FEWER = 4, 2
"""How many places a quotation is laid at, and how many words fewer than the best of them they hold."""

_APART = 3
"""Words nearer to each other than this begin the same passage."""

_LONGEST = 1500
"""Longer quotations (characters) are compared with nothing: that takes the square of their length."""

Range = tuple[int, int]

_NOWHERE = (0.0, (0, 0))


@dataclass(frozen=True)
class Index:
    """The words of a folded text and where each stands."""

    text: str

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Each word in small letters with its place."""
        return [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(self.text)]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Each word's positions in `words`."""
        places = defaultdict(list)
        for number, (word, _, _) in enumerate(self.words):
            places[word].append(number)
        return places


def passage(index: Index, quotation: str) -> Range | None:
    """The place in the folded text closest to a folded quotation, if it is really close.

    It begins and ends as the quotation does: at the same words, and at the border of a sentence
    where that has one. Quotations are laid where their rarest words stand, a few times in full:
    milliseconds at 100 kB, where comparing everywhere takes seconds.
    """
    words = [m[0].lower() for m in _WORD.finditer(quotation)]
    needed = next((share for least, share in _CLOSE if len(words) >= least), None)
    if needed is None or len(quotation) > _LONGEST:
        return None
    tokens = _TOKEN.findall(quotation)
    laid = (_laid(index, start, len(words), tokens) for start in _starts(index, words))
    _, window = min(laid, default=_NOWHERE)
    found, meant = _bare(index.text[slice(*window)]), _bare(quotation)
    return window if SequenceMatcher(None, found, meant, autojunk=False).ratio() >= needed / 100 else None


def difference(text: str, window: Range, quotation: str) -> tuple[Range, Range] | None:
    """The one word in which passage and quotation differ: its place in each; None for more."""
    theirs = [m.span() for m in _WORD.finditer(text, *window)]
    ours = [m.span() for m in _WORD.finditer(quotation)]
    matcher = SequenceMatcher(
        None, [text[a:b] for a, b in theirs], [quotation[a:b] for a, b in ours], autojunk=False
    )
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    if len(changes) != 1:
        return None
    _, a, b, c, d = changes[0]
    if b - a != 1 or d - c != 1:
        return None
    return theirs[a], ours[c]


def _bare(words: str) -> str:
    """Words in small letters, without the marks around them."""
    return re.sub(r"^\W+|\W+$", "", words.lower())


def _starts(index: Index, words: list[str]) -> list[int]:
    """Where the quotation's first word would stand: after it stand most of the others."""
    places = index.places
    rare = sorted((word for word in set(words) if word in places), key=lambda word: (len(places[word]), word))
    votes: Counter[int] = Counter()
    for word in rare[:_SEEDS]:
        for offset in (number for number, own in enumerate(words) if own == word):
            for place in places[word][:200]:
                votes[max(place - offset, 0)] += 1
    wanted = Counter(words)
    likely = sorted(votes, key=lambda start: (-votes[start], start))[:_LIKELY]
    shared = {start: _shared(index, start, len(words), wanted) for start in likely}
    starts: list[int] = []
    for start in sorted(likely, key=lambda start: -shared[start]):
        if all(abs(start - other) >= _APART for other in starts):
            starts.append(start)
    return [start for start in starts[:_TRIED] if shared[start] >= shared[starts[0]] - _FEWER]


def _shared(index: Index, start: int, length: int, wanted: Counter[str]) -> int:
    held = Counter(word for word, _, _ in index.words[start : start + length])
    return (held & wanted).total()


def _laid(index: Index, start: int, length: int, quotation: list[str]) -> tuple[float, Range]:
    """The passage of one paragraph, about some word, that a quotation means, after what it costs."""
    text, words = index.text, index.words
    middle = words[min(start + length // 2, len(words) - 1)][1]
    before, after = start - alignment.SIDE - 1, start + length + alignment.SIDE
    first = max(text.rfind(folding.PARAGRAPH, 0, middle) + 1, words[before][2] if before >= 0 else 0)
    ends = text.find(folding.PARAGRAPH, middle), words[after][1] if after < len(words) else len(text)
    last = min(end for end in ends if end >= 0)
    places = [m.span() for m in _TOKEN.finditer(text, first, last)]
    lead = sum(place[0] < words[start][1] for place in places)
    tokens = [text[slice(*place)] for place in places]
    cost, begun, ended = alignment.best(tokens, quotation, lead)
    if begun >= ended:
        return cost, (0, 0)
    begun, ended = alignment.reaching(tokens, quotation, begun, ended)
    return cost, (places[begun][0], places[ended - 1][1])
