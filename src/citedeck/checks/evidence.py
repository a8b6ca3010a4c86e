"""Evidence that says what it is quoted for: in its sentence, by itself, and against the lures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from citedeck.bank.forms import Offering, Order
from citedeck.checks import lengths
from citedeck.languages import rules
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Label, Passage, Quotation, ResolvedItem
from citedeck.text import folding
from citedeck.text.reading import Reading

LEAST_WORDS = 4

Readings = Mapping[str, Reading]


def headings(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A heading supports no claim."""
    if not any(source.headings for source in course.sources.values()):
        return
    for resolved, passage, quotation in _quoted(items):
        if any(heading.covers(passage.span) for heading in passage.source.headings):
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
    """A quotation keeps the negation and the « selon » of its sentence."""
    for resolved, passage, quotation in _quoted(items):
        lost = _lost(course, readings[passage.source.id], passage)
        if lost:
            yield diagnostics.make(
                "evidence-dropped",
                f"the evidence of `{resolved.item.id}` leaves out « {lost} » of its sentence",
                quotation.at,
                item=resolved.item.id,
                related=[Label(passage.span)],
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


def _lost(course: Course, reading: Reading, passage: Passage) -> str:
    """The negation or attribution of its sentence that a quotation leaves out."""
    sentence = reading.numbered.sentences_of(passage.span)
    language = None if sentence == passage.span else rules.of(passage.source.language or course.language)
    if language is None:
        return ""
    text = passage.span.document.text
    before = folding.lowered(folding.fold(text[sentence.start : passage.span.start]).text)
    after = folding.lowered(folding.fold(text[passage.span.end : sentence.end]).text)
    found = (
        language.negation_before.search(before)
        or language.negation_after.search(after)
        or language.reported.search(before)
        or language.reported.search(after)
    )
    return found[0].split()[0] if found else ""


_WORD = re.compile(r"[^\W_]+")


def _bare(text: str) -> str:
    """Words alone, without case and accents, one blank between them."""
    return " ".join(_WORD.findall(folding.loose(folding.words(text))))
