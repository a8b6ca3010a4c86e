"""A question -> paragraphs and tables: what a pupil's sheet shows, from the type that holds no answer.

To add a form: what stands under its question, in FORMS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import zip_longest
from xml.etree.ElementTree import Element

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
from citedeck.languages.catalogue import NBSP
from citedeck.model import Question
from citedeck.sheets.orders import LETTERS
from citedeck.sheets.room import BELOW
from citedeck.targets.word.markup import PLAIN, Pen, part, row, together, twips
from citedeck.targets.word.styles import BEFORE, TEXT_WIDTH
from citedeck.text.widths import columns

GAPS = (33, 55, 85, 122, TEXT_WIDTH - 12)
"""Millimetres of gaps of each width: all of an item are as wide, so that they tell nothing."""
_CELL_LINE, _CELL_SPARE = 7, 3
"""Millimetres of a line to write on in a cell, and what else a cell takes."""
_LETTER = 1.7
"""Millimetres of the column for letters, for each point of theirs."""
_SIGN = 2.2
"""Millimetres of a column of words, where words are plain."""
_SMALL = 0.62
_POINTS = 27
"""Millimetres for the points of a question and its code, where words are plain."""

Blocks = list[Element]


def blocks(question: Question, pen: Pen) -> Blocks:
    """A question as its sheet shows it, kept on one page."""
    given = [pen.paragraph("Given", pen.set(question.given))] if question.given else []
    beside = at_the_right(question.points, question.code, pen)
    return [*together([beside, _asked(question, pen), *given, *FORMS[question.form](question, pen)])]


def _asked(question: Question, pen: Pen) -> Element:
    """Number, words, how many are to be ticked."""
    several = [pen.run(" ("), pen.says("several", question.several), pen.run(")")] if question.several else []
    return pen.paragraph(
        "Question",
        pen.run(f"{question.number}.", bold=True),
        pen.run(NBSP),
        pen.set(question.prompt) if question.prompt else pen.says("fill"),
        *several,
    )


def at_the_right(points: Decimal | None, code: str, pen: Pen) -> Element:
    """What stands at the right of the first line of a question and of its solution, which flow around it."""
    worth = [] if points is None else [pen.run(pen.points(points).replace(" ", NBSP), scale=0.87)]
    code_run = pen.run(f"{NBSP}{NBSP}{code}", scale=_SMALL)
    return pen.paragraph("Points", *worth, code_run, frame=[_beside_the_next(pen)])


def _beside_the_next(pen: Pen) -> Element:
    """A frame beside the first line of the next paragraph; not every program reads that of a style."""
    side = "left" if pen.is_right_to_left else "right"
    where = {"wrap": "around", "vAnchor": "text", "hAnchor": "margin", "xAlign": side, "y": BEFORE}
    return part("framePr", w=twips(_POINTS * pen.size / PLAIN), hSpace=100, **where)


def _ruled(count: int, pen: Pen) -> Blocks:
    return [pen.paragraph("Ruled") for _ in range(count)]


def _short(question: Question, pen: Pen) -> Blocks:
    return _ruled(question.lines, pen)


def _cloze(question: Question, pen: Pen) -> Blocks:
    first, *others = (pen.set(piece, is_part=True) for piece in question.pieces)
    gaps = zip(question.hints, others, strict=True)
    filled = [run for hint, piece in gaps for run in (*_gap(question.gap, hint, pen), piece)]
    return [pen.paragraph("Gaps", first, *filled)]


def _gap(width: int, hint: str, pen: Pen) -> Blocks:
    """A gap, from which its hint never parts; one that leaves no room beside it stands after it."""
    wide = min(GAPS[width - 1], GAPS[-1] * PLAIN / pen.size)
    gap = pen.gap(wide)
    if not hint:
        return [gap]
    if width == BELOW or (wide + _SIGN * columns(hint)) * pen.size / PLAIN > TEXT_WIDTH:
        return [pen.run("("), pen.set(hint), pen.run(") "), gap]
    return [gap, pen.run(f"{NBSP}("), pen.set(hint), pen.run(")")]


def _choice(question: Question, pen: Pen) -> Blocks:
    return [
        _option(pen, pen.box(), pen.run(f"{letter}.", bold=True), pen.run(f"{NBSP}"), pen.set(words))
        for letter, words in zip(LETTERS, question.options, strict=False)
    ]


def _option(pen: Pen, *runs: Element) -> Element:
    box, *words = runs
    return pen.paragraph("Option", box, pen.tab(), *words)


def _verdicts(question: Question, pen: Pen) -> Blocks:
    """Boxes before their words, on one line; then the lines for a quotation, with room for its number."""
    offered = [
        run
        for words in question.options
        for run in (pen.box(), pen.run(NBSP), pen.set(words), pen.run(f"{NBSP * 3} "))
    ]
    return [pen.paragraph("Given", *offered), *(_justified(question, pen) if question.justify else ())]


def _justified(question: Question, pen: Pen) -> Blocks:
    asks = pen.paragraph("Given", pen.says("justify_if_said" if question.if_said else "justify"))
    if not question.lines:
        return [asks]
    first = pen.paragraph("Ruled", pen.tab(), pen.run(pen.plain("line_blank")))
    return [asks, first, *_ruled(question.lines - 1, pen)]


def _who_says_it(question: Question, pen: Pen) -> Blocks:
    return _verdicts(question, pen) if question.options else _short(question, pen)


def _match(question: Question, pen: Pen) -> Blocks:
    heads = (pen.says(key, bold=True) for key in ("match_left", "match_letter", "match_right"))
    lettered = zip(LETTERS, question.options, strict=False)
    rows = [_matched(left, right, pen) for left, right in zip_longest(question.left, lettered)]
    letter = _LETTER * pen.size
    side = (TEXT_WIDTH - letter) / 2
    return [pen.table((side, letter, side), [_head(heads, pen), *rows])]


def _matched(left: str | None, right: tuple[str, str] | None, pen: Pen) -> Element:
    """A row: what is matched, room for a letter, and what it may be matched with."""
    nothing = pen.cell(is_drawn=False)
    asked = [cell(pen, pen.set(left)), _centred(pen, pen.room(2))] if left is not None else [nothing] * 2
    if right is None:
        return row(*asked, nothing)
    letter, words = right
    return row(*asked, cell(pen, pen.run(f"{letter}.", bold=True), pen.run(NBSP), pen.set(words)))


def _classify(question: Question, pen: Pen) -> Blocks:
    defined = [
        pen.paragraph("Framed", pen.set(name, bold=True), pen.run(f"{NBSP}– "), pen.set(meaning))
        for name, meaning in question.columns
    ]
    heads = [pen.says("passage", bold=True), *(pen.set(name, bold=True) for name, _ in question.columns)]
    rows = [
        row(cell(pen, pen.says("quoted", words)), *(_centred(pen, pen.box()) for _ in question.columns))
        for words in question.left
    ]
    widths = _shared(0.58, 0, len(question.columns))
    return [*defined, pen.table(widths, [_head(heads, pen), *rows])]


def _order(question: Question, pen: Pen) -> Blocks:
    return [_option(pen, pen.room(2), pen.set(step)) for step in question.options]


def _comparison(question: Question, pen: Pen) -> Blocks:
    labels = (pen.set(label, bold=True) for label, _ in question.columns)
    heads = [pen.says("criterion", bold=True), *labels, pen.says("agreement", bold=True)]
    verdicts = ("texts_agree", "texts_differ", "texts_silent")
    rows = [
        row(
            cell(pen, pen.set(criterion)),
            *(pen.cell() for _ in question.columns),
            pen.cell(*(_verdict(verdict, pen) for verdict in verdicts)),
            height=question.lines * _CELL_LINE + _CELL_SPARE,
        )
        for criterion in question.left
    ]
    return [pen.table(_shared(0.22, 0.2, len(question.columns)), [_head(heads, pen), *rows])]


def _verdict(key: str, pen: Pen) -> Element:
    return pen.paragraph("Verdict", pen.box(), pen.tab(), pen.says(key))


def _open(question: Question, pen: Pen) -> Blocks:
    is_marked = question.points is not None
    criteria = [
        pen.paragraph("Framed", pen.set(words), *([pen.run(f" ({pen.points(points)})")] if is_marked else []))
        for points, words in question.criteria
    ]
    return [*criteria, *_ruled(question.lines, pen)]


FORMS: Mapping[str, Callable[[Question, Pen], Blocks]] = {
    Short.form: _short,
    Cloze.form: _cloze,
    Choice.form: _choice,
    TrueFalse.form: _verdicts,
    WhoSaysIt.form: _who_says_it,
    Match.form: _match,
    Classify.form: _classify,
    Order.form: _order,
    Comparison.form: _comparison,
    Open.form: _open,
}
"""What stands under the question of each form."""


def _head(words: Iterable[Element], pen: Pen) -> Element:
    return row(*(cell(pen, run) for run in words), is_head=True)


def cell(pen: Pen, *runs: Element) -> Element:
    """A cell of a table with some words."""
    return pen.cell(pen.paragraph("Cell", *runs))


def _centred(pen: Pen, *runs: Element) -> Element:
    return pen.cell(pen.paragraph("Cell", *runs, own=[part("jc", val="center")]))


def _shared(first: float, last: float, between: int) -> tuple[float, ...]:
    """The widths of columns: shares of the page for the first and the last, the rest for those between."""
    each = TEXT_WIDTH * (1 - first - last) / between
    return (TEXT_WIDTH * first, *[each] * between, *([TEXT_WIDTH * last] if last else []))
