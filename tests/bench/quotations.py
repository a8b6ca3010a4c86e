"""Quotations against a large text: citedeck beside an Aho-Corasick library, and what a failure costs.

python tests/bench/quotations.py [--quotations 10000] [--megabytes 5] [--runs 5]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from statistics import median

from citedeck.bank.forms import TrueFalse
from citedeck.model import Document, Source, Span, Text, own_words
from citedeck.proof import claims, placing
from citedeck.text import folding
from citedeck.text.reading import Reading

LETTERS, VOWELS = "bcdfglmnprstv", "aeiouéè"
FAILING = 100_000
"""The text against which one failing quotation is timed (characters)."""

_BANK = Document("b.yaml", "x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotations", type=int, default=10_000)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    chance = random.Random(1)
    sentences = prose(chance, int(wanted.megabytes * 1_000_000))
    items = [quoting(chance.choice(sentences), number) for number in range(wanted.quotations)]
    scan = aho_corasick(items, sentences)
    ours, theirs = [], []
    for _ in range(wanted.runs):  # in turns: what else the machine does slows both
        ours.append(timed(lambda: resolve(items, sentences)))
        theirs.append(timed(scan))
    print(f"fold and resolve {wanted.quotations} quotations in {wanted.megabytes:g} MB: {median(ours):.2f} s")
    if scan is not nothing:
        ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
        print(f"fold and scan with an Aho-Corasick library: {median(theirs):.2f} s; ratio {ratio:.2f}")
    failing = failures(chance, sentences)
    print(f"one failing quotation at {FAILING // 1000} kB: median {1000 * median(failing):.1f} ms")


def prose(chance: random.Random, size: int) -> list[str]:
    """Sentences of made-up French, with its apostrophes and spaces, up to a size in characters."""
    syllables = [c + v for c in LETTERS for v in VOWELS]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
    sentences = []
    while size > 0:
        sentences.append(f"L’{' '.join(chance.choices(words, k=12))} : «\xa0oui\xa0».")
        size -= len(sentences[-1]) + 1
    return sentences


def source(sentences: list[str]) -> Source:
    text = "".join(s + ("\n\n" if n % 8 == 7 else " ") for n, s in enumerate(sentences))
    document = Document("seeds/t.txt", text)
    return Source(id="t", document=document, label="t", at=Span(document, 0, 1), paragraphs="blank")


def typed(words: str) -> Text:
    """Words as a keyboard types them."""
    return Text.of(words.replace("’", "'").replace("\xa0", " "), _BANK, 0, 1)


def quoting(sentence: str, number: int) -> TrueFalse:
    quote = own_words(typed(sentence[:60].rsplit(" ", 1)[0]))
    shared = {"sources": (typed("t"),), "prompt": typed("x"), "answer": typed("true")}
    return TrueFalse(id=typed(f"i{number}"), evidence=(quote,), **shared)


def resolve(items: list[TrueFalse], sentences: list[str]) -> None:
    resolved, found = claims.resolve(items, {"t": Reading.of(source(sentences))})
    assert len(resolved) == len(items), found[:1]


def nothing() -> None:
    """What is timed where there is no library to compare with."""


def aho_corasick(items: list[TrueFalse], sentences: list[str]) -> Callable[[], None]:
    """The same quotations looked for by a library, after the same folding."""
    try:
        import ahocorasick
    except ImportError:
        print('no Aho-Corasick library to compare with: pip install ".[bench]"')
        return nothing

    def scan() -> None:
        automaton = ahocorasick.Automaton()
        for item in items:
            automaton.add_word(folding.words(item.evidence[0].words), 1)
        automaton.make_automaton()
        text = folding.fold(source(sentences).document.text, "blank").text
        assert sum(1 for _ in automaton.iter(text)) >= len({i.evidence[0].words for i in items})

    return scan


def failures(chance: random.Random, sentences: list[str]) -> list[float]:
    """Seconds for quotations of which a word in four is wrong, against a text of 100 kB."""
    few = sentences[: FAILING // len(sentences[0])]
    reading = Reading.of(source(few))
    reading.index.places  # noqa: B018 - the index is made once for all failures
    times = []
    for _ in range(200):
        words = chance.choice(few).split()
        slips = [chance.choice(few).split()[3] if chance.random() < 1 / 4 else word for word in words]
        quote = own_words(typed(" ".join(slips)))
        times.append(timed(lambda quote=quote: placing.place(quote, reading, "i")))
    return times


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor: on a machine that has other things to do the clock says less."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
