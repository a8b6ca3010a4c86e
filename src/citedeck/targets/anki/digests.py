"""What a learner would call a correction: digests of what a note shows, by the recipe that a lock names.

A new recipe dates nothing: a note that was released under an older one is compared by that one, and is
remembered by the new one from the next release on.

To add a recipe: its function in RECIPES, under the next number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from citedeck.bank.forms import WhoSaysIt
from citedeck.languages.catalogue import NBSP
from citedeck.model import Compilation, Passage, Quotation, ResolvedItem, Span
from citedeck.quick import dataclass
from citedeck.targets.anki.asked import Asked
from citedeck.text import folding

CONTEXT = 200
"""How much of its sentence (characters), on each side of a quotation, counts as shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one note shows: an item, what is asked of it, and the passages that prove it."""

    resolved: ResolvedItem
    asked: Asked
    passages: Sequence[Passage]
    compilation: Compilation


def digest(shown: Shown) -> str:
    """The digest of a note by the newest recipe, whose number it begins with."""
    return f"{NEWEST}:{RECIPES[NEWEST](shown)}"


def agrees(released: str, shown: Shown) -> bool:
    """Whether a note shows what it did when this digest of it was released, by that one's recipe."""
    number, parted, value = released.rpartition(":")
    recipe = RECIPES.get(int(number) if parted and number.isdecimal() else 1)
    return recipe is not None and recipe(shown) == value


def _first(shown: Shown) -> str:
    """Every word an author wrote, in the order of the bank, and the words marked."""
    words = [*_authored(shown.resolved.item, _FIRST), *_authored(shown.asked.part, _FIRST)]
    spans = [span for passage in shown.passages for span in (passage.span, *passage.answers)]
    quoted = [" ".join(span.text.split()) for span in spans]
    item = [shown.resolved.item.form, shown.asked.row]
    return _hashed([*item, *words, *quoted, *_absent(shown), *_judged(shown)])


def _second(shown: Shown) -> str:
    """What is read on the card: no mark, no blank, no order that the program chooses.

    The sentence of a passage counts, for an edited text is accepted by somebody; so does a label
    where it is the answer.
    """
    item, asked = shown.resolved.item, shown.asked
    words = [item.form, asked.row, *_authored(item, _SECOND), *_authored(asked.part, _SECOND)]
    words += [folding.words(passage.span.text) for passage in shown.passages]
    words += [_sentence(passage, shown.compilation) for passage in shown.passages]
    words += _absent(shown) + _judged(shown)
    if isinstance(item, WhoSaysIt):
        words += [source.label for source in shown.resolved.sources if source.id == item.answer]
    if item.sensitive is not None:
        words.append("sensitive")
    return _hashed(words)


RECIPES: dict[int, Callable[[Shown], str]] = {1: _first, 2: _second}
NEWEST = max(RECIPES)


def _hashed(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def _absent(shown: Shown) -> list[str]:
    return [words for proof in shown.asked.proofs for absence in proof.absences for words in absence.words]


def _judged(shown: Shown) -> list[str]:
    return [whole.reason for proof in shown.asked.proofs for whole in proof.wholes]


def _sentence(passage: Passage, compilation: Compilation) -> str:
    """The sentence around a passage, as far as it is shown whatever its length."""
    sentence = compilation.texts[passage.source.id].sentences_of(passage.span)
    start = max(sentence.start, passage.span.start - CONTEXT)
    end = min(sentence.end, passage.span.end + CONTEXT)
    return folding.words(sentence.document.text[start:end])


# The words of a value


@dataclass(frozen=True, eq=False)
class Selection:
    """Which words of a value are taken, and how."""

    left_out: tuple[str, ...]
    quotation: tuple[str, ...]
    """The fields of a quotation that count."""
    is_shown: bool
    """Whether only what is seen counts: blanks are one, and several values have no order."""


_SHARED = ("id", "lines", "points", "only", "reserve", "allow", "evidence", "pairs", "statements")
_PLACED = ("last",)
"""What says of a part only where it stands."""

_FIRST = Selection(_SHARED, ("mark", "absent", "whole"), is_shown=False)
_SECOND = Selection((*_SHARED, "justify", "sensitive", "mark", "retired"), (), is_shown=True)


def _authored(value: Any, how: Selection) -> list[str]:
    """Every word an author wrote in a value, each under the name of its field."""
    if value is None:
        return []
    if isinstance(value, str):
        return [_on_one_line(value) if how.is_shown else value]
    if isinstance(value, tuple):
        return _several(value, how)
    if named_fields := _fields(value.__class__, how):
        return _of_fields(value, named_fields, how)
    if isinstance(value, bool | int):
        return [f"{value}"]
    if isinstance(value, Mapping):
        return [f"{key}: {words}" for key, part in value.items() for words in _authored(part, how)]
    return []


def _of_fields(value: Any, named_fields: Iterable[tuple[str, str]], how: Selection) -> list[str]:
    """The words of some fields of a value, each after the name of its field."""
    authored: list[str] = []
    for field, named in named_fields:
        part = getattr(value, field)
        if isinstance(part, str):  # most are
            authored.append(named + (_on_one_line(part) if how.is_shown else part))
        elif part or part == 0:  # of nothing there are no words, but of False
            for words in _authored(part, how):
                authored.append(named + words)  # noqa: PERF401 - a comprehension costs a call
    return authored


def _several(values: tuple[Any, ...], how: Selection) -> list[str]:
    """The words of several values: one string of each where their order says nothing."""
    if not how.is_shown:
        return [words for part in values for words in _authored(part, how)]
    each = [
        _on_one_line(part) if isinstance(part, str) else "\t".join(_authored(part, how)) for part in values
    ]
    return sorted(each)


def _on_one_line(value: str) -> str:
    """Words with one blank wherever there are blanks; most have no others, and are not taken apart."""
    is_plain = value.isprintable() or (value := value.replace(NBSP, " ")).isprintable()
    return value.strip() if is_plain and "  " not in value else " ".join(value.split())


@cache
def _fields(kind: type[Any], how: Selection) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of value that hold an author's words, each with what stands before these."""
    if kind is Quotation:
        names = how.quotation
    else:
        left_out = how.left_out if _is_item(kind) else _PLACED
        named = fields(kind) if is_dataclass(kind) and kind is not Span else ()
        names = tuple(field.name for field in named if field.name not in left_out)
    return tuple((name, f"{name}: ") for name in names)


def _is_item(kind: type[Any]) -> bool:
    return hasattr(kind, "form")
