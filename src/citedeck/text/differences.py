"""What differs between a quotation and the passage it may mean: a slip of the hand, or another thing said.

A slip changes a word's spelling, its case or its accents, and the marks between words. A word more or
less, a number, a name, a denial, or a word that is one itself says something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from citedeck.languages import numerals
from citedeck.messages import spelling
from citedeck.text import folding

_WORD = re.compile(r"[^\W_]+(?:'(?!\w))?")


def are_slips(passage: str, quotation: str, words: Collection[str], language: str = "") -> bool:
    """Whether nothing but spelling differs between a folded passage and a folded quotation.

    `words` are those of the whole text, in small letters: one of them in the quotation was meant.
    """
    theirs, ours = _WORD.findall(passage), _WORD.findall(quotation)
    matcher = SequenceMatcher(None, [*map(_loose, theirs)], [*map(_loose, ours)], autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        if change == "equal":
            continue
        if end - start != last - first:
            return False
        pairs = zip(theirs[start:end], ours[first:last], strict=True)
        if not all(_is_slip(there, here, words, language) for there, here in pairs):
            return False
    return True


def _loose(word: str) -> str:
    return folding.loose(word)


def _is_slip(there: str, here: str, words: Collection[str], language: str) -> bool:
    """Whether one word is the other, misspelt."""
    if here.lower() in words or there[0].isupper() or _counts(there, language) or _counts(here, language):
        return False
    return spelling.is_slip(there.casefold(), here.casefold())


def _counts(word: str, language: str) -> bool:
    """Whether a word is a number."""
    known = numerals.of(language)
    return any(map(str.isnumeric, word)) or (known is not None and known.counts(word.lower()))
