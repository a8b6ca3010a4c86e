"""What the decks are called, and which of them a question is in."""

from __future__ import annotations

from collections.abc import Mapping

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import Course, ResolvedItem

COMPARISON, SENSITIVE = "comparison", "sensitive"


def place(resolved: ResolvedItem) -> str:
    """Which deck an item is in, whatever that is called: of its text, of comparisons, of sensitive ones."""
    if resolved.item.sensitive is not None:
        return SENSITIVE
    return COMPARISON if len(resolved.sources) > 1 else f"source {resolved.sources[0].id}"


def root_name(course: Course) -> str:
    """The name of the deck above all others: its words are words, and part no decks."""
    return course.deck.replace("::", ":")


def names(course: Course) -> Mapping[str, str]:
    """Sub-decks by their place: a source each, then the comparison's, then that of sensitive items."""
    strings = catalogue.of(course.language)
    named = {f"source {name}": source.label for name, source in course.sources.items()}
    named |= {COMPARISON: strings["comparison"], SENSITIVE: strings["sensitive"]}
    root = root_name(course)
    width = len(str(len(named)))
    return {
        key: f"{root}::{number:0{width}} {sentence(label).replace('::', ':')}"
        for number, (key, label) in enumerate(named.items(), 1)
    }
