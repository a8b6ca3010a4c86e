"""Words in curly quotes: a word processor wrote them, or the page they were copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from citedeck.bank.scalars import in_quotes
from citedeck.bank.shapes import Report
from citedeck.model import Edit, Text
from citedeck.quick import pattern

_WORDS = r'(?P<words>“[^“”"\\\n]*”|„[^„“”"\\\n]*[“”]|”[^“”"\\\n]*”)'
_BEGIN = r"^ *(?:- +)*(?:[\w-]+: +)?"
_ALONE = pattern(rf"{_BEGIN}{_WORDS}(?=[ \t]*,?[ \t]*$)", re.MULTILINE)
_BRACKET = pattern(rf"{_BEGIN}(?P<bracket>[\[{{].*)$", re.MULTILINE)
_INSIDE = pattern(rf'"(?:[^"\\\n]|\\.)*"|(?<=[\[{{,:])[ ]*{_WORDS}(?=[ ]*[,\]}}])')
_STRAIGHT = pattern(rf'{_BEGIN}"|[\[{{,:] *"', re.MULTILINE)

OPENING, CLOSING = "“„”«‘", '”“»’"'

_FEW = 3
"""So many values in curly quotes are no slip."""


def values(text: str) -> list[tuple[int, int]]:
    """Where words in curly quotes stand as values, quotes included, if they are most of those in quotes."""
    places = sorted(chain((m.span("words") for m in _ALONE.finditer(text)), _in_brackets(text)))
    return places if len(places) >= max(_FEW, len(_STRAIGHT.findall(text)) + 1) else []


def straight(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with straight quotes at the ends of those places, every other character where it was."""
    letters = list(text)
    for start, end in places:
        letters[start] = letters[end - 1] = '"'
    return "".join(letters)


def _in_brackets(text: str) -> Iterator[tuple[int, int]]:
    for line in _BRACKET.finditer(text):
        for inside in _INSIDE.finditer(text, line.start("bracket"), line.end()):
            if inside["words"]:
                yield inside.span("words")


# A value in curly quotes, or with one of them


def are_letters(value: str) -> str:
    """What is said of the curly quotes that a value begins with, and may end with."""
    if value[-1] in CLOSING:
        return f"{value[0]} and {value[-1]} are letters to YAML, not quotes around the words"
    return f"{value[0]} is a letter to YAML, no quote"


def check_bare(text: Text, report: Report) -> None:
    """Raises Broken where bare words end with a quote which YAML takes for a letter, after a complaint."""
    words = text.strip(CLOSING + OPENING).strip()
    straight = f"put the words in straight quotes: {in_quotes(words)}"
    if text[-1] == '"' and text.count('"') == 1 and text[0] not in OPENING:
        message, help_lines = "this last quote has no first one", [straight, "or delete the last quote"]
    elif text[0] in OPENING and not set(text[1:-1]) & set(CLOSING.replace("’", "") + OPENING):
        message = are_letters(text)
        help_lines = [straight, f"or, where they belong to the words: {in_quotes(text)}"]
        help_lines = help_lines[:1] if text[-1] == '"' else help_lines
    else:
        return
    edit = None if text[0] == "«" else Edit(text, words)
    help_lines += ["`citedeck fix` makes them straight"] if edit and text[0] in OPENING else []
    raise report.refuse("yaml-quote", message, text.at, help=help_lines, edit=edit)
