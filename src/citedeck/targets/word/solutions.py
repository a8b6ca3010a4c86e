"""A solution -> paragraphs: the answer, its passage, and why the lures are wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from citedeck.languages.catalogue import NBSP
from citedeck.targets.paper.answers import Answer
from citedeck.targets.paper.key import Cited, Solution
from citedeck.targets.word.markup import Pen, row, together
from citedeck.targets.word.questions import at_the_right
from citedeck.targets.word.styles import TEXT_WIDTH


def blocks(solution: Solution, pen: Pen) -> Iterator[Element]:
    """What the key says of one question, its number, its answer and what proves it on one page."""
    asked, *rest = _in_order(solution, pen)
    yield from together([asked, *rest[:2]])
    yield from rest[2:]


def _in_order(solution: Solution, pen: Pen) -> Iterator[Element]:
    item, marking = solution.entry.resolved.item, solution.marking
    yield _asked(solution, pen)
    if item.sensitive:
        yield _small(pen, pen.says("sensitive_why", item.sensitive))
    for answer, passages, absent in solution.answers:
        yield from together([*_answer(answer, pen), *_proof(passages, absent, pen)])
    if marking.accepted:
        accepted = pen.plain("separator").join(marking.accepted)
        yield _small(pen, pen.says("accepted_are", accepted))
    yield from _proof(solution.passages, solution.absent, pen)
    for reason in solution.wholes:
        yield _small(pen, pen.says("whole", reason))
    yield from _for_the_marker(solution, pen)


def _for_the_marker(solution: Solution, pen: Pen) -> Iterator[Element]:
    """How points are given, what explains the answer, and what is wrong with the others."""
    explanation, marking = solution.entry.resolved.item.explanation, solution.marking
    for points, words in marking.criteria:
        yield _small(pen, pen.set(words), pen.run(f" ({pen.points(points)})"))
    if marking.rule:
        yield _small(pen, pen.says(marking.rule))
    if explanation:
        yield _small(pen, pen.set(explanation))
    for letter, why in marking.whys:
        yield _small(pen, pen.run(f"{letter}.", bold=True), pen.run(NBSP), pen.set(why))
    if marking.note:
        yield _small(pen, pen.set(marking.note))


def _asked(solution: Solution, pen: Pen) -> Element:
    entry = solution.entry
    return pen.paragraph(
        "Question",
        pen.run(f"{entry.number}.", bold=True),
        pen.run(NBSP),
        pen.set(solution.prompt),
        *at_the_right(entry.points, entry.code, pen),
    )


def _answer(answer: Answer, pen: Pen) -> Iterator[Element]:
    if answer.row:
        yield _small(pen, pen.set(answer.row))
    given = [pen.set(answer.given), pen.run(f"{NBSP}→ ")] if answer.given else []
    points = [pen.run(f" ({pen.points(answer.points)})")] if answer.points else []
    yield pen.paragraph("Answer", *given, pen.set(answer.words, bold=True), *points)


def _proof(passages: Iterable[Cited], absent: Sequence[str], pen: Pen) -> Iterator[Element]:
    """The passages, the words that count underlined in them; and the words that stand nowhere."""
    for cited in passages:
        yield pen.paragraph("Quote", *_quoted(cited, pen))
    if absent:
        words = ", ".join(pen.plain("quoted", each) for each in absent)
        yield _small(pen, pen.says("absent_words", words))


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


def codes(letters: Sequence[str], numbers: Sequence[tuple[list[int], str, str]], pen: Pen) -> list[Element]:
    """The table of each item's number in every version, its code and its id."""
    several = len(letters) > 1
    heads = [pen.plain("version", letter) if several else pen.plain("question_number") for letter in letters]
    heads += [pen.plain("item_code"), pen.plain("id")]
    lines = [[*map(str, places), code, name] for places, code, name in numbers]
    widths = [24.0] * (len(letters) + 1)
    table = pen.table(
        [*widths, TEXT_WIDTH / 2],
        [_line(heads, pen, is_head=True), *(_line(line, pen) for line in lines)],
    )
    return [pen.paragraph("Heading2", pen.says("codes_caption")), table]


def _line(words: Iterable[str], pen: Pen, *, is_head: bool = False) -> Element:
    cells = (pen.cell(pen.paragraph("Cell", pen.run(each, bold=is_head, scale=0.85))) for each in words)
    return row(*cells, is_head=is_head)
