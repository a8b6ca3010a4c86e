"""Texts as teachers have them, in any format: what a file says, and everything that was left out of it."""

from __future__ import annotations

import hashlib
from dataclasses import field
from pathlib import Path

from citedeck import __version__
from citedeck.commands import disk
from citedeck.commands.intake import apart, encodings, formats
from citedeck.commands.intake.draft import UnreadableError, lines, quoted
from citedeck.commands.intake.encodings import Decoded
from citedeck.languages import guesses
from citedeck.quick import dataclass
from citedeck.text import traces

MAX_FILE = 2**26
"""Larger than any text with its pictures (bytes): what is larger is not read."""

_READ_BY_HAND = frozenset(["pdf"])
"""Formats of which nothing more than a draft can be made."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that was taken in: its bytes as a seed, and what there is to say of it."""

    path: Path
    kind: str
    data: bytes = field(repr=False)
    digest: str
    """Of the file's bytes."""
    headings: tuple[str, ...] = ()
    remarks: tuple[tuple[int, str], ...] = ()
    """Lines of the text, from 1, and what was left out, joined or moved there."""
    advice: tuple[str, ...] = ()
    """What is to be said of the whole."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.data.decode("utf-8-sig")

    @property
    def paragraphs(self) -> str:
        """What ends a paragraph of it."""
        return guesses.paragraphs(self.text)

    @property
    def is_untouched(self) -> bool:
        """Whether the seed is the file, byte for byte."""
        return hashlib.sha256(self.data).hexdigest() == self.digest

    @property
    def is_draft(self) -> bool:
        """Whether it has to be read against the paper."""
        return self.kind in _READ_BY_HAND

    @property
    def tool(self) -> str:
        """What made the seed of the file."""
        return f"citedeck {__version__}"


def read(path: Path, encoding: str = "", *, likeliest: bool = False) -> Taken:
    """A text from a file. Raises UnreadableError, in words that follow the name of the file.

    `encoding` is what its bytes are in, where they do not say so; `likeliest` takes the likeliest
    of several.
    """
    try:
        data = disk.whole(path, MAX_FILE)
    except disk.NoFileError as error:
        raise UnreadableError(str(error)) from None
    kind = formats.kind(data, path.name)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "text":
        _check_size(data)
        return _plain(path, data, digest, encodings.decoded(data, encoding), likeliest=likeliest)
    draft = apart.read(kind, data, encoding)
    if not any(char.isalpha() for paragraph in draft.paragraphs for char in paragraph.words):
        raise UnreadableError("holds no words")
    words, starts = lines(draft.paragraphs)
    _check_size(words.encode())
    last = len(starts) - 1
    remarks = tuple((starts[min(remark.paragraph, last)], remark.words) for remark in draft.remarks)
    headings = tuple(dict.fromkeys(p.words for p in draft.paragraphs if p.is_heading))
    return Taken(path, kind, words.encode(), digest, headings, remarks, traced(words))


def _check_size(data: bytes) -> None:
    """A text that is larger is no seed: `check` would not read it."""
    if len(data) > disk.MAX_FILE:
        raise UnreadableError(f"cannot be read: it is larger than {disk.MAX_FILE // 2**20} MB")


def _plain(path: Path, data: bytes, digest: str, decoded: Decoded, *, likeliest: bool) -> Taken:
    """A text that was plain: as it is, in UTF-8."""
    if not any(char.isalpha() for char in decoded.words):
        raise UnreadableError("holds no words")
    if "\0" in decoded.words:
        raise UnreadableError("is no text: save it as plain text, in UTF-8")
    is_ours = decoded.encoding in ("utf-8", "utf-8-sig")
    encodings.settled(decoded, likeliest=likeliest)
    advice = () if is_ours else (f"read as {decoded.name}: {quoted(encodings.excerpts([decoded])[0])}",)
    words = data if is_ours else decoded.words.encode()
    return Taken(path, "text", words, digest, advice=(*advice, *traced(decoded.words)))


def traced(words: str) -> tuple[str, ...]:
    """What is to be said of the traces that a text bears of where it came from."""
    return tuple(f"{trace.what}, such as {quoted(trace.example)}: {trace.cure}" for trace in traces.of(words))
