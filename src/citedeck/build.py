"""The shell around the compiler: which files to read, which to write, and never half of them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from citedeck import compiler, targets
from citedeck.compiler import Inputs
from citedeck.frozen import dataclass
from citedeck.model import Compilation, Output

STATE = ".citedeck-state.json"
PENDING = ".citedeck-new"
OUTPUT = "decks"
PRINTED = ".pdf"

MAX_TIME = 2**40
MIN_TIME = 10**9
"""Anki reads a time below this as something else than seconds since 1970."""


class UsageError(Exception):
    """A wrong command line, folder or environment: nothing the author of a bank can mend."""


class NoCourseError(UsageError):
    """A folder that holds no course."""


def find_course(start: Path) -> Path:
    """The folder of the course that `start` is in: it, or one above, has questions/course.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / compiler.COURSE).is_file():
            if not (folder / compiler.MANIFEST).is_file():
                raise NoCourseError(f"{folder} has no {compiler.MANIFEST}")
            return folder
    raise NoCourseError(f"{start} is not in a course: no {compiler.COURSE} here or above")


def read(root: Path) -> Inputs:
    """The files of a course, and when a bank or text was last written."""
    paths = list(files_of(root))
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    newest = max((path.stat().st_mtime for path in paths if path.name != "citedeck.lock"), default=0)
    return Inputs(files, clock(int(newest)))


def clock(otherwise: int) -> int:
    """The time to write into outputs: SOURCE_DATE_EPOCH where set, and never one Anki misreads."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given and not (given.isascii() and given.isdigit() and int(given) < MAX_TIME):
        raise UsageError(f"SOURCE_DATE_EPOCH is not a time in seconds: {given}")
    return max(int(given) if given else otherwise, MIN_TIME)


def files_of(root: Path) -> Iterator[Path]:
    """The regular files that are inputs: texts, YAML and the lock, in a fixed order."""
    for folder in ("seeds", "questions"):
        for path in sorted((root / folder).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
            wanted = folder == "seeds" or path.suffix in (".yaml", ".yml") or path.name == "citedeck.lock"
            if wanted and not hidden and path.is_file():
                yield path


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did: the outputs' paths, and those that were already as they should be."""

    outputs: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A compilation and what was written of it: nothing where it is broken."""

    compilation: Compilation
    written: Written | None = None
    outputs: tuple[Output, ...] = field(default=(), repr=False)


def build(root: Path, folder: Path, only: Iterable[str] = ()) -> Built:
    """Compile the course in `root` and write it to `folder`."""
    inputs = read(root)
    state = None if only else inputs_digest(inputs)
    compilation = compiler.compile(inputs)
    del inputs  # a large course needs the room
    outputs = tuple(targets.render(compilation, tuple(only)))
    if not outputs:
        return Built(compilation)
    return Built(compilation, write(folder, outputs, state), outputs)


def compile_only(root: Path) -> Compilation:
    """Compile the course in `root` and write nothing."""
    return compiler.compile(read(root))


def unchanged(root: Path, folder: Path) -> bool:
    """Whether the last build in `folder` was of these very inputs and its outputs still stand."""
    state = _state(folder)
    if not state.get("outputs") or state.get("inputs") != inputs_digest(read(root)):
        return False
    return all(_digest_of(folder / path) == digest for path, digest in state["outputs"].items())


def inputs_digest(inputs: Inputs) -> str:
    """A digest of everything a build depends on, this program's version included."""
    digest = hashlib.sha256(_program().encode())
    for path in sorted(inputs.files):
        digest.update(f"\n{path}\n".encode())
        digest.update(hashlib.sha256(inputs.files[path]).digest())
    return digest.hexdigest()


def _program() -> str:
    """A digest of this program's own files: another template makes another sheet."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


# Writing


def write(
    folder: Path, outputs: Iterable[Output], inputs: str | None, last: Mapping[Path, bytes] | None = None
) -> Written:
    """Write outputs whole: beside their targets first, then renamed, `last` of all the lock.

    With a digest of all inputs, outputs of an earlier build that are no longer made are
    removed; without it (a part of a build) nothing is. Files that were never ours stay.
    """
    outputs = list(outputs)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _sweep(folder, [folder, *{path.parent for path in last or ()}])
            return _write(folder, outputs, inputs, last or {})
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"nothing more can be written: {where}: {error.strerror}") from None


def _write(
    folder: Path, outputs: Sequence[Output], inputs: str | None, last: Mapping[Path, bytes]
) -> Written:
    before = _state(folder).get("outputs", {})
    changed = [output for output in outputs if not _same(folder / output.path, output.data)]
    kept = {output.path: hashlib.sha256(output.data).hexdigest() for output in outputs}
    _put_state(folder, {**before, **kept}, "")
    replace_files({**{folder / output.path: output.data for output in changed}, **last})
    same = {output.path for output in outputs if output not in changed}
    beside = {path for path in before if path.endswith(PRINTED) and _page_of(path) in same}
    gone = sorted(set(before) - set(kept) - beside) if inputs else []
    for path in gone:
        (folder / path).unlink(missing_ok=True)
    _remove_empty(folder, {*before, *kept})
    on_disk = {path: _digest_of(folder / path) for path in [*kept, *beside]}
    _put_state(folder, on_disk if inputs else {**before, **on_disk}, inputs or "")
    return Written(tuple(kept), tuple(path for path in kept if path in same), tuple(gone))


def _page_of(printed: str) -> str:
    """The page a PDF was printed from: it is good as long as its page is the same."""
    return printed.removesuffix(PRINTED) + ".html"


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write files whole: all beside their targets first, then renamed in order."""
    renames = [(_beside(path, data), path) for path, data in files.items()]
    for pending, target in renames:
        pending.replace(target)


def _same(path: Path, data: bytes) -> bool:
    """Whether a file already says this. A deck is compared by its rows: zips differ by machine."""
    try:
        old = path.read_bytes()
    except OSError:
        return False
    if old == data or path.suffix != ".apkg":
        return old == data
    from citedeck.targets.anki import package

    try:
        return package.rows_digest(old) == package.rows_digest(data)
    except Exception:  # noqa: BLE001 - a damaged old deck, whatever its damage, is replaced
        return False


def _beside(target: Path, data: bytes) -> Path:
    """The data in a file beside its target, safely on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    pending = target.with_name(f".{target.name}.{os.getpid()}{PENDING}")
    with pending.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return pending


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two builds of one folder write one after the other, where the system can lock a folder."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(folder: Path, others: Iterable[Path]) -> None:
    """Remove what a killed build left beside its targets."""
    left = {path for place in others for path in place.glob(f".*{PENDING}")}
    for path in left | set(folder.rglob(f".*{PENDING}")):
        path.unlink(missing_ok=True)


def _remove_empty(folder: Path, outputs: Iterable[str]) -> None:
    """Remove the folders of outputs where nothing is left in them."""
    for place in {(folder / path).parent for path in outputs} - {folder}:
        with contextlib.suppress(OSError):
            place.rmdir()


def _state(folder: Path) -> dict[str, Any]:
    """What the last build in a folder wrote; nothing where that is not known."""
    try:
        state = json.loads((folder / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    outputs = state.get("outputs") if isinstance(state, dict) else None
    return {**state, "outputs": _inside(outputs)} if isinstance(outputs, dict) else {}


def _inside(outputs: Mapping[Any, Any]) -> dict[str, str]:
    """The outputs a state may name: files below its folder, whatever somebody wrote into it."""
    paths = [path for path in outputs if isinstance(path, str) and isinstance(outputs[path], str)]
    return {
        path: outputs[path] for path in paths if not {"..", ""} & set(path.split("/")) and ":" not in path
    }


def _put_state(folder: Path, outputs: Mapping[str, str], inputs: str) -> None:
    words = json.dumps({"inputs": inputs, "outputs": outputs}, indent=1, sort_keys=True)
    _beside(folder / STATE, words.encode()).replace(folder / STATE)


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
