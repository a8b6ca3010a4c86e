"""The command line as people meet it: help, exit codes, formats, consoles, and many mistakes at once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from citedeck.cli import app
from citedeck.messages import report
from command_line import called

VERBS = [command.name for command in app.registered_commands]

PLACE = ("message", "path", "line", "column", "end_line", "end_column")
KEYS = ("code", "severity", "message", "item", *PLACE[1:], "help", "related")

CONCISE = re.compile(r"questions/b\.yaml:\d+:\d+: (error|warning)\[[a-z-]+\] \S.*")

BANK = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas d’écoles. »
Le conseil demande deux écoles. Il juge le refus du maire « incompréhensible ».
Les 109 milliards d’euros viennent de 1 500 salarié·es. Aujourd’hui, l’IA est là. Le conseil vote.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
categories: {date: "Dates"}
-- questions/b.yaml --
source: t
items:
"""

TEN = """\
  - id: a
    type: short
    prompt: Selon le texte : que vote la ville ?
    answer: "le budget"
    evidence: "La ville vote le budget en 1912"
  - id: b
    type: short
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    answer: "des écoles"
    evidence: "Le conseil demande deux écoles."
  - id: c
    type: short
    promptt: "Selon le texte, que demande le conseil ?"
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    evidence: "Le conseil demande deux écoles."
  - id: d
    type: short
    prompt: "Selon le texte, que demande le conseil ?"
    evidence: "Le conseil demande deux écoles."
  - id: e
    type: short
    source: tt
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    evidence: "Le conseil demande deux écoles."
  - id: f
    type: short
    category: dat
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    evidence: "Le conseil demande deux écoles."
  - id: f
    type: short
    prompt: "Selon le texte, que vote la ville ?"
    answer: "le budget"
    evidence: "La ville vote le budget en 1912"
  - id: g
    type: short
    prompt: "Selon le texte, que refuse le roi ?"
    answer: "la loi"
    evidence: "Le roi refuse de signer la loi sur les chemins de fer"
  - id: h
    type: short
    prompt: "Selon le texte, combien d’argent ?"
    answer: "9 milliards"
    evidence: "9 milliards d’euros"
  - id: i
    type: short
    prompt: "Selon le texte, qui vote ?"
    answer: "conseil"
    evidence: "Le conseil"
"""

TEN_MORE = """\
  - id: a
    type: short
    prompt: "Selon le texte, que vote la ville ?"
    answer: "la loi de finances"
    evidence: "La ville vote le budget en 1912"
  - id: b
    type: cloze
    text: "Selon le texte, rien"
  - {id: c, prompt: "Selon le texte, que vote la ville ?", answer: "le budget",
     type: shrot, evidence: "La ville vote le budget en 1912"}
  - id: d
	retired: "2026-09-01, trop facile"
  - id: e
    type: short
    prompt: &p "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    evidence: "Le conseil demande deux écoles."
  - id: f
    type: choice
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    distractors: ["Deux écoles.", "une loi"]
    evidence: "Le conseil demande deux écoles."
  - id: g
    type: short
    prompt: "Selon le texte, que vote la ville ?"
    answer: "le budget"
    evidence: {quote: "La ville vote le budget en 1912", mark: "loi"}
  - id: h
    type: true-false
    prompt: "Selon le texte, la ville vote le budget en 1921."
    answer: true
    evidence: "La ville vote le budget en 1912"
  - id: i
    type: short
    level: 4
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    evidence: "Le conseil demande deux écoles."
  - id: j
    type: short
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    evidence: "…"
"""


def run(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """citedeck in a process of its own; what it prints is UTF-8, or this fails."""
    command = [sys.executable, "-m", "citedeck", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(command, cwd=cwd, env={**kept, **environment}, check=False, capture_output=True)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(command, done.returncode, out, err)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return courses.on_disk(tmp_path_factory.mktemp("town"), courses.TOWN_COURSE)


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return courses.on_disk(tmp_path_factory.mktemp("mistaken"), BANK + TEN)


# Help and usage


def test_every_command_has_help_with_an_example() -> None:
    for verb in VERBS:
        done = called(verb, "--help")
        assert done.returncode == 0, verb
        assert re.search(rf"Example:\s+citedeck {verb}\b", done.stdout), verb


def test_help_lists_every_command() -> None:
    listed = run("--help").stdout.partition("Commands:")[2]
    assert re.findall(r"^  ([a-z]+)", listed, re.MULTILINE) == VERBS


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["check", "--nonsense"],
        ["check", "--format", "nonsense"],
        ["build", "--only", "nonsense"],
        ["release"],
        ["release", "nonsense"],
        ["check", "no-such-folder"],
        ["check", "seeds/t.txt"],
        ["build", "--output", "seeds/t.txt"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_exit_2(town: Path, arguments: list[str]) -> None:
    done = called(*arguments, cwd=town)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "nonsense" in done.stderr or "Error" in done.stderr


@pytest.mark.parametrize("verb", [["check"], ["build"], ["release", "1.0.0"]], ids=" ".join)
def test_not_a_course_is_exit_2(tmp_path: Path, verb: list[str]) -> None:
    done = called(*verb, cwd=tmp_path)
    assert done.returncode == 2
    assert "not in a course" in done.stderr.replace("\n", " ")
    assert not list(tmp_path.iterdir())


def test_a_course_without_sources_is_exit_2(tmp_path: Path) -> None:
    courses.on_disk(tmp_path, courses.TOWN_COURSE)
    (tmp_path / "seeds/sources.yaml").unlink()
    done = called("check", tmp_path)
    assert done.returncode == 2
    assert "seeds/sources.yaml" in done.stderr


def test_a_clock_that_is_no_number_is_exit_2(town: Path) -> None:
    done = run("build", town, SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


# What is said where


def test_a_clean_course_is_exit_0(town: Path) -> None:
    done = run("check", town)
    assert done.returncode == 0
    assert "error" not in done.stdout
    assert "4 items: every quotation is in its text" in done.stderr


def test_a_warning_is_exit_0(tmp_path: Path) -> None:
    courses.on_disk(tmp_path, courses.TOWN.replace("Selon le texte, que demande", "Que demande"))
    done = called("check", tmp_path)
    assert done.returncode == 0
    assert "warning[front-unattributed]" in done.stdout
    assert re.search(r"\d warning", done.stderr)


def test_a_mistake_is_exit_1(mistaken: Path) -> None:
    done = run("check", mistaken)
    assert done.returncode == 1
    assert done.stdout.count("error[") == 10
    assert "10 errors" in done.stderr
    assert "error[" not in done.stderr
    assert "10 errors" not in done.stdout


def test_a_build_with_a_mistake_is_exit_1(mistaken: Path) -> None:
    done = called("build", mistaken)
    assert done.returncode == 1
    assert done.stdout.count("error[") == 10
    assert "nothing was written" in done.stderr
    assert not (mistaken / "decks").exists()


def test_concise_is_a_line_each(mistaken: Path) -> None:
    done = called("check", "--format", "concise", cwd=mistaken / "seeds")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) >= 10
    assert [line for line in lines if not CONCISE.fullmatch(line)] == []


def test_json_is_a_list_of_records(mistaken: Path) -> None:
    done = called("check", mistaken, "--format", "json")
    assert done.returncode == 1
    records = json.loads(done.stdout)
    assert all(tuple(record) == KEYS for record in records)
    assert all(tuple(place) == PLACE for record in records for place in record["related"])
    assert all(isinstance(line, str) for record in records for line in record["help"])
    ambiguous = next(record for record in records if record["code"] == "quote-ambiguous")
    assert ambiguous["severity"] == "error"
    assert ambiguous["item"] == "i"
    assert [ambiguous[key] for key in KEYS[4:9]] == ["questions/b.yaml", 55, 15, 55, 27]
    assert [place["line"] for place in ambiguous["related"]] == [2, 3]


@pytest.mark.parametrize(("how", "nothing"), [("json", "[]"), ("concise", "")])
def test_nothing_found_is_an_empty_list(how: str, nothing: str, tmp_path: Path) -> None:
    courses.on_disk(tmp_path, BANK.rpartition("items:")[0] + "items: []\n")
    found = [line for line in called("check", tmp_path, "--format", how).stdout.split("\n") if line]
    assert found == ([nothing] if nothing else [])


def test_an_unknown_format_names_the_known_ones(town: Path) -> None:
    said = called("check", town, "--format", "xml").stderr
    assert all(how in said for how in report.FORMATS)


# Consoles


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    ],
    ids=str,
)
def test_output_is_utf_8_whatever_the_console(mistaken: Path, environment: dict[str, str]) -> None:
    how = "json" if environment.get("PYTHONUTF8") else "text"
    done = run("check", mistaken, "--format", how, **environment)
    assert done.returncode == 1
    assert all(words in done.stdout for words in ("« t »", "« 109 »", "là."))


def test_files_are_utf_8_whatever_the_console(town: Path, tmp_path: Path) -> None:
    run("build", town, "--output", tmp_path / "here")
    run("build", town, "--output", tmp_path / "there", LC_ALL="C", PYTHONUTF8="0")
    for path in (tmp_path / "here").rglob("[!.]*.*"):
        assert (tmp_path / "there" / path.relative_to(tmp_path / "here")).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
    ids=str,
)
def test_color_is_for_terminals_that_want_it(
    mistaken: Path, environment: dict[str, str], colored: bool
) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "citedeck", "check", mistaken],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**kept, "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        said = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.returncode == 1
    assert (b"\x1b[" in said) == colored


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_no_color_without_a_terminal(mistaken: Path) -> None:
    done = run("check", mistaken, TERM="xterm")
    assert "\x1b" not in done.stdout + done.stderr


# Many mistakes at once


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            TEN,
            [
                (5, "yaml-syntax"),
                (12, "yaml-duplicate-key"),
                (16, "key-unknown"),
                (20, "key-missing"),
                (26, "source-unknown"),
                (32, "category-unknown"),
                (36, "id-duplicate"),
                (45, "quote-absent"),
                (50, "quote-cut"),
                (55, "quote-ambiguous"),
            ],
        ),
        (
            TEN_MORE,
            [
                (6, "answer-unproven"),
                (10, "cloze-syntax"),
                (12, "form-unknown"),
                (14, "yaml-tab"),
                (17, "yaml-feature"),
                (24, "answer-is-distractor"),
                (30, "mark-absent"),
                (33, "number-unproven"),
                (38, "value-invalid"),
                (46, "quote-empty"),
            ],
        ),
    ],
    ids=["ten", "ten-more"],
)
def test_ten_mistakes_are_ten_errors(tmp_path: Path, items: str, expected: list[tuple[int, str]]) -> None:
    courses.on_disk(tmp_path, BANK + items)
    done = called("check", tmp_path, "--format", "json")
    errors = [record for record in json.loads(done.stdout) if record["severity"] == "error"]
    assert done.returncode == 1
    assert [(record["line"], record["code"]) for record in errors] == expected
    assert {record["path"] for record in errors} == {"questions/b.yaml"}
    assert "10 errors" in done.stderr


def test_the_mistakes_of_every_bank_are_told(tmp_path: Path) -> None:
    words = courses.sections(BANK + TEN_MORE)["questions/b.yaml"].decode()
    courses.on_disk(tmp_path, f"{BANK}{TEN}-- questions/c.yaml --\n{re.sub('id: ', 'id: c-', words)}")
    done = called("check", tmp_path, "--format", "concise")
    assert done.stdout.count(": error[") == 20
    assert "20 errors" in done.stderr


def test_items_for_paper_alone_are_counted(tmp_path: Path) -> None:
    item = """\
  - id: raconter
    type: open
    prompt: "Selon le texte, que demande le conseil ?"
    elements: [{points: 2, text: "Deux écoles.", evidence: "Le conseil demande deux écoles."}]
"""
    root = courses.on_disk(tmp_path, courses.TOWN + item)
    done = CliRunner().invoke(app, ["build", str(root)])
    assert done.stdout.startswith("5 items, 4 cards, 7 points (1 item for paper only); ")
