"""How long citedeck takes, beside a bare genanki process that writes the same ready notes.

Example: python tests/bench/bench.py --items 100 10000 --runs 5
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import made_up
import own_banks
import pages_bench
import peers
import watch_bench

MADE_UP = Path(made_up.__file__)
BANK, OUR_BANK = "questions/00000.yaml", "questions/2-options.yaml"
"""The banks in which an author edits an item, of courses made up and of our own."""

IMPORTS = [sys.executable, "-c", "import yaml, typer"]
CITEDECK = [sys.executable, "-m", "citedeck"]

BARE = """
import pickle, sys
import genanki

with open(sys.argv[1], "rb") as file:
    kinds, ready = pickle.load(file)
models = {
    kind: genanki.Model(number, name, fields=[{"name": f} for f in fields], css=css, model_type=cloze,
        templates=[{"name": name, "qfmt": front, "afmt": back}])
    for kind, (number, name, fields, front, back, css, cloze) in kinds.items()
}
decks = {}
for kind, deck, guid, fields, tags in ready:
    if deck not in decks:
        decks[deck] = genanki.Deck(1_500_000_000 + len(decks), deck)
    decks[deck].add_note(genanki.Note(models[kind], fields, tags=tags, guid=guid))
genanki.Package(list(decks.values())).write_to_file(sys.argv[2])
"""
"""What any deck maker has to do: import genanki, and write ready notes with it."""

MIDDLE, LARGE = 10_000, 100_000
ON_A_SHEET = 25
"""A quarter of them choices, on one sheet seven: of seven letters one always stands out."""

COLD = {100: 1.4, 1_000: 2.2, MIDDLE: 4, LARGE: 0}
"""How many times a bare genanki process a deck may take, by items; 0 where no figure is set."""

EDITED = {100: 0, 1_000: 0, MIDDLE: 1.7}
"""The same after one item was edited."""

REPEATED = {1: 0, 10: 0, 112: 4.6}
"""The same of our own banks, so many times each."""

TEXTS = (125, 1_000)
"""Texts of one item each: each has a deck of its own."""

MUST = {"--no-cache": 0, "after one edit": 4, "nothing changed": 1.8}
"""How many times `import yaml, typer` a check may take."""


@dataclass(frozen=True)
class Run:
    """What one process took: seconds on the clock, seconds of processors, megabytes at its peak."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, nargs="+", default=list(COLD), choices=list(COLD))
    parser.add_argument("--times", type=int, nargs="*", default=list(REPEATED), choices=list(REPEATED))
    parser.add_argument("--peers", type=int, default=MIDDLE, help="questions that other programs get")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    implementation = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{implementation}, {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}; ", end="")
    print(f"medians of {asked.runs} runs, as whole processes.\n")
    print("| measure | ratio | of CPU time | must reach |")
    print("|---|---|---|---|")
    took: dict[int, dict[str, list[Run]]] = {}
    for items in asked.items:
        with tempfile.TemporaryDirectory() as folder:
            took[items] = measured(Path(folder), items, asked.runs)
    if {MIDDLE, LARGE} <= set(took):
        say_growth(took[MIDDLE]["cold"], took[LARGE]["cold"])
    for times in asked.times:
        with tempfile.TemporaryDirectory() as folder:
            measure_repeated(Path(folder), times, asked.runs)
    for measure in (measure_own, measure_print, measure_texts):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), asked.runs)
    if asked.peers:
        with tempfile.TemporaryDirectory() as folder:
            measure_peers(Path(folder), asked.peers, asked.runs)
    if MIDDLE in took:
        ratio = pages_bench.ratio(MIDDLE, asked.runs)
        say("render sheets and keys ÷ jinja2, 10,000 items", ratio, None, 2)


def measured(folder: Path, items: int, runs: int) -> dict[str, list[Run]]:
    """What each command took on a course of so many items; its rows of the table are printed."""
    course, edited, ready, deck, fresh = (
        folder / name for name in ("course", "edited", "ready", "bare.apkg", "fresh")
    )
    made_up.write_course(course, items)
    subprocess.run([sys.executable, MADE_UP, course, ready], check=True)
    commands = {
        "bare": [sys.executable, "-c", BARE, ready, deck],
        "cold": [*CITEDECK, "build", course, "--only", "anki", "--output", fresh],
    }
    if items in EDITED:
        made_up.write_course(edited, items)
        commands["edited"] = [*CITEDECK, "build", edited, "--only", "anki"]
    if items == min(COLD):
        commands["check"] = [*CITEDECK, "check", course, "--no-cache"]
        made_up.write_course(folder / "sheets", items, sheet=ON_A_SHEET)
        commands["sheets"] = [*CITEDECK, "check", folder / "sheets", "--no-cache"]
        commands["imports"] = IMPORTS
    if items == MIDDLE:
        commands["unchanged"] = [*CITEDECK, "build", course]
        made_up.write_course(folder / "one", items, bank=items)
        commands["one"] = [*CITEDECK, "build", folder / "one", "--only", "anki", "--output", fresh]
    took = alternating(commands, fresh, runs, Author(folder / "cache", edited / BANK))
    say_ratio(f"deck of {items:,} items ÷ bare genanki", took["cold"], took["bare"], COLD[items])
    if "edited" in took:
        what = f"`build --only anki`, {items:,} items, after one edit ÷ bare genanki"
        say_ratio(what, took["edited"], took["bare"], EDITED[items])
    if items < LARGE:
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        measure_edits(course, f"{items:,} items", BANK, runs)
    if "check" in took:
        say_ratio("`check` of 100 items ÷ `import yaml, typer`", took["check"], took["imports"], 2)
        say_ratio("`check` of 100 items on four worksheets ÷ on none", took["sheets"], took["check"], 1.3)
    if "one" in took:
        say_ratio(
            "`build`, nothing changed, 10,000 items ÷ bare genanki", took["unchanged"], took["bare"], 0.27
        )
        say_ratio("one file of 10,000 items ÷ 100 files", took["one"], took["cold"], 1.3)
        alternating({"cold": commands["cold"]}, fresh, 0, Author(folder / "cache"))
        size = next(fresh.glob("*.apkg")).stat().st_size
        say("the `.apkg` ÷ genanki’s, bytes, 10,000 items", size / deck.stat().st_size, None, 0.3)
    if items == LARGE:
        peaks = [median(run.peak for run in took[name]) for name in ("cold", "bare")]
        say("peak memory ÷ bare genanki, 100,000 items", peaks[0] / peaks[1], None, 4)
    return took


def measure_edits(course: Path, what: str, bank: str, runs: int) -> None:
    """What an author waits for after one item was edited; rows of the table."""
    check = [*CITEDECK, "check", course]
    commands = {"imports": IMPORTS, "whole": [*check, "--no-cache"], "edited": check, "same": check}

    def edit(name: str) -> None:
        if name == "edited":
            with (course / bank).open("a", encoding="utf-8") as file:
                file.write("# read again\n")

    took = alternating(commands, course / "none", runs, edit)
    for name, how in (("whole", "--no-cache"), ("edited", "after one edit"), ("same", "nothing changed")):
        say_ratio(f"`check`, {what}, {how} ÷ `import yaml, typer`", took[name], took["imports"], MUST[how])
    waited = watch_bench.waited(course, bank)
    say(f"`check --watch`, {what}, from save to verdict, seconds", median(waited), None, 0.2)


def measure_own(folder: Path, runs: int) -> None:
    """The same of the repository's own course."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    for name in ("questions", "seeds"):
        shutil.copytree(own_banks.OURS / name, folder / "own" / name)
    measure_edits(folder / "own", "our own course", OUR_BANK, runs)


def measure_repeated(folder: Path, times: int, runs: int) -> None:
    """A row of the table: the deck of our own banks and worksheets, each so many times."""
    course, ready, fresh = folder / "course", folder / "ready", folder / "fresh"
    items = own_banks.write_course(course, times)
    subprocess.run([sys.executable, MADE_UP, course, ready], check=True)
    commands = {
        "bare": [sys.executable, "-c", BARE, ready, folder / "bare.apkg"],
        "cold": [*CITEDECK, "build", course, "--only", "anki", "--output", fresh],
    }
    took = alternating(commands, fresh, runs, Author(folder / "cache"))
    what = f"deck of our own banks × {times} ({items:,} items) ÷ bare genanki"
    say_ratio(what, took["cold"], took["bare"], REPEATED[times])


def measure_print(folder: Path, runs: int) -> None:
    """A row of the table: our own course printed after one edit, beside all of it; at most three runs."""
    if importlib.util.find_spec("weasyprint") is None:
        print('no printer to measure: pip install ".[pdf]"', file=sys.stderr)
        return
    course, fresh = folder / "course", folder / "fresh"
    own_banks.write_course(course, 1)
    commands = {
        "whole": [*CITEDECK, "build", course, "--pdf", "--output", fresh],
        "edited": [*CITEDECK, "build", course, "--pdf", "--output", folder / "kept"],
    }
    took = alternating(commands, fresh, min(runs, 3), Author(folder / "cache", course / OUR_BANK))
    what = "`build --pdf`, our own course, after one edit ÷ all of it printed"
    say_ratio(what, took["edited"], took["whole"], 0.2)


def measure_texts(folder: Path, runs: int) -> None:
    """A row of the table: eight times as many texts of one item."""
    fresh = folder / "fresh"
    for texts in TEXTS:
        made_up.write_texts(folder / f"{texts}", texts)
    build = [*CITEDECK, "build", "--only", "anki", "--output", fresh]
    commands = {f"{texts}": [*build, folder / f"{texts}"] for texts in TEXTS}
    few, many = alternating(commands, fresh, runs, Author(folder / "cache")).values()
    say_ratio("deck of 1,000 texts of one item ÷ 125 texts", many, few, 9)


def measure_peers(folder: Path, items: int, runs: int) -> None:
    """Rows of the table: what other programs take for as many questions, of those that are here."""
    course, ready = folder / "course", folder / "ready"
    made_up.write_course(course, items)
    subprocess.run([sys.executable, MADE_UP, course, ready], check=True)
    bare = [sys.executable, "-c", BARE, ready, folder / "bare.apkg"]
    took = alternating({"bare": bare, **peers.commands(folder, items)}, folder / "none", runs)
    for name in list(took)[1:]:
        say_ratio(f"{name}, {items:,} questions ÷ bare genanki", took[name], took["bare"], 0)


class Author:
    """What is done before each command: those called `edited` find what they remember, and an item edited.

    Each has a cache folder of its own; but for theirs it is empty.
    """

    def __init__(self, caches: Path, bank: Path | None = None) -> None:
        self.caches, self.bank = caches, bank
        self.edits = 0

    def __call__(self, name: str) -> None:
        os.environ["XDG_CACHE_HOME"] = str(self.caches / name)
        if name != "edited":
            shutil.rmtree(self.caches / name, ignore_errors=True)
        elif self.bank is not None:
            self.edits += 1
            made_up.edit_item(self.bank, self.edits)


def alternating(
    commands: Mapping[str, Sequence[object]],
    fresh: Path,
    runs: int,
    before: Callable[[str], None] = lambda name: None,
) -> dict[str, list[Run]]:
    """Runs of commands that take turns, so that a slow minute hits all; `fresh` is new for each.

    The first round is dropped: it fills caches, and makes what is unchanged after it. `before` is done
    before each.
    """
    took: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            before(name)
            shutil.rmtree(fresh, ignore_errors=True)
            took[name].append(run(command))
    return {name: runs[1:] for name, runs in took.items()}


def run(command: Sequence[object]) -> Run:
    """One process, with bytecode where an installed program has it."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=given
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def say_ratio(what: str, ours: Sequence[Run], beside: Sequence[Run], least: float) -> None:
    """A row of the table: medians of one command over those of another."""
    wall, cpu = (
        median(getattr(run, of) for run in ours) / median(getattr(run, of) for run in beside)
        for of in ("wall", "cpu")
    )
    say(what, wall, cpu, least)


def say_growth(middle: Sequence[Run], large: Sequence[Run]) -> None:
    """Ten times as many items: how many times the CPU time."""
    ratio = median(run.cpu for run in large) / median(run.cpu for run in middle)
    say("CPU time, 100,000 items ÷ 10,000", None, ratio, 11)


def say(what: str, wall: float | None, cpu: float | None, least: float) -> None:
    """A row of the table, as soon as it is known."""
    shown = ["" if ratio is None else f"{ratio:.2f}" for ratio in (wall, cpu)]
    print(f"| {what} | {shown[0]} | {shown[1]} | {f'≤ {least:g}' if least else ''} |", flush=True)


if __name__ == "__main__":
    main()
