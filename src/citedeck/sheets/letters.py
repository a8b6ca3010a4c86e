"""The letters of right answers on a sheet, balanced: none stands out, so that none can be guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from citedeck.model import Choice
from citedeck.sheets import orders

TRIES = 400
MOST_OF_A_LETTER = 0.4
LONGEST_RUN = 3
BALANCED_FROM = 5
"""With fewer choices than this no letter can stay under 40 %."""


def balanced_draw(choices: Sequence[Choice], seed: str) -> int:
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
    return orders.order([option.text for option in choice.options], seed).index(_right(choice))


def _reachable(choice: Choice) -> range:
    """Where any draw could put it."""
    return orders.places([option.text for option in choice.options], _right(choice))


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
    held: Counter[int] = Counter()
    for places in sorted(reachable, key=len):
        held[min(places, key=lambda letter: held[letter])] += 1
    return max(held.values()) / len(reachable)
