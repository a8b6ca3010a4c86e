"""One's own sheet, from the command line: which questions, which points, and why others are not there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import courses
import made_up_courses
from citedeck.cli import app
from citedeck.cli.selection import Selection
from citedeck.commands import build
from citedeck.sheets import choice, clues
from citedeck.sheets.choice import Wish
from citedeck.sheets.points import worth
from citedeck.targets.anki import notes
from citedeck.targets.paper import printing

pytestmark = pytest.mark.usefixtures("quick_printer")

MARKET = """\
-- seeds/t.txt --
Le marché ouvre à huit heures sur la place. Le boulanger vend du pain noir. Le fermier apporte des pommes.
La mairie a payé les tables. Un musicien joue près de la fontaine. La pluie a gâté la fête de mai.
-- questions/course.yaml --
title: "Le marché"
id: marche
language: fr
worksheets:
  - {id: controle, title: "Contrôle", items: [secret], reserve: true, kind: assessment, audience: "2de",
     skills: ["Citer un texte"]}
  - {id: lecture, title: "Lecture", items: [heure, pain], kind: activity, skills: "Lire"}
-- questions/b.yaml --
source: t
items:
  - {id: heure, type: short, level: 1, points: 0.5, prompt: "Selon le texte, à quelle heure ouvre-t-il ?",
     answer: "à huit heures", evidence: "Le marché ouvre à huit heures"}
  - {id: pain, type: short, level: 1, points: 1.5, prompt: "Selon le texte, que vend le boulanger ?",
     answer: "du pain noir", evidence: "Le boulanger vend du pain noir."}
  - {id: vendeur, type: short, level: 1, prompt: "Selon le texte, qui vend du pain noir ?",
     answer: "le boulanger", evidence: "Le boulanger vend du pain noir."}
  - {id: pommes, type: short, level: 2, points: 2, prompt: "Selon le texte, que vient-il de la ferme ?",
     answer: "des pommes", evidence: "Le fermier apporte des pommes."}
  - {id: bonus, type: short, level: 2, points: 0, lines: 0, prompt: "Selon le texte, qui a payé ?",
     answer: "la mairie", evidence: "La mairie a payé les tables."}
  - {id: carte, type: short, level: 2, only: deck, prompt: "Selon le texte, où joue-t-on ?",
     answer: "près de la fontaine", evidence: "Un musicien joue près de la fontaine."}
  - {id: secret, type: short, level: 2, prompt: "Selon le texte, qui joue ?",
     answer: "un musicien", evidence: "Un musicien joue près de la fontaine."}
  - {id: pluie, type: short, level: 3, sensitive: "triste", prompt: "Selon le texte, qu’a gâté la pluie ?",
     answer: "la fête de mai", evidence: "La pluie a gâté la fête de mai."}
"""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return courses.on_disk(tmp_path_factory.mktemp("market"), MARKET)


def run(course: Path, *arguments: str, verb: str = "worksheet") -> Any:
    place = ["--course", str(course)] if verb == "worksheet" else [str(course)]
    output = ["--output", str(course / "mine")] if verb == "worksheet" else []
    return CliRunner().invoke(app, [verb, *arguments, *place, *output])


def headline(result: Any) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[0]


def test_named_questions_stand_in_their_order(market: Path) -> None:
    done = run(market, "--items", "pommes, heure,pluie,secret")
    assert headline(done) == "4 questions, 4.5 points: pommes, heure, pluie, secret"
    assert "note:" not in done.stderr


def test_named_questions_that_answer_each_other_are_told(market: Path) -> None:
    done = run(market, "--items", "pain,vendeur")
    assert headline(done) == "2 questions, 2.5 points: pain, vendeur"
    assert (
        done.stderr
        == "note: questions tell something of an answer: `pain` of `vendeur`, `vendeur` of `pain`\n"
    )


def test_versions_that_cannot_differ_are_told(market: Path) -> None:
    done = run(market, "--items", "heure,pommes", "--versions", "A,B")
    assert done.stderr == "note: A and B print the same: nothing else can change its place\n"
    assert not run(market, "--items", "heure,pain", "--versions", "A,B").stderr


def test_points_are_printed_as_the_language_writes_them(market: Path) -> None:
    run(market, "--items", "heure,pain,bonus,vendeur", "--title", "demi")
    page = (market / "mine/sheets/demi.html").read_text()
    shown = re.findall(r'<span class="points" contenteditable="true">(.*?)</span>', page)
    assert shown == ["0,5 point", "1,5 point", "0 point", "1 point"]
    assert "/ 3 points" in page


def test_no_lines_are_no_lines(market: Path) -> None:
    run(market, "--items", "heure,bonus", "--title", "lignes")
    first, second = (market / "mine/sheets/lignes.html").read_text().split("<section")[1:]
    assert (first.count('class="ruled"'), second.count('class="ruled"')) == (1, 0)


@pytest.mark.parametrize(
    ("asked", "points"), [("2", "2"), ("4", "4"), ("2.5", "2.5"), ("3,5", "3.5")], ids=lambda words: words
)
def test_points_add_up(market: Path, asked: str, points: str) -> None:
    done = run(market, "--points", asked)
    assert f"s, {points} points: " in headline(done) or f", {points} points: " in headline(done)
    chosen = headline(done).split(": ")[1].split(", ")
    assert not {"carte", "pluie", "secret"} & {*chosen}
    assert not {"pain", "vendeur"} <= {*chosen}


def test_as_many_as_are_asked_for_add_up(market: Path) -> None:
    assert headline(run(market, "--points", "2", "--count", "2")) == "2 questions, 2 points: heure, pain"


def test_points_that_nothing_adds_up_to(market: Path) -> None:
    done = run(market, "--points", "50")
    assert done.exit_code == 1
    assert (
        "no questions add up to 50 points: the most below is 4; ask for fewer, or for more kinds"
        in done.stderr
    )


def test_all_are_all_but_those_that_may_not(market: Path) -> None:
    done = run(market, "--all", "--without", "pain")
    assert headline(done) == "4 questions, 3.5 points: heure, vendeur, pommes, bonus"
    assert "left out: pain (taken out by --without)\n" in done.stderr
    assert "left out: carte (for the deck only)\n" in done.stderr
    assert "left out: secret (kept for assessments; --reserved takes them)\n" in done.stderr
    assert "left out: pluie (sensitive; --sensitive takes them)\n" in done.stderr


def test_everything_with_what_is_kept_apart(market: Path) -> None:
    done = run(market, "--all", "--sensitive", "--reserved", "--level", "2,3")
    assert headline(done) == "4 questions, 4 points: pommes, bonus, secret, pluie"
    assert "left out: heure, pain, vendeur (of another level)" in done.stderr


def test_a_drawn_sheet_says_what_stood_in_the_way(market: Path) -> None:
    done = run(market, "--pages", "2")
    reason = re.search(
        r"left out: (pain|vendeur) \(it and `(pain|vendeur)` would answer each other\)", done.stderr
    )
    assert reason, done.stderr


def test_too_few_fit(market: Path) -> None:
    done = run(market, "--count", "9")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (
        1,
        "only 4 questions fit; ask for fewer, or for more kinds",
    )


def test_a_page_is_filled(tmp_path: Path) -> None:
    """One side of the course's own questions holds fewer than two, and Letter no more than A4."""
    counts = []
    for options in (["--pages", "1"], ["--pages", "2"], ["--pages", "1", "--paper", "letter"]):
        line = ["worksheet", *options, "--course", str(courses.ROOT), "--output", str(tmp_path)]
        done = CliRunner().invoke(app, line)
        counts.append(int(headline(done).split()[0]))
    one, two, letter = counts
    assert 4 < letter <= one < two
    page = next(tmp_path.glob("sheets/*.html")).read_text()
    assert re.search(r"size: (A4|letter)", page)


def test_letter_is_printed_on_letter(
    market: Path, quick_printer: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    monkeypatch.setattr(printing, "printer", quick_printer)
    run(market, "--items", "heure", "--paper", "letter", "--title", "us")
    assert "size: letter" in (market / "mine/sheets/us.html").read_text()
    (page,) = PdfReader(market / "mine/sheets/us.pdf").pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (612, 792)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--items", "paim"], "--items: there is no question `paim`; did you mean `pain`?"),
        (["--items", "carte"], "--items: `carte` is for the deck only"),
        (["--items", "pain,pain"], "--items: `pain` stands twice"),
        (["--sheet", "lectures"], "--sheet: the course has no `lectures`; it has controle, lecture"),
        (["--without", "zzzz"], "--without: there is no question `zzzz`; citedeck list shows all of them"),
    ],
    ids=lambda value: value[1] if isinstance(value, list) else "",
)
def test_what_is_named_must_be_there(market: Path, arguments: list[str], said: str) -> None:
    done = run(market, *arguments)
    assert done.exit_code != 0
    assert str(done.exception) == said


@pytest.mark.parametrize(
    "arguments",
    [
        ["--items", "pain", "--count", "3"],
        ["--all", "--points", "3"],
        ["--items", "pain", "--level", "1"],
        ["--points", "0"],
        ["--points", "1.3"],
        ["--kind", "test"],
        ["--paper", "a5"],
        ["--sheet", "lecture", "--items", "pain"],
        ["--sheet", "lecture", "--points", "2"],
        ["--sheet", "lecture", "--source", "t"],
        ["--fewer", "2", "--count", "2"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_a_wrong_command_line(market: Path, arguments: list[str]) -> None:
    assert run(market, *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("asked", "otherwise", "count", "everything"),
    [
        (Selection(), 10, 10, False),
        (Selection(), None, None, True),
        (Selection(level="1"), None, None, True),
        (Selection(level="1"), 10, 10, False),
        (Selection(points="20"), 10, None, False),
        (Selection(fewer=3), 10, None, True),
        (Selection(sheet="lecture"), None, None, False),
        (Selection(items="pain"), 10, None, False),
        (Selection(everything=True), 10, None, True),
    ],
)
def test_what_is_taken_where_nothing_is_said(
    asked: Selection, otherwise: int | None, count: int | None, *, everything: bool
) -> None:
    """A sheet draws ten, an export takes all; whatever says which or how many is heard."""
    wish = asked.wish(otherwise)
    assert (wish.count, wish.everything) == (count, everything)


def test_a_ready_sheet_is_made_again_as_its_teacher_wants_it(market: Path) -> None:
    done = run(market, "--sheet", "lecture", "--profile", "larger", "--versions", "C,D")
    assert headline(done) == "2 questions, 2 points: heure, pain"
    names = sorted(path.name for path in (market / "mine/sheets").glob("lecture*.html"))
    assert names == ["lecture-c-tres-gros-caracteres.html", "lecture-d-tres-gros-caracteres.html"]
    page = (market / "mine/sheets" / names[0]).read_text()
    assert '<span class="kind">Activité</span>' in page
    assert "Lecture" in page


def test_a_shorter_sheet_asks_the_same_skills_for_its_own_points(market: Path) -> None:
    done = run(market, "--all", "--fewer", "2")
    assert headline(done) == "2 questions, 1 point: vendeur, bonus"
    assert "left out: heure, pain (`vendeur` stays for it: level 1, short, text t)\n" in done.stderr
    assert "left out: pommes (`bonus` stays for it: level 2, short, text t)\n" in done.stderr
    done = run(market, "--items", "pommes,heure,pain", "--fewer", "1", "--title", "court")
    assert headline(done) == "1 question, 1.5 points: pain"
    assert "left out: pommes (nothing of level 2 stays: ask for more)\n" in done.stderr
    assert "/ 1,5 point<" in (market / "mine/sheets/court.html").read_text()
    assert "only 5 questions fit" in run(market, "--fewer", "9").stderr


def test_a_shorter_ready_sheet_has_another_name_and_no_duration(market: Path) -> None:
    run(market, "--sheet", "lecture", "--fewer", "1")
    assert "Activité" in (market / "mine/sheets/lecture-1.html").read_text()


def test_as_much_of_each_level_stays_as_there_was() -> None:
    """Of half of our own sheets: no level, category or text is lost, none has more than one too many."""
    course = courses.ours()
    items = build.compile_only(courses.ROOT).items
    for ready in course.worksheets:
        whole = choice.choose(items, Wish(sheet=ready.id), course).items
        half = choice.choose(items, Wish(sheet=ready.id, fewer=(len(whole) + 1) // 2), course)
        assert len(half.items) + len(half.left_out) == len(whole)
        for trait in ("level", "category"):
            counts = Counter(str(getattr(resolved.item, trait)) for resolved in whole)
            left = Counter(str(getattr(resolved.item, trait)) for resolved in half.items)
            wrong = {name: (n, left[name]) for name, n in counts.items() if abs(left[name] - n / 2) > 1}
            assert not wrong, (ready.id, trait)


def test_the_list_is_what_a_teacher_chooses_by(market: Path) -> None:
    done = run(market, "--level", "1", verb="list")
    assert done.stdout == (
        "heure    short  level 1  0.5 points  t  on lecture\n"
        "    Selon le texte, à quelle heure ouvre-t-il ?\n"
        "pain     short  level 1  1.5 points  t  on lecture\n"
        "    Selon le texte, que vend le boulanger ?\n"
        "vendeur  short  level 1  1 point     t  on no sheet\n"
        "    Selon le texte, qui vend du pain noir ?\n"
    )
    assert done.stderr == "3 questions, 3 points\n"
    assert "on controle; kept for assessments" in run(market, verb="list").stdout


def test_the_list_for_programs(market: Path) -> None:
    rows = json.loads(run(market, "--format", "json", verb="list").stdout)
    assert [row["points"] for row in rows] == [0.5, 1.5, 1, 2, 0, 1, 1, 1]
    assert rows[0]["sheets"] == ["lecture"]
    assert [row["id"] for row in rows if row["reserve"]] == ["secret"]
    assert [row["only"] for row in rows if row["only"]] == ["deck"]
    assert run(market, "--format", "xml", verb="list").exit_code == 2


def test_what_is_reserved_is_on_paper_and_no_card() -> None:
    compilation = courses.compiled(MARKET)
    asked = {note.item for note in notes.plan(compilation, compilation.course)}
    assert asked == {"heure", "pain", "vendeur", "pommes", "bonus", "carte", "pluie"}
    kept = MARKET.replace("id: pommes,", "id: pommes, reserve: true,")
    compilation = courses.compiled(kept)
    assert "pommes" not in {note.item for note in notes.plan(compilation, compilation.course)}
    assert [sheet.worksheet.shows_points for sheet in compilation.sheets] == [True, False]
    assert [sheet.worksheet.skills for sheet in compilation.sheets] == [("Citer un texte",), ("Lire",)]
    assert compilation.sheets[1].total == Decimal(2)


def test_what_is_chosen_adds_up_and_tells_nothing() -> None:
    """Over made-up courses: the sum to the point, the number where one is wished for, no two that answer."""
    reached = 0
    for seed in range(60):
        compilation = courses.compiled(made_up_courses.course(seed))
        course = compilation.course
        for points in range(1, 13):
            for count in (None, 3):
                wish = Wish(count, Decimal(points), seed=str(seed))
                chosen = choice.choose(compilation.items, wish, course)
                if not chosen.items:
                    assert chosen.most < points
                    continue
                assert sum(worth(resolved.item) for resolved in chosen.items) == points
                assert count is None or len(chosen.items) == count
                assert not [*clues.telling([resolved.item for resolved in chosen.items])]
                assert len(chosen.items) + len(chosen.left_out) == len(compilation.items)
                assert choice.choose(compilation.items, wish, course) == chosen
                reached += 1
    assert reached > 500
