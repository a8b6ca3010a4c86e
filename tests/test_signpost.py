"""`citedeck` alone says where one stands, what to do next, and where the help is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import courses
from citedeck.commands import release, statefile

pytestmark = pytest.mark.usefixtures("quick_printer")

HELP = "All commands: citedeck --help. One of them, with an example: citedeck check --help.\n"
AIDE = "Toutes les commandes : citedeck --help. L’une d’elles, avec un exemple : citedeck check --help.\n"
LANGUAGES = ("LC_ALL", "LC_MESSAGES", "LANG")

ENGLISH = """\
-- seeds/sources.yaml --
t: {file: t.txt, label: "the text"}
-- seeds/t.txt --
The council voted the budget in 1912.
-- questions/course.yaml --
title: Town
id: town
language: en
-- questions/b.yaml --
source: t
items:
  - id: year
    type: short
    prompt: "According to the text, what did the council do in 1912?"
    answer: "voted the budget"
    evidence: "The council voted the budget in 1912."
"""


def bare(folder: Path, language: str = "C") -> subprocess.CompletedProcess[str]:
    """`citedeck`, typed in a folder by somebody whose system speaks a language."""
    kept = {name: value for name, value in os.environ.items() if name not in LANGUAGES}
    return subprocess.run(
        [sys.executable, "-m", "citedeck"],
        cwd=folder,
        env={**kept, "LANG": language, "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def printed(folder: Path, language: str = "C") -> str:
    done = bare(folder, language)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "C.UTF-8",
            f"""\
No course is here.
To make one to look at (of a text of yours: --text FILE):
  citedeck new my-course
{HELP}""",
        ),
        (
            "fr_CA.UTF-8",
            f"""\
Il n’y a pas de cours ici.
Pour en faire un qu’on peut regarder (d’un texte à vous : --text FICHIER) :
  citedeck new my-course
{AIDE}""",
        ),
    ],
)
def test_where_no_course_is_one_can_be_made(tmp_path: Path, language: str, expected: str) -> None:
    assert printed(tmp_path, language) == expected


def test_a_text_that_is_here_is_what_a_course_is_made_of(tmp_path: Path) -> None:
    (tmp_path / "my speech.txt").write_text("It rains.\n", encoding="utf-8")
    assert "\n  citedeck new my-course --text 'my speech.txt'\n" in printed(tmp_path)


def test_a_course_in_a_folder_here_is_where_to_go(tmp_path: Path) -> None:
    courses.on_disk(tmp_path / "town", courses.TOWN)
    (tmp_path / "speech.txt").write_text("It rains.\n", encoding="utf-8")
    assert printed(tmp_path) == f"No course is here.\nOne is in a folder here:\n  cd town\n{HELP}"


def test_a_course_with_mistakes_is_to_be_checked(tmp_path: Path) -> None:
    broken = courses.TOWN.replace('answer: "en 1912"', 'answer: "en 1921"')
    course = courses.on_disk(tmp_path, broken)
    assert printed(course / "seeds") == (
        f"Cas (1 erreur)\nOù, et comment y remédier :\n  citedeck check\n{AIDE}"
    )


def test_a_course_that_cannot_be_read_is_to_be_checked(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path / "town", ENGLISH.replace("title: Town", "title: ["))
    assert "\nWhere, and how to mend it:\n  citedeck check\n" in printed(course)


def test_a_clean_course_is_to_be_built_then_looked_at(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, ENGLISH)
    assert printed(course) == f"Town (no mistakes)\nIts deck and sheets:\n  citedeck build\n{HELP}"
    subprocess.run([sys.executable, "-m", "citedeck", "build"], cwd=course, check=True, capture_output=True)
    index = course / "decks/index.html"
    assert index.is_file()
    assert printed(course) == (
        f"Town (no mistakes)\nAll is built: open {index}. A sheet of your own:\n"
        f"  citedeck worksheet --count 10\n{HELP}"
    )


def test_a_release_is_not_built_over_and_its_promises_are_checked(tmp_path: Path) -> None:
    """A fresh clone has the deck of the release, and no note of a build."""
    course = courses.on_disk(tmp_path, ENGLISH)
    release.release(course, course / "decks", "1.0.0")
    (course / "decks" / statefile.NAME).unlink()
    assert "\n  citedeck build --output preview\n" in printed(course)
    bank = course / "questions/b.yaml"
    bank.write_text(bank.read_text("utf-8").replace("id: year", "id: what"), encoding="utf-8")
    assert printed(course).startswith("Town (1 error)\n")


def test_a_course_without_its_list_of_texts_is_told(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, ENGLISH)
    (course / "seeds/sources.yaml").unlink()
    done = bare(course)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: {course} has no seeds/sources.yaml\n"
