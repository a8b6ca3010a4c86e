"""What the sheets show of an item and ask for in it: two items tell each other's answers, or they do not.

To add a form: what a sheet prints of it and what it asks for, registered with `printed` and `asked_for`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import singledispatch
from itertools import product
from typing import Any

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.model import Item
from citedeck.quick import dataclass, pattern
from citedeck.sheets import orders
from citedeck.text import folding

SHORTEST = 4
"""Answers of fewer characters stand in other words by chance."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What a sheet prints of an item, and what it asks for, in words to compare."""

    words: str
    """With a blank at both ends."""
    answers: tuple[tuple[str, ...], ...]
    """Each of several parts, all of which must stand in other words to give it away."""
    scale: frozenset[str]
    """The options of a choice: two that offer the same, as « one text, the other, both », tell nothing."""

    def show(self, other: Clues) -> bool:
        """Whether what is printed here holds an answer of another item, whole."""
        if self.scale and self.scale == other.scale:
            return False
        return any(all(f" {part} " in self.words for part in answer) for answer in other.answers)


def of(item: Item) -> Clues:
    """The clues of an item."""
    answers = (tuple(map(_bare, answer)) for answer in asked_for(item))
    return Clues(
        words=f" {_bare(' '.join(printed(item)))} ",
        answers=tuple(answer for answer in answers if all(len(part) >= SHORTEST for part in answer)),
        scale=frozenset(orders.shuffled(item)) if isinstance(item, Choice) else frozenset(),
    )


def telling(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """The pairs of items of which the first shows the answer of the second."""
    pairs = (pair for asking, showing in shown(items) for pair in product(asking, showing))
    for asked, showing in sorted(pairs):
        if items[showing] is not items[asked]:
            yield items[showing], items[asked]


def shown(items: Sequence[Item]) -> Iterator[tuple[list[int], list[int]]]:
    """The numbers of items that ask for one answer and of those that show it, for each that is shown."""
    all_clues = [of(item) for item in items]
    where = _by_word(all_clues)
    asking: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, clues in enumerate(all_clues):
        asking[clues.answers, clues.scale].append(number)
    for numbers in asking.values():
        clues = all_clues[numbers[0]]
        likely = sorted({number for answer in clues.answers for number in _rarest(answer, where)})
        if showing := [number for number in likely if all_clues[number].show(clues)]:
            yield numbers, showing


def _by_word(all_clues: Sequence[Clues]) -> Mapping[str, list[int]]:
    """The numbers of the items that print a word: answers are looked for only where their words are."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, clues in enumerate(all_clues):
        for word in {*clues.words.split()}:
            where[word].append(number)
    return where


def _rarest(answer: Sequence[str], where: Mapping[str, list[int]]) -> list[int]:
    """The items that print the word of an answer that fewest print."""
    found = [where.get(word, []) for part in answer for word in part.split()]
    return min(found, key=len)


_WORD = pattern(r"[^\W_]+")


def _bare(words: str) -> str:
    """Words to compare: without case, accents, articles and marks."""
    return " ".join(_WORD.findall(folding.sought(words)))


@singledispatch
def printed(item: Item) -> Iterable[str]:
    """The words a pupil sees of an item, by its form."""
    raise NotImplementedError(item.form)


@printed.register(Short | TrueFalse)
def _asked(item: Short | TrueFalse) -> Iterable[str]:
    return [item.prompt]


@printed.register(Cloze)
def _cloze(item: Cloze) -> Iterable[str]:
    return [item.prompt or "", *item.pieces, *(blank.hint for blank in item.blanks)]


@printed.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt) -> Iterable[str]:
    return [item.statement]


@printed.register(Choice | Order)
def _shuffled(item: Choice | Order) -> Iterable[str]:
    return [item.prompt, *orders.shuffled(item)]


@printed.register(Classify)
def _classify(item: Classify) -> Iterable[str]:
    return [item.prompt, *orders.shuffled(item), *item.classes, *item.classes.values()]


@printed.register(Match)
def _match(item: Match) -> Iterable[str]:
    return item.asserted()  # a lure among them is no hint: a pupil does not know that it is one


@printed.register(Comparison)
def _comparison(item: Comparison) -> Iterable[str]:
    return [item.prompt, *(row.criterion for row in item.rows)]


@printed.register(Open)
def _open(item: Open) -> Iterable[str]:
    return [item.prompt, *(criterion.text for criterion in item.criteria)]


@singledispatch
def asked_for(item: Item) -> Iterable[Sequence[str]]:
    """The answers of an item that other words may hold, by its form; of several parts, all of them."""
    raise NotImplementedError(item.form)


@asked_for.register(Short)
def _short_answers(item: Short) -> Iterable[Sequence[str]]:
    return [[answer] for answer in (item.answer, *item.accept)]


@asked_for.register(Cloze)
def _blanks(item: Cloze) -> Iterable[Sequence[str]]:
    return [[blank.answer] for blank in item.blanks]


@asked_for.register(Choice)
def _right_options(item: Choice) -> Iterable[Sequence[str]]:
    return [[option.text for option in item.options if option.right]]


@asked_for.register(TrueFalse | WhoSaysIt | Match | Order | Classify | Comparison | Open)
def _nothing(
    item: TrueFalse | WhoSaysIt | Match | Order | Classify | Comparison | Open,
) -> Iterable[Sequence[str]]:
    return []  # what these ask for stands on the sheet anyway, or is long
