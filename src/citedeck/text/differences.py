"""What differs between a quotation and the passage it may mean: how it was typed, or what it says.

Typed otherwise are case, marks between words, and accents that were left out. Another letter may make
another word: of a verb another time or mood, of a denial its contrary. No list knows all such words, so
every letter counts, and every number with its signs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from citedeck.quick import pattern
from citedeck.text import folding

# A number with its sign and all that groups or parts its digits, a word, a sign that changes what is said.
_TOKEN = pattern(r"(?:(?<!\w)[-+−])?\d(?:[.,:/'⁄٬٫-]?\d)*|[^\W_]+(?:'(?!\w))?|[^\w\s.,;:!\"'«»()\[\]…·*\-–—]")

_ACCENTS = frozenset("\u0300\u0301\u0302\u0327")
"""Grave, acute, circumflex, cedilla. Other marks make other letters: ä, å, ñ, ł."""

_VOWELS = pattern("[aeiou]")


def are_of_typing(passage: str, quotation: str, words: Collection[str]) -> bool:
    """Whether a folded passage and a folded quotation say the same, however one of them was typed.

    `words` are those of the whole text, in small letters: one of them in the quotation was meant.
    """
    theirs, ours = _TOKEN.findall(passage), _TOKEN.findall(quotation)
    if [*map(folding.loose, theirs)] != [*map(folding.loose, ours)]:
        return False
    pairs = [(there.lower(), here.lower()) for there, here in zip(theirs, ours, strict=True)]
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    if not all(_is_without_accents(*pair) for pair in differing):
        return False
    return _has_no_accents(pairs) or not any(_tells_apart(*pair, words) for pair in differing)


def _is_without_accents(there: str, here: str) -> bool:
    """Whether one word is the other without some of its accents and like marks."""
    return all(other in (letter, folding.loose(letter)) for letter, other in zip(there, here, strict=True))


def _has_no_accents(pairs: Collection[tuple[str, str]]) -> bool:
    """Whether the quotation was typed without accents throughout, where the passage has several."""
    accented = [(there, here) for there, here in pairs if folding.loose(there) != there]
    return len(accented) > 1 and all(here == folding.loose(there) for there, here in accented)


def _tells_apart(there: str, here: str, words: Collection[str]) -> bool:
    """Whether a mark left out may make another word: « voté » and « vote », « peña » and « pena »."""
    if here in words:
        return True
    last = max((vowel.start() for vowel in _VOWELS.finditer(folding.loose(there))), default=-1)
    lost = [at for at, letter in enumerate(there) if letter != here[at]]
    return last in lost or not all(_marks(there[at]) <= _ACCENTS for at in lost)


def _marks(letter: str) -> set[str]:
    return set(unicodedata.normalize("NFD", letter)[1:])
