"""The order in which a sheet shows items and options: by chance, but the same chance every time.

No letter of a right answer stands out, a match is never shown solved, and versions differ. The rule is
small, so that a page can repeat it in another language, from what is written down of each item.

**Eight orders an item** (`drawn_orders`). Its words that may move are W, the others keep their places at
the end: options with `last: true`, then « not said ». Where each of W gives a quantity or a date, and two
differ, W ascends by it, then by the words. Else W is shuffled: draw n (0, 1, 2…) sorts the words by the
hexadecimal SHA-256 of `COURSE/ITEM/r⏎WORD` (UTF-8, ⏎ is U+000A), r the whole part of n over the number of
W, equal ones as authored; then it moves its first n modulo (number of W) words to its end. So of three
options each has stood everywhere after three draws. The left sides of a match stand as authored, but
where its answers ascend they are shuffled by the same rule, with `COURSE/ITEM/left/r`. Of the first 32
draws those that show the solution are left out (each answer beside its left side; steps in the right
order), and the first eight of the others are the orders, told again from the first where there are fewer.

**A version** (`arranged`) has a turn t: 0, 1, 2…; the first version has 0, and each later one the first
turn after the one before at which it shows something that no earlier version does (`layout.versions`).
With turn 0 items stand as authored. Else the items of a level change places among themselves: they sort
by the hexadecimal SHA-256 of `COURSE/ITEM`, its first t characters moved to its end.

**Letters** (`_chosen`). Of the n choices with one right option, each order puts the right one at a
letter. At most `most` may stand at one letter: the greatest of two, 2n/5 rounded down, and the least that
can be reached (the choices with the fewest letters first, each at the emptiest of its letters). Then, the
choices with the fewest letters first, else from the first question on, each takes of its orders t, t+1 …
t+7 (modulo eight) the first with the least excess: how many more than `most` would stand at its letter,
and how much longer than three the run of that letter around it. All other items take order t modulo eight.

To add a form: what of it is shuffled, and how, registered with `shuffled`, `draw` and `is_solved`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import islice

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Offering,
    Open,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.languages import quantities
from citedeck.model import NOT_SAID, Course, Item
from citedeck.quick import dataclass, singledispatch

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What options are called by, on sheets and cards: there are no more."""

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FURTHER = 0x4E00
"""Where signs go on that have no case, and ascend: more of them than any item has places."""


def signs(count: int) -> str:
    """A sign for each of so many places, ascending: how links to a class write an order down."""
    return (_SIGNS + "".join(chr(_FURTHER + n) for n in range(count - len(_SIGNS))))[:count]


DRAWS = 8
TRIES = 4 * DRAWS
"""So many draws hold eight that do not show the solution, of whatever may be shown otherwise."""

TURNS = 64
"""A digest can be turned so often."""

LONGEST_RUN = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """How a sheet shows an item: the order of what is shuffled, and of the left sides of a match."""

    order: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the order of a sheet is made from: of one item its level, its digest and its eight orders."""

    level: str
    digest: str
    orders: tuple[Shown, ...]
    letters: tuple[int, ...] = ()
    """Where each order puts the one right option of a choice."""


Shuffle = Callable[[Sequence[str], str], tuple[int, ...]]
"""Words that may move, and what is said with the seed, to the order of one draw."""


# One item


def on_card(item: Offering, course: Course) -> tuple[int, ...]:
    """The order in which cards show the options of an item, as indexes."""
    return _options(item, course.language, lambda words, _: _sorted(words, f"{course.id}/{item.id}"))


def drawn(item: Item, course: Course) -> Drawn:
    """What the order of any sheet takes from an item."""
    orders = drawn_orders(item, course)
    return Drawn(
        level=str(item.level),
        digest=_digest(f"{course.id}/{item.id}"),
        orders=orders,
        letters=_letters(item, orders),
    )


def drawn_orders(item: Item, course: Course) -> tuple[Shown, ...]:
    """The eight orders of an item, none of which shows its solution where that can be."""
    if not shuffled(item):
        return (Shown(),) * DRAWS
    seed = f"{course.id}/{item.id}"
    by_round: dict[tuple[str, int], tuple[int, ...]] = {}
    tries = (draw(item, course.language, _shuffle(seed, number, by_round)) for number in range(TRIES))
    unsolved = [*islice((shown for shown in tries if not is_solved(item, shown)), DRAWS)]
    unsolved = unsolved or [draw(item, course.language, _shuffle(seed, 0, by_round))]
    return tuple(unsolved[number % len(unsolved)] for number in range(DRAWS))


def _shuffle(seed: str, number: int, by_round: dict[tuple[str, int], tuple[int, ...]]) -> Shuffle:
    """Draw `number` of an item; `by_round` keeps for its other draws how each of its words are sorted."""

    def of_words(words: Sequence[str], what: str) -> tuple[int, ...]:
        if not words:
            return ()
        rounds, turn = divmod(number, len(words))
        indexes = by_round.get((what, rounds)) or _sorted(words, f"{seed}{what}/{rounds}")
        by_round[what, rounds] = indexes
        return (*indexes[turn:], *indexes[:turn])

    return of_words


def _sorted(words: Sequence[str], seed: str) -> tuple[int, ...]:
    """Words in the order of their digests with a seed: a new word moves no other."""
    return tuple(sorted(range(len(words)), key=lambda index: (_digest(f"{seed}\n{words[index]}"), index)))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _options(item: Offering, language: str, shuffle: Shuffle) -> tuple[int, ...]:
    """The order of options: those with a quantity each ascend, those kept last stand as authored."""
    last = [index for index, option in enumerate(item.offered) if option.last and option.text != NOT_SAID]
    unsaid = [index for index, option in enumerate(item.offered) if option.text == NOT_SAID]
    movable = [index for index in range(len(item.offered)) if index not in (*last, *unsaid)]
    words = [str(item.offered[index].text) for index in movable]
    shown = ascending(words, language) or shuffle(words, "")
    return (*(movable[index] for index in shown), *last, *unsaid)


def ascending(words: Sequence[str], language: str) -> list[int]:
    """Words in the order of the quantities they give; empty where not each gives one, or all the same."""
    values = []
    for text in words:
        values.append(quantities.of(text, language))
        if not values[-1]:
            return []
    shared = set.intersection(*map(set, values)) if values else set()
    for kind in sorted(shared, key=lambda kind: (kind in (quantities.DATE, quantities.NUMBER), kind)):
        if len({of_text[kind] for of_text in values}) > 1:
            return sorted(range(len(words)), key=lambda index: (values[index][kind], words[index]))
    return []


@singledispatch
def shuffled(item: Item) -> list[str]:
    """The words of an item that a sheet shows in an order of its own, by its form."""
    raise NotImplementedError(item.form)


@shuffled.register(Short | Cloze | TrueFalse | WhoSaysIt | Comparison | Open)
def _nothing(item: Short | Cloze | TrueFalse | WhoSaysIt | Comparison | Open) -> list[str]:
    return []


@shuffled.register(Choice | Match)
def _offered(item: Choice | Match) -> list[str]:
    return [option.text for option in item.offered]


@shuffled.register(Order)
def _steps(item: Order) -> list[str]:
    return [step.text for step in item.steps]


@shuffled.register(Classify)
def _statements(item: Classify) -> list[str]:
    return [statement.text for statement in item.statements]


@singledispatch
def draw(item: Item, language: str, shuffle: Shuffle) -> Shown:
    """How one draw shows an item, by its form."""
    raise NotImplementedError(item.form)


@draw.register(Short | Cloze | TrueFalse | WhoSaysIt | Comparison | Open)
def _as_it_is(
    item: Short | Cloze | TrueFalse | WhoSaysIt | Comparison | Open, language: str, shuffle: Shuffle
) -> Shown:
    return Shown()


@draw.register(Choice)
def _draw_choice(item: Choice, language: str, shuffle: Shuffle) -> Shown:
    return Shown(_options(item, language, shuffle))


@draw.register(Order | Classify)
def _draw_words(item: Order | Classify, language: str, shuffle: Shuffle) -> Shown:
    return Shown(shuffle(shuffled(item), ""))


@draw.register(Match)
def _draw_match(item: Match, language: str, shuffle: Shuffle) -> Shown:
    movable = [str(o.text) for o in item.offered if not o.last and o.text != NOT_SAID]
    left_sides = [str(pair.left) for pair in item.pairs]
    moved = shuffle(left_sides, "/left") if ascending(movable, language) else range(len(left_sides))
    return Shown(_options(item, language, shuffle), tuple(moved))


@singledispatch
def is_solved(item: Item, shown: Shown) -> bool:
    """Whether an order is the answer, by the form of the item."""
    raise NotImplementedError(item.form)


@is_solved.register(Short | Cloze | TrueFalse | WhoSaysIt | Comparison | Open | Choice | Classify)
def _tells_nothing(
    item: Short | Cloze | TrueFalse | WhoSaysIt | Comparison | Open | Choice | Classify, shown: Shown
) -> bool:
    return False


@is_solved.register(Order)
def _in_order(item: Order, shown: Shown) -> bool:
    return shown.order == tuple(range(len(shown.order)))


@is_solved.register(Match)
def _side_by_side(item: Match, shown: Shown) -> bool:
    """Whether each answer stands beside its left side, as far as both columns go."""
    rows = zip(shown.left, shown.order, strict=False)
    return all(item.pairs[left].right == item.offered[right].text for left, right in rows)


def _letters(item: Item, orders: Sequence[Shown]) -> tuple[int, ...]:
    """Where each order puts the right option of a choice; nothing where there is not just one."""
    if not isinstance(item, Choice):
        return ()
    right = [index for index, option in enumerate(item.options) if option.right]
    return tuple(shown.order.index(right[0]) for shown in orders) if len(right) == 1 else ()


# A sheet


def arranged(items: Sequence[Drawn], turn: int) -> tuple[tuple[int, Shown], ...]:
    """A version: of each place the index of its item, and how that is shown."""
    indexes = _permuted(items, turn) if turn else range(len(items))
    numbers = _chosen([items[index].letters for index in indexes], turn)
    placed = zip(indexes, numbers, strict=True)
    return tuple((index, items[index].orders[number]) for index, number in placed)


def _permuted(items: Sequence[Drawn], turn: int) -> list[int]:
    """Indexes of items in another order, each level where it was."""
    of_level: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        of_level[item.level].append(index)
    moved = {
        level: iter(sorted(indexes, key=lambda index: _turned(items[index].digest, turn)))
        for level, indexes in of_level.items()
    }
    return [next(moved[item.level]) for item in items]


def _turned(digest: str, turn: int) -> str:
    return digest[turn:] + digest[:turn]


def _chosen(letters: Sequence[Sequence[int]], turn: int) -> list[int]:
    """Of each item the number of the order it is shown in, so that no letter stands out."""
    numbers = [turn % DRAWS] * len(letters)
    asked = [index for index, of_item in enumerate(letters) if of_item]
    row = _Row(len(asked), max(2, len(asked) * 2 // 5, _least([letters[index] for index in asked])))
    for place in sorted(range(len(asked)), key=lambda place: len(set(letters[asked[place]]))):
        of_item = letters[asked[place]]
        tries = [(turn + n) % DRAWS for n in range(DRAWS)]
        excess = {letter: row.excess(place, letter) for letter in set(of_item)}
        best = min(tries, key=lambda number: excess[of_item[number]])
        numbers[asked[place]] = best
        row.put(place, of_item[best])
    return numbers


class _Row:
    """The letters of the right answers, as they are chosen one by one, in any order of places."""

    def __init__(self, length: int, most: int) -> None:
        self.most = most
        self._letters: list[int | None] = [None] * length
        self._runs = [0] * length
        """How long the run is that begins or ends at a place; within one it says nothing."""
        self._counts: Counter[int] = Counter()

    def excess(self, place: int, letter: int) -> int:
        """How far a letter at a place would stand out: 0 where it does not."""
        run = self._run(place - 1, letter) + 1 + self._run(place + 1, letter)
        return max(0, self._counts[letter] + 1 - self.most) + max(0, run - LONGEST_RUN)

    def put(self, place: int, letter: int) -> None:
        """Choose a letter."""
        before, after = self._run(place - 1, letter), self._run(place + 1, letter)
        self._letters[place] = letter
        self._counts[letter] += 1
        for end in (place - before, place, place + after):
            self._runs[end] = before + 1 + after

    def _run(self, place: int, letter: int) -> int:
        """How long the run of a letter is that has its end at a place; 0 where another stands there."""
        there = 0 <= place < len(self._letters) and self._letters[place] == letter
        return self._runs[place] if there else 0


def _least(letters: Sequence[Sequence[int]]) -> int:
    """The least that the fullest letter can hold, each answer put where it can be."""
    counts: Counter[int] = Counter()
    for of_item in sorted(letters, key=lambda of_item: len(set(of_item))):
        counts[min(sorted(set(of_item)), key=lambda letter: counts[letter])] += 1
    return max(counts.values(), default=0)
