"""A clean bank, and what must be known of it to tell whether a course is clean that has it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from citedeck.bank.raw import Inputs
from citedeck.commands.units import are_large
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

    @property
    def record(self) -> list[Any]:
        """The unit as JSON has it."""
        return [self.digest, self.proven, self.kept, self.needs, self.printed]

    @classmethod
    def read(cls, record: Any) -> Unit:
        """A unit from JSON. Raises ValueError or TypeError where it is none."""
        digest, proven, kept, needs, printed = typed(record, list)
        return cls(
            digest=typed(digest, str),
            proven=typed(proven, int),
            kept=typed(kept, int),
            needs=typed(needs, dict),
            printed={name: typed(mark, str) for name, mark in typed(printed, dict).items()},
        )


def typed(value: Any, kind: type) -> Any:
    """A value of a kind. Raises ValueError where it is none."""
    if type(value) is not kind:
        raise ValueError
    return value


@dataclass(frozen=True, slots=True)
class State:
    """The digests of a course: of each bank, of all the rest, of everything."""

    banks: Mapping[str, str]
    head: str
    clean: str

    @classmethod
    def of(cls, inputs: Inputs, program: str) -> State:
        """The digests of the files of a course; `program` is a digest of what else they depend on."""
        digests = {path: digest.hex() for path, digest in inputs.digests.items()}
        banks = {path: digests.pop(path) for path in inputs.banks}
        head = digest_of([program, *digests.items()])
        return cls(banks, head, digest_of([head, *banks.items()]))


def digest_of(what: Any) -> str:
    """A digest of what JSON can say."""
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be compiled apart: of which course, as it is."""

    inputs: Inputs
    state: State
    judged: tuple[str, ...] = ()
    """The verdicts that its cards may have; none where nobody wants the deck."""
    root: Path | None = None
    """For whom the rows of its deck are kept."""

    def size(self, paths: Collection[str]) -> int:
        """How large (bytes) some banks are."""
        return sum(len(self.inputs.files[path]) for path in paths)

    def is_most(self, paths: Collection[str]) -> bool:
        """Whether some banks are more than half of the course."""
        return 2 * self.size(paths) > self.size(self.state.banks)

    def is_shared(self, among: Collection[str]) -> bool:
        """Whether these banks are compiled in two processes."""
        if len(among) < 2 or not are_large(self.size(among)):  # noqa: PLR2004 - one for each
            return False
        from citedeck.commands.units import processes

        return processes.can_fork()


def units(compilation: Compilation, course: Course, state: State, among: Collection[str]) -> dict[str, Unit]:
    """A unit of each bank among those of a clean compilation."""
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
    return hashlib.blake2b(repr(item).encode(), digest_size=16).hexdigest()


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


def keeps_apart(compilation: Compilation) -> bool:
    """Whether some banks keep what was promised to learners, as far as it can be told without the others."""
    if compilation.course is None or not compilation.lock.is_public:
        return True
    from citedeck.targets.anki import promises

    # A lock without the names of decks is that of an older version, which all items together tell.
    return bool(compilation.lock.decks) and not any(promises.broken_apart(compilation, compilation.course))
