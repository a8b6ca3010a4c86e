"""A build: a course compiled, and written where its outputs go."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from citedeck import compiler, targets
from citedeck.commands import companions, disk, folders, memories, writing
from citedeck.model import Compilation, Output
from citedeck.quick import dataclass
from citedeck.targets.word import digest


@dataclass(frozen=True, slots=True)
class Built:
    """A compilation and what was written of it: nothing where it is broken."""

    compilation: Compilation
    written: writing.Written | None = None
    outputs: tuple[Output, ...] = field(default=(), repr=False)
    missing: Mapping[str, str] = field(default_factory=dict)
    """Of each kind of companion that was asked for and not made, why."""


def build(root: Path, folder: Path, only: Iterable[str] = (), kinds: Collection[str] = ()) -> Built:
    """Compile the course in `root` and write it to `folder`, with companions of its pages of some kinds."""
    only = tuple(only)
    inputs = folders.read(root)
    read = folders.inputs_digest(inputs)
    compilation = memories.remembering(compiler.compile(inputs), writing.remembered(folder))
    del inputs  # a large course needs the room
    released = compilation.lock.outputs

    course = digest(compilation)
    missing: dict[str, str] = {}
    shelf = writing.shelf_of(folder)

    def beside(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
        made, why = companions.made(outputs, compilation, kinds, shelf.made)
        missing.update(why)
        return made, writing.standing(folder, [*outputs, *made], released, course, partial=bool(only))

    pages = writing.pages(folder, released) if only else ()
    outputs = tuple(rendered(compilation, only, beside, pages))
    if not outputs:
        return Built(compilation)
    memory = memories.of(compilation) if not only or "anki" in only else None
    state = None if only else read
    done = writing.write(
        root, folder, outputs, state, released, read=read, memory=memory, course=course, marks=shelf.marks
    )
    return Built(compilation, done, outputs, missing)


def rendered(
    compilation: Compilation, only: Iterable[str], beside: targets.Beside, pages: Collection[str] = ()
) -> list[Output]:
    """The outputs of a compilation; a temporary folder that is full is told like any other."""
    with disk.reported(Path(tempfile.gettempdir())):
        return targets.render(compilation, only, beside, pages)


def compile_only(root: Path) -> Compilation:
    """Compile the course in `root` and write nothing."""
    return compiler.compile(folders.read(root))
