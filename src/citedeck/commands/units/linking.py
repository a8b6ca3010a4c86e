"""Units of all banks linked: whether a course is clean, from what is known of each of its banks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from citedeck.bank.raw import Inputs
from citedeck.commands.units import unit
from citedeck.commands.units.unit import State, Unit, Work, digest_of
from citedeck.model import Compilation, Course, Lock
from citedeck.quick import dataclass

if TYPE_CHECKING:
    from citedeck.commands.units.apart import Part


@dataclass(slots=True)
class Memory:
    """What is remembered of one course, as it was when there was nothing to say of it."""

    clean: str = ""
    """The digest of all of it."""
    proven: int = 0
    """How many items it had."""
    head: str = ""
    """The digest of all but its banks."""
    units: Mapping[str, Unit] = field(default_factory=dict, repr=False)
    """By the path of their bank; none where units cannot tell whether the course is clean."""
    sheets: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """The ids on each worksheet, by the digest of the worksheet with its items."""
    is_mute: bool = False
    """Whether units could not tell the last time: it is not tried again from the first bank on."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A course that is clean, known by units: what of it was compiled to know it."""

    compilation: Compilation
    """Of some banks."""
    parts: tuple[Part, ...]


def proven(inputs: Inputs, memory: Memory, program: str = "") -> int | None:
    """How many items a clean course has; None where only the whole can tell whether it is clean.

    What was compiled to know it is remembered. `program` is a digest of what else a verdict depends on.
    """
    if inputs.refused:
        return None
    work = Work(inputs, State.of(inputs, program))
    if work.state.clean != memory.clean and linked(work, memory) is None:
        return None
    return memory.proven


def linked(work: Work, memory: Memory, wanted: Collection[str] = ()) -> Linked | None:
    """A clean course, with `wanted` banks among those compiled; None where only the whole can tell.

    What was compiled is remembered.
    """
    is_same = work.state.head == memory.head
    among = {*wanted, *(_changed(work.state, memory) if is_same else work.state.banks)}
    if not work.is_most(among):
        return _linked(work, memory, among, is_same=is_same)
    if memory.is_mute or not work.is_shared(among):
        return None  # the whole is hardly more work, and says what there is to say
    course = _linked(work, memory, among, is_same=is_same)
    memory.is_mute = course is None
    return course


def _linked(work: Work, memory: Memory, among: Collection[str], *, is_same: bool) -> Linked | None:
    """A clean course of which some banks are compiled; `is_same` all of it that is no bank."""
    from citedeck.commands.units import apart

    made = apart.compiled(work, among)
    if made is None or made.compilation.course is None:
        return None
    units = {path: known for path, known in memory.units.items() if path in work.state.banks}
    for part in made.parts:
        units |= part.units
    sheets = _sheets(made.compilation.course, units)
    new = {at: names for at, names in sheets.items() if not is_same or at not in memory.sheets}
    if not _is_silent(made.compilation.lock, units) or not _are_laid_out(work, made.parts, units, new):
        return None
    _remember(memory, work.state, units, sheets)
    return Linked(made.compilation, made.parts)


def learn(inputs: Inputs, compilation: Compilation, memory: Memory, program: str = "") -> None:
    """Remember a course that was compiled whole, when there was nothing to say of it."""
    if inputs.refused or compilation.course is None or compilation.diagnostics:
        return
    state = State.of(inputs, program)
    units = unit.units(compilation, compilation.course, state, state.banks)
    sheets = _sheets(compilation.course, units)
    _remember(memory, state, units if _is_silent(compilation.lock, units) else {}, sheets)
    memory.proven = len(compilation.items)


def _remember(
    memory: Memory, state: State, units: Mapping[str, Unit], sheets: Mapping[str, tuple[str, ...]]
) -> None:
    memory.clean, memory.head, memory.units, memory.sheets = state.clean, state.head, units, sheets
    memory.proven = sum(of_bank.proven for of_bank in units.values())
    memory.is_mute = not units


def _changed(state: State, memory: Memory) -> set[str]:
    """The banks that are not remembered, and those that shared a worksheet with them."""
    units = memory.units
    fresh = {path for path, bank in state.banks.items() if path not in units or units[path].digest != bank}
    edited = {name for path in fresh & units.keys() for name in units[path].printed}
    beside = {name for names in memory.sheets.values() if not edited.isdisjoint(names) for name in names}
    return fresh | {path for path in state.banks.keys() - fresh if not beside.isdisjoint(units[path].printed)}


# All banks


def _is_silent(lock: Lock, units: Mapping[str, Unit]) -> bool:
    """Whether what looks at all banks has nothing to say."""
    from citedeck import checks

    if not units or (lock.is_public and not lock.decks):
        return False
    released = len(lock.notes) if lock.is_public else 0
    if sum(of_bank.kept for of_bank in units.values()) != released:
        return False
    try:
        return all(
            None not in (needs := [of_bank.needs[name] for of_bank in units.values()])
            and link.is_silent(needs)
            for name, link in checks.LINKS.items()
        )
    except (TypeError, ValueError, KeyError, ArithmeticError):
        return False  # a memory that we did not write


def _sheets(course: Course, units: Mapping[str, Unit]) -> dict[str, tuple[str, ...]]:
    """The ids on each worksheet, by the digest of the worksheet with its items."""
    printed = {name: digest for of_bank in units.values() for name, digest in of_bank.printed.items()}
    return {
        digest_of([worksheet.id, *(printed.get(name) for name in worksheet.items)]): tuple(
            map(str, worksheet.items)
        )
        for worksheet in course.worksheets
    }


def _are_laid_out(
    work: Work, parts: Sequence[Part], units: Mapping[str, Unit], sheets: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether each worksheet was laid out; those that take banks of two parts are now."""
    parted = _parted(sheets, parts)
    if not parted:
        return True
    printed = {name for names in parted.values() for name in names}
    banks = [path for path, of_bank in units.items() if not printed.isdisjoint(of_bank.printed)]
    if work.is_most(banks):
        return False
    from citedeck.commands.units import apart

    made = apart.together(Work(work.inputs, work.state), banks)
    return made is not None and not _parted(parted, made.parts)


def _parted(sheets: Mapping[str, tuple[str, ...]], parts: Sequence[Part]) -> dict[str, tuple[str, ...]]:
    """The worksheets of which no part has all items."""
    return {
        digest: names
        for digest, names in sheets.items()
        if not any(part.ids.issuperset(names) for part in parts)
    }
