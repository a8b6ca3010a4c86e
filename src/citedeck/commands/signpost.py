"""What to do next in the folder where one stands: the words above a command, and the command."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from citedeck.bank.raw import COURSE
from citedeck.commands import build, folders, statefile
from citedeck.messages import report
from citedeck.model import Compilation, Diagnostic
from citedeck.quick import dataclass

TEXTS = (".txt", ".docx", ".odt", ".html", ".htm", ".epub", ".pdf")
"""What a file of a text may be called."""


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where one stands; what one may do there, and the command that does it."""

    stands: str
    purpose: str
    command: str
    language: str


def at(folder: Path, language: str) -> Signpost:
    """The signpost of a folder; in the language of its course, or in this one where there is none.

    Raises NoCourseError where a course is there that lacks a file.
    """
    try:
        root = folders.find_course(folder)
    except folders.PartOfCourseError:
        raise
    except folders.NoCourseError:
        return _signpost("No course is here.", *_start(folder), language)
    return _inside(root, build.compile_only(root), language)


def _signpost(stands: str, purpose: str, command: str, language: str) -> Signpost:
    """A signpost in a language, as far as it has the words."""
    stands, purpose, command = (report.say(words, language) for words in (stands, purpose, command))
    return Signpost(stands, purpose, command, language)


def _start(folder: Path) -> tuple[str, str]:
    """How to come to a course: the one in a folder here, else a new one, of a text that is here."""
    inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    below = next((path for path in inside if (path / COURSE).is_file()), None)
    if below:
        return "One is in a folder here:", f"cd {shlex.quote(below.name)}"
    text = next((path for path in inside if path.suffix.lower() in TEXTS and path.is_file()), None)
    if text:
        return "To make one of your text:", f"citedeck new my-course --text {shlex.quote(text.name)}"
    return "To make one to look at (of a text of yours: --text FILE):", "citedeck new my-course"


def _inside(root: Path, compilation: Compilation, otherwise: str) -> Signpost:
    course = compilation.course
    language = course.language if course else otherwise
    diagnostics = _findings(compilation)
    stands = f"{course.title if course else root.name} ({report.summary(diagnostics, language)})"
    if any(diagnostic.is_error for diagnostic in diagnostics):
        return _signpost(stands, "Where, and how to mend it:", "citedeck check", language)
    return _signpost(stands, *_onward(root, compilation), language)


def _findings(compilation: Compilation) -> Sequence[Diagnostic]:
    """What `check` finds."""
    if not compilation.lock.is_public:
        return compilation.diagnostics
    from citedeck.targets.anki import promises

    return (*compilation.diagnostics, *promises.broken_promises(compilation))


def _onward(root: Path, compilation: Compilation) -> tuple[str, str]:
    """Where a course without mistakes goes: it is built, or looked at; a release is not built over."""
    folder = folders.own_folder(root)
    if statefile.unchanged(root, folder):
        return (
            f"All is built: open {folder / 'index.html'}. A sheet of your own:",
            "citedeck worksheet --count 10",
        )
    if compilation.lock.version:
        return "To look at it, beside the release:", "citedeck build --output preview"
    return "Its deck and sheets:", "citedeck build"
