"""The letters and marks a language is printed with; spaces are set at rendering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank import scalars
from citedeck.languages import catalogue
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Edit, Item, Text
from citedeck.quick import pattern
from citedeck.text.reading import Reading

_APOSTROPHE = pattern(r"(?<=\w)['‘`´](?!(?<=\d.)\d)(?=\w|«)")
_QUOTED = pattern(r'(?<!\w)"([^"]+)"')
"""Marks after a number are feet and inches: 5'10", and a 12" record."""

_KEYBOARD = ("'", "‘", "`", "´", '"', "...")
"""What one of them may find."""


def set_right(words: str, language: str) -> str:
    """Words with the letters and marks of print, in a language that there are words in."""
    quoted = catalogue.of(language)["quoted"]
    words = _QUOTED.sub(lambda m: quoted.format(m[1].strip()), _APOSTROPHE.sub("’", words))
    return words.replace("...", "…")


def straight(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """’ not ', … not three dots, and the language's own marks, not ". Quotations stay as typed."""
    if not catalogue.has(course.language):
        return
    for item in items:
        texts = [*item.asserted(), *item.beside()]
        if not _may_be_typed("\n".join(texts)):
            continue
        typed = filter(_may_be_typed, texts)
        quoted = {id(quotation.quote) for claim in item.claims() for quotation in claim.evidence}
        for text in typed:
            if id(text) not in quoted:
                yield from _straight(item, text, course.language)


def _may_be_typed(text: str) -> bool:
    for sign in _KEYBOARD:  # noqa: SIM110 - asked of every item of a course
        if sign in text:
            return True
    return False


def _straight(item: Item, text: Text, language: str) -> Iterator[Diagnostic]:
    printed = set_right(text, language)
    if printed == text:
        return
    place = next(at for at, (typed, mark) in enumerate(zip(text, printed, strict=False)) if typed != mark)
    marks = catalogue.of(language)["quoted"].replace("{0}", " ").split()
    yield diagnostics.make(
        "typography-straight",
        f"`{item.id}` has marks of a keyboard, not of print",
        scalars.locate(text, place, place + 1),
        item=item.id,
        help=[f"`citedeck fix {item.id}` sets ’ {' '.join(marks)} and …"],
        edit=Edit(text, printed),
    )
