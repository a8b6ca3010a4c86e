"""A solution -> paragraphs: the answer, its passage, and why the lures are wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from citedeck.languages import quantities
from citedeck.languages.catalogue import NBSP, typeset
from citedeck.targets.paper.answers import Answer
from citedeck.targets.paper.key import Cited, Looked, Row, Solution
from citedeck.targets.word.markup import Pen, row, together
from citedeck.targets.word.questions import at_the_right
from citedeck.targets.word.styles import TEXT_WIDTH


def blocks(solution: Solution, pen: Pen, *, is_marked: bool = True) -> Iterator[Element]:
    """What the key says of one question, its number, its answer and what proves it on one page."""
    beside, asked, *rest = _in_order(solution, pen, is_marked=is_marked)
    yield from together([beside, asked, *rest[:2]])
    yield from rest[2:]


def _in_order(solution: Solution, pen: Pen, *, is_marked: bool) -> Iterator[Element]:
    item, marking = solution.entry.resolved.item, solution.marking
    yield at_the_right(solution.entry.points if is_marked else None, solution.entry.code, pen)
    yield _asked(solution, pen)
    if item.sensitive:
        yield _small(pen, pen.says("sensitive_why", item.sensitive))
    for answer, passages, absent in solution.answers:
        yield from together([*_answer(answer, pen, is_marked=is_marked), *_proof(passages, absent, pen)])
    if marking.accepted:
        accepted = pen.plain("separator").join(marking.accepted)
        yield _small(pen, pen.says("accepted_are", accepted))
    yield from _proof(solution.passages, (), pen)
    for words, place in solution.shortened:
        yield _small(pen, pen.says("accepted_ends", pen.plain("quoted", words), place))
    yield from _proof((), solution.absent, pen)
    for reason in solution.wholes:
        yield _small(pen, pen.says("whole", reason))
    yield from _for_the_marker(solution, pen, is_marked=is_marked)


def _for_the_marker(solution: Solution, pen: Pen, *, is_marked: bool) -> Iterator[Element]:
    """How points are given, what explains the answer, and what is wrong with the others."""
    explanation, marking = solution.entry.resolved.item.explanation, solution.marking
    for points, words in marking.criteria:
        worth = [pen.run(f" ({pen.points(points)})")] if is_marked else []
        yield _small(pen, pen.set(words), *worth)
    if marking.rule and is_marked:
        yield _small(pen, pen.says(marking.rule))
    if explanation:
        yield _small(pen, pen.set(explanation))
    for letter, why in marking.whys:
        yield _small(pen, pen.run(f"{letter}.", bold=True), pen.run(NBSP), pen.set(why))
    if marking.note:
        yield _small(pen, pen.set(marking.note))


def _asked(solution: Solution, pen: Pen) -> Element:
    return pen.paragraph(
        "Question",
        pen.run(f"{solution.entry.number}.", bold=True),
        pen.run(NBSP),
        pen.set(solution.prompt) if solution.prompt else pen.says("fill"),
    )


def _answer(answer: Answer, pen: Pen, *, is_marked: bool) -> Iterator[Element]:
    if answer.row:
        yield _small(pen, pen.set(answer.row))
    given = [pen.set(answer.given), pen.run(f"{NBSP}→ ")] if answer.given else []
    points = [pen.run(f" ({pen.points(answer.points)})")] if answer.points and is_marked else []
    yield pen.paragraph("Answer", *given, pen.set(answer.words, bold=True), *points)


def _proof(passages: Iterable[Cited], absent: Looked, pen: Pen) -> Iterator[Element]:
    """The passages, the words that count underlined in them; and the words that stand nowhere."""
    for cited in passages:
        yield pen.paragraph("Quote", *_quoted(cited, pen))
    for label, words in absent:
        quoted = ", ".join(pen.plain("quoted", each) for each in words)
        yield _small(pen, pen.says("absent_from", label, quoted))


def _quoted(cited: Cited, pen: Pen) -> Iterator[Element]:
    for piece in cited.pieces:
        yield pen.run(
            piece.words,
            bold=piece.role == "answer",
            underlined=piece.role != "context",
            language=cited.language,
        )
    yield pen.run(" (")
    yield pen.set(cited.label)
    yield pen.run(f", {cited.place})")


def _small(pen: Pen, *runs: Element) -> Element:
    return pen.paragraph("Small", *runs)


def grid(letters: Sequence[str], rows: Iterable[Row], pen: Pen, *, is_marked: bool) -> list[Element]:
    """The table of all answers at a glance: numbers in every version, answers, points, lines, codes, ids."""
    several = len(letters) > 1
    heads = [pen.plain("version", letter) if several else pen.plain("question_number") for letter in letters]
    worth = ["points_column"] if is_marked else []
    heads += [pen.plain(key) for key in ("answer_column", *worth, "line_column", "item_code", "id")]
    code, place, name = 14.0, 27.0, 30.0
    numbers, points = [min(15.0, 60 / len(letters))] * len(letters), [15.0] * is_marked
    answer = TEXT_WIDTH - sum((*numbers, *points, place, code, name))
    lines = [_line(_of_row(answered, pen, is_marked=is_marked), pen) for answered in rows]
    table = pen.table(
        [*numbers, answer, *points, place, code, name], [_line(heads, pen, is_head=True), *lines]
    )
    return [pen.paragraph("Heading2", pen.says("answers_grid")), table]


def _of_row(answered: Row, pen: Pen, *, is_marked: bool) -> list[str]:
    """The cells of an item."""
    answer = " – ".join(_brief(answered, pen, is_marked=is_marked))
    points = [quantities.written(str(answered.points), pen.language)] if is_marked else []
    return [*map(str, answered.numbers), answer, *points, answered.places, answered.code, answered.id]


def _brief(answered: Row, pen: Pen, *, is_marked: bool) -> Iterator[str]:
    """The answer, or what its points are made of; and that the solution says more, where it does."""
    if answered.answer:
        yield typeset(answered.answer, pen.language)
    elif answered.shares and is_marked:
        amounts = (quantities.written(str(points), pen.language) for points in answered.shares)
        yield f"{pen.plain('field', pen.plain('points_column'))} {' + '.join(amounts)}"
    if not answered.is_whole:
        yield pen.plain("see_solution")


def _line(words: Iterable[str], pen: Pen, *, is_head: bool = False) -> Element:
    cells = (pen.cell(pen.paragraph("Cell", pen.run(each, bold=is_head, scale=0.85))) for each in words)
    return row(*cells, is_head=is_head)
