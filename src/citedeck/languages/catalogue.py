"""The catalogue of a language, and its typography at rendering.

To add a language: its words, in a file beside those in `languages`; and its spaces in `typeset`,
if it has habits of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from yaml import ScalarEvent
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is libyaml's, and there

from citedeck.model import NOT_SAID
from citedeck.quick import pattern

NBSP = "\xa0"

OTHERWISE = "en"
"""What is spoken where a language has no words yet."""

_FOLDER = Path(__file__).parent


@cache  # it is asked of every word, and a course has few
def primary(language: str) -> str:
    """The language of a tag, without its country or script: `fr` of `fr-CA`."""
    return language.partition("-")[0]


@cache
def languages() -> frozenset[str]:
    """The languages that there are words in."""
    return frozenset(path.stem for path in _FOLDER.glob("*.yaml"))


def has(language: str) -> bool:
    """Whether there are words in a language."""
    return primary(language) in languages()


def spoken(language: str) -> str:
    """The language of the words that a course in a language gets: its own, or OTHERWISE."""
    return primary(language) if has(language) else OTHERWISE


@cache
def of(language: str) -> Mapping[str, str]:
    """The words of a language; English where it has none yet."""
    return _words(spoken(language))


@cache
def _words(language: str) -> Mapping[str, str]:
    return read((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, str]:
    """The words of a file of ours in a language, by their names: it holds pairs of both and nothing else."""
    events = iter(CParser(text).get_event, None)
    words = [event.value for event in events if type(event) is ScalarEvent]
    return dict(zip(words[::2], words[1::2], strict=True))


def counted(words: str, number: int) -> str:
    """How many of something: words of one and, after a bar, of several; or the same of both."""
    single, _, several = words.partition(" | ")
    return (several if several and number != 1 else single).format(number)


_INDENT = pattern(r"(?<=\n)[ \t]+")
_BLANK = "[ \xa0\u202f]"
_UNITS = (
    "mille|millions?|milliards?|janvier|février|mars|avril|mai|juin|juillet|"
    "août|septembre|octobre|novembre|décembre"
)
_MARKS = ";:!?%»€"
_DIGITS = "0123456789"
_THIN = "\u202f"
_SET_BEFORE = [(mark, f" {mark}", f"{NBSP}{mark}") for mark in _MARKS]
_BEFORE_MARK = pattern(rf"{_BLANK}+(?=[{_MARKS}])")
_AFTER_OPENING = pattern(rf"«{_BLANK}*(?=\S)")
_CLOSING_ALONE = pattern(r"»(?<=[^\s«]»)")
# What stands before a blank is looked at first: of most blanks nothing else is.
_IN_NUMBER = pattern(
    rf" (?<=[\d°.§] )(?:(?=\d)(?:(?<=\bn° |\b[lp]\. )|(?<=§ )|(?<=\d )(?=\d{{3}}(?!\d)))"
    rf"|(?<=\d )(?=(?:{_UNITS})\b))"
)


def typeset(words: str, language: str) -> str:
    """Words with the spaces their language is set with, indents kept; never another letter or mark."""
    if "\n" in words:
        words = _INDENT.sub(lambda blanks: blanks[0].expandtabs(4).replace(" ", NBSP), words)
    if primary(language) != "fr" or words.isalnum():  # many answers are one word, or a number
        return words
    words = _before_marks(words)
    if "«" in words:
        words = _AFTER_OPENING.sub(f"«{NBSP}", words)
    if "»" in words:
        words = _CLOSING_ALONE.sub(f"{NBSP}»", words)
    for digit in _DIGITS:
        if digit in words:
            return _IN_NUMBER.sub(NBSP, words)
    return words


def _before_marks(words: str) -> str:
    """Words whose blanks before a mark do not break; one blank alone, as typed, is the fast case."""
    if _THIN in words or "  " in words.replace(NBSP, " "):
        return _BEFORE_MARK.sub(NBSP, words)
    for mark, typed, unbroken in _SET_BEFORE:
        if mark in words:
            words = words.replace(typed, unbroken)
    return words


def in_words(answer: str, language: str) -> str:
    """What an option or a cell says: the reserved « not said » in the words of a language."""
    return of(language)[NOT_SAID] if answer == NOT_SAID else str(answer)


def sentence(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
