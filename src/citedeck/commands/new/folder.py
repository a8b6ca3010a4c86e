"""A new folder: whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from citedeck.commands import disk
from citedeck.commands.disk import PENDING, UsageError


def check_free(folder: Path) -> None:
    """Raises UsageError unless nothing is there, or an empty folder."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        state = "is not empty" if folder.is_dir() else "is no folder"
        raise UsageError(f"{folder} {state}: a new course needs a folder of its own")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is free, all of them to another name first. Raises UsageError."""
    check_free(folder)
    target = folder.absolute()
    empty = target.is_dir()
    pending = (target if empty else target.parent) / f".{target.name}.{os.getpid()}{PENDING}"
    try:
        with disk.beside({pending / path: data for path, data in files.items()}) as renames:
            disk.rename(renames)
        if empty:  # it may be the folder somebody stands in: it stays the same one
            for entry in list(pending.iterdir()):
                entry.rename(target / entry.name)
            pending.rmdir()
        else:
            pending.rename(target)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(pending, ignore_errors=True)
