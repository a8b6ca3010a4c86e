"""Lists and mappings in brackets that are not closed, not opened, or lack a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.bank.slips.page import LISTS, Keyed, Page, Slip, slip, without_strings
from citedeck.quick import pattern

_CLOSING = {"[": "]", "{": "}"}
_OPENING = {"]": "[", "}": "{"}
_OTHER_COMMA = pattern(r'(?<=")\s*;(?=\s*["\w])')
_SWALLOWED = pattern(r'"([^"]*?)(,\s*(?:[\w-]+:\s*)?)"(?=[^\s,\]}])')
_BARE = pattern(r"([{,]\s*[\w-]+:\s+)([^\s\"'\[{][^\"{}]*?)(?=\s*(?:,\s*[\w-]+:\s|\}))")
_NO_COMMA = pattern(r'(?<=[\w?!.…»]")(\s+)(?="|[\w-]+:\s)')
_ROW = pattern(r'"[^"]*"(?:\s*[,;]\s*"[^"]*")+(?=\s*[,;]?$)')
_PARTS = pattern(r'"\s*[,;]\s*"')
_INNER = pattern(r'(?<=[^\s\[{,:(-])"(?!\s*[,\]}:]|\s*$)|(?<=[^\[{,:\s]\s)"(?=\w)')


def bare(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Several words in quotes in a row, with no brackets around them; under a key that has one value too."""
    row = _ROW.match(entry.value)
    parts = _PARTS.search(entry.value)
    if row is None or parts is None:
        return
    place = parts.start() + 1, parts.end() - 1
    if not entry.key:
        value = _PARTS.sub(f'"\n{entry.lead}"', row[0])
        message = "an entry of a list has one value"
        yield slip(entry, message, "write each on a line of its own", value, place)
    elif entry.key in LISTS:
        value = "[" + _PARTS.sub('", "', row[0]) + "]"
        yield slip(entry, "a list stands in brackets", "write it", value, place)
    else:
        value = _PARTS.sub(", ", row[0])
        yield slip(entry, f"`{entry.key}` has one value, not a list", "write one text", value, place)


def commas(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Two values of a list, or a value and the next key, with nothing between them."""
    if entry.value[:1] not in _CLOSING:
        return
    if other := _OTHER_COMMA.search(entry.value):
        value = _OTHER_COMMA.sub(",", entry.value)
        place = other.start(), other.end()
        yield slip(entry, "commas part values in brackets, not ;", "write it", value, place)
    if missing := _NO_COMMA.search(entry.value):
        value = entry.value[: missing.start()] + "," + entry.value[missing.start() :]
        at = missing.start() - 1
        yield slip(entry, "a comma is missing after this quote", "write it", value, (at, at + 1))


def inner(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Straight quotes inside words that stand in a bracket."""
    inside = _INNER.search(entry.value) if entry.value[:1] in _CLOSING else None
    if not inside:
        return
    message = "a straight quote inside words in straight quotes ends them"
    before, after = page.marks.split("{0}")
    turn = iter(range(len(entry.value)))
    value = _INNER.sub(lambda _: (before, after)[next(turn) % 2], entry.value)
    yield slip(entry, message, f"write {page.inside} inside", value, inside.span())


def strings(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Words in a bracket whose last quote is missing, so that they swallow the next key or value."""
    swallowed = _SWALLOWED.search(entry.value) if entry.value[:1] in _CLOSING else None
    if swallowed:
        value = f'{entry.value[: swallowed.end(1)]}"{entry.value[swallowed.start(2) :]}'
        place = swallowed.start(), swallowed.start() + 1
        yield slip(entry, "this quote is not closed", "close it", value, place)


def words(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Words without quotes in braces, with a mark that parts keys from values."""
    bare = next((m for m in _BARE.finditer(entry.value) if ":" in m[2]), None)
    if bare and entry.value[:1] == "{":
        value = _BARE.sub(lambda m: f'{m[1]}"{m[2]}"' if ":" in m[2] else m[0], entry.value)
        at = bare.start(2) + bare[2].index(":")
        message = "a colon stands in words without quotes"
        yield slip(entry, message, "put the words in quotes", value, (at, at + 1))


def closed(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A bracket that is not closed, closed by another one, or closed too often."""
    value = entry.value
    if value[:1] not in _CLOSING:
        return
    still, wrong = _open(value)
    if wrong is None and still:
        at = still[-1]
        ends = "".join(_CLOSING[value[bracket]] for bracket in reversed(still))
        advice = f"close it with {ends} at the end"
        yield slip(entry, f"this {value[at]} is not closed", advice, value + ends, (at, at + 1))
    elif wrong is not None and still:
        right = _CLOSING[value[still[-1]]]
        mended = value[:wrong] + right + value[wrong + 1 :]
        message = f"{value[wrong]} closes no {value[still[-1]]}"
        yield slip(entry, message, f"write {right} instead", mended, (wrong, wrong + 1))
    elif wrong is not None:
        message = f"this {value[wrong]} is one too many"
        yield slip(entry, message, "delete it", value[:wrong] + value[wrong + 1 :], (wrong, wrong + 1))


def opened(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A bracket that is closed, and nowhere opened."""
    value = entry.value
    first = _OPENING.get(value[-1:], "")
    if first and value[0] not in _CLOSING and re.match(r'"|[\w-]+:', value):
        at = len(value) - 1
        message = f"this {value[-1]} closes nothing"
        yield slip(entry, message, f"write {first} where the value begins", first + value, (at, at + 1))


def _open(value: str) -> tuple[list[int], int | None]:
    """Where brackets stand that are still open, and the first that closes none of its kind."""
    still: list[int] = []
    for at, char in enumerate(without_strings(value)):
        if char in _CLOSING:
            still.append(at)
        elif char in _OPENING and (not still or value[still[-1]] != _OPENING[char]):
            return still, at
        elif char in _OPENING:
            still.pop()
    return still, None
