"""The deck alone from remembered banks, or by two processes, is that of the whole course, byte for byte."""

from __future__ import annotations

import copy
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from citedeck import compiler
from citedeck.bank.raw import Inputs
from citedeck.cli import app
from citedeck.commands import companions, folders, release, units
from citedeck.commands.units import deck
from citedeck.targets.anki import notes, ready
from test_units import EDITS, Course, inputs_of, whole, written

EDITED = 120

NOT_SAID = """\
  - id: q99
    source: t0
    type: true-false
    prompt: "Selon le texte 0, la ville a cent ans."
    answer: not-said
    evidence: {absent: ["cent ans"]}
"""


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done of large courses is done of small ones."""
    monkeypatch.setattr(units, "LEAST", 0)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own cache folder, in which nobody was yet."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    return tmp_path / "cache/citedeck"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course as learners have it, its lock among its files."""
    root = on_disk(tmp_path_factory.mktemp("released"), written())
    assert release.release(root, root / "decks", "1.0.0", without=companions.NAMES).written
    return {path: data.decode() for path, data in folders.read(root).files.items()}


def on_disk(root: Path, course: Course) -> Path:
    for path, words in course.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(words, encoding="utf-8")
    return root


def built(root: Path, folder: Path, *more: str) -> tuple[str, bytes]:
    """What `build --only anki` says, and the deck it writes."""
    arguments = ["build", str(root), "--only", "anki", "--output", str(folder), *more]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    decks = [*folder.glob("*.apkg")]
    return done.output.replace(str(folder), ""), decks[0].read_bytes() if decks else b""


def of_the_whole(inputs: Inputs) -> list[ready.Ready]:
    """The notes of a course that is compiled whole, as plain data."""
    compilation = compiler.compile(inputs)
    assert compilation.course is not None
    planned = notes.plan(compilation, compilation.course)
    return [ready.dated(ready.of(note), compilation.lock, compilation.clock) for note in planned]


@pytest.mark.parametrize("is_released", [False, True], ids=["new", "released"])
def test_remembered_notes_are_those_of_the_whole(
    released: Course, is_released: bool, cache: Path, tmp_path: Path
) -> None:
    """Each course is edited once, twice or thrice; from a clean one the next goes on."""
    chance, base, root = random.Random(23), released if is_released else written(), tmp_path / "course"
    course, memory = dict(base), whole(inputs_of(base))[2]
    assert deck.learned(inputs_of(base), compiler.compile(inputs_of(base)), memory, "", root)
    quick = 0
    for _ in range(EDITED):
        edited = dict(course)
        for edit in chance.sample(EDITS, chance.choice((1, 1, 1, 2, 3))):
            edit(edited, chance)
        inputs, after = inputs_of(edited), copy.copy(memory)
        linked = deck.linked(inputs, after, "", root)
        if linked is None:
            continue
        clock = linked.compilation.clock
        planned = [ready.dated(note, linked.compilation.lock, clock) for note in linked.planned()]
        assert [*map(as_lists, planned)] == [*map(as_lists, of_the_whole(inputs))]
        assert linked.items == len(compiler.compile(inputs).items)
        quick += 1
        if len("".join(edited.values())) > 0.9 * len("".join(base.values())):
            course, memory = edited, after
    assert quick > EDITED // 5


def as_lists(note: ready.Ready) -> list[object]:
    """A note whose lists are lists, whether they came from JSON or not."""
    return [list(part) if isinstance(part, tuple) else part for part in note]


def appended(words: str) -> str:
    return f"{words}# read again\n"


def judged(words: str) -> str:
    """From now on every statement of the course has a third verdict."""
    return words + NOT_SAID


def reworded(words: str) -> str:
    return words.replace("Selon le texte 1, que", "Que", 1)


def retired(words: str) -> str:
    return f'{words}  - {{id: gone, retired: "2026, faux"}}\n'


def test_edit_by_edit_the_deck_is_that_of_a_whole_build(cache: Path, tmp_path: Path) -> None:
    """In the same words too; a bank that was retired from, one that changes the others, one that is wrong."""
    root = on_disk(tmp_path / "course", written())
    steps = [
        ("b0", appended),
        ("b3", judged),
        ("b3", reworded),
        ("b5", retired),
        ("b5", appended),
        ("b1", lambda words: words.replace("q1\n", "q2\n", 1)),
        ("b1", lambda words: words.replace("q2\n", "q1\n", 1)),
        ("b7", lambda words: words.replace("evidence", "evidences", 1)),
    ]
    for number, (bank, edit) in enumerate(steps):
        path = root / f"questions/{bank}.yaml"
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
        os.utime(path, (1_900_000_000 + number, 1_900_000_000 + number))
        quick = built(root, tmp_path / "quick")
        assert quick == built(root, tmp_path / "whole", "--no-cache"), bank
        assert quick[1]
    assert len([*cache.glob("*.rows")]) > len(steps)


def test_a_build_hides_no_broken_promise_from_the_next_check(
    released: Course, cache: Path, tmp_path: Path
) -> None:
    """A build says nothing of what learners were promised; a check does, whatever was built before it."""
    course = dict(released)
    course["questions/b7.yaml"] = course["questions/b7.yaml"].partition("  - id: q39")[0]
    assert course != released
    root = on_disk(tmp_path / "course", course)
    for _ in range(2):
        built(root, tmp_path / "deck")
        said = CliRunner().invoke(app, ["check", str(root), "--format", "concise"])
        assert "id-vanished" in said.output
        assert said.exit_code == 1


def test_damaged_and_missing_rows_are_made_anew(cache: Path, tmp_path: Path) -> None:
    root = on_disk(tmp_path / "course", written())
    whole_deck = built(root, tmp_path / "deck")[1]
    for number, path in enumerate(sorted(cache.glob("*.rows"))):
        damaged = (b"", path.read_bytes()[:-9], b"0" * 50, path.read_bytes().replace(b"pont", b"part"))
        path.write_bytes(damaged[number % 4])
    for _ in range(2):
        (tmp_path / "deck/cas.apkg").unlink()
        assert built(root, tmp_path / "deck")[1] == whole_deck


TWO = """
import os, sys
from citedeck import compiler
from citedeck.commands import units
from citedeck.commands.units import processes

units.LEAST = 0
processes.can_fork = lambda: True
compiled, here = compiler.compile, os.getpid()
def compile(inputs, among=None):
    if os.getpid() == here:
        print("compiles", "all" if among is None else len(among), file=sys.stderr)
    return compiled(inputs, among)
compiler.compile = compile
{change}
from citedeck.cli import main
main()
"""
"""citedeck, which says how many banks this process compiles at once."""

CHANGES = {
    "": "",
    "dies": "processes._do = lambda work, there: os._exit(1)",
    "is killed": "processes._do = lambda work, there: os.kill(os.getpid(), 9)",
    "tells half": """
def _do(work, there):
    os.write(there, work()[:1000])
    os._exit(0)
processes._do = _do
""",
    "fails": """
def _do(work, there):
    try:
        raise RuntimeError
    finally:
        os._exit(0)
processes._do = _do
""",
}


def by_two(change: str, *arguments: object) -> tuple[list[str], str]:
    """How many banks were compiled at once here, and what was said, of a command in two processes."""
    command = [sys.executable, "-W", "error", "-c", TWO.format(change=CHANGES[change]), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    lines = done.stderr.splitlines()
    there = [line.removeprefix("compiles ") for line in lines if line.startswith("compiles ")]
    return there, done.stdout + "\n".join(line for line in lines if not line.startswith("compiles "))


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


@forks
@pytest.mark.parametrize("change", CHANGES)
def test_two_processes_make_the_deck_of_one(cache: Path, tmp_path: Path, change: str) -> None:
    """A worksheet takes banks of both halves, and one half alone has a third verdict; nothing is lost."""
    course = written()
    course["questions/b6.yaml"] += NOT_SAID
    root = on_disk(tmp_path / "course", course)
    arguments = ["build", root, "--only", "anki", "--output", tmp_path / "two"]
    compiles, words = by_two(change, *arguments)
    if change:
        assert "all" in compiles
    else:
        assert compiles == ["5", "2"]
    (tmp_path / "two").rename(tmp_path / "first")
    alone = built(root, tmp_path / "two", "--no-cache")
    assert (words.replace(str(tmp_path / "two"), ""), (tmp_path / "first/cas.apkg").read_bytes()) == alone


@forks
@pytest.mark.parametrize(
    ("bank", "old", "new"),
    [
        ("b7", "evidence", "evidences"),
        ("b0", "evidence", "evidences"),
        ("b1", "id: q1\n", "id: q7\n"),
        ("b5", "Selon le texte 1, que", "Que"),
        ("b0", "id: q8\n", "id: q88\n"),
    ],
    ids=["theirs", "ours", "both", "advice", "on no sheet"],
)
def test_two_processes_say_what_one_says(cache: Path, tmp_path: Path, bank: str, old: str, new: str) -> None:
    course = written()
    assert old in course[f"questions/{bank}.yaml"]
    course[f"questions/{bank}.yaml"] = course[f"questions/{bank}.yaml"].replace(old, new, 1)
    root = on_disk(tmp_path / "course", course)
    said = by_two("", "check", root)
    assert said[1] == by_two("", "check", root, "--no-cache")[1]
    assert said[0][-1] == "all"
    again = by_two("", "check", root)
    assert again == (["all"], said[1])  # where there is something to say the halves are not tried twice
