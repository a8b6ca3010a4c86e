"""A class whose `__init__` is made late is the dataclass that the standard library makes of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest

from citedeck import quick

Maker = Callable[..., Callable[[type], Any]]


def of_both(build: Callable[[Maker], Any]) -> tuple[Any, Any]:
    """The same classes made by either decorator."""
    return build(quick.dataclass), build(dataclasses.dataclass)


def place(dataclass: Maker) -> Any:
    @dataclass(frozen=True, slots=True)
    class Place:
        kind: ClassVar[str] = "place"
        path: str
        start: int = 0
        marks: list[str] = field(default_factory=list, compare=False)
        note: str = field(default="none", repr=False, kw_only=True)

    return Place


def heir(dataclass: Maker) -> Any:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Heir(place(dataclass)):  # type: ignore[misc]  # a base of either kind
        words: dict[str, str] = field(default_factory=dict, compare=False)
        self_made: bool
        start: int = 7

    return Heir


def unslotted(dataclass: Maker) -> Any:
    @dataclass(frozen=True)
    class Course:
        title: str
        words: set[str] = field(default_factory=set, compare=False)
        key: str = field(default="", repr=False)

    return Course


def empty(dataclass: Maker) -> Any:
    @dataclass(frozen=True, slots=True)
    class Flag:
        pass

    return Flag


GIVEN: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = [
    (place, ("a",), {}),
    (place, ("a", 3, ["x"]), {"note": "seen"}),
    (place, (), {"path": "a", "start": 5}),
    (place, (), {}),
    (place, ("a", 1, [], "by name alone"), {}),
    (heir, ("a",), {"self_made": True}),
    (heir, ("a",), {}),
    (heir, (), {"path": "a", "self_made": False, "words": {"b": "c"}, "unknown": 1}),
    (unslotted, ("t",), {"key": "k"}),
    (unslotted, (), {}),
    (empty, (), {}),
]


def made(kind: Any, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, str]:
    """One of a kind, or what is said of its arguments; wherever its class stands."""
    try:
        return kind(*given, **named), ""
    except TypeError as error:
        return None, str(error).rpartition("<locals>.")[2]


@pytest.mark.parametrize(("build", "given", "named"), GIVEN)
def test_it_is_made_as_the_standard_one_is(build: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    (ours, why), (standard, standard_why) = (made(kind, given, named) for kind in of_both(build))
    assert why == standard_why
    assert repr(ours) == repr(standard).rpartition("<locals>.")[2]


@pytest.mark.parametrize(
    ("build", "given", "named"), [case for case in GIVEN if made(case[0](quick.dataclass), *case[1:])[0]]
)
def test_it_is_equal_and_replaced_as_the_standard_one_is(
    build: Any, given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, standard = of_both(build)
    for kind in (ours, standard):
        first, second = kind(*given, **named), kind(*given, **named)
        assert first == second == dataclasses.replace(first)
        assert hash(first) == hash(second)
    assert [vars_of(each) for each in dataclasses.fields(ours)] == [
        vars_of(each) for each in dataclasses.fields(standard)
    ]


def vars_of(each: Any) -> tuple[Any, ...]:
    return each.name, each.default, each.default_factory, each.kw_only, each.compare


def test_what_is_not_compared_makes_no_difference() -> None:
    for kind in of_both(place):
        assert kind("a", 1, ["x"]) == kind("a", 1, ["y"]) != kind("a", 2)
        assert kind("a").marks is not kind("a").marks


def test_fields_are_told_before_the_first_is_made() -> None:
    kind = heir(quick.dataclass)
    assert dataclasses.is_dataclass(kind)
    assert [each.name for each in dataclasses.fields(kind)] == [
        "path",
        "start",
        "marks",
        "note",
        "words",
        "self_made",
    ]
    assert kind("a", self_made=True).words == {}
