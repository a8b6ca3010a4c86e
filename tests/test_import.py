"""A table of questions becomes a draft bank: every question there, every passage only proposed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import courses
from citedeck import compiler
from citedeck.bank import banks, decoding
from citedeck.bank.forms import Choice, Cloze, Short, TrueFalse
from citedeck.bank.raw import Inputs
from citedeck.cli import app
from citedeck.commands import build, disk
from citedeck.commands.drafts import drafts, quizzes, tables
from citedeck.commands.drafts.cells import NotATableError
from citedeck.model import Compilation, Document
from citedeck.text.reading import Reading
from command_line import called

COURSE = courses.TOWN.replace(
    "-- questions/b.yaml --\n",
    """\
-- seeds/u.txt --
Le port dort.
-- seeds/sources.yaml --
t:
  file: t.txt
  label: "le texte"
u:
  file: u.txt
  label: "l’autre texte"
-- questions/course.yaml --
title: "La ville"
id: ville
language: fr
categories: {date: "Dates et repères", demand: "Demandes"}
banks: [b.yaml]
-- questions/b.yaml --
""",
)

QUIZ = """\
Question;Réponse;Mauvaises réponses;Catégorie;Niveau;id;Explication;Points
Selon le texte, quand la ville vote-t-elle le budget ?;1912;;dates et repères;niveau 1;;Dès le début.;2
Selon le texte, que demande le conseil ?;deux écoles;une route|un pont;demand;2;vote;;
"Selon le texte, qui ""s’oppose"" : le maire ?";M. Alder;;prix;;;;
Selon le texte, le conseil comprend le refus du maire.;Faux;vrai;;;;;
Le maire, {{c4::M. Alder::qui ?}}, s'y oppose : « Une ville sans {{c2::argent}};;;;;;;
"""

DRAFT = """\
# Brouillon tiré de "quiz.csv". Sous chaque question, le passage qui prouve peut-être sa réponse :
# s’il convient, ôtez le # devant `evidence` ; sinon, citez là un autre passage.
# `citedeck check` dit ce qui n’est pas encore prouvé.
title: "quiz.csv"
source: t
items:
  - id: quand-ville-vote-elle
    type: short
    category: date
    level: 1
    points: 2
    prompt: "Selon le texte, quand la ville vote-t-elle le budget ?"
    answer: "1912"
    explanation: "Dès le début."
    #evidence: "La ville vote le budget en 1912."  # l. 1, sûr

  - id: vote-2
    type: choice
    category: demand
    level: 2
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    distractors: ["une route", "un pont"]
    #evidence: "Le conseil demande deux écoles."  # l. 4, sûr

  - id: oppose-maire
    type: short
    category: prix
    prompt: "Selon le texte, qui \\"s’oppose\\" : le maire ?"
    answer: "M. Alder"
    #evidence: "Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas d’écoles. »"  # l. 1, sûr

  - id: conseil-comprend-refus-maire
    type: true-false
    prompt: "Selon le texte, le conseil comprend le refus du maire."
    answer: false
    correction: ""
    #evidence: "Il juge le refus du maire « incompréhensible »."  # l. 4, à vérifier

  - id: maire-oppose-ville-sans
    type: cloze
    text: "Le maire, {{c2::M. Alder::qui ?}}, s'y oppose : « Une ville sans {{c1::argent}}"
    # n’a pas besoin de `evidence` : ses mots sont ceux du texte, l. 1
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = courses.on_disk(tmp_path / "town", COURSE)
    monkeypatch.chdir(tmp_path)
    return root


def run(course: Path, *arguments: object, code: int = 0) -> str:
    """What the command prints; of a wrong command line, its one line."""
    line = ["import", *map(str, arguments), "--course", str(course)]
    try:
        done = CliRunner().invoke(app, line, catch_exceptions=False)
    except disk.UsageError as error:
        return str(error) if code == 2 else pytest.fail(str(error))
    assert done.exit_code == code, done.output
    return done.stdout


def imported(course: Path, words: str | bytes, *, source: str = "t", name: str = "quiz.csv") -> str:
    """The draft of a file, read back."""
    file = course.parent / name
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    run(course, file, "--source", source, "--output", course / "questions/draft.yaml")
    return (course / "questions/draft.yaml").read_text(encoding="utf-8")


def pairs(words: str | bytes) -> list[tuple[str, str]]:
    data = words if isinstance(words, bytes) else words.encode()
    return [(row.front, row.back) for row in tables.read("quiz.txt", data).rows]


def found(words: str) -> list[tuple[str, str]]:
    table = tables.read("quiz.txt", words.encode())
    return [(said.code, said.message) for said in table.diagnostics]


# A draft as its author finds it


def test_a_table_becomes_a_draft(course: Path) -> None:
    Path("quiz.csv").write_text(QUIZ, encoding="utf-8")
    said = run(course, "quiz.csv", "--source", "t")
    assert (course / "questions/draft-quiz.yaml").read_text(encoding="utf-8") == DRAFT
    assert said == (
        "line 1 was read as the names of columns: Question → prompt, Réponse → answer, "
        "Mauvaises réponses → wrong, Catégorie → category, Niveau → level, id → id, "
        "Explication → explanation, Points → points (if it names none: --no-header)\n"
        "5 questions in questions/draft-quiz.yaml; passages: 4 sure, 1 to be looked at\n"
        "in it, delete the # before `evidence` where the passage proves the answer; quote another where not\n"
        "to have it checked, write in questions/course.yaml:\n"
        "  banks: [b.yaml, draft-quiz.yaml]\n"
    )
    assert "banks: [b.yaml]\n" in (course / "questions/course.yaml").read_text(encoding="utf-8")


def errors(root: Path) -> list[tuple[str, str]]:
    return [(d.item, d.code) for d in build.compile_only(root).diagnostics if d.is_error]


def edit(path: Path, *changes: tuple[str, str]) -> None:
    words = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in words, old
        words = words.replace(old, new)
    path.write_text(words, encoding="utf-8")


def test_a_draft_is_proven_one_comment_after_the_other(course: Path) -> None:
    Path("quiz.csv").write_text(QUIZ, encoding="utf-8")
    run(course, "quiz.csv", "--source", "t")
    draft = course / "questions/draft-quiz.yaml"
    assert errors(course) == [("", "bank-unlisted")]
    edit(course / "questions/course.yaml", ("banks: [b.yaml]", "banks: [b.yaml, draft-quiz.yaml]"))
    assert errors(course) == [
        ("conseil-comprend-refus-maire", "value-invalid"),
        ("oppose-maire", "category-unknown"),
        ("quand-ville-vote-elle", "evidence-missing"),
        ("vote-2", "evidence-missing"),
        ("oppose-maire", "evidence-missing"),
    ]
    missing = [d.help for d in build.compile_only(course).diagnostics if d.code == "evidence-missing"]
    assert missing == [
        (
            f"delete the # on line {line} if that passage proves the answer",
            'or add `evidence: "exact words of the text"`',
        )
        for line in (15, 24, 31)
    ]
    edit(draft, ("category: prix", "category: date"), ('correction: ""', 'correction: "Il le critique."'))
    edit(draft, ("    #evidence", "    evidence"))
    assert errors(course) == []
    assert len(build.compile_only(course).items) == 9


@pytest.mark.parametrize("accepted", ["    evidence", "    evidence "], ids=["the mark", "as an editor does"])
def test_a_proposal_without_its_mark_is_evidence(course: Path, accepted: str) -> None:
    draft = imported(course, "Qui vote le budget ?\tla ville\n").replace("    #evidence", accepted)
    (item,) = banks.load(decoding.read("b.yaml", draft.encode())[0]).items
    assert item.evidence[0].quote == "La ville vote le budget en 1912."


@pytest.mark.parametrize("target", ["questions/draft-quiz.yaml", "mine.yaml", "questions"])
def test_no_file_is_written_over(course: Path, target: str) -> None:
    Path("quiz.csv").write_text(QUIZ, encoding="utf-8")
    output = [] if target == "questions/draft-quiz.yaml" else ["--output", course / target]
    if target != "questions":
        (course / target).write_text("mine\n")
    assert "is there already" in run(course, "quiz.csv", "--source", "t", *output, code=2)
    assert target == "questions" or (course / target).read_text() == "mine\n"


def test_a_course_without_banks_reads_every_bank(course: Path) -> None:
    edit(course / "questions/course.yaml", ("banks: [b.yaml]\n", ""))
    Path("quiz.csv").write_text("Qui vote ?;la ville\n", encoding="utf-8")
    said = run(course, "quiz.csv", "--source", "t")
    assert said == (
        "columns: 1 → prompt, 2 → answer (if not: --columns)\n"
        "1 question in questions/draft-quiz.yaml; passages: 1 sure\n"
        "in it, delete the # before `evidence` where the passage proves the answer; quote another where not\n"
    )
    assert [code for _, code in errors(course)] == ["evidence-missing"]


@pytest.mark.parametrize(
    "output",
    [
        *("new/mine.yaml", "town/mine.yaml", "town/seeds/mine.yaml", "town/questions/mine.txt"),
        *("town/questions/.mine.yaml", "town/questions/.drafts/mine.yaml", "town/questions/out/mine.yaml"),
    ],
)
def test_what_would_never_be_read_is_not_written(course: Path, output: str) -> None:
    Path("quiz.csv").write_text("Qui vote ?;la ville\n", encoding="utf-8")
    Path("away").mkdir()
    (course / "questions/out").symlink_to(Path("away").absolute())
    said = run(course, "quiz.csv", "--source", "t", "--output", output, code=2)
    banks = course.resolve() / "questions"
    assert said == f"{output} would not be read: name a .yaml file in {banks} with --output"
    assert not Path(output).exists()


def test_a_name_that_is_no_unicode_is_survived(course: Path) -> None:
    name = os.fsdecode(b"quiz \xff.csv")
    Path(name).write_text("Qui vote ?;la ville\n", encoding="utf-8")
    run(course, name, "--source", "t", "--output", course / "questions/x.yaml")
    edit(course / "questions/course.yaml", ("banks: [b.yaml]", "banks: [b.yaml, x.yaml]"))
    assert [code for _, code in errors(course)] == ["evidence-missing"]


def test_names_of_files_and_columns_steer_no_terminal(course: Path) -> None:
    Path("\x1b.csv").write_text("question;answer;\x1b[2Jplus\nQui vote ?;la ville;x\n", encoding="utf-8")
    said = run(course, "\x1b.csv", "--source", "t", "--output", course / "questions/\x1bc.yaml")
    assert "1 question in questions/\ufffdc.yaml" in said
    assert "nothing was made of column \ufffd[2Jplus (" in said
    assert "\x1b" not in said
    done = called("import", "\x1bnone", "--source", "t", "--course", course)
    assert done.stderr == "Error: \ufffdnone cannot be read: No such file or directory\n"


def test_a_folder_that_is_listed_needs_no_line(course: Path) -> None:
    edit(course / "questions/course.yaml", ("banks: [b.yaml]", "banks: [b.yaml, more/]"))
    Path("quiz.csv").write_text("Qui vote ?;la ville\n", encoding="utf-8")
    said = run(course, "quiz.csv", "--source", "t", "--output", course / "questions/more/x.yaml")
    assert "banks:" not in said


# What somebody may get wrong


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.csv", "--source", "t"], "none.csv cannot be read: No such file or directory"),
        (["quiz.csv"], "name the text with --source; one of t, u"),
        (["quiz.csv", "--source", "tt"], "there is no text tt that can be read; did you mean `t`?"),
        (["quiz.csv", "--source", "x"], "there is no text x that can be read; one of t, u"),
        (["town", "--source", "t"], "town cannot be read: it is not a file"),
    ],
    ids=str,
)
def test_a_wrong_command_line_is_exit_2(course: Path, arguments: list[str], said: str) -> None:
    Path("quiz.csv").write_text(QUIZ, encoding="utf-8")
    assert said in run(course, *arguments, code=2)
    assert sorted(path.name for path in (course / "questions").iterdir()) == ["b.yaml", "course.yaml"]


def test_the_only_source_need_not_be_named(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, courses.TOWN)
    (tmp_path / "quiz.csv").write_text("Qui vote ?;la ville\n", encoding="utf-8")
    assert "draft-quiz.yaml" in run(root, tmp_path / "quiz.csv")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04...", "is a spreadsheet or a deck: save it as CSV (UTF-8), or export its notes"),
        (b"\x81;\xe8", "is not UTF-8 (byte 1): save it again as UTF-8"),
        (b"\xff\xfea", "is damaged UTF-16: save it again as UTF-8"),
        (b"a\0b;c", "is no text: save it as CSV (UTF-8)"),
        ("a;b".encode("utf-32"), "is no text: save it as CSV (UTF-8)"),
        (b"", "has no columns: put a tab, a semicolon or a comma between question and answer"),
        (b"Qui vote ?\nla ville\n", "has no columns: put a tab, a semicolon or a comma"),
        (b"Question;Niveau\nQui ?;1\n", "no column for the answer: call it `answer`"),
        (
            "Réponse;Catégorie;x\nQui ?;1;\n".encode(),
            "or, if it is that one: --columns answer,category,prompt",
        ),
    ],
    ids=str,
)
def test_what_is_no_table_says_the_way_out(course: Path, data: bytes, said: str) -> None:
    Path("quiz.csv").write_bytes(data)
    assert said in run(course, "quiz.csv", "--source", "t", code=2)


def test_rows_that_are_no_questions_are_told_and_the_others_kept(course: Path) -> None:
    words = (
        "question\tanswer\n\nQui vote ?\tla ville\nQui dort\n\tle port\nQuand ?\t \nQUI VOTE ?\tla ville\n"
    )
    file = course.parent / "quiz.tsv"
    file.write_bytes(words.encode())
    said = run(course, file, "--source", "t")
    heads = re.findall(r"(?m)^(warning.*\n).*\n(.*)", said)  # between them, the title in French
    assert list(map("".join, heads)) == [
        f"warning[{code}]: {message}\n --> {file}:{line}:1"
        for line, code, message in [
            (4, "row-short", "line 4 has 1 column: the answer is missing"),
            (5, "row-empty", "the question on line 5 is empty"),
            (6, "row-empty", "the answer on line 6 is empty"),
            (7, "row-repeated", "the question on line 7 is asked on line 3 already"),
        ]
    ]
    assert "1 question in questions/draft-quiz.yaml" in said


def test_a_table_without_questions_writes_nothing(course: Path) -> None:
    Path("quiz.csv").write_text("question;answer\n;\n;la ville\n", encoding="utf-8")
    assert "row-empty" in run(course, "quiz.csv", "--source", "t", code=1)
    assert not (course / "questions/draft-quiz.yaml").exists()


def test_a_broken_course_is_its_findings(course: Path) -> None:
    edit(course / "questions/course.yaml", ('title: "La ville"', 'title: "La ville'))
    Path("quiz.csv").write_text(QUIZ, encoding="utf-8")
    assert "error[yaml-syntax]" in run(course, "quiz.csv", "--source", "t", code=1)


def test_mistakes_in_other_banks_are_in_nobodys_way(course: Path) -> None:
    edit(course / "questions/b.yaml", ('que demande le conseil ?"', "que demande le conseil ?"))
    assert "yaml-syntax" in dict(map(reversed, errors(course)))
    assert "id: demande-2" in imported(course, "question;answer;id\nQue demande le maire ?;rien;Demande\n")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--output", "town/questions/b.yaml/c.yaml"], r"nothing more can be written: town/.+/b\.yaml: .+"),
        (["--output", "quiz.csv"], r"quiz\.csv is there already: name another file with --output"),
    ],
)
def test_a_wrong_command_line_is_one_line(course: Path, more: list[str], said: str) -> None:
    Path("quiz.csv").write_text(QUIZ, encoding="utf-8")
    done = called("import", "quiz.csv", "--source", "t", "--course", course, *more)
    assert done.returncode == 2
    assert re.fullmatch(f"Error: {said}\n", done.stderr)


# Tables of all kinds


@pytest.mark.parametrize(
    "words",
    [
        "Qui vote, et quand ?\tla ville, en 1912\nQui dort ?\tle port\n",
        "Qui vote, et quand ?;la ville, en 1912\r\nQui dort ?;le port\r\n",
        '"Qui vote, et quand ?","la ville, en 1912"\n"Qui dort ?",le port\n',
        "Qui vote, et quand ?|la ville, en 1912\rQui dort ?|le port\r",
        "Qui vote, et quand ? - la ville, en 1912\nQui dort ? – le port\n",
        'Question,Answer\n"Qui vote, et quand ?","la ville, en 1912"\n\n  ,\nQui dort ?,le port',
        "Terme\tDéfinitions\nQui vote, et quand ?\tla ville, en 1912\nQui dort ?\tle port",
        "BACK;x;Front\nla ville, en 1912;;Qui vote, et quand ?\nle port;;Qui dort ?",
        "#separator:Semicolon\nQui vote, et quand ?;la ville, en 1912\nQui dort ?;le port\n",
        "#separator:#\n#html:false\nQui vote, et quand ?#la ville, en 1912\nQui dort ?#le port\n",
        "#separator:|\n#columns:Back||Front\n#\nla ville, en 1912||Qui vote, et quand ?\nle port||Qui dort ?",
    ],
    ids=range(11),
)
def test_columns_are_found(words: str) -> None:
    expected = [("Qui vote, et quand ?", "la ville, en 1912"), ("Qui dort ?", "le port")]
    for data in (words.encode(), words.encode("utf-8-sig"), words.encode("utf-16")):
        assert pairs(data) == expected


def test_cells_keep_their_marks_and_become_one_line() -> None:
    assert pairs('"Qui\n vote ?";"# la ""ville"" : <b>"\n') == [("Qui vote ?", '# la "ville" : <b>')]


def test_a_quote_that_is_never_closed_spoils_no_other_row() -> None:
    words = '"Qui" vote ?\tla ville\n"Où ?\tau port\n"Quand, et où ?"\t"en 1912"\n'
    assert pairs(words) == [
        ('"Qui" vote ?', "la ville"), ('"Où ?', "au port"), ("Quand, et où ?", "en 1912")
    ]  # fmt: skip


def test_a_first_row_is_a_header_only_where_it_names_columns() -> None:
    assert pairs("la réponse\tthe answer\nréponse\tanswer\n") == [
        ("la réponse", "the answer"), ("réponse", "answer")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "named",
    [
        *("pregunta,respuesta,respuestas incorrectas", "Pergunta,Resposta,Resposta errada"),
        *("Domanda,Risposta,Risposte sbagliate", "Pregunta,Resposta,Resposta incorrecta"),
        *("Frage,Antwort,falsche Antworten", "Vraag,Antwoord,foute antwoorden"),
        *("Pytanie,Odpowiedź,Błędne odpowiedzi", "Question,Answer(s),Wrong answers (optional)"),
        *("Вопрос,Ответ,Неправильный ответ", "السؤال,الجواب,x", "問題,答え,誤答"),
    ],
)
def test_columns_are_known_in_the_languages_of_schools(named: str) -> None:
    (row,) = tables.read("quiz.csv", f"{named}\nQui vote ?,la ville,le port\n".encode()).rows
    assert (row.line, row.front, row.back) == (2, "Qui vote ?", "la ville")
    assert row.wrong == (() if named.endswith("x") else ("le port",))


ASKED = "Qui vote ?,la ville\nQui dort ?,le port\nQuand ?,en 1912\n"


@pytest.mark.parametrize(
    ("first", "rest", "line"),
    [
        ("galdera,erantzuna", ASKED, 1),
        ("galdera,erantzuna", ASKED.partition("\n")[2], 0),  # two questions show little
        ("Qui,moi", ASKED + "Le port dort,oui\n", 0),
        ("Qui ?,moi", ASKED, 0),
        ("Vote de 1912,moi", ASKED, 0),
        ("Le maire de la ville,moi", ASKED, 0),
        ("galdera,", ASKED, 0),
    ],
)
def test_a_first_row_in_another_language_is_a_header_only_where_it_surely_is(
    first: str, rest: str, line: int
) -> None:
    table = tables.read("quiz.csv", f"{first}\n{rest}".encode())
    assert table.columns.line == line
    assert table.columns.roles == ("prompt", "answer")
    asked = sum(1 for _ in table.rows) + len(table.diagnostics)
    assert asked == rest.count("\n") + (line == 0)


def test_columns_are_said_by_hand(course: Path) -> None:
    Path("quiz.csv").write_text("erantzuna;x;galdera\nla ville;?;Qui vote ?\n", encoding="utf-8")
    more = ["--columns", "answer,-,prompt", "--header", "--output", course / "questions/draft.yaml"]
    assert run(course, "quiz.csv", "--source", "t", *more).splitlines()[:2] == [
        (
            "line 1 was read as the names of columns: erantzuna → answer, galdera → prompt "
            "(if it names none: --no-header)"
        ),
        "nothing was made of column x (to use it, put a name for its -: --columns answer,-,prompt)",
    ]
    draft = (course / "questions/draft.yaml").read_text(encoding="utf-8")
    assert 'prompt: "Qui vote ?"\n    answer: "la ville"\n' in draft


def test_by_hand_a_header_of_ours_is_none_where_it_is_said_to_be_none() -> None:
    words = b"question,answer\nQui vote ?,la ville\n"
    by_hand = ("answer", "prompt")
    assert [row.front for row in tables.read("q.csv", words, by_hand).rows] == ["la ville"]
    assert [row.front for row in tables.read("q.csv", words, by_hand, headed=False).rows] == [
        *("answer", "la ville"),
    ]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("promt,answer", "--columns: `promt` is none of prompt, answer, correct, "),
        ("answer,-", "--columns: say which column is the `prompt`"),
        ("prompt,answer,answer", "--columns: one column only can be `answer`: write - for the others"),
        ("prompt,option,option", "several columns hold answers, and none says which is right: "),
    ],
)
def test_columns_that_cannot_be_are_one_line(course: Path, said: str, why: str) -> None:
    Path("quiz.csv").write_text("Qui vote ?,la ville,le port\n", encoding="utf-8")
    assert run(course, "quiz.csv", "--source", "t", "--columns", said, code=2).startswith(why)


KAHOOT = "Question - max 120 characters,Answer 1,Answer 2,Answer 3,Time limit (sec),Correct answer(s)\n"


@pytest.mark.parametrize(
    ("cells", "right", "wrong"),
    [
        ("la ville,le port,,20,1", ["la ville"], ["le port"]),
        ("la ville,le port,,20,b)", ["le port"], ["la ville"]),
        ("la ville,le port,,20,Le port", ["le port"], ["la ville"]),
        ('la ville,le port,le maire,20,"1, 3"', ["la ville", "le maire"], ["le port"]),
        ("la ville,le port,le maire,20,Answer 2;C", ["le port", "le maire"], ["la ville"]),
        ("1912,2,1,20,answer 2", ["2"], ["1912", "1"]),
        ("le groupe B,le groupe A,,20,le groupe B", ["le groupe B"], ["le groupe A"]),
    ],
)
def test_a_column_says_which_answer_is_right(cells: str, right: list[str], wrong: list[str]) -> None:
    (row,) = tables.read("quiz.csv", f"{KAHOOT}Qui vote ?,{cells}\n".encode()).rows
    assert ([row.back, *row.also], list(row.wrong)) == (right, wrong)


@pytest.mark.parametrize(
    "cells", ["la ville,le port,,20,3", "1912,2,1,20,1", "la ville,le port,,20,le maire"]
)
def test_a_right_answer_that_is_none_or_two_of_them_is_told(cells: str) -> None:
    said = cells.rpartition(",")[2]
    words = f"{KAHOOT}Qui vote ?,{cells}\n"
    assert found(words) == [("row-unclear", f"line 2 does not say which answer is right: « {said} »")]


def test_several_right_answers_are_a_choice(course: Path) -> None:
    draft = imported(course, f"{KAHOOT}Que vote-t-on ?,le budget,le port,la ville,20,1;3\n")
    assert 'answers: ["le budget", "la ville"]\n    distractors: ["le port"]\n' in draft
    assert 'evidence: "La ville vote le budget en 1912."' in draft


def test_what_stands_before_the_names_of_columns_is_no_question() -> None:
    table = tables.read("quiz.csv", f"Quiz,,,,,\n,,,,,\n{KAHOOT}Qui vote ?,la ville,le port,,20,1\n".encode())
    assert (table.columns.line, [row.front for row in table.rows]) == (3, ["Qui vote ?"])
    assert table.unused == ("Time limit (sec)",)


def test_answers_of_which_none_is_said_to_be_right_are_refused() -> None:
    with pytest.raises(NotATableError, match="several columns hold answers, and none says which is right"):
        tables.read("quiz.csv", b"Question,Answer 1,Answer 2\nQui vote ?,la ville,le port\n")


def test_what_excel_is_told_is_no_row() -> None:
    assert pairs("sep=;\r\nPregunta;Respuesta\r\nQui vote, et quand ?;la ville, en 1912\r\n") == [
        ("Qui vote, et quand ?", "la ville, en 1912")
    ]


@pytest.mark.parametrize(("said", "answer"), [("Wahr", "true"), ("falso", "false"), ("Fałsz", "false")])
def test_true_and_false_are_known_in_other_languages(course: Path, said: str, answer: str) -> None:
    assert f'type: true-false\n    prompt: "La ville vote."\n    answer: {answer}\n' in imported(
        course, f"La ville vote.\t{said}\n"
    )


def test_several_columns_of_wrong_answers_are_one_list() -> None:
    words = "Question,Correct answer,Wrong answer 1,Wrong answer 2,Wrong answer 3\nQui ?,moi,toi,,lui\n"
    (row,) = tables.read("quiz.csv", words.encode()).rows
    assert row.wrong == ("toi", "lui")


def test_a_wrong_answer_in_a_column_of_its_own_is_one() -> None:
    words = "Question,Answer,Wrong answer 1,Wrong answer 2\nQui ?,Atos,le maire ; le préfet,oui | non\n"
    (row,) = tables.read("quiz.csv", words.encode()).rows
    assert row.wrong == ("le maire ; le préfet", "oui | non")


def test_line_numbers_are_those_of_the_file() -> None:
    words = '#separator:tab\n#html:true\n\n"Qui\nvote\n?"\tla ville\nseul\n'
    assert found(words) == [("row-short", "line 7 has 1 column: the answer is missing")]


# Anki's own exports


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the real Anki writes of a small collection, as notes and as cards."""
    from anki.collection import Collection

    folder = tmp_path_factory.mktemp("anki")
    col = Collection(str(folder / "collection.anki2"))
    notes = [
        (
            "Basic",
            ["<div>Qui vote <b>le budget</b>&nbsp;?</div>", "la ville"],
            ["date", "niveau::1", "révision"],
        ),
        ("Basic", ['3 &lt; 4 &amp; « deux »<br>ou "trois"\t?', "oui; <i>non</i>[sound:oui.mp3]"], []),
        (
            "Cloze",
            ["Le maire, {{c2::<b>M. Alder</b>::qui&nbsp;?}}, s'y oppose", "Il est seul."],
            ["demandes"],
        ),
        ("Cloze", ["Selon le texte, {{c1::la ville}} vote {{c1::le budget}}", ""], []),
        ("Basic", ['<img src="a.png">', "une image"], []),
    ]
    for note_type, fields, tags in notes:
        note = col.new_note(col.models.by_name(note_type))
        note.fields, note.tags = fields, tags
        col.add_note(note, col.decks.id("Ma ville"))
    written = {"with_deck": True, "with_notetype": True, "with_guid": True, "with_tags": True}
    for name, more in {"all": written, "bare": dict.fromkeys(written, False)}.items():
        col.export_note_csv(out_path=str(folder / name), limit=None, with_html=True, **more)
    col.export_note_csv(out_path=str(folder / "plain"), limit=None, with_html=False, **written)
    col.export_card_csv(out_path=str(folder / "cards"), limit=None, with_html=True)
    col.close()
    return {name: (folder / name).read_bytes() for name in ("all", "bare", "plain", "cards")}


FRONTS = [
    "Qui vote le budget ?",
    '3 < 4 & « deux » ou "trois" ?',
    "Le maire, {{c2::M. Alder::qui ?}}, s'y oppose",
    "Selon le texte, {{c1::la ville}} vote {{c1::le budget}}",
]


@pytest.mark.parametrize("kind", ["all", "bare", "plain"])
def test_notes_of_anki_are_read(exports: dict[str, bytes], kind: str) -> None:
    table = tables.read("anki.txt", exports[kind])
    assert sorted(row.front.replace("\xa0", " ") for row in table.rows) == sorted(FRONTS)
    backs = {row.front[:4]: row.back for row in table.rows}
    assert backs == {"Qui ": "la ville", "3 < ": "oui; non", "Le m": "Il est seul.", "Selo": ""}
    assert [said.code for said in table.diagnostics] == ["row-empty"]
    assert table.unused == ()


def test_the_cards_of_anki_are_read(exports: dict[str, bytes]) -> None:
    table = tables.read("anki.txt", exports["cards"])
    assert ("Qui vote le budget\xa0?", "la ville") in [
        (r.front, r.back.removeprefix(r.front).strip()) for r in table.rows
    ]


def test_an_export_of_anki_becomes_items(course: Path, exports: dict[str, bytes]) -> None:
    draft = imported(course, exports["all"], name="anki.txt")
    items = {item.form: item for item in banks.load(decoding.read("b.yaml", draft.encode())[0]).items}
    assert set(items) == {"short", "cloze"}
    assert (
        "  - id: vote-budget\n    type: short\n    category: date\n    level: 1\n"
        '    prompt: "Qui vote le budget\xa0?"\n    answer: "la ville"\n'
        '    #evidence: "La ville vote le budget en 1912."  # l. 1, sûr\n    # tags: "révision"\n'
    ) in draft
    assert 'text: "Le maire, {{c1::M. Alder::qui\xa0?}}, s\'y oppose"' in draft
    assert "    # n’a pas besoin de `evidence` : ses mots sont ceux du texte, l. 1\n" in draft
    assert '    explanation: "Il est seul."\n' in draft


@pytest.mark.parametrize(
    ("front", "back", "name"),
    [
        ("D’après le texte, quel groupe est cité en 1912 ?", "Atos", "groupe-cite-1912"),
        ("Que dit Atos du texte ?", "Atos", "que-dit-du"),
        ("l’Oit", "une organisation", "l-oit"),
        ("Œuvre d’un Été", "x", "oeuvre"),
        ("Τι θέλει;", "σχολεία", "t-1"),
        ("Le texte ?", "rien", "t-1"),
        ("Vote ?", "la ville", "vote-2"),
        ("anticonstitutionnellement " * 4, "x", "anticonstitutionnellement"),
        ("{{c1::Atos}} vend {{c2::tout}}", "", "vend"),
    ],
)
def test_an_id_is_of_the_question_and_says_nothing_of_the_answer(
    course: Path, front: str, back: str, name: str
) -> None:
    assert f"  - id: {name}\n" in imported(course, f"{front}\t{back}\n")


# Proposals


def proposals(course: Path, words: str, source: str = "t") -> list[str]:
    return re.findall(r"(?m)^    #(.*)$", imported(course, words, source=source))


SENTENCE = "Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas d’écoles. »"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Qui s’oppose ?\tLe M. Alder", f'evidence: "{SENTENCE}"  # l. 1, sûr'),
        ("Selon M. Alder, que faut-il aux écoles ?\tl'argent", f'evidence: "{SENTENCE}"  # l. 1, sûr'),
        (
            "Que juge le conseil ?\tle refu du mair",
            'evidence: "Il juge le refus du maire « incompréhensible ».',
        ),
        ("Que demande-t-on ?\tdes écoles", 'evidence: "Le conseil demande deux écoles."  # l. 4, sûr'),
        ("Combien coûte une baguette de pain ?\tun euro", " aucune phrase du texte n’y ressemble : ajoutez"),
    ],
    ids=str,
)
def test_the_passage_that_holds_the_answer_is_proposed(course: Path, row: str, said: str) -> None:
    (comment,) = proposals(course, f"{row}\n")
    assert comment.startswith(said)


def test_a_sentence_that_stands_twice_is_told_apart(tmp_path: Path) -> None:
    root = courses.on_disk(
        tmp_path / "c", "-- seeds/t.txt --\nLe port dort. La ville vote. Le maire rit. La ville vote.\n"
    )
    assert proposals(root, "Qui vote ?\tla ville\n") == [
        'evidence: {quote: "La ville vote.", before: "dort."}  # l. 1, probable'
    ]


BRIDGE = (
    "-- seeds/t.txt --\nThe school cost a million. The bridge was opened by the mayor. It cost a million. "
    "Then came the trams, slowly. By dawn they ran.\nThe last one stopped in May.\n"
)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("How much was the bridge?\ta million", '"It cost a million."  # l. 2, sûr'),
        ("How much did the school cost?\ta million", '"The school cost a million."  # l. 1, sûr'),
        (
            "How came the trams?\tslowly. By dawn",
            '"Then came the trams, slowly. By dawn they ran."  # l. 2, sûr',
        ),
        (
            "{{c1::The trams}} ran at {{c2::dawn}}\t",
            '"Then came the trams, slowly. By dawn they ran."  # l. 2, sûr',
        ),
        (
            "{{c1::Dawn}} came before {{c2::May}}\t",
            '"Then came the trams, slowly."  # l. 2, à vérifier; il ne contient pas',
        ),
    ],
    ids=["in the sentence before", "in the sentence", "over a full stop", "two blanks", "over a paragraph"],
)
def test_the_passage_nearest_to_the_question_is_proposed(tmp_path: Path, row: str, said: str) -> None:
    (comment,) = proposals(courses.on_disk(tmp_path / "c", BRIDGE), f"{row}\n")
    assert comment.startswith(f"evidence: {said}")


def test_a_heading_is_not_proposed(tmp_path: Path) -> None:
    words = "-- seeds/t.txt --\nLa ville vote\n\nLe conseil de la ville vote le budget.\n"
    manifest = '-- seeds/sources.yaml --\nt: {file: t.txt, label: "le texte", headings: ["La ville vote"]}\n'
    (comment,) = proposals(courses.on_disk(tmp_path / "c", words + manifest), "Qui vote ?\tla ville\n")
    assert '"Le conseil de la ville vote le budget."' in comment


def asked(compilation: Compilation) -> Iterable[tuple[str, str, str, tuple[str, ...]]]:
    """The questions of our own banks whose evidence is quoted, as a table would have them."""
    for resolved in compilation.items:
        item = resolved.item
        quoted = tuple(passage.span.text for passage in resolved.passages)
        if isinstance(item, Short) and quoted and len(item.sources) == 1:
            yield item.sources[0], item.prompt, item.answer, quoted
        elif isinstance(item, Choice) and quoted and len(item.sources) == 1:
            (first, *_) = (option.text for option in item.options if option.right)
            yield item.sources[0], item.prompt, first, quoted


def test_what_is_sure_of_our_own_questions_is_right() -> None:
    """Measured on the course: a proposal called sure or likely is the passage its author quoted."""
    from citedeck.commands.drafts.proposals import Proposer

    compilation = build.compile_only(courses.ROOT)
    assert compilation.course is not None
    proposers = {name: Proposer(Reading.of(s)) for name, s in compilation.course.sources.items()}
    right, wrong, none = 0, [], 0
    for source, prompt, answer, quoted in asked(compilation):
        if answer == "not-said":
            continue
        found = proposers[source].best(prompt, [answer])
        if found is None:
            none += 1
        elif any(words in found.passage.text or found.passage.text in words for words in quoted):
            right += 1
        elif found.certainty != "a guess":
            wrong.append(prompt)
    assert wrong == []
    assert right > 8 * none


# Whatever the file


@given(st.binary(max_size=400))
@example(b'"\n";;;\r\r\n"a"b')
@example(b"#columns:a\n#tags column:1\nx;y")
@example(b"#tags column:" + b"9" * 5000 + b"\nx;y;z\n")
@example("#deck column:٣\nx;y;z\n".encode())
@example(b'#separator:"\n#guid column:1\n#deck column:2\na\tb\n')
@example("\ufeffquestion;answer\n{{c1::a}};\n{{c0::}};b".encode("utf-16"))
@example(b"#html:true\n<![x[&#xD800;&#0;<style>\ta")
@example(b"x;" + b"y" * 200_000 + b"\n")
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_table_or_are_said_to_be_none(data: bytes) -> None:
    try:
        table = tables.read("any.csv", data)
    except NotATableError as error:
        said = str(error)
    else:
        return read_back(table)
    assert re.fullmatch(r"any\.csv .+|the header .+", said)
    return None


CELL = st.text(
    alphabet=st.one_of(
        st.sampled_from("{}c1:\"#&*!|>%@`,[]-?\\ \t\n'é{{c1::a}}…»"), st.characters(codec="utf-8")
    ),
    max_size=20,
)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
@example([("- a: {b}", "{{c9::x::y}} {{c3::z}}", ""), ("true", "\x85\u2028", "null")])
@settings(max_examples=100, deadline=None)
def test_any_words_are_drafted_as_they_are(cells: list[tuple[str, str, str]]) -> None:
    rows = [
        tables.Record(number, front.strip(), back.strip(), tuple(filter(None, [wrong.strip()])))
        for number, (front, back, wrong) in enumerate(cells, 1)
    ]
    read_back(tables.Table(tuple(row for row in rows if row.front and row.back)))


TOWN = compiler.compile(Inputs(courses.files(COURSE)))


def read_back(table: tables.Table) -> None:
    """A draft loads, with every question as it was, under ids of their own."""
    course = TOWN.course
    assert course is not None
    text = drafts.draft(table, "any.csv", course, course.sources["t"], {"vote"}).text
    document, trouble = decoding.read("b.yaml", text.encode())
    assert trouble is None
    loaded = banks.load(document)
    spoken = {d.code for d in loaded.diagnostics} - {
        "key-missing",
        "value-invalid",
        "cloze-syntax",
        "shape-list",
    }
    assert not spoken, loaded.diagnostics
    ids = {str(item.id) for item in loaded.items}
    assert len(ids) == len(loaded.items)
    assert "vote" not in ids
    given = iter(table.rows)
    for item in loaded.items:
        row = next(row for row in given if _is_of(item, row))
        if isinstance(item, Short | Choice):
            assert item.prompt == row.front.replace("\0", "?")
    assert text.count("\n  - id: ") == len(table.rows)


def _is_of(item: object, row: tables.Record) -> bool:
    if isinstance(item, Cloze):
        return re.sub(r"\{\{c\d+", "", item.text) == re.sub(r"\{\{c\d+", "", row.front.replace("\0", "?"))
    assert isinstance(item, Short | Choice | TrueFalse)
    return item.prompt == row.front.replace("\0", "?")


# Other formats

AIKEN = """\
Selon le texte, que demande le conseil ?
A. une route
B. deux écoles
C) le départ du maire
ANSWER: B

Selon le texte, quand la ville
vote-t-elle le budget ?
A) 1912
B) 1913
ANSWER: A

Selon le texte, qui dort ?
A. le maire
B. le port
"""


def test_aiken_becomes_choices(course: Path) -> None:
    Path("quiz.txt").write_text(AIKEN, encoding="utf-8")
    said = run(course, "quiz.txt", "--source", "t")
    assert re.search(r"the question on line 13 has no answer\n.*\n  --> quiz\.txt:13:1", said)
    assert "\nread as Aiken\n2 questions in questions/draft-quiz.yaml; passages: 2 sure\n" in said
    draft = (course / "questions/draft-quiz.yaml").read_text(encoding="utf-8")
    assert (
        '    prompt: "Selon le texte, que demande le conseil ?"\n'
        '    answer: "deux écoles"\n    distractors: ["une route", "le départ du maire"]\n'
    ) in draft
    assert 'prompt: "Selon le texte, quand la ville vote-t-elle le budget ?"\n    answer: "1912"' in draft


GIFT = r"""
// [id:vote-gift] [tag:Dates et repères] [tag:niveau 1] [tag:révision]
::Le vote:: Selon le texte, quand la ville vote-t-elle le budget ? {=1912 =%50%en 1912#presque =%-10%1913
####Dès le début \: en 1912.}

$CATEGORY: Demandes

Selon le texte, que demande le conseil ?{
 =deux écoles # oui
 ~une route \= un pont # Le texte ne parle
 pas de route.
 ~%0%le départ du maire
}

[html]<p>Selon le texte, qui demande&nbsp;quoi&nbsp;?</p> {~%50%<b>le conseil</b>
~%50%les écoles ~%-100%le port}

Selon le texte, le conseil comprend le refus du maire. {FALSE#Il le juge « incompréhensible ».}

Associez. {=le maire -> s'oppose =le conseil -> demande = -> dort}

Le maire, {=M. Alder}, s'y oppose

Selon le texte, le vote a lieu en {#1912:2}

Expliquez le désaccord. {}

Selon le texte, {~1911 =1912} est l'année du vote.
"""

OF_GIFT = [
    {
        "front": "Selon le texte, quand la ville vote-t-elle le budget ?", "back": "1912",
        "accept": ("en 1912",),
        "extras": {
            "id": "vote-gift", "tags": "Dates_et_repères niveau_1 révision",
            "explanation": "Dès le début : en 1912.",
        },
    },
    {
        "back": "deux écoles", "wrong": ("une route = un pont", "le départ du maire"),
        "whys": {"une route = un pont": "Le texte ne parle pas de route."},
    },
    {
        "front": "Selon le texte, qui demande\xa0quoi\xa0?", "back": "le conseil", "also": ("les écoles",),
        "wrong": ("le port",),
    },
    {"back": "false"},
    {"pairs": (("le maire", "s'oppose"), ("le conseil", "demande")), "wrong": ("dort",)},
    {"front": "Le maire, {{c1::M. Alder}}, s'y oppose", "form": "cloze"},
    {"back": "1912", "form": "short"},
    {"front": "Selon le texte, _____ est l'année du vote.", "back": "1912", "wrong": ("1911",)},
]  # fmt: skip


def test_gift_as_others_write_it_is_read() -> None:
    table = quizzes.read(Document("quiz.gift", GIFT))
    assert table is not None
    assert [said.message for said in table.diagnostics] == ["the question on line 26 has no answer"]
    for record, expected in zip(table.rows, OF_GIFT, strict=True):
        assert {name: getattr(record, name) for name in expected} == expected


def test_gift_becomes_a_draft(course: Path) -> None:
    said = imported(course, GIFT, name="quiz.gift")
    assert (
        "  - id: vote-gift\n    type: short\n    category: date\n    level: 1\n"
        '    prompt: "Selon le texte, quand la ville vote-t-elle le budget ?"\n'
        '    answer: "1912"\n    accept: ["en 1912"]\n    explanation: "Dès le début : en 1912."\n'
        '    #evidence: "La ville vote le budget en 1912."  # l. 1, sûr\n    # tags: "révision"\n'
    ) in said
    assert (
        '    answer: "deux écoles"\n    distractors:\n'
        '      - {text: "une route = un pont", why: "Le texte ne parle pas de route."}\n'
        '      - {text: "le départ du maire"}\n'
    ) in said
    assert (
        '    pairs:\n      - {id: pair-1, left: "le maire", right: "s\'oppose"}\n'
        '      - {id: pair-2, left: "le conseil", right: "demande"}\n    distractors: ["dort"]\n'
    ) in said
    assert {item.form for item in banks.load(decoding.read("b.yaml", said.encode())[0]).items} == {
        *("short", "choice", "match", "cloze")
    }


@pytest.mark.parametrize(
    "words",
    ["Le maire, {{c1::M. Alder}}, s'y oppose\t\n", "Qui {dort} ?\tle port = {la ville}\n", "Qui ?\t{=moi}\n"],
)
def test_a_table_with_braces_is_a_table(words: str) -> None:
    assert quizzes.read(Document("quiz.txt", words)) is None


def test_what_is_said_to_be_a_table_is_one(course: Path) -> None:
    Path("quiz.txt").write_text("Qui vote ?;{=la ville}\n", encoding="utf-8")
    target = course / "questions/draft.yaml"
    assert run(course, "quiz.txt", "--source", "t", "--output", target).startswith("read as GIFT\n")
    target.unlink()
    said = run(course, "quiz.txt", "--source", "t", "--output", target, "--no-header")
    assert said.startswith("columns: 1 → prompt, 2 → answer (if not: --columns)\n")


def test_a_table_of_windows_is_read_and_said(course: Path) -> None:
    Path("quiz.csv").write_bytes("Question;Réponse\nQui « vote » à Noël ?;œuvre\n".encode("cp1252"))
    said = run(course, "quiz.csv", "--source", "t")
    assert said.startswith("quiz.csv is not UTF-8: it was read as Windows-1252; look at its accents\n")
    draft = (course / "questions/draft-quiz.yaml").read_text(encoding="utf-8")
    assert 'prompt: "Qui « vote » à Noël ?"\n    answer: "œuvre"\n' in draft


@pytest.mark.parametrize(
    "named", ["Question,A,B,C,D,Réponse", "question,a.,b.,c.,d.,correct", "Enoncé,A,B,C,D,Bonne réponse"]
)
def test_columns_headed_by_letters_are_options(named: str) -> None:
    words = f"{named}\nQui vote ?,le port,la ville,le maire,,B\n"
    (row,) = tables.read("quiz.csv", words.encode()).rows
    assert (row.back, row.wrong) == ("la ville", ("le port", "le maire"))


@pytest.mark.parametrize(
    ("cell", "line"), [("2", "2"), ("0,5", "0.5"), ("1.25 pt", "1.25"), ("deux", "deux")]
)
def test_points_come_in(course: Path, cell: str, line: str) -> None:
    draft = imported(course, f'Question;Réponse;Barème\nQui vote ?;la ville;"{cell}"\n')
    assert f"    points: {line}\n" in draft


def test_a_draft_speaks_english_in_an_english_course(tmp_path: Path) -> None:
    words = courses.TOWN + '-- questions/course.yaml --\ntitle: "Town"\nid: town\nlanguage: en\n'
    draft = imported(courses.on_disk(tmp_path / "town", words), "Qui vote ?\tla ville\nQui dort ?\tle port\n")
    assert draft.startswith(
        '# A draft from "quiz.csv". Under each question stands the passage that may prove it:\n'
        "# delete the # before `evidence` if it does; if not, quote another one there.\n"
        "# `citedeck check` says what is not proven yet.\n"
    )
    assert "# l. 1, sure\n" in draft
    assert '    # no sentence of the text is like it: add `evidence: "…"`\n' in draft
