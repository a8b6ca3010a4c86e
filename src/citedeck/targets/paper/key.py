"""What a teacher gets: answers, points, the passage that says so, and why each lure is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Entry, Output, Passage, Proof, Sheet, Source
from citedeck.proof import passages
from citedeck.proof.passages import Piece
from citedeck.quick import dataclass
from citedeck.sheets import layout
from citedeck.targets.paper import answers, pages
from citedeck.targets.paper.answers import Answer, Marking


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage in the key: its words, which source they are of, and their line."""

    pieces: list[Piece]
    label: str
    place: str
    language: str
    source: Source
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Everything the key says of one item."""

    entry: Entry
    marking: Marking
    prompt: str
    answers: tuple[tuple[Answer, tuple[Cited, ...], tuple[str, ...]], ...]
    """Each answer, with its passages, and the words proven absent."""
    passages: tuple[Cited, ...] = ()
    absent: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()


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
    item, proofs = entry.resolved.item, entry.resolved.proofs
    marking = answers.marking(item, entry, course)
    beside = [[proof for proof in proofs if _is_of(answer, proof)] for answer in marking.answers]
    taken = {id(proof) for own in beside for proof in own}
    shared = [proof for proof in proofs if id(proof) not in taken]
    cited_passages, absent = _proven(shared, compilation, course)
    return Solution(
        entry=entry,
        marking=marking,
        prompt=str(item.asks() or marking.asked),
        answers=tuple(
            (answer, *_proven(own, compilation, course))
            for answer, own in zip(marking.answers, beside, strict=True)
        ),
        passages=cited_passages,
        absent=absent,
        wholes=tuple(whole.reason for proof in shared for whole in proof.wholes),
    )


def _is_of(answer: Answer, proof: Proof) -> bool:
    """Whether a proof is that of the part which an answer is."""
    return answer.part is not None and proof.part is answer.part


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
    first, last = compilation.texts[passage.source.id].lines_of(passage.span)
    return Cited(
        pieces=passages.typeset_pieces(passages.pieces(compilation, passage), language),
        label=sentence(passage.source.label),
        place=passages.place(compilation, course, passage),
        language=language,
        source=passage.source,
        lines=(first.number, last.number),
    )


def _numbers(versions: Sequence[Sheet]) -> list[tuple[list[int], str, str]]:
    """Of each item its numbers in all versions, its code and its id, by the first version."""
    places = [
        {str(entry.resolved.item.id): entry.number for entry in version.entries} for version in versions
    ]
    return [
        ([place[str(entry.resolved.item.id)] for place in places], entry.code, str(entry.resolved.item.id))
        for entry in versions[0].entries
    ]
