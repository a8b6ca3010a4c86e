"""What may have been meant where a file is no YAML: slips, each with the line that mends it.

To add one: a function of a page and an entry that yields slips, named in PLAIN or SLIPS. A slip is told only
where the parser gets further with its mend, so that no help leads astray.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from citedeck.bank.slips import brackets, indents, marks, quotes
from citedeck.bank.slips.page import Keyed, Page, Slip, read

Slips = Callable[[Page, Keyed], Iterator[Slip]]

PLAIN: tuple[Slips, ...] = (
    marks.blanks,
    marks.dashes,
    marks.no_dash,
    marks.colons,
    marks.listed,
    marks.unlisted,
    marks.undashed,
    indents.first_item,
)
"""What is wrong wherever it stands, and so is looked for in all lines before the others."""

SLIPS: tuple[Slips, ...] = (
    marks.two_keys,
    brackets.opened,
    brackets.bare,
    brackets.commas,
    brackets.inner,
    brackets.strings,
    brackets.words,
    brackets.closed,
    quotes.double,
    quotes.single,
    marks.escapes,
    indents.blocks,
    indents.dash,
    indents.lines,
    quotes.plain,
    indents.bare,
)

MAX_TRIES = 40
"""More mends than this are not tried: what is so far from YAML is told by its place alone."""


def slip(text: str, first: int, marked: str, reach: Callable[[str], int]) -> Slip | None:
    """The slip in a part of a file that begins at line `first`; None where none of these explains it.

    `reach` says how far a parser gets; `marked` is how words in quotes are written inside others.
    """
    page = read(text, reach(text), first, marked)
    if page.at >= len(text):
        return None  # the mistake is elsewhere
    line_end = text.find("\n", page.at)
    rest = len(text) - line_end - 1 if line_end >= 0 else 0
    for possible in islice(_possible(page), MAX_TRIES):
        mended = possible.mended(text)
        if len(mended) - reach(mended) <= rest:
            return possible
    return None


def _possible(page: Page) -> Iterator[Slip]:
    """Slips of the entry in which the parser gave up, then of those above it."""
    for kinds in (PLAIN, SLIPS):
        for entry in page.reached:
            for slips in kinds:
                yield from slips(page, entry)
