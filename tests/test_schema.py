"""The schema an editor completes by says what the loader says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

import courses
from citedeck.bank import banks, schema
from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.slips import naming
from citedeck.bank.slips.page import LISTS
from citedeck.cli import app
from citedeck.languages import catalogue, hovers, names
from citedeck.model import Document

DRAFTS = (jsonschema.Draft7Validator, jsonschema.Draft202012Validator)

BANKS = sorted((courses.ROOT / "questions").glob("*-*.yaml"))

COMMON_KEYWORDS = {
    *("$schema", "$ref", "title", "description", "definitions"),
    *("type", "enum", "const", "pattern", "minimum", "maximum", "multipleOf"),
    *("properties", "required", "additionalProperties", "propertyNames"),
    *("items", "minItems", "uniqueItems", "anyOf", "allOf", "oneOf"),
}
"""What draft-07 and 2020-12 both have, meaning the same; `items` is one schema, never a list."""

MILL = """\
-- seeds/sources.yaml --
moulin: {file: moulin.txt, label: "le récit du moulin", aliases: ["Mme Roche"]}
lettre: {file: lettre.txt, label: "la lettre"}
-- seeds/moulin.txt --
Le moulin ferme en 1874. La meunière, Mme Roche, proteste : « Sans farine, le village aura faim. »
Les voisins réclament trois fours. Ils trouvent cette fermeture « injuste ».
-- seeds/lettre.txt --
Le pont sera reconstruit avant l’hiver, écrit le charpentier.
-- questions/b.yaml --
# words in "…", codes bare
title: "Le moulin"
source: moulin
category: argument
level: 2
items:
  - id: fermeture
    type: short
    category: date
    prompt: "Selon le récit du moulin, quand le moulin ferme-t-il ?"
    answer: "en 1874"
    accept: ["1874"]
    evidence: "Le moulin ferme en 1874."
    allow: {evidence-short: "La phrase est brève."}

  - id: crainte
    type: short
    level: 3
    only: paper
    points: 2
    lines: 3
    sensitive: "Il y est question de la faim."
    prompt: "Selon Mme Roche, de quoi le village manquera-t-il ?"
    answer: "de pain"
    evidence: {quote: "Sans farine, le village aura faim", mark: "farine"}

  - id: fours
    type: choice
    category: demand
    prompt: "Selon le récit du moulin, que veulent les voisins ?"
    answer: "des fours"
    distractors:
      - text: "un autre moulin"
        why: "Ils parlent de cuire, pas de moudre."
      - "un four à chaux"
    evidence: "Les voisins réclament trois fours."

  - id: plusieurs
    type: choice
    prompt: "Selon le récit du moulin, qui se plaint ?"
    answers: ["la meunière", {text: "les voisins", evidence: "Ils trouvent cette fermeture « injuste »"}]
    distractors: ["le charpentier", "le maire"]
    evidence: {quote: "La meunière, Mme Roche, proteste", source: moulin, before: "1874.", after: ":"}

  - id: meuniere
    type: cloze
    category: actor
    text: "La meunière, {{c1::Mme Roche::qui ?}}, proteste"

  - id: avis
    type: true-false
    prompt: "Selon le récit du moulin, les voisins approuvent la fermeture."
    answer: false
    correction: "Ils la disent « injuste »."
    evidence: {quote: "Ils trouvent cette fermeture « injuste »", mark: "injuste"}
    justify: true
    also: ["Les voisins réclament trois fours."]

  - id: meules
    type: true-false
    category: source
    prompt: "Selon le récit du moulin, dix meules ont été vendues."
    answer: not-said
    evidence: {quote: "Le moulin ferme en 1874.", absent: ["meule", "vendre"]}
    explanation: "Il faudrait lire un autre texte."

  - id: parole
    type: who-says-it
    source: [moulin, lettre]
    statement: "Sans farine, le village aura faim."
    answer: moulin

  - id: actes
    type: match
    prompt: "Selon le récit du moulin, qui fait quoi ?"
    pairs:
      - {id: meuniere, left: "La meunière", right: "protester", evidence: "La meunière, Mme Roche, proteste"}
      - {id: voisins, left: "Les voisins", right: "réclamer", evidence: "Les voisins réclament trois fours."}
    distractors:
      - {text: "vendre", why: "Personne ne vend rien."}

  - id: suite
    type: order
    by: text
    prompt: "Dans quel ordre le récit du moulin présente-t-il ces faits ?"
    steps:
      - {text: "La fermeture.", evidence: "Le moulin ferme en 1874."}
      - {text: "Les fours.", evidence: "Les voisins réclament trois fours."}

  - id: tri
    type: classify
    prompt: "Classez ces phrases du récit du moulin."
    classes: {fait: "on pourrait le vérifier", avis: "on peut en discuter"}
    statements:
      - {id: ferme, class: fait, text: "Le moulin ferme en 1874."}
      - {id: faim, class: avis, text: "Ils trouvent cette fermeture « injuste »", mark: "injuste"}

  - id: tableau
    type: comparison
    source: [moulin, lettre]
    prompt: "Complétez le tableau."
    rows:
      - id: travaux
        criterion: "Ce qui doit être construit"
        cells:
          moulin: {answer: "trois fours", evidence: "Les voisins réclament trois fours."}
          lettre: {answer: "un pont", evidence: "Le pont sera reconstruit avant l'hiver"}
        verdict: differ
      - id: faim
        criterion: "Ce qui est craint"
        cells:
          moulin: {answer: "la faim", evidence: "le village aura faim"}
          lettre: {answer: not-said, evidence: {absent: ["faim", "crainte"]}}

  - id: expliquer
    type: open
    prompt: "Expliquez la colère des voisins dans le récit du moulin."
    lines: 8
    elements:
      - {points: 2, text: "Ils jugent cela injuste.", evidence: "Ils trouvent cette fermeture « injuste »"}
    criteria:
      - {points: 1, text: "Le récit est cité."}
    note: "Aucune opinion n’est attendue."

  - id: genre
    type: choice
    prompt: "De quelle sorte est le récit du moulin ?"
    answer: "un récit"
    distractors: ["un poème", "une loi"]
    evidence: {whole: "il raconte une suite de faits"}

  - id: ancien
    retired: "2026-09-01, remplacé par fermeture"
"""
"""Every form as BANK.md shows it, over texts of ours."""

WORDS = courses.sections(MILL)["questions/b.yaml"].decode()
HEAD, *ITEMS = re.split(r"^(?=  - id: )", WORDS, flags=re.MULTILINE)

MUTATED = {
    "unknown key": ('correction: "Ils', 'corection: "Ils'),
    "unknown key of the head": ('title: "Le moulin"', 'titel: "Le moulin"'),
    "unknown key of a quotation": ('mark: "farine"', 'marks: "farine"'),
    "unknown key of a pair": ('{id: voisins, left: "Les', '{id: voisins, gauche: "x", left: "Les'),
    "key of another form": ("    by: text\n", '    by: text\n    accept: ["rien"]\n'),
    "no id": ("  - id: suite\n    type: order\n", "  - type: order\n"),
    "no type": ("    type: cloze\n", ""),
    "no prompt": ('    prompt: "Complétez le tableau."\n', ""),
    "no answer": ("    answer: moulin\n", ""),
    "no points": ('{points: 1, text: "Le récit', '{text: "Le récit'),
    "no class": ("{id: ferme, class: fait, ", "{id: ferme, "),
    "no evidence in a cell": (', evidence: "le village aura faim"}', "}"),
    "answer and answers": (
        '    answer: "des fours"\n',
        '    answer: "des fours"\n    answers: ["un", "deux"]\n',
    ),
    "neither answer nor answers": ('    answer: "des fours"\n', ""),
    "no items": ("items:\n", "item:\n"),
    "unknown form": ("type: cloze", "type: close"),
    "a form that is empty": ("type: cloze", "type:"),
    "level 4": ("level: 3", "level: 4"),
    "level 0 in quotes": ("level: 3", 'level: "0"'),
    "level 4 in the head": ("level: 2", "level: 4"),
    "a level in words": ("level: 3", "level: trois"),
    "a third of a point": ("points: 2\n", "points: 0.33\n"),
    "too many points": ("points: 2\n", "points: 1000\n"),
    "half a point with a comma": ("points: 2\n", "points: 0,5\n"),
    "lines in words": ("lines: 3", "lines: trois"),
    "a list for words": ('prompt: "Complétez le tableau."', 'prompt: ["Complétez", "le tableau."]'),
    "a mapping for words": ('note: "Aucune', 'note: {fr: "Aucune opinion"} # "'),
    "nothing for words": ('answer: "de pain"', "answer:"),
    "blanks for words": ('answer: "de pain"', 'answer: " "'),
    "words for a list": ('distractors: ["un poème", "une loi"]', 'distractors: "un poème"'),
    "words for a mapping": ('allow: {evidence-short: "La phrase est brève."}', "allow: evidence-short"),
    "words for an item": ("  - id: ancien\n    retired: ", "  - "),
    "a list for a mapping": (
        '{fait: "on pourrait le vérifier", avis: "on peut en discuter"}',
        "[fait, avis]",
    ),
    "an empty list": ('distractors: ["un poème", "une loi"]', "distractors: []"),
    "one pair": ("      - {id: meuniere,", "      # - {id: meuniere,"),
    "one answer of several": ('answers: ["la meunière", {', "answers: [{"),
    "wrong verdict": ("verdict: differ", "verdict: same"),
    "wrong order": ("by: text", "by: date"),
    "wrong judgement": ("answer: false", "answer: perhaps"),
    "wrong flag": ("justify: true", "justify: perhaps"),
    "wrong place": ("only: paper", "only: screen"),
    "an id with a capital": ("id: fermeture", "id: Fermeture"),
    "an id with a blank": ("id: fermeture", "id: la fermeture"),
    "an id with two hyphens": ("id: fermeture", "id: la--fermeture"),
    "an id of 61 letters": ("id: fermeture", f"id: {61 * 'a'}"),
    "a source with an accent": ("source: moulin\n", "source: récit\n"),
    "a cell under a title": (
        "          lettre: {answer: not-said",
        '          "La lettre": {answer: not-said',
    ),
    "retired without an id": ("  - id: ancien\n    retired", "  - retired"),
    "an id alone": ('    retired: "2026-09-01, remplacé par fermeture"\n', ""),
}

KEPT = {
    "a year": ('answer: "en 1874"', "answer: 1874"),
    "a list of numbers": ('accept: ["1874"]', "accept: [1874, 18.74, -3]"),
    "one of a list": ('accept: ["1874"]', "accept: 1874"),
    "none of a list": ('also: ["Les voisins réclament trois fours."]', "also: []"),
    "a level in quotes": ("level: 3", 'level: "3"'),
    "level 1": ("level: 3", "level: 1"),
    "points in quotes": ("points: 2\n", 'points: "2"\n'),
    "most points": ("points: 2\n", "points: 999\n"),
    "an id": ("id: fermeture", "id: 1874"),
    "an id in quotes": ("id: fermeture", 'id: "1874"'),
    "a title": ('title: "Le moulin"', "title: 1874"),
    "a category": ("category: demand", "category: 5"),
    "a mark": ('mark: "farine"', "mark: 1874"),
    "a class": ("{id: ferme, class: fait,", '{id: 1, class: "fait",'),
    "a flag in quotes": ("justify: true", 'justify: "true"'),
    "a judgement in quotes": ("answer: false", 'answer: "false"'),
    "an id of 60 letters": ("id: fermeture", f"id: {60 * 'a'}"),
    "a retired item that keeps its words": (
        "    type: cloze\n",
        '    type: cloze\n    retired: "2026, faux"\n',
    ),
    "a retired item of a form that is gone": ("    type: cloze\n", '    type: gap\n    retired: "2026"\n'),
}


FRENCH = hovers.LANGUAGES["fr"]


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["schema", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """The schema of any bank, in or out of a course."""
    return schema.schema("bank")


def objects(made: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema."""
    if isinstance(made, list):
        for one in made:
            yield from objects(one)
    if isinstance(made, dict):
        yield made
        for name in ("items", "additionalProperties", "propertyNames", "anyOf", "allOf"):
            yield from objects(made.get(name))
        for name in ("properties", "definitions"):
            yield from objects([*made.get(name, {}).values()])


def forms(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the schema says of each form of item."""
    banks = made["properties"]["items"]["items"]["anyOf"]
    return {one["properties"]["type"]["const"]: one for one in banks if "type" in one["properties"]}


def is_valid(words: str, made: dict[str, Any]) -> bool:
    """Whether an editor has nothing to say, whichever draft it knows."""
    said = {draft(made).is_valid(yaml.safe_load(words)) for draft in DRAFTS}
    assert len(said) == 1
    return said.pop()


def loads(words: str) -> bool:
    """Whether the loader has nothing to say."""
    return not banks.load(Document("questions/b.yaml", words)).diagnostics


def mutated(old: str, new: str) -> str:
    """The head and the first item that has some words, with others instead."""
    words = HEAD + next((item for item in ITEMS if old in item), ITEMS[0])
    assert old in words
    return words.replace(old, new, 1)


# The file


@pytest.mark.parametrize("file", schema.FILES)
def test_the_file_is_what_is_printed(file: str) -> None:
    committed = (courses.ROOT / f"questions/{file}.schema.json").read_bytes()
    assert committed.decode() == printed(file, "--course", str(courses.ROOT))
    assert committed.endswith(b"}\n")


def test_a_bank_is_what_is_printed_by_default() -> None:
    assert printed() == printed("bank")


@pytest.mark.parametrize("file", schema.FILES)
def test_outside_a_course_it_is_of_any_course(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert json.loads(printed(file)) == schema.schema(file)


def test_a_course_that_cannot_be_read_has_no_schema(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, courses.TOWN + "-- questions/course.yaml --\ntitle: [\n")
    done = CliRunner().invoke(app, ["schema", "bank", "--course", str(root)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "citedeck check" in done.stderr


def test_an_unknown_file_is_a_wrong_command_line() -> None:
    done = CliRunner().invoke(app, ["schema", "deck"])
    assert done.exit_code == 2
    assert all(file in done.output for file in schema.FILES)


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_a_bank_tells_editors_of_it(path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=bank.schema.json"


# Its language


@pytest.mark.parametrize("file", schema.FILES)
def test_both_drafts_know_it(file: str) -> None:
    for draft in DRAFTS:
        draft.check_schema(schema.schema(file))


@pytest.mark.parametrize("file", schema.FILES)
def test_no_keyword_differs_between_drafts(file: str) -> None:
    for one in objects(schema.schema(file)):
        assert set(one) <= COMMON_KEYWORDS
        assert not isinstance(one.get("items"), list)
        assert "$ref" not in one or set(one) == {"$ref"}


# Its keys


def test_it_has_every_form(written) -> None:
    assert list(forms(written)) == list(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_its_keys_and_no_other(form: str, written) -> None:
    made = forms(written)[form]
    keys = {**COMMON, **FORMS[form].keys}
    assert set(made["properties"]) == set(keys)
    assert set(made["required"]) == {name for name, key in keys.items() if key.required}
    assert made["additionalProperties"] is False
    for name, key in keys.items():
        assert made["properties"][name]["description"] == key.hover


def test_the_head_has_its_keys_and_no_other(written) -> None:
    assert set(written["properties"]) == set(banks.HEAD.keys)
    assert written["required"] == ["items"]
    assert written["additionalProperties"] is False
    for name, key in banks.HEAD.keys.items():
        assert written["properties"][name]["description"] == key.hover


def test_every_key_has_words_to_hover(written) -> None:
    properties = [one["properties"] for one in objects(written) if "properties" in one]
    assert len(properties) > len(FORMS)
    for keys in properties:
        assert [name for name, key in keys.items() if not key.get("description")] == []


# In a course


def said(made: Any) -> set[str]:
    """What a schema says of keys."""
    return {one["description"] for one in objects(made) if "description" in one}


def test_every_key_of_every_file_is_said_in_french() -> None:
    english = {words for file in schema.FILES for words in said(schema.schema(file))}
    assert set(FRENCH) == english
    assert len(set(FRENCH.values())) == len(FRENCH)


def test_a_french_course_has_a_french_schema() -> None:
    french = {catalogue.typeset(words, "fr") for words in FRENCH.values()}
    for file in schema.FILES:
        assert said(schema.schema(file, courses.ours())) <= french


def test_a_course_in_a_language_without_words_has_an_english_one() -> None:
    course = replace(courses.ours(), language="nl", categories={})
    assert said(schema.schema("bank", course)) == said(schema.schema("bank"))


def test_only_the_categories_of_a_course_are_valid() -> None:
    words = 'items: [{id: a, type: cloze, text: "{{c1::x}}", category: %s}]'
    course = replace(courses.ours(), categories={"date": "Dates", "1874": "Un an"})
    made = schema.schema("bank", course)
    taken = {name: is_valid(words % name, made) for name in ("date", "1874", '"1874"', "dates")}
    assert taken == {"date": True, "1874": True, '"1874"': True, "dates": False}


def test_only_the_texts_of_a_course_are_valid() -> None:
    made = schema.schema("bank", courses.ours())
    for words, valid in (("options", True), ("[options, anticapitaliste]", True), ("[options, x]", False)):
        assert is_valid(f"source: {words}\nitems: []", made) == valid


# What it accepts


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_the_banks_are_valid(path, written) -> None:
    for made in (written, schema.schema("bank", courses.ours())):
        assert is_valid(path.read_text(encoding="utf-8"), made)


@pytest.mark.parametrize(
    ("file", "path"), [("course", "questions/course.yaml"), ("sources", "seeds/sources.yaml")]
)
def test_the_course_is_valid(file: str, path: str) -> None:
    assert is_valid((courses.ROOT / path).read_text(encoding="utf-8"), schema.schema(file))


def test_an_example_of_every_form_is_valid(written) -> None:
    assert {item.get("type") for item in yaml.safe_load(WORDS)["items"]} == {*FORMS, None}
    assert [d.message for d in courses.compiled(MILL).diagnostics if d.is_error] == []
    assert is_valid(WORDS, written)


@pytest.mark.parametrize(("old", "new"), KEPT.values(), ids=KEPT)
def test_what_the_loader_takes_is_valid(old: str, new: str, written) -> None:
    words = mutated(old, new)
    assert (loads(words), is_valid(words, written)) == (True, True)


def test_a_bank_may_have_no_items_yet(written) -> None:
    assert (loads("items: []\n"), is_valid("items: []\n", written)) == (True, True)


# What it refuses


@pytest.mark.parametrize(("old", "new"), MUTATED.values(), ids=MUTATED)
def test_what_the_loader_refuses_is_not_valid(old: str, new: str, written) -> None:
    words = mutated(old, new)
    assert (loads(words), is_valid(words, written)) == (False, False)


def listed(made: Any, definitions: dict[str, Any]) -> Iterator[str]:
    """The keys of a schema under which a list may stand."""
    if isinstance(made, dict):
        for name, held in made.get("properties", {}).items():
            whole = [held, *held.get("anyOf", []), *held.get("allOf", [])]
            whole += [one for ref in whole if "$ref" in ref for one in definitions["evidence"]["anyOf"]]
            if any(one.get("type") == "array" for one in whole):
                yield name
    for below in made.values() if isinstance(made, dict) else made if isinstance(made, list) else ():
        yield from listed(below, definitions)


def test_lists_are_known_where_a_file_is_no_yaml() -> None:
    made = {file: schema.schema(file) for file in ("bank", "course", "sources")}
    assert {*listed(made, made["bank"]["definitions"])} == LISTS


def named(made: Any) -> Iterator[str]:
    """All keys of a schema."""
    if isinstance(made, dict):
        yield from made.get("properties", {})
    for below in made.values() if isinstance(made, dict) else made if isinstance(made, list) else ():
        yield from named(below)


def test_what_is_called_so_elsewhere_is_there() -> None:
    keys = {key for file in ("bank", "course", "sources") for key in named(schema.schema(file))}
    assert {*names.KEYS} <= keys
    assert {*names.FORMS} == {*FORMS}
    assert all(naming.form(name) == form for form, line in names.FORMS.items() for name in names.parted(line))
