"""Kinds made of others: lists, names of the author's, mappings of fixed keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cache
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
        values = tuple(read_all(self.kind, report.entries(self.kind, node), report))
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


@dataclass(frozen=True, slots=True)
class Several:
    """One value, or a list of them."""

    kind: Kind

    def read(self, node: Node, report: Report) -> tuple[Any, ...]:
        """The values as a tuple, however they were written."""
        if isinstance(node, SequenceNode):
            return ListOf(self.kind, least=0).read(node, report)
        if isinstance(self.kind, Code) and isinstance(node, Text) and re.search("[,;]", node):
            raise _no_list(self.kind, node, "several values stand in a list", report)
        return (self.kind.read(node, report),)

    def schema(self) -> dict[str, Any]:
        """Either."""
        return {"anyOf": [self.kind.schema(), ListOf(self.kind, least=0).schema()]}


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

    def read(self, node: Node, report: Report) -> Any:
        """What the kind reads."""
        return self.kind.read(node, report)

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


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A mapping of fixed keys, and what is made of their values."""

    what: str
    keys: Mapping[str, Key]
    build: Callable[..., Any] = dict

    def read(self, node: Node, report: Report) -> Any:
        """What `build` makes of the values; it is given `at`, the place of the mapping, too."""
        if not isinstance(node, MappingNode):
            raise wrong(node, "shape-mapping", f"{self.what} is a mapping of keys to values", report)
        return self.build(**self.values(node, report), at=node.at)

    def values(self, node: MappingNode, report: Report) -> dict[str, Any]:
        """The values of the keys that are there; Broken after all complaints."""
        named, needed = _by_name(self)
        values: dict[str, Any] = {}
        unknown: list[Text] = []
        broken = False
        for name, value in node.items():
            entry = named.get(name)
            if entry is None:
                unknown.append(name)
                continue
            plain, key = entry
            try:
                values[plain] = key.kind.read(value, report)
            except Broken:
                broken = broken or key.vital
        missing = [plain for plain in needed if plain not in node]
        if unknown:
            broken = self._read_unknown(node, unknown, missing, values, report) or broken
        else:
            self._complain_of_missing(node, missing, report)
        if broken or any(plain not in values for plain in missing):
            raise Broken
        return values

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


@cache
def _by_name(shape: Shape) -> tuple[dict[str, tuple[str, Key]], list[str]]:
    """The keys of a shape and those that it needs, each by the very name that functions are called with.

    Python finds an argument at once by that name, and by an equal Text only after all the others.
    """
    named = {name: (name, key) for name, key in shape.keys.items()}
    return named, [name for name, key in shape.keys.items() if key.required]


def _described(key: Key) -> dict[str, Any]:
    """A key's schema with what an editor shows; a bare reference may not have a neighbour."""
    schema = key.kind.schema()
    if "$ref" in schema:
        schema = {"allOf": [schema]}
    return {**schema, "description": key.hover} if key.hover else schema


def read_all(kind: Kind, nodes: Iterable[Node], report: Report) -> Iterable[Any]:
    """Every value that can be read; those that cannot have been complained of."""
    for node in nodes:
        try:
            yield kind.read(node, report)
        except Broken:
            continue


def _no_list(kind: Kind, node: Node, expected: str, report: Report) -> Broken:
    """A complaint of what stands where a list does, with the list that may be meant."""
    return wrong(node, "shape-list", expected, report, report.listed(kind, node))
