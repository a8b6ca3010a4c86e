"""A cloze that takes the text's words: its gaps stay what they are, and where they are."""

from __future__ import annotations

import re

from citedeck.bank import scalars
from citedeck.model import GAP
from citedeck.quick import pattern
from citedeck.text import folding


def with_words(cloze: str, words: str) -> str | None:
    """A cloze whose words become these, with each gap about the words that answer to its own.

    None where that cannot be: a gap would be lost, cut a word or stand in the way of one.
    """
    if "{{" in GAP.sub("", cloze):
        return None  # a gap that is not written as one is no words to be replaced
    places = _visible(cloze)
    value, done = "", 0
    for start, end, new in scalars.changes("".join(cloze[at] for at in places), words):
        first = places[start] if start < end else _after_gap(cloze, places[start - 1] + 1 if start else 0)
        last = places[end - 1] + 1 if start < end else first
        if last - first != end - start or _takes_hint(cloze, first, new):
            return None
        value, done = value + cloze[done:first] + new, last
    value += cloze[done:]
    return value if _keeps_gaps(cloze, value) and filled(value) == words else None


def filled(cloze: str) -> str:
    """The words of a cloze without the marks of its gaps."""
    return GAP.sub(lambda gap: gap["answer"], cloze)


def _keeps_gaps(before: str, after: str) -> bool:
    """Whether the gaps are as many, with their numbers and hints, and cut words only where they did."""
    pairs = [*zip(GAP.finditer(before), GAP.finditer(after), strict=False)]
    if not len(pairs) == len(GAP.findall(before)) == len(GAP.findall(after)):
        return False
    return all(
        (old["number"], old["hint"]) == (new["number"], new["hint"])
        and bool(folding.words(new["answer"]))
        and _cuts(new) <= _cuts(old)
        for old, new in pairs
    )


def _cuts(gap: re.Match[str]) -> set[str]:
    """At which of its ends a gap parts a word or a number."""
    ahead, behind = filled(gap.string[: gap.start()]), filled(gap.string[gap.end() :])
    borders = {"start": (ahead, gap["answer"] + behind), "end": (ahead + gap["answer"], behind)}
    return {name for name, (before, after) in borders.items() if _parts(before, after)}


def _parts(before: str, after: str) -> bool:
    """Whether words that end so and others that begin so are one word or number."""
    if before[-1:].isalnum() and after[:1].isalnum():
        return True
    return bool(_NUMBER_ENDS.search(before) and _NUMBER_BEGINS.match(after))


_NUMBER_ENDS = pattern(r"\d[.,]?\Z")
_NUMBER_BEGINS = pattern(r"[.,]?\d")


def _takes_hint(cloze: str, at: int, words: str) -> bool:
    """Whether words to be put after a gap are its hint: the two colons before it were the text's."""
    gaps = (gap for gap in GAP.finditer(cloze) if gap.end() <= at and not cloze[gap.end() : at].strip())
    return any(gap["hint"] and gap["hint"] in words for gap in gaps)


def _visible(cloze: str) -> list[int]:
    """The places of the characters of a cloze that a reader sees once all gaps are filled."""
    places, done = [], 0
    for gap in GAP.finditer(cloze):
        places += [*range(done, gap.start()), *range(*gap.span("answer"))]
        done = gap.end()
    return [*places, *range(done, len(cloze))]


def _after_gap(cloze: str, at: int) -> int:
    """The place, or that after the gap whose words end there."""
    ended = (gap.end() for gap in GAP.finditer(cloze) if gap.end("answer") == at)
    return next(ended, at)
