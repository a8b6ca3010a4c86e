"""The words and templates of a new course, by language: the folders of `languages/templates`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from citedeck.languages import catalogue
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the templates of a language are filled with: the words of its `phrases.yaml`."""

    label: str
    labels: str
    sheet: str
    both: str
    nothing_fits: str
    needs_two: str


OTHERWISE = "en"

TEMPLATES = files("citedeck.languages") / "templates"


@cache
def languages() -> tuple[str, ...]:
    """The languages that a new course can be written in, in the order of their tags."""
    return tuple(sorted(entry.name for entry in TEMPLATES.iterdir()))


def has(language: str) -> bool:
    """Whether there are templates in a language."""
    return catalogue.primary(language) in languages()


def spoken(language: str) -> str:
    """The language of the templates for a course: its own, or OTHERWISE."""
    return catalogue.primary(language) if has(language) else OTHERWISE


def of(language: str) -> Phrases:
    """What the templates of a language are filled with."""
    return Phrases(**catalogue.read(template(language, "phrases.yaml")))


def template(language: str, name: str) -> str:
    """A template's words."""
    return (TEMPLATES / language / name).read_text(encoding="utf-8")


def sample(language: str) -> dict[str, bytes]:
    """The files of the sample course of a language, by path."""
    return dict(_held(TEMPLATES / language / "sample", ""))


def _held(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _held(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry.read_bytes()
