"""What builds and releases make, made once of the same course: for tests of how files are written.

What a file says is the same every time; only the deck, which bears times, is made anew.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from citedeck import targets
from citedeck.commands import companions
from citedeck.model import Compilation, Course, Output
from citedeck.targets import word


@contextmanager
def made_once() -> Iterator[None]:
    """Pages, and what stands beside them, are remembered."""
    with pytest.MonkeyPatch.context() as patch:
        for module in targets.RENDERED.values():
            if module != "anki":
                made = import_module(f"citedeck.targets.{module}")
                patch.setattr(made, "render", _remembered_pages(made.render))
        patch.setattr(companions, "made", _remembered_beside(companions.made))
        yield


def _remembered_pages(
    made: Callable[[Compilation, Course], Iterable[Output]],
) -> Callable[[Compilation, Course], list[Output]]:
    memory: dict[tuple[object, ...], list[Output]] = {}

    def remembered(compilation: Compilation, course: Course) -> list[Output]:
        of_what = (word.digest(compilation), compilation.clock, repr(compilation.lock))
        if of_what not in memory:
            memory[of_what] = list(made(compilation, course))
        return memory[of_what]

    return remembered


def _remembered_beside(made: Callable[..., Any]) -> Callable[..., Any]:
    memory: dict[tuple[str, ...], Any] = {}

    def remembered(
        outputs: Sequence[Output], compilation: Compilation, kinds: Collection[str], *how: Any
    ) -> Any:
        pages = [f"{output.path} {hashlib.sha256(output.data).hexdigest()}" for output in outputs]
        of_what = (word.digest(compilation), *kinds, *pages)
        if of_what not in memory:
            memory[of_what] = made(outputs, compilation, kinds, *how)
        beside, missing = memory[of_what]
        return [*beside], {**missing}

    return remembered


def warm(course: str, *verb: str) -> None:
    """Do a verb in a copy: libraries, templates and pages are there for all that fork from this process."""
    from command_line import called

    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(course, Path(folder) / "warm")
        done = called(*verb, cwd=copy)
    if done.returncode:
        sys.exit(done.stderr)
