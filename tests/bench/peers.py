"""Other programs that make decks or quizzes of files, each given the same questions in its own form.

To add one: a function that writes the questions and gives the command that makes something of them, in PEERS
under its name and the module by which it is known to be there.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import made_up

Command = Sequence[object]

ANKI = """
import json, os, sys
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

with open(sys.argv[1], encoding="utf-8") as file:
    cards = json.load(file)["cards"]
for old in (sys.argv[2], sys.argv[3]):
    if os.path.exists(old):
        os.remove(old)
collection = Collection(sys.argv[2])
deck = collection.decks.id("Banc")
kind = collection.models.by_name("Basic")
requests = []
for card in cards:
    note = collection.new_note(kind)
    note.fields = [card["question"], card["correct_answer"] + "<br>" + card["explanation"]]
    requests.append(AddNoteRequest(note, deck))
collection.add_notes(requests)
collection.export_anki_package(out_path=sys.argv[3], limit=None, options=ExportAnkiPackageOptions())
"""
"""Anki's own backend: all notes in one batch, then the package."""

HEADERS = """\
name: Banc
crowdanki_uuid: 00000000-0000-0000-0000-000000000001
"""
KIND = """\
name: Basic
id: 00000000-0000-0000-0000-000000000002
css_file: style.css
fields:
  - name: Front
  - name: Back
templates:
  - name: Card
    html_file: card.html
"""
RECIPE = """\
- build_parts:
    - note_models_from_yaml_part:
        - part_id: Basic
          file: kind.yaml
    - headers_from_yaml_part:
        - part_id: headers
          file: headers.yaml
    - notes_from_csvs:
        - part_id: notes
          note_model_mappings:
            - note_models: [Basic]
          file_mappings:
            - file: notes.csv
              note_model: Basic
- generate_crowd_anki:
    - folder: made
      headers: headers
      notes:
        part_id: notes
      note_models:
        parts:
          - part_id: Basic
"""


@dataclass(frozen=True)
class Question:
    """What every program is asked to ask."""

    name: str
    prompt: str
    right: str
    wrong: tuple[str, str]
    reason: str


def commands(folder: Path, items: int) -> dict[str, Command]:
    """The commands of the programs that are here, each with so many questions in a folder of its own."""
    questions = list(_made_up(items))
    there = {}
    for name, (module, write) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name} is not here", file=sys.stderr)
            continue
        place = folder / module
        place.mkdir(parents=True)
        there[name] = write(place, questions)
    return there


def _made_up(items: int) -> Iterable[Question]:
    """Questions as long as those of the course that is made up."""
    chance = random.Random(items)
    for number in range(1, items + 1):
        sentence = made_up.sentence(number, chance).strip()
        some = " ".join(chance.choices(made_up.WORDS, k=4))
        reason = f"{sentence} {' '.join(chance.choices(made_up.WORDS, k=40))}."
        prompt = f"Selon le texte, quel nombre est lié à {some} ?"
        yield Question(f"item-{number:05}", prompt, f"{number}", (f"{number + 1}", f"{number + 2}"), reason)


def _kunyi(folder: Path, questions: Sequence[Question]) -> Command:
    return [sys.executable, "-m", "kunyi", "Banc", _cards(folder, questions), "--output", folder / "k.apkg"]


def _anki(folder: Path, questions: Sequence[Question]) -> Command:
    return [sys.executable, "-c", ANKI, _cards(folder, questions), folder / "c.anki2", folder / "a.apkg"]


def _cards(folder: Path, questions: Sequence[Question]) -> Path:
    cards = [
        {
            "question": question.prompt,
            "choices": [question.right, *question.wrong],
            "correct_answer": question.right,
            "explanation": question.reason,
            "tags": [question.name],
        }
        for question in questions
    ]
    return _written(folder / "cards.json", json.dumps({"cards": cards}, ensure_ascii=False))


def _brain_brew(folder: Path, questions: Sequence[Question]) -> Command:
    with (folder / "notes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["guid", "front", "back", "tags"])
        rows.writerows([q.name, q.prompt, f"{q.right}<br>{q.reason}", ""] for q in questions)
    files = {"headers.yaml": HEADERS, "kind.yaml": KIND, "recipe.yaml": RECIPE, "style.css": ".card {}\n"}
    made_up.write_files(folder, {**files, "card.html": "{{Front}}\n\n--\n\n{{Back}}\n"})
    run = "import os, sys; os.chdir(sys.argv.pop(1)); from brain_brew.main import main; main()"
    return [sys.executable, "-c", run, folder, "run", "recipe.yaml"]


def _text2qti(folder: Path, questions: Sequence[Question]) -> Command:
    words = "".join(
        f"{number}. {question.prompt}\n... {question.reason}\n*a) {question.right}\n"
        f"b) {question.wrong[0]}\nc) {question.wrong[1]}\n\n"
        for number, question in enumerate(questions, 1)
    )
    path = _written(folder / "quiz.txt", f"Quiz title: Banc\n\n{words}")
    return [sys.executable, "-c", "from text2qti.cmdline import main; main()", path]


def _moodle_tools(folder: Path, questions: Sequence[Question]) -> Command:
    words = "---\n".join(
        f'type: multiple_choice\ntitle: {question.name}\nquestion: "{question.prompt}"\n'
        f'general_feedback: "{question.reason}"\nanswers:\n  - answer: "{question.right}"\n    points: 100\n'
        + "".join(f'  - answer: "{wrong}"\n    points: 0\n    feedback: "Non."\n' for wrong in question.wrong)
        for question in questions
    )
    path = _written(folder / "quiz.yaml", words)
    run = "from moodle_tools.make_questions import main; main()"
    return [sys.executable, "-c", run, "-i", path, "-o", folder / "quiz.xml"]


def _written(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8", newline="\n")
    return path


PEERS: dict[str, tuple[str, Callable[[Path, Sequence[Question]], Command]]] = {
    "kunyi": ("kunyi", _kunyi),
    "Brain Brew": ("brain_brew", _brain_brew),
    "Anki’s backend": ("anki", _anki),
    "text2qti": ("text2qti", _text2qti),
    "moodle-tools": ("moodle_tools", _moodle_tools),
}
