"""Bytes -> the cells of a table: CSV, two columns of text, or a text export of Anki."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from citedeck.model import GAP, Document
from citedeck.quick import dataclass

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
"""What Anki calls them."""

_TRIED = ("\t", ";", "|", ",")
_DASH = re.compile(r"[ \t]+[-–—][ \t]+")

_SETTING = re.compile(
    r"#(separator|html|columns|notetype|deck|tags|guid|if matches|(?:guid|notetype|deck|tags) column):(.*)",
    re.IGNORECASE,
)

_OF_EXCEL = re.compile(r"sep=(\S|\t)[\r\n]*")
"""A first line that tells Excel, and nobody else, what parts the cells."""

Rows = list[tuple[int, list[str]]]
"""Rows that are not blank: the line each begins on, and its cells."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file, and what an export of Anki says of itself in its first lines."""

    document: Document
    rows: Rows
    settings: Mapping[str, str]
    encoding: str = ""
    """In which it was read, where that was guessed."""


class NotATableError(Exception):
    """A file that cannot be read as a table; its words name the way out."""


def document(path: str, data: bytes) -> tuple[Document, str]:
    """A file as text, and in which encoding it was read where that was guessed.

    Raises NotATableError where it is no text.
    """
    text, guessed = _decoded(path, data)
    return Document(path, text), guessed


def of(document: Document, guessed: str, is_headed: Callable[[Rows], bool]) -> Cells:
    """The cells of a text, parted as it says, as its header shows, or as fits its rows best.

    Raises NotATableError where there are none.
    """
    settings, done = _settings(document.text)
    lines = list(io.StringIO(document.text, newline=""))[done:]
    if "separator" in settings:
        return Cells(document, _parted(lines, done, separator(settings)), settings, guessed)
    return Cells(document, _fitting(document, lines, done, is_headed), settings, guessed)


def separator(settings: Mapping[str, str]) -> str:
    """The one character that parts cells in an export of Anki: by its name, or itself."""
    named = settings.get("separator", "")
    mark = _SEPARATORS.get(named.lower(), named)
    return mark if len(mark) == 1 and mark not in '"\r\n' else "\t"


_OF_WINDOWS = "cp1252"
"""What Excel writes where nobody asks for UTF-8; some bytes are no character of it."""


def _decoded(path: str, data: bytes) -> tuple[str, str]:
    if data.startswith(b"PK\x03\x04"):
        raise NotATableError(
            f"{path} is a spreadsheet or a deck: save it as CSV (UTF-8), or export its notes"
        )
    utf16, guessed = data.startswith((b"\xff\xfe", b"\xfe\xff")), ""
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = "" if utf16 else data.decode(_OF_WINDOWS, errors="ignore")
        if utf16 or len(text) < len(data):
            raise _unreadable(path, error, utf16=utf16) from None
        guessed = "Windows-1252"
    if "\0" in text:
        raise NotATableError(f"{path} is no text: save it as CSV (UTF-8)")
    return text, guessed


def _unreadable(path: str, error: UnicodeDecodeError, *, utf16: bool) -> NotATableError:
    what = "damaged UTF-16" if utf16 else f"not UTF-8 (byte {error.start + 1})"
    return NotATableError(
        f"{path} is {what}: save it again as UTF-8 (in Excel: « CSV UTF-8 » among the types)"
    )


def _settings(text: str) -> tuple[dict[str, str], int]:
    """What an export of Anki or Excel says of itself in its first lines, and how many they are."""
    settings: dict[str, str] = {}
    done = 0
    for line in io.StringIO(text, newline=""):
        if not done and (of_excel := _OF_EXCEL.fullmatch(line)):
            return {"separator": of_excel[1]}, 1
        setting = _SETTING.match(line.rstrip("\r\n"))
        if not setting and not (settings and line.startswith("#")):
            break
        if setting:
            settings[setting[1].lower()] = setting[2].strip(" ")
        done += 1
    return settings, done


def _fitting(document: Document, lines: Sequence[str], done: int, is_headed: Callable[[Rows], bool]) -> Rows:
    tried: list[Rows] = [_parted(lines, done, mark) for mark in _TRIED]
    numbered = enumerate(lines, done + 1)
    tried.append([(number, _DASH.split(line.strip(), 1)) for number, line in numbered if line.strip()])
    headed = next((rows for rows in tried if rows and is_headed(rows)), None)
    best = headed or max(tried, key=_regular)
    if _regular(best) == 0 and not any(GAP.search(cell) for _, row in best for cell in row):
        raise NotATableError(
            f"{document.path} has no columns: put a tab, a semicolon or a comma between question and answer, "
            "and each question on a line of its own"
        )
    return best


def _regular(rows: Rows) -> int:
    """How many rows have the same number of columns, more than one."""
    counted = Counter(len(row) for _, row in rows if len(row) > 1)
    return max(counted.values(), default=0)


def _parted(lines: Sequence[str], done: int, mark: str) -> Rows:
    """Rows as the csv module reads them; where a quote is never closed, line by line."""
    try:
        return list(_read_by_csv(lines, done, mark))
    except csv.Error:
        return [row for n, line in enumerate(lines, done) for row in _one_line(line, n, mark)]


def _read_by_csv(lines: Iterable[str], done: int, mark: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=mark, strict=True)
    begun = 0
    for row in reader:
        if any(map(str.strip, row)):
            yield done + begun + 1, row
        begun = reader.line_num


def _one_line(line: str, number: int, mark: str) -> Rows:
    try:
        return list(_read_by_csv([line], number, mark))
    except csv.Error:
        return [(number + 1, line.rstrip("\r\n").split(mark))]
