"""Draws the items of a teacher's own worksheet, so that a new item changes little.

Each item has a digest with the sheet's seed; the lowest ones that the rules allow are taken.
The rules: no item twice in substance. Two items give each other away where their evidence
overlaps, or where one shows the other's answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence

from citedeck.messages import diagnostics
from citedeck.model import Choice, Cloze, Diagnostic, Item, ResolvedItem, Sheet, Short
from citedeck.quick import dataclass
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


def give_away(one: ResolvedItem, other: ResolvedItem) -> bool:
    """Whether two items on one sheet would answer each other."""
    return _overlap(one, other) or _shows(one.item, other.item) or _shows(other.item, one.item)


def answered(sheets: Iterable[Sheet]) -> Iterator[Diagnostic]:
    """Questions of a ready worksheet whose answer another question of it shows."""
    for sheet in sheets:
        if sheet.version != sheet.worksheet.versions[0] or "worksheet-answered" in sheet.worksheet.allow:
            continue
        items = [entry.resolved.item for entry in sheet.entries]
        seen = [(item, _bare(" ".join(_seen(item)))) for item in items]
        for other in items:
            for item, words in seen:
                if item is not other and not _same_scale(item, other) and _holds(words, other):
                    name = next(name for name in sheet.worksheet.items if name == item.id)
                    message = f"on `{sheet.worksheet.id}`, `{item.id}` shows the answer of `{other.id}`"
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


def _overlap(one: ResolvedItem, other: ResolvedItem) -> bool:
    return any(
        a.source is b.source and a.span.start < b.span.end and b.span.start < a.span.end
        for a in one.passages
        for b in other.passages
    )


def _shows(item: Item, other: Item) -> bool:
    """Whether the words a pupil sees of one item hold an answer of another."""
    return not _same_scale(item, other) and _holds(_bare(" ".join(_seen(item))), other)


def _same_scale(item: Item, other: Item) -> bool:
    """Whether two choices offer the same options, as « one text, the other, both »: that tells nothing."""
    if not (isinstance(item, Choice) and isinstance(other, Choice)):
        return False
    return {option.text for option in item.options} == {option.text for option in other.options}


def _holds(seen: str, other: Item) -> bool:
    """Whether bare words hold an answer of an item: of one with several right options, all of them."""
    answers = [_bare(answer) for answer in _answers(other)]
    shown = [len(answer) >= SHORTEST and f" {answer} " in f" {seen} " for answer in answers]
    return bool(shown) and (all(shown) if isinstance(other, Choice) else any(shown))


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
    return []  # what other forms ask for stands on the sheet anyway, or is long


def _bare(words: str) -> str:
    """Words to compare: without case, accents, articles and marks."""
    loose = folding.loose(folding.bare(words))
    return " ".join("".join(char if char.isalnum() else " " for char in loose).split())
