"""Words that tell something: what an answer and its evidence may have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from citedeck.languages import catalogue, numerals, rules, stops
from citedeck.model import Course, Proof, ResolvedItem, Span
from citedeck.text import borders, folding
from citedeck.text.reading import Reading

STEM = 5
"""« réclame » and « réclament » begin with the same five letters."""

Told = Mapping[str, str]
"""Words by their beginnings, without case and accents; numbers whole."""

WORD = re.compile(r"[^\W_]+")


def words(text: str, language: str) -> Told:
    """The words of some text that tell something in its language."""
    return _words(str(text), language)


@lru_cache(maxsize=2**12)
def _words(text: str, language: str) -> Told:
    typed = folding.words(text)
    loose = folding.loose(typed)
    listed = _stops(language)
    telling: dict[str, str] = {}
    for match in WORD.finditer(loose):
        word = match[0]
        if word not in listed and (stem := _stem(word, bool(listed))) and stem not in telling:
            telling[stem] = typed[slice(*match.span())]
    return MappingProxyType(telling)


def is_number(word: str) -> bool:
    """Whether a word is a number or holds one: 1912, ¹⁹¹³, ½, Ⅻ."""
    return any(char.isnumeric() and not char.isalpha() for char in word)


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
    grammar = rules.of(language)
    if grammar and (grammar.negation_before.search(spoken) or grammar.negation_after.search(spoken)):
        return True
    verdicts = (catalogue.of(language)[name] for name in ("true", "false"))
    return not set(WORD.findall(spoken)).isdisjoint(folding.lowered(verdict) for verdict in verdicts)


def quoted(proof: Proof, course: Course) -> dict[str, str]:
    """What the words tell that a proof quotes."""
    telling: dict[str, str] = {}
    for passage in proof.passages:
        telling |= words(passage.span.text, passage.source.language or course.language)
    return telling


def sentences(proof: Proof, course: Course, readings: Mapping[str, Reading]) -> dict[str, str]:
    """What the sentences tell that a proof quotes from."""
    telling: dict[str, str] = {}
    for passage in proof.passages:
        sentence = readings[passage.source.id].numbered.sentences_of(passage.span)
        telling |= words(sentence.text, passage.source.language or course.language)
    return telling


def absent(proof: Proof, course: Course) -> frozenset[str]:
    """The beginnings of the words that a proof says are nowhere in its text."""
    absences = (words for absence in proof.absences for words in absence.words)
    return frozenset(stem for text in absences for stem in words(text, course.language))


def among(stems: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some beginnings is one of others, or goes on from it, as « chômage » from « chôm »."""
    return any(stem.startswith(other) or other.startswith(stem) for stem in stems for other in others)


def marked(proof: Proof, course: Course) -> dict[str, str]:
    """What the marked words of a proof tell."""
    telling: dict[str, str] = {}
    for passage in proof.passages:
        for mark in passage.quotation.mark if passage.quotation else ():
            telling |= words(mark, passage.source.language or course.language)
    return telling


def names(resolved: ResolvedItem, course: Course) -> Told:
    """What the names of an item's texts tell: not what any of them says."""
    return {
        stem: word
        for source in resolved.sources
        for name in (source.label, *source.aliases)
        if any(char.isalpha() for char in name)
        for stem, word in words(name, course.language).items()
    }


def spans(proof: Proof) -> Iterator[Span]:
    """The places that a proof quotes."""
    return (passage.span for passage in proof.passages)


def _stem(word: str, are_listed: bool) -> str:
    """How a word begins, a number whole; nothing of one too short to tell, where no list says which do."""
    if not word.isalpha() and is_number(word):
        return word
    if are_listed:
        return word[:STEM] if len(word) > 1 else ""
    return word[:STEM] if len(word) >= stops.LEAST or borders.UNSPACED.search(word) else ""


@cache
def _stops(language: str) -> frozenset[str]:
    """The words of a language that tell nothing: those of every text, and those that ask and judge."""
    listed = stops.of(language)
    asking = (catalogue.of(language)[name] for name in _ASKING) if listed else ()
    return frozenset(
        word for words in (*listed, *asking) for word in WORD.findall(folding.loose(folding.words(words)))
    )


_ASKING = ("asks", "in_text", "true", "false")
"""The names of such words as cards say by themselves: « Selon {0}, … ? »"""
