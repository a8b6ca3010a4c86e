"""Templates -> pages: the one place that knows jinja2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from citedeck.languages import catalogue, quantities
from citedeck.languages.catalogue import OTHERWISE, counted, primary, spoken, typeset
from citedeck.languages.directions import direction
from citedeck.model import Course, Sheet
from citedeck.quick import dataclass
from citedeck.sheets import room
from citedeck.sheets.orders import LETTERS
from citedeck.targets.paper import settings

STANDARD, DYS, LARGE, LARGER = "standard", "dys", "large", "larger"
PROFILES = (STANDARD, DYS, LARGE, LARGER)
READY = (STANDARD, DYS, LARGE)
"""The profiles of ready sheets and texts; others are made on demand."""

FACE = Markup('"Atkinson Hyperlegible", "Liberation Sans", Arial, "DejaVu Sans", sans-serif')
"""The typeface of the margins: the same as in `page.css`, which does not reach there in every engine."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands in the margins of every printed page: its foot, and a line for a name from page 2 on."""

    start: str = ""
    end: str = ""
    name: str = ""


def page(template: str, course: Course, profile: str, margins: Margins | None = None, **data: Any) -> bytes:
    """A self-contained HTML page; every word of `data` is text, escaped by the template."""
    return _rendered(template, course, margins or Margins(), profile=profile, **data).encode("utf-8")


def body(template: str, course: Course, **data: Any) -> Markup:
    """What a page holds, without the page around it: a part of another one."""
    return Markup(_rendered(template, course, Margins(), layout="bare.html", **data))  # noqa: S704 - a template escaped it


def margin_styles(course: Course, margins: Margins, paper: str) -> str:
    """The style sheet of what stands in the margins of printed pages."""
    return _rendered("margins.css", course, margins, paper=paper)


def _rendered(template: str, course: Course, margins: Margins, **data: Any) -> str:
    language = course.language
    shared = {
        "course": course,
        "t": _Words(language),
        "ts": _setter(language),
        "language": language,
        "direction": direction(language),
        "layout": "page.html",
        "css": _css(),
        "paper": settings.paper(course),
        "face": FACE,
        "foot_start": margins.start,
        "foot_end": margins.end,
        "name_again": margins.name,
        "letters_of": LETTERS,
    }
    return _environment().get_template(template).render({**shared, **data})


def data(value: object) -> Markup:
    """A value as JSON for a script element: no word in it can end that."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 - escaped here


def fragment(template: str, macro: str, course: Course, **data: Any) -> str:
    """What one macro of a template makes of some data: a part of a page, by itself."""
    make = getattr(_environment().get_template(template).module, macro)
    return str(make(t=_Words(course.language), ts=_setter(course.language), **data))


def _setter(language: str) -> Callable[..., str]:
    """What sets words by the typography of a language, the page's where none is named."""

    def set_type(text: object, of: str = language, *, is_part: bool = False) -> str:
        return typeset(str(text) if is_part else str(text).strip(), of)

    return set_type


def file_name(stem: str, profile: str, course: Course) -> str:
    """A file's name without its ending, with the profile in the course's language."""
    words = catalogue.of(course.language)
    return stem if profile == STANDARD else f"{stem}-{words[f'{profile}_suffix']}"


def titled(title: str, course: Course, *parts: str) -> str:
    """The start of a page's foot: its title, on one line, and what else tells the page from others."""
    set_type = _setter(course.language)
    return _BETWEEN.join(" ".join(set_type(part).split()) for part in (title, *parts) if part)


def coded(sheet: Sheet, course: Course) -> str:
    """The end of a foot, before the number of the page: the code of its sheet."""
    return titled(sheet.code, course) + _BETWEEN


_BETWEEN = "  ·  "


class _Words:
    """The catalogue of a language, set by its typography: `t("key", 1)` in a template.

    Where it is another one than the page's, for want of words, each of them says which: to be
    read aloud and hyphenated as what it is. What is filled in is in the language of the page.
    """

    def __init__(self, language: str) -> None:
        self.words = catalogue.of(language)
        self.language = language
        self.is_own = spoken(language) == primary(language)
        self.turns = not self.is_own and direction(OTHERWISE) != direction(language)
        self.side = Markup(' dir="{}"').format(direction(OTHERWISE)) if self.turns else ""
        """What an element says that holds nothing else than such words, one after another."""

    def __call__(self, key: str, *values: object) -> str:
        if self.is_own:
            return self.plain(key, *values)
        filled = (self._said(self.language, value) if _is_words(value) else value for value in values)
        return self._said(OTHERWISE, escape(self.words[key]).format(*filled))

    def plain(self, key: str, *values: object) -> str:
        """Words alone, where no element may stand."""
        return typeset(self.words[key].format(*values), self.language)

    def points(self, amount: Decimal) -> str:
        key = "point" if quantities.is_one(amount, self.language) else "points"
        return self(key, escape(self.amount(amount)))

    def amount(self, amount: Decimal) -> str:
        """A number as the language writes it."""
        return quantities.written(str(amount), self.language)

    def counted(self, key: str, count: int) -> str:
        """How many of something, in the words of one or of several."""
        words = typeset(counted(self.words[key], count), self.language)
        return words if self.is_own else self._said(OTHERWISE, words)

    def _said(self, language: str, words: object) -> Markup:
        """Words as an element that says their language, and their direction where it is not the page's."""
        side = Markup(' dir="{}"').format(direction(language)) if self.turns else ""
        return Markup('<span lang="{}"{}>{}</span>').format(language, side, words)

    def quoted(self, several: Iterable[str]) -> str:
        """Each of some words in quotation marks, with commas."""
        each = [self("quoted", words) for words in several]
        return ", ".join(each) if self.is_own else Markup(", ").join(each)


def _is_words(value: object) -> bool:
    """Whether a value is plain words: no number, nor an element already."""
    return isinstance(value, str) and not isinstance(value, Markup)


def _lined(value: object) -> object:
    """A value that a page shows, with the line ends of its words as elements."""
    if isinstance(value, Markup) or not isinstance(value, str) or "\n" not in value:
        return value
    return Markup("<br>").join(value.split("\n"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(f"citedeck.targets.{kind}") for kind in ("paper", "screen")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_lined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        in_css=_in_css,
        bound=_bound,
        filled_in=_filled_in,
        are_short=room.are_paired,
        below=room.BELOW,
        of_itself=_OF_ITSELF,
    )
    return environment


_OF_ITSELF = Markup(' dir="auto"')
"""The direction of words goes by their first letter: they may be of another language than the page."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,:()_-]")


def _in_css(words: str) -> Markup:
    """Words as a string of a style sheet, which holds no mark that could end it."""
    return Markup('"{}" '.format(_NOT_PLAIN.sub(lambda char: f"\\{ord(char[0]):x} ", words)))  # noqa: S704 - no mark is left in it


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words between two gaps, and what of them may not part from the gap: before it, and after it."""

    words: str
    before: str = ""
    after: str = ""


_TOUCHES_AFTER = re.compile(r"(?:\xa0?[^\w\s])*")
_TOUCHES_BEFORE = re.compile(r"[^\s]{0,8}[^\w\s]\xa0?$")


def _bound(pieces: Sequence[str], set_type: Callable[..., str]) -> list[_Piece]:
    """The pieces of a cloze, with the marks and elided words that touch its gaps held apart."""
    bound: list[_Piece] = []
    following = ""
    for number, piece in enumerate(pieces):
        words = set_type(piece, is_part=True)
        words = words.removeprefix(following)
        before = _TOUCHES_BEFORE.search(words) if number < len(pieces) - 1 else None
        after = set_type(pieces[number + 1], is_part=True) if number < len(pieces) - 1 else ""
        touching = _TOUCHES_AFTER.match(after)
        following = touching[0] if touching else ""
        bound.append(
            _Piece(words[: before.start()] if before else words, before[0] if before else "", following)
        )
    return bound


def _filled_in(pieces: Sequence[tuple[str, bool]], set_type: Callable[..., str]) -> list[tuple[str, bool]]:
    """The sentence of a cloze in pieces, set as one: which of them are its answers."""
    whole = set_type("\x00".join(words for words, _ in pieces), is_part=True).split("\x00")
    return [(words, is_answer) for words, (_, is_answer) in zip(whole, pieces, strict=True)]


@cache
def _css() -> str:
    return (files("citedeck.targets.paper") / "templates" / "page.css").read_text(encoding="utf-8")
