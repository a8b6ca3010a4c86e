"""How long words are."""

from __future__ import annotations

from citedeck.quick import pattern
from citedeck.text import borders

_WORD = pattern(r"[^\W_]+(?:[-'’·][^\W_]+)*")


def count(words: str) -> int:
    """How many words there are; « l’IA » is one, as « travailleurs·ses » is.

    Of writing without blanks every character counts.
    """
    unspaced = len(borders.UNSPACED.findall(words)) if borders.has_unspaced(words) else 0
    spaced = borders.UNSPACED.sub("", words) if unspaced else words
    return len(_WORD.findall(spaced)) + unspaced


def are_more(words: str, than: int) -> bool:
    """Whether there are more words than so many; of a few characters it is known without counting."""
    if len(words) <= than or (len(words) <= 2 * than and not borders.has_unspaced(words)):
        return False  # a word has a character, and something before the next one
    return count(words) > than


def are_fewer(words: str, than: int) -> bool:
    """Whether there are fewer words than so many; of a longer text only the first are looked at."""
    # In writing without blanks the same words count for more: see `count`.
    return len(_WORD.findall(words, 0, than * _LONG)) < than and count(words) < than


_LONG = 12
"""Most words are no longer."""
