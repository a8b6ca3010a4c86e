"""What is remembered of courses between two checks: JSON in the user's own cache folder, never in a course.

A memory proves nothing to others: a file or folder that somebody else owns, or that was made by another
program, is not read; one that is damaged is nothing remembered. Where nothing can be written nothing is,
and the next check takes its time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
import unicodedata
from pathlib import Path
from typing import Any

from citedeck.bank import nodes
from citedeck.bank.files import Inputs
from citedeck.commands import program, units
from citedeck.commands.units import Memory, Unit
from citedeck.model import Compilation

MOST = 2**26
"""So many bytes are kept of all courses together: the oldest go."""

_HOME = {"win32": "AppData/Local", "darwin": "Library/Caches"}
"""Where caches of a user are, from home, by system."""


def folder() -> Path:
    """Where memories are kept; the environment says it, or the custom of the system."""
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    custom = Path.home() / _HOME.get(sys.platform, ".cache")
    return (Path(given) if Path(given).is_absolute() else custom) / "citedeck"


def made_by() -> str:
    """A digest of this program, and of the versions of what reads and compares words for it."""
    versions = (sys.version, nodes.PARSER, unicodedata.unidata_version, program.digest(program.CODE))
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


class Remembered:
    """What is remembered of one course, from one check to the next."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._memory = read(root)
        self._made_by = made_by()

    def proven(self, inputs: Inputs) -> int | None:
        """How many items a clean course has; None where its banks must be told together."""
        before = self._memory.clean
        count = units.proven(inputs, self._memory, self._made_by)
        if self._memory.clean != before:
            write(self._root, self._memory)
        return count

    def learn(self, inputs: Inputs, compilation: Compilation) -> None:
        """Remember a course of which there was nothing to say."""
        units.learn(inputs, compilation, self._memory, self._made_by)
        write(self._root, self._memory)


def read(root: Path) -> Memory:
    """What is remembered of a course; nothing where there is nothing that can be trusted."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError, RuntimeError):
        place = folder()
        if _is_ours(os.lstat(place), stat.S_ISDIR) and not _is_within(place, root):
            return _memory(json.loads(_bytes(place / _name(root))))
    return Memory()


def write(root: Path, memory: Memory) -> None:
    """Keep what is remembered of a course, as far as the disk lets us."""
    with contextlib.suppress(OSError, RuntimeError):
        place = folder()
        data = json.dumps(_record(memory), separators=(",", ":")).encode()
        if _is_within(place, root) or len(data) > MOST:
            return
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(os.lstat(place), stat.S_ISDIR):
            return
        place.chmod(0o700)
        beside = place / f"{_name(root)}.{os.getpid()}"
        beside.unlink(missing_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - only the user's
            file.write(data)
        beside.replace(place / _name(root))
        _forget_oldest(place)


def _is_within(place: Path, root: Path) -> bool:
    """Whether a folder is a course's, wherever links lead."""
    return Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root))


def _name(root: Path) -> str:
    return f"{hashlib.sha256(os.fsencode(root)).hexdigest()[:32]}.json"


def _is_ours(state: os.stat_result, is_kind: Any) -> bool:
    """Whether something is of a kind, and the user's alone to write."""
    if not is_kind(state.st_mode):
        return False
    return sys.platform == "win32" or (state.st_uid == os.getuid() and not state.st_mode & 0o022)


def _bytes(path: Path) -> bytes:
    """What a file holds. Raises ValueError where it is not ours, OSError where it is no file, or a link."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open
        state = os.fstat(descriptor)
        if not _is_ours(state, stat.S_ISREG) or state.st_size > MOST:
            raise ValueError
        return file.read()


def _forget_oldest(place: Path) -> None:
    """Remove the memories that were written longest ago, until the others are small enough."""
    states = sorted(((path.stat(), path) for path in place.iterdir()), key=lambda pair: -pair[0].st_mtime_ns)
    room = MOST
    for state, path in states:
        room -= state.st_size
        if room < 0:
            path.unlink(missing_ok=True)


# As JSON has it


def _record(memory: Memory) -> dict[str, Any]:
    units = {
        path: [unit.digest, unit.proven, unit.kept, unit.needs, unit.printed]
        for path, unit in memory.units.items()
    }
    return {
        "clean": memory.clean,
        "proven": memory.proven,
        "head": memory.head,
        "units": units,
        "sheets": memory.sheets,
    }


def _memory(record: Any) -> Memory:
    """A memory from JSON. Raises ValueError, TypeError or KeyError where it is none."""
    return Memory(
        clean=_typed(record["clean"], str),
        proven=_typed(record["proven"], int),
        head=_typed(record["head"], str),
        units={path: _unit(*_typed(unit, list)) for path, unit in _typed(record["units"], dict).items()},
        sheets={digest: tuple(_names(names)) for digest, names in _typed(record["sheets"], dict).items()},
    )


def _unit(digest: Any, proven: Any, kept: Any, needs: Any, printed: Any) -> Unit:
    return Unit(
        digest=_typed(digest, str),
        proven=_typed(proven, int),
        kept=_typed(kept, int),
        needs=_typed(needs, dict),
        printed=dict(zip(_typed(printed, dict), _names([*printed.values()]), strict=True)),
    )


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError
    return value


def _names(value: Any) -> list[str]:
    return [_typed(name, str) for name in _typed(value, list)]
