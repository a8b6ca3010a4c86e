"""What stands in « », or in the quotation marks of another language, is really quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from citedeck.bank import scalars
from citedeck.checks import lengths
from citedeck.messages import diagnostics
from citedeck.model import GAP, Course, Diagnostic, Item, Label, Span, Text
from citedeck.quick import pattern
from citedeck.text import folding, omissions, search
from citedeck.text.omissions import Omission
from citedeck.text.reading import Reading

LEAST = 3
"""Shorter words in quotes may be a name, or a word spoken of."""

_CLOSING = {"«": "»", "»": "«»", "„": "“”", "“": "”", "”": "”", "「": "」", "『": "』"}
"""What may close a quotation that a mark opened: what one language opens with, another closes with."""

_MARK = pattern("[«»„“”「」『』]")
_LEADS = pattern(r"(?<![^\s([{/–—„“«‚‘-])[»“”«](?=[\w…])")
"""A mark before a word, with none before it: it opens."""

_DEEP = 8
"""No quotation stands in so many others."""

_LEFT_OUT = pattern(r"\[?…\]?|\[?\.{3}\]?")
_INNER = pattern(r"[\"‚‹›]|(?<!\w)'|'(?!\w)")
"""Marks of a quotation within one, folded: they are others than where it stands alone."""

Range = tuple[int, int]


def quoted(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Every quotation of three words or more stands in a source of its item, … being a gap.

    Words beside the question, such as why a lure is wrong, may quote any source of the
    course; there it is a warning. A gap runs over no paragraph, and swallows nothing that turns
    the sentence.
    """
    for item in items:
        held = [readings[name] for name in item.sources if name in readings]
        if not held or len(held) < len(item.sources):
            continue
        asserted, others = [*item.asserted()], [*item.beside()]
        if not _has_mark("\n".join(asserted + others)):
            continue  # one look at all of them, for most items have none
        for text in asserted:
            if _has_mark(text):
                yield from _misquoted(course, item, text, held, "guillemets-unquoted", "guillemets-paragraph")
        for text in others:
            if _has_mark(text):
                beside = "guillemets-beside"
                yield from _misquoted(course, item, text, list(readings.values()), beside, beside)


def _has_mark(text: str) -> bool:
    """Whether there is any mark of a quotation; a pattern takes longer to find none."""
    is_quoted = "«" in text or "»" in text or "“" in text or "”" in text or "„" in text
    return is_quoted or "「" in text or "」" in text or "『" in text or "』" in text


def _misquoted(
    course: Course, item: Item, text: Text, held: Sequence[Reading], unsaid: str, torn: str
) -> Iterator[Diagnostic]:
    """What is wrong with the quotations of some words; two codes, for what is a warning beside them."""
    visible = GAP.sub(lambda m: m["answer"].rjust(len(m[0])), text) if "{{" in text else text
    for start, end in _quotations(visible):
        said = visible[start + 1 : end].strip()
        if lengths.are_fewer(said, LEAST):
            continue
        parts = _parts(said)
        if len(parts) <= 1 and any(_says(reading, parts) for reading in held):
            continue
        first = visible.index(said, start)
        at = scalars.locate(text, first, first + len(said))
        marks = f"{visible[start]} {visible[end]}"
        if len(parts) > 1 and (ways := [way for reading in held for way in _ways(reading, parts)]):
            yield from _torn(course, item, at, torn, marks, ways)
        else:
            yield _unquoted(item, at, unsaid, marks)


def _unquoted(item: Item, at: Span, code: str, marks: str) -> Diagnostic:
    return diagnostics.make(
        code,
        f"`{item.id}` puts in {marks} words that its text does not say",
        at,
        item=item.id,
        help=[f"quote the text's own words, or drop the {marks}; … marks a gap"],
    )


def _quotations(text: str) -> list[Range]:
    """The places of the marks of each quotation that stands in no other, first and last."""
    opened: deque[int] = deque(maxlen=_DEEP)
    found: list[Range] = []
    for mark in _MARK.finditer(text):
        at, sign = mark.start(), mark[0]
        start = _opener(text, opened, sign) if opened else None
        if start is not None and not (sign in "«“" and _LEADS.match(text, at)):
            while opened.pop() != start:
                pass
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at))
        elif sign in "«„“「『" or _LEADS.match(text, at):
            opened.append(at)
    return found


def _opener(text: str, opened: Iterable[int], sign: str) -> int | None:
    """The last of the marks that opened something which this sign may close."""
    start = None
    for at in opened:
        if sign in _CLOSING[text[at]]:
            start = at
    return start


def _parts(said: str) -> list[str]:
    """What … parts, as it is looked for."""
    pieces = _LEFT_OUT.split(said) if "…" in said or "..." in said else [said]
    parts = [folding.lowered(folding.words(part)).strip(" .,;:") for part in pieces]
    return [part for part in parts if part]


def _says(reading: Reading, parts: Sequence[str]) -> bool:
    """Whether a source holds whole words, case aside."""
    for part in parts:
        if search.whole(reading.folded, reading.lowered, part):
            continue
        if not _INNER.search(part) or not search.whole(reading.folded, _alike(reading.lowered), _alike(part)):
            return False
    return True


@lru_cache(maxsize=8)  # each source is asked for many quotations
def _alike(text: str) -> str:
    """A folded text with one mark for every quotation within another, character for character."""
    return _INNER.sub("'", text)


# What … leaves out

Way = tuple[Reading, list[Range]]
"""A source, and places of the parts of a quotation in it, one after the other."""


def _ways(reading: Reading, parts: Sequence[str]) -> Iterator[Way]:
    """Each way in which the parts of a quotation stand in a source."""
    text = _alike(reading.lowered) if any(map(_INNER.search, parts)) else reading.lowered
    wholes = []
    for part in parts:
        wholes.append(search.whole(reading.folded, text, part if text is reading.lowered else _alike(part)))
        if not wholes[-1]:
            return
    for start in wholes[0]:
        if way := _way(start, parts, wholes):
            yield reading, way


def _way(start: int, parts: Sequence[str], wholes: Sequence[search.Places]) -> list[Range]:
    """The nearest places of the parts after one of the first; none where there are not all of them."""
    way = [(start, start + len(parts[0]))]
    for part, places in zip(parts[1:], wholes[1:], strict=True):
        index = bisect_left(places, way[-1][1])
        if index == len(places):
            return []
        way.append((places[index], places[index] + len(part)))
    return way


def _torn(
    course: Course, item: Item, at: Span, code: str, marks: str, ways: Sequence[Way]
) -> Iterator[Diagnostic]:
    """What the gaps of a quotation leave out, where they do so wherever it stands."""
    together = [(reading, way) for reading, way in ways if not _runs_over(reading, way)]
    if not together:
        yield diagnostics.make(
            code,
            f"what `{item.id}` puts in {marks} runs over the end of a paragraph",
            at,
            item=item.id,
            help=[f"quote from one paragraph, or close the {marks} and open them again"],
        )
        return
    swallowed = [_swallowed(course, reading, way) for reading, way in together]
    if all(swallowed):
        omission = swallowed[0][0]
        yield diagnostics.make(
            "guillemets-dropped",
            f"what `{item.id}` puts in {marks} leaves out « {omission.words} » of its sentence",
            at,
            item=item.id,
            related=[Label(omission.span, "left out")],
            help=["quote the sentence with it, or allow it with a reason"],
        )


def _runs_over(reading: Reading, way: Sequence[Range]) -> bool:
    return reading.folded.text.find(folding.PARAGRAPH, way[0][0], way[-1][1]) >= 0


def _swallowed(course: Course, reading: Reading, way: Sequence[Range]) -> list[Omission]:
    """What turns a sentence and stands in a gap of a quotation."""
    sentences: dict[Span, list[Span]] = defaultdict(list)
    for piece in (reading.span(*place) for place in way):
        sentences[reading.numbered.sentences_of(piece)].append(piece)
    language = reading.source.language or course.language
    first, last = reading.span(*way[0]).start, reading.span(*way[-1]).end
    return [
        omission
        for sentence, pieces in sentences.items()
        for omission in omissions.of(reading, sentence, pieces, language)
        if first <= omission.span.start and omission.span.end <= last
    ]
