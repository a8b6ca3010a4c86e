"""An edited text: what moved is silent, what changed its sense waits until somebody has read it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from citedeck.cli import app
from citedeck.commands import build
from test_build import stamps

pytestmark = pytest.mark.usefixtures("quick_printer")

PORT = """\
-- seeds/t.txt --
Le port ouvre à l’aube. Au printemps, la ville vote le budget des écoles. Le conseil applaudit le maire.
Un journal raconte la fête. Le pont sera bâti en 1912, dit le charpentier. Personne ne lui répond.
-- questions/b.yaml --
source: t
items:
  - id: vote
    type: short
    prompt: "Selon le texte, que vote la ville ?"
    answer: "le budget des écoles"
    evidence: "la ville vote le budget des écoles"
  - id: ville
    type: true-false
    prompt: "Selon le texte, c’est la ville qui décide des écoles."
    answer: true
    evidence: ["la ville vote le budget", "Le conseil applaudit le maire"]
  - id: pont
    type: short
    prompt: "Selon le texte, quand le pont sera-t-il bâti ?"
    answer: "en 1912"
    evidence: "Le pont sera bâti en 1912"
"""

SENTENCE = "Au printemps, la ville vote le budget des écoles."
DENIED = "Il est faux qu’au printemps, la ville vote le budget des écoles."


def run(course: Path, *arguments: str, code: int = 0):
    where = [course] if arguments[0] in ("check", "build", "release") else ["--course", course]
    done = CliRunner().invoke(app, [*arguments, *map(str, where)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course released as 1.0.0."""
    course = courses.on_disk(tmp_path_factory.mktemp("release") / "port", PORT)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SOURCE_DATE_EPOCH", "1700000000")
        patched.setattr(os, "fsync", lambda file: None)
        run(course, "release", "1.0.0")
    return course


@pytest.fixture
def port(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the release to work on, a day later."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700086400")
    monkeypatch.setattr(os, "fsync", lambda file: None)
    return shutil.copytree(release, tmp_path / "port")


def edit(course: Path, *changes: tuple[str, str]) -> None:
    path = course / "seeds/t.txt"
    words = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert words.count(old) == 1, old
        words = words.replace(old, new)
    path.write_bytes(words.encode())


def findings(course: Path) -> list[str]:
    """Each finding as code and item."""
    compilation = build.compile_only(course)
    return [f"{found.code} {found.item}" for found in compilation.diagnostics if found.is_error]


def lock_of(course: Path) -> list[str]:
    return (course / "questions/citedeck.lock").read_text(encoding="utf-8").split("\n")


def put_lock(course: Path, lines: list[str]) -> None:
    (course / "questions/citedeck.lock").write_bytes("\n".join(lines).encode())


def rewritten(before: list[str], after: list[str]) -> set[str]:
    """Whose records of the lock were rewritten; every other line is as it was."""
    assert len(before) == len(after)
    return {old.partition("#")[0] for old, new in zip(before, after, strict=True) if old != new}


# Parts that change places

PARTS = """\
-- seeds/t.txt --
Le port ouvre à l’aube. La ville vote le budget des écoles. Le conseil applaudit le maire, dit-on.
-- questions/b.yaml --
source: t
items:
  - id: deux
    type: choice
    prompt: "Selon le texte, que se passe-t-il (deux réponses) ?"
    answers:
      - {text: "la ville vote", evidence: "La ville vote le budget"}
      - {text: "le conseil applaudit", evidence: "Le conseil applaudit le maire"}
    distractors: ["le port ferme"]
  - id: suite
    type: order
    by: stated
    prompt: "Selon le texte, dans quel ordre ?"
    evidence: "Le port ouvre à l’aube"
    steps:
      - {text: "le port ouvre", evidence: "Le port ouvre à l’aube"}
      - {text: "le budget est voté", evidence: "vote le budget des écoles"}
      - {text: "le conseil applaudit", evidence: "applaudit le maire"}
"""
SWAPPED = {
    "two right answers": ('"Le conseil applaudit le maire"', '"La ville vote le budget"'),
    "two steps": ('"applaudit le maire"', '"vote le budget des écoles"'),
}


def swapped(course: Path, first: str, second: str) -> None:
    """The lines that hold these words change places."""
    path = course / "questions/b.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    one, other = (next(n for n, line in enumerate(lines) if words in line) for words in (first, second))
    lines[one], lines[other] = lines[other], lines[one]
    path.write_bytes("\n".join([*lines, ""]).encode())


@pytest.mark.parametrize("kind", SWAPPED)
@pytest.mark.parametrize("keys", ["of this version", "of an older one"])
def test_a_changed_sentence_is_seen_where_parts_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, keys: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    course = courses.on_disk(tmp_path / "parts", PARTS)
    run(course, "release", "1.0.0")
    if keys != "of this version":
        put_lock(
            course, [re.sub(r"#[0-9a-f]{12}", f"#{n:012x}", line) for n, line in enumerate(lock_of(course))]
        )
        assert findings(course) == []
    edit(course, ("La ville vote", "Il est faux que La ville vote"))
    swapped(course, *SWAPPED[kind])
    assert {"sentence-changed deux", "sentence-changed suite"} <= set(findings(course))
    run(course, "accept", "deux", "suite")
    assert findings(course) == []


# What is silent

SILENT = {
    "nothing": ("1912", "1912"),
    "a sentence before": ("Le port ouvre", "Voici une histoire. Le port ouvre"),
    "a line before": ("Le port ouvre", "Une histoire\nLe port ouvre"),
    "another sentence between": ("l’aube. Au", "l’aube. Il pleut. Au"),
    "a neighbour": ("Un journal raconte la fête.", "Deux journaux racontent le bal."),
    "apostrophes": ("l’aube", "l'aube"),
    "quotes and blanks": ("dit le charpentier", "dit\xa0le charpentier"),
    "an end of the text": ("lui répond.", "lui répond. Fin."),
}


@pytest.mark.parametrize(("old", "new"), SILENT.values(), ids=SILENT)
def test_what_only_moved_is_silent(port: Path, old: str, new: str) -> None:
    edit(port, (old, new))
    assert run(port, "check").stdout == ""


def test_typography_alone_is_silent(port: Path) -> None:
    words = (port / "seeds/t.txt").read_text(encoding="utf-8")
    (port / "seeds/t.txt").write_bytes(words.replace("’", "'").replace("\n", "\r\n").encode("utf-8-sig"))
    assert run(port, "check").stdout == ""


def test_a_paragraph_that_moved_is_silent(port: Path) -> None:
    first, second = (port / "seeds/t.txt").read_text(encoding="utf-8").splitlines()
    (port / "seeds/t.txt").write_text(f"{second}\n{first}\n", encoding="utf-8")
    assert run(port, "check").stdout == ""


def test_what_is_silent_needs_no_accepting(port: Path) -> None:
    edit(port, SILENT["a sentence before"])
    before = stamps(port)
    assert run(port, "accept", "vote", "pont").stderr == "there was nothing to accept\n"
    assert stamps(port) == before


# A sentence that changed


@pytest.mark.parametrize(
    "now",
    [
        DENIED,
        "Au printemps, la ville vote le budget des écoles mais pas l’hiver.",
        "Selon un passant, la ville vote le budget des écoles.",
        "Au printemps, la ville vote le budget des écoles ?",
    ],
    ids=["denied", "limited", "given to another", "asked"],
)
def test_a_changed_sentence_waits_until_it_is_accepted(port: Path, now: str) -> None:
    edit(port, (SENTENCE, now))
    assert findings(port) == ["sentence-changed vote", "sentence-changed ville"]
    run(port, "check", code=1)
    assert run(port, "accept", "vote").stderr == "accepted: vote\n"
    assert findings(port) == ["sentence-changed ville"]
    run(port, "accept", "ville")
    run(port, "check")
    assert findings(port) == []


def test_accepting_rewrites_the_passages_of_that_item_alone(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    before, others = lock_of(port), stamps(port)
    run(port, "accept", "vote")
    assert rewritten(before, lock_of(port)) == {'{"span": "vote'}
    changed = {path.name for path, time in stamps(port).items() if others.get(path) != time}
    assert changed == {"citedeck.lock", "questions"}


def test_several_items_are_accepted_at_once(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    before = lock_of(port)
    assert run(port, "accept", "vote", "ville").stderr == "accepted: ville, vote\n"
    assert rewritten(before, lock_of(port)) == {'{"span": "vote', '{"span": "ville'}
    run(port, "check")


def test_accepting_twice_changes_nothing_more(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    run(port, "accept", "vote")
    before = stamps(port)
    assert "nothing to accept" in run(port, "accept", "vote").stderr
    assert stamps(port) == before


def test_what_was_accepted_is_what_is_compared(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    run(port, "accept", "vote", "ville")
    edit(port, (DENIED, SENTENCE.replace("Au printemps", "En juin")))
    assert findings(port) == ["sentence-changed vote", "sentence-changed ville"]


def test_a_text_that_is_restored_waits_for_nothing(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    edit(port, (DENIED, SENTENCE))
    assert run(port, "check").stdout == ""


def test_nothing_is_built_or_released_before(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    before = stamps(port)
    assert "nothing was written" in run(port, "build", code=1).stderr
    assert "nothing was released" in run(port, "release", "1.1.0", code=1).stderr
    assert stamps(port) == before


def test_what_is_accepted_can_be_released(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    run(port, "accept", "vote", "ville")
    accepted = [line for line in lock_of(port) if line.startswith('{"span": "v')]
    run(port, "release", "1.1.0")
    assert [line for line in lock_of(port) if line.startswith('{"span": "v')] == accepted


# Words that stand only elsewhere

ELSEWHERE = ((f" {SENTENCE}", ""), ("lui répond.", f"lui répond. {SENTENCE}"))


def test_words_that_stand_only_elsewhere_wait_until_they_are_accepted(port: Path) -> None:
    edit(port, *ELSEWHERE)
    assert findings(port) == ["passage-elsewhere vote", "passage-elsewhere ville"]
    before = lock_of(port)
    run(port, "accept", "vote")
    assert rewritten(before, lock_of(port)) == {'{"span": "vote'}
    assert findings(port) == ["passage-elsewhere ville"]


# Words that are gone


def test_words_that_are_gone_are_not_accepted(port: Path) -> None:
    edit(port, ("bâti en 1912", "bâti en 1921"))
    assert findings(port) == ["passage-gone pont"]
    before = stamps(port)
    said = run(port, "accept", "pont", code=1).stderr
    assert said == "nothing was accepted: citedeck check says what to mend first in pont\n"
    assert stamps(port) == before


def test_words_that_are_gone_are_corrected_by_name_only(port: Path) -> None:
    """The text may say the contrary now: what nobody has read is not taken over."""
    edit(port, ("Le pont sera bâti", "Il est faux que le pont sera bâti"))
    assert findings(port) == ["passage-gone pont"]
    said = run(port, "fix").stderr
    assert said == (
        "these quotations differ from their text in what they say: read both\n"
        "  pont\n"
        "    typed: Le pont sera bâti en 1912\n"
        "    text:  Il est faux que le pont sera bâti en 1912, dit le charpentier.\n"
        "to take the texts' words: citedeck fix pont\n"
    )
    assert '+    evidence: "le pont sera bâti en 1912"\n' in run(port, "fix", "pont").stdout
    assert findings(port) == []


# What is shown


def test_both_passages_of_a_changed_sentence_are_shown(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    assert run(port, "accept", "vote").stdout == (
        "error[sentence-changed]: the sentence around the quotation of `vote` has changed\n"
        "                         La phrase autour de la citation a changé\n"
        " --> questions/b.yaml:7:15\n"
        '7 |     evidence: "la ville vote le budget des écoles"\n'
        "  |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        " ::: seeds/t.txt:1:54\n"
        "1 | …ube. Il est faux qu’au printemps, la ville vote le budget des écoles. "
        "Le conseil applaudit le maire.\n"
        f"  | {'-' * 34:>69} now in this sentence\n"
        f"  = help: it was: « {SENTENCE} »\n"
        f"  = help: it is now: « {DENIED} »\n"
        "\n"
    )


def test_a_long_sentence_is_shown_to_its_ends(port: Path) -> None:
    long = (
        f"Il est faux{40 * ', dit-on'} qu’au printemps, la ville vote le budget des écoles{40 * ', dit-on'}."
    )
    edit(port, (SENTENCE, long))
    assert f"it is now: « {long} »" in run(port, "accept", "vote").stdout


def test_both_places_of_words_elsewhere_are_shown(port: Path) -> None:
    edit(port, *ELSEWHERE)
    said = run(port, "accept", "vote").stdout
    assert "error[passage-elsewhere]: the words that `vote` quotes now stand only elsewhere" in said
    assert "Personne ne lui répond. Au printemps, la ville vote le budget des écoles." in said
    assert "they stood between « Le port ouvre à l’aube. » and « Le conseil applaudit le maire." in said
    assert "they now stand between « " in said
    assert "Personne ne lui répond. » and «  »" in said


# Wrong command lines


@pytest.mark.parametrize("ids", [("nobody",), ("vote", "nobody"), ()])
def test_an_unknown_item_is_a_wrong_command_line(port: Path, ids: tuple[str, ...]) -> None:
    edit(port, (SENTENCE, DENIED))
    before = stamps(port)
    assert "nobody" in run(port, "accept", *ids, code=2).stderr or not ids
    assert stamps(port) == before


def test_outside_a_course_is_a_wrong_command_line(tmp_path: Path) -> None:
    run(tmp_path, "accept", "vote", code=2)


def test_any_folder_of_a_course_will_do(port: Path) -> None:
    edit(port, (SENTENCE, DENIED))
    assert run(port / "seeds", "accept", "vote").stderr == "accepted: vote\n"


# A lock that is not whole


def test_a_damaged_lock_is_not_written_over(port: Path) -> None:
    """What cannot be read of a lock would be lost with it: the identity of a note."""
    edit(port, (SENTENCE, DENIED))
    put_lock(port, [line[:-20] if line.startswith('{"note"') else line for line in lock_of(port)])
    before = stamps(port)
    done = run(port, "accept", "vote", code=1)
    assert done.stdout.count("error[lock-damaged]") == 3
    assert done.stderr == "nothing was accepted\n"
    assert stamps(port) == before


def test_the_lines_of_a_lock_end_in_lf_whatever_they_did(port: Path) -> None:
    lock = port / "questions/citedeck.lock"
    edit(port, (SENTENCE, DENIED))
    before = lock.read_bytes()
    run(port, "accept", "vote")
    accepted = lock.read_bytes()
    assert accepted != before
    lock.write_bytes(before.replace(b"\n", b"\r\n"))
    run(port, "accept", "vote")
    assert lock.read_bytes() == accepted


def test_a_course_without_a_lock_has_nothing_to_accept(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path / "port", PORT)
    assert "nothing to accept" in run(course, "accept", "vote").stderr
    assert not (course / "questions/citedeck.lock").exists()
