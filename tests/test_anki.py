"""The deck in the real Anki: what is planned is what arrives, and every card has both sides."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import courses
from anki_user import learner, shown
from citedeck import compiler
from citedeck.commands import folders
from citedeck.model import Compilation
from citedeck.targets import anki
from citedeck.targets.anki import note_types, notes, package


def deck_of(compilation: Compilation) -> bytes:
    (output,) = anki.render(compilation, compilation.course)
    return output.data


@pytest.fixture(scope="module")
def real() -> Compilation:
    return compiler.compile(folders.read(courses.ROOT))


def test_planned_cards_are_the_imported_ones(real: Compilation, tmp_path: Path) -> None:
    planned = notes.plan(real, real.course)
    with learner(tmp_path) as person:
        log = person.imports(deck_of(real))
        assert log["new"] == len(planned)
        assert person.col.card_count() == sum(len(note.cards) for note in planned)
        assert person.integrity()


def test_every_card_renders_on_both_sides(real: Compilation, tmp_path: Path) -> None:
    with learner(tmp_path) as person:
        person.imports(deck_of(real))
        for card in person.cards():
            front, back = shown(card.question()), shown(card.answer())
            assert front
            assert "Dans le texte" in back
            assert len(back) > len(front)
            assert "{{" not in front + back
            assert not card.render_output().question_text.startswith("<a href='https://docs.ankiweb")


def test_a_second_import_changes_nothing(real: Compilation, tmp_path: Path) -> None:
    with learner(tmp_path) as person:
        person.imports(deck_of(real))
        again = person.imports(deck_of(real))
        assert (again["new"], again["updated"], again["conflicting"]) == (0, 0, 0)
        assert person.note_types() == ["citedeck cloze v1", "citedeck question v1"]


def test_the_answer_is_on_the_back_alone(tmp_path: Path) -> None:
    with learner(tmp_path) as person:
        person.imports(deck_of(courses.compiled(courses.TOWN, 10**9)))
        sides = {c.note()["ID"]: (shown(c.question()), shown(c.answer())) for c in person.cards()}
    assert "1912" not in sides["vote"][0]
    assert "en 1912" in sides["vote"][1]
    assert "Alder" not in sides["qui"][0]
    assert "M. Alder" in sides["qui"][1]


def test_the_passage_stands_in_its_context_with_its_line(tmp_path: Path) -> None:
    with learner(tmp_path) as person:
        person.imports(deck_of(courses.compiled(courses.TOWN, 10**9)))
        back = person.note("vote").cards()[0].answer()
        cloze = person.note("qui").cards()[0].answer()
    assert "<mark>La ville vote le budget </mark><mark><b>en 1912</b></mark><mark>.</mark>" in back
    assert "Le texte, l.\xa01" in back
    assert "<blockquote><mark>Le maire, </mark><mark><b>M. Alder</b></mark><mark>, s’y oppose" in cloze


def test_decks_are_numbered_by_source_and_due_in_order(real: Compilation, tmp_path: Path) -> None:
    with learner(tmp_path) as person:
        person.imports(deck_of(real))
        decks = person.decks()
        order = [card.note()["ID"] for card in person.cards()]
    assert decks[:3] == [
        "Sommet de l’IA 2025",
        "Sommet de l’IA 2025::1 Le texte de L’Anticapitaliste",
        "Sommet de l’IA 2025::2 Le texte d’Options",
    ]
    plain = [str(r.item.id) for r in real.items if r.item.sensitive is None and len(r.sources) == 1]
    without_rows = [name for name in dict.fromkeys(order) if name in plain]
    assert without_rows == [name for name in plain if name in without_rows]


def test_words_reach_the_card_as_typed(tmp_path: Path) -> None:
    typed = r'a < b && {{c1::x}} [sound:x] [$]y[/$] \(y\) "z" List<String> {{Prompt}} [latex]'
    yaml = typed.replace("\\", "\\\\").replace('"', '\\"')
    text = courses.TOWN.replace("Le texte commence par cette date.", yaml)
    with learner(tmp_path) as person:
        person.imports(deck_of(courses.compiled(text, 10**9)))
        card = person.note("vote").cards()[0]
        assert typed in shown(card.answer())
        assert person.col.card_count() == 4


def test_the_same_course_gives_the_same_bytes() -> None:
    one, two = (courses.compiled(courses.TOWN, 10**9) for _ in range(2))
    assert deck_of(one) == deck_of(two)
    assert package.rows_digest(deck_of(one)) == package.rows_digest(deck_of(two))


def test_two_notes_with_one_guid_are_refused() -> None:
    compilation = courses.compiled(courses.TOWN, 10**9)
    planned = notes.plan(compilation, compilation.course)
    with pytest.raises(ValueError, match="one GUID"):
        package.write([*planned, planned[0]], "", compilation.course, 10**9)


def test_the_time_of_the_templates_moves_with_them() -> None:
    """Templates changed? Move schema.MODIFIED to now, and put the new digest here."""
    parts = [
        note_types.css(),
        *(note_types.template(kind, side) for kind in note_types.NOTE_TYPES for side in ("front", "back")),
    ]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    assert (note_types.MODIFIED, digest) == (1796026703, "0656e3503d9091ec")


def test_the_schema_is_frozen() -> None:
    """Learners' collections hold these: nothing here may ever change."""
    assert note_types.QUESTION.fields == (
        "ID", "Prompt", "Choices", "Answer", "Why", "Explanation", "Passage", "Source", "Link",
        "Spare 1", "Spare 2", "Spare 3", "Spare 4",
    )  # fmt: skip
    assert note_types.CLOZE.fields == (
        "ID", "Lead", "Text", "Explanation", "Passage", "Source", "Link",
        "Spare 1", "Spare 2", "Spare 3", "Spare 4",
    )  # fmt: skip
    assert (note_types.QUESTION.id, note_types.CLOZE.id) == (1763769600101, 1763769600202)
