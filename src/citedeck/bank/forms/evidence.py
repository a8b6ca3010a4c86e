"""Evidence as it is written: words, a mapping, or a list of either."""

from __future__ import annotations

from typing import Any

from citedeck.bank import nodes
from citedeck.bank.shapes import NAME, Either, Key, Report, Several, Shape, Shared, Words
from citedeck.model import Quotation, Span, Text, own_words
from citedeck.quick import dataclass


def _quotation(at: Span, quote: Text | None = None, **rest: Any) -> Quotation:
    return Quotation(at=at if quote is None else quote.at, quote=quote, words=quote or "", **rest)


@dataclass(frozen=True, slots=True)
class _Quote(Words):
    """Words that are a quotation."""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """The words as a quotation."""
        return own_words(Words.read(self, node, report))


QUOTATION = Shape(
    "a quotation",
    {
        "quote": Key(Words(quoted=True), "Exact words of the text.", vital=True),
        "source": Key(NAME, "The id of the text, where the item has several."),
        "before": Key(Words(), "The words just before, to tell equal passages apart."),
        "after": Key(Words(), "The words just after, to tell equal passages apart."),
        "within": Key(Words(), "A longer passage that holds the quotation once."),
        "mark": Key(Several(Words()), "The words of the quotation that carry the answer."),
        "absent": Key(Several(Words(quoted=True)), "Words that stand nowhere in the text."),
        "whole": Key(Words(), "Why this is a judgement on the whole text."),
    },
    _quotation,
    placed=True,
)


EVIDENCE = Shared("evidence", Several(Either(_Quote(quoted=True), QUOTATION)))


PASSAGE = Key(EVIDENCE, "The passage that says it: exact words of the text.", vital=True)
