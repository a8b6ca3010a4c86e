"""Courses for tests, written as the user's own files are: one text of named sections.

    -- seeds/t.txt --
    La ville vote le budget.
    -- questions/b.yaml --
    source: t
    ...

A section named `… (escaped)` holds Python escapes, for characters an editor would mend. A
course without `seeds/sources.yaml` or `questions/course.yaml` gets the ones below.
"""

from __future__ import annotations

import re
from pathlib import Path

from citedeck import compiler
from citedeck.bank.raw import Inputs
from citedeck.commands import build
from citedeck.model import Compilation, Course

ROOT = Path(__file__).parent.parent

DEFAULTS = {
    "seeds/sources.yaml": 't:\n  file: t.txt\n  label: "le texte"\n',
    "questions/course.yaml": 'title: "Cas"\nid: cas\nlanguage: fr\n',
}

_SECTION = re.compile(r"^-- (\S+?)( \(escaped\))? --\n", re.MULTILINE)


def sections(text: str) -> dict[str, bytes]:
    """The named sections of a case, in order, as bytes."""
    parts = _SECTION.split(text)[1:]
    found = {}
    for name, escaped, words in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        found[name] = _unescaped(words) if escaped else words.encode()
    return found


def _unescaped(words: str) -> bytes:
    one_line = words.replace("\\\n", "").rstrip("\n")
    return one_line.encode("ascii").decode("unicode_escape").encode("utf-8", "surrogatepass")


def files(text: str) -> dict[str, bytes]:
    """The files of a course that a case describes."""
    given = {name: data for name, data in sections(text).items() if "/" in name}
    return {**{name: words.encode() for name, words in DEFAULTS.items()}, **given}


def compiled(text: str, written: int = 0) -> Compilation:
    """The course a case describes, compiled."""
    return compiler.compile(Inputs(files(text), written))


def ours() -> Course:
    """The repository's own course."""
    course = build.compile_only(ROOT).course
    assert course is not None
    return course


def on_disk(folder: Path, text: str) -> Path:
    """The course a case describes, in a folder."""
    for name, data in files(text).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


TOWN = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas d’écoles. »
Le conseil demande deux écoles. Il juge le refus du maire « incompréhensible ».
-- questions/b.yaml --
source: t
items:
  - id: vote
    type: short
    prompt: "Selon le texte, en quelle année la ville vote-t-elle le budget ?"
    answer: "en 1912"
    accept: ["1912"]
    evidence: "La ville vote le budget en 1912."
    explanation: "Le texte commence par cette date."
  - id: demande
    type: choice
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "la création de deux écoles"
    distractors:
      - text: "un nouveau budget"
        why: "Le budget est voté par la ville."
      - text: "le départ du maire"
        why: "Le conseil critique son refus."
    evidence: "Le conseil demande deux écoles."
  - id: qui
    type: cloze
    prompt: "Selon le texte :"
    text: "Le maire, {{c1::M. Alder::qui ?}}, s'y oppose : « Une ville sans argent n'a pas d'écoles. »"
  - id: refus
    type: true-false
    prompt: "Selon le texte, le conseil comprend le refus du maire."
    answer: false
    correction: "Il le juge « incompréhensible »."
    evidence: {quote: "Il juge le refus du maire « incompréhensible »", mark: "incompréhensible"}
"""
"""A small course of all four basic forms; the text is ours."""

TOWN_COURSE = (
    TOWN
    + """\
-- questions/course.yaml --
title: "La ville"
id: ville
language: fr
version: 0.1.0
worksheets:
  - id: lecture
    title: "Lire"
    items: [vote, demande, qui, refus]
    total: 5
    versions: [A, B]
"""
)
"""The same with a worksheet in two versions."""
