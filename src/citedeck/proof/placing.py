"""Where a quotation stands: one place, or why there is not just one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, product, zip_longest
from operator import attrgetter

from citedeck.bank import scalars
from citedeck.messages import diagnostics
from citedeck.model import GAP, Diagnostic, Edit, Label, Quotation, Span, Text
from citedeck.proof import gaps
from citedeck.quick import pattern
from citedeck.text import borders, differences, folding, search
from citedeck.text.folding import Folded
from citedeck.text.reading import Reading

MAX_PLACES = 5
MAX_CONTEXT = 12
MAX_EDITED = 4
"""Letters in brackets, in one quotation, that are read large and small."""

MAX_TOLD_APART = 1000
"""More equal passages than this are not told apart by the words around them."""

_REACH = 400
"""How far around a place (characters) words are looked for that tell it apart."""

_WORD = pattern(r"\w")

Range = tuple[int, int]

Standing = tuple[Range, str]
"""Where words stand, and what they are part of there, as the source has it: nothing where they are whole."""


def place(
    quotation: Quotation, reading: Reading, item: str, places: search.Places = ()
) -> Standing | Diagnostic:
    """Where a quotation stands, if in one place of the folded text, or the verdict on it.

    `places` are those where its folded words stand, as far as they were looked for.
    """
    assert quotation.quote is not None  # the caller asks for quotations that quote
    words = folding.words(quotation.words)
    if not _WORD.search(words):
        message = f"the quotation of `{item}` holds no word"
        help_lines = ["quote at least four words of the text"]
        return diagnostics.make("quote-empty", message, quotation.quote.at, item=item, help=help_lines)
    places = search.uncut(reading.folded, places, len(words))
    if not places:
        for spelling in _spellings(words, reading.folded):
            if places := search.whole(reading.folded, reading.folded.text, spelling):
                words = spelling
                break
        else:
            return _absent(quotation.quote, words, reading, item)
    unparted = _unparted(reading.folded, places, len(words))
    kept = places = unparted or places
    for key, context in zip(_CONTEXTS, _contexts(quotation), strict=True):
        if context is None:
            continue
        narrowed = _in_context(key, context, kept, len(words), reading, item)
        if isinstance(narrowed, Diagnostic):
            return narrowed
        if not narrowed:
            return _wrong_context(key, context, places, len(words), reading, item)
        kept = narrowed
    if len(kept) > 1:
        return _ambiguous(quotation.quote, kept, len(words), reading, item)
    place = kept[0], kept[0] + len(words)
    return place, "" if unparted else parted(reading, place)


_CONTEXTS = ("before", "after", "within")
_contexts = attrgetter(*_CONTEXTS)


def _spellings(words: str, folded: Folded) -> Iterator[str]:
    """Folded words as the text may have them, whatever print or an editor made of them.

    With the hyphens of its line ends; with a letter in brackets large or small: « [l]e conseil »;
    without the strokes that part verses: « la Seine / Et nos amours ».
    """
    yield words
    for verses in dict.fromkeys((words, words.replace(" / ", " "))):
        for edited in _unbracketed(verses):
            yield edited
            yield folded.spelt(edited)


def _unbracketed(words: str) -> Iterator[str]:
    """Words with each letter in brackets large and small, in all ways; as they are where there is none."""
    letters = _EDITED.findall(words) if "[" in words else []
    between = _EDITED.split(words)[::2] if 0 < len(letters) <= MAX_EDITED else [words]
    for cases in product(*((letter.lower(), letter.upper()) for letter in letters[: len(between) - 1])):
        yield "".join(chain.from_iterable(zip_longest(between, cases, fillvalue="")))


_EDITED = pattern(r"\[([^\W\d_])\]")


def _unparted(folded: Folded, places: search.Places, length: int) -> search.Places:
    """The places where the words are part of no larger number, character or denial."""
    parts = borders.parts
    return tuple([at for at in places if not (parts(folded, at) or parts(folded, at + length))])


def parted(reading: Reading, place: Range) -> str:
    """What the words at a place are a part of, as the source has it; nothing where they are whole."""
    folded, (start, end) = reading.folded, place
    if borders.parts(folded, start) or borders.parts(folded, end):
        return reading.span(*borders.widened(folded, start, end)).text
    return ""


def _in_context(
    key: str, context: Text, places: search.Places, length: int, reading: Reading, item: str
) -> search.Places | Diagnostic:
    """The places that have these words before, after or around them."""
    words = folding.words(context)
    if key == "before":
        return tuple(at for at in places if search.preceded(reading.folded, at, words))
    if key == "after":
        return tuple(at for at in places if search.followed(reading.folded, at + length, words))
    frames = search.whole(reading.folded, reading.folded.text, words)
    if len(frames) != 1:
        return _wrong_frame(context, frames, len(words), reading, item)
    start, end = frames[0], frames[0] + len(words)
    return tuple(at for at in places if start <= at and at + length <= end)


# Verdicts


def _wrong_frame(within: Text, frames: search.Places, length: int, reading: Reading, item: str) -> Diagnostic:
    state = f"stands {len(frames)} times in" if frames else "is not in"
    return diagnostics.make(
        "context-wrong",
        f"the `within` of `{item}` {state} {reading.shown}",
        within.at,
        item=item,
        related=[Label(reading.span(at, at + length)) for at in frames[:MAX_PLACES]],
        help=["`within` is a longer passage that stands once in the text"],
    )


def _wrong_context(
    key: str, context: Text, places: search.Places, length: int, reading: Reading, item: str
) -> Diagnostic:
    return diagnostics.make(
        "context-wrong",
        f"the quotation of `{item}` is in {reading.shown}, but not with this `{key}`",
        context.at,
        item=item,
        related=[Label(reading.span(at, at + length), "it stands here") for at in places[:MAX_PLACES]],
        help=[f"correct `{key}`, or drop it if the quotation stands once"],
    )


def _ambiguous(quote: Text, places: search.Places, length: int, reading: Reading, item: str) -> Diagnostic:
    few = len(places) <= MAX_TOLD_APART
    help_lines = [_telling(reading, at, length, places) for at in places[:MAX_PLACES] if few]
    if len(places) > MAX_PLACES:
        more = len(places) - MAX_PLACES
        help_lines.append(f"and {more} more place{'s' * (more > 1)}: quote more words")
    return diagnostics.make(
        "quote-ambiguous",
        f"the quotation of `{item}` stands {len(places)} times in {reading.shown}",
        quote.at,
        item=item,
        related=[Label(reading.span(at, at + length)) for at in places[:MAX_PLACES]],
        help=help_lines,
    )


def _absent(quote: Text, words: str, reading: Reading, item: str) -> Diagnostic:
    """Not there as whole words: cut, over a paragraph, nearly there, or not at all."""
    folded = reading.folded
    inside = search.anywhere(folded.text, words)
    if inside:
        start, end = inside[0], inside[0] + len(words)
        cut = borders.word_at(folded, start if borders.cuts(folded, start) else end)
        return diagnostics.make(
            "quote-cut",
            f"the quotation of `{item}` cuts « {cut} »",
            quote.at,
            item=item,
            related=[Label(reading.span(start, end), "these words are part of it")],
            help=["quote whole words and whole numbers"],
        )
    over = folded.text.replace(folding.PARAGRAPH, " ").find(words)
    if over >= 0:
        return diagnostics.make(
            "quote-paragraph",
            f"the quotation of `{item}` runs over the end of a paragraph",
            quote.at,
            item=item,
            related=[Label(reading.span(over, over + len(words)))],
            help=["quote from one paragraph, or make a list of two quotations"],
        )
    return _nearly(quote, words, reading, item)


def _nearly(quote: Text, words: str, reading: Reading, item: str) -> Diagnostic:
    message = f"the quotation of `{item}` is not in {reading.shown}"
    if parts := around_dots(quote):
        listed = ", ".join(map(scalars.quoted, parts))
        help_lines = [f"three dots leave words out: quote each part: evidence: [{listed}]"]
        return diagnostics.make("quote-absent", message, quote.at, item=item, help=help_lines)
    window, how = _closest(words, reading)
    edit = _edit(quote, window, words, reading) if window else None
    if window is None and (window := reading.sentence_of(words)):
        how = ": its words stand in one sentence, but not so"
    if window is None:
        help_lines = ["nothing in the text is close to it: copy the passage"]
        return diagnostics.make("quote-absent", message, quote.at, item=item, help=help_lines)
    return _differing(quote, window, words, reading, item, message + how, edit)


def _differing(
    quote: Text, window: Range, words: str, reading: Reading, item: str, message: str, edit: Edit | None
) -> Diagnostic:
    """What is said of a quotation beside the passage that it probably means."""
    span = reading.span(*window)
    at, label, related = quote.at, "", Label(span, "nearest passage")
    differing = _difference(reading, window, words)
    if differing is not None:
        theirs = reading.span(*differing[0])
        at, label = _caret(quote, differing[1]), f"the source says « {theirs.text} »"
        related = Label(theirs, "nearest passage")
    way = f"`citedeck fix {item}` takes the source's words" if edit else "copy the source's words"
    help_lines = [f"{way}: « {diagnostics.on_one_line(span.text)} »"]
    return diagnostics.make(
        "quote-absent", message, at, label=label, item=item, related=[related], help=help_lines, edit=edit
    )


def _closest(words: str, reading: Reading) -> tuple[Range | None, str]:
    """The place that a quotation probably means, and what alone differs, where it is but letters."""
    from citedeck.text import nearest  # as above

    folded, how = reading.folded, ""
    window: Range | None
    if alike := search.whole(folded, reading.loose, folding.loose(words)):
        how, window = ": only case or accents differ", (alike[0], alike[0] + len(words))
    elif (marked := reading.absences.find(words)) and marked == borders.widened(folded, *marked):
        how, window = ": only marks differ", _with_marks(folded.text, marked, words)
    elif window := nearest.passage(reading.index, words):
        window = _trimmed(folded.text, borders.widened(folded, *window), words)
    return window and _balanced(folded.text, borders.widened(folded, *window), words), how


def _with_marks(text: str, window: Range, words: str) -> Range:
    """A place with the marks beside it that the author's words begin and end in."""
    start, end = window
    begun, ended = _MARKS_BEFORE.match(words), _MARKS_AFTER.search(words)
    if begun and text.endswith(begun[0], 0, start):
        start -= len(begun[0])
    if ended and text.startswith(ended[0], end):
        end += len(ended[0])
    return start, end


_MARKS_BEFORE, _MARKS_AFTER = pattern(r"[^\w ]+"), pattern(r"[^\w ]+\Z")


def _trimmed(text: str, window: Range, words: str) -> Range:
    """A place that takes no mark at its ends where the words of the author end in none."""
    start, end = window
    while start < end and words[0].isalnum() and not text[start].isalnum():
        start += 1
    while start < end and words[-1].isalnum() and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _balanced(text: str, window: Range, words: str) -> Range:
    """A place with the mark beside it that closes or opens one in it, where the author's words are whole."""
    start, end = window
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        lacking = _lacking(text[start:end], opening, closing)
        if lacking == _lacking(words, opening, closing):
            continue
        if "closing" in lacking and text.startswith(closing, end):
            end += 1
        elif "opening" in lacking and text.startswith(opening, start - 1):
            start -= 1
    return start, end


_PAIRS = ('""', "()", "[]")
"""Marks that stand in pairs, as they are folded."""


def _lacking(words: str, opening: str, closing: str) -> set[str]:
    """What the marks of a kind want to be pairs: of those that open and close alike, either."""
    opened, closed = words.count(opening), words.count(closing)
    if opening == closing:
        return {"opening", "closing"} if opened % 2 else set()
    return {"closing"} if opened > closed else {"opening"} if closed > opened else set()


def _difference(reading: Reading, window: Range, words: str) -> tuple[Range, Range] | None:
    from citedeck.text import nearest  # as above

    return nearest.difference(reading.folded.text, window, words)


def _edit(quote: Text, window: Range, words: str, reading: Reading) -> Edit | None:
    """The source's words in the place of the author's, gaps and all, if these alone would pass."""
    folded = reading.folded
    value = _on_one_line(reading.span(*window).text, quote)
    proposed = folded.spelt(folding.words(value))
    if window[0] not in _unparted(folded, search.whole(folded, folded.text, proposed), len(proposed)):
        return None
    written = gaps.with_words(quote, value) if "{{" in quote and GAP.search(quote) else value
    if written is None or written == quote:
        return None
    typed = differences.are_of_typing(folded.text[slice(*window)], words, reading.index.places)
    return Edit(quote, written, by_name=not typed)


def _on_one_line(passage: str, quote: str) -> str:
    """A passage without its line ends; a word that one parts is written as the author has it."""
    loose = folding.loose(quote)

    def joined(parted: re.Match[str]) -> str:
        word = parted[1] + parted[2]
        return word if folding.loose(word) in loose else f"{parted[1]}-{parted[2]}"

    return diagnostics.on_one_line(_PARTED.sub(joined, passage))


_PARTED = pattern(r"([^\W_]+)[-‐]\s*[\r\n]\s*([^\W_]+)")
"""A word with a hyphen at the end of a line."""


_LEFT_OUT = pattern(r"\[?(?:…|\.{3,})\]?")


def around_dots(quote: str) -> list[str]:
    """The words before, between and after three dots; none where dots stand at an end alone."""
    parts = [diagnostics.on_one_line(part).strip() for part in _LEFT_OUT.split(quote)]
    return [part for part in parts if part] if all(parts[:1] + parts[-1:]) and len(parts) > 1 else []


def _caret(quote: Text, place: Range) -> Span:
    """The place in the bank of folded characters of a quotation; of a cloze, all its words."""
    if "{{c" in quote:
        return quote.at
    folded = folding.fold(quote)
    lead = len(folded.text) - len(folded.text.lstrip(" "))
    return scalars.locate(quote, *folded.span(place[0] + lead, place[1] + lead))


# Contexts that tell equal passages apart


def _telling(reading: Reading, at: int, length: int, places: search.Places) -> str:
    """What tells this place from the others, to be pasted."""
    line = reading.source.document.position(reading.span(at, at + 1).start)[0]
    told = apart(reading, at, length, places)
    advice = f"{told[0]}: {scalars.quoted(told[1])}" if told else "quote more words"
    return f"the one on line {line}: {advice}"


def apart(reading: Reading, at: int, length: int, places: search.Places) -> tuple[str, str] | None:
    """The fewest words before or after this place that none of the others has, under their key."""
    folded = reading.folded
    others = [other for other in places if other != at]
    for first, last in (_paragraph(reading, at), (0, len(folded.text))):
        before = _contexts_before(reading, at, first)
        after = _contexts_after(reading, at + length, last)
        for ahead, behind in zip_longest(before, after):
            if ahead and not any(search.preceded(folded, other, ahead[0]) for other in others):
                return "before", ahead[1]
            if behind and not any(search.followed(folded, other + length, behind[0]) for other in others):
                return "after", behind[1]
    return None


def _paragraph(reading: Reading, at: int) -> Range:
    """The folded paragraph that holds a place."""
    start = reading.folded.text.rfind(folding.PARAGRAPH, 0, at) + 1
    end = reading.folded.text.find(folding.PARAGRAPH, at)
    return start, end if end >= 0 else len(reading.folded.text)


def _contexts_before(reading: Reading, at: int, first: int) -> Iterator[tuple[str, str]]:
    """The one, two, three… words before a place, folded and as the text has them."""
    start = max(first, at - _REACH)
    words = list(re.finditer(r"\S+", reading.folded.text[start:at]))
    for m in reversed(words[-MAX_CONTEXT:]):
        yield from _context(reading, start + m.start(), at)


def _contexts_after(reading: Reading, end: int, last: int) -> Iterator[tuple[str, str]]:
    words = re.finditer(r"\S+", reading.folded.text[end : min(last, end + _REACH)])
    for _, m in zip(range(MAX_CONTEXT), words, strict=False):
        yield from _context(reading, end, end + m.end())


def _context(reading: Reading, start: int, end: int) -> Iterator[tuple[str, str]]:
    if borders.cuts(reading.folded, start) or borders.cuts(reading.folded, end):
        return
    words = reading.folded.text[start:end].replace(folding.PARAGRAPH, " ").strip(" ")
    written = diagnostics.on_one_line(reading.span(start, end).text).strip()
    if _WORD.search(words) and folding.words(written) == words:
        yield words, written
