"""An EPUB as a draft: its chapters, in their order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from citedeck.commands.intake import page
from citedeck.commands.intake.archives import Archive
from citedeck.commands.intake.draft import Draft, Pen, UnreadableError, left_out

KIND = b"application/epub+zip"
"""What the part `mimetype` says."""

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_ENC = "{http://www.w3.org/2001/04/xmlenc#}"

_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable elsewhere: it locks no words."""


def draft(data: bytes) -> Draft:
    """The text of an EPUB. Raises UnreadableError."""
    archive = Archive(data)
    _check_lock(archive)
    container = archive.xml("META-INF/container.xml")
    root = None if container is None else next(container.iter(f"{_CONTAINER}rootfile"), None)
    path = "" if root is None else root.get("full-path", "")
    package = archive.xml(path)
    if package is None:
        raise UnreadableError("is damaged: it does not say in which order its chapters stand")
    pen = Pen()
    for name, is_text in _chapters(package, posixpath.dirname(path)):
        words = page.decoded(archive.read(name))
        if is_text:
            page.write(words, pen)
        elif listed := page.all_words(words):
            pen.say(left_out("the table of contents", [listed]))
    return pen.draft()


def _check_lock(archive: Archive) -> None:
    locks = archive.xml("META-INF/encryption.xml")
    for method in [] if locks is None else locks.iter(f"{_ENC}EncryptionMethod"):
        if method.get("Algorithm") not in _FONTS:
            raise UnreadableError("is locked by its seller: it can be read in their reader only")


def _chapters(package: Element, folder: str) -> Iterator[tuple[str, bool]]:
    """The parts in their order, and whether each is of the text: the table of contents is not."""
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is not None:
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
            yield name, "nav" not in item.get("properties", "").split()
