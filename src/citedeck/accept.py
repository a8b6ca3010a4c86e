"""Accepts that items are still right after their text was edited: their quotations move on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from citedeck import anchors, build, compiler, lock
from citedeck.model import Compilation, Diagnostic, Lock

CODES = ("sentence-changed", "passage-elsewhere")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted: the diagnostics that are settled, ids that cannot be, damage in the lock."""

    settled: tuple[Diagnostic, ...] = ()
    unknown: tuple[str, ...] = ()
    damage: tuple[Diagnostic, ...] = ()


def accept(root: Path, ids: Collection[str]) -> Accepted:
    """Remember the passages of these items as they now stand; only the lock is written.

    A damaged lock is not: what cannot be read of it would be lost.
    """
    compilation = compiler.compile(build.read(root))
    damage = tuple(d for d in compilation.diagnostics if d.label.span.document.path == compiler.LOCK)
    if damage:
        return Accepted(damage=damage)
    settled = tuple(d for d in compilation.diagnostics if d.code in CODES and d.item in ids)
    known = {str(resolved.item.id) for resolved in compilation.items}
    unknown = tuple(name for name in ids if name not in known)
    if settled and not unknown:
        words = lock.dump(_moved(compilation, ids))
        build.replace_files({root / compiler.LOCK: words.encode()})
    return Accepted(settled, unknown)


def _moved(compilation: Compilation, ids: Collection[str]) -> Lock:
    """The lock with the passages of these items where they now stand."""
    now = {
        record.key: record
        for resolved in compilation.items
        if resolved.item.id in ids
        for record in anchors.records(resolved, compilation.texts)
    }
    return replace(compilation.lock, spans={**compilation.lock.spans, **now})
