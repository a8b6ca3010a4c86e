"""Two programs at one course: both hold, or one says why not; nobody's work is lost.

Each test pauses one real process at a point between reading and writing, lets another have its
way as far as it gets, and lets the first go on.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import courses
from citedeck import compiler
from citedeck.cli import main
from citedeck.commands import disk, folders, release
from citedeck.targets import render

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a rival needs a process of its own"),
    pytest.mark.usefixtures("quick_printer"),
]

BANK = "questions/b.yaml"
SAVED = ("Le budget est voté par la ville.", "La ville vote le budget.")
"""What an editor saves meanwhile, in a bank."""

PATIENCE = 0.3
"""So long (seconds) a rival may wait for the paused one, before that goes on."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, released, with a mistake in it that `fix` corrects and an explanation that is new."""
    root = courses.on_disk(tmp_path_factory.mktemp("town") / "ville", courses.TOWN)
    assert release.release(root, root / "decks", "1.0.0").written
    edit(root / BANK, "Le texte commence par cette date.", "C'est la date de ce vote.")
    render(compiler.compile(folders.read(root)))  # all that a child needs is imported
    return root


@pytest.fixture
def course(town: Path, tmp_path: Path) -> Path:
    """A copy of the town for one pair of rivals."""
    return Path(shutil.copytree(town, tmp_path / "ville", symlinks=True))


def edit(path: Path, old: str, new: str) -> None:
    """Save a file as an editor does."""
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


# A process that pauses


def started(root: Path, verb: tuple[str, ...], pauses: Callable[[], None] | None = None) -> int:
    """A process of its own that does a verb in a course; what it is to do before is `pauses`."""
    child = os.fork()
    if child:
        return child
    with open(os.devnull, "w") as nowhere, suppress(BaseException):  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        os.chdir(root)
        sys.argv = ["citedeck", *verb]
        if pauses:
            pauses()
        try:
            main()
        except SystemExit as exit_:
            os._exit(int(exit_.code or 0))
        except disk.UsageError:
            os._exit(2)
    os._exit(70)


def ended(child: int, patience: float | None = None) -> int | None:
    """The exit code of a process; None where it still waits after so many seconds."""
    until = time.monotonic() + (patience if patience is not None else 60)
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    assert patience is not None, "a process that does not end"
    return None


POINTS = ("it has read", "it waits to write", "it writes")


def pausing(point: str, tell: int, hear: int) -> Callable[[], None]:
    """What stops a process at a point, after telling so, until it hears that it may go on."""

    def stop() -> None:
        os.write(tell, b".")
        os.read(hear, 1)

    def pauses() -> None:
        real_read, real_alone, real_rename = folders.read, disk.alone, disk.rename

        def once(real: Callable[..., object], *, after: bool) -> Callable[..., object]:
            left = [True]

            def paused(*args: object, **kwargs: object) -> object:
                if left.pop() if left else False:
                    if after:
                        result = real(*args, **kwargs)
                        stop()
                        return result
                    stop()
                return real(*args, **kwargs)

            return paused

        if point == POINTS[0]:
            folders.read = once(real_read, after=True)
        elif point == POINTS[1]:
            disk.alone = once(real_alone, after=False)
        else:
            disk.rename = once(real_rename, after=False)

    return pauses


def rivals(
    root: Path, first: tuple[str, ...], point: str, second: tuple[str, ...] | Callable[[], None]
) -> tuple[int, int]:
    """How two programs ended of which the second came while the first was at a point."""
    told, tell = os.pipe()
    hear, go_on = os.pipe()
    paused = started(root, first, pausing(point, tell, hear))
    assert select.select([told], [], [], 60)[0], "it never comes to this point"
    codes: list[int | None] = [None, 0]
    if callable(second):
        second()
    else:
        rival = started(root, second)
        codes[1] = ended(rival, PATIENCE)
    os.write(go_on, b".")
    codes[0] = ended(paused)
    if codes[1] is None:
        codes[1] = ended(rival)
    for end in (told, tell, hear, go_on):
        os.close(end)
    assert None not in codes
    return codes[0], codes[1]  # type: ignore[return-value]


def version(root: Path) -> tuple[str, str]:
    """The version that the course names, and the one that its lock remembers."""
    compilation = compiler.compile(folders.read(root))
    assert not [d for d in compilation.diagnostics if d.is_error]
    assert compilation.course is not None
    return compilation.course.version, compilation.lock.version


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob(f"*{disk.PENDING}"))


@pytest.fixture(params=POINTS)
def point(request: pytest.FixtureRequest) -> str:
    """Where the first of two is paused."""
    return str(request.param)


def test_of_two_releases_the_later_never_goes_back(course: Path, point: str) -> None:
    codes = rivals(course, ("release", "1.1.0"), point, ("release", "1.2.0"))
    assert 0 in codes
    last = "1.2.0" if codes[1] == 0 else "1.1.0"
    assert version(course) == (last, last)
    assert all(code in (0, 2) for code in codes)
    assert leftovers(course) == []
    assert ended(started(course, ("build",))) == 0
    assert version(course) == (last, last)


@pytest.mark.parametrize("verb", [("release", "1.1.0"), ("build",), ("fix",)], ids=lambda verb: verb[0])
def test_what_an_editor_saves_meanwhile_is_not_lost(course: Path, point: str, verb: tuple[str, ...]) -> None:
    code = rivals(course, verb, point, lambda: edit(course / BANK, *SAVED))[0]
    assert code in (0, 2)
    # A build first looks whether anything changed, and reads again after that.
    is_in_time = (verb, point) == (("build",), POINTS[0])
    assert code == (0 if point == POINTS[2] or is_in_time else 2)
    # `fix` looks last before it renames: an editor, which knows no locks, is not seen after that.
    assert SAVED[verb != ("fix",) or point != POINTS[2]] in (course / BANK).read_text(encoding="utf-8")
    assert leftovers(course) == []


@pytest.mark.parametrize("verb", [("release", "1.1.0"), ("build",), ("fix",)], ids=lambda verb: verb[0])
def test_fix_beside_another_verb(course: Path, point: str, verb: tuple[str, ...]) -> None:
    codes = rivals(course, verb, point, ("fix",))
    assert all(code in (0, 2) for code in codes)
    assert 0 in codes
    is_fixed = "C’est la date de ce vote." in (course / BANK).read_text(encoding="utf-8")
    assert is_fixed == (codes[1] == 0 or (verb == ("fix",) and codes[0] == 0))
    assert version(course)[0] == ("1.1.0" if verb[0] == "release" and codes[0] == 0 else "1.0.0")
    assert leftovers(course) == []


def test_of_two_builds_the_folder_holds_the_newer(course: Path, point: str) -> None:
    def saved_and_built() -> None:
        edit(course / BANK, *SAVED)
        rival.append(started(course, ("build",)))

    rival: list[int] = []
    first = rivals(course, ("build",), point, saved_and_built)[0]
    assert ended(rival[0]) == 0
    assert first in (0, 2)
    made = {path: path.read_bytes() for path in (course / "decks").rglob("*.html")}
    assert ended(started(course, ("build",))) == 0
    assert {path: path.read_bytes() for path in (course / "decks").rglob("*.html")} == made


def test_a_verb_that_is_killed_leaves_the_folder_free(course: Path, point: str) -> None:
    told, tell = os.pipe()
    hear, _ = os.pipe()
    paused = started(course, ("release", "1.1.0"), pausing(point, tell, hear))
    assert select.select([told], [], [], 60)[0]
    os.kill(paused, signal.SIGKILL)
    assert ended(paused) == -signal.SIGKILL
    assert ended(started(course, ("release", "1.1.0"))) == 0
    assert version(course) == ("1.1.0", "1.1.0")
    assert leftovers(course) == []


# A stranger's files


def test_a_stranger_s_file_in_the_folder_is_not_replaced(course: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "sheets").mkdir(parents=True)
    (site / "index.html").write_text("mine", encoding="utf-8")
    assert ended(started(course, ("build", "--output", str(site)))) == 2
    assert {path.name for path in site.rglob("*")} == {"sheets", "index.html"}
    assert (site / "index.html").read_text(encoding="utf-8") == "mine"
    (site / "index.html").unlink()
    (site / "other.html").write_text("mine", encoding="utf-8")
    assert ended(started(course, ("build", "--output", str(site)))) == 0
    assert (site / "other.html").read_text(encoding="utf-8") == "mine"
    assert ended(started(course, ("build", "--output", str(site)))) == 0
