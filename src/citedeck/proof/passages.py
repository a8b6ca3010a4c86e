"""A passage as cards and keys show it: the quotation in its context, and how it is cited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from urllib.parse import quote as percent_encoded

from citedeck.languages import catalogue
from citedeck.languages.catalogue import typeset
from citedeck.messages.diagnostics import on_one_line
from citedeck.model import Compilation, Course, Passage, Source
from citedeck.quick import dataclass, pattern
from citedeck.text import folding

Role = Literal["context", "quotation", "answer"]

# A text fragment of this many words or more is cut to its first and last ones.
_LONG_FRAGMENT = 12
_FRAGMENT_END = 5

_COPIED = 4
"""Words at each end of a long quotation that tell which it is."""
_COPIED_SIGNS = 6
"""The same where words are not parted."""
_UNPARTED = 15
"""So many signs between two blanks are no word."""
_LAST_MARKS = " .,;:!?…»”\"'。，"

CONTEXT = 400
"""Characters that are shown around a quotation where its sentence has many more."""
SPARED = 40
"""A sentence that has so few more is shown whole: cut, it would lose a few words to two marks."""
OMITTED = "[…]"

_LINE_END = pattern(r"(?<!\s)\s*[\r\n]\s*")
_BLANK = pattern(r"\s")
_WORD_AHEAD = pattern(r"(?<=\s)\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage that play one role."""

    words: str
    role: Role


def pieces(compilation: Compilation, passage: Passage) -> list[Piece]:
    """The sentences around a passage, cut where the quotation and its answer begin and end.

    The quotation is whole; of many words around it no more than CONTEXT characters are shown.
    """
    span, words = passage.span, passage.span.document.text
    around = compilation.texts[passage.source.id].sentences_of(span)
    lay = _laying(passage.source, words[around.start : around.end])
    before = lay(words[around.start : span.start])
    after = lay(words[span.end : around.end])
    if len(before) + len(after) > CONTEXT + SPARED:
        before, after = _last_of(before, _room_beside(after)), _first_of(after, _room_beside(before))
    found = [Piece(before, "context")] if before else []
    for start, end, role in _roles(passage):
        if cut := lay(words[start:end]):
            found.append(Piece(cut, role))
    return [*found, Piece(after, "context")] if after else found


def _roles(passage: Passage) -> list[tuple[int, int, Role]]:
    """Where the quotation and, in it, the words of the answer begin and end."""
    at = passage.span.start
    roles: list[tuple[int, int, Role]] = []
    for answer in passage.answers:
        if answer.start >= at:
            roles += [(at, answer.start, "quotation"), (answer.start, answer.end, "answer")]
            at = answer.end
    return [*roles, (at, passage.span.end, "quotation")]


def _laying(source: Source, words: str) -> Callable[[str], str]:
    """How any part of some words of a source is laid out; most stand on one line, and stay as they are."""
    if source.paragraphs == "verse":
        return _verse
    return _prose if "\n" in words or "\r" in words else str


def _prose(words: str) -> str:
    """Words of a source on one line: a line end inside a paragraph is a blank."""
    return on_one_line(words) if "\n" in words or "\r" in words else words


def _verse(words: str) -> str:
    """Words of a source in its lines, none of them indented."""
    return _LINE_END.sub("\n", words)


def _room_beside(words: str) -> int:
    """How many characters may stand on the other side of a quotation: half of all, or what is left."""
    return max(CONTEXT - len(words), CONTEXT // 2)


def _last_of(words: str, room: int) -> str:
    """The end of the words before a quotation, from the beginning of a word."""
    if len(words) <= room:
        return words
    start = _WORD_AHEAD.search(words, len(words) - room)
    return f"{OMITTED} {words[start.start() if start else -room :]}"


def _first_of(words: str, room: int) -> str:
    """The beginning of the words after a quotation, to the end of a word."""
    if len(words) <= room:
        return words
    end = max((blank.start() for blank in _BLANK.finditer(words, 0, room + 1)), default=0)
    return f"{words[: end or room]} {OMITTED}"


def typeset_pieces(found: list[Piece], language: str) -> list[Piece]:
    """The same pieces with their language's spaces."""
    typeset_words = words_of(found, language)
    return [Piece(words, piece.role) for words, piece in zip(typeset_words, found, strict=True)]


def words_of(found: list[Piece], language: str) -> list[str]:
    """The words of each piece with their language's spaces, which may depend on the next piece."""
    return typeset("\x00".join([piece.words for piece in found]), language).split("\x00")


def place(compilation: Compilation, course: Course, passage: Passage) -> str:
    """Where a passage stands: « l. 12 », « l. 12-13 », or « § 3 » of a text that is not printed."""
    return typeset(placed(compilation, course, passage), course.language)


def placed(compilation: Compilation, course: Course, passage: Passage) -> str:
    """The same before any typography, for words that are set as a whole."""
    words = catalogue.of(course.language)
    first, last = compilation.texts[passage.source.id].lines_of(passage.span)
    if not passage.source.printable:
        return words["paragraph"].format(first.paragraph)
    if first.number == last.number:
        return words["line"].format(first.number)
    return words["lines"].format(first.number, last.number)


def language_of(source: Source, course: Course) -> str:
    """The language a source's words are set in."""
    return source.language or course.language


def link(passage: Passage) -> str:
    """The public page of a source, at the passage where a browser can find it; or nothing."""
    if not passage.source.url:
        return ""
    if not passage.source.linkable:
        return passage.source.url
    words = passage.span.text.split()
    if len(words) >= _LONG_FRAGMENT:
        ends = (" ".join(words[:_FRAGMENT_END]), " ".join(words[-_FRAGMENT_END:]))
        fragment = ",".join(_encoded(end) for end in ends)
    else:
        fragment = _encoded(" ".join(words))
    return f"{passage.source.url}#:~:text={fragment}"


def ends(words: str) -> str:
    """A long quotation as a pupil may copy it, its beginning and its end; nothing of a short one."""
    plain = _prose(words).strip().rstrip(_LAST_MARKS)
    parts = plain.split()
    if len(plain) > _UNPARTED * len(parts):
        is_long = len(plain) > 2 * _LONG_FRAGMENT
        return f"{plain[:_COPIED_SIGNS]}(…){plain[-_COPIED_SIGNS:]}" if is_long else ""
    if len(parts) < _LONG_FRAGMENT:
        return ""
    return f"{' '.join(parts[:_COPIED])} (…) {' '.join(parts[-_COPIED:])}"


def _encoded(words: str) -> str:
    """Percent-encoded; `-` and `,` have a meaning of their own in a text fragment."""
    return "".join(map(_ENCODED.__getitem__, words))


_ENCODED = folding.Known(lambda char: "%2D" if char == "-" else percent_encoded(char, safe=""))
