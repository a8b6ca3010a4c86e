"""What is checked: AUTHORED over every item that loaded, PROVEN over those that are proven.

To add one: a generator of diagnostics in a module here, named in one of the two lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from citedeck.checks import attribution, options, references
from citedeck.model import Course, Diagnostic, Item, ResolvedItem

AuthoredCheck = Callable[[Course, Sequence[Item]], Iterator[Diagnostic]]
ProvenCheck = Callable[[Course, Sequence[ResolvedItem]], Iterator[Diagnostic]]

AUTHORED: tuple[AuthoredCheck, ...] = (
    references.sources,
    references.categories,
    references.ids,
    options.right_and_wrong,
    attribution.fronts,
)

PROVEN: tuple[ProvenCheck, ...] = ()


def allowed(found: Iterable[Diagnostic], items: Sequence[Item]) -> list[Diagnostic]:
    """The diagnostics without the warnings that an item allows, with its reason."""
    allows = {str(item.id): item.allow for item in items if item.allow}
    return [d for d in found if d.is_error or d.code not in allows.get(d.item, ())]
