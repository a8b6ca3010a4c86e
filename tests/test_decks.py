"""The committed decks are those of the last release, to the byte, until the next one."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import courses
from citedeck import compiler
from citedeck.commands import build, folders
from citedeck.targets.anki import note_types, promises

DECKS = courses.ROOT / "decks"
BY_HAND = {"README.md"}


def digests(folder: Path) -> dict[str, str]:
    """Every file that a release or a build makes, by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    made = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: hashlib.sha256(data).hexdigest() for name, data in made.items() if name not in BY_HAND}


def test_the_decks_are_those_of_the_last_release() -> None:
    compilation = compiler.compile(folders.read(courses.ROOT))
    assert compilation.course.version == compilation.lock.version
    assert digests(DECKS) == compilation.lock.outputs


def test_building_the_released_course_changes_nothing(tmp_path: Path) -> None:
    """On any machine; between a merged question, or a new template, and the next release it may differ."""
    decks = tmp_path / "decks"
    shutil.copytree(DECKS, decks, ignore=shutil.ignore_patterns(".*"))
    built = build.build(courses.ROOT, decks)
    templates = built.compilation.lock.templates == note_types.MODIFIED
    waiting = promises.changed(built.compilation) or not templates
    assert waiting or built.written.unchanged == built.written.outputs
    assert waiting or digests(decks) == digests(DECKS)
