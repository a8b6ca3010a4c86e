"""A real browser for tests: the system's Chromium, or a skip that says what is missing."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

NODE = Path(__file__).parent.parent / ".venv" / "node" / "node_modules"

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def program(*names: str) -> str:
    """A program of the system; a skip that names it where it is missing."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


@contextmanager
def browser() -> Iterator:
    """A headless Chromium, driven by Playwright: one in a process, and every page is closed after a use."""
    launched = _launched()
    try:
        yield launched
    finally:
        for context in launched.contexts:
            context.close()


@cache
def _launched():
    path = program("chromium", "chromium-browser", "google-chrome")
    from playwright.sync_api import sync_playwright

    playwright = sync_playwright().start()
    launched = playwright.chromium.launch(executable_path=path, args=_FLAGS)
    atexit.register(playwright.stop)
    atexit.register(launched.close)
    return launched


def script(package: str, file: str) -> str:
    """A script of a node package; a skip where it is not installed."""
    path = NODE / package / file
    if not path.is_file():
        pytest.skip(f"{package} is not installed: make test installs it where npm is")
    return path.read_text(encoding="utf-8")


def words_of_pdf(data: bytes) -> list[str]:
    """The words of each page of a PDF, in the order they are drawn in."""
    command = [program("pdftotext"), "-raw", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]
