"""Proven items -> notes: whose cards they are, what their fields say, when they last changed."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from citedeck.bank.forms import Cloze
from citedeck.bank.forms.true_false import verdicts
from citedeck.languages.catalogue import catalogue, sentence, typeset
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Item, NoteRecord, Passage, Proof, ResolvedItem, Text
from citedeck.proof import passages
from citedeck.quick import dataclass
from citedeck.targets.anki import asked, digests
from citedeck.targets.anki import fields as html
from citedeck.targets.anki.asked import Asked
from citedeck.targets.anki.note_types import CLOZE, QUESTION, NoteType


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
    is_released: bool
    """Whether the last release has it, with the same words."""
    id: Text = field(repr=False)
    """The id of its item, where the bank has it."""

    @property
    def item(self) -> str:
        """The id of the item, and row, it asks: its first field."""
        return self.values["ID"]

    @property
    def record(self) -> NoteRecord:
        """What the lock is to remember of it."""
        return NoteRecord(self.guid, self.item, self.note_type.kind, self.deck, self.digest, self.modified)


@lru_cache(maxsize=1)
def plan(compilation: Compilation, course: Course) -> tuple[Note, ...]:
    """The notes of every item that has cards, in the order of study.

    That is the order of the banks, deck by deck, with the rows of one item spread over their
    deck: side by side they would answer each other.
    """
    planner = _Planner(compilation, course)
    setting = asked.Setting(course, verdicts(compilation.items))
    by_deck: dict[str, list[list[Note]]] = defaultdict(list)
    for resolved in progress.through("making cards", compilation.items):
        rows = [planner.note(resolved, one) for one in asked.of(resolved, setting)]
        if rows:
            by_deck[rows[0].deck].append(rows)
    return tuple(note for name in sorted(by_deck) for note in spread(by_deck[name]))


def describe(planned: Sequence[Note], course: Course) -> str:
    """The description of the deck, in simple Markdown."""
    words = catalogue(course.language)
    counted = words["deck_version"].format(course.version, *counts(planned))
    about = html.markdown(course.about or "")
    paragraphs = [about, counted, words["deck_update"], words["deck_keeps"]]
    return "\n\n".join(typeset(text, course.language) for text in paragraphs if text)


def counts(planned: Sequence[Note]) -> tuple[int, int]:
    """How many items, which learners call questions, and how many cards some notes are of."""
    return len({note.id for note in planned}), sum(len(note.cards) for note in planned)


def guid(course: Course, item: str, kind: str) -> str:
    """The identity of a note for ever: course, item (and row), question or cloze."""
    digest = hashlib.sha256(f"{course.id}/{item}/{kind}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def spread(items: Sequence[Sequence[Note]]) -> list[Note]:
    """Notes in order, the rows of each item as far apart as the deck allows."""
    places = [
        ((number + row * len(items) / len(rows)) % len(items), row, number, note)
        for number, rows in enumerate(items)
        for row, note in enumerate(rows)
    ]
    order = [(number, note) for _, _, number, note in sorted(places, key=lambda place: place[:3])]
    for _ in range(2):
        _part(order)
        order.reverse()
    return [note for _, note in order]


def _part(order: list[tuple[int, Note]]) -> None:
    """Put a note of another item, the next there is, between two of one."""
    for at in range(1, len(order)):
        number = order[at][0]
        if number == order[at - 1][0]:
            other = next((later for later in range(at + 1, len(order)) if order[later][0] != number), None)
            if other is None:
                return
            order.insert(at, order.pop(other))


class _Planner:
    """Plans notes over one compilation."""

    def __init__(self, compilation: Compilation, course: Course) -> None:
        self.compilation = compilation
        self.course = course
        self.language = course.language
        self.strings = catalogue(course.language)
        self.decks = _deck_names(course, self.strings)

    def note(self, resolved: ResolvedItem, one: Asked) -> Note:
        item = resolved.item
        note_type = CLOZE if isinstance(item, Cloze) else QUESTION
        name = f"{item.id}.{one.row}" if one.row else str(item.id)
        identity = guid(self.course, name, note_type.kind)
        found = _passages(one.proofs)
        shown = digests.Shown(resolved, one, found, self.compilation)
        released = self.compilation.lock.notes.get(identity)
        same = released if released is not None and digests.agrees(released.digest, shown) else None
        values = {"ID": name, **self._values(resolved, one, found, name)}
        return Note(
            guid=identity,
            note_type=note_type,
            values={field_name: values.get(field_name, "") for field_name in note_type.fields},
            tags=self._tags(resolved),
            deck=self._deck(resolved),
            cards=_ordinals(item),
            digest=digests.digest(shown),
            modified=same.modified if same else self.compilation.clock,
            is_released=same is not None,
            id=item.id,
        )

    def _tags(self, resolved: ResolvedItem) -> tuple[str, ...]:
        item = resolved.item
        source = item.sources[0] if len(item.sources) == 1 else None
        return _tags(self.course.id, item.form, item.category, item.level, source, item.sensitive is not None)

    def _deck(self, resolved: ResolvedItem) -> str:
        if resolved.item.sensitive is not None:
            return self.decks["sensitive"]
        return self.decks["comparison" if len(resolved.sources) > 1 else f"source {resolved.sources[0].id}"]

    # Fields

    def _values(
        self, resolved: ResolvedItem, one: Asked, found: Sequence[Passage], name: str
    ) -> dict[str, str]:
        item = resolved.item
        shared = {
            "Explanation": self._words(item.explanation or ""),
            "Passage": self._in_text(one.proofs, found, resolved),
            "Source": self._cited(found, resolved),
            "Link": self._links(found, name),
        }
        if isinstance(item, Cloze):
            return {**shared, "Lead": self._words(one.prompt), "Text": self._cloze(item)}
        options = [*map(self._words, one.options), *(self._defined(*named) for named in one.classes)]
        given = f'<div class="given">{self._words(one.given)}</div>' if one.given else ""
        return {
            **shared,
            "Prompt": self._words(one.prompt) + given,
            "Choices": html.listed(options, lettered=one.lettered),
            "Answer": "<br>".join(self._words(answer) for answer in one.answers) + self._beside(one),
            "Why": self._whys(one),
        }

    def _words(self, words: str) -> str:
        return html.words(words, self.language)

    def _defined(self, name: str, meaning: str) -> str:
        pattern = self._words(self.strings["defined"])
        return pattern.format(f"<b>{self._words(name)}</b>", self._words(meaning))

    def _heading(self, key: str) -> str:
        return f'<div class="heading">{self._words(self.strings[key])}</div>'

    def _beside(self, one: Asked) -> str:
        """What is said with the answer: how a false statement is put right, other right answers."""
        others = self.strings["separator"].join(one.accepted)
        accepted = self.strings["accepted_are"].format(others) if others else ""
        return "".join(f'<div class="beside">{self._words(w)}</div>' for w in (one.correction, accepted) if w)

    def _whys(self, one: Asked) -> str:
        """Why the lures are not right."""
        whys = html.listed(f"<b>{self._words(lure)}</b><br>{self._words(why)}" for lure, why in one.whys)
        return self._heading("why") + whys if whys else ""

    def _cloze(self, item: Cloze) -> str:
        whole = typeset("\x00".join(_parts(item)), self.language).split("\x00")
        pieces = [html.escaped(whole[0])]
        for number, blank in enumerate(item.blanks):
            answer, after = whole[2 * number + 1 : 2 * number + 3]
            hint = self._words(blank.hint)
            pieces += [html.cloze(blank.number, html.escaped(answer), hint), html.escaped(after)]
        return "".join(pieces)

    def _in_text(self, proofs: Sequence[Proof], found: Sequence[Passage], resolved: ResolvedItem) -> str:
        """What each text says, or does not say, under its name where there are several."""
        blocks: dict[str, list[str]] = {}
        for passage in found:
            pieces = passages.pieces(self.compilation, passage)
            set_right = passages.typeset_pieces(pieces, passages.language_of(passage.source, self.course))
            blocks.setdefault(passage.source.label, []).append(html.passage(set_right))
        for absence in [absence for proof in proofs for absence in proof.absences]:
            looked_for = ", ".join(self.strings["quoted"].format(words) for words in absence.words)
            said = self.strings["absent_words"].format(looked_for)
            blocks.setdefault(absence.source.label, []).append(f"<p>{self._words(said)}</p>")
        for whole in [whole for proof in proofs for whole in proof.wholes]:
            said = self.strings["whole"].format(whole.reason)
            blocks.setdefault(whole.source.label, []).append(f"<p>{self._words(said)}</p>")
        labelled = len(resolved.sources) > 1
        inner = (self._label(label) * labelled + "".join(held) for label, held in blocks.items())
        return self._heading("in_text") + "".join(inner) + self._glossed(found)

    def _glossed(self, found: Sequence[Passage]) -> str:
        """The hard words of the quoted passages, as their texts' glossaries explain them."""
        explained = {
            word: meaning
            for passage in found
            for word, meaning in passage.source.glossary.items()
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", passage.span.text)
        }
        lines = (
            f"<b>{self._words(word)}</b> – {self._words(meaning)}" for word, meaning in explained.items()
        )
        return "".join(f'<div class="gloss">{line}</div>' for line in lines)

    def _label(self, label: str) -> str:
        return f'<div class="speaker">{self._words(sentence(label))}</div>'

    def _cited(self, found: Sequence[Passage], resolved: ResolvedItem) -> str:
        """The sources, each with the places that are quoted, in the order of the passages."""
        places: dict[str, dict[str, None]] = {}
        for passage in found:
            place = passages.place(self.compilation, self.course, passage)
            places.setdefault(passage.source.label, {})[place] = None
        named = [", ".join([label, *held]) for label, held in places.items()]
        shown = named or [source.label for source in resolved.sources]
        return "<br>".join(self._words(sentence(words)) for words in shown)

    def _links(self, found: Sequence[Passage], name: str) -> str:
        links = []
        if found and (url := passages.link(found[0])):
            links.append(f'<a href="{html.attribute(url)}">{self._words(self.strings["read"])}</a>')
        if self.course.report:
            url = self.course.report.replace("{id}", name)
            links.append(f'<a href="{html.attribute(url)}">{self._words(self.strings["report"])}</a>')
        return " ".join(links)


def _passages(proofs: Iterable[Proof]) -> list[Passage]:
    """The passages of some proofs, each once."""
    found = [passage for proof in proofs for passage in proof.passages]
    return found if len(found) == 1 else list(dict.fromkeys(found))


def _parts(item: Cloze) -> Iterator[str]:
    """A cloze's words in turn: before a gap, in it, after it, and so on."""
    done = 0
    for blank in item.blanks:
        yield item.words[done : blank.start]
        yield blank.answer
        done = blank.end
    yield item.words[done:]


@lru_cache(maxsize=2**10)  # a few for a whole course
def _tags(
    course: str, form: str, category: str | None, level: str | None, source: str | None, sensitive: bool
) -> tuple[str, ...]:
    """What learners search for: form, category, level, source."""
    named = {"form": form, "category": category, "level": level, "source": source}
    tags = [f"{course}::{kind}::{name}" for kind, name in named.items() if name]
    return tuple(sorted([*tags, *([f"{course}::sensitive"] if sensitive else [])]))


def _ordinals(item: Item) -> tuple[int, ...]:
    if isinstance(item, Cloze):
        return tuple(sorted({blank.number - 1 for blank in item.blanks}))
    return (0,)


def root_name(course: Course) -> str:
    """The name of the deck above all others: its words are words, and part no decks."""
    return course.deck.replace("::", ":")


def _deck_names(course: Course, strings: Mapping[str, str]) -> dict[str, str]:
    """Sub-decks by source, then the comparison's, then that of sensitive items, all numbered."""
    named = {f"source {name}": source.label for name, source in course.sources.items()}
    named |= {"comparison": strings["comparison"], "sensitive": strings["sensitive"]}
    root = root_name(course)
    width = len(str(len(named)))
    return {
        key: f"{root}::{number:0{width}} {sentence(label).replace('::', ':')}"
        for number, (key, label) in enumerate(named.items(), 1)
    }
