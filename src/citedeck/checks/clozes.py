"""Clozes that leave enough to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Cloze
from citedeck.checks import lengths
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item
from citedeck.text.reading import Reading

KEPT = 6
MOST_IN_BLANK = 6
MOST_BLANKS = 2


def words_left(
    course: Course, readings: Mapping[str, Reading], items: Sequence[Item]
) -> Iterator[Diagnostic]:
    """At least six words beside the gaps, at most six in one, at most two gaps."""
    for item in items:
        if not isinstance(item, Cloze):
            continue
        inside = [lengths.count(blank.answer) for blank in item.blanks]
        kept = lengths.count(item.words) - sum(inside)
        if kept < KEPT:
            message = f"`{item.id}` keeps {kept} words beside its gaps, fewer than {KEPT}"
            yield _warning(item, message, "quote more of the sentence, or leave out less")
        if max(inside) > MOST_IN_BLANK:
            message = f"a gap of `{item.id}` takes {max(inside)} words, more than {MOST_IN_BLANK}"
            yield _warning(item, message, "leave out only the words that matter")
        if len(item.blanks) > MOST_BLANKS:
            message = f"`{item.id}` has {len(item.blanks)} gaps, more than {MOST_BLANKS}"
            yield _warning(item, message, "make two items of it")


def _warning(item: Cloze, message: str, way_out: str) -> Diagnostic:
    return diagnostics.make("cloze-gaps", message, item.text.at, item=item.id, help=[way_out])
