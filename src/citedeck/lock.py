"""Reads and writes what was released: one JSON line a record, sorted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from citedeck import diagnostics
from citedeck.model import Diagnostic, Document, Lock, NoteRecord, SourceRecord, Span, SpanRecord

_RECORDS: Mapping[str, tuple[str, Any]] = {
    "note": ("notes", NoteRecord),
    "source": ("sources", SourceRecord),
    "span": ("spans", SpanRecord),
}
_HEAD = ("course", "version", "first", "released", "rows")


def load(document: Document) -> tuple[Lock, list[Diagnostic]]:
    """What the lock remembers; damaged note records are errors, other records are rebuilt."""
    head: dict[str, Any] = {}
    records: dict[str, Any] = {group: {} for group, _ in _RECORDS.values()}
    found: list[Diagnostic] = []
    for number, line in enumerate(document.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            _read(json.loads(line), head, records)
        except (ValueError, TypeError, KeyError):
            if not line.startswith(('{"source"', '{"span"')):
                found.append(_damaged(document, number, line))
    return Lock(**{**head, **records}), found


def dump(lock: Lock) -> str:
    """The lock as text: the head, then notes, sources and spans, each sorted."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(lock))


def _records(lock: Lock) -> Iterator[dict[str, Any]]:
    yield {"lock": 1, **{name: getattr(lock, name) for name in _HEAD}}
    for kind, (group, made) in _RECORDS.items():
        held = getattr(lock, group)
        for key in sorted(held):
            values = [getattr(held[key], name) for name in made.__slots__]
            yield {kind: values[0], **dict(zip(made.__slots__[1:], values[1:], strict=True))}


def _read(record: object, head: dict[str, Any], records: dict[str, dict[str, Any]]) -> None:
    if not isinstance(record, dict) or not record:
        raise ValueError
    if "lock" in record:
        head.update({name: record[name] for name in _HEAD})
        if not all(isinstance(head[name], int) for name in ("first", "released")):
            raise ValueError
        return
    kind = next(iter(record))
    group, made = _RECORDS[kind]
    names = made.__slots__
    values = made(record[kind], *(record[name] for name in names[1:]))
    if kind == "note" and not isinstance(values.modified, int):
        raise ValueError
    records[group][str(record[kind])] = values


def _damaged(document: Document, number: int, line: str) -> Diagnostic:
    start = document.line_start(number)
    return diagnostics.make(
        "lock-damaged",
        "this record of the lock cannot be read",
        Span(document, start, start + max(len(line), 1)),
        help=[
            "restore citedeck.lock from version control",
            "or rebuild it from the last deck: citedeck lock --from LAST.apkg",
        ],
    )
