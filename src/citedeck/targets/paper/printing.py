"""Pages -> tagged PDFs, with WeasyPrint: the optional extra `pdf`.

Pages that are written from the right are printed by Chromium, which joins and orders such letters.
"""

from __future__ import annotations

import html
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path

from citedeck.messages import progress
from citedeck.model import Compilation, Output
from citedeck.targets.paper import fonts, making, pictures

FOLDERS = ("sheets/", "keys/", "documents/")
VARIANT = "pdf/ua-1"
"""A tagged PDF, which a screen reader can read."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PATIENCE = 120
"""Seconds that a page may take."""

_FROM_THE_RIGHT = re.compile(rb'<html [^>]*dir="rtl"')
_NAME = re.compile(r"[\w.-]+")
_HEAD_END = b"</head>"
_TAGS = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
_DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:(\d{14})")

Maker = Callable[[bytes], bytes]


class NoPrinterError(making.NoToolError):
    """WeasyPrint, or a library of the system that it needs, is not there."""


def printer() -> Maker:
    """What makes a PDF of a page. Raises NoPrinterError with the way out."""
    weasyprint = _weasyprint()

    def made(page: bytes) -> bytes:
        whole = _with_faces(page)
        return by_chromium(whole) if _FROM_THE_RIGHT.search(page) else weasyprint(whole)

    return made


def _weasyprint() -> Maker:
    try:
        import weasyprint
    except ImportError:
        from citedeck.messages import extras

        raise NoPrinterError(f"PDFs are made with WeasyPrint: {extras.command('pdf')}") from None
    except OSError as error:
        raise NoPrinterError(f"WeasyPrint needs Pango on this system: {error}") from None
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))

    def made(page: bytes) -> bytes:
        document = weasyprint.HTML(string=page.decode("utf-8"), url_fetcher=fetcher)
        return bytes(document.write_pdf(pdf_variant=VARIANT))

    return made


def _with_faces(page: bytes) -> bytes:
    """A page that holds its typeface."""
    style = f"<style>\n{fonts.faces()}\n</style>\n".encode()
    return page.replace(_HEAD_END, style + _HEAD_END, 1)


def by_chromium(page: bytes) -> bytes:
    """A PDF of a page by the system's Chromium. Raises NoPrinterError where there is none."""
    program = _chromium()
    if program is None:
        raise NoPrinterError(
            "pages written from the right are printed by Chromium, which is not here: install chromium"
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        _run_chromium(program, source, target)
        return _undated(target.read_bytes())


def _chromium() -> str | None:
    """Where the system's Chromium is; nothing where it has none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _run_chromium(program: str, source: Path, target: Path) -> None:
    switches = ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-background-networking"]
    if getattr(os, "geteuid", lambda: 1)() == 0:  # root has no sandbox to run it in
        switches.append("--no-sandbox")
    profile = f"--user-data-dir={source.parent / 'profile'}"
    command = [program, *switches, profile, f"--print-to-pdf={target}", source.as_uri()]
    try:
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - a program by its path
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPrinterError(f"Chromium prints nothing: {error}") from None
    if not target.is_file():
        raise NoPrinterError("Chromium prints nothing: try a newer one")


def _undated(pdf: bytes) -> bytes:
    """A PDF without the time it was made at: the same page is the same file."""
    return _DATES.sub(lambda date: date[0].replace(date[1], b"20000101000000"), pdf)


def tool(page: bytes) -> str:
    """What a PDF depends on beside its page, as far as it is quick to know: what prints it, and the fonts.

    Not known are the libraries of the system that WeasyPrint sets lines with (Pango, HarfBuzz).
    """
    program = _chromium() if _FROM_THE_RIGHT.search(page) else None
    return f"{_version(program) if program else _versions()}\n{fonts.digest()}"


@cache  # they do not change while it runs
def _versions() -> str:
    """WeasyPrint and the packages it wants, with their versions; nothing where it is not there."""
    from importlib import metadata  # half of what this module takes to import

    if not (weasyprint := _installed("weasyprint")):
        return ""
    wanted = [line for line in metadata.requires("weasyprint") or () if "extra ==" not in line]
    names = [name[0] for line in wanted if (name := _NAME.match(line))]
    return "\n".join([weasyprint, *map(_installed, names)])


def _installed(name: str) -> str:
    """A package of Python with its version; nothing where it is not there."""
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return f"{name} {metadata.version(name)}"
    return ""


@cache
def _version(program: str) -> str:
    """What a browser says of itself; one that says nothing is another each time."""
    said = b""
    if sys.platform != "win32":  # where it would open a window
        with suppress(OSError, subprocess.TimeoutExpired):
            asked = [program, "--version"]
            said = subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=False).stdout  # noqa: S603 - as above
    return said.decode(errors="replace") or f"{time.time_ns()}"


def printed(outputs: Iterable[Output], made: making.Making = making.afresh) -> Iterator[Output]:
    """A PDF for each page that is for paper; letters no font has are told."""
    pages = [
        output for output in outputs if output.path.endswith(".html") and output.path.startswith(FOLDERS)
    ]
    missing: set[str] = set()
    ready = cache(printer)  # not looked for where nothing is printed
    for page in progress.through("printing", pages):
        path = page.path.removesuffix(".html") + ".pdf"
        yield Output(path, made(path, page, tool(page.data), partial(_print, ready, page.data, missing)))
    if missing:
        progress.note(fonts.in_words(missing))


def _print(ready: Callable[[], Maker], page: bytes, missing: set[str]) -> tuple[bytes, bool]:
    """The PDF of a page; it is not the last word where a letter is `missing`, for which a font may come."""
    with _missing_letters() as letters:
        pdf = ready()(page)
    if _FROM_THE_RIGHT.search(page):
        letters.update(fonts.lacking(_words(page)))
    missing.update(letters)
    return pdf, not letters


def beside(
    outputs: Iterable[Output], compilation: Compilation, made: making.Making = making.afresh
) -> list[Output]:
    """What a release prints: a PDF for each page, and a picture of each sheet for the list."""
    pdfs = list(printed(outputs, made))
    return [*pdfs, *pictures.of_sheets(compilation, pdfs, made)]


def _words(page: bytes) -> str:
    """What a page says."""
    return html.unescape(_TAGS.sub(" ", page.decode("utf-8")))


class _Letters(logging.Handler):
    """Gathers the letters that WeasyPrint found in no font: the last thing its warning names."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if "notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.letters |= {chr(code) for code in record.args if isinstance(code, int)}


@contextmanager
def _missing_letters() -> Iterator[set[str]]:
    """The letters that no font has, as they are met."""
    handler, logger = _Letters(), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield handler.letters
    finally:
        logger.removeHandler(handler)
