"""Releases that must not be: in the future, twice under one version; and one that is called back."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from anki_user import Learner, learner
from citedeck.bank.raw import LOCK
from citedeck.commands import disk, folders
from citedeck.targets.anki import package
from test_neighbours import BANK, KEYS, town
from test_updates import FIRST, NOTHING, Author, changed, run

pytestmark = pytest.mark.usefixtures("quick_printer")

BAD = FIRST + 1000

NEW = """\
  - id: budget
    type: short
    prompt: "Selon le texte, que vote la ville ?"
    answer: "le budget"
    evidence: "La ville vote le budget en 1912."
"""


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Learner]:
    with learner(tmp_path / "anki") as somebody:
        yield somebody


@pytest.fixture
def author(tmp_path: Path) -> Author:
    made = town(tmp_path / "course", key=KEYS[0])
    made.add("questions/course.yaml", "version: 0.1.0\n")
    made.release("1.0.0", FIRST)
    return made


def one_line(said: str) -> str:
    return " ".join(said.replace("│", " ").split())


@pytest.mark.parametrize("ahead", [2 * folders.AHEAD, 80 * 365 * 86400])
def test_a_time_in_the_future_is_refused(author: Author, monkeypatch: pytest.MonkeyPatch, ahead: int) -> None:
    before = author.files()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + ahead))
    for words in (("release", "1.1.0"), ("build",)):
        with pytest.raises(disk.UsageError, match=r"in the future: .*SOURCE_DATE_EPOCH=\$\(git log"):
            run(*words, author.root)
    assert author.files() == before


def test_a_clock_a_little_ahead_is_none(author: Author) -> None:
    author.release("1.1.0", int(time.time()) + 3600)


def test_a_release_after_one_in_the_future_is_still_later(author: Author) -> None:
    late = int(time.time()) + 3600
    author.release("1.1.0", late)
    author.edit(BANK, "commence par cette date", "commence ainsi")
    author.release("1.1.1", FIRST)
    assert max(record.modified for record in package.records(author.deck.read_bytes())) == late + 1


@pytest.mark.parametrize("what", ["corrected", "retired", "added"])
def test_a_version_is_released_once(author: Author, what: str) -> None:
    author.release("1.0.0", FIRST + 1)
    if what == "corrected":
        author.edit(BANK, "commence par cette date", "commence ainsi")
    elif what == "retired":
        author.retire(BANK, "vote")
    else:
        author.add(BANK, NEW)
    before = author.files()
    said = one_line(author.release("1.0.0", FIRST + 2, code=2))
    assert "1.0.0 was released already, and would be another now: the next release is 1.0.1" in said
    assert author.files() == before
    author.release("1.0.1", FIRST + 2)


# A release that is called back


@pytest.fixture
def bad(author: Author) -> Author:
    """Version 1.1.0 harms one question, retires one, adds one; its author then takes 1.0.0 from git."""
    good = {path: data for path, data in author.files().items() if path.startswith("questions/")}
    author.edit(BANK, "commence par cette date", "ne commence pas ainsi")
    author.add(BANK, NEW)
    author.retire(BANK, "demande")
    author.release("1.1.0", BAD)
    (author.root / "bad.apkg").write_bytes(author.deck.read_bytes())
    for path, data in good.items():
        (author.root / path).write_bytes(data)
    return author


def recall(author: Author, version: str, code: int = 0) -> str:
    return author.release(version, FIRST + 10, "--recall", str(author.root / "bad.apkg"), code=code)


def test_a_bad_release_is_called_back_everywhere(bad: Author, person: Learner) -> None:
    old = bad.deck.read_bytes()
    person.imports(old)
    before = person.note("*/refus").mod
    said = recall(bad, "1.1.1")
    assert changed(person.imports(bad.deck)) == NOTHING | {"new": 1, "updated": 1}
    assert "Le texte commence par cette date." in person.note("*/vote")["Explanation"]
    assert person.note("*/refus").mod == before
    assert re.findall(r"(?m)^(\d question\w? \w+|\d nouvelle)", said) == [
        "1 nouvelle", "1 question corrigée", "1 question retirée"
    ]  # fmt: skip
    assert "/budget" in said.partition("retirée")[2]


def test_those_who_never_had_it_lose_nothing(bad: Author, person: Learner, author: Author) -> None:
    recall(bad, "1.1.1")
    records = {record.item: record.modified for record in package.records(bad.deck.read_bytes())}
    assert records == {"vote": BAD + 1, "demande": FIRST, "qui": FIRST, "refus": FIRST}


def test_an_id_that_only_the_bad_release_had_stays_reserved(bad: Author) -> None:
    recall(bad, "1.1.1")
    assert '{"retired": "budget"}' in (bad.root / LOCK).read_text(encoding="utf-8")
    bad.add(BANK, NEW)
    assert "error[id-reused]: the id `budget`" in bad.release("1.2.0", BAD + 100, code=1)


def test_a_recall_is_a_version_of_its_own(bad: Author) -> None:
    said = one_line(recall(bad, "1.1.0", code=2))
    assert "1.1.0 is called back: the next release is 1.1.1, not 1.1.0" in said


def test_only_a_release_of_the_course_is_called_back(bad: Author, tmp_path: Path) -> None:
    other = town(tmp_path / "other", key=KEYS[1])
    other.release("1.0.0", FIRST)
    said = bad.release("1.1.1", BAD + 10, "--recall", str(other.deck), code=2)
    assert f"a deck of `ville-{KEYS[1]}`, not of `ville-{KEYS[0]}`" in one_line(said)
