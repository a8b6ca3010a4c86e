"""The shell around the compiler: which files to read, which to write, and never half of them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from citedeck import compiler, targets
from citedeck.bank import decoding
from citedeck.commands import disk
from citedeck.compiler import Inputs
from citedeck.model import MAX_TIME, Compilation, Diagnostic, Output
from citedeck.quick import dataclass
from citedeck.targets.paper import printing

STATE = ".citedeck-state.json"
OUTPUT = "decks"
PRINTED = ".pdf"

MAX_LOCK = 2**27

_DIGITS = len(str(MAX_TIME))
MIN_TIME = 10**9
"""Anki reads a time below this as something else than seconds since 1970."""


class NoCourseError(disk.UsageError):
    """A folder that holds no course."""


def find_course(start: Path) -> Path:
    """The folder of the course that `start` is in: it, or one above, has questions/course.yaml."""
    start = Path(os.path.realpath(start))
    try:
        for folder in (start, *start.parents):
            if (folder / compiler.COURSE).is_file():
                if not (folder / compiler.MANIFEST).is_file():
                    raise NoCourseError(f"{folder} has no {compiler.MANIFEST}")
                return folder
    except OSError as error:
        raise NoCourseError(f"{error.filename}: {error.strerror}") from None
    raise NoCourseError(f"{start} is not in a course: no {compiler.COURSE} here or above")


def read(root: Path) -> Inputs:
    """The files of a course, and when a bank or text was last written.

    Nothing outside the course is read, nothing larger than a text or bank can be, and nothing
    that is no file: of these the inputs hold what is said of each.
    """
    files: dict[str, bytes] = {}
    refused: dict[str, Diagnostic] = {}
    newest = 0.0
    for path in files_of(root):
        name = path.relative_to(root).as_posix()
        try:
            if why := _refusal(path, root):
                refused[name] = why
                continue
            files[name] = path.read_bytes()
            newest = max(newest, path.stat().st_mtime if name != compiler.LOCK else 0)
        except OSError as error:
            refused[name] = decoding.unread(name, error.strerror or str(error))
    return Inputs(files, clock(int(newest)), refused)


def _refusal(path: Path, root: Path) -> Diagnostic | None:
    """Why a path is not read; nothing where it may be."""
    name = path.relative_to(root).as_posix()
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(root)):
        return decoding.unread(name, "it is a link that leads out of the course", "file-outside")
    if real.is_dir():
        return decoding.unread(name, "it is a link to a folder")
    if not stat.S_ISREG(path.stat().st_mode):
        return decoding.unread(name, "it is not a file")
    limit = MAX_LOCK if name == compiler.LOCK else disk.MAX_FILE
    if path.stat().st_size > limit:
        return decoding.unread(name, f"it is larger than {limit // 2**20} MB")
    return None


def clock(otherwise: int) -> int:
    """The time to write into outputs: SOURCE_DATE_EPOCH where set, and never one Anki misreads."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given and not (
        given.isascii() and given.isdigit() and len(given) <= _DIGITS and int(given) < MAX_TIME
    ):
        raise disk.UsageError(f"SOURCE_DATE_EPOCH is not a time in seconds: {given}")
    return max(int(given) if given else otherwise, MIN_TIME)


def files_of(root: Path) -> Iterator[Path]:
    """What may be an input: texts, YAML, the lock, and links to folders, in a fixed order."""
    for folder in ("seeds", "questions"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            is_wanted = path.is_symlink() and not _is_hidden(name) if path.is_dir() else _is_read(name)
            if is_wanted:
                yield path


def _is_read(name: Path) -> bool:
    """Whether a file of this name, as seen from its course, is a text, YAML or the lock."""
    is_text = name.parts[0] == "seeds" and not _is_hidden(name)
    return is_text or is_bank(name) or name == Path(compiler.LOCK)


def is_bank(name: Path) -> bool:
    """Whether a file of this name, as seen from its course, is read as a bank or the course's own."""
    return name.parts[:1] == ("questions",) and name.suffix in (".yaml", ".yml") and not _is_hidden(name)


def _is_hidden(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts)


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


def build(root: Path, folder: Path, only: Iterable[str] = (), *, pdf: bool = False) -> Built:
    """Compile the course in `root` and write it to `folder`, with PDFs of its pages if asked for.

    Raises NoPrinterError where PDFs are asked for and cannot be made.
    """
    inputs = read(root)
    state = None if only else inputs_digest(inputs)
    compilation = compiler.compile(inputs)
    del inputs  # a large course needs the room
    outputs = tuple(rendered(compilation, only))
    if not outputs:
        return Built(compilation)
    if pdf:
        outputs += tuple(printing.printed(outputs))
    printed = _printed(folder, outputs, compilation.lock.outputs, partial=bool(only))
    outputs = tuple(targets.listing(outputs, compilation, printed))
    return Built(compilation, write(folder, outputs, state, compilation.lock.outputs), outputs)


def rendered(compilation: Compilation, only: Iterable[str] = ()) -> list[Output]:
    """The outputs of a compilation; a temporary folder that is full is told like any other."""
    with disk.reported(Path(tempfile.gettempdir())):
        return targets.render(compilation, tuple(only))


def compile_only(root: Path) -> Compilation:
    """Compile the course in `root` and write nothing."""
    return compiler.compile(read(root))


def unchanged(root: Path, folder: Path) -> bool:
    """Whether the last build in `folder` was of these very inputs and its outputs still stand."""
    state = _state(folder)
    if not state.get("outputs") or state.get("inputs") != inputs_digest(read(root)):
        return False
    return all(disk.digest_of(folder / path) == digest for path, digest in state["outputs"].items())


def inputs_digest(inputs: Inputs) -> str:
    """A digest of everything a build depends on, this program's version included."""
    digest = hashlib.sha256(_program().encode())
    for path in sorted(inputs.files):
        digest.update(b"\n%b\n" % os.fsencode(path))
        digest.update(hashlib.sha256(inputs.files[path]).digest())
    for path in sorted(inputs.refused):
        digest.update(b"\n%b\0%b\n" % (os.fsencode(path), inputs.refused[path].message.encode()))
    return digest.hexdigest()


def _program() -> str:
    """A digest of this program's own files: another template makes another sheet."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


# Writing


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
    made = {output.path: hashlib.sha256(output.data).hexdigest() for output in outputs}
    gone = _no_longer_made(folder, before, made, same, everything=bool(inputs))
    _put_state(folder, {path: _either(before.get(path), made.get(path)) for path in {**before, **made}}, "")
    changed = {folder / output.path: output.data for output in outputs if output.path not in same}
    with disk.beside({**changed, **last}) as renames:
        disk.remove(folder, [path for path in gone if path.endswith(PRINTED)])
        disk.rename(renames)
    disk.remove(folder, gone)
    _remove_empty(folder, {*before, *made})
    kept = [path for path in {**before, **made} if path in made or not (inputs and path in gone)]
    on_disk = {path: digest for path in kept if (digest := disk.digest_of(folder / path))}
    _put_state(folder, on_disk, inputs or "")
    return Written(tuple(made), tuple(path for path in made if path in same), tuple(gone))


def _no_longer_made(
    folder: Path, before: Mapping[str, str], made: Mapping[str, str], same: set[str], *, everything: bool
) -> list[str]:
    """What earlier builds wrote, nobody changed since, and is made no more.

    A PDF stays beside its page as long as both are what a release wrote.
    """
    gone = []
    for path in sorted(set(before) - set(made)):
        found, ours = disk.digest_of(folder / path), before[path].split()
        printed = path.endswith(PRINTED) and _page_of(path) in made
        good = printed and _page_of(path) in same and found == ours[-1]
        if found in ours and not good and (everything or printed):
            gone.append(path)
    return gone


def _printed(
    folder: Path, outputs: Sequence[Output], released: Mapping[str, str], *, partial: bool
) -> set[str]:
    """The PDFs that will stand beside their pages in a folder when these outputs are written there."""
    made = {output.path: output.data for output in outputs}
    before = {**_as_released(folder, released), **_state(folder).get("outputs", {})}
    printed = {path for path in made if path.endswith(PRINTED)}
    for path in before:
        ours = path.endswith(PRINTED) and disk.digest_of(folder / path) == before[path].split()[-1]
        page = _page_of(path)
        if ours and (_same(folder / page, made[page]) if page in made else partial):
            printed.add(path)
    return printed


def _either(*digests: str | None) -> str:
    """Digests of which a file has one while it is being replaced, the last that it will have."""
    return " ".join(dict.fromkeys(" ".join(filter(None, digests)).split()))


def _page_of(printed: str) -> str:
    """The page a PDF was printed from: it is good as long as its page is the same."""
    return printed.removesuffix(PRINTED) + ".html"


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
    return {path: outputs[path] for path in paths if not _leads_out(path)}


def _leads_out(path: str) -> bool:
    """Whether a path may name something else than a file below a folder, on any system."""
    return bool({"..", ""} & set(path.split("/")) or set(path) & set(":\\\0"))


def _put_state(folder: Path, outputs: Mapping[str, str], inputs: str) -> None:
    words = json.dumps({"inputs": inputs, "outputs": outputs}, indent=1, sort_keys=True)
    with disk.beside({folder / STATE: words.encode()}) as renames:
        disk.rename(renames)
