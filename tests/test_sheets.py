"""Sheets and keys: a pupil's sheet cannot give an answer away, and its key fits it."""

from __future__ import annotations

import re

import pytest

import courses
from citedeck import build, compiler
from citedeck.model import Compilation
from citedeck.targets import documents, key, worksheet

CANARIES = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le maire s’y oppose. Le conseil demande deux écoles.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
worksheets:
  - id: f
    title: "Fiche"
    items: [court, choix, verdict, trous]
-- questions/b.yaml --
source: t
items:
  - id: court
    type: short
    prompt: "Selon le texte, quoi ?"
    answer: "Canari-réponse"
    accept: ["Canari-variante"]
    evidence: {quote: "La ville vote le budget en 1912", mark: "budget"}
    explanation: "Canari-explication"
  - id: choix
    type: choice
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    distractors:
      - {text: "une route", why: "Canari-pourquoi"}
      - {text: "un pont", why: "Canari-pourquoi-bis"}
    evidence: "Le conseil demande deux écoles"
  - id: verdict
    type: true-false
    prompt: "Selon le texte, le maire approuve."
    answer: false
    correction: "Canari-correction"
    evidence: "Le maire s'y oppose"
  - id: trous
    type: cloze
    prompt: "Selon le texte :"
    text: "La ville vote {{c1::le budget::quoi ?}} en 1912"
"""


def sheet_of(compilation: Compilation) -> str:
    return worksheet.page(compilation.sheets[0], compilation, compilation.course).decode()


def test_no_answer_reaches_the_sheet() -> None:
    page = sheet_of(courses.compiled(CANARIES))
    assert "Canari" not in page
    assert "le budget" not in page
    assert "oppose" not in page


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("answer: false", "answer: true"),
        ("Canari-correction", "Autre chose"),
        ("Canari-réponse", "Autre réponse"),
        ('answer: "Canari-réponse"', 'answer: "1912"'),
    ],
)
def test_another_answer_changes_no_byte_of_the_sheet(said: str, instead: str) -> None:
    before, after = CANARIES, CANARIES.replace(said, instead)
    assert before != after
    assert sheet_of(courses.compiled(before)) == sheet_of(courses.compiled(after))


def test_another_right_option_changes_no_byte_of_the_sheet() -> None:
    swapped = CANARIES.replace('answer: "deux écoles"', 'answer: "un pont"').replace(
        'text: "un pont", why', 'text: "deux écoles", why'
    )
    assert sheet_of(courses.compiled(CANARIES)) == sheet_of(courses.compiled(swapped))


def test_the_key_carries_the_code_of_its_sheet() -> None:
    compilation = courses.compiled(CANARIES)
    keyed = next(iter(key.render(compilation, compilation.course))).data.decode()
    (code,) = re.findall(r"Code de la fiche\s: (\w{4}-A)", sheet_of(compilation))
    assert code in keyed
    for canary in ("réponse", "variante", "pourquoi", "correction", "explication"):
        assert f"Canari-{canary}" in keyed


def test_every_line_of_every_key_holds_its_quotation() -> None:
    compilation = compiler.compile(build.read(courses.ROOT))
    seen = 0
    for resolved in compilation.items:
        for passage in resolved.passages:
            first, last = compilation.texts[passage.source.id].lines_of(passage.span)
            assert first.start <= passage.span.start < first.end
            assert last.start < passage.span.end <= last.end
            seen += 1
    assert seen >= len(compilation.items)


def test_lines_are_at_most_55_characters_and_lose_none() -> None:
    compilation = compiler.compile(build.read(courses.ROOT))
    for source in compilation.course.sources.values():
        lines = compilation.texts[source.id].lines
        words = [source.document.text[line.start : line.end] for line in lines]
        assert max(map(len, words)) <= 55
        assert " ".join(words).split() == source.document.text.split()
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_documents_anchor_every_line() -> None:
    compilation = compiler.compile(build.read(courses.ROOT))
    for source in compilation.course.sources.values():
        page = documents.page(source, compilation, compilation.course).decode()
        for line in compilation.texts[source.id].lines:
            assert f'id="l{line.number}"' in page
