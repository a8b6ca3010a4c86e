"""What a teacher gets: answers, points, the passage that says so, and why each lure is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citedeck.model import (
    NOT_SAID,
    Choice,
    Cloze,
    Compilation,
    Course,
    Entry,
    Output,
    Passage,
    ResolvedItem,
    Sheet,
    Short,
    TrueFalse,
)
from citedeck.strings import catalogue
from citedeck.targets import pages, passages
from citedeck.targets.passages import Piece


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage in the key: its words, which source they are of, and their line."""

    pieces: list[Piece]
    label: str
    place: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Everything the key says of one item."""

    number: int
    code: str
    points: int
    id: str
    prompt: str
    answers: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    whys: tuple[tuple[str, str], ...] = ()
    explanation: str = ""
    sensitive: str = ""
    passages: tuple[Cited, ...] = ()
    absent: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A key for each worksheet and version."""
    suffix = catalogue(course.language)["key_suffix"]
    for sheet in compilation.sheets:
        solutions = [solution(entry, compilation, course) for entry in sheet.entries]
        yield Output(f"keys/{pages.file_name(sheet)}-{suffix}.html", page(sheet, solutions, course))


def page(sheet: Sheet, solutions: list[Solution], course: Course) -> bytes:
    """One key, which carries the code of its sheet."""
    return pages.page(
        "key.html",
        course,
        title=str(sheet.worksheet.title),
        version=sheet.version if len(sheet.worksheet.versions) > 1 else "",
        code=sheet.code,
        total=sheet.total,
        solutions=solutions,
    )


def solution(entry: Entry, compilation: Compilation, course: Course) -> Solution:
    """The key to one item, from the same entry its question is made from."""
    resolved = entry.resolved
    item = resolved.item
    prompt = (item.prompt or item.words) if isinstance(item, Cloze) else item.front()[0]
    return Solution(
        number=entry.number,
        code=entry.code,
        points=entry.points,
        id=str(item.id),
        prompt=str(prompt),
        answers=_answers(entry, catalogue(course.language)),
        accepted=item.accept if isinstance(item, Short) else (),
        whys=_whys(entry),
        explanation=str(item.explanation or ""),
        sensitive=str(item.sensitive or ""),
        passages=tuple(cited(passage, compilation, course) for passage in dict.fromkeys(resolved.passages)),
        absent=_absent(resolved),
        wholes=tuple(whole.reason for proof in resolved.proofs for whole in proof.wholes),
    )


def cited(passage: Passage, compilation: Compilation, course: Course) -> Cited:
    """A passage with the line of the numbered text that holds it."""
    language = passages.language_of(passage.source, course)
    return Cited(
        pieces=passages.typeset_pieces(passages.pieces(compilation, passage), language),
        label=passage.source.label,
        place=passages.place(compilation, course, passage),
        language=language,
    )


def _answers(entry: Entry, words: Mapping[str, str]) -> tuple[str, ...]:
    item = entry.resolved.item
    if isinstance(item, Choice):
        shown = [item.options[index] for index in entry.order]
        return tuple(
            f"{letter(n)}. {words[NOT_SAID] if option.text == NOT_SAID else option.text}"
            for n, option in enumerate(shown)
            if option.right
        )
    if isinstance(item, TrueFalse):
        verdict = words[item.answer]
        return (f"{verdict}. {item.correction}",) if item.correction else (verdict,)
    if isinstance(item, Cloze):
        return tuple(blank.answer for blank in item.blanks)
    assert isinstance(item, Short)
    return (str(item.answer),)


def letter(index: int) -> str:
    """The letter of an option, as sheet and card print it."""
    return chr(ord("A") + index)


def _whys(entry: Entry) -> tuple[tuple[str, str], ...]:
    item = entry.resolved.item
    if not isinstance(item, Choice):
        return ()
    shown = [item.options[index] for index in entry.order]
    return tuple((letter(n), str(option.why)) for n, option in enumerate(shown) if option.why is not None)


def _absent(resolved: ResolvedItem) -> tuple[str, ...]:
    return tuple(words for proof in resolved.proofs for absence in proof.absences for words in absence.words)
