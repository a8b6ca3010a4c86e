"""Files nobody means well with: links and paths out of a course, what is no file, decks of unknown hands."""

from __future__ import annotations

import bz2
import io
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from citedeck.cli import app
from citedeck.commands import disk, statefile
from citedeck.messages import visible
from citedeck.targets.anki import package
from command_line import called
from test_build import edit, run, written

SECONDS = 5
"""Nothing here takes longer."""

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links as POSIX has them")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "town", courses.TOWN_COURSE)


def outside(town: Path, path: str) -> Path:
    """A file of the course, moved out of it, with a link in its place."""
    away = town.parent / "away" / Path(path).name
    away.parent.mkdir(exist_ok=True)
    shutil.move(town / path, away)
    (town / path).symlink_to(away)
    return away


# Nothing outside the course is read


@posix
@pytest.mark.parametrize(
    "path", ["seeds/t.txt", "seeds/sources.yaml", "questions/b.yaml", "questions/course.yaml"]
)
def test_a_link_out_of_the_course_is_not_followed(town: Path, path: str) -> None:
    outside(town, path)
    said = run("check", town, "--format", "concise", code=1)
    assert (
        f"{path}:1:1: error[file-outside] {path} was not read: it is a link that leads out of the course"
        in said
    )
    assert "nothing was written" in run("build", town, code=1)


@posix
@pytest.mark.parametrize("folder", ["seeds", "questions"])
def test_a_folder_that_leads_out_of_the_course_is_not_followed(town: Path, folder: str) -> None:
    outside(town, folder)
    assert "error[file-outside]" in run("check", town, "--format", "concise", code=1)


@posix
def test_a_link_to_a_folder_is_not_followed(town: Path) -> None:
    (town / "questions/more").mkdir()
    shutil.move(town / "questions/b.yaml", town / "questions/more/b.yaml")
    run("check", town)
    outside(town, "questions/more")
    said = run("check", town, "--format", "concise", code=1)
    assert "questions/more:1:1: error[file-outside] questions/more was not read" in said


@posix
def test_a_lock_outside_the_course_is_neither_read_nor_written(town: Path) -> None:
    run("release", "0.2.0", town, "--without", "pdf")
    away = outside(town, "questions/citedeck.lock")
    before = away.read_bytes()
    for verb in (["check"], ["build"], ["release", "0.3.0"], ["accept", "vote", "--course"]):
        assert "file-outside" in run(*verb, town, code=1)
    assert "leads out" in run("lock", "--from", town / "decks/ville.apkg", "--course", town, code=2)
    assert away.read_bytes() == before


@posix
def test_a_link_inside_the_course_is_followed(town: Path) -> None:
    shutil.move(town / "seeds/t.txt", town / "seeds/real.txt")
    (town / "seeds/t.txt").symlink_to("real.txt")
    run("check", town)


LEADS_OUT = [
    "../t.txt",
    "/etc/passwd",
    "C:/t.txt",
    "C:t.txt",
    "\\\\\\\\host\\\\t.txt",
    "a/../../t.txt",
    "..\\\\t.txt",
]


@pytest.mark.parametrize("path", LEADS_OUT)
def test_a_path_out_of_the_course_is_a_mistake(town: Path, path: str) -> None:
    edit(town / "seeds/sources.yaml", "file: t.txt", f'file: "{path}"')
    edit(town / "questions/course.yaml", "version: 0.1.0", f'version: 0.1.0\nbanks: ["{path}", b.yaml]')
    said = run("check", town, "--format", "concise", code=1)
    assert said.count("error[file-outside]") == 2


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a\\\\b", "C:x", "..", "con", "nul", "com1", "A", "x.html", "a\\0"]
)
@pytest.mark.parametrize("where", ["id: ville", "id: lecture"])
def test_a_name_of_an_output_is_a_plain_word(town: Path, name: str, where: str) -> None:
    edit(town / "questions/course.yaml", where, f'id: "{name}"')
    said = run("check", town, "--format", "concise", code=1)
    assert "questions/course.yaml" in said
    assert any(f"error[{code}]" in said for code in ("id-invalid", "value-invalid", "yaml-character"))


# Nothing is written through a link


@posix
def test_a_folder_of_outputs_that_is_a_link_is_not_written_through(town: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (town / "decks").symlink_to(away)
    for verb in (["build"], ["release", "0.2.0"]):
        with pytest.raises(disk.UsageError, match="decks is a link"):
            run(*verb, town)
    assert list(away.iterdir()) == []
    run("build", town, "--output", town / "decks")  # what the command line names is meant
    assert (away / "index.html").exists()


@posix
@pytest.mark.parametrize(
    "verb", [["build", "--output"], ["worksheet", "--count", "2", "--course", ".", "--output"]]
)
def test_a_link_inside_the_output_is_not_written_through(
    town: Path, tmp_path: Path, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    away, out = tmp_path / "away", tmp_path / "out"
    away.mkdir()
    out.mkdir()
    (out / "sheets").symlink_to(away)
    monkeypatch.chdir(town)
    with pytest.raises(disk.UsageError, match="sheets is a link: nothing is written through it"):
        run(*verb, out)
    assert list(away.iterdir()) == []
    assert [path.name for path in out.iterdir()] == ["sheets"]


@posix
def test_a_file_that_is_a_link_is_replaced_not_followed(town: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_bytes(b"mine")
    run("build", town)
    page = town / "decks/index.html"
    made = page.read_bytes()
    for target in (mine, tmp_path / "nowhere", page):
        page.unlink()
        page.symlink_to(target)
        run("build", town)
        assert (page.is_symlink(), page.read_bytes(), mine.read_bytes()) == (False, made, b"mine")


@posix
def test_a_link_where_a_file_would_wait_is_not_followed(town: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_bytes(b"mine")
    (town / "decks").mkdir()
    for name in ("index.html", statefile.NAME):
        (town / f"decks/.{name}.{os.getpid()}{disk.PENDING}").symlink_to(mine)
    run("build", town)
    assert mine.read_bytes() == b"mine"


@posix
def test_no_output_of_old_is_removed_through_a_link(town: Path, tmp_path: Path) -> None:
    run("build", town)
    away = shutil.move(town / "decks/keys", tmp_path / "away")
    (town / "decks/keys").symlink_to(away)
    before = written(Path(away))
    edit(town / "questions/course.yaml", "id: lecture", "id: examen")
    with pytest.raises(disk.UsageError, match="keys is a link"):
        run("build", town)
    assert written(Path(away)) == before


def test_a_folder_in_the_place_of_a_file_is_one_line(town: Path) -> None:
    (town / "decks/index.html").mkdir(parents=True)
    with pytest.raises(disk.UsageError, match=r"index\.html is a folder"):
        run("build", town)
    assert written(town / "decks") == {}


@posix
def test_a_pipe_in_the_place_of_a_file_is_replaced(town: Path) -> None:
    (town / "decks").mkdir()
    for name in ("index.html", "ville.apkg", statefile.NAME):
        os.mkfifo(town / "decks" / name)
    run("build", town)
    assert (town / "decks/index.html").is_file()


# What is no file


@posix
@pytest.mark.parametrize("path", ["seeds/t.txt", "questions/b.yaml", "questions/citedeck.lock"])
@pytest.mark.parametrize("kind", ["pipe", "loop", "nowhere", "device"])
def test_what_is_no_file_is_a_mistake(town: Path, path: str, kind: str) -> None:
    (town / path).unlink(missing_ok=True)
    {
        "pipe": lambda: os.mkfifo(town / path),
        "loop": lambda: (town / path).symlink_to(Path(path).name),
        "nowhere": lambda: (town / path).symlink_to("nowhere"),
        "device": lambda: (town / path).symlink_to("/dev/zero"),
    }[kind]()
    said = run("check", town, "--format", "concise", code=1)
    assert f"{path}:1:1: error[file-" in said


@pytest.mark.parametrize("path", ["seeds/t.txt", "questions/course.yaml", "seeds/sources.yaml"])
def test_a_folder_in_the_place_of_an_input_is_told(town: Path, path: str) -> None:
    (town / path).unlink()
    (town / path).mkdir()
    done = CliRunner().invoke(app, ["check", str(town)])
    assert done.exit_code == (1 if path == "seeds/t.txt" else 2)
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("path", ["seeds/t.txt", "questions/b.yaml", "questions/citedeck.lock"])
def test_a_file_larger_than_any_is_not_read(town: Path, path: str) -> None:
    with (town / path).open("ab") as file:
        file.truncate(10 * 2**30)
    started = time.process_time()
    said = run("check", town, "--format", "concise", code=1)
    assert f"{path}:1:1: error[file-unread] {path} was not read: it is larger than" in said
    assert time.process_time() - started < SECONDS


def test_a_large_file_that_nobody_asks_for_is_nothing(town: Path) -> None:
    with (town / "seeds/film.mp4").open("wb") as file:
        file.truncate(10 * 2**30)
    run("check", town)
    run("build", town)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files that are no UTF-8")
def test_a_name_that_is_no_text(town: Path) -> None:
    for name in (b"seeds/\xff.txt", b"questions/\xfe.yaml"):
        with open(os.path.join(os.fsencode(town), name), "wb") as file:  # noqa: PTH118, PTH123 - a Path has no bytes
            file.write(b"items: []\n")
    for verb in ("check", "build"):
        done = subprocess.run(
            [sys.executable, "-m", "citedeck", verb, town], capture_output=True, check=False
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("epoch", ["9" * 5000, "-1", "1e9", "٣", "0x10", "99999999999999"])
def test_a_clock_of_another_world_is_one_line(
    town: Path, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(disk.UsageError, match="SOURCE_DATE_EPOCH"):
        run("check", town)


# Decks of unknown hands


def zipped(compression: int = zipfile.ZIP_DEFLATED, **members: bytes) -> bytes:
    """A package with these members; `_` in a name is a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


ABOUT = json.dumps({"course": "ville", "retired": []}).encode()
NOTE = {"guid": "g", "item": "vote", "kind": "question", "deck": "d", "digest": "0", "modified": 1}


def told(**changed: object) -> bytes:
    return zipped(citedeck_json=ABOUT, citedeck_jsonl=json.dumps({**NOTE, **changed}).encode() + b"\n")


def lying() -> bytes:
    """A member that says it is small and is not."""
    data = bytearray(zipped(citedeck_jsonl=b"\n" * 2**24, citedeck_json=ABOUT))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(signature) + at
        data[place : place + 4] = struct.pack("<I", 10)
    return bytes(data)


def many() -> bytes:
    """A directory of very many names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number}", b"")
    return buffer.getvalue()


DECKS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "words": lambda: b"not a deck",
    "a zip of nothing": zipped,
    "cut": lambda: told()[:-10],
    "cut in the middle": lambda: told()[:60],
    "a bomb": lambda: zipped(citedeck_jsonl=b"\n" * (2**26), citedeck_json=b" " * 2**26),
    "a liar": lying,
    "bzip2": lambda: zipped(zipfile.ZIP_BZIP2, citedeck_jsonl=b"{}", citedeck_json=ABOUT),
    "lzma": lambda: zipped(zipfile.ZIP_LZMA, citedeck_jsonl=b"{}", citedeck_json=ABOUT),
    "many names": many,
    "deep": lambda: zipped(citedeck_jsonl=b"[" * 10**6, citedeck_json=b"[" * 10**6),
    "a huge number": lambda: zipped(citedeck_jsonl=b"9" * 10**6, citedeck_json=b"9" * 10**6),
    "no utf-8": lambda: zipped(citedeck_jsonl=b"\xff", citedeck_json=b"\xff"),
    "another shape": lambda: zipped(citedeck_jsonl=b'["x"]', citedeck_json=b'{"course": {}, "retired": 1}'),
    "a time of another world": lambda: told(modified=2**70),
    "a time before all": lambda: told(modified=-1),
    "a yes for a time": lambda: told(modified=True),
    "an escape": lambda: told(item="\x1b[2J"),
    "an eight-bit escape": lambda: told(item="\x9b2J"),
    "a direction": lambda: told(item="\u202evote"),
    "a surrogate": lambda: told(item="\ud800"),
    "lines": lambda: told(item="a\u2028b"),
    "one key more": lambda: told(path="../../x"),
    "one guid twice": lambda: zipped(
        citedeck_json=ABOUT, citedeck_jsonl=(json.dumps(NOTE).encode() + b"\n") * 2
    ),
    "bzip2 bytes": lambda: bz2.compress(told()),
}


@pytest.mark.parametrize("made", DECKS.values(), ids=DECKS)
def test_a_deck_of_unknown_hands_is_one_line(town: Path, made: Callable[[], bytes]) -> None:
    deck = town.parent / "deck.apkg"
    deck.write_bytes(made())
    for verb in (["diff", deck, deck], ["lock", "--from", deck, "--course", town]):
        started = time.process_time()
        done = CliRunner().invoke(app, list(map(str, verb)))
        assert done.exit_code == 2, done.output
        assert isinstance(done.exception, SystemExit)
        assert done.output.replace("\n", "").isprintable()
        assert time.process_time() - started < SECONDS
    assert not (town / "questions/citedeck.lock").exists()


@posix
@pytest.mark.parametrize("kind", ["pipe", "folder", "loop", "device", "huge", "nothing"])
def test_a_deck_that_is_no_file_is_one_line(tmp_path: Path, kind: str) -> None:
    deck = tmp_path / "deck.apkg"
    {
        "pipe": lambda: os.mkfifo(deck),
        "folder": deck.mkdir,
        "loop": lambda: deck.symlink_to(deck),
        "device": lambda: deck.symlink_to("/dev/zero"),
        "huge": lambda: (deck.touch(), os.truncate(deck, 2**40)),
        "nothing": lambda: None,
    }[kind]()
    started = time.process_time()
    done = CliRunner().invoke(app, ["diff", str(deck), str(deck)])
    assert (done.exit_code, type(done.exception)) == (2, SystemExit)
    assert time.process_time() - started < SECONDS


def test_paths_in_a_package_are_not_used(town: Path, tmp_path: Path) -> None:
    run("build", town)
    deck = town / "decks/ville.apkg"
    with zipfile.ZipFile(deck, "a") as archive:
        archive.writestr("../../evil.txt", b"evil")
        archive.writestr("/evil.txt", b"evil")
    before = sorted(tmp_path.rglob("*"))
    assert "ville" not in run("diff", deck, deck)
    assert sorted(tmp_path.rglob("*")) == before


def collection(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n WHERE i < 0"
PLAIN = ("CREATE TABLE cards(id)", "CREATE TABLE col(models, decks, conf)")

COLLECTIONS = {
    "no database": b"x" * 4096,
    "a header alone": b"SQLite format 3\0" + b"\xff" * 4080,
    "no tables": collection("CREATE TABLE x(y)"),
    "a view without end": collection(f"CREATE VIEW notes AS {ENDLESS}", *PLAIN),
    "a view of itself": collection("CREATE VIEW notes AS SELECT * FROM notes", *PLAIN),
    "a huge value": collection("CREATE VIEW notes AS SELECT 1 AS id, hex(zeroblob(1000000000)) AS x", *PLAIN),
    "bytes for words": collection("CREATE TABLE notes(id, x)", "INSERT INTO notes VALUES (1, x'00')", *PLAIN),
}


@pytest.mark.parametrize("database", COLLECTIONS.values(), ids=COLLECTIONS)
def test_a_hostile_deck_in_the_output_is_replaced(
    town: Path, database: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_SECONDS", 0.3)
    run("build", town)
    deck = town / "decks/ville.apkg"
    right = deck.read_bytes()
    deck.write_bytes(zipped(collection_anki2=database, citedeck_json=ABOUT, citedeck_jsonl=b""))
    started = time.process_time()
    run("build", town)
    assert deck.read_bytes() == right
    assert time.process_time() - started < SECONDS


def test_our_own_deck_is_read_however_slow_the_machine(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_SECONDS", -1)
    monkeypatch.setattr(package, "MAX_PACKAGE", 1)
    assert "released 0.2.0" in run("release", "0.2.0", town, "--without", "pdf")


@posix
@pytest.mark.parametrize("verb", [("import",), ("new", "course", "--text")])
@pytest.mark.parametrize(
    ("name", "said"), [("pipe.txt", "it is not a file"), ("huge.txt", "it is larger than 16 MB")]
)
def test_a_file_that_is_given_is_one_and_no_larger_than_a_text(
    town: Path, verb: tuple[str, ...], name: str, said: str
) -> None:
    os.mkfifo(town / "pipe.txt")
    with (town / "huge.txt").open("wb") as file:
        file.truncate(disk.MAX_FILE + 1)
    done = called(*verb, name, cwd=town)
    assert (done.returncode, done.stderr) == (2, f"Error: {name} cannot be read: {said}\n")
    assert not (town / "course").exists()


@pytest.mark.parametrize("char", "\x00\x1b\x7f\x9b\u202e\u2066\ud800")
def test_what_steers_a_terminal_is_the_same_everywhere(char: str) -> None:
    assert visible.visible(f"a{char}b\n") == "a\ufffdb\n"
    assert visible.safe(f"a{char}b\n") == "a b "


@pytest.mark.parametrize("char", "\t\n\r\x85\u2028\u2029")
def test_lines_stay_lines_where_there_may_be_several(char: str) -> None:
    assert visible.visible(f"a{char}b") == f"a{char}b"
    assert visible.safe(f"a{char}b") == "a b"
