"""Right words against the alternatives: the evidence holds more of them than of what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.checks import telling, wording
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Label, Proof, ResolvedItem, Text
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]

_SHOWN = 3
"""So many words are named of those that two answers share with their evidence."""


def outdone(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A lure, or what answers another part, shares no more words with the evidence than the answer does."""
    for resolved in items:
        for proof, answer, others in _rivals(resolved, course):
            marked = telling.marked(proof, course)
            evidence = marked or telling.sentences(proof, course, readings)
            own = telling.words(answer, course.language)
            if own <= evidence:
                continue  # it stands there whole
            if not (marked or proof.wholes) and own.isdisjoint(evidence):
                continue  # which is told as such
            for other in others:
                wrong = telling.words(other, course.language)
                ours, theirs = (own - wrong) & evidence, (wrong - own) & evidence
                if len(theirs) > len(ours):
                    yield _outdone(
                        resolved.item,
                        answer,
                        other,
                        telling.typed(answer, course.language, ours),
                        telling.typed(other, course.language, theirs),
                    )
                    break


def _rivals(resolved: ResolvedItem, course: Course) -> Iterator[tuple[Proof, Text, Sequence[Text]]]:
    """Each proof of an item with the answer it proves and the answers that would be wrong there."""
    item = resolved.item
    if not wording.has_alternatives(item):
        return
    for claim, proof in zip(wording.claims(item), resolved.proofs, strict=True):
        if not proof.passages or claim.not_said:
            continue
        others = wording.alternatives(item, claim)
        for answer in wording.spaced(item, claim) if others else ():
            if not wording.is_of_silence(answer, item, claim, proof, course):
                yield proof, answer, others


def _outdone(item: Item, answer: Text, other: Text, ours: list[str], theirs: list[str]) -> Diagnostic:
    return diagnostics.make(
        "answer-outdone",
        f"the evidence of `{item.id}` holds more of « {other} » ({_few(theirs)})"
        f" than of the answer « {answer} » ({_few(ours) or 'no word'})",
        answer.at,
        item=item.id,
        related=[Label(other.at, "the other answer")],
        help=["answer in the words of the text, or mark the words that carry the answer"],
    )


def _few(words: Sequence[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
