"""`check --watch` as somebody has it open while editing: a real process, real files, a real Ctrl-C."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import courses
from citedeck.commands import watch

PATIENCE = 60
"""Seconds after which something is taken not to happen; all of it happens in one or two."""

BANK = "questions/b.yaml"


def heeding_ctrl_c() -> None:
    """Where the tests run in the background their shell has Ctrl-C ignored, and so would all they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watching:
    """A running `check --watch`: what it has said so far, check by check."""

    def __init__(self, course: Path, *arguments: str) -> None:
        self.course = course
        command = [sys.executable, "-m", "citedeck", "check", str(course), "--watch", *arguments]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=heeding_ctrl_c,  # noqa: PLW1509 - one thread starts it
        )
        self.said = ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said += line

    def checks(self) -> list[str]:
        """What each check that is done has said."""
        return re.split(r"checked at [0-9:]{8}, waiting for a change; Ctrl-C ends\n", self.said)[:-1]

    def after(self, act: Callable[[], object]) -> str:
        """What the next check says after something was done."""
        done = len(self.checks())
        act()
        return self.wait(done)

    def wait(self, done: int = 0) -> str:
        """What the check after so many says."""
        end = time.monotonic() + PATIENCE
        while len(self.checks()) <= done:
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.02)
        return self.checks()[done]

    def interrupt(self) -> int:
        """Ctrl-C, and the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    run = Watching(courses.on_disk(tmp_path / "town", courses.TOWN_COURSE))
    try:
        run.wait()
        yield run
    finally:
        run.process.kill()
        run.process.wait()


def put(path: Path, words: bytes) -> None:
    """Write a file at one stroke, as most editors do: beside it, then renamed."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(words)
    beside.replace(path)


def edit(course: Path, old: str, new: str, path: str = BANK) -> None:
    words = (course / path).read_text(encoding="utf-8")
    assert old in words
    put(course / path, words.replace(old, new).encode())


CLEAN = "4 items: every quotation is in its text\n"


def test_a_mistake_is_found_while_it_is_made_and_gone_when_it_is_mended(watching: Watching) -> None:
    course = watching.course
    assert CLEAN in watching.wait()
    broken = watching.after(lambda: edit(course, "La ville vote le budget en 1912.", "La ville refuse tout."))
    assert "error[quote-absent]: the quotation of `vote` is not in « t »" in broken
    assert "1 error" in broken
    mended = watching.after(lambda: edit(course, "La ville refuse tout.", "La ville vote le budget en 1912."))
    assert mended == watching.checks()[0]
    edited = watching.after(lambda: edit(course, "deux écoles", "trois écoles", "seeds/t.txt"))
    assert "error[quote-absent]: the quotation of `demande`" in edited
    assert watching.interrupt() == 0
    assert "Traceback" not in watching.said
    assert "Aborted" not in watching.said
    assert "\x1b" not in watching.said
    assert len(watching.checks()) == 4


def test_what_is_not_yaml_is_survived(watching: Watching) -> None:
    course = watching.course
    assert "error[yaml-syntax]" in watching.after(lambda: edit(course, "  - id: vote", '  - id: "vote'))
    assert CLEAN in watching.after(lambda: edit(course, '  - id: "vote', "  - id: vote"))
    path = course / BANK
    words = path.read_bytes()
    assert "error[file-encoding]" in watching.after(lambda: put(path, b"\xe9" + words))
    assert CLEAN in watching.after(lambda: put(path, words))
    assert watching.interrupt() == 0


def test_a_file_that_is_gone_may_come_back(watching: Watching) -> None:
    for path in (BANK, "seeds/t.txt", "questions/course.yaml", "seeds/sources.yaml"):
        file = watching.course / path
        words = file.read_bytes()
        assert CLEAN not in watching.after(file.unlink)
        assert CLEAN in watching.after(lambda file=file, words=words: put(file, words))
    assert watching.interrupt() == 0
    assert "Traceback" not in watching.said


def test_a_folder_that_is_gone_may_come_back(watching: Watching) -> None:
    folder, away = watching.course / "questions", watching.course / "away"
    assert "questions/course.yaml: not there" in watching.after(lambda: folder.rename(away))
    assert CLEAN in watching.after(lambda: away.rename(folder))
    assert watching.interrupt() == 0


def test_the_same_time_and_size_hide_no_change(watching: Watching) -> None:
    path = watching.course / BANK
    then = path.stat().st_mtime_ns

    def swap() -> None:
        beside = path.with_name(".b.yaml.swp")
        beside.write_bytes(path.read_bytes().replace(b"deux \xc3\xa9coles", b"cinq \xc3\xa9coles"))
        os.utime(beside, ns=(then, then))
        path.rename(path.with_name("b.yaml~"))
        beside.rename(path)

    assert "error[quote-absent]: the quotation of `demande`" in watching.after(swap)
    assert watching.interrupt() == 0


def test_a_file_written_in_place_is_read_when_it_is_whole(watching: Watching) -> None:
    path = watching.course / BANK
    words = path.read_text(encoding="utf-8")
    with path.open("w", encoding="utf-8") as file:
        for line in words.splitlines(keepends=True):
            file.write(line.replace("1912", "1913"))
            file.flush()
            time.sleep(0.01)
    end = time.monotonic() + PATIENCE
    while "error[quote-absent]: the quotation of `vote`" not in watching.said:
        assert time.monotonic() < end, watching.said
        time.sleep(0.02)
    assert watching.interrupt() == 0


def test_what_is_no_file_of_the_course_is_not_watched(watching: Watching) -> None:
    shutil.copy(watching.course / BANK, watching.course / "questions/.b.yaml.swp")
    (watching.course / "decks").mkdir()
    (watching.course / "decks/a.yaml").write_text("a: b\n")
    time.sleep(12 * watch.PAUSE)
    assert len(watching.checks()) == 1
    assert watching.interrupt() == 0


def test_a_new_bank_is_seen(watching: Watching) -> None:
    item = '{id: vote, retired: "2026"}'
    said = watching.after(lambda: (watching.course / "questions/c.yaml").write_text(f"items: [{item}]\n"))
    assert "error[id-duplicate]: the id `vote` is taken" in said


def test_other_formats_are_printed_at_each_check(tmp_path: Path) -> None:
    watching = Watching(courses.on_disk(tmp_path, courses.TOWN_COURSE), "--format", "concise", "--strict")
    try:
        assert watching.wait() == ""
        said = watching.after(lambda: edit(tmp_path, "answer: false", "answer: perhaps"))
        assert said.startswith("questions/b.yaml:27:13: error[value-invalid] `perhaps` is none of")
        assert watching.interrupt() == 0
    finally:
        watching.process.kill()
        watching.process.wait()


def test_the_screen_of_a_terminal_is_cleared(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    course = courses.on_disk(tmp_path, courses.TOWN_COURSE)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "citedeck", "check", str(course), "--watch"]
    with subprocess.Popen(
        command,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
        preexec_fn=heeding_ctrl_c,  # noqa: PLW1509 - as above
    ) as process:
        os.close(theirs)
        said = b""
        while b"Ctrl-C ends" not in said:
            said += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    os.close(ours)
    assert said.startswith(b"\x1b[2J")
    assert said.index(b"\x1b[2J") < said.index(b"every quotation is in its text")


def test_a_link_to_nothing_hides_no_file_after_it(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN_COURSE)
    (course / "questions/a.yaml").symlink_to("nowhere.yaml")
    before = watch.stamps(course)
    assert before[course / "questions/a.yaml"] == (0, 0, 0)
    edit(course, "deux écoles", "trois écoles")
    assert watch.stamps(course) != before


def test_looks_take_a_small_part_of_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look of 4 ms is followed by a pause of a tenth of a second, one that takes for ever by a second."""
    course = courses.on_disk(tmp_path, courses.TOWN_COURSE)
    ticks = iter([0.0, 0.004, 1.0, 1.001, 2.0, 92.0])
    monkeypatch.setattr(watch.time, "perf_counter", lambda: next(ticks))
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(round(seconds, 3))
        if len(pauses) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch.change(course, watch.stamps(course), sleep)
    assert pauses == [watch.PAUSE, 0.1, watch.PAUSE, watch.LONGEST]


def test_a_change_is_told_when_the_files_keep_still(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN_COURSE)
    bank = course / BANK
    words = bank.read_text(encoding="utf-8")
    steps = iter(["", "half", words + "# done\n", None])
    looks = []

    def sleep(_: float) -> None:
        looks.append(bank.stat().st_size)
        if (step := next(steps)) is not None:
            bank.write_text(step, encoding="utf-8")

    seen = watch.change(course, watch.stamps(course), sleep)
    assert len(looks) == 4
    assert seen[bank][1] == len((words + "# done\n").encode())
    assert seen == watch.stamps(course)
