"""The front says which text speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citedeck import diagnostics, normalize
from citedeck.model import Course, Diagnostic, Item
from citedeck.placing import Reading


def fronts(course: Course, readings: Mapping[str, Reading], items: Sequence[Item]) -> Iterator[Diagnostic]:
    """A front names the label or an alias of each source of its item, its article aside."""
    named = {name: _names(course, name) for name in course.sources}
    for item in items:
        words = item.front()
        if not words:
            continue
        front = normalize.loose(normalize.words(" ".join(words)))
        for source in item.sources:
            if source in named and not any(name.search(front) for name in named[source]):
                label = course.sources[source].label
                yield diagnostics.make(
                    "front-unattributed",
                    f"the front of `{item.id}` does not say that « {source} » speaks",
                    words[0].at,
                    item=item.id,
                    help=[f"name « {label} », or an alias listed in sources.yaml"],
                )


def _names(course: Course, source: str) -> list[re.Pattern[str]]:
    """The names of a source, to be found as whole words without case and accents."""
    known = course.sources[source]
    names = [normalize.loose(normalize.bare(name)) for name in (known.label, *known.aliases)]
    # It begins with the name, so that the search skips all else.
    return [re.compile(rf"{name}(?<!\w{name})(?!\w)") for name in map(re.escape, names)]
