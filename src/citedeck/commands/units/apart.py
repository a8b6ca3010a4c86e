"""Banks compiled apart from the others of their course: in one process, or in two that share the work."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from citedeck.commands.units import processes, unit
from citedeck.commands.units.unit import Unit, Work
from citedeck.model import Compilation
from citedeck.quick import dataclass

if TYPE_CHECKING:
    from citedeck.commands.units.rows import Rows


@dataclass(frozen=True, slots=True)
class Part:
    """Some banks of a course, which say nothing."""

    units: Mapping[str, Unit]
    ids: frozenset[str]
    """Of all their items: worksheets of these alone were laid out."""
    rows: Mapping[str, Rows | bytes]
    """What the deck needs of each, where somebody wants the deck; packed as another process gave it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What was compiled apart: parts, and the compilation of those that were made in this process."""

    compilation: Compilation
    parts: tuple[Part, ...]


def compiled(work: Work, among: Collection[str]) -> Parts | None:
    """The banks among some paths, compiled; None where there is anything to say of them."""
    if not work.is_shared(among):
        return together(work, among)
    ours, theirs = _halves(work, sorted(among))
    with processes.beside(lambda: b"".join(_packed(work, _compiled(work, theirs)[1]))) as wait:
        compilation, mine = _compiled(work, ours)
        if mine is None:
            return None
        _kept(work, mine)  # while the other may still be at it
        part = _unpacked(wait())
    return Parts(compilation, (mine, part)) if part else None


def together(work: Work, among: Collection[str]) -> Parts | None:
    """The same as one part, in this process: worksheets that take banks of both halves are laid out."""
    compilation, part = _compiled(work, among)
    if part is None:
        return None
    _kept(work, part)
    return Parts(compilation, (part,))


def _halves(work: Work, paths: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Neighbours stay together, for they share worksheets; half the bytes in each half."""
    sizes = [*accumulate(work.size([path]) for path in paths)]
    at = min(bisect_left(sizes, sizes[-1] / 2) + 1, len(paths) - 1)
    return paths[:at], paths[at:]


def _compiled(work: Work, among: Collection[str]) -> tuple[Compilation, Part | None]:
    from citedeck import compiler

    compilation = compiler.compile(work.inputs, among)
    course = compilation.course
    if course is None or compilation.diagnostics or not unit.keeps_apart(compilation):
        return compilation, None
    units = unit.units(compilation, course, work.state, among)
    return compilation, Part(units, compilation.ids, _rows(compilation, among, work.judged))


def _rows(compilation: Compilation, among: Collection[str], judged: tuple[str, ...]) -> Mapping[str, Rows]:
    if not judged or compilation.course is None:
        return {}
    from citedeck.commands.units import rows

    return rows.of(compilation, compilation.course, among, judged)


def _kept(work: Work, part: Part) -> Mapping[str, bytes]:
    """What was made of the deck is kept for the next command, and is given as it is kept."""
    made = {path: of_bank for path, of_bank in part.rows.items() if not isinstance(of_bank, bytes)}
    if not made:
        return {}
    from citedeck.commands.units import rows

    return rows.keep(work, made)


# From one process to the other


def _packed(work: Work, part: Part | None) -> Iterator[bytes]:
    """A part as bytes: its head as a line of JSON, then the rows of each bank; nothing of none."""
    if part is None:
        return
    kept = _kept(work, part)
    units = {path: of_bank.record for path, of_bank in part.units.items()}
    lengths = {path: len(data) for path, data in kept.items()}
    yield json.dumps([units, sorted(part.ids), lengths]).encode() + b"\n"
    yield from kept.values()


def _unpacked(data: bytes) -> Part | None:
    """A part from bytes; None where there is none, or not all of it."""
    head, _, rest = data.partition(b"\n")
    try:
        units, ids, lengths = json.loads(head)
    except ValueError:
        return None
    if len(rest) != sum(lengths.values()):
        return None
    rows, at = {}, 0
    for path, length in lengths.items():
        rows[path] = rest[at : at + length]
        at += length
    return Part({path: Unit.read(record) for path, record in units.items()}, frozenset(ids), rows)
