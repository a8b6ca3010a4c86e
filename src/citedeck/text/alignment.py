"""Which words of a text answer to the words of a quotation with slips in it.

Both are laid side by side, and every difference costs: a word that stands in only one of them, a
word in the place of another, a mark, and most of all the border of a sentence. What costs least is
meant. The costs were measured on simulated slips; a quarter more or less changes little.
"""

from __future__ import annotations

from collections.abc import Sequence

SIDE = 6
"""How many places earlier or later than expected a token is looked for."""

_DROPPED, _ADDED = 0.8, 1.15
_SWAPPED = 0.8
_MARK = 0.2

_SENTENCE = 2.2
"""The end of a sentence in only one of them: as much as two words left out, not three."""

_INSIDE = 0.2
"""To begin inside a sentence: it decides only between equals."""

_INSTEAD, _LENGTHS = 0.8, 0.5
"""A word in the place of another; how much more where their lengths have nothing in common."""

_ENDING = frozenset(".!?…؟۔।॥。！？")
_FAR = float("inf")

Row = list[tuple[float, int]]
"""For each place in a text: the least cost of coming there, and where that way begins."""


def best(text: Sequence[str], quotation: Sequence[str], lead: int) -> tuple[float, int, int]:
    """What the likeliest passage costs, and its first token of the text and the one after its last.

    Both are words and marks, one by one; about `lead` tokens of the text come before the passage.
    """
    theirs, ours = [token.lower() for token in text], [token.lower() for token in quotation]
    rows: list[Row] = [[(_beginning(text, at, quotation[0]), at) for at in range(len(text) + 1)]]
    for number in range(len(ours)):
        first, last = (min(max(number + lead + far, 0), len(text)) for far in (-SIDE, SIDE))
        rows.append(_next(theirs, ours[: number + 1], rows, range(first, last + 1)))
    cost, end = min((cost, end) for end, (cost, _) in enumerate(rows[-1]))
    return cost, rows[-1][end][1], end


def reaching(text: Sequence[str], quotation: Sequence[str], begun: int, ended: int) -> tuple[int, int]:
    """A passage from where a quotation's first two tokens stand shortly before it, to its last two after it.

    Who copies begins and ends where he means to: what costs less is to take words that he left out in
    between for others, but not what happened.
    """
    theirs = [token.lower() for token in text]
    first, last = ([token.lower() for token in pair] for pair in (quotation[:2], quotation[-2:]))
    if theirs[begun : begun + 1] != first[:1]:
        before = range(begun - 1, max(begun - SIDE, 0) - 1, -1)
        begun = next((at for at in before if theirs[at : at + 2] == first), begun)
    if theirs[ended - 1 : ended] != last[1:]:
        after = range(ended + 1, min(ended + SIDE, len(text)) + 1)
        ended = next((at for at in after if theirs[at - 2 : at] == last), ended)
    return begun, ended


def _next(theirs: Sequence[str], ours: Sequence[str], rows: Sequence[Row], places: range) -> Row:
    """The row of the quotation's first tokens `ours`, given the rows of fewer of them."""
    token, before = ours[-1], ours[-2] if len(ours) > 1 else ""
    added, less = _alone(token, _ADDED), rows[-1]
    row: Row = [(_FAR, 0)] * len(less)
    for at in places:
        way = less[at][0] + added, less[at][1]
        if at:
            other = theirs[at - 1]
            cost, start = less[at - 1]
            way = min(way, (cost if other == token else cost + _instead(token, other), start))
            cost, start = row[at - 1]
            way = min(way, (cost + _alone(other, _DROPPED), start))
            if other == before and at > 1 and token == theirs[at - 2]:
                way = min(way, (rows[-2][at - 2][0] + _SWAPPED, rows[-2][at - 2][1]))
        row[at] = way
    return row


def _beginning(text: Sequence[str], at: int, first: str) -> float:
    """What it costs to begin before a token: nothing where a sentence does."""
    before = at
    while before and _is_mark(text[before - 1]) and text[before - 1] not in _ENDING:
        before -= 1
    if before == 0 or text[before - 1] in _ENDING:
        return 0
    is_capital = first[0].isupper() and at < len(text) and not text[at][0].isupper()
    return _SENTENCE if is_capital else _INSIDE


def _alone(token: str, word: float) -> float:
    """What a token costs that nothing answers to, if a word costs so much."""
    if not _is_mark(token):
        return word
    return _SENTENCE if token in _ENDING else _MARK


def _instead(one: str, other: str) -> float:
    """What a token in the place of another costs; a word never answers to a mark."""
    if _is_mark(one) or _is_mark(other):
        return max(_alone(one, _FAR), _alone(other, _FAR))
    most = max(len(one), len(other))
    return (_INSTEAD * (most - _alike(one, other)) + _LENGTHS * abs(len(one) - len(other))) / most


def _alike(one: str, other: str) -> int:
    """How many letters two words begin and end with alike."""
    if one[0] != other[0] and one[-1] != other[-1]:
        return 0
    least = min(len(one), len(other))
    begun = next((at for at in range(least) if one[at] != other[at]), least)
    ended = next((at for at in range(least - begun) if one[-1 - at] != other[-1 - at]), least - begun)
    return begun + ended


def _is_mark(token: str) -> bool:
    return not token[0].isalnum()
