"""Kinds made of others: lists, names of the author's, mappings of fixed keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from citedeck.bank.nodes import MappingNode, Node, SequenceNode
from citedeck.bank.shapes.complaints import Broken, Kind, Report, start, wrong
from citedeck.bank.shapes.kinds import Code, OneOf, Words
from citedeck.model import Text
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values, `least` or more of them."""

    kind: Kind
    least: int = 1
    once: bool = False
    """Whether no value may stand twice."""

    def read(self, node: Node, report: Report) -> tuple[Any, ...]:
        """The values that could be read; Broken where any could not."""
        if not isinstance(node, SequenceNode):
            raise _no_list(self.kind, node, "a list stands here", report)
        values = read_all(self.kind, report.entries(self.kind, node), report)
        if len(node) < self.least:
            at = node.at
            needed = "one value is" if self.least == 1 else f"{self.least} values are"
            raise report.refuse("value-invalid", f"at least {needed} needed here", at)
        if len(values) < len(node):
            raise Broken
        if self.once and len(set(values)) < len(values):
            twice = next(value for number, value in enumerate(values) if value in values[:number])
            raise report.refuse("value-invalid", f"`{twice}` stands twice", twice.at)
        return values

    def schema(self) -> dict[str, Any]:
        """An array."""
        array = {"type": "array", "items": self.kind.schema(), "minItems": self.least}
        return {**array, "uniqueItems": True} if self.once else array


@dataclass(frozen=True)
class Several:
    """One value, or a list of them."""

    kind: Kind

    @cached_property
    def _list(self) -> ListOf:
        return ListOf(self.kind, least=0)

    def read(self, node: Node, report: Report) -> tuple[Any, ...]:
        """The values as a tuple, however they were written."""
        if isinstance(node, SequenceNode):
            return self._list.read(node, report)
        if isinstance(node, Text) and isinstance(self.kind, Code) and ("," in node or ";" in node):
            raise _no_list(self.kind, node, "several values stand in a list", report)
        return (self.kind.read(node, report),)

    def schema(self) -> dict[str, Any]:
        """Either."""
        return {"anyOf": [self.kind.schema(), self._list.schema()]}


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping of names the author chooses."""

    kind: Kind
    key: Kind = field(default_factory=Words)

    def read(self, node: Node, report: Report) -> Mapping[Text, Any]:
        """The values under their names."""
        if not isinstance(node, MappingNode):
            way_out = report.named(node)
            raise wrong(node, "shape-mapping", "names with values stand here", report, way_out)
        values = {}
        broken = False
        for name, value in node.items():
            try:
                values[self.key.read(name, report)] = self.kind.read(value, report)
            except Broken:
                broken = True
        if broken:
            raise Broken
        return values

    def schema(self) -> dict[str, Any]:
        """An object of keys of one kind."""
        names = {"pattern": self.key.schema()["pattern"]}
        return {"type": "object", "propertyNames": names, "additionalProperties": self.kind.schema()}


@dataclass(frozen=True, slots=True)
class Either:
    """Words alone, or a mapping that says more."""

    words: Kind
    mapping: Kind

    def read(self, node: Node, report: Report) -> Any:
        """What stands here, by its own kind."""
        kind = self.mapping if isinstance(node, MappingNode) else self.words
        return kind.read(node, report)

    def schema(self) -> dict[str, Any]:
        """Either."""
        return {"anyOf": [self.words.schema(), self.mapping.schema()]}


@dataclass(frozen=True, slots=True)
class Shared:
    """A kind that many shapes have: written once in a schema, under its name."""

    name: str
    kind: Kind

    @property
    def read(self) -> Callable[[Node, Report], Any]:
        """What the kind reads."""
        return self.kind.read

    def schema(self) -> dict[str, Any]:
        """A reference to the definition of that name."""
        return {"$ref": f"#/definitions/{self.name}"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape: its kind, what an editor says of it, and how much hangs on it.

    Without a vital value nothing can be made of the mapping; any other broken value is
    left out after its complaint, so that the rest is still checked in the same run.
    """

    kind: Kind
    hover: str = ""
    required: bool = False
    vital: bool = False


def need(kind: Kind, hover: str = "") -> Key:
    """A key that must be there."""
    return Key(kind, hover, required=True, vital=True)


@dataclass(frozen=True, eq=False)
class Shape:
    """A mapping of fixed keys, and what is made of their values."""

    what: str
    keys: Mapping[str, Key]
    build: Callable[..., Any] = dict
    placed: bool = False
    """Whether `build` is given `at`, the place of the mapping, too."""

    def read(self, node: Node, report: Report) -> Any:
        """What `build` makes of the values."""
        if not isinstance(node, MappingNode):
            raise wrong(node, "shape-mapping", f"{self.what} is a mapping of keys to values", report)
        if self.placed:
            return self.build(**self.values(node, report), at=node.at)
        return self.build(**self.values(node, report))

    def values(self, node: MappingNode, report: Report) -> dict[str, Any]:
        """The values of the keys that are there; Broken after all complaints."""
        named = self._by_name
        values: dict[str, Any] = {}
        unknown: list[Text] = []
        broken = False
        for name, value in node.items():
            entry = named.get(name)
            if entry is None:
                unknown.append(name)
                continue
            plain, read, is_vital = entry
            try:
                values[plain] = read(value, report)
            except Broken:
                broken = broken or is_vital
        if unknown or not values.keys() >= self._needed:
            missing = [plain for plain in self.keys if plain in self._needed and plain not in node]
            broken = self._complain(node, unknown, missing, values, report) or broken
        if broken:
            raise Broken
        return values

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, Callable[[Node, Report], Any], bool]]:
        """How each value is read and whether all hangs on it, with the very name functions are called with.

        Python finds an argument at once by that name, and by an equal Text only after all the others.
        """
        return {name: (name, key.kind.read, key.vital) for name, key in self.keys.items()}

    @cached_property
    def _needed(self) -> frozenset[str]:
        return frozenset(name for name, key in self.keys.items() if key.required)

    def _complain(
        self,
        node: MappingNode,
        unknown: list[Text],
        missing: list[str],
        values: dict[str, Any],
        report: Report,
    ) -> bool:
        """Complaints of keys that there are not, or that are not there; whether nothing can be made of it."""
        broken = False
        if unknown:
            broken = self._read_unknown(node, unknown, missing, values, report)
        else:
            self._complain_of_missing(node, missing, report)
        return broken or any(plain not in values for plain in missing)

    def _read_unknown(
        self, node: MappingNode, names: list[Text], missing: list[str], values: dict[str, Any], report: Report
    ) -> bool:
        """The values of unknown keys that were meant to be others; whether nothing can be made of them."""
        meant_for, broken = report.unknown_keys(self, node, names, missing)
        self._complain_of_missing(node, [plain for plain in missing if plain not in meant_for], report)
        for plain, stand_in in meant_for.items():
            try:
                if stand_in is not None:
                    values[plain] = self.keys[plain].kind.read(stand_in, report)
            except Broken:
                broken = broken or self.keys[plain].vital
        return broken

    def _complain_of_missing(self, node: MappingNode, missing: list[str], report: Report) -> None:
        for plain in missing:
            message, way_out = f"{self.what} needs `{plain}`", _added(plain, self.keys[plain])
            report.complain("key-missing", message, start(node), help=[way_out])

    def schema(self) -> dict[str, Any]:
        """An object that knows its keys."""
        properties = {name: _described(key) for name, key in self.keys.items()}
        required = [name for name, key in self.keys.items() if key.required]
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": required} if required else schema


def _added(name: str, key: Key) -> str:
    """How a missing key is added, and what it is for."""
    values = (
        " or ".join(f"`{name}: {value}`" for value in key.kind.values) if isinstance(key.kind, OneOf) else ""
    )
    what = f": {key.hover[:1].lower()}{key.hover[1:].rstrip('.')}" if key.hover else ""
    return f"add {values or f'`{name}`'}{what}"


def _described(key: Key) -> dict[str, Any]:
    """A key's schema with what an editor shows; a bare reference may not have a neighbour."""
    schema = key.kind.schema()
    if "$ref" in schema:
        schema = {"allOf": [schema]}
    return {**schema, "description": key.hover} if key.hover else schema


def read_all(kind: Kind, nodes: Iterable[Node], report: Report) -> tuple[Any, ...]:
    """Every value that can be read; those that cannot have been complained of."""
    read, values = kind.read, []
    for node in nodes:
        try:
            values.append(read(node, report))
        except Broken:
            continue
    return tuple(values)


def _no_list(kind: Kind, node: Node, expected: str, report: Report) -> Broken:
    """A complaint of what stands where a list does, with the list that may be meant."""
    return wrong(node, "shape-list", expected, report, report.listed(kind, node))
