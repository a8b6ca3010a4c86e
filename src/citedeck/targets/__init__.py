"""What a compilation is rendered to.

To add one: a module with `render(compilation, course) -> iterable of outputs`, in TARGETS under
the name that `build --only` knows it by.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from importlib import import_module

from citedeck.model import Compilation, Course, Output

# Modules are imported when they are asked for: jinja2 and genanki are slow to load.
RENDERED = {
    "anki": "anki",
    "worksheet": "paper.worksheet",
    "key": "paper.key",
    "documents": "paper.documents",
    "briefs": "briefs",
    "practice": "screen.practice",
    "annotated": "screen.annotated",
    "composer": "screen.composer",
}
PUPILS, INDEX = "pupils", "index"
"""Pages that lead to others: to those that stand, or are made with them."""

TARGETS = (*RENDERED, PUPILS, INDEX)

Beside = Callable[[Sequence[Output]], tuple[Iterable[Output], Collection[str]]]


def _nothing(outputs: Sequence[Output]) -> tuple[Iterable[Output], Collection[str]]:
    return (), ()


def render(
    compilation: Compilation,
    only: Iterable[str] = (),
    beside: Beside = _nothing,
    pages: Collection[str] = (),
) -> list[Output]:
    """The outputs of the targets named, or of all; nothing at all of a broken compilation.

    `beside` says of the outputs which others, such as PDFs, are made of them, and the paths of
    all that will stand beside their pages: the index, which is made last, links these. `pages` are
    the paths of others that stand already, and stay.
    """
    course = compilation.course
    if compilation.broken or course is None:
        return []
    wanted = set(only or TARGETS)
    outputs: list[Output] = []
    for name, module in RENDERED.items():
        if name in wanted:
            outputs += import_module(f"citedeck.targets.{module}").render(compilation, course)
    if PUPILS in wanted:
        outputs += _for_pupils(compilation, course, {*pages, *(output.path for output in outputs)})
    beside_them, standing = beside(outputs)
    companions = list(beside_them)
    outputs += companions
    if INDEX in wanted:
        is_whole = bool(companions) and wanted >= {*TARGETS}
        outputs += _listed(compilation, course, outputs, {*standing, *pages}, is_whole=is_whole)
    return outputs


def _for_pupils(compilation: Compilation, course: Course, paths: Collection[str]) -> Iterable[Output]:
    from citedeck.targets.screen import pupils

    return pupils.render(compilation, course, paths)


def _listed(
    compilation: Compilation,
    course: Course,
    outputs: Sequence[Output],
    standing: Collection[str],
    *,
    is_whole: bool,
) -> list[Output]:
    """The page that lists all outputs; with everything in one zip where all that stands was made anew."""
    from citedeck.targets import word
    from citedeck.targets.paper import bundles, index

    bundle, new = bundles.path(course), {output.path for output in outputs}
    is_bundled = is_whole and {*standing} - {bundle} <= new
    page = index.page(compilation, course, {*standing, *new, *([bundle] if is_bundled else [])})
    if not is_bundled:
        return [page]
    return [page, bundles.bundle(course, [*outputs, page], word.digest(compilation))]
