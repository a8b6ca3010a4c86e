"""A release: the version set, the lock moved, the decks written, all or nothing."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field, replace
from pathlib import Path

from citedeck import compiler
from citedeck.bank import course, lock
from citedeck.bank.decoding import digest as digest_of
from citedeck.bank.files import COURSE, LOCK, Inputs
from citedeck.commands import build, fix, folders, writing
from citedeck.model import (
    Compilation,
    Diagnostic,
    Edit,
    Lock,
    NoteRecord,
    Output,
    Text,
)
from citedeck.proof import edits
from citedeck.quick import dataclass
from citedeck.targets.anki import changes, digests, promises
from citedeck.targets.paper import printing


class VersionError(Exception):
    """A version that cannot be released."""


@dataclass(frozen=True, slots=True)
class Released:
    """A release, or what keeps it from being one: then nothing was written."""

    diagnostics: tuple[Diagnostic, ...]
    changes: changes.Changes = field(default_factory=changes.Changes)
    written: writing.Written | None = None
    language: str = "en"
    printer: str = ""
    """Why there are no PDFs, where there are none."""


def release(root: Path, folder: Path, version: str, *, refresh: bool = False) -> Released:
    """Release the course in `root` as `version`, with its outputs in `folder`.

    `refresh` re-dates every note, so that new templates' labels and typography reach notes
    whose words did not change, at the cost of learners' own tags and edits on them.
    """
    inputs = folders.read(root)
    before = compiler.compile(inputs)
    if before.course is None:
        return Released(before.diagnostics)
    _check_version(version, before)
    diagnostics = (*before.diagnostics, *promises.broken_promises(before))
    if any(diagnostic.is_error for diagnostic in diagnostics):
        return Released(diagnostics)
    inputs = _renumbered(inputs, version, before)
    compilation = compiler.compile(inputs)
    if compilation.broken:
        return Released(compilation.diagnostics)
    if refresh:
        compilation = replace(compilation, lock=_redated(compilation.lock))
    return _seal(root, folder, compilation, inputs, diagnostics)


def _seal(
    root: Path,
    folder: Path,
    compilation: Compilation,
    inputs: Inputs,
    diagnostics: tuple[Diagnostic, ...],
) -> Released:
    """Write everything, the lock last."""
    sealed_course = compilation.course
    assert sealed_course is not None  # the compilation is not broken
    outputs, printer = _rendered(compilation)
    records = promises.planned(compilation, sealed_course)
    new_lock = lock.dump(_lock(compilation, records, outputs)).encode()
    sealed = replace(inputs, files={**inputs.files, LOCK: new_lock})
    last = {root / path: sealed.files[path] for path in (COURSE, LOCK)}
    written = writing.write(folder, outputs, folders.inputs_digest(sealed), compilation.lock.outputs, last)
    changed = changes.between(compilation.lock.notes.values(), records)
    return Released(diagnostics, changed, written, sealed_course.language, printer)


def _rendered(compilation: Compilation) -> tuple[list[Output], str]:
    """The outputs with their PDFs, and why there are no PDFs where there are none."""
    printer = ""

    def beside(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
        nonlocal printer
        try:
            pdfs = printing.beside(outputs, compilation)
        except printing.NoPrinterError as error:
            printer = str(error)
            return (), ()
        return pdfs, [pdf.path for pdf in pdfs]

    outputs = build.rendered(compilation, (), beside)
    return outputs, printer


def _redated(old: Lock) -> Lock:
    """The lock as if every word of every note had changed since."""
    return replace(old, notes={guid: replace(record, digest="") for guid, record in old.notes.items()})


def _check_version(version: str, before: Compilation) -> None:
    if not course.VERSION.matches(version):
        raise VersionError(f"{version} is not a version: three numbers, such as 1.0.0")
    last = before.lock.version
    if last and _numbers(version) < _numbers(last):
        raise VersionError(f"{version} is older than the last release, {last}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _renumbered(inputs: Inputs, version: str, before: Compilation) -> Inputs:
    """The inputs with another version, released now; with an empty lock where there is none."""
    course_yaml = _with_version(inputs.files[COURSE], version, before)
    files = {LOCK: lock.dump(Lock()).encode(), **inputs.files, COURSE: course_yaml}
    return replace(inputs, files=files, written=folders.clock(int(time.time())))


def _with_version(course_yaml: bytes, version: str, before: Compilation) -> bytes:
    """`course.yaml` with another version, every other byte where it was."""
    assert before.course is not None  # it was read
    written = before.course.version
    if isinstance(written, Text):
        return fix.edited(course_yaml, [Edit(written, version)])
    newline = b"\r\n" if b"\r\n" in course_yaml else b"\n"
    end = b"" if course_yaml.endswith(b"\n") else newline
    return course_yaml + end + b"version: " + version.encode() + newline


def _lock(compilation: Compilation, records: Sequence[NoteRecord], outputs: Sequence[Output]) -> Lock:
    from citedeck.targets.anki import package

    released, old = compilation.course, compilation.lock
    assert released is not None  # there are outputs
    deck = next(output for output in outputs if output.path.endswith(".apkg"))
    return replace(
        old,
        course=released.id,
        version=released.version,
        first=old.first or compilation.clock,
        released=compilation.clock,
        rows=package.rows_digest(deck.data, ours=True),
        recipe=digests.NEWEST,
        notes={record.guid: record for record in records},
        outputs={output.path: digest_of(output.data) for output in outputs},
        retired=old.retired | {str(item.id) for item in compilation.retired},
        spans=edits.span_records(compilation),
        sources=compilation.source_records,
    )
