"""Right words against their evidence: one of them stands there, or a mark vouches for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Short
from citedeck.checks import telling, wording
from citedeck.messages import diagnostics
from citedeck.model import Claim, Course, Diagnostic, Label, Proof, ResolvedItem, Text
from citedeck.text import borders
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


def unsaid(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A right answer in other words than the text's shares one with its evidence, or has a mark of its own.

    Whether a paraphrase is right only a reader can tell; one without a word of them may be none.
    """
    for resolved in items:
        if not wording.may_paraphrase(resolved.item):
            continue
        for claim, proof in zip(wording.claims(resolved.item), resolved.proofs, strict=True):
            answers = wording.right(resolved.item, claim)
            if not answers or claim.not_said or proof.wholes or not proof.passages:
                continue
            strange = [
                words
                for words in _silent(answers, telling.sentences(proof, course, readings), resolved, course)
                if not wording.is_of_silence(words, resolved.item, claim, proof, course)
            ]
            strange += _silent_unspaced(answers, proof, readings)
            for words in strange[_vouched(claim, answers, course) :] if strange else ():
                yield _unsaid(resolved, words, proof)


def accepted(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """What is accepted shares a word with the answer or its evidence, or these have a mark.

    Its numbers stand there whatever is marked; beside « deux », 2 is only written otherwise.
    """
    for resolved in items:
        item = resolved.item
        if not isinstance(item, Short) or not item.accept or not resolved.proofs[0].passages:
            continue
        answer = telling.words(item.answer, course.language)
        strange = [words for words in item.accept if not _is_heard(words, answer, course)]
        if strange and not borders.has_unspaced(item.answer):
            evidence = answer | telling.sentences(resolved.proofs[0], course, readings)
            for words in strange:
                yield from _accepted(words, evidence, resolved, item, course)


def _is_heard(words: Text, evidence: telling.Stems, course: Course) -> bool:
    """Whether words share one that tells something with their evidence, and have no number beside it."""
    own = telling.words(words, course.language)
    return not own.isdisjoint(evidence) and not any(map(telling.is_number, own - evidence))


def _accepted(
    words: Text, evidence: telling.Stems, resolved: ResolvedItem, item: Short, course: Course
) -> Iterator[Diagnostic]:
    proof = resolved.proofs[0]
    own = telling.words(words, course.language)
    numbers = {stem for stem in own - evidence if telling.is_number(stem)}
    if numbers and not _counts(item, proof, course):
        yield _number_unsaid(resolved, words, telling.typed(words, course.language, numbers)[0], proof)
    elif own and not numbers and own.isdisjoint(evidence) and not telling.marked(proof, course):
        yield _unheard(resolved, words, proof)


def bare_marks(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """A mark that carries an answer holds a word that tells something."""
    for resolved in items:
        for claim in wording.claims(resolved.item):
            marks = [mark for quotation in claim.evidence for mark in quotation.mark]
            for mark in marks if marks and (claim.answers or claim.numbers) else ():
                if not _tells(mark, claim, resolved, course):
                    yield diagnostics.make(
                        "mark-bare",
                        f"the marked words « {mark} » of `{resolved.item.id}` tell nothing",
                        mark.at,
                        item=resolved.item.id,
                        help=["mark the words of the quotation that carry the answer"],
                    )


def _silent(
    answers: Sequence[Text], evidence: telling.Stems, resolved: ResolvedItem, course: Course
) -> list[Text]:
    """The answers of which some evidence holds no word that tells something, the names of texts aside."""
    silent = []
    for words in answers:
        own = telling.words(words, course.language)
        if (
            own.isdisjoint(evidence)
            and not borders.has_unspaced(words)
            and own - telling.names(resolved, course)
        ):
            silent.append(words)
    return silent


def _silent_unspaced(answers: Sequence[Text], proof: Proof, readings: Readings) -> list[Text]:
    """The answers in writing without blanks that share no ideograph with the sentences quoted from."""
    unspaced = [words for words in answers if borders.has_unspaced(words)]
    evidence = telling.ideographs_quoted(proof, readings) if unspaced and not proof.absences else None
    signs = {words: telling.ideographs(words) for words in unspaced if evidence}
    return [words for words, own in signs.items() if own and own.isdisjoint(evidence or ())]


def _vouched(claim: Claim, answers: Sequence[Text], course: Course) -> int:
    """How many answers without a word of the text have a mark of their own: one that no other answer has."""
    marks = [mark for quotation in claim.evidence for mark in quotation.mark]
    own = {stem for words in answers for stem in telling.words(words, course.language)}
    return sum(own.isdisjoint(telling.words(mark, course.language)) for mark in marks)


def _counts(item: Short, proof: Proof, course: Course) -> bool:
    """Whether the answer is a number in words, or the evidence of an answer without any holds one."""
    own = telling.words(item.answer, course.language)
    if any(map(telling.is_number, own)):
        return False
    spoken = (item.answer, *(span.text for span in telling.spans(proof)))
    return any(telling.counts(words, course.language) for words in spoken)


def _tells(mark: Text, claim: Claim, resolved: ResolvedItem, course: Course) -> bool:
    """Whether a mark tells something in the language of one of its texts, or is the answer itself."""
    if mark in claim.answers or borders.has_unspaced(mark):
        return True
    spoken = {source.language or course.language for source in resolved.sources}
    return any(telling.carries(mark, language) for language in spoken)


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


def _unheard(resolved: ResolvedItem, accept: Text, proof: Proof) -> Diagnostic:
    name = resolved.item.id
    return diagnostics.make(
        "accept-unsaid",
        f"`{name}` accepts « {accept} », of which neither its answer nor its evidence holds a word",
        accept.at,
        item=name,
        related=[Label(proof.passages[0].span, "the evidence")],
        help=[
            "drop it, if it says something else",
            'or say which words of the text it stands for: evidence: {quote: "…", mark: "…"}',
        ],
    )


def _number_unsaid(resolved: ResolvedItem, answer: Text, number: str, proof: Proof) -> Diagnostic:
    name = resolved.item.id
    return diagnostics.make(
        "answer-unsaid",
        f"the number {number} of « {answer} », which `{name}` accepts, is not in its evidence",
        answer.at,
        item=name,
        related=[Label(proof.passages[0].span, "the evidence")],
        help=["accept the number that the text says, or quote a passage that holds this one"],
    )
