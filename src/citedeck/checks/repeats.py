"""Questions that ask nothing new: another one has their words and their answer."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from citedeck.bank.forms import Choice, Short, TrueFalse
from citedeck.checks.linking import Link, are_apart
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Item, Label, Numbered, ResolvedItem
from citedeck.quick import dataclass, pattern
from citedeck.text import folding
from citedeck.text.reading import Reading

ALIKE = 0.8
"""The share of the words of two questions, the names of their text aside, that both have."""

COMPARED = 20
"""Of more questions in the same words, or about the same sentence, the last ones are compared."""

Texts = Mapping[str, Numbered]

_WORD = pattern(r"\w+")


@dataclass(frozen=True)
class _Question:
    """What an item asks; its answer and its words are found when a question like it turns up."""

    resolved: ResolvedItem

    @property
    def item(self) -> Item:
        return self.resolved.item

    @cached_property
    def answer(self) -> frozenset[str]:
        """All right words, case, articles and marks aside; of a statement, the verdict."""
        if isinstance(self.item, TrueFalse):
            return frozenset([self.item.answer])
        said = {text for claim in self.item.claims() for text in (*claim.answers, *claim.numbers)}
        return frozenset([_plain(folding.bare(text)) for text in said])

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the stem but for those that name its text."""
        names = (name for source in self.resolved.sources for name in (source.label, *source.aliases))
        return frozenset(_plain(self.item.stem).split()).difference(*(_plain(name).split() for name in names))


def questions(
    course: Course, readings: Mapping[str, Reading], items: Sequence[ResolvedItem]
) -> Iterator[Diagnostic]:
    """No item asks in the same words, or nearly, what another asks whose answer is the same."""
    yield from _repeats({name: reading.numbered for name, reading in readings.items()}, items)


def _repeats(texts: Texts, items: Sequence[ResolvedItem]) -> Iterator[Diagnostic]:
    in_words: dict[str, list[_Question]] = defaultdict(list)
    in_place: dict[str, list[_Question]] = defaultdict(list)
    for resolved in _likely(items, texts):
        asked = _Question(resolved)
        same = in_words[_plain(asked.item.stem)]
        near = in_place[_place(resolved, texts)] if _has_place(asked.item) else []
        first = next((one for one in same[-COMPARED:] if _answered_alike(one, asked)), None) or next(
            (one for one in near[-COMPARED:] if _answered_alike(one, asked) and _asked_alike(one, asked)),
            None,
        )
        same.append(asked)
        near.append(asked)
        if first is not None:
            yield _repeated(asked, first)


def _likely(items: Sequence[ResolvedItem], texts: Texts) -> Iterator[ResolvedItem]:
    """The items that share their words or their sentences with another: the only ones that are compared.

    They are told apart by numbers alone, for the words of a hundred thousand would fill the memory.
    """
    stems = [hash(_plain(resolved.item.stem)) for resolved in items]
    places = [hash(_place(resolved, texts)) if _has_place(resolved.item) else None for resolved in items]
    asked, held = Counter(stems), Counter(places)
    for resolved, stem, place in zip(items, stems, places, strict=True):
        if asked[stem] > 1 or (place is not None and held[place] > 1):
            yield resolved


def _repeated(asked: _Question, first: _Question) -> Diagnostic:
    return diagnostics.make(
        "question-repeated",
        f"`{asked.item.id}` asks what `{first.item.id}` asks, and its answer is the same",
        asked.item.stem.at,
        item=asked.item.id,
        related=[Label(first.item.stem.at, "asked here")],
        help=[
            "ask something else, or leave one of them out",
            f'one that was released keeps its id: {{id: {asked.item.id}, retired: "date, reason"}}',
        ],
    )


def _has_place(item: Item) -> bool:
    """Whether an item asks about its sentences as others may, in other words."""
    return isinstance(item, (Short, Choice))


def _place(resolved: ResolvedItem, texts: Texts) -> str:
    """The sentences that an item is about."""
    starts = [
        f"{passage.source.id}:{texts[passage.source.id].sentences_of(passage.span).start}"
        for proof in resolved.proofs
        for passage in proof.passages
    ]
    return " ".join(starts)


def _answered_alike(one: _Question, other: _Question) -> bool:
    """Whether two questions about the same texts have one answer, and the same is to be done.

    To find words is another exercise than to choose them, and paper is another than cards.
    """
    apart = one.item.form != other.item.form or {one.item.only, other.item.only} == {"paper", "deck"}
    return not apart and one.item.sources == other.item.sources and one.answer == other.answer


def _asked_alike(one: _Question, other: _Question) -> bool:
    """Whether two questions have nearly the same words; another number makes another question."""
    differing = one.words ^ other.words
    return len(differing) <= (1 - ALIKE) * len(one.words | other.words) and not any(
        map(str.isdigit, differing)
    )


def _plain(text: str) -> str:
    """Words without case and marks."""
    return _PLAIN[text]


_PLAIN = folding.Known(lambda text: " ".join(_WORD.findall(folding.lowered(folding.words(text)))))
"""A question is asked for its words by the check and for its marks."""


# Of banks apart


def _marks(course: Course, texts: Texts, items: Sequence[ResolvedItem]) -> list[str] | None:
    """What no question of another bank may have too; None where the bank asks something twice.

    Two questions that would be told for one have a mark in common: of their words, or of their
    place, each with their texts, their form and their answer.
    """
    marks = [_digest(asked) for resolved in items for asked in _asks(resolved, texts)]
    once = sorted(set(marks))
    return once if len(once) == len(marks) or not any(_repeats(texts, items)) else None


def _asks(resolved: ResolvedItem, texts: Texts) -> list[str]:
    item = resolved.item
    answered = "\n".join([item.form, *item.sources, "", *sorted(_Question(resolved).answer)])
    words = f"words {_plain(item.stem)}\n{answered}"
    return [words, f"place {_place(resolved, texts)}\n{answered}"] if _has_place(item) else [words]


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


LINK = Link(_marks, are_apart)
