"""Outputs on the disk: whole and new, or untouched; what is no longer made goes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from citedeck.commands import companions, disk, folders, memories, shelf, statefile
from citedeck.commands.memories import Memory
from citedeck.commands.shelf import Marks, Shelf
from citedeck.model import Output
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did: the outputs' paths, and those that were already as they should be."""

    outputs: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write(
    root: Path,
    folder: Path,
    outputs: Iterable[Output],
    inputs: str | None,
    released: Mapping[str, str],
    last: Mapping[Path, bytes] | None = None,
    *,
    read: str,
    memory: Memory | None = None,
    course: str = "",
    marks: Marks | None = None,
) -> Written:
    """Write outputs whole: beside their targets first, then renamed, `last` of all the lock.

    With a digest of all inputs, outputs of an earlier build that are no longer made are
    removed; without it (a part of a build) only companions of pages that changed are. A
    release, which has `last`, leaves none that it has not made. What earlier builds wrote is told
    by the state file and, in a fresh clone, by the lock's list of the outputs `released`. Files
    that were never ours stay, and ours that somebody changed. `memory` is what the state file is to
    remember of the notes; where it is None, what it does. `course` is the digest by which files of
    the whole course are good, `marks` say what was made of what.

    Raises UsageError, and writes nothing, where the course in `root` is no longer what it was when it
    was `read` (the digest of its inputs then), and where an output would replace a stranger's file.
    """
    outputs = list(outputs)
    with disk.reported(folder), disk.alone(root) if last else contextlib.nullcontext():
        folder.mkdir(parents=True, exist_ok=True)
        with disk.alone(folder):
            if folders.inputs_digest(folders.read(root)) != read:
                raise disk.UsageError("the course was changed meanwhile: nothing was written; try again")
            last_build = statefile.read(folder)
            before = _before(last_build, folder, released)
            kept = memories.read(last_build) if memory is None else memory
            marks = {**shelf.read(last_build), **(marks or {})}
            disk.check_places(folder, {*before, *(output.path for output in outputs)})
            _check_ours(folder, outputs, {*before, *(released if folder == root / folders.OUTPUT else ())})
            _sweep(folder, {*before, *(output.path for output in outputs)}, last or {})
            return _write(folder, outputs, inputs, before, last or {}, kept, course, marks)


def _write(
    folder: Path,
    outputs: Sequence[Output],
    inputs: str | None,
    before: Mapping[str, str],
    last: Mapping[Path, bytes],
    memory: Memory,
    course: str,
    marks: Marks,
) -> Written:
    same = {output.path for output in outputs if _same(folder / output.path, output.data)}
    digests = {output.path: hashlib.sha256(output.data).hexdigest() for output in outputs}
    left = {*before} - {*digests}
    good = set() if last else companions.good(folder, left, digests, same, course)
    gone = _no_longer_made(folder, before, digests, good, everything=bool(inputs))
    paths = {**before, **digests}
    either = {path: _either(before.get(path), digests.get(path)) for path in paths}
    statefile.write(folder, either, "", memory, marks)
    changed = {folder / output.path: output.data for output in outputs if output.path not in same}
    with disk.beside({**changed, **last}) as renames:
        disk.remove(folder, filter(companions.is_companion, gone))
        disk.rename(renames)
    disk.remove(folder, gone)
    _remove_empty(folder, paths)
    kept = [path for path in paths if path in digests or not (inputs and path in gone)]
    stamps = {path: disk.stamp(folder / path) for path in kept}
    on_disk = {path: digest for path in kept if (digest := disk.digest_of(folder / path))}
    statefile.write(folder, on_disk, inputs or "", memory, marks, stamps)
    return Written(tuple(digests), tuple(path for path in digests if path in same), tuple(gone))


def _check_ours(folder: Path, outputs: Iterable[Output], ours: Collection[str]) -> None:
    """A file that no build of ours wrote is not replaced by one that says something else."""
    for output in outputs:
        path = folder / output.path
        if output.path not in ours and disk.content(path) is not None and not _same(path, output.data):
            raise disk.UsageError(
                f"{path} is there and is none of ours: nothing was written; move it, or name another folder"
            )


def clear(folder: Path, released: Mapping[str, str]) -> tuple[str, ...]:
    """Remove what releases and builds wrote in a folder and nobody changed since; the paths of it."""
    with disk.reported(folder):
        if not folder.is_dir():
            return ()
        with disk.alone(folder):
            before = _before(statefile.read(folder), folder, released)
            disk.check_places(folder, before)
            ours = sorted(path for path in before if disk.digest_of(folder / path) in before[path].split())
            disk.remove(folder, [*ours, statefile.NAME])
            _remove_empty(folder, ours)
    return tuple(ours)


def _no_longer_made(
    folder: Path, before: Mapping[str, str], digests: Mapping[str, str], good: set[str], *, everything: bool
) -> list[str]:
    """What earlier builds wrote, nobody changed since, and is made no more.

    A companion stays beside its page as long as both are what a release wrote.
    """
    gone = []
    for path in sorted(set(before) - set(digests)):
        on_disk, ours = disk.digest_of(folder / path), before[path].split()
        is_beside = companions.page_of(path) in digests or companions.is_whole(path)
        is_good = path in good and on_disk == ours[-1]
        if on_disk in ours and not is_good and (everything or is_beside):
            gone.append(path)
    return gone


def standing(
    folder: Path, outputs: Sequence[Output], released: Mapping[str, str], course: str, *, partial: bool
) -> set[str]:
    """The companions that will stand beside their pages when these outputs are written to a folder."""
    data = {output.path: output.data for output in outputs}
    before = _before(statefile.read(folder), folder, released)
    there = set(filter(companions.is_companion, data))
    same = {path for path in data if _same(folder / path, data[path])}
    apart = {page for path in before if (page := companions.page_of(path)) not in data and partial}
    for path in companions.good(folder, before, data, same | (apart - {""}), course):
        if disk.digest_of(folder / path) == before[path].split()[-1]:
            there.add(path)
    return there


def pages(folder: Path, released: Mapping[str, str]) -> set[str]:
    """What an earlier build wrote to a folder, but for companions, and is there."""
    before = {*_as_released(folder, released), *statefile.read(folder).get("outputs", {})}
    return {path for path in before if not companions.is_companion(path) and (folder / path).is_file()}


def has_whole(folder: Path) -> bool:
    """Whether files of the whole course stand in a folder: whether they are good only the whole tells."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return any(map(companions.is_whole, paths))


def _either(*digests: str | None) -> str:
    """Digests of which a file has one while it is being replaced, the last that it will have."""
    return " ".join(dict.fromkeys(" ".join(filter(None, digests)).split()))


def _before(last_build: Mapping[str, Any], folder: Path, released: Mapping[str, str]) -> dict[str, str]:
    """What builds and releases wrote in a folder, as far as that is known.

    What is there as it was released is so: somebody pulled a release over what the last build here wrote.
    """
    built, pulled = last_build.get("outputs", {}), _as_released(folder, released)
    return {path: _either(built.get(path), pulled.get(path)) for path in (*pulled, *built)}


def _as_released(folder: Path, released: Mapping[str, str]) -> dict[str, str]:
    """The outputs of the last release that are still in a folder, byte for byte."""
    return {
        path: digest
        for path, digest in statefile.inside(released).items()
        if digest and disk.digest_of(folder / path) == digest
    }


def _same(path: Path, data: bytes) -> bool:
    """Whether a file already says this. What it holds is compared in a zip: those differ by machine."""
    old = disk.content(path)
    return old is not None and _says_the_same(path.name, old, data)


def _says_the_same(name: str, old: bytes, data: bytes) -> bool:
    compare = _ZIPPED.get(PurePosixPath(name).suffix)
    if old == data or compare is None:
        return old == data
    try:
        return compare(old, data)
    except Exception:  # noqa: BLE001 - a damaged old file, whatever its damage, is replaced
        return False


def _same_rows(old: bytes, data: bytes) -> bool:
    from citedeck.targets.anki import package

    if package.told(old) != package.told(data):  # of other notes: their rows need no comparing
        return False
    return package.rows_digest(old) == package.rows_digest(data, ours=True)


def _same_members(old: bytes, data: bytes) -> bool:
    from citedeck.targets.word import files

    return files.members(old) == files.members(data)


def _same_files(old: bytes, data: bytes) -> bool:
    from citedeck.targets.paper import bundles

    if bundles.made_of(old) != bundles.made_of(data):
        return False
    then, now = bundles.members(old), bundles.members(data)
    return then.keys() == now.keys() and all(_says_the_same(name, then[name], now[name]) for name in now)


_ZIPPED = {".apkg": _same_rows, ".docx": _same_members, companions.BUNDLE: _same_files}


def remembered(folder: Path) -> Memory:
    """What the last build in a folder remembers of its notes."""
    return memories.read(statefile.read(folder))


def shelf_of(folder: Path) -> Shelf:
    """What stands in a folder that took long to make."""
    return Shelf(folder, lambda: shelf.read(statefile.read(folder)))


def _sweep(folder: Path, outputs: Iterable[str], others: Iterable[Path]) -> None:
    """Remove what a killed build left beside its targets."""
    places = {folder, *((folder / path).parent for path in outputs), *(path.parent for path in others)}
    disk.sweep(places)


def _remove_empty(folder: Path, outputs: Iterable[str]) -> None:
    """Remove the folders of outputs where nothing is left in them, inner ones first."""
    places = {folder / parent for path in outputs for parent in PurePosixPath(path).parents} - {folder}
    for place in sorted(places, reverse=True):
        with contextlib.suppress(OSError):
            place.rmdir()
