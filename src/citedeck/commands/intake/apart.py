"""A file read in a process of its own: whatever it holds, it takes no more time and memory than given."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from citedeck.commands.intake.draft import Draft, Paragraph, Remark, UnreadableError

SECONDS = 60
"""More than the longest book takes."""

MEMORY = 2**30
"""Bytes; more than the longest book takes."""

_TOO_MUCH = f"takes more than {SECONDS} seconds or {MEMORY // 2**30} GB of memory to read: give a part of it"


def read(kind: str, data: bytes, encoding: str = "") -> Draft:
    """The text of a file of a format. Raises UnreadableError."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "citedeck.commands.intake.worker",
        kind,
        encoding,
        str(SECONDS),
        str(MEMORY),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadableError(_TOO_MUCH) from None
    if done.returncode:
        raise UnreadableError(_TOO_MUCH)
    return _draft(json.loads(done.stdout))


def _draft(made: dict[str, Any]) -> Draft:
    if "error" in made:
        raise UnreadableError(made["error"] or _TOO_MUCH)
    paragraphs = tuple(Paragraph(*values) for values in made["paragraphs"])
    return Draft(paragraphs, tuple(Remark(*values) for values in made["remarks"]), made["title"])
