"""What an editor makes of our schemas: the real yaml-language-server, with the committed settings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import courses
from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.raw import MANIFEST
from editor import Server, editor

QUESTIONS = courses.ROOT / "questions"
FILES = [*sorted(QUESTIONS.glob("*.yaml")), courses.ROOT / MANIFEST]

HEAD = "# yaml-language-server: $schema=bank.schema.json\nsource: options\nitems:\n"

SHORT = """\
  - id: opt-essai
    type: short
    category: actor
    level: 1
    prompt: "Selon le texte d’Options, quel groupe le contre-projet concerne-t-il ?"
    answer: "Atos"
    evidence: "l’avenir du groupe du numérique Atos"
"""

MISTAKES = {
    "an unknown key": ("    answer:", "    anwser:", 9, "anwser"),
    "a list for words": ('prompt: "Selon', 'prompt: ["un", "deux"] # "', 8, "string"),
    "a category of another course": ("category: actor", "category: acteur", 6, "date"),
    "a level that there is not": ("level: 1", "level: 4", 7, "Valid values: 1, 2, 3"),
    "an id with a capital": ("opt-essai", "Opt-essai", 4, "pattern"),
    "a form that there is not": ("type: short", "type: shorts", 5, "short"),
    "an unknown text": ("evidence:", "source: optons\n    evidence:", 10, "options"),
    "an unknown key of a quotation": (
        'evidence: "',
        'evidence: {quote: "Atos", marks: "At"} # "',
        10,
        "marks",
    ),
}


def settings() -> dict[str, Any]:
    """The committed settings as an editor hands them over: `yaml.schemas` is `schemas` of `yaml`."""
    committed = json.loads((courses.ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    told = {name.partition(".")[2]: value for name, value in committed.items() if name.startswith("yaml.")}
    return {"yaml": {"validate": True, "hover": True, "completion": True, **told}}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with editor(courses.ROOT, settings()) as started:
        yield started


def test_it_has_nothing_to_say_of_our_files(server) -> None:
    assert {path.name: server.opened(path, path.read_text(encoding="utf-8")) for path in FILES} == {
        path.name: [] for path in FILES
    }


@pytest.mark.parametrize("what", MISTAKES)
def test_it_tells_a_mistake_at_its_line(what: str, server) -> None:
    old, new, line, said = MISTAKES[what]
    assert old in SHORT
    found = server.opened(QUESTIONS / f"{what}.yaml", HEAD + SHORT.replace(old, new))
    assert any(at == line and said in message for at, message in found), found


@pytest.mark.parametrize("form", FORMS)
def test_it_completes_the_keys_of_a_form_and_no_other(form: str, server) -> None:
    text = f"{HEAD}  - id: opt-essai\n    type: {form}\n    \n"
    path = QUESTIONS / f"{form}.yaml"
    server.opened(path, text)
    offered = {item["label"]: item for item in server.at("completion", path, 6, 5)["items"]}
    assert offered.keys() - {form} == {*COMMON, *FORMS[form].keys} - {"id", "type"}
    assert all(item.get("documentation") for item in offered.values())


def test_it_completes_forms_categories_and_texts(server) -> None:
    course = courses.ours()
    path = QUESTIONS / "valeurs.yaml"
    server.opened(path, f"{HEAD}  - id: opt-essai\n    type: \n    category: \n    source: \n")
    for line, known in ((5, FORMS), (6, course.categories), (7, course.sources)):
        offered = server.at("completion", path, line, 16)["items"]
        assert {item["label"] for item in offered} >= set(known), line


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [
        ("2-options.yaml", "    evidence: ", "Le passage qui le dit"),
        ("2-options.yaml", "        why: ", "Pourquoi elle est fausse."),
        ("course.yaml", "categories:", "Les catégories"),
        ("sources.yaml", "  label: ", "Comment les questions nomment le texte"),
    ],
)
def test_it_says_in_french_what_a_key_is(name: str, key: str, said: str, server) -> None:
    path = next(path for path in FILES if path.name == name)
    text = path.read_text(encoding="utf-8")
    server.opened(path, text)
    line = next(number for number, words in enumerate(text.split("\n"), 1) if words.startswith(key))
    shown = server.at("hover", path, line, len(key) - len(key.lstrip()) + 2)
    assert said in shown["contents"]["value"]
