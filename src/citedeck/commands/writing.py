"""Outputs on the disk: whole and new, or untouched; what is no longer made goes."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from citedeck.bank.files import leads_out
from citedeck.commands import disk, folders
from citedeck.model import Output
from citedeck.quick import dataclass

STATE = ".citedeck-state.json"


OUTPUT = "decks"


PRINTED = ".pdf"
ZIP = ".zip"
PICTURES = "pictures/"


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did: the outputs' paths, and those that were already as they should be."""

    outputs: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def unchanged(root: Path, folder: Path) -> bool:
    """Whether the last build in `folder` was of these very inputs and its outputs still stand."""
    state = _state(folder)
    if not state.get("outputs") or state.get("inputs") != folders.inputs_digest(folders.read(root)):
        return False
    return all(disk.digest_of(folder / path) == digest for path, digest in state["outputs"].items())


def write(
    folder: Path,
    outputs: Iterable[Output],
    inputs: str | None,
    released: Mapping[str, str],
    last: Mapping[Path, bytes] | None = None,
) -> Written:
    """Write outputs whole: beside their targets first, then renamed, `last` of all the lock.

    With a digest of all inputs, outputs of an earlier build that are no longer made are
    removed; without it (a part of a build) only PDFs of pages that changed are. What earlier
    builds wrote is told by the state file and, in a fresh clone, by the lock's list of the
    outputs `released`. Files that were never ours stay, and ours that somebody changed.
    """
    outputs = list(outputs)
    with disk.reported(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with disk.alone(folder):
            before = {**_as_released(folder, released), **_state(folder).get("outputs", {})}
            disk.check_places(folder, {*before, *(output.path for output in outputs)})
            _sweep(folder, {*before, *(output.path for output in outputs)}, last or {})
            return _write(folder, outputs, inputs, before, last or {})


def _write(
    folder: Path,
    outputs: Sequence[Output],
    inputs: str | None,
    before: Mapping[str, str],
    last: Mapping[Path, bytes],
) -> Written:
    same = {output.path for output in outputs if _same(folder / output.path, output.data)}
    digests = {output.path: hashlib.sha256(output.data).hexdigest() for output in outputs}
    gone = _no_longer_made(folder, before, digests, same, everything=bool(inputs))
    paths = {**before, **digests}
    _put_state(folder, {path: _either(before.get(path), digests.get(path)) for path in paths}, "")
    changed = {folder / output.path: output.data for output in outputs if output.path not in same}
    with disk.beside({**changed, **last}) as renames:
        disk.remove(folder, [path for path in gone if _pages_of(path, digests)])
        disk.rename(renames)
    disk.remove(folder, gone)
    _remove_empty(folder, paths)
    kept = [path for path in paths if path in digests or not (inputs and path in gone)]
    on_disk = {path: digest for path in kept if (digest := disk.digest_of(folder / path))}
    _put_state(folder, on_disk, inputs or "")
    return Written(tuple(digests), tuple(path for path in digests if path in same), tuple(gone))


def _no_longer_made(
    folder: Path, before: Mapping[str, str], digests: Mapping[str, str], same: set[str], *, everything: bool
) -> list[str]:
    """What earlier builds wrote, nobody changed since, and is made no more.

    A PDF stays beside its page as long as both are what a release wrote.
    """
    gone = []
    for path in sorted(set(before) - set(digests)):
        on_disk, ours = disk.digest_of(folder / path), before[path].split()
        of_pages = _pages_of(path, digests)
        has_page = bool(of_pages) and of_pages <= digests.keys()
        good = has_page and of_pages <= same and on_disk == ours[-1]
        if on_disk in ours and not good and (everything or has_page):
            gone.append(path)
    return gone


def standing_pdfs(
    folder: Path, outputs: Sequence[Output], released: Mapping[str, str], *, partial: bool
) -> set[str]:
    """The PDFs, and what is made of them, that will stand in a folder when outputs are written there."""
    data = {output.path: output.data for output in outputs}
    before = {**_as_released(folder, released), **_state(folder).get("outputs", {})}
    standing = {path for path in data if _pages_of(path, data)}
    same = {path for path in data if _same(folder / path, data[path])}
    for path in before:
        of_pages = _pages_of(path, data)
        ours = of_pages and disk.digest_of(folder / path) == before[path].split()[-1]
        if ours and (of_pages <= same if of_pages <= data.keys() else partial):
            standing.add(path)
    return standing


def _either(*digests: str | None) -> str:
    """Digests of which a file has one while it is being replaced, the last that it will have."""
    return " ".join(dict.fromkeys(" ".join(filter(None, digests)).split()))


def _pages_of(path: str, outputs: Collection[str]) -> set[str]:
    """What a file was made of, so that it is good as long as that is the same; nothing of other files.

    A PDF is made of its page, a picture of the PDF of a sheet, the zip of everything else.
    """
    name = PurePosixPath(path)
    if name.suffix == PRINTED:
        return {str(name.with_suffix(".html"))}
    if path.startswith(PICTURES):
        return {f"sheets/{name.stem}.html"}
    if name.suffix == ZIP:
        return {output for output in outputs if not _pages_of(output, ())}
    return set()


def _as_released(folder: Path, released: Mapping[str, str]) -> dict[str, str]:
    """The outputs of the last release that are still in a folder, byte for byte."""
    return {
        path: digest
        for path, digest in _inside(released).items()
        if digest and disk.digest_of(folder / path) == digest
    }


def own_folder(root: Path) -> Path:
    """Where a course's outputs go if nobody says otherwise. Raises UsageError where it leads away."""
    folder = root / OUTPUT
    if disk.is_link(folder):
        raise disk.UsageError(f"{folder} is a link: name the folder with --output")
    return folder


def _same(path: Path, data: bytes) -> bool:
    """Whether a file already says this. A deck is compared by its rows: zips differ by machine."""
    old = disk.content(path)
    if old == data or old is None or path.suffix != ".apkg":
        return old == data
    from citedeck.targets.anki import package

    try:
        return package.rows_digest(old) == package.rows_digest(data, ours=True)
    except Exception:  # noqa: BLE001 - a damaged old deck, whatever its damage, is replaced
        return False


def _sweep(folder: Path, outputs: Iterable[str], others: Iterable[Path]) -> None:
    """Remove what a killed build left beside its targets."""
    places = {folder, *((folder / path).parent for path in outputs), *(path.parent for path in others)}
    for path in [path for place in places for path in place.glob(f".*{disk.PENDING}")]:
        path.unlink(missing_ok=True)


def _remove_empty(folder: Path, outputs: Iterable[str]) -> None:
    """Remove the folders of outputs where nothing is left in them."""
    for place in {(folder / path).parent for path in outputs} - {folder}:
        with contextlib.suppress(OSError):
            place.rmdir()


def _state(folder: Path) -> dict[str, Any]:
    """What the last build in a folder wrote; nothing where that is not known."""
    try:
        state = json.loads(disk.content(folder / STATE) or b"")
    except (ValueError, RecursionError):
        return {}
    outputs = state.get("outputs") if isinstance(state, dict) else None
    return {**state, "outputs": _inside(outputs)} if isinstance(outputs, dict) else {}


def _inside(outputs: Mapping[Any, Any]) -> dict[str, str]:
    """The outputs a state may name: files below its folder, whatever somebody wrote into it."""
    paths = [path for path in outputs if isinstance(path, str) and isinstance(outputs[path], str)]
    return {path: outputs[path] for path in paths if path and not leads_out(path)}


def _put_state(folder: Path, outputs: Mapping[str, str], inputs: str) -> None:
    words = json.dumps({"inputs": inputs, "outputs": outputs}, indent=1, sort_keys=True)
    with disk.beside({folder / STATE: words.encode()}) as renames:
        disk.rename(renames)
