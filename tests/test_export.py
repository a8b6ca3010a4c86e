"""What schools mark on: every form in every format, read back by others' readers and by our own."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import browser as browsers
import courses
from citedeck.bank import banks, decoding
from citedeck.bank.forms import Choice, Cloze, Match, Short, TrueFalse
from citedeck.cli import app
from citedeck.commands import disk
from citedeck.commands.drafts import quizzes, tables
from citedeck.commands.drafts.tables import Record
from citedeck.model import Compilation, Document
from citedeck.targets import export
from citedeck.targets.export import questions
from citedeck.targets.export.questions import FILLED, PAIRED, PICKED, TYPED, Asked, Option, Quiz
from citedeck.text import folding
from every_form import EVERY_FORM

QUESTIONS = {
    "vote": "shortanswer", "demande": "multichoice", "roles": "matching", "projets": "multichoice",
    "refus": "multichoice", "petition": "multichoice", "genre": "multichoice", "trous": "cloze",
    "nature": "matching", "parole": "shortanswer", "public": "multichoice", "ordre": "matching",
    "expliquer": "essay", "papier": "shortanswer", "phare": "shortanswer", "qui-phare": "multichoice",
    "qui-ecole": "multichoice", "comparer": "essay",
}  # fmt: skip
"""Of every question of the course what Moodle asks; one is sensitive, and stays out."""

HOSTILE = "a < b & c > d <b>x</b> {un:MC:=x} ~ = # % : \\ * \"y\" 'z' ]]> -- // -> $x$ &amp; \\n œ’"
"""What means something to one format or another."""


def everything(compilation: Compilation, **how: bool) -> Quiz:
    """All questions of a course that anybody may get."""
    assert compilation.course is not None
    items = [r for r in compilation.items if r.item.sensitive is None]
    return questions.of_items(items, questions.Setting(compilation, compilation.course, **how), {})


@pytest.fixture(scope="module")
def every() -> Quiz:
    return everything(courses.compiled(EVERY_FORM))


HOSTILE_COURSE = (
    EVERY_FORM.replace("-- seeds/alder.txt --\n", f"-- seeds/alder.txt --\nIl note : « {HOSTILE} ».\n")
    .replace('que réclame le conseil pour les enfants ?"', "que réclame le conseil, @ ?'")
    .replace('prompt: "Selon le texte d’Alder, que réclame', "prompt: 'Selon le texte d’Alder, que réclame")
    .replace('"un nouveau budget de la ville"', "'@'")
    .replace('"Le budget est voté par la ville."', "'Le budget : @'")
    .replace('"s’opposer au vote"', "'s’opposer : @'")
    .replace('"démissionner"', "'démissionner @'")
    .replace('"Le texte d’Alder commence par cette date."', "'Une date. @'")
    .replace('accept: ["1912"]', "accept: ['1912', 'l’an @']")
    .replace("@", HOSTILE.replace("'", "''"))
)


@pytest.fixture(scope="module")
def hostile() -> Quiz:
    compilation = courses.compiled(HOSTILE_COURSE)
    assert not [d for d in compilation.diagnostics if d.is_error]
    return everything(compilation)


def parsed(quiz: Quiz, name: str = "moodle") -> Iterator:
    """The questions of an XML file, but for the category."""
    from lxml import etree

    return etree.fromstring(export.export(name, quiz).data).iterfind("question[name]")


def by_id(quiz: Quiz) -> dict[str, object]:
    return {question.findtext("idnumber"): question for question in parsed(quiz)}


# Moodle XML


def test_every_form_is_a_question_of_its_kind(every: Quiz) -> None:
    assert {q.findtext("idnumber"): q.get("type") for q in parsed(every)} == QUESTIONS


@pytest.mark.parametrize("course", ["every", "hostile"])
def test_moodle_xml_is_what_its_importer_takes(course: str, request: pytest.FixtureRequest) -> None:
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(courses.ROOT / "tests/moodle.rng"))
    data = export.export("moodle", request.getfixturevalue(course)).data
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<question type="category">')
    schema.assertValid(etree.fromstring(data))


def test_the_category_bears_course_and_version(every: Quiz) -> None:
    data = export.export("moodle", every).data.decode()
    assert "<text><![CDATA[$course$/top/La ville et le port 0.1.0]]></text>" in data
    of_sheet = Quiz(every.course, "Lire / dire", every.asked)
    assert (
        "[$course$/top/La ville et le port 0.1.0/Lire // dire]"
        in export.export("moodle", of_sheet).data.decode()
    )


def test_another_reader_finds_options_fractions_and_feedback(every: Quiz) -> None:
    from moodle_xml_parser.parser import parse_string

    read = {q.name.split()[1]: q for q in parse_string(export.export("moodle", every).data)["multichoice"]}
    assert read.keys() == {name for name, kind in QUESTIONS.items() if kind == "multichoice"}
    demande = read["demande"]
    assert (demande.single, demande.default_grade) == (True, 1.0)
    assert {(o.answer, o.score_fraction, o.feedback) for o in demande.options} == {
        ("la création de deux écoles", 100, ""),
        ("un nouveau budget de la ville", 0, "Le budget est voté par la ville."),
        ("le départ de M. Alder", 0, "Le conseil critique son refus."),
    }
    assert "La route vers le port est une autre demande." in demande.general_feedback
    assert "Le conseil demande deux écoles" in demande.general_feedback
    assert "Le texte d’Alder, l.\xa04" in demande.general_feedback
    projets = read["projets"]
    assert (projets.single, projets.default_grade) == (False, 2.0)
    assert {o.answer: o.score_fraction for o in projets.options} == {
        "des écoles": 50, "une route": 50, "un phare": -50, "une gare": -50
    }  # fmt: skip
    refus = read["refus"]
    assert [(o.answer, o.score_fraction) for o in refus.options] == [
        ("Vrai", 0), ("Faux", 100), ("Le texte ne le dit pas", 0)
    ]  # fmt: skip
    assert refus.default_grade == 1.0


def test_what_is_not_said_stays_last(every: Quiz) -> None:
    asked = by_id(every)
    for name in ("genre", "petition", "refus"):
        assert asked[name].findtext("shuffleanswers") == "0"
        assert asked[name].findall("answer")[-1].findtext("text") == "Le texte ne le dit pas"
    assert asked["demande"].findtext("shuffleanswers") == "1"


def test_another_reader_finds_gaps(every: Quiz) -> None:
    from moodle_xml_parser.parser import parse_string

    (trous,) = parse_string(export.export("moodle", every).data)["cloze"]
    assert [gap.sub_type for gap in trous.gaps] == ["SHORTANSWER"] * 2
    assert [[(o.answer, o.score) for o in gap.options] for gap in trous.gaps] == [
        [("M. Alder", 100)],
        [("argent", 100)],
    ]
    assert by_id(every)["trous"].findtext("defaultgrade") == "2"


def test_pairs_and_what_belongs_nowhere(every: Quiz) -> None:
    roles = by_id(every)["roles"]
    pairs = [(s.findtext("text"), s.findtext("answer/text")) for s in roles.findall("subquestion")]
    assert pairs == [
        ("Le maire", "s’opposer au vote"),
        ("Les habitants", "écrire au préfet"),
        ("Le préfet", "attendre un avis"),
        ("", "démissionner"),
    ]
    assert "démissionner – Le texte ne parle d’aucune démission." in roles.findtext("generalfeedback/text")


def test_an_answer_is_right_as_it_is_set_and_as_it_is_typed() -> None:
    words = "l’œuvre : « un * »"
    asked = Asked(kind=TYPED, name="a", points=Decimal(1), prompt="?", accepted=((words,),))
    quiz = Quiz(courses.ours(), "", (asked,))
    (question,) = parsed(quiz)
    assert [answer.findtext("text") for answer in question.findall("answer")] == [
        "l’œuvre\xa0: «\xa0un \\*\xa0»", "l’œuvre : « un \\* »", "l'oeuvre : \"un \\*\""
    ]  # fmt: skip


def test_an_essay_has_what_a_teacher_marks_by(every: Quiz) -> None:
    expliquer = by_id(every)["expliquer"]
    rubric = expliquer.findtext("graderinfo/text")
    assert "Le conseil veut deux écoles. <strong>(2)</strong>" in rubric
    assert "<u>Le conseil demande deux écoles.</u>" in rubric
    comparer = by_id(every)["comparer"]
    assert "<li>Le texte de Brun – réclamé<p>" in comparer.findtext("graderinfo/text")
    assert comparer.findtext("responsetemplate/text") == (
        "<table><tr><th></th><th>Le texte d’Alder</th><th>Le texte de Brun</th></tr>"
        "<tr><th>Le phare</th><td></td><td></td></tr></table>"
    )


def test_a_justification_is_a_question_of_its_own_where_it_is_asked_for() -> None:
    asked = by_id(everything(courses.compiled(EVERY_FORM), with_essays=True))
    assert asked["refus.citation"].get("type") == "essay"
    assert [asked[name].findtext("defaultgrade") for name in ("refus", "refus.citation")] == ["1", "1"]
    rubrics = {name: asked[f"{name}.citation"].findtext("graderinfo/text") for name in ("refus", "petition")}
    assert "<strong>incompréhensible</strong>" in rubrics["refus"]
    assert spaced(rubrics["petition"]).startswith(
        "<ul><li>« Le texte ne le dit pas » ne se justifie pas par une citation : le verdict suffit.</li>"
    )


def test_half_points_stay_quarters() -> None:
    half = courses.compiled(
        EVERY_FORM.replace("    category: date\n", "    category: date\n    points: 0.5\n")
    )
    assert by_id(everything(half))["vote"].findtext("defaultgrade") == "0.5"
    halves = [questions.half(Decimal(points)) for points in ("2", "1", "0.5", "0.25", "1.5", "0")]
    assert halves == [Decimal(points) for points in ("1", "0.5", "0.25", "0.25", "0.75", "0")]


@pytest.mark.parametrize(("points", "each"), [("2", 1), ("4", 2), ("3", 1), ("0.5", 1)])
def test_the_points_of_gaps_are_whole(points: str, each: int) -> None:
    asked = Asked(
        kind=FILLED, name="a", points=Decimal(points), prompt="?", pieces=("", " et ", ""),
        hints=("", ""), accepted=(("x",), ("y",)),
    )  # fmt: skip
    exported = export.export("moodle", Quiz(courses.ours(), "", (asked,)))
    assert exported.data.decode().count(f"{{{each}:SHORTANSWER:=") == 2
    assert f"<defaultgrade>{2 * each}</defaultgrade>" in exported.data.decode()
    assert ("  a – ses points" in "\n".join(exported.report)) == (Decimal(points) != 2 * each)


def test_ids_that_stop_an_import_half_way_are_cut() -> None:
    asked = Asked(kind=TYPED, name="x" * 150, points=Decimal(1), prompt="?", accepted=(("y",),))
    (question,) = parsed(Quiz(courses.ours(), "", (asked,)))
    assert len(question.findtext("idnumber")) == 100


def test_a_number_of_right_options_without_a_fraction_stays_out() -> None:
    options = tuple(Option(str(n), is_right=True) for n in range(11))
    asked = Asked(kind=PICKED, name="a", points=Decimal(1), prompt="?", options=options)
    exported = export.export("moodle", Quiz(courses.ours(), "", (asked,)))
    assert exported.count == 0
    assert "  a – tout : 11 réponses justes, pour lesquelles Moodle n’a pas de fraction" in exported.report


# Words are text


def words_in(question: object) -> str:
    """All that a pupil reads of a question, as a browser shows it."""
    return html.unescape(re.sub(r"<(?!b>|/b>)[^<>]*>", "\n", "\n".join(question.itertext())))


def spaced(words: str) -> str:
    return words.replace("\xa0", " ")


def test_hostile_words_come_out_as_they_went_in(hostile: Quiz) -> None:
    from moodle_xml_parser.parser import parse_string

    data = export.export("moodle", hostile).data
    read = {q.name.split()[1]: q for q in parse_string(data)["multichoice"]}
    # the reader takes HTML entities off once
    assert any(spaced(option.answer) == HOSTILE for option in read["demande"].options)
    assert any(spaced(option.feedback) == f"Le budget : {HOSTILE}" for option in read["demande"].options)
    asked = by_id(hostile)
    rights = [html.unescape(s.findtext("answer/text")) for s in asked["roles"].findall("subquestion")]
    assert f"s’opposer : {HOSTILE}" in map(spaced, rights)
    answers = [answer.findtext("text") for answer in asked["vote"].findall("answer")]
    assert f"l’an {HOSTILE}".replace("*", r"\*") in map(spaced, answers)


def test_a_gap_holds_any_character() -> None:
    accepted = ('~}#={%:\\"&<>*é', "x")
    asked = Asked(
        kind=FILLED, name="a", points=Decimal(1), prompt="{2:MC:=x}", pieces=("a {b} ", " c"), hints=("",),
        accepted=(accepted,),
    )  # fmt: skip
    from moodle_xml_parser.parser import parse_string

    data = export.export("moodle", Quiz(courses.ours(), "", (asked,))).data
    (question,) = parsed(Quiz(courses.ours(), "", (asked,)))
    words = question.findtext("questiontext/text")
    assert words.startswith("<p>&#123;2:MC:=x&#125;</p><p>a &#123;b&#125; {")
    (gap,) = re.findall(r"\{[^{}]*\}", words)
    options = re.fullmatch(r"\{1:SHORTANSWER:=(.*)\}", gap)[1].split("~=")
    assert html.unescape(options[0]) == accepted[0].replace("*", r"\*")
    assert html.unescape(options[-1]) == "x"
    assert parse_string(data)["cloze"]


def test_a_character_that_xml_cannot_hold_is_told() -> None:
    asked = Asked(kind=TYPED, name="a", points=Decimal(1), prompt="un\x01deux", accepted=(("x",),))
    for name in ("moodle", "pronote"):
        exported = export.export(name, Quiz(courses.ours(), "", (asked,)))
        assert b"undeux" in exported.data
        assert "  a – un caractère de commande, que XML ne peut pas contenir" in exported.report


def test_moodle2amc_reads_choices_and_essays(every: Quiz, tmp_path: Path) -> None:
    """A program under the GPL: it runs as a process of its own, and nothing of it is imported."""
    program = Path(sys.executable).with_name("moodle2amc")
    if not program.exists():
        pytest.skip("moodle2amc is not installed")
    (tmp_path / "quiz.xml").write_bytes(export.export("moodle", every).data)
    command = [str(program), "quiz.xml", "--output", "quiz.tex", "--no-log-file"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    if "MagickWand" in done.stderr:
        pytest.skip("imagemagick is not installed")
    tex = (tmp_path / "quiz.tex").read_text(encoding="utf-8")
    assert r"\wrongchoice{un nouveau budget de la ville}" in tex
    assert r"\correctchoice{la création de deux écoles}" in tex
    asked = re.findall(r"\\begin\{(question\w*)\}\{\d+ (\S+)\}", tex)
    choices = {name for name, kind in QUESTIONS.items() if kind in ("multichoice", "essay")}
    assert {name for _, name in asked} == choices
    assert ("questionmult", "projets") in asked


# GIFT


def of_pegjs(texts: Mapping[str, str]) -> dict[str, list]:
    """What the grammar of gift-pegjs reads of some texts."""
    browsers.script("gift-pegjs", "package.json")
    program = (
        'const gift = require("gift-pegjs"), texts = JSON.parse(require("fs").readFileSync(0, "utf8"));'
        "const read = {}; for (const name in texts) read[name] = gift.parse(texts[name]);"
        "console.log(JSON.stringify(read));"
    )
    done = subprocess.run(
        [browsers.program("node"), "--eval", program], input=json.dumps(texts), capture_output=True,
        text=True, check=False, cwd=browsers.NODE.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def read_gift(every: Quiz, hostile: Quiz) -> dict[str, list]:
    return of_pegjs({
        "every": export.export("gift", every).data.decode(),
        "hostile": export.export("gift", hostile).data.decode(),
    })  # fmt: skip


def gift_by_id(read: Iterable[dict]) -> dict[str, dict]:
    return {
        question["id"]: question for question in read if question["type"] not in ("Category", "Description")
    }


def test_gift_is_read_by_a_grammar_that_is_not_ours(read_gift: dict[str, list]) -> None:
    category, *_ = [q for q in read_gift["every"] if q["type"] == "Category"]
    assert category["title"] == "$course$/top/La ville et le port 0.1.0"
    read = gift_by_id(read_gift["every"])
    kinds = {"shortanswer": "Short", "multichoice": "MC", "matching": "Matching", "essay": "Essay"}
    assert {name: q["type"] for name, q in read.items()} == {
        name: kinds[kind] for name, kind in QUESTIONS.items() if name != "trous"
    }
    demande = read["demande"]
    assert demande["title"] == "02 demande"
    assert demande["tags"] == ["Le texte d’Alder"]
    assert {
        (c["text"]["text"], c["isCorrect"], (c["feedback"] or {}).get("text")) for c in demande["choices"]
    } == {
        ("la création de deux écoles", True, None),
        ("un nouveau budget de la ville", False, "Le budget est voté par la ville."),
        ("le départ de M. Alder", False, "Le conseil critique son refus."),
    }
    assert {c["text"]["text"]: c["weight"] for c in read["projets"]["choices"]} == {
        "des écoles": 50, "une route": 50, "un phare": -50, "une gare": -50
    }  # fmt: skip
    assert {(p["subquestion"]["text"], p["subanswer"]) for p in read["roles"]["matchPairs"]} == {
        ("Le maire", "s’opposer au vote"), ("Les habitants", "écrire au préfet"),
        ("Le préfet", "attendre un avis"), ("", "démissionner"),
    }  # fmt: skip
    assert "Le texte d’Alder, l.\xa04" in demande["globalFeedback"]["text"]


def test_hostile_words_are_read_as_they_are(read_gift: dict[str, list]) -> None:
    read = gift_by_id(read_gift["hostile"])
    arrowless = HOSTILE.replace("->", "→")
    assert HOSTILE in read["demande"]["stem"]["text"]
    assert arrowless in [choice["text"]["text"] for choice in read["demande"]["choices"]]
    typed = [choice["text"]["text"] for choice in read["vote"]["choices"]]
    assert f"l’an {arrowless}".replace("*", r"\*") in typed


def test_gift_has_no_line_that_means_another_thing(hostile: Quiz) -> None:
    text = export.export("gift", hostile).data.decode()
    assert not text.startswith("\ufeff")
    for block in text.split("\n\n")[2:]:
        lines = block.split("\n")
        assert lines[0].startswith("// [id:")
        assert not any(line.lstrip().startswith("//") for line in lines[1:])


# PRONOTE and cards


def test_pronote_is_told_to_be_experimental(every: Quiz) -> None:
    exported = export.export("pronote", every)
    assert exported.report[:2] == (
        "PRONOTE – 16 questions (8 multichoice, 4 shortanswer, 3 matching, 1 cloze)",
        "Expérimental : personne n’a encore confirmé ce que PRONOTE en fait.",
    )
    text = exported.data.decode()
    assert (
        "<category><text><![CDATA[<infos><name>La ville et le port 0.1.0</name>"
        "<answernumbering>123</answernumbering><niveau></niveau><matiere></matiere></infos>]]></text></category>"
    ) in text
    assert "  expliquer – tout : il n’y a pas de place pour une réponse rédigée" in exported.report
    order = ["name", "questiontext", "externallink", "usecase", "defaultgrade", "editeur"]
    for question in parsed(every, "pronote"):
        assert [child.tag for child in question][:6] == order
        assert (question.findtext("usecase"), question.findtext("editeur")) == ("1", "0")
        assert (question.get("desc") == "variable") == (question.get("type") == "cloze")
        assert all(answer.get("format") == "plain_text" for answer in question.findall("answer"))


def test_cards_are_a_line_each(hostile: Quiz) -> None:
    lines = export.export("tsv", hostile).data.decode().splitlines()
    assert all(line.count("\t") == 1 for line in lines)
    (projets,) = [line for line in lines if "quels deux projets" in line]
    asked, answer = projets.split("\t")
    assert asked == "Selon le texte d’Alder, quels deux projets le conseil demande-t-il ? (2 réponses)"
    assert sorted(answer.split(" ; ")) == ["des écoles", "une route"]


# What is lost is told


@pytest.mark.parametrize("name", export.FORMATS)
def test_every_question_is_there_or_told(every: Quiz, name: str) -> None:
    exported = export.export(name, every)
    out = re.findall(r"(?m)^  (\S+) – tout : ", "\n".join(exported.report))
    assert exported.count + len(out) == len(QUESTIONS)
    if name != "tsv":
        held = exported.data.decode()
        for line in exported.report:
            assert line.replace("--", "‐‐") in held or line in held


# Our own import


def one_line(words: str) -> str:
    return " ".join(words.split())


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"))
MARKS = st.sampled_from([*'~=#{}:\\*T"a ', "->", "%50%", "[html]", "//"])
WORDS = (
    st.one_of(st.text(LETTERS, min_size=1, max_size=20), st.lists(MARKS, min_size=1, max_size=6).map("".join))
    .map(one_line)
    .filter(lambda words: bool(folding.loose(folding.words(words))))
)


def compared(words: str) -> str:
    """Words by which an import tells answers and questions apart."""
    return folding.loose(folding.words(words.replace("->", "→")))


SEVERAL = st.lists(WORDS, min_size=3, max_size=4, unique_by=compared)
COURSE = courses.compiled(EVERY_FORM).course


def back(kind: str, **rest: object) -> Record:
    """A question, after it went out to GIFT and came in again."""
    asked = Asked(kind=kind, name="a-b", points=Decimal(1), **rest)
    text = export.export("gift", Quiz(COURSE, "", (asked,))).data.decode()
    table = quizzes.read(Document("a.gift", text))
    assert table is not None
    assert not table.diagnostics
    (record,) = table.rows
    assert record.extras["id"] == "a-b"
    return record


def arrowless(words: Iterable[str]) -> list[str]:
    """Words but for what the report says is written otherwise."""
    return [each.replace("->", "→") for each in words]


@given(prompt=WORDS, words=SEVERAL)
@example(prompt="?", words=["[html] x", "%50% y", "T"])
@settings(max_examples=50)
def test_a_choice_comes_back_from_gift(prompt: str, words: list[str]) -> None:
    options = tuple(Option(each, is_right=not n, why="parce que" * (n == 1)) for n, each in enumerate(words))
    record = back(PICKED, prompt=prompt, options=options)
    right, *wrong = arrowless(words)
    assert (record.front, record.back, [*record.wrong]) == (prompt, right, wrong)
    assert record.whys == {wrong[0]: "parce que"}


@given(words=SEVERAL)
@settings(max_examples=30)
def test_several_right_options_come_back_from_gift(words: list[str]) -> None:
    options = tuple(Option(each, is_right=n < 2) for n, each in enumerate(words))
    record = back(PICKED, prompt="Lesquels ?", options=options)
    assert [record.back, *record.also, *record.wrong] == arrowless(words)
    assert len(record.also) == 1


@given(prompt=WORDS, words=SEVERAL)
@example(prompt="?", words=["T", "a -> b", "*"])
@settings(max_examples=50)
def test_an_answer_comes_back_from_gift(prompt: str, words: list[str]) -> None:
    record = back(TYPED, prompt=prompt, accepted=(tuple(words),))
    assert (record.front, [record.back, *record.accept]) == (prompt, arrowless(words))


@given(prompt=WORDS, words=SEVERAL)
@settings(max_examples=50)
def test_pairs_come_back_from_gift(prompt: str, words: list[str]) -> None:
    crossed = ((words[0], words[1]), (words[1], words[0]))
    record = back(PAIRED, prompt=prompt, pairs=crossed, lures=(words[2],))
    left, right, lure, *_ = arrowless(words)
    assert (record.pairs, record.wrong) == (((left, right), (right, left)), (lure,))


@given(before=WORDS, answer=WORDS.filter(lambda words: not set(words) & set("{}")), after=st.just("") | WORDS)
@example(before="// a", answer="x::y", after="")
@settings(max_examples=50)
def test_a_gap_comes_back_from_gift(before: str, answer: str, after: str) -> None:
    pieces = (f"{before} ", f" {after}")
    record = back(FILLED, prompt="Complétez.", pieces=pieces, hints=("",), accepted=((answer,),))
    gap = tables.gap(answer.replace("->", "→"))
    assert (record.lead, record.front) == ("Complétez.", one_line(f"{before} {gap} {after}"))


@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5, unique_by=lambda row: compared(row[0])))
@settings(max_examples=50)
def test_cards_come_back_from_a_table(rows: list[tuple[str, str]]) -> None:
    asked = tuple(
        Asked(kind=TYPED, name=f"a{n}", points=Decimal(1), prompt=f"Selon {front} ?", accepted=((answer,),))
        for n, (front, answer) in enumerate(rows)
    )
    data = export.export("tsv", Quiz(COURSE, "", asked)).data
    table = tables.read("a.tsv", data, headed=False)
    read = [(folding.words(row.front), folding.words(row.back)) for row in table.rows]
    assert read == [(folding.words(f"Selon {front} ?"), folding.words(answer)) for front, answer in rows]


# As somebody uses it


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return courses.on_disk(tmp_path_factory.mktemp("exported"), EVERY_FORM)


def run(*arguments: object, code: int = 0) -> str:
    """What the command prints; of a wrong command line, its one line."""
    try:
        done = CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)
    except disk.UsageError as error:
        return str(error) if code == 2 else pytest.fail(str(error))
    assert done.exit_code == code, done.output
    return done.output


def test_a_course_goes_out_with_its_report(town: Path, tmp_path: Path) -> None:
    target = tmp_path / "ville.xml"
    said = run("export", "moodle", "--course", town, "-o", target)
    assert said == (
        "Moodle – 18 questions (8 multichoice, 4 shortanswer, 3 matching, 2 essay, 1 cloze)\n"
        "À importer dans une nouvelle catégorie, jamais deux fois : "
        "un second import refait tout, sans identifiants.\n"
        "Les textes n’y sont pas : à distribuer, ou à joindre au test.\n"
        "Ce qui ne passe pas :\n"
        "  refus – la justification par une citation, 1 des 2 points (--with-essays la prend)\n"
        "  petition – la justification par une citation, 1 des 2 points (--with-essays la prend)\n"
        "  ordre – les points pour ce qui suit à bon droit : "
        "chaque élément compte par son numéro, comme une paire\n"
        "  comparer – son tableau : il se remplit comme un texte et se corrige à la main\n"
        "  place – tout : un passage sensible (--sensitive le prend)\n"
        f"{target}\n"
    )
    assert said.removesuffix(f"{target}\n").replace("--", "‐‐") in target.read_text(encoding="utf-8")
    again = run("export", "moodle", "--course", town, "-o", target, code=2)
    assert again == f"{target} is there already: name another file with --output, or add --force"
    before = target.read_bytes()
    run("export", "moodle", "--course", town, "-o", target, "--force")
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["kahoot"], 2, "kahoot is none of moodle, gift, pronote, tsv"),
        (["gift", "--level", "3"], 2, "--level: the course has no `3`; it has 1"),
        (["gift", "--items", "vot"], 2, "--items: there is no question `vot`; did you mean `vote`?"),
        (["gift", "--items", "vote", "--without", "vote"], 1, "nothing was written: no question is left"),
        (["tsv", "--items", "expliquer"], 1, "nothing was written: none of these can go to tsv"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    town: Path, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    target = tmp_path / "x"
    printed = run("export", *arguments, "--course", town, "-o", target, code=code)
    assert said in one_line(printed.replace("│", ""))
    assert not target.exists()


def items_of(root: Path, source: str, file: Path) -> list[Any]:
    """What `import` makes of a file; a correction is the author's."""
    bank = root / "questions" / f"draft-{file.stem}.yaml"
    run("import", file, "--source", source, "--course", root, "-o", bank)
    data = bank.read_bytes().replace(b'correction: ""', b'correction: "Non."')
    bank.unlink()
    read = banks.load(decoding.read("b.yaml", data)[0])
    assert not [d for d in read.diagnostics if d.is_error]
    return list(read.items)


def named(items: Iterable[Any]) -> dict[str, Any]:
    """Items by the ids that they had: these are taken."""
    return {str(item.id).removesuffix("-2"): item for item in items}


def test_our_own_gift_comes_in_again(town: Path, tmp_path: Path) -> None:
    file = tmp_path / "ville.gift"
    run("export", "gift", "--course", town, "-o", file)
    items = named(items_of(town, "alder", file))
    assert items.keys() == QUESTIONS.keys() - {"trous", "expliquer", "comparer"}
    vote, demande, roles = items["vote"], items["demande"], items["roles"]
    assert isinstance(vote, Short)
    assert (vote.prompt, vote.answer, vote.accept, vote.level) == (
        "Selon le texte d’Alder, en quelle année la ville vote-t-elle le budget ?", "en 1912", ("1912",), "1"
    )  # fmt: skip
    assert isinstance(demande, Choice)
    assert {(o.text, o.right, o.why) for o in demande.options} == {
        ("la création de deux écoles", True, None),
        ("un nouveau budget de la ville", False, "Le budget est voté par la ville."),
        ("le départ de M. Alder", False, "Le conseil critique son refus."),
    }
    assert isinstance(roles, Match)
    assert {(pair.left, pair.right) for pair in roles.pairs} == {
        ("Le maire", "s’opposer au vote"), ("Les habitants", "écrire au préfet"),
        ("Le préfet", "attendre un avis"),
    }  # fmt: skip
    assert [lure.text for lure in roles.distractors] == ["démissionner"]
    verdicts = {name: item.answer for name, item in items.items() if isinstance(item, TrueFalse)}
    assert verdicts == {"refus": "false", "petition": "not-said"}
    assert [o.text for o in items["genre"].options if o.right] == ["not-said"]


WITH_CATEGORIES = """\
-- questions/course.yaml --
title: Cas
id: cas
language: fr
categories: {date: "Dates et repères", qui: "Acteurs"}
"""


def test_gaps_categories_and_levels_come_in_again(tmp_path: Path) -> None:
    words = courses.TOWN.replace("  - id: vote\n", "  - id: vote\n    category: date\n    level: 1\n")
    words = words.replace("  - id: qui\n", "  - id: qui\n    level: 2\n")
    root = courses.on_disk(tmp_path / "town", words + WITH_CATEGORIES)
    file = tmp_path / "ville.gift"
    assert "  qui – l’indice, qui devient des mots de la question après le trou\n" in run(
        "export", "gift", "--course", root, "-o", file
    )
    items = named(items_of(root, "t", file))
    assert (items["vote"].category, items["vote"].level, items["qui"].level) == ("date", "1", "2")
    assert isinstance(items["qui"], Cloze)
    assert (items["qui"].prompt, items["qui"].text) == (
        "Selon le texte :",
        "Le maire, {{c1::M. Alder}} (qui ?), s'y oppose : « Une ville sans argent n'a pas d'écoles. »",
    )


def test_our_own_cards_come_in_again(town: Path, tmp_path: Path) -> None:
    file = tmp_path / "ville.tsv"
    run("export", "tsv", "--course", town, "-o", file)
    items = items_of(town, "alder", file)
    answers = {str(item.asks()): item.answer for item in items if isinstance(item, Short | TrueFalse)}
    ours = "Selon le texte d’Alder, "
    assert answers[f"{ours}en quelle année la ville vote-t-elle le budget ?"] == "en 1912"
    assert answers[f"{ours}le conseil comprend le refus du maire."] == "false"
    assert answers[f"{ours}mille habitants ont signé la lettre."] == "not-said"
    assert answers[f"{ours}associez chaque acteur à ce qu’il fait. Le maire"] == "s’opposer au vote"
