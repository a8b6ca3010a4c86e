"""What `show` says of an item: the words that Anki shows and that paper has, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from anki_user import learner
from citedeck import targets
from citedeck.cli import app
from citedeck.commands import build, plain, show
from citedeck.messages import terminal
from citedeck.messages.terminal import Styled
from citedeck.model import Compilation
from every_form import CARDS, EVERY_FORM

SHEET = """\
-- questions/course.yaml --
title: "La ville et le port"
id: ville-port
language: fr
worksheets:
  - {id: tout, title: "Tout", versions: [A, B], items: [vote, demande, roles, projets, refus, petition, genre,
     trous, nature, parole, public, ordre, expliquer, phare, qui-phare, qui-ecole, comparer]}
"""

VOTE = """\
vote (short, t) questions/b.yaml:3:9
  on lecture, version A: question 1
  on lecture, version B: question 4
── card: front ─────────────────────────────────────────────────────────────────
Selon le texte, en quelle année la ville vote-t-elle le budget ?
── card: back ──────────────────────────────────────────────────────────────────
en 1912
Réponses acceptées : 1912.
Le texte commence par cette date.
Dans le texte
  La ville vote le budget en 1912.
  ~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^^~
Le texte, l. 1
vote
── sheet lecture, version A ────────────────────────────────────────────────────
1 point 2H9C
1. Selon le texte, en quelle année la ville vote-t-elle le budget ?
________________________________________
── key ─────────────────────────────────────────────────────────────────────────
1 point 2H9C
1. Selon le texte, en quelle année la ville vote-t-elle le budget ?
en 1912
Réponses acceptées : 1912.
  La ville vote le budget en 1912. (Le texte, l. 1)
  ~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^^~
Le texte commence par cette date.

"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    return courses.on_disk(tmp_path / "town", courses.TOWN_COURSE)


def run(course: Path, *arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["show", *arguments, "--course", str(course)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout.replace("\xa0", " ") if code < 2 else done.stderr


@pytest.fixture(scope="module")
def every_form() -> Compilation:
    """The course of every form, all on one worksheet, compiled."""
    compilation = courses.compiled(re.sub(r"(?s)-- questions/course.*?(?=-- )", SHEET, EVERY_FORM))
    assert not compilation.broken, compilation.diagnostics
    return compilation


def parts(compilation: Compilation, name: str) -> dict[str, list[Styled]]:
    resolved = show.item(compilation, name)
    assert resolved is not None
    assert compilation.course is not None
    found = show.parts(compilation, compilation.course, resolved, name)
    return {part.title: plain.lines(part.html) for part in found}


def words(lines: list[Styled]) -> list[str]:
    return [line.words for line in lines]


# The same words


def test_a_card_says_what_anki_shows(every_form: Compilation, tmp_path: Path) -> None:
    (package,) = targets.render(every_form, ["anki"])
    seen = set()
    with learner(tmp_path) as person:
        person.imports(package.data)
        for card in person.cards():
            name, note_type = card.note()["ID"], card.note_type()["name"]
            named = f" {name}" if "." in name else ""
            gap = f", gap {card.ord + 1}" if CARDS[name] > 1 else ""
            shown = parts(every_form, name)
            front, back = (words(shown[f"card{named}{gap}: {side}"]) for side in ("front", "back"))
            rendered = card.render_output()
            assert words(plain.lines(rendered.question_text)) == front
            repeated = [] if "cloze" in note_type else front
            assert words(plain.lines(rendered.answer_text)) == repeated + back
            seen.add(name)
    assert seen == set(CARDS)


@pytest.mark.parametrize(("title", "target"), [("sheet tout, version A", "worksheet"), ("key", "key")])
def test_paper_says_what_is_printed(every_form: Compilation, title: str, target: str) -> None:
    (page,) = (
        output.data.decode()
        for output in targets.render(every_form, [target])
        if re.search(r"/tout-a(?:-corrige)?\.html", output.path)
    )
    sections = re.findall(r"(?s)<section .*?</section>", page)
    listed = every_form.sheets[0].worksheet.items
    assert len(sections) == len(listed)
    for section, name in zip(sections, listed, strict=True):
        assert parts(every_form, name)[title] == plain.lines(section)


def test_the_words_of_a_sheet_are_all_there(every_form: Compilation) -> None:
    assert words(parts(every_form, "roles")["sheet tout, version A"]) == [
        "3 points G3JT",
        "3. Selon le texte d’Alder, associez chaque acteur à ce qu’il fait.",
        "Élément | Lettre | Réponses possibles",
        "Le maire | ☐ | A. écrire au préfet",
        "Les habitants | ☐ | B. attendre un avis",
        "Le préfet | ☐ | C. démissionner",
        "| | D. s’opposer au vote",
    ]
    assert words(parts(every_form, "petition")["sheet tout, version A"])[2:] == [
        "☐ Vrai",
        "☐ Faux",
        "☐ Le texte ne le dit pas",
        "l. Justifiez par une citation, si le texte en parle\xa0:",
        *2 * ["________________________________________"],
    ]


def test_an_item_on_no_sheet_is_laid_out_alone(every_form: Compilation) -> None:
    assert words(parts(every_form, "papier")["on a sheet of its own"])[1:] == [
        "1. Selon le texte d’Alder, qui signe la lettre\xa0?",
        "________________________________________",
    ]
    assert list(parts(every_form, "papier")) == ["on a sheet of its own", "key"]


@pytest.mark.parametrize(
    ("only", "said", "shown"),
    [
        ("", "on no ready sheet", ["front", "back", "on a sheet of its own", "key"]),
        ("    only: deck\n", "on no sheet: `only: deck`", ["front", "back"]),
    ],
)
def test_an_item_on_no_sheet_says_so(only: str, said: str, shown: list[str], tmp_path: Path) -> None:
    text = courses.TOWN.replace("  - id: vote\n", f"  - id: vote\n{only}")
    printed = run(courses.on_disk(tmp_path, text), "vote")
    assert printed.split("\n")[1] == f"  {said}"
    assert re.findall(r"^── (?:card: )?(.*?) ─", printed, re.MULTILINE) == shown


def test_a_row_is_its_own_card(every_form: Compilation) -> None:
    titles = list(parts(every_form, "roles.prefet"))
    assert titles[:2] == ["card roles.prefet: front", "card roles.prefet: back"]
    assert not any("roles.maire" in title for title in titles)


def test_words_for_the_deck_are_on_no_paper(tmp_path: Path) -> None:
    only = courses.TOWN.replace('accept: ["1912"]', "only: deck")
    assert list(parts(courses.compiled(only), "vote")) == ["card: front", "card: back"]


# On a terminal


def test_an_item_is_shown_whole(town: Path) -> None:
    assert run(town, "vote") == VOTE


def test_several_items_come_in_the_order_asked_for(town: Path) -> None:
    assert re.findall(r"(?m)^(\w+) \(", run(town, "refus", "vote", "refus")) == ["refus", "vote"]


def test_marks_stand_under_wide_letters_and_lines_end_at_blanks() -> None:
    (line,) = plain.lines("<blockquote>日本 <mark>東京 <b>e\u0301te</b> ab</mark> cd ef</blockquote>")
    assert list(terminal.shown([line], 12, color=False)) == [
        "  日本 東京",
        "       ~~~~",
        "  e\u0301te ab cd",
        "  ^^^~~~",
        "  ef",
    ]


def test_what_goes_on_stands_below_the_words_of_its_entry() -> None:
    (line,) = plain.lines("<ol><li>un deux trois</li></ol>")
    assert list(terminal.shown([line], 10, color=False)) == ["A. un deux", "   trois"]


def test_a_terminal_is_shown_words_and_obeys_none(tmp_path: Path) -> None:
    hostile = courses.TOWN.replace("Le texte commence par", r"\e[2J\u009b2J\u202e Le texte a")
    said = run(courses.on_disk(tmp_path, hostile), "vote")
    assert "Le texte a cette date." in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)


@pytest.mark.parametrize(
    ("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)], ids=str
)
def test_colors_stand_for_the_marks(town: Path, environment: dict[str, str], colored: bool) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "citedeck", "show", "vote", "--course", str(town)]
    with subprocess.Popen(command, stdout=theirs, env={**kept, "TERM": "xterm", **environment}) as process:
        os.close(theirs)
        said = b"".join(iter(lambda: _read(ours), b"")).decode()
    os.close(ours)
    assert process.returncode == 0
    assert (
        "\x1b[4mLa ville vote le budget \x1b[0m\x1b[1;4men\xa01912" in said.replace(" 1912", "\xa01912")
    ) == colored
    assert ("~~^^^^" in said) != colored
    assert ("\x1b" in said) == colored


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


# What cannot be shown


@pytest.mark.parametrize(
    ("name", "meant"),
    [("vot", "vote"), ("qui.maire", ""), ("nonsense", ""), ("vote.", "vote"), ("", "")],
)
def test_an_unknown_id_is_exit_2_with_the_nearest(town: Path, name: str, meant: str) -> None:
    said = run(town, "vote", name, code=2)
    nearest = f"; did you mean `{meant}`?" if meant else ""
    assert said.splitlines()[-1] == f"Error: Invalid value for IDS: there is no item `{name}`{nearest}"


def test_nothing_named_is_exit_2(town: Path) -> None:
    assert "name items, or --uncovered alone" in run(town, code=2)
    assert "name items, or --uncovered alone" in run(town, "vote", "--uncovered", code=2)


def test_an_item_with_an_error_is_its_findings(tmp_path: Path) -> None:
    wrong = courses.TOWN.replace('evidence: "La ville vote', 'evidence: "La ville refuse')
    course = courses.on_disk(tmp_path, wrong)
    said = run(course, "vote", code=1)
    assert said.startswith("error[quote-absent]: the quotation of `vote` is not in « t »\n")
    assert "card" not in said
    assert "── card: back ─" in run(course, "demande")
    both = run(course, "vote", "demande", code=1)
    assert "error[quote-absent]" in both
    assert "── card: back ─" in both


def test_an_item_that_cannot_be_read_is_its_findings(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN.replace("type: choice", "type: choise"))
    assert run(course, "demande", code=1).startswith("error[form-unknown]: there is no form `choise`\n")


def test_a_warning_follows_the_cards(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN.replace("Selon le texte, que demande", "Que demande"))
    assert re.search(r"(?s)── key ─.*warning\[front-unattributed\]", run(course, "demande"))


def test_what_could_not_be_read_may_hold_the_id(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN.replace("  - id: qui", "  - id: [qui"))
    assert "not every item could be read: run citedeck check" in run(course, "quoi", code=2)


def test_a_course_that_cannot_be_read_is_its_findings(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN + '-- questions/course.yaml --\ntitle: "Cas\n')
    assert "error[yaml-syntax]" in run(course, "vote", code=1)


def test_a_retired_item_says_since_when(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, courses.TOWN + '  - {id: ancien, retired: "2026, remplacé"}\n')
    assert run(course, "ancien").endswith("retired: 2026, remplacé\n\n")


def test_the_words_of_a_retirement_steer_no_terminal(tmp_path: Path) -> None:
    hostile = courses.TOWN + '  - {id: ancien, retired: "\\e[2J\\u202eremplacé"}\n'
    said = run(courses.on_disk(tmp_path, hostile), "ancien")
    assert said.endswith("retired: \ufffd[2J\ufffdremplacé\n\n")


# Sentences that no item covers

REPEATED = """\
-- seeds/t.txt --
La ville vote. Le port "dort" : C:\\port. Le port attend. La ville vote. Fin # de l’année.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
categories: {actor: "Acteurs", date: "Dates"}
-- questions/b.yaml --
source: t
items:
  - id: t-l1
    type: short
    prompt: "Selon le texte, qui attend ?"
    answer: "le port"
    evidence: "Le port attend."
"""

STUBS = """\
  # t, l. 1
  - id: t-l1-2
    type: short
    category: actor
    prompt: "Selon le texte, … ?"
    answer: ""
    evidence: {quote: "La ville vote.", after: "Le"}

  # t, l. 1
  - id: t-l1-3
    type: short
    category: actor
    prompt: "Selon le texte, … ?"
    answer: ""
    evidence: "Le port \\"dort\\" : C:\\\\port."
"""


def test_each_uncovered_sentence_is_an_item_to_fill_in(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, REPEATED)
    said = run(course, "--uncovered")
    assert said.startswith(STUBS)
    bank = course / "questions/b.yaml"
    bank.write_text(bank.read_text() + said)
    unfilled = build.compile_only(course).diagnostics
    assert [(found.code, found.message) for found in unfilled if found.is_error] == [
        ("value-invalid", "there are no words here")
    ] * said.count("- id:")
    answers = iter(["ville", "port", "ville", "année"])
    filled = re.sub('answer: ""', lambda _: f'answer: "{next(answers)}"', bank.read_text())
    bank.write_text(filled)
    assert not [found for found in build.compile_only(course).diagnostics if found.is_error]
    assert run(course, "--uncovered") == ""


def test_what_is_only_given_is_an_item_to_fill_in_too(tmp_path: Path) -> None:
    over = 'evidence: "Le port attend. La ville vote. Fin # de l\'année."'
    said = run(
        courses.on_disk(tmp_path, REPEATED.replace('evidence: "Le port attend."', over)), "--uncovered"
    )
    places = [line for line in said.splitlines() if line.startswith("  # ")]
    assert places == ["  # t, l. 1", "  # t, l. 1", *2 * ["  # t, l. 2, only given by t-l1"]]
    assert 'evidence: "Fin # de l’année."' in said


def test_a_stub_names_its_source_where_there_are_several(tmp_path: Path) -> None:
    assert "    source: brun\n" in run(courses.on_disk(tmp_path, EVERY_FORM), "--uncovered")


def test_a_stub_is_in_the_language_of_its_course(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, REPEATED.replace("language: fr", "language: es"))
    assert run(course, "--uncovered").startswith("  # t, línea 1\n")


def test_nothing_is_uncovered_of_a_course_with_mistakes(tmp_path: Path) -> None:
    wrong = courses.TOWN.replace('evidence: "La ville vote', 'evidence: "La ville refuse')
    assert run(courses.on_disk(tmp_path, wrong), "--uncovered", code=1) == ""
