"""Which sentences of the texts an answer rests on, which are only given, and which no item touches.

To add a form: a function registered with `resting`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import singledispatch

from citedeck.bank.forms import (
    FORMS,
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Pair,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.bank.forms.common import LEVEL
from citedeck.model import Claim, Compilation, Item, Numbered, Passage, Proof, Source, Span
from citedeck.quick import dataclass
from citedeck.text import folding, search, sentences

NONE = "-"
"""What stands for a category or a level that an item does not have."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A source's sentences: asked about, only given, untouched, or left out for a reason."""

    source: Source
    asked: tuple[Span, ...]
    once: tuple[tuple[Span, tuple[str, ...]], ...]
    """Those of the asked that one item alone asks about, each with its id."""
    given: tuple[tuple[Span, tuple[str, ...]], ...]
    """Those that items quote and ask nothing about, each with the ids of these items."""
    untouched: tuple[Span, ...]
    left_out: tuple[tuple[Span, str], ...]
    categories: Counter[str]

    @property
    def counted(self) -> int:
        """How many sentences count: all that are not left out."""
        return len(self.asked) + len(self.given) + len(self.untouched)

    @property
    def share(self) -> float:
        """The share of the sentences that are asked about, of those that count."""
        return len(self.asked) / self.counted if self.counted else 1.0

    @property
    def unasked(self) -> list[tuple[Span, tuple[str, ...]]]:
        """What nobody asks about, in the order of the text, with the ids of the items that give it."""
        untouched = ((span, ()) for span in self.untouched)
        return sorted([*self.given, *untouched], key=lambda row: row[0].start)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of one source: itself alone, wherever else its words stand."""

    span: Span

    def meets(self, other: Span) -> bool:
        """Whether a place of the same text has something of this sentence."""
        return other.start < self.span.end and self.span.start < other.end


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage with the sentences it has something of."""

    passage: Passage
    sentences: tuple[Sentence, ...]

    def at(self, places: Iterable[Span]) -> list[Sentence]:
        """Those of the sentences that some places have something of."""
        held = list(places)
        return [sentence for sentence in self.sentences if any(map(sentence.meets, held))]


@dataclass(frozen=True, slots=True)
class _Text:
    """The sentences of a source that may count, in order."""

    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: Source, numbered: Numbered) -> _Text:
        units = sentences.units(source.document.text, source.paragraphs, numbered.sentences)
        spans = [Span(source.document, *unit) for unit in units]
        return cls(tuple(map(Sentence, spans)), tuple([span.start for span in spans]))

    def quoted(self, passage: Passage) -> Quoted:
        span = passage.span
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        near = self.sentences[first : bisect_left(self.starts, span.end)]
        return Quoted(passage, tuple([sentence for sentence in near if sentence.meets(span)]))


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What items do with the sentences of all sources."""

    asking: dict[Sentence, dict[str, None]] = field(default_factory=dict)
    """The ids of the items of which an answer rests on a sentence, as those of `quoting`."""
    quoting: dict[Sentence, dict[str, None]] = field(default_factory=dict)
    """The ids of the items that quote a sentence, each once, in the order of the banks."""
    sensitive: set[Sentence] = field(default_factory=set)

    def enter(self, item: Item, claim: Claim, quoted: Sequence[Quoted]) -> None:
        """Write down what one claim of an item quotes, and what its answer rests on."""
        touched = [sentence for part in quoted for sentence in part.sentences]
        if item.sensitive is not None:
            self.sensitive.update(touched)
            return
        for sentence in touched:
            self.quoting.setdefault(sentence, {})[str(item.id)] = None
        for sentence in () if claim.not_said else resting(item, claim, quoted):
            self.asking.setdefault(sentence, {})[str(item.id)] = None


def measure(compilation: Compilation) -> list[Covered]:
    """The coverage of each source of a course that compiles."""
    sources = list(compilation.course.sources.values()) if compilation.course else []
    texts = {source.id: _Text.of(source, compilation.texts[source.id]) for source in sources}
    ledger = _Ledger()
    for resolved in compilation.items:
        for claim, proof in zip(resolved.item.claims(), resolved.proofs, strict=True):
            ledger.enter(resolved.item, claim, _quoted(proof, texts))
    return [_measured(source, texts[source.id], ledger, compilation) for source in sources]


def _quoted(proof: Proof, texts: Mapping[str, _Text]) -> list[Quoted]:
    return [texts[passage.source.id].quoted(passage) for passage in proof.passages]


def _measured(source: Source, text: _Text, ledger: _Ledger, compilation: Compilation) -> Covered:
    asked, once, given, untouched, left_out = [], [], [], [], []
    for sentence in text.sentences:
        span = sentence.span
        if reason := _left_out(source, sentence, ledger):
            left_out.append((span, reason))
        elif asking := ledger.asking.get(sentence):
            asked.append(span)
            if len(asking) == 1:
                once.append((span, tuple(asking)))
        elif ids := ledger.quoting.get(sentence):
            given.append((span, tuple(ids)))
        else:
            untouched.append(span)
    categories = _categories(source, compilation)
    spans = (tuple(asked), tuple(once), tuple(given), tuple(untouched), tuple(left_out))
    return Covered(source, *spans, categories)


def _left_out(source: Source, sentence: Sentence, ledger: _Ledger) -> str:
    """Why a sentence does not count; nothing where it does."""
    words = _words(sentence.span)
    if source.is_heading(words):
        return "a heading"
    if source.is_skipped(words):
        return "skipped in sources.yaml"
    only_sensitive = sentence in ledger.sensitive and sentence not in ledger.quoting
    return "only sensitive items" if only_sensitive else ""


def _words(sentence: Span) -> Span:
    """A sentence without the marks at its ends, which the manifest need not list."""
    words = re.search(r"\w(?:.*\w)?", sentence.text, re.DOTALL)
    start, end = words.span() if words else (0, len(sentence.text))
    return Span(sentence.document, sentence.start + start, sentence.start + end)


def _categories(source: Source, compilation: Compilation) -> Counter[str]:
    return Counter(
        str(resolved.item.category or NONE) for resolved in compilation.items if source in resolved.sources
    )


# What is rare


def counted(compilation: Compilation) -> dict[str, list[tuple[str, int]]]:
    """How many questions of each form, level and category a course has, the rarest first; none counts too."""
    items = [resolved.item for resolved in compilation.items]
    categories = compilation.course.categories if compilation.course else ()
    return {
        "forms": _rarest_first(FORMS, (item.form for item in items)),
        "levels": _rarest_first(LEVEL.values, (str(item.level or NONE) for item in items)),
        "categories": _rarest_first(categories, (str(item.category or NONE) for item in items)),
    }


def _rarest_first(names: Iterable[str], named: Iterable[str]) -> list[tuple[str, int]]:
    counts = Counter({str(name): 0 for name in names})
    counts.update(named)
    return sorted(counts.items(), key=lambda row: row[1])


# What an answer rests on


@singledispatch
def resting(item: Item, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    """The sentences that the answer of a claim rests on, of those its evidence quotes, by the form.

    Marked words say it everywhere. Evidence of an item whose parts all have their own carries nothing.
    """
    raise NotImplementedError(item.form)


@resting.register
def _short(item: Short, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    return _answered(quoted)


@resting.register
def _cloze(item: Cloze, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    if not claim.own:
        return _answered(quoted)
    return [sentence for part in quoted for sentence in part.at(_gaps(item, part.passage))]


@resting.register
def _true_false(item: TrueFalse, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    return _judged(quoted)


@resting.register
def _classify(item: Classify, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    return _judged(quoted) if claim.part else ()


@resting.register
def _who_says_it(item: WhoSaysIt, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    is_statement = any(quotation.quote is item.statement for quotation in claim.evidence)
    return _judged(quoted) if is_statement else _answered(quoted)


@resting.register
def _in_other_words(
    item: Choice | Comparison | Open, claim: Claim, quoted: Sequence[Quoted]
) -> Iterable[Sentence]:
    return _said(claim.numbers, quoted)


@resting.register
def _match(item: Match, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    return _said([claim.part.right] if isinstance(claim.part, Pair) else [], quoted)


@resting.register
def _order(item: Order, claim: Claim, quoted: Sequence[Quoted]) -> Iterable[Sentence]:
    """Each step by its own words; an order that a passage states by the whole of it."""
    is_stated = item.by == "stated" and claim.part is None
    return _judged(quoted) if is_stated else _said(claim.numbers, quoted)


def _answered(quoted: Iterable[Quoted]) -> list[Sentence]:
    """Where the words of the answer stand, or those marked for it."""
    return [sentence for part in quoted for sentence in part.at(part.passage.answers)]


def _judged(quoted: Iterable[Quoted]) -> Iterator[Sentence]:
    """Where all that is quoted is judged: its marked words, or the whole."""
    for part in quoted:
        yield from part.at(part.passage.answers) if part.passage.answers else part.sentences


def _said(answers: Sequence[str], quoted: Sequence[Quoted]) -> Iterator[Sentence]:
    """Where answers stand that may be in other words; one about several texts rests on each of them."""
    by_source: dict[str, list[Quoted]] = {}
    for part in quoted:
        by_source.setdefault(part.passage.source.id, []).append(part)
    for parts in by_source.values():
        yield from _said_in(parts, answers)


def _said_in(quoted: Sequence[Quoted], answers: Sequence[str]) -> Iterator[Sentence]:
    """Where one text says answers: marked; word for word; in the only sentence that is quoted of it.

    Else the sentences that tell something of an answer which no other of them tells.
    """
    touched = list(dict.fromkeys(sentence for part in quoted for sentence in part.sentences))
    if len(touched) == 1:
        yield from touched if answers else ()
        return
    marked = _answered(quoted)
    yield from marked
    unmarked = [part for part in quoted if not part.passage.answers]
    for answer in answers:
        standing = [sentence for part in unmarked for sentence in part.at(_word_for_word(answer, part))]
        yield from standing or (() if marked else _telling(answer, touched))


def _word_for_word(answer: str, part: Quoted) -> Iterator[Span]:
    """The first place in a passage where an answer stands, case, article and full stop aside."""
    span = part.passage.span
    folded = folding.fold(span.text)
    needle = folding.lowered(folding.bare(answer))
    for at in search.whole(folded, folding.lowered(folded.text), needle)[:1]:
        start, end = folded.span(at, at + len(needle))
        yield Span(span.document, span.start + start, span.start + end)


def _telling(answer: str, touched: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that tell what no other tells of an answer; or all that tell something of it."""
    wanted = set(folding.stems(answer))
    told = {sentence: wanted.intersection(folding.stems(sentence.span.text)) for sentence in touched}
    tellers = Counter(stem for stems in told.values() for stem in stems)
    alone = [sentence for sentence, stems in told.items() if any(tellers[stem] == 1 for stem in stems)]
    return alone or [sentence for sentence, stems in told.items() if stems]


def _gaps(item: Cloze, passage: Passage) -> Iterator[Span]:
    """Where the gaps of a passage's own words stand in it: of equal words, at the same of their places.

    They are counted, for the author's words may have strokes and brackets that the text has not.
    """
    span = passage.span
    folded, authored = folding.fold(span.text), folding.fold(item.words).text
    for blank in item.blanks:
        needle = folding.words(blank.answer)
        near = len(folding.fold(item.words[: blank.start]).text)
        distances = [abs(at - near) for at in search.anywhere(authored, needle)]
        place = distances.index(min(distances)) if distances else 0
        for at in search.anywhere(folded.text, needle)[place : place + 1]:
            start, end = folded.span(at, at + len(needle))
            yield Span(span.document, span.start + start, span.start + end)
