"""The words and templates of a new course, by language.

To add a language: its phrases here, its folder of templates, and its words in `guesses`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from citedeck import strings
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the templates of a language are filled with."""

    label: str
    labels: str
    sheet: str
    both: str
    nothing_fits: str
    needs_two: str


PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        label="the text",
        labels="text {0}",
        sheet="Questions on {0}",
        both="Comparing two texts",
        nothing_fits="Nothing fitting is in this text. To use the form: take the # away, fill in each ….",
        needs_two="It needs two texts. With a second one in seeds/: take the # away, fill in each ….",
    ),
    "fr": Phrases(
        label="le texte",
        labels="le texte {0}",
        sheet="Questions : {0}",
        both="Comparer deux textes",
        nothing_fits="Rien ne s’y prête dans ce texte. Pour cette forme : ôtez les #, remplissez chaque ….",
        needs_two="Il y faut deux textes. Avec un second dans seeds/ : ôtez les #, remplissez chaque ….",
    ),
}

OTHERWISE = "en"


def spoken(language: str) -> str:
    """The language of the templates for a course: its own, or OTHERWISE."""
    own = strings.primary(language)
    return own if own in PHRASES else OTHERWISE


def template(language: str, name: str) -> str:
    """A template's words."""
    return (_folder(language) / name).read_text(encoding="utf-8")


def sample(language: str) -> dict[str, bytes]:
    """The files of the sample course of a language, by path."""
    return dict(_held(_folder(language) / "sample", ""))


def _folder(language: str) -> Traversable:
    return files("citedeck") / "scaffold" / "templates" / language


def _held(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _held(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry.read_bytes()
