"""The folder of a course on the disk: what is read of it, and what is not."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePath

from citedeck.bank import decoding, pictures
from citedeck.bank.raw import COURSE, LOCK, MANIFEST, Inputs
from citedeck.commands import disk
from citedeck.model import MAX_TIME, Diagnostic

OUTPUT = "decks"
"""Where outputs go, from the folder of a course."""

MAX_LOCK = 2**27


_DIGITS = len(str(MAX_TIME))


MIN_TIME = 10**9
"""Anki reads a time below this as something else than seconds since 1970."""


AHEAD = 86_400
"""How far (seconds) a time may be in the future: clocks differ, and so do their zones."""


class NoCourseError(disk.UsageError):
    """A folder that holds no course."""


class PartOfCourseError(NoCourseError):
    """A folder that holds a course without the list of its texts."""


def find_course(start: Path) -> Path:
    """The folder of the course that `start` is in: it, or one above, has questions/course.yaml."""
    start = Path(os.path.realpath(start))
    try:
        for folder in (start, *start.parents):
            if (folder / COURSE).is_file():
                if not (folder / MANIFEST).is_file():
                    raise PartOfCourseError(f"{folder} has no {MANIFEST}")
                return folder
    except OSError as error:
        raise NoCourseError(f"{error.filename}: {error.strerror}") from None
    raise NoCourseError(f"{start} is not in a course: no {COURSE} here or above")


def own_folder(root: Path) -> Path:
    """Where a course's outputs go if nobody says otherwise. Raises UsageError where it leads away."""
    folder = root / OUTPUT
    if disk.is_link(folder):
        raise disk.UsageError(f"{folder} is a link: name the folder with --output")
    return folder


def read(root: Path) -> Inputs:
    """The files of a course, and when a bank or text was last written.

    Nothing outside the course is read, nothing larger than a text or bank can be, and nothing
    that is no file: of these the inputs hold what is said of each.
    """
    files: dict[str, bytes] = {}
    refused: dict[str, Diagnostic] = {}
    newest = 0.0
    is_inside = _insider(root)
    for name, path in _listed(root):
        try:
            if not is_inside(path):
                refused[name] = decoding.unread(
                    name, "it is a link that leads out of the course", "file-outside"
                )
                continue
            state = os.stat(path)  # noqa: PTH116 - a Path of each takes longer than its bytes
            if refusal := _refusal(name, state):
                refused[name] = refusal
                continue
            with open(path, "rb") as file:  # noqa: PTH123 - as above
                files[name] = file.read()
            newest = max(newest, state.st_mtime if name != LOCK else 0)
        except OSError as error:
            refused[name] = decoding.unread(name, error.strerror or str(error))
    return Inputs(files, clock(int(newest)), refused)


def _insider(root: Path) -> Callable[[str], bool]:
    """Whether a path in the course leads to no place outside it: what is no link is where its folder is."""
    real_root = os.path.realpath(root)

    @cache
    def is_inside(path: str) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(real_root)

    return lambda path: is_inside(path if os.path.islink(path) else os.path.dirname(path))  # noqa: PTH114, PTH120


def _refusal(name: str, state: os.stat_result) -> Diagnostic | None:
    """Why something of this name in the course is not read; nothing where it may be."""
    if stat.S_ISDIR(state.st_mode):
        return decoding.unread(name, "it is a link to a folder")
    if not stat.S_ISREG(state.st_mode):
        return decoding.unread(name, "it is not a file")
    limit = MAX_LOCK if name == LOCK else disk.MAX_FILE
    if state.st_size > limit:
        return decoding.unread(name, f"it is larger than {limit // 2**20} MB")
    return None


def clock(otherwise: int) -> int:
    """The time to write into outputs: SOURCE_DATE_EPOCH where set, and never one Anki misreads."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given and not (
        given.isascii() and given.isdigit() and len(given) <= _DIGITS and int(given) < MAX_TIME
    ):
        raise disk.UsageError(f"SOURCE_DATE_EPOCH is not a time in seconds: {given}")
    if given and int(given) > time.time() + AHEAD:
        raise disk.UsageError(
            f"SOURCE_DATE_EPOCH is in the future: {given}. No correction of an earlier time would arrive any "
            "more: take it out, or give the newest commit's: SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)"
        )
    return max(int(given) if given else otherwise, MIN_TIME)


def files_of(root: Path) -> Iterator[Path]:
    """What may be an input: texts, YAML, the lock, pictures, and links to folders, in a fixed order."""
    for _, path in _listed(root):
        yield Path(path)


def _listed(root: Path) -> Iterator[tuple[str, str]]:
    """The same by name, as seen from the course, with the path of each."""
    for folder in ("seeds", "questions"):
        for name, entry in _entries(os.path.join(root, folder), folder):  # noqa: PTH118 - as `scandir` has them
            in_course = PurePath(name)
            is_link = entry.is_symlink()
            if (is_link and not _is_hidden(in_course)) if _is_folder(entry) else _is_read(in_course):
                yield name, entry.path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether something is a folder, or a link to one; a link to itself is none."""
    with contextlib.suppress(OSError):
        return entry.is_dir()
    return False


def _entries(folder: str, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything in a folder by its name, in order; folders that are links are not looked into."""
    if not os.path.isdir(folder):  # noqa: PTH112 - as above
        return
    with contextlib.suppress(PermissionError), os.scandir(folder) as found:
        for entry in sorted(found, key=lambda entry: os.path.normcase(entry.name)):
            within = f"{name}/{entry.name}"
            yield within, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path, within)


def _is_read(name: PurePath) -> bool:
    """Whether a file of this name, as seen from its course, is a text, YAML, the lock or a picture."""
    is_text = name.parts[0] == "seeds" and not _is_hidden(name)
    return is_text or is_bank(name) or name == PurePath(LOCK) or _is_picture(name)


def _is_picture(name: PurePath) -> bool:
    return name.parts[0] == "questions" and name.suffix.lower() in pictures.SUFFIXES and not _is_hidden(name)


def is_bank(name: PurePath) -> bool:
    """Whether a file of this name, as seen from its course, is read as a bank or the course's own."""
    return name.parts[:1] == ("questions",) and name.suffix in (".yaml", ".yml") and not _is_hidden(name)


def _is_hidden(name: PurePath) -> bool:
    return any(part.startswith(".") for part in name.parts)


def inputs_digest(inputs: Inputs) -> str:
    """A digest of everything a build depends on, this program's version included."""
    from citedeck.commands import program  # no check depends on its pages

    digest = hashlib.sha256(program.digest().encode())
    for path in sorted(inputs.files):
        digest.update(b"\n%b\n" % os.fsencode(path))
        digest.update(inputs.digests[path])
    for path in sorted(inputs.refused):
        digest.update(b"\n%b\0%b\n" % (os.fsencode(path), inputs.refused[path].message.encode()))
    return digest.hexdigest()
