"""Pictures of first pages, for the list; and everything as one zip.

A picture is made by poppler's `pdftoppm`, of the PDF of a sheet; without it there are none.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator

from citedeck.model import Compilation, Course, Output
from citedeck.sheets import layout

FOLDER = "pictures/"
PROGRAM = "pdftoppm"
RESOLUTION = 40
"""Dots an inch: a page is 330 of them wide."""

_DATE = (2020, 1, 1, 0, 0, 0)
"""Of every file in a zip: the same files are the same zip."""


def path(stem: str) -> str:
    """Where the picture of a sheet stands."""
    return f"{FOLDER}{stem}.png"


def bundle_path(course: Course) -> str:
    """Where the zip of everything stands."""
    return f"{course.id}.zip"


def of_sheets(compilation: Compilation, pdfs: Iterable[Output]) -> Iterator[Output]:
    """A picture of the first version of each worksheet, where poppler is."""
    program = shutil.which(PROGRAM)
    by_path = {pdf.path: pdf.data for pdf in pdfs}
    for sheet in compilation.sheets if program else ():
        stem = layout.stem(sheet.worksheet, sheet.version)
        pdf = by_path.get(f"sheets/{stem}.pdf")
        if pdf is not None and sheet.version == sheet.worksheet.versions[0]:
            assert program is not None  # it was looked for
            if picture := _first_page(program, pdf):
                yield Output(path(stem), picture)


def _first_page(program: str, pdf: bytes) -> bytes:
    """The first page of a PDF in gray; nothing where it cannot be read."""
    command = [program, "-png", "-gray", "-r", str(RESOLUTION), "-f", "1", "-l", "1", "-singlefile", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=False)  # noqa: S603 - a program by its path
    return done.stdout if done.returncode == 0 else b""


def bundle(course: Course, outputs: Iterable[Output]) -> Output:
    """All outputs in one zip, in a folder of the course's name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for output in sorted(outputs, key=lambda output: output.path):
            entry = zipfile.ZipInfo(f"{course.id}/{output.path}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, output.data)
    return Output(bundle_path(course), data.getvalue())
