"""The parts of a file that is a zip: read with bounds, and as XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from citedeck.commands.intake.draft import UnreadableError

MAX_PART = 2**25
"""Larger than the words of any book (bytes, unpacked): a part that is larger is not read."""

MAX_PARTS = 2**14
MAX_DEPTH = 200
"""Elements inside each other: no writer nests as many."""

MAX_ELEMENTS = 2_000_000
"""Elements of one part: more than the longest book has, each word of it in a look of its own."""

_ENCRYPTED = 1


class Archive:
    """A zip whose parts are read by name; of all that is read, no more than MAX_PART."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableError("is damaged: open it where it was written, and save it anew") from None
        if len(self._zip.filelist) > MAX_PARTS:
            raise UnreadableError(f"holds more than {MAX_PARTS} files: it is no document")
        self.names = frozenset(self._zip.namelist())
        self._allowance = MAX_PART

    def read(self, name: str) -> bytes:
        """A part, unpacked; nothing where there is none. Raises UnreadableError for one that is too large."""
        if name not in self.names:
            return b""
        if self._zip.getinfo(name).flag_bits & _ENCRYPTED:
            raise UnreadableError("is protected by a password: save it without one")
        try:
            with self._zip.open(name) as part:
                data = part.read(self._allowance + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise UnreadableError("is damaged: open it where it was written, and save it anew") from None
        self._allowance -= len(data)
        if self._allowance < 0:
            raise UnreadableError(
                f"unpacks to more than {MAX_PART // 2**20} MB of text: no book has as much; give a part of it"
            )
        return data

    def xml(self, name: str) -> Element | None:
        """A part as XML; nothing where there is none."""
        data = self.read(name)
        return parsed(data) if data else None


def parsed(data: bytes) -> Element:
    """XML as a tree, its names as {namespace}name. Raises UnreadableError; no entity is ever replaced."""
    builder, depth, count = TreeBuilder(), 0, 0
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH:
            raise UnreadableError("is nested more deeply than any document")
        if count > MAX_ELEMENTS:
            raise UnreadableError(f"holds more than {MAX_ELEMENTS} elements: no book has as many")
        builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the name of the argument differs between versions
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError):
        raise UnreadableError("is damaged: open it where it was written, and save it anew") from None


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse_entity(*_: object) -> None:
    raise UnreadableError("defines entities, as no document needs to: nothing of it was read")
