"""What is said after an answer: why it is right, the passage that says so, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from citedeck.languages.catalogue import sentence
from citedeck.model import Question
from citedeck.proof.passages import Piece
from citedeck.quick import dataclass
from citedeck.targets.paper.key import Cited, Looked, Solution


@dataclass(frozen=True, slots=True)
class Remark:
    """A paragraph: words of the course, or a passage, set as its language is, under where it stands."""

    words: str
    pieces: tuple[Piece, ...] = ()

    @property
    def plain(self) -> str:
        """The same without marks: a passage before where it stands."""
        passage = "".join(piece.words for piece in self.pieces)
        return f"{passage} ({self.words})" if passage else self.words


@dataclass(frozen=True, slots=True)
class Part:
    """One of the answers of an item: what it answers and says, its points, what proves it alone."""

    heading: str
    points: Decimal | None
    remarks: tuple[Remark, ...]


def feedback(solution: Solution, question: Question, words: Mapping[str, str]) -> Iterator[Remark]:
    """All that a key says of an item beside its answer: of each part, then of the whole."""
    marking, explanation = solution.marking, solution.entry.resolved.item.explanation
    answered = list(parts(solution, question, words))
    for part in answered:
        if len(answered) > 1:
            yield Remark(part.heading)
        yield from part.remarks
    if explanation:
        yield Remark(str(explanation))
    if marking.accepted:
        yield Remark(words["accepted_are"].format(words["separator"].join(marking.accepted)))
    yield from shared(solution, words)


def shared(solution: Solution, words: Mapping[str, str]) -> Iterator[Remark]:
    """What proves an item as a whole."""
    yield from proven(solution.passages, solution.absent, words)
    yield from (Remark(words["whole"].format(reason)) for reason in solution.wholes)


def parts(solution: Solution, question: Question, words: Mapping[str, str]) -> Iterator[Part]:
    """Each answer of an item; an option by its words, for platforms give letters of their own."""
    for answer, passages, absent in solution.answers:
        own = question.options[answer.option] if answer.option is not None else answer.words
        before = (answer.row, answer.given)
        heading = " – ".join(filter(None, (*before, own)))
        yield Part(heading, answer.points, tuple(proven(passages, absent, words)))


def proven(passages: Iterable[Cited], absent: Looked, words: Mapping[str, str]) -> Iterator[Remark]:
    """Passages with where they stand, and words that stand nowhere."""
    for cited in passages:
        yield Remark(sentence(f"{cited.label}, {cited.place}"), tuple(cited.pieces))
    for label, looked_for in absent:
        listed = ", ".join(words["quoted"].format(each) for each in looked_for)
        yield Remark(words["absent_from"].format(label, listed))
