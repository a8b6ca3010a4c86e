"""The order in which options are shown: by chance, but the same chance every time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from citedeck.model import NOT_SAID

_NUMBER = re.compile(r"\d+(?:[ \xa0\u202f]\d{3})*(?:[.,]\d+)?")
_BLANKS = re.compile(r"[ \xa0\u202f]")


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


def _number(text: str) -> float | None:
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    return float(_BLANKS.sub("", found[0]).replace(",", "."))


def _draw(seed: str, text: str) -> str:
    return hashlib.sha256(f"{seed}\n{text}".encode()).hexdigest()
