"""What checks must know of a language. A language that is not here is not checked by words.

To add one: its words in LANGUAGES.
"""

from __future__ import annotations

import re

from citedeck.model import Course, Source
from citedeck.quick import dataclass
from citedeck.strings import primary


@dataclass(frozen=True, slots=True)
class Language:
    """Words of a language that item-writing rules speak of, in small letters and folded."""

    numbers: tuple[str, ...]
    catch_all: re.Pattern[str]
    bare_stem: re.Pattern[str]
    negation_before: re.Pattern[str]
    negation_after: re.Pattern[str]
    reported: re.Pattern[str]
    """Words that give a sentence to somebody else: « selon », "according to"."""


_FR = Language(
    numbers=("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"),
    catch_all=re.compile(
        r"(?:aucune?|toutes?|tous) (?:de )?(?:ces|les|des) (?:réponses|propositions|choix)|^\d et \d$"
    ),
    bare_stem=re.compile(r"^laquelle (?:de|parmi) ces (?:affirmations|propositions|phrases)\b"),
    negation_before=re.compile(r"\b(?:ne|n'|non|pas|jamais|aucune?|ni|faux|nullement)\b[^,;:.!?]{0,40}$"),
    negation_after=re.compile(r"^(?: \w+)? (?:pas|jamais|point|guère|aucune?)\b"),
    reported=re.compile(r"\b(?:selon|d'après|à en croire)\b"),
)

_EN = Language(
    numbers=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    catch_all=re.compile(r"(?:none|all) of (?:these|the above|them)|^\d and \d$"),
    bare_stem=re.compile(r"^which (?:of|one of) (?:these|the following)(?: statements| sentences)?\b"),
    negation_before=re.compile(r"\b(?:not|never|no|nor|neither|false|\w+n't)\b[^,;:.!?]{0,40}$"),
    negation_after=re.compile(r"^ (?:not|never)\b"),
    reported=re.compile(r"\b(?:according to|in the words of)\b"),
)

LANGUAGES = {"fr": _FR, "en": _EN}


def of(course: Course) -> Language | None:
    """What is known of a course's language."""
    return LANGUAGES.get(primary(course.language))


def of_source(source: Source, course: Course) -> Language | None:
    """What is known of a text's language."""
    return LANGUAGES.get(primary(source.language or course.language))
