"""What is said of the texts themselves: traces of where they were taken from, each kind once a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Span
from citedeck.text import traces
from citedeck.text.reading import Reading


def traced(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """A text is words: no tags of a page, no letters of another encoding, no halves of words."""
    for name, reading in readings.items():
        document = reading.source.document
        for code, find in traces.FINDERS.items():
            trace = find(document.text)
            if trace is not None:
                yield diagnostics.make(
                    code,
                    f"in « {name} », {trace.what}",
                    Span(document, trace.start, trace.end),
                    label="such as this",
                    help=[trace.cure],
                )
