"""What a release makes and stands beside its pages: PDFs and pictures, Word files, exports, a zip of all.

Each is good as long as what it was made of is the same: its page; of the whole course, every word of it.
To add a kind: its ending, in ENDINGS under the name that `release --without` knows it by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from citedeck.commands import disk
from citedeck.model import Compilation, Output
from citedeck.targets import word
from citedeck.targets.paper import bundles, making, pictures

PDF, WORD = "pdf", "word"
ENDINGS = {PDF: ".pdf", WORD: word.ENDING}
NAMES = {PDF: "PDF", WORD: "Word file"}
BUNDLE = bundles.ENDING


def page_of(path: str) -> str:
    """The page that a companion says the same as, or shows; none of other files and of the whole course."""
    name = PurePosixPath(path)
    if not is_companion(path) or is_whole(path):
        return ""
    if path.startswith(pictures.FOLDER):
        return f"sheets/{name.stem}.html"
    folder = name.parent.parent if name.suffix == ENDINGS[WORD] else name.parent
    return str(folder / f"{name.stem}.html")


def is_whole(path: str) -> bool:
    """Whether a file has all questions, or their solutions, or says more of some than any page."""
    of_word = path.endswith(ENDINGS[WORD]) and word.WHOLE in path
    return path.endswith(BUNDLE) or of_word or is_export(path)


def is_export(path: str) -> bool:
    """Whether a file is for a school's platform."""
    return path.startswith(bundles.EXPORTS)


def is_companion(path: str) -> bool:
    """Whether a file is made of pages, or of the whole course for reading beside them."""
    return path.endswith((*ENDINGS.values(), BUNDLE)) or path.startswith((pictures.FOLDER, bundles.EXPORTS))


def good(
    folder: Path, paths: Iterable[str], outputs: Collection[str], same: Collection[str], course: str
) -> set[str]:
    """Those companions in a folder that still say what they were made of.

    `same` are the pages that are as they were, of all `outputs`; `course` is the digest of the course,
    which files of the whole course bear.
    """
    listed = [path for path in paths if is_companion(path)]
    return {
        path
        for path in listed
        if _made_of(path, outputs) <= {*same}
        and (not is_whole(path) or _is_of_course(folder, path, listed, course))
    }


def _made_of(path: str, outputs: Collection[str]) -> set[str]:
    """The pages a companion was made of; of everything all that is made, but for the list of it."""
    if path.endswith(BUNDLE):
        return {output for output in outputs if not is_companion(output)} - {bundles.LIST}
    return {page} if (page := page_of(path)) else set()


def _is_of_course(folder: Path, path: str, paths: Iterable[str], course: str) -> bool:
    """Whether a file of the whole course was made of a course of this digest.

    Of questions their solutions tell: what a pupil may see does not change with what is right.
    """
    if not course:
        return False
    if path.endswith(BUNDLE):
        return bundles.made_of(disk.content(folder / path) or b"") == course
    if is_export(path):
        return course.encode() in (disk.content(folder / path) or b"")
    solved = [folder / other for other in paths if is_whole(other) and other.startswith("keys/")]
    return any(word.bears(disk.content(other) or b"", course) for other in solved)


def made(
    outputs: Sequence[Output],
    compilation: Compilation,
    kinds: Collection[str],
    printed: making.Making = making.afresh,
) -> tuple[list[Output], dict[str, str]]:
    """The companions of some kinds of what was rendered, and of each kind that has none, why.

    How a page is `printed` is up to the verb: a release prints all of them afresh.
    """
    companions: list[Output] = []
    missing = {}
    for kind in kinds:
        try:
            companions += list(_of_kind(kind, outputs, compilation, printed))
        except making.NoToolError as error:
            missing[kind] = str(error)
    return companions, missing


def exports(compilation: Compilation) -> Iterable[Output]:
    """What schools import; each bears the digest of the course."""
    from citedeck.targets.export import ready

    course = compilation.course
    return ready.render(compilation, course, word.digest(compilation)) if course else ()


def _of_kind(
    kind: str, outputs: Sequence[Output], compilation: Compilation, printed: making.Making
) -> Iterable[Output]:
    if kind == PDF:
        from citedeck.targets.paper import printing

        return printing.beside(outputs, compilation, printed)
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
