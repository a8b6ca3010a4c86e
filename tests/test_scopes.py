"""What a check looks at: the same items, one by one or bank by bank, give the same diagnostics.

So a bank can be checked alone, and what it takes to check it again is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import pytest

import courses
from citedeck import checks
from citedeck.checks import Scope
from citedeck.model import Course, Diagnostic
from every_form import EVERY_FORM
from test_cases import CASES

Check = Callable[[Course, Mapping[str, Any], Sequence[Any]], Iterator[Diagnostic]]
Given = tuple[Course, Mapping[str, Any], Sequence[Any]]

TABLES: dict[str, Mapping[Scope, tuple[Check, ...]]] = {"AUTHORED": checks.AUTHORED, "PROVEN": checks.PROVEN}


@pytest.fixture(scope="module", params=TABLES)
def table(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def given(table: str) -> list[Given]:
    """What the checks of a table are given in the course of every case."""
    taken: list[Given] = []

    def take(*arguments: Any) -> Iterator[Diagnostic]:
        taken.append(arguments)
        yield from ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, table, {Scope.COURSE: (take,)})
        for text in (EVERY_FORM, *(path.read_text(encoding="utf-8") for path in CASES)):
            courses.compiled(text)
    return [arguments for arguments in taken if arguments[2]]


def test_a_check_of_an_item_needs_no_other(table: str, given: list[Given]) -> None:
    assert differing(TABLES[table][Scope.ITEM], given, lambda items: ([item] for item in items)) == set()


def test_a_check_of_a_bank_needs_no_other(table: str, given: list[Given]) -> None:
    assert differing(TABLES[table].get(Scope.BANK, ()), given, banks) == set()


def test_a_check_of_the_course_does(given: list[Given], table: str) -> None:
    """The test would see it: two questions alike, or ids, are not told apart from the others."""
    apart = differing(TABLES[table][Scope.COURSE], given, lambda items: ([item] for item in items))
    assert apart >= {"AUTHORED": {"ids", "true_share"}, "PROVEN": {"questions"}}[table]


def differing(
    tried: Iterable[Check], given: Sequence[Given], parted: Callable[[Sequence[Any]], Iterable[Sequence[Any]]]
) -> set[str]:
    """The names of the checks that say something else of some items when these are cut up."""
    names = set()
    for check in tried:
        for course, readings, items in given:
            together = check(course, readings, items)
            apart = chain.from_iterable(check(course, readings, part) for part in parted(items))
            if sorted(map(repr, together)) != sorted(map(repr, apart)):
                names.add(check.__name__)
    return names


def banks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The items of each file."""
    by_file: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        by_file[item.id.document.path].append(item)
    return by_file.values()
