"""A release: the version set, the lock moved, the decks written, all or nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from citedeck import anchors, build, compiler, diagnostics, fix, lock, targets
from citedeck.compiler import Inputs
from citedeck.model import (
    Compilation,
    Diagnostic,
    Edit,
    Lock,
    NoteRecord,
    Output,
    Source,
    SourceRecord,
    Text,
)
from citedeck.sources import digest as digest_of
from citedeck.targets.anki import notes, package


class VersionError(Exception):
    """A version that cannot be released."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a release changes for learners: items by what happened to them."""

    added: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Released:
    """A release: nothing was written where its compilation is broken."""

    compilation: Compilation
    changes: Changes = Changes()
    written: build.Written | None = None


def release(root: Path, folder: Path, version: str) -> Released:
    """Release the course in `root` as `version`, with its outputs in `folder`."""
    inputs = build.read(root)
    before = compiler.compile(inputs)
    if before.course is None:
        return Released(before)
    _check_version(version, before)
    course_yaml = _with_version(inputs.files[compiler.COURSE], version, before)
    moved = Inputs({**inputs.files, compiler.COURSE: course_yaml}, build.clock(int(time.time())))
    compilation = compiler.compile(moved)
    outputs = targets.render(compilation)
    if not outputs:
        return Released(compilation)
    planned = [note.record for note in notes.plan(compilation, compilation.course)]  # type: ignore[arg-type]
    new_lock = lock.dump(_lock(compilation, planned, outputs)).encode()
    sealed = Inputs({**moved.files, compiler.LOCK: new_lock})
    last = {root / compiler.COURSE: course_yaml, root / compiler.LOCK: new_lock}
    written = build.write(folder, outputs, build.inputs_digest(sealed), last)
    return Released(compilation, changes(compilation.lock, planned), written)


def changes(old: Lock, planned: Sequence[NoteRecord]) -> Changes:
    """What differs between a lock and the notes now planned, by item."""
    new = {record.guid: record for record in planned}
    return Changes(
        added=tuple(record.item for record in planned if record.guid not in old.notes),
        corrected=tuple(
            record.item
            for record in planned
            if record.guid in old.notes and old.notes[record.guid].digest != record.digest
        ),
        gone=tuple(record.item for guid, record in old.notes.items() if guid not in new),
    )


def differing(compilation: Compilation) -> Iterator[Diagnostic]:
    """For `build --locked`: every released item whose words differ from the lock."""
    if compilation.course is None:
        return
    items = {str(resolved.item.id): resolved.item for resolved in compilation.items}
    planned = [note.record for note in notes.plan(compilation, compilation.course)]
    for name in changes(compilation.lock, planned).corrected:
        item = items[name.split(".")[0]]
        yield diagnostics.make(
            "lock-changed",
            f"`{name}` differs from its last release",
            item.id.at,
            item=item.id,
            help=["release it: citedeck release VERSION", "or build without --locked"],
        )


def _check_version(version: str, before: Compilation) -> None:
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise VersionError(f"{version} is not a version: three numbers, such as 1.0.0")
    last = before.lock.version
    if last and _numbers(version) < _numbers(last):
        raise VersionError(f"{version} is older than the last release, {last}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _with_version(course_yaml: bytes, version: str, before: Compilation) -> bytes:
    """`course.yaml` with another version, every other byte where it was."""
    assert before.course is not None  # it was read
    written = before.course.version
    if isinstance(written, Text):
        return fix.edited(course_yaml, [Edit(written, version)])
    newline = b"\r\n" if b"\r\n" in course_yaml else b"\n"
    end = b"" if course_yaml.endswith(b"\n") else newline
    return course_yaml + end + b"version: " + version.encode() + newline


def _lock(compilation: Compilation, planned: Sequence[NoteRecord], outputs: Sequence[Output]) -> Lock:
    course = compilation.course
    assert course is not None  # there are outputs
    old = compilation.lock
    deck = next(output for output in outputs if output.path.endswith(".apkg"))
    spans = [
        record for resolved in compilation.items for record in anchors.records(resolved, compilation.texts)
    ]
    return replace(
        old,
        course=course.id,
        version=course.version,
        first=old.first or compilation.clock,
        released=compilation.clock,
        rows=package.rows_digest(deck.data),
        notes={record.guid: record for record in planned},
        spans={record.key: record for record in spans},
        sources={name: _source_record(source, compilation) for name, source in course.sources.items()},
    )


def _source_record(source: Source, compilation: Compilation) -> SourceRecord:
    return SourceRecord(source.id, source.document.digest, digest_of(compilation.folded[source.id].encode()))
