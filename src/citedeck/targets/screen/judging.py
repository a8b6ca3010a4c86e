"""What the script of a page needs to judge an answer, taken from the marking that the key prints.

To add a form: a function registered with `judging`.
"""

from __future__ import annotations

import re
from functools import singledispatch

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.languages import catalogue
from citedeck.model import Course, Item, Question
from citedeck.quick import dataclass
from citedeck.targets.paper.answers import Marking
from citedeck.text import folding

PICKED, TYPED, ROWS, NUMBERED, SELF_MARKED = "pick", "type", "rows", "order", "self"

LEAST_LETTERS = 6
"""In a shorter word one other letter makes another word."""

RIGHT, ALMOST, OTHER = "right", "almost", "other"


@dataclass(frozen=True, slots=True)
class Judging:
    """How an answer is given, and what is right: places of options, or the words that are accepted."""

    kind: str
    right: tuple[int, ...] = ()
    """Picked: the options to tick; rows: the option of each; numbered: the number of each step shown."""
    accepted: tuple[tuple[str, ...], ...] = ()
    """Typed: what is accepted in each field."""


@singledispatch
def judging(item: Item, question: Question, marking: Marking, course: Course) -> Judging:
    """How an answer to an item is judged, by its form: of what is asked, and how that is marked."""
    raise NotImplementedError(item.form)


@judging.register(Short)
def _short(item: Short, question: Question, marking: Marking, course: Course) -> Judging:
    return _typed(marking)


def _typed(marking: Marking) -> Judging:
    return Judging(TYPED, accepted=tuple((answer.words, *marking.accepted) for answer in marking.answers))


@judging.register(Cloze)
def _cloze(item: Cloze, question: Question, marking: Marking, course: Course) -> Judging:
    return _typed(marking)


@judging.register(Choice)
def _choice(item: Choice, question: Question, marking: Marking, course: Course) -> Judging:
    return Judging(PICKED, _options(marking))


def _options(marking: Marking) -> tuple[int, ...]:
    """The options that answers are, where each is one."""
    return tuple(answer.option for answer in marking.answers if answer.option is not None)


@judging.register(TrueFalse)
def _true_false(item: TrueFalse, question: Question, marking: Marking, course: Course) -> Judging:
    verdict = catalogue.of(course.language)[item.answer]
    return Judging(PICKED, (question.options.index(verdict),))


@judging.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt, question: Question, marking: Marking, course: Course) -> Judging:
    if not question.options:
        return _typed(marking)
    return Judging(PICKED, (question.options.index(marking.answers[0].words),))


@judging.register(Match)
def _match(item: Match, question: Question, marking: Marking, course: Course) -> Judging:
    return Judging(ROWS, _options(marking))


@judging.register(Classify)
def _classify(item: Classify, question: Question, marking: Marking, course: Course) -> Judging:
    names = [name for name, _ in question.columns]
    return Judging(ROWS, tuple(names.index(answer.words) for answer in marking.answers))


@judging.register(Order)
def _order(item: Order, question: Question, marking: Marking, course: Course) -> Judging:
    shown = _options(marking)
    return Judging(NUMBERED, tuple(shown.index(place) + 1 for place in range(len(shown))))


@judging.register(Open | Comparison)
def _self_marked(item: Open | Comparison, question: Question, marking: Marking, course: Course) -> Judging:
    return Judging(SELF_MARKED)


# Words that are typed: the script says the same in its own language, and a test holds both together


def judged(typed: str, accepted: tuple[str, ...]) -> str:
    """Whether typed words are right, right but for one slip of the hand, or others."""
    words = comparable(typed)
    answers = [comparable(answer) for answer in accepted]
    if words in answers:
        return RIGHT
    return ALMOST if any(_is_slip(words, answer) for answer in answers) else OTHER


def comparable(words: str) -> str:
    """Words as they are compared: folded, in small letters, without the mark they end with."""
    folded = folding.lowered(folding.words(words))
    return folded.rstrip(" .;,!?") or folded


_BETWEEN = re.compile("[ '-]")


def _is_slip(typed: str, answer: str) -> bool:
    """Whether one word alone differs, by one letter, and is long enough for that; figures are no slip."""
    mine_words, their_words = _BETWEEN.split(typed), _BETWEEN.split(answer)
    pairs = zip(mine_words, their_words, strict=False)
    others = [(mine, theirs) for mine, theirs in pairs if mine != theirs]
    if len(others) != 1 or len(mine_words) != len(their_words):
        return False
    ((mine, theirs),) = others
    if len(theirs) < LEAST_LETTERS or any(char.isnumeric() for char in mine + theirs):
        return False
    return _differ_by_one(mine, theirs)


def _differ_by_one(mine: str, theirs: str) -> bool:
    """Whether one letter is another, is missing, is too many, or two have changed places."""
    start = 0
    while start < min(len(mine), len(theirs)) and mine[start] == theirs[start]:
        start += 1
    mine, theirs = mine[start:], theirs[start:]
    swapped = mine[1::-1] + mine[2:]
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or swapped == theirs
