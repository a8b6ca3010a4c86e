"""Applies the corrections that diagnostics propose, as edits of single scalars and of what is no YAML.

Each is tried in memory first: what does not pass `check` is not written.
"""

from __future__ import annotations

import difflib
import math
import re
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from citedeck import compiler
from citedeck.bank import scalars
from citedeck.bank.raw import Inputs
from citedeck.commands import disk, folders
from citedeck.messages.diagnostics import on_one_line
from citedeck.model import Compilation, Diagnostic, Edit, Text
from citedeck.quick import dataclass
from citedeck.text import folding

MAX_ROUNDS = 8
"""A correction may bring another to light; more rounds than this would be a quarrel."""

_TO_READ = ("passage-gone",)
"""An edited text may say the contrary now."""

_OF_THE_TEXT = ("quote-absent", "passage-gone")
"""Corrections that put the text's words in the place of the author's."""

_MISSED = ("answer-unproven", "number-unproven", "mark-absent")
"""Mistakes that a quotation makes by what it does not hold."""

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


@dataclass(frozen=True, slots=True)
class ToRead:
    """An item whose words say something else than its text: both, for somebody to read."""

    item: str
    typed: str
    text: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was corrected, and what was not."""

    changes: list[Change]
    to_read: list[ToRead]
    """Items that are corrected where they are named only."""
    withheld: list[Diagnostic]
    """What would be wrong with items whose correction is not written."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The files of a course, and what is said of them."""

    inputs: Inputs
    compilation: Compilation


@dataclass(frozen=True, slots=True)
class Correction:
    """The edits that settle one thing that is said."""

    finding: Diagnostic
    edits: tuple[Edit, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What it is known by when it is proposed again."""
        edits = (words for edit in self.edits for words in (edit.text.document.path, edit.text, edit.value))
        return (self.finding.code, self.finding.item, *edits)


class UnknownItemError(Exception):
    """Ids that no item of the course has."""


def fix(root: Path, ids: Collection[str] = ()) -> Fixed:
    """Correct the items named, or all; the files are written, and what changed is returned.

    Raises UnknownItemError where every item could be read and none has an id that is named, and
    UsageError where somebody else wrote one of the files meanwhile.
    """
    before = folders.read(root)
    course = Checked(before, compiler.compile(before))
    if ids:
        _check_known(course.compilation, ids)
    done, withheld = _in_rounds(course, ids)
    changes = [
        Change(path, before.files[path], data)
        for path, data in done.inputs.files.items()
        if data != before.files[path]
    ]
    disk.replace_inputs({change.path: (change.before, change.after) for change in changes}, root)
    return Fixed(changes, [] if ids else list(to_read(done.compilation)), withheld)


def _check_known(compilation: Compilation, ids: Collection[str]) -> None:
    names = compilation.ids | {diagnostic.item for diagnostic in compilation.diagnostics}
    unknown = [name for name in ids if name not in names]
    if unknown and compilation.whole and compilation.course is not None:
        raise UnknownItemError(f"no item is called {', '.join(unknown)}")


def corrected(inputs: Inputs, ids: Collection[str] = ()) -> Inputs:
    """The inputs with every proposed correction applied that passes, until none is left; pure."""
    return _in_rounds(Checked(inputs, compiler.compile(inputs)), ids)[0].inputs


def _in_rounds(course: Checked, ids: Collection[str]) -> tuple[Checked, list[Diagnostic]]:
    """The course corrected, and what would be wrong with it if all corrections were written."""
    withheld: dict[tuple[str, ...], Diagnostic] = {}
    for _ in range(MAX_ROUNDS):
        proposed = _corrections(course.compilation, ids)
        corrections = [correction for correction in proposed if correction.key not in withheld]
        if not corrections:
            break
        course, harm = _tried(course, corrections)
        withheld |= {correction.key: why for correction, why in harm}
    return course, list(dict.fromkeys(withheld.values()))


def _corrections(compilation: Compilation, ids: Collection[str]) -> Iterator[Correction]:
    """The proposed edits, all those of a mistake or none: where two touch, the first one goes first."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for diagnostic in compilation.diagnostics:
        named = diagnostic.item in ids if ids else not _is_to_read(diagnostic)
        if diagnostic.edit is None or not named or _is_taken(diagnostic, compilation):
            continue
        edits = tuple(edit for edit in (diagnostic.edit, *diagnostic.also) if edit.value != edit.text)
        if edits and not any(_touches(edit.text, places[edit.text.document.path]) for edit in edits):
            for edit in edits:
                insort(places[edit.text.document.path], (edit.text.start, edit.text.end))
            yield Correction(diagnostic, edits)


def _is_to_read(diagnostic: Diagnostic) -> bool:
    """Whether its correction says something else than the author did: applied where the item is named."""
    edit = diagnostic.edit
    return diagnostic.code in _TO_READ or (edit is not None and edit.by_name)


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


# What passes


def _tried(
    before: Checked, corrections: list[Correction]
) -> tuple[Checked, list[tuple[Correction, Diagnostic]]]:
    """The course with those corrections that pass, and the others, each with what would be wrong then."""
    course, passed, waiting = before, list[Correction](), [corrections]
    harmful: list[tuple[Correction, Diagnostic]] = []
    while waiting:
        part = waiting.pop()
        after = _with(before.inputs, [*passed, *part])
        own, other = _harm(before.compilation, after.compilation, part)
        if own:
            harmful += own
            blamed = {correction.key for correction, _ in own}
            waiting += [rest] if (rest := [one for one in part if one.key not in blamed]) else []
        elif other is None:
            course, passed = after, [*passed, *part]
        elif len(part) == 1:
            harmful.append((part[0], other))
        else:
            waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
    return course, harmful


def _with(inputs: Inputs, corrections: Collection[Correction]) -> Checked:
    edits = [edit for correction in corrections for edit in correction.edits]
    inputs = replace(inputs, files=_applied(inputs.files, edits))
    return Checked(inputs, compiler.compile(inputs))


def _harm(
    before: Compilation, after: Compilation, corrections: Sequence[Correction]
) -> tuple[list[tuple[Correction, Diagnostic]], Diagnostic | None]:
    """The corrections that do not pass with what is wrong; and what is wrong with an item besides.

    What was said must be said no more, and an item that was proven must stay so. One that gets the
    text's words must have no mistake that they make; one that could not be read may show its own.
    """
    proven = {str(resolved.item.id) for resolved in before.items}
    fresh = _fresh(before, after)
    findings = Counter(map(_finding, before.diagnostics))
    remaining = Counter(map(_finding, after.diagnostics))
    own = []
    for correction in corrections:
        item, key = correction.finding.item, _finding(correction.finding)
        made = (why for why in fresh.get(item, ()) if item in proven or _makes(correction, why))
        if why := next(made, None):
            own.append((correction, why))
        elif remaining[key] >= findings[key]:
            own.append((correction, correction.finding))
    return own, next((reasons[0] for item, reasons in fresh.items() if item in proven), None)


def _fresh(before: Compilation, after: Compilation) -> dict[str, list[Diagnostic]]:
    """For each item the errors that it had not."""
    had = Counter((found.item, found.code) for found in before.diagnostics if found.is_error)
    fresh: dict[str, list[Diagnostic]] = defaultdict(list)
    for found in after.diagnostics:
        if found.is_error:
            had[found.item, found.code] -= 1
            if had[found.item, found.code] < 0:
                fresh[found.item].append(found)
    return fresh


def _makes(correction: Correction, error: Diagnostic) -> bool:
    """Whether an error comes of the text's words: the author's held what is missed, or said something else.

    An answer that the author's words did not hold either was unproven before, though nobody said so.
    """
    if correction.finding.code not in _OF_THE_TEXT:
        return False
    if error.code not in _MISSED:
        return _is_to_read(correction.finding)
    missed = _plain(error.label.span.text)
    return any(
        missed in _plain(edit.text) or _plain(scalars.written(edit.text, edit.value)) in missed
        for edit in correction.edits
    )


def _plain(words: str) -> str:
    """Words as they are compared, without the quotes that they stand in."""
    return folding.loose(folding.bare(words.strip("\"'")))


def _finding(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What a thing that is said is known by, whatever place it has now."""
    edit = None if diagnostic.code in _OF_THE_TEXT else diagnostic.edit
    return diagnostic.code, diagnostic.item, str(edit.text) if edit else ""


# What somebody reads first


def to_read(compilation: Compilation) -> Iterator[ToRead]:
    """What is left to somebody who reads both the author's words and the text's."""
    for diagnostic in compilation.diagnostics:
        if diagnostic.edit is not None and _is_to_read(diagnostic):
            edit = diagnostic.edit
            yield ToRead(diagnostic.item, on_one_line(edit.text), _sentences(diagnostic, edit, compilation))


def _sentences(diagnostic: Diagnostic, edit: Edit, compilation: Compilation) -> str:
    """The words that a correction takes, in the sentences of the text."""
    sources = compilation.course.sources.values() if compilation.course else ()
    for related in diagnostic.related:
        for source in sources:
            if source.document == related.span.document:
                around = compilation.texts[source.id].sentences_of(related.span).text
                return (
                    on_one_line(around) if folding.words(edit.value) in folding.words(around) else edit.value
                )
    return edit.value


# Bytes


def _applied(files: Mapping[str, bytes], edits: Collection[Edit]) -> dict[str, bytes]:
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.text.document.path].append(edit)
    return {**files, **{path: edited(files[path], file_edits) for path, file_edits in by_path.items()}}


def edited(data: bytes, edits: Collection[Edit]) -> bytes:
    """A file with some of its scalars replaced, every other byte where it was."""
    mark = _BOM if data.startswith(_BOM) else b""
    text, pieces, done = data.decode("utf-8-sig"), list[str](), 0
    for edit in sorted(edits, key=lambda edit: (edit.text.start, edit.text.end)):
        pieces += [text[done : edit.text.start], scalars.written(edit.text, edit.value)]
        done = edit.text.end
    return mark + "".join([*pieces, text[done:]]).encode("utf-8")
