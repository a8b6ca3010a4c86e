"""How long citedeck takes, beside a bare genanki process that writes the same ready notes.

Example: python tests/bench/bench.py --items 100 10000 --runs 5
"""

from __future__ import annotations

import argparse
import itertools
import os
import pickle
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from citedeck import build
from citedeck.targets.anki import notes, schema

BANK = 100
"""Items in a bank."""

WORDS = ["".join(letters) for letters in itertools.product("bdflmnprst", "aeiou", repeat=2)]

SHORT = """\
  - id: item-{at}
    type: short
    prompt: "Selon le texte, quel nombre est lié à {some[0]} ?"
    answer: "{number}"
    accept: ["{number} fois", "le nombre {number}"]
    evidence: "{quote}"
    explanation: "Le texte le dit en toutes lettres. Un autre nombre y serait faux : {some[1]},
      {some[2]}, {some[3]}."
"""

CHOICE = """\
  - id: item-{at}
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
  - id: item-{at}
    type: cloze
    prompt: "Selon le texte, qui parle de {some[0]} :"
    text: "{gap}"
    explanation: "Le texte le dit en toutes lettres. Un autre nombre y serait faux : {some[1]},
      {some[2]}, {some[3]}, {some[3]}."
"""

BARE = """
import pickle, sys
import genanki

with open(sys.argv[1], "rb") as file:
    kinds, ready = pickle.load(file)
models = {
    kind: genanki.Model(number, name, fields=[{"name": f} for f in fields], css=css, model_type=cloze,
        templates=[{"name": name, "qfmt": front, "afmt": back}])
    for kind, (number, name, fields, front, back, css, cloze) in kinds.items()
}
decks = {}
for kind, deck, guid, fields, tags in ready:
    if deck not in decks:
        decks[deck] = genanki.Deck(1_500_000_000 + len(decks), deck)
    decks[deck].add_note(genanki.Note(models[kind], fields, tags=tags, guid=guid))
genanki.Package(list(decks.values())).write_to_file(sys.argv[2])
"""
"""What any deck maker has to do: import genanki, and write ready notes with it."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    implementation = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{implementation}, {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}; ", end="")
    print(f"medians of {asked.runs} runs, as whole processes.\n")
    print("| items | " + " | ".join(COLUMNS) + " | bare genanki, s |")
    print("|---" * (len(COLUMNS) + 2) + "|")
    for items in asked.items:
        with tempfile.TemporaryDirectory() as folder:
            took = measured(Path(folder), items, asked.runs)
        ratios = [f"{took[what] / took[beside]:.2f}" for what, beside in COLUMNS.values()]
        print(f"| {items:,} | " + " | ".join(ratios) + f" | {took['bare']:.2f} |", flush=True)


COLUMNS = {
    "`build --only anki` ÷ bare genanki": ("cold", "bare"),
    "`build`, nothing changed ÷ bare genanki": ("unchanged", "bare"),
    "`check` ÷ `import yaml, typer`": ("check", "imports"),
}


def measured(folder: Path, items: int, runs: int) -> dict[str, float]:
    """The median seconds of each command, which take turns so that a slow minute hits all."""
    course, ready, deck = folder / "course", folder / "ready", folder / "bare.apkg"
    write_course(course, items)
    write_ready(course, ready)
    python, fresh = [sys.executable], folder / "fresh"
    citedeck = [*python, "-m", "citedeck"]
    commands = {
        "bare": [*python, "-c", BARE, ready, deck],
        "cold": [*citedeck, "build", course, "--only", "anki", "--output", fresh],
        "unchanged": [*citedeck, "build", course],
        "check": [*citedeck, "check", course],
        "imports": [*python, "-c", "import yaml, typer"],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            shutil.rmtree(fresh, ignore_errors=True)
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if run > 0:  # the first only fills caches, and makes what is unchanged after it
                took[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in took.items()}


def write_ready(course: Path, path: Path) -> None:
    """The very notes citedeck makes of a course, ready for genanki."""
    compilation = build.compile_only(course)
    assert compilation.course is not None
    assert not compilation.broken, [d.message for d in compilation.diagnostics if d.is_error][:3]
    kinds = {}
    for kind, of in schema.NOTE_TYPES.items():
        front, back = (schema.template(kind, side) for side in ("front", "back"))
        kinds[kind] = (of.id, of.name, of.fields, front, back, schema.css(), int(of.is_cloze))
    ready = [
        (note.note_type.kind, note.deck, note.guid, list(note.values.values()), list(note.tags))
        for note in notes.plan(compilation, compilation.course)
    ]
    path.write_bytes(pickle.dumps((kinds, ready)))


# A course made up


def write_course(folder: Path, items: int) -> None:
    """A course of one text, every sentence of which is asked about once."""
    chance = random.Random(items)
    sentences = [sentence(number, chance) for number in range(1, items + 1)]
    paragraphs = ["".join(sentences[at : at + 5]).rstrip() for at in range(0, items, 5)]
    files = {
        "seeds/t.txt": "\n".join(paragraphs) + "\n",
        "seeds/sources.yaml": 't:\n  file: t.txt\n  label: "le texte"\n',
        "questions/course.yaml": 'title: "Banc"\nid: banc\nlanguage: fr\n',
    }
    chance.shuffle(sentences)
    for first in range(0, items, BANK):
        written = [item(at, sentences[at].strip(), chance) for at in range(first, min(first + BANK, items))]
        files[f"questions/{first // BANK:05}.yaml"] = "source: t\nitems:\n" + "".join(written)
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")


def sentence(number: int, chance: random.Random) -> str:
    """About 100 bytes; the number makes it the only one of its kind."""
    drawn = chance.sample(WORDS, 17)
    return f"Le {' '.join(drawn[:8])} compte {number} {' '.join(drawn[8:])}. "


def item(at: int, quote: str, chance: random.Random) -> str:
    """About 650 bytes of YAML: half short, a quarter cloze, a quarter choice."""
    number = quote.partition(" compte ")[2].split()[0]
    gap = quote.replace(f" {number} ", f" {{{{c1::{number}::un nombre}}}} ")
    some = [" ".join(chance.choices(WORDS, k=length)) for length in (4, 22, 19, 14)]
    form = (SHORT, CLOZE, SHORT, CHOICE)[at % 4]
    other, another = int(number) + 1, int(number) + 2
    return form.format(
        at=at + 1, quote=quote, number=number, gap=gap, some=some, other=other, another=another
    )


if __name__ == "__main__":
    main()
