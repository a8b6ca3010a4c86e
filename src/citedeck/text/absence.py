"""What a reader takes for the same, as loosely as can be: for words that are to stand nowhere in a text.

To stand somewhere is proven strictly, by `folding`; to stand nowhere loosely, or the proof lies.
Whatever the strict reading finds, the loose one finds too.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property

from citedeck.quick import dataclass, pattern
from citedeck.text import folding
from citedeck.text.folding import Folded

# Grouped digits are one number, a hyphen may be a line's, whatever ends a paragraph; neither is seen.
_UNSEEN = pattern(rf"(?<=\d)[ .,'٬،](?=\d{{3}}(?!\d))|(?<=\w)-{folding.PARAGRAPH}?(?=\w)")
_EDGES = pattern(r"^[\W_]+|[\W_]+$")

# Letters of other alphabets that nobody can tell from these.
_ALIKE = dict(zip("аеорсхуіјѕαορνιτχ", "aeopcxyijsaopvitx", strict=True))

_KEPT = "\u3099\u309a"
"""The voicing marks of kana make other letters."""


class _Loose(dict[str, str]):
    """What of a character is compared, found out when it is first met."""

    def __missing__(self, char: str) -> str:
        raised = unicodedata.decomposition(char).startswith(("<super>", "<sub>"))  # 10² is not 102
        parts = char if raised else unicodedata.normalize("NFKD", char)
        letters = (part for part in parts if part in _KEPT or unicodedata.category(part) != "Mn")
        self[char] = "".join(_ALIKE.get(letter, letter) for letter in "".join(letters).casefold())
        return self[char]


_LOOSE = _Loose()


@dataclass(frozen=True)
class Loosened:
    """A folded text as it is searched for words that must not be there."""

    folded: Folded

    @cached_property
    def text(self) -> str:
        """The text without case, accents, marks inside words, and other forms of letters."""
        return loosened(self.folded.text)

    def find(self, words: str) -> tuple[int, int] | None:
        """Where words stand in the folded text, even inside a word; None where they do not."""
        needle = loosened(_EDGES.sub("", folding.words(words)))
        at = self.text.find(needle) if needle else -1
        return None if at < 0 else (self._folded(at), self._folded(at + len(needle) - 1) + 1)

    def _folded(self, at: int) -> int:
        """The place in the folded text that a character of the loosened one comes from."""
        done = 0
        unseen = {place for match in _UNSEEN.finditer(self.folded.text) for place in range(*match.span())}
        for place, char in enumerate(self.folded.text):
            done += 0 if place in unseen else len(_LOOSE[char])
            if done > at:
                return place
        raise IndexError(at)


def loosened(folded: str) -> str:
    """Folded words as they are compared for absence."""
    return "".join(map(_LOOSE.__getitem__, _UNSEEN.sub("", folded)))


_WORD = pattern(r"[^\W\d_]+")


def foreign(words: str) -> list[str]:
    """The names of letters in Latin words that nobody can tell from Latin ones."""
    strangers: list[str] = []
    if _ALIKE.keys().isdisjoint(words.lower()):
        return strangers
    for word in _WORD.findall(words.lower()):
        others = [letter for letter in word if not unicodedata.name(letter, "").startswith("LATIN")]
        if len(others) < len(word) and all(letter in _ALIKE for letter in others):
            strangers += [unicodedata.name(letter) for letter in others]
    return strangers
