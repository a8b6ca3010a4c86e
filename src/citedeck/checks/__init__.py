"""What is checked: AUTHORED over every item that loaded, PROVEN over those that are proven.

To add one: a generator of diagnostics in a module here, named in one of the two tables under what it
looks at. Each is given the course, the sources as they were read, and the items.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import chain
from typing import TypeVar

from citedeck.checks import (
    absences,
    answers,
    attribution,
    balance,
    clozes,
    evidence,
    given,
    guillemets,
    languages,
    options,
    places,
    references,
    repeats,
    rivals,
    seeds,
    speakers,
    stems,
    typography,
    verdicts,
)
from citedeck.checks.linking import Link
from citedeck.messages import progress
from citedeck.model import Course, Diagnostic, Item, ResolvedItem
from citedeck.text.reading import Reading

Checked = TypeVar("Checked")
Check = Callable[[Course, Mapping[str, Reading], Sequence[Checked]], Iterator[Diagnostic]]


class Scope(Enum):
    """How much a check looks at before it knows: the same items, cut up so, give the same diagnostics."""

    ITEM = "one item"
    BANK = "the items of one bank"
    BANKS = "all items; it is silent of them where it is silent of those of every bank"
    COURSE = "all items"
    SHARE = "how many of all items are so: of some of them it knows nothing"


AUTHORED: dict[Scope, tuple[Check[Item], ...]] = {
    Scope.ITEM: (
        references.undeclared,
        references.foreign,
        references.rows,
        references.cells,
        references.allowances,
        speakers.named,
        speakers.nowhere_else,
        guillemets.quoted,
        options.right_and_wrong,
        options.lettered,
        options.count,
        options.length,
        options.punctuation,
        options.catch_all,
        places.named,
        stems.length,
        stems.bare,
        stems.unwritten,
        stems.several,
        stems.answers,
        clozes.words_left,
        typography.straight,
    ),
    Scope.BANK: (
        references.sources,
        references.categories,
    ),
    Scope.BANKS: (
        languages.unspoken,
        languages.unspaced,
        seeds.traced,
        references.worksheets,
        attribution.fronts,
    ),
    Scope.COURSE: (references.ids,),
    Scope.SHARE: (
        balance.longest_key,
        balance.true_share,
    ),
}

PROVEN: dict[Scope, tuple[Check[ResolvedItem], ...]] = {
    Scope.ITEM: (
        evidence.headings,
        evidence.brief,
        evidence.dropped,
        evidence.lures,
        evidence.order,
        absences.everywhere,
        absences.related,
        absences.mixed,
        answers.unsaid,
        answers.accepted,
        answers.bare_marks,
        given.away,
        rivals.outdone,
        verdicts.named,
        verdicts.stated,
        verdicts.corrected,
        verdicts.differing,
    ),
    Scope.COURSE: (repeats.questions,),
}


LINKS: Mapping[str, Link] = {
    "ids": references.LINK,
    "longest_key": balance.LONGEST_KEY,
    "true_share": balance.TRUE_SHARE,
    "questions": repeats.LINK,
}
"""How each check of COURSE or SHARE is known to be silent from what it needs of every bank, by its name."""


AT_ONCE = 100
"""So few items are checked together that what one check knew of their words is at hand for the next."""


def said(
    table: Mapping[Scope, Sequence[Check[Checked]]],
    doing: str,
    course: Course,
    readings: Mapping[str, Reading],
    items: Sequence[Checked],
    among: Collection[str] | None = None,
) -> Iterator[Diagnostic]:
    """What the checks of a table say of some items, check by check; no shares `among` some banks."""
    of_items = table.get(Scope.ITEM, ())
    of_checks: list[list[Diagnostic]] = [[] for _ in of_items]
    for start in progress.through(doing, range(0, len(items), AT_ONCE)):
        for check, diagnostics in zip(of_items, of_checks, strict=True):
            diagnostics.extend(check(course, readings, items[start : start + AT_ONCE]))
    yield from chain(*of_checks)
    apart = {Scope.ITEM, *([] if among is None else [Scope.SHARE])}
    for check in chain(*(checks for scope, checks in table.items() if scope not in apart)):
        yield from check(course, readings, items)


def allowed(found: Iterable[Diagnostic], items: Sequence[Item]) -> list[Diagnostic]:
    """The diagnostics without the warnings that an item allows, with its reason."""
    allows = {str(item.id): item.allow for item in items if item.allow}
    return [d for d in found if d.is_error or d.code not in allows.get(d.item, ())]
