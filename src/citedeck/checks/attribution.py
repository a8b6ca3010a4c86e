"""The front says which text speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Text
from citedeck.quick import pattern
from citedeck.text import folding
from citedeck.text.reading import Reading

MANY = 5
"""So many fronts that do not name a text, and most of its fronts: its name has changed, not they."""

_NAMED = 5
"""Of many items, the first few are named."""


def fronts(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """A front names the label or an alias of each source of its item, its article aside."""
    named = {name: _names(course, name) for name in course.sources}
    asked: dict[str, int] = dict.fromkeys(named, 0)
    silent: dict[str, list[Item]] = {name: [] for name in named}
    for item in items:
        words = item.front()
        if not words or "front-unattributed" in item.allow:
            continue
        for name in item.sources:
            if name in named:
                asked[name] += 1
                if not _is_named(named[name], words):
                    silent[name].append(item)
    for source, unnamed in silent.items():
        if len(unnamed) >= MANY and 2 * len(unnamed) > asked[source]:
            yield _renamed(course, source, unnamed, asked[source])
        else:
            yield from (_unattributed(course, source, item) for item in unnamed)


def _is_named(names: Sequence[re.Pattern[str]], front: Sequence[str]) -> bool:
    """Whether one of some names stands in the words of a front, or where they meet."""
    together = [" ".join(front)] if len(front) > 1 else []
    for words in [*front, *together]:
        plain = folding.plain(words)
        for name in names:
            if name.search(plain):
                return True
    return False


def _unattributed(course: Course, source: str, item: Item) -> Diagnostic:
    return diagnostics.make(
        "front-unattributed",
        f"the front of `{item.id}` does not say that « {source} » speaks",
        item.front()[0].at,
        item=item.id,
        help=[f"name « {course.sources[source].label} », or an alias listed in sources.yaml"],
    )


def _renamed(course: Course, source: str, silent: Sequence[Item], asked: int) -> Diagnostic:
    """One complaint of a text that most fronts call by another name."""
    renamed = course.sources[source]
    listed = ", ".join(f"`{item.id}`" for item in silent[:_NAMED])
    rest = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
    return diagnostics.make(
        "front-unattributed",
        f"{len(silent)} of {asked} fronts do not say that « {source} » speaks: {listed}{rest}",
        renamed.label.at if isinstance(renamed.label, Text) else renamed.at,
        help=[
            "write the name that they use under `aliases` of this text",
            f"or name « {renamed.label} » in each of them",
        ],
    )


def _names(course: Course, source: str) -> list[re.Pattern[str]]:
    """The names of a source, to be found as whole words without case and accents."""
    names = (course.sources[source].label, *course.sources[source].aliases)
    plain = map(folding.sought, names)
    # It begins with the name, so that the search skips all else.
    return [pattern(rf"{name}(?<!\w{name})(?!\w)") for name in map(re.escape, plain)]
