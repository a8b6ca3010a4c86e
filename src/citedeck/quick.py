"""What a module makes when the program starts, made when it is first used: dataclasses and patterns.

The standard ones write six functions for every frozen class and compile every pattern whenever the
program starts, which took longer than checking a course. Here a class gets its `__init__` when the
first of its kind is made: that of any class with as many fields, its names changed, for nothing costs
as much as to compile one. What else the standard library knows of a dataclass it is asked for when
somebody wants to know. A pattern is compiled when it first looks for something.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from dataclasses import MISSING
from functools import cache, cached_property
from operator import attrgetter
from types import CodeType, FunctionType
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
        return _made(kind, slots=slots, **how)

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


def _made(kind: type, *, slots: bool, eq: bool = True, kw_only: bool = False) -> Any:
    """A class as a dataclass of which none was made yet."""
    fields = _Fields(kind, named=kw_only)
    body: dict[str, Any] = {"__dataclass_fields__": fields, "__init__": _first(fields), "__repr__": _repr}
    if eq:
        body |= {"__eq__": _eq, "__hash__": _hash}
    fields.made = _slotted(kind, body) if slots else _with(kind, body)
    _FIELDS[fields.made] = fields
    return fields.made


def _with(kind: type, body: dict[str, Any]) -> type:
    for name, value in body.items():
        setattr(kind, name, value)
    return kind


def _slotted(kind: type, body: dict[str, Any]) -> type:
    """A class again with what it is given, and with a place for each of its fields and nothing else."""
    fields = [name for name, what in kind.__annotations__.items() if not what.startswith(_NO_FIELD)]
    placed = {name for base in kind.__mro__[1:] for name in vars(base).get("__slots__", ())}
    left_out = {*fields, "__dict__", "__weakref__"}
    kept = {name: value for name, value in vars(kind).items() if name not in left_out}
    slots = tuple(name for name in fields if name not in placed)
    return type(kind)(kind.__name__, kind.__bases__, {**kept, **body, "__slots__": slots})


_NO_FIELD = "ClassVar"


class _Fields:
    """The fields of a class, in the place of what the standard library says of them, until it is asked."""

    made: Any
    """The class, of which `kind` is how it was written."""

    def __init__(self, kind: type, *, named: bool) -> None:
        self.kind, self.named = kind, named

    @cached_property
    def all(self) -> dict[str, _Field]:
        """Each by its name, those of the classes that it is made of first."""
        fields: dict[str, _Field] = {}
        for base in self.made.__mro__[-1:0:-1]:
            fields |= _FIELDS[base].all if base in _FIELDS else {}
        written = vars(self.kind)
        for name, what in self.kind.__annotations__.items():
            if not what.startswith(_NO_FIELD):
                fields[name] = _Field(written.get(name, MISSING), named=self.named)
        return fields

    def __get__(self, instance: object, owner: type) -> Any:
        """What the standard library says of them; from now on it stands here."""
        _ = self.all  # read before they are taken out of the class
        how = {"init": False, "repr": False, "eq": False, "match_args": False}
        described: Any = dataclasses.dataclass(self.kind, kw_only=self.named, **how)
        self.made.__dataclass_params__ = described.__dataclass_params__
        self.made.__dataclass_fields__ = described.__dataclass_fields__
        return described.__dataclass_fields__


_FIELDS: dict[type, _Fields] = {}


class _Field:
    """A field: its default, whether it is given by name alone, is compared, is shown."""

    __slots__ = ("default", "is_compared", "is_named", "is_shown")

    def __init__(self, written: Any, *, named: bool) -> None:
        self.default, self.is_named, self.is_compared, self.is_shown = written, named, True, True
        if isinstance(written, dataclasses.Field):
            makes = written.default_factory
            self.default = written.default if makes is MISSING else _Maker(makes)
            self.is_named = named if written.kw_only is MISSING else written.kw_only
            self.is_compared, self.is_shown = written.compare, written.repr

    @property
    def is_made(self) -> bool:
        """Whether its default is made anew for each."""
        return type(self.default) is _Maker


class _Maker:
    """What makes a default anew for each."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def _first(fields: _Fields) -> Callable[..., None]:
    """The `__init__` of a class that none was made of yet: it puts the right one in its place."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it is one
        made = fields.made
        compared = [name for name, field in fields.all.items() if field.is_compared]
        made.compared = staticmethod(attrgetter(*compared) if compared else _nothing)
        made.fields_written = _written([name for name, field in fields.all.items() if field.is_shown])
        made.__init__ = _init(fields.all)
        made.__init__.__qualname__ = f"{made.__qualname__}.__init__"  # as a missing argument is told
        made.__init__(self, *given, **named)

    return __init__


def _init(fields: dict[str, _Field]) -> FunctionType:
    """The `__init__` of a class with these fields."""
    given = [name for name, field in fields.items() if not field.is_named]
    named = [name for name, field in fields.items() if field.is_named]
    named.sort(key=lambda name: fields[name].is_made)  # their order says nothing: so fewer differ
    template = _template(tuple(fields[name].is_made for name in given + named))
    names = dict(zip(template.co_varnames[1:], given + named, strict=True))
    code = template.replace(
        co_argcount=1 + len(given),
        co_kwonlyargcount=len(named),
        co_varnames=("self", *given, *named),
        co_names=tuple(names.get(name, name) for name in template.co_names),
    )
    init = FunctionType(code, globals(), argdefs=tuple(_defaults(fields, given).values()))
    init.__kwdefaults__ = _defaults(fields, named)
    return init


def _defaults(fields: dict[str, _Field], names: list[str]) -> dict[str, Any]:
    return {name: fields[name].default for name in names if fields[name].default is not MISSING}


@cache
def _template(made: tuple[bool, ...]) -> CodeType:
    """The code of an `__init__` of so many arguments, with those whose defaults are made."""
    names = [f"_{number}" for number in range(len(made))]
    values = [
        f"{name}.make() if type({name}) is _Maker else {name}" if is_made else name
        for name, is_made in zip(names, made, strict=True)
    ]
    lines = [f" self.{name} = {value}" for name, value in zip(names, values, strict=True)] or [" pass"]
    source = f"def __init__({', '.join(['self', *names])}):\n" + "\n".join(lines)
    module = compile(source, __file__, "exec", dont_inherit=True)
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


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
