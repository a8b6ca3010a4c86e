"""Numbers in right words: each, whole, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.model import GAP
from citedeck.quick import pattern
from citedeck.text import borders, folding
from citedeck.text.folding import Folded

Range = tuple[int, int]

_SMALL = "\xb2\xb3\xb9\u2070-\u2079\u2080-\u2089"
_FRACTIONS = "\xbc-\xbe\u2150-\u215f\u2189"
_RINGED = "\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
_SIGNS = f"{_SMALL}{_FRACTIONS}{_RINGED}"
_NUMERALS = "\u2160-\u2188"
"""Roman numerals of one sign each, which fold to letters."""

_NUMERAL = pattern(f"[{_NUMERALS}]")
_OF_NUMBER = rf"[\d{_SIGNS}{_NUMERALS}]"
# Latin, Greek and Cyrillic letters and the marks of all writing: a search skips them ten times as fast.
_PLAIN = "\\0-/:-\xb1\xb4-\xb8\xba\xbb\xbf-\u065f\u2000-\u206f"
_NUMBER = pattern(rf"[^{_PLAIN}](?<={_OF_NUMBER}){_OF_NUMBER}*")


def are_in(words: str) -> bool:
    """Whether words hold a number that is written as one: 1912, ¹⁹¹³, ½, Ⅻ."""
    return bool(_NUMBER.search(words))


def is_of_digits(number: str) -> bool:
    """Whether a number is written in digits, as most are."""
    return any(char.isdecimal() for char in number)


def folded(words: str) -> Folded:
    """Words as their numbers are looked for: the marks of a cloze and its hints are blanks."""
    return folding.fold(_without_blanks(words))


def each(words: str) -> list[str]:
    """The numbers of some words, each one whole, folded."""
    if words.isdecimal():
        return [folding.words(words)]
    single_spaced = (
        GAP.sub(lambda gap: f" {gap['answer']} ", words).replace("  ", " ") if "{{" in words else words
    )
    folded = folding.fold(single_spaced)  # most such words fold as they are, where no place is asked for
    return [folded.text[start:end] for start, end in places(folded)]


def places(words: Folded) -> list[Range]:
    """Where the numbers stand: « 1 500,50 », « 12/05/1912 », « covid-19 », « ½ », each one whole."""
    signs = [sign.span() for sign in _NUMBER.finditer(words.text)]
    if _NUMERAL.search(words.original):
        signs = sorted([*signs, *_numerals(words)])
    wholes: list[Range] = []
    for place in signs:
        if not wholes or place[1] > wholes[-1][1]:  # else it is part of the number before
            wholes.append(borders.widened(words, *place))
    return wholes


def _numerals(words: Folded) -> Iterator[Range]:
    """Where Roman numerals of one sign each stand."""
    for at in range(len(words.text)):
        if _NUMERAL.search(words.original, *words.span(at, at + 1)):
            yield at, at + 1


def _without_blanks(words: str) -> str:
    """The words with cloze markup and hints blotted out, every other character where it was."""
    if "{{" not in words:
        return words
    return GAP.sub(lambda m: m["answer"].rjust(m.end("answer") - m.start()).ljust(len(m[0])), words)
