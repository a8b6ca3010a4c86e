"""Items as proven: what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from citedeck.model.courses import Source
from citedeck.model.items import Item, Part, Quotation
from citedeck.model.places import Span, Text
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation found: the words of the source, and those among them that carry the answer."""

    source: Source
    span: Span
    answers: tuple[Span, ...] = ()
    quotation: Quotation | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Absence:
    """Words proven to stand nowhere in a source."""

    source: Source
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A judgement on a whole text, with its reason; the one kind of evidence without words."""

    source: Source
    reason: Text


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim with everything that proves it."""

    part: Part | None
    passages: tuple[Passage, ...] = ()
    absences: tuple[Absence, ...] = ()
    wholes: tuple[Whole, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedItem:
    """An item whose every claim is proven: the only thing targets render."""

    item: Item
    sources: tuple[Source, ...]
    proofs: tuple[Proof, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """Every passage that proves something here, in the order of the claims."""
        for proof in self.proofs:
            yield from proof.passages
