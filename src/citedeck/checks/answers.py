"""Right words of which the evidence holds none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Choice, Match, Open, Order
from citedeck.messages import diagnostics
from citedeck.model import Claim, Course, Diagnostic, Item, Label, Proof, ResolvedItem, Text
from citedeck.text import borders, folding
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


def unsaid(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A right answer in other words than the text's shares one with the sentences of its evidence.

    Whether a paraphrase is right only a reader can tell; one without a word of them may be none. Of
    other forms the answer is looked for word for word, or it judges: « he is against it », « yes ».
    """
    for resolved in items:
        if not isinstance(resolved.item, Choice | Match | Order | Open):
            continue
        for claim, proof in zip(resolved.item.claims(), resolved.proofs, strict=True):
            for answer in _paraphrases(resolved.item, claim, proof):
                stems = [stem for words in answer for stem in folding.stems(words)]
                if stems and _told(readings, proof).isdisjoint(stems):
                    yield _unsaid(resolved, answer[-1], proof)


def _paraphrases(item: Item, claim: Claim, proof: Proof) -> list[tuple[Text, ...]]:
    """The right words for which no mark gives the text's; those of a pair together."""
    marked = any(quotation.mark for quotation in claim.evidence)
    if marked or proof.absences or proof.wholes or not proof.passages:
        return []
    spaced = tuple(words for words in claim.numbers if not borders.UNSPACED.search(words))
    return [spaced] if isinstance(item, Match) and spaced else [(words,) for words in spaced]


def _told(readings: Readings, proof: Proof) -> set[str]:
    """What the sentences quoted from tell, by the beginnings of their words."""
    spans = (readings[p.source.id].numbered.sentences_of(p.span) for p in proof.passages)
    return {stem for span in spans for stem in folding.stems(span.text)}


def _unsaid(resolved: ResolvedItem, answer: Text, proof: Proof) -> Diagnostic:
    name = resolved.item.id
    return diagnostics.make(
        "answer-unsaid",
        f"the evidence of `{name}` holds no word of « {answer} »",
        answer.at,
        item=name,
        related=[Label(proof.passages[0].span, "the evidence")],
        help=[
            "quote the passage that says it, or answer in its words",
            'or say which words of the text it stands for: evidence: {quote: "…", mark: "…"}',
        ],
    )
