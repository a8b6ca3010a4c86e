"""What is right, by form, and how it is marked: the part of a key that the form decides.

To add a form: a function registered with `marking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import singledispatch

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Offering,
    Open,
    Order,
    Row,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import BOTH, NOT_SAID, Course, Entry, Item, Part, exact
from citedeck.quick import dataclass
from citedeck.sheets import orders
from citedeck.sheets.orders import LETTERS
from citedeck.targets.paper import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One thing to find on a pupil's sheet, with what proves it."""

    words: str
    given: str = ""
    """What it answers, where an item asks several things."""
    row: str = ""
    """The row of a table it opens, where several answers stand in one."""
    points: Decimal = Decimal()
    part: Part | None = None
    """The part of the item that it is, whose proof stands beside it."""
    option: int | None = None
    """Which of the options it is, as the sheet shows them: the place of its letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """How an item is marked: its answers in the order of the sheet, and what else the marker needs."""

    answers: tuple[Answer, ...]
    brief: str = ""
    """The answer in a line, for whom it is enough; empty where it takes more."""
    is_whole: bool = True
    """Whether that line is all of the answer."""
    is_copied: bool = False
    """Whether pupils copy the passage that says it."""
    filled: tuple[tuple[str, bool], ...] = ()
    """The sentence of a cloze in pieces, and whether each fills a gap."""
    asked: str = ""
    """What is asked, where the item has no prompt."""
    accepted: tuple[str, ...] = ()
    criteria: tuple[tuple[Decimal, str], ...] = ()
    """How an answer is made: points and words."""
    rule: str = ""
    """How the points are given: a key of the catalogue, where it is not all or nothing."""
    whys: tuple[tuple[str, str], ...] = ()
    """Why each lure is wrong, under the letter it has on the sheet."""
    note: str = ""


@singledispatch
def marking(item: Item, entry: Entry, course: Course) -> Marking:
    """How an item is marked, by its form; `entry` has the order of its sheet."""
    raise NotImplementedError(item.form)


@marking.register(Short)
def _short(item: Short, entry: Entry, course: Course) -> Marking:
    return Marking(answers=(Answer(words=item.answer),), brief=item.answer, accepted=item.accept)


@marking.register(Cloze)
def _cloze(item: Cloze, entry: Entry, course: Course) -> Marking:
    filled = [(item.pieces[0], False)]
    for blank, piece in zip(item.blanks, item.pieces[1:], strict=True):
        filled += [(blank.answer, True), (piece, False)]
    answers = tuple(Answer(words=blank.answer) for blank in item.blanks)
    return Marking(answers=answers, brief=_listed(answers, course), filled=tuple(filled))


@marking.register(Choice)
def _choice(item: Choice, entry: Entry, course: Course) -> Marking:
    shown = ((place, item.options[index]) for place, index in enumerate(entry.order))
    right = tuple(
        Answer(
            words=f"{LETTERS[place]}. {catalogue.in_words(option.text, course.language)}",
            part=option if option.evidence else None,
            option=place,
        )
        for place, option in shown
        if option.right
    )
    brief = right[0].words if len(right) == 1 else _letters(right)
    rule = "rule_several" if len(right) > 1 else ""
    return Marking(answers=right, brief=brief, rule=rule, whys=_whys(item, entry))


@marking.register(TrueFalse)
def _true_false(item: TrueFalse, entry: Entry, course: Course) -> Marking:
    verdict = catalogue.of(course.language)[item.answer]
    words = verdict if item.correction is None else f"{verdict}. {item.correction}"
    justified = "rule_not_said" if item.answer == NOT_SAID else settings.HALVES
    rule = justified if item.justify else ""
    return Marking(answers=(Answer(words=words),), brief=verdict, rule=rule, is_copied=item.justify)


@marking.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt, entry: Entry, course: Course) -> Marking:
    words = catalogue.of(course.language)
    labels = {source.id: source.label for source in entry.resolved.sources}
    labels[BOTH] = words[BOTH]
    answer = Answer(words=sentence(labels.get(item.answer, item.answer)))
    return Marking(answers=(answer,), brief=answer.words, asked=words["quoted"].format(item.statement))


@marking.register(Match)
def _match(item: Match, entry: Entry, course: Course) -> Marking:
    words = orders.shuffled(item)
    shown = [words[index] for index in entry.order]
    places = [shown.index(pair.right) for pair in item.pairs]
    answers = tuple(
        Answer(
            given=item.pairs[index].left,
            words=f"{LETTERS[places[index]]}. {item.pairs[index].right}",
            part=item.pairs[index],
            option=places[index],
        )
        for index in entry.left
    )
    return Marking(answers=answers, brief=_letters(answers), rule="rule_rows", whys=_whys(item, entry))


@marking.register(Order)
def _order(item: Order, entry: Entry, course: Course) -> Marking:
    answers = tuple(
        Answer(given=f"{index + 1}.", words=step.text, part=step, option=entry.order.index(index))
        for index, step in enumerate(item.steps)
    )
    brief = ", ".join(str(index + 1) for index in entry.order)
    return Marking(answers=answers, brief=brief, rule="rule_order")


@marking.register(Classify)
def _classify(item: Classify, entry: Entry, course: Course) -> Marking:
    shown = (item.statements[index] for index in entry.order)
    answers = tuple(
        Answer(given=statement.text, words=statement.class_name, part=statement) for statement in shown
    )
    return Marking(answers=answers, brief=_listed(answers, course), rule="rule_rows")


@marking.register(Comparison)
def _comparison(item: Comparison, entry: Entry, course: Course) -> Marking:
    cells = (answer for row in item.rows for answer in _cells(row, entry, course))
    words = catalogue.of(course.language)
    verdicts = words["separator"].join(words[f"texts_{row.judged}"] for row in item.rows)
    brief = f"{words['agreement']} {verdicts}"
    return Marking(answers=tuple(cells), brief=brief, is_whole=False, rule="rule_rows")


def _cells(row: Row, entry: Entry, course: Course) -> Iterator[Answer]:
    """The cells of a row; the first is headed by the criterion and whether the texts agree."""
    words = catalogue.of(course.language)
    labels = {source.id: sentence(source.label) for source in entry.resolved.sources}
    opened = words["row_agreement"].format(row.criterion, words[f"texts_{row.judged}"])
    for number, cell in enumerate(row.cells):
        answer = catalogue.in_words(cell.answer, course.language)
        yield Answer(given=labels[cell.source], words=answer, part=cell, row="" if number else opened)


@marking.register(Open)
def _open(item: Open, entry: Entry, course: Course) -> Marking:
    elements = tuple(
        Answer(
            words=element.text,
            points=exact(element.points),
            part=element if element.evidence else None,
        )
        for element in item.elements
    )
    criteria = tuple((exact(criterion.points), str(criterion.text)) for criterion in item.criteria)
    return Marking(answers=elements, is_whole=False, criteria=criteria, note=item.note or "")


def _listed(answers: Sequence[Answer], course: Course) -> str:
    """Answers one after another, in the order of the sheet."""
    return catalogue.of(course.language)["separator"].join(answer.words for answer in answers)


def _letters(answers: Iterable[Answer]) -> str:
    """The letters alone that answers begin with, in the order of the sheet."""
    return ", ".join(answer.words.partition(".")[0] for answer in answers)


def _whys(item: Offering, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Why each lure is wrong, under the letter it has on the sheet."""
    shown = ((LETTERS[place], item.offered[index]) for place, index in enumerate(entry.order))
    return tuple((name, lure.why) for name, lure in shown if not lure.right and lure.why is not None)
