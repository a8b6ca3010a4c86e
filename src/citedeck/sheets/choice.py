"""Chooses the items of a teacher's own worksheet, and says why the others are not on it.

A new item is to change little: each has a digest with the sheet's seed, and the lowest ones that the
rules allow are taken. The rules: no item twice in substance. Two items give each other away where their
evidence overlaps, or where one shows the other's answer. Items that are named, or all, are taken as they
are.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import combinations

from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, ResolvedItem, Sheet
from citedeck.quick import dataclass
from citedeck.sheets import clues, height
from citedeck.sheets.clues import Clues
from citedeck.sheets.points import worth

SHUFFLES = 8
"""So often is a set that adds up looked for, in another order of the items each time."""

NOT_NEEDED = "the sheet is complete without them; another --seed takes others"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a teacher asks for: empty means any. `sensitive` and reserved items come only when asked for."""

    count: int | None = None
    points: Decimal | None = None
    """What the points have to add up to."""
    pages: int | None = None
    everything: bool = False
    items: tuple[str, ...] = ()
    """Ids to take, in this order; nothing else is chosen by then."""
    sheet: str = ""
    """A ready worksheet, whose items are taken."""
    fewer: int | None = None
    """How many to leave of those that are taken."""
    without: Collection[str] = ()
    seed: str = ""
    sources: Collection[str] = ()
    categories: Collection[str] = ()
    levels: Collection[str] = ()
    forms: Collection[str] = ()
    sensitive: bool = False
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The items of a sheet, and why each other one is not among them."""

    items: tuple[ResolvedItem, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Ids with the reason."""
    telling: tuple[tuple[str, str], ...] = ()
    """Of items that were named: which gives which away."""
    most: Decimal = Decimal()
    """Where no set has the points asked for: the most below them that can be reached."""


def choose(items: Sequence[ResolvedItem], wish: Wish, course: Course) -> Chosen:
    """The items of a sheet, lower levels first; fewer than wished for where no more fit together."""
    chosen = _chosen(items, wish, course)
    if wish.fewer is None or not chosen.items:
        return chosen
    from citedeck.sheets import fewer  # few sheets are shortened

    kept, reasons = fewer.shorter(chosen.items, wish.fewer)
    return replace(chosen, items=kept, left_out={**chosen.left_out, **reasons}, telling=_telling(kept))


def _chosen(items: Sequence[ResolvedItem], wish: Wish, course: Course) -> Chosen:
    if names := wish.items or _of_sheet(wish, course):
        by_id = {str(resolved.item.id): resolved for resolved in items}
        named = [by_id[name] for name in names if name not in wish.without and name in by_id]
        return Chosen(tuple(named), telling=_telling(named))
    unasked = {str(r.item.id): reason for r in items if (reason := _unasked(r, wish, course))}
    fitting = [resolved for resolved in items if resolved.item.id not in unasked]
    if wish.everything:
        return Chosen(tuple(fitting), unasked, _telling(fitting))
    if wish.points is not None:
        return _adding_up(fitting, wish, course, unasked)
    return _first(fitting, wish, course, unasked)


def _of_sheet(wish: Wish, course: Course) -> tuple[str, ...]:
    """The ids on the ready worksheet that is asked for."""
    return next((tuple(w.items) for w in course.worksheets if w.id == wish.sheet), ())


def answered(sheet: Sheet) -> Iterator[Diagnostic]:
    """Questions of a ready worksheet whose answer another question of it shows."""
    worksheet = sheet.worksheet
    if "worksheet-answered" in worksheet.allow:
        return
    for item, other in clues.telling([entry.resolved.item for entry in sheet.entries]):
        name = next(name for name in worksheet.items if name == item.id)
        message = f"on `{worksheet.id}`, `{item.id}` shows the answer of `{other.id}`"
        help_lines = ["put another item in the place of one of the two"]
        yield diagnostics.make("worksheet-answered", message, name.at, help=help_lines)


def is_of(resolved: ResolvedItem, wish: Wish) -> bool:
    """Whether an item is of the texts, categories, levels and forms that are asked for."""
    return not any(_elsewhere(resolved, wish).values())


def _elsewhere(resolved: ResolvedItem, wish: Wish) -> dict[str, bool]:
    """What an item can be of that is not asked for, and whether it is."""
    item = resolved.item
    return {
        "of another text": bool(wish.sources) and not set(item.sources) <= set(wish.sources),
        "of another category": bool(wish.categories) and item.category not in wish.categories,
        "of another level": bool(wish.levels) and item.level not in wish.levels,
        "of another form": bool(wish.forms) and item.form not in wish.forms,
    }


def _unasked(resolved: ResolvedItem, wish: Wish, course: Course) -> str:
    """Why an item is not to be chosen; empty where it may be."""
    item = resolved.item
    reasons = {
        "taken out by --without": item.id in wish.without,
        "for the deck only": item.only == "deck",
        **_elsewhere(resolved, wish),
        "sensitive; --sensitive takes them": not wish.sensitive and item.sensitive is not None,
        "kept for assessments; --reserved takes them": not wish.reserved and course.reserves(item),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _telling(items: Sequence[ResolvedItem]) -> tuple[tuple[str, str], ...]:
    """Which of some items give which away."""
    pairs = {(str(a.id), str(b.id)) for a, b in clues.telling([resolved.item for resolved in items])}
    overlapping = {(str(a.item.id), str(b.item.id)) for a, b in resting(items)}
    return tuple(sorted(pairs | {pair for pair in overlapping if pair[::-1] not in pairs}))


def resting(items: Sequence[ResolvedItem]) -> list[tuple[ResolvedItem, ResolvedItem]]:
    """The pairs of items, each as they stand, whose answers rest on the same words of a text."""
    pairs = {pair for group in sharing(items) for pair in combinations(group, 2)}
    return [(items[number], items[other]) for number, other in sorted(pairs)]


def sharing(items: Sequence[ResolvedItem]) -> list[list[int]]:
    """The numbers of items that rest on the same words of a text: a group for all that share some."""
    edges: dict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    for number, resolved in enumerate(items):
        for passage in resolved.passages:
            edges[passage.source.id] += [
                (passage.span.start, True, number),
                (passage.span.end, False, number),
            ]
    groups: dict[tuple[int, ...], None] = {}
    for of_source in edges.values():
        open_here: Counter[int] = Counter()
        is_growing = False
        for _, begins, number in sorted(of_source):  # at one place, ends come before beginnings
            if is_growing and not begins and len(open_here) > 1:
                groups[tuple(sorted(open_here))] = None
            is_growing = begins
            open_here[number] += 1 if begins else -1
            if not open_here[number]:
                del open_here[number]
    return [list(group) for group in groups]


# Items that do not give each other away


class _Pool:
    """Items with their clues, each made once, and what is known of any two."""

    def __init__(self, items: Sequence[ResolvedItem]) -> None:
        self.items = items
        self._clues: dict[str, Clues] = {}

    def give_away(self, resolved: ResolvedItem, other: ResolvedItem) -> bool:
        """Whether two items on one sheet would answer each other."""
        one, two = self._of(resolved), self._of(other)
        return _overlap(resolved, other) or one.show(two) or two.show(one)

    def against(self, resolved: ResolvedItem, chosen: Sequence[ResolvedItem]) -> str:
        """The id of an item that another one cannot stand beside; empty where there is none."""
        return next((str(other.item.id) for other in chosen if self.give_away(resolved, other)), "")

    def _of(self, resolved: ResolvedItem) -> Clues:
        name = str(resolved.item.id)
        if name not in self._clues:
            self._clues[name] = clues.of(resolved.item)
        return self._clues[name]


def _overlap(resolved: ResolvedItem, other: ResolvedItem) -> bool:
    return any(
        a.source is b.source and a.span.start < b.span.end and b.span.start < a.span.end
        for a in resolved.passages
        for b in other.passages
    )


def _shuffled(items: Sequence[ResolvedItem], seed: str) -> list[ResolvedItem]:
    """Items in the order of their digests with a seed."""
    return sorted(items, key=lambda r: hashlib.sha256(f"{seed}\n{r.item.id}".encode()).hexdigest())


def _in_order(chosen: Sequence[ResolvedItem], items: Sequence[ResolvedItem]) -> tuple[ResolvedItem, ...]:
    """Chosen items, lower levels first, else in the order of study."""
    order = {str(resolved.item.id): number for number, resolved in enumerate(items)}
    return tuple(sorted(chosen, key=lambda r: (str(r.item.level or ""), order[r.item.id])))


def _room(wish: Wish, course: Course) -> float:
    return height.below_head(wish.pages, course.paper) if wish.pages else float("inf")


def _first(items: Sequence[ResolvedItem], wish: Wish, course: Course, unasked: Mapping[str, str]) -> Chosen:
    """The first items that fit together, by their digests, as many as are wished for and have room."""
    pool, room = _Pool(items), _room(wish, course)
    chosen: list[ResolvedItem] = []
    left_out = dict(unasked)
    for resolved in _shuffled(items, wish.seed):
        name = str(resolved.item.id)
        if wish.count is not None and len(chosen) == wish.count:
            left_out[name] = NOT_NEEDED
        elif other := pool.against(resolved, chosen):
            left_out[name] = _beside(other)
        elif (tall := height.of(resolved.item)) > room:
            left_out[name] = "no room is left for it"
        else:
            chosen.append(resolved)
            room -= tall
    return Chosen(_in_order(chosen, items), left_out)


def _beside(other: str) -> str:
    return f"it and `{other}` would answer each other"


@dataclass(frozen=True, slots=True)
class _Set:
    """Items that fit together, with the room they take."""

    items: tuple[ResolvedItem, ...] = ()
    tall: float = 0


def _adding_up(
    items: Sequence[ResolvedItem], wish: Wish, course: Course, unasked: Mapping[str, str]
) -> Chosen:
    """A set of items whose points add up to what is wished for, as many as are wished for."""
    assert wish.points is not None
    pool, most = _Pool(items), Decimal()
    for number in range(SHUFFLES):
        shuffled = _shuffled(items, f"{wish.seed}/{number}" if number else wish.seed)
        sums, is_all = _sums(shuffled, wish.points, wish.count, _room(wish, course), pool)
        most = max([most, *(points for count, points in sums if count == (wish.count or 0))])
        if full := sums.get((wish.count or 0, wish.points)):
            taken = {resolved.item.id for resolved in full.items}
            left_out = {str(r.item.id): _why_not(r, full, pool) for r in items if r.item.id not in taken}
            return Chosen(_in_order(full.items, items), {**unasked, **left_out})
        if is_all:
            break
    return Chosen(left_out=unasked, most=most)


def _why_not(resolved: ResolvedItem, full: _Set, pool: _Pool) -> str:
    other = pool.against(resolved, full.items)
    return _beside(other) if other else NOT_NEEDED


def _sums(
    items: Sequence[ResolvedItem], points: Decimal, count: int | None, room: float, pool: _Pool
) -> tuple[dict[tuple[int, Decimal], _Set], bool]:
    """For each number of items and sum of points that can be reached, the first set that reaches it.

    Where no number is wished for it is 0 of all. It ends where the sum is reached. And whether another
    order of the items could reach no more: no two gave each other away, and there was room.
    """
    sums, is_all = {(0, Decimal()): _Set()}, True
    for resolved in items:
        value, tall = worth(resolved.item), height.of(resolved.item)
        for (many, before), of_sum in list(sums.items()):
            key = (0 if count is None else many + 1, before + value)
            if key in sums or key[1] > points or (count is not None and key[0] > count):
                continue
            if of_sum.tall + tall <= room and not pool.against(resolved, of_sum.items):
                sums[key] = _Set((*of_sum.items, resolved), of_sum.tall + tall)
            else:
                is_all = False
        if (count or 0, points) in sums:
            break
    return sums, is_all
