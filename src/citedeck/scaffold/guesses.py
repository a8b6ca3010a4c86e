"""What a text does not say of itself: its language, and what ends its paragraphs.

To guess one more language: words in WORDS that are frequent in it and in none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

from citedeck.model import LINE_END

WORDS: Mapping[str, str] = {
    "en": "the and to that with by this it are they she have from their which were been",
    "fr": "les des est et une du dans qui pour au aux sur pas ce elle nous vous ont sont avec cette",
}

LEAST = 0.08
"""In prose these words are one in seven. Under one in twelve it is another language."""

_ENOUGH = 100_000
"""Characters that are enough to tell."""

_WIDEST = 100
"""No editor wraps lines as wide as this: a longer line is a paragraph."""

_ENDS = re.compile(r"[.!?…؟۔।。！？:][\"'»”’)\]」』]*$")


def language(text: str) -> str:
    """The language among WORDS that a text is in; nothing where its words do not tell."""
    words = re.findall(r"[^\W\d_]+", text[:_ENOUGH].lower())
    frequent = {name: frozenset(known.split()) for name, known in WORDS.items()}
    shares = {
        name: sum(word in known for word in words) / max(len(words), 1) for name, known in frequent.items()
    }
    best, second = sorted(shares, key=lambda name: shares[name], reverse=True)[:2]
    return best if shares[best] >= LEAST and shares[best] >= 2 * shares[second] else ""


def paragraphs(text: str) -> Literal["lines", "blank"]:
    """What ends a paragraph of a text: each line, or a blank line where lines are wrapped."""
    lines = [line.strip() for line in LINE_END.split(text.strip())]
    pairs = [(line, following) for line, following in pairwise(lines) if line and following]
    if not pairs:
        return "blank" if "" in lines else "lines"
    ended = [len(line) > _WIDEST or _ENDS.search(line) is not None for line, _ in pairs]
    goes_on = sum(
        following[0].islower() for (_, following), whole in zip(pairs, ended, strict=True) if not whole
    )
    return "blank" if goes_on > len(pairs) / 10 or sum(ended) < len(pairs) / 2 else "lines"
