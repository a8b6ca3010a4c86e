"""What a text offers to ask about: plain sentences from all over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from citedeck.checks import lengths
from citedeck.commands.new import parts
from citedeck.commands.new.parts import Halves
from citedeck.messages import diagnostics
from citedeck.quick import dataclass
from citedeck.text import folding, sentences

MOST = 60
"""Sentences to draw from: enough for all forms, however long the text is."""

ENOUGH = 4
"""Plain sentences a text must have: with fewer, others are taken too."""

_GOLDEN = 0.618034
"""Steps of this share of a whole stay away from each other."""

_LENGTHS = range(6, 29)
_ANY_LENGTHS = range(4, 81)

# Marks that would quote inside a quotation, or are markup: a sentence with them reads badly in a question.
_MARKED = re.compile(r"[«»“”„\"‹›‘「」『』《》\[\]{}<>|*_#`~\\=@/^$…]|\.{3}|::|\bwww\.")
_UNUSABLE = re.compile(r"[«»“”…]|\.{3}|\{\{|\}\}|::")
_STOP = re.compile(r"[.!。！۔।॥]$")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a text on one line, and where it stands."""

    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Offer:
    """A text with the sentences that questions can be drawn from."""

    length: int
    excerpts: tuple[Excerpt, ...]
    _loose: str = field(repr=False)

    def some(self, count: int, turn: int) -> list[Excerpt]:
        """So many sentences from all over the text; none where it has fewer."""
        return spread(self.excerpts, count, turn)

    def says(self, words: str) -> int:
        """How often the text holds these words, in the strictest reading."""
        return self._loose.count(folding.loose(folding.words(words)))

    def halves(self, sentence: str, share: float = 0.6) -> Halves | None:
        """The halves of a sentence, where no other begins like it."""
        parted = parts.halves(sentence, share)
        return parted if parted and self.says(parted.begin) == 1 else None


def offer(text: str, mode: str) -> Offer:
    """What a text offers; at most MOST sentences."""
    every = [
        Excerpt(diagnostics.on_one_line(text[start:end]), start, end)
        for start, end in sentences.sentences(text, mode)
    ]
    plain = [excerpt for excerpt in every if _is_plain(excerpt.words)]
    if len(plain) < ENOUGH:
        plain = [excerpt for excerpt in every if _is_usable(excerpt.words)]
    loose = folding.loose(folding.fold(text, mode).text)
    return Offer(len(text), tuple(spread(plain, min(MOST, len(plain)), 0)), loose)


def spread(excerpts: Sequence[Excerpt], count: int, turn: int) -> list[Excerpt]:
    """So many sentences from all over a text, in its order; other ones with another turn."""
    length = len(excerpts)
    if length < count:
        return []
    first = int(turn * _GOLDEN % 1 * length)
    return [excerpts[place] for place in sorted((first + n * length // count) % length for n in range(count))]


def _is_plain(sentence: str) -> bool:
    """A statement of middle length without quotes or markup."""
    stated = sentence[0].isalpha() and _STOP.search(sentence) and not _MARKED.search(sentence)
    return bool(stated) and lengths.count(sentence) in _LENGTHS


def _is_usable(sentence: str) -> bool:
    return (
        sentence[0].isalnum() and not _UNUSABLE.search(sentence) and lengths.count(sentence) in _ANY_LENGTHS
    )
