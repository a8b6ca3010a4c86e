"""What the cards of each form ask, in plain words, before any HTML.

To add a form: a function registered with `asked`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Option,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
)
from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import BOTH, Course, Item, Part, Proof, ResolvedItem
from citedeck.quick import dataclass, singledispatch
from citedeck.sheets import orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one note asks: of an item, or of one row of it.

    `part` is what the author wrote for this row alone; the digest of the note is of it and of
    what all rows share.
    """

    row: str = ""
    prompt: str = ""
    given: str = ""
    is_quoted: bool = False
    """Whether what is given are words of the text."""
    options: tuple[str, ...] = ()
    lettered: bool = False
    classes: tuple[tuple[str, str], ...] = ()
    answers: tuple[str, ...] = ()
    correction: str = ""
    whys: tuple[tuple[str, str], ...] = ()
    accepted: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    part: object = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cards of all items share: the course, and the verdicts a statement may have."""

    course: Course
    verdicts: tuple[str, ...]

    @property
    def words(self) -> Mapping[str, str]:
        """The catalogue of the course's language."""
        return catalogue.of(self.course.language)


def of(resolved: ResolvedItem, setting: Setting) -> list[Asked]:
    """What the notes of an item ask; nothing for a form that is for paper."""
    if resolved.item.only == "paper" or setting.course.reserves(resolved.item):
        return []
    return list(asked(resolved.item, resolved, setting))


@singledispatch
def asked(item: Item, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    """What the cards of an item ask, by its form."""
    raise NotImplementedError(item.form)


@asked.register(Order | Comparison | Open)
def _on_paper(item: Order | Comparison | Open, resolved: ResolvedItem, _: Setting) -> Iterator[Asked]:
    return iter(())


@asked.register(Short)
def _short(item: Short, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    yield Asked(prompt=item.prompt, answers=(item.answer,), accepted=item.accept, proofs=resolved.proofs)


@asked.register(Cloze)
def _cloze(item: Cloze, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    yield Asked(prompt=item.prompt or "", proofs=resolved.proofs)


@asked.register(Choice)
def _choice(item: Choice, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    order = orders.on_card(item, setting.course)
    shown = [item.options[index] for index in order]
    words = setting.words
    texts = [catalogue.in_words(option.text, setting.course.language) for option in shown]
    right = [_lettered(n, texts) for n, option in enumerate(shown) if option.right]
    asks = f"{item.prompt} ({words['several'].format(len(right))})" if len(right) > 1 else item.prompt
    yield Asked(
        prompt=asks,
        options=tuple(texts),
        lettered=True,
        answers=tuple(right),
        whys=tuple(_whys(shown, texts)),
        proofs=resolved.proofs,
    )


@asked.register(TrueFalse)
def _true_false(item: TrueFalse, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    words = setting.words
    yield Asked(
        prompt=item.prompt,
        options=tuple(words[verdict] for verdict in setting.verdicts),
        answers=(words[item.answer],),
        correction=item.correction or "",
        proofs=resolved.proofs,
    )


@asked.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    words = setting.words
    given = words["quoted"].format(item.statement)
    if not item.speakers:
        label = resolved.sources[0].label
        prompt = words["who_says"].format(label)
        yield Asked(
            prompt=prompt, given=given, is_quoted=True, answers=(item.answer,), proofs=resolved.proofs
        )
        return
    labels = {source.id: source.label for source in resolved.sources}
    named: dict[str, str] = {name: sentence(labels[name]) for name in item.sources}
    named[BOTH] = sentence(words[BOTH])
    yield Asked(
        prompt=words["which_text"],
        given=given,
        options=tuple(named.values()),
        answers=(named[item.answer],),
        proofs=resolved.proofs,
    )


@asked.register(Match)
def _match(item: Match, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    order = orders.on_card(item, setting.course)
    shown = [item.offered[index] for index in order]
    texts = [str(option.text) for option in shown]
    for pair in item.pairs:
        yield Asked(
            row=pair.id,
            prompt=item.prompt,
            given=pair.left,
            options=tuple(texts),
            lettered=True,
            answers=(_lettered(texts.index(pair.right), texts),),
            whys=tuple(_whys(shown, texts)),
            proofs=_proofs(resolved, pair),
            part=(pair, tuple(sorted(texts))),
        )


@asked.register(Classify)
def _classify(item: Classify, resolved: ResolvedItem, setting: Setting) -> Iterator[Asked]:
    words = setting.words
    for statement in item.statements:
        yield Asked(
            row=statement.id,
            prompt=item.prompt,
            given=words["quoted"].format(statement.text),
            is_quoted=True,
            classes=tuple(item.classes.items()),
            answers=(statement.class_name,),
            proofs=_proofs(resolved, statement),
            part=statement,
        )


def _proofs(resolved: ResolvedItem, part: Part) -> tuple[Proof, ...]:
    """What proves one row: its own proof, and what the whole item rests on."""
    return tuple(proof for proof in resolved.proofs if proof.part is part or proof.part is None)


def _lettered(index: int, texts: Sequence[str]) -> str:
    return f"{orders.LETTERS[index]}. {texts[index]}"


def _whys(shown: Sequence[Option], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index, option in enumerate(shown):
        if option.why is not None and not option.right:
            yield _lettered(index, texts), option.why
