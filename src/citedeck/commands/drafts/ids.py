"""Ids for items that nobody has named yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import count

from citedeck.model import Lock
from citedeck.text import folding

LONGEST = 40
"""Ids may have 60 characters; a suffix that tells two apart must fit in too."""

_LEAST, _WORDS = 4, 4
"""An id is made of so many words of a question, none shorter where there are longer ones."""

_EMPTY = """
    according does from text that this what when where which with
    apres avec comment dans pour pourquoi quel quelle quelles quels selon texte
"""
"""Words that most questions have."""

_ID = re.compile(r"\bid\"?: *[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)")


def of_question(words: str, excluded: Collection[str]) -> str:
    """The first words of a question that tell it from others, `excluded` ones left out; it may be empty."""
    free = [word for word in folding.slug(words).split("-") if word not in excluded]
    telling = [word for word in free if len(word) >= _LEAST and word not in _EMPTY.split()]
    return "-".join((telling or free)[:_WORDS])


def unique(wanted: str, taken: Collection[str]) -> str:
    """A wanted id, cut at a word where it is too long, numbered where it is taken."""
    kept = wanted if len(wanted) <= LONGEST else wanted[: LONGEST + 1].rpartition("-")[0] or wanted[:LONGEST]
    numbered = (f"{kept}-{number}" for number in count(2))
    return kept if kept not in taken else next(name for name in numbered if name not in taken)


def used(banks: Iterable[bytes], lock: Lock) -> set[str]:
    """Every id that is not free: those of banks, even where they cannot be read, and released ones."""
    texts = (data.decode("utf-8", errors="replace") for data in banks)
    released = {note.item.partition(".")[0] for note in lock.notes.values()}
    return {match[1] for text in texts for match in _ID.finditer(text)} | released | lock.retired
