"""Bytes -> Document: the only decoding."""

from __future__ import annotations

import hashlib
import unicodedata

from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Document, Span
from citedeck.quick import pattern


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: str, data: bytes) -> tuple[Document, Diagnostic | None]:
    """A file's bytes as a document; where they are not UTF-8, as far as they are, and why."""
    text, trouble = _decode(data)
    document = Document(path, text, digest(data))
    if not trouble:
        return document, _unusable(document)
    place = Span(document, len(text) - 1, len(text)) if text else Span(document, 0, 0)
    return document, diagnostics.make(
        "file-encoding",
        f"{path} is not UTF-8",
        place,
        label=trouble,
        help=["save the file as UTF-8 in your editor; in Windows: Save as, Encoding"],
    )


def unread(path: str, why: str, code: str = "file-unread") -> Diagnostic:
    """What is said of a file that was not read."""
    return diagnostics.make(code, f"{path} was not read: {why}", Span(Document(path, ""), 0, 0))


def _unusable(document: Document) -> Diagnostic | None:
    """What keeps a text from being one: lines or marks beyond what any writing has."""
    text, path = document.text, document.path
    if len(text) > 2 * MAX_LINES and text.count("\n") + text.count("\r") > 2 * MAX_LINES:
        return unread(path, f"it has more than {MAX_LINES} lines")
    # So many marks in a row hold one of every so many characters: few have to be looked at.
    suspect = any(map(unicodedata.combining, text[:: MAX_MARKS + 1]))
    runs = _MARKS.finditer(text) if suspect else ()
    marks = next((run for run in runs if all(map(unicodedata.combining, run[0]))), None)
    if marks is None:
        return None
    message = f"{path} was not read: more than {MAX_MARKS} marks stand on one letter"
    place = Span(document, marks.start(), marks.start() + 1)
    return diagnostics.make("file-unread", message, place, help=["write the letter with its own marks"])


def not_plain(document: Document) -> Diagnostic | None:
    """What keeps the text of a source from being plain: a NUL, as programs and pictures have it."""
    at = document.text.find("\0")
    if at < 0:
        return None
    message, place = f"{document.path} is not a text", Span(document, at, at + 1)
    return diagnostics.make("file-encoding", message, place, label="this is U+0000")


MAX_LINES = 2**17

MAX_MARKS = 30
"""More combining marks in a row than any writing has; putting them in order takes their square."""

_MARKS = pattern(rf"[^\w\s\x00-\u02ff\u2000-\u206f]{{{MAX_MARKS + 1}}}")


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", "this is UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        skipped = len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))
        byte = data[error.start + skipped if skipped and error.start < 0 else error.start]
        good = data[: error.start].decode("utf-8-sig", errors="ignore")
        return good, f"byte {error.start} is 0x{byte:02x}"
