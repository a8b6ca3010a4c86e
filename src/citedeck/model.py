"""The nouns: documents and places, quotations and items, what is proven and what is rendered."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from functools import cached_property
from typing import ClassVar, Literal

from citedeck.quick import dataclass

# What ends a line in an editor. Not `str.splitlines`: U+0085 and U+2028 end no line there.
LINE_END = re.compile(r"\r\n|\n|\r")

# How the words of a cloze write a gap; the one spelling of it. Where these hold two colons or braces, the
# gap is written with three of each, or with four. No possessive quantifiers: within a named group they
# never match in Python 3.11.2, and each step is guarded by its look-ahead.
_COLONS, _BRACES = r"::(?(three):)(?(four):)", r"\}\}(?(three)\})(?(four)\})"
GAP = re.compile(
    rf"\{{\{{(?P<three>\{{(?P<four>\{{)?)?c(?P<number>[0-9]{{1,9}}){_COLONS}"
    rf"(?P<answer>(?:(?!{_COLONS}|{_BRACES}).)*)(?:{_COLONS}(?P<hint>(?:(?!{_BRACES}).)*))?{_BRACES}",
    re.DOTALL,
)

MAX_TIME = 2**40
"""Later than any release (epoch seconds): a time beyond it is damage."""

NOT_SAID = "not-said"
BOTH = "both"


# Places


@dataclass(frozen=True)
class Document:
    """A file that was read: its path as shown to people, its text, the digest of its bytes."""

    path: str
    text: str = field(repr=False)
    digest: str = field(default="", repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, columns in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The words of a line (from 1), without its end."""
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """The offset at which a line (from 1) starts."""
        return self._line_starts[number - 1]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document: from `start` up to, not including, `end`, in code points."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The exact words at this place."""
        return self.document.text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies within this one, in the same document."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and self.document == other.document


class Text(str):
    """Words from a YAML file that remember where they stand; read, never transformed."""

    __slots__ = ("document", "end", "start")

    document: Document
    start: int
    end: int

    @classmethod
    def of(cls, words: str, document: Document, start: int, end: int) -> Text:
        """Words whose scalar, quotes included, stands at start..end of the document."""
        text = cls(words)
        text.document = document
        text.start = start
        text.end = end
        return text

    @property
    def at(self) -> Span:
        """The place of the whole scalar, its quotes included."""
        return Span(self.document, self.start, self.end)


# What is said about them


class Severity(Enum):
    """How bad it is: an error stops every output, a warning stops none, a note is no mistake."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """A place and the few words to write under it."""

    span: Span
    message: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction that can be applied: what the value of a scalar becomes."""

    text: Text
    value: str
    by_name: bool = False
    """Whether somebody must read it first: it says something else. It is applied to items that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing to say to the author: what, where, why, and a way out."""

    code: str
    severity: Severity
    message: str
    label: Label
    item: str = ""
    related: tuple[Label, ...] = ()
    help: tuple[str, ...] = ()
    edit: Edit | None = None
    also: tuple[Edit, ...] = ()
    """Other corrections of the same mistake, where it is made in many places and told once."""

    @property
    def is_error(self) -> bool:
        """Whether it stops every output."""
        return self.severity is Severity.ERROR


# Sources and the course


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """A text of `seeds/` with what `sources.yaml` says of it."""

    id: str
    document: Document
    label: str
    at: Span = field(repr=False)
    aliases: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
    kind: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    about: str = ""
    url: str = ""
    linkable: bool = True
    """Whether the page at `url` holds the text, so that a link can point at a passage."""
    rights: str = ""
    printable: bool = True
    paragraphs: Literal["lines", "blank", "verse"] = "lines"
    headings: tuple[Span, ...] = field(default=(), repr=False)
    skipped: tuple[Span, ...] = field(default=(), repr=False)
    glossary: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class Extract:
    """A text that a worksheet prints with its questions: some of its lines, or all."""

    source: Text
    lines: Text | None = None
    """As authored: « 13-27 »."""

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last line asked for; a last one of 0 is the end of the text."""
        first, _, last = (self.lines or "1-0").partition("-")
        return int(first), int(last)


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A ready worksheet as `course.yaml` lists it: item ids in order, and what it promises."""

    id: Text
    title: Text
    items: tuple[Text, ...]
    total: Text | None = None
    versions: tuple[str, ...] = ("A",)
    duration: Text | None = None
    about: Text | None = None
    instructions: Text | None = None
    texts: tuple[Extract, ...] = ()
    allow: Mapping[Text, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Course:
    """What `course.yaml` says, with the sources it draws on."""

    id: str
    title: str
    language: Text
    at: Span = field(repr=False)
    version: str = "0.1.0"
    about: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    banks: tuple[Text, ...] = ()
    deck: str = ""
    report: str = ""
    format: int = 1
    worksheets: tuple[Worksheet, ...] = ()
    practice: bool = True
    """Whether a page to practise on is made of it."""
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)
    unread: frozenset[str] | None = frozenset()
    """Sources that are listed but could not be read; None where not even the list could."""

    def lists(self, source: str) -> bool:
        """Whether a source is listed, as far as anybody can know."""
        return source in self.sources or self.unread is None or source in self.unread


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the numbered text: its number, its paragraph (both from 1), its place."""

    number: int
    paragraph: int
    start: int
    end: int
    is_numbered: bool = True
    """Whether the number is its own: a heading in verse has that of the next line."""


@dataclass(frozen=True)
class Numbered:
    """A text as people cite it: its numbered lines, and where its sentences are."""

    lines: tuple[Line, ...] = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def lines_of(self, span: Span) -> tuple[Line, Line]:
        """The first and the last line that hold a place."""
        first = max(bisect_right(self._line_starts, span.start) - 1, 0)
        last = max(bisect_right(self._line_starts, max(span.end - 1, span.start)) - 1, first)
        return self.lines[first], self.lines[last]

    def sentences_of(self, span: Span) -> Span:
        """The place widened to whole sentences."""
        first = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
        start, end = self.sentences[first]
        if span.end > end:
            last = max(bisect_right(self._sentence_starts, span.end - 1) - 1, first)
            end = max(self.sentences[last][1], span.end)
        return Span(span.document, min(start, span.start), end)


# Items as authored


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
    sensitive: Text | None = None
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
    return Quotation(at=words.at, quote=words, words=words, source=source, mark=mark)


# Items as proven


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


# What was released


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
    version: str = ""
    first: int = 0
    released: int = 0
    rows: str = ""
    recipe: int = 1
    """By which recipe the digests of its notes were made."""
    notes: Mapping[str, NoteRecord] = field(default_factory=dict)
    spans: Mapping[str, SpanRecord] = field(default_factory=dict)
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    """The digest of each file that was released: a fresh clone knows by it what is ours to remove."""
    retired: frozenset[str] = frozenset()
    """Ids that were retired in a release: never to be used again."""

    @property
    def is_public(self) -> bool:
        """Whether learners rely on it: from version 1.0.0 on."""
        return bool(self.version) and not self.version.startswith("0.")


# What is compiled


@dataclass(frozen=True, slots=True)
class Entry:
    """An item on a sheet: its number, its neutral code, its points.

    `order` is the order in which the sheet shows what may be shuffled: options, lures, steps,
    statements.
    """

    number: int
    code: str
    points: int
    resolved: ResolvedItem
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet in one version: the one object sheet and key are both made from."""

    worksheet: Worksheet
    version: str
    code: str
    entries: tuple[Entry, ...]
    repeat: str = ""
    """Of a drawn sheet, the command that draws it again."""

    @property
    def total(self) -> int:
        """The points of all its items."""
        return sum(entry.points for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All a pupil sees of an item: no verdict, no mark of a right option, no evidence.

    A sheet is rendered from this alone, so that it cannot give an answer away.
    """

    number: int
    code: str
    points: int
    form: str
    prompt: str = ""
    given: str = ""
    """Words to judge, as the text has them."""
    pieces: tuple[str, ...] = ()
    """A cloze's words between its gaps: a gap stands after each piece but the last."""
    hints: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    several: int = 0
    """How many options are to be ticked, where it is not one."""
    justify: bool = False
    if_said: bool = False
    """Whether the verdict may be that the text does not say, which no quotation shows."""
    lines: int = 0
    left: tuple[str, ...] = ()
    """What is matched with `options`, classed into `columns`, or compared over them."""
    columns: tuple[tuple[str, str], ...] = ()
    """Classes with what they mean, or the sources compared."""
    criteria: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: its path below the output folder, its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class Compilation:
    """A course, compiled: its items proven, its worksheets found, and all there is to say."""

    course: Course | None
    items: tuple[ResolvedItem, ...] = ()
    retired: tuple[Item, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    texts: Mapping[str, Numbered] = field(default_factory=dict, repr=False)
    """Each source as people cite it."""
    source_records: Mapping[str, SourceRecord] = field(default_factory=dict, repr=False)
    """What the lock is to remember of each source."""
    lock: Lock = field(default_factory=Lock)
    clock: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    ids: frozenset[str] = frozenset()
    """The ids of all items that loaded, proven or not."""
    whole: bool = True
    """Whether every item of every bank could be read; else some checks were left out."""

    @property
    def broken(self) -> bool:
        """Whether any diagnostic is an error, so that nothing may be written."""
        return any(found.is_error for found in self.diagnostics)
