"""The command line of a user, without a process of its own: its exit code, and what it prints."""

from __future__ import annotations

import contextlib
import gc
import io
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from citedeck import cli
from citedeck.messages import progress


def called(*arguments: object, cwd: Path | None = None) -> CompletedProcess[str]:
    """What `citedeck` does with these arguments in a folder, as its main function does it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    words = [str(argument) for argument in arguments]
    with contextlib.chdir(cwd or Path.cwd()), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["citedeck", *words])
        patch.setattr(progress, "_hearers", [])  # a process hears its own notes, once
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = _code()
    printed = [_printed(stream) for stream in (out, err)]
    return CompletedProcess(words, code, *printed)


def _code() -> int:
    """The exit code of a command; the looking for garbage goes on after it."""
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        gc.enable()
    return 0


def _printed(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
