"""Wrong answers put into our own bank: every right answer exchanged for one that is wrong there.

Nothing is sampled: each option for each lure, each short answer for each other, each correction
for the next, and the parts of a match, an order, a table, an open question turned by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import singledispatch

import pytest

from citedeck.bank.forms import Choice, Comparison, Match, Open, Order, Row, Short, TrueFalse
from citedeck.checks import answers, rivals, verdicts
from citedeck.commands import build
from citedeck.model import NOT_SAID, Course, Item, Text
from citedeck.proof import claims
from citedeck.text.reading import Reading
from courses import ROOT

CODES = {
    *("answer-unproven", "answer-unsaid", "answer-outdone", "number-unproven"),
    *("name-unsaid", "statement-stands", "verdict-wrong", "accept-unsaid"),
}
"""The codes that speak of a right answer and its evidence."""

JUDGING = (
    *(answers.unsaid, answers.accepted, rivals.outdone),
    *(verdicts.named, verdicts.stated, verdicts.corrected, verdicts.differing),
)

LEAST = {"short": 0.7, "choice": 0.7, "true-false": 0.5, "match": 1, "open": 0.6, "comparison": 0.5}
"""The share of the exchanges of each form that is refused or spoken of."""

ALL_TOGETHER = 0.7
"""The share of all of them; what passes has a mark, by which the author vouches for an answer."""


@pytest.fixture(scope="module")
def course() -> Course:
    compiled = build.compile_only(ROOT).course
    assert compiled is not None
    return replace(compiled, format=2)


@pytest.fixture(scope="module")
def bank() -> list[Item]:
    return [resolved.item for resolved in build.compile_only(ROOT).items]


def spoken_of(course: Course, items: Sequence[Item]) -> set[str]:
    """The ids of the items that something is said of, proof and checks together."""
    readings = {name: Reading.of(source, course.language) for name, source in course.sources.items()}
    resolved, diagnostics = claims.resolve(items, readings, course.format)
    for check in JUDGING:
        diagnostics += check(course, readings, resolved)
    return {diagnostic.item for diagnostic in diagnostics if diagnostic.code in CODES}


@singledispatch
def exchanged(item: Item, bank: Sequence[Item]) -> Iterator[Item]:
    """The item with wrong answers in the place of right ones, once for each way."""
    yield from ()


@exchanged.register
def _(item: Choice, bank: Sequence[Item]) -> Iterator[Item]:
    rights = [at for at, option in enumerate(item.options) if option.right and option.text != NOT_SAID]
    lures = [at for at, option in enumerate(item.options) if not option.right and option.text != NOT_SAID]
    for right in rights:
        for lure in lures:
            options = list(item.options)
            options[right] = replace(item.options[right], text=item.options[lure].text)
            options[lure] = replace(item.options[lure], text=item.options[right].text)
            yield replace(item, options=tuple(options))


@exchanged.register
def _(item: Short, bank: Sequence[Item]) -> Iterator[Item]:
    for other in bank:
        if isinstance(other, Short) and other is not item:
            yield replace(item, answer=other.answer, accept=())


@exchanged.register
def _(item: TrueFalse, bank: Sequence[Item]) -> Iterator[Item]:
    for other in bank:
        if isinstance(other, TrueFalse) and other is not item and item.correction and other.correction:
            yield replace(item, correction=other.correction)


@exchanged.register
def _(item: Match, bank: Sequence[Item]) -> Iterator[Item]:
    rights = turned([pair.right for pair in item.pairs])
    pairs = [replace(pair, right=right) for pair, right in zip(item.pairs, rights, strict=True)]
    yield replace(item, pairs=tuple(pairs))


@exchanged.register
def _(item: Order, bank: Sequence[Item]) -> Iterator[Item]:
    texts = turned([step.text for step in item.steps])
    steps = [replace(step, text=text) for step, text in zip(item.steps, texts, strict=True)]
    yield replace(item, steps=tuple(steps))


@exchanged.register
def _(item: Comparison, bank: Sequence[Item]) -> Iterator[Item]:
    for at, row in enumerate(item.rows):
        if not row.is_silent:
            yield replace(item, rows=(*item.rows[:at], turned_row(row), *item.rows[at + 1 :]))


def turned_row(row: Row) -> Row:
    """A row whose sources have each other's answers."""
    texts = turned([cell.answer for cell in row.cells])
    return replace(
        row, cells=tuple(replace(cell, answer=text) for cell, text in zip(row.cells, texts, strict=True))
    )


@exchanged.register
def _(item: Open, bank: Sequence[Item]) -> Iterator[Item]:
    texts = turned([element.text for element in item.elements])
    elements = [replace(element, text=text) for element, text in zip(item.elements, texts, strict=True)]
    yield replace(item, elements=tuple(elements))


def turned(texts: Sequence[Text]) -> Sequence[Text]:
    """Every text in the place of the one before it."""
    return [*texts[1:], *texts[:1]]


def test_wrong_answers_are_refused_or_spoken_of(course: Course, bank: list[Item]) -> None:
    wrong = [
        replace(changed, id=Text.of(f"{item.id}-{number}", item.id.document, item.id.start, item.id.end))
        for item in bank
        for number, changed in enumerate(exchanged(item, bank))
    ]
    named = spoken_of(course, wrong)
    tried = Counter(item.form for item in wrong)
    caught = Counter(item.form for item in wrong if item.id in named)
    assert {"short", "choice", "match", "open", "comparison"} <= tried.keys() <= LEAST.keys()
    shares = {form: caught[form] / tried[form] for form in tried}
    too_few = {form: share for form, share in shares.items() if share < LEAST[form]}
    assert not too_few
    assert sum(caught.values()) >= ALL_TOGETHER * sum(tried.values())


def test_our_own_answers_hold(course: Course, bank: list[Item]) -> None:
    """At most two are spoken of, and each is answered for by a reason."""
    named = spoken_of(course, bank)
    assert len(named) <= 2
    assert all(set(item.allow) & CODES for item in bank if item.id in named)
