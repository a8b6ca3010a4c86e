"""Where paragraphs and sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citedeck.languages import grammar
from citedeck.quick import pattern

_LINE = pattern(r"[^\r\n]+")
_WORD = pattern(r"\w")
_LINE_END = r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*"
_LINE_OVER = pattern(r"[^\S\r\n]*(?:[\r\n]|\Z)")
_BLANK_LINE = pattern(rf"{_LINE_END}(?:{_LINE_END})+")

# A mark with a blank after it; the full-width marks of Chinese and Japanese have none. It begins
# with one set of characters, so that the search skips all others. What opens a quotation in one
# language closes it in another: „…“, »…«.
_MARK, _WIDE = ".!?…؟۔।॥", "。！？"
_END = pattern(
    rf"[{_MARK}{_WIDE}](?:(?<=[{_WIDE}])[{_WIDE}]*[”’」』）]*"
    rf"|(?<![{_MARK}][{_MARK}])[{_MARK}]*[\"'»”’“‘«›‹)\]]*(?:\s*[»”])?(?=\s|$))"
)

_ABBREVIATIONS = frozenset(grammar.of_all(grammar.ABBREVIATIONS))
_REFERENCES = frozenset(grammar.of_all(grammar.REFERENCES))
_OF_LETTERS = pattern(rf"(?<![^\W\d_])(?:{grammar.LETTERED})\.$")
# « z. B. », « a. C. », « v. Chr. »: a small letter that stands for a word, before another that does.
_LETTER_NEXT = pattern(r"\s?(?:[A-ZÄÖÜ]|Chr)\.")
_LAST_WORD = pattern(r"([^\W\d_]+°?)\.$")
# « am 3. März », « im 19. Jahrhundert »: a day or a century in German, where these begin with a capital.
_ORDINAL = pattern(r"(?<!\d)\d{1,2}\.$")
_COUNTED = pattern(rf"\s+(?:{grammar.COUNTED}\b)")
_NUMBERED = pattern(r"\s*\d{1,3}\.$")
_REACH = 9
"""Longer than any abbreviation, with the character before it."""

_OPENING = pattern(r"[\s«“\"'(„»‚‘›‹]*")

_CLOSING = "\"'»”’“‘«›‹)]』」） \t\r\n"
_VERSE = pattern(r"\S(?:[^\r\n]*\S)?")
_QUATRAIN = 4
"""The lines of the longest stanza that is often one sentence."""

Range = tuple[int, int]


def paragraphs(text: str, mode: str) -> list[Range]:
    """The paragraphs of a text: its lines, or what blank lines part (`lines`; `blank` or `verse`)."""
    if mode == "lines":
        found = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    else:
        borders = [m.span() for m in _BLANK_LINE.finditer(text)]
        starts = [0, *(end for _, end in borders)]
        found = list(zip(starts, [*(start for start, _ in borders), len(text)], strict=True))
    return [trimmed for start, end in found if (trimmed := _trim(text, start, end))]


def headed(text: str, mode: str, headings: Sequence[Range]) -> list[Range]:
    """The paragraphs of a text; a heading that fills its lines is one, with no blank line after it too."""
    held = paragraphs(text, mode)
    alone = filling(text, headings) if mode != "lines" and headings else []
    if not alone:
        return held
    edges = sorted({edge for place in (*held, *alone) for edge in place})
    return [trimmed for start, end in pairwise(edges) if (trimmed := _trim(text, start, end))]


def filling(text: str, places: Sequence[Range]) -> list[Range]:
    """Those of some places that fill the lines they stand on."""
    return [(start, end) for start, end in places if _begins(text, start) and _LINE_OVER.match(text, end)]


def _begins(text: str, start: int) -> bool:
    """Whether nothing but blanks stands on a line before a place."""
    while start and text[start - 1] in " \t\xa0":
        start -= 1
    return not start or text[start - 1] in "\r\n"


def sentences(text: str, mode: str) -> list[Range]:
    """The sentences of a text, paragraph by paragraph."""
    return within(text, paragraphs(text, mode))


def within(text: str, held: list[Range]) -> list[Range]:
    """The sentences of some paragraphs of a text."""
    return [sentence for start, end in held for sentence in _split(text, start, end)]


def units(text: str, mode: str, held: Sequence[Range]) -> list[Range]:
    """What is counted of the sentences of a text: those that have a word, in verse line by line if need be.

    Verse goes without full stops, or has one at the end of the poem: one question would be about all of
    it. A sentence that a mark ends within four lines counts as one; of all others each line does.
    """
    counted = held if mode != "verse" else [unit for place in held for unit in _in_verse(text, place)]
    return [(start, end) for start, end in counted if _WORD.search(text, start, end)]


def _in_verse(text: str, sentence: Range) -> list[Range]:
    lines = [verse.span() for verse in _VERSE.finditer(text, *sentence)]
    ended = text[slice(*sentence)].rstrip(_CLOSING).endswith(tuple(_MARK + _WIDE))
    return [sentence] if ended and len(lines) <= _QUATRAIN else lines


def _trim(text: str, start: int, end: int) -> Range | None:
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return None
    first = start + len(words) - len(words.lstrip())
    return first, first + len(stripped)


def _split(text: str, start: int, end: int) -> Iterator[Range]:
    begun = start
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and not _ends(text, begun, mark, end):
            continue
        if trimmed := _trim(text, begun, mark.end()):
            yield trimmed
        begun = mark.end()
    if begun < end and (trimmed := _trim(text, begun, end)):
        yield trimmed


def _ends(text: str, begun: int, mark: re.Match[str], end: int) -> bool:
    """A full stop ends a sentence unless it ends an abbreviation or a small letter follows."""
    following = _OPENING.match(text, mark.end(), end).end()  # type: ignore[union-attr]  # it may be empty
    if following < end and text[following].islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    stop = mark.start() + 1
    said = text[max(begun, stop - _REACH) : stop]
    if text[stop - 2].isdecimal():
        ordinal = _ORDINAL.search(said) and _COUNTED.match(text, stop, end)
        return not (ordinal or _NUMBERED.match(text, begun, stop))
    word = _LAST_WORD.search(said)
    if word is None:
        return True
    if len(word[1]) == 1 and (_OF_LETTERS.search(said) or _LETTER_NEXT.match(text, stop, end)):
        return False
    numbered = following < end and text[following].isdigit()
    return not (word[1] in _ABBREVIATIONS or (numbered and _refers(word[1].lower())))


def _refers(word: str) -> bool:
    """Whether a number after this word is a page, an article, a house… « Bahnhofstr. 5 » too."""
    return word in _REFERENCES or word.endswith("str")
