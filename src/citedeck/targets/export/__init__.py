"""Questions for what schools mark on: one file a format, each with a report of what does not go.

To add one: a module with what `Format` names, in FORMATS under the name that `export` knows it by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from citedeck.quick import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """What its report says of every file."""

    def refused(self, asked: Asked) -> str:
        """Why a question cannot go at all; nothing where it can."""

    def losses(self, asked: Asked) -> Iterator[str]:
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
    made = of(name)
    taken = tuple(asked for asked in quiz.asked if not made.refused(asked))
    report = tuple(_report(made, quiz, taken))
    kept = type(quiz)(quiz.course, quiz.title, taken, quiz.left_out)
    text = made.text(kept, (*report, mark) if mark else report)
    return Exported(text.encode(), report, len(taken))


def _report(made: Format, quiz: Quiz, taken: Sequence[Asked]) -> Iterator[str]:
    counts = Counter(made.KINDS[asked.kind] for asked in taken)
    listed = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    plural = "s" * (len(taken) != 1)
    yield f"{len(taken)} question{plural} for {made.NAME}" + (f": {listed}" if listed else "")
    yield from made.NOTES
    losses = dict(_losses(made, quiz))
    if losses:
        yield "what does not go:"
    for name, reasons in losses.items():
        yield f"  {name}: {reasons}"


def _losses(made: Format, quiz: Quiz) -> Iterator[tuple[str, str]]:
    for asked in quiz.asked:
        refused = made.refused(asked)
        reasons = [f"all of it: {refused}"] if refused else [*asked.losses, *made.losses(asked)]
        if reasons:
            yield asked.name, "; ".join(reasons)
    for name, reason in quiz.left_out.items():
        yield name, f"all of it: {reason}"
