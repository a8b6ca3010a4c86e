"""Quotes that are not closed, not opened, doubled, or stand inside words in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.bank.slips import curly
from citedeck.bank.slips.page import Keyed, Page, Slip, slip
from citedeck.quick import pattern

_QUOTE = pattern(r'(?<!\\)"')
_PRINTED = {"“": "”", "”": "”", "„": "“", "«": "»", "‘": "’", "’": "’"}


def double(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A value that begins with a straight quote, and does not end at the next one."""
    value = entry.value
    quotes = [m.start() for m in _QUOTE.finditer(value)]
    if value[:1] != '"' or (len(quotes) == 2 and value[-1] == '"'):  # noqa: PLR2004 - a pair
        return
    if len(quotes) == 1:
        yield _unclosed(entry)
    elif value[-1] != '"':
        yield from _followed(page, entry, quotes)
    elif len(quotes) == 3 and (quotes[1] == 1 or quotes[1] == quotes[2] - 1):  # noqa: PLR2004 - one too many
        at = quotes[1]
        new = value[:at] + value[at + 1 :]
        yield slip(entry, "this quote is one too many", "delete it", new, (at, at + 1))
    else:
        words, advice = _inside(page, value[1:-1])
        message = "a straight quote inside words in straight quotes ends them"
        yield slip(entry, message, advice, f'"{words}"', (quotes[1], quotes[1] + 1))


def _unclosed(entry: Keyed) -> Slip:
    value, last = entry.value, len(entry.value) - 1
    if value[-1] in _PRINTED.values() and not re.search("[“„«‘]", value):
        message = f"{value[-1]} does not close words that begin with a straight quote"
        return slip(entry, message, "write a straight one", f'{value[:-1].rstrip()}"', (last, last + 1))
    return slip(entry, "this quote is not closed", "close it", f'{value}"')


def _followed(page: Page, entry: Keyed, quotes: list[int]) -> Iterator[Slip]:
    """Something after the quote that ends the words: a stray mark, or more words."""
    value, after = entry.value, quotes[-1] + 1
    tail = value[after:].strip()
    if len(quotes) == 2 and tail in (",", ";"):  # noqa: PLR2004 - a pair
        message = f"a value does not end with {tail}"
        at = value.rindex(tail)
        yield slip(entry, message, f"delete the {tail}", value[:after], (at, at + 1))
    elif len(quotes) % 2:
        words, _ = _inside(page, value[1:])
        yield slip(entry, "this quote is not closed", "close it at the end", f'"{words}"')
    else:
        words, _ = _inside(page, value)
        message = "words in quotes end here, and more words follow"
        at = after + len(value[after:]) - len(value[after:].lstrip())
        yield slip(entry, message, "put all the words in quotes", f'"{words}"', (at, at + 1))


def single(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A value that begins with an apostrophe as a quote."""
    value = entry.value
    if value[:1] != "'":
        return
    closed = len(value) > 1 and value[-1] == "'"
    inner = value[1:-1] if closed else value[1:]
    at = max(value.find("'", 1), 0)
    words = _inside(page, inner.replace("''", "'"))[0]
    if closed and at < len(value) - 1:
        message = "an apostrophe inside words in single quotes ends them"
        yield slip(entry, message, "put the words in double quotes", f'"{words}"', (at, at + 1))
    elif not closed:
        yield slip(entry, "this quote is not closed", "put the words in double quotes", f'"{words}"')


def plain(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Words without quotes that want them."""
    value = entry.value
    if not value or re.match(r"[\"']|\[\s*[\"']|\{\s*[\"'\w-]+:\s", value) or entry.is_bare:
        return
    advice, place = "put the words in quotes", (0, 1)
    colon = re.search(r":(?=\s|$)", value)
    if value[0] in "“”„":
        message, advice = curly.are_letters(value), "put the words in straight quotes"
    elif not re.match(r"[\w(«]", value):
        message = f"words that begin with {value[0]} need quotes"
    elif colon:
        message, place = "a colon stands in words without quotes", colon.span()
    else:
        message = "these words need quotes"
    yield slip(entry, message, advice, unprinted(value, page.marks), place)


def unprinted(value: str, marks: str) -> str:
    """Words in straight quotes, where others stand around them or none."""
    closing = _PRINTED.get(value[:1], "")
    inner = value
    if closing and value[-1] in (closing, '"') and not set(value[1:-1]) & {value[0], closing}:
        inner = value[1:-1].strip()
    elif value.count('"') == 1 and value[-1] == '"':
        inner = value[:-1]
    inner = re.sub(r"^\|\s*", "", inner)
    return f'"{_marked(inner, marks)}"'


def _inside(page: Page, words: str) -> tuple[str, str]:
    """Words with marks of their language in place of straight quotes in pairs, and how to say so."""
    if len(_QUOTE.findall(words)) % 2:
        return _QUOTE.sub('\\"', words), 'write \\" inside'
    return _marked(words, page.marks), f"write {page.inside} inside"


def _marked(words: str, marks: str) -> str:
    """Words as they stand between double quotes, their own quotes in pairs made marks."""
    pairs = len(_QUOTE.findall(words)) % 2 == 0
    marked = re.sub(r'(?<!\\)"([^"]*)"', lambda m: marks.format(m[1].strip()), words) if pairs else words
    escaped = re.sub(r'\\(?!["\\nrtuUx/])', r"\\\\", marked)
    return _QUOTE.sub('\\"', escaped)
