"""Words that stand nowhere prove silence: of every text asked about, on what is asked, in one alphabet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.checks import wording
from citedeck.languages.catalogue import primary
from citedeck.messages import diagnostics
from citedeck.model import Claim, Course, Diagnostic, Item, Proof, ResolvedItem, Text
from citedeck.text import absence, borders, folding
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]

_ALIKE = 4
"""Words that begin with the same letters, so many, speak of the same: this is no proof, and asks little."""


def everywhere(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """What no text of an item says is proven of each of them."""
    for resolved, claim, proof in _silent(items):
        proven = [silence.source for silence in proof.absences] + [whole.source for whole in proof.wholes]
        for source in resolved.sources:
            if claim.part is None and source not in proven:
                yield diagnostics.make(
                    "absent-source",
                    f"`{resolved.item.id}` asks about « {source.id} » too: nothing proves that it is silent",
                    claim.evidence[0].at,
                    item=resolved.item.id,
                    help=[f'add {{absent: ["…"], source: {source.id}}} to its evidence'],
                )


def related(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Words whose absence proves silence have to do with what is asked: one of them at least."""
    for resolved, claim, proof in _silent(items):
        languages = {proven.source.language or course.language for proven in proof.absences}
        if {primary(language) for language in languages} != {primary(course.language)}:
            continue  # a question in one language is proven by words of another
        absent = [words for quotation in claim.evidence for words in quotation.absent]
        if not _have_to_do(absent, _asked(resolved.item)):
            yield diagnostics.make(
                "absent-unrelated",
                f"that « {' », « '.join(absent)} » is absent says nothing of what `{resolved.item.id}` asks",
                absent[0].at,
                item=resolved.item.id,
                help=["add words of the question or of its answers, or allow it with a reason"],
            )


def _silent(items: Sequence[ResolvedItem]) -> Iterator[tuple[ResolvedItem, Claim, Proof]]:
    """Every claim that a text does not say something, with its proof."""
    for resolved in items:
        if not any(proof.absences for proof in resolved.proofs):
            continue  # what is said to be silent is proven by absent words
        for claim, proof in zip(wording.claims(resolved.item), resolved.proofs, strict=True):
            if claim.not_said:
                yield resolved, claim, proof


def mixed(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Absent words are in one alphabet: with a Cyrillic а in it, a Latin word stands nowhere."""
    for resolved in items:
        for words in _absent(resolved):
            for letter in absence.foreign(words)[:1]:
                yield diagnostics.make(
                    "absent-mixed",
                    f"« {words} », absent for `{resolved.item.id}`, is in two alphabets: {letter}",
                    words.at,
                    item=resolved.item.id,
                    help=["type the word anew"],
                )


def _absent(resolved: ResolvedItem) -> Iterator[Text]:
    """The words that are absent for an item, each once, however many claims they prove."""
    absences = (words for proof in resolved.proofs for silence in proof.absences for words in silence.words)
    yield from {id(words): words for words in absences}.values()


def _asked(item: Item) -> str:
    """What an item asks and offers for an answer."""
    texts = [text for text in (*item.asserted(), *item.beside()) if text is not item.explanation]
    return folding.plain(" ".join(texts))


def _have_to_do(absent: Sequence[str], asked: str) -> bool:
    """Whether one of the absent words stands in what is asked, or begins like a word of it."""
    begun = {stem[:_ALIKE] for stem in folding.stems(asked)}
    return any(_speaks_of(folding.plain(words), asked, begun) for words in absent)


def _speaks_of(words: str, asked: str, begun: set[str]) -> bool:
    if words in asked or absence.foreign(words):  # what those mean is told by itself
        return True
    if borders.has_unspaced(words):
        return not set(borders.UNSPACED.findall(words)).isdisjoint(asked)
    return any(stem[:_ALIKE] in begun for stem in folding.stems(words))
