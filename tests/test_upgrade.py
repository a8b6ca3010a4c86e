"""The deck of version 1.0.1, as learners have it, and the deck of today on top of it."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

import courses
from anki_user import Learner, learner
from citedeck import compiler
from citedeck.commands import folders
from citedeck.targets import anki
from citedeck.targets.anki import note_types, package
from test_updates import ALDER, FIRST, Author, cards_of, changed, notes_of, run

OLD = Path(__file__).parent / "old" / "sommet-ia-2025-1.0.1.apkg"
STYLE = ".card { font-size: 30px }"
NAMES = ["citedeck cloze v1", "citedeck question v1"]


@pytest.fixture(scope="module")
def today() -> bytes:
    """What a release of our own course would be now."""
    compilation = compiler.compile(folders.read(courses.ROOT))
    (deck,) = anki.render(compilation, compilation.course)
    return deck.data


@dataclass
class Upgrade:
    """What a learner of 1.0.1 had, and has after the import of today's deck."""

    person: Learner
    log: dict[str, int]
    notes: tuple[dict, dict]
    cards: tuple[dict, dict]
    mine: set[str]


@pytest.fixture(scope="module")
def upgrade(tmp_path_factory: pytest.TempPathFactory, today: bytes) -> Iterator[Upgrade]:
    """Somebody studied twelve cards of each deck, tagged every fifth note, and styled the cards."""
    with learner(tmp_path_factory.mktemp("anki")) as person:
        person.imports(OLD)
        for name in person.decks():
            person.col.decks.select(person.col.decks.id_for_name(name))
            for _ in range(min(12, sum(person.col.sched.counts()))):
                person.answers(3)
        mine = set(sorted(notes_of(person))[::5])
        for item in mine:
            note = person.note(item)
            note.tags.append("mien")
            person.col.update_note(note)
        model = person.col.models.get(note_types.QUESTION.id)
        model["css"] += STYLE
        person.col.models.update_dict(model)
        styled_before(person, note_types.MODIFIED)
        before = notes_of(person), cards_of(person)
        log = person.imports(today)
        yield Upgrade(person, log, (before[0], notes_of(person)), (before[1], cards_of(person)), mine)


def styled_before(person: Learner, time: int) -> None:
    """Anki takes the newer of two note types: as if the learner had styled cards some time ago."""
    person.col.db.execute("update notetypes set mtime_secs = min(mtime_secs, ?)", time - 1)


def test_nobody_gets_a_question_twice(upgrade: Upgrade, today: bytes) -> None:
    old, new = (package.records(data) for data in (OLD.read_bytes(), today))
    added = {record.guid for record in new} - {record.guid for record in old}
    assert upgrade.log["new"] == len(added)
    assert upgrade.log["conflicting"] == 0
    assert upgrade.person.note_types() == NAMES
    assert upgrade.person.integrity()


def test_all_progress_is_kept(upgrade: Upgrade) -> None:
    before, after = upgrade.cards
    assert sum(held[9] > 0 or held[7] > 0 for held in before.values()) > 20
    assert {card: after[card] for card in before} == before


def test_tags_stay_on_what_was_not_corrected(upgrade: Upgrade, today: bytes) -> None:
    then = {record.guid: record.modified for record in package.records(OLD.read_bytes())}
    now = {record.guid: record.modified for record in package.records(today)}
    corrected = {guid for guid in then.keys() & now if now[guid] > then[guid]}
    before, after = upgrade.notes
    kept = [item for item in upgrade.mine if before[item][0] not in corrected]
    assert kept
    assert all("mien" in after[item][3] for item in kept)
    assert {item: after[item] for item in kept} == {item: before[item] for item in kept}


def test_cards_have_the_templates_of_today(upgrade: Upgrade) -> None:
    for card in upgrade.person.cards():
        assert card.css() == f"<style>{note_types.css()}</style>"
        assert '<div class="id" dir="auto">' in card.answer()


def test_the_release_says_that_own_styling_goes(tmp_path: Path, today: bytes) -> None:
    (tmp_path / "today.apkg").write_bytes(today)
    said = run("diff", OLD, tmp_path / "today.apkg", "--language", "fr")
    assert "votre propre mise en forme des types de notes «\xa0citedeck\xa0» est remplacée, une fois" in said
    assert "mise en forme" not in run(
        "diff", tmp_path / "today.apkg", tmp_path / "today.apkg", "--language", "fr"
    )


def own_field(person: Learner) -> None:
    model = person.col.models.get(note_types.QUESTION.id)
    person.col.models.add_field(model, person.col.models.new_field("Mien"))
    person.col.models.update_dict(model)


def own_template(person: Learner) -> None:
    model = person.col.models.get(note_types.QUESTION.id)
    template = person.col.models.new_template("Mien")
    template["qfmt"], template["afmt"] = "{{Answer}}", "{{Prompt}}"
    person.col.models.add_template(model, template)
    person.col.models.update_dict(model)


@pytest.mark.parametrize("harm", [own_field, own_template])
def test_what_is_added_to_a_note_type_keeps_corrections_out_until_they_are_merged(
    tmp_path: Path, harm: Callable[[Learner], None]
) -> None:
    """The README says so, and what to do: Anki's « merge note types »."""
    author = Author(tmp_path / "course")
    author.release("1.0.0", FIRST)
    with learner(tmp_path / "anki") as person:
        person.imports(author.deck)
        harm(person)
        person.col.db.execute("update notes set mod = ?", FIRST)
        author.edit(ALDER, "Le conseil critique son refus.", "Le conseil juge son refus.")
        author.release("1.0.1", FIRST + 1000)
        log = person.imports(author.deck)
        assert changed(log)["updated"] == 0
        assert len(person.note_types()) == len(NAMES) + 1
        options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=False)
        request = ImportAnkiPackageRequest(package_path=str(author.deck), options=options)
        assert len(person.col.import_anki_package(request).log.updated) == 1
        assert "Le conseil juge son refus." in person.note("demande")["Why"]


def test_the_page_says_how_many_cards_there_are_and_how_long_they_take() -> None:
    """Those of the released deck beside it."""
    page = (courses.ROOT / "decks/README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, learner(Path(folder)) as person:
        person.imports(next((courses.ROOT / "decks").glob("*.apkg")))
        count = person.col.card_count()
    slow, quick = (math.ceil(count / a_day) for a_day in (10, 20))
    assert (
        f"{count} cartes. À 10 nouvelles cartes par jour, tout est vu en {slow} jours, à 20 par jour" in page
    )
    assert f"\nen {quick} ;" in page
