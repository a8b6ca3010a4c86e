"""Where the items of a YAML file stand, seen by its lines alone: what of it can be read without the rest."""

from __future__ import annotations

import re
from bisect import bisect_right

from citedeck.quick import pattern

_EMPTY = r"[ \t]*(?:#.*)?\r?\n"
_LIST = pattern(rf"^[\w-]+:{_EMPTY}(?:{_EMPTY})*( *)- ", re.MULTILINE)
_ITEMS = pattern(rf"^items:{_EMPTY}", re.MULTILINE)
_ITEM = pattern(r"^( *)- id:", re.MULTILINE)


def item_around(text: str, offset: int) -> tuple[int, int] | None:
    """Where the list item that holds an offset starts and ends; None where none does."""
    indent = _indent(text)
    if indent is None:
        return None
    if stray := _stray_item(text, offset, indent):
        return stray
    starts = _starts(text)
    before = [start for start in starts if start <= offset]
    if not before:
        return _before_first(text, offset, starts)
    end = next((start for start in starts if start > offset), _list_end(text, before[-1], indent))
    return before[-1], end if end > offset else len(text)


def item_from(text: str, offset: int) -> tuple[int, int]:
    """What begins on the line of an offset, up to the next item."""
    start = text.rfind("\n", 0, offset) + 1
    return start, next((following for following in _starts(text) if following > offset), len(text))


def page(text: str, problem: int, context: int, what: str) -> tuple[int, int]:
    """The part of a text in which to look for what a parser stumbled over: an item, or two.

    `problem` is where it stumbled, `context` where that began of which `what` says what it is.
    """
    starts = sorted({0, *_starts(text)})
    first, last = (bisect_right(starts, at) - 1 for at in (min(context, problem), problem))
    last = last or min(1, len(starts) - 1)
    if last - first > 1 and "block" in what:
        first = last - 1
    elif last - first > 1:
        last = first
    return starts[first], starts[last + 1] if last + 1 < len(starts) else len(text)


def blanked(text: str, start: int, end: int) -> str:
    """The text without a part of it, every other character where it was."""
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


def _indent(text: str) -> int | None:
    """How far the dashes of a file's list are indented; None where it has no list."""
    listed, head = _LIST.search(text), _ITEMS.search(text)
    if listed is not None and re.compile(f"^{listed[1]}- id:", re.MULTILINE).search(text, listed.end()):
        return len(listed[1])
    after = listed or head
    other = _ITEM.search(text, after.end()) if after else None
    first = other or listed  # where the first item is indented unlike the others, they count
    return len(first[1]) if first else None


def _starts(text: str) -> list[int]:
    """Where the items of a list start, or the keys of a file that has none."""
    indent = _indent(text)
    begins = r"(?=[\w\"'])" if indent is None else rf" {{{indent}}}-(?=[ \r\n])"
    return [m.start() for m in re.compile(f"^{begins}", re.MULTILINE).finditer(text)]


def _before_first(text: str, offset: int, starts: list[int]) -> tuple[int, int] | None:
    """Where a first item without its dash stands."""
    head = _ITEMS.search(text)
    return (head.end(), starts[0]) if head and starts and head.end() <= offset else None


def _stray_item(text: str, offset: int, indent: int) -> tuple[int, int] | None:
    """An item whose dash stands further left than those before it, up to the next line like that."""
    start = text.rfind("\n", 0, offset) + 1
    if indent == 0 or not re.compile(rf" {{0,{indent - 1}}}- ").match(text, start):
        return None
    dash, key = rf" {{0,{indent}}}-", rf" {{0,{indent - 1}}}[\w\"']"
    following = re.compile(rf"^(?:{dash}|{key})", re.MULTILINE).search(text, start + indent + 1)
    return start, following.start() if following else len(text)


def _list_end(text: str, start: int, indent: int) -> int:
    """Where the last item of a list ends: at a key of the mapping around it, or the file's end."""
    following = re.compile(rf"^ {{0,{max(indent - 1, 0)}}}[\w\"']", re.MULTILINE).search(text, start + 1)
    return following.start() if following else len(text)
