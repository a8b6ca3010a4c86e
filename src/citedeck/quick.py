"""What a module makes when the program starts, made when it is first used: dataclasses and patterns.

The standard ones write six functions for every frozen class and compile every pattern whenever the
program starts, which took longer than checking a course. Here a class becomes a dataclass when the
first of its kind is made, with its own `__init__` only; a pattern is compiled when it first looks for
something.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, AnyStr

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what the type checker sees
    from functools import singledispatch as singledispatch  # noqa: PLC0414

    def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]: ...  # noqa: D103
else:

    def dataclass(
        kind: type | None = None, *, frozen: bool = False, slots: bool = False, **how: bool
    ) -> type | Callable[[type], type]:
        """What `dataclasses.dataclass` makes of a class, but that nothing stops an assignment."""
        if kind is None:
            return lambda kind: dataclass(kind, slots=slots, **how)
        made = _slotted(kind) if slots else kind
        made.__init__ = _first
        _UNFINISHED[made] = lambda: _finish(made, kind, **how)
        return made

    def singledispatch(base: Callable[..., Any]) -> Callable[..., Any]:
        """What `functools.singledispatch` makes, where the way of a class is one look, not three calls."""
        standard = functools.singledispatch(base)
        ways: dict[type, Callable[..., Any]] = {}

        @functools.wraps(base)
        def dispatched(first: Any, *others: Any) -> Any:
            kind = first.__class__
            way = ways.get(kind) or ways.setdefault(kind, standard.dispatch(kind))
            return way(first, *others)

        def register(kind: Any, way: Callable[..., Any] | None = None) -> Callable[..., Any]:
            ways.clear()
            return standard.register(kind, way)

        dispatched.register, dispatched.dispatch = register, standard.dispatch
        return dispatched

    class pattern:  # noqa: N801 - used as `re.compile` is
        """What `re.compile` makes of its source, made when it is first asked to look for it."""

        def __init__(self, source: str | bytes, flags: int = 0) -> None:
            self.pattern, self.flags = source, flags

        def __getattr__(self, name: str) -> Any:
            """What the compiled pattern has of this name; from now on it stands here."""
            compiled = re.compile(self.pattern, self.flags)
            self.__dict__ |= {method: getattr(compiled, method) for method in _LOOKS}
            return getattr(compiled, name)


_LOOKS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")

_UNFINISHED: dict[type, Callable[[], None]] = {}
"""Classes that none was made of yet, and what makes a dataclass of each."""


def _first(self: Any, *given: Any, **named: Any) -> None:
    """The `__init__` of classes that none was made of yet, which puts the right one in its place."""
    finished(type(self))
    type(self).__init__(self, *given, **named)


def finished(kind: Any) -> Any:
    """A class as the dataclass that it is to be, for those who look at its fields before there is one."""
    for base in reversed(getattr(kind, "__mro__", ())):
        _UNFINISHED.pop(base, _nothing)()
    return kind


def _slotted(kind: type) -> type:
    """A class again, with a place for each of its fields and for nothing else."""
    fields = [name for name, what in kind.__annotations__.items() if not what.startswith("ClassVar")]
    placed = {name for base in kind.__mro__[1:] for name in vars(base).get("__slots__", ())}
    left_out = {*fields, "__dict__", "__weakref__"}
    body = {name: value for name, value in vars(kind).items() if name not in left_out}
    body["__slots__"] = tuple(name for name in fields if name not in placed)
    return type(kind)(kind.__name__, kind.__bases__, body)


def _finish(made: Any, kind: type, *, eq: bool = True, **how: bool) -> None:
    """Give a class what the standard library makes of it, as it was before it was slotted."""
    del made.__init__
    dataclasses.dataclass(kind, eq=False, repr=False, **how)
    for name in _OF_DATACLASSES:
        setattr(made, name, getattr(kind, name))
    made.fields_written = _written([field.name for field in dataclasses.fields(made) if field.repr])
    made.__repr__ = _repr
    if eq:
        compared = [field.name for field in dataclasses.fields(made) if field.compare]
        made.compared = staticmethod(attrgetter(*compared) if compared else _nothing)
        made.__eq__, made.__hash__ = _eq, _hash


_OF_DATACLASSES = ("__init__", "__match_args__", "__dataclass_fields__", "__dataclass_params__")


def _written(names: list[str]) -> staticmethod[[Any], str]:
    """What writes the fields of an object that have these names."""
    written = ", ".join(f"{name}=%r" for name in names)
    values = attrgetter(*names) if names else _nothing
    return staticmethod(lambda shown: written % (values(shown) if len(names) != 1 else (values(shown),)))


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({self.fields_written(self)})"


def _eq(self: Any, other: Any) -> Any:
    return self.compared(self) == self.compared(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.compared(self))


def _nothing(*_: object) -> tuple[()]:
    return ()
