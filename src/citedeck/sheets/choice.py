"""Draws the items of a teacher's own worksheet, so that a new item changes little.

Each item has a digest with the sheet's seed; the lowest ones that the rules allow are taken.
The rules: no item twice in substance. Two items give each other away where their evidence
overlaps, or where one shows the other's answer.

To add a form: what a sheet prints of it and what it asks for, registered with `printed` and `asked_for`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Item, ResolvedItem, Sheet
from citedeck.quick import dataclass
from citedeck.sheets import orders
from citedeck.text import folding

SHORTEST = 4
"""Answers of fewer characters stand in other words by chance."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a teacher asks for: empty means any. `sensitive` items come only when asked for."""

    count: int
    seed: str = ""
    sources: Collection[str] = ()
    categories: Collection[str] = ()
    levels: Collection[str] = ()
    forms: Collection[str] = ()
    sensitive: bool = False


def draw(items: Sequence[ResolvedItem], wish: Wish) -> list[ResolvedItem]:
    """The items drawn, lower levels first; fewer than wished for where no more fit together."""
    fitting = [resolved for resolved in items if _fits(resolved, wish)]
    drawn: list[ResolvedItem] = []
    for resolved in sorted(fitting, key=lambda r: _digest(wish.seed, r.item.id)):
        if len(drawn) < wish.count and not any(give_away(resolved, other) for other in drawn):
            drawn.append(resolved)
    order = {str(resolved.item.id): number for number, resolved in enumerate(items)}
    return sorted(drawn, key=lambda r: (str(r.item.level or ""), order[r.item.id]))


def give_away(resolved: ResolvedItem, other: ResolvedItem) -> bool:
    """Whether two items on one sheet would answer each other."""
    return _overlap(resolved, other) or _shows(resolved.item, other.item) or _shows(other.item, resolved.item)


def answered(sheet: Sheet) -> Iterator[Diagnostic]:
    """Questions of a ready worksheet whose answer another question of it shows."""
    worksheet = sheet.worksheet
    if "worksheet-answered" in worksheet.allow:
        return
    items = [entry.resolved.item for entry in sheet.entries]
    printed_words = [(item, _bare(" ".join(printed(item)))) for item in items]
    for other in items:
        for item, words in printed_words:
            if item is not other and not _same_scale(item, other) and _holds(words, other):
                name = next(name for name in worksheet.items if name == item.id)
                message = f"on `{worksheet.id}`, `{item.id}` shows the answer of `{other.id}`"
                help_lines = ["put another item in the place of one of the two"]
                yield diagnostics.make("worksheet-answered", message, name.at, help=help_lines)


def _fits(resolved: ResolvedItem, wish: Wish) -> bool:
    item = resolved.item
    return (
        item.only != "deck"
        and (wish.sensitive or item.sensitive is None)
        and (not wish.sources or set(item.sources) <= set(wish.sources))
        and (not wish.categories or item.category in wish.categories)
        and (not wish.levels or item.level in wish.levels)
        and (not wish.forms or item.form in wish.forms)
    )


def _digest(seed: str, item: str) -> str:
    return hashlib.sha256(f"{seed}\n{item}".encode()).hexdigest()


def _overlap(resolved: ResolvedItem, other: ResolvedItem) -> bool:
    return any(
        a.source is b.source and a.span.start < b.span.end and b.span.start < a.span.end
        for a in resolved.passages
        for b in other.passages
    )


def _shows(item: Item, other: Item) -> bool:
    """Whether the words a sheet prints of one item hold an answer of another."""
    return not _same_scale(item, other) and _holds(_bare(" ".join(printed(item))), other)


def _same_scale(item: Item, other: Item) -> bool:
    """Whether two choices offer the same options, as « one text, the other, both »: that tells nothing."""
    scales = [set(orders.shuffled(one)) for one in (item, other) if isinstance(one, Choice)]
    return len(scales) == 2 and scales[0] == scales[1]  # noqa: PLR2004 - both are choices


def _holds(words: str, other: Item) -> bool:
    """Whether bare words hold an answer of an item, whole."""
    return any(all(_stands(_bare(part), words) for part in answer) for answer in asked_for(other))


def _stands(answer: str, words: str) -> bool:
    return len(answer) >= SHORTEST and f" {answer} " in f" {words} "


def _bare(words: str) -> str:
    """Words to compare: without case, accents, articles and marks."""
    loose = folding.loose(folding.bare(words))
    return " ".join("".join(char if char.isalnum() else " " for char in loose).split())


@singledispatch
def printed(item: Item) -> Iterable[str]:
    """The words a pupil sees of an item, by its form."""
    raise NotImplementedError(item.form)


@printed.register(Short | TrueFalse)
def _asked(item: Short | TrueFalse) -> Iterable[str]:
    return [item.prompt]


@printed.register(Cloze)
def _cloze(item: Cloze) -> Iterable[str]:
    return [item.prompt or "", *item.pieces]


@printed.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt) -> Iterable[str]:
    return [item.statement]


@printed.register(Choice | Order | Classify)
def _shuffled(item: Choice | Order | Classify) -> Iterable[str]:
    return [item.prompt, *orders.shuffled(item)]


@printed.register(Match)
def _match(item: Match) -> Iterable[str]:
    return item.asserted()  # a lure among them is no hint: a pupil does not know that it is one


@printed.register(Comparison)
def _comparison(item: Comparison) -> Iterable[str]:
    return [item.prompt, *(row.criterion for row in item.rows)]


@printed.register(Open)
def _open(item: Open) -> Iterable[str]:
    return [item.prompt, *(criterion.text for criterion in item.criteria)]


@singledispatch
def asked_for(item: Item) -> Iterable[Sequence[str]]:
    """The answers of an item that other words may hold, by its form; of several parts, all of them."""
    raise NotImplementedError(item.form)


@asked_for.register(Short)
def _short_answers(item: Short) -> Iterable[Sequence[str]]:
    return [[answer] for answer in (item.answer, *item.accept)]


@asked_for.register(Cloze)
def _blanks(item: Cloze) -> Iterable[Sequence[str]]:
    return [[blank.answer] for blank in item.blanks]


@asked_for.register(Choice)
def _right_options(item: Choice) -> Iterable[Sequence[str]]:
    return [[option.text for option in item.options if option.right]]


@asked_for.register(TrueFalse | WhoSaysIt | Match | Order | Classify | Comparison | Open)
def _nothing(
    item: TrueFalse | WhoSaysIt | Match | Order | Classify | Comparison | Open,
) -> Iterable[Sequence[str]]:
    return []  # what these ask for stands on the sheet anyway, or is long
