"""What is answered to a reply, in the language of its course: a report, and a second brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citedeck.bank import scalars
from citedeck.checks import evidence, lengths
from citedeck.commands.drafts import authoring
from citedeck.commands.drafts.judging import Reason, Trial, Verdict
from citedeck.commands.drafts.proposals import Proposer
from citedeck.commands.drafts.taking import Asked, Took
from citedeck.languages import briefing
from citedeck.messages.diagnostics import on_one_line
from citedeck.model import Course, Span
from citedeck.proof import placing
from citedeck.targets import briefs
from citedeck.text.reading import Reading

_IN_ORDER: tuple[Verdict, ...] = ("taken", "refused", "unclear")
_MOST = 4
"""So many places are shown of words that stand in many."""

_NEVER_AGAIN = ("asked", "whole")
"""Why a question is not asked for again."""


def report(took: Took, *, dry: bool) -> Iterator[str]:
    """What became of each question, line by line: taken ones with their passages, others with why not."""
    say = _words(took)
    yield from _warnings(took, say)
    for verdict in _IN_ORDER:
        questions = took.of(verdict)
        if questions:
            yield f"\n{say[verdict]}"
        for question in questions:
            yield from _told(question, took, say)
    yield f"\n{say['counts'].format(*(len(took.of(verdict)) for verdict in _IN_ORDER))}"
    if took.target is not None:
        yield say["written"].format(took.target.as_posix())
    elif dry:
        yield say["not_written"]
    if took.listing and took.target is not None:
        yield f"{say['listing']}\n  {took.listing}"


def second(took: Took) -> Iterator[str]:
    """What to paste back: the questions that were not taken, why, and the sentences that are nearest."""
    say = _words(took)
    wanted = [question for question in took.questions if _is_wanted(question)]
    if not wanted or took.course is None:
        return
    about = [took.course.sources[took.source]] if took.source else [*took.course.sources.values()]
    yield briefs.RULE
    yield say["second"]
    yield briefs.RULE
    yield say["second_task"]
    yield briefs.stamp(took.course, about)
    for number, question in enumerate(wanted, 1):
        yield f"\n{number}. `{question.called or question.id or '?'}`"
        yield f"   {say['your_question'].format(question.words)}"
        yield from (f"   - {line}" for line in _why(question, took, say))


def _is_wanted(question: Asked) -> bool:
    if question.verdict == "taken":
        return False
    reasons = question.trial.reasons if question.trial is not None else ()
    return not reasons or any(reason.name not in _NEVER_AGAIN for reason in reasons)


def _words(took: Took) -> Mapping[str, str]:
    return briefing.of(took.course.language if took.course is not None else "")


def _warnings(took: Took, say: Mapping[str, str]) -> Iterator[str]:
    """What speaks for this being a reply to another brief."""
    if took.other_course and took.course is not None:
        yield say["other_course"].format(took.other_course, took.course.id)
    for name in took.changed:
        yield say["other_text"].format(name)
    trials = [question.trial for question in took.questions if question.trial is not None]
    if len(trials) > 1 and all(any(r.name == "absent" for r in trial.reasons) for trial in trials):
        yield say["nothing_stands"]


# One question


def _told(question: Asked, took: Took, say: Mapping[str, str]) -> Iterator[str]:
    form = str(question.trial.values.get("type", "")) if question.trial is not None else ""
    head = f"{question.id} ({form})" if question.id else "?"
    yield f"  {head}: {question.words}"
    lines = _passages(question.trial, took, say) if question.verdict == "taken" else _why(question, took, say)
    yield from (f"    {line}" for line in lines)
    yield from (f"    · {line}" for line in _beside(question, took, say))


def _passages(trial: Trial | None, took: Took, say: Mapping[str, str]) -> Iterator[str]:
    """The passages that prove an item, for somebody to read."""
    passages = trial.resolved.passages if trial is not None and trial.resolved is not None else ()
    for span in dict.fromkeys(passage.span for passage in passages):
        yield _shown(span, took, say)


def _beside(question: Asked, took: Took, say: Mapping[str, str]) -> Iterator[str]:
    """What was done to a question without a word of it being changed, and what could be better."""
    if question.called:
        yield say["renamed"].format(question.called, question.id)
    if question.strayed:
        yield say["other_source"].format(question.strayed, took.source)
    if question.mended:
        yield say["mended"]
    yield from (say["dropped_key"].format(key) for key in question.left_out)
    if question.trial is not None:
        yield from (say["retyped"].format(words) for words in question.trial.retyped)
        if question.verdict == "taken":
            yield from (say["remark"].format(remark.message) for remark in question.trial.remarks)


def _why(question: Asked, took: Took, say: Mapping[str, str]) -> Iterator[str]:
    """Why a question was not taken, and what would settle it."""
    if question.trial is None:
        yield say["why_unread"].format(f"{question.trouble} ({question.words} …)")
        return
    for reason in question.trial.reasons:
        yield say[f"why_{reason.name}"].format(reason.words)
        yield from _settling(reason, question, took, say)


def _settling(reason: Reason, question: Asked, took: Took, say: Mapping[str, str]) -> Iterator[str]:
    if reason.name == "absent":
        nearest = next(iter(reason.spans), None) or _nearest(question, reason, took)
        shown = _sentence(nearest, took, say) if nearest is not None else ""
        yield say["nearest"].format(shown) if shown else say["no_nearest"]
    elif reason.name in ("twice", "context"):
        yield say["would_settle"]
        for span in reason.spans[:_MOST]:
            yield f"  {_place(span, took, say)} evidence: {_apart(span, took)}"
    elif reason.name in ("paragraph", "dots"):
        yield f"{say['would_settle']} evidence: [{', '.join(_parts(reason, took))}]"
    elif reason.spans and reason.name not in ("asked", "unread", "guillemets"):
        yield from (say["sentence"].format(_sentence(s, took, say)) for s in dict.fromkeys(reason.spans[:1]))


def _parts(reason: Reason, took: Took) -> list[str]:
    """The parts of a quotation between dots, or in each of the paragraphs that it runs over, as YAML."""
    if reason.name == "dots":
        return [scalars.quoted(part) for part in placing.around_dots(reason.words)]
    span = reason.spans[0]
    parts: dict[int, tuple[int, int]] = {}
    for line in _reading(span, took).numbered.lines:
        if line.start < span.end and span.start < line.end:
            start, end = max(line.start, span.start), min(line.end, span.end)
            parts[line.paragraph] = (parts.get(line.paragraph, (start, end))[0], end)
    return [_apart(_enough(Span(span.document, *place), took), took) for place in parts.values()]


def _enough(span: Span, took: Took) -> Span:
    """A place in a text, or its sentence where it is too little to prove anything."""
    is_little = lengths.are_fewer(span.text, evidence.LEAST_WORDS)
    return _reading(span, took).numbered.sentences_of(span) if is_little else span


def _nearest(question: Asked, reason: Reason, took: Took) -> Span | None:
    """The sentence that shares most rare words with a quotation that stands nowhere."""
    source = question.trial.values.get("source") if question.trial is not None else ""
    reading = took.readings.get(str(source)) or took.readings.get(took.source)
    proposal = Proposer(reading).best(reason.words, ()) if reading is not None else None
    return proposal.passage if proposal is not None else None


def _apart(span: Span, took: Took) -> str:
    return authoring.evidence(_reading(span, took), span)


def _shown(span: Span, took: Took, say: Mapping[str, str]) -> str:
    return f"{_place(span, took, say)} {on_one_line(span.text)}"


def _sentence(span: Span, took: Took, say: Mapping[str, str]) -> str:
    """The whole sentence of a place in a text; nothing where the place is in none."""
    if all(reading.source.document != span.document for reading in took.readings.values()):
        return ""
    return _shown(_reading(span, took).numbered.sentences_of(span), took, say)


def _place(span: Span, took: Took, say: Mapping[str, str]) -> str:
    reading = _reading(span, took)
    line = say["line"].format(reading.numbered.lines_of(span)[0].number)
    course: Course | None = took.course
    several = course is not None and len(course.sources) > 1
    return f"[{reading.source.id}, {line}]" if several else f"[{line}]"


def _reading(span: Span, took: Took) -> Reading:
    return next(r for r in took.readings.values() if r.source.document == span.document)
