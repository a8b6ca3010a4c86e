"""Everything as one zip, to be downloaded at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from citedeck.model import Course, Output

ENDING = ".zip"
LIST = "index.html"
"""The page that lists everything."""
EXPORTS = "exports/"
"""Where what schools import stands."""

_DATE = (2020, 1, 1, 0, 0, 0)
"""Of every file in a zip: the same files are the same zip."""


def path(course: Course) -> str:
    """Where the zip of everything stands."""
    return f"{course.id}{ENDING}"


def bundle(course: Course, outputs: Iterable[Output], digest: str) -> Output:
    """All outputs in one zip, in a folder of the course's name; it bears the digest of the course."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = digest.encode()
        for output in sorted(outputs, key=lambda output: output.path):
            entry = zipfile.ZipInfo(f"{course.id}/{output.path}", _DATE)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, output.data)
    return Output(path(course), data.getvalue())


def made_of(data: bytes) -> str:
    """The digest of the course that a zip was made of; nothing of what is no zip of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.comment.decode("ascii", "replace")
    except zipfile.BadZipFile:
        return ""


def members(data: bytes) -> dict[str, bytes]:
    """The files in a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
