"""No words point at a place that the program chooses: letters and numbers are other ones on each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Offering
from citedeck.languages import pointers
from citedeck.languages.catalogue import primary
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Text, present
from citedeck.text import folding
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


def named(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """No « réponses A et C », no "see question 2" in prompts, options and explanations."""
    language = primary(course.language)
    for item in items:
        for text in dict.fromkeys(_words(item)):
            # Few may, and the rest takes longer.
            if pointers.may_point(text, language) and (
                words := pointers.found(folding.words(text), language)
            ):
                message = f"« {words} » in `{item.id}` points at a place that every sheet chooses anew"
                way_out = "say the words of the answer, or what the other question asks"
                yield diagnostics.make("place-named", message, text.at, item=item.id, help=[way_out])


def _words(item: Item) -> list[Text]:
    """What an author says in words of their own."""
    offered = [option.text for option in item.offered] if isinstance(item, Offering) else []
    return [*present(item.asks()), *offered, *item.beside()]
