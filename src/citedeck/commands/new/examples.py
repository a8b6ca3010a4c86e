"""The banks of a new course: examples on each text, and on the first two together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from citedeck import compiler
from citedeck.bank.raw import Inputs
from citedeck.checks import typography
from citedeck.commands.new import excerpts, filling, phrases, sketches
from citedeck.commands.new.excerpts import Offer
from citedeck.commands.new.filling import Bank
from citedeck.commands.new.sketches import Sketch
from citedeck.commands.new.texts import NewText
from citedeck.model import Compilation

TOGETHER = "both"
"""The id of what is asked on two texts: no text has it."""


def of(texts: Sequence[NewText], language: str, base: Mapping[str, bytes]) -> dict[str, Bank]:
    """Banks by their names; `base` are the files of the course without them."""
    offers = [excerpts.offer(text.document.text, text.paragraphs) for text in texts]
    banks = {text.id: _on_one(text, offer, language, base) for text, offer in zip(texts, offers, strict=True)}
    if len(texts) > 1:
        banks[TOGETHER] = _on_two(texts, offers, language, base)
    else:
        banks[texts[0].id] = _with_the_others(banks[texts[0].id], texts[0], language)
    width = len(str(len(banks)))
    return {f"{number:0{width}}-{name}": bank for number, (name, bank) in enumerate(banks.items(), 1)}


def _on_one(text: NewText, offer: Offer, language: str, base: Mapping[str, bytes]) -> Bank:
    says = phrases.of(language)
    title = says.sheet.format(text.label)
    fixed = {"id": text.id, "source": text.id, "label": text.label, "title": title}
    template = phrases.template(language, "bank.yaml")

    def draw(name: str, turn: int) -> Sketch:
        return _typed(sketches.ONE_TEXT[name](offer, turn), language)

    return filling.fill(template, fixed, says.nothing_fits, draw, partial(_compiled, base))


def _on_two(
    texts: Sequence[NewText], offers: Sequence[Offer], language: str, base: Mapping[str, bytes]
) -> Bank:
    says = phrases.of(language)
    first, second = texts[:2]
    fixed = {"id": TOGETHER, "title": says.both, "first": first.id, "second": second.id}
    fixed |= {"one": first.label, "other": second.label}
    template = phrases.template(language, "comparison.yaml")

    def draw(name: str, turn: int) -> Sketch:
        return _typed(sketches.TWO_TEXTS[name](offers[0], offers[1], turn), language)

    return filling.fill(template, fixed, says.nothing_fits, draw, partial(_compiled, base))


def _with_the_others(bank: Bank, text: NewText, language: str) -> Bank:
    """The bank of an only text, with the forms that need two as comments."""
    template = phrases.template(language, "comparison.yaml")
    note = phrases.of(language).needs_two
    return filling.with_comments(bank, template, {"id": TOGETHER, "first": text.id}, note)


def _compiled(base: Mapping[str, bytes], bank: str) -> Compilation:
    return compiler.compile(Inputs({**base, "questions/bank.yaml": bank.encode()}))


def _typed(sketch: Sketch, language: str) -> Sketch:
    """What is drawn, with the marks that the language is printed with."""
    if sketch is None:
        return None
    return {name: typography.set_right(words, language) for name, words in sketch.items()}
