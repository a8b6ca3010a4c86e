"""Items as their authors wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar

from citedeck.model.places import Span, Text
from citedeck.quick import dataclass, pattern

# How the words of a cloze write a gap; the one spelling of it. Where these hold two colons or braces, the
# gap is written with three of each, or with four. No possessive quantifiers: within a named group they
# never match in Python 3.11.2, and each step is guarded by its look-ahead.
_COLONS, _BRACES = r"::(?(three):)(?(four):)", r"\}\}(?(three)\})(?(four)\})"
GAP = pattern(
    rf"\{{\{{(?P<three>\{{(?P<four>\{{)?)?c(?P<number>[0-9]{{1,9}}){_COLONS}"
    rf"(?P<answer>(?:(?!{_COLONS}|{_BRACES}).)*)(?:{_COLONS}(?P<hint>(?:(?!{_BRACES}).)*))?{_BRACES}",
    re.DOTALL,
)

NOT_SAID = "not-said"
BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Evidence as authored: words of one source, words it does not hold, or the whole of it."""

    at: Span = field(repr=False)
    source: Text | None = None
    quote: Text | None = None
    before: Text | None = None
    after: Text | None = None
    within: Text | None = None
    mark: tuple[Text, ...] = ()
    absent: tuple[Text, ...] = ()
    whole: Text | None = None
    words: str = ""
    """The quotation without cloze markup; the same as `quote` elsewhere."""


class Part:
    """What an item is made of, where that is proven for itself: an option, a pair, a step, a cell."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What an item says its text says: the unit that is proven.

    `answers` must stand in the evidence, or `mark` must say which words carry them;
    `numbers` are right words that may paraphrase, but whose digits stand in the evidence.
    """

    evidence: tuple[Quotation, ...]
    answers: tuple[str, ...] = ()
    numbers: tuple[Text, ...] = ()
    not_said: bool = False
    part: Part | None = field(default=None, kw_only=True)
    """What of the item it is about: an option, a pair, a step…; the item itself where it is none."""
    name: str = field(default="", kw_only=True)
    """What the part is called in a message."""
    others: tuple[Text, ...] = field(default=(), kw_only=True)
    """The answers beside it that belong to something else: the other cells of a row."""
    own: bool = field(default=False, kw_only=True)
    """Whether the answers are gaps in the quotation itself: they may stand inside its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every form has. Forms add their own words and say what they claim."""

    form: ClassVar[str] = ""

    id: Text
    sources: tuple[Text, ...] = ()
    category: Text | None = None
    level: Text | None = None
    evidence: tuple[Quotation, ...] = ()
    explanation: Text | None = None
    points: Text | None = None
    lines: Text | None = None
    only: Text | None = None
    reserve: bool = False
    sensitive: Text | None = None
    tags: tuple[Text, ...] = ()
    """The author's own, for Anki."""
    allow: Mapping[Text, Text] = field(default_factory=dict)
    retired: Text | None = None

    def claims(self) -> Iterator[Claim]:
        """What the texts must hold for this item to be true."""
        yield from ()

    @property
    def stem(self) -> Text:
        """The words that are answered: a prompt, a statement, or words with gaps."""
        return self.id

    def asks(self) -> Text | None:
        """The question, where its author wrote one beside the words that are asked about."""
        return None

    def row_ids(self) -> Iterator[Text]:
        """The ids of its rows, where each is a card or a line of a table."""
        yield from ()

    def front(self) -> tuple[Text, ...]:
        """The words that must say which text speaks; empty where the form asks just that."""
        return ()

    def asserted(self) -> Iterator[Text]:
        """Words that are taken as said: questions, statements, right answers."""
        yield from self.front()

    def beside(self) -> Iterator[Text]:
        """All other words for people: lures, explanations, definitions, notes."""
        yield from present(self.explanation)


def present(*words: Text | None) -> Iterator[Text]:
    """The words that are there."""
    return (text for text in words if text is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired(Item):
    """An id that stays reserved: nothing is asked any more."""

    form: ClassVar[str] = "retired"


def own_words(words: Text, source: Text | None = None, mark: tuple[Text, ...] = ()) -> Quotation:
    """Words that are the text's own, as the quotation that proves them."""
    at = Span(words.document, words.start, words.end)
    return Quotation(at=at, source=source, quote=words, mark=mark, words=words)
