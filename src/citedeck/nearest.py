"""The passage an author probably meant, suggested only when it is really close."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property

from citedeck.quick import dataclass

_WORD = re.compile(r"[^\W_]+(?:[-·'.,][^\W_]+)*")

# How alike, of 100, by the number of words of the quotation: measured on simulated slips.
_CLOSE = ((7, 75), (4, 85), (2, 92))
_SEEDS = 4
_LIKELY = 60
_WINDOWS = 12

_LONGEST = 1500
"""Longer quotations (characters) are compared with nothing: that takes the square of their length."""

_OTHER_LENGTH = 2.7
"""A word changed is likelier than a word dropped: what a window of another length loses."""

Range = tuple[int, int]


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

    Windows are laid where the quotation's rarest words stand; a few of them are compared in
    full. Milliseconds a quotation at 100 kB, where comparing everywhere takes seconds.
    """
    if len(quotation) > _LONGEST:
        return None
    places = [m.span() for m in _WORD.finditer(quotation)]
    words = [quotation[start:end].lower() for start, end in places]
    needed = next((share for least, share in _CLOSE if len(words) >= least), None)
    if needed is None:
        return None
    bare = quotation[places[0][0] : places[-1][1]].lower()
    best: tuple[float, Range] | None = None
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(bare)
    for window in _windows(index, words):
        matcher.set_seq1(index.text[window[0] : window[1]].lower())
        least = max(needed, best[0] if best else 0) / 100
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        share = 100 * matcher.ratio()
        if share < needed:
            continue
        held = len(_WORD.findall(index.text, *window))
        share -= _OTHER_LENGTH * (held != len(words))
        if best is None or share > best[0]:
            best = share, window
    return best[1] if best else None


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


def _windows(index: Index, words: list[str]) -> list[Range]:
    """The most promising windows: as long as the quotation, holding most of its words."""
    places = index.places
    rare = sorted((word for word in set(words) if word in places), key=lambda word: (len(places[word]), word))
    votes: Counter[int] = Counter()
    for word in rare[:_SEEDS]:
        for offset in (number for number, own in enumerate(words) if own == word):
            for place in places[word][:200]:
                votes[max(place - offset, 0)] += 1
    wanted = Counter(words)
    likely = sorted(votes, key=lambda start: (-votes[start], start))[:_LIKELY]
    scored = sorted(likely, key=lambda start: -_shared(index, start, len(words), wanted))
    return [window for start in scored[:_WINDOWS] for window in _around(index, start, len(words))]


def _shared(index: Index, start: int, length: int, wanted: Counter[str]) -> int:
    held = Counter(word for word, _, _ in index.words[start : start + length])
    return (held & wanted).total()


def _around(index: Index, start: int, length: int) -> list[Range]:
    """A window with one word fewer or more at its end, within one paragraph."""
    windows = []
    for size in (length, length - 1, length + 1):
        held = index.words[start : start + size]
        if held and "\n" not in index.text[held[0][1] : held[-1][2]]:
            windows.append((held[0][1], held[-1][2]))
    return windows
