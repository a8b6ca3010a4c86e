"""What a compilation is rendered to.

To add one: a module with `render(compilation, course) -> iterable of outputs`, in TARGETS under
the name that `build --only` knows it by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib import import_module

from citedeck.model import Compilation, Output

# Modules are imported when they are asked for: jinja2 and genanki are slow to load.
TARGETS = {
    "anki": "anki",
    "worksheet": "paper.worksheet",
    "key": "paper.key",
    "documents": "paper.documents",
    "index": "paper.index",
}


def render(compilation: Compilation, only: Iterable[str] = ()) -> list[Output]:
    """The outputs of the targets named, or of all; nothing at all of a broken compilation."""
    course = compilation.course
    if compilation.broken or course is None:
        return []
    outputs: list[Output] = []
    for name, module in TARGETS.items():
        if not only or name in only:
            outputs += import_module(f"citedeck.targets.{module}").render(compilation, course)
    return outputs


def listing(outputs: Iterable[Output], compilation: Compilation, printed: Collection[str]) -> list[Output]:
    """The same outputs, with an index, if it is one of them, that links the PDFs `printed`."""
    if not printed or compilation.course is None:
        return list(outputs)
    index = import_module("citedeck.targets.paper.index")
    linked = index.page(compilation, compilation.course, printed)
    return [linked if output.path == linked.path else output for output in outputs]
