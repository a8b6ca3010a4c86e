"""A teacher's files as texts of a course: read, named, and what is guessed of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import field, replace
from pathlib import Path
from string import ascii_uppercase

from citedeck.bank import decoding
from citedeck.checks import lengths, typography
from citedeck.commands import intake
from citedeck.commands.disk import UsageError
from citedeck.commands.intake import Taken
from citedeck.commands.intake.draft import UnreadableError
from citedeck.commands.new.phrases import Phrases
from citedeck.model import BOTH, NOT_SAID, Document
from citedeck.quick import dataclass
from citedeck.text import folding

ID_LENGTH = 24

LABEL_WORDS = 15
"""With more in its name, no question on a text is short enough to be read."""

_RESERVED = {"", BOTH, NOT_SAID}


@dataclass(frozen=True, slots=True)
class NewText:
    """A text of a new course: what was taken from its file, its id, and what questions call it."""

    taken: Taken
    id: str
    document: Document = field(repr=False)
    paragraphs: str
    label: str = ""

    @property
    def file(self) -> str:
        """Its name in `seeds/`."""
        return f"{self.id}.txt"


def read(paths: Sequence[Path], encoding: str = "") -> tuple[NewText, ...]:
    """Texts from files, with ids of their own. Raises UsageError for what no text is made of."""
    texts: list[NewText] = []
    for path in paths:
        taken = _taken(path, encoding)
        document, trouble = decoding.read(str(path), taken.data)
        if trouble is not None:
            raise UsageError(trouble.message)
        name = id_of(path, {text.id for text in texts})
        texts.append(NewText(taken, name, document, taken.paragraphs))
    return tuple(texts)


def _taken(path: Path, encoding: str) -> Taken:
    try:
        return intake.read(path, encoding)
    except UnreadableError as error:
        raise UsageError(f"{path} {error}") from None


def labelled(
    read: Sequence[NewText], labels: Sequence[str], says: Phrases, language: str
) -> tuple[NewText, ...]:
    """Texts with the labels given for them, in order, or with ones of their language; in marks of print."""
    if len(read) > len(ascii_uppercase):
        raise UsageError(f"{len(read)} texts are too many to start with: give {len(ascii_uppercase)} at most")
    if len(labels) > len(read):
        raise UsageError(f"more labels ({len(labels)}) than texts ({len(read)})")
    if wrong := [label for label in labels if not any(char.isalpha() for char in label)]:
        raise UsageError(f"« {wrong[0]} » is no label: it has no letter")
    if long := [label for label in labels if lengths.count(label) > LABEL_WORDS]:
        raise UsageError(f"« {long[0]} » is too long: every question says it; {LABEL_WORDS} words at most")
    lettered = [says.labels.format(letter) for letter in ascii_uppercase]
    printed = [typography.set_right(label, language) for label in labels]
    given = [*printed, *(lettered if len(read) > 1 else [says.label])[len(labels) :]][: len(read)]
    return tuple(replace(text, label=label) for text, label in zip(read, given, strict=True))


def id_of(path: Path, taken: Collection[str]) -> str:
    """A short name for the text of a file, which no other has."""
    name = folding.slug(path.stem, ID_LENGTH)
    if name in _RESERVED:
        name = f"text-{name}".strip("-")
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)
