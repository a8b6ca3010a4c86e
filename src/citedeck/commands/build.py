"""A build: a course compiled, and written where its outputs go."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from pathlib import Path

from citedeck import compiler, targets
from citedeck.commands import disk, folders, writing
from citedeck.model import Compilation, Output
from citedeck.quick import dataclass
from citedeck.targets.paper import printing


@dataclass(frozen=True, slots=True)
class Built:
    """A compilation and what was written of it: nothing where it is broken."""

    compilation: Compilation
    written: writing.Written | None = None
    outputs: tuple[Output, ...] = field(default=(), repr=False)


def build(root: Path, folder: Path, only: Iterable[str] = (), *, pdf: bool = False) -> Built:
    """Compile the course in `root` and write it to `folder`, with PDFs of its pages if asked for.

    Raises NoPrinterError where PDFs are asked for and cannot be made.
    """
    only = tuple(only)
    inputs = folders.read(root)
    state = None if only else folders.inputs_digest(inputs)
    compilation = compiler.compile(inputs)
    del inputs  # a large course needs the room
    released = compilation.lock.outputs

    def beside(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
        pdfs = printing.beside(outputs, compilation) if pdf else []
        return pdfs, writing.standing_pdfs(folder, [*outputs, *pdfs], released, partial=bool(only))

    outputs = tuple(rendered(compilation, only, beside))
    if not outputs:
        return Built(compilation)
    return Built(compilation, writing.write(folder, outputs, state, released), outputs)


def rendered(compilation: Compilation, only: Iterable[str], beside: targets.Beside) -> list[Output]:
    """The outputs of a compilation; a temporary folder that is full is told like any other."""
    with disk.reported(Path(tempfile.gettempdir())):
        return targets.render(compilation, only, beside)


def compile_only(root: Path) -> Compilation:
    """Compile the course in `root` and write nothing."""
    return compiler.compile(folders.read(root))
