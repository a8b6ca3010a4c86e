"""Any ten releases, in the real Anki: in order, with gaps, and in the wrong order."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anki_user import Learner, learner
from citedeck.targets.anki import package
from test_updates import FIRST, Author, cards_of

MOST = 40
STEP = 1000
RELEASES = 10
BANKS = ("questions/a.yaml", "questions/b.yaml")
FORMS = ("short", "choice", "true-false")
"""Those of one note type; a cloze is of the other."""

TEXT = "".join(f"Le nombre {number} suit le mot m{number}z.\n" for number in range(MOST))
COURSE = f"""\
-- seeds/t.txt --
{TEXT}-- questions/course.yaml --
title: "Suite"
id: suite
key: kd7x2m9q
language: fr
banks: [a.yaml, b.yaml]
version: 0.1.0
"""


@dataclass
class Question:
    """A question of the course: what an author may change of it."""

    number: int
    form: str = "short"
    edition: int = 0
    bank: int = 0
    is_retired: bool = False

    def __str__(self) -> str:
        if self.is_retired:
            return f'  - {{id: n{self.number}, retired: "2026"}}\n'
        word = f"le mot m{self.number}z"
        asked = {
            "short": f'    answer: "{word}"\n',
            "choice": f'    answer: "{word}"\n    distractors: ["le mot x", "le mot y"]\n',
            "true-false": "    answer: true\n",
            "cloze": f'    text: "Le nombre {self.number} suit {{{{c1::{word}}}}}."\n',
        }[self.form]
        quoted = "" if self.form == "cloze" else f'    evidence: "Le nombre {self.number} suit {word}."\n'
        ends = (
            f"le nombre {self.number} suit {word}."
            if self.form == "true-false"
            else f"que suit {self.number} ?"
        )
        return (
            f'  - id: n{self.number}\n    type: {self.form}\n    prompt: "Selon le texte, {ends}"\n'
            f'{asked}{quoted}    explanation: "Édition {self.edition}."\n'
        )


@dataclass
class Writer:
    """An author who changes a course at random."""

    author: Author
    questions: list[Question] = field(default_factory=list)

    def change(self, what: str, which: int) -> None:
        present = [question for question in self.questions if not question.is_retired]
        if what == "add" or len(present) < 2:
            self._add("cloze" if which % 3 == 0 else FORMS[which % 3], which % 2)
            return
        one = present[which % len(present)]
        if what == "edit":
            one.edition += 1
        elif what == "retire":
            one.is_retired = True
        elif what == "reorder":
            self.questions.remove(one)
            self.questions.insert(which % (len(self.questions) + 1), one)
        elif what == "move":
            one.bank = 1 - one.bank
        elif what == "form" and one.form != "cloze":
            one.form = FORMS[(FORMS.index(one.form) + 1) % len(FORMS)]
        elif what == "replace":
            one.is_retired = True
            self._add("short" if one.form == "cloze" else "cloze", one.bank)

    def _add(self, form: str, bank: int) -> None:
        if len(self.questions) < MOST:
            self.questions.append(Question(len(self.questions), form, bank=bank))

    def release(self, number: int) -> bytes:
        for place, path in enumerate(BANKS):
            words = "".join(str(question) for question in self.questions if question.bank == place)
            bank = f"source: t\nitems:{'' if words else ' []'}\n{words}"
            (self.author.root / path).write_bytes(bank.encode())
        self.author.release(f"1.{number}.0", FIRST + number * STEP)
        return self.author.deck.read_bytes()


CHANGES = st.sampled_from(["add", "edit", "edit", "retire", "reorder", "move", "form", "replace"])
SEQUENCES = st.lists(
    st.lists(st.tuples(CHANGES, st.integers(0, 40)), max_size=5), min_size=RELEASES - 1, max_size=RELEASES - 1
)


def released(folder: Path, sequence: Sequence[Sequence[tuple[str, int]]]) -> list[bytes]:
    """The decks of a first release of six questions, and of one after each group of changes."""
    writer = Writer(Author(folder, COURSE))
    for number in range(6):
        writer.change("add", number)
    decks = [writer.release(0)]
    for number, group in enumerate(sequence, 1):
        for change in group:
            writer.change(*change)
        decks.append(writer.release(number))
    return decks


def editions(person: Learner) -> dict[str, str]:
    """The edition of each question; each is there once."""
    rows = person.col.db.list("select flds from notes")
    found = {words.split("\x1f")[0]: re.search(r"Édition (\d+)", words)[1] for words in rows}
    assert len(found) == len(rows)
    return found


def times(deck: bytes) -> dict[str, int]:
    return {f"suite-kd7x2m9q/{record.item}": record.modified for record in package.records(deck)}


def touch(person: Learner, at: int) -> set[str]:
    """Tag every third note, as at some time."""
    touched = set(sorted(editions(person))[::3])
    for item in touched:
        note = person.note(item)
        note.tags = sorted({*note.tags, "mien"})
        person.col.update_note(note)
        person.col.db.execute("update notes set mod = ? where id = ?", at, note.id)
    return touched


def on_the_day(person: Learner, number: int) -> None:
    """As if a release had been imported when it was made: Anki 24.11 dates its updates by its clock."""
    person.col.db.execute("update notes set mod = min(mod, ?)", FIRST + number * STEP)


def tagged(person: Learner) -> set[str]:
    """The questions that still have the learner's own tag."""
    rows = person.col.db.list("select flds from notes where tags like '% mien %'")
    return {words.split("\x1f")[0] for words in rows}


@settings(
    max_examples=20 if os.environ.get("CITEDECK_FULL") == "1" else 10,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a release takes its time: nothing is shrunk
    suppress_health_check=list(HealthCheck),
)
@given(SEQUENCES, st.sets(st.integers(1, RELEASES - 2), max_size=5))
def test_any_ten_releases_arrive(sequence: list, left_out: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        decks = released(root / "course", sequence)
        with learner(root / "anki") as person, learner(root / "last") as newest:
            newest.imports(decks[-1])
            person.imports(decks[0])
            person.col.decks.select(person.col.decks.id_for_name(person.decks()[1]))
            for _ in range(4):
                person.answers(3)
            mine: dict[str, int] = {}
            for number, deck in enumerate(decks[1:], 1):
                if number in left_out:
                    continue
                before, dated = cards_of(person), times(deck)
                log = person.imports(deck)
                on_the_day(person, number)
                after = cards_of(person)
                assert {card: after[card] for card in before} == before
                assert log["conflicting"] == 0
                mine = {item: at for item, at in mine.items() if dated.get(item, 0) <= at}
                assert tagged(person) == set(mine)
                if number % 4 == 1:
                    at = FIRST + number * STEP + 1
                    mine |= dict.fromkeys(touch(person, at), at)
            held = editions(person)
            assert {item: held[item] for item in editions(newest)} == editions(newest)
            for deck in (decks[3], decks[0], decks[-1]):
                was, cards = editions(person), cards_of(person)
                person.imports(deck)
                now, now_cards = editions(person), cards_of(person)
                assert all(now[item] == was[item] for item in times(decks[-1]))
                assert all(int(now[item]) >= int(was[item]) for item in was)
                assert {card: now_cards[card] for card in cards} == cards
            assert person.integrity()
