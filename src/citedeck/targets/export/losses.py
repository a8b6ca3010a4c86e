"""What of a question does not go to a platform, and why, in the words of the course."""

from __future__ import annotations

from collections.abc import Mapping

from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """A word of the catalogue, and what it is filled in with."""

    key: str
    values: tuple[object, ...] = ()

    def in_words(self, words: Mapping[str, str]) -> str:
        """The same in the words of a language."""
        return words[self.key].format(*self.values)


def lost(key: str, *values: object) -> Loss:
    """A loss."""
    return Loss(key, values)
