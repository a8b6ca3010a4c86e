"""Who says it: the sources the answer names, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import WhoSaysIt
from citedeck.bank.shapes import respelt
from citedeck.messages import diagnostics
from citedeck.model import BOTH, Course, Diagnostic, Item, Label
from citedeck.text import folding, search
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


def named(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """With several sources, the answer is one of them, or `both`."""
    for item in items:
        if not isinstance(item, WhoSaysIt) or len(item.sources) == 1 or item.speakers:
            continue
        known = [*map(str, item.sources), BOTH]
        more = respelt(item.answer, known) or {"help": [f"it is one of: {', '.join(known)}"]}
        message = f"`{item.answer}` is not a source of `{item.id}`"
        yield diagnostics.make("value-invalid", message, item.answer.at, item=item.id, **more)


def nowhere_else(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """No source but those the answer names says the statement."""
    for item in items:
        if not isinstance(item, WhoSaysIt) or not item.speakers:
            continue
        for name in item.sources:
            if name in item.speakers or name not in readings:
                continue
            reading = readings[name]
            words = folding.plain(item.statement)
            places = search.whole(reading.folded, reading.loose, words)
            if places:
                yield diagnostics.make(
                    "statement-elsewhere",
                    f"« {name} » says the statement of `{item.id}` too",
                    item.statement.at,
                    item=item.id,
                    related=[Label(reading.span(places[0], places[0] + len(words)), "here")],
                    help=_ways_out(folding.words(item.statement) in reading.folded.text),
                )


def _ways_out(word_for_word: bool) -> list[str]:
    """A statement that both texts have word for word may be answered `both`."""
    quote = "quote words that only one text has"
    return [f"answer `{BOTH}`, or {quote}" if word_for_word else quote]
