"""Accepts that items are still right after their text was edited: their quotations move on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from citedeck import compiler
from citedeck.bank import lock
from citedeck.bank.raw import LOCK
from citedeck.commands import disk, folders
from citedeck.model import Compilation, Diagnostic, Span, SpanRecord
from citedeck.proof import edits
from citedeck.proof.edits import records, single_spaced
from citedeck.quick import dataclass

CODES = ("sentence-changed", "passage-elsewhere")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted: the diagnostics that are settled; or what is in the way of it."""

    settled: tuple[Diagnostic, ...] = ()
    unknown: tuple[str, ...] = ()
    """Ids that no item has."""
    unproven: tuple[str, ...] = ()
    """Ids of items with a mistake that is to be mended first."""
    damage: tuple[Diagnostic, ...] = ()


def accept(root: Path, ids: Collection[str]) -> Accepted:
    """Remember the passages of these items as they now stand; only the lock is written.

    A damaged lock is not: what cannot be read of it would be lost. Raises UsageError where somebody
    else wrote the lock meanwhile.
    """
    inputs = folders.read(root)
    compilation = compiler.compile(inputs)
    damage = tuple(d for d in compilation.diagnostics if d.label.span.document.path == LOCK)
    if damage:
        return Accepted(damage=damage)
    proven = {str(resolved.item.id) for resolved in compilation.items}
    unknown = tuple(name for name in ids if name not in compilation.ids | proven)
    unproven = tuple(name for name in ids if name in compilation.ids - proven)
    settled = [d for d in compilation.diagnostics if d.code in CODES and d.item in ids]
    now = list(_passages(compilation, ids))
    if settled and not unknown and not unproven:
        others = {k: r for k, r in compilation.lock.spans.items() if edits.item_of(r) not in ids}
        moved = {**others, **{record.key: record for _, record in now}}
        words = lock.dump(replace(compilation.lock, spans=moved))
        disk.replace_inputs({LOCK: (inputs.files.get(LOCK), words.encode())}, root)
    return Accepted(tuple(_beside_now(diagnostic, now) for diagnostic in settled), unknown, unproven)


def _passages(compilation: Compilation, ids: Collection[str]) -> Iterator[tuple[Span, SpanRecord]]:
    """The passages of these items where they now stand."""
    for resolved in compilation.items:
        if resolved.item.id in ids:
            spans = (passage.span for passage in resolved.passages)
            yield from zip(spans, records(resolved, compilation.texts), strict=True)


def _beside_now(diagnostic: Diagnostic, now: Iterable[tuple[Span, SpanRecord]]) -> Diagnostic:
    """A diagnostic that says in full what was and what is: an excerpt may show too little to judge."""
    record = next(record for span, record in now if span == diagnostic.related[0].span)
    if diagnostic.code == "sentence-changed":
        is_now = f"it is now: « {single_spaced(record.sentence)} »"
    else:
        is_now = (
            f"they now stand between « {single_spaced(record.before)} » and « {single_spaced(record.after)} »"
        )
    return replace(diagnostic, help=(diagnostic.help[0], is_now))
