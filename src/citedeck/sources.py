"""Bytes -> Document: the only decoding."""

from __future__ import annotations

import hashlib

from citedeck import diagnostics
from citedeck.model import Diagnostic, Document, Span


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: str, data: bytes) -> tuple[Document, Diagnostic | None]:
    """A file's bytes as a document; where they are not UTF-8, as far as they are, and why."""
    text, trouble = _decode(data)
    document = Document(path, text, digest(data))
    if not trouble:
        return document, None
    place = Span(document, len(text) - 1, len(text)) if text else Span(document, 0, 0)
    return document, diagnostics.make(
        "file-encoding",
        f"{path} is not UTF-8",
        place,
        label=trouble,
        help=["save the file as UTF-8 in your editor"],
    )


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
