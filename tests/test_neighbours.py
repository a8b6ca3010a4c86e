"""A deck among other decks: what two courses have of their own in one collection, and what a fork is."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ExportAnkiPackageOptions, ImportCsvRequest

import courses
from anki_user import Learner, learner
from citedeck.bank.course import KEY
from citedeck.bank.raw import COURSE, LOCK
from citedeck.commands import disk, fork, keys, statefile
from citedeck.commands.drafts import importing
from citedeck.languages import catalogue
from citedeck.targets.anki import description, notes
from test_updates import FIRST, NOTHING, Author, changed, run

HEAD = 'title: "La ville"\nid: {}\nlanguage: fr\n'
TOWN_OF = f"{courses.TOWN}-- questions/course.yaml --\n"
BANK = "questions/b.yaml"


def town(folder: Path, name: str = "ville", key: str = "") -> Author:
    """A course on the town, with a key or without."""
    return Author(folder, TOWN_OF + HEAD.format(name) + (f"key: {key}\n" if key else ""))


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Learner]:
    with learner(tmp_path / "anki") as somebody:
        yield somebody


def fronts(person: Learner, item: str) -> list[str]:
    """The prompts of all notes of an item, whichever course has it."""
    found = person.col.find_notes(f'"ID:*{item}"')
    return sorted(re.sub(r"<[^>]+>", "", person.col.get_note(note)["Prompt"]) for note in found)


# Two courses


def two(folder: Path, names: tuple[str, str], own_keys: tuple[str, str]) -> list[Author]:
    """Two teachers' courses, each with a question « vote » of its own; both released."""
    authors = [
        town(folder / str(number), *which) for number, which in enumerate(zip(names, own_keys, strict=True))
    ]
    authors[1].edit(BANK, "en quelle année la ville vote", "quand la ville vote")
    for author in authors:
        author.release("1.0.0", FIRST)
    return authors


KEYS = ("kd7x2m9q", "b4tnn8wz")


def test_two_courses_of_one_id_replace_nothing_of_each_other(tmp_path: Path, person: Learner) -> None:
    for author in two(tmp_path, ("cours", "cours"), KEYS):
        assert changed(person.imports(author.deck)) == NOTHING | {"new": 4}
    assert len(set(fronts(person, "/vote"))) == 2
    assert person.note_types() == ["citedeck cloze v1", "citedeck question v1"]


def test_a_course_without_a_key_is_told_so_before_its_first_release_alone(tmp_path: Path) -> None:
    author = town(tmp_path)
    said = author.release("0.1.0", FIRST)
    assert "warning[course-unkeyed]: the course has no key" in said
    assert "= help: draw one before the first release, and for every copy: citedeck fork" in said
    assert "course-unkeyed" not in author.release("0.2.0", FIRST + 1)
    assert "course-unkeyed" not in town(tmp_path / "own", key=KEYS[0]).release("0.1.0", FIRST)


@pytest.mark.parametrize("own_keys", [KEYS, ("", "")], ids=["keys", "none"])
def test_a_printed_search_finds_the_question_of_its_course(
    tmp_path: Path, person: Learner, own_keys: tuple[str, str]
) -> None:
    authors = two(tmp_path, ("ville", "port"), own_keys)
    for author in authors:
        person.imports(author.deck)
    authors[1].edit(BANK, "commence par cette date", "commence ainsi")
    (search,) = re.findall(r"(?m)^  (.*)$", run("diff", "--course", authors[1].root))
    (note,) = person.col.find_notes(search)
    assert person.col.get_note(note).tags[0].startswith("port::")
    assert len(fronts(person, "vote")) == 2


def test_a_text_export_taken_in_again_overwrites_no_other_course(tmp_path: Path, person: Learner) -> None:
    """Without GUIDs Anki goes by the first field."""
    for author in two(tmp_path, ("ville", "port"), KEYS):
        person.imports(author.deck)
    before = fronts(person, "/vote")
    path = str(tmp_path / "notes.txt")
    person.col.export_note_csv(
        out_path=path, limit=None, with_html=True, with_tags=False, with_deck=False,
        with_notetype=True, with_guid=False,
    )  # fmt: skip
    metadata = person.col.get_csv_metadata(path, None)
    log = person.col.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
    assert (len(log.new), log.found_notes) == (0, 8)
    assert fronts(person, "/vote") == before
    assert len(set(before)) == 2


# A key


def test_every_key_that_is_drawn_is_one() -> None:
    drawn = {keys.draw() for _ in range(500)}
    assert len(drawn) == 500
    assert all(KEY.matches(key) and not key[0].isdigit() for key in drawn)


def test_a_new_course_has_a_key_of_its_own(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        run("new", tmp_path / name)
        found += re.findall(r"(?m)^key: (\S+)$", (tmp_path / name / COURSE).read_text(encoding="utf-8"))
    assert len(set(found)) == 2


HARM = [
    pytest.param(
        "", "key: b4tnn8wz\n", "key-changed",
        "the course was released without `key`: with one, every card is a new one",
        "take `key` out", id="added",
    ),
    pytest.param(
        "key: kd7x2m9q\n", "key: b4tnn8wz\n", "key-changed",
        "`key` was `kd7x2m9q` in the last release: with another, every card is a new one",
        "write `key: kd7x2m9q`", id="changed",
    ),
    pytest.param(
        "key: kd7x2m9q\n", "", "key-changed",
        "the course was released with a `key`, which is gone: without it, every card is a new one",
        "write `key: kd7x2m9q`", id="removed",
    ),
    pytest.param(
        "id: ville\n", "id: cite\n", "course-changed",
        "`id` was `ville` in the last release: with another, every card is a new one",
        "write `id: ville`", id="id",
    ),
    pytest.param(
        "id: ville\nlanguage: fr\n", "id: cite\nkey: b4tnn8wz\nlanguage: fr\n", "course-changed",
        "the lock is of another course: of `ville`, not of `cite`",
        "restore the course's own citedeck.lock from version control", id="lock",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "message", "way_out"), HARM)
def test_what_cards_are_known_by_never_changes(
    tmp_path: Path, old: str, new: str, code: str, message: str, way_out: str
) -> None:
    author = town(tmp_path, key="kd7x2m9q" if "key" in old else "")
    author.release("1.0.0", FIRST)
    if old:
        author.edit(COURSE, old, new)
    else:
        author.add(COURSE, new)
    before = author.files()
    for said in (run("check", author.root, code=1), author.release("1.1.0", FIRST + 1, code=1)):
        assert f"error[{code}]: {message}\n" in said
        assert f"= help: {way_out}\n" in said
        assert "= help: or, for a course of its own whose learners begin anew: citedeck fork\n" in said
        assert said.count("error[") == 1
    assert author.files() == before


def test_before_version_1_a_course_without_a_key_promises_nothing(tmp_path: Path) -> None:
    author = town(tmp_path)
    author.release("0.9.0", FIRST)
    author.edit(COURSE, "id: ville", "id: cite")
    run("check", author.root)


def test_a_course_with_a_key_keeps_it_from_its_first_release_on(tmp_path: Path) -> None:
    author = town(tmp_path, key=KEYS[0])
    author.release("0.1.0", FIRST)
    author.edit(COURSE, KEYS[0], KEYS[1])
    assert "error[key-changed]" in run("check", author.root, code=1)


def test_a_lost_lock_is_rebuilt_for_its_own_course_alone(tmp_path: Path) -> None:
    author = town(tmp_path / "ours", key=KEYS[0])
    author.release("1.0.0", FIRST)
    before = (author.root / LOCK).read_text(encoding="utf-8").splitlines()
    (author.root / LOCK).unlink()
    run("lock", "--from", author.deck, "--course", author.root)
    rebuilt = (author.root / LOCK).read_text(encoding="utf-8").splitlines()
    notes = [line for line in before if line.startswith('{"note"')]
    assert [line for line in rebuilt if line.startswith('{"note"')] == notes
    assert f'"key": "{KEYS[0]}"' in rebuilt[0]
    other = town(tmp_path / "other", key=KEYS[1])
    other.release("1.0.0", FIRST)
    (other.root / LOCK).unlink()
    said = run("lock", "--from", author.deck, "--course", other.root, code=2)
    assert f"it is a deck of `ville-{KEYS[0]}`" in " ".join(said.replace("│", " ").split())


# A fork


@pytest.mark.parametrize("key", ["", KEYS[0]], ids=["none", "key"])
def test_a_fork_begins_anew_and_replaces_nothing(tmp_path: Path, person: Learner, key: str) -> None:
    author = town(tmp_path / "course", key=key)
    author.add(COURSE, "version: 0.1.0\n")
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    (author.root / "decks/README.md").write_text("by hand")
    yaml = (author.root / COURSE).read_text(encoding="utf-8")
    said = run("fork", author.root)
    (drawn,) = re.findall(r"key (\w{8}), version 0\.1\.0", said)
    assert "Its learners begin anew: no card of `ville` 1.0.0 is taken over" in said
    assert not (author.root / LOCK).exists()
    assert [path.name for path in (author.root / "decks").iterdir()] == ["README.md"]
    expected = yaml.replace("1.0.0", "0.1.0").replace(f"key: {key}\n", f"key: {drawn}\n")
    expected += "" if key else f"key: {drawn}\n"
    assert (author.root / COURSE).read_text(encoding="utf-8") == expected
    author.edit(BANK, "en quelle année la ville vote", "quand la ville vote")
    assert "error" not in author.release("1.0.0", FIRST + 5)
    assert changed(person.imports(author.deck)) == NOTHING | {"new": 4}
    assert person.integrity()


def test_a_fork_of_a_course_that_was_never_released_has_a_key(tmp_path: Path) -> None:
    author = town(tmp_path)
    run("build", author.root)
    run("fork", author.root)
    assert not (author.root / "decks/ville.apkg").exists()
    assert "course-unkeyed" not in author.release("0.1.0", FIRST)


def test_a_copy_without_its_lock_is_told_of_the_fork(tmp_path: Path) -> None:
    author = town(tmp_path)
    author.add(COURSE, "version: 0.1.0\n")
    author.release("1.0.0", FIRST)
    (author.root / LOCK).unlink()
    said = run("check", author.root, code=1)
    assert "= help: if it is a copy that becomes a course of its own: citedeck fork\n" in said
    run("fork", author.root)
    run("check", author.root)


def test_what_cannot_be_read_is_not_forked(tmp_path: Path) -> None:
    author = town(tmp_path)
    author.edit(COURSE, "id: ville", "id: [ville")
    before = author.files()
    with pytest.raises(fork.NoForkError, match="run citedeck check first"):
        fork.fork(author.root)
    assert author.files() == before


# Names of decks

TEXT = "-- seeds/{0}.txt --\nLe maire {1} vote le budget en {2}.\n"
BANK_OF = """\
-- questions/{0}.yaml --
source: {0}
items:
  - id: {0}-vote
    type: short
    prompt: "Selon le texte de {1}, quand le maire vote-t-il ?"
    answer: "en {2}"
    evidence: "Le maire {1} vote le budget en {2}."
"""
BOTH = """\
-- questions/z.yaml --
items:
  - id: qui
    type: who-says-it
    source: [t1, t2]
    statement: "Le maire Alder vote le budget en 1901"
    answer: t1
    evidence: "Le maire Alder vote le budget en 1901."
  - id: dur
    type: short
    source: t2
    sensitive: "violence"
    prompt: "Selon le texte de Brun, que vote le maire ?"
    answer: "le budget"
    evidence: "Le maire Brun vote le budget en 1902."
"""
MAYORS = ("Alder", "Brun", "Celle", "Dorn", "Erle", "Falk", "Gast", "Horn")


def several(folder: Path, count: int, key: str = KEYS[0], deck: str = "") -> Author:
    """A course on so many texts, with a comparison and a sensitive item."""
    named = [(f"t{number}", name, 1900 + number) for number, name in enumerate(MAYORS[:count], 1)]
    listed = "".join(
        f't{n}:\n  file: t{n}.txt\n  label: "le texte de {name}"\n'
        for n, name in enumerate(MAYORS[:count], 1)
    )
    text = "".join(TEXT.format(*names) + BANK_OF.format(*names) for names in named)
    head = HEAD.format("ville") + (f"key: {key}\n" if key else "") + (f'deck: "{deck}"\n' if deck else "")
    manifest = f"-- seeds/sources.yaml --\n{listed}"
    return Author(folder, f"{text}{BOTH}{manifest}-- questions/course.yaml --\n{head}")


def with_text(author: Author, number: int) -> None:
    """One more text with its question."""
    names = (f"t{number}", MAYORS[number - 1], 1900 + number)
    for path, words in courses.sections(TEXT.format(*names) + BANK_OF.format(*names)).items():
        (author.root / path).write_bytes(words)
    author.add(
        "seeds/sources.yaml", f't{number}:\n  file: t{number}.txt\n  label: "le texte de {names[1]}"\n'
    )


def sub_decks(person: Learner, root: str = "La ville") -> list[str]:
    return [name.removeprefix(f"{root}::") for name in person.decks() if name.startswith(f"{root}::")]


TWO = ["01 Le texte de Alder", "02 Le texte de Brun", "A Comparaison", "B Passages sensibles"]


@pytest.mark.parametrize("last", [3, 8])
def test_new_texts_rename_no_deck(tmp_path: Path, person: Learner, last: int) -> None:
    author = several(tmp_path / "course", 2)
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    assert sub_decks(person) == TWO
    for number in range(3, last + 1):
        with_text(author, number)
        said = author.release(f"1.{number}.0", FIRST + number)
        assert "deck-" not in said
        assert changed(person.imports(author.deck)) == NOTHING | {"new": 1}
    added = [f"{number:02} Le texte de {MAYORS[number - 1]}" for number in range(3, last + 1)]
    assert sub_decks(person) == [*TWO[:2], *added, *TWO[2:]]
    assert person.integrity()


def test_decks_of_an_unreleased_course_follow_its_texts(tmp_path: Path, person: Learner) -> None:
    author = several(tmp_path / "course", 8)
    run("build", author.root)
    person.imports(author.deck)
    texts = [f"{number:02} Le texte de {name}" for number, name in enumerate(MAYORS, 1)]
    assert sub_decks(person) == [*texts, *TWO[2:]]


def test_a_corrected_label_or_title_renames_no_deck(tmp_path: Path, person: Learner) -> None:
    author = several(tmp_path / "course", 2)
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    label = 'label: "le texte d’Alder"\n  aliases: ["le texte de Alder"]'
    author.edit("seeds/sources.yaml", 'label: "le texte de Alder"', label)
    author.edit(COURSE, 'title: "La ville"', 'title: "La cité"')
    author.edit("questions/t1.yaml", "quand le maire", "en quelle année le maire")
    said = author.release("1.1.0", FIRST + 1)
    assert "deck-" not in said
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 2}
    assert "Le texte d’Alder" in person.note("*/qui")["Answer"]
    assert sub_decks(person) == TWO
    assert [name for name in person.decks() if "cité" in name] == []


def test_a_text_that_is_gone_leaves_its_number(tmp_path: Path, person: Learner) -> None:
    author = several(tmp_path / "course", 2)
    author.release("1.0.0", FIRST)
    author.retire("questions/t1.yaml", "t1-vote")
    author.retire("questions/z.yaml", "qui")
    author.edit("seeds/sources.yaml", 't1:\n  file: t1.txt\n  label: "le texte de Alder"\n', "")
    author.edit("questions/t1.yaml", "source: t1\n", "")
    author.release("1.1.0", FIRST + 1)
    with_text(author, 3)
    author.release("1.2.0", FIRST + 2)
    person.imports(author.deck)
    assert sub_decks(person) == ["02 Le texte de Brun", "03 Le texte de Celle", "B Passages sensibles"]


def test_names_that_an_older_program_gave_stay(tmp_path: Path, person: Learner) -> None:
    """A lock of that time has no decks, and numbered the last two as well."""
    author = several(tmp_path / "course", 2, key="")
    author.release("1.0.0", FIRST)
    path = author.root / LOCK
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head = re.sub(r', "records": \d+, "digest": "\w+"', "", lines[0])
    rest = "".join(line for line in lines[1:] if not line.startswith('{"deck"'))
    old = rest.replace("::A Comp", "::3 Comp").replace("::B Pass", "::4 Pass")
    path.write_bytes((head + old).encode())
    author.edit(
        "seeds/sources.yaml",
        'label: "le texte de Brun"',
        'label: "le récit de Brun"\n  aliases: ["le texte de Brun"]',
    )
    with_text(author, 3)
    assert "deck-" not in author.release("1.1.0", FIRST + 1)
    person.imports(author.deck)
    assert sub_decks(person) == [
        "1 Le texte de Alder", "2 Le texte de Brun", "3 Comparaison", "4 Passages sensibles",
        "5 Le texte de Celle",
    ]  # fmt: skip
    path.unlink()
    run("lock", "--from", author.deck, "--course", author.root)
    author.release("1.2.0", FIRST + 2)
    assert changed(person.imports(author.deck)) == NOTHING


def test_another_deck_is_told_as_a_rename(tmp_path: Path, person: Learner) -> None:
    author = several(tmp_path / "course", 2)
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    author.add(COURSE, 'deck: "Histoire::La ville"\n')
    with_text(author, 3)
    said = author.release("1.1.0", FIRST + 1).replace("\xa0", " ")
    assert "warning[deck-renamed]: the deck « La ville » is « Histoire::La ville » now" in said
    assert '= help: keep its name: deck: "La ville"\n' in said
    assert "Le paquet « La ville » s’appelle maintenant « Histoire::La ville »" in said
    assert "change de paquet" not in said
    assert "changent de paquet" not in said
    person.imports(author.deck)
    assert sub_decks(person) == TWO
    assert "deck-renamed" not in author.release("1.2.0", FIRST + 2)


def test_a_deck_stands_below_decks_of_ones_choice(tmp_path: Path, person: Learner) -> None:
    author = several(tmp_path / "course", 2, deck="Histoire::3e::Ville")
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    root = "Histoire::3e::Ville"
    assert person.decks() == ["Histoire", "Histoire::3e", root, *(f"{root}::{name}" for name in TWO)]
    assert "Version 1.0.0" in person.col.decks.by_name(root)["desc"]
    assert person.integrity()


# Builds before the first release


def written_at(author: Author, time: int) -> None:
    """As if the bank had been saved then."""
    os.utime(author.root / BANK, (time, time))


def test_an_unreleased_build_keeps_what_learners_wrote(
    tmp_path: Path, person: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every build is of a bank that was saved later; only one question was corrected."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    author = town(tmp_path / "course", key=KEYS[0])
    soon = int(time.time()) + 60
    written_at(author, soon - 3600)
    run("build", author.root)
    person.imports(author.deck)
    for item in ("*/vote", "*/refus"):
        note = person.note(item)
        note.tags.append("mien")
        person.col.update_note(note)
    author.edit(BANK, "commence par cette date", "commence ainsi")
    written_at(author, soon)
    run("build", author.root, "--only", "documents")
    run("build", author.root)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}
    assert "mien" in person.note("*/refus").tags
    assert "commence ainsi" in person.note("*/vote")["Explanation"]
    before = unstamped(author)
    written_at(author, soon + 120)
    (author.root / "decks/ville.apkg").unlink()
    run("build", author.root)
    assert unstamped(author) == before


def unstamped(author: Author) -> dict[str, Any]:
    """All files, but for what the state file knows of their times."""
    files: dict[str, Any] = author.files()
    name = f"decks/{statefile.NAME}"
    return {**files, name: {**json.loads(files[name]), "stamps": None}}


@pytest.mark.parametrize(
    "notes", ['"no"', "[]", '{"a": 1}', '{"a": ["x", -1]}', '{"a": [1, 2]}', '{"a": ["x", true]}', "null"]
)
def test_a_strange_memory_is_none(tmp_path: Path, notes: str) -> None:
    author = town(tmp_path, key=KEYS[0])
    run("build", author.root)
    before = author.deck.read_bytes()
    (author.root / "decks/.citedeck-state.json").write_text(
        f'{{"inputs": "", "outputs": {{}}, "notes": {notes}}}'
    )
    run("build", author.root)
    assert author.deck.read_bytes() == before


def test_the_first_release_is_remembered_by_the_lock_alone(tmp_path: Path) -> None:
    author = town(tmp_path, key=KEYS[0])
    run("build", author.root)
    state = author.root / "decks/.citedeck-state.json"
    assert '"notes"' in state.read_text(encoding="utf-8")
    author.release("0.1.0", FIRST)
    assert '"notes"' not in state.read_text(encoding="utf-8")


def test_a_build_over_a_release_says_that_it_is_none(tmp_path: Path) -> None:
    author = town(tmp_path / "course", key=KEYS[0])
    author.release("1.0.0", FIRST)
    run("build", author.root)
    author.edit(BANK, "commence par cette date", "commence ainsi")
    beside = run("build", author.root, "--output", tmp_path / "beside")
    assert "no longer" not in beside
    said = run("build", author.root)
    assert f"note: {author.root / 'decks'} held release 1.0.0, and no longer does" in said
    assert "citedeck release VERSION" in said


# What cards and decks say besides

PAGE = """\
-- seeds/sources.yaml --
t:
  file: t.txt
  label: "le texte"
  url: https://example.org/t
"""


def values(text: str) -> dict[str, str]:
    """The fields of the note on the vote."""
    compilation = courses.compiled(text, FIRST)
    assert not compilation.broken, [d.message for d in compilation.diagnostics]
    (note,) = (note for note in notes.plan(compilation, compilation.course) if note.item == "vote")
    return dict(note.values)


def test_a_link_leads_to_the_passage_where_the_page_holds_it() -> None:
    link = values(courses.TOWN + PAGE)["Link"]
    assert 'href="https://example.org/t#:~:text=' in link
    assert ">lire le passage</a>" in link


def test_a_link_to_a_page_without_the_text_says_so() -> None:
    link = values(courses.TOWN + PAGE + "  linkable: false\n")["Link"]
    assert '<a href="https://example.org/t">voir la publication (le texte n’y est pas)</a>' in link
    assert "lire le passage" not in link


@pytest.mark.parametrize("key", ["", KEYS[0]])
def test_a_report_has_the_id_and_the_address(key: str) -> None:
    head = HEAD.format("ville") + 'url: https://example.org/cours\nreport: "{url}/issues?q={id}"\n'
    head += f"key: {key}\n" if key else ""
    assert '"https://example.org/cours/issues?q=vote"' in values(TOWN_OF + head)["Link"]
    assert values(TOWN_OF + HEAD.format("ville"))["Link"] == ""


def test_a_report_needs_the_address_it_names() -> None:
    head = HEAD.format("ville") + 'report: "{url}/issues?q={id}"\n'
    (said,) = courses.compiled(TOWN_OF + head).diagnostics
    assert (said.code, said.message) == ("value-invalid", "`{url}` stands here, and the course has no `url`")


def described(text: str) -> str:
    compilation = courses.compiled(text, FIRST)
    return description.of(notes.plan(compilation, compilation.course), compilation.course)


def test_the_deck_tells_to_read_the_texts_first() -> None:
    first = "Lisez d’abord les textes\xa0: {}."
    assert first.format("le texte") in described(courses.TOWN)
    assert first.format("[le texte](<https://example.org/t>)") in described(courses.TOWN + PAGE)
    unlinked = courses.TOWN + PAGE + "  linkable: false\n"
    assert first.format("le texte") in described(unlinked)
    course = HEAD.format("ville") + "url: https://example.org/cours\n"
    with_course = f"{unlinked}-- questions/course.yaml --\n{course}"
    assert first.format("[le texte](<https://example.org/cours>)") in described(with_course)


@pytest.mark.parametrize("language", sorted(catalogue.languages()))
def test_one_question_is_no_questions(language: str) -> None:
    words = catalogue.of(language)
    for name in ("questions_count", "cards_count"):
        one, several = (catalogue.counted(words[name], number) for number in (1, 12))
        assert one.startswith("1 ")
        assert "1 " not in several.replace("12", "")
        assert one.replace("1", "12") != several


def test_a_deck_of_one_question_says_so() -> None:
    text = courses.TOWN.partition("  - id: demande")[0]
    assert "1 question, 1 carte." in described(text)
    assert "4 questions, 4 cartes." in described(courses.TOWN)


# Tags of one's own


def test_own_tags_stand_beside_ours(tmp_path: Path, person: Learner) -> None:
    author = town(tmp_path / "course", key=KEYS[0])
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    author.edit(BANK, "    type: short\n", "    type: short\n    tags: [bac, chapitre::3]\n")
    author.release("1.1.0", FIRST + 1)
    assert changed(person.imports(author.deck)) == NOTHING | {"updated": 1}
    assert person.note("*/vote").tags == ["bac", "chapitre::3", "ville::form::short", "ville::source::t"]
    assert len(person.col.find_notes("tag:chapitre")) == 1


@pytest.mark.parametrize("tag", ["marked", "leech", '"mon mot"', '"::a"', "a:b", '"a*"'])
def test_what_anki_would_read_otherwise_is_no_tag(tag: str) -> None:
    text = courses.TOWN.replace("    type: short\n", f"    type: short\n    tags: [{tag}]\n")
    assert [said.code for said in courses.compiled(text).diagnostics] == ["value-invalid"]


def test_a_tag_dates_its_own_note_alone(tmp_path: Path) -> None:
    author = town(tmp_path)
    author.release("1.0.0", FIRST)
    author.edit(BANK, "    type: cloze\n", "    type: cloze\n    tags: bac\n")
    assert re.findall('"ID:(.*)"', run("diff", "--course", author.root)) == ["qui"]


# The way back


def exported(person: Learner, folder: Path, *, html: bool = True) -> Path:
    """All notes of a collection as Anki's text export."""
    path = folder / "notes.txt"
    person.col.export_note_csv(
        out_path=str(path), limit=None, with_html=html, with_tags=True, with_deck=True,
        with_notetype=True, with_guid=True,
    )  # fmt: skip
    return path


def packed(person: Learner, folder: Path, *, older: bool = True) -> Path:
    """All notes of a collection as a deck that Anki exported."""
    path = folder / "again.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=True, legacy=older
    )
    person.col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


@pytest.fixture(params=["", KEYS[0]], ids=["none", "key"])
def learned(request: pytest.FixtureRequest, tmp_path: Path, person: Learner) -> Author:
    """A course whose deck somebody has imported."""
    author = town(tmp_path / "course", key=request.param)
    author.release("1.0.0", FIRST)
    person.imports(author.deck)
    return author


def test_an_export_of_our_notes_is_known_again(learned: Author, person: Learner, tmp_path: Path) -> None:
    said = run("import", exported(person, tmp_path), "--course", learned.root)
    assert said == "these are notes of the course, as its bank has them\n"


def test_what_a_learner_changed_is_shown(learned: Author, person: Learner, tmp_path: Path) -> None:
    note = person.note("*vote")
    note["Explanation"] = (
        note["Explanation"].replace("commence", "débute") + '<img src="plan.png">[sound:a.mp3]'
    )
    note.tags.append("mien")
    person.col.update_note(note)
    before = learned.files()
    said = run("import", exported(person, tmp_path), "--course", learned.root)
    assert re.match(r"left out, for questions are words: plan\.png \(line \d+\), a\.mp3 \(line \d+\)\n", said)
    assert said.partition("\n")[2] == (
        "these are notes of the course; what is otherwise in them:\n"
        "@@ vote: Explanation\n"
        "- Le texte commence par cette date.\n"
        "+ Le texte débute par cette date.\n"
        "@@ vote: tags\n"
        "+ mien\n"
    )
    assert learned.files() == before


def test_questions_that_the_bank_has_no_more_become_a_draft(
    learned: Author, person: Learner, tmp_path: Path
) -> None:
    path = exported(person, tmp_path)
    bank = (learned.root / BANK).read_text(encoding="utf-8")
    (learned.root / BANK).write_bytes(bank.partition("items:")[0].encode() + b"items: []\n")
    (learned.root / LOCK).unlink()
    said = run("import", path, "--course", learned.root)
    assert "4 questions in questions/draft-notes.yaml" in said
    draft = (learned.root / "questions/draft-notes.yaml").read_text(encoding="utf-8")
    found = re.findall(r"- id: (\S+)\n    type: (\S+)", draft)
    assert sorted(found) == [
        ("demande", "choice"), ("qui", "cloze"), ("refus", "true-false"), ("vote", "short")
    ]  # fmt: skip
    assert 'answer: "la création de deux écoles"' in draft
    assert "form::" not in draft
    assert "text: \"Le maire, {{c1::M. Alder::qui ?}}, s'y oppose" in draft


def test_an_export_without_html_is_asked_for_again(learned: Author, person: Learner, tmp_path: Path) -> None:
    path = exported(person, tmp_path, html=False)
    with pytest.raises(disk.UsageError, match="« Include HTML and media references » ticked"):
        importing.import_file(learned.root, path)


def test_a_deck_that_anki_exported_again_is_read(learned: Author, person: Learner, tmp_path: Path) -> None:
    again = packed(person, tmp_path)
    nothing = "Nothing changes for learners.\n"
    assert run("diff", again, learned.deck) == nothing
    learned.edit(BANK, "commence par cette date", "commence ainsi")
    said = run("diff", again, "--course", learned.root)
    assert re.findall(r'"ID:(?:.*/)?(.*)"', said) == ["vote"]


def test_a_lock_is_rebuilt_from_a_deck_that_anki_exported(
    learned: Author, person: Learner, tmp_path: Path
) -> None:
    again = packed(person, tmp_path)
    learned.edit(BANK, "commence par cette date", "commence ainsi")
    (learned.root / LOCK).unlink()
    assert "the lock remembers 4 notes" in run("lock", "--from", again, "--course", learned.root)
    said = learned.release("1.0.1", FIRST + 1000)
    assert re.findall(r'"ID:(?:.*/)?(.*)"', said) == ["vote"]
    assert changed(person.imports(learned.deck)) == NOTHING | {"updated": 1}


def test_a_deck_that_only_anki_can_unpack_says_how(learned: Author, person: Learner, tmp_path: Path) -> None:
    said = run("diff", packed(person, tmp_path, older=False), learned.deck, code=2)
    assert "« Support older Anki versions » ticked" in " ".join(said.replace("│", " ").split())


def test_a_deck_of_other_notes_is_none_of_ours(tmp_path: Path, person: Learner) -> None:
    note = person.col.new_note(person.col.models.by_name("Basic"))
    note["Front"] = "Q"
    person.col.add_note(note, person.col.decks.id("Default"))
    said = run("diff", packed(person, tmp_path), packed(person, tmp_path), code=2)
    assert "no notes of citedeck's" in " ".join(said.replace("│", " ").split())
