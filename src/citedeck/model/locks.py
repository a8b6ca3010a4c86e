"""What was released."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from citedeck.model.places import Span
from citedeck.quick import dataclass

MAX_TIME = 2**40
"""Later than any release (epoch seconds): a time beyond it is damage."""


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A released note: whose it is, the digest of its authored words, when they last changed."""

    guid: str
    item: str
    kind: str
    deck: str
    digest: str
    modified: int
    at: Span | None = field(default=None, repr=False, compare=False)
    """Where the lock has it."""


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """A released quotation: its place, its exact words, its sentence, the words around them."""

    key: str
    source: str
    start: int
    quote: str
    sentence: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A released source: digests of its bytes and of its folded text."""

    source: str
    bytes: str
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What `citedeck.lock` remembers of the last release; empty before the first."""

    course: str = ""
    key: str = ""
    version: str = ""
    first: int = 0
    released: int = 0
    rows: str = ""
    templates: int = 0
    """When the templates of its cards last changed; nothing where it does not say."""
    recipe: int = 1
    """By which recipe the digests of its notes were made."""
    notes: Mapping[str, NoteRecord] = field(default_factory=dict)
    spans: Mapping[str, SpanRecord] = field(default_factory=dict)
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    """The digest of each file that was released: a fresh clone knows by it what is ours to remove."""
    decks: Mapping[str, str] = field(default_factory=dict)
    """The names of the sub-decks that were released, by what is in them."""
    retired: frozenset[str] = frozenset()
    """Ids that were retired in a release: never to be used again."""

    @property
    def is_public(self) -> bool:
        """Whether learners rely on it: from version 1.0.0 on."""
        return bool(self.version) and not self.version.startswith("0.")
