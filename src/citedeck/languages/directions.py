"""Which way a language is written: by its tag, and where the words themselves would tell it wrongly.

To add a language that is written from the right: its tag, in _LANGUAGES.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from citedeck.languages.catalogue import primary
from citedeck.quick import pattern

Direction = Literal["ltr", "rtl"]

_LANGUAGES = "ar arc ary arz azb bal ckb dv fa glk he iw ks lrc mzn nqo pnb prs ps sd skr syr ug ur yi"
_FROM_THE_RIGHT = frozenset(_LANGUAGES.split())
_SCRIPTS = "adlm arab hebr mand nkoo rohg samr syrc thaa"
_SCRIPTS_FROM_THE_RIGHT = frozenset(_SCRIPTS.split())
_SCRIPT = pattern(r"(?<=-)[a-z]{4}(?=-|$)")
_LETTER_FROM_THE_RIGHT = pattern(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NONE_FROM_THE_RIGHT = pattern("[\0-\u058f\u2000-\u20bf]*")
"""Nearly all words of Europe: a third of the time that looking for those letters takes. A set that spans
more would take longer to make."""


@cache
def direction(language: str) -> Direction:
    """The direction of a language's words; a script in its tag counts before the language."""
    tag = language.lower()
    if script := _SCRIPT.search(tag):
        return "rtl" if script[0] in _SCRIPTS_FROM_THE_RIGHT else "ltr"
    return "rtl" if primary(tag) in _FROM_THE_RIGHT else "ltr"


def misleads(words: str) -> bool:
    """Whether words of a language from the left hold letters that a browser would take its direction from."""
    return _NONE_FROM_THE_RIGHT.fullmatch(words) is None and _LETTER_FROM_THE_RIGHT.search(words) is not None
