"""How far a long work is, and what is to know of it: said where it is done, shown by whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

Listener = Callable[[str, int, int], None]
"""Is told what is being done, how many are done, and of how many."""

_listeners: list[Listener] = []
_hearers: list[Callable[[str], None]] = []


def listen(listener: Listener) -> None:
    """Tell a listener of every work from now on."""
    _listeners.append(listener)


def hush() -> None:
    """Tell nobody from now on."""
    _listeners.clear()
    _hearers.clear()


def through(doing: str, things: Sequence[Thing]) -> Iterator[Thing]:
    """The things, one after the other, with word of each to those who listen."""
    if not _listeners:
        yield from things
        return
    for done, thing in enumerate(things):
        _say(doing, done, len(things))
        yield thing
    _say(doing, len(things), len(things))


def _say(doing: str, done: int, of_all: int) -> None:
    for listener in _listeners:
        listener(doing, done, of_all)


def hear(hearer: Callable[[str], None]) -> None:
    """Tell a hearer of every note from now on."""
    _hearers.append(hearer)


def note(words: str) -> None:
    """What is to know of a work that was done all the same, for those who hear."""
    for hearer in _hearers:
        hearer(words)
