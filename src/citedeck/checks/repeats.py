"""Questions that ask nothing new: another one has their words and their answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from citedeck import diagnostics, normalize
from citedeck.checks import words
from citedeck.model import (
    Choice,
    Cloze,
    Course,
    Diagnostic,
    Item,
    Label,
    ResolvedItem,
    Short,
    Text,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.placing import Reading

ALIKE = 0.8
"""The share of the words of two questions, the names of their text aside, that both have."""

COMPARED = 20
"""Of more questions with one answer in one passage, the last ones are compared."""

Readings = Mapping[str, Reading]

_WORD = re.compile(r"\w+")


def questions(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """No item asks in the same words, or nearly, what another asks whose answer is the same."""
    named = {name: _said(reading.source.label, *reading.source.aliases) for name, reading in readings.items()}
    same: dict[object, Item] = {}
    near: dict[object, list[tuple[frozenset[str], Item]]] = defaultdict(list)
    for resolved in items:
        item, stem = resolved.item, _stem(resolved.item)
        answered = resolved.sources, _answer(item)
        first = same.setdefault((*answered, _words(stem)), item)
        if first is item and isinstance(item, Short | Choice):
            asked = frozenset(_words(stem)).difference(*(named[name] for name in item.sources))
            others = near[*answered, _places(resolved, readings)]
            first = next((other for said, other in others[-COMPARED:] if _are_alike(asked, said)), item)
            others.append((asked, item))
        if first is not item and {first.only, item.only} != {"paper", "deck"}:
            yield _repeated(item, stem, first)


def _repeated(item: Item, stem: Text, first: Item) -> Diagnostic:
    return diagnostics.make(
        "question-repeated",
        f"`{item.id}` asks what `{first.id}` asks, and its answer is the same",
        stem.at,
        item=item.id,
        related=[Label(_stem(first).at, "asked here")],
        help=[
            "ask something else, or leave one of them out",
            f'one that was released keeps its id: {{id: {item.id}, retired: "date, reason"}}',
        ],
    )


def _stem(item: Item) -> Text:
    """The words that ask."""
    if isinstance(item, Cloze):
        return item.text
    asked = item.statement if isinstance(item, WhoSaysIt) else words.prompt(item)
    return item.id if asked is None else asked


def _answer(item: Item) -> frozenset[tuple[str, ...]]:
    """All right words of an item, case, articles and marks aside; of a statement, the verdict."""
    if isinstance(item, TrueFalse):
        return frozenset([(str(item.answer),)])
    said = (text for claim in item.claims() for text in (*claim.answers, *claim.numbers))
    return frozenset(_words(normalize.bare(text)) for text in said)


def _places(resolved: ResolvedItem, readings: Readings) -> frozenset[tuple[str, int]]:
    """The sentences that an item is about."""
    spans = ((p.source.id, readings[p.source.id].numbered.sentences_of(p.span)) for p in resolved.passages)
    return frozenset((name, span.start) for name, span in spans)


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two questions have nearly the same words; another number makes another question."""
    differing = one ^ other
    return len(differing) <= (1 - ALIKE) * len(one | other) and not any(map(str.isdigit, differing))


def _said(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in _words(name))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(normalize.lowered(normalize.words(text))))
