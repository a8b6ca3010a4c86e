"""A file read in a process of its own: whatever it holds, it takes no more time and memory than given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import citedeck
from citedeck.commands.intake.draft import Draft, Paragraph, Remark, UnreadableError

_WORKER = "citedeck.commands.intake.worker"

SECONDS = 60
"""More than the longest book takes."""

MEMORY = 2**30
"""Bytes; more than the longest book takes."""


def read(kind: str, data: bytes, encoding: str = "") -> Draft:
    """The text of a file of a format. Raises UnreadableError."""
    command = [sys.executable, "-P", "-m", _WORKER, kind, encoding, str(SECONDS), str(MEMORY)]
    paths = [str(Path(citedeck.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            command, input=data, capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(_too_much()) from None
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise UnreadableError(_too_much())
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))  # a fault of ours, told as every other
    return _draft(json.loads(done.stdout))


def _draft(answer: dict[str, Any]) -> Draft:
    if "error" in answer:
        raise UnreadableError(answer["error"] or _too_much())
    paragraphs = tuple(Paragraph(*values) for values in answer["paragraphs"])
    return Draft(paragraphs, tuple(Remark(*values) for values in answer["remarks"]))


def _too_much() -> str:
    return f"takes more than {SECONDS} seconds or {MEMORY // 2**20} MB of memory to read: give a part of it"
