"""What a check looks at: the same items, one by one or bank by bank, give the same diagnostics.

So a bank can be checked alone, and what it takes to check it again is known.
"""

from __future__ import annotations

import json
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
    apart = differing(of_course(table), given, lambda items: ([item] for item in items))
    assert apart >= {"AUTHORED": {"ids", "true_share"}, "PROVEN": {"questions"}}[table]


def of_course(table: str) -> list[Check]:
    return [*TABLES[table][Scope.COURSE], *TABLES[table].get(Scope.SHARE, ())]


def test_a_check_of_banks_is_silent_where_it_is_of_each(table: str, given: list[Given]) -> None:
    says = [False, False]
    for check in TABLES[table].get(Scope.BANKS, ()):
        for course, readings, items in given:
            of_all = any(check(course, readings, items))
            assert of_all == any(any(check(course, readings, part)) for part in banks(items)), check.__name__
            says[of_all] = True
    assert all(says) or table == "PROVEN"


def test_every_check_of_the_course_has_a_link() -> None:
    names = [check.__name__ for table in TABLES for check in of_course(table)]
    assert sorted(names) == sorted(checks.LINKS)


def test_a_link_proves_silence(table: str, given: list[Given]) -> None:
    """Where items apart have nothing that makes a check of them all speak, it is silent; and mostly so."""
    for check in of_course(table):
        link = checks.LINKS[check.__name__]
        proven = [0, 0]
        for course, readings, items in given:
            texts = {name: reading.numbered for name, reading in readings.items()}
            needs = [link.needs(course, texts, [item]) for item in items]
            is_silent = None not in needs and link.is_silent(json.loads(json.dumps(needs)))
            assert not is_silent or not any(check(course, readings, items)), check.__name__
            proven[is_silent] += 1
        assert 0 < 10 * proven[False] < proven[True], check.__name__


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
