"""Verdicts against the texts: a statement said to be true or false, a row said to differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from citedeck.bank.forms import Comparison, TrueFalse
from citedeck.checks import lengths, telling, wording
from citedeck.languages.catalogue import primary
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Label, Proof, ResolvedItem, Source, Span, Text
from citedeck.text import folding, search
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]

_NOUNS_TOO = frozenset({"de", "lb"})
"""Languages that write every noun with a capital: there it tells no name."""

_LEAST = 3
"""Fewer words may stand in a text by chance."""

_PAUSES = ",:"
_BETWEEN = " ’'-,;)"
_AROUND = " .!?…\"«»“”„‘’'"


# Names in right words


def named(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """The names in right words stand in a text of the item, unless a mark says which words carry them."""
    if primary(course.language) in _NOUNS_TOO:
        return
    for resolved in items:
        if not wording.may_paraphrase(resolved.item):
            continue
        for claim, proof in zip(wording.claims(resolved.item), resolved.proofs, strict=True):
            for words in () if claim.not_said else wording.right(resolved.item, claim):
                name = _unheard(words, resolved, course, readings)
                if name and not telling.marked(proof, course):
                    yield _unnamed(resolved.item, words, name, proof)


def _unheard(words: Text, resolved: ResolvedItem, course: Course, readings: Readings) -> str:
    """The first name among some words that no text of the item holds, nor what is known of it."""
    names = list(_names(words))
    if not names:
        return ""
    about = frozenset().union(*(_about(source) for source in resolved.sources))
    for name in names:
        stem = folding.plain(name)[: telling.STEM]
        if stem not in about and not any(_begins(readings[source.id], stem) for source in resolved.sources):
            return name
    return ""


def _names(words: str) -> Iterator[str]:
    """Words with a capital that begin no sentence, nor what is quoted."""
    if words[1:].islower():
        return
    for match in telling.WORD.finditer(words):
        word = match[0]
        if word[0].isupper() and len(word) > 1 and words[: match.start()].rstrip(_BETWEEN)[-1:].isalnum():
            yield word


@lru_cache(maxsize=64)
def _about(source: Source) -> frozenset[str]:
    """The words of what is known of a text: its names, its title, who wrote and published it."""
    names = (source.label, *source.aliases, source.title, source.author, source.publisher)
    return frozenset().union(*(telling.every(words) for words in names))


def _begins(reading: Reading, stem: str) -> bool:
    """Whether a word of a text begins so."""
    text = reading.loose
    at = text.find(stem)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(stem, at + 1)
    return at >= 0


def _unnamed(item: Item, words: Text, name: str, proof: Proof) -> Diagnostic:
    return diagnostics.make(
        "name-unsaid",
        f"the name {name} in « {words} » of `{item.id}` stands nowhere in its text",
        words.at,
        item=item.id,
        related=[Label(span, "the evidence") for span in list(telling.spans(proof))[:1]],
        help=[
            "name nobody and nothing that the text does not name",
            'or say which of its words stand for the name: evidence: {quote: "…", mark: "…"}',
        ],
    )


# False statements


def stated(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """What is said to be false, or not to be said, does not stand in the text word for word.

    A text may state what it denies: then a mark says which other words do.
    """
    for resolved in items:
        item = resolved.item
        if not isinstance(item, TrueFalse) or item.answer == "true":
            continue
        for source in resolved.sources:
            reading = readings[source.id]
            for words in _statements(item.prompt, source):
                places = search.whole(reading.folded, reading.loose, words)
                spans = [reading.span(at, at + len(words)) for at in places]
                if spans and not _is_denied(resolved, spans):
                    yield _stands(item, spans[0])
                    break


def _statements(prompt: Text, source: Source) -> Iterator[str]:
    """The statement as it would stand in a text: the whole of it, and without what says who speaks."""
    names = [folding.sought(name) for name in (source.label, *source.aliases)]
    loose = folding.plain(prompt)
    attributed = (
        loose[at + 1 :]
        for at, char in enumerate(loose)
        if char in _PAUSES and any(name in loose[:at] for name in names)
    )
    # What comes after a later pause is a piece of the statement, such as a name, and says nothing by itself.
    for words in (loose, *islice(attributed, 1)):
        statement = words.strip(_AROUND)
        if lengths.count(statement) >= _LEAST:
            yield statement


def _is_denied(resolved: ResolvedItem, spans: Sequence[Span]) -> bool:
    """Whether a mark points at words beside the places where a statement stands."""
    carrying = [place for passage in resolved.passages for place in passage.answers]
    return any(not any(span.covers(place) for span in spans) for place in carrying)


def _stands(item: TrueFalse, span: Span) -> Diagnostic:
    verdict = "false" if item.answer == "false" else "not in the text"
    return diagnostics.make(
        "statement-stands",
        f"the statement of `{item.id}` is said to be {verdict}, and stands in the text word for word",
        item.prompt.at,
        item=item.id,
        related=[Label(span, "here")],
        help=[
            "answer: true, or state something else",
            'or mark the words that deny it: evidence: {quote: "…", mark: "…"}',
        ],
    )


# Corrections


def corrected(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Where the evidence holds words of a false statement, it holds others of its correction too."""
    for resolved in items:
        item = resolved.item
        if not isinstance(item, TrueFalse) or item.answer != "false" or item.correction is None:
            continue
        proof = resolved.proofs[0]
        marked = telling.marked(proof, course)
        evidence = marked or telling.sentences(proof, course, readings)
        right = telling.words(item.correction, course.language)
        wrong = telling.words(item.prompt, course.language)
        own = right - wrong - telling.names(resolved, course)
        if not own or not own.isdisjoint(evidence) or not (marked or right & evidence):
            continue  # it is said, or told as such that it is not
        if not evidence.isdisjoint(wrong - right):
            yield diagnostics.make(
                "answer-outdone",
                f"the evidence of `{item.id}` holds words of its false statement,"
                f" and none that its correction adds",
                item.correction.at,
                item=item.id,
                related=[Label(span, "the evidence") for span in list(telling.spans(proof))[:1]],
                help=["correct it in the words of the text, or mark the words that carry the correction"],
            )


# Rows of a table


def differing(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """The cells of a row whose texts are said to differ do not all say the same."""
    for resolved in items:
        item = resolved.item
        for row in item.rows if isinstance(item, Comparison) else ():
            answered = {folding.sought(cell.answer) for cell in row.cells}
            if row.verdict == "differ" and len(answered) == 1 and len(row.cells) > 1:
                yield diagnostics.make(
                    "verdict-wrong",
                    f"the texts are said to differ on `{row.id}` of `{item.id}`, and its cells say the same",
                    row.verdict.at,
                    item=item.id,
                    related=[Label(cell.answer.at) for cell in row.cells],
                    help=["verdict: agree, or say in the cells what differs"],
                )
