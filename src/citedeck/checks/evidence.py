"""Evidence that says what it is quoted for: in its sentence, by itself, and against the lures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from citedeck.bank.forms import Offering, Order
from citedeck.checks import lengths
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Label, Passage, Proof, Quotation, ResolvedItem, Span
from citedeck.quick import pattern
from citedeck.text import folding, omissions
from citedeck.text.omissions import Omission
from citedeck.text.reading import Reading

LEAST_WORDS = 4

Readings = Mapping[str, Reading]


def headings(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A heading supports no claim."""
    if not any(source.headings for source in course.sources.values()):
        return
    for resolved, passage, quotation in _quoted(items):
        if passage.source.is_heading(passage.span):
            yield diagnostics.make(
                "evidence-heading",
                f"a quotation of `{resolved.item.id}` is only a heading",
                quotation.at,
                item=resolved.item.id,
                related=[Label(passage.span)],
                help=["quote the sentence that says it"],
            )


def brief(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Under four words the evidence shows nothing by itself, unless `within` shows where it is."""
    for resolved, passage, quotation in _quoted(items):
        if quotation.within is None and lengths.are_fewer(passage.span.text, LEAST_WORDS):
            yield diagnostics.make(
                "evidence-short",
                f"the evidence of `{resolved.item.id}` is under four words",
                quotation.at,
                item=resolved.item.id,
                help=["quote more of the sentence, or add `within`"],
            )


def dropped(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A quotation keeps what turns its sentence: a negation, a doubt, a condition, a denial, « selon »."""
    for resolved in items:
        seen: set[int] = set()
        for proof in resolved.proofs:
            for passage, omission in _omissions(course, readings, proof):
                if passage.quotation is not None and id(passage.quotation) not in seen:
                    seen.add(id(passage.quotation))
                    yield _dropping(resolved, passage, passage.quotation, omission)


def _dropping(
    resolved: ResolvedItem, passage: Passage, quotation: Quotation, omission: Omission
) -> Diagnostic:
    return diagnostics.make(
        "evidence-dropped",
        f"the evidence of `{resolved.item.id}` leaves out « {omission.words} » of its sentence",
        quotation.at,
        item=resolved.item.id,
        related=[Label(passage.span), Label(omission.span, "left out")],
        help=["quote the sentence with it, or allow it with a reason"],
    )


def lures(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A lure that stands in the evidence may be right: `why` says that it is not."""
    for resolved in items:
        item = resolved.item
        if not isinstance(item, Offering):
            continue
        unexplained = [lure for lure in item.offered if not lure.right and lure.why is None]
        if not unexplained:
            continue
        right = {_bare(option.text) for option in item.offered if option.right}
        said = " ".join(held for passage in resolved.passages if (held := _bare(passage.span.text)))
        for lure in unexplained:
            bare = _bare(lure.text)
            if bare not in right and f" {bare} " in f" {said} ":
                yield diagnostics.make(
                    "distractor-in-evidence",
                    f"the evidence of `{item.id}` holds the distractor « {lure.text} »",
                    lure.text.at,
                    item=item.id,
                    help=["say in `why` why it is wrong, or choose another"],
                )


def order(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Steps ordered by the text stand in it in that order."""
    for resolved in items:
        item = resolved.item
        if not isinstance(item, Order) or item.by != "text":
            continue
        proofs = [proof for proof in resolved.proofs if proof.part and proof.passages]
        places = [proof.passages[0] for proof in proofs]
        for number, (first, second) in enumerate(pairwise(places), 1):
            if first.span.start >= second.span.start or first.source is not second.source:
                yield diagnostics.make(
                    "order-unproven",
                    f"step {number + 1} of `{item.id}` does not come after step {number} in the text",
                    item.steps[number].text.at,
                    item=item.id,
                    related=[Label(first.span, f"step {number}"), Label(second.span, f"step {number + 1}")],
                    help=["order the steps as the text has them, or use `by: stated`"],
                )


def _quoted(items: Sequence[ResolvedItem]) -> Iterator[tuple[ResolvedItem, Passage, Quotation]]:
    """Every quotation that was found, each once."""
    for resolved in items:
        seen: set[int] = set()
        for passage in resolved.passages:
            quotation = passage.quotation
            if quotation is not None and id(quotation) not in seen:
                seen.add(id(quotation))
                yield resolved, passage, quotation


def _omissions(course: Course, readings: Readings, proof: Proof) -> Iterator[tuple[Passage, Omission]]:
    """What the quotations of a claim leave out of their sentences, each with the first it bears on."""
    passages: dict[tuple[str, int, int], list[Passage]] = {}
    for passage in proof.passages:
        span = passage.span
        sentence = readings[passage.source.id].numbered.sentences_of(span)
        if sentence.start != span.start or sentence.end != span.end:
            passages.setdefault((passage.source.id, sentence.start, sentence.end), []).append(passage)
    for (_, start, end), quoted in passages.items():
        source = quoted[0].source
        sentence = Span(quoted[0].span.document, start, end)
        pieces = [passage.span for passage in quoted]
        language = source.language or course.language
        for omission in omissions.of(readings[source.id], sentence, pieces, language):
            yield quoted[omission.piece], omission


_WORD = pattern(r"[^\W_]+")


def _bare(text: str) -> str:
    """Words alone, without case and accents, one blank between them."""
    return " ".join(_WORD.findall(folding.plain(text)))
