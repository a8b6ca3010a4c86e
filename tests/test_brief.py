"""`citedeck brief`: what is pasted into an assistant, in the course's language; nothing is left to guess."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import courses
import replies
from citedeck import compiler, targets
from citedeck.bank.forms import FORMS
from citedeck.bank.raw import Inputs
from citedeck.cli import app
from citedeck.commands import build
from citedeck.commands import new as scaffold
from citedeck.commands.disk import UsageError
from citedeck.languages import briefing, catalogue
from citedeck.targets import briefs

LANGUAGES = sorted(catalogue.languages())


def on_the_examples(language: str) -> str:
    """A course on the two little texts of the examples."""
    say = briefing.of(language)
    return (
        f"-- seeds/letter.txt --\n{say['s1']} {say['s2']} {say['s3']} {say['s4']}\n"
        f"-- seeds/paper.txt --\n{say['b1']} {say['b2']}\n-- seeds/sources.yaml --\n"
        f'letter: {{file: letter.txt, label: "{say["label"]}"}}\n'
        f'paper: {{file: paper.txt, label: "{say["other"]}"}}\n'
        f"-- questions/course.yaml --\ntitle: X\nid: x\nkey: abcdefgh\nformat: 2\nlanguage: {language}\n"
    )


# The words, in every language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_proven(language: str) -> None:
    listed = "".join(briefing.example(form, language) for form in FORMS)
    bank = "".join(f"  {line}\n" for line in listed.splitlines())
    words = f"{on_the_examples(language)}-- questions/b.yaml --\nsource: letter\nitems:\n{bank}"
    compilation = courses.compiled(words)
    assert compilation.diagnostics == ()
    assert {resolved.item.form for resolved in compilation.items} == {*FORMS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_of_a_brief(language: str) -> None:
    english, words = briefing.of("en"), briefing.of(language)
    assert briefing.has(language)
    assert words.keys() == english.keys()
    placed = {key: sorted(re.findall(r"\{\d\}", line)) for key, line in words.items()}
    assert placed == {key: sorted(re.findall(r"\{\d\}", line)) for key, line in english.items()}
    assert [
        key for key in words if language != "en" and words[key] == english[key] and len(words[key]) > 9
    ] == []


def test_a_language_without_words_speaks_english() -> None:
    assert briefing.of("ja") == briefing.of("en")
    assert briefing.of("fr-CA") == briefing.of("fr")


@pytest.mark.parametrize(
    ("rights", "reserved"),
    [
        ("Droits réservés à l’autrice", True),
        ("All rights reserved.", True),
        ("Alle Rechte vorbehalten", True),
        ("Todos los derechos reservados", True),
        ("CC BY-SA 4.0", False),
        ("Some rights reserved: CC BY-NC 4.0", False),
        ("Domaine public", False),
        ("", False),
    ],
)
def test_rights_speak_against_a_service_where_they_are_reserved(rights: str, reserved: bool) -> None:
    assert briefing.are_reserved(rights) is reserved


# A brief


@pytest.fixture(scope="module")
def ours() -> str:
    compilation = build.compile_only(courses.ROOT)
    return briefs.brief(compilation, compilation.course, briefs.Wish(sources=("anticapitaliste",)))


def test_a_brief_on_our_longest_text_is_short_enough_for_any_assistant(ours: str) -> None:
    assert len(ours) <= briefs.MOST
    compilation = build.compile_only(courses.ROOT)
    every = tuple(form for form in FORMS if form not in briefs.OF_TWO)
    wish = briefs.Wish(sources=("anticapitaliste",), forms=every)
    assert len(briefs.brief(compilation, compilation.course, wish)) <= briefs.MOST


def test_it_says_first_that_the_text_is_handed_on(ours: str) -> None:
    say = briefing.of("fr")
    before, _, after = ours.partition(briefs.RULE)
    assert before.startswith(say["before"])
    rights = build.compile_only(courses.ROOT).course.sources["anticapitaliste"].rights
    assert say["rights_are"].format(rights) in before
    assert say["no_pupils"] in before
    assert rights not in after


def test_every_sentence_stands_in_it_word_for_word(ours: str) -> None:
    compilation = build.compile_only(courses.ROOT)
    source = compilation.course.sources["anticapitaliste"]
    for start, end in compilation.texts[source.id].sentences:
        assert source.document.text[start:end] in ours
    assert re.findall(r"^\[(\d+)", ours, re.MULTILINE) == [str(n) for n in range(1, ours.count("\n[") - 2)]
    assert ours.count("\n[=] ") == len(source.headings)


BANK = """\
-- questions/b.yaml --
source: t
items:
  - id: work
    type: short
    prompt: "According to the chronicle, what did the work cost?"
    answer: "3,200 pounds"
    evidence: "The work cost 3,200 pounds."
"""


def printed(root: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["brief", *arguments, "--course", str(root)])
    if isinstance(done.exception, UsageError):
        return 2, str(done.exception)
    return done.exit_code, done.output


def test_what_nobody_asks_about_has_a_star(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, replies.course("en") + BANK)
    code, words = printed(root)
    assert code == 0
    assert "[1*] The harbour of Wexcombe was dredged for the first time in 1871.\n[2] The work cost" in words
    say = briefing.of("en")
    assert say["task_stars"] in words
    assert say["task_uncovered"] in printed(root, "--uncovered")[1]
    assert "# citedeck brief: x: t " in words


def test_a_part_of_the_text_a_count_and_forms(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, replies.course("en"))
    code, words = printed(root, "--lines", "1-3", "--count", "4", "--forms", "order,open")
    assert code == 0
    assert briefing.of("en")["task"].format(4) in words
    assert "[3*] The bell rings at noon." in words
    assert "Captain Moss" not in words
    assert "type: order" in words
    assert "type: short" not in words
    for wrong in (
        ["--lines", "3-1"],
        ["--forms", "x"],
        ["--forms", "comparison"],
        ["--source", "x"],
        ["--count", "0"],
    ):
        assert printed(root, *wrong)[0] == 2


def test_two_texts_are_compared(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, on_the_examples("en"))
    assert printed(root)[0] == 2
    code, words = printed(root, "--source", "letter,paper")
    assert code == 0
    assert "type: comparison" in words
    assert "source: letter}" in words
    assert words.count("sentence by sentence") == 2


def test_rights_that_speak_against_it_want_a_yes(tmp_path: Path) -> None:
    say = briefing.of("en")
    reserved = replies.course("en").replace("label:", 'rights: "All rights reserved", label:')
    unprintable = replies.course("en").replace("label:", "printable: false, label:")
    for number, words in enumerate((reserved, unprintable)):
        root = courses.on_disk(tmp_path / str(number), words)
        code, said = printed(root)
        assert (code, say["allowed"] in said) == (2, True)
        assert printed(root, "--yes")[0] == 0
    assert printed(courses.on_disk(tmp_path / "free", replies.course("en")))[0] == 0


def test_it_may_go_to_a_file_and_says_when_it_is_long(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, replies.course("en").replace("The bell", "The big " * 1600 + "bell"))
    code, said = printed(root, "-o", str(tmp_path / "brief.txt"))
    assert code == 0
    assert "--lines 1-80" in said
    assert len((tmp_path / "brief.txt").read_text(encoding="utf-8")) > briefs.MOST


def test_a_build_writes_a_brief_for_each_text_that_may_be_printed() -> None:
    files = courses.files(
        on_the_examples("fr").replace("letter.txt, label", "letter.txt, printable: false, label")
    )
    outputs = targets.render(compiler.compile(Inputs(files)), ["briefs"])
    assert [output.path for output in outputs] == ["briefs/paper.txt"]
    assert briefing.of("fr")["before"] in outputs[0].data.decode()


# Agents that work in the folder of a course


def test_what_agents_are_told_is_so() -> None:
    words = briefing.for_agents()
    assert words.count("\n") <= 45
    verbs = typer.main.get_command(app).commands
    told = re.findall(r"`citedeck ([a-z][^`]*)`", words)
    assert {"brief", "take", "check", "fix", "show", "explain"} <= {line.split()[0] for line in told}
    for line in told:
        verb, *rest = line.split()
        known = {option for parameter in verbs[verb].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("-")} <= known, line


def test_new_writes_what_agents_are_told(tmp_path: Path) -> None:
    scaffold.start(tmp_path / "course")
    assert (tmp_path / "course/AGENTS.md").read_text(encoding="utf-8") == briefing.for_agents()


def test_nobody_who_checks_waits_for_it() -> None:
    asked = (
        "import sys; sys.argv = ['citedeck', 'check']; from citedeck.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if 'brief' in name or '.drafts' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=courses.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
