"""Where quotations stand in a folded text: all of them in one pass over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from citedeck.text import borders
from citedeck.text.folding import Folded

# The first characters of a quotation that the pass looks up at each place a word may start.
KEY = 12

Places = tuple[int, ...]


def find_all(text: str, wanted: Iterable[str]) -> dict[str, Places]:
    """Every place where each wanted string starts, if a word may start there.

    One dictionary look-up a word start and length of key, instead of a search of the whole
    text for each string: the same time for ten quotations and ten thousand. Of strings that begin
    alike those of one length are one look-up more.
    """
    strings = frozenset(wanted) - {""}
    lengths: dict[str, set[int]] = defaultdict(set)
    for string in strings:
        lengths[string[:KEY]].add(len(string))
    found: dict[str, list[int]] = defaultdict(list)
    starts = _starts(text, {key[0] for key in lengths}) if lengths else []
    for key_length in set(map(len, lengths)):
        for at in starts:
            if (key := text[at : at + key_length]) in lengths and len(key) == key_length:
                for length in lengths[key]:
                    if (string := text[at : at + length]) in strings:
                        found[string].append(at)
    return {string: tuple(places) for string, places in found.items()}


def _starts(text: str, firsts: Iterable[str]) -> list[int]:
    """Every place where a word or mark that begins so starts; in writing without blanks, any place."""
    within = "" if borders.has_unspaced(text) else r"(?<!\w\w)"
    begun = "".join(map(re.escape, sorted(firsts)))
    return [m.start() for m in re.finditer(f"[{begun}]{within}", text)]


def uncut(folded: Folded, places: Iterable[int], length: int) -> Places:
    """The places whose words no border cuts."""
    cuts = borders.cuts
    return tuple([at for at in places if not (cuts(folded, at) or cuts(folded, at + length))])


def anywhere(text: str, string: str, start: int = 0, end: int | None = None) -> Places:
    """Every place where a string stands, even inside a word."""
    places = []
    at = text.find(string, start, end)
    while at >= 0 and string:
        places.append(at)
        at = text.find(string, at + 1, end)
    return tuple(places)


def whole(folded: Folded, text: str, string: str, start: int = 0, end: int | None = None) -> Places:
    """Every place where a string stands as whole words in a text: the folded one, or one as long."""
    # as `anywhere` and `uncut` do, in one call: most strings stand in one place of a few words
    cuts, length, places = borders.cuts, len(string), []
    at = text.find(string, start, end) if string else -1
    while at >= 0:
        if not (cuts(folded, at) or cuts(folded, at + length)):
            places.append(at)
        at = text.find(string, at + 1, end)
    return tuple(places)


def preceded(folded: Folded, at: int, before: str) -> bool:
    """Whether the words `before` (folded) stand right before a place."""
    end = at
    while end and folded.text[end - 1] in " \n":
        end -= 1
    start = end - len(before)
    held = folded.text[max(start, 0) : start + len(before)].replace("\n", " ")
    return start >= 0 and held == before and not borders.cuts(folded, start)


def followed(folded: Folded, end: int, after: str) -> bool:
    """Whether the words `after` (folded) stand right after a place."""
    start = end
    while folded.text.startswith((" ", "\n"), start):
        start += 1
    held = folded.text[start : start + len(after)].replace("\n", " ")
    return held == after and not borders.cuts(folded, start + len(after))
