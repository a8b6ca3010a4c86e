"""What `check` remembers: the same is said with and without it, and nothing of it is believed but our own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import citedeck
import courses
from citedeck import compiler
from citedeck.cli import app
from citedeck.commands import folders, program
from citedeck.commands.units import caches, linking, remembered

BANK = "questions/b.yaml"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own cache folder, in which nobody was yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home/.cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home/.cache"))
    return tmp_path / "home/.cache/citedeck"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "town", courses.TOWN_COURSE)


def said(course: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", str(course), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def memory_file(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def edit(course: Path, old: str, new: str) -> None:
    path = course / BANK
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def never(*_: object) -> None:
    raise AssertionError


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the compiler was asked for: the banks, None for the whole course."""
    asked: list[Any] = []
    compile_ = compiler.compile

    def noted(inputs: Any, among: Any = None) -> Any:
        asked.append(among)
        return compile_(inputs, among)

    monkeypatch.setattr(compiler, "compile", noted)
    return asked


@pytest.mark.parametrize("how", ["text", "concise", "json", "github"])
@pytest.mark.parametrize("more", [[], ["--strict"], ["--language", "fr"]])
def test_a_remembered_course_is_told_as_a_new_one(
    cache: Path, course: Path, how: str, more: list[str]
) -> None:
    arguments = ["--format", how, *more]
    without = said(course, "--no-cache", *arguments)
    assert not cache.exists()
    assert [said(course, *arguments) for _ in range(3)] == [without] * 3
    assert cache.exists()
    assert without[0] == 0


def test_what_is_the_same_is_not_compiled_again(cache: Path, course: Path, compiling: list[Any]) -> None:
    said(course)
    said(course)
    assert compiling == [None]
    said(course, "--no-cache")
    assert compiling == [None, None]


def test_of_many_banks_the_one_that_changed_is_compiled(
    cache: Path, tmp_path: Path, compiling: list[Any]
) -> None:
    course = courses.on_disk(tmp_path / "town", courses.TOWN)
    for number in range(3):
        (course / f"questions/c{number}.yaml").write_text("items: []\n" + "# etc.\n" * 200, encoding="utf-8")
    assert said(course)[0] == 0
    edit(course, "Le texte commence par cette date.", "Le texte commence ainsi.")
    assert said(course) == said(course, "--no-cache")
    assert compiling == [None, {BANK}, None]
    edit(course, 'answer: "en 1912"', 'answer: "en 1913"')
    assert said(course)[0] == 1
    assert compiling[3:] == [{BANK}, None]


def test_mistakes_are_not_remembered(cache: Path, course: Path) -> None:
    edit(course, 'answer: "en 1912"', 'answer: "en 1913"')
    assert said(course) == said(course)
    assert said(course)[0] == 1
    assert not cache.exists()


def test_only_its_user_can_read_it(cache: Path, course: Path) -> None:
    said(course)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(memory_file(cache).stat().st_mode) == 0o600


@pytest.mark.parametrize("path", ["town/cache", "link"])
def test_nothing_is_kept_inside_a_course(course: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    (course.parent / "link").symlink_to(course)
    monkeypatch.setenv("XDG_CACHE_HOME", str(course.parent / path))
    before = sorted(course.rglob("*"))
    assert said(course)[0] == 0
    assert sorted(course.rglob("*")) == before


def test_where_nothing_can_be_written_all_is_checked(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(course / BANK))
    assert said(course)[0] == 0


def with_units(change: Any) -> Any:
    """A memory of which every unit is changed, and the course is not known to be clean."""

    def changed(data: bytes) -> bytes:
        record = json.loads(data)
        record["clean"] = "0"
        for unit in record["units"].values():
            change(unit)
        return json.dumps(record).encode()

    return changed


HOSTILE = {
    "empty": lambda data: b"",
    "cut": lambda data: data[:-40],
    "no JSON": lambda data: b"\x80\x04cos\nsystem\n(S'echo'\ntR.",
    "no text": lambda data: b"\xff\xfe" + data,
    "deep": lambda data: b"[" * 100_000,
    "a list": lambda data: b"[]",
    "a number": lambda data: b"1e999",
    "other words": lambda data: data.replace(b'"clean"', b'"unclean"'),
    "other kinds": lambda data: data.replace(b'"proven":4', b'"proven":"4"'),
    "units of nothing": with_units(list.clear),
    "units of numbers": with_units(lambda unit: unit.__setitem__(0, 4)),
    "needs of nothing": with_units(lambda unit: unit[3].clear()),
    "needs of numbers": with_units(lambda unit: unit[3].update(dict.fromkeys(unit[3], 4))),
    "needs of lists": with_units(lambda unit: unit[3].update({key: [[[]]] for key in unit[3]})),
    "needs of noughts": with_units(lambda unit: unit[3].update({key: [[0, 0]] for key in unit[3]})),
    "sheets of numbers": with_units(lambda unit: unit.__setitem__(4, {"vote": 4})),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_damaged_is_nothing_remembered(cache: Path, course: Path, what: str) -> None:
    clean = said(course)
    file = memory_file(cache)
    data = file.read_bytes()
    damaged = HOSTILE[what](data)
    assert damaged != data
    file.write_bytes(damaged)
    assert said(course) == clean
    assert file.read_bytes() == data


def test_hostile_needs_are_read_where_one_bank_changed(cache: Path, tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path / "town", courses.TOWN)
    (course / "questions/c.yaml").write_text("items: []\n" + "# etc.\n" * 1000)
    for what in (name for name in HOSTILE if name.startswith("needs")):
        said(course)
        file = memory_file(cache)
        file.write_bytes(HOSTILE[what](file.read_bytes()))
        edit(course, "Le texte commence", "Le texte commence, oui,")
        assert said(course) == said(course, "--no-cache")


@pytest.mark.skipif(sys.platform == "win32", reason="owners are told otherwise there")
def test_what_others_can_write_is_not_believed(cache: Path, course: Path, compiling: list[Any]) -> None:
    said(course)
    file = memory_file(cache)
    file.chmod(0o666)
    said(course)
    assert compiling == [None, None]
    assert stat.S_IMODE(memory_file(cache).stat().st_mode) == 0o600
    cache.chmod(0o777)
    said(course)
    assert compiling == [None, None, None]
    cache.chmod(0o700)
    elsewhere = course.parent / "elsewhere.json"
    memory_file(cache).rename(elsewhere)
    file.symlink_to(elsewhere)
    said(course)
    assert compiling == [None, None, None, None]
    assert not file.is_symlink()
    cache.rename(course.parent / "elsewhere")
    cache.symlink_to(course.parent / "elsewhere")
    said(course)
    assert compiling == [None] * 5
    file.unlink()
    os.mkfifo(file)
    cache.unlink()
    (course.parent / "elsewhere").rename(cache)
    assert said(course)[0] == 0


def test_another_program_believes_its_own_memory_alone(
    cache: Path, course: Path, compiling: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(course)
    monkeypatch.setattr(remembered, "made_by", lambda: "a newer one")
    said(course)
    assert compiling == [None, None]


def test_a_program_that_was_edited_is_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With as many bytes, with other bytes at the same time, with a file more; and as it was, the same."""
    code, page = tmp_path / "checks/rule.py", tmp_path / "page.html"
    code.parent.mkdir()
    monkeypatch.setattr(citedeck, "__file__", str(tmp_path / "__init__.py"))
    digests = []
    for path, words, written in [
        (page, "<p>", 1),
        (code, "MOST = 3", 1),
        (code, "MOST = 4", 2),
        (code, "MOST = 40", 2),
        (code.with_name("more.py"), "", 2),
    ]:
        path.write_text(words)
        os.utime(path, ns=(written, written))
        digests.append(program.digest.__wrapped__())
    assert len({*digests}) == len(digests)
    before, digest = program.digest.__wrapped__(program.CODE), program.digest.__wrapped__()
    page.write_text("<b>")
    (code.parent / "rule.pyc").touch()
    assert program.digest.__wrapped__(program.CODE) == before
    assert program.digest.__wrapped__() != digest


@pytest.mark.parametrize(
    "path", ["seeds/t.txt", "seeds/sources.yaml", "questions/course.yaml", BANK, "questions/citedeck.lock"]
)
def test_any_file_that_changes_is_seen(cache: Path, course: Path, compiling: list[Any], path: str) -> None:
    if path.endswith(".lock"):
        (course / path).write_text("")
        said(course)
        compiling.clear()
        (course / path).write_text("\n")
    else:
        said(course)
        compiling.clear()
        words = (course / path).read_bytes()
        (course / path).write_bytes(words + (b"Fin.\n" if path.endswith(".txt") else b"# fin\n"))
    said(course)
    assert compiling == [None]


def test_the_oldest_memories_go(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = [courses.on_disk(tmp_path / f"town{n}", courses.TOWN) for n in range(4)]
    kept = []
    for number, root in enumerate(roots):
        said(root)
        (newest,) = set(cache.iterdir()) - set(kept)
        os.utime(newest, (number, number))
        kept.append(newest)
        if number == 2:
            monkeypatch.setattr(caches, "MOST", int(2.5 * newest.stat().st_size))
    assert [path.exists() for path in kept] == [False, False, True, True]


def test_a_memory_is_read_as_it_was_written(cache: Path, course: Path) -> None:
    inputs, memory = folders.read(course), linking.Memory()
    linking.learn(inputs, compiler.compile(inputs), memory)
    remembered.write(course, memory)
    assert memory.units
    assert memory.sheets
    assert remembered.read(course) == memory
    assert remembered.read(course.parent) == linking.Memory()


CHECK = """
import sys
from citedeck.cli import main
sys.argv[1:] = ["check"]
try:
    main()
finally:
    print(*sys.modules)
"""


def test_a_remembered_check_loads_no_compiler(cache: Path, course: Path) -> None:
    said(course)
    done = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=course, capture_output=True, check=True, text=True
    )
    ours = [name for name in done.stdout.split() if name.startswith("citedeck")]
    assert "citedeck.compiler" not in ours
    assert "citedeck.checks" not in ours
    assert len(ours) < 60
