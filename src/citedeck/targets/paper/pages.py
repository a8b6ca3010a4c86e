"""Templates -> pages: the one place that knows jinja2."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from citedeck.languages import catalogue
from citedeck.languages.catalogue import OTHERWISE, primary, spoken, typeset
from citedeck.model import Course
from citedeck.sheets.orders import LETTERS

STANDARD, LARGE = "standard", "large"
PROFILES = (STANDARD, LARGE)


def page(template: str, course: Course, profile: str, **data: Any) -> bytes:
    """A self-contained HTML page; every word of `data` is text, escaped by the template."""
    language = course.language
    html = (
        _environment()
        .get_template(template)
        .render(
            course=course,
            t=_Words(language),
            ts=_setter(language),
            language=language,
            profile=profile,
            css=_css(),
            letters_of=LETTERS,
            direction=catalogue.direction,
            **data,
        )
    )
    return html.encode("utf-8")


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
    return stem if profile == STANDARD else f"{stem}-{catalogue.of(course.language)['large_suffix']}"


class _Words:
    """The catalogue of a language, set by its typography: `t("key", 1)` in a template.

    Where it is another one than the page's, for want of words, each of them says which: to be
    read aloud and hyphenated as what it is. What is filled in is in the language of the page.
    """

    def __init__(self, language: str) -> None:
        self.words = catalogue.of(language)
        self.language = language
        self.is_own = spoken(language) == primary(language)

    def __call__(self, key: str, *values: object) -> str:
        if self.is_own:
            return self.plain(key, *values)
        filled = (_said_in(self.language, value) if _is_words(value) else value for value in values)
        return _said_in(OTHERWISE, escape(self.words[key]).format(*filled))

    def plain(self, key: str, *values: object) -> str:
        """Words alone, where no element may stand."""
        return typeset(self.words[key].format(*values), self.language)

    def points(self, count: int) -> str:
        return self("point") if count == 1 else self("points", count)

    def quoted(self, several: Iterable[str]) -> str:
        """Each of some words in quotation marks, with commas."""
        each = [self("quoted", words) for words in several]
        return ", ".join(each) if self.is_own else Markup(", ").join(each)


def _is_words(value: object) -> bool:
    """Whether a value is plain words: no number, nor an element already."""
    return isinstance(value, str) and not isinstance(value, Markup)


def _said_in(language: str, words: object) -> Markup:
    """Words as an element that says their language."""
    return Markup('<span lang="{}">{}</span>').format(language, words)


def _lined(value: object) -> object:
    """A value that a page shows, with the line ends of its words as elements."""
    if isinstance(value, Markup) or not isinstance(value, str) or "\n" not in value:
        return value
    return Markup("<br>").join(value.split("\n"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader(f"citedeck.targets.{kind}") for kind in ("paper", "screen")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_lined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _css() -> str:
    return (files("citedeck.targets.paper") / "templates" / "page.css").read_text(encoding="utf-8")
