"""A teacher's files as texts of a course: read, named, and what is guessed of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path
from string import ascii_uppercase

from citedeck.bank import decoding
from citedeck.commands import disk
from citedeck.commands.disk import UsageError
from citedeck.commands.new.phrases import Phrases
from citedeck.languages import guesses
from citedeck.model import BOTH, NOT_SAID, Document
from citedeck.quick import dataclass
from citedeck.text import folding

ID_LENGTH = 24
_RESERVED = {"", BOTH, NOT_SAID}

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How PDF, Word, LibreOffice and RTF files begin."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text of a new course: the file it came from, its id and its bytes."""

    path: Path
    id: str
    data: bytes = field(repr=False)
    document: Document = field(repr=False)
    paragraphs: str
    label: str = ""

    @property
    def file(self) -> str:
        """Its name in `seeds/`."""
        return f"{self.id}.txt"


def read(paths: Sequence[Path]) -> tuple[NewText, ...]:
    """Texts from files, with ids of their own. Raises UsageError for what is no UTF-8 text."""
    texts: list[NewText] = []
    for path in paths:
        data = disk.given(path)
        document = _document(path, data)
        name = _id(path, {text.id for text in texts})
        texts.append(NewText(path, name, data, document, guesses.paragraphs(document.text)))
    return tuple(texts)


def labelled(read: Sequence[NewText], labels: Sequence[str], says: Phrases) -> tuple[NewText, ...]:
    """Texts with the labels given for them, in order, or with ones of their language."""
    if len(read) > len(ascii_uppercase):
        raise UsageError(f"{len(read)} texts are too many to start with: give {len(ascii_uppercase)} at most")
    if len(labels) > len(read):
        raise UsageError(f"more labels ({len(labels)}) than texts ({len(read)})")
    if wrong := [label for label in labels if not any(char.isalpha() for char in label)]:
        raise UsageError(f"« {wrong[0]} » is no label: it has no letter")
    lettered = [says.labels.format(letter) for letter in ascii_uppercase]
    given = [*labels, *(lettered if len(read) > 1 else [says.label])[len(labels) :]][: len(read)]
    return tuple(replace(text, label=label) for text, label in zip(read, given, strict=True))


def _document(path: Path, data: bytes) -> Document:
    if data.startswith(_BINARY) or (b"\0" in data and not data.startswith(_UTF_16)):
        raise UsageError(f"{path} is no plain text: save it as plain text, in UTF-8")
    document, trouble = decoding.read(str(path), data)
    if trouble is not None:
        old = "UTF-16" if data.startswith(_UTF_16) else "WINDOWS-1252"
        raise UsageError(
            f"{path} is not UTF-8 ({trouble.label.message}): save it as UTF-8 in your editor (in Windows: "
            f"Save as, Encoding), or convert it: iconv -f {old} -t UTF-8 {path.name} > new.txt"
        )
    if not any(char.isalpha() for char in document.text):
        raise UsageError(f"{path} holds no words")
    return document


def _id(path: Path, taken: set[str]) -> str:
    name = folding.slug(path.stem, ID_LENGTH)
    if name in _RESERVED:
        name = f"text-{name}".strip("-")
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)
