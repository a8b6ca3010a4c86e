"""Words that tell something: what an answer and its evidence may have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from citedeck.languages import catalogue, dropped, numerals, stops
from citedeck.model import Course, Proof, ResolvedItem, Source, Span
from citedeck.quick import pattern
from citedeck.text import borders, folding
from citedeck.text.reading import Reading

STEM = 5
"""« réclame » and « réclament » begin with the same five letters."""

Stems = frozenset[str]
"""Words by their beginnings, without case and accents; numbers whole."""

WORD = pattern(r"[^\W_]+")


def words(text: str, language: str) -> Stems:
    """The words of some text that tell something in its language."""
    return _WORDS[language][text]


def whole(text: str, language: str) -> Stems:
    """The words of some text that no list says tell nothing, whole, without case and accents."""
    return _WHOLE[language][text]


class _ByLanguage(dict[str, folding.Known[Stems]]):
    """What is known of words, by the tag of their language."""

    def __init__(self, make: Callable[[str, str], Stems]) -> None:
        self._make = make

    def __missing__(self, language: str) -> folding.Known[Stems]:
        """Nothing yet of words in a language that is new."""
        tag = str(language)
        self[tag] = folding.Known(lambda text: self._make(text, tag), 2**12)
        return self[tag]


def _words(text: str, language: str) -> Stems:
    is_listed = bool(_stops(language))
    least = 2 if is_listed else stops.LEAST
    return frozenset(
        [
            word[:STEM] if word.isalpha() else _stem(word)
            for word in whole(text, language)
            if len(word) >= least or _is_told(word, is_listed)
        ]
    )


def _whole(text: str, language: str) -> Stems:
    return frozenset(WORD.findall(folding.plain(text))) - _stops(language)


_WORDS, _WHOLE = _ByLanguage(_words), _ByLanguage(_whole)


def every(text: str) -> Stems:
    """The beginnings of all words of some text, those that tell nothing too."""
    return frozenset(map(_stem, WORD.findall(folding.plain(text))))


def ideographs(text: str) -> Stems:
    """The ideographs of some text: where words have no blanks between them, the least that two share.

    Those that stand in every text aside, and kana, which mostly bend and bind.
    """
    return frozenset(char for char in text if "\u3400" <= char <= "\u9fff" or char > "\U0001ffff") - _ANYWHERE


_ANYWHERE = frozenset("的是在了和有与及之也不")


def typed(text: str, language: str, stems: Collection[str]) -> list[str]:
    """The words of some text that have such stems, as they are written, in their order, each stem once."""
    folded = folding.words(text)
    shown: dict[str, str] = {}
    for match in WORD.finditer(folding.loose(folded)):
        for stem in words(match[0], language) & frozenset(stems):
            shown.setdefault(stem, folded[slice(*match.span())])
    return list(shown.values())


def is_number(word: str) -> bool:
    """Whether a word is a number or holds one: 1912, ¹⁹¹³, ½, Ⅻ."""
    return not word.isalpha() and any(char.isnumeric() and not char.isalpha() for char in word)


def counts(text: str, language: str) -> bool:
    """Whether some text holds a number in words."""
    words_of = numerals.of(language)
    spoken = folding.lowered(folding.words(text)) if words_of else ""
    return any(words_of is not None and words_of.counts(word) for word in WORD.findall(spoken))


def carries(mark: str, language: str) -> bool:
    """Whether marked words may carry an answer: they tell something, or deny it."""
    return bool(words(mark, language)) or _denies(folding.lowered(folding.words(mark)), language)


def _denies(spoken: str, language: str) -> bool:
    """Whether words deny, or are what a verdict is called: « pas », « faux »."""
    sentence = dropped.read(spoken, language)
    if sentence and any(turn.kind in dropped.DENYING for turn in sentence.turns):
        return True
    verdicts = (catalogue.of(language)[name] for name in ("true", "false"))
    return not set(WORD.findall(spoken)).isdisjoint(folding.lowered(verdict) for verdict in verdicts)


def sentences(proof: Proof, course: Course, readings: Mapping[str, Reading]) -> Stems:
    """What the sentences tell that a proof quotes from."""
    return _told(
        [
            (readings[passage.source.id].numbered.sentences_of(passage.span).text, passage.source)
            for passage in proof.passages
        ],
        course,
    )


def ideographs_quoted(proof: Proof, readings: Mapping[str, Reading]) -> Stems:
    """The ideographs of the sentences that a proof quotes from."""
    sources = ((readings[passage.source.id], passage.span) for passage in proof.passages)
    return frozenset().union(
        *(ideographs(reading.numbered.sentences_of(span).text) for reading, span in sources)
    )


def marked(proof: Proof, course: Course) -> Stems:
    """What the marked words of a proof tell."""
    marks = [
        (mark, passage.source)
        for passage in proof.passages
        if passage.quotation
        for mark in passage.quotation.mark
    ]
    return _told(marks, course) if marks else frozenset()


def absent(proof: Proof, course: Course) -> Stems:
    """The beginnings of the words that a proof says are nowhere in its text."""
    return _told([(words, absence.source) for absence in proof.absences for words in absence.words], course)


def among(stems: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some beginnings is one of others, or goes on from it, as « chômage » from « chôm »."""
    return any(stem.startswith(other) or other.startswith(stem) for stem in stems for other in others)


def names(resolved: ResolvedItem, course: Course) -> Stems:
    """What the names of an item's texts tell: not what any of them says."""
    named = (name for source in resolved.sources for name in (source.label, *source.aliases))
    spelt = [name for name in named if any(char.isalpha() for char in name)]
    return frozenset().union(*(words(name, course.language) for name in spelt))


def _told(texts: Sequence[tuple[str, Source]], course: Course) -> Stems:
    """What words of several sources tell, each in its language."""
    told = [words(text, source.language or course.language) for text, source in texts]
    return told[0] if len(told) == 1 else frozenset().union(*told)


def spans(proof: Proof) -> Iterator[Span]:
    """The places that a proof quotes."""
    return (passage.span for passage in proof.passages)


def _stem(word: str) -> str:
    return word if is_number(word) else word[:STEM]


def _is_told(word: str, is_listed: bool) -> bool:
    """Whether a short word tells something: a number does, and what no list of its writing could name."""
    if not word.isalpha():
        return len(word) > 1 or is_number(word)
    return not is_listed and borders.has_unspaced(word)


@cache
def _stops(language: str) -> frozenset[str]:
    """The words of a language that tell nothing: those of every text, and those that ask and judge."""
    listed = stops.of(language)
    asking = (catalogue.of(language)[name] for name in _ASKING) if listed else ()
    return frozenset(word for words in (*listed, *asking) for word in WORD.findall(folding.plain(words)))


_ASKING = ("asks", "in_text", "true", "false")
"""The names of such words as cards say by themselves: « Selon {0}, … ? »"""
