"""What a release makes beside its pages, made once of the same pages.

For tests of how files are written: Word files and pictures take most of the time of a release.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from citedeck.commands import companions
from citedeck.model import Compilation, Output
from citedeck.targets import word

Made = tuple[list[Output], dict[str, str]]
Maker = Callable[[Sequence[Output], Compilation, Collection[str]], Made]


def once(made: Maker = companions.made) -> Maker:
    """The same maker, which remembers."""
    memory: dict[tuple[str, ...], Made] = {}

    def remembered(outputs: Sequence[Output], compilation: Compilation, kinds: Collection[str]) -> Made:
        pages = [f"{output.path} {hashlib.sha256(output.data).hexdigest()}" for output in outputs]
        of_what = (word.digest(compilation), *kinds, *pages)
        if of_what not in memory:
            memory[of_what] = made(outputs, compilation, kinds)
        beside, missing = memory[of_what]
        return [*beside], {**missing}

    return remembered


def warm(course: str, *verb: str) -> None:
    """Libraries, templates and what stands beside pages, once for all that fork from this process."""
    from command_line import called

    companions.made = once()
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(course, Path(folder) / "warm")
        done = called(*verb, cwd=copy)
    if done.returncode:
        sys.exit(done.stderr)
