"""Bytes -> Picture: what may stand at the head of a page, and nothing that only looks like it.

PNG and JPEG alone: browsers, printers and Word all show them, and neither holds words, links or programs.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from citedeck.model import Picture

MOST = 200_000
"""Bytes of a picture, which stands in every page."""

WIDEST = 4000
"""Dots at a side, which a small file can say without holding them."""

SUFFIXES = (".png", ".jpg", ".jpeg")

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_JPEG_KINDS = (b"JFIF\0", b"Exif\0")
_SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Segments of a JPEG that say its size."""


class NoPictureError(Exception):
    """Bytes that are no picture to be shown; its words say why."""


def read(data: bytes) -> Picture:
    """A picture with its kind and size. Raises NoPictureError."""
    if len(data) > MOST:
        raise NoPictureError(f"it is larger than {MOST // 1000} kB")
    kind, size = _described(data)
    if not all(0 < side <= WIDEST for side in size):
        raise NoPictureError(f"it is not between 1 and {WIDEST} dots wide and high")
    return Picture(data, kind, *size)


def _described(data: bytes) -> tuple[str, tuple[int, int]]:
    if data.startswith(_PNG):
        return "image/png", _size_of_png(data)
    if data.startswith(_JPEG) and data[6:11] in _JPEG_KINDS:
        return "image/jpeg", _size_of_jpeg(data)
    raise NoPictureError("it is no PNG or JPEG")


def _size_of_png(data: bytes) -> tuple[int, int]:
    """Width and height: what its first chunk says, where all chunks are whole."""
    chunks = dict(_chunks(data))
    if not {b"IHDR", b"IDAT", b"IEND"} <= chunks.keys():
        raise NoPictureError("it is damaged")
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    return width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG by name, up to one that is damaged."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        body, check = data[at + 4 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if struct.pack(">I", zlib.crc32(body)) != check:
            return
        yield body[:4], body[4:]
        at += 12 + length


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    """Width and height: what its first frame says, where the file has its end."""
    at = 2
    while at + 9 <= len(data) and data.startswith(b"\xff", at) and data.rstrip(b"\0").endswith(_JPEG_END):
        if data[at + 1] in _SIZED:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise NoPictureError("it is damaged")
