"""Traces that a text bears of where it was taken from: tags of a page, wrong letters, lines of a print.

To add one: a function that finds it, in FINDERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from citedeck.quick import dataclass

# Patterns as words: they are made where a text holds a sign of theirs, which few do.
_TAG = (
    r"(?i)</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|table|tr|td|th|img|html|body|head|meta|script|"
    r"style|article|section|figure|blockquote|sup|sub|font|hr)(?:\s[^<>]*)?/?>"
)
_ENTITY = (
    r"&(?:nbsp|amp|lt|gt|quot|apos|[lr]aquo|[lr]squo|[lr]dquo|hellip|[mn]dash|thinsp|euro|oelig|"
    r"[aeiouyAEIOUY](?:acute|grave|circ|uml)|[ntaoNTAO]tilde|[cC]cedil|szlig|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
_TAGS = 2
"""A text may speak of one tag."""

_SECOND = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TORN = f"[ÂÃÅ][{_SECOND}]|â€[{_SECOND}]?|(?:[ÐÑ][{_SECOND}]){{2}}|(?:[ÎÏ][{_SECOND}]){{3}}"
"""What UTF-8 looks like where each byte was taken for a letter of Windows: pairs that no language writes."""
_TORN_BEGIN = ("Â", "Ã", "Å", "â€", "Ð", "Ñ", "Î", "Ï")

_CAPITALS = "ÀÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛŽŠ"
_CAPITAL_INSIDE = f"(?<=[a-zß-öø-ÿ])[{_CAPITALS}](?=[a-zß-öø-ÿ])"
_LOST = "\ufffd"
_WRONG = 2
"""Wrong letters that are no chance."""

_BROKEN_LINE = r"[^\W\d_][-\u2010]\r?\n(?=[^\W\d_])"
_LINE_ENDS = ("-\n", "-\r", "\u2010\n", "\u2010\r")
_NUMBER_ALONE = r"(?m)(?<=\n)[ \t]*(?:[-–—] ?)?\d{1,4}(?: ?[-–—])?[ \t]*\r?$"
_BROKEN = 3
"""Lines that end in half a word before a text looks printed."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a text bears traces of: where the first stands, what it shows, what is to be done."""

    what: str
    start: int
    end: int
    example: str
    cure: str


def of(text: str) -> Iterator[Trace]:
    """The traces of a text, each kind once."""
    for find in FINDERS.values():
        trace = find(text)
        if trace is not None:
            yield trace


def page(text: str) -> Trace | None:
    """Tags and entities of a web page."""
    entities = list(re.finditer(_ENTITY, text)) if "&" in text else []
    tags = list(re.finditer(_TAG, text)) if "<" in text else []
    if not entities and len(tags) < _TAGS:
        return None
    first = min([*entities[:1], *tags[:1]], key=lambda match: match.start())
    count = len(entities) + len(tags)
    what = f"{count} signs of a web page stand" if count > 1 else "a sign of a web page stands"
    cure = "save the page as HTML and take its text with citedeck text PAGE.html, or take them out"
    return Trace(f"{what} among the words", first.start(), first.end(), first[0], cure)


def letters(text: str) -> Trace | None:
    """Letters that came of a wrong encoding, and signs that stand for lost ones."""
    if text.isascii():
        return None
    if (at := text.find(_LOST)) >= 0:
        cure = "take it anew from its file with citedeck text FILE, or type the letters"
        example = text[max(0, at - 20) : at + 20]
        return Trace("letters were lost before it was saved", at, at + 1, example, cure)
    for pattern, begin, mend in ((_TORN, _TORN_BEGIN, _mended), (_CAPITAL_INSIDE, _CAPITALS, _anew)):
        is_likely = any(sign in text for sign in begin)
        places = list(re.finditer(pattern, text)) if is_likely else []
        if len(places) >= _WRONG:
            start, end = _word(text, places[0].start(), places[0].end())
            example = text[start:end]
            return Trace("letters were read in a wrong encoding", start, end, example, mend(example))
    return None


def lines(text: str) -> Trace | None:
    """Halves of words at line ends, and numbers of pages, as of a PDF or a scan."""
    is_likely = any(end in text for end in _LINE_ENDS)
    halves = list(re.finditer(_BROKEN_LINE, text)) if is_likely else []
    if len(halves) < _BROKEN:
        return None
    numbered = " and numbers of pages stand between them" if re.search(_NUMBER_ALONE, text) else ""
    start, end = _word(text, halves[0].start(), halves[0].start() + 1)
    what = f"{len(halves)} lines end in half a word{numbered}"
    cure = "it looks copied from a PDF: join its lines, or take the PDF with citedeck text FILE.pdf"
    return Trace(what, start, end, text[start:end], cure)


FINDERS: Mapping[str, Callable[[str], Trace | None]] = {
    "text-tagged": page,
    "text-garbled": letters,
    "text-printed": lines,
}
"""What finds each kind of trace, under the code that `check` has for it."""


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """A place widened to whole words."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _mended(words: str) -> str:
    """What to do where the right letters can be told."""
    try:
        mended = words.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return _anew(words)
    return f"« {mended} » was meant: take it anew from its file with citedeck text FILE"


def _anew(words: str) -> str:
    return "take it anew from its file with citedeck text FILE, which tries other encodings"
