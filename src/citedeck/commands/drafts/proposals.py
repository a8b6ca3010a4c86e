"""Which sentence of a text, or which two, probably prove an answer; an author decides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Literal

from citedeck.model import Span
from citedeck.quick import dataclass
from citedeck.text import folding, nearest, search
from citedeck.text.reading import Reading

Range = tuple[int, int]
Certainty = Literal["sure", "likely", "a guess"]

_AHEAD = 1.5
"""How many times better than the next sentence the best one is where it is taken for sure."""

_SHARED = 0.25
"""The share of the words, by their weight, that a sentence holds where it does not hold the answer:
measured on two texts, questions put to the wrong one find nothing, to the right one nearly all do."""

_BEFORE = 0.5
"""How much of what it says counts for the next sentence: « It cost a million », the bridge that is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence or two, how sure it is that they prove the answer, and whether word for word."""

    passage: Span
    certainty: Certainty
    verbatim: bool


@dataclass(frozen=True)
class Proposer:
    """Proposes passages of one source: whole sentences, so that nothing they deny or report is lost."""

    reading: Reading

    @cached_property
    def sentences(self) -> list[tuple[Span, frozenset[str]]]:
        """The sentences that may prove something, each with its words."""
        source = self.reading.source
        spans = [Span(source.document, start, end) for start, end in self.reading.numbered.sentences]
        claims = [span for span in spans if not source.is_heading(span)]
        return [(span, frozenset(folding.stems(span.text))) for span in claims]

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a word tells: the rarer, the more."""
        counts = Counter(key for _, keys in self.sentences for key in keys)
        return {key: math.log((len(self.sentences) + 1) / count) for key, count in counts.items()}

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of the source's own names: every question has them."""
        source = self.reading.source
        return frozenset(key for name in (source.label, *source.aliases) for key in folding.stems(name))

    def itself(self, words: str) -> Span | None:
        """The one place where words stand as they are: such words prove themselves."""
        folded, needle = self.reading.folded, folding.words(words)
        places = search.whole(folded, folded.text, needle)
        return self.reading.span(places[0], places[0] + len(needle)) if len(places) == 1 else None

    def best(self, question: str, answers: Collection[str]) -> Proposal | None:
        """The passage that holds the answers and most of the question, or comes nearest to it."""
        asked = frozenset(folding.stems(question)) - self.named
        places = [self._places(answer) for answer in answers]
        if answers and (holding := self._holding(places)):
            return self._ranked(holding, asked)
        return self._nearly(answers) or self._alike(asked, [key for a in answers for key in folding.stems(a)])

    def _places(self, answer: str) -> list[Span]:
        """Where an answer stands in the source, case and article aside."""
        needles = dict.fromkeys(folding.lowered(form(answer)) for form in (folding.words, folding.bare))
        for needle in filter(None, needles):
            if places := search.whole(self.reading.folded, self.reading.lowered, needle):
                return [self.reading.span(at, at + len(needle)) for at in places]
        return []

    @cached_property
    def _pairs(self) -> list[Range]:
        """Every two sentences that follow each other in one paragraph."""
        paragraphs = [self.reading.numbered.lines_of(span)[0].paragraph for span, _ in self.sentences]
        return [(n, n + 1) for n in range(len(paragraphs) - 1) if paragraphs[n] == paragraphs[n + 1]]

    def _holding(self, places: Sequence[Sequence[Span]]) -> list[Range]:
        """The sentences that hold all answers; where there is none, two that follow each other."""
        singles = [(n, n) for n in range(len(self.sentences))]
        for runs in (singles, self._pairs) if all(places) else ():
            if holding := [run for run in runs if all(_holds(self._span(run), spans) for spans in places)]:
                return holding
        return []

    def _span(self, run: Range) -> Span:
        first, last = (self.sentences[number][0] for number in run)
        return Span(first.document, first.start, last.end)

    def _ranked(self, holding: Sequence[Range], asked: frozenset[str]) -> Proposal:
        """The one of some passages that is nearest to the words asked: they stand in it, or right before."""
        scored = sorted((self._near(run, asked), -n) for n, run in enumerate(holding))
        score, number = scored[-1]
        second = scored[-2][0] if len(scored) > 1 else 0.0
        certainty: Certainty = "a guess" if score == 0 else "sure" if score > _AHEAD * second else "likely"
        return Proposal(self._span(holding[-number]), certainty, verbatim=True)

    def _near(self, run: Range, asked: frozenset[str]) -> float:
        first, last = run
        own = asked & (self.sentences[first][1] | self.sentences[last][1])
        before = asked & self.sentences[first - 1][1] - own if first else ()
        return self._score(own) + _BEFORE * self._score(before)

    def _nearly(self, answers: Iterable[str]) -> Proposal | None:
        """The sentence that holds nearly the words of the first answer: a slip of a letter or word."""
        first = next(iter(answers), "")
        window = nearest.passage(self.reading.index, folding.words(first))
        if window is None:
            return None
        sentence = self.reading.numbered.sentences_of(self.reading.span(*window))
        return Proposal(sentence, "likely", verbatim=False)

    def _alike(self, asked: Collection[str], answered: Collection[str]) -> Proposal | None:
        """The sentence that shares most of the rare words, if it shares enough of them."""
        wanted = frozenset(asked) | frozenset(answered)
        unheard = sum(key not in self.weights for key in wanted) * math.log(len(self.sentences) + 1)
        every = self._score(wanted) + unheard
        scored = [(self._score(keys & wanted), -n) for n, (_, keys) in enumerate(self.sentences)]
        score, number = max(scored, default=(0.0, 0))
        if score == 0 or score < _SHARED * every:
            return None
        return Proposal(self.sentences[-number][0], "a guess", verbatim=False)

    def _score(self, keys: Iterable[str]) -> float:
        return sum(self.weights.get(key, 0.0) for key in keys)


def _holds(passage: Span, places: Iterable[Span]) -> bool:
    return any(passage.start <= place.start and place.end <= passage.end for place in places)
