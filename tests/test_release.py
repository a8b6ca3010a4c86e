"""What a release writes, which notes it dates anew, and what a lock is good for."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
import once
from citedeck.cli import app
from citedeck.commands import disk
from citedeck.targets.anki import digests
from citedeck.targets.paper import bundles, printing
from test_build import (
    OUTPUTS,
    copied,
    edit,
    forks,
    killed,
    making_few,
    print_quickly,
    run,
    stamps,
    unprinted,
    written,
)

FIRST = 1_700_000_000
SECOND = 1_700_086_400
ITEMS = ("vote", "demande", "qui", "refus")

WORD = (
    "keys/word/lecture-a-corrige.docx",
    "keys/word/lecture-b-corrige.docx",
    "keys/word/ville--toutes-les-questions-corrige.docx",
    "sheets/word/lecture-a.docx",
    "sheets/word/lecture-b.docx",
    "sheets/word/ville--toutes-les-questions.docx",
)

EXPORTS = tuple(
    f"exports/{stem}{ending}"
    for stem in ("lecture", "ville--toutes-les-questions")
    for ending in (".gift.txt", ".moodle.xml", ".pronote.xml")
)

NEW_ITEM = """\
  - id: juge
    type: short
    prompt: "Selon le texte, que juge le conseil ?"
    answer: "le refus du maire"
    evidence: "Il juge le refus du maire"
"""


@pytest.fixture(autouse=True)
def _quick_disk_and_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda file: None)
    monkeypatch.setattr(printing, "printer", print_quickly)


@pytest.fixture(autouse=True, scope="module")
def _made_once() -> Iterator[None]:
    """The same pages, and what stands beside them, are made once."""
    with once.made_once():
        yield


def unreleased(folder: Path) -> Path:
    """A course that was never released; its explanation has an apostrophe to argue about."""
    course = courses.on_disk(folder, courses.TOWN_COURSE)
    edit(course / "questions/b.yaml", "Le texte commence par cette date.", "C'est la date du vote.")
    return course


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return unreleased(tmp_path / "town")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course released as 1.0.0."""
    course = unreleased(tmp_path_factory.mktemp("release") / "town")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", str(FIRST))
        environment.setattr(printing, "printer", print_quickly)
        run("release", "1.0.0", course)
    return course


@pytest.fixture
def released(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the release to work on, with the clock a day later."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SECOND))
    return shutil.copytree(release, tmp_path / "town")


def add(course: Path, item: str) -> None:
    with (course / "questions/b.yaml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(item)


def lock_of(course: Path) -> list[dict[str, object]]:
    lines = (course / "questions/citedeck.lock").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def modified(course: Path) -> dict[str, int]:
    """When each item's words last changed, as the lock has it."""
    return {record["item"]: record["modified"] for record in lock_of(course) if "note" in record}


def lines_of(course: Path) -> list[str]:
    return (course / "questions/citedeck.lock").read_text(encoding="utf-8").split("\n")


def put_lines(course: Path, lines: list[str], end: str = "\n") -> None:
    (course / "questions/citedeck.lock").write_bytes(end.join(lines).encode())


# What is written


@pytest.mark.parametrize(
    "course_yaml",
    [
        b'title: "La ville"\nid: ville\nversion: 0.1.0\nlanguage: fr\n',
        b'title: "La ville"\r\nid: ville\r\nversion: 0.1.0\r\nlanguage: fr\r\n',
        b'# ours\ntitle: "La ville" # a title\n\n\nid:   ville\nversion: 0.1.0\nlanguage: fr\n# end',
        b'title: "La ville"\nid: ville\nlanguage: fr\nversion: 0.1.0',
        b'title: "La ville"\nid: ville\nabout: |\n  version: 2\nlanguage: fr\nversion: 0.1.0\n',
        b'title: "La ville"\nid: ville\nversion: 0.1.0   # set by citedeck release\nlanguage: fr\n',
        b'title: "La ville"\nid: ville\nversion: "0.1.0"\nlanguage: fr\n',
        b'title: "La ville"\nid: ville\nversion:    0.1.0\t\nlanguage: fr\n',
        b'\xef\xbb\xbfversion: 0.1.0\ntitle: "La ville"\nid: ville\nlanguage: fr\n',
    ],
    ids=["plain", "crlf", "comments", "last", "words", "commented", "quoted", "spaced", "bom"],
)
def test_the_version_alone_changes_in_course_yaml(town: Path, course_yaml: bytes) -> None:
    path = town / "questions/course.yaml"
    path.write_bytes(course_yaml)
    run("release", "1.0.0", town)
    head, _, tail = course_yaml.rpartition(b"0.1.0")
    assert path.read_bytes() == head + b"1.0.0" + tail


@pytest.mark.parametrize(
    ("course_yaml", "added"),
    [
        (b'title: "La ville"\nid: ville\nlanguage: fr\n', b"version: 1.0.0\n"),
        (b'title: "La ville"\nid: ville\nlanguage: fr', b"\nversion: 1.0.0\n"),
        (b'title: "La ville"\r\nid: ville\r\nlanguage: fr\r\n', b"version: 1.0.0\r\n"),
    ],
)
def test_a_version_is_added_where_there_was_none(town: Path, course_yaml: bytes, added: bytes) -> None:
    path = town / "questions/course.yaml"
    path.write_bytes(course_yaml)
    run("release", "1.0.0", town)
    assert path.read_bytes() == course_yaml + added


def test_a_release_writes_decks_and_lock(town: Path) -> None:
    pages = {path for path in OUTPUTS if path.endswith(".html") and path.startswith(printing.FOLDERS)}
    printed = {path.replace(".html", ".pdf") for path in pages}
    said = run("release", "1.0.0", town)
    head, *records = lock_of(town)
    made = {*OUTPUTS, *printed, *WORD, *EXPORTS, "ville.zip"}
    assert f"released 1.0.0: {len(made)} files" in said
    assert set(written(town / "decks")) == made
    index = (town / "decks/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([^"]*\.pdf)"', index)) == printed
    assert set(re.findall(r'href="([^"]*\.docx)"', index)) == set(WORD)
    imported = {path for path in EXPORTS if path.endswith(".xml")}
    assert set(re.findall(r'href="([^"]*\.xml)" download>', index)) == imported
    assert (head["course"], head["version"]) == ("ville", "1.0.0")
    assert {record["item"] for record in records if "note" in record} == set(ITEMS)
    assert {record["span"].partition("#")[0] for record in records if "span" in record} == set(ITEMS)
    assert [record["source"] for record in records if "bytes" in record] == ["t"]
    with zipfile.ZipFile(town / "decks/ville.apkg") as deck:
        assert b"1.0.0" in deck.read("collection.anki2")


def test_everything_is_in_the_zip(released: Path) -> None:
    files = written(released / "decks")
    members = bundles.members(files.pop("ville.zip"))
    assert members == {f"ville/{path}": data for path, data in files.items()}


def test_the_zip_of_everything_stands_as_long_as_it_is_everything(released: Path) -> None:
    """It is of the whole course, and made where all that stands beside the pages is made with it."""
    before = written(released / "decks")
    run("build", released)
    assert written(released / "decks") == before
    with (released / "questions/b.yaml").open("a", encoding="utf-8") as bank:
        bank.write("# a word of nobody\n")
    run("build", released, "--pdf")
    after = written(released / "decks")
    assert "sheets/word/lecture-a.docx" in after
    assert "ville.zip" not in after
    assert b".zip" not in after["index.html"]
    run("build", released, "--pdf", "--word")
    again = written(released / "decks")
    assert set(again) == set(before) - set(EXPORTS)
    assert b'href="ville.zip"' in again["index.html"]


def test_a_reserved_worksheet_goes_to_no_platform(tmp_path: Path) -> None:
    town = unreleased(tmp_path / "town")
    edit(town / "questions/course.yaml", "    total: 5\n", "    total: 5\n    reserve: true\n")
    add(town, NEW_ITEM)
    run("release", "1.0.0", town, "--without", "pdf", "--without", "word")
    exported = {path: data for path, data in written(town / "decks").items() if path.startswith("exports/")}
    assert {*exported} == {path for path in EXPORTS if "--" in path}
    for data in exported.values():
        assert b"Selon le texte, que juge le conseil" in data
        assert b"Selon le texte, que demande le conseil" not in data
        assert "  demande – tout : gardée pour une évaluation" in data.decode()


def test_a_release_touches_no_other_input(released: Path, tmp_path: Path) -> None:
    fresh = courses.on_disk(tmp_path / "fresh", courses.TOWN_COURSE)
    for name in ("seeds/t.txt", "seeds/sources.yaml"):
        assert (released / name).read_bytes() == (fresh / name).read_bytes()
    names = sorted(path.name for path in (released / "questions").iterdir())
    assert names == ["b.yaml", "citedeck.lock", "course.yaml"]


def test_a_release_says_what_changed(released: Path) -> None:
    edit(released / "questions/b.yaml", "C'est la date du vote.", "Le vote a cette date.")
    edit(released / "questions/b.yaml", "type: choice", 'retired: "2026-09-01"\n    type: choice')
    edit(
        released / "questions/course.yaml", "demande, qui, refus]\n    total: 5", "qui, refus]\n    total: 4"
    )
    add(released, NEW_ITEM)
    said = run("release", "1.1.0", released)
    assert "1 nouvelle question" in said
    assert re.search(r'1 question corrigée.*\n  tag:ville "ID:vote"\n', said)
    assert re.search(r'1 question retirée.*\n  tag:ville "ID:demande"\n', said)


def test_a_release_that_changes_nothing_says_so(released: Path) -> None:
    assert "Aucun changement" in run("release", "1.1.0", released)


def test_a_course_with_a_mistake_is_not_released(released: Path) -> None:
    edit(released / "questions/b.yaml", 'answer: "en 1912"', 'answer: "en 1921"')
    before = stamps(released)
    assert "nothing was released" in run("release", "1.1.0", released, code=1)
    assert stamps(released) == before


@pytest.mark.parametrize(
    "version", ["0.9.9", "0.10.0", "1.0", "1", "v1.1.0", "1.1.0-rc1", "1.1.0 ", "deux", "٢.٠.٠", ""]
)
def test_an_older_version_or_none_is_a_wrong_command_line(released: Path, version: str) -> None:
    before = stamps(released)
    run("release", version, released, code=2)
    assert stamps(released) == before


def test_versions_are_numbers(released: Path) -> None:
    run("release", "1.9.0", released)
    run("release", "1.10.0", released)
    run("release", "1.9.1", released, code=2)


# Times


def test_the_time_of_a_release_can_be_given(released: Path) -> None:
    head = lock_of(released)[0]
    assert (head["first"], head["released"]) == (FIRST, FIRST)
    assert modified(released) == dict.fromkeys(ITEMS, FIRST)


def test_an_unchanged_note_keeps_its_time(released: Path) -> None:
    run("release", "1.1.0", released)
    head = lock_of(released)[0]
    assert (head["version"], head["first"], head["released"]) == ("1.1.0", FIRST, SECOND)
    assert modified(released) == dict.fromkeys(ITEMS, FIRST)


def test_a_release_is_later_than_the_last(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(FIRST - 1000))
    edit(released / "questions/b.yaml", "C'est la date du vote.", "Le vote a cette date.")
    run("release", "1.1.0", released)
    assert modified(released)["vote"] > FIRST


@pytest.mark.parametrize(
    ("old", "new", "item"),
    [
        ('answer: "en 1912"', 'answer: "1912"', "vote"),
        ('accept: ["1912"]', 'accept: ["1912", "mil neuf cent douze"]', "vote"),
        ("C'est la date du vote.", "C’est la date du vote.", "vote"),
        ("un nouveau budget", "un autre budget", "demande"),
        ("Le conseil critique son refus.", "Le conseil juge son refus.", "demande"),
        ("M. Alder::qui ?", "M. Alder::quel nom ?", "qui"),
        (
            '"Il juge le refus du maire « incompréhensible »"',
            '"le refus du maire « incompréhensible »"',
            "refus",
        ),
    ],
)
def test_a_correction_dates_its_note_alone(released: Path, old: str, new: str, item: str) -> None:
    edit(released / "questions/b.yaml", old, new)
    assert f'"ID:{item}"\n' in run("release", "1.0.1", released)
    assert modified(released) == {**dict.fromkeys(ITEMS, FIRST), item: SECOND}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("seeds/sources.yaml", '"le texte"', '"le récit"\n  aliases: ["le texte"]'),
        ("seeds/sources.yaml", '"le texte"', '"le texte"\n  url: https://example.org/t\n  author: "A"'),
        ("seeds/t.txt", "La ville vote", "Voici une histoire.\nLa ville vote"),
        ("questions/course.yaml", '"Lire"', '"Relire"'),
        ("questions/course.yaml", '"La ville"', '"La cité"'),
        ("questions/b.yaml", 'answer: "en 1912"', "answer: en 1912  # a year"),
        ("questions/b.yaml", 'accept: ["1912"]', 'accept: "1912"\n    lines: 3'),
        ("questions/b.yaml", "type: cloze", "type: cloze\n    points: 1"),
        ("questions/b.yaml", ', mark: "incompréhensible"', ', mark: "Il juge"'),
        ("questions/b.yaml", 'accept: ["1912"]', 'accept: ["1912 "]'),
    ],
    ids=["label", "url", "text", "sheet", "title", "style", "lines", "points", "mark", "blank"],
)
def test_what_is_not_the_authors_words_dates_no_note(released: Path, path: str, old: str, new: str) -> None:
    edit(released / path, old, new)
    before = written(released / "decks")
    run("release", "1.0.1", released)
    assert modified(released) == dict.fromkeys(ITEMS, FIRST)
    assert written(released / "decks") != before


def test_lures_in_another_order_date_no_note(released: Path) -> None:
    """The program draws the order in which they are shown."""
    bank = released / "questions/b.yaml"
    words = bank.read_text(encoding="utf-8")
    lures = re.findall(r"(?m)^      - text: .*\n        why: .*\n", words)
    assert len(lures) == 2
    bank.write_bytes(words.replace("".join(lures), "".join(reversed(lures))).encode())
    run("release", "1.0.1", released)
    assert modified(released) == dict.fromkeys(ITEMS, FIRST)


def test_a_verdict_that_needs_no_citation_any_more_dates_no_note(released: Path) -> None:
    edit(
        released / "questions/b.yaml",
        "    answer: false\n",
        "    answer: false\n    justify: false\n    points: 2\n",
    )
    run("release", "1.0.1", released)
    assert modified(released) == dict.fromkeys(ITEMS, FIRST)


def test_an_edited_sentence_that_was_accepted_dates_its_notes(released: Path) -> None:
    """Somebody read it again because it says something else: so do learners."""
    edit(
        released / "seeds/t.txt", "La ville vote le budget en 1912.", "Enfin La ville vote le budget en 1912."
    )
    CliRunner().invoke(app, ["accept", "vote", "--course", str(released)], catch_exceptions=False)
    run("release", "1.0.1", released)
    assert modified(released) == {**dict.fromkeys(ITEMS, FIRST), "vote": SECOND}


def test_no_learner_pays_for_a_new_recipe(tmp_path: Path) -> None:
    """Our own course, as version 1.0.1 released it: nothing is dated, and the new recipe is named."""
    course = tmp_path / "ours"
    for folder in ("seeds", "questions"):
        shutil.copytree(courses.ROOT / folder, course / folder)
    before = {record["note"]: record["modified"] for record in lock_of(course) if "note" in record}
    run("release", "9.0.0", course)
    head, *records = lock_of(course)
    assert {record["note"]: record["modified"] for record in records if "note" in record} == before
    assert head["recipe"] == digests.NEWEST
    assert all(record["digest"].startswith(f"{digests.NEWEST}:") for record in records if "note" in record)


@pytest.mark.parametrize("kind", ["note", "deck"])
@pytest.mark.parametrize("damage", ["lost", "doubled", "changed"])
def test_a_lock_that_lost_or_doubled_a_line_is_an_error(released: Path, damage: str, kind: str) -> None:
    """As a merge may do it, every line for itself being right."""
    lines = lines_of(released)
    note = next(number for number, line in enumerate(lines) if line.startswith(f'{{"{kind}"'))
    changed = lines[note].replace(str(FIRST), str(FIRST - 1)).replace("La ville", "La cité")
    instead = {"lost": [], "doubled": [lines[note]] * 2, "changed": [changed]}[damage]
    put_lines(released, [*lines[:note], *instead, *lines[note + 1 :]])
    said = run("check", released, "--format", "concise", code=1)
    assert "questions/citedeck.lock:1:1: error[lock-damaged] the lock remembers 7 notes, decks" in said


def test_the_order_of_items_dates_no_note(released: Path) -> None:
    bank = released / "questions/b.yaml"
    head, *items = bank.read_text(encoding="utf-8").split("  - id: ")
    bank.write_bytes("  - id: ".join([head, *reversed(items)]).encode())
    run("release", "1.0.1", released)
    assert modified(released) == dict.fromkeys(ITEMS, FIRST)


def test_a_new_note_has_the_time_of_its_release(released: Path) -> None:
    add(released, NEW_ITEM)
    run("release", "1.1.0", released)
    assert modified(released) == {**dict.fromkeys(ITEMS, FIRST), "juge": SECOND}


# After a release


def test_a_build_after_a_release_has_nothing_to_do(released: Path) -> None:
    before = stamps(released)
    assert "nothing has changed" in run("build", released)
    assert stamps(released) == before


@pytest.mark.parametrize("epoch", [None, str(SECOND)])
def test_a_build_in_a_fresh_copy_changes_no_byte(
    released: Path, tmp_path: Path, epoch: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("release", "1.1.0", released)
    fresh = copied(released, tmp_path / "fresh")
    before = stamps(fresh / "decks/sheets")
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert f"{len(OUTPUTS)} of them unchanged" in run("build", fresh)
    run("build", fresh, "--output", tmp_path / "anew")
    assert written(fresh / "decks") == written(released / "decks")
    assert written(tmp_path / "anew") == unprinted(released / "decks")
    assert stamps(fresh / "decks/sheets") == before


def test_the_lock_is_the_same_whatever_released_it(released: Path, tmp_path: Path) -> None:
    fresh = copied(released, tmp_path / "fresh")
    for course in (released, fresh):
        edit(course / "questions/b.yaml", "un nouveau budget", "un autre budget")
        run("release", "1.1.0", course)
    assert lines_of(fresh) == lines_of(released)
    assert written(fresh / "decks") == written(released / "decks")


def test_a_build_removes_what_was_made_of_a_changed_page_alone(released: Path) -> None:
    before = written(released / "decks")
    edit(released / "questions/b.yaml", "C'est la date du vote.", "Le vote a cette date.")
    said = run("build", released)
    assert "note: 6 files for platforms removed, of other questions: a release makes new ones\n" in said
    gone = set(before) - set(written(released / "decks"))
    of_keys = {path for path in before if path.startswith("keys/") and not path.endswith(".html")}
    whole = {"sheets/word/ville--toutes-les-questions.docx", "ville.zip", *EXPORTS}
    assert gone == of_keys | whole | {"documents/texte-t-annote.pdf"}
    run("release", "1.0.1", released)
    assert set(written(released / "decks")) == set(before)


def test_a_locked_build_passes_where_nothing_released_changed(released: Path) -> None:
    run("build", released, "--locked")
    edit(released / "seeds/sources.yaml", '"le texte"', '"le texte"\n  author: "A"')
    run("build", released, "--locked")


def test_a_locked_build_takes_new_items(released: Path) -> None:
    add(released, NEW_ITEM)
    run("build", released, "--locked")


def test_a_locked_build_fails_where_a_released_item_changed(released: Path) -> None:
    edit(released / "questions/b.yaml", "un nouveau budget", "un autre budget")
    before = stamps(released)
    said = run("build", released, "--locked", code=1)
    assert "error[lock-changed]: `demande` differs" in said
    assert "questions/b.yaml:10:9" in said
    assert stamps(released) == before
    run("build", released)
    run("build", released, "--locked", code=1)


def test_a_lock_with_windows_line_ends_is_the_same_lock(released: Path, tmp_path: Path) -> None:
    put_lines(released, lines_of(released), "\r\n")
    run("build", released, "--locked", "--output", tmp_path / "anew")
    assert written(tmp_path / "anew") == unprinted(released / "decks")


# A damaged lock

NOTE = 2
"""The line of the lock that holds the first note."""


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line[:-20],
        lambda line: line[20:],
        lambda line: line.replace('"modified": 1', '"modified": "1" , "x": 1'),
        lambda line: line.replace('"modified"', '"changed"'),
        lambda line: line.replace('"modified": 1', '"modified": 1' + 30 * "0"),
        lambda line: line.replace('"modified": 1', '"modified": -1'),
        lambda line: "<<<<<<< HEAD",
        lambda line: "{}",
        lambda line: "[]",
        lambda line: "null",
        lambda line: "17",
        lambda line: '{"unknown": "record"}',
    ],
    ids=[
        "cut",
        "headless",
        "words",
        "unnamed",
        "huge",
        "negative",
        "conflict",
        "empty",
        "list",
        "null",
        "number",
        "unknown",
    ],
)
@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_damaged_note_record_is_an_error(released: Path, damage, verb: str) -> None:
    lines = lines_of(released)
    lines[NOTE - 1] = damage(lines[NOTE - 1])
    put_lines(released, lines)
    before = stamps(released)
    said = run(verb, released, code=1)
    assert "error[lock-damaged]" in said
    assert f"questions/citedeck.lock:{NOTE}:1" in said
    assert said.count("error[") == 1
    assert stamps(released) == before


@pytest.mark.parametrize(("right", "wrong"), [('"first": 1', '"first": -1'), ('"1.0.0"', '"one"')])
def test_a_damaged_head_is_an_error(released: Path, right: str, wrong: str) -> None:
    edit(released / "questions/citedeck.lock", right, wrong)
    before = stamps(released)
    said = run("check", released, "--format", "concise", code=1)
    assert "questions/citedeck.lock:1:1: error[lock-damaged]" in said
    run("release", "1.1.0", released, code=1)
    assert stamps(released) == before


def test_a_lock_that_lost_its_head_is_an_error(released: Path) -> None:
    put_lines(released, lines_of(released)[1:])
    said = run("check", released, "--format", "concise", code=1)
    assert "questions/citedeck.lock:1:1: error[lock-damaged]" in said


def test_every_damaged_record_is_named(released: Path) -> None:
    put_lines(released, [line[:-5] if line.startswith('{"note"') else line for line in lines_of(released)])
    said = run("check", released, "--format", "concise", code=1)
    for number in range(NOTE, NOTE + 4):
        assert f"questions/citedeck.lock:{number}:1: error[lock-damaged]" in said


@pytest.mark.parametrize("kind", ["span", "source"])
def test_other_damaged_records_are_made_anew(released: Path, kind: str) -> None:
    before = lines_of(released)
    put_lines(released, [line[:-20] if line.startswith(f'{{"{kind}"') else line for line in before])
    run("check", released)
    run("build", released, "--locked")
    run("release", "1.0.0", released)
    assert lines_of(released)[1:] == before[1:]


# A release that dies


@pytest.fixture
def few() -> Iterator[None]:
    with making_few():
        yield


@forks
@pytest.mark.usefixtures("few")
def test_a_killed_release_moves_the_lock_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(FIRST))
    released = unreleased(tmp_path / "town")
    run("release", "1.0.0", released)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SECOND))
    edit(released / "questions/b.yaml", "C'est la date du vote.", "Le vote a cette date.")
    shutil.copytree(released, tmp_path / "finished")
    run("release", "1.1.0", tmp_path / "finished")
    paths = ["questions/course.yaml", *(f"decks/{path}" for path in written(released / "decks"))]
    old, new = [[(course / p).read_bytes() for p in paths] for course in (released, tmp_path / "finished")]
    new_lock = lines_of(tmp_path / "finished")
    left_behind = []
    for folder in killed(released, tmp_path / "killed", "release", "1.1.0"):
        found = [(folder / path).read_bytes() for path in paths]
        torn = [path for path, data, *pair in zip(paths, found, old, new, strict=True) if data not in pair]
        assert torn == [], folder
        assert lines_of(folder) in (lines_of(released), new_lock), folder
        assert lines_of(folder) != new_lock or found == new, folder
        run(*(["build"] if lines_of(folder) == new_lock else ["release", "1.1.0"]), folder)
        assert [(folder / path).read_bytes() for path in paths] == new, folder
        assert lines_of(folder) == new_lock, folder
        left_behind += [path.name for path in folder.rglob(f"*{disk.PENDING}")]
    assert left_behind == []
