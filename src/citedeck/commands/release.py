"""A release: the version set, the lock moved, the decks written, all or nothing."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from citedeck import compiler, targets
from citedeck.bank import course, lock
from citedeck.bank.decoding import digest as digest_of
from citedeck.commands import build, fix
from citedeck.compiler import Inputs
from citedeck.messages import diagnostics
from citedeck.model import (
    Compilation,
    Course,
    Diagnostic,
    Edit,
    Lock,
    NoteRecord,
    Output,
    ResolvedItem,
    Source,
    SourceRecord,
    SpanRecord,
    Text,
)
from citedeck.proof import edits
from citedeck.quick import dataclass
from citedeck.targets.anki import changes, notes
from citedeck.targets.paper import printing


class VersionError(Exception):
    """A version that cannot be released."""


@dataclass(frozen=True, slots=True)
class Released:
    """A release, or what keeps it from being one: then nothing was written."""

    diagnostics: tuple[Diagnostic, ...]
    changes: changes.Changes = field(default_factory=changes.Changes)
    written: build.Written | None = None
    language: str = "en"
    printer: str = ""
    """Why there are no PDFs, where there are none."""


def release(root: Path, folder: Path, version: str, *, refresh: bool = False) -> Released:
    """Release the course in `root` as `version`, with its outputs in `folder`.

    `refresh` re-dates every note, so that new templates' labels and typography reach notes
    whose words did not change, at the cost of learners' own tags and edits on them.
    """
    inputs = build.read(root)
    before = compiler.compile(inputs)
    if before.course is None:
        return Released(before.diagnostics)
    _check_version(version, before)
    found = (*before.diagnostics, *broken_promises(before))
    if any(one.is_error for one in found):
        return Released(found)
    course_yaml = _with_version(inputs.files[compiler.COURSE], version, before)
    files = {compiler.LOCK: lock.dump(Lock()).encode(), **inputs.files, compiler.COURSE: course_yaml}
    inputs = replace(inputs, files=files, written=build.clock(int(time.time())))
    compilation = compiler.compile(inputs)
    if compilation.broken:
        return Released(compilation.diagnostics)
    if refresh:
        compilation = replace(compilation, lock=_redated(compilation.lock))
    return _seal(root, folder, compilation, inputs, found)


def _seal(
    root: Path,
    folder: Path,
    compilation: Compilation,
    inputs: Inputs,
    found: tuple[Diagnostic, ...],
) -> Released:
    """Write everything, the lock last."""
    sealed_course = compilation.course
    assert sealed_course is not None  # the compilation is not broken
    outputs = build.rendered(compilation)
    printer = ""
    try:
        outputs += printing.printed(outputs)
    except printing.NoPrinterError as error:
        printer = str(error)
    printed = [output.path for output in outputs if output.path.endswith(build.PRINTED)]
    outputs = targets.listing(outputs, compilation, printed)
    records = planned(compilation, sealed_course)
    new_lock = lock.dump(_lock(compilation, records, outputs)).encode()
    sealed = replace(inputs, files={**inputs.files, compiler.LOCK: new_lock})
    last = {root / path: sealed.files[path] for path in (compiler.COURSE, compiler.LOCK)}
    written = build.write(folder, outputs, build.inputs_digest(sealed), compilation.lock.outputs, last)
    changed = changes.between(compilation.lock.notes.values(), records)
    return Released(found, changed, written, sealed_course.language, printer)


def planned(compilation: Compilation, course: Course) -> list[NoteRecord]:
    """The notes that a release now would make, as the lock would remember them."""
    return [note.record for note in notes.plan(compilation, course)]


def differing(compilation: Compilation) -> Iterator[Diagnostic]:
    """For `build --locked`: every released item whose words differ from the lock."""
    if compilation.course is None:
        return
    for note in notes.plan(compilation, compilation.course):
        known = compilation.lock.notes.get(note.guid)
        if known is not None and known.digest != note.digest:
            yield diagnostics.make(
                "lock-changed",
                f"`{note.item}` differs from its last release",
                note.id.at,
                item=note.id,
                help=["release it: citedeck release VERSION", "or build without --locked"],
            )


def changed(compilation: Compilation) -> tuple[str, ...]:
    """The ids of the items that are not, or not provably, as they were last released.

    None before a first release. Items without cards are known again by their passages alone.
    """
    if compilation.course is None or not compilation.lock.version:
        return ()
    differing: dict[str, list[bool]] = defaultdict(list)
    for note in notes.plan(compilation, compilation.course):
        known = compilation.lock.notes.get(note.guid)
        differing[note.id].append(known is None or known.digest != note.digest)
    proven = {str(resolved.item.id): resolved for resolved in compilation.items}
    released = edits.lookup(compilation.lock)
    named = dict.fromkeys([*proven, *(found.item for found in compilation.diagnostics if found.item)])
    return tuple(
        name
        for name in named
        if name not in proven
        or (any(differing[name]) if name in differing else _quotes_anew(proven[name], compilation, released))
    )


def _quotes_anew(
    resolved: ResolvedItem, compilation: Compilation, released: Callable[[SpanRecord], SpanRecord | None]
) -> bool:
    return any(released(record) is None for record in edits.records(resolved, compilation.texts))


def broken_promises(compilation: Compilation) -> Iterator[Diagnostic]:
    """Ids that vanished, are reused or changed kind, and questions that change their deck.

    Only from version 1.0.0 on: before, nothing is public.
    """
    old = compilation.lock
    if compilation.course is None or compilation.broken or not old.is_public:
        return
    planned = {note.guid: note for note in notes.plan(compilation, compilation.course)}
    asked = {note.item: note for note in planned.values()}
    retired = {str(item.id) for item in compilation.retired}
    for guid, record in old.notes.items():
        if guid not in planned and record.item.partition(".")[0] not in retired:
            yield _vanished(record, asked.get(record.item), compilation)
    for resolved in compilation.items:
        if resolved.item.id in old.retired:
            yield _reused(resolved)
    moved: dict[tuple[str, str], list[notes.Note]] = defaultdict(list)
    for guid, note in planned.items():
        if guid in old.notes and old.notes[guid].deck != note.deck:
            moved[old.notes[guid].deck, note.deck].append(note)
    yield from (_moved(held, *names) for names, held in moved.items() if not _allows_move(held, compilation))


def _allows_move(held: Sequence[notes.Note], compilation: Compilation) -> bool:
    allowing = {str(r.item.id) for r in compilation.items if "deck-moved" in r.item.allow}
    return all(note.id in allowing for note in held)


def _vanished(record: NoteRecord, instead: notes.Note | None, compilation: Compilation) -> Diagnostic:
    if instead is not None:
        return diagnostics.make(
            "kind-changed",
            f"`{record.item}` was a {record.kind} and is now a {instead.note_type.kind}: Anki cannot follow",
            instead.id.at,
            item=instead.id,
            help=["retire this id, and write the new form under a new one"],
        )
    assert record.at is not None  # it was read from the lock
    item, _, row = record.item.partition(".")
    what = f"the row `{row}` of `{item}`" if row else f"`{item}`"
    return diagnostics.make(
        "id-vanished",
        f"{what} was released and is no longer there",
        record.at,
        item=item,
        help=[
            "bring it back",
            f'or keep its id: {{id: {item}, retired: "date, reason"}}'
            if not row
            else f"or retire `{item}` and write its rows under a new id",
        ],
    )


def _reused(resolved: ResolvedItem) -> Diagnostic:
    item = resolved.item
    return diagnostics.make(
        "id-reused",
        f"the id `{item.id}` was retired in an earlier release",
        item.id.at,
        item=item.id,
        help=["choose a new id: learners still have cards under this one"],
    )


def _moved(held: Sequence[notes.Note], old: str, new: str) -> Diagnostic:
    first, others = held[0], len(held) - 1
    more = f" and {others} more" if others else ""
    return diagnostics.make(
        "deck-moved",
        f"`{first.item}`{more}: from the deck « {old} » to « {new} »",
        first.id.at,
        item=first.id,
        help=["learners keep cards where they are; only new learners see the new deck"],
    )


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
    from citedeck.targets.anki import package

    released, old = compilation.course, compilation.lock
    assert released is not None  # there are outputs
    deck = next(output for output in outputs if output.path.endswith(".apkg"))
    spans = [
        record for resolved in compilation.items for record in edits.records(resolved, compilation.texts)
    ]
    return replace(
        old,
        course=released.id,
        version=released.version,
        first=old.first or compilation.clock,
        released=compilation.clock,
        rows=package.rows_digest(deck.data, ours=True),
        notes={record.guid: record for record in planned},
        outputs={output.path: digest_of(output.data) for output in outputs},
        retired=old.retired | {str(item.id) for item in compilation.retired},
        spans={record.key: record for record in spans},
        sources={name: _source_record(source, compilation) for name, source in released.sources.items()},
    )


def _source_record(source: Source, compilation: Compilation) -> SourceRecord:
    return SourceRecord(source.id, source.document.digest, digest_of(compilation.folded[source.id].encode()))
