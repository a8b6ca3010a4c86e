"""Dataclasses made in a quarter of the time: the type checker keeps them frozen, nothing else does.

The standard ones write six functions for every frozen class whenever the program starts, which took
longer than checking a bank. Here a class gets its own `__init__` only, and they share the rest.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what the type checker sees
else:

    def dataclass(
        kind: type | None = None, *, frozen: bool = False, eq: bool = True, **how: bool
    ) -> type | Callable[[type], type]:
        """What `dataclasses.dataclass` makes of a class, but that nothing stops an assignment."""
        if kind is None:
            return lambda kind: dataclass(kind, eq=eq, **how)
        made = dataclasses.dataclass(kind, eq=False, repr=False, **how)
        made.__repr__ = _repr
        if eq:
            compared = [field.name for field in dataclasses.fields(made) if field.compare]
            made.compared = staticmethod(attrgetter(*compared) if compared else _nothing)
            made.__eq__, made.__hash__ = _eq, _hash
        return made


def _repr(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _eq(self: Any, other: Any) -> Any:
    return self.compared(self) == self.compared(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.compared(self))


def _nothing(_: object) -> tuple[()]:
    return ()
