"""What an item claims, made once for the checks that ask one after the other."""

from __future__ import annotations

from citedeck.model import Claim, Item

MOST = 2**8
"""More items than are checked together; all are forgotten when there are so many."""

_made: dict[int, tuple[Item, tuple[Claim, ...]]] = {}
"""By the identity of the item, which is kept with them so that no other has it."""


def of(item: Item) -> tuple[Claim, ...]:
    """What the texts must hold for an item to be true."""
    made = _made.get(id(item))
    if made is not None:
        return made[1]
    if len(_made) >= MOST:
        _made.clear()
    claims = tuple(item.claims())
    _made[id(item)] = item, claims
    return claims
