"""Right and wrong answers are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citedeck import diagnostics, normalize
from citedeck.model import Choice, Course, Diagnostic, Item, Label, Option


def right_and_wrong(course: Course, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """No distractor says what an answer says, and no option stands twice."""
    for item in items:
        if isinstance(item, Choice):
            yield from _doubled(item)


def _doubled(item: Choice) -> Iterator[Diagnostic]:
    seen: dict[str, Option] = {}
    for option in item.options:
        said = normalize.lowered(normalize.words(option.text)).rstrip(" .")
        first = seen.setdefault(said, option)
        if first is option:
            continue
        what = "is also an answer" if first.right else "stands twice"
        yield diagnostics.make(
            "answer-is-distractor",
            f"the option « {option.text} » of `{item.id}` {what}",
            option.text.at,
            item=item.id,
            related=[Label(first.text.at, "here")],
            help=["options differ in more than case and typography"],
        )
