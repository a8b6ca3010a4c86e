"""A file in Aiken's format -> questions: a line, options under letters, and which of them is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.commands.drafts import tables
from citedeck.commands.drafts.tables import Record
from citedeck.model import Document

_OPTION = re.compile(r"([A-Z])[.)][^\S\n]+(\S.*)")
_RIGHT = re.compile(r"ANSWER:\s*([A-Z])\s*")


def is_one(text: str) -> bool:
    """Whether a text is of this format: it says which letter is right, below options with letters."""
    lines = text.splitlines()
    return any(map(_RIGHT.fullmatch, lines)) and any(map(_OPTION.fullmatch, lines))


def records(document: Document) -> Iterator[Record]:
    """The questions of a file; one that names none of its options as right has no answer."""
    begun, asked, options = 0, "", dict[str, str]()
    for number, line in enumerate([*document.text.splitlines(), ""], 1):
        if right := _RIGHT.fullmatch(line):
            yield _record(begun, asked, options, right[1])
            asked, options = "", {}
        elif option := _OPTION.fullmatch(line):
            options[option[1]] = tables.joined(option[2])
        elif line.strip() and options:
            yield _record(begun, asked, options, "")
            begun, asked, options = number, line, {}
        elif line.strip():
            begun, asked = (begun, f"{asked} {line}") if asked else (number, line)
    if asked:
        yield _record(begun, asked, options, "")


def _record(line: int, asked: str, options: dict[str, str], letter: str) -> Record:
    wrong = tuple(words for name, words in options.items() if name != letter)
    return Record(line, tables.joined(asked), options.get(letter, ""), wrong if letter in options else ())
