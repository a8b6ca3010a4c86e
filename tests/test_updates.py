"""Releases as learners live them, in the real Anki: what arrives, what is corrected, what is left alone."""

from __future__ import annotations

import html
import io
import json
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from anki_user import Learner, learner, shown
from citedeck import targets
from citedeck.bank.forms import Blank, Cloze
from citedeck.cli import app
from citedeck.commands import companions, folders
from citedeck.languages import catalogue
from citedeck.targets import anki
from citedeck.targets.anki import changes, identity, note_types, notes, package
from every_form import CARDS, EVERY_FORM

FIRST = 1_700_000_000
"""When the first release was made."""

ALDER, BRUN, BOTH = "questions/1-alder.yaml", "questions/2-brun.yaml", "questions/9-comparaison.yaml"

NEW_ITEM = """\
  - id: route
    type: short
    prompt: "Selon le texte d’Alder, où mène la route que demande le conseil ?"
    answer: "vers le port"
    evidence: "Il demande aussi une route vers le port."
"""


class Author:
    """Someone who writes a course and releases it."""

    def __init__(self, folder: Path, text: str = EVERY_FORM) -> None:
        self.root = courses.on_disk(folder, text)

    @property
    def deck(self) -> Path:
        return next((self.root / folders.OUTPUT).glob("*.apkg"))

    def edit(self, path: str, old: str, new: str) -> None:
        words = (self.root / path).read_text(encoding="utf-8")
        assert words.count(old) == 1, (words.count(old), old)
        (self.root / path).write_bytes(words.replace(old, new).encode())

    def add(self, path: str, words: str) -> None:
        with (self.root / path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(words)

    def item(self, path: str, name: str) -> str:
        """The whole of an item, as written."""
        words = (self.root / path).read_text(encoding="utf-8")
        (found,) = re.findall(rf"  - id: {name}\n(?:    .*\n)+", words)
        return found

    def retire(self, path: str, name: str) -> None:
        self.edit(path, self.item(path, name), f'  - {{id: {name}, retired: "2026-09-01, trop facile"}}\n')

    def release(self, version: str, at: int, *options: str, code: int = 0) -> str:
        """Release the course, its deck alone: a learner of Anki sees no sheets; what was said."""
        with pytest.MonkeyPatch.context() as world:
            world.setenv("SOURCE_DATE_EPOCH", str(at))
            world.setattr(targets, "RENDERED", {"anki": "anki"})
            world.setattr(companions, "exports", lambda compilation: ())
            world.setattr(os, "fsync", lambda file: None)
            alone = [word for kind in companions.ENDINGS for word in ("--without", kind)]
            return run("release", version, self.root, *alone, *options, code=code)

    def files(self) -> dict[str, bytes]:
        paths = [path for path in self.root.rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}


def run(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


NOTHING = dict.fromkeys(("new", "updated", "conflicting", "missing_notetype", "missing_deck"), 0)


def changed(log: dict[str, int]) -> dict[str, int]:
    """What an import did, apart from what it left as it was."""
    return {name: count for name, count in log.items() if name in NOTHING}


def notes_of(person: Learner) -> dict[str, tuple]:
    """Every note by its item: when it changed, its tags and fields."""
    rows = person.col.db.all("select flds, guid, mid, mod, tags from notes")
    found = {fields.split("\x1f")[0]: (*rest, fields) for fields, *rest in rows}
    assert len(found) == len(rows)
    return found


def cards_of(person: Learner) -> dict[tuple[str, int], tuple]:
    """Every card by its item and number: where it lies, and all that was learned."""
    rows = person.col.db.all(
        "select n.flds, c.ord, c.id, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses,"
        " c.left, c.flags, c.data from cards c, notes n where n.id = c.nid"
    )
    return {(fields.split("\x1f")[0], ordinal): tuple(rest) for fields, ordinal, *rest in rows}


def everything(person: Learner) -> tuple:
    """All that an import could change."""
    kinds = person.col.db.all("select id, name, mtime_secs, config from notetypes order by id")
    return notes_of(person), cards_of(person), kinds, person.decks()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck of release 1.0.0."""
    author = Author(tmp_path_factory.mktemp("first"))
    author.release("1.0.0", FIRST)
    return author.deck


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """An author who has just released 1.0.0."""
    made = Author(tmp_path / "course")
    made.release("1.0.0", FIRST)
    return made


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Learner]:
    with learner(tmp_path / "anki") as somebody:
        yield somebody


# A fresh import


@pytest.fixture(scope="module")
def fresh(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """Someone who imported the first release and did nothing with it; not to be changed."""
    with learner(tmp_path_factory.mktemp("fresh")) as somebody:
        log = somebody.imports(first)
        assert changed(log) == NOTHING | {"new": len(CARDS)}
        yield somebody


def test_every_planned_card_arrives(fresh: Learner) -> None:
    found = [item for item, _ in cards_of(fresh)]
    assert {item: found.count(item) for item in found} == CARDS
    assert fresh.integrity()


def test_decks_follow_the_sources(fresh: Learner) -> None:
    assert fresh.decks() == [
        "La ville",
        "La ville::1 Le texte d’Alder",
        "La ville::2 Le texte de Brun",
        "La ville::A Comparaison",
        "La ville::B Passages sensibles",
    ]
    held: dict[str, set[str]] = {}
    for card in fresh.cards():
        held.setdefault(fresh.col.decks.name(card.did).partition("::")[2][0], set()).add(card.note()["ID"])
    assert held["2"] == {"phare"}
    assert held["A"] == {"qui-phare", "qui-ecole"}
    assert held["B"] == {"place"}
    assert held["1"] == set(CARDS) - held["2"] - held["A"] - held["B"]


def test_the_deck_says_what_it_is_and_how_it_is_updated(fresh: Learner) -> None:
    root = fresh.col.decks.by_name("La ville")
    assert root["md"]
    assert root["conf"] == 1
    for said in ("Deux textes sur une ville.", "Version 1.0.0", "15 questions, 20 cartes", "mettre à jour"):
        assert said in root["desc"]


def test_cards_come_in_the_order_of_the_banks(fresh: Learner) -> None:
    order = [card.note()["ID"] for card in fresh.cards()]
    assert sorted({card.due for card in fresh.cards()}) == list(range(1, len(CARDS) + 1))
    banks = re.findall(r"(?m)^  - id: (\S+)", EVERY_FORM)
    plain = [item for item in banks if item in CARDS and item != "place"]
    assert [item for item in dict.fromkeys(order) if item in plain] == plain


def test_rows_of_one_item_stand_apart(fresh: Learner) -> None:
    order = [card.note()["ID"].partition(".")[0] for card in fresh.cards() if card.ord == 0]
    for item in ("roles", "nature"):
        places = [place for place, name in enumerate(order) if name == item]
        assert min(after - before for before, after in pairwise(places)) > 1


def test_rows_stand_apart_wherever_they_can() -> None:
    for rows in product((1, 2, 3, 5), repeat=4):
        items = [[(number, row) for row in range(count)] for number, count in enumerate(rows)]
        order = [number for number, _ in notes.spread(items)]
        together = sum(before == after for before, after in pairwise(order))
        assert together <= max(2 * max(rows) - 1 - sum(rows), 0), rows
        plain = [number for number in order if rows[number] == 1]
        assert plain == sorted(plain), rows


def test_tags_are_categories_levels_forms_and_sources(fresh: Learner) -> None:
    tags = {item: fresh.note(item).tags for item in ("vote", "place", "qui-phare", "roles.maire")}
    assert tags == {
        "vote": [
            f"ville-port::{tag}" for tag in ("category::date", "form::short", "level::1", "source::alder")
        ],
        "place": ["ville-port::form::short", "ville-port::sensitive", "ville-port::source::alder"],
        "qui-phare": ["ville-port::form::who-says-it"],
        "roles.maire": ["ville-port::form::match", "ville-port::source::alder"],
    }


def test_every_card_has_two_sides(fresh: Learner) -> None:
    for card in fresh.cards():
        front, back = shown(card.question()), shown(card.answer())
        assert len(front) > 10
        assert "Dans le texte" in back
        assert len(back) > len(front) + len("Dans le texte")
        assert "{{" not in card.question() + card.answer()
        assert "Dans le texte" not in front
        assert "ankiweb" not in card.question() + card.answer()


def test_every_front_but_a_comparison_says_which_text_speaks(fresh: Learner) -> None:
    for card in fresh.cards():
        asks_which = card.note()["ID"].startswith("qui-")
        assert asks_which or re.search("texte d’Alder|texte de Brun", shown(card.question()))


def test_anki_takes_the_templates_as_they_are(fresh: Learner) -> None:
    for kind in note_types.NOTE_TYPES.values():
        model = fresh.col.models.get(kind.id)
        assert model["name"] == kind.name
        assert [held["name"] for held in model["flds"]] == list(kind.fields)
        assert None not in [held["id"] for held in (*model["flds"], *model["tmpls"])]
        assert [held["bqfmt"] for held in model["tmpls"]] == [note_types.template(kind.kind, "front")]
        before = json.dumps(model)
        fresh.col.models.update_dict(model)
        assert json.loads(before)["tmpls"] == model["tmpls"]


def test_a_second_import_changes_nothing(first: Path, person: Learner) -> None:
    person.imports(first)
    before = everything(person)
    assert changed(person.imports(first)) == NOTHING
    assert everything(person) == before


def test_two_courses_share_the_note_types(first: Path, person: Learner) -> None:
    person.imports(first)
    town = courses.compiled(courses.TOWN_COURSE, FIRST)
    (deck,) = anki.render(town, town.course)
    assert changed(person.imports(deck.data)) == NOTHING | {"new": 4}
    assert person.note_types() == ["citedeck cloze v1", "citedeck question v1"]


# An update


@dataclass
class Update:
    """What one learner had before an update, and has after it."""

    person: Learner
    log: dict[str, int]
    said: str
    notes: tuple[dict, dict]
    cards: tuple[dict, dict]


@pytest.fixture(scope="module")
def update(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Update]:
    """Someone studies, tags, edits, flags and suspends; then a release changes all there is to change."""
    author = Author(tmp_path_factory.mktemp("course"))
    author.release("1.0.0", FIRST)
    with learner(tmp_path_factory.mktemp("anki")) as person:
        person.imports(author.deck)
        studies(person)
        before = notes_of(person), cards_of(person)
        with pytest.MonkeyPatch.context() as world:
            said = correct(author, world)
        log = person.imports(author.deck)
        yield Update(person, log, said, (before[0], notes_of(person)), (before[1], cards_of(person)))


def studies(person: Learner) -> None:
    """Answer ten cards, one of each corrected and retired note among them; make five notes one's own."""
    for deck in ("La ville::1 Le texte d’Alder", "La ville::2 Le texte de Brun"):
        person.col.decks.select(person.col.decks.id_for_name(deck))
        for ease in (3, 1, 2, 4, 3, 3, 4, 3, 3, 3) if "Alder" in deck else (3,):
            person.answers(ease)
    for item in ("refus", "demande"):
        note = person.note(item)
        note.tags.append("mien")
        person.col.update_note(note)
    note = person.note("trous")
    note["Explanation"] = "Ma remarque."
    person.col.update_note(note)
    for flag, item in enumerate(("demande", "petition", "genre"), 1):
        person.col.set_user_flag_for_cards(flag, [card.id for card in person.note(item).cards()])
    person.col.sched.suspend_cards([card.id for card in person.note("place").cards()])
    mine = person.col.decks.id("Mon paquet")
    person.col.set_deck([card.id for card in person.note("phare").cards()], mine)


def correct(author: Author, world: pytest.MonkeyPatch) -> str:
    """Release 1.1.0: a correction, a new and a retired item, other templates, label and typography."""
    author.edit(ALDER, "Le conseil critique son refus.", "Le conseil juge son refus, rien de plus.")
    author.add(ALDER, NEW_ITEM)
    author.retire(ALDER, "genre")
    label = 'label: "l’article d’Alder"\n  aliases: ["le texte d’Alder"]'
    author.edit("seeds/sources.yaml", 'label: "le texte d’Alder"', label)
    world.setattr(catalogue, "NBSP", "\u202f")
    css, template = note_types.css(), note_types.template
    world.setattr(note_types, "css", lambda: css + NAVY)
    world.setattr(note_types, "template", lambda kind, side: template(kind, side) + "<p>Bon courage</p>")
    now = int(time.time()) + 3600
    world.setattr(note_types, "MODIFIED", now)
    return author.release("1.1.0", now)


NAVY = ".citedeck { color: navy }"
STUDIED = {"vote", "demande", "genre"}


def test_the_learner_did_study(update: Update) -> None:
    reps = {item: held[7] for (item, _), held in update.cards[0].items()}
    assert sum(count > 0 for count in reps.values()) >= 8
    assert all(reps[item] for item in STUDIED)


def test_one_note_is_new_and_one_corrected(update: Update) -> None:
    assert changed(update.log) == NOTHING | {"new": 1, "updated": 1}
    before, after = update.notes
    assert set(after) - set(before) == {"route"}
    assert {item for item in before if before[item] != after[item]} == {"demande"}
    assert update.person.integrity()


def test_a_corrected_note_is_corrected_and_keeps_flag_and_progress(update: Update) -> None:
    note = update.person.note("demande")
    assert "Le conseil juge son refus, rien de plus." in note["Why"]
    assert note.tags == ["ville-port::form::choice", "ville-port::source::alder"]
    assert note.cards()[0].user_flag() == 1
    assert note.cards()[0].reps


def test_all_progress_is_kept(update: Update) -> None:
    before, after = update.cards
    assert {card: after[card] for card in before} == before
    assert set(after) - set(before) == {("route", 0)}


def test_what_was_not_corrected_keeps_tags_and_edits(update: Update) -> None:
    assert "mien" in update.person.note("refus").tags
    assert update.person.note("trous")["Explanation"] == "Ma remarque."


def test_a_retired_question_stays(update: Update) -> None:
    assert update.person.note("genre").cards()[0].user_flag() == 3
    search = re.search(r"1 question retirée.*\n  (.*)\n", update.said)[1]
    assert list(update.person.col.find_notes(search)) == [update.person.note("genre").id]


def test_note_types_are_updated_and_never_doubled(update: Update) -> None:
    assert update.person.note_types() == ["citedeck cloze v1", "citedeck question v1"]
    for card in update.person.cards():
        assert card.css() == f"<style>{note_types.css()}{NAVY}</style>"
        assert "Bon courage" in card.question()


def test_labels_and_typography_come_with_corrections_alone(update: Update) -> None:
    assert update.person.note("demande")["Source"] == '<div lang="fr">L’article d’Alder, l.\u202f4</div>'
    assert update.person.note("vote")["Source"] == '<div lang="fr">Le texte d’Alder, l.\xa01</div>'


def test_another_label_leaves_cards_where_they_are(update: Update) -> None:
    decks = {item: update.person.col.decks.name(held[1]) for (item, _), held in update.cards[1].items()}
    assert decks["demande"] == decks["vote"] == decks["route"] == "La ville::1 Le texte d’Alder"
    assert "warning[deck-" not in update.said


def test_the_deck_says_its_new_version(update: Update) -> None:
    assert "Version 1.1.0" in update.person.col.decks.by_name("La ville")["desc"]


def test_the_older_deck_again_changes_nothing(update: Update, first: Path) -> None:
    before = everything(update.person)
    assert changed(update.person.imports(first)) == NOTHING
    assert everything(update.person) == before


def test_own_styling_is_kept_while_templates_stay(author: Author, person: Learner) -> None:
    person.imports(author.deck)
    model = person.col.models.get(note_types.QUESTION.id)
    model["css"] += ".card { font-size: 30px }"
    person.col.models.update_dict(model)
    author.edit(ALDER, "Le conseil critique son refus.", "Le conseil juge son refus.")
    author.release("1.0.1", FIRST + 1000)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}
    assert "font-size: 30px" in person.note("demande").cards()[0].css()


def test_what_was_touched_after_a_release_waits_for_the_next_correction(
    author: Author, person: Learner
) -> None:
    """Anki takes the newer of the two: the README tells learners to flag rather than tag."""
    person.imports(author.deck)
    note = person.note("vote")
    note.tags.append("mien")
    person.col.update_note(note)
    author.edit(ALDER, "commence par cette date", "commence ainsi")
    author.release("1.0.1", FIRST + 1000)
    assert changed(person.imports(author.deck)) == NOTHING
    author.edit(ALDER, "commence ainsi", "commence de la sorte")
    author.release("1.0.2", int(time.time()) + 3600)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}
    assert "de la sorte" in person.note("vote")["Explanation"]


def test_a_deleted_question_comes_back(first: Path, person: Learner) -> None:
    person.imports(first)
    person.col.remove_notes([person.note("phare").id])
    assert changed(person.imports(first)) == NOTHING | {"new": 1}


# What one change changes

ROLES = {"roles.maire", "roles.habitants", "roles.prefet"}
NATURE = {"nature.vote", "nature.avis", "nature.lettre"}


@pytest.mark.parametrize(
    ("path", "old", "new", "items"),
    [
        (ALDER, "associez chaque acteur", "reliez chaque acteur", ROLES),
        (ALDER, "Le préfet attend l'avis", "Le préfet attend l'avis du ministre", {"roles.prefet"}),
        (ALDER, 'left: "Le préfet"', 'left: "Le préfet, lui,"', {"roles.prefet"}),
        (ALDER, "attendre un avis", "attendre qu’on lui dise", ROLES),
        (ALDER, "démissionner", "partir", ROLES),
        (ALDER, "Chacun agit dans", "Chaque acteur agit dans", ROLES),
        (ALDER, "Classez ces phrases", "Dites la nature de ces phrases", NATURE),
        (ALDER, "on pourrait la vérifier", "on peut la vérifier", NATURE),
        (ALDER, "{{c2::argent}}", "{{c2::argent::quoi ?}}", {"trous"}),
        (ALDER, '["coût", "prix"]', '["coût", "prix", "franc"]', {"genre"}),
        (ALDER, "il raconte des faits", "il raconte les faits", {"public"}),
        (BOTH, "answer: brun", 'answer: brun\n    explanation: "Voyez la fin."', {"qui-phare"}),
        (ALDER, "category: date", "category: repere", {"vote"}),
        ("seeds/alder.txt", "Les habitants", "Alors, les habitants", set()),
        ("seeds/sources.yaml", "qui représente l’État", "il représente l’État", set()),
    ],
)
def test_a_change_reaches_its_notes_and_no_other(
    author: Author, person: Learner, path: str, old: str, new: str, items: set[str]
) -> None:
    person.imports(author.deck)
    before = notes_of(person)
    if path.startswith("seeds/alder"):
        text = (author.root / ALDER).read_text(encoding="utf-8")
        (author.root / ALDER).write_bytes(text.replace("Les habitants s", "les habitants s").encode())
        items = {"petition", "roles.habitants", "nature.lettre"}
    author.edit(path, old, new)
    author.release("1.0.1", FIRST + 1000)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": len(items)}
    after = notes_of(person)
    assert {item for item in after if after[item] != before[item]} == items


def test_a_short_answer_becomes_a_choice_without_harm(author: Author, person: Learner) -> None:
    person.imports(author.deck)
    before = cards_of(person)
    author.edit(ALDER, 'accept: ["1912"]', 'distractors: ["en 1921", "en 1932"]')
    author.edit(ALDER, "type: short\n    category: date", "type: choice\n    category: date")
    author.release("1.1.0", FIRST + 1000)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}
    assert cards_of(person) == before
    assert "en 1921" in shown(person.note("vote").cards()[0].question())


def test_another_gap_is_another_card(author: Author, person: Learner) -> None:
    person.imports(author.deck)
    before = cards_of(person)
    author.edit(ALDER, 'n’a pas d’écoles. »"', 'n’a pas {{c3::d’écoles}}. »"')
    author.release("1.1.0", FIRST + 1000)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}
    after = cards_of(person)
    assert {card: after[card] for card in before} == before
    assert set(after) - set(before) == {("trous", 2)}


def test_refresh_dates_every_note_anew(author: Author, person: Learner) -> None:
    person.imports(author.deck)
    note = person.note("vote")
    note.tags.append("mien")
    person.col.update_note(note)
    later = int(time.time()) + 3600
    author.release("1.0.1", later, "--refresh")
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": len(CARDS)}
    assert {held[2] for held in notes_of(person).values()} == {later}
    assert "mien" not in person.note("vote").tags


# Words reach the card as typed

TYPED = r"""a < b && {{c1::x}} [sound:x] \(y\) "z" List<String>"""
BESIDE_GAPS = r"""a < b && {{x}} :: [sound:x] \(y\) [$]z[/$] "z" List<String>"""
IN_HINTS = r"""a < b && :: {{ [sound:x] \(y\) "z" List<String>"""
"""A gap ends at }}, and an author writes no {{c1:: beside one that is none."""

EVERY_FIELD = """\
-- seeds/t.txt --
Un ici @ fin. Deux ici @ fin. Trois ici @ fin. Quatre ici @ fin. Cinq ici @ fin. Six ici @ fin.
Sept ici @ fin. Huit ici % fin neuf ici % fin.
-- seeds/sources.yaml --
t:
  file: t.txt
  label: "le texte @"
  url: https://example.org/a?b=1&c="d"
  glossary: {"@": "sens @ fin"}
-- questions/course.yaml --
title: "Cas @"
id: cas
language: fr
report: https://example.org/?q={id}&c="d"
-- questions/b.yaml --
source: t
items:
  - id: court
    type: short
    prompt: "Selon le texte @, quoi-un @ fin ?"
    answer: "ici @"
    accept: ["aussi @ fin"]
    evidence: "Un ici @ fin."
    explanation: "car-un @ fin"
  - id: choix
    type: choice
    prompt: "Selon le texte @, quoi-deux @ fin ?"
    answer: "juste-deux @ fin"
    distractors:
      - {text: "faux-deux @ fin", why: "pourquoi-deux @ fin"}
      - {text: "faux-trois @ fin", why: "pourquoi-trois @ fin"}
    evidence: "Deux ici @ fin."
  - id: vrai
    type: true-false
    prompt: "Selon le texte @, quoi-trois @ fin."
    answer: false
    correction: "corrige-trois @ fin"
    evidence: {quote: "Trois ici @ fin.", absent: ["nulle part @ fin"]}
  - id: sorte
    type: true-false
    prompt: "Selon le texte @, quoi-quatre @ fin."
    answer: true
    evidence: {whole: "raison-quatre @ fin"}
  - id: parole
    type: who-says-it
    statement: "Quatre ici @ fin"
    answer: "@"
    evidence: "Quatre ici @ fin."
  - id: paires
    type: match
    prompt: "Selon le texte @, quoi-cinq @ fin ?"
    pairs:
      - {id: a, left: "gauche-a @ fin", right: "droite-a @ fin", evidence: "Cinq ici @ fin."}
      - {id: b, left: "gauche-b @ fin", right: "droite-b @ fin", evidence: "Six ici @ fin."}
    distractors: [{text: "faux-cinq @ fin", why: "pourquoi-cinq @ fin"}]
  - id: classes
    type: classify
    prompt: "Selon le texte @, quoi-six @ fin ?"
    classes: {"classe-a @ fin": "sens-a @ fin", "classe-b @ fin": "sens-b @ fin"}
    statements:
      - {id: a, class: "classe-a @ fin", text: "Six ici @ fin."}
      - {id: b, class: "classe-b @ fin", text: "Sept ici @ fin."}
  - id: trous
    type: cloze
    prompt: "Selon le texte @, quoi-sept @ fin :"
    text: "Huit ici % {{c1::fin::indice ~ fin}} neuf ici % {{c2::fin::~}}"
"""

WRONG = ("faux", "pourquoi")
SHOWN = {
    "court": ("quoi-un @ fin", "ici @", "aussi @ fin", "car-un @ fin", "@ – sens @ fin", "texte @"),
    "choix": (
        "quoi-deux @ fin",
        "juste-deux @ fin",
        *(f"{what}-{which} @ fin" for what in WRONG for which in ("deux", "trois")),
    ),
    "vrai": ("quoi-trois @ fin", "corrige-trois @ fin", "Trois ici @ fin.", "nulle part @ fin"),
    "sorte": ("quoi-quatre @ fin", "raison-quatre @ fin"),
    "parole": ("Quatre ici @ fin", "texte @"),
    "paires.a": ("quoi-cinq @ fin", "gauche-a @ fin", "droite-a @ fin", "faux-cinq @ fin", "Cinq ici @ fin."),
    "paires.b": ("gauche-b @ fin", "Six ici @ fin."),
    "classes.a": ("quoi-six @ fin", "classe-a @ fin", "sens-a @ fin", "sens-b @ fin", "Six ici @ fin."),
    "classes.b": ("classe-b @ fin", "Sept ici @ fin."),
    "trous": ("quoi-sept @ fin", "Huit ici % fin neuf ici % fin", "Huit ici % [indice ~ fin] neuf ici % fin"),
}
"""What each note must show, of both sides."""


def typed(text: str, *, as_yaml: bool = False) -> str:
    """The text with what was typed in it."""
    for mark, words in (("@", TYPED), ("%", BESIDE_GAPS), ("~", IN_HINTS)):
        text = text.replace(mark, words.replace("\\", "\\\\").replace('"', '\\"') if as_yaml else words)
    return text


def as_seen(side: str) -> str:
    """The words of a side with nothing where tags were, but at blocks."""
    side = re.sub(r"<style.*?</style>", "", side, flags=re.DOTALL)
    side = re.sub(r"</?(?:div|li|ul|ol|p|blockquote|hr|br)\b[^>]*>", "\n", side)
    return html.unescape(re.sub(r"<[^>]*>", "", side)).replace("\xa0", " ")


def test_every_field_reaches_the_card_as_typed(person: Learner) -> None:
    text, yaml, rest = EVERY_FIELD.partition("-- seeds/sources.yaml --\n")
    compilation = courses.compiled(typed(text) + yaml + typed(rest, as_yaml=True), FIRST)
    assert [found.message for found in compilation.diagnostics if found.is_error] == []
    (deck,) = anki.render(compilation, compilation.course)
    assert changed(person.imports(deck.data)) == NOTHING | {"new": len(SHOWN)}
    assert person.integrity()
    for item, expected in SHOWN.items():
        sides = "".join(as_seen(c.question()) + as_seen(c.answer()) for c in person.note(item).cards())
        assert [words for words in expected if typed(words) not in sides] == [], item
        assert "[anki:" not in sides
    assert person.decks()[0] == "Cas " + TYPED.replace("::", ":")
    assert person.decks()[1].endswith("::1 Le texte " + TYPED.replace("::", ":"))


@pytest.mark.parametrize(
    ("before", "answer", "hint", "after"),
    [
        ("x ", "a}}b::c", "h}}i::j", " y"),
        ("x ", TYPED, TYPED, " y"),
        ("x {", "a}", "h}", "} y"),
        ("x:", ":a:", ":h:", ":y"),
        ("x ", "{a}", "{h}", " y"),
        ("x ", "image-occlusion:rect:left=0", "", " y"),
        ("[sound:", "x]", "", " y"),
    ],
)
def test_a_gap_holds_whatever_was_typed(
    person: Learner, before: str, answer: str, hint: str, after: str
) -> None:
    town = courses.compiled(courses.TOWN, FIRST)
    blank = Blank(1, answer, hint, len(before), len(before + answer))
    items = [
        replace(held, item=replace(held.item, words=before + answer + after, blanks=(blank,)))
        for held in town.items
        if isinstance(held.item, Cloze)
    ]
    (deck,) = anki.render(replace(town, items=tuple(items)), town.course)
    person.imports(deck.data)
    (card,) = person.cards()
    assert f"\n{before}[{hint or '...'}]{after}\n" in as_seen(card.question())
    assert f"\n{before}{answer}{after}\n" in as_seen(card.answer())


# Many notes


MANY = 10_000


def many() -> str:
    """A course of ten thousand short questions, each on a sentence of its own."""
    numbers = range(1, MANY + 1)
    text = "".join(f"Le nombre {number} suit le mot {number:x}z.\n" for number in numbers)
    items = "".join(
        f'  - id: n{number}\n    type: short\n    prompt: "Selon le texte, que suit {number} ?"\n'
        f'    answer: "le mot {number:x}z"\n    evidence: "Le nombre {number} suit le mot {number:x}z."\n'
        for number in numbers
    )
    return f"-- seeds/t.txt --\n{text}-- questions/b.yaml --\nsource: t\nitems:\n{items}"


def test_ten_thousand_notes_arrive(person: Learner) -> None:
    compilation = courses.compiled(many(), FIRST)
    assert not compilation.broken
    (deck,) = anki.render(compilation, compilation.course)
    began = time.perf_counter()
    assert changed(person.imports(deck.data)) == NOTHING | {"new": MANY}
    took = time.perf_counter() - began
    assert person.col.db.list("select due from cards order by due") == list(range(1, MANY + 1))
    assert person.col.db.scalar("select count() from notes") == MANY
    assert took < 10


# Promises

KIND = """\
  - id: phare
    type: cloze
    prompt: "Selon le texte de Brun :"
    text: "Le capitaine Brun réclame {{c1::un phare}}."
    allow: {answer-given: "l’identifiant reste"}
"""


def break_kind(author: Author) -> None:
    author.edit(BRUN, author.item(BRUN, "phare"), KIND)


PROMISES = [
    pytest.param(
        lambda author: author.edit(ALDER, author.item(ALDER, "genre"), ""),
        "error[id-vanished]: `genre` was released and is no longer there",
        ["bring it back", 'or keep its id: {id: genre, retired: "date, reason"}'],
        lambda author: author.add(ALDER, '  - {id: genre, retired: "date, reason"}\n'),
        id="vanished",
    ),
    pytest.param(
        lambda author: author.edit(ALDER, "- id: genre", "- id: prix"),
        "error[id-vanished]: `genre` was released and is no longer there",
        ["bring it back", 'or keep its id: {id: genre, retired: "date, reason"}'],
        lambda author: author.edit(ALDER, "- id: prix", "- id: genre"),
        id="renamed",
    ),
    pytest.param(
        lambda author: author.edit(ALDER, "{id: maire, left", "{id: le-maire, left"),
        "error[id-vanished]: the row `maire` of `roles` was released and is no longer there",
        ["bring it back", "or retire `roles` and write its rows under a new id"],
        lambda author: author.edit(ALDER, "{id: le-maire, left", "{id: maire, left"),
        id="row",
    ),
    pytest.param(
        break_kind,
        "error[kind-changed]: `phare` was a question and is now a cloze: Anki cannot follow",
        [
            "retire this id, and write the new form under a new one",
            "quote more of the sentence, or leave out less",
        ],
        lambda author: author.edit(
            BRUN, "  - id: phare\n", '  - {id: phare, retired: "2026"}\n  - id: feu\n'
        ),
        id="kind",
    ),
]


@pytest.mark.parametrize(("harm", "said", "helps", "mend"), PROMISES)
def test_a_broken_promise_is_no_release(
    author: Author, harm: Callable, said: str, helps: list[str], mend: Callable
) -> None:
    harm(author)
    before = author.files()
    output = author.release("1.1.0", FIRST + 1000, code=1)
    assert said in output
    assert re.findall(r"= help: (.*)", output) == helps
    assert output.endswith("nothing was released\n")
    assert author.files() == before
    mend(author)
    author.release("1.1.0", FIRST + 1000)


@pytest.mark.parametrize(("harm", "said", "helps", "mend"), PROMISES)
def test_before_version_1_nothing_is_promised(
    tmp_path: Path, harm: Callable, said: str, helps: list[str], mend: Callable
) -> None:
    author = Author(tmp_path)
    author.release("0.1.0", FIRST)
    harm(author)
    author.release("0.2.0", FIRST + 1000)


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_retired_id_is_never_given_again(author: Author, *, forgotten: bool) -> None:
    item = author.item(BRUN, "phare")
    author.retire(BRUN, "phare")
    author.add(BRUN, item.replace("id: phare", "id: lumiere"))
    author.release("1.1.0", FIRST + 1000)
    if forgotten:
        author.edit(BRUN, '  - {id: phare, retired: "2026-09-01, trop facile"}\n', "")
        author.release("1.2.0", FIRST + 2000)
        author.edit(BRUN, "id: lumiere", "id: phare")
        author.add(BRUN, '  - {id: lumiere, retired: "2026"}\n')
    else:
        author.edit(BRUN, '  - {id: phare, retired: "2026-09-01, trop facile"}\n', item)
    before = author.files()
    output = author.release("1.3.0", FIRST + 3000, code=1)
    assert "error[id-reused]: the id `phare` was retired in an earlier release" in output
    assert "= help: choose a new id: learners still have cards under this one" in output
    assert author.files() == before


# diff


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two decks that differ in every way there is."""
    folder = tmp_path_factory.mktemp("two")
    author = Author(folder / "course")
    author.release("0.1.0", FIRST)
    old = author.deck.rename(folder / "old.apkg")
    author.edit(ALDER, "associez chaque acteur", "reliez chaque acteur")
    author.edit("seeds/sources.yaml", 'label: "le texte de Brun"', 'label: "le texte de Brun"\n  title: "B"')
    break_kind(author)
    author.retire(ALDER, "genre")
    author.retire(ALDER, "vote")
    author.edit(ALDER, '    sensitive: "violence"\n', "")
    author.add(ALDER, NEW_ITEM)
    author.release("0.2.0", FIRST + 1000)
    return old, author.deck


DIFF_FR = """\
1 nouvelle question.
2 questions corrigées : votre progression reste, vos étiquettes y sont remplacées.
  tag:ville-port ("ID:roles.maire" OR "ID:place" OR "ID:roles.habitants" OR "ID:roles.prefet")
1 question change de paquet : chez vous, elle reste où elle est.
  tag:ville-port "ID:place"
2 questions retirées : elles restent chez vous ; cherchez-les pour les suspendre.
  tag:ville-port ("ID:genre" OR "ID:vote")
1 question change de type de note : l’ancienne reste chez vous, une nouvelle arrive.
  tag:ville-port "ID:phare"
"""

DIFF_EN = """\
1 new question.
2 questions corrected: your progress stays, their tags are replaced.
  tag:ville-port ("ID:roles.maire" OR "ID:place" OR "ID:roles.habitants" OR "ID:roles.prefet")
1 question moves to another deck: yours stays where it is.
  tag:ville-port "ID:place"
2 questions retired: they stay with you; find them to suspend them.
  tag:ville-port ("ID:genre" OR "ID:vote")
1 question changes its note type: the old one stays with you, a new one arrives.
  tag:ville-port "ID:phare"
"""


def in_order(said: str) -> list[object]:
    """The lines, whatever the order of the items in a search."""
    lines = [line.replace("\xa0", " ") for line in said.splitlines()]
    return [sorted(re.findall(r"[^\s()]+", line)) if line.startswith("  ") else line for line in lines]


@pytest.mark.parametrize(("language", "said"), [("fr", DIFF_FR), ("en", DIFF_EN)])
def test_diff_says_what_learners_get(two: tuple[Path, Path], language: str, said: str) -> None:
    assert in_order(run("diff", *two, "--language", language)) == in_order(said)


def test_a_deck_does_not_differ_from_itself(first: Path) -> None:
    assert run("diff", first, first) == "Nothing changes for learners.\n"


def test_a_course_differs_from_its_last_release_and_from_older_decks(tmp_path: Path) -> None:
    author = Author(tmp_path / "course")
    author.release("1.0.0", FIRST)
    course = ("--course", author.root)
    old = tmp_path / "old.apkg"
    old.write_bytes(author.deck.read_bytes())
    assert run("diff", *course) == "Aucun changement pour celles et ceux qui apprennent.\n"
    author.edit(ALDER, "Le conseil critique son refus.", "Le conseil juge son refus, rien de plus.")
    corrected = "1 question corrigée\xa0: votre progression reste, vos étiquettes y sont remplacées.\n"
    assert run("diff", *course) == f'{corrected}  tag:ville-port "ID:demande"\n'
    author.release("1.1.0", FIRST + 1)
    assert run("diff", *course) == "Aucun changement pour celles et ceux qui apprennent.\n"
    assert run("diff", old, *course) == f'{corrected}  tag:ville-port "ID:demande"\n'


def test_a_course_is_compared_with_decks_of_its_own(tmp_path: Path, first: Path) -> None:
    town = courses.on_disk(tmp_path, courses.TOWN_COURSE)
    said = run("diff", first, "--course", town, code=2)
    assert "of `ville-port`, not of" in " ".join(said.split())


def test_another_note_type_harms_no_other_question(two: tuple[Path, Path], person: Learner) -> None:
    person.imports(two[0])
    assert changed(person.imports(two[1])) == NOTHING | {"new": 2, "updated": 4}
    kinds = {person.col.get_note(note).mid for note in person.col.find_notes("ID:phare")}
    assert kinds == {note_types.QUESTION.id, note_types.CLOZE.id}
    assert person.integrity()


def test_what_diff_finds_anki_finds(two: tuple[Path, Path], person: Learner) -> None:
    person.imports(two[0])
    search = re.search(r"2 questions retired.*\n  (.*)\n", run("diff", *two))[1]
    found = {person.col.get_note(found)["ID"] for found in person.col.find_notes(search)}
    assert found == {"genre", "vote"}


def test_a_search_finds_however_many_were_corrected(person: Learner) -> None:
    compilation = courses.compiled(courses.TOWN, FIRST)
    (deck,) = anki.render(compilation, compilation.course)
    person.imports(deck.data)
    names = [f"item-{number}" for number in range(3000)]
    said = changes.in_words(changes.Changes(corrected=(*names, "vote")), "en", identity.Owner("cas"))
    searches = [line.strip() for line in said.splitlines() if line.startswith("  ")]
    found = {note for search in searches for note in person.col.find_notes(search)}
    assert found == {person.note("vote").id}


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


RECORD = {"guid": "g", "item": "a", "kind": "question", "deck": "d", "digest": "0", "modified": FIRST}


def recorded(**other: object) -> bytes:
    return zipped({"citedeck.jsonl": json.dumps({**RECORD, **other}).encode()})


def declared(size: int) -> bytes:
    """A package whose records say that they are of some size."""
    data = bytearray(zipped({"citedeck.jsonl": json.dumps(RECORD).encode()}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = size.to_bytes(4, "little")
    return bytes(data)


def patched(offset: int, value: bytes) -> bytes:
    """A package with other bytes in the entry of its directory."""
    data = bytearray(zipped({"citedeck.jsonl": json.dumps(RECORD).encode()}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + offset : directory + offset + len(value)] = value
    local = data.index(b"PK\x03\x04")
    data[local + offset - 2 : local + offset - 2 + len(value)] = value
    return bytes(data)


def torn() -> bytes:
    data = bytearray(zipped({"citedeck.jsonl": b"".join(json.dumps(RECORD).encode() for _ in range(9))}))
    data[45:60] = bytes(15)
    return bytes(data)


DAMAGED = {
    "empty": b"",
    "words": b"no deck at all",
    "foreign": zipped({"collection.anki2": b"", "media": b"{}"}),
    "no json": zipped({"citedeck.jsonl": b"{"}),
    "a list": zipped({"citedeck.jsonl": b"[]"}),
    "a number": zipped({"citedeck.jsonl": b"1"}),
    "not utf-8": zipped({"citedeck.jsonl": b"\xff"}),
    "deep": zipped({"citedeck.jsonl": b"[" * 100_000}),
    "wrong type": recorded(modified="1"),
    "a truth": recorded(modified=True),
    "more": recorded(more=1),
    "negative": recorded(modified=-1),
    "endless": recorded(modified=10**30),
    "half a letter": recorded(item="\ud800"),
    "two lines": recorded(item="a\n\x1b[31mb"),
    "twice": zipped({"citedeck.jsonl": (json.dumps(RECORD) + "\n").encode() * 2}),
    "bomb": declared(2**32 - 2),
    "says less": declared(3),
    "other compression": patched(10, b"\x63\x00"),
    "encrypted": patched(8, b"\x01\x00"),
    "torn": torn(),
}


def refused(*arguments: object) -> str:
    """The one line that a wrong command line gets."""
    output = run(*arguments, code=2)
    *_, last = output.splitlines()
    assert output.count("Error") == 1
    assert "Traceback" not in output
    return last


@pytest.mark.parametrize("name", DAMAGED)
def test_a_foreign_or_damaged_deck_is_refused(first: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "other.apkg"
    path.write_bytes(DAMAGED[name])
    assert str(path) in refused("diff", first, path)
    assert str(path) in refused("diff", path, first)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99, 0.999])
def test_a_deck_that_arrived_in_part_is_refused(first: Path, tmp_path: Path, share: float) -> None:
    data = first.read_bytes()
    path = tmp_path / "part.apkg"
    path.write_bytes(data[: int(len(data) * share)])
    assert str(path) in refused("diff", path, first)


def test_a_deck_with_any_byte_wrong_is_read_or_refused(first: Path) -> None:
    data = first.read_bytes()
    for at in range(0, len(data), max(len(data) // 500, 1)):
        wrong = bytearray(data)
        wrong[at] ^= 0xFF
        try:
            package.records(bytes(wrong))
        except package.DamagedError:
            continue


def test_records_larger_than_any_course_are_not_read(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_TOLD", 1000)
    assert str(first) in refused("diff", first, first)


def test_names_that_lead_elsewhere_are_ignored(first: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(first) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "in" / "deck.apkg"
    path.parent.mkdir()
    path.write_bytes(zipped({"../../evil": b"x", "/tmp/evil": b"x", **members}))
    before = sorted(tmp_path.rglob("*"))
    assert run("diff", path, first) == "Nothing changes for learners.\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_deck_that_is_not_there_is_refused(first: Path, tmp_path: Path) -> None:
    assert "No such file" in refused("diff", first, tmp_path / "none.apkg")


# A lost lock


def lock_of(author: Author) -> Path:
    return author.root / "questions/citedeck.lock"


def dates(author: Author) -> dict[str, int]:
    return {record.item: record.modified for record in package.records(author.deck.read_bytes())}


def test_a_lost_lock_is_rebuilt_from_the_last_deck(author: Author, person: Learner) -> None:
    author.edit(ALDER, "Chacun agit dans", "Chaque acteur agit dans")
    author.release("1.1.0", FIRST + 1000)
    person.imports(author.deck)
    before = dates(author)
    assert set(before.values()) == {FIRST, FIRST + 1000}
    lock_of(author).unlink()
    author.edit(ALDER, "Le conseil critique son refus.", "Le conseil juge son refus.")
    assert "lock-missing" in author.release("1.2.0", FIRST + 2000, code=1)
    assert "the lock remembers 19 notes" in run("lock", "--from", author.deck, "--course", author.root)
    said = author.release("1.2.0", FIRST + 2000)
    assert '"ID:demande"\n' in said
    assert "nouvelle" not in said
    assert dates(author) == before | {"demande": FIRST + 2000}
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}


@pytest.mark.parametrize("harm", ["conflict", "cut"])
def test_a_damaged_lock_is_rebuilt_too(author: Author, harm: str) -> None:
    before = lock_of(author).read_text(encoding="utf-8")
    lock_of(author).write_text("<<<<<<< HEAD\n" + before if harm == "conflict" else before[10:])
    run("lock", "--from", author.deck, "--course", author.root)
    author.release("1.1.0", FIRST + 1000)
    assert set(dates(author).values()) == {FIRST}


def test_a_whole_lock_is_left_alone(author: Author) -> None:
    before = author.files()
    assert "can be read" in refused("lock", "--from", author.deck, "--course", author.root)
    assert author.files() == before


@pytest.mark.parametrize("name", ["words", "foreign", "a list", "endless", "half a letter", "torn"])
def test_no_lock_is_rebuilt_from_another_deck(author: Author, tmp_path: Path, name: str) -> None:
    lock_of(author).unlink()
    path = tmp_path / "other.apkg"
    path.write_bytes(DAMAGED[name])
    assert str(path) in refused("lock", "--from", path, "--course", author.root)
    assert not lock_of(author).exists()


def test_a_rebuilt_lock_still_reserves_retired_ids(author: Author) -> None:
    item = author.item(BRUN, "phare")
    author.retire(BRUN, "phare")
    author.add(BRUN, item.replace("id: phare", "id: lumiere"))
    author.release("1.1.0", FIRST + 1000)
    lock_of(author).unlink()
    run("lock", "--from", author.deck, "--course", author.root)
    author.edit(BRUN, '  - {id: phare, retired: "2026-09-01, trop facile"}\n', item)
    assert "error[id-reused]" in author.release("1.2.0", FIRST + 2000, code=1)


def test_the_deck_of_another_course_rebuilds_no_lock(author: Author, tmp_path: Path) -> None:
    other = Author(tmp_path / "other", courses.TOWN_COURSE)
    other.release("1.0.0", FIRST)
    lock_of(author).unlink()
    assert str(other.deck) in refused("lock", "--from", other.deck, "--course", author.root)
