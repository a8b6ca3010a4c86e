"""Answers that are given away before they are asked for: by a hint, the question, the id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatch

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.checks import telling
from citedeck.messages import diagnostics
from citedeck.model import NOT_SAID, Course, Diagnostic, Item, ResolvedItem, Text
from citedeck.text import borders, folding, search
from citedeck.text.reading import Reading

Readings = Mapping[str, Reading]


@singledispatch
def asked(item: Item) -> tuple[Text | str, ...]:
    """The answers that a learner is to find in an item, where one word too many gives them away."""
    raise NotImplementedError(item.form)


@asked.register(Short)
def _(item: Short) -> tuple[Text | str, ...]:
    return (item.answer,)


@asked.register(Choice)
def _(item: Choice) -> tuple[Text | str, ...]:
    """The right options, unless the question names a wrong one too."""
    wrong = [option.text for option in item.options if not option.right]
    prompt = folding.plain(item.prompt)
    if any(_holds(prompt, folding.sought(words)) for words in wrong):
        return ()
    return tuple(option.text for option in item.options if option.right and option.text != NOT_SAID)


@asked.register(Cloze)
def _(item: Cloze) -> tuple[Text | str, ...]:
    return tuple(dict.fromkeys(blank.answer for blank in item.blanks))


@asked.register(WhoSaysIt)
def _(item: WhoSaysIt) -> tuple[Text | str, ...]:
    return (item.answer,) if len(item.sources) == 1 else ()


@asked.register(TrueFalse)
@asked.register(Match)
@asked.register(Order)
@asked.register(Classify)
@asked.register(Comparison)
@asked.register(Open)
def _(item: Item) -> tuple[Text | str, ...]:
    return ()


def away(course: Course, readings: Readings, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    """Neither the words before an answer nor the id of its item hold what is asked for."""
    for resolved in items:
        item = resolved.item
        for answer in asked(item):
            needle = folding.sought(answer)
            for where, words, at, way_out in _before(item):
                holds = _holds(words, needle) or (at is item.id and _is_spelt(words, answer, course))
                if holds and not _names(answer, resolved, course):
                    yield _given(item, where, answer, at, way_out)


def _names(answer: str, resolved: ResolvedItem, course: Course) -> bool:
    """Whether an answer tells no more than the name of a text does, which every question holds."""
    return telling.words(answer, course.language) <= telling.names(resolved, course)


def _given(item: Item, where: str, answer: str, at: Text, way_out: str) -> Diagnostic:
    return diagnostics.make(
        "answer-given",
        f"{where} of `{item.id}` holds the answer « {answer} »",
        at.at,
        item=item.id,
        help=[way_out],
    )


def _before(item: Item) -> Iterator[tuple[str, str, Text, str]]:
    """What is read before the answer: where it stands, its plain words, what to point at, a way out."""
    name = item.id.replace("-", " ")  # it has small letters of a to z, and digits
    yield "the id", name, item.id, "choose another id; a released one stays: allow it"
    prompt = item.asks()
    if prompt is not None:
        yield "the question", folding.plain(prompt), prompt, "ask without the words of the answer"
    if isinstance(item, Cloze):
        yield "the rest", folding.plain("…".join(item.pieces)), item.text, "leave these words out there too"
        for blank in item.blanks:
            if blank.hint:
                way_out = "hint at what is asked for, not at its words"
                yield "a hint", folding.plain(blank.hint), item.text, way_out


def _is_spelt(name: str, answer: str, course: Course) -> bool:
    """Whether each word of an answer that tells something is one of a name."""
    telling_words = telling.whole(answer, course.language)
    return bool(telling_words) and telling_words.issubset(name.split())


def _holds(words: str, needle: str) -> bool:
    """Whether plain words hold others whole.

    Where the writing has no blanks, what two signs or more say may stand anywhere.
    """
    if needle not in words:
        return False
    is_unspaced = len(needle) > 1 and borders.has_unspaced(needle)
    return any(is_unspaced or _is_whole(words, at, at + len(needle)) for at in search.anywhere(words, needle))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a place begins and ends with no word cut."""
    return not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum())
