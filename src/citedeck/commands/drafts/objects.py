"""Questions in JSON, each read alone where the whole is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from citedeck.commands.drafts import trees
from citedeck.commands.drafts.trees import Tree

_BEGINS = re.compile(r"\s*[\[{]\s*[\[{\"“”\]}]")
_LOOSE = re.compile(r"^[ \t]*(?:\[\s*\{|\{\s*[\"“”](?:items|questions|id|type)[\"“”])", re.MULTILINE)
_CURLY = re.compile("[“”„]")
_LAST_COMMA = re.compile(r",(\s*[\]}])")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_DEPTH = 20
"""Brackets deeper in each other than this hold no question."""


def begins(block: str, *, loose: bool) -> bool:
    """Whether a block is JSON; of what stands between prose, whether some of it is."""
    return bool((_LOOSE.search if loose else _BEGINS.match)(block))


def read(block: str) -> Iterator[tuple[Tree | None, str]]:
    """The objects of a list, each with its words; nothing for one that is no JSON."""
    if (whole := _loaded(block)) is not None:
        yield from ((entry, "") for entry in _listed(whole))
        return
    for words in _objects(block):
        yield _loaded(words), words


def _listed(value: Tree) -> list[Tree]:
    """The list that stands in a value: itself, or under one of its keys; else the value alone."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for entry in value.values():
            if isinstance(entry, list) and entry and all(isinstance(part, dict) for part in entry):
                return entry if not {"type", "prompt", "question", "id"} & value.keys() else [value]
            if isinstance(entry, dict) and isinstance(entry.get("items"), list):
                return _listed(entry)
    return [value]


def _loaded(words: str) -> Tree | None:
    """What words say as JSON: as they are, or without the slips that are usual in it."""
    straight = _CURLY.sub('"', words)
    for attempt in (words, _LAST_COMMA.sub(r"\1", words), _LAST_COMMA.sub(r"\1", straight)):
        if _depth(attempt) > _DEPTH:
            return None
        try:
            return trees.of_json(json.loads(attempt, parse_int=str, parse_float=str, parse_constant=str))
        except (ValueError, RecursionError):
            continue
    return None


def _depth(words: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r"[\[{\]}]", _STRING.sub("", words)):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _objects(block: str) -> Iterator[str]:
    """The words of each outermost object of a list."""
    listed = re.search(r"\[\s*(?=\{)", block)
    text = block[listed.end() :] if listed else block
    bare = _STRING.sub(lambda string: '"' + "x" * (len(string[0]) - 2) + '"', text)
    depth = start = 0
    for mark in re.finditer(r"[{}]", bare):
        start = mark.start() if depth == 0 else start
        depth = depth + 1 if mark[0] == "{" else max(depth - 1, 0)
        if depth == 0:
            yield text[start : mark.end()]
    if depth:
        yield text[start:]
