"""What stands beside pages: PDFs and Word files, each kind made by a library that a machine may lack.

To add one: its ending, in ENDINGS under the name that `release --without` knows it by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from citedeck.commands import disk
from citedeck.model import Compilation, Output
from citedeck.targets.paper import printing
from citedeck.targets.word import ENDING, WHOLE, NoLibraryError, bears

PDF, WORD = "pdf", "word"
ENDINGS = {PDF: ".pdf", WORD: ENDING}
NAMES = {PDF: "PDF", WORD: "Word file"}

_NO_TOOL = (printing.NoPrinterError, NoLibraryError)


def page_of(path: str) -> str:
    """The page that a companion says the same as: it is good as long as that is; none of the whole course."""
    name = PurePosixPath(path)
    folder = name.parent.parent if name.suffix == ENDINGS[WORD] else name.parent
    return "" if is_whole(path) or not is_companion(path) else str(folder / f"{name.stem}.html")


def is_whole(path: str) -> bool:
    """Whether a file has all questions, or all their solutions."""
    return path.endswith(ENDINGS[WORD]) and WHOLE in path


def whole_is_good(folder: Path, paths: Iterable[str], course: str) -> bool:
    """Whether the files of the whole course that stand in a folder are of a course of this digest.

    Their solutions tell: what a pupil may see does not change with what is right.
    """
    solved = [folder / path for path in paths if is_whole(path) and path.startswith("keys/")]
    return any(bears(disk.content(path) or b"", course) for path in solved)


def is_companion(path: str) -> bool:
    """Whether a file stands beside a page, and says the same."""
    return path.endswith(tuple(ENDINGS.values()))


def made(
    outputs: Sequence[Output], compilation: Compilation, kinds: Collection[str]
) -> tuple[list[Output], dict[str, str]]:
    """The companions of some kinds of what was rendered, and of each kind that has none, why."""
    companions: list[Output] = []
    missing = {}
    for kind in kinds:
        try:
            companions += list(_of_kind(kind, outputs, compilation))
        except _NO_TOOL as error:
            missing[kind] = str(error)
    return companions, missing


def _of_kind(kind: str, outputs: Sequence[Output], compilation: Compilation) -> Iterable[Output]:
    if kind == PDF:
        return printing.printed(outputs)
    from citedeck.targets.word import documents

    assert compilation.course is not None  # there are outputs
    pages = {output.path for output in outputs}
    rendered = documents.render(compilation, compilation.course)
    return (output for output in rendered if _has_pages(output.path, pages))


def _has_pages(path: str, pages: Collection[str]) -> bool:
    """Whether the pages are made that a companion stands beside: of the whole course any in its folder."""
    folder = path[: path.index("/") + 1]
    return page_of(path) in pages or (is_whole(path) and any(page.startswith(folder) for page in pages))


def check_tools(released: Collection[str], missing: Mapping[str, str]) -> None:
    """Raise UsageError where the last release had companions that cannot be made here.

    They would be of older pages, or gone from where they are linked to.
    """
    for kind, why in missing.items():
        if any(path.endswith(ENDINGS[kind]) for path in released):
            raise disk.UsageError(
                f"the last release has {NAMES[kind]}s, and here none can be made. {why}; "
                f"or leave them out of this release: --without {kind}"
            )
