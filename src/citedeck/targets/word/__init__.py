"""Sheets and keys that a teacher changes in a word processor."""

from __future__ import annotations

import hashlib
import io
import zipfile

from citedeck.model import Compilation
from citedeck.targets.paper.making import NoToolError

ENDING = ".docx"
SHEETS, KEYS = "sheets/word/", "keys/word/"
"""Where files stand."""
WHOLE = "--"
"""What parts a course and « all questions » in a file's name: no id has two hyphens, so no sheet's name."""


class NoLibraryError(NoToolError):
    """python-docx is not there."""


def digest(compilation: Compilation) -> str:
    """What changes with any word of a course; its solutions bear it, for no page says the same as they do."""
    sources = compilation.course.sources.values() if compilation.course else ()
    places = [compilation.course.at] if compilation.course else []
    places += [source.at for source in sources]
    places += [at for resolved in compilation.items if (at := resolved.item.id.at) is not None]
    documents = [place.document for place in places] + [source.document for source in sources]
    texts = {document.path: document.text for document in documents}
    words = "\0".join(texts[path] for path in sorted(texts))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def bears(data: bytes, digest: str) -> bool:
    """Whether a file was made of a course of a digest."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return digest.encode() in archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False
