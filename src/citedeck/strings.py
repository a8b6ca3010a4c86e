"""The catalogue of a language, and its typography at rendering.

To add a language: its words, in a file beside those in `languages`; and its spaces in `typeset`,
if it has habits of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from yaml import load
from yaml.cyaml import CBaseLoader

NBSP = "\xa0"

OTHERWISE = "en"
"""What is spoken where a language has no words yet."""

_FOLDER = Path(__file__).parent / "languages"


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


def catalogue(language: str) -> Mapping[str, str]:
    """The words of a language; English where it has none yet."""
    return _words(spoken(language))


@cache
def _words(language: str) -> Mapping[str, str]:
    held = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    words: Mapping[str, str] = load(held, Loader=CBaseLoader)  # noqa: S506 - it makes words, nothing else
    return words


_BLANK = "[ \xa0\u202f]"
_UNITS = (
    "mille|millions?|milliards?|janvier|février|mars|avril|mai|juin|juillet|"
    "août|septembre|octobre|novembre|décembre"
)
# Each begins with one mark or blank and is looked for where a mark or digit stands: several times
# as fast as one pattern for all.
_MARK, _DIGIT = re.compile("[;:!?%»€]"), re.compile(r"\d")
_BEFORE_MARK = re.compile(rf"{_BLANK}+(?=[;:!?%»€])")
_AFTER_OPENING = re.compile(rf"«{_BLANK}*(?=\S)")
_CLOSING_ALONE = re.compile(r"»(?<=[^\s«]»)")
_IN_NUMBER = re.compile(
    rf" (?:(?=\d)(?:(?<=\bn° |\b[lp]\. )|(?<=§ )|(?<=\d )(?=\d{{3}}(?!\d)))|(?<=\d )(?=(?:{_UNITS})\b))"
)


def typeset(words: str, language: str) -> str:
    """Words with the spaces their language is set with; never another letter or mark."""
    if primary(language) != "fr":
        return words
    if _MARK.search(words):
        words = _BEFORE_MARK.sub(NBSP, words)
    if "«" in words:
        words = _AFTER_OPENING.sub(f"«{NBSP}", words)
    if "»" in words:
        words = _CLOSING_ALONE.sub(f"{NBSP}»", words)
    return _IN_NUMBER.sub(NBSP, words) if _DIGIT.search(words) else words
