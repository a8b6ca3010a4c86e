"""What a compilation is rendered to.

To add one: a module with `render(compilation, course) -> iterable of outputs`, in TARGETS under
the name that `build --only` knows it by.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from importlib import import_module

from citedeck.model import Compilation, Output

# Modules are imported when they are asked for: jinja2 and genanki are slow to load.
_RENDERED = {
    "anki": "anki",
    "worksheet": "paper.worksheet",
    "key": "paper.key",
    "documents": "paper.documents",
    "practice": "screen.practice",
    "pupils": "screen.pupils",
}
INDEX = "index"
TARGETS = (*_RENDERED, INDEX)

Beside = Callable[[Sequence[Output]], tuple[Iterable[Output], Collection[str]]]


def _nothing(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
    return (), ()


def render(compilation: Compilation, only: Iterable[str] = (), beside: Beside = _nothing) -> list[Output]:
    """The outputs of the targets named, or of all; nothing at all of a broken compilation.

    `beside` says of the outputs which others, PDFs, are made of them, and the paths of all PDFs
    that will stand beside their pages: the index, which is made last, links these.
    """
    course = compilation.course
    if compilation.broken or course is None:
        return []
    wanted = set(only or TARGETS)
    outputs: list[Output] = []
    for name, module in _RENDERED.items():
        if name in wanted:
            outputs += import_module(f"citedeck.targets.{module}").render(compilation, course)
    pdfs, pdf_paths = beside(outputs)
    outputs += pdfs
    if INDEX in wanted:
        outputs.append(import_module("citedeck.targets.paper.index").page(compilation, course, pdf_paths))
    return outputs
