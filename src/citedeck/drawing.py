"""Draws the items of a teacher's own worksheet, so that a new item changes little.

Each item has a digest with the sheet's seed; the lowest ones that the rules allow are taken.
The rules: no item twice in substance. Two items give each other away where their evidence
overlaps, or where one shows the other's answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence

from citedeck import normalize
from citedeck.frozen import dataclass
from citedeck.model import Choice, Cloze, Item, Match, ResolvedItem, Short

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


def give_away(one: ResolvedItem, other: ResolvedItem) -> bool:
    """Whether two items on one sheet would answer each other."""
    return _overlap(one, other) or _shows(one.item, other.item) or _shows(other.item, one.item)


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


def _overlap(one: ResolvedItem, other: ResolvedItem) -> bool:
    return any(
        a.source is b.source and a.span.start < b.span.end and b.span.start < a.span.end
        for a in one.passages
        for b in other.passages
    )


def _shows(item: Item, other: Item) -> bool:
    """Whether the words a pupil sees of one item hold an answer of another."""
    seen = _bare(" ".join(_seen(item)))
    answers = (_bare(answer) for answer in _answers(other))
    return any(len(answer) >= SHORTEST and f" {answer} " in f" {seen} " for answer in answers)


def _seen(item: Item) -> Iterable[str]:
    if isinstance(item, Cloze):
        ends = [0, *(blank.end for blank in item.blanks)]
        starts = [*(blank.start for blank in item.blanks), len(item.words)]
        return [item.prompt or "", *(item.words[a:b] for a, b in zip(ends, starts, strict=True))]
    if isinstance(item, Short):
        return [item.prompt]
    lures = [option.text for option in item.options] if isinstance(item, Choice) else []
    return [*item.asserted(), *lures]


def _answers(item: Item) -> Iterable[str]:
    if isinstance(item, Cloze):
        return [blank.answer for blank in item.blanks]
    if isinstance(item, Short):
        return [item.answer, *item.accept]
    if isinstance(item, Choice):
        return [option.text for option in item.options if option.right]
    return [pair.right for pair in item.pairs] if isinstance(item, Match) else []


def _bare(words: str) -> str:
    """Words to compare: without case, accents, articles and marks."""
    loose = normalize.loose(normalize.bare(words))
    return " ".join("".join(char if char.isalnum() else " " for char in loose).split())
