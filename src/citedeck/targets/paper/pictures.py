"""Pictures of first pages, for the list.

A picture is made by poppler's `pdftoppm`, of the PDF of a sheet; without it there are none.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache, partial

from citedeck.model import Compilation, Output
from citedeck.sheets import layout
from citedeck.targets.paper import making

FOLDER = "pictures/"
PROGRAM = "pdftoppm"
RESOLUTION = 40
"""Dots an inch: a page is 330 of them wide."""


def path(stem: str) -> str:
    """Where the picture of a sheet stands."""
    return f"{FOLDER}{stem}.png"


def of_sheets(
    compilation: Compilation, pdfs: Iterable[Output], made: making.Making = making.afresh
) -> Iterator[Output]:
    """A picture of the first version of each worksheet, where poppler is."""
    program = shutil.which(PROGRAM)
    by_path = {pdf.path: pdf for pdf in pdfs}
    for sheet in compilation.sheets if program else ():
        stem = layout.stem(sheet.worksheet, sheet.version)
        pdf = by_path.get(f"sheets/{stem}.pdf")
        if pdf is not None and sheet.version == sheet.worksheet.versions[0]:
            assert program is not None  # it was looked for
            first_page = partial(_first_page, program, pdf.data)
            if picture := made(path(stem), pdf, _version(program), first_page):
                yield Output(path(stem), picture)


@cache  # it does not change while it runs
def _version(program: str) -> str:
    """What poppler says of itself: another one may draw other dots."""
    done = subprocess.run([program, "-v"], capture_output=True, check=False)  # noqa: S603 - a program by its path
    return (done.stdout + done.stderr).decode(errors="replace")


def _first_page(program: str, pdf: bytes) -> tuple[bytes, bool]:
    """The first page of a PDF in gray; nothing, which another time may be more, where it cannot be read."""
    command = [program, "-png", "-gray", "-r", str(RESOLUTION), "-f", "1", "-l", "1", "-singlefile", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=False)  # noqa: S603 - a program by its path
    drawn = done.returncode == 0
    return (done.stdout if drawn else b""), drawn
