"""Which sentences of the texts no item asks about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from citedeck.model import Compilation, ResolvedItem, Source, Span
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Covered:
    """A source's sentences: those asked about, those not, and those left out with the reason."""

    source: Source
    asked: tuple[Span, ...]
    unasked: tuple[Span, ...]
    left_out: tuple[tuple[Span, str], ...]
    categories: Counter[str]

    @property
    def share(self) -> float:
        """The share of the sentences that are asked about, of those that count."""
        counted = len(self.asked) + len(self.unasked)
        return len(self.asked) / counted if counted else 1.0


def measure(compilation: Compilation) -> list[Covered]:
    """The coverage of each source of a course."""
    sources = compilation.course.sources.values() if compilation.course else ()
    return [_measured(source, compilation) for source in sources]


def _measured(source: Source, compilation: Compilation) -> Covered:
    plain = _passages(source, (r for r in compilation.items if r.item.sensitive is None))
    sensitive = _passages(source, (r for r in compilation.items if r.item.sensitive is not None))
    asked, unasked, left_out = [], [], []
    for start, end in compilation.texts[source.id].sentences:
        sentence = Span(source.document, start, end)
        if _said_by(source.headings, sentence):
            left_out.append((sentence, "a heading"))
        elif _said_by(source.skipped, sentence):
            left_out.append((sentence, "skipped in sources.yaml"))
        elif _meets(sentence, plain):
            asked.append(sentence)
        elif _meets(sentence, sensitive):
            left_out.append((sentence, "only sensitive items"))
        else:
            unasked.append(sentence)
    return Covered(source, tuple(asked), tuple(unasked), tuple(left_out), _categories(source, compilation))


def _passages(source: Source, items: Iterable[ResolvedItem]) -> list[Span]:
    return [p.span for resolved in items for p in resolved.passages if p.source is source]


def _said_by(listed: Iterable[Span], sentence: Span) -> bool:
    """Whether words that the manifest lists are all words of a sentence; marks at its ends are none."""
    words = re.search(r"\w(?:.*\w)?", sentence.text, re.DOTALL)
    start, end = words.span() if words else (0, len(sentence.text))
    needed = Span(sentence.document, sentence.start + start, sentence.start + end)
    return any(span.covers(needed) for span in listed)


def _meets(sentence: Span, passages: list[Span]) -> bool:
    return any(span.start < sentence.end and sentence.start < span.end for span in passages)


def _categories(source: Source, compilation: Compilation) -> Counter[str]:
    return Counter(
        str(resolved.item.category or "-") for resolved in compilation.items if source in resolved.sources
    )
