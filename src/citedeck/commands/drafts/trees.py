"""An item as plain words, lists and mappings, written as a bank has it; each knows its place there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.bank import scalars
from citedeck.bank.nodes import MappingNode, Node, Refused, SequenceNode
from citedeck.model import Text
from citedeck.quick import dataclass

Tree = str | list["Tree"] | dict[str, "Tree"]
"""What an item is made of."""

_BARE_KEY = re.compile(r"[A-Za-z][\w-]*")
_CODE = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)*|[1-9]")
_CODES = frozenset(["id", "type", "source", "category", "level", "by", "verdict", "points"])
"""Keys whose values are codes, bare where they look like some."""

_VERDICTS = ("true", "false", "not-said")
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Slot:
    """A place in a tree: a value under a key or a number, or the key itself."""

    holder: list[Tree] | dict[str, Tree]
    name: str | int
    is_key: bool = False


@dataclass(slots=True)
class Written:
    """A tree as text, and what of it stands where."""

    text: str
    slots: dict[int, Slot]

    def replace(self, at: int, value: str) -> bool:
        """Put another word in the tree in the place of the one that is written there."""
        slot = self.slots.get(at)
        if slot is None:
            return False
        if slot.is_key and isinstance(slot.holder, dict):
            return _rename(slot.holder, str(slot.name), value)
        slot.holder[slot.name] = value  # type: ignore[index]  # a number is that of a list
        return True

    def value(self, at: int) -> str:
        """The words that are written at a place, or the first ones after it."""
        values = {place: slot for place, slot in self.slots.items() if not slot.is_key}
        before = max((place for place in values if place <= at), default=None)
        after = min((place for place in values if place > at), default=None)
        keys = [place for place, slot in self.slots.items() if slot.is_key and place <= at]
        is_inside = before is not None and (not keys or max(keys) < before)
        place = before if is_inside else after
        if place is None:
            return ""
        slot = values[place]
        return str(slot.holder[slot.name])  # type: ignore[index]  # as above

    def drop(self, at: int) -> str:
        """Take a key out of the tree with its value; its name, or nothing where no key is written there."""
        slot = self.slots.get(at)
        if slot is None or not slot.is_key or not isinstance(slot.holder, dict):
            return ""
        slot.holder.pop(str(slot.name), None)
        return str(slot.name)


def write(item: dict[str, Tree], head: str) -> Written:
    """An item as the last of a bank's list, below what stands above it."""
    writer = _Writer(head)
    writer.item(item)
    return Written("".join(writer.pieces), writer.slots)


def _rename(holder: dict[str, Tree], old: str, new: str) -> bool:
    """Another name for a key, in its place; a name that is taken already is not given."""
    if new in holder or old not in holder:
        return False
    renamed = {new if key == old else key: value for key, value in holder.items()}
    holder.clear()
    holder.update(renamed)
    return True


class _Writer:
    """Writes one item, and keeps the places of its words."""

    def __init__(self, head: str) -> None:
        self.pieces = [head]
        self.slots: dict[int, Slot] = {}
        self.length = len(head)

    def item(self, item: dict[str, Tree]) -> None:
        """The item's keys, each on a line of its own; a list of mappings has a line for each of them."""
        for number, (key, value) in enumerate(item.items()):
            self._put("    " if number else "  - ")
            self._key(item, key)
            if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
                self._put(":\n")
                for place, entry in enumerate(value):
                    self._put("      - ")
                    self._value(value, place, entry)
                    self._put("\n")
            else:
                self._put(": ")
                self._value(item, key, value)
                self._put("\n")

    def _put(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def _key(self, holder: dict[str, Tree], key: str) -> None:
        self.slots[self.length] = Slot(holder, key, is_key=True)
        self._put(key if _BARE_KEY.fullmatch(key) else scalars.quoted(key))

    def _value(self, holder: list[Tree] | dict[str, Tree], name: str | int, value: Tree) -> None:
        if isinstance(value, list):
            self._listed(value)
        elif isinstance(value, dict):
            self._mapping(value)
        else:
            self.slots[self.length] = Slot(holder, name)
            self._put(value if _is_bare(name, value) else scalars.quoted(value))

    def _listed(self, values: list[Tree]) -> None:
        self._put("[")
        for number, value in enumerate(values):
            self._put(", " if number else "")
            self._value(values, number, value)
        self._put("]")

    def _mapping(self, mapping: dict[str, Tree]) -> None:
        self._put("{")
        for number, (key, value) in enumerate(mapping.items()):
            self._put(", " if number else "")
            self._key(mapping, key)
            self._put(": ")
            self._value(mapping, key, value)
        self._put("}")


def _is_bare(name: str | int, value: str) -> bool:
    return (name in _CODES and bool(_CODE.fullmatch(value))) or (name == "answer" and value in _VERDICTS)


def without(tree: dict[str, Tree], key: str) -> dict[str, Tree] | None:
    """A tree without what stands under a key, anywhere in it; nothing where it has no such key."""
    bare = _without(tree, key)
    return bare if isinstance(bare, dict) and bare != tree else None


def _without(tree: Tree, key: str) -> Tree:
    if isinstance(tree, dict):
        return {name: _without(value, key) for name, value in tree.items() if name != key}
    return [_without(value, key) for value in tree] if isinstance(tree, list) else tree


def words(tree: Tree) -> Iterator[str]:
    """All words of a tree, and its keys."""
    if isinstance(tree, str):
        yield tree
        return
    if isinstance(tree, dict):
        yield from tree
    for entry in tree.values() if isinstance(tree, dict) else tree:
        yield from words(entry)


# Trees of what was read


class NotPlainError(Exception):
    """A value that is no plain word, list or mapping; its words say what is wrong with it."""


def of_yaml(node: Node) -> Tree | None:
    """What a node of YAML says; nothing of an empty one. Raises NotPlainError for what was refused in it."""
    if isinstance(node, MappingNode):
        return _mapping((_undressed(key), of_yaml(value)) for key, value in node.items())
    if isinstance(node, SequenceNode):
        return _list(map(of_yaml, node))
    if isinstance(node, Refused):
        raise NotPlainError
    if not scalars.style(node) and node.count('"') == 1:
        raise NotPlainError(f"a quotation mark is missing around « {node} »")
    return None if not scalars.style(node) and node in _NOTHING else _undressed(node)


def of_json(value: object) -> Tree | None:
    """What a value of JSON says; nothing of `null`."""
    if isinstance(value, dict):
        return _mapping((str(key), of_json(entry)) for key, entry in value.items())
    if isinstance(value, list):
        return _list(map(of_json, value))
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _mapping(pairs: Iterator[tuple[str, Tree | None]]) -> dict[str, Tree]:
    return {key: value for key, value in pairs if value is not None}


def _list(values: Iterator[Tree | None]) -> list[Tree]:
    return [value for value in values if value is not None]


_OPENING, _CLOSING = "“„”", "”“"


def _undressed(text: Text) -> str:
    """Words without the curly quotes around them that were meant to be straight ones."""
    text = Text.of(text.strip(), text.document, text.start, text.end)
    inner = text[1:-1]
    is_dressed = text[:1] in _OPENING and text[-1:] in _CLOSING and len(text) > 1
    alone = is_dressed and not scalars.style(text) and not set(inner) & set(_OPENING + _CLOSING)
    return inner if alone else str(text)
