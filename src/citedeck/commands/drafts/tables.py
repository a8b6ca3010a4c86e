"""The cells of a table -> questions and answers, by what its columns are for."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from citedeck.commands.drafts import cells, columns
from citedeck.commands.drafts.cells import Cells, Rows
from citedeck.commands.drafts.columns import Columns
from citedeck.messages import diagnostics
from citedeck.model import GAP, Diagnostic, Document, Label, Span
from citedeck.quick import dataclass
from citedeck.text import folding

_PARTED = re.compile(r"[\r\n|;]")
"""What parts wrong answers that share a column."""

_LISTED = re.compile(r"[\r\n|;,/]")
_POINTING = re.compile(r"(?P<named>[^\W\d_]{2,} )?(?:(?P<number>[1-9]\d?)|(?P<letter>[a-h]))[.)]?")
"""What says which answer is right: « 2 », « b) », « Answer 3 »."""

_EXTRAS = frozenset(["explanation", "category", "level", "points", "id", "tags"])

Fields = Mapping[str, Sequence[str]]
"""The cells of a row, by what they are for."""

_ENCLOSED = [
    (re.compile(rf"(?i){opening}"), re.compile(rf"(?i){closing}"))
    for opening, closing in ((r"<style\b", "</style>"), (r"<script\b", "</script>"), ("<!--", "-->"))
]
_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_BREAK = re.compile(r"(?i)</?(?:br|div|p|li|ul|ol|tr|td|th|table|h[1-6]|hr)\b[^<>]*>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


_MEDIA = re.compile(r"""(?i)<img\b[^>]*?\bsrc=["']?([^"'>\s]+)|\[sound:([^\]]+)\]""")


@dataclass(frozen=True, slots=True)
class Record:
    """A question of a table, by what its columns are for; a cloze may have no back."""

    line: int
    front: str
    back: str = ""
    wrong: tuple[str, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    """Further right answers, of a choice."""
    accept: tuple[str, ...] = ()
    """Other words for the right answer, where it is typed."""
    whys: Mapping[str, str] = field(default_factory=dict)
    """Of wrong answers, why they are."""
    pairs: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    """What stands before words with gaps."""
    form: str = ""
    """Where the format of the file says it."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its rows, what is wrong with others, columns that nothing is made of."""

    rows: tuple[Record, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    unused: tuple[str, ...] = ()
    columns: Columns = Columns()
    media: tuple[str, ...] = ()
    """Pictures and sounds that no question can hold, each with its line."""
    kind: str = ""
    """What the file is, where it is no table."""


def read(path: str, data: bytes, by_hand: Sequence[str] = (), *, headed: bool | None = None) -> Table:
    """A file as a table. Raises NotATableError where it is none.

    `by_hand` is what its columns are for, in their order; `headed` is whether one of its first
    lines names them. Both are found out where they are not said.
    """
    return of(parsed(path, data), by_hand, headed=headed)


def parsed(path: str, data: bytes) -> Cells:
    """The cells of a file. Raises NotATableError where it has none."""
    return cells_of(*cells.document(path, data))


def cells_of(document: Document, encoding: str = "") -> Cells:
    """The cells of a text. Raises NotATableError where it has none."""
    return cells.of(document, encoding, lambda rows: columns.header(rows) is not None)


def of(parsed: Cells, by_hand: Sequence[str] = (), *, headed: bool | None = None) -> Table:
    """Cells as a table. Raises NotATableError where nobody can tell what is asked or answered."""
    table_columns, listed = columns.of(parsed.rows, parsed.settings, by_hand, headed=headed)
    is_html = parsed.settings.get("html", "").lower() == "true"
    rows, complaints = _rows(parsed.document, listed, table_columns.roles, is_html=is_html)
    return Table(
        tuple(rows), tuple(complaints), tuple(_unused(listed, table_columns)), table_columns, media(listed)
    )


def _unused(listed: Rows, table_columns: Columns) -> Iterator[str]:
    """The names of columns that have words, of which nothing is made."""
    for number, (role, name) in enumerate(zip(table_columns.roles, table_columns.names, strict=False)):
        if not role and any(row[number].strip() for _, row in listed if number < len(row)):
            yield name


def media(listed: Rows) -> tuple[str, ...]:
    """The pictures and sounds that cells name."""
    named = ((line, match) for line, row in listed for cell in row for match in _MEDIA.finditer(cell))
    return tuple(dict.fromkeys(f"{match[1] or match[2]} (line {line})" for line, match in named))


# Questions


def _rows(
    document: Document, listed: Rows, roles: Sequence[str], *, is_html: bool
) -> tuple[list[Record], list[Diagnostic]]:
    rows: list[Record] = []
    complaints: list[Diagnostic] = []
    first: dict[str, int] = {}
    for line, row in listed:
        fields = _by_role([plain(cell) if is_html else cell for cell in row], roles)
        complaint = _complaint(document, line, len(row), fields, roles, first)
        if complaint is None:
            rows.append(_row(line, fields))
        else:
            complaints.append(complaint)
    return rows, complaints


def _by_role(words: Sequence[str], roles: Sequence[str]) -> Fields:
    """The cells of a row by what they are for; wrong answers that share a column are parted."""
    fields: dict[str, list[str]] = defaultdict(list)
    for role, cell in zip(roles, words, strict=False):
        parted = _PARTED.split(cell) if role == "wrong" and roles.count("wrong") == 1 else [cell]
        fields[role] += map(joined, parted)
    return fields


def _row(line: int, fields: Fields) -> Record:
    extras = {role: words[0] for role, words in fields.items() if role in _EXTRAS}
    front, wrong = fields["prompt"][0], list(filter(None, fields.get("wrong", ())))
    options = fields.get("option", [])
    right = pointed(fields.get("correct", [""])[0], options)
    wrong += [option for number, option in enumerate(options) if option and number not in right]
    back, *also = [options[number] for number in right] or fields.get("answer", [""])
    return Record(line, front, back, tuple(wrong), extras, tuple(also))


def pointed(words: str, options: Sequence[str]) -> list[int]:
    """Which options are right, by their words, numbers or letters; none where that is not clear."""
    parts = [words] if _candidates(words, options) else _LISTED.split(words)
    right = set()
    for part in filter(str.strip, parts):
        candidates = _candidates(part, options)
        if len(candidates) != 1:
            return []
        right |= candidates
    return sorted(right)


def _candidates(words: str, options: Sequence[str]) -> set[int]:
    """The options that some words may mean."""
    loose = folding.loose(folding.words(words))
    numbers = {
        n for n, option in enumerate(options) if option and folding.loose(folding.words(option)) == loose
    }
    if (pointing := _POINTING.fullmatch(loose)) and not (numbers and pointing["named"]):
        place = int(pointing["number"]) - 1 if pointing["number"] else ord(pointing["letter"]) - ord("a")
        numbers |= {place} & {n for n, option in enumerate(options) if option}
    return numbers


def _complaint(
    document: Document, line: int, width: int, fields: Fields, roles: Sequence[str], first: dict[str, int]
) -> Diagnostic | None:
    """What keeps a row from being a question; `first` is the line of each question so far."""
    at = line_at(document, line)
    front = "".join(fields.get("prompt", ()))
    answer = "" if GAP.search(front) else "correct" if "correct" in roles else "answer"
    for role, called in (("prompt", "question"), (answer, "answer")):
        if role and role not in fields:
            message = f"line {line} has {width} column{'s' * (width != 1)}: the {called} is missing"
            return diagnostics.make("row-short", message, at, help=["give it a question and an answer"])
        if role and not fields[role][0]:
            message = f"the {called} on line {line} is empty"
            return diagnostics.make("row-empty", message, at, help=["fill it in, or delete the line"])
    if answer == "correct" and not pointed(fields[answer][0], fields["option"]):
        return _unclear(at, line, fields)
    return repeated(document, line, front, first)


def _unclear(at: Span, line: int, fields: Fields) -> Diagnostic:
    message = f"line {line} does not say which answer is right: « {fields['correct'][0]} »"
    help_lines = [f"write which it is, from `answer 1` to `answer {len(fields['option'])}`"]
    return diagnostics.make("row-unclear", message, at, help=help_lines)


def repeated(document: Document, line: int, front: str, first: dict[str, int]) -> Diagnostic | None:
    """That a question was asked before; `first` is the line of each question so far."""
    earlier = first.setdefault(folding.loose(folding.words(front)), line)
    if earlier == line:
        return None
    return diagnostics.make(
        "row-repeated",
        f"the question on line {line} is asked on line {earlier} already",
        line_at(document, line),
        related=[Label(line_at(document, earlier), "first here")],
        help=["keep one of them, or say in the question what is different"],
    )


def line_at(document: Document, number: int) -> Span:
    """The place of a line."""
    start = document.line_start(number)
    return Span(document, start, start + len(document.line(number)))


def plain(field_html: str) -> str:
    """The words of a field of Anki, its lines apart."""
    for opening, closing in _ENCLOSED:
        field_html = _without(field_html, opening, closing)
    bare = _TAG.sub("", _BREAK.sub("\n", _SOUND.sub("", field_html)))
    return html.unescape(bare)


def _without(words: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Words without what is enclosed; what nothing closes stays, and is looked at once."""
    kept, at = [], 0
    while (opened := opening.search(words, at)) and (closed := closing.search(words, opened.end())):
        kept.append(words[at : opened.start()])
        at = closed.end()
    return "".join([*kept, words[at:]])


def gap(answer: str) -> str:
    """An answer as a gap of a cloze: where it holds two colons, with three of each mark."""
    wide = 3 if "::" in answer else 2
    return f"{'{' * wide}c1{':' * wide}{answer}{'}' * wide}"


def joined(words: str) -> str:
    """Words on one line; no-break blanks stay as they were typed."""
    return re.sub(r"[ \t\r\n\v\f]+", " ", words).strip()
