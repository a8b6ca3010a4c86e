"""A text export of our own notes: what somebody changed in them, and questions the bank does not have."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from citedeck.commands.drafts import tables
from citedeck.commands.drafts.cells import Cells, NotATableError
from citedeck.commands.drafts.tables import Record
from citedeck.model import Compilation
from citedeck.quick import dataclass
from citedeck.targets.anki import notes
from citedeck.targets.anki.exported import owned
from citedeck.targets.anki.identity import Owner
from citedeck.targets.anki.note_types import NOTE_TYPES
from citedeck.targets.anki.notes import Note

_COLUMN = re.compile(r"(guid|notetype|deck|tags) column")
_RENDERED = ("ID", "Passage", "Source", "Link")
"""Fields that the program fills, whatever somebody made of them."""

_BESIDE = re.compile(r'<div class="beside".*', re.DOTALL)
_ENTRY = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_MADE = re.compile(r"::(?:form|source)::|::sensitive$")
"""Tags that every note of an item like it gets."""

_LETTER = re.compile(r"[A-Z]\. ")
_LINE = re.compile(r"(?i)<br\s*/?>")


@dataclass(frozen=True, slots=True)
class Exported:
    """A note of an export: whose it is, which item and row, its fields by name, its tags."""

    line: int
    owner: Owner
    item: str
    fields: Mapping[str, str] = field(repr=False)
    tags: tuple[str, ...] = ()


def of(parsed: Cells) -> list[Exported]:
    """The notes of ours in an export; none where it is another table.

    Raises NotATableError where the export left out what tells their parts from each other.
    """
    named = ((_COLUMN.fullmatch(name), number) for name, number in parsed.settings.items())
    columns = {match[1]: _number(number) for match, number in named if match}
    if "notetype" not in columns:
        return []
    kinds = {note_type.name: note_type for note_type in NOTE_TYPES.values()}
    ours = [(line, row) for line, row in parsed.rows if _cell(row, columns["notetype"]) in kinds]
    if ours and parsed.settings.get("html", "").lower() != "true":
        raise NotATableError(
            f"{parsed.document.path} holds notes of citedeck's without their HTML: export them again, with "
            "« Include HTML and media references » ticked"
        )
    return [
        _exported(line, row, columns, kinds[_cell(row, columns["notetype"])].fields) for line, row in ours
    ]


def _exported(line: int, row: Sequence[str], columns: Mapping[str, int], names: Sequence[str]) -> Exported:
    words = [cell for number, cell in enumerate(row) if number not in columns.values()]
    fields = dict(zip(names, words, strict=False))
    tags = _cell(row, columns.get("tags", -1))
    owner, item = owned(fields.get("ID", ""), tags)
    return Exported(line, owner, item, fields, tuple(tags.split()))


def _number(words: str) -> int:
    return int(words) - 1 if words.isdecimal() else -1


def _cell(row: Sequence[str], number: int) -> str:
    return row[number] if 0 <= number < len(row) else ""


# What was changed


def differences(exported: Sequence[Exported], compilation: Compilation) -> tuple[str, list[Exported]]:
    """What is otherwise in notes that the bank has, as a diff; and the notes that it does not have."""
    assert compilation.course is not None  # it is asked of a course
    planned = {note.item: note for note in notes.plan(compilation, compilation.course)}
    ours = Owner(compilation.course.id, compilation.course.key)
    lines: list[str] = []
    others = []
    for again in exported:
        note = planned.get(again.item) if again.owner == ours else None
        if note is None:
            others.append(again)
        else:
            lines += _differing(note, again)
    return "".join(f"{line}\n" for line in lines), others


def _differing(note: Note, again: Exported) -> Iterator[str]:
    for name, ours in note.values.items():
        if name not in _RENDERED:
            old, new = _words(ours), _words(again.fields.get(name, ""))
            yield from _unified(f"{again.item}: {name}", old, new)
    own = [tag for tag in again.tags if tag not in note.tags]
    yield from _unified(f"{again.item}: tags", [], own)


def _unified(title: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    if old != new:
        yield f"@@ {title}"
        yield from (line for line in difflib.ndiff(old, new) if line[0] in "+-")


def _words(field_html: str) -> list[str]:
    """The lines of a field, without what sets them."""
    return [line for part in tables.plain(field_html).split("\n") if (line := " ".join(part.split()))]


# Questions that the bank does not have


def records(exported: Sequence[Exported]) -> Iterator[Record]:
    """Notes as rows of a table, of which a draft is made."""
    for again in exported:
        front = _one_line(again.fields.get("Text") or again.fields.get("Prompt", ""))
        back, *also = _answers(again.fields.get("Answer", ""))
        wrong = [lure for lure in _choices(again.fields.get("Choices", "")) if lure not in (back, *also)]
        extras = {
            "id": again.item.replace(".", "-"),
            "explanation": _one_line(again.fields.get("Explanation", "")),
            "tags": " ".join(tag for tag in again.tags if not _MADE.search(tag)),
        }
        yield Record(again.line, front, back, tuple(wrong), extras, tuple(also))


def _answers(field_html: str) -> list[str]:
    answers = [_one_line(part) for part in _LINE.split(_BESIDE.sub("", field_html))]
    return [_LETTER.sub("", answer, count=1) for answer in answers if answer] or [""]


def _choices(field_html: str) -> list[str]:
    return [_one_line(entry) for entry in _ENTRY.findall(field_html)]


def _one_line(field_html: str) -> str:
    return " ".join(_words(field_html))
