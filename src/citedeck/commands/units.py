"""Banks compiled apart, remembered and linked: the quick way to know that a course is clean.

It proves that there is nothing to say, and says nothing itself. A bank that changed becomes a unit by the
one compiler there is, and units are linked by what the checks of a whole course need of each. Wherever
there is anything to say, or units cannot tell, the compiler compiles the whole course.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from typing import Any

from citedeck.bank.files import Inputs
from citedeck.model import Compilation, Course, Item, ResolvedItem
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A clean bank: what must be known of it to tell whether a course is clean that has it."""

    digest: str
    """Of the bank's bytes."""
    proven: int
    """How many of its items are proven: all that are not retired."""
    kept: int
    """How many released notes are of its items."""
    needs: Mapping[str, Any] = field(repr=False)
    """What each check of a course needs of it, by the name of the check."""
    printed: Mapping[str, str] = field(repr=False)
    """The digest of each of its items that stands on a worksheet, by its id."""


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


def proven(inputs: Inputs, memory: Memory, program: str = "") -> int | None:
    """How many items a clean course has; None where only the whole can tell whether it is clean.

    What was compiled to know it is remembered. `program` is a digest of what else a verdict depends on.
    """
    if inputs.refused:
        return None
    state = _State.of(inputs, program)
    if state.clean == memory.clean:
        return memory.proven
    among = _changed(state, memory) if state.head == memory.head else state.banks.keys()
    if 2 * _size(inputs, among) > _size(inputs, state.banks):
        return None  # the whole is hardly more work, and says what there is to say
    from citedeck import compiler

    compilation = compiler.compile(inputs, among)
    if compilation.course is None or compilation.diagnostics or not _keeps_apart(compilation):
        return None
    remembered = {path: unit for path, unit in memory.units.items() if path in state.banks}
    units = {**remembered, **_units(compilation, compilation.course, state, among)}
    sheets = _sheets(compilation.course, units)
    if not _linked(compilation, units) or not _are_laid_out(compilation, sheets, memory):
        return None
    return _remember(memory, state, units, sheets)


def learn(inputs: Inputs, compilation: Compilation, memory: Memory, program: str = "") -> None:
    """Remember a course that was compiled whole, when there was nothing to say of it."""
    if inputs.refused or compilation.course is None or compilation.diagnostics:
        return
    state = _State.of(inputs, program)
    units = _units(compilation, compilation.course, state, state.banks)
    sheets = _sheets(compilation.course, units)
    _remember(memory, state, units if _linked(compilation, units) else {}, sheets)
    memory.proven = len(compilation.items)


def _remember(
    memory: Memory, state: _State, units: Mapping[str, Unit], sheets: Mapping[str, tuple[str, ...]]
) -> int:
    memory.clean, memory.head, memory.units, memory.sheets = state.clean, state.head, units, sheets
    memory.proven = sum(unit.proven for unit in units.values())
    return memory.proven


@dataclass(frozen=True, slots=True)
class _State:
    """The digests of a course: of each bank, of all the rest, of everything."""

    banks: Mapping[str, str]
    head: str
    clean: str

    @classmethod
    def of(cls, inputs: Inputs, program: str) -> _State:
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in inputs.files.items()}
        banks = {path: digests.pop(path) for path in inputs.banks}
        head = _digest([program, *digests.items()])
        return cls(banks, head, _digest([head, *banks.items()]))


def _digest(what: Any) -> str:
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()


def _size(inputs: Inputs, paths: Collection[str]) -> int:
    return sum(len(inputs.files[path]) for path in paths)


def _changed(state: _State, memory: Memory) -> set[str]:
    """The banks that are not remembered, and those that shared a worksheet with them."""
    units = memory.units
    fresh = {path for path, bank in state.banks.items() if path not in units or units[path].digest != bank}
    edited = {name for path in fresh & units.keys() for name in units[path].printed}
    beside = {name for names in memory.sheets.values() if not edited.isdisjoint(names) for name in names}
    return fresh | {path for path in state.banks.keys() - fresh if not beside.isdisjoint(units[path].printed)}


# One bank


def _units(
    compilation: Compilation, course: Course, state: _State, among: Collection[str]
) -> dict[str, Unit]:
    """A unit of each bank among those compiled."""
    items: dict[str, list[ResolvedItem]] = defaultdict(list)
    for resolved in compilation.items:
        items[resolved.item.id.document.path].append(resolved)
    retired: dict[str, list[Item]] = defaultdict(list)
    for item in compilation.retired:
        retired[item.id.document.path].append(item)
    kept = _kept(compilation, course)
    listed = {str(name) for worksheet in course.worksheets for name in worksheet.items}
    units = {}
    for path in among:
        authored = [*(resolved.item for resolved in items[path]), *retired[path]]
        units[path] = Unit(
            digest=state.banks[path],
            proven=len(items[path]),
            kept=sum(kept.get(str(item.id), 0) for item in authored),
            needs=dict(_needs(compilation, course, authored, items[path])),
            printed={str(r.item.id): _mark(r.item) for r in items[path] if r.item.id in listed},
        )
    return units


def _mark(item: Item) -> str:
    """A digest of what an item says, wherever it stands; what proves it is known by the texts."""
    return hashlib.sha256(repr(item).encode()).hexdigest()[:32]


def _needs(
    compilation: Compilation, course: Course, authored: list[Item], resolved: list[ResolvedItem]
) -> Iterator[tuple[str, Any]]:
    """What the checks of a course need of a bank."""
    from citedeck import checks

    tables: tuple[tuple[Mapping[Any, Any], list[Any]], ...] = (
        (checks.AUTHORED, authored),
        (checks.PROVEN, resolved),
    )
    for table, items in tables:
        for check in (*table[checks.Scope.COURSE], *table.get(checks.Scope.SHARE, ())):
            name = check.__name__
            yield name, checks.LINKS[name].needs(course, compilation.texts, items)


def _kept(compilation: Compilation, course: Course) -> Mapping[str, int]:
    """How many of their released notes items still have, by id; nothing is promised before 1.0.0."""
    if not compilation.lock.is_public:
        return {}
    from citedeck.targets.anki import promises

    counts: dict[str, int] = defaultdict(int)
    for guid in promises.kept(compilation, course):
        counts[compilation.lock.notes[guid].item.partition(".")[0]] += 1
    return counts


def _keeps_apart(compilation: Compilation) -> bool:
    """Whether some banks keep what was promised to learners, as far as it can be told without the others."""
    if compilation.course is None or not compilation.lock.is_public:
        return True
    from citedeck.targets.anki import promises

    # A lock without the names of decks is that of an older version, which all items together tell.
    return bool(compilation.lock.decks) and not any(promises.broken_apart(compilation, compilation.course))


# All banks


def _linked(compilation: Compilation, units: Mapping[str, Unit]) -> bool:
    """Whether what looks at all banks has nothing to say."""
    from citedeck import checks

    if not units or (compilation.lock.is_public and not compilation.lock.decks):
        return False
    released = len(compilation.lock.notes) if compilation.lock.is_public else 0
    if sum(unit.kept for unit in units.values()) != released:
        return False
    try:
        return all(
            None not in (needs := [unit.needs[name] for unit in units.values()]) and link.is_silent(needs)
            for name, link in checks.LINKS.items()
        )
    except (TypeError, ValueError, KeyError, ArithmeticError):
        return False  # a memory that we did not write


def _sheets(course: Course, units: Mapping[str, Unit]) -> dict[str, tuple[str, ...]]:
    """The ids on each worksheet, by the digest of the worksheet with its items."""
    printed = {name: digest for unit in units.values() for name, digest in unit.printed.items()}
    return {
        _digest([worksheet.id, *(printed.get(name) for name in worksheet.items)]): tuple(
            map(str, worksheet.items)
        )
        for worksheet in course.worksheets
    }


def _are_laid_out(compilation: Compilation, sheets: Mapping[str, tuple[str, ...]], memory: Memory) -> bool:
    """Whether each worksheet was laid out now, or before with the same items."""
    here = compilation.ids
    return all(digest in memory.sheets or here.issuperset(names) for digest, names in sheets.items())
