"""A source made ready to be quoted from: folded, cut into sentences and lines, and indexed when asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from citedeck.model import Line, Numbered, Source, Span
from citedeck.quick import dataclass
from citedeck.text import folding, numbering, search, sentences
from citedeck.text.absence import Loosened
from citedeck.text.folding import Folded

if TYPE_CHECKING:
    from citedeck.text.nearest import Index


@dataclass(frozen=True)
class Reading:
    """A source as it is quoted from."""

    source: Source
    folded: Folded

    @classmethod
    def of(cls, source: Source, language: str = "") -> Reading:
        """A source made ready; `language` is what it is in where it does not say so."""
        return cls(source, folding.fold(source.document.text, source.paragraphs, source.language or language))

    @cached_property
    def index(self) -> Index:
        """The words of the source, for suggestions."""
        from citedeck.text import nearest  # its patterns take long to make, and most courses quote right

        return nearest.Index(self.folded.text)

    @cached_property
    def lowered(self) -> str:
        """The folded text in small letters, character for character."""
        return folding.lowered(self.folded.text)

    @cached_property
    def absences(self) -> Loosened:
        """The text as loosely as can be, for words that are to stand nowhere in it."""
        return Loosened(self.folded)

    @cached_property
    def loose(self) -> str:
        """The folded text without case and accents, character for character."""
        return folding.loose(self.folded.text)

    @cached_property
    def numbered(self) -> Numbered:
        """The source as people cite it."""
        text = self.source.document.text
        headings = [(heading.start, heading.end) for heading in self.source.headings]
        paragraphs = sentences.headed(text, self.source.paragraphs, headings)

        def number() -> tuple[Line, ...]:
            if self.source.paragraphs == "verse":
                return numbering.verses(text, paragraphs, headings)
            return numbering.number(text, paragraphs)

        return Numbered(
            self.source.document, number, paragraphs, lambda place: sentences.within(text, [place])
        )

    def sentence_of(self, words: str) -> tuple[int, int] | None:
        """The first sentence that holds every one of some folded words, as a folded place."""
        wanted = set(folding.stems(words))
        fitting = (place for place, stems in self._stems if wanted and wanted <= stems)
        return next(fitting, None)

    @cached_property
    def _stems(self) -> list[tuple[tuple[int, int], frozenset[str]]]:
        """The folded sentences, each with what its words begin with."""
        places = sentences.sentences(self.folded.text, "lines")
        return [(place, frozenset(folding.stems(self.folded.text[slice(*place)]))) for place in places]

    def holds(self, words: str) -> bool:
        """Whether words stand anywhere in the source, case aside, as whole words."""
        needle = folding.lowered(folding.words(words))
        return bool(search.whole(self.folded, self.lowered, needle))

    @property
    def shown(self) -> str:
        """The source's name in a message."""
        return f"« {self.source.id} »"

    def span(self, start: int, end: int) -> Span:
        """Folded offsets as a place in the source."""
        return Span(self.source.document, *self.folded.span(start, end))

    def place(self, span: Span) -> tuple[int, int]:
        """A place in the source as folded offsets."""
        return self.folded.place(span.start), self.folded.place(span.end)
