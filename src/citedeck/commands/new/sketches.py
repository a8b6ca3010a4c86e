"""The words of each example question, drawn from what the texts offer.

To add one: a block of its name in the templates, and its draw in ONE_TEXT or TWO_TEXTS. A draw
is given a turn, another one for each try; where a text offers too little it gives nothing. It
may promise too much: the compiler judges what was drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from citedeck.commands.new import excerpts, parts
from citedeck.commands.new.excerpts import Excerpt, Offer

Sketch = Mapping[str, str] | None

_YEARS = range(1789, 1500, -1)


def _short(text: Offer, turn: int) -> Sketch:
    for sentence in _words(text, 1, turn):
        if parted := text.halves(sentence, 0.75):
            return {"begin": parted.begin, "end": parted.end, "said": sentence}
    return None


def _choice(text: Offer, turn: int) -> Sketch:
    """The end of a sentence, among the two ends of others that are nearest to it in length."""
    parted = {e.words: halves for e in text.excerpts if (halves := text.halves(e.words))}
    sentence = "".join(_words(text, 1, turn))
    if sentence not in parted:
        return None
    key = parted.pop(sentence)
    ends = {halves.end for halves in parted.values() if not _alike(halves.end, key.end)}
    near = sorted(ends, key=lambda end: (abs(len(end) - len(key.end)), end))
    if len(near) < 2:  # noqa: PLR2004 - three options
        return None
    return {"begin": key.begin, "end": key.end, "said": sentence, "end1": near[0], "end2": near[1]}


def _several(text: Offer, turn: int) -> Sketch:
    """Two sentences, among two that are put together from two longer ones."""
    sentences = sorted(_words(text, 4, turn), key=len)
    if not sentences:
        return None
    mixed = {
        "mixed1": _mixed(text, sentences[2], sentences[3]),
        "mixed2": _mixed(text, sentences[3], sentences[2]),
    }
    options = {"option1": parts.unmarked(sentences[0]), "option2": parts.unmarked(sentences[1])}
    return {"said1": sentences[0], "said2": sentences[1], **options, **mixed} if all(mixed.values()) else None


def _said(text: Offer, turn: int) -> Sketch:
    return _numbered(text.some(1, turn))


def _mix(text: Offer, turn: int) -> Sketch:
    sentences = _words(text, 2, turn)[:: 1 if turn % 2 else -1]
    mixed = _mixed(text, *sentences) if sentences else ""
    return {"said": sentences[0], "mixed": mixed} if mixed else None


def _mixed(text: Offer, opening: str, closing: str) -> str:
    """The beginning of one sentence with the end of another, where the text does not say just that."""
    first, second = text.halves(opening), text.halves(closing)
    words = parts.mixed(first, second) if first and second else ""
    return "" if text.says(words) else words


def _unsaid(text: Offer, turn: int) -> Sketch:
    year = next((str(year) for year in _YEARS if not text.says(str(year))), "")
    return {"year": year} if year else None


def _gap(text: Offer, turn: int) -> Sketch:
    """A sentence with a number to find, or else any."""
    numbered = [excerpt for excerpt in text.excerpts if parts.NUMBER.search(excerpt.words)]
    for sentence in (excerpt.words for excerpt in excerpts.spread(numbered or text.excerpts, 1, turn)):
        if place := parts.gap(sentence):
            start, end = place
            return {"before": sentence[:start], "gap": sentence[start:end], "after": sentence[end:]}
    return None


def _match(text: Offer, turn: int) -> Sketch:
    """Beginnings and ends of three sentences, and the end of a fourth."""
    sentences = _words(text, 4, turn)
    parted = [halves for words in sentences if (halves := text.halves(words))]
    if not sentences or len(parted) < len(sentences):
        return None
    if any(_alike(first.end, second.end) for first, second in combinations(parted, 2)):
        return None
    begins = {f"begin{n}": halves.begin for n, halves in enumerate(parted, 1)}
    return begins | {f"end{n}": halves.end for n, halves in enumerate(parted, 1)} | _all(sentences)


def _alike(end: str, other: str) -> bool:
    """Whether one end of a sentence is the beginning of another: it could be taken for it."""
    return end.startswith(other) or other.startswith(end)


def _order(text: Offer, turn: int) -> Sketch:
    return _numbered(text.some(3, turn))


def _classify(text: Offer, turn: int) -> Sketch:
    """Two sentences of the first half of a text, and two of the second."""
    middle = text.length // 2
    first = excerpts.spread([e for e in text.excerpts if e.end <= middle], 2, turn)
    second = excerpts.spread([e for e in text.excerpts if e.start >= middle], 2, turn)
    return _numbered([*first, *second]) if first and second else None


def _open(text: Offer, turn: int) -> Sketch:
    return _numbered(text.some(2, turn))


def _who(text: Offer, other: Offer, turn: int) -> Sketch:
    return _numbered(text.some(1, turn))


def _comparison(text: Offer, other: Offer, turn: int) -> Sketch:
    """A sentence of each text: its beginning, and how it ends."""
    sketch: dict[str, str] = {}
    for number, offer in enumerate((text, other), 1):
        sentence = "".join(_words(offer, 1, turn))
        parted = offer.halves(sentence) if sentence else None
        if parted is None:
            return None
        sketch |= {f"said{number}": sentence, f"begin{number}": parted.begin, f"end{number}": parted.end}
    return sketch


def _words(text: Offer, count: int, turn: int) -> list[str]:
    return [excerpt.words for excerpt in text.some(count, turn)]


def _numbered(sentences: list[Excerpt]) -> Sketch:
    return _all([excerpt.words for excerpt in sentences]) or None


def _all(sentences: list[str]) -> dict[str, str]:
    """Sentences under said1, said2 and so on."""
    return {f"said{n}": words for n, words in enumerate(sentences, 1)}


ONE_TEXT: Mapping[str, Callable[[Offer, int], Sketch]] = {
    "short": _short,
    "choice": _choice,
    "several": _several,
    "judge-1": _said,
    "judge-2": _mix,
    "judge-3": _unsaid,
    "cloze": _gap,
    "match": _match,
    "order": _order,
    "classify": _classify,
    "open": _open,
}

TWO_TEXTS: Mapping[str, Callable[[Offer, Offer, int], Sketch]] = {
    "who": _who,
    "table": _comparison,
}
