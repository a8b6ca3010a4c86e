"""A release: the version set, the lock moved, the decks written, all or nothing."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from citedeck import compiler
from citedeck.bank import course, lock
from citedeck.bank.decoding import digest as digest_of
from citedeck.bank.raw import COURSE, LOCK, Inputs
from citedeck.commands import build, companions, folders, head, recalls, writing
from citedeck.model import (
    Compilation,
    Diagnostic,
    Lock,
    NoteRecord,
    Output,
)
from citedeck.proof import edits
from citedeck.quick import dataclass
from citedeck.targets.anki import changes, decks, digests, note_types, promises
from citedeck.targets.anki.identity import Owner

if TYPE_CHECKING:
    from citedeck.targets.anki.exported import Held


class VersionError(Exception):
    """A version that cannot be released."""


@dataclass(frozen=True, slots=True)
class Released:
    """A release, or what keeps it from being one: then nothing was written."""

    diagnostics: tuple[Diagnostic, ...]
    changes: changes.Changes = field(default_factory=changes.Changes)
    written: writing.Written | None = None
    language: str = "en"
    owner: Owner = Owner("")
    missing: Mapping[str, str] = field(default_factory=dict)
    """Of each kind of companion that could not be made, why."""


def release(
    root: Path,
    folder: Path,
    version: str,
    *,
    refresh: bool = False,
    recalled: Held | None = None,
    without: Collection[str] = (),
) -> Released:
    """Release the course in `root` as `version`, with its outputs in `folder`.

    `refresh` re-dates every note, so that new templates' labels and typography reach notes
    whose words did not change, at the cost of learners' own tags and edits on them. `recalled` is
    the deck of a release that is called back; the lock is that of the last good one. Companions of
    the kinds in `without` are left out. Raises VersionError where the version cannot be released.
    """
    inputs = folders.read(root)
    read = folders.inputs_digest(inputs)
    before = compiler.compile(inputs)
    if before.course is None:
        return Released(before.diagnostics)
    _check_version(version, before, recalled)
    diagnostics = (*before.diagnostics, *promises.unkeyed(before), *promises.broken_promises(before))
    if any(diagnostic.is_error for diagnostic in diagnostics):
        return Released(diagnostics)
    inputs = _renumbered(inputs, version, before)
    compilation = compiler.compile(inputs)
    if compilation.broken:
        return Released(compilation.diagnostics)
    if recalled is not None:
        compilation = recalls.recalling(compilation, recalled)
    elif version == before.lock.version:
        _check_same(version, compilation, refresh=refresh)
    if refresh:
        compilation = replace(compilation, lock=_redated(compilation.lock))
    return _seal(root, folder, compilation, inputs, diagnostics, recalled, without, read)


def _seal(
    root: Path,
    folder: Path,
    compilation: Compilation,
    inputs: Inputs,
    diagnostics: tuple[Diagnostic, ...],
    recalled: Held | None,
    without: Collection[str],
    read: str,
) -> Released:
    """Write everything, the lock last."""
    sealed_course = compilation.course
    assert sealed_course is not None  # the compilation is not broken
    outputs, missing = _rendered(compilation, without)
    records = promises.planned(compilation, sealed_course)
    new_lock = lock.dump(_lock(compilation, records, outputs)).encode()
    sealed = replace(inputs, files={**inputs.files, LOCK: new_lock})
    last = {root / path: sealed.files[path] for path in (COURSE, LOCK)}
    written = writing.write(
        root,
        folder,
        outputs,
        folders.inputs_digest(sealed),
        compilation.lock.outputs,
        last,
        read=read,
        memory={},
    )
    owner = Owner(sealed_course.id, sealed_course.key)
    changed = changes.since(recalls.learned(compilation.lock, recalled), records)
    return Released(diagnostics, changed, written, sealed_course.language, owner, missing)


def _rendered(compilation: Compilation, without: Collection[str]) -> tuple[list[Output], Mapping[str, str]]:
    """The outputs with their companions, and of each kind that cannot be made, why.

    Raises UsageError where the last release had some of such a kind.
    """
    missing: dict[str, str] = {}

    def beside(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
        kinds = [kind for kind in companions.ENDINGS if kind not in without]
        made, why = companions.made(outputs, compilation, kinds)
        companions.check_tools(compilation.lock.outputs, why)
        missing.update(why)
        made += companions.exports(compilation)
        return made, [companion.path for companion in made]

    return build.rendered(compilation, (), beside), missing


def _redated(old: Lock) -> Lock:
    """The lock as if every word of every note had changed since."""
    return replace(old, notes={guid: replace(record, digest="") for guid, record in old.notes.items()})


def _check_version(version: str, before: Compilation, recalled: Held | None) -> None:
    if not course.VERSION.matches(version):
        raise VersionError(f"{version} is not a version: three numbers, such as 1.0.0")
    last = before.lock.version
    if last and _numbers(version) < _numbers(last):
        raise VersionError(f"{version} is older than the last release, {last}")
    if recalled is not None and before.course is not None:
        owner = Owner(before.course.id, before.course.key)
        bad = recalled.about.version
        if recalled.about.owner != owner:
            of = recalled.about.owner.name
            raise VersionError(f"what is called back is a deck of `{of}`, not of `{owner.name}`")
        if bad and _numbers(version) <= _numbers(bad):
            raise VersionError(f"{bad} is called back: the next release is {_next(bad)}, not {version}")


def _check_same(version: str, compilation: Compilation, *, refresh: bool) -> None:
    """A version is released once: what is released again under its name says the same."""
    assert compilation.course is not None  # it was read
    records = promises.planned(compilation, compilation.course)
    if refresh or changes.since(compilation.lock, records) or promises.changed(compilation):
        message = f"{version} was released already, and would be another now"
        raise VersionError(f"{message}: the next release is {_next(version)}")


def _next(version: str) -> str:
    major, minor, patch = _numbers(version)
    return f"{major}.{minor}.{patch + 1}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _renumbered(inputs: Inputs, version: str, before: Compilation) -> Inputs:
    """The inputs with another version, released now; with an empty lock where there is none."""
    assert before.course is not None  # it was read
    course_yaml = head.with_value(inputs.files[COURSE], "version", before.course.version, version)
    files = {LOCK: lock.dump(Lock()).encode(), **inputs.files, COURSE: course_yaml}
    return replace(inputs, files=files, written=folders.clock(int(time.time())))


def _lock(compilation: Compilation, records: Sequence[NoteRecord], outputs: Sequence[Output]) -> Lock:
    from citedeck.targets.anki import package

    released, old = compilation.course, compilation.lock
    assert released is not None  # there are outputs
    deck = next(output for output in outputs if output.path.endswith(".apkg"))
    return replace(
        old,
        course=released.id,
        key=released.key,
        version=released.version,
        first=old.first or compilation.clock,
        released=compilation.clock,
        rows=package.rows_digest(deck.data, ours=True),
        templates=note_types.MODIFIED,
        recipe=digests.NEWEST,
        notes={record.guid: record for record in records},
        outputs={output.path: digest_of(output.data) for output in outputs},
        decks=decks.names(compilation, released),
        retired=old.retired | {str(item.id) for item in compilation.retired},
        spans=edits.span_records(compilation),
        sources=compilation.source_records,
    )
