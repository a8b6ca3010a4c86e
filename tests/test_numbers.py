"""Numbers of right words: each whole, the same with places and without."""

from __future__ import annotations

import random

import pytest

from citedeck.proof import numbers

WORDS = [
    ("en 1912", ["1912"]),
    ("1912", ["1912"]),
    ("１９１２", ["1912"]),
    ("١٩١٢ كتابا", ["١٩١٢"]),
    ("1 500,50 francs le 12/05/1912", ["1 500,50", "12/05/1912"]),
    ("½ litre, 10² mètres, Ⅻ", ["½", "10²", "XII"]),
    ("compte {{c1::58::de 1 à 99}} pages", ["58"]),
    ("{{c1::deux}} ou {{{c2:::3 000:::}}}", ["3 000"]),
    ("十二人", []),
    ("aucun", []),
]


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_each_number_is_whole(words: str, expected: list[str]) -> None:
    assert numbers.each(words) == expected
    assert numbers.are_in(words) == bool(expected)


PARTS = (
    "1",
    "12",
    " ",
    "  ",
    "\xa0",
    "-",
    "–",
    "«",
    "» ",
    ".",
    ",",
    "/",
    "%",
    "mot",
    "é",
    "²",
    "½",
    "Ⅻ",
    "1 500",
)
GAPS = ("{{c1::12}}", "{{c1::1 mot::indice 3}}", "{{{c2:::-½:::}}}")


def test_numbers_are_the_same_where_no_place_is_asked_for() -> None:
    chance = random.Random(7)
    for _ in range(3000):
        words = "".join(chance.choices(PARTS + GAPS, k=chance.randrange(1, 14)))
        folded = numbers.folded(words)
        assert numbers.each(words) == [folded.text[start:end] for start, end in numbers.places(folded)], words
