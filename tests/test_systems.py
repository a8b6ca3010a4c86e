"""What systems do otherwise: renames over open files, locks, consoles, paths; these run on any of them.

Where Windows refuses what others allow, its refusal is made up here too.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import courses
from citedeck.commands import build, disk

SMALL = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le conseil demande deux écoles.
-- questions/b.yaml --
source: t
items:
  - id: vote
    type: short
    prompt: "Selon le texte, quand la ville vote-t-elle le budget ?"
    answer: "en 1912"
    evidence: "La ville vote le budget en 1912."
"""
CONSOLES = ("cp1252", "cp437", "ascii", "utf-8")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "ma ville", SMALL)


def begun(course: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "citedeck", *arguments],
        cwd=course,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """The exit code, and what was printed, with the line ends of any system."""
    printed, told = (data.decode("utf-8").replace("\r\n", "\n") for data in process.communicate())
    return process.returncode, printed, told


def edit(course: Path) -> None:
    bank = course / "questions" / "b.yaml"
    bank.write_bytes(bank.read_bytes().replace(b"quand la ville", "en quelle année la ville".encode()))


def page(course: Path) -> str:
    (path,) = (course / "decks" / "practice").glob("*.html")
    return path.read_text("utf-8")


# Renames


def test_a_build_over_a_file_that_somebody_reads_is_done_or_told(course: Path) -> None:
    """Windows refuses it while the file is open; the next build ends what this one began."""
    assert ended(begun(course, "build"))[0] == 0
    (deck,) = (course / "decks").glob("*.apkg")
    edit(course)
    with deck.open("rb") as reader:
        code, _, told = ended(begun(course, "build"))
        assert reader.read(2) == b"PK"
    assert code == 0 or (code == 2 and deck.name in told)
    assert ended(begun(course, "build"))[0] == 0
    assert "en quelle année" in page(course)
    assert not list(course.rglob(f"*{disk.PENDING}"))


def test_what_windows_refuses_is_one_line_and_the_next_build_ends_it(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ended(begun(course, "build"))[0] == 0
    edit(course)
    replace = Path.replace

    def refused(path: Path, target: Path) -> Path:
        if target.suffix == ".apkg":
            raise PermissionError(errno.EACCES, "Access is denied", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(disk.UsageError, match=r"^nothing more can be written: .*\.apkg: Access is denied$"):
        build.build(course, course / "decks")
    monkeypatch.undo()
    assert ended(begun(course, "build"))[0] == 0
    assert "en quelle année" in page(course)
    assert not list(course.rglob(f"*{disk.PENDING}"))


# Locks


def test_two_builds_at_once_wait_for_each_other(course: Path) -> None:
    both = [begun(course, "build") for _ in range(2)]
    assert [ended(process)[0] for process in both] == [0, 0]
    assert ended(begun(course, "build"))[2].startswith("nothing has changed")


# Consoles, paths


@pytest.mark.parametrize("console", CONSOLES)
def test_a_console_of_any_kind_is_written_to_in_utf_8(course: Path, console: str) -> None:
    bank = course / "questions" / "b.yaml"
    bank.write_bytes(bank.read_bytes().replace(b'en 1912."', 'en été."'.encode()))
    code, printed, _ = ended(
        begun(course, "check", "--format", "concise", PYTHONIOENCODING=console, PYTHONUTF8="0")
    )
    assert code == 1
    assert printed.startswith("questions/b.yaml:7:")  # with strokes as on any system
    assert "« t »" in printed


@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["Windows", "others"])
def test_lines_may_end_as_any_editor_ends_them(course: Path, end: str) -> None:
    for path in [*course.rglob("*.yaml"), *course.rglob("*.txt")]:
        path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    assert ended(begun(course, "check"))[0] == 0


def test_a_folder_is_named_as_the_system_names_it(course: Path) -> None:
    _, printed, _ = ended(begun(course, "build", "--output", os.path.join("..", "à part")))  # noqa: PTH118
    assert "1 item, 1 card" in printed
    assert (course.parent / "à part" / "index.html").is_file()
