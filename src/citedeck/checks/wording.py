"""Claims, their right words that are looked at, and the words that would be wrong in their place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, singledispatch

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Pair,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.checks import telling
from citedeck.model import NOT_SAID, Claim, Course, Item, Proof, Text
from citedeck.text import borders

MOST = 2**8
"""More items than are checked together: when so many are known by their claims, all are forgotten."""

_made: dict[int, tuple[Item, tuple[Claim, ...]]] = {}
"""By the identity of the item, which is kept with them so that no other has it."""


def claims(item: Item) -> tuple[Claim, ...]:
    """The claims of an item, made once for the checks that ask one after the other."""
    made = _made.get(id(item))
    if made is not None:
        return made[1]
    if len(_made) >= MOST:
        _made.clear()
    claims = tuple(item.claims())
    _made[id(item)] = item, claims
    return claims


@singledispatch
def right(item: Item, claim: Claim) -> tuple[Text, ...]:
    """The right words of a claim that may be other than the text's; of others, each is looked for."""
    raise NotImplementedError(item.form)


@right.register(Choice)
@right.register(TrueFalse)
@right.register(Order)
@right.register(Comparison)
@right.register(Open)
def _(item: Item, claim: Claim) -> tuple[Text, ...]:
    return claim.numbers


@right.register(Match)
def _(item: Match, claim: Claim) -> tuple[Text, ...]:
    """What answers; what is given may name what the text does not."""
    return claim.numbers[1:] if isinstance(claim.part, Pair) else ()


@right.register(Short)
@right.register(Cloze)
@right.register(WhoSaysIt)
@right.register(Classify)
def _verbatim(item: Item, claim: Claim) -> tuple[Text, ...]:
    return ()


def may_paraphrase(item: Item) -> bool:
    """Whether an item is of a form whose right words may be other than the text's."""
    return _right_of(type(item)) is not _verbatim  # type: ignore[arg-type]  # a class is hashable


_right_of = cache(right.dispatch)  # asked of every item, and singledispatch's own look-up is slower


@singledispatch
def alternatives(item: Item, claim: Claim) -> Sequence[Text]:
    """The answers that would be wrong where a claim has its own."""
    raise NotImplementedError(item.form)


@alternatives.register(Choice)
def _(item: Choice, claim: Claim) -> Sequence[Text]:
    return [option.text for option in item.options if not option.right and option.text != NOT_SAID]


@alternatives.register(Match)
def _(item: Match, claim: Claim) -> Sequence[Text]:
    others = [pair.right for pair in item.pairs if pair is not claim.part]
    return [*others, *(lure.text for lure in item.distractors)] if claim.part else []


@alternatives.register(Comparison)
def _(item: Comparison, claim: Claim) -> Sequence[Text]:
    """The other cells of its row."""
    return claim.others


@alternatives.register(Short)
@alternatives.register(TrueFalse)
@alternatives.register(Cloze)
@alternatives.register(WhoSaysIt)
@alternatives.register(Classify)
@alternatives.register(Order)
@alternatives.register(Open)
def _alone(item: Item, claim: Claim) -> Sequence[Text]:
    return []


def has_alternatives(item: Item) -> bool:
    """Whether an item is of a form in which something else would be wrong in the place of an answer."""
    return _alternatives_of(type(item)) is not _alone  # type: ignore[arg-type]  # as above


_alternatives_of = cache(alternatives.dispatch)


def spaced(item: Item, claim: Claim) -> list[Text]:
    """The right words of a claim that can be taken apart."""
    return [words for words in right(item, claim) if not borders.has_unspaced(words)]


def is_of_silence(words: Text, item: Item, claim: Claim, proof: Proof, course: Course) -> bool:
    """Whether an answer is about what the text does not say: about the words that are to stand nowhere.

    Where these are about an answer that is wrong too, they are there to refute it.
    """
    absent = telling.absent(proof, course)
    if not absent or not telling.among(telling.words(words, course.language), absent):
        return False
    others = (telling.words(other, course.language) for other in alternatives(item, claim))
    return not any(telling.among(other, absent) for other in others)
