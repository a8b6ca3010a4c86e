"""Reads and writes what was released: one JSON line a record, sorted."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from citedeck.messages import diagnostics
from citedeck.model import MAX_TIME, Diagnostic, Document, Lock, NoteRecord, SourceRecord, Span, SpanRecord

_RECORDS: Mapping[str, tuple[str, Any, tuple[str, ...]]] = {
    "note": ("notes", NoteRecord, ("guid", "item", "kind", "deck", "digest", "modified")),
    "source": ("sources", SourceRecord, ("source", "bytes", "folded")),
    "span": ("spans", SpanRecord, ("key", "source", "start", "quote", "sentence", "before", "after")),
}
_NUMBERS = frozenset(("modified", "start"))
_TYPES = {
    kind: tuple(int if name in _NUMBERS else str for name in names)
    for kind, (_, _, names) in _RECORDS.items()
}
_HEAD = {"course": str, "version": str, "first": int, "released": int, "rows": str}


def load(document: Document) -> tuple[Lock, list[Diagnostic]]:
    """What the lock remembers; damaged note records are errors, other records are rebuilt."""
    groups: dict[str, Any] = {group: {} for group, _, _ in _RECORDS.values()}
    retired: set[str] = set()
    groups |= {"outputs": {}, "decks": {}}
    complaints: list[Diagnostic] = []
    for number, line in enumerate(document.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            _read(record, groups, retired, lambda: _place(document, number, line))  # noqa: B023 - called here
        except (ValueError, TypeError, KeyError, RecursionError):
            if not line.startswith(('{"source"', '{"span"', '{"output"')):
                complaints.append(_damaged(document, number, line))
    promised = groups.pop("sum", {})
    if "course" not in groups and not complaints:
        message = "the first line of the lock is missing: version and time of the last release"
        complaints.append(_damaged(document, 1, document.line(1), message))
    elif promised and not complaints and promised != (now := _sum(document.text.split("\n"))):
        counted = f"{promised['records']} notes, decks and retired ids, and holds {now['records']}"
        message = f"the lock remembers {counted}: lines were lost, doubled or changed"
        complaints.append(_damaged(document, 1, document.line(1), message))
    return Lock(**{**groups, "retired": frozenset(retired)}), complaints


def dump(lock: Lock) -> str:
    """The lock as text: the head, then retired ids, notes, sources, spans, decks and outputs, each sorted.

    Its lines end in LF on every system.
    """
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in _records(lock)]
    head = {"lock": 1, **{name: getattr(lock, name) for name in _HEAD}, "recipe": lock.recipe, **_sum(lines)}
    head |= {"templates": lock.templates} if lock.templates else {}
    head |= {"key": lock.key} if lock.key else {}
    return "".join([json.dumps(head, ensure_ascii=False) + "\n", *lines])


def _sum(lines: Iterable[str]) -> dict[str, Any]:
    """How many notes, decks and retired ids a lock has, and their digest: a merge may lose or double one.

    Other records are made anew where they are missing.
    """
    kept = sorted(line.strip() for line in lines if line.startswith(_NEVER_REBUILT))
    return {"records": len(kept), "digest": hashlib.sha256("\n".join(kept).encode()).hexdigest()[:32]}


_NEVER_REBUILT = ('{"note"', '{"deck"', '{"retired"')


def _records(lock: Lock) -> Iterator[dict[str, Any]]:
    yield from ({"retired": name} for name in sorted(lock.retired))
    for kind, (group, _, names) in _RECORDS.items():
        records = getattr(lock, group)
        for key in sorted(records):
            values = [getattr(records[key], name) for name in names]
            yield {kind: values[0], **dict(zip(names[1:], values[1:], strict=True))}
    yield from ({"deck": place, "name": lock.decks[place]} for place in sorted(lock.decks))
    yield from ({"output": path, "sha256": lock.outputs[path]} for path in sorted(lock.outputs))


def _read(record: Any, groups: dict[str, Any], retired: set[str], at: Callable[[], Span]) -> None:
    """Take one record in; `at` knows where it stands. Raises ValueError, TypeError or KeyError if damaged."""
    if not isinstance(record, dict) or not record:
        raise ValueError
    if "lock" in record:
        head = {name: _typed(record[name], kind) for name, kind in _HEAD.items()}
        if head["version"] and not re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", head["version"]):
            raise ValueError
        groups.update(head, recipe=_typed(record.get("recipe", 1), int), sum=_sum_of(record))
        groups["templates"] = _typed(record.get("templates", 0), int)
        groups["key"] = _typed(record.get("key", ""), str)
        return
    kind = next(iter(record))
    if kind == "retired":
        retired.add(_typed(record[kind], str))
        return
    if kind == "deck":
        groups["decks"][_typed(record[kind], str)] = _typed(record["name"], str)
        return
    if kind == "output":
        groups["outputs"][_typed(record[kind], str)] = _typed(record["sha256"], str)
        return
    group, record_class, names = _RECORDS[kind]
    values = itemgetter(kind, *names[1:])(record)
    if tuple(map(type, values)) != _TYPES[kind]:
        raise ValueError
    for name in _NUMBERS.intersection(names):
        _typed(record[name], int)
    place = {"at": at()} if kind == "note" else {}
    groups[group][values[0]] = record_class(*values, **place)


def _sum_of(head: Mapping[str, Any]) -> dict[str, Any]:
    """What a head says of the records below it; nothing where an older version wrote it."""
    if "records" not in head:
        return {}
    return {"records": _typed(head["records"], int), "digest": _typed(head["digest"], str)}


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind or (isinstance(value, int) and not 0 <= value < MAX_TIME):
        raise ValueError
    return value


def _place(document: Document, number: int, line: str) -> Span:
    start = document.line_start(number)
    return Span(document, start, start + max(len(line), 1))


def _damaged(
    document: Document, number: int, line: str, message: str = "this record of the lock cannot be read"
) -> Diagnostic:
    return diagnostics.make(
        "lock-damaged",
        message,
        _place(document, number, line),
        help=[
            "restore citedeck.lock from version control",
            "or rebuild it from the last deck: citedeck lock --from LAST.apkg",
        ],
    )
