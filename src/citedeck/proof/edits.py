"""An edited text against the lock: what moved, and what must be read again before it passes.

A quotation whose sentence and surroundings are the same has moved, and nothing is said. Where
its sentence changed (« Il est faux que… »), or where its words now stand only in other
surroundings, somebody must read both passages and `accept`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from citedeck.messages import diagnostics
from citedeck.model import (
    Compilation,
    Diagnostic,
    Item,
    Label,
    Lock,
    Numbered,
    Passage,
    ResolvedItem,
    SourceRecord,
    SpanRecord,
)
from citedeck.text import folding
from citedeck.text.reading import Reading

CONTEXT = 60
"""How many characters on each side of a sentence the lock remembers, to know it again."""

_SIMILAR = 0.6
_LEAST = 12
"""Fewer characters than this are too few to know a place by."""


def records(resolved: ResolvedItem, texts: Mapping[str, Numbered]) -> Iterator[SpanRecord]:
    """What the lock is to remember of an item's passages."""
    for passage in resolved.passages:
        yield _record(resolved, passage, texts[passage.source.id])


def source_record(reading: Reading) -> SourceRecord:
    """What the lock is to remember of a source."""
    folded = hashlib.sha256(reading.folded.text.encode()).hexdigest()
    return SourceRecord(reading.source.id, reading.source.document.digest, folded)


def span_records(compilation: Compilation) -> dict[str, SpanRecord]:
    """What the lock is to remember of every passage of a course, by key."""
    records_of = (records(resolved, compilation.texts) for resolved in compilation.items)
    return {record.key: record for item_records in records_of for record in item_records}


def moved(items: Sequence[ResolvedItem], readings: Mapping[str, Reading], lock: Lock) -> Iterator[Diagnostic]:
    """Quotations of edited sources whose sentence or surroundings are no longer the locked ones."""
    edited = {name for name, reading in readings.items() if _is_edited(reading, lock)}
    if not edited:
        return
    released = lookup(lock)
    for resolved in items:
        for passage in resolved.passages:
            if passage.source.id in edited:
                now = _record(resolved, passage, readings[passage.source.id].numbered)
                yield from _compared(resolved, passage, released(now), now)


def explained(unproven: Sequence[Diagnostic], items: Sequence[Item], lock: Lock) -> Iterator[Diagnostic]:
    """What is said of absent quotations, where the lock knows that the text used to hold them."""
    if not unproven:
        return
    released = {(item_of(record), folding.words(record.quote)) for record in lock.spans.values()}
    named = {str(item.id): item for item in items} if released else {}
    for found in unproven:
        item = named.get(found.item) if found.code == "quote-absent" else None
        quoted = _quoted_at(item, found) if item else ""
        if (found.item, quoted) in released:
            message = f"the text changed: it no longer holds the quotation of `{found.item}`"
            related = tuple(replace(label, message="now reads") for label in found.related)
            yield replace(found, code="passage-gone", message=message, related=related)
        else:
            yield found


def _quoted_at(item: Item, found: Diagnostic) -> str:
    """The words of the quotation that a diagnostic points into."""
    quotations = (quotation for claim in item.claims() for quotation in claim.evidence)
    held = (q for q in quotations if q.quote is not None and q.quote.at.covers(found.label.span))
    return next((folding.words(quotation.words) for quotation in held), "")


def lookup(lock: Lock) -> Callable[[SpanRecord], SpanRecord | None]:
    """A function that finds the released record of a passage, None where it was never released.

    By its key or, as earlier versions made keys otherwise, by its words: of several records that
    quote them, the one of the same sentence where there is one.
    """
    by_words: dict[tuple[str, str, str], list[SpanRecord]] = defaultdict(list)
    for record in lock.spans.values():
        by_words[_quoted(record)].append(record)

    def released(now: SpanRecord) -> SpanRecord | None:
        if now.key in lock.spans:
            return lock.spans[now.key]
        records = by_words.get(_quoted(now), ())
        unchanged = (record for record in records if _same(record.sentence, now.sentence))
        return next(unchanged, next(iter(records), None))

    return released


def _quoted(record: SpanRecord) -> tuple[str, str, str]:
    """The words of a passage: whose they are, of which source."""
    return item_of(record), record.source, folding.words(record.quote)


def _compared(
    resolved: ResolvedItem, passage: Passage, then: SpanRecord | None, now: SpanRecord
) -> Iterator[Diagnostic]:
    if then is None:
        return
    item = resolved.item.id
    at = passage.quotation.at if passage.quotation else item.at
    if not _same(then.sentence, now.sentence):
        yield diagnostics.make(
            "sentence-changed",
            f"the sentence around the quotation of `{item}` has changed",
            at,
            item=item,
            related=[Label(passage.span, "now in this sentence")],
            help=[f"it was: « {single_spaced(then.sentence)} »", _ACCEPT.format(item)],
        )
    elif not (_alike(then.before[::-1], now.before[::-1]) or _alike(then.after, now.after)):
        yield diagnostics.make(
            "passage-elsewhere",
            f"the words that `{item}` quotes now stand only elsewhere",
            at,
            item=item,
            related=[Label(passage.span, "in other surroundings")],
            help=[
                f"they stood between « {single_spaced(then.before)} » and « {single_spaced(then.after)} »",
                _ACCEPT.format(item),
            ],
        )


_ACCEPT = "if the item is still right: citedeck accept {}"


def _record(resolved: ResolvedItem, passage: Passage, numbered: Numbered) -> SpanRecord:
    text = passage.span.document.text
    sentence = numbered.sentences_of(passage.span)
    return SpanRecord(
        key=_key(resolved, passage),
        source=passage.source.id,
        start=passage.span.start,
        quote=passage.span.text,
        sentence=sentence.text,
        before=text[max(0, sentence.start - CONTEXT) : sentence.start].strip(),
        after=text[sentence.end : sentence.end + CONTEXT].strip(),
    )


def _key(resolved: ResolvedItem, passage: Passage) -> str:
    """Which quotation it is: of which item, and its words; not of which part, for parts change places."""
    quotation = passage.quotation
    contexts = (quotation.before, quotation.after, quotation.within) if quotation else ()
    said = [passage.source.id, passage.span.text, *(words for words in contexts if words)]
    mark = hashlib.sha256("\n".join(map(folding.words, said)).encode()).hexdigest()[:12]
    return f"{resolved.item.id}#{mark}"


def item_of(record: SpanRecord) -> str:
    """The id of the item that quotes the passage."""
    return record.key.partition("#")[0]


def _is_edited(reading: Reading, lock: Lock) -> bool:
    """Whether more than typography changed in a source since the release."""
    released = lock.sources.get(reading.source.id)
    if released is None or released.bytes == reading.source.document.digest:
        return False
    return released.folded != source_record(reading).folded


def _same(one: str, other: str) -> bool:
    return folding.words(one) == folding.words(other)


def _alike(one: str, other: str) -> bool:
    """Whether two surroundings begin alike; both empty are: a text's start or end."""
    folded = folding.words(one), folding.words(other)
    if not folded[0] or not folded[1]:
        return folded[0] == folded[1]
    length = max(min(map(len, folded)), _LEAST)
    pair = (folded[0][:length], folded[1][:length])
    return SequenceMatcher(None, *pair, autojunk=False).ratio() >= _SIMILAR


def single_spaced(words: str) -> str:
    """Words of a text as a help line shows them: every run of blanks is one."""
    return " ".join(words.split())
