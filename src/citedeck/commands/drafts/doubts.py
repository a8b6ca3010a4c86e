"""What no check can settle: an author has read the text, and of what a machine wrote it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citedeck.bank.forms import Choice, TrueFalse
from citedeck.checks import telling
from citedeck.languages import dropped
from citedeck.model import Claim, Course, Proof, ResolvedItem, Text
from citedeck.text import folding
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]

Doubt = tuple[str, str]
"""The name of the words that say it, and the words of the item that it is about."""


def of(resolved: ResolvedItem, course: Course, readings: Readings) -> Iterator[Doubt]:
    """What only a reader of the text can tell of a proven item."""
    item = resolved.item
    for claim, proof in zip(item.claims(), resolved.proofs, strict=True):
        if proof.wholes and not proof.passages:
            yield "whole", str(item.stem)
        if proof.passages and not claim.not_said:
            yield from _vouched(claim, proof, resolved, course, readings)
            yield from _told_by_its_question(claim, proof, resolved, course, readings)
    if isinstance(item, TrueFalse) and resolved.proofs[0].passages:
        yield from _of_verdict(item, resolved, course, readings)


def _vouched(
    claim: Claim, proof: Proof, resolved: ResolvedItem, course: Course, readings: Readings
) -> Iterator[Doubt]:
    """An answer that stands in no passage, of which the marked words tell less than half."""
    marked, quoted = telling.marked(proof, course), telling.sentences(proof, course, readings)
    for answer in claim.answers if marked else ():
        own = telling.words(answer, course.language) - telling.names(resolved, course)
        if not own <= quoted and 2 * sum(telling.among([stem], marked) for stem in own) < len(own):
            yield "paraphrase", str(answer)


def _told_by_its_question(
    claim: Claim, proof: Proof, resolved: ResolvedItem, course: Course, readings: Readings
) -> Iterator[Doubt]:
    """A right option of which the passage has words, but only such as the question has too."""
    if not isinstance(resolved.item, Choice):
        return
    asked = telling.words(resolved.item.prompt, course.language) | telling.names(resolved, course)
    for option in claim.numbers:
        own = telling.words(option, course.language) - asked
        if own and own.isdisjoint(telling.sentences(proof, course, readings)):
            yield "answer", str(option)


def _of_verdict(
    item: TrueFalse, resolved: ResolvedItem, course: Course, readings: Readings
) -> Iterator[Doubt]:
    proof = resolved.proofs[0]
    right = {"true": item.prompt, "false": item.correction}.get(item.answer)
    if right is not None and _denies(right, course.language) != _is_denied(proof, course):
        yield "denial", str(right)
    elif item.answer == "false" and _says_the_same(item.prompt, resolved, course, readings):
        yield "same", str(item.prompt)


def _is_denied(proof: Proof, course: Course) -> bool:
    return any(_denies(p.span.text, p.source.language or course.language) for p in proof.passages)


def _denies(words: str, language: str) -> bool:
    """Whether words say that something is not so."""
    read = dropped.read(folding.lowered(folding.words(words)), language)
    return read is not None and any(turn.kind in dropped.DENYING for turn in read.turns)


def _says_the_same(statement: Text, resolved: ResolvedItem, course: Course, readings: Readings) -> bool:
    """Whether a statement tells nothing that its evidence does not, and denies what that denies."""
    proof = resolved.proofs[0]
    own = telling.words(statement, course.language) - telling.names(resolved, course)
    evidence = telling.sentences(proof, course, readings)
    return own <= evidence and _denies(statement, course.language) == _is_denied(proof, course)
