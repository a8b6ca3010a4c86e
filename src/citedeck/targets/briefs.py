"""Briefs: what to paste into any assistant so that it writes questions on a text that can be proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import FORMS
from citedeck.languages import briefing
from citedeck.messages import diagnostics
from citedeck.model import Compilation, Course, Output, Source, Span
from citedeck.proof import coverage
from citedeck.proof.coverage import Covered
from citedeck.quick import dataclass

MOST = 12_000
"""Longer briefs (characters) are too much for many assistants."""

QUESTIONS = 12

OF_TWO = ("who-says-it", "comparison")
"""Forms that ask about several texts."""

USUAL = ("short", "choice", "true-false", "cloze", "match")
"""The forms that are asked for where nobody names any."""

RULE = "-" * 64

_RULES = ("evidence", "answer", "front", "one", "lures", "silence", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: texts by their ids, a part of their lines, how many questions, of which forms."""

    sources: tuple[str, ...]
    uncovered: bool = False
    lines: tuple[int, int] | None = None
    count: int = QUESTIONS
    forms: tuple[str, ...] = USUAL


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A brief for each text that may be printed."""
    measured = coverage.measure(compilation)
    for source in course.sources.values():
        if source.printable:
            words = brief(compilation, course, Wish(sources=(source.id,)), measured)
            yield Output(path(source), words.encode())


def path(source: Source) -> str:
    """Where the brief of a text is written."""
    return f"briefs/{source.id}.txt"


def brief(
    compilation: Compilation, course: Course, wish: Wish, measured: Sequence[Covered] | None = None
) -> str:
    """The whole brief: what to mind before it is pasted; the task, the rules, examples, and the text."""
    say = briefing.of(course.language)
    covered = coverage.measure(compilation) if measured is None else measured
    about = [course.sources[name] for name in wish.sources]
    is_starred = any(c.unasked for c in covered if c.source.id in wish.sources)
    parts = [
        *_before(about, say),
        *_task(course, wish, about, say, is_starred=is_starred),
        *_examples(wish, course.language, say),
        *_reply(course, about, say),
    ]
    for source in about:
        parts += _text(source, compilation, next(c for c in covered if c.source.id == source.id), wish, say)
    return "\n".join(parts) + "\n"


def stamp(course: Course, about: Sequence[Source]) -> str:
    """The line by which a reply says which course and text it is about."""
    texts = ", ".join(f"{source.id} {source.document.digest[:12]}" for source in about)
    return f"# citedeck brief: {course.id}: {texts}"


def objection(source: Source, language: str) -> str:
    """Why a text should not be handed to a service; nothing where nothing speaks against it."""
    say = briefing.of(language)
    if not source.printable:
        return say["against"].format(source.label, say["unprintable"])
    return say["against"].format(source.label, source.rights) if briefing.are_reserved(source.rights) else ""


def too_long(words: str, language: str) -> str:
    """What is said of a brief that is too much for many assistants."""
    return briefing.of(language)["too_long"].format(len(words))


def usual(texts: int) -> tuple[str, ...]:
    """The forms that are asked for of so many texts, where nobody names any."""
    return USUAL if texts == 1 else ("choice", "true-false", *OF_TWO)


# Its parts


def _before(about: Sequence[Source], say: Mapping[str, str]) -> Iterator[str]:
    yield say["before"]
    for rights in dict.fromkeys(source.rights for source in about):
        yield say["rights_are"].format(rights) if rights else say["rights_unknown"]
    yield say["no_pupils"]
    yield say["paste"]
    yield RULE


def _task(
    course: Course, wish: Wish, about: Sequence[Source], say: Mapping[str, str], *, is_starred: bool
) -> Iterator[str]:
    yield say["task"].format(wish.count)
    if wish.uncovered or is_starred:
        yield say["task_uncovered" if wish.uncovered else "task_stars"]
    yield say["material"]
    yield f"\n{say['rules']}"
    labels = " / ".join(source.label for source in about)
    for number, name in enumerate(_RULES, 1):
        yield f"{number}. {say[f'rule_{name}'].format(labels)}"
    listed = ", ".join(f"{key} ({shown})" for key, shown in course.categories.items())
    yield say["also_keys"].format(say["categories"].format(listed) if listed else "")
    if len(about) > 1:
        yield say["source_key"].format(about[0].id)


def _examples(wish: Wish, language: str, say: Mapping[str, str]) -> Iterator[str]:
    two = any(form in OF_TWO for form in wish.forms)
    yield f"\n{say['examples']}"
    yield say["example_text"].format(say["label"])
    yield " ".join(say[f"s{number}"] for number in range(1, 5))
    if two:
        yield say["example_text"].format(say["other"])
        yield f"{say['b1']} {say['b2']}"
    yield "```yaml"
    yield "".join(briefing.example(form, language) for form in FORMS if form in wish.forms).rstrip("\n")
    yield "```"


def _reply(course: Course, about: Sequence[Source], say: Mapping[str, str]) -> Iterator[str]:
    yield f"\n{say['reply']}"
    yield say["reply_is"]
    yield stamp(course, about)


def _text(
    source: Source, compilation: Compilation, covered: Covered, wish: Wish, say: Mapping[str, str]
) -> Iterator[str]:
    yield f"\n{say['text_is'].format(f'{source.label} ({source.id})')}"
    numbered, paragraph, number = compilation.texts[source.id], 0, 0
    for span, sign in _sentences(covered):
        first, last = numbered.lines_of(span)
        number += sign != "="
        if wish.lines and (last.number < wish.lines[0] or first.number > wish.lines[1]):
            continue
        if first.paragraph != paragraph:
            yield ""
            paragraph = first.paragraph
        shown = sign if sign == "=" else f"{number}{sign}"
        yield f"[{shown}] {diagnostics.on_one_line(span.text)}"


def _sentences(covered: Covered) -> list[tuple[Span, str]]:
    """The sentences of a text in order, each with its sign: a star where nobody asks about it yet."""
    signed = [(span, "") for span in covered.asked]
    signed += [(span, "*") for span, _ in covered.unasked]
    idle = (*covered.source.headings, *covered.source.skipped)
    signed += [(span, "=" if any(map(span.covers, idle)) else "") for span, _ in covered.left_out]
    return sorted(signed, key=lambda pair: pair[0].start)
