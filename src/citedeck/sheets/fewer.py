"""A shorter sheet of the same skills: of some items those that together ask what all of them ask.

What an item asks is its level, its category, its form and its texts. One after the other goes that without
which the others are nearest to the mixture of all; of those that are equal the one that takes most room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from citedeck.model import ResolvedItem
from citedeck.sheets import height

Trait = tuple[str, str]
"""What an item asks: which kind of thing, and which of them."""

_WEIGHTS = {"level": 4, "category": 3, "text": 2, "form": 1}
"""How much the mixture of each kind counts."""

_GONE = 4
"""As much as so many questions too few does it count that nothing of a trait is left."""


def shorter(items: Sequence[ResolvedItem], count: int) -> tuple[tuple[ResolvedItem, ...], Mapping[str, str]]:
    """So many of some items, in their order; and of each other one why it is not among them."""
    kept = list(items)
    whole = _mixture(items)
    while len(kept) > count:
        mixture = _mixture(kept)
        kept.remove(min(kept, key=lambda r: (_apart(mixture, _traits(r), whole), -height.of(r.item))))
    gone = (resolved for resolved in items if resolved not in kept)
    return tuple(kept), {str(resolved.item.id): _why(resolved, kept) for resolved in gone}


def _traits(resolved: ResolvedItem) -> tuple[Trait, ...]:
    item = resolved.item
    texts = (("text", str(source.id)) for source in resolved.sources)
    traits = (("level", str(item.level or "")), ("category", str(item.category or "")), ("form", item.form))
    return tuple(trait for trait in (*traits, *texts) if trait[1])


def _mixture(items: Sequence[ResolvedItem]) -> Counter[Trait]:
    return Counter(trait for resolved in items for trait in _traits(resolved))


def _apart(mixture: Counter[Trait], without: Sequence[Trait], whole: Counter[Trait]) -> float:
    """How far a mixture without an item is from that of the whole, in the same proportions."""
    left = mixture - Counter(without)
    share = sum(left.values()) / sum(whole.values())
    return sum(_weighed(trait, left[trait], count * share) for trait, count in whole.items())


def _weighed(trait: Trait, count: int, aim: float) -> float:
    missing = (count - aim) ** 2 + _GONE * (not count)
    return round(_WEIGHTS[trait[0]] * missing, 6)


def _why(resolved: ResolvedItem, kept: Sequence[ResolvedItem]) -> str:
    """Which question stays in the place of one that goes, and what the two have in common."""
    traits = _traits(resolved)
    nearest = max(kept, key=lambda other: _common(traits, other))
    shared = [trait for trait in traits if trait in _traits(nearest)]
    if traits and traits[0] not in _mixture(kept):
        return f"nothing of {_in_words(traits[:1])} stays: ask for more"
    return f"`{nearest.item.id}` stays for it: {_in_words(shared)}"


def _common(traits: Sequence[Trait], other: ResolvedItem) -> int:
    return sum(_WEIGHTS[trait[0]] for trait in _traits(other) if trait in traits)


def _in_words(traits: Sequence[Trait]) -> str:
    return ", ".join(name if kind == "form" else f"{kind} {name}" for kind, name in traits)
