"""How a check of a whole course is known to be silent, from what it needs of each of its banks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from citedeck.model import Course, Numbered
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A check of a course, taken apart; it proves silence, and says nothing itself."""

    needs: Callable[[Course, Mapping[str, Numbered], Sequence[Any]], Any]
    """What the check needs of the items of one bank, as JSON has it; None where it would complain of them."""
    is_silent: Callable[[Sequence[Any]], bool]
    """Whether the check is silent of a course, from what it needs of every bank: no is a maybe."""


def are_apart(names: Sequence[Sequence[str]]) -> bool:
    """Whether no name stands in two rows, or twice in one."""
    return len(set().union(*names)) == sum(map(len, names))
