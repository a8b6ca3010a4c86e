"""Applies the corrections that diagnostics propose, as edits of single scalars and of what is no YAML."""

from __future__ import annotations

import difflib
import math
import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from citedeck import compiler
from citedeck.bank import scalars
from citedeck.bank.files import Inputs
from citedeck.commands import disk, folders
from citedeck.model import GAP, Compilation, Diagnostic, Edit, Text
from citedeck.quick import dataclass

MAX_ROUNDS = 8
"""A correction may bring another to light; more rounds than this would be a quarrel."""

_TO_READ = ("passage-gone",)
"""An edited text may say the contrary now."""

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_LINE_END = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after."""

    path: str
    before: bytes
    after: bytes

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (_LINE.findall(data.decode("utf-8-sig")) for data in (self.before, self.after))
        lines = difflib.unified_diff(old, new, fromfile=self.path, tofile=self.path)
        return "".join(line if line.endswith("\n") else f"{line}{_NO_LINE_END}" for line in lines)


class UnknownItemError(Exception):
    """Ids that no item of the course has."""


def fix(root: Path, ids: Collection[str] = ()) -> list[Change]:
    """Correct the items named, or all; the files are written, and what changed is returned.

    Raises UnknownItemError where every item could be read and none has an id that is named.
    """
    before = folders.read(root)
    if ids:
        _check_known(compiler.compile(before), ids)
    after = corrected(before, ids)
    changes = [
        Change(path, before.files[path], data)
        for path, data in after.files.items()
        if data != before.files[path]
    ]
    disk.replace_files({root / change.path: change.after for change in changes}, root)
    return changes


def to_read(root: Path) -> list[str]:
    """The ids of items that are corrected by name only: somebody reads first what became of their text."""
    diagnostics = compiler.compile(folders.read(root)).diagnostics
    return list(dict.fromkeys(d.item for d in diagnostics if d.edit is not None and _is_to_read(d)))


def _is_to_read(diagnostic: Diagnostic) -> bool:
    """Whether its correction says something else than the author did: applied where the item is named."""
    edit = diagnostic.edit
    return diagnostic.code in _TO_READ or (edit is not None and edit.by_name)


def _check_known(compilation: Compilation, ids: Collection[str]) -> None:
    names = compilation.ids | {diagnostic.item for diagnostic in compilation.diagnostics}
    unknown = [name for name in ids if name not in names]
    if unknown and compilation.whole and compilation.course is not None:
        raise UnknownItemError(f"no item is called {', '.join(unknown)}")


def corrected(inputs: Inputs, ids: Collection[str] = ()) -> Inputs:
    """The inputs with every proposed correction applied, until none is left; pure."""
    for _ in range(MAX_ROUNDS):
        edits = list(_edits(compiler.compile(inputs), ids))
        if not edits:
            break
        inputs = replace(inputs, files=_applied(inputs.files, edits))
    return inputs


def _edits(compilation: Compilation, ids: Collection[str]) -> Iterator[Edit]:
    """The proposed edits, all those of a mistake or none: where two touch, the first one goes first."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for diagnostic in compilation.diagnostics:
        named = diagnostic.item in ids if ids else not _is_to_read(diagnostic)
        if diagnostic.edit is None or not named or _is_taken(diagnostic, compilation):
            continue
        proposed = map(_keeping_blanks, (diagnostic.edit, *diagnostic.also))
        edits = [edit for edit in proposed if edit.value != edit.text]
        if not any(_touches(edit.text, places[edit.text.document.path]) for edit in edits):
            for edit in edits:
                insort(places[edit.text.document.path], (edit.text.start, edit.text.end))
            yield from edits


def _touches(text: Text, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is beside or within one of others, which are in order and apart from each other."""
    at = bisect_right(places, (text.end, math.inf))
    return at > 0 and places[at - 1][1] >= text.start


def _is_taken(diagnostic: Diagnostic, compilation: Compilation) -> bool:
    """Whether the id that an item would get is another's: its author chooses one."""
    edit = diagnostic.edit
    if diagnostic.code != "id-invalid" or edit is None:
        return False
    return diagnostic.item == edit.text and edit.value in compilation.ids


def _keeping_blanks(edit: Edit) -> Edit:
    """The edit of a cloze with its blanks where they were; none where one would be lost, or is in the way."""
    text = edit.text
    if isinstance(text, scalars.Raw) or "{{" in edit.value or "{{" not in text:
        return edit
    if len(GAP.findall(text)) < text.count("{{"):
        return Edit(text, text)  # a blank that is not written as one is no words to be replaced
    places = _visible(text)
    value, done = "", 0
    for start, end, words in scalars.changes("".join(text[at] for at in places), edit.value):
        first = places[start] if start < end else _after_blank(text, places[start - 1] + 1 if start else 0)
        last = places[end - 1] + 1 if start < end else first
        if last - first != end - start or _takes_hint(text, first, words):
            return Edit(text, text)
        value, done = value + text[done:first] + words, last
    return Edit(text, value + text[done:])


def _takes_hint(text: str, at: int, words: str) -> bool:
    """Whether words to be put after a blank are its hint: the two colons before it were the text's."""
    blanks = (
        blank for blank in GAP.finditer(text) if not text[blank.end() : at].strip() and blank.end() <= at
    )
    return any(blank["hint"] and blank["hint"] in words for blank in blanks)


def _visible(text: str) -> list[int]:
    """The places of the characters of a cloze that a reader sees once all blanks are filled."""
    places, done = [], 0
    for blank in GAP.finditer(text):
        places += [*range(done, blank.start()), *range(*blank.span("answer"))]
        done = blank.end()
    return [*places, *range(done, len(text))]


def _after_blank(text: str, at: int) -> int:
    """The place, or that after the blank whose words end there."""
    ended = (blank.end() for blank in GAP.finditer(text) if blank.end("answer") == at)
    return next(ended, at)


def _applied(files: Mapping[str, bytes], edits: Collection[Edit]) -> dict[str, bytes]:
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.text.document.path].append(edit)
    return {**files, **{path: edited(files[path], file_edits) for path, file_edits in by_path.items()}}


def edited(data: bytes, edits: Collection[Edit]) -> bytes:
    """A file with some of its scalars replaced, every other byte where it was."""
    mark = _BOM if data.startswith(_BOM) else b""
    text = data.decode("utf-8-sig")
    for edit in sorted(edits, key=lambda edit: -edit.text.start):
        text = text[: edit.text.start] + scalars.written(edit.text, edit.value) + text[edit.text.end :]
    return mark + text.encode("utf-8")
