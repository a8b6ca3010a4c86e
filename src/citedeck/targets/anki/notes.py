"""Proven items -> notes: whose cards they are, what their fields say, when they last changed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass

from citedeck import shuffle
from citedeck.model import (
    NOT_SAID,
    Choice,
    Cloze,
    Compilation,
    Course,
    Item,
    NoteRecord,
    Quotation,
    ResolvedItem,
    Short,
    Span,
    TrueFalse,
)
from citedeck.strings import catalogue, typeset
from citedeck.targets import passages
from citedeck.targets.anki import fields as html
from citedeck.targets.anki.schema import CLOZE, QUESTION, NoteType


@dataclass(frozen=True, slots=True)
class Note:
    """A note to be written: its fields by name, and the ordinals of the cards it makes."""

    guid: str
    note_type: NoteType
    values: Mapping[str, str] = field(repr=False)
    tags: tuple[str, ...]
    deck: str
    cards: tuple[int, ...]
    digest: str
    modified: int

    @property
    def item(self) -> str:
        """The id of the item (and row) it asks."""
        return self.values["ID"]

    @property
    def record(self) -> NoteRecord:
        """What the lock is to remember of it."""
        return NoteRecord(self.guid, self.item, self.note_type.kind, self.deck, self.digest, self.modified)


def plan(compilation: Compilation, course: Course) -> list[Note]:
    """The notes of every item that has cards, in the order of study."""
    planner = _Planner(compilation, course)
    return [planner.note(resolved) for resolved in compilation.items if resolved.item.only != "paper"]


def describe(planned: Sequence[Note], course: Course) -> str:
    """The description of the deck, in simple Markdown."""
    words = catalogue(course.language)
    cards = sum(len(note.cards) for note in planned)
    counted = words["deck_version"].format(course.version, len(planned), cards)
    paragraphs = [course.about, counted, words["deck_update"]]
    return "\n\n".join(typeset(text, course.language) for text in paragraphs if text)


def guid(course: Course, item: str, kind: str) -> str:
    """The identity of a note for ever: course, item (and row), question or cloze."""
    digest = hashlib.sha256(f"{course.id}/{item}/{kind}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def digest(resolved: ResolvedItem) -> str:
    """A digest of what the author wrote and quoted: what a learner would call a correction.

    Labels, line numbers and typography are not in it, so that they never re-date a note.
    """
    said = "\n".join(_said(resolved.item, ("id", "lines", "points", "only", "allow")))
    quoted = "\n".join(passage.span.text for passage in resolved.passages)
    return hashlib.sha256(f"{resolved.item.form}\n{said}\n{quoted}".encode()).hexdigest()[:32]


def _said(value: object, left_out: tuple[str, ...] = ()) -> Iterator[str]:
    """Every word an author wrote in a value, each under the name of its field."""
    if isinstance(value, str | bool | int):
        yield str(value)
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from (f"{key}: {words}" for words in _said(held))
    elif isinstance(value, tuple):
        for held in value:
            yield from _said(held)
    elif is_dataclass(value) and not isinstance(value, Span):
        names = (
            ("mark", "absent", "whole") if isinstance(value, Quotation) else [f.name for f in fields(value)]
        )
        for name in names:
            if name not in left_out:
                yield from (f"{name}: {words}" for words in _said(getattr(value, name)))


class _Planner:
    """Plans notes over one compilation."""

    def __init__(self, compilation: Compilation, course: Course) -> None:
        self.compilation = compilation
        self.course = course
        self.language = course.language
        self.strings = catalogue(course.language)
        self.decks = _deck_names(course, self.strings)

    def note(self, resolved: ResolvedItem) -> Note:
        item = resolved.item
        note_type = CLOZE if isinstance(item, Cloze) else QUESTION
        values = dict.fromkeys(note_type.fields, "")
        values.update(self._shared(resolved))
        values.update(self._own(resolved))
        identity = guid(self.course, item.id, note_type.kind)
        changed = digest(resolved)
        return Note(
            guid=identity,
            note_type=note_type,
            values=values,
            tags=self._tags(resolved),
            deck=self._deck(resolved),
            cards=_ordinals(item),
            digest=changed,
            modified=self._modified(identity, changed),
        )

    def _modified(self, identity: str, changed: str) -> int:
        """The release in which the words last changed; for new words, a time of now."""
        released = self.compilation.lock.notes.get(identity)
        if released is not None and released.digest == changed:
            return released.modified
        return self.compilation.clock

    def _tags(self, resolved: ResolvedItem) -> tuple[str, ...]:
        item, root = resolved.item, self.course.id
        tags = [f"{root}::form::{item.form}"]
        if item.category:
            tags.append(f"{root}::category::{item.category}")
        if item.level:
            tags.append(f"{root}::level::{item.level}")
        if len(item.sources) == 1:
            tags.append(f"{root}::source::{item.sources[0]}")
        return tuple(sorted(tags))

    def _deck(self, resolved: ResolvedItem) -> str:
        if resolved.item.sensitive is not None:
            return self.decks["sensitive"]
        return self.decks["comparison" if len(resolved.sources) > 1 else f"source {resolved.sources[0].id}"]

    # Fields

    def _shared(self, resolved: ResolvedItem) -> dict[str, str]:
        item = resolved.item
        return {
            "ID": str(item.id),
            "Explanation": self._words(item.explanation or ""),
            "Passage": self._passages(resolved),
            "Source": self._sources(resolved),
            "Link": self._links(resolved),
        }

    def _own(self, resolved: ResolvedItem) -> dict[str, str]:
        item = resolved.item
        if isinstance(item, Cloze):
            return {"Lead": self._words(item.prompt or ""), "Text": self._cloze(item)}
        if isinstance(item, Choice):
            return {"Prompt": self._words(item.prompt), **self._choice(item)}
        if isinstance(item, TrueFalse):
            verdicts = [self.strings["true"], self.strings["false"], self.strings[NOT_SAID]]
            answer = self._words(self.strings[item.answer])
            correction = self._words(item.correction or "")
            return {
                "Prompt": self._words(item.prompt),
                "Choices": html.listed(self._words(verdict) for verdict in verdicts),
                "Answer": f"{answer}<br>{correction}" if correction else answer,
            }
        assert isinstance(item, Short)
        accepted = ", ".join(item.accept)
        heading = f'<div class="heading">{self._words(self.strings["accepted"])}</div>'
        return {
            "Prompt": self._words(item.prompt),
            "Answer": self._words(item.answer),
            "Why": heading + self._words(accepted) if accepted else "",
        }

    def _words(self, words: str) -> str:
        return html.words(words, self.language)

    def _choice(self, item: Choice) -> dict[str, str]:
        order = shuffle.order([option.text for option in item.options], f"{self.course.id}/{item.id}")
        shown = [item.options[index] for index in order]
        texts = [self._words(self.strings[NOT_SAID] if o.text == NOT_SAID else o.text) for o in shown]
        right = [f"{chr(65 + n)}. {text}" for n, text in enumerate(texts) if shown[n].right]
        why = [
            f"<b>{chr(65 + n)}. {text}</b><br>{self._words(option.why)}"
            for n, (text, option) in enumerate(zip(texts, shown, strict=True))
            if option.why is not None
        ]
        heading = f'<div class="heading">{self._words(self.strings["why"])}</div>'
        return {
            "Choices": html.listed(texts, lettered=True),
            "Answer": "<br>".join(right),
            "Why": heading + html.listed(why) if why else "",
        }

    def _cloze(self, item: Cloze) -> str:
        whole = typeset("\x00".join(_parts(item)), self.language).split("\x00")
        pieces = [html.escaped(whole[0])]
        for number, blank in enumerate(item.blanks):
            answer, after = whole[2 * number + 1 : 2 * number + 3]
            hint = self._words(blank.hint)
            pieces += [html.cloze(blank.number, html.escaped(answer), hint), html.escaped(after)]
        return "".join(pieces)

    def _passages(self, resolved: ResolvedItem) -> str:
        blocks = []
        for passage in dict.fromkeys(resolved.passages):
            found = passages.pieces(self.compilation, passage)
            language = passages.language_of(passage.source, self.course)
            blocks.append(html.passage(passages.typeset_pieces(found, language)))
        for proof in resolved.proofs:
            for absence in proof.absences:
                looked_for = ", ".join(f"« {words} »" for words in absence.words)
                blocks.append(f"<p>{self._words(self.strings['absent_words'].format(looked_for))}</p>")
            blocks += [f"<p>{self._words(self.strings['whole'].format(w.reason))}</p>" for w in proof.wholes]
        heading = f'<div class="heading">{self._words(self.strings["in_text"])}</div>'
        return heading + "".join(blocks)

    def _sources(self, resolved: ResolvedItem) -> str:
        cited = [
            f"{passage.source.label}, {passages.place(self.compilation, self.course, passage)}"
            for passage in dict.fromkeys(resolved.passages)
        ]
        named = cited or [source.label for source in resolved.sources]
        return "<br>".join(self._words(words[:1].upper() + words[1:]) for words in dict.fromkeys(named))

    def _links(self, resolved: ResolvedItem) -> str:
        links = []
        first = next(iter(resolved.passages), None)
        if first is not None and (url := passages.link(first)):
            links.append(f'<a href="{html.attribute(url)}">{self._words(self.strings["read"])}</a>')
        if self.course.report:
            url = self.course.report.replace("{id}", resolved.item.id)
            links.append(f'<a href="{html.attribute(url)}">{self._words(self.strings["report"])}</a>')
        return " ".join(links)


def _parts(item: Cloze) -> Iterator[str]:
    """A cloze's words in turn: before a gap, in it, after it, and so on."""
    done = 0
    for blank in item.blanks:
        yield item.words[done : blank.start]
        yield blank.answer
        done = blank.end
    yield item.words[done:]


def _ordinals(item: Item) -> tuple[int, ...]:
    if isinstance(item, Cloze):
        return tuple(sorted({blank.number - 1 for blank in item.blanks}))
    return (0,)


def _deck_names(course: Course, strings: Mapping[str, str]) -> dict[str, str]:
    """Sub-decks by source, then the comparison's, then that of sensitive items, all numbered."""
    named = {f"source {name}": source.label for name, source in course.sources.items()}
    named |= {"comparison": strings["comparison"], "sensitive": strings["sensitive"]}
    root = course.deck.replace("::", ":")
    return {
        key: f"{root}::{number} {label[:1].upper()}{label[1:].replace('::', ':')}"
        for number, (key, label) in enumerate(named.items(), 1)
    }
