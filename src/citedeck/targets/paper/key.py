"""What a teacher gets: answers, points, the passage that says so, and why each lure is wrong.

To add a form: a function registered with `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from citedeck.languages.catalogue import catalogue, sentence
from citedeck.messages import progress
from citedeck.model import (
    BOTH,
    NOT_SAID,
    Compilation,
    Course,
    Entry,
    Item,
    Output,
    Part,
    Passage,
    Proof,
    Sheet,
)
from citedeck.proof import passages
from citedeck.proof.passages import Piece
from citedeck.quick import dataclass
from citedeck.sheets import layout, orders
from citedeck.targets.paper import pages


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage in the key: its words, which source they are of, and their line."""

    pieces: list[Piece]
    label: str
    place: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One thing to find on a pupil's sheet, with what proves it."""

    words: str
    given: str = ""
    """What it answers, where an item asks several things."""
    row: str = ""
    """The row of a table it opens, where several answers stand in one."""
    points: int = 0
    part: Part | None = None
    """The part of the item that it is, whose proof stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Everything the key says of one item."""

    number: int
    code: str
    points: int
    id: str
    prompt: str
    answers: tuple[tuple[Answer, tuple[Cited, ...], tuple[str, ...]], ...]
    """Each answer, with its passages, and the words proven absent."""
    passages: tuple[Cited, ...] = ()
    absent: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    rule: str = ""
    accepted: tuple[str, ...] = ()
    criteria: tuple[tuple[int, str], ...] = ()
    whys: tuple[tuple[str, str], ...] = ()
    explanation: str = ""
    note: str = ""
    sensitive: str = ""


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A key for each worksheet and version."""
    for sheet in progress.through("making keys", compilation.sheets):
        versions = [other for other in compilation.sheets if other.worksheet is sheet.worksheet]
        yield output(sheet, versions, compilation, course)


def output(sheet: Sheet, versions: Sequence[Sheet], compilation: Compilation, course: Course) -> Output:
    """The key of one sheet, with the numbers its items have in every version."""
    return Output(f"keys/{file_name(sheet, course)}.html", page(sheet, versions, compilation, course))


def file_name(sheet: Sheet, course: Course) -> str:
    """The name of a sheet's key without its ending."""
    return f"{layout.stem(sheet.worksheet, sheet.version)}-{catalogue(course.language)['key_suffix']}"


def page(sheet: Sheet, versions: Sequence[Sheet], compilation: Compilation, course: Course) -> bytes:
    """One key, which carries the code of its sheet."""
    return pages.page(
        "key.html",
        course,
        pages.STANDARD,
        title=str(sheet.worksheet.title),
        version=sheet.version if len(sheet.worksheet.versions) > 1 else "",
        code=sheet.code,
        total=sheet.total,
        repeat=sheet.repeat,
        solutions=[solution(entry, compilation, course) for entry in sheet.entries],
        letters=[version.version for version in versions],
        numbers=_numbers(versions),
    )


def fragment(entry: Entry, compilation: Compilation, course: Course) -> str:
    """What the key says of one question, as it prints it."""
    whole = solution(entry, compilation, course)
    return pages.fragment("solutions.html", "solution", course, solution=whole, language=course.language)


def solution(entry: Entry, compilation: Compilation, course: Course) -> Solution:
    """The key to one item, from the same entry its question is made from."""
    resolved, words = entry.resolved, catalogue(course.language)
    item = resolved.item
    given = list(answers(item, entry, course))
    beside = [[proof for proof in resolved.proofs if _is_of(answer, proof)] for answer in given]
    taken = {id(proof) for proofs in beside for proof in proofs}
    shared = [proof for proof in resolved.proofs if id(proof) not in taken]
    cited_passages, absent = _proven(shared, compilation, course)
    return Solution(
        number=entry.number,
        code=entry.code,
        points=entry.points,
        id=str(item.id),
        prompt=str(getattr(item, "prompt", None) or _asked(item, words)),
        answers=tuple(
            (answer, *_proven(proofs, compilation, course))
            for answer, proofs in zip(given, beside, strict=True)
        ),
        passages=cited_passages,
        absent=absent,
        wholes=tuple(whole.reason for proof in shared for whole in proof.wholes),
        rule=_rule(item),
        accepted=tuple(map(str, item.accept)) if isinstance(item, Short) else (),
        criteria=tuple((int(c.points), str(c.text)) for c in item.criteria) if isinstance(item, Open) else (),
        whys=tuple(_whys(entry)),
        explanation=str(item.explanation or ""),
        note=str(item.note or "") if isinstance(item, Open) else "",
        sensitive=str(item.sensitive or ""),
    )


def _is_of(answer: Answer, proof: Proof) -> bool:
    """Whether a proof is that of the part which an answer is."""
    return answer.part is not None and proof.part is answer.part


def _asked(item: Item, words: Mapping[str, str]) -> str:
    """The question of an item that has no prompt of its own."""
    if isinstance(item, Cloze):
        return item.words
    return words["quoted"].format(item.statement) if isinstance(item, WhoSaysIt) else ""


def _proven(
    proofs: Iterable[Proof], compilation: Compilation, course: Course
) -> tuple[tuple[Cited, ...], tuple[str, ...]]:
    """The passages of some proofs as the key shows them, and the words they prove absent."""
    listed = list(proofs)
    quoted = dict.fromkeys(passage for proof in listed for passage in proof.passages)
    absent = tuple(str(words) for proof in listed for absence in proof.absences for words in absence.words)
    return tuple(cited(passage, compilation, course) for passage in quoted), absent


def cited(passage: Passage, compilation: Compilation, course: Course) -> Cited:
    """A passage with the line of the numbered text that holds it."""
    language = passages.language_of(passage.source, course)
    return Cited(
        pieces=passages.typeset_pieces(passages.pieces(compilation, passage), language),
        label=sentence(passage.source.label),
        place=passages.place(compilation, course, passage),
        language=language,
    )


# Answers, by form


@singledispatch
def answers(item: Item, entry: Entry, course: Course) -> Iterator[Answer]:
    """What is right, in the order of the sheet."""
    raise NotImplementedError(item.form)


@answers.register
def _short(item: Short, entry: Entry, course: Course) -> Iterator[Answer]:
    yield Answer(words=item.answer)


@answers.register
def _cloze(item: Cloze, entry: Entry, course: Course) -> Iterator[Answer]:
    for blank in item.blanks:
        yield Answer(words=blank.answer)


@answers.register
def _choice(item: Choice, entry: Entry, course: Course) -> Iterator[Answer]:
    not_said = catalogue(course.language)[NOT_SAID]
    for place, index in enumerate(entry.order):
        option = item.options[index]
        if option.right:
            words = not_said if option.text == NOT_SAID else option.text
            part = option if option.evidence else None
            yield Answer(words=f"{letter(place)}. {words}", part=part)


@answers.register
def _true_false(item: TrueFalse, entry: Entry, course: Course) -> Iterator[Answer]:
    verdict = catalogue(course.language)[item.answer]
    yield Answer(words=f"{verdict}. {item.correction}" if item.correction is not None else verdict)


@answers.register
def _who_says_it(item: WhoSaysIt, entry: Entry, course: Course) -> Iterator[Answer]:
    labels = {source.id: source.label for source in entry.resolved.sources}
    labels[BOTH] = catalogue(course.language)[BOTH]
    yield Answer(words=sentence(labels.get(item.answer, item.answer)))


@answers.register
def _match(item: Match, entry: Entry, course: Course) -> Iterator[Answer]:
    words = orders.shuffled(item)
    shown = [words[index] for index in entry.order]
    for pair in item.pairs:
        yield Answer(given=pair.left, words=f"{letter(shown.index(pair.right))}. {pair.right}", part=pair)


@answers.register
def _order(item: Order, entry: Entry, course: Course) -> Iterator[Answer]:
    for number, step in enumerate(item.steps, 1):
        yield Answer(given=f"{number}.", words=step.text, part=step)


@answers.register
def _classify(item: Classify, entry: Entry, course: Course) -> Iterator[Answer]:
    for index in entry.order:
        statement = item.statements[index]
        yield Answer(given=statement.text, words=statement.class_name, part=statement)


@answers.register
def _comparison(item: Comparison, entry: Entry, course: Course) -> Iterator[Answer]:
    words = catalogue(course.language)
    labels = {source.id: sentence(source.label) for source in entry.resolved.sources}
    for row in item.rows:
        opened = words["row_agreement"].format(row.criterion, words[f"texts_{row.judged}"])
        for number, cell in enumerate(row.cells):
            answer = words[NOT_SAID] if cell.answer == NOT_SAID else cell.answer
            yield Answer(given=labels[cell.source], words=answer, part=cell, row="" if number else opened)


@answers.register
def _open(item: Open, entry: Entry, course: Course) -> Iterator[Answer]:
    for element in item.elements:
        part = element if element.evidence else None
        yield Answer(words=element.text, points=int(element.points), part=part)


def letter(index: int) -> str:
    """The letter of an option, as sheet and card print it."""
    return chr(ord("A") + index)


def _whys(entry: Entry) -> Iterator[tuple[str, str]]:
    """Why each lure is wrong, under the letter it has on the sheet."""
    item = entry.resolved.item
    if isinstance(item, Choice):
        whys = {str(option.text): option.why for option in item.options if not option.right}
    elif isinstance(item, Match):
        whys = {str(lure.text): lure.why for lure in item.distractors}
    else:
        return
    words = orders.shuffled(item)
    for place, index in enumerate(entry.order):
        why = whys.get(words[index])
        if why is not None:
            yield letter(place), str(why)


def _rule(item: Item) -> str:
    """How the points are given: a key of the catalogue, where it is not all or nothing."""
    if isinstance(item, TrueFalse):
        said = "rule_not_said" if item.answer == NOT_SAID else "rule_true_false"
        return said if item.justify else ""
    if isinstance(item, Choice):
        return "rule_several" if sum(option.right for option in item.options) > 1 else ""
    if isinstance(item, Match | Classify | Comparison):
        return "rule_rows"
    return "rule_order" if isinstance(item, Order) else ""


def _numbers(versions: Sequence[Sheet]) -> list[tuple[list[int], str, str]]:
    """Of each item its numbers in all versions, its code and its id, by the first version."""
    places = [
        {str(entry.resolved.item.id): entry.number for entry in version.entries} for version in versions
    ]
    return [
        ([place[str(entry.resolved.item.id)] for place in places], entry.code, str(entry.resolved.item.id))
        for entry in versions[0].entries
    ]
