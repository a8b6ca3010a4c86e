"""What a teacher gets: answers, points, the passage that says so, and why each lure is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.languages.directions import direction
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Entry, Output, Passage, Proof, Sheet, Source, Worksheet
from citedeck.proof import passages
from citedeck.proof.passages import Piece
from citedeck.quick import dataclass
from citedeck.sheets import layout
from citedeck.targets.paper import answers, pages, settings
from citedeck.targets.paper.answers import Answer, Marking


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage in the key: its words, which source they are of, and their line."""

    pieces: list[Piece]
    label: str
    place: str
    language: str
    direction: str
    source: Source
    lines: tuple[int, int]
    """The first and the last line of the numbered text that hold it."""


Looked = tuple[tuple[str, tuple[str, ...]], ...]
"""Words proven absent, each with the text they were looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Everything the key says of one item."""

    entry: Entry
    marking: Marking
    prompt: str
    answers: tuple[tuple[Answer, tuple[Cited, ...], Looked], ...]
    """Each answer, with its passages, and the words proven absent."""
    passages: tuple[Cited, ...] = ()
    absent: Looked = ()
    wholes: tuple[str, ...] = ()
    shortened: tuple[tuple[str, str], ...] = ()
    """Long passages that pupils copy as they may shorten them, each with its place."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item in the grid of answers: its number in every version, and all that marking takes mostly."""

    numbers: list[int]
    answer: str
    is_whole: bool
    """Whether the solution has no more to say of what is right."""
    shares: tuple[Decimal, ...]
    """What its points are made of, where an answer is made of several things."""
    points: Decimal
    places: str
    code: str
    id: str


BRIEF = 110
"""Longer answers stand in the solutions alone."""


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
    return f"{layout.stem(sheet.worksheet, sheet.version)}-{catalogue.of(course.language)['key_suffix']}"


def page(sheet: Sheet, versions: Sequence[Sheet], compilation: Compilation, course: Course) -> bytes:
    """One key, which carries the code of its sheet."""
    head = settings.head(sheet.worksheet, course)
    solutions = [solution(entry, compilation, course, sheet.worksheet) for entry in sheet.entries]
    ordered = first(sheet, versions)
    return pages.page(
        "key.html",
        course,
        pages.STANDARD,
        _margins(sheet, course),
        is_marked=head.is_marked,
        title=str(sheet.worksheet.title),
        version=sheet.version if len(sheet.worksheet.versions) > 1 else "",
        code=sheet.code,
        total=sheet.total,
        repeat=sheet.repeat,
        solutions=solutions,
        letters=[version.version for version in ordered],
        rows=rows(solutions, ordered, course),
    )


def _margins(sheet: Sheet, course: Course) -> pages.Margins:
    """The foot of a key: which sheet it is of."""
    words = catalogue.of(course.language)
    version = words["version"].format(sheet.version) if len(sheet.worksheet.versions) > 1 else ""
    foot = pages.titled(words["key"], course, str(sheet.worksheet.title), version)
    return pages.Margins(foot, pages.coded(sheet, course))


def first(sheet: Sheet, versions: Sequence[Sheet]) -> list[Sheet]:
    """The versions of a worksheet, that of a key before the others."""
    return [sheet, *(version for version in versions if version is not sheet)]


def rows(solutions: Iterable[Solution], versions: Sequence[Sheet], course: Course) -> list[Row]:
    """The grid of answers, an item a row."""
    return [_row(solved, versions, course) for solved in solutions]


def _row(solved: Solution, versions: Sequence[Sheet], course: Course) -> Row:
    """The row of an item in the grid."""
    entry, marking = solved.entry, solved.marking
    name = str(entry.resolved.item.id)
    numbers = [_number_of(name, version) for version in versions]
    answer = marking.brief if len(marking.brief) <= BRIEF else ""
    return Row(
        numbers=numbers,
        answer=answer,
        is_whole=bool(answer) and marking.is_whole,
        shares=_shares(marking),
        points=entry.points,
        places=places(solved),
        code=entry.code,
        id=name,
    )


def _shares(marking: Marking) -> tuple[Decimal, ...]:
    """The points of each element and criterion."""
    elements = (answer.points for answer in marking.answers if answer.points)
    return (*elements, *(points for points, _ in marking.criteria))


def places(solved: Solution) -> str:
    """Where all passages of a solution stand, a line for each text."""
    beside = [cited for _, quoted, _ in solved.answers for cited in quoted]
    return _places([*beside, *solved.passages])


def _number_of(name: str, version: Sheet) -> int:
    """The number of an item in a version."""
    return next(entry.number for entry in version.entries if entry.resolved.item.id == name)


def _places(cited_passages: Iterable[Cited]) -> str:
    """Where some passages stand, each place once; under the names of their texts where there are several."""
    by_text: dict[str, dict[str, None]] = {}
    for cited_passage in cited_passages:
        by_text.setdefault(cited_passage.label, {})[cited_passage.place] = None
    several = len(by_text) > 1
    listed = ((f"{label}, " if several else "") + ", ".join(places) for label, places in by_text.items())
    return "\n".join(listed)


def fragment(entry: Entry, compilation: Compilation, course: Course) -> str:
    """What the key says of one question, as it prints it."""
    whole = solution(entry, compilation, course)
    return pages.fragment("solutions.html", "solution", course, solution=whole, language=course.language)


def solution(
    entry: Entry, compilation: Compilation, course: Course, worksheet: Worksheet | None = None
) -> Solution:
    """The key to one item, from the same entry its question is made from, as its worksheet is marked."""
    item, proofs = entry.resolved.item, entry.resolved.proofs
    marking = answers.marking(item, entry, course)
    beside = [[proof for proof in proofs if _is_of(answer, proof)] for answer in marking.answers]
    taken = {id(proof) for own in beside for proof in own}
    shared = [proof for proof in proofs if id(proof) not in taken]
    cited_passages, absent = _proven(shared, compilation, course)
    return Solution(
        entry=entry,
        marking=replace(marking, rule=settings.rule(marking.rule, worksheet)),
        prompt=str(item.asks() or marking.asked),
        answers=tuple(
            (answer, *_proven(own, compilation, course))
            for answer, own in zip(marking.answers, beside, strict=True)
        ),
        passages=cited_passages,
        absent=absent,
        wholes=tuple(whole.reason for proof in shared for whole in proof.wholes),
        shortened=tuple(_shortened(shared, compilation, course)) if marking.is_copied else (),
    )


def _shortened(
    proofs: Iterable[Proof], compilation: Compilation, course: Course
) -> Iterator[tuple[str, str]]:
    for passage in dict.fromkeys(passage for proof in proofs for passage in proof.passages):
        if words := passages.ends(passage.span.text):
            yield words, passages.place(compilation, course, passage)


def _is_of(answer: Answer, proof: Proof) -> bool:
    """Whether a proof is that of the part which an answer is."""
    return answer.part is not None and proof.part is answer.part


def _proven(
    proofs: Iterable[Proof], compilation: Compilation, course: Course
) -> tuple[tuple[Cited, ...], Looked]:
    """The passages of some proofs as the key shows them, and the words they prove absent, by text."""
    listed = list(proofs)
    quoted = dict.fromkeys(passage for proof in listed for passage in proof.passages)
    absent: dict[str, dict[str, None]] = {}
    for absence in (absence for proof in listed for absence in proof.absences):
        absent.setdefault(sentence(absence.source.label), {}).update(dict.fromkeys(map(str, absence.words)))
    looked = tuple((label, tuple(words)) for label, words in absent.items())
    return tuple(cited(passage, compilation, course) for passage in quoted), looked


def cited(passage: Passage, compilation: Compilation, course: Course) -> Cited:
    """A passage with the line of the numbered text that holds it."""
    language = passages.language_of(passage.source, course)
    first_line, last_line = compilation.texts[passage.source.id].lines_of(passage.span)
    return Cited(
        pieces=passages.typeset_pieces(passages.pieces(compilation, passage), language),
        label=sentence(passage.source.label),
        place=passages.place(compilation, course, passage),
        language=language,
        direction=direction(language),
        source=passage.source,
        lines=(first_line.number, last_line.number),
    )
