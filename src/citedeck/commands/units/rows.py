"""What the deck needs of a clean bank, as bytes: its notes ready to be written, and what counts them."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from citedeck.bank.forms.true_false import verdicts
from citedeck.commands.units import caches
from citedeck.commands.units.unit import Work, digest_of, typed
from citedeck.model import Compilation, Course, ResolvedItem
from citedeck.quick import dataclass
from citedeck.sheets.points import worth
from citedeck.targets.anki import notes, ready
from citedeck.targets.anki.ready import Ready

_DIGITS = 8
"""So many hexadecimal digits before the JSON tell whether it is whole."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the deck needs of one bank."""

    notes: Sequence[Sequence[Ready]]
    """Of each item that has cards, in the order of the bank."""
    retired: tuple[str, ...]
    points: Decimal
    """What its items are worth."""
    judged: tuple[str, ...]
    """The verdicts that its own statements need."""


def of(
    compilation: Compilation, course: Course, among: Collection[str], judged: tuple[str, ...]
) -> dict[str, Rows]:
    """The rows of each bank among those of a clean compilation, where statements have these verdicts."""
    written: dict[str, list[list[Ready]]] = defaultdict(list)
    for of_item in notes.by_item(compilation, course, judged):
        written[of_item[0].id.document.path].append([ready.of(note) for note in of_item])
    items: dict[str, list[ResolvedItem]] = defaultdict(list)
    for resolved in compilation.items:
        items[resolved.item.id.document.path].append(resolved)
    retired = defaultdict(list)
    for item in compilation.retired:
        retired[item.id.document.path].append(str(item.id))
    return {
        path: Rows(
            notes=written[path],
            retired=tuple(retired[path]),
            points=sum((worth(resolved.item) for resolved in items[path]), Decimal()),
            judged=verdicts(items[path]),
        )
        for path in among
    }


def kept(work: Work) -> Iterator[tuple[str, Rows]]:
    """What is kept of the banks of a course that are as they were, by their paths."""
    if work.root is None:
        return
    paths = {_name(work, path): path for path in work.state.banks}
    for name, data in caches.read_all(paths, work.root):
        with contextlib.suppress(ValueError, TypeError):
            yield paths[name], unpacked(data)


def keep(work: Work, made: Mapping[str, Rows]) -> dict[str, bytes]:
    """Keep the rows of some banks for the next command; they as they are kept.

    They are true of these banks and verdicts whatever the others are.
    """
    data = {path: packed(of_bank) for path, of_bank in made.items()}
    if work.root is not None:
        caches.write({_name(work, path): of_bank for path, of_bank in data.items()}, work.root)
    return data


def _name(work: Work, path: str) -> str:
    """Where the rows of a bank are kept: another name for any other bank, course, program and verdicts."""
    state = work.state
    return f"{digest_of([state.head, work.judged, path, state.banks[path]])[:32]}.rows"


def packed(rows: Rows) -> bytes:
    """Rows as JSON, after what tells whether it is whole."""
    fields = [rows.notes, rows.retired, str(rows.points), rows.judged]
    data = json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()
    return b"%0*x" % (_DIGITS, zlib.crc32(data)) + data


def unpacked(data: bytes) -> Rows:
    """Rows from bytes. Raises ValueError or TypeError where they are none, or damaged."""
    if data[:_DIGITS] != b"%0*x" % (_DIGITS, zlib.crc32(data[_DIGITS:])):
        raise ValueError
    of_items, retired, points, judged = typed(json.loads(data[_DIGITS:]), list)
    return Rows(
        notes=[[Ready(*note) for note in of_item] for of_item in of_items],
        retired=tuple(retired),
        points=Decimal(points),
        judged=tuple(judged),
    )


def judged(rows: Mapping[str, Rows]) -> tuple[str, ...]:
    """The verdicts that a statement may have where all these banks are one course."""
    return max((of_bank.judged for of_bank in rows.values()), key=len, default=verdicts(()))
