"""Warnings: let pass, taken for errors, allowed with a reason, and shown on GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from citedeck import compiler
from citedeck.bank.raw import LOCK, Inputs
from citedeck.cli import app
from citedeck.commands import release
from citedeck.messages import translations
from citedeck.targets.anki import promises

pytestmark = pytest.mark.usefixtures("quick_printer")

WARNED = courses.TOWN.replace("Selon le texte, que demande", "Que demande")
"""A prompt that does not say which text speaks."""

BROKEN = WARNED.replace('answer: "en 1912"', 'answer: "en 1921"')
"""And an answer that its evidence does not hold."""

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))

EMPTY_LOCK = b'{"lock": 1, "course": "cas", "version": "0.1.0", "first": 1, "released": 1, "rows": ""}\n'
"""A lock that remembers nothing but that there was a release."""

PAPER = """\
  - id: raconter
    type: open
    prompt: "Selon le texte, que veut le conseil ?"
    elements: [{points: 2, text: "Deux écoles.", evidence: "Le conseil demande deux écoles."}]
"""

NEW = """\
  - id: ecoles
    type: short
    prompt: "Selon le texte, combien d’écoles demande le conseil ?"
    answer: "deux"
    evidence: "Le conseil demande deux écoles."
"""

EXPLAINED = "; `citedeck explain CODE` explains a code"
TITLE = "La question ne dit pas quel texte parle"
MESSAGE = "the front of `demande` does not say that « t » speaks"
HELP = "name « le texte », or an alias listed in sources.yaml"


def run(*arguments: object, code: int = 0):
    done = CliRunner().invoke(app, ["check", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def allowing(code: str) -> str:
    return WARNED.replace(
        "  - id: demande\n", f'  - id: demande\n    allow: {{{code}: "Le contexte le dit."}}\n'
    )


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "town", WARNED)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "town", BROKEN)


# Without it, and with it


def test_a_warning_lets_pass(warned: Path) -> None:
    done = run(warned)
    assert done.stdout.startswith(f"warning[front-unattributed]: {MESSAGE}\n")
    assert done.stderr == f"1 warning{EXPLAINED}\n4 items: every quotation is in its text\n"


def test_strict_takes_a_warning_for_an_error(warned: Path) -> None:
    done = run(warned, "--strict", code=1)
    assert done.stdout.startswith(f"error[front-unattributed]: {MESSAGE}\n")
    assert "^^^^" in done.stdout
    assert done.stderr == f"1 error{EXPLAINED}\n"


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_a_note_is_no_mistake(strict: list[str], tmp_path: Path) -> None:
    town = courses.on_disk(tmp_path, courses.TOWN)
    course = town / "questions/course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("language: fr", "language: sv"), "utf-8")
    done = run(town, *strict)
    assert done.stdout.startswith("note[language-unspoken]: ")
    assert done.stderr == f"1 note{EXPLAINED}\n4 items: every quotation is in its text\n"
    assert run(town, *strict, "--format", "github").stdout.startswith("::notice file=")


@pytest.mark.parametrize(("strict", "severity", "code"), [([], "warning", 0), (["--strict"], "error", 1)])
def test_json_says_how_bad_it_is(warned: Path, strict: list[str], severity: str, code: int) -> None:
    (record,) = json.loads(run(warned, "--format", "json", *strict, code=code).stdout)
    assert (record["code"], record["severity"], record["item"]) == ("front-unattributed", severity, "demande")


@pytest.mark.parametrize(("strict", "severity", "code"), [([], "warning", 0), (["--strict"], "error", 1)])
def test_a_concise_line_says_how_bad_it_is(warned: Path, strict: list[str], severity: str, code: int) -> None:
    said = run(warned, "--format", "concise", *strict, code=code).stdout
    assert said == f"questions/b.yaml:12:13: {severity}[front-unattributed] {MESSAGE}\n"


def test_an_error_is_an_error_either_way(broken: Path) -> None:
    assert run(broken, code=1).stderr == f"1 error, 1 warning{EXPLAINED}\n"
    assert run(broken, "--strict", code=1).stderr == f"2 errors{EXPLAINED}\n"


def test_a_clean_course_passes_the_strictest_check(tmp_path: Path) -> None:
    done = run(courses.on_disk(tmp_path, courses.TOWN), "--strict")
    assert (done.stdout, done.stderr) == ("", "no mistakes\n4 items: every quotation is in its text\n")


def test_strict_writes_nothing(warned: Path) -> None:
    before = sorted(warned.rglob("*"))
    run(warned, "--strict", code=1)
    assert sorted(warned.rglob("*")) == before


# Allowed


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_an_allowed_warning_is_silent(tmp_path: Path, strict: list[str]) -> None:
    done = run(courses.on_disk(tmp_path, allowing("front-unattributed")), *strict)
    assert done.stdout == ""


def test_one_warning_is_allowed_not_all(tmp_path: Path) -> None:
    done = run(courses.on_disk(tmp_path, allowing("stem-long")), "--strict", code=1)
    assert "error[front-unattributed]" in done.stdout


def test_an_item_allows_for_itself_alone(tmp_path: Path) -> None:
    words = allowing("front-unattributed").replace("Selon le texte, en quelle", "En quelle")
    said = run(courses.on_disk(tmp_path, words), "--strict", "--format", "concise", code=1).stdout
    assert "`vote`" in said
    assert "`demande`" not in said


def test_an_error_is_not_allowed(tmp_path: Path) -> None:
    words = BROKEN.replace("  - id: vote\n", '  - id: vote\n    allow: {answer-unproven: "Je le sais."}\n')
    said = run(courses.on_disk(tmp_path, words), "--format", "concise", code=1).stdout
    assert "error[answer-unproven]" in said
    assert "error[value-invalid] `answer-unproven` is not a warning" in said


# On GitHub


def place(file: str) -> str:
    return f"file={file},line=12,endLine=12,col=13,endColumn=39,title=front-unattributed"


@pytest.mark.parametrize(
    ("workspace", "file"),
    [
        (".", "cours/ville/questions/b.yaml"),
        ("cours", "ville/questions/b.yaml"),
        ("cours/ville", "questions/b.yaml"),
        ("cours/ville/questions", "questions/b.yaml"),
        ("autre", "questions/b.yaml"),
    ],
    ids=["far above", "above", "the course", "below", "elsewhere"],
)
def test_annotations_name_files_from_the_top_of_the_checkout(
    tmp_path: Path, workspace: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = courses.on_disk(tmp_path / "cours/ville", WARNED)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / workspace))
    assert run(course, "--format", "github").stdout == (
        f"::warning {place(file)}::{TITLE}%0A{MESSAGE}%0A{HELP}\n::notice title=citedeck::1 warning\n"
    )


def test_without_a_checkout_the_top_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    courses.on_disk(tmp_path / "ville", WARNED)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert place("ville/questions/b.yaml") in run("ville", "--format", "github").stdout


def test_annotations_of_a_course_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = courses.on_disk(tmp_path / "ville", WARNED)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(course / "seeds")
    assert place("ville/questions/b.yaml") in run("--format", "github").stdout


def test_a_folder_with_marks_is_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = courses.on_disk(tmp_path / "50 %, été", WARNED)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert place("50 %25%2C été/questions/b.yaml") in run(course, "--format", "github").stdout


def test_a_linked_checkout_is_the_same_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    courses.on_disk(tmp_path / "real/ville", WARNED)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "link"))
    said = run(tmp_path / "link/ville", "--format", "github").stdout
    assert place("ville/questions/b.yaml") in said


def test_errors_are_annotated_first(tmp_path: Path) -> None:
    words = WARNED.replace("answer: false", "answer: maybe")
    done = run(courses.on_disk(tmp_path, words), "--format", "github", code=1)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["::error", "::warning", "::notice"]
    assert done.stdout.endswith("::notice title=citedeck::1 error, 1 warning\n")


def annotated(course: Path, code: int = 0) -> list[str]:
    """The words of each annotation, without their places and titles."""
    said = run(course, "--format", "github", code=code).stdout
    titles = {explanation.title for explanation in translations.of("fr").codes.values()}
    annotations = [line.rpartition("::")[2].split("%0A") for line in said.splitlines()]
    return [next(words for words in lines if words not in titles) for lines in annotations]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """WARNED with an item for paper alone, released."""
    course = courses.on_disk(tmp_path / "released", WARNED + PAPER)
    assert release.release(course, course / "decks", "0.1.0").written
    assert annotated(course) == [MESSAGE, "1 warning"]
    return course


def edited(course: Path, old: str, new: str) -> Path:
    path = course / "questions/b.yaml"
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    return course


def test_what_changed_is_annotated_first(released: Path) -> None:
    edited(released, "Selon le texte, le conseil comprend", "Le conseil comprend")
    last = "the front of `refus` does not say that « t » speaks"
    assert annotated(released) == [last, MESSAGE, "2 warnings; changed since the last release: refus"]


def test_an_error_is_annotated_before_what_changed(released: Path) -> None:
    edited(released, 'answer: "en 1912"', 'answer: "en 1921"')
    edited(released, "Selon le texte, le conseil comprend", "Le conseil comprend")
    said = annotated(released, 1)
    assert [words.split("`")[1] for words in said[:-1]] == ["vote", "refus", "demande"]
    assert said[-1] == "1 error, 2 warnings; changed since the last release: refus, vote"


def test_a_change_without_a_mistake_is_named(released: Path) -> None:
    edited(released, "Le texte commence par cette date.", "C’est la première date.")
    edited(released, "Deux écoles.", "Il veut deux écoles.")
    assert annotated(released)[-1] == "1 warning; changed since the last release: vote"
    edited(released, 'Le conseil demande deux écoles."}]', 'Il juge le refus du maire"}]')
    assert annotated(released)[-1] == "2 warnings; changed since the last release: vote, raconter"


def test_a_new_item_is_a_change(released: Path) -> None:
    (released / "questions/b.yaml").write_bytes(courses.files(WARNED + PAPER + NEW)["questions/b.yaml"])
    assert annotated(released)[-1] == "1 warning; changed since the last release: ecoles"


def test_strict_annotates_errors(warned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(warned))
    done = run(warned, "--strict", "--format", "github", code=1)
    annotation = f"::error {place('questions/b.yaml')}::{TITLE}%0A{MESSAGE}%0A{HELP}"
    assert done.stdout == f"{annotation}\n::notice title=citedeck::1 error\n"


def test_nothing_found_is_no_annotation(tmp_path: Path) -> None:
    assert run(courses.on_disk(tmp_path, courses.TOWN), "--format", "github").stdout == ""


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_changed_can_be_told_of_every_broken_course(path: Path) -> None:
    """Its notes are planned for it, however little of a course could be proven."""
    files = courses.files(path.read_text(encoding="utf-8"))
    compilation = compiler.compile(Inputs({LOCK: EMPTY_LOCK, **files}))
    named = {found.item for found in compilation.diagnostics} - {""}
    assert set(promises.changed(compilation)) >= (named if compilation.course else set()) - {
        str(resolved.item.id) for resolved in compilation.items
    }


# Names of files, which somebody else may have chosen

NAMES = ["a\x1b[31m.yaml", "a\n::error file=x::forged.yaml", "##[group]a.yaml", "a\u202eb.yaml"]


@pytest.mark.parametrize("how", ["text", "concise", "github"])
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_bank_steers_no_terminal_and_no_runner(
    name: str, how: str, warned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (warned / "questions/b.yaml").rename(warned / "questions" / name)
    printed = run(warned, "--format", how).stdout
    assert "front-unattributed" in printed
    assert not re.search("[\x1b\u202e]|##\\[", printed)
    assert [line for line in printed.splitlines() if "forged" in line and line.startswith("::error")] == []
