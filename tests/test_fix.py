"""`fix` takes what diagnostics propose, word for word, and leaves every other byte where it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typer.testing import CliRunner

import courses
from citedeck import compiler
from citedeck.bank import nodes, scalars, slips
from citedeck.bank.raw import Inputs
from citedeck.cli import app
from citedeck.commands import disk, fix
from citedeck.messages import report
from citedeck.model import Document, Edit, Text
from test_build import stamps

BANK = "questions/b.yaml"

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="modes, links and signals as POSIX has them")

TOWN = """\
-- seeds/texte.txt --
La ville vote le budget en 1912. Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas d’écoles. »
Le conseil demande deux écoles. Il juge le refus du maire « incompréhensible ».
-- seeds/sources.yaml --
texte:
  file: texte.txt
  label: "le texte"
-- questions/course.yaml --
title: "La ville"
id: ville
language: fr
categories: {date: "Dates", demand: "Demandes"}
-- questions/b.yaml --
source: texte # the only one
items:
"""

VOTE = """\
  - id: vote # a year
    type: short
    category: date
    prompt: "Selon le texte, que vote la ville en 1912 ?"
    answer: "le budget"
    evidence: "La ville vote le budget en 1912."

"""

ECOLES = """\
  - {id: ecoles, type: true-false, prompt: "Selon le texte, c’est vrai.", answer: true, evidence: deux écoles}
"""
"""An item on one line; its evidence is short, which `fix` cannot mend."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "town", TOWN + VOTE + ECOLES)


def run(course: Path, *arguments: str, code: int = 0):
    done = CliRunner().invoke(app, [*arguments, "--course", str(course)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def put(course: Path, old: str, new: str, path: str = BANK) -> bytes:
    """Put a mistake into a file; the bytes of the file with it."""
    words = (course / path).read_bytes().decode()
    assert words.count(old) == 1
    (course / path).write_bytes(words.replace(old, new).encode())
    return (course / path).read_bytes()


def codes(course: Path) -> list[str]:
    files = {p.relative_to(course).as_posix(): p.read_bytes() for p in course.rglob("*.*") if p.is_file()}
    return [found.code for found in compiler.compile(Inputs(files)).diagnostics]


def corrected(text: str, *ids: str) -> str:
    """The bank of a course after `fix`."""
    return fix.corrected(Inputs(courses.files(text)), ids).files[BANK].decode()


def mended(value: str, key: str = "evidence") -> str:
    """What `fix` makes of a value, written as it stands after its key."""
    items = VOTE.replace('"La ville vote le budget en 1912."', value) if key == "evidence" else VOTE
    items += f"    {key}: {value}\n" if key != "evidence" else ""
    fixed = corrected(TOWN + items, "vote")
    head, tail = (TOWN + items).partition("-- questions/b.yaml --\n")[2].split(value)
    assert fixed.startswith(head)
    assert fixed.endswith(tail)
    return fixed[len(head) : len(fixed) - len(tail)]


# What is proposed


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('"La ville vote le budget en 1912"', '"La ville vote le budget en 1921"', "quote-absent"),
        ('"La ville vote le budget en 1912."', '"la ville vote le Budget en 1912."', "quote-absent"),
        ('"Le conseil demande deux écoles."', '"Le conseil demandé deux ecoles."', "quote-absent"),
        ('"Le conseil demande deux écoles. Il"', '"Le conseil exige deux écoles. Il"', "quote-absent"),
        (
            '"M. Alder, s’y oppose : « Une ville sans"',
            '"M. Adler, s\'y oppose: « Une ville sans"',
            "quote-absent",
        ),
        (
            '{quote: "Le conseil demande", within: "x"}',
            '{quot: "Le conseil demande", within: "x"}',
            "key-unknown",
        ),
    ],
    ids=["number", "case", "accents", "word", "name", "key"],
)
def test_a_quotation_becomes_the_texts_own(course: Path, right: str, wrong: str, code: str) -> None:
    put(course, "deux écoles}", f"{right}}}")
    put(course, VOTE, "")
    before = (course / BANK).read_bytes()
    put(course, right, wrong)
    assert code in codes(course)
    run(course, "fix", "ecoles")
    assert (course / BANK).read_bytes() == before
    assert code not in codes(course)


SENTENCES = {
    "a number": ("La ville vote le budget en 1912.", "1912", "1921"),
    "a number in words": ("Le conseil demande deux écoles. Il juge le refus du maire", "deux", "trois"),
    "a name": ("Le maire, M. Alder, s’y oppose : « Une ville sans argent", "Alder", "Adler"),
    "a verb": ("Le conseil demande deux écoles. Il juge le refus du maire", "demande", "refuse"),
    "a denial left out": ("« Une ville sans argent n’a pas d’écoles. »", "n’a pas d’écoles", "a des écoles"),
    "a word left out": ("Il juge le refus du maire « incompréhensible ».", "le refus du maire", "le maire"),
    "a word of the text": ("Le conseil demande deux écoles. Il juge le refus", "conseil", "maire"),
}


@pytest.mark.parametrize(("sentence", "right", "wrong"), SENTENCES.values(), ids=SENTENCES)
def test_what_says_something_else_is_corrected_by_name_alone(
    course: Path, sentence: str, right: str, wrong: str
) -> None:
    """What was typed may be what the author meant: somebody reads both."""
    put(course, "deux écoles}", f"{scalars.quoted(sentence.replace(right, wrong))}}}")
    before = (course / BANK).read_bytes()
    said = run(course, "fix").stderr
    assert said.startswith("these quotations differ from their text in what they say: read both\n  ecoles\n")
    assert f"    typed: {sentence.replace(right, wrong)}\n    text:  " in said
    assert sentence.strip("« »") in said
    assert said.endswith("\nto take the texts' words: citedeck fix ecoles\n")
    assert (course / BANK).read_bytes() == before
    assert f"evidence: {scalars.quoted(sentence)}" in run(course, "fix", "ecoles").stdout


@pytest.mark.parametrize(
    ("path", "right", "wrong", "code"),
    [
        (BANK, 'answer: "le', 'anwser: "le', "key-unknown"),
        (BANK, "items:", "itmes:", "key-unknown"),
        (BANK, "source: texte", "source: text", "source-unknown"),
        (BANK, "category: date", "category: dat", "category-unknown"),
        (BANK, "type: short", "type: shrot", "form-unknown"),
        (BANK, "type: true-false", "type: true-flase", "form-unknown"),
        (BANK, "answer: true", "answer: ture", "value-invalid"),
        (BANK, "type: short\n", "type: short\n    only: papr\n", "value-invalid"),
        (BANK, "type: short\n", 'type: short\n    allow: {evidence-shrot: "oui"}\n', "value-invalid"),
        ("questions/course.yaml", "language: fr", "langage: fr", "key-unknown"),
        ("seeds/sources.yaml", 'label: "le', 'lable: "le', "key-unknown"),
    ],
    ids=[
        "key",
        "head",
        "source",
        "category",
        "form",
        "form in one line",
        "flag",
        "only",
        "allow",
        "course",
        "manifest",
    ],
)
def test_a_slip_of_the_hand_becomes_what_was_meant(
    course: Path, path: str, right: str, wrong: str, code: str
) -> None:
    put(course, right, wrong, path)
    assert code in codes(course)
    run(course, "fix")
    assert codes(course).count(code) == 0


def test_a_sheet_names_the_item_that_was_meant(course: Path) -> None:
    sheet = "worksheets: [{id: lire, title: Lire, items: [vote, ecols]}]\n"
    (course / "questions/course.yaml").write_text(f"title: La ville\nid: v\nlanguage: fr\n{sheet}", "utf-8")
    assert "item-unknown" in codes(course)
    run(course, "fix")
    assert (course / "questions/course.yaml").read_text("utf-8").endswith(sheet.replace("ecols", "ecoles"))


SHEET = "worksheets: [{id: lire, title: Lire, items: [%s, ecoles]}]\n"


def test_an_id_is_made_plain_in_worksheets_too(course: Path) -> None:
    put(course, "id: vote", "id: L'État")
    (course / "questions/course.yaml").write_text(
        "title: La ville\nid: v\nlanguage: fr\n" + SHEET % "L'État", "utf-8"
    )
    assert codes(course).count("id-invalid") == 2
    run(course, "fix")
    assert "id: l-etat # a year" in (course / BANK).read_text("utf-8")
    assert (course / "questions/course.yaml").read_text("utf-8").endswith(SHEET % "l-etat")
    assert "id-invalid" not in codes(course)


def test_an_id_that_another_item_has_is_left_to_its_author(course: Path) -> None:
    before = put(course, "id: vote", "id: Écoles")
    assert "id-invalid" in codes(course)
    run(course, "fix")
    assert (course / BANK).read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "set_right"),
    [('le budget"', "le budget"), ("“le budget”", '"le budget"'), ("« le budget »", "« le budget »")],
    ids=["no first quote", "curly", "may be meant"],
)
def test_quotes_that_are_none_are_taken_off(course: Path, typed: str, set_right: str) -> None:
    put(course, '"le budget"', typed)
    assert "yaml-quote" in codes(course)
    run(course, "fix")
    assert f"answer: {set_right}\n" in (course / BANK).read_text("utf-8")


def test_a_file_in_curly_quotes_is_made_straight() -> None:
    bank = courses.sections(courses.TOWN)[BANK].decode()
    curled = re.sub(r'"([^"\n]*)"', "“\\1”", bank)
    files = courses.files(courses.TOWN)
    assert curled.count("“") > 10
    assert fix.corrected(Inputs({**files, BANK: curled.encode()})).files[BANK].decode() == bank


def test_keys_and_forms_in_other_languages_are_written_in_ours() -> None:
    bank = courses.sections(courses.TOWN)[BANK].decode()
    files = courses.files(courses.TOWN)
    named = (
        bank.replace("prompt:", "domanda:")
        .replace("evidence:", "preuve:")
        .replace("type: short", "Typ: Kurzantwort")
    )
    assert named.count("domanda:") > 1
    assert named.count("Typ:") > 0
    assert fix.corrected(Inputs({**files, BANK: named.encode()})).files[BANK].decode() == bank


@pytest.mark.parametrize(
    ("typed", "set_right"),
    [
        ("\"C'est l'année du vote.\"", '"C’est l’année du vote."'),
        ('"Il dit \\"oui\\" et s`en va."', '"Il dit « oui » et s’en va."'),
        ('"Il hésite..."', '"Il hésite…"'),
        ("Il hésite... c'est tout", "Il hésite… c’est tout"),
        ("'C''est « tout »'", "'C’est « tout »'"),
    ],
)
def test_typography_is_set_right_in_a_french_course(typed: str, set_right: str) -> None:
    assert mended(typed, "explanation") == set_right


@pytest.mark.parametrize(
    ("language", "typed", "set_right"),
    [
        ("de", """'Er sagt "nein" und geht...'""", "'Er sagt „nein“ und geht…'"),
        ("en", """'The town''s "best year", in the 1900''s'""", "'The town’s “best year”, in the 1900’s'"),
        ("it", """'L''anno "del voto"'""", "'L’anno «del voto»'"),
        ("pl", """'Mówi "nie"'""", "'Mówi „nie”'"),
        ("en", """'A man of 5''10" has a 12" and a 14" record'""", None),
        ("en", """'He says ''no'' and “yes”'""", None),
        ("sv", """'Han säger "nej"...'""", None),
    ],
)
def test_typography_is_set_right_as_each_language_is_printed(
    language: str, typed: str, set_right: str | None
) -> None:
    course = (TOWN + VOTE + f"    explanation: {typed}\n").replace("language: fr", f"language: {language}")
    bank = courses.files(course)[BANK].decode()
    assert corrected(course) == bank.replace(typed, set_right or typed)


@pytest.mark.parametrize(
    "quotation",
    [
        '"Le maire, M. Alder, s\'y oppose: \\"Une ville sans argent"',
        '"La ville\\u00a0vote le budget"',
        '"Il juge le refus du maire"',
        '"Le roi signe la loi sur les chemins de fer du pays"',
        '"12"',
    ],
    ids=["typed", "no-break", "right", "far", "cut"],
)
def test_a_quotation_that_is_right_or_far_off_is_left_alone(quotation: str) -> None:
    assert mended(quotation) == quotation


# The five styles


STYLES = {
    "plain": ("La ville vote le budget en 1921", "La ville vote le budget en 1912"),
    "plain wrapped": ("La ville vote\n      le budget en 1921", "La ville vote\n      le budget en 1912"),
    "single": ("'Le maire, M. Adler, s''y oppose'", "'Le maire, M. Alder, s’y oppose'"),
    "single wrapped": (
        "'La ville vote\n      le budget en 1921'",
        "'La ville vote\n      le budget en 1912'",
    ),
    "plain, longer": ("La vile vote budget en 1912.", "La ville vote le budget en 1912."),
    "single, shorter": (
        "'Et la ville vote\n      le budget en 1912 aussi.'",
        "'La ville vote\n      le budget en 1912.'",
    ),
    "double, its marks": (
        '"Une ville sans argent n\'a aucune école. \\""',
        '"Une ville sans argent n’a pas d’écoles. »"',
    ),
    "literal, longer": ("|\n      La ville vote budget\n", "|\n      La ville vote le budget\n"),
    "folded, shorter": (
        ">-\n      La ville vote enfin\n      le budget en 1912.\n",
        ">-\n      La ville vote\n      le budget en 1912.\n",
    ),
    "double": ('"La ville vote le budget en 1921"', '"La ville vote le budget en 1912"'),
    "double escaped": ('"Le conseil exige deux \\u00e9coles"', '"Le conseil demande deux \\u00e9coles"'),
    "double wrapped": (
        '"La ville \\\n      vote le budget en 1921"',
        '"La ville \\\n      vote le budget en 1912"',
    ),
    "literal": ("|\n      La ville vote le budget en 1921", "|\n      La ville vote le budget en 1912"),
    "literal wrapped": ("|\n      La ville\n      vote le Budget\n", "|\n      La ville vote le budget\n"),
    "literal stripped": (
        "|- # words\n        La ville vota le budget",
        "|- # words\n        La ville vote le budget",
    ),
    "folded": (
        ">\n      La ville vote\n      le budget en 1921",
        ">\n      La ville vote\n      le budget en 1912",
    ),
    "folded kept": (
        ">+\n      La ville vota\n      le budget\n",
        ">+\n      La ville vote\n      le budget\n",
    ),
}


@pytest.mark.parametrize(("wrong", "right"), STYLES.values(), ids=STYLES)
def test_a_quotation_keeps_its_style(wrong: str, right: str) -> None:
    assert mended(wrong) == right


PARAGRAPHS = {
    "plain": ("Il s'oppose\n\n      et s'en va", "Il s’oppose\n\n      et s’en va"),
    "single": ("'L''un\n\n      et l''autre'", "'L’un\n\n      et l’autre'"),
    "double": ("\"L'un\\n\n\n      \\tet l'autre \\e\"", '"L’un\\n\n\n      \\tet l’autre \\e"'),
    "literal": ("|\n      L'un\n\n        et l'autre", "|\n      L’un\n\n        et l’autre"),
    "folded": (">-\n      L'un\n      suit\n\n      l'autre", ">-\n      L’un\n      suit\n\n      l’autre"),
}


@pytest.mark.parametrize(("typed", "set_right"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs_stay_paragraphs(typed: str, set_right: str) -> None:
    assert mended(typed, "explanation") == set_right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{quote: M. Alder s'y oppose, mark: Alder}", '{quote: "M. Alder, s’y oppose", mark: Alder}'),
        ("[Le conseil demande deux ecoles]", "[Le conseil demande deux écoles]"),
        ("s'y oppose « Une ville sans argent", '"s’y oppose : « Une ville sans argent"'),
        ("Le maire, M. Adler, s'y oppose", "Le maire, M. Alder, s’y oppose"),
        (">-\n\n      La ville vota le budget", '"La ville vote le budget"'),
    ],
    ids=["comma on one line", "list on one line", "colon", "comma that stands already", "blank line"],
)
def test_words_get_quotes_where_they_need_them(wrong: str, right: str) -> None:
    assert mended(wrong) == right


LINES = st.lists(
    st.sampled_from(["La", "ville", "l'art", ",", "deux:trois", "#5", "« un »", "été", '"mot"', "\t-"])
)
WRITE = {
    "plain": "\n    ".join,
    "on one line": lambda lines: f"{{k: {' '.join(lines)}}}",
    "single": lambda lines: "'" + "\n\n    ".join(lines).replace("'", "''") + "'",
    "double": lambda lines: '"' + "\\n\n    ".join(line.replace('"', '\\"') for line in lines) + '"',
    "literal": lambda lines: "|\n    " + "\n    ".join(lines),
    "folded": lambda lines: ">-\n    " + "\n\n    ".join(lines),
}


@given(lines=LINES, style=st.sampled_from(sorted(WRITE)), others=LINES)
def test_whatever_is_written_is_read(lines: list[str], style: str, others: list[str]) -> None:
    """Any words in place of any others, in every style: they are read back, and nothing else moves."""
    document = Document("b.yaml", f"a:\n  b: {WRITE[style](lines)}\n  c: d # e\n")
    tree, complaints, _ = slips.parse(document)
    held = tree.find("a") if tree else None
    assume(not complaints and isinstance(held, nodes.MappingNode) and {*held} == {"b", "c"})
    text = held.find("b")
    text = text.find("k") if isinstance(text, nodes.MappingNode) else text
    assume(isinstance(text, Text) and text and any(others))
    value = " ".join(others).strip()
    after = fix.edited(document.text.encode(), [Edit(text, value)]).decode()
    assert after.startswith(document.text[: text.start])
    assert after.endswith("c: d # e\n")
    again = nodes.parse(Document("b.yaml", after))[0].find("a")
    again = [node.find("k") if isinstance(node, nodes.MappingNode) else node for node in again.values()]
    assert [words.rstrip("\n") for words in again] == [value, "d"]
    assert scalars.style(again[0]) in (scalars.style(text), '"')


# Every other byte


@pytest.mark.parametrize(
    "made",
    [
        lambda words: words.replace(b"\n", b"\r\n"),
        lambda words: b"\xef\xbb\xbf" + words,
        lambda words: b"\xef\xbb\xbf" + words.replace(b"\n", b"\r\n"),
        lambda words: words.rstrip(b"\n"),
        lambda words: b"# ours\n---\n" + words + b"\n\n# end \t\n",
        lambda words: words.replace(b"items:", b'title: "a\xe2\x80\xa8b" # \xc2\x85\nitems:   # all of them'),
    ],
    ids=["crlf", "bom", "both", "no line end", "comments", "odd characters"],
)
def test_every_other_byte_stays(course: Path, made) -> None:
    right = made((course / BANK).read_bytes())
    (course / BANK).write_bytes(right.replace(b"1912.", b"1921."))
    assert "quote-absent" in codes(course)
    run(course, "fix", "vote")
    assert (course / BANK).read_bytes() == right


def test_only_files_that_change_are_written(course: Path) -> None:
    (course / "questions/c.yaml").write_bytes(b"items: []\n")
    put(course, 'budget en 1912."', 'budget en 1921."')
    before = stamps(course)
    run(course, "fix", "vote")
    changed = {path.name for path, time in stamps(course).items() if before.get(path) != time}
    assert changed == {"b.yaml", "questions"}


@pytest.mark.parametrize("ids", [(), ("vote",)])
def test_nothing_is_written_where_nothing_changes(course: Path, ids: tuple[str, ...]) -> None:
    before = stamps(course)
    done = run(course, "fix", *ids)
    assert done.stdout == ""
    assert done.stderr == "there is nothing to correct by itself\n"
    assert stamps(course) == before


def test_a_second_time_nothing_changes(course: Path) -> None:
    put(course, 'budget en 1912."', 'Budget en 1921."')
    put(course, "category: date", "category: dat")
    put(course, "que vote", "qu'a voté")
    run(course, "fix", "vote")
    before = stamps(course)
    assert "nothing to correct" in run(course, "fix", "vote").stderr
    assert stamps(course) == before


@posix
def test_who_may_read_a_bank_may_read_it_afterwards(course: Path) -> None:
    put(course, 'budget en 1912."', 'Budget en 1912."')
    (course / BANK).chmod(0o600)
    run(course, "fix")
    assert (course / BANK).stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("place", ["questions/.ours/b.yaml", "shared.yaml"])
def test_a_linked_bank_stays_linked(course: Path, place: str) -> None:
    put(course, 'budget en 1912."', 'Budget en 1912."')
    before = (course / BANK).read_bytes()
    (course / place).parent.mkdir(exist_ok=True)
    (course / BANK).rename(course / place)
    (course / BANK).symlink_to(course / place)
    run(course, "fix")
    assert (course / BANK).is_symlink()
    assert (course / place).read_bytes() == before.replace(b"Budget", b"budget")


@pytest.mark.parametrize("saved", [b"items: []\n", None], ids=["saved", "deleted"])
def test_what_an_editor_saves_meanwhile_is_not_lost(
    course: Path, saved: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading and writing somebody else writes: both banks stay as they are."""
    put(course, 'budget en 1912."', 'Budget en 1912."')
    (course / "questions/a.yaml").write_text("source: text\nitems: []\n", "utf-8")
    waiting = disk.beside

    def slow(files):
        (course / BANK).write_bytes(saved) if saved is not None else (course / BANK).unlink()
        return waiting(files)

    monkeypatch.setattr(disk, "beside", slow)
    with pytest.raises(disk.UsageError, match=r"b\.yaml was changed meanwhile: nothing was written"):
        run(course, "fix")
    assert ((course / BANK).read_bytes() if saved is not None else None) == saved
    assert "source: text\n" in (course / "questions/a.yaml").read_text("utf-8")
    assert sorted(path.name for path in (course / "questions").iterdir() if path.name[0] == ".") == []


@posix
def test_what_a_killed_fix_leaves_is_swept_by_the_next(course: Path) -> None:
    put(course, 'budget en 1912."', 'Budget en 1912."')
    killed = "import os; from citedeck.commands import disk; disk.rename = lambda _: os.kill(os.getpid(), 9)"
    script = f"{killed}; from citedeck.cli import app; app(['fix', '--course', {str(course)!r}])"
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == -9
    left = [path for path in (course / "questions").iterdir() if path.name.endswith(disk.PENDING)]
    assert len(left) == 1
    run(course, "fix")
    assert [path for path in (course / "questions").iterdir() if path.name[0] == "."] == []
    assert codes(course) == ["evidence-short"]


def test_many_corrections_of_a_large_bank_are_one_step() -> None:
    """A file is put together once, not copied once for each of them."""
    piece = VOTE.replace("le budget", "le Budget") + "".join(f"    # {'x' * 90}\n" for _ in range(40))
    times = []
    for count in (100, 1000):
        data = (piece * count).encode()
        text = data.decode()
        document = Document(BANK, text)
        places = [m.span() for m in re.finditer("Budget", text)]
        edits = [Edit(scalars.Raw.of("Budget", document, *place), "budget") for place in places]
        started = time.process_time()
        assert fix.edited(data, edits) == data.replace(b"Budget", b"budget")
        times.append(time.process_time() - started)
    assert times[1] < 20 * times[0] + 0.05


# What is named


def test_only_the_items_named_are_corrected(course: Path) -> None:
    put(course, "deux écoles}", '"Le conseil demande deux ecoles"}')
    words = put(course, 'budget en 1912."', 'budget en 1921"').decode()
    run(course, "fix", "ecoles")
    assert (course / BANK).read_bytes().decode() == words.replace("deux ecoles", "deux écoles")
    run(course, "fix", "vote")
    assert codes(course) == []


def test_all_corrections_of_an_item_are_applied() -> None:
    wrong = VOTE.replace("prompt", "promt").replace("que vote", "qu'a voté").replace("1912.", "1921")
    right = VOTE.replace("que vote", "qu’a voté").replace("1912.", "1912")
    assert corrected(TOWN + wrong + ECOLES, "vote").endswith(right + ECOLES)


# What would do harm


def test_an_answer_is_not_left_without_the_words_that_proved_it(course: Path) -> None:
    """The author's words held the answer, the text's do not: the text says something else."""
    put(course, 'answer: "le budget"', 'answer: "le projet"')
    before = put(course, 'le budget en 1912."', 'le projet en 1912."')
    said = run(course, "fix", "vote").stderr
    assert (course / BANK).read_bytes() == before
    assert said.startswith(
        "vote is left as it is: corrected, it would not pass: "
        "the answer « le projet » of `vote` is not in its evidence\n"
    )


def test_a_statement_is_not_proven_by_its_contrary(course: Path) -> None:
    statement = '"Selon le texte, une ville sans argent a des écoles.", answer: true, evidence: '
    put(course, '"Selon le texte, c’est vrai.", answer: true, evidence: deux écoles', statement + "« %s »")
    before = put(course, "« %s »", '"Une ville sans argent a pas d’écoles."')
    assert (
        "    text:  Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas"
        in run(course, "fix").stderr
    )
    assert (course / BANK).read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [
        VOTE.replace("    answer", '    promt: "Selon le texte, quoi ?"\n    answer'),
        VOTE.replace("prompt", "promt").replace(
            "    answer", '    prompte: "Selon le texte, quoi ?"\n    answer'
        ),
    ],
    ids=["meant and there", "meant twice"],
)
def test_no_key_comes_to_stand_twice(wrong: str) -> None:
    fixed = corrected(TOWN + wrong)
    assert fixed.count(" prompt:") == 1
    assert {found.code for found in courses.compiled(TOWN + wrong).diagnostics} == {"key-unknown"}


CLOZE = '  - {{id: trous, type: cloze, prompt: "Selon le texte :", text: "{}"}}\n'


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "La ville vote {{c1::le budget::quoi ?}} en 1921",
            "La ville vote {{c1::le budget::quoi ?}} en 1912",
        ),
        ("La ville vote le budget en {{c1::1921}}.", "La ville vote le budget en {{c1::1912}}."),
        (
            "{{c1::le Conseil}} demande {{c2::deux ecoles}}.",
            "{{c1::Le conseil}} demande {{c2::deux écoles}}.",
        ),
        ("Le maire, {{c1::M. Alder}} s’y oppose", "Le maire, {{c1::M. Alder}}, s’y oppose"),
    ],
    ids=["beside", "in a blank", "in two", "after a blank"],
)
def test_a_cloze_keeps_its_blanks(wrong: str, right: str) -> None:
    assert corrected(TOWN + CLOZE.format(wrong), "trous").endswith(CLOZE.format(right))


def test_a_cloze_whose_blank_is_in_the_way_is_left_alone() -> None:
    bank = TOWN + CLOZE.format("Le conseil {{c1::nous}} demande deux écoles. Il juge le refus du maire")
    absent = next(found for found in courses.compiled(bank).diagnostics if found.code == "quote-absent")
    assert absent.help[0].startswith("copy the source's words: « ")
    assert corrected(bank, "trous").endswith(bank.partition("items:\n")[2])


@pytest.mark.parametrize(
    "wrong",
    ["La {{ c2::ville }} vote le budget en 1912", "La ville {{c1::vote::le budget}} en 1912"],
    ids=["a blank with blanks", "two colons of the text"],
)
def test_a_blank_is_never_lost_nor_doubled(wrong: str) -> None:
    bank = TOWN + CLOZE.format(wrong)
    assert corrected(bank, "trous").endswith(bank.partition("items:\n")[2])


# What is shown


def test_the_change_is_shown_as_a_diff(course: Path) -> None:
    put(course, 'budget en 1912."', 'Budget en 1912."')
    assert run(course, "fix").stdout == (
        "--- questions/b.yaml\n"
        "+++ questions/b.yaml\n"
        "@@ -5,6 +5,6 @@\n"
        "     category: date\n"
        '     prompt: "Selon le texte, que vote la ville en 1912 ?"\n'
        '     answer: "le budget"\n'
        '-    evidence: "La ville vote le Budget en 1912."\n'
        '+    evidence: "La ville vote le budget en 1912."\n'
        " \n"
        f" {ECOLES}"
    )


def test_the_diff_of_a_last_line_without_an_end_is_whole(course: Path) -> None:
    right = ECOLES.replace("deux écoles}", '"Le conseil demande deux écoles"}')
    put(course, ECOLES, right.replace("deux écoles", "deux ecoles").rstrip("\n"))
    assert run(course, "fix").stdout.endswith(
        f"-{right.replace('deux écoles', 'deux ecoles')}"
        "\\ No newline at end of file\n"
        f"+{right}"
        "\\ No newline at end of file\n"
    )


def test_a_line_of_the_diff_is_a_line_of_the_file(course: Path) -> None:
    put(course, 'answer: "le budget"', 'answer: "le\u2028budget" # \x85')
    put(course, 'budget en 1912."', 'Budget en 1912."')
    assert '\n     answer: "le\u2028budget" # \x85\n' in run(course, "fix").stdout


def test_each_file_has_its_diff(course: Path) -> None:
    put(course, "category: date", "category: dat")
    put(course, "label", "lable", "seeds/sources.yaml")
    said = run(course, "fix").stdout
    assert [line for line in said.splitlines() if line.startswith("+++")] == [
        "+++ seeds/sources.yaml",
        "+++ questions/b.yaml",
    ]


def test_what_fix_cannot_mend_stays(course: Path) -> None:
    put(course, 'answer: "le budget"', 'answer: "la loi"')
    put(course, 'budget en 1912."', 'Budget en 1912."')
    run(course, "fix")
    assert codes(course) == ["answer-unproven", "evidence-short"]
    assert "answer-unproven" in CliRunner().invoke(app, ["check", str(course)]).stdout


def test_help_names_fix_only_where_it_helps() -> None:
    text = TOWN + VOTE.replace("1912.", "1921").replace("que vote", "qu'a voté")
    found = [d for d in courses.compiled(text).diagnostics if "citedeck fix" in report.render([d], "text")]
    assert [d.code for d in found] == ["typography-straight", "quote-absent"]
    assert all(d.edit for d in found)


# Exit codes


def test_outside_a_course_is_a_wrong_command_line(tmp_path: Path) -> None:
    assert "not in a course" in run(tmp_path, "fix", code=2).stderr.replace("\n", " ")


@pytest.mark.parametrize("ids", [("nobody",), ("vote", "nobody")])
def test_an_unknown_item_is_a_wrong_command_line(course: Path, ids: tuple[str, ...]) -> None:
    put(course, 'budget en 1912."', 'Budget en 1912."')
    before = stamps(course)
    assert "no item is called nobody" in run(course, "fix", *ids, code=2).stderr
    assert stamps(course) == before


def test_an_item_that_cannot_be_read_may_be_the_one(course: Path) -> None:
    put(course, "type: short", "type: shrot")
    run(course, "fix", "vote")
    put(course, "type: short", "type: [")
    assert run(course, "fix", "perhaps").stderr == "there is nothing to correct by itself\n"


def test_a_course_below_is_not_looked_for(course: Path) -> None:
    run(course.parent, "fix", code=2)


def test_any_folder_of_a_course_will_do(course: Path) -> None:
    put(course, 'budget en 1912."', 'Budget en 1912."')
    run(course / "seeds", "fix")
    assert codes(course) == ["evidence-short"]
