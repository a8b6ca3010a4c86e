"""The deck of a course whose banks are remembered: what is written to it of each, and of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from pathlib import Path

from citedeck.bank import files
from citedeck.bank.forms.true_false import possible, verdicts
from citedeck.bank.raw import Inputs
from citedeck.commands.units import linking, rows
from citedeck.commands.units.linking import Memory
from citedeck.commands.units.rows import Rows
from citedeck.commands.units.unit import State, Work
from citedeck.model import NOT_SAID, Compilation
from citedeck.quick import dataclass
from citedeck.targets.anki import notes, promises
from citedeck.targets.anki.ready import Ready


@dataclass(frozen=True, slots=True)
class Deck:
    """A clean course, and what its deck is written from."""

    compilation: Compilation
    """Of those banks that were compiled now."""
    items: int
    """How many it has."""
    rows: Mapping[str, Rows] = field(repr=False)
    """Of all banks, in the order of study."""

    @property
    def retired(self) -> list[str]:
        """The ids that are retired in its banks."""
        return [name for of_bank in self.rows.values() for name in of_bank.retired]

    @property
    def points(self) -> Decimal:
        """What its items are worth."""
        return sum((of_bank.points for of_bank in self.rows.values()), Decimal())

    def planned(self) -> tuple[Ready, ...]:
        """All notes in the order of study, their times open."""
        return notes.arranged(of_item for of_bank in self.rows.values() for of_item in of_bank.notes)


def linked(inputs: Inputs, memory: Memory, program: str, root: Path) -> Deck | None:
    """The deck of a clean course; None where only the whole can tell, or is as quick.

    What was compiled to know it is remembered, and kept for the course in `root`.
    """
    work = Work(inputs, State.of(inputs, program), _judged(inputs), root)
    kept = dict(rows.kept(work))
    course = linking.linked(work, memory, work.state.banks.keys() - kept)
    if course is None or (course.compilation.lock.version and not course.compilation.lock.decks):
        return None  # of an old lock, all items together tell what their decks are called
    made = {path: of_bank for part in course.parts for path, of_bank in part.rows.items()}
    of_banks = {**kept, **{path: _read(of_bank) for path, of_bank in made.items()}}
    if rows.judged(of_banks) != work.judged:
        return None
    return Deck(course.compilation, memory.proven, dict(_in_order(of_banks, inputs, course.compilation)))


def learned(
    inputs: Inputs, compilation: Compilation, memory: Memory, program: str, root: Path
) -> Deck | None:
    """The deck of a course that was compiled whole; None where there is anything to say, or little to win.

    What was compiled is remembered, and kept for the course in `root`.
    """
    judged = verdicts(compilation.items)
    work = Work(inputs, State.of(inputs, program), judged, root)
    if inputs.refused or compilation.course is None or compilation.diagnostics:
        return None
    if any(promises.broken_promises(compilation)):
        return None  # a build does not speak of them, but whoever finds the course clean would
    linking.learn(inputs, compilation, memory, program)
    made = rows.of(compilation, compilation.course, work.state.banks, judged)
    rows.keep(work, made)
    return Deck(compilation, memory.proven, dict(_in_order(made, inputs, compilation)))


def _judged(inputs: Inputs) -> tuple[str, ...]:
    """The verdicts that statements may have, as far as a look at the banks tells."""
    return possible(is_silent=any(NOT_SAID.encode() in inputs.files[path] for path in inputs.banks))


def _read(of_bank: Rows | bytes) -> Rows:
    return rows.unpacked(of_bank) if isinstance(of_bank, bytes) else of_bank


def _in_order(
    of_banks: Mapping[str, Rows], inputs: Inputs, compilation: Compilation
) -> Iterator[tuple[str, Rows]]:
    assert compilation.course is not None  # it is clean
    for path in files.in_order(inputs, compilation.course, []):
        yield path, of_banks[path]
