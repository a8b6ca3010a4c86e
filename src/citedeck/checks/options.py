"""Options: right and wrong are told apart, and nothing but the text tells which is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Choice, Classify, Match, Offering, Option, Order
from citedeck.languages import rules
from citedeck.messages import diagnostics
from citedeck.model import NOT_SAID, Course, Diagnostic, Item, Label, Text
from citedeck.sheets import orders
from citedeck.text import folding
from citedeck.text.reading import Reading

LEAST, MOST = 3, 5
LONGER = 1.5
_ENDS = ".!?…"

Readings = Mapping[str, Reading]


def right_and_wrong(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """No lure says what an answer says, and no option stands twice."""
    for item in items:
        if isinstance(item, Offering):
            yield from _doubled(item)


def lettered(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Options and steps are called by their letters, on paper, screens and cards: there are no more.

    Nor are there more classes, for all of them are offered with every statement.
    """
    most = len(orders.LETTERS)
    for item in items:
        if isinstance(item, Offering) and len(item.offered) > most:
            message = f"`{item.id}` has {len(item.offered)} options: their letters end at Z"
        elif isinstance(item, Order) and len(item.steps) > most:
            message = f"`{item.id}` has {len(item.steps)} steps: their letters end at Z"
        elif isinstance(item, Classify) and len(item.classes) > most:
            message = f"`{item.id}` has {len(item.classes)} classes: all are offered with every statement"
        else:
            continue
        help_lines = [f"give at most {most}, or make several questions of it"]
        yield diagnostics.make("value-invalid", message, item.id.at, item=item.id, help=help_lines)


def count(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Three options are enough, two are a coin's, six are too many."""
    for item in _choices(items):
        if not LEAST <= len(item.options) <= MOST:
            few = len(item.options) < LEAST
            way_out = "add a wrong answer that tempts" if few else "leave out those that tempt nobody"
            message = f"`{item.id}` has {len(item.options)} options, not 3 to 5"
            yield _warning("options-count", item, message, way_out)


def length(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """The key is not told by its length: at most 1.5 times the mean lure."""
    for item in _choices(items):
        right = [len(option.text) for option in item.options if option.right and option.text != NOT_SAID]
        wrong = [len(option.text) for option in item.options if not option.right and option.text != NOT_SAID]
        if right and wrong and max(right) > LONGER * sum(wrong) / len(wrong):
            way_out = "shorten it, or give the wrong answers as many words"
            message = f"the answer of `{item.id}` is told by its length"
            yield _warning("key-long", item, message, way_out)


def punctuation(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """All options end alike."""
    for item in _choices(items):
        ends = {option.text.strip()[-1:] in _ENDS for option in item.options if option.text != NOT_SAID}
        if len(ends) > 1:
            message = f"some options of `{item.id}` end in a full stop"
            yield _warning("options-punctuation", item, message, "end all options with it, or none")


def catch_all(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """No « aucune de ces réponses », no « 1 et 3 »."""
    language = rules.of(course.language)
    if language is None:
        return
    for item in _choices(items):
        for option in item.options:
            if language.catch_all.search(folding.lowered(folding.words(option.text))):
                way_out = "let it say something of its own, leave it out, or keep it in its place: last: true"
                message = f"an option of `{item.id}` speaks of the others"
                yield _warning("option-catch-all", item, message, way_out, option.text)


def _choices(items: Sequence[Item]) -> Iterator[Choice]:
    return (item for item in items if isinstance(item, Choice))


def _warning(code: str, item: Choice, message: str, way_out: str, text: Text | None = None) -> Diagnostic:
    at = next(option.text for option in item.options if option.right) if text is None else text
    return diagnostics.make(code, message, at.at, item=item.id, help=[way_out])


def _doubled(item: Offering) -> Iterator[Diagnostic]:
    is_shared = isinstance(item, Match)  # several pairs may have one right side
    seen: dict[str, Option] = {}
    for option in item.offered:
        words = folding.lowered(folding.words(option.text)).rstrip(" .")
        first = seen.setdefault(words, option)
        if first is option or (first.right and option.right and is_shared):
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
