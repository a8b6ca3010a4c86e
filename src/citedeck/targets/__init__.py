"""What a compilation is rendered to.

To add one: a module with `render(compilation, course) -> iterable of outputs`, in TARGETS under
the name that `build --only` knows it by.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from importlib import import_module

from citedeck.model import Compilation, Course, Output

# Modules are imported when they are asked for: jinja2 and genanki are slow to load.
_RENDERED = {
    "anki": "anki",
    "worksheet": "paper.worksheet",
    "key": "paper.key",
    "documents": "paper.documents",
}
INDEX = "index"
TARGETS = (*_RENDERED, INDEX)

Beside = Callable[[Sequence[Output]], tuple[Iterable[Output], Collection[str]]]


def _nothing(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
    return (), ()


def render(compilation: Compilation, only: Iterable[str] = (), beside: Beside = _nothing) -> list[Output]:
    """The outputs of the targets named, or of all; nothing at all of a broken compilation.

    `beside` says of the outputs which others, PDFs and pictures, are made of them, and the paths of
    all that will stand beside their pages: the index, which is made last, links these.
    """
    course = compilation.course
    if compilation.broken or course is None:
        return []
    wanted = set(only or TARGETS)
    outputs: list[Output] = []
    for name, module in _RENDERED.items():
        if name in wanted:
            outputs += import_module(f"citedeck.targets.{module}").render(compilation, course)
    printed, standing = beside(outputs)
    made = list(printed)
    outputs += made
    if INDEX in wanted:
        outputs += _listed(compilation, course, outputs, standing, is_printed=bool(made))
    return outputs


def _listed(
    compilation: Compilation,
    course: Course,
    outputs: Sequence[Output],
    standing: Collection[str],
    *,
    is_printed: bool,
) -> list[Output]:
    """The page that lists all outputs; with everything in one zip where all was printed anew."""
    from citedeck.targets.paper import index, pictures

    bundled = {pictures.bundle_path(course)} if is_printed else set()
    paths = {*standing, *(output.path for output in outputs), *bundled}
    page = index.page(compilation, course, paths)
    return [page, pictures.bundle(course, [*outputs, page])] if is_printed else [page]
