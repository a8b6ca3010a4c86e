"""The process that reads one file: its bytes come in, its text goes out, and nothing else is opened."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from typing import Any

from citedeck.commands.intake import formats
from citedeck.commands.intake.draft import UnreadableError


def main(kind: str, encoding: str, seconds: str, memory: str) -> None:
    """Read a file of a format from stdin, and print its draft as JSON."""
    _bound(int(seconds), int(memory))
    logging.disable()
    sys.stdout.buffer.write(json.dumps(_answer(kind, encoding)).encode())


def _answer(kind: str, encoding: str) -> dict[str, Any]:
    try:
        draft = formats.draft(kind, sys.stdin.buffer.read(), encoding)
    except UnreadableError as error:
        return {"error": str(error)}
    except (MemoryError, RecursionError):
        return {"error": ""}
    return {
        "paragraphs": [[p.words, p.is_heading, p.after_gap] for p in draft.paragraphs],
        "remarks": [[remark.paragraph, remark.words] for remark in draft.remarks],
    }


def _bound(seconds: int, memory: int) -> None:
    """No more time and memory than this, where the system has bounds."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
