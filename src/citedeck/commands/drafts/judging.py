"""An item of a reply on trial, alone: taken, refused, or nothing can be said; never a guess.

It is held to the rules of the newest format, and to those warnings that concern whether its text says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import Literal

from citedeck import checks
from citedeck.bank import banks
from citedeck.checks import Scope, attribution, repeats
from citedeck.commands.drafts import doubts, trees
from citedeck.commands.drafts.trees import Tree, Written
from citedeck.messages.diagnostics import on_one_line
from citedeck.model import Course, Diagnostic, Document, Item, ResolvedItem, Span
from citedeck.proof import claims, gaps, placing
from citedeck.quick import dataclass
from citedeck.text import folding, search
from citedeck.text.reading import Reading

Verdict = Literal["taken", "refused", "unclear"]

MAX_ROUNDS = 40
"""A mend may bring another slip to light; more rounds than this would be a quarrel."""

REFUSED = {
    "quote-absent": "absent",
    "statement-elsewhere": "absent",
    "mark-absent": "absent",
    "number-unproven": "number",
    "name-unsaid": "name",
    "absent-present": "present",
    "absent-alike": "present",
    "answer-parted": "answer",
    "statement-stands": "contrary",
    "verdict-wrong": "contrary",
    "order-unproven": "contrary",
    "guillemets-unquoted": "guillemets",
}
"""What its text does not have, or has otherwise, with the words that say so."""

UNCLEAR = {
    "quote-ambiguous": "twice",
    "quote-paragraph": "paragraph",
    "quote-cut": "cut",
    "quote-parted": "cut",
    "quote-empty": "missing",
    "context-wrong": "context",
    "answer-unproven": "paraphrase",
    "answer-unsaid": "answer",
    "accept-unsaid": "answer",
    "mark-bare": "answer",
    "answer-outdone": "contrary",
    "answer-is-distractor": "contrary",
    "evidence-missing": "missing",
    "evidence-dropped": "dropped",
    "evidence-short": "short",
    "evidence-heading": "short",
    "distractor-in-evidence": "lure",
    "not-said-unproven": "silence",
    "absent-source": "silence",
    "absent-unrelated": "silence",
    "absent-mixed": "silence",
    "guillemets-beside": "guillemets",
    "guillemets-dropped": "guillemets",
    "guillemets-paragraph": "guillemets",
    "question-repeated": "asked",
}
"""What cannot be looked up as it stands, or only a reader can tell, with the words that say so.

Any other error is one of these too.
"""

UNREAD = "unread"
"""What is said of any other error: it cannot be read as a question."""

_ABSENT = "quote-absent"

_OTHER = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Bench:
    """What items are tried against: the course, its texts as they were read, its proven items."""

    course: Course
    readings: Mapping[str, Reading]
    items: Sequence[ResolvedItem]
    path: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item was not taken: the name of the words that say so, and what they are said of."""

    name: str
    words: str
    spans: tuple[Span, ...] = ()
    """Places in the texts that have to do with it."""
    is_refusal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An item with what was found of it."""

    verdict: Verdict
    values: dict[str, Tree]
    text: str
    """As its bank has it, below nothing."""
    resolved: ResolvedItem | None = None
    reasons: tuple[Reason, ...] = ()
    """What keeps it from being taken, each once."""
    remarks: tuple[Diagnostic, ...] = ()
    """What could be better."""
    dropped: tuple[str, ...] = ()
    """Keys that were left out."""
    retyped: tuple[str, ...] = field(default=())
    """Quotations that are now as the text has them."""


@dataclass(slots=True)
class _Attempt:
    """An item as it stands now, and what is said of it."""

    written: Written
    item: Item | None
    resolved: ResolvedItem | None
    findings: list[Diagnostic]


def tried(values: dict[str, Tree], bench: Bench) -> Trial:
    """The verdict on an item, whose slips of the hand are mended; its quotations become the text's own."""
    dropped: list[str] = []
    retyped: list[str] = []
    attempt = _attempt(values, bench)
    for _ in range(MAX_ROUNDS):
        if not _mend(attempt, dropped, retyped):
            break
        attempt = _attempt(values, bench)
    if attempt.resolved is not None and _set(attempt.written, attempt.resolved):
        attempt = _attempt(values, bench)
    reasons = tuple(dict.fromkeys(_reasons(attempt, bench)))
    if not reasons and (bare := trees.without(values, "mark")) is not None:
        reasons = tuple(dict.fromkeys(_unvouched(bare, bench)))
    verdict: Verdict = "taken" if attempt.resolved is not None and not reasons else "unclear"
    return Trial(
        verdict="refused" if any(reason.is_refusal for reason in reasons) else verdict,
        values=values,
        text=attempt.written.text,
        resolved=attempt.resolved,
        reasons=reasons,
        remarks=tuple(diagnostic for diagnostic in attempt.findings if not _bars(diagnostic, attempt, bench)),
        dropped=tuple(dict.fromkeys(dropped)),
        retyped=tuple(retyped),
    )


def _bars(diagnostic: Diagnostic, attempt: _Attempt, bench: Bench) -> bool:
    """Whether an item is not taken for this: an error, or a warning that is about its proof."""
    if diagnostic.code == "evidence-short" and attempt.resolved is not None:
        return not _is_sentence(diagnostic.label.span, attempt.resolved, bench)
    return diagnostic.is_error or diagnostic.code in REFUSED or diagnostic.code in UNCLEAR


def _is_sentence(at: Span, resolved: ResolvedItem, bench: Bench) -> bool:
    """Whether the quotation at a place is a whole sentence, however short it is."""
    readings = {reading.source.document: reading for reading in bench.readings.values()}
    spans = [p.span for p in resolved.passages if p.quotation is not None and p.quotation.at == at]
    return all(_bare(span) == _bare(readings[span.document].numbered.sentences_of(span)) for span in spans)


def _bare(span: Span) -> str:
    return _MARKS.sub("", span.text)


_MARKS = re.compile(r"^\W+|\W+$")


def _unvouched(values: dict[str, Tree], bench: Bench) -> Iterator[Reason]:
    """What is against an item without its marks: a machine does not vouch for its own paraphrases.

    Where an answer in other words always needs a mark, that it has one is no reason by itself.
    """
    for reason in _reasons(_attempt(values, bench), bench):
        if reason.name != "paraphrase":
            yield replace(reason, is_refusal=False)


def _reasons(attempt: _Attempt, bench: Bench) -> Iterator[Reason]:
    """What the checks have against an item; where that is nothing, what a reader is to decide."""
    barring = [diagnostic for diagnostic in attempt.findings if _bars(diagnostic, attempt, bench)]
    for diagnostic in barring:
        yield _reason(diagnostic, attempt, bench)
    if attempt.resolved is not None and not barring:
        for name, words in doubts.of(attempt.resolved, bench.course, bench.readings):
            yield Reason(name, words, tuple(passage.span for passage in attempt.resolved.passages))


def _reason(diagnostic: Diagnostic, attempt: _Attempt, bench: Bench) -> Reason:
    code = diagnostic.code
    name = REFUSED.get(code) or UNCLEAR.get(code, UNREAD)
    words = attempt.written.value(diagnostic.label.span.start)
    spans = tuple(label.span for label in diagnostic.related)
    if code == _ABSENT and _is_of_parts(words, attempt.item, bench):
        return Reason("dots", words, spans)
    if name == "asked":
        words = _OTHER.findall(diagnostic.message)[1]
    elif name == "dropped":
        words = on_one_line(spans[-1].text)
    elif name == UNREAD:
        words = diagnostic.message
    return Reason(name, words, spans, is_refusal=code in REFUSED)


def _is_of_parts(quote: str, item: Item | None, bench: Bench) -> bool:
    """Whether words with three dots in them are parts that stand in a text, each of them."""
    parts = [folding.words(part) for part in placing.around_dots(quote)]
    texts = [bench.readings[name] for name in (item.sources if item else ()) if name in bench.readings]
    return bool(parts) and any(
        all(search.whole(text.folded, text.folded.text, part) for part in parts) for text in texts
    )


# One attempt


def _attempt(values: dict[str, Tree], bench: Bench) -> _Attempt:
    written = trees.write(values, "items:\n")
    document = Document(bench.path, written.text)
    loaded = banks.load(document, bench.course.language)
    findings = list(loaded.diagnostics)
    if not loaded.items:
        return _Attempt(written, None, None, findings)
    item = loaded.items[0]
    for check in chain(checks.AUTHORED[Scope.ITEM], checks.AUTHORED[Scope.BANK], (attribution.fronts,)):
        findings += check(bench.course, bench.readings, [item])
    resolved, unproven = claims.resolve([item], bench.readings, bench.course.format)
    findings += unproven
    for proven_check in checks.PROVEN[Scope.ITEM]:
        findings += proven_check(bench.course, bench.readings, resolved)
    findings += _repeated(resolved, bench)
    return _Attempt(written, item, resolved[0] if resolved else None, findings)


def _repeated(resolved: Sequence[ResolvedItem], bench: Bench) -> Iterator[Diagnostic]:
    """What the course, or the reply before it, asks already."""
    names = {str(item.item.id) for item in resolved}
    for diagnostic in repeats.questions(bench.course, bench.readings, [*bench.items, *resolved]):
        if diagnostic.item in names:
            yield diagnostic


# Mending


def _mend(attempt: _Attempt, dropped: list[str], retyped: list[str]) -> bool:
    """Apply a correction that nobody has to read, or leave out a key that is none; whether there was any."""
    for diagnostic in attempt.findings:
        edit = diagnostic.edit
        sure = edit is not None and not edit.by_name and edit.value != edit.text
        if edit is not None and sure and attempt.written.replace(edit.text.start, edit.value):
            retyped += [edit.value] if diagnostic.code == _ABSENT else []
            return True
        if diagnostic.code == "key-unknown" and (name := attempt.written.drop(diagnostic.label.span.start)):
            dropped.append(name)
            return True
    return False


def _set(written: Written, resolved: ResolvedItem) -> bool:
    """Put the text's own typography into the quotations that were found; whether anything changed."""
    changed = False
    for passage in resolved.passages:
        quote = passage.quotation.quote if passage.quotation is not None else None
        if quote is None:
            continue
        words = on_one_line(passage.span.text)
        value = gaps.with_words(quote, words) if "{{" in quote else words
        if value and value != quote and " / " not in quote:
            changed = written.replace(quote.start, value) or changed
    return changed


def strict(course: Course) -> Course:
    """A course held to the rules of the newest format, with no worksheets to keep."""
    return replace(course, format=2, worksheets=())
