"""A course made up, the same one every time, and the notes citedeck makes of it.

python tests/bench/made_up.py COURSE NOTES writes the notes of a course, ready for genanki.
"""

from __future__ import annotations

import itertools
import pickle
import random
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from citedeck.commands import build
from citedeck.targets.anki import note_types, notes

BANK = 100
"""Items in a bank."""

HEAD = 'title: "Banc"\nid: banc\nlanguage: fr\n'

WORDS = ["".join(letters) for letters in itertools.product("bdflmnprst", "aeiou", repeat=2)]

SHORT = """\
  - id: item-{at:06}
    type: short
    prompt: "Selon le texte, quel nombre est lié à {some[0]} ?"
    answer: "{number}"
    accept: ["{number} fois", "le nombre {number}"]
    evidence: "{quote}"
    explanation: "Le texte le dit en toutes lettres. Un autre nombre y serait faux : {some[1]},
      {some[2]}, {some[3]}."
"""

CHOICE = """\
  - id: item-{at:06}
    type: choice
    prompt: "Selon le texte, quel nombre est lié à {some[0]} ?"
    answer: "{number}"
    distractors:
      - text: "{other}"
        why: "Le texte donne ce nombre ailleurs, pour autre chose."
      - text: "{another}"
        why: "Le texte ne donne pas ce nombre."
    evidence: "{quote}"
    explanation: "Le texte le dit en toutes lettres. Un autre nombre y serait faux : {some[1]}."
"""

CLOZE = """\
  - id: item-{at:06}
    type: cloze
    prompt: "Selon le texte, qui parle de {some[0]} :"
    text: "{gap}"
    explanation: "Le texte le dit en toutes lettres. Un autre nombre y serait faux : {some[1]},
      {some[2]}, {some[3]}, {some[3]}."
"""


def write_ready(course: Path, path: Path) -> None:
    """The very notes citedeck makes of a course, ready for genanki."""
    compilation = build.compile_only(course)
    assert compilation.course is not None
    assert not compilation.diagnostics, [d.message for d in compilation.diagnostics][:3]
    kinds = {}
    for kind, of in note_types.NOTE_TYPES.items():
        front, back = (note_types.template(kind, side) for side in ("front", "back"))
        kinds[kind] = (of.id, of.name, of.fields, front, back, note_types.css(), int(of.is_cloze))
    ready = [
        (note.note_type.kind, note.deck, note.guid, list(note.values.values()), list(note.tags))
        for note in notes.plan(compilation, compilation.course)
    ]
    path.write_bytes(pickle.dumps((kinds, ready)))


def write_course(folder: Path, items: int, bank: int = BANK, sheet: int = 0) -> None:
    """A course of one text, every sentence of which is asked about once.

    `bank` items stand in a file; with `sheet`, every item stands on a worksheet of that many.
    """
    chance = random.Random(items)
    sentences = [sentence(number, chance) for number in range(1, items + 1)]
    paragraphs = ["".join(sentences[at : at + 5]).rstrip() for at in range(0, items, 5)]
    files = {
        "seeds/t.txt": "\n".join(paragraphs) + "\n",
        "seeds/sources.yaml": 't:\n  file: t.txt\n  label: "le texte"\n',
        "questions/course.yaml": HEAD + worksheets(items, sheet),
    }
    chance.shuffle(sentences)
    for first in range(0, items, bank):
        written = [item(at, sentences[at].strip(), chance) for at in range(first, min(first + bank, items))]
        files[f"questions/{first // bank:05}.yaml"] = "source: t\nitems:\n" + "".join(written)
    write_files(folder, files)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Files below a folder, by their paths."""
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")


def write_texts(folder: Path, texts: int) -> None:
    """A course of so many texts, each with one item that asks about its one sentence."""
    chance = random.Random(texts)
    sentences = [sentence(number, chance) for number in range(1, texts + 1)]
    names = [f"t{number:05}" for number in range(1, texts + 1)]
    listed = [f'{name}:\n  file: {name}.txt\n  label: "le texte {name}"\n' for name in names]
    items = [item(at, words.strip(), chance) for at, words in enumerate(sentences)]
    sourced = [
        words.replace("    type:", f"    source: {name}\n    type:", 1).replace(
            "le texte,", f"le texte {name},"
        )
        for name, words in zip(names, items, strict=True)
    ]
    files = {f"seeds/{name}.txt": f"{words}\n" for name, words in zip(names, sentences, strict=True)}
    bank = {"questions/00000.yaml": "items:\n" + "".join(sourced)}
    head = {"seeds/sources.yaml": "".join(listed), "questions/course.yaml": HEAD}
    write_files(folder, {**files, **bank, **head})


def edit_item(bank: Path, number: int) -> None:
    """Another explanation of the first item of a bank, which is told from those before by the number."""
    words = bank.read_text(encoding="utf-8")
    begin = f'explanation: "Voyez {WORDS[number]}. '
    edited = re.sub(r'explanation: "(Voyez \w+\. )?', begin, words, count=1)
    assert edited != words
    bank.write_text(edited, encoding="utf-8", newline="\n")


def worksheets(items: int, size: int) -> str:
    """The worksheets that hold every item, as course.yaml lists them."""
    if not size:
        return ""
    listed = [
        ", ".join(f"item-{at + 1:06}" for at in range(first, first + size)) for first in range(0, items, size)
    ]
    entries = [
        f'  - {{id: fiche-{at}, title: "Fiche", items: [{names}]}}\n' for at, names in enumerate(listed)
    ]
    return "worksheets:\n" + "".join(entries)


def sentence(number: int, chance: random.Random) -> str:
    """About 100 bytes; the number makes it the only one of its kind."""
    drawn = chance.sample(WORDS, 17)
    return f"Le {' '.join(drawn[:8])} compte {number} {' '.join(drawn[8:])}. "


def item(at: int, quote: str, chance: random.Random) -> str:
    """About 650 bytes of YAML: half short, a quarter cloze, a quarter choice.

    Its id has more digits than any number that is asked for: an id that holds the answer is told.
    """
    number = quote.partition(" compte ")[2].split()[0]
    gap = quote.replace(f" {number} ", f" {{{{c1::{number}::un nombre}}}} ")
    some = [" ".join(chance.choices(WORDS, k=length)) for length in (4, 22, 19, 14)]
    form = (SHORT, CLOZE, SHORT, CHOICE)[at % 4]
    other, another = int(number) + 1, int(number) + 2
    return form.format(
        at=at + 1, quote=quote, number=number, gap=gap, some=some, other=other, another=another
    )


if __name__ == "__main__":
    write_ready(Path(sys.argv[1]), Path(sys.argv[2]))
