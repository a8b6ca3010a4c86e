"""A sentence taken apart: its two halves, the words to leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citedeck.languages import grammar, guesses
from citedeck.quick import dataclass
from citedeck.text import borders

_SHORT = 3
"""Letters of a word that is likely to begin a phrase: « in », « de », « the »."""

_LONG = 5
"""Letters of a word that no preposition but those below has."""

_LEANING = frozenset(
    " ".join(guesses.WORDS.values()).split()
    + grammar.of_all(grammar.PREPOSITIONS)
    + grammar.of_all(grammar.QUANTITIES)
)
"""Words that lean on the next one: a phrase may begin with them, and never ends with them."""

_REACH = 3
"""So many words after a number may be of its phrase: « 12 de mayo de 1912 », « 1,5 millions d’euros »."""

_FINAL = " \t.,;:!?。！？；，：؟،؛۔।॥"
_PAUSE = ",;:，、；：،؛"

_UNSPACED = borders.UNSPACED.pattern
# Words; where they have no blanks between them, letters.
_TOKEN = re.compile(rf"{_UNSPACED}|(?:(?!{_UNSPACED})\S)+")
_PAIR = re.compile(f"{_UNSPACED}{{2}}")
NUMBER = re.compile(r"(?<!\w)\d+(?:[ .,:'’\xa0\u202f]\d+)*(?!\w)")
_NAME = re.compile(r"(?<=[\w,] )[^\W\d_]\w+(?:-\w+)*(?!\w)")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:-\w+)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Halves:
    """A sentence in two: its beginning, what parts them, and its end without the last mark."""

    begin: str
    glue: str
    end: str


def halves(sentence: str, share: float = 0.6) -> Halves | None:
    """A sentence parted between two words where that reads well, about where a share of it is said."""
    tokens = list(_TOKEN.finditer(sentence))
    middle = len(tokens) * share
    near = range(max(2, round(middle * 0.6)), min(len(tokens), round(middle * 1.4) + 1))
    words = [token[0] for token in tokens]
    joints = {n: joint for n in near if (joint := _joint(words, n)) is not None}
    ranked = sorted(joints, key=lambda n: (joints[n], abs(n - middle)))
    return next((parted for n in ranked if (parted := _parted(sentence, tokens[n].start()))), None)


def _joint(words: Sequence[str], at: int) -> int | None:
    """How closely the words beside a border belong together: least where one begins a phrase.

    None where they must not be parted: a name, a number and what it counts, a word that leans on.
    """
    before, after = words[at - 1], words[at]
    if before[-1] in _PAUSE:
        return 0
    if _PAIR.fullmatch(before + after):
        return 1
    if _leans(before) or words[at - 2][-1] in _PAUSE or before.endswith((".", "-")) or _counts(words, at):
        return None
    if before[0].isupper() and after[0].isupper():
        return None
    if _leans(after):
        return 0
    return None if len(before) < _LONG or _leans(words[at - 2]) else 1


def _counts(words: Sequence[str], at: int) -> bool:
    """Whether a border is inside what a number says: beside it, after its noun, before its year."""
    if words[at][0].isdigit():
        return True
    near = [at - place for place in range(max(0, at - _REACH), at) if words[place][-1].isdigit()]
    return any(word < _REACH for word in near) or (
        bool(near) and any(word[0].isdigit() for word in words[at : at + _REACH])
    )


def _leans(word: str) -> bool:
    bare = word.strip(_FINAL).lower()
    if borders.UNSPACED.match(bare):
        return False
    return bare in _LEANING or (len(bare) <= _SHORT and bare.isalpha())


def _parted(sentence: str, at: int) -> Halves | None:
    begin, end = sentence[:at].rstrip(), unmarked(sentence[at:])
    return Halves(begin, sentence[len(begin) : at], end) if end[:1].isalnum() else None


def mixed(first: Halves, second: Halves) -> str:
    """The beginning of one sentence with the end of another."""
    return first.begin.rstrip(_FINAL) + first.glue + second.end


def unmarked(sentence: str) -> str:
    """A sentence without its last mark, as an option among others."""
    return sentence.rstrip(_FINAL)


def gap(sentence: str) -> tuple[int, int] | None:
    """The place of words to leave out: a number, else a name, else the longest word."""
    match = NUMBER.search(sentence) or next((m for m in _NAME.finditer(sentence) if m[0][0].isupper()), None)
    if match is None and borders.has_unspaced(sentence):
        match = _PAIR.search(sentence, len(sentence) // 2)
    elif match is None:
        match = max(_WORD.finditer(sentence), key=lambda m: len(m[0]), default=None)
    return match.span() if match else None
