"""Kills, full disks, closed folders, two at once, fresh clones: files stay whole, the next build ends it."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import courses
import once
from citedeck import cli
from citedeck.commands import build, disk, statefile
from citedeck.targets.paper import printing
from command_line import called
from test_build import copied, edit, run, stamps, without_worksheets, written

KILLS = 50

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
-- questions/course.yaml --
title: "La ville"
id: ville
language: fr
version: 0.9.0
worksheets:
  - {id: lecture, title: "Lire", items: [vote]}
"""

KILLED = f"""
import os, random, signal, sys, time
from citedeck.targets.paper import printing
from citedeck.cli import main
sys.path.insert(0, {str(Path(__file__).parent)!r})
import once

printing.printer = lambda: lambda page: b"%PDF " + page
remembering = once.made_once()
remembering.__enter__()
course, kills, seed, verb = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]

def begun(folder):
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.argv[1:] = verb
        try:
            main()
        finally:
            os._exit(0)
    return child

once.warm(course, *verb)  # not in each child
started = time.monotonic()
os.waitpid(begun(os.path.join(os.getcwd(), "whole")), 0)
whole = min(time.monotonic() - started, 3)  # seconds: a busy machine may take long over it

moments = random.Random(seed)
for number in range(kills):
    child = begun(f"killed-{{number:02}}")
    time.sleep(moments.uniform(0, 1.5 * whole))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""
"""citedeck, killed at random moments of the time it takes."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and rights as Linux has them")


@pytest.fixture(autouse=True)
def _a_quick_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "printer", lambda: lambda page: b"%PDF " + page)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture
def _remembered() -> Iterator[None]:
    """The same pages are made once."""
    with once.made_once():
        yield


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, released."""
    course = courses.on_disk(tmp_path_factory.mktemp("faults") / "town", SMALL)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(printing, "printer", lambda: lambda page: b"%PDF " + page)
        patched.setenv("SOURCE_DATE_EPOCH", "1600000000")
        run("release", "1.0.0", course)
    return course


@pytest.fixture
def town(release: Path, tmp_path: Path) -> Path:
    return shutil.copytree(release, tmp_path / "town")


def correct(course: Path) -> None:
    """A change that every output shows, and files of other names."""
    edit(course / "seeds/t.txt", "Le conseil", "Ensuite, le conseil")
    edit(course / "questions/course.yaml", '"La ville"', '"La cité"\nabout: "Une cité."')
    edit(course / "questions/course.yaml", "id: lecture", "id: examen")


def said(*arguments: object) -> tuple[int, str]:
    """The exit code of the command line as a process has it, and its last words."""
    done = called(*arguments)
    return done.returncode, done.stderr


def everything(course: Path) -> dict[str, bytes]:
    """Every file of a course but the state."""
    return {path: data for path, data in written(course).items() if not path.endswith(statefile.NAME)}


# Killed


@linux
@pytest.mark.usefixtures("_remembered")
@pytest.mark.parametrize("verb", [["build"], ["release", "1.1.0"]], ids=" ".join)
def test_killed_at_any_moment_every_file_is_whole(town: Path, tmp_path: Path, verb: list[str]) -> None:
    old = everything(town)
    correct(town)
    folder = tmp_path / "killed"
    names = ["whole", *(f"killed-{number:02}" for number in range(KILLS // 2))]
    for name in names:
        shutil.copytree(town, folder / name)
    edited = everything(town)
    command = [sys.executable, "-c", KILLED, town, str(KILLS // 2), verb[0], *verb]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    new = everything(folder / "whole")
    assert not {path for path in new if path.startswith("decks/") and new[path] == old.get(path)}

    ends = set()
    for name in names[1:]:
        found = {p: data for p, data in everything(folder / name).items() if not p.endswith(disk.PENDING)}
        torn = [p for p in found if found[p] not in (old.get(p), edited.get(p), new.get(p))]
        assert torn == [], name
        ends.add("old" if found == edited else "new" if found == new else "between")
        sealed = found["questions/citedeck.lock"] == new["questions/citedeck.lock"]
        run(*(["build"] if sealed else verb), folder / name)
        assert everything(folder / name) == new, name
        assert statefile.unchanged(folder / name, folder / name / "decks")
    assert {"old"} < ends


def test_a_pdf_of_a_page_that_a_killed_build_changed_does_not_stay(town: Path) -> None:
    edit(town / "questions/b.yaml", "quand la ville", "quand donc la ville")
    page, printed = (town / "decks/sheets/lecture" for _ in range(2))
    page, printed = page.with_suffix(".html"), printed.with_suffix(".pdf")

    def dies_after_the_pages(self: Path, target: Path) -> None:
        self.rename(target)
        if target == page:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "replace", dies_after_the_pages)
        with pytest.raises(KeyboardInterrupt):
            build.build(town, town / "decks")
    assert "quand donc" in page.read_text(encoding="utf-8")
    run("build", town)
    assert not printed.exists()


@pytest.mark.parametrize("then", [["build"], ["release", "1.1.0"]], ids=" ".join)
def test_a_killed_release_leaves_no_pdf_of_an_older_page(town: Path, then: list[str]) -> None:
    edit(town / "questions/b.yaml", "quand la ville", "quand donc la ville")
    printed = town / "decks/sheets/lecture.pdf"

    def dies_before_the_pdfs(self: Path, target: Path) -> None:
        if target.suffix == ".pdf":
            raise KeyboardInterrupt
        self.rename(target)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "replace", dies_before_the_pdfs)
        run("release", "1.1.0", town, code=130)
    assert b"quand donc" not in printed.read_bytes()
    run(*then, town)
    assert printed.exists() == (then != ["build"])


def test_a_part_of_a_build_leaves_no_pdf_of_an_older_page(town: Path) -> None:
    edit(town / "questions/b.yaml", "quand la ville", "quand donc la ville")
    run("build", town, "--only", "worksheet")
    assert not (town / "decks/sheets/lecture.pdf").exists()
    assert (town / "decks/documents/texte-t.pdf").exists()
    run("build", town)
    assert not (town / "decks/sheets/lecture.pdf").exists()


# Two at once


def _built(course: Path, folder: Path, times: int) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    for _ in range(times):
        build.build(course, folder)


@linux
def test_builds_at_once_leave_one_whole_set(town: Path, tmp_path: Path) -> None:
    other = shutil.copytree(town, tmp_path / "other")
    correct(other)
    alone = []
    for number, course in enumerate((town, other)):
        build.build(course, tmp_path / f"alone-{number}")
        alone.append(written(tmp_path / f"alone-{number}"))
    forked = multiprocessing.get_context("fork")
    made = [forked.Process(target=_built, args=(c, tmp_path / "out", 6)) for c in (town, other) * 2]
    for process in made:
        process.start()
    for process in made:
        process.join()
    assert [process.exitcode for process in made] == [0] * 4
    assert written(tmp_path / "out") in alone


@linux
def test_without_folder_locks_a_file_is_locked(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows, with `locking` as it is there: it gives up after a while."""
    import fcntl

    waited = []

    def locking(descriptor: int, mode: int, length: int) -> None:
        assert (mode, length, os.lseek(descriptor, 0, os.SEEK_CUR)) == (1, 1, 0)
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, length)
        except OSError:
            waited.append(descriptor)
            raise OSError(errno.EDEADLK, "gave up") from None

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_LOCK=1))
    forked = multiprocessing.get_context("fork")
    inside, leave = forked.Event(), forked.Event()

    def holds() -> None:
        with disk.alone(town / "decks"):
            inside.set()
            leave.wait(10)

    holder = forked.Process(target=holds)
    holder.start()
    assert inside.wait(10)
    monkeypatch.setattr(os, "lseek", _after(os.lseek, 6, holder.kill))  # a lock dies with its process
    run("build", town, "--output", town / "decks", "--only", "index")
    assert len(waited) >= 2
    holder.join()


def _after(do: Callable, times: int, then: Callable[[], None]) -> Callable:
    left = iter(range(times))

    def counted(*given: object) -> object:
        if next(left, None) is None:
            then()
        return do(*given)

    return counted


# The disk says no


@linux
@pytest.mark.usefixtures("_remembered")
@pytest.mark.parametrize("step", ["fsync", "write", "replace", "mkdir"])
def test_a_full_disk_leaves_every_file_whole(
    town: Path, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No room at the first step, at the second, and so on until there is room for all."""
    correct(town)
    shutil.rmtree(town / "decks/keys")
    old = everything(town)
    new = everything(_finished(town, tmp_path / "finished"))
    for allowed in range(40):
        course = shutil.copytree(town, tmp_path / f"{step}-{allowed}")
        with monkeypatch.context() as patched:
            _no_room_after(allowed, step, patched)
            told = _refusal(course)
        if not told:
            break
        assert re.fullmatch("nothing more can be written: .+: No space left on device", told)
        found = everything(course)
        assert [p for p in found if found[p] not in (old.get(p), new.get(p))] == []  # and nothing pending
        run("build", course)
        assert everything(course) == new
    assert allowed > 7


def _refusal(course: Path) -> str:
    try:
        build.build(course, course / "decks")
    except disk.UsageError as error:
        return str(error)
    return ""


def _finished(course: Path, copy: Path) -> Path:
    run("build", shutil.copytree(course, copy))
    return copy


def _no_room_after(allowed: int, step: str, patched: pytest.MonkeyPatch) -> None:
    left = iter(range(allowed))

    def full(do: Callable) -> Callable:
        def tried(*given: object, **named: object) -> object:
            if next(left, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return do(*given, **named)

        return tried

    if step in ("fsync", "mkdir"):
        patched.setattr(os, step, full(getattr(os, step)))
    elif step == "replace":
        patched.setattr(Path, "replace", full(Path.replace))
    else:
        opened = Path.open

        @contextlib.contextmanager
        def narrow(self: Path, mode: str) -> Iterator[types.SimpleNamespace]:
            with opened(self, mode) as file:
                write = full(file.write)
                yield types.SimpleNamespace(write=write, flush=file.flush, fileno=file.fileno)

        patched.setattr(
            Path,
            "open",
            lambda self, mode="r", *a, **k: (
                narrow(self, mode) if mode == "xb" else opened(self, mode, *a, **k)
            ),
        )


@linux
@pytest.mark.parametrize(
    "verb", [["build"], ["release", "1.1.0"], ["fix"], ["worksheet", "--count", "1"]], ids=" ".join
)
def test_no_room_is_one_line(town: Path, verb: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A limit that the kernel keeps: no file may grow."""
    edit(
        town / "questions/b.yaml", '"La ville vote le budget en 1912."', '"La ville vote le Budget en 1912."'
    )
    if verb != ["fix"]:
        edit(town / "questions/b.yaml", "le Budget en", "le budget en")
        correct(town)
    before = everything(town)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        os.chdir(town)
        sys.argv[1:] = verb
        sys.stdout = sys.stderr = _Told(os.dup(2))
        try:
            cli.main()
        except SystemExit as end:
            os._exit(end.code)
        finally:
            os._exit(99)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == 2
    assert everything(town) == before


class _Told:
    """A stream that needs no file."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def write(self, words: str) -> int:
        assert "Traceback" not in words
        return len(words)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False


@contextlib.contextmanager
def unprivileged() -> Iterator[None]:
    """Rights count, even for root: without the two capabilities that pass over them."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    before, now = ((ctypes.c_uint32 * 6)() for _ in range(2))
    assert libc.capget(header, before) == 0
    now[:] = [word & ~0b110 if number == 0 else word for number, word in enumerate(before)]
    assert libc.capset(header, now) == 0
    try:
        yield
    finally:
        assert libc.capset(header, before) == 0


@contextlib.contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    """A file or folder with fewer rights."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        with unprivileged():
            yield
    finally:
        path.chmod(before)


@linux
@pytest.mark.parametrize(
    ("folder", "verb"),
    [
        ("decks", ["build"]),
        ("decks/sheets", ["build"]),
        (".", ["build", "--output", "new"]),
        ("questions", ["release", "1.1.0"]),
        ("questions", ["fix"]),
        (".", ["worksheet", "--count", "1"]),
    ],
)
def test_a_folder_that_may_not_be_written_is_one_line(
    town: Path, folder: str, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(town)
    if verb == ["fix"]:
        edit(town / "questions/b.yaml", "le budget en 1912.", "le Budget en 1912.")
    before = everything(town)
    monkeypatch.chdir(town)
    with closed(town / folder, 0o555), pytest.raises(disk.UsageError, match="Permission denied") as refused:
        run(*verb)
    assert "\n" not in str(refused.value)
    assert {p: d for p, d in everything(town).items() if not p.startswith("decks/")} == {
        p: d for p, d in before.items() if not p.startswith("decks/")
    }
    if verb == ["build"]:
        run("build")
        assert "nothing has changed" in run("build")


@linux
@pytest.mark.parametrize(
    "path", ["questions/b.yaml", "questions/course.yaml", "seeds/sources.yaml", "seeds/t.txt"]
)
def test_a_file_that_may_not_be_read_is_a_mistake(town: Path, path: str) -> None:
    with closed(town / path, 0o000):
        found = run("check", town, "--format", "concise", code=1)
    assert f"{path}:1:1: error[file-unread] {path} was not read: Permission denied" in found


@linux
def test_a_lock_that_may_not_be_read_is_not_taken_for_none(town: Path) -> None:
    before = everything(town)
    with closed(town / "questions/citedeck.lock", 0o000):
        for verb in (["build"], ["release", "1.1.0"]):
            assert "file-unread" in run(*verb, town, code=1)
    assert everything(town) == before


def test_what_the_console_cannot_take_is_one_line(town: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")
    edit(town / "questions/b.yaml", "le budget en 1912.", "le Budget en 1912.")
    with full.open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "citedeck", "check", town],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "No space left on device" in done.stderr


# A fresh clone


def test_a_fresh_clone_removes_what_is_no_longer_made(town: Path, tmp_path: Path) -> None:
    fresh = copied(town, tmp_path / "fresh")
    without_worksheets(fresh)
    run("build", fresh)
    assert not (fresh / "decks/sheets").exists()
    assert not (fresh / "decks/keys").exists()
    assert (fresh / "decks/documents/texte-t.pdf").exists()
    assert "nothing has changed" in run("build", fresh)


def test_a_fresh_clone_removes_pdfs_of_pages_that_changed(town: Path, tmp_path: Path) -> None:
    fresh = copied(town, tmp_path / "fresh")
    edit(fresh / "questions/b.yaml", "quand la ville", "quand donc la ville")
    before = written(fresh / "decks")
    run("build", fresh)
    gone = set(before) - set(written(fresh / "decks"))
    made_of_pages = {
        path for path in before if path.endswith((".pdf", ".docx")) or path.startswith("exports/")
    }
    same = ("documents/texte-t.pdf", "documents/texte-t-dys.pdf", "documents/texte-t-gros-caracteres.pdf")
    assert gone == {*made_of_pages, "ville.zip"} - {*same}


def test_a_release_that_was_pulled_is_built_without_a_change(town: Path, tmp_path: Path) -> None:
    """Over a folder in which the release before was built, and that remembers it."""
    mine = Path(shutil.copytree(town, tmp_path / "mine"))
    run("build", mine)
    theirs = Path(shutil.copytree(town, tmp_path / "theirs"))
    edit(theirs / "questions/b.yaml", "quand la ville", "quand donc la ville")
    run("release", "9.0.0", theirs)
    (theirs / "decks" / statefile.NAME).unlink()
    shutil.copytree(theirs, mine, dirs_exist_ok=True)
    pulled = written(mine / "decks")
    run("build", mine)
    assert written(mine / "decks") == pulled


def test_a_release_in_a_fresh_clone_removes_what_is_no_longer_made(town: Path, tmp_path: Path) -> None:
    fresh = copied(town, tmp_path / "fresh")
    edit(fresh / "questions/course.yaml", "id: lecture", "id: examen")
    run("release", "1.1.0", fresh)
    names = {path for path in written(fresh / "decks") if path.startswith("sheets/")}
    word = {"sheets/word/examen.docx", "sheets/word/ville--toutes-les-questions.docx"}
    profiles = ("", "-dys", "-gros-caracteres")
    pages = {f"sheets/examen{profile}.{kind}" for profile in profiles for kind in ("html", "pdf")}
    assert names == word | pages
    lines = (fresh / "questions/citedeck.lock").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert {r["output"] for r in records if "output" in r} == set(written(fresh / "decks"))


@pytest.mark.parametrize("clone", [True, False])
def test_what_somebody_changed_is_theirs(town: Path, tmp_path: Path, clone: bool) -> None:
    course = copied(town, tmp_path / "fresh") if clone else town
    mine = {
        "sheets/lecture.pdf": b"printed otherwise",
        "keys/lecture-corrige.html": b"my own key",
        "sheets/x.pdf": b"x",
    }
    for path, words in mine.items():
        (course / "decks" / path).write_bytes(words)
    without_worksheets(course)
    run("build", course)
    kept = {path: words for path, words in written(course / "decks").items() if path in mine}
    assert kept == mine
    assert {p for p in written(course / "decks") if p.startswith(("sheets/", "keys/"))} == set(mine)


def test_a_lock_names_nothing_outside_the_folder(town: Path, tmp_path: Path) -> None:
    from citedeck.bank.decoding import digest

    fresh = copied(town, tmp_path / "fresh")
    places = ["../mine.txt", "sheets/../../mine.txt", str(fresh / "mine.txt"), "sheets\\..\\..\\mine.txt"]
    (fresh / "mine.txt").write_bytes(b"mine")
    with (fresh / "questions/citedeck.lock").open("a", encoding="utf-8") as lock:
        lock.writelines(json.dumps({"output": p, "sha256": digest(b"mine")}) + "\n" for p in places)
    without_worksheets(fresh)
    run("build", fresh)
    assert (fresh / "mine.txt").read_bytes() == b"mine"


def test_a_fresh_clone_that_is_not_changed_keeps_all(town: Path, tmp_path: Path) -> None:
    fresh = copied(town, tmp_path / "fresh")
    before = stamps(fresh / "decks/sheets")
    run("build", fresh)
    assert stamps(fresh / "decks/sheets") == before
