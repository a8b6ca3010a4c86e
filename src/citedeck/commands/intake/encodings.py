"""Bytes of unknown encoding as words: those that read as a language are candidates, and several are told.

To add one: its name, in CANDIDATES, before those that are less likely.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from citedeck.commands.intake.draft import UnreadableError
from citedeck.languages import alphabets, guesses
from citedeck.quick import dataclass

_CANDIDATES = """
    cp1252 mac-roman iso8859-15 cp1250 iso8859-2 mac-latin2 cp1251 koi8-r koi8-u mac-cyrillic cp1253
    mac-greek cp1254 cp1255 cp1256 cp1257 cp850 cp437 cp866 cp932 euc-jp gb18030 big5 cp949
"""
CANDIDATES = _CANDIDATES.split()
"""What texts without a mark may be in, the likeliest first."""

SHOWN = 60
"""Characters that are shown of each reading, from the word in which they first differ."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LOOKED_AT = 20_000
"""Bytes with more than ASCII in them that are enough to judge by."""

_FITS = 0.03
"""The share of strange signs, among those beyond ASCII, that foreign names may make."""

_NAMES = {
    "cp1252": "Windows-1252",
    "mac-roman": "Mac Roman",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}

_STRANGE = re.compile(
    # inside a word; a letter after a digit; lines, frames and arrows
    r"(?<=[^\W\d_])[^\x00-\x7f\w\s’ʼ‘´‐‑–—·«»“”„…。、，「」！？；：](?=[^\W\d_])"
    r"|(?<=\d)[\u00c0-\u024f]|[\u2190-\u2211\u2213-\u25ff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")
_ORDINARY = re.compile("[ \n\r。、，\u3000]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, what it was read as, and how else it could have been."""

    words: str = field(repr=False)
    encoding: str
    others: tuple[Decoded, ...] = ()
    is_sure: bool = True
    """Whether the bytes themselves say so, or nothing else can be read in them."""
    strangeness: float = 0.0

    @property
    def name(self) -> str:
        """What people call the encoding."""
        return _NAMES.get(self.encoding, self.encoding)


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """A text, as `encoding` has it, or as it must be. Raises UnreadableError where it cannot be read.

    Where several readings are likely, the likeliest comes with the others.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name)
    if encoding:
        return _as(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _two_bytes(data) or _likeliest(data)


def settled(decoded: Decoded, *, likeliest: bool = False) -> Decoded:
    """A text whose encoding is sure. Raises UnreadableError that shows how else it could be read.

    `likeliest` takes the likeliest of several readings, where no other is as likely.
    """
    is_tie = any(other.strangeness <= decoded.strangeness for other in decoded.others)
    if decoded.is_sure or (likeliest and not is_tie):
        return decoded
    readings = [decoded, *decoded.others]
    shown = zip(readings, excerpts(readings), strict=True)
    listed = "; or ".join(f"{reading.name} « {words} »" for reading, words in shown)
    ways = " or ".join(f"--encoding {reading.encoding}" for reading in readings)
    raise UnreadableError(f"does not say what it is in: {listed}: say which reads right: {ways}")


def _as(data: bytes, encoding: str) -> Decoded:
    try:
        is_known = codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001 - codecs of bytes are no encodings
    except (LookupError, ValueError):
        is_known = False
    if not is_known:
        raise UnreadableError(
            f"cannot be read: {encoding} is no encoding that is known; usual ones: utf-8, cp1252, mac-roman"
        )
    try:
        return Decoded(data.decode(encoding), encoding)
    except ValueError:
        raise UnreadableError(f"is not in {encoding}: leave --encoding out, and it is looked for") from None


def _two_bytes(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: two bytes a character, among them the blanks that every text has."""
    if len(data) % 2:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        try:
            words = data.decode(name)
        except UnicodeDecodeError:
            continue
        if len(_ORDINARY.findall(words)) * 100 >= len(words) > 0 and not _CONTROL.search(words):
            return Decoded(words, name)
    return None


def _likeliest(data: bytes) -> Decoded:
    """The reading that is a language best, and those that are nearly as good."""
    if b"\0" in data:
        raise UnreadableError("is no text: save it as plain text, in UTF-8")
    readings = sorted(_readings(data), key=lambda reading: reading.strangeness)
    if not readings:
        raise UnreadableError("is no text in any encoding that is known: save it as plain text, in UTF-8")
    most = min(_FITS, 2 * readings[0].strangeness)
    fitting = [reading for reading in readings if reading.strangeness <= most] or readings[:3]
    best, *others = _different(fitting)
    is_sure = not others and best.strangeness <= _FITS
    return Decoded(best.words, best.encoding, tuple(others[:2]), is_sure, best.strangeness)


def _readings(data: bytes) -> Iterator[Decoded]:
    sample = _sample(data)
    for name in CANDIDATES:
        try:
            words, part = data.decode(name), sample.decode(name, "ignore")
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(words):
            yield Decoded(words, name, strangeness=_strangeness(part))


def _sample(data: bytes) -> bytes:
    """The lines of a text that are more than ASCII, until there are enough of them."""
    lines, length = [], 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            length += len(line)
        if length > _LOOKED_AT:
            break
    return b"".join(lines)


def _strangeness(words: str) -> float:
    """How many of the signs beyond ASCII stand where no language of the words has them."""
    beyond = [char for char in words if char > "\x7f"]
    near = guesses.languages(words)
    strange = len(_STRANGE.findall(words))
    strange += sum(char.isalpha() and not alphabets.has(char, near) for char in beyond)
    strange += sum(map(alphabets.is_misplaced, words.split()))
    unheard = not any(guesses.is_heard(words, language) for language in near)
    return strange / max(len(beyond), 1) + unheard


def _different(readings: Sequence[Decoded]) -> list[Decoded]:
    """Readings that say something else than those before them."""
    first: dict[str, Decoded] = {}
    for reading in readings:
        first.setdefault(reading.words, reading)
    return list(first.values())


def excerpts(readings: Sequence[Decoded]) -> list[str]:
    """The words of each reading around the first sign in which they differ, or that is beyond ASCII."""
    columns = zip(*(reading.words for reading in readings), strict=False)
    is_told = len(readings) > 1
    at = next(
        (n for n, signs in enumerate(columns) if len(set(signs)) > 1 or (not is_told and signs[0] > "\x7f")),
        0,
    )
    starts = (_start(reading.words, at) for reading in readings)
    return [
        " ".join(reading.words[start : start + 2 * SHOWN].split())[:SHOWN].rstrip()
        for reading, start in zip(readings, starts, strict=True)
    ]


def _start(words: str, at: int) -> int:
    """Where the words around a sign begin, with a whole word."""
    near = max(at - SHOWN // 2, 0)
    return max(words.rfind(" ", 0, near), words.rfind("\n", 0, at), -1) + 1 if near else 0
