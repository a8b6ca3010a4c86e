"""Questions that can be read: full, short, and saying how many answers they want."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Choice, Open, Short, TrueFalse
from citedeck.checks import lengths
from citedeck.languages import catalogue, rules
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item
from citedeck.text import folding
from citedeck.text.reading import Reading

MOST = 30
MOST_LONG = 45
MOST_ANSWER = 12

Readings = Mapping[str, Reading]


def length(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """At most 30 words; statements to judge and open questions 45."""
    for item in items:
        asked = item.asks()
        most = MOST_LONG if isinstance(item, TrueFalse | Open) else MOST
        if asked is not None and lengths.are_more(asked, most):
            message = f"the question of `{item.id}` has {lengths.count(asked)} words, more than {most}"
            way_out = "ask in fewer words; what need not be known to answer can go"
            yield diagnostics.make("stem-long", message, asked.at, item=item.id, help=[way_out])


def bare(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Never « Laquelle de ces affirmations est vraie ? »: it asks nothing with its options covered."""
    language = rules.of(course.language)
    for item in items:
        asked = item.asks()
        if language and asked is not None and language.bare_stem.match(_folded(asked)):
            message = f"the question of `{item.id}` asks nothing without its options"
            way_out = "ask what can be answered with the options covered"
            yield diagnostics.make("stem-bare", message, asked.at, item=item.id, help=[way_out])


def unwritten(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """A stub that was pasted has its question written: not « Selon le texte, … ? » still."""
    unfinished = [(item, asked) for item in items if (asked := item.asks()) is not None and "…" in asked]
    if not unfinished:
        return
    pattern = catalogue.of(course.language)["asks"]
    stubs = {_folded(pattern.format(source.label)) for source in course.sources.values()}
    for item, asked in unfinished:
        if _folded(asked) in stubs:
            message = f"the question of `{item.id}` is still to be written"
            yield diagnostics.make(
                "stem-bare", message, asked.at, item=item.id, help=["write it in the place of …"]
            )


def several(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """The number of right answers is said where it is not one."""
    language = rules.of(course.language)
    choices = (item for item in items if isinstance(item, Choice))
    for item in choices if language else ():
        right = sum(option.right for option in item.options)
        if right == 1:
            continue
        if not rules.number(right, course.language) & set(re.findall(r"\w+", _folded(item.prompt))):
            message = f"the question of `{item.id}` does not say that it has {right} answers"
            way_out = f"say the number, {right}, in the question"
            yield diagnostics.make("stem-several", message, item.prompt.at, item=item.id, help=[way_out])


def answers(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """A short answer has at most twelve words."""
    for item in items:
        if isinstance(item, Short) and lengths.are_more(item.answer, MOST_ANSWER):
            message = (
                f"the answer of `{item.id}` has {lengths.count(item.answer)} words, more than {MOST_ANSWER}"
            )
            way_out = "ask for less, or in another form: cloze, choice, open"
            yield diagnostics.make("answer-long", message, item.answer.at, item=item.id, help=[way_out])


def _folded(text: str) -> str:
    return folding.lowered(folding.words(text))
