"""The order in which a sheet shows items and options: by chance, but the same chance every time.

On a sheet no letter of a right answer stands out, so that none can be guessed.

To add a form: what of it is shuffled, registered with `shuffled`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache, singledispatch
from itertools import pairwise
from string import ascii_uppercase

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
from citedeck.model import NOT_SAID, Item, ResolvedItem

LETTERS = ascii_uppercase
"""What options are called by, on sheets and cards: there are no more."""

_NUMBER = re.compile(r"\d+(?:[ \xa0\u202f]\d{3})*(?:[.,]\d+)?")
_BLANKS = re.compile(r"[ \xa0\u202f]")

TRIES = 400
MOST_OF_A_LETTER = 0.4
LONGEST_RUN = 3
BALANCED_FROM = 5
"""With fewer choices than this no letter can stay under 40 %."""


def order(words: Sequence[str], seed: str) -> tuple[int, ...]:
    """The order to show options in, as indexes.

    Options that hold a number each ascend, « not said » is last, and the others are drawn.
    """
    movable = [index for index, text in enumerate(words) if text != NOT_SAID]
    last = [index for index, text in enumerate(words) if text == NOT_SAID]
    if ascending := _ascending(words, movable):
        return (*ascending, *last)
    return (*(movable[index] for index in drawn([words[i] for i in movable], seed)), *last)


def places(words: Sequence[str], index: int) -> range:
    """The places at which `order` may show the option of an index."""
    movable = [at for at, text in enumerate(words) if text != NOT_SAID]
    if words[index] == NOT_SAID:
        return range(len(movable), len(words))
    if ascending := _ascending(words, movable):
        place = ascending.index(index)
        return range(place, place + 1)
    return range(len(movable))


def _ascending(words: Sequence[str], movable: Sequence[int]) -> list[int]:
    """Options in the order of the numbers they hold; empty where not each holds one, or all the same."""
    numbers = {index: number for index in movable if (number := _number(words[index])) is not None}
    if len(numbers) < len(movable) or len(set(numbers.values())) < 2:  # noqa: PLR2004 - two differ
        return []
    return sorted(movable, key=lambda index: (numbers[index], words[index]))


def drawn(words: Sequence[str], seed: str) -> tuple[int, ...]:
    """An order drawn by a digest of the seed and the words: a new word moves no other."""
    return tuple(sorted(range(len(words)), key=lambda index: (_draw(seed, words[index]), index)))


@lru_cache(maxsize=2**12)  # the same options are drawn hundreds of times
def _number(text: str) -> float | None:
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    return float(_BLANKS.sub("", numbers[0]).replace(",", "."))


def _draw(seed: str, text: str) -> str:
    return hashlib.sha256(f"{seed}\n{text}".encode()).hexdigest()


# Items of a sheet


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
def _order(item: Order) -> list[str]:
    return [step.text for step in item.steps]


@shuffled.register(Classify)
def _classify(item: Classify) -> list[str]:
    return [statement.text for statement in item.statements]


def permuted(items: Sequence[ResolvedItem], seed: str) -> list[ResolvedItem]:
    """Items in another order, each level where it was."""
    by_level: dict[str, list[ResolvedItem]] = defaultdict(list)
    for resolved in items:
        by_level[str(resolved.item.level)].append(resolved)
    drawn_by_level = {}
    for level, of_level in by_level.items():
        indexes = order([resolved.item.id for resolved in of_level], seed)
        drawn_by_level[level] = iter([of_level[index] for index in indexes])
    return [next(drawn_by_level[str(resolved.item.level)]) for resolved in items]


def of_sheet(items: Sequence[Item], seed: str) -> list[tuple[int, ...]]:
    """An order for each item: the first draw in which no letter of a right answer stands out."""
    attempt = _balanced_draw([item for item in items if isinstance(item, Choice)], seed)
    return [_of_item(item, f"{seed}/{attempt}/{item.id}") for item in items]


def _of_item(item: Item, seed: str) -> tuple[int, ...]:
    words = shuffled(item)
    return _not_solved(words, seed) if isinstance(item, Order) else order(words, seed)


def _not_solved(words: Sequence[str], seed: str) -> tuple[int, ...]:
    """An order other than the right one."""
    solved = tuple(range(len(words)))
    tries = (drawn(words, f"{seed}/{attempt}") for attempt in range(TRIES))
    return next((indexes for indexes in tries if indexes != solved), solved[::-1])


# Letters of right answers


def _balanced_draw(choices: Sequence[Choice], seed: str) -> int:
    """The number of the first draw in which no letter of a right answer stands out.

    No letter holds more than 40 % of them, or the least share that can be reached (two of three
    options' letters hold 3 of 7 whatever is drawn), and none stands more than three times in a row.
    """
    asked = [choice for choice in choices if sum(option.right for option in choice.options) == 1]
    if len(asked) < BALANCED_FROM:
        return 0
    least = _excess(_least_share([_reachable(choice) for choice in asked]))
    best, chosen = float("inf"), 0
    for attempt in range(TRIES):
        unbalance = _unbalance([_letter(choice, f"{seed}/{attempt}/{choice.id}") for choice in asked])
        if unbalance < best:
            best, chosen = unbalance, attempt
        if best <= least:
            break
    return chosen


def _right(choice: Choice) -> int:
    return next(index for index, option in enumerate(choice.options) if option.right)


def _letter(choice: Choice, seed: str) -> int:
    """Where a draw puts the right option."""
    return order([option.text for option in choice.options], seed).index(_right(choice))


def _reachable(choice: Choice) -> range:
    """Where any draw could put it."""
    return places([option.text for option in choice.options], _right(choice))


def _unbalance(letters: Sequence[int]) -> float:
    """How far letters are from telling nothing; 0 where they do not."""
    share = max(Counter(letters).values()) / len(letters)
    return _excess(share) + max(0, _longest_run(letters) - LONGEST_RUN)


def _excess(share: float) -> float:
    return max(0, share - MOST_OF_A_LETTER)


def _longest_run(letters: Sequence[int]) -> int:
    longest = run = 1
    for before, after in pairwise(letters):
        run = run + 1 if before == after else 1
        longest = max(longest, run)
    return longest


def _least_share(reachable: Sequence[range]) -> float:
    """The least share of the fullest letter, each answer put where it can be.

    Those with the fewest places choose first, the emptiest letter each: places are a single letter
    or the first so many, so that no later choice could have made more room.
    """
    shares: Counter[int] = Counter()
    for letters in sorted(reachable, key=len):
        shares[min(letters, key=lambda letter: shares[letter])] += 1
    return max(shares.values()) / len(reachable)
