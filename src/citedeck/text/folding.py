"""Typographic folding with an exact map back to the original.

Folding makes what a keyboard types equal to what a printer sets, and nothing more: case,
accents, digits and final punctuation stay. The rules were measured on French prose; each
one's worth is the share of typed quotations that are lost without it. What is proven to stand
somewhere is compared so, and strictly; what is proven to stand nowhere loosely: see `absence`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property, lru_cache
from typing import TypeVar

from citedeck.languages import grammar
from citedeck.quick import dataclass, pattern

PARAGRAPH = "\n"
"""What a paragraph mark is folded to. No quotation folds to it."""

_SPACES = " \t\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Soft hyphens, marks of direction and of nothing, tatweel, variation selectors.
_HIDDEN = (
    "\xad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef"
)
_GAP = f"{_SPACES}{_HIDDEN}\r\n"
_TIGHT_BEFORE = ";:!?%»€"

# Digits and letters as wide as an ideograph.
_WIDE = (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
_TO_NARROW = ord("Ａ") - ord("A")

# One character for one: these never move an offset.
_SAME_LENGTH = {
    **dict.fromkeys("’‘ʼ′´`׳", "'"),
    **dict.fromkeys("–—―‑−‐־", "-"),
    **dict.fromkeys("«»“”„״", '"'),
    **dict.fromkeys("‧∙⋅", "·"),
    **{
        chr(wide): chr(wide - _TO_NARROW)
        for first, last in _WIDE
        for wide in range(ord(first), ord(last) + 1)
    },
    **dict.fromkeys(
        "\t\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
        " ",
    ),
}
_TRANSLATED = pattern(f"([{''.join(_SAME_LENGTH)}])")

_LIGATURES = {"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"}

# Letters drawn as one, in another form of theirs, or half as wide: Unicode says which letters they are.
_FORMS = "ﬀ-ﬆﬓ-ﬗĳĲŀĿŉǄ-ǌǱ-ǳⅠ-ⅿﭐ-ﶿﷰ-ﷷﹰ-ﻼｦ-ﾝ"
_DRAWN = f"œæŒÆ{_FORMS}"
_VOICED = "ﾞﾟ"

# A dash between blanks, a long or double one with a blank on one side or on none: all are one mark; one
# that stands off before a number alone is its sign. A hyphen at the end of a line parts a word, or a
# compound: it stays, and `Folded.spelt` knows of it.
_HYPHENS = "-‐‑־"
_LONG = "—―"
# Marks that melt into a letter before them: decomposed, the letter before a hyphen ends with one.
_MELTING = "\u0300-\u036f\u0653-\u0655\u093c\u3099\u309a"
_DASH = f"(?:[{_LONG}]|--+)"
_LINE_OVER = rf"[^\S\r\n]*(?:\r\n|\n|\r)[{_GAP}]*"
_AFTER_GAP = (
    rf"(?<=[{_GAP}])(?:[{_GAP}]*(?:{_DASH}[{_GAP}]*|[{_HYPHENS}–−](?:[{_GAP}]+|\Z))|[{_GAP}]+|(?<=[{_HIDDEN}\r\n])"
    rf"|(?=[{_TIGHT_BEFORE}])|(?<=«.))"
)
_AFTER_DASH = (
    rf"(?<=[{_LONG}])[{_GAP}]+|(?<=-)-+[{_GAP}]*|(?:(?<=[^\W_][{_HYPHENS}])|(?<=[{_MELTING}][{_HYPHENS}])){_LINE_OVER}(?=[^\W_])"
    rf"|(?<=\A[{_HYPHENS}–−])[{_GAP}]+"
)

# Everything that may change the length. It begins with one set of characters, so that the
# search skips all others; most of these are single blanks between words, and are left at one look.
CHANGES_FROM = rf"[{_GAP}.{_DRAWN}{_HYPHENS}{_LONG}–−]"
BETWEEN_WORDS = r"(?!(?<=[^«] )[^\W\u0640])"
CHANGES_TO = rf"(?:{_AFTER_GAP}|(?<=\.)\.{{2,}}|(?<=[{_DRAWN}])[{_VOICED}]*|{_AFTER_DASH})"
CHANGING = pattern(CHANGES_FROM + BETWEEN_WORDS + CHANGES_TO)

# Signs that stay what they are, with the few that `_is_simple` and `_words` look after themselves.
_SIGNS = r"A-Za-zÀ-ÅÇ-åç-ÿ0-9 ,.'’(){}\[\]<>\"/+*=&#@$_|…-"
_SIMPLE = pattern(f"[{_SIGNS}]*")

# The same with the marks that stand off, and what becomes of each in turn.
_PRINTED = pattern(f"[«œ{_TIGHT_BEFORE}{_SIGNS}]*")
_AS_TYPED = (
    ("’", "'"),
    *((f" {mark}", mark) for mark in _TIGHT_BEFORE),
    ("« ", "«"),
    ("«", '"'),
    ("»", '"'),
    ("œ", "oe"),
)

_BLANK = pattern(f"[{_GAP}]")
_HIDDEN_RUN = pattern(f"[{_HIDDEN}]*")
_LINE_END = pattern(r"\r\n|\n|\r")
_DRAWN_RUN = pattern(f"[{_DRAWN}]")
_DASHES = pattern(f"[{_HYPHENS}{_LONG}–−]+")
_SOFT = "\xad"
_LETTERS = pattern(rf"[^\W\d_]|[{_MELTING}]")


@dataclass(frozen=True, slots=True)
class _Change:
    """A run of the original that folds to a run of another length."""

    folded: int
    folded_end: int
    original: int
    original_end: int


@dataclass(frozen=True)
class Folded:
    """A folded text that knows which original characters each of its own came from."""

    text: str = field(repr=False)
    original: str = field(repr=False)
    _changes: tuple[_Change, ...] = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)
    language: str = ""
    """The tag of its language, where it is known: how its numbers are written in words."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of folded start..end; a folded run is taken whole."""
        first = self._run(start)[0]
        return first, first if start == end else self._run(end - 1)[1]

    def place(self, offset: int) -> int:
        """The first folded character that comes from this place in the original, or from beyond it."""
        index = bisect_right(self._originals, offset) - 1
        if index < 0:
            return offset
        change = self._changes[index]
        if offset < change.original_end:
            return change.folded if offset == change.original else change.folded_end
        return offset - change.original_end + change.folded_end

    @cached_property
    def _originals(self) -> list[int]:
        return [change.original for change in self._changes]

    @cached_property
    def _parting(self) -> tuple[int, ...]:
        """Where a hyphen stands at the end of a line, between letters: of a compound, or of the line."""
        changes = (c for c in self._changes if self.original[c.original] in _HYPHENS)
        return tuple(c.folded for c in changes if _LETTERS.match(self.original, c.original - 1))

    def spelt(self, words: str) -> str:
        """Folded words as this text spells them, where it does so across the end of a line.

        « har-⏎bour » is the word harbour, and hides no compound: with the hyphen and without it, its
        words are found. What the text does not hold comes back as it is.
        """
        if not self._parting or words in self.text:
            return words
        text, offsets = self._unhyphenated
        needle = words.replace("-", "")
        at = text.find(needle) if needle else -1
        while at >= 0:
            first, last = offsets[at], offsets[at + len(needle) - 1] + 1
            if self._reads(words, first, last):
                return self.text[first:last]
            at = text.find(needle, at + 1)
        return words

    @cached_property
    def _unhyphenated(self) -> tuple[str, list[int]]:
        kept = [at for at, char in enumerate(self.text) if char != "-"]
        return self.text.replace("-", ""), kept

    def _reads(self, words: str, first: int, last: int) -> bool:
        """Whether a stretch of the text is these words, but for hyphens at ends of lines."""
        optional = set(self._parting)
        signs = ("-?" if at in optional else re.escape(self.text[at]) for at in range(first, last))
        return bool(re.fullmatch("".join(signs), words))

    def _run(self, at: int) -> tuple[int, int]:
        """Where the run of the original begins and ends that a folded character comes from."""
        index = bisect_right(self._starts, at)
        if not index:
            return at, at + 1
        change = self._changes[index - 1]
        if at < change.folded_end:
            return change.original, change.original_end
        start = change.original_end + at - change.folded_end
        return start, start + 1


def fold(text: str, paragraphs: str = "none", language: str = "") -> Folded:
    """Fold a text. `paragraphs` says what a paragraph mark is: none, lines, blank or verse.

    A paragraph mark folds to PARAGRAPH, every other run of blanks and line ends to one space
    or, beside a mark that French typography sets off, to nothing.
    """
    if _is_simple(text, _SIMPLE):
        return Folded(text.replace("’", "'"), text, (), (), language)
    changes: list[_Change] = []
    pieces: list[str] = []
    done = length = 0
    for start, end, new in _merge(text, _compose(text), _replacer(paragraphs)):
        pieces.append(text[done:start])
        length += start - done
        pieces.append(new)
        if len(new) != end - start:
            changes.append(_Change(length, length + len(new), start, end))
        length += len(new)
        done = end
    pieces.append(text[done:])
    starts = tuple(change.folded for change in changes)
    return Folded(_typed("".join(pieces)), text, tuple(changes), starts, language)


def _is_simple(text: str, characters: re.Pattern[str]) -> bool:
    """Whether a text has only such characters and single blanks: most words that an author types."""
    return characters.fullmatch(text) is not None and not (
        "  " in text
        or "..." in text
        or ("-" in text and (" -" in text or "- " in text or "--" in text))  # few texts have any
    )


Made = TypeVar("Made")


class Known(dict[str, Made]):
    """What is made of words, kept for those that are asked about again; all forgotten when it is much.

    Of `Text` too: a dictionary finds it by its words, and makes no copy of them, as `str` would.
    """

    def __init__(self, make: Callable[[str], Made], most: int = 2**14) -> None:
        self._make, self._most = make, most

    def __missing__(self, text: str) -> Made:
        """What is made of words that are not known."""
        made = self._make(text)
        if len(self) >= self._most:
            self.clear()
        self[text] = made
        return made


def words(text: str) -> str:
    """A quotation as it is searched for: folded, without blanks at its ends."""
    return _WORDS[text]


def plain(text: str) -> str:
    """Words folded, without case and accents."""
    return _PLAIN_WORDS[text]


_ARTICLES = frozenset((*grammar.of_all(grammar.ELIDED_ARTICLES), *grammar.of_all(grammar.ARTICLES)))
_ARTICLE = pattern(
    rf"(?:(?:{'|'.join(grammar.of_all(grammar.ELIDED_ARTICLES))})'"
    rf"|(?:{'|'.join(grammar.of_all(grammar.ARTICLES))}) )+",
    re.IGNORECASE,
)


def rules() -> dict[str, str]:
    """What `words` goes by, as data: for what folds elsewhere, a page, by these very rules.

    The patterns are those of here; what JavaScript writes otherwise is written so.
    """
    patterns = {
        "changing": CHANGES_FROM + CHANGES_TO,
        "drawn": rf"\A{_DRAWN_RUN.pattern}",
        "dashes": _DASHES.pattern,
        "hidden": rf"\A{_HIDDEN_RUN.pattern}\Z",
        "letter": rf"\A(?:{_LETTERS.pattern})\Z",
    }
    return {
        **{name: _of_javascript(pattern) for name, pattern in patterns.items()},
        "tight": _TIGHT_BEFORE,
        "printed": "".join(_SAME_LENGTH),
        "keyboard": "".join(_SAME_LENGTH.values()),
    }


def _of_javascript(pattern: str) -> str:
    """A pattern of ours in the words of JavaScript, under its flag `u`."""
    for ours, theirs in _SPELT:
        pattern = pattern.replace(ours, theirs)
    return pattern


_SPELT = ((r"\A", "^"), (r"\Z", "$"), (r"[^\W\d_]", r"\p{L}"), (r"[^\W_]", r"[\p{L}\p{N}]"))


def bare(text: str) -> str:
    """Words folded, without the article they begin with and the mark they end with."""
    folded = words(text)
    first = folded.partition(" ")[0].partition("'")[0].lower()
    article = _ARTICLE.match(folded) if first in _ARTICLES else None
    return (folded[article.end() :] if article else folded).rstrip(" .;,!?") or folded


def sought(text: str) -> str:
    """An answer or a name as other words may hold it: its article, its mark, case and accents aside."""
    return _SOUGHT[text]


def loose(folded: str) -> str:
    """A folded text without case and accents, character for character: the strictest reading."""
    if folded.isascii():
        return folded.lower()
    try:
        return folded.encode("latin-1").translate(_WESTERN).decode("latin-1")
    except UnicodeEncodeError:
        return _replaced(folded, _BEYOND_ASCII, _PLAIN).lower()


def _replaced(text: str, signs: re.Pattern[str], table: Mapping[str, str]) -> str:
    """A text with another sign for each of some: those that a pattern has as its one group."""
    pieces = signs.split(text)
    pieces[1::2] = map(table.__getitem__, pieces[1::2])
    return "".join(pieces)


def lowered(folded: str) -> str:
    """A folded text in small letters, character for character."""
    small = folded.lower()
    return small if len(small) == len(folded) else "".join(char.lower()[0] for char in folded)


def stems(text: str) -> list[str]:
    """The beginnings of the words that tell something, without case and accents."""
    held = _TELLING.findall(loose(words(text)))
    return [word[:_STEM] for word in held if len(word) >= _LEAST or word.isdigit()]


_TELLING = pattern(r"[^\W_]+")

_STEM = 5
"""« réclame » and « réclament » begin with the same five letters."""

_LEAST = 3
"""Shorter words stand in every sentence."""


def slug(text: str, most: int | None = None) -> str:
    """The plain small letters and digits of words, hyphens between them: an id, or nothing."""
    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in loose(words(text)))
    return "-".join(plain.split())[:most].strip("-")


_LETTERED = pattern(r" [a-h]$")


def singular(name: str) -> str:
    """A name as it is looked for: without case, accents, marks, numbers, a plural s."""
    plain = re.sub(r"[\W\d_]+", " ", loose(words(name)))
    return _LETTERED.sub("", " ".join(word.removesuffix("s") for word in plain.split()))


def _words(text: str) -> str:
    if _is_simple(text, _SIMPLE):
        return text.replace("’", "'").strip(" ")
    blank = text.replace("\xa0", " ").replace("\u202f", " ")  # each alone folds as a blank does
    if _is_simple(blank, _PRINTED):
        for printed, typed in _AS_TYPED:
            blank = blank.replace(printed, typed)
        return blank.strip(" ")
    if not unicodedata.is_normalized("NFC", text):
        return fold(text).text.strip(" ")
    return _typed(CHANGING.sub(_replacer("none"), text)).strip(" ")


_WORDS = Known(_words)
_PLAIN_WORDS = Known(lambda text: loose(words(text)))
_SOUGHT = Known(lambda text: loose(bare(text)))


def _typed(text: str) -> str:
    """A text with every mark and blank as a keyboard has it, character for character."""
    return _replaced(text, _TRANSLATED, _SAME_LENGTH)


class _Plain(dict[str, str]):
    """Each character without its accents and case, found out when it is first met.

    Only combining marks fall, and only off a letter that is one without them: a syllable of Hangul
    is taken apart no more than the mark is taken off パ, which without it is another letter.
    """

    def __missing__(self, char: str) -> str:
        letters = [part for part in unicodedata.normalize("NFD", char) if part in _KEPT or not _falls(part)]
        whole = unicodedata.normalize("NFC", "".join(letters))
        plain = (whole if len(whole) == 1 else char).lower()[0]
        self[char] = plain
        return plain


_KEPT = "\u3099\u309a"
"""The voicing marks of kana."""


def _falls(char: str) -> bool:
    """Whether a character is a combining mark."""
    return unicodedata.category(char) == "Mn"


_PLAIN = _Plain()
_BEYOND_ASCII = pattern(r"([^\x00-\x7f])")

_LATIN = bytes(range(256)).decode("latin-1")
_UNMARKED = unicodedata.normalize("NFD", _LATIN).encode("latin-1", "ignore")
_WESTERN = _UNMARKED.decode("latin-1").lower().encode("latin-1")
"""The same of the characters of Latin-1, which become others of them: most words have no others."""


def _merge(
    text: str, composed: list[tuple[int, int, str]], replace: Callable[[re.Match[str]], str]
) -> Iterator[tuple[int, int, str]]:
    """Replacements of both kinds in the order of the text; a composed letter comes first."""
    changing = ((*m.span(), replace(m)) for m in CHANGING.finditer(text))
    if not composed:
        return changing
    taken = {start for start, _, _ in composed}
    return iter(sorted([*(change for change in changing if change[0] not in taken), *composed]))


@cache
def _replacer(paragraphs: str) -> Callable[[re.Match[str]], str]:
    marks = {"none": None, "lines": 1, "blank": 2, "verse": 2}[paragraphs]

    def replace(match: re.Match[str]) -> str:
        new = _by_itself(match[0], marks)
        return _among_others(match) if new is None else new

    return replace


@lru_cache(maxsize=2**8)  # a text has few of them, each many times
def _by_itself(run: str, marks: int | None) -> str | None:
    """What a run becomes wherever it stands; None where what is around it decides."""
    if run == " ":
        return ""  # it is not found but beside a mark
    if run[0] == ".":
        return "…"
    if _DRAWN_RUN.match(run):
        return None if run in _LIGATURES else unicodedata.normalize("NFKC", run)
    if dash := _DASHES.search(run):
        sides = run[: dash.start()], run[dash.end() :]
        ends = [PARAGRAPH if _is_paragraph(side, marks) else "" for side in sides]
        return "-".join(ends)
    if _is_paragraph(run, marks):
        return PARAGRAPH
    return None if _shows(run) else ""


def _among_others(match: re.Match[str]) -> str:
    """What a ligature or a run of blanks becomes where it stands."""
    run, text = match[0], match.string
    if run in _LIGATURES:
        return _ligature(match)
    start, end = match.span()
    if run[0] == _SOFT and _LETTERS.match(text, start - 1) and _LETTERS.match(text, end):
        return ""
    tight = text.startswith(tuple(_TIGHT_BEFORE), end) or text.endswith("«", 0, start)
    return "" if tight else " "


def _is_paragraph(run: str, marks: int | None) -> bool:
    """Whether a run of blanks holds the line ends that make a paragraph mark."""
    return marks is not None and len(_LINE_END.findall(run)) >= marks


def _shows(run: str) -> bool:
    """Whether a run of blanks and hidden characters holds a blank at all."""
    return not _HIDDEN_RUN.fullmatch(run)


def _ligature(match: re.Match[str]) -> str:
    pair = _LIGATURES[match[0]]
    following = match.string[match.end() : match.end() + 1]
    return pair.upper() if pair[0].isupper() and following.isupper() else pair


def _compose(text: str) -> list[tuple[int, int, str]]:
    """Runs that NFC writes otherwise: a letter with its marks, or one letter spelt two ways."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    found = []
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and _continues(text[index]):
            continue
        cluster = text[start:index]
        new = unicodedata.normalize("NFC", cluster)
        if new != cluster and not _BLANK.match(cluster):
            found.append((start, index, new))
        start = index
    return found


def _continues(char: str) -> bool:
    """Whether a character may melt into the one before it."""
    if char < "\u0300" or _BLANK.match(char):
        return False
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"
