"""Applies the corrections that diagnostics propose, as edits of single scalars."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from citedeck import build, compiler, scalars
from citedeck.compiler import Inputs
from citedeck.model import Compilation, Edit

MAX_ROUNDS = 8
"""A correction may bring another to light; more rounds than this would be a quarrel."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after."""

    path: str
    before: bytes
    after: bytes

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (self.before, self.after))
        return "".join(difflib.unified_diff(old, new, fromfile=self.path, tofile=self.path))


def fix(root: Path, ids: Collection[str] = ()) -> list[Change]:
    """Correct the items named, or all; the files are written, and what changed is returned."""
    before = build.read(root)
    after = corrected(before, ids)
    changes = [
        Change(path, before.files[path], data)
        for path, data in after.files.items()
        if data != before.files[path]
    ]
    build.replace_files({root / change.path: change.after for change in changes})
    return changes


def corrected(inputs: Inputs, ids: Collection[str] = ()) -> Inputs:
    """The inputs with every proposed correction applied, until none is left; pure."""
    for _ in range(MAX_ROUNDS):
        edits = list(_edits(compiler.compile(inputs), ids))
        if not edits:
            break
        inputs = Inputs(_applied(inputs.files, edits), inputs.written)
    return inputs


def _edits(compilation: Compilation, ids: Collection[str]) -> Iterator[Edit]:
    """The proposed edits, one a scalar: the first one found goes first."""
    seen: set[tuple[str, int]] = set()
    for found in compilation.diagnostics:
        edit = found.edit
        if edit is None or (ids and found.item not in ids):
            continue
        place = edit.text.document.path, edit.text.start
        if place not in seen and edit.value != edit.text:
            seen.add(place)
            yield edit


def _applied(files: Mapping[str, bytes], edits: Collection[Edit]) -> dict[str, bytes]:
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.text.document.path].append(edit)
    return {**files, **{path: edited(files[path], held) for path, held in by_path.items()}}


def edited(data: bytes, edits: Collection[Edit]) -> bytes:
    """A file with some of its scalars replaced, every other byte where it was."""
    mark = _BOM if data.startswith(_BOM) else b""
    text = data.decode("utf-8-sig")
    for edit in sorted(edits, key=lambda edit: -edit.text.start):
        text = text[: edit.text.start] + scalars.written(edit.text, edit.value) + text[edit.text.end :]
    return mark + text.encode("utf-8")
