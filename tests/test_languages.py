"""The words of cards, sheets and keys, a file a language: whole, alike, and loaded when needed."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from citedeck import targets
from citedeck.commands import worksheet
from citedeck.languages import catalogue
from citedeck.sheets.choice import Wish
from citedeck.targets.paper import printing
from courses import ROOT, compiled, on_disk

FOLDER = ROOT / "src/citedeck/languages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
MODEL = catalogue.of("en")

each = pytest.mark.parametrize("language", LANGUAGES)


def test_there_are_many() -> None:
    assert set(LANGUAGES) >= {"fr", "en", "es", "de", "it", "pt"}
    assert catalogue.languages() == set(LANGUAGES)


@each
def test_a_language_has_every_word(language: str) -> None:
    words = catalogue.of(language)
    assert list(words) == list(MODEL)
    assert all(words.values())


@each
def test_a_key_stands_once(language: str) -> None:
    text = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    keys = re.findall(r'^"?([a-z_-]+)"?:', text, re.MULTILINE)
    assert sorted(keys) == sorted(MODEL)


@each
def test_the_same_places_are_filled_in(language: str) -> None:
    """Of « one | several » the first says its number in words or digits; it needs no place."""
    for key, said in catalogue.of(language).items():
        model = MODEL[key]
        assert said.count(" | ") == model.count(" | "), key
        for mine, theirs in zip(said.split(" | "), model.split(" | "), strict=True):
            assert sorted(re.findall(r"\{.*?\}", mine)) == sorted(re.findall(r"\{.*?\}", theirs)), key
            assert mine.format(7, 8, 9), key


@each
def test_words_are_printed_as_they_stand(language: str) -> None:
    for key, said in catalogue.of(language).items():
        assert unicodedata.is_normalized("NFC", said), key
        assert not re.search("['\"`´\t\n]|\\.\\.\\.|  ", said), key
        assert said == said.strip() or key in ("line_blank", "separator"), key


@each
def test_names_of_files_are_plain(language: str) -> None:
    words = catalogue.of(language)
    names = [
        words[key]
        for key in ("key_suffix", "dys_suffix", "large_suffix", "larger_suffix", "text_prefix", "sheet_name")
    ]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert len(set(names)) == len(names)


@each
def test_words_that_are_told_apart_differ(language: str) -> None:
    words = catalogue.of(language)
    for group in (
        ("true", "false", "not-said"),
        ("texts_agree", "texts_differ", "texts_silent"),
        ("name", "first_name", "class", "date"),
        ("comparison", "sensitive"),
        ("activity", "assessment"),
        ("mastery_none", "mastery_some", "mastery_good", "mastery_full"),
        ("large", "dys", "larger"),
    ):
        assert len({words[key] for key in group}) == len(group)
    assert words["key_head"].casefold() == _unaccented(words["key_head"], words["key"]).casefold()


def _unaccented(capitals: str, words: str) -> str:
    """Words with accents where the capitals of their language have some: Greek ones have none."""
    plain = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    return words if capitals.casefold() == words.casefold() else plain


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_nothing_was_left_in_english(language: str) -> None:
    """But what is written alike: numbers, marks, and words of Latin that both languages have."""
    words = catalogue.of(language)
    same = {key for key, said in words.items() if said == MODEL[key] and re.search("[a-zA-Z]{2}", said)}
    assert len(same) <= 9, same


def test_a_country_makes_no_difference() -> None:
    assert catalogue.of("pt-BR") is catalogue.of("pt")
    assert catalogue.has("pt-BR")


@pytest.mark.parametrize("language", ["eu", "zh-Hant", "../en", "", "EN", "fr.yaml"])
def test_a_language_without_words_speaks_english(language: str) -> None:
    assert catalogue.of(language) is MODEL
    assert not catalogue.has(language)
    assert catalogue.spoken(language) == "en"


def test_only_the_words_that_are_needed_are_read() -> None:
    """What a start costs: the words of one language, and of none where nothing is rendered."""
    program = (
        "import sys\nfrom pathlib import Path\nread = Path.read_text\n"
        "def told(path, *how, **named):\n    print(path.name)\n    return read(path, *how, **named)\n"
        "Path.read_text = told\nfrom citedeck.languages import catalogue\nprint('started')\n"
        "catalogue.of('es-MX'), catalogue.of('es')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["started", "es.yaml"]


# On pages

STAD = """\
-- seeds/t.txt --
Staden vill ha två skolor.
-- seeds/sources.yaml --
t: {file: t.txt, label: "texten"}
-- questions/course.yaml --
title: "Staden"
id: staden
language: LANGUAGE
worksheets:
  - {id: ett, title: "Ett", duration: "20 minuter", items: [a, b], versions: [A, B]}
-- questions/b.yaml --
source: t
items:
  - id: a
    type: true-false
    prompt: "Enligt texten finns R&D i staden."
    answer: not-said
    evidence: {absent: ["R&D", "labb'et"]}
  - id: b
    type: short
    prompt: "Hur många skolor vill texten ha?"
    answer: "två"
    accept: ["2", "ett par"]
    evidence: "Staden vill ha två skolor."
"""


def pages(language: str) -> dict[str, str]:
    """The pages of a small course, said to be in a language."""
    outputs = targets.render(compiled(STAD.replace("LANGUAGE", language)))
    return {o.path: o.data.decode("utf-8") for o in outputs if o.path.endswith(".html")}


def marked(page: str) -> str:
    """A page's body, with the language of each element that says one before its words."""
    body = page.partition("<body")[2]
    return re.sub("<.*?>", "", re.sub(r'<span lang="(\w+)">', r"\1:", body))


@each
def test_a_course_speaks_its_language_alone(language: str) -> None:
    words = catalogue.of(language)
    made = pages(f"{language}-X1")
    key = made[f"keys/ett-a-{words['key_suffix']}.html"]
    assert words["key_head"] in key
    assert words["not-said"] in made["sheets/ett-a.html"]
    assert words["large_suffix"] in "".join(made)
    assert not re.search(r'<span lang="', "".join(made.values()))


def test_words_of_another_language_say_so() -> None:
    made = pages("sv")
    sheet, key = made["sheets/ett-a.html"], made["keys/ett-a-key.html"]
    assert '<html lang="sv" dir="ltr">' in sheet
    assert "<title>Key – Ett – Paper A</title>" in key
    assert "en:en:First name:" in marked(sheet)
    assert "en:time: sv:20 minuter" in marked(sheet)
    assert "en:1 point" in marked(sheet)
    assert "en:Accepted answers: sv:2; ett par." in marked(key)
    looked_for = "en:“sv:R&amp;D”, en:“sv:labb&#39;et”"
    absent = f"en:sv:Texten – words, or beginnings of words, looked for and absent: {looked_for}."
    assert absent in marked(key)


def test_words_looked_for_are_printed_as_typed() -> None:
    key = pages("en")["keys/ett-a-key.html"]
    absent = "Texten – words, or beginnings of words, looked for and absent: “R&amp;D”, “labb&#39;et”."
    assert absent in key
    assert "Accepted answers: 2; ett par." in key
    assert "Réponses acceptées : 2\xa0; ett par." in pages("fr")["keys/ett-a-corrige.html"].replace(
        "\xa0:", " :"
    )


@pytest.mark.parametrize(
    ("language", "title", "names"),
    [
        ("es", "", {"sheets/ficha-3e23.html", "keys/ficha-3e23-soluciones.html"}),
        ("sv", "Прапор", {"sheets/sheet-3e23.html", "keys/sheet-3e23-key.html"}),
        ("fr", "Été", {"sheets/ete.html", "keys/ete-corrige.html"}),
    ],
)
def test_a_drawn_sheet_is_named_in_the_course_s_language(
    language: str, title: str, names: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printed", lambda outputs, made: [])
    root = on_disk(tmp_path / "stad", STAD.replace("LANGUAGE", language))
    look = worksheet.Look(title, ("A",), ("standard",))
    drawn = worksheet.draw(root, tmp_path / "out", Wish(count=1, seed="1"), look, "")
    assert set(drawn.written) == names
