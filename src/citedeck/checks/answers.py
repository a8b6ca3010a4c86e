"""Right words of which the evidence holds none, or fewer than of a wrong answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.checks import telling
from citedeck.messages import diagnostics
from citedeck.model import (
    NOT_SAID,
    Choice,
    Claim,
    Comparison,
    Course,
    Diagnostic,
    Item,
    Label,
    Match,
    Open,
    Order,
    Pair,
    Proof,
    ResolvedItem,
    Short,
    Text,
)
from citedeck.text import borders
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]

_JUDGED = Choice | Match | Order | Open | Comparison
"""Forms whose right words may be other than the text's; of others they are looked for word for word."""

_SHOWN = 3
"""So many words are named of those that two answers share with their evidence."""


def unsaid(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A right answer in other words than the text's shares one with its evidence, or has a mark of its own.

    Whether a paraphrase is right only a reader can tell; one without a word of them may be none.
    """
    for resolved in items:
        if not isinstance(resolved.item, _JUDGED):
            continue
        for claim, proof in zip(resolved.item.claims(), resolved.proofs, strict=True):
            if proof.absences or proof.wholes or not proof.passages:
                continue
            silent = [
                words
                for words in _right(resolved.item, claim)
                if _is_silent(words, resolved, proof, course, readings)
            ]
            vouched = _vouched(resolved, claim, course)
            for words in silent[vouched:]:
                yield _unsaid(resolved, words, proof)


def accepted(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Beside an answer with digits, the numbers of others that are accepted stand in the evidence too.

    Beside « deux », 2 is only written otherwise.
    """
    for resolved in items:
        item = resolved.item
        if not isinstance(item, Short) or not item.accept or not resolved.proofs:
            continue
        answer = telling.words(item.answer, course.language)
        proof = resolved.proofs[0]
        if not proof.passages or not any(map(telling.is_number, answer)):
            continue
        there = {**_sentences(proof, course, readings), **answer}
        for words in item.accept:
            own = telling.words(words, course.language)
            if any(telling.is_number(word) and word not in there for word in own):
                yield _unsaid(resolved, words, proof)


def bare_marks(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A mark that carries an answer holds a word that tells something."""
    for resolved in items:
        for claim in resolved.item.claims():
            marks = [mark for quotation in claim.evidence for mark in quotation.mark]
            for mark in marks if claim.answers or claim.numbers else ():
                if not _tells(mark, resolved, course):
                    yield diagnostics.make(
                        "mark-bare",
                        f"the marked words « {mark} » of `{resolved.item.id}` tell nothing",
                        mark.at,
                        item=resolved.item.id,
                        help=["mark the words of the quotation that carry the answer"],
                    )


def outdone(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A lure, or what answers another part, shares no more words with the evidence than the answer does."""
    for resolved in items:
        for proof, answer, others in _rivals(resolved):
            evidence = _marked(proof, course) or _sentences(proof, course, readings)
            right = telling.words(answer, course.language)
            for other in others:
                wrong = telling.words(other, course.language)
                ours = [right[stem] for stem in right if stem in evidence and stem not in wrong]
                theirs = [wrong[stem] for stem in wrong if stem in evidence and stem not in right]
                if len(theirs) > len(ours):
                    yield _outdone(resolved.item, answer, other, ours, theirs)


# What is compared


def _right(item: Item, claim: Claim) -> list[Text]:
    """The right words of a claim that can be taken apart; of a pair, what answers."""
    right = claim.numbers[1:] if isinstance(claim.part, Pair) else claim.numbers
    return [words for words in right if not borders.UNSPACED.search(words)]


def _is_silent(words: Text, resolved: ResolvedItem, proof: Proof, course: Course, readings: Readings) -> bool:
    """Whether the sentences quoted from hold none of the words that tell something."""
    names = [name for source in resolved.sources for name in (source.label, *source.aliases)]
    named = {stem for name in names for stem in telling.words(name, course.language)}
    own = telling.words(words, course.language).keys() - named
    return bool(own) and own.isdisjoint(_sentences(proof, course, readings))


def _vouched(resolved: ResolvedItem, claim: Claim, course: Course) -> int:
    """How many answers without a word of the text have a mark of their own: one that no other answer has."""
    marks = [mark for quotation in claim.evidence for mark in quotation.mark]
    right = {stem for words in _right(resolved.item, claim) for stem in telling.words(words, course.language)}
    return sum(right.isdisjoint(telling.words(mark, course.language)) for mark in marks)


def _sentences(proof: Proof, course: Course, readings: Readings) -> dict[str, str]:
    """What the sentences quoted from tell."""
    words: dict[str, str] = {}
    for passage in proof.passages:
        sentence = readings[passage.source.id].numbered.sentences_of(passage.span)
        words |= telling.words(sentence.text, passage.source.language or course.language)
    return words


def _marked(proof: Proof, course: Course) -> dict[str, str]:
    """What the marked words of the evidence tell."""
    words: dict[str, str] = {}
    for passage in proof.passages:
        for mark in passage.quotation.mark if passage.quotation else ():
            words |= telling.words(mark, passage.source.language or course.language)
    return words


def _tells(mark: Text, resolved: ResolvedItem, course: Course) -> bool:
    """Whether a mark tells something in the language of one of its texts."""
    spoken = {source.language or course.language for source in resolved.sources}
    return any(telling.words(mark, language) for language in spoken) or bool(borders.UNSPACED.search(mark))


def _rivals(resolved: ResolvedItem) -> Iterator[tuple[Proof, Text, list[Text]]]:
    """Each proof of an item with the answer it proves and the answers that would be wrong there."""
    item = resolved.item
    for claim, proof in zip(item.claims(), resolved.proofs, strict=True):
        if not proof.passages or claim.not_said:
            continue
        for answer in _right(item, claim):
            yield proof, answer, [words for words in _alternatives(item, claim) if words != NOT_SAID]


def _alternatives(item: Item, claim: Claim) -> list[Text]:
    """The answers beside the right one of a claim: lures, other right sides, the other cells of its row."""
    if isinstance(item, Choice):
        return [option.text for option in item.options if not option.right]
    if isinstance(item, Match):
        others = [pair.right for pair in item.pairs if pair is not claim.part]
        return [*others, *(lure.text for lure in item.distractors)] if claim.part else []
    if isinstance(item, Comparison):
        rows = [row for row in item.rows if any(cell is claim.part for cell in row.cells)]
        return [cell.answer for row in rows for cell in row.cells if cell is not claim.part]
    return []


# What is said


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
