"""Other courses use citedeck on GitHub and in pre-commit: both really run, on a course of theirs.

These install citedeck from this repository, which needs a package registry.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import courses
from browser import program
from citedeck.commands import release

pytestmark = pytest.mark.slow

ACTION = courses.ROOT / ".github/actions/citedeck/action.yml"
HOOKS = courses.ROOT / ".pre-commit-hooks.yaml"

UNCOMPILED = {"PIP_NO_COMPILE": "1"}
"""What is installed for a few commands is compiled as they need it."""

BROKEN = courses.TOWN_COURSE.replace('answer: "en 1912"', 'answer: "en 1921"')
WARNED = courses.TOWN_COURSE.replace("Selon le texte, que demande", "Que demande")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A package registry; a skip where none answers."""
    where = tmp_path_factory.mktemp("registry")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(where)]
    if subprocess.run([*command, "hatchling"], check=False, capture_output=True).returncode:
        pytest.skip("no package registry answers: hatchling cannot be fetched")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# The action


@pytest.fixture(scope="module")
def machine(registry: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a runner: a Python of its own, set up as `setup-python` does."""
    folder = tmp_path_factory.mktemp("python")
    venv.create(folder, with_pip=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "NO_COLOR")}
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    made = {**kept, **UNCOMPILED, "PATH": path, "GITHUB_ACTION_PATH": str(ACTION.parent)}
    install = next(step for step in read(ACTION)["runs"]["steps"] if step.get("name") == "Install citedeck")
    assert step_run(install, {}, made, folder).returncode == 0
    return made


def step_run(
    step: Mapping[str, Any], inputs: Mapping[str, str], machine: Mapping[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """A step of the action, as a runner runs it."""
    environment = {name: filled(words, inputs) for name, words in step.get("env", {}).items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**machine, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def filled(words: str, inputs: Mapping[str, str]) -> str:
    """The value of an environment variable: an input, and nothing else."""
    assert words.startswith("${{ inputs.")
    return inputs[words.removeprefix("${{ inputs.").removesuffix(" }}")]


def action(machine: dict[str, str], folder: Path, **given: str) -> tuple[int, str]:
    """The exit code of the action and what it printed; the first step that fails ends it."""
    described = read(ACTION)
    inputs = {name: one["default"] for name, one in described["inputs"].items()} | given
    assert inputs.keys() == described["inputs"].keys()
    printed = ""
    for step in described["runs"]["steps"]:
        wanted = "if" not in step or inputs["build"] != ""
        if "run" in step and step["name"] != "Install citedeck" and wanted:
            done = step_run(step, inputs, {**machine, "GITHUB_WORKSPACE": str(folder)}, folder)
            printed += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, printed
    return 0, printed


def test_the_action_is_a_composite_one() -> None:
    described = read(ACTION)
    assert {"name", "description", "inputs", "runs"} == set(described)
    assert described["runs"]["using"] == "composite"
    for step in described["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "run" not in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")  # inputs reach a script as words, never as script
    assert [step["if"] for step in described["runs"]["steps"] if "if" in step] == [
        "${{ inputs.build != '' }}"
    ]


def test_the_action_passes_a_clean_course(machine: dict[str, str], tmp_path: Path) -> None:
    courses.on_disk(tmp_path, courses.TOWN_COURSE)
    assert action(machine, tmp_path) == (0, "")
    assert not (tmp_path / "decks").exists()


def test_the_action_annotates_mistakes(machine: dict[str, str], tmp_path: Path) -> None:
    courses.on_disk(tmp_path / "my course", BROKEN)
    code, printed = action(machine, tmp_path, course="my course", build="out")
    assert code == 1
    assert printed.startswith("::error file=my course/questions/b.yaml,line=6,")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("strict", "code", "word"), [("false", 0, "::warning "), ("true", 1, "::error ")])
def test_the_action_is_strict_where_asked(
    strict: str, code: int, word: str, machine: dict[str, str], tmp_path: Path
) -> None:
    courses.on_disk(tmp_path, WARNED)
    done, printed = action(machine, tmp_path, strict=strict)
    assert (done, printed.startswith(word)) == (code, True)


def test_the_action_builds_where_asked(machine: dict[str, str], tmp_path: Path) -> None:
    courses.on_disk(tmp_path / "course", courses.TOWN_COURSE)
    code, _ = action(machine, tmp_path, course="course", build="built deck")
    assert code == 0
    built = {
        path.relative_to(tmp_path / "built deck").as_posix() for path in tmp_path.rglob("built deck/**/*")
    }
    assert {"ville.apkg", "index.html", "sheets/lecture-a.html", "keys/lecture-b-corrige.html"} <= built


def test_a_contribution_is_told_what_it_changes_for_learners(machine: dict[str, str], tmp_path: Path) -> None:
    """The step of our own workflow, after the action has built beside a released deck."""
    courses.on_disk(tmp_path, courses.TOWN_COURSE)
    assert release.release(tmp_path, tmp_path / "decks", "0.1.0", without=("pdf", "word")).written
    bank = tmp_path / "questions/b.yaml"
    later = bank.stat().st_mtime + 100
    bank.write_bytes(bank.read_bytes().replace(b"commence par cette date", b"donne cette date"))
    os.utime(bank, (later, later))
    assert action(machine, tmp_path, build="built")[0] == 0
    steps = read(courses.ROOT / ".github/workflows/check.yml")["jobs"]["check"]["steps"]
    step = next(step for step in steps if step.get("name") == "Say what changes for learners")
    summary = tmp_path / "summary.md"
    told = {**machine, "GITHUB_STEP_SUMMARY": str(summary)}
    assert step_run(step, {}, told, tmp_path).returncode == 0
    said = summary.read_text(encoding="utf-8")
    assert said.startswith("1 question corrigée")
    assert '"ID:vote"' in said


# pre-commit


def hook(folder: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The hook, as a course's own repository runs it."""
    command = [sys.executable, "-m", "pre_commit", "run", "--config", str(home / "config.yaml")]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [*command, "--verbose", "--color", "never", *arguments],
        cwd=folder,
        env={**kept, **UNCOMPILED, "PRE_COMMIT_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def home(registry: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments, with the settings of a course that uses our hook."""
    pytest.importorskip("pre_commit")
    program("git")
    if not (courses.ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    folder = tmp_path_factory.mktemp("pre-commit")
    used = {
        "repo": str(folder / "ours"),
        "rev": revision(folder / "ours"),
        "hooks": [{"id": "citedeck-check"}],
    }
    (folder / "config.yaml").write_text(yaml.safe_dump({"repos": [used]}), encoding="utf-8")
    return folder


def revision(folder: Path) -> str:
    """A repository of ours as it stands here, in a folder; the name of its one revision."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=courses.ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.rstrip("\0").split("\0"):
        if (courses.ROOT / name).is_file() and not name.startswith(("decks/", "tests/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(courses.ROOT / name, folder / name)
    git = ["git", "-C", str(folder), "-c", "user.name=we", "-c", "user.email=we@example.org"]
    for what in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "All"]):
        subprocess.run([*git, *what], check=True)
    return subprocess.run(
        [*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()


def repository(folder: Path, text: str) -> Path:
    """A repository with a course that is about to be committed."""
    courses.on_disk(folder, text)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    return folder


def test_the_hook_is_described() -> None:
    (described,) = read(HOOKS)
    assert {"id", "name", "entry", "language"} <= described.keys()
    assert (described["id"], described["language"]) == ("citedeck-check", "python")


def test_the_hook_lets_a_clean_course_pass_and_stops_a_mistake(home: Path, tmp_path: Path) -> None:
    clean = hook(repository(tmp_path / "clean", courses.TOWN_COURSE), home)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "Passed" in clean.stdout
    assert "4 items: every quotation is in its text" in clean.stdout
    broken = hook(repository(tmp_path / "broken", BROKEN), home)
    assert broken.returncode == 1
    assert "Failed" in broken.stdout
    assert "error[answer-unproven]" in broken.stdout


def test_the_hook_is_not_run_for_other_files(home: Path, tmp_path: Path) -> None:
    folder = repository(tmp_path, BROKEN)
    (folder / "notes.txt").write_text("Rien.", encoding="utf-8")
    done = hook(folder, home, "--files", "notes.txt")
    assert (done.returncode, "Skipped" in done.stdout) == (0, True)
