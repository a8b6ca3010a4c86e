"""Reads on over what the hand slipped at: a mend is tried, kept where a parser gets further, and told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from citedeck.bank import nodes
from citedeck.bank.nodes import MappingNode
from citedeck.bank.scalars import Raw
from citedeck.bank.slips import curly, dashes, features, guesses, outline, stumbles
from citedeck.bank.slips.page import Mend, Slip
from citedeck.bank.slips.stumbles import Stumble
from citedeck.languages import catalogue
from citedeck.messages import diagnostics
from citedeck.model import LINE_END, Diagnostic, Document, Edit, Span
from citedeck.quick import dataclass, pattern

MAX_RETRIES = 100
MAX_REREAD = 2**22
"""How much text (characters) is read over again to find what follows a mistake."""

MAX_MENDS = 50
"""After so many mends an item that cannot be read is left out."""

MAX_PAGE = 6000
"""No longer part of a file (characters) is searched for what may mend it."""

_ID = pattern(r"\bid:[ \t]*[\"']?([a-z0-9-]+)")
_LINE_END = pattern(r"(?<!\r)\n")
_DOTS = pattern(r"^\.\.\.(?=\s)", re.MULTILINE)
_LANGUAGE = pattern(r"^\s*language:\s*[\"']?([a-z]{2,3})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text that is read for a file: pieces of the file, and words that mend it between them."""

    document: Document
    text: str
    starts: tuple[int, ...]
    """Where the pieces start in the text, and below where they end there and where they start in the file."""
    ends: tuple[int, ...]
    origins: tuple[int, ...]

    def places(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the text stands in the file."""
        opened = bisect_right(self.starts, start) - 1
        first = self._origin(opened, min(start, self.ends[opened])) if opened >= 0 else 0
        closed = bisect_left(self.starts, end) - 1
        if closed < 0 or end > self.ends[closed]:  # it ends with words that mend
            last = next(iter(self.origins[closed + 1 :]), len(self.document.text))
        else:
            last = self._origin(closed, end)
        return first, max(first, last)

    def _origin(self, piece: int, at: int) -> int:
        return self.origins[piece] + at - self.starts[piece]

    def mended(self, start: int, end: int, words: str) -> Mended:
        """The text with other words in the place of some."""
        shift = len(words) - (end - start)
        pieces: list[tuple[int, int, int]] = []
        for begin, stop, origin in zip(self.starts, self.ends, self.origins, strict=True):
            if begin < start:
                pieces.append((begin, min(stop, start), origin))
            if stop > end:
                cut = max(begin, end)
                pieces.append((cut + shift, stop + shift, origin + cut - begin))
        starts, ends, origins = zip(*pieces, strict=True) if pieces else ((), (), ())
        return Mended(self.document, self.text[:start] + words + self.text[end:], starts, ends, origins)

    def edit(self, start: int, end: int, words: str) -> Edit | None:
        """The same change in the file; None where words are changed that mend it already."""
        piece = bisect_right(self.starts, start) - 1
        if piece < 0 or end > self.ends[piece]:
            return None
        first, last = self._origin(piece, start), self._origin(piece, end)
        written = _LINE_END.sub("\r\n", words) if "\r\n" in self.document.text else words
        return Edit(Raw.of(self.document.text[first:last], self.document, first, last), written)

    def without(self, start: int, end: int) -> Mended:
        """The text with a part of it left blank."""
        text = outline.blanked(self.text, start, end)
        return Mended(self.document, text, self.starts, self.ends, self.origins)


_ADVICE = nodes.Advice(dashes.repeated, features.advice)


def unmended(document: Document, text: str) -> Mended:
    """A text as long as that of its file, each character in its place."""
    return Mended(document, text, (0,), (len(text),), (0,))


@dataclass(slots=True)
class _Reading:
    """A file that is being read: the text that is tried, what was complained of, whether all was read."""

    mended: Mended
    marks: str
    """How words in quotes are written inside other words: `« {0} »`."""
    complaints: list[Diagnostic]
    whole: bool = True
    mends: int = 0


def parse(document: Document, language: str = "") -> tuple[MappingNode | None, list[Diagnostic], bool]:
    """The mapping a YAML file holds, everything that was refused in it, and whether all of it was read.

    Nothing is returned where the file as a whole cannot be read. Items that cannot be mended are left out,
    each with a diagnostic, in whose help quotes are those of the language.
    """
    text, complaints = _printable(document)
    reading = _Reading(unmended(document, text), _marks(document, language), complaints, not complaints)
    _straighten(reading)
    for _ in range(1 + min(MAX_RETRIES, MAX_REREAD // (len(text) + 1))):
        mended = reading.mended
        try:
            tree, refused = nodes.parse(document, mended.text, mended.places, _ADVICE)
        except nodes.NotYaml as reason:
            stumble = stumbles.at(reason, document, mended.text, mended.places)
            if not _passed_over(reading, stumble):
                return None, complaints + reason.complaints, False
        except nodes.Stop as stop:
            if not _passed(reading, stop):
                return None, complaints + stop.complaints, False
        else:
            whole = reading.whole and not any(refusal.code == "yaml-document" for refusal in refused)
            return tree, complaints + refused, whole
    return None, complaints, False


def _printable(document: Document) -> tuple[str, list[Diagnostic]]:
    """The text with every character YAML forbids replaced, and a complaint for each."""
    complaints = [
        diagnostics.make(
            "yaml-character",
            f"character U+{ord(m[0]):04X} cannot stand in a YAML file",
            Span(document, m.start(), m.end()),
            help=[_UNSEEN if m[0] == "\ufeff" else _ESCAPE],
        )
        for characters in nodes.FORBIDDEN
        for m in islice(characters.finditer(document.text), nodes.MAX_MISTAKES)
    ]
    text = document.text
    for characters in nodes.FORBIDDEN:
        text = characters.sub(" ", text)
    return text, complaints


_ESCAPE = "delete it, or write it as an escape inside double quotes"
_UNSEEN = "delete it: it cannot be seen, and no words need it"


def _straighten(reading: _Reading) -> None:
    """Straight quotes where most are curly, which is complained of once."""
    document, text = reading.mended.document, reading.mended.text
    places = curly.values(text)
    if not places:
        return
    edit, *also = (
        Edit(Raw.of(text[start:end], document, start, end), f'"{text[start + 1 : end - 1]}"')
        for start, end in places
    )
    message = "this file is written with curly quotes, which are letters to YAML"
    help_lines = ["`citedeck fix` makes them straight", 'or write " in the place of each of them']
    at = Span(document, edit.text.start, edit.text.start + 1)
    complaint = diagnostics.make("yaml-quote", message, at, help=help_lines, edit=edit, also=also)
    reading.complaints.append(complaint)
    reading.mended = unmended(document, curly.straight(text, places))


def _passed(reading: _Reading, stop: nodes.Stop) -> bool:
    """Go on after a stop, without what cannot be read; False where nothing can be read on."""
    if isinstance(stop, nodes.EndlessMistakes):
        _complain(reading, stop.diagnostic)
        return False
    if stop.diagnostic.code == "yaml-document":
        return _pass_mark(reading, stop.diagnostic, stop.start, stop.end)
    return _leave_out(reading, stop.diagnostic, stop.start)


def _passed_over(reading: _Reading, stumble: Stumble) -> bool:
    """Go on where a parser gave up: over a mend, or without the item; False where nothing can be read on."""
    if dots := _DOTS.search(reading.mended.text, 0, stumble.stumbled):
        place = Span(reading.mended.document, *reading.mended.places(*dots.span()))
        message = "a line `...` ends what is read of a file"
        complaint = diagnostics.make("yaml-document", message, place, help=["delete this line"])
        return _pass_mark(reading, complaint, *dots.span())
    first, slip = _slip(reading, stumble)
    if slip is None:
        return _leave_out(reading, stumble.diagnostic, stumble.start)
    return _mend(reading, stumble, slip.moved(first))


def _pass_mark(reading: _Reading, complaint: Diagnostic, start: int, end: int) -> bool:
    """Read on without a mark that ends a document."""
    _complain(reading, complaint)
    reading.mended = reading.mended.without(start, end)
    return True


def _leave_out(reading: _Reading, complaint: Diagnostic, start: int, *, begins: bool = False) -> bool:
    """Read on without the item that holds a place, or what begins there; False where none does."""
    text = reading.mended.text
    item = outline.item_from(text, start) if begins else outline.item_around(text, start)
    _complain(reading, _named(complaint, text, item))
    reading.whole = False
    if item is not None:
        reading.mended = reading.mended.without(*item)
    return item is not None


def _slip(reading: _Reading, stumble: Stumble) -> tuple[int, Slip | None]:
    """The slip that made a parser give up, and where the page begins on which it stands."""
    text = reading.mended.text
    first, last = outline.page(text, stumble.stumbled, stumble.began, stumble.what)
    page = text[first:last]
    if len(page) > MAX_PAGE:
        return first, None
    start, _ = reading.mended.places(first, first)
    number = 1 + len(LINE_END.findall(reading.mended.document.text, 0, start))
    return first, guesses.slip(page, number, reading.marks, stumbles.reach)


def _mend(reading: _Reading, stumble: Stumble, slip: Slip) -> bool:
    """Tell a slip, and read on over its mend if the file is YAML further on with it; or without the item."""
    mended, edits = _applied(reading.mended, slip.mends)
    place = Span(mended.document, *reading.mended.places(slip.start, slip.end))
    edit, *also = edits if slip.sure and edits else [None]
    complaint = diagnostics.make(
        slip.code, slip.message, place, help=slip.help, edit=edit, also=filter(None, also)
    )
    reading.mends += 1
    ahead = len(mended.text) - stumbles.reach(mended.text)
    if reading.mends > MAX_MENDS or ahead >= len(reading.mended.text) - stumble.start:
        return _leave_out(reading, complaint, slip.start, begins=slip.begins)
    text = reading.mended.text
    item = outline.item_from(text, slip.start) if slip.begins else outline.item_around(text, slip.start)
    _complain(reading, _named(complaint, text, item))
    reading.mended = mended
    return True


def _applied(mended: Mended, mends: Iterable[Mend]) -> tuple[Mended, list[Edit]]:
    """A text with its mends, and the same as edits of the file: all of them, or none."""
    edits: list[Edit | None] = []
    for start, end, words in sorted(_least(mended.text, mends), reverse=True):
        edits.insert(0, mended.edit(start, end, words))
        mended = mended.mended(start, end, words)
    sure = [edit for edit in edits if edit is not None]
    return mended, sure if len(sure) == len(edits) else []


def _least(text: str, mends: Iterable[Mend]) -> Iterator[Mend]:
    """Mends without what they leave as it is."""
    for start, end, words in mends:
        old = text[start:end]
        shorter = min(len(old), len(words))
        same = next((at for at in range(shorter) if old[at] != words[at]), shorter)
        alike = (at for at in range(shorter - same) if old[-1 - at] != words[-1 - at])
        tail = next(alike, shorter - same)
        yield start + same, end - tail, words[same : len(words) - tail]


def _complain(reading: _Reading, complaint: Diagnostic) -> None:
    """Tell of a mistake, unless a character that was taken for a blank on its line has made it."""
    place = complaint.label.span
    line = place.document.position(place.start)[0]
    blanks = (other.label.span for other in reading.complaints if other.code == "yaml-character")
    if all(place.document.position(blank.start)[0] != line for blank in blanks):
        reading.complaints.append(complaint)


def _named(complaint: Diagnostic, text: str, item: tuple[int, int] | None) -> Diagnostic:
    """A complaint with the id of its item."""
    name = _ID.search(text, *item) if item else None
    return diagnostics.of_item(complaint, name[1]) if name else complaint


def _marks(document: Document, language: str) -> str:
    """How words in quotes are written inside others, in a language or that of the file."""
    own = _LANGUAGE.search(document.text) if not language else None
    tag = own[1] if own else language
    return catalogue.of(tag)["quoted"] if catalogue.has(tag) else r"\"{0}\""
