"""Questions for what schools mark on: one file a format, each with a report of what does not go.

To add one: a module with what `Format` names, in FORMATS under the name that `export` knows it by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from citedeck.languages import catalogue
from citedeck.quick import dataclass

if TYPE_CHECKING:
    from citedeck.targets.export.losses import Loss
    from citedeck.targets.export.questions import Asked, Quiz

FORMATS = ("moodle", "gift", "pronote", "tsv")


class Format(Protocol):
    """What the module of a format has."""

    NAME: str
    """As people call it."""
    ENDING: str
    """Of its files."""
    KINDS: Mapping[str, str]
    """What it calls the kinds of questions that it takes."""
    NOTES: Sequence[str]
    """What its report says of every file: keys of the catalogue."""

    def refused(self, asked: Asked) -> Loss | None:
        """Why a question cannot go at all; None where it can."""

    def losses(self, asked: Asked) -> Iterator[Loss]:
        """What of a question does not go, and why."""

    def text(self, quiz: Quiz, report: Sequence[str]) -> str:
        """The file, with the report where it can hold one."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, the report of it, and how many questions of each kind it holds."""

    data: bytes
    report: tuple[str, ...]
    count: int


def of(name: str) -> Format:
    """A format; modules are imported when they are asked for."""
    return cast("Format", import_module(f"citedeck.targets.export.{name}"))


def export(name: str, quiz: Quiz, mark: str = "") -> Exported:
    """Questions in a format, with the report by id of what did not go and why; `mark` ends it in the file."""
    platform = of(name)
    taken = tuple(asked for asked in quiz.asked if not platform.refused(asked))
    report = tuple(_report(platform, quiz, taken))
    kept = type(quiz)(quiz.course, quiz.title, taken, quiz.left_out)
    text = platform.text(kept, (*report, mark) if mark else report)
    return Exported(text.encode(), report, len(taken))


def _report(platform: Format, quiz: Quiz, taken: Sequence[Asked]) -> Iterator[str]:
    words = catalogue.of(quiz.course.language)
    counts = Counter(platform.KINDS[asked.kind] for asked in taken)
    listed = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    counted = catalogue.counted(words["questions_count"], len(taken))
    yield f"{platform.NAME} – {counted}" + (f" ({listed})" if listed else "")
    yield from (words[key] for key in platform.NOTES)
    losses = list(_losses(platform, quiz, words))
    if losses:
        yield words["export_losses"]
        yield from (f"  {name} – {reasons}" for name, reasons in losses)


def _losses(platform: Format, quiz: Quiz, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The ids of questions of which something does not go, each with what, and why."""
    for asked in quiz.asked:
        refused = platform.refused(asked)
        if refused is not None:
            yield asked.name, words["loss_all"].format(refused.in_words(words))
        elif losses := [*asked.losses, *platform.losses(asked)]:
            yield asked.name, words["separator"].join(loss.in_words(words) for loss in losses)
    for name, reason in quiz.left_out.items():
        yield name, words["loss_all"].format(reason.in_words(words))
