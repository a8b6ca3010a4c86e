"""Mistakes told in another language: a title under the English, or the language alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from citedeck.cli import app
from citedeck.messages import report, translations

CASES = sorted((courses.ROOT / "tests/cases").rglob("*.txt"))

_LABEL = re.compile(r"^ *\| +[\^~-]+ (\S.*)$", re.MULTILINE)
_SECTION = re.compile(r"^-- expected --\n(.*?)(?=^-- |\Z)", re.MULTILINE | re.DOTALL)

MISTAKEN = """\
-- seeds/sources.yaml --
t: {file: t.txt, label: "le texte"}
-- seeds/t.txt --
La ville vote le budget en 1912.
-- questions/course.yaml --
title: Cours
id: cours
language: fr
-- questions/b.yaml --
source: t
items:
- id: vote
  type: short
  prompt: "Selon le texte, que vote la ville ?"
  answer: "le budget"
  evidence: "La ville vota le budget en 1912."
"""

ENGLISH_AND_TITLE = """\
error[quote-absent]: the quotation of `vote` is not in « t »
                     La citation n’est pas dans le texte
 --> questions/b.yaml:7:23
7 |   evidence: "La ville vota le budget en 1912."
  |                       ^^^^ the source says « vote »
 ::: seeds/t.txt:1:10
1 | La ville vote le budget en 1912.
  |          ---- nearest passage
  = help: `citedeck fix vote` takes the source's words: « La ville vote le budget en 1912. »

"""

FRENCH_ALONE = """\
erreur[quote-absent] : La citation n’est pas dans le texte (vote)
 --> questions/b.yaml:7:23
7 |   evidence: "La ville vota le budget en 1912."
  |                       ^^^^ le texte dit « vote »
 ::: seeds/t.txt:1:10
1 | La ville vote le budget en 1912.
  |          ---- le passage le plus proche
  = que faire : `citedeck fix vote` prend les mots du texte : « La ville vote le budget en 1912. »

"""


@pytest.fixture
def mistaken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A French course with one mistake, and this folder in it."""
    parts = re.split(r"^-- (\S+) --\n", MISTAKEN, flags=re.MULTILINE)[1:]
    for name, words in zip(parts[::2], parts[1::2], strict=True):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[str, str]:
    """What a command prints, and says beside it."""
    done = CliRunner().invoke(app, arguments)
    return done.stdout, done.stderr


def test_a_french_course_reads_a_french_title_under_the_english(mistaken: Path) -> None:
    printed, beside = run("check")
    assert printed == ENGLISH_AND_TITLE
    assert beside == "1 error; `citedeck explain CODE` explains a code\n"


def test_french_alone_on_request(mistaken: Path) -> None:
    printed, beside = run("check", "--language", "fr")
    assert printed == FRENCH_ALONE
    assert beside == "1 erreur; « citedeck explain CODE » explique un code\n"


def test_english_alone_on_request(mistaken: Path) -> None:
    assert run("check", "--language", "en")[0] == re.sub(
        r"^ +La .*\n", "", ENGLISH_AND_TITLE, flags=re.MULTILINE
    )


def test_what_programs_read_stays_english(mistaken: Path) -> None:
    message = "the quotation of `vote` is not in « t » (the source says « vote »)"
    concise = f"questions/b.yaml:7:23: error[quote-absent] {message}\n"
    assert run("check", "--format", "concise", "--language", "fr")[0] == concise
    assert "citation" not in json.dumps(json.loads(run("check", "--format", "json")[0]), ensure_ascii=False)


def test_an_annotation_is_for_people_and_begins_with_the_title(mistaken: Path) -> None:
    assert "::La citation n’est pas dans le texte%0Athe quotation of" in run("check", "--format", "github")[0]


def test_explain_speaks_the_language_of_the_course_one_stands_in(
    mistaken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    french = run("explain", "quote-absent")[0]
    assert french.startswith("quote-absent\n\nLa citation n’est pas dans le texte\n")
    assert run("explain", "quote-absent", "--language", "fr")[0] == french
    english = run("explain", "quote-absent", "--language", "en")[0]
    assert "The quotation is not in the text." in english
    monkeypatch.chdir(mistaken.parent)
    assert run("explain", "quote-absent")[0] == english


def test_explain_speaks_english_where_a_course_has_another_language(mistaken: Path) -> None:
    course = mistaken / "questions/course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("fr", "ja"), encoding="utf-8")
    assert "The quotation is not in the text." in run("explain", "quote-absent")[0]


def test_explain_in_a_course_that_cannot_be_read_is_english(mistaken: Path) -> None:
    (mistaken / "questions/course.yaml").write_bytes(b"\xff: [")
    assert "The quotation is not in the text." in run("explain", "quote-absent")[0]


@pytest.mark.parametrize("verb", [["check"], ["explain", "quote-cut"]], ids=lambda verb: verb[0])
def test_a_language_that_nobody_wrote_is_refused(mistaken: Path, verb: list[str]) -> None:
    assert "xx is none of en, fr" in re.sub(r"[│\s]+", " ", run(*verb, "--language", "xx")[1])


@pytest.mark.parametrize("language", translations.languages()[1:])
def test_every_label_at_a_place_has_words_in_every_language(language: str) -> None:
    expected = "".join(
        words for case in CASES for words in _SECTION.findall(case.read_text(encoding="utf-8"))
    )
    labels = {*_LABEL.findall(expected)}
    assert len(labels) > 20
    assert [label for label in sorted(labels) if not translations.of(language).phrase(label)] == []


def test_the_count_is_in_words_of_the_language() -> None:
    assert report.summary([], "fr") == "aucune faute"
    assert report.summary([], "fr-CA") == "aucune faute"
    assert report.summary([], "ja") == "no mistakes"
