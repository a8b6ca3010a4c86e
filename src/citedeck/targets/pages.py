"""Templates -> pages: the one place that knows jinja2."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from citedeck.model import Course
from citedeck.strings import catalogue, typeset

STANDARD, LARGE = "standard", "large"
PROFILES = (STANDARD, LARGE)


def page(template: str, course: Course, profile: str, **data: Any) -> bytes:
    """A self-contained HTML page; every word of `data` is text, escaped by the template."""
    language = course.language

    def set_type(text: object, of: str = language) -> str:
        return typeset(str(text), of)

    made = (
        _environment()
        .get_template(template)
        .render(
            course=course,
            t=_Words(catalogue(language), language),
            ts=set_type,
            language=language,
            profile=profile,
            css=_css(),
            letters_of="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            **data,
        )
    )
    return made.encode("utf-8")


def file_name(stem: str, profile: str, course: Course) -> str:
    """A file's name without its ending, with the profile in the course's language."""
    return stem if profile == STANDARD else f"{stem}-{catalogue(course.language)['large_suffix']}"


def sentence(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


class _Words:
    """The catalogue of a language, set by its typography: `t("key", 1)` in a template."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        self.words = words
        self.language = language

    def __call__(self, key: str, *values: object) -> str:
        return typeset(self.words[key].format(*values), self.language)

    def points(self, count: int) -> str:
        return self("point") if count == 1 else self("points", count)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("citedeck.targets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _css() -> str:
    return (files("citedeck.targets") / "templates" / "page.css").read_text(encoding="utf-8")
