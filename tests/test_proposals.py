"""The passage proposed for a quotation with a slip is the one that was meant, from end to end."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest

import courses
from citedeck.model import Diagnostic, Document, Source, Span, Text, own_words
from citedeck.proof import placing
from citedeck.text import folding
from citedeck.text.reading import Reading
from texts import MERCADO, RAILWAY

_WORD = re.compile(r"(?:[^\w\s]+[ \xa0]+)*\S*\w\S*(?:[ \xa0]+[^\w\s]+(?=[ \xa0]|$))*")
_CORE = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_BANK = Document("b.yaml", "x")


def read(text: str) -> Reading:
    document = Document("seeds/t.txt", text)
    return Reading.of(Source(id="t", document=document, label="t", at=Span(document, 0, 1)))


def proposed(reading: Reading, typed: str) -> str | None:
    """What `fix` would write in the place of a quotation; nothing where it stands, or nothing is close."""
    said = verdict(reading, typed)
    return said.edit.value if isinstance(said, Diagnostic) and said.edit else None


def verdict(reading: Reading, typed: str) -> Diagnostic | placing.Standing:
    return placing.place(own_words(Text.of(typed, _BANK, 0, 1)), reading, "i")


# What must come out


TOWN = (
    "Todos los vecinos votan el presupuesto. La alcaldesa lo firma y el secretario, que no vota, lo copia "
    "dos veces. Nadie discute 1 500 pesos.\nEl río crece cada año."
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Todos los vecinos votan el presupesto.", "Todos los vecinos votan el presupuesto."),
        ("Todos los vecinos botan el presupuesto", "Todos los vecinos votan el presupuesto"),
        ("los vecinos botan el presupuesto", "los vecinos votan el presupuesto"),
        ("Los vecinos votan el presupesto", "Todos los vecinos votan el presupuesto"),
        ("Tods los vecinos votan el presupuesto.", "Todos los vecinos votan el presupuesto."),
        ("Y todos los vecinos votan el presupuesto.", "Todos los vecinos votan el presupuesto."),
        ("Todos los vecinos votan el presupuesto anual.", "Todos los vecinos votan el presupuesto."),
        ("Todos los vecinos votan presupuesto.", "Todos los vecinos votan el presupuesto."),
        ("Todos vecinos votan el presupuesto.", "Todos los vecinos votan el presupuesto."),
        ("La alcaldesa firma lo y el secretario", "La alcaldesa lo firma y el secretario"),
        ("que no vota, lo copia dos vezes", "que no vota, lo copia dos veces"),
        ("el secretario, que nunca vota, lo copia", "el secretario, que no vota, lo copia"),
        ("el secretario que no bota lo copia dos", "el secretario, que no vota, lo copia dos"),
        ("lo copia tres veces. Nadie discute", "lo copia dos veces. Nadie discute"),
        ("secretario, que no vota, lo copia siempre.", "secretario, que no vota, lo copia dos veces."),
        ("Nadie nunca discute 500 pesos.", "Nadie discute 1 500 pesos."),
        ("El río creze cada año.", "El río crece cada año."),
    ],
)
def test_a_proposal_begins_and_ends_as_the_quotation_does(typed: str, meant: str) -> None:
    assert proposed(read(TOWN), typed) == meant


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("议会通过了预算。市长反对这个决定。", "市长同意这个决定。", "市长反对这个决定。"),
        ("ชาวบ้านลงคะแนนเสียงเรื่องงบประมาณ", "ชาวบ้านลงคะแนเสียงเรื่องงบประมาณ", "ชาวบ้านลงคะแนนเสียงเรื่องงบประมาณ"),
        ("गाँव ने आज बजट पास किया। मुखिया ने मना किया।", "गाँव ने कल बजट पास किया।", "गाँव ने आज बजट पास किया।"),
        (
            "صوت المجلس على الميزانية اليوم. رفض العمدة.",
            "صوت المجلس عن الميزانية اليوم.",
            "صوت المجلس على الميزانية اليوم.",
        ),
    ],
    ids=["Chinese", "Thai", "Hindi", "Arabic"],
)
def test_it_does_so_in_any_writing(text: str, typed: str, meant: str) -> None:
    assert proposed(read(text), typed) == meant


# What comes out of many


def quotations(chance: random.Random, reading: Reading) -> Iterator[tuple[str, str]]:
    """Of each sentence: all of it, its beginning, its end, and a phrase in its middle."""
    for start, end in reading.numbered.sentences:
        words = [m.group().strip() for m in _WORD.finditer(reading.source.document.text, start, end)]
        if len(words) < 4:
            continue
        yield "sentence", " ".join(words)
        if len(words) >= 9:
            length = chance.randint(5, min(14, len(words) - 2))
            at = chance.randint(1, len(words) - length - 1)
            yield "beginning", " ".join(words[:length]).rstrip(",;:")
            yield "ending", " ".join(words[-length:])
            yield "phrase", " ".join(words[at : at + length]).rstrip(",;:")


def damaged(chance: random.Random, quotation: str, others: list[str]) -> Iterator[tuple[str, str]]:
    """The quotation with one slip of each kind; marks stay where they were."""
    words = _WORD.findall(quotation)
    middle = chance.randrange(1, len(words) - 1)
    for where, at in (("first", 0), ("middle", middle), ("last", len(words) - 1)):
        before, word, after = core(words[at])
        other = chance.choice(others)
        pair = f"{word} {other}" if where == "last" else f"{other} {word}"
        for how, instead in (("replaced", other), ("misspelt", slip(chance, word)), ("added", pair)):
            said = [*words[:at], before + instead + after, *words[at + 1 :]]
            yield f"{where} word {how}", " ".join(said)
    yield "middle word dropped", " ".join(words[:middle] + words[middle + 1 :])
    (before, one, beside), (ahead, two, after) = core(words[middle - 1]), core(words[middle])
    swapped = [before + two + beside, ahead + one + after]
    yield "words swapped", " ".join([*words[: middle - 1], *swapped, *words[middle + 1 :]])


def core(word: str) -> tuple[str, str, str]:
    """A word between the marks around it."""
    match = _CORE.fullmatch(word)
    assert match is not None
    return match[1], match[2], match[3]


def slip(chance: random.Random, word: str) -> str:
    """A word with a letter left out, doubled, or in the place of the next."""
    if len(word) == 1:
        return word * 2
    at = chance.randrange(len(word) - 1)
    one, two = word[at], word[at + 1]
    return word[:at] + chance.choice([two, one + one + two, two + one]) + word[at + 2 :]


def is_absent(said: Diagnostic | tuple[int, int]) -> bool:
    return isinstance(said, Diagnostic) and said.code == "quote-absent"


def measured() -> tuple[Counter[str], Counter[str], list[str]]:
    """How many proposals were asked for and were exact, by slip and by quotation; which do not pass."""
    chance = random.Random(7)
    asked, exact, failed = Counter[str](), Counter[str](), []
    for reading in READINGS:
        others = [core(word)[1] for word in _WORD.findall(reading.source.document.text)]
        for kind, quotation in quotations(chance, reading):
            for how, typed in damaged(chance, quotation, others):
                if not is_absent(verdict(reading, typed)):
                    continue
                found = proposed(reading, typed)
                right = found is not None and folding.words(found) == folding.words(quotation)
                asked.update([how, kind])
                exact.update([how, kind] * right)
                said = verdict(reading, found) if found else None
                if isinstance(said, Diagnostic) and said.code != "quote-ambiguous":
                    failed.append(found or "")
    return asked, exact, failed


READINGS = [*map(Reading.of, courses.ours().sources.values()), read(MERCADO), read(RAILWAY)]

EXACT = {
    "first word misspelt": 100,
    "middle word misspelt": 100,
    "last word misspelt": 100,
    "middle word dropped": 95,
    "middle word added": 97,
    "words swapped": 92,
    "first word replaced": 88,
    "middle word replaced": 93,
    "last word replaced": 82,
    "first word added": 59,
    "last word added": 59,
    "sentence": 99,
    "beginning": 87,
    "ending": 84,
    "phrase": 78,
}
"""Of a hundred quotations with a slip, as many come back as they were. When a window of words was
proposed it was 49, 47, 48, 30, 27, 40, 46, 43, 31, 1 and 12; of sentences 4, of beginnings 65, of endings
none, of phrases 69. Whether the first word of a phrase was added or stands for another, nobody knows."""


def test_most_slips_are_mended_exactly() -> None:
    asked, exact, failed = measured()
    assert failed == []
    shares = {name: 100 * exact[name] / asked[name] for name in asked}
    assert min(asked.values()) > 200
    assert {name: share for name, share in shares.items() if share < EXACT[name]} == {}
