"""The committed decks are those of the last release: building them again changes no file."""

from __future__ import annotations

import shutil
from pathlib import Path

import courses
from citedeck import build, changes, compiler
from citedeck.targets.anki import notes


def test_building_the_released_course_changes_nothing(tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    shutil.copytree(courses.ROOT / "decks", decks)
    before = {path: path.read_bytes() for path in decks.rglob("*") if path.is_file()}
    built = build.build(courses.ROOT, decks)
    assert built.written.unchanged == built.written.outputs
    assert all(path.read_bytes() == data for path, data in before.items() if path.name != build.STATE)


def test_nothing_is_unreleased() -> None:
    compilation = compiler.compile(build.read(courses.ROOT))
    planned = [note.record for note in notes.plan(compilation, compilation.course)]
    assert not changes.between(compilation.lock.notes.values(), planned)
