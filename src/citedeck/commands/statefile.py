"""The state file of an output folder: what its last build was made of, and what it wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from citedeck.bank.raw import leads_out
from citedeck.commands import disk, folders

NAME = ".citedeck-state.json"

SECOND = 10**9
MOMENT, COARSE = SECOND // 20, 2 * SECOND
"""Two files that were written so close together (nanoseconds) may bear the same time: the second where a
disk knows whole seconds alone, or every other one."""

Stamps = Mapping[str, Any]
"""What a disk tells of each file without reading it, by its path."""


def read(folder: Path) -> dict[str, Any]:
    """What the last build in a folder wrote; nothing where that is not known."""
    try:
        state = json.loads(disk.content(folder / NAME) or b"")
    except (ValueError, RecursionError):
        return {}
    outputs = state.get("outputs") if isinstance(state, dict) else None
    return {**state, "outputs": inside(outputs)} if isinstance(outputs, dict) else {}


def inside(outputs: Mapping[Any, Any]) -> dict[str, str]:
    """The outputs a state may name: files below its folder, whatever somebody wrote into it."""
    paths = [path for path in outputs if isinstance(path, str) and isinstance(outputs[path], str)]
    return {path: outputs[path] for path in paths if path and not leads_out(path)}


def write(
    folder: Path,
    outputs: Mapping[str, str],
    inputs: str,
    memory: Mapping[str, Any],
    marks: Mapping[str, tuple[str, str]],
    stamps: Stamps | None = None,
) -> None:
    """Say which outputs (digests by path) stand in a folder, and of which inputs all of them are.

    `memory` is of notes, `marks` of what takes long to make; the `stamps` of outputs were taken before
    their digests.
    """
    notes = {"notes": memory} if memory else {}
    standing = {path: mark for path, mark in marks.items() if mark[1] in outputs.get(path, "").split()}
    made = {"made": standing} if standing else {}
    stamped = {"stamps": {path: stamps[path] for path in outputs}} if stamps else {}
    state = {"inputs": inputs, "outputs": outputs, **made, **notes, **stamped}
    words = json.dumps(state, sort_keys=True)
    with disk.beside({folder / NAME: words.encode()}) as renames:
        disk.rename(renames)


def unchanged(root: Path, folder: Path) -> bool:
    """Whether the last build in `folder` was of these very inputs and its outputs still stand."""
    state = read(folder)
    if not state.get("outputs") or state.get("inputs") != folders.inputs_digest(folders.read(root)):
        return False
    last = state.get("stamps")
    stamps = last if isinstance(last, dict) else {}
    written = (disk.stamp(folder / NAME) or [0])[disk.WRITTEN]  # none of a file that is gone meanwhile
    return all(
        _bears(folder / path, stamps.get(path), written) or disk.digest_of(folder / path) == digest
        for path, digest in state["outputs"].items()
    )


def _bears(path: Path, stamp: Any, written: int) -> bool:
    """Whether a file bears the stamp it had when the state was written: it needs not be read.

    One that is hardly older than the state might have been written again in the moment of its stamp.
    """
    now = disk.stamp(path)
    if not now or now != stamp:
        return False
    time = now[disk.WRITTEN]
    return time + (MOMENT if time % SECOND else COARSE) < written
