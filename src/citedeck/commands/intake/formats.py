"""Which formats texts come in, and what reads each.

To add one: its name and how its files begin here, and a module with `draft(data)` beside this one.
"""

from __future__ import annotations

import io
import re
import zipfile
from importlib import import_module

from citedeck.commands.intake.draft import Draft, UnreadableError

NAMES = {
    "docx": "a Word file",
    "odt": "an OpenDocument text",
    "epub": "an EPUB",
    "pdf": "a PDF",
    "page": "a web page",
    "text": "plain text",
}

_HEAD = 1024
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_REFUSED = (
    (b"{\\rtf", "is an RTF file: save it as .docx or .odt"),
    (b"MIME-Version:", 'is a web archive: save the page as "Web page, HTML only"'),
    (b"From: <Saved by", 'is a web archive: save the page as "Web page, HTML only"'),
    (b"bplist00", 'is a web archive: save the page as "Page Source", or as HTML'),
)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def kind(data: bytes, name: str) -> str:
    """The format of a file: one of NAMES, by its bytes, and where they tell none by its name's ending.

    Raises UnreadableError for a format that is not read.
    """
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(_OLD):
        raise UnreadableError(
            "is protected by a password: save it without one"
            if _LOCKED in data
            else "is of an old Word or Excel: save it as .docx"
        )
    for begins, sentence in _REFUSED:
        if data.startswith(begins):
            raise UnreadableError(sentence)
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    is_page = name.lower().endswith((".html", ".htm", ".xhtml")) or _PAGE.match(
        data.removeprefix(b"\xef\xbb\xbf")
    )
    return "page" if is_page else "text"


def _kind_of_zip(data: bytes) -> str:
    from citedeck.commands.intake import docx, epub, odt

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mark = archive.open("mimetype").read(_HEAD).strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, NotImplementedError):
        raise UnreadableError("is damaged: open it where it was written, and save it anew") from None
    if any(docx.DOCUMENT.fullmatch(name) for name in names):
        return "docx"
    if mark in (odt.KIND, odt.KIND + b"-template"):
        return "odt"
    if mark == epub.KIND or "META-INF/container.xml" in names:
        return "epub"
    raise UnreadableError("is no text: give a .docx, .odt, .epub, .html, .pdf or .txt file")


def draft(name: str, data: bytes, encoding: str = "") -> Draft:
    """The text of a file of a format that is not plain. Raises UnreadableError."""
    if name == "page":
        from citedeck.commands.intake import page

        return page.draft(page.decoded(data, encoding))
    drawn: Draft = import_module(f"citedeck.commands.intake.{name}").draft(data)
    return drawn
