"""How long words are, and which of them ask."""

from __future__ import annotations

import re

from citedeck import borders
from citedeck.model import Item, Text

_WORD = re.compile(r"[^\W_]+(?:[-'’·][^\W_]+)*+")


def count(words: str) -> int:
    """How many words there are; « l’IA » is one, as « travailleurs·ses » is.

    Of writing without blanks every character counts.
    """
    unspaced = len(borders.UNSPACED.findall(words))
    spaced = borders.UNSPACED.sub("", words) if unspaced else words
    return len(_WORD.findall(spaced)) + unspaced


def prompt(item: Item) -> Text | None:
    """The question of an item, where it asks one."""
    return getattr(item, "prompt", None)
