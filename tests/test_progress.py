"""How far a long work is: on a terminal only, after a second, and gone when it is done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import courses
from citedeck.messages import progress
from citedeck.model import Output
from citedeck.targets.paper import printing

pty = pytest.importorskip("pty")

AT_ONCE = "from citedeck.cli import main, shared; shared.PATIENCE = shared.BLINK = 0; main()"
AFTER_A_SECOND = "from citedeck.cli import main; main()"
SUMMARY = ["no mistakes", "4 items: every quotation is in its text"]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path, courses.TOWN)


def on_a_terminal(program: str, course: Path) -> str:
    """What `check` writes to a terminal's stderr."""
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", program, "check", course], check=True, stderr=theirs, text=True)
    os.close(theirs)
    said = b""
    try:
        while more := os.read(ours, 4096):
            said += more
    except OSError:  # the other end is closed and all is read
        pass
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def seen(said: str) -> list[str]:
    """The lines a terminal shows in the end: words after a return stand over those before it."""
    shown = []
    for line in said.removesuffix("\n").split("\n"):
        over = ""
        for words in line.split("\r"):
            over = words + over[len(words) :]
        shown.append(over.rstrip())
    return shown


def test_a_work_says_how_far_it_is(course: Path) -> None:
    said = on_a_terminal(AT_ONCE, course)
    lines = [line.strip() for line in said.split("\r")]
    for wanted in ("reading banks: 0 of 1", "finding quotations: 0 of 4", "finding quotations: 3 of 4"):
        assert wanted in lines


def test_printing_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_listeners", [])
    said: list[tuple[str, int, int]] = []
    pages = [Output(f"sheets/{name}.html", b"<p>a</p>") for name in "ab"] + [Output("index.html", b"")]
    progress.listen(lambda *told: said.append(told))
    try:
        assert len(list(printing.printed(pages))) == 2
    except printing.NoPrinterError as error:
        pytest.skip(str(error))
    assert said == [("printing", 0, 2), ("printing", 1, 2), ("printing", 2, 2)]


def test_nothing_of_it_is_left(course: Path) -> None:
    assert seen(on_a_terminal(AT_ONCE, course)) == SUMMARY


def test_a_short_work_says_nothing(course: Path) -> None:
    assert "\r" not in on_a_terminal(AFTER_A_SECOND, course)


def test_nothing_is_said_to_a_file(course: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, "check", course], check=True, capture_output=True, text=True
    )
    assert done.stderr.splitlines() == SUMMARY
