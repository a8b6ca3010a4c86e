"""The text's own words: which of the sources says them, or who in the one source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from citedeck.bank.forms.common import plain
from citedeck.bank.shapes import Words, need
from citedeck.model import BOTH, Claim, Item, Text, own_words
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSaysIt(Item):
    """The text's own words: which of the sources says them, or who in the one source."""

    form: ClassVar[str] = "who-says-it"

    statement: Text
    answer: Text

    @property
    def stem(self) -> Text:
        """The statement."""
        return self.statement

    @property
    def speakers(self) -> tuple[Text, ...]:
        """The sources that say it, where the item asks which one does."""
        if len(self.sources) < 2:  # noqa: PLR2004 - one source: the answer is a name
            return ()
        return tuple(name for name in self.sources if self.answer in (name, BOTH))

    def claims(self) -> Iterator[Claim]:
        """The statement in each source that says it; a name, found in the evidence."""
        alone = len(self.sources) == 1
        for name in self.sources if alone else self.speakers:
            yield Claim((own_words(self.statement, source=name),))
        if alone:
            yield Claim(self.evidence, (self.answer,), (self.answer,), name="answer")

    def asserted(self) -> Iterator[Text]:
        """The statement."""
        yield self.statement


FORM = plain(
    WhoSaysIt,
    {
        "statement": need(Words(), "Exact words of the text that says it."),
        "answer": need(Words(), "The id of the source that says it, or both; with one source, a name."),
    },
)
