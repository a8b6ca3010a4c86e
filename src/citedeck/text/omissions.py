"""What words taken out of a sentence leave behind that turns it: « Nous […] avons parlé » of a denial.

Words are taken as pieces of a sentence. What turns it (`languages.dropped`) is left out where no piece
holds it, and it is told where it bears on a piece: no other clause stands between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.languages import dropped
from citedeck.languages.dropped import Sentence, Token, Turn
from citedeck.model import Span
from citedeck.quick import dataclass
from citedeck.text.reading import Reading

Range = tuple[int, int]

_LONGEST_INSERTION = 14
"""So many words and marks may stand between two commas that part no clause."""

_AT_ONCE = 2
"""So far after a denial its comma may stand: « weigert sich, die Schule zu bauen »."""

_SUBJECT = 2
"""A negation among so many first words of its clause is its subject."""


@dataclass(frozen=True, slots=True)
class Omission:
    """What turns a sentence and is left out: its words, its place, the number of the piece it bears on."""

    words: str
    span: Span
    piece: int


def of(reading: Reading, sentence: Span, pieces: Sequence[Span], language: str) -> list[Omission]:
    """What turns some pieces of a sentence of a source, and none of them holds."""
    start, end = reading.place(sentence)
    read = dropped.read(reading.lowered[start:end], language)
    if read is None:
        return []
    places = [(first - start, last - start) for first, last in map(reading.place, pieces)]
    return [
        Omission(words, reading.span(start + first, start + last), piece)
        for words, (first, last), piece in _left_out(read, places)
    ]


def _left_out(read: Sentence, pieces: Sequence[Range]) -> Iterator[tuple[str, Range, int]]:
    """What is left out: its words, its place in the sentence, the number of the first piece it bears on."""
    reach = _Reach(read.tokens, read.joints)
    places = _in_tokens(read.tokens, pieces)
    for turn in read.turns:
        if not _is_held(read.tokens, turn, pieces):
            borne = (number for number, place in enumerate(places) if _bears(reach, turn, *place))
            if (piece := next(borne, None)) is not None:
                turning = read.tokens[turn.first : turn.last + 1]
                yield _words(read.tokens, turn), (turning[0].start, turning[-1].end), piece


def _is_held(tokens: Sequence[Token], turn: Turn, pieces: Sequence[Range]) -> bool:
    """Whether the pieces hold every word that turns."""
    turning = tokens[turn.first : turn.last + 1]
    return all(any(start <= token.start and token.end <= end for start, end in pieces) for token in turning)


def _in_tokens(tokens: Sequence[Token], pieces: Sequence[Range]) -> list[Range]:
    """The first token of each piece, and the first after it."""
    counted = []
    for start, end in pieces:
        first = sum(token.end <= start for token in tokens)
        counted.append((first, max(first, sum(token.start < end for token in tokens))))
    return counted


def _words(tokens: Sequence[Token], turn: Turn) -> str:
    words = ""
    for token in tokens[turn.first : turn.last + 1]:
        words += token.word if words.endswith("'") or not words else f" {token.word}"
    return words if turn.head == turn.first else f"{tokens[turn.head].word} … {words}"


def _bears(reach: _Reach, turn: Turn, first: int, last: int) -> bool:
    """Whether a turn bears on the piece of these tokens."""
    if last <= turn.first:
        return reach.back(turn, last)
    return first <= turn.last or reach.on(turn, first)


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far what turns a sentence reaches in it."""

    tokens: Sequence[Token]
    joints: Mapping[str, frozenset[str]]

    # To what follows

    def on(self, turn: Turn, piece: int) -> bool:
        """Whether a turn reaches on to the piece that begins at a token."""
        between = range(turn.last + 1, piece)
        if self._has(between, ";"):
            return False
        if turn.kind == "according":
            return True
        if turn.kind == "if":
            return not self._begins_clause(self._last_comma(between), "and", "but")
        if turn.kind == "denied":
            return self._denies_on(between)
        if self._has(between, ":") or self._is_inserted(turn, between):
            return False
        if turn.kind == "perhaps":
            return not self._any_joint(between, "but") and not self._parted(between, "and")
        return self._negates_on(turn, between)

    def _denies_on(self, between: range) -> bool:
        """A denial governs what follows its « that », or follows at once, if after a comma."""
        for at in between:
            if self._is(at, "and", "but") and not self._is(at + 1, "that"):
                return False
        comma = self._last_comma(between)
        return comma is None or comma - between.start < _AT_ONCE or self._any_joint(between, "that")

    def _negates_on(self, turn: Turn, between: range) -> bool:
        is_subject = turn.kind == "none" and self._is_subject(turn)
        parting = ("but", "because") if is_subject else ("but", "because", "who")
        after = self._after_insertion(between)
        if self._any_joint(after, *parting):
            return False
        commas = [at for at in after if self.tokens[at].word == "," and not self._is(at + 1, "that")]
        if is_subject:
            return not any(self._is(at + 1, "and") for at in commas)
        return not commas

    def _is_subject(self, turn: Turn) -> bool:
        """Whether a negation begins a clause that stands for itself, as « nobody » does."""
        begins = self._clause(turn.head)
        return turn.head - begins < _SUBJECT and not any(
            self._is(at, "because") for at in range(begins, turn.head)
        )

    def _clause(self, at: int) -> int:
        """The first token of the clause of a token."""
        while at and not self.tokens[at - 1].is_mark:
            at -= 1
        return at

    def _is_inserted(self, turn: Turn, between: range) -> bool:
        """Whether a turn stands in an insertion with other words: « the city, not the mayor, votes »."""
        if not between or not turn.head or self.tokens[turn.head - 1].word != ",":
            return False
        return self.tokens[between[0]].word != "," and self._last_comma(between) is not None

    # To what stands before

    def back(self, turn: Turn, piece: int) -> bool:
        """Whether a turn reaches back to the piece that ends before a token."""
        between = range(piece, turn.head if turn.head >= piece else turn.first)
        if self._has(between, ";"):
            return False
        if turn.kind == "according":
            return True
        if self._parted(between, "and"):
            return False
        if turn.kind == "denied":
            return self._denies_back(between)
        if self._has(between, ":") or self._any_joint(between, "but"):
            return False
        if turn.kind == "if":
            return not self._parted(between, "who", "because")
        return self._negates_back(turn, between)

    def _denies_back(self, between: range) -> bool:
        """After the words themselves, or as another clause, a denial speaks of them."""
        return not between or any(self.tokens[at].is_mark for at in between)

    def _negates_back(self, turn: Turn, between: range) -> bool:
        if turn.kind == "perhaps" and self._is_set_off(turn, between):
            return True
        if self._any_joint(between, "and", "that", "who", "because", "to"):
            return False
        return self._last_comma(self._after_insertion(between)) is None

    def _is_set_off(self, turn: Turn, between: range) -> bool:
        """Whether a turn stands by itself after a comma: « the city votes, perhaps »."""
        following = turn.last + 1
        ends = following >= len(self.tokens) or self.tokens[following].is_mark
        return ends and len(between) == 1 and self.tokens[between[0]].is_mark

    # What stands between

    def _after_insertion(self, between: range) -> range:
        """What stands between without what two commas insert at its beginning."""
        if between and self.tokens[between[0]].word == ",":
            for at in between[1:_LONGEST_INSERTION]:
                if self.tokens[at].word == ",":
                    return range(at + 1, between.stop)
        return between

    def _has(self, between: range, mark: str) -> bool:
        return any(self.tokens[at].word == mark for at in between)

    def _last_comma(self, between: range) -> int | None:
        return next((at for at in reversed(between) if self.tokens[at].word == ","), None)

    def _parted(self, between: range, *joints: str) -> bool:
        """Whether a comma and one of these joints begin another clause."""
        return any(self._begins_clause(at, *joints) for at in between if self.tokens[at].word == ",")

    def _begins_clause(self, comma: int | None, *joints: str) -> bool:
        return comma is not None and self._is(comma + 1, *joints)

    def _any_joint(self, between: range, *joints: str) -> bool:
        return any(self._is(at, *joints) for at in between)

    def _is(self, at: int, *joints: str) -> bool:
        """Whether a token is one of these joints."""
        return at < len(self.tokens) and any(self.tokens[at].word in self.joints[joint] for joint in joints)
