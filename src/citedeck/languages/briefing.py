"""The words of a brief to an assistant, and of what is answered to its reply, in the language of a course.

To add a language: its words, in a file beside those in `briefs`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template

from citedeck.languages import catalogue

_FOLDER = Path(__file__).parent / "briefs"
_EXAMPLES = "examples"

_RESERVED = re.compile(
    r"reserved|réservé|reservad|reservat|riservat|vorbehalt|voorbehoud|zastrzeż|rezervat|επιφύλα"
    r"|защищен|охраня|захищен|застережен|forbidden|interdit|verboten|prohibid|vietat|verboden"
    r"|\bTDM\b|data mining|fouille de textes",
    re.IGNORECASE,
)
_FREE = re.compile(r"some rights reserved|\bCC[ -](?:BY|0)|creative ?commons|public domain", re.IGNORECASE)


def has(language: str) -> bool:
    """Whether there are words of a brief in a language."""
    return (_FOLDER / f"{catalogue.primary(language)}.yaml").is_file()


def of(language: str) -> Mapping[str, str]:
    """The words of a brief in a language; in English where there are none yet."""
    return _read(catalogue.primary(language) if has(language) else catalogue.OTHERWISE)


def example(form: str, language: str) -> str:
    """Items of a form over the two little texts of the examples, as a list in YAML."""
    return Template(_read(_EXAMPLES)[form]).substitute(of(language))


def for_agents() -> str:
    """What an agent that works in the folder of a course is told; in English, whatever the course speaks."""
    return (_FOLDER / "agents.md").read_text(encoding="utf-8")


def are_reserved(rights: str) -> bool:
    """Whether what is said of the rights of a text speaks against handing it on."""
    return bool(_RESERVED.search(rights)) and not _FREE.search(rights)


@cache
def _read(name: str) -> Mapping[str, str]:
    return catalogue.read((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
