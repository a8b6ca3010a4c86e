"""To stand somewhere is proven strictly, to stand nowhere loosely: both by a reader's eye."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citedeck.text import folding, search
from citedeck.text.absence import Loosened

PRESENT = {
    "a ligature": ("a ﬁne bridge", "fine"),
    "a hyphen at the end of a line": ("the har-\nbour", "harbour"),
    "the same, with it": ("the har-\nbour", "har-bour"),
    "a soft hyphen": ("the har\xadbour", "harbour"),
    "grouped digits": ("il verse 1 000 francs", "1000"),
    "digits grouped otherwise": ("il verse 1\u202f000 francs", "1.000"),
    "wide digits": ("１９１２年", "1912"),
    "case and accents": ("Une ÉCOLE", "ecole"),
    "ß": ("die Straße", "STRASSE"),
    "its own mark": ("la finance, dit-il", "finance."),
    "guillemets": ("la finance, dit-il", "« finance »"),
    "another alphabet": ("la finance", "finаnce"),
    "niqqud": ("שָׁלוֹם", "שלום"),
    "the beginning of a word": ("les écoliers", "écol"),
}

ABSENT = {
    "a power": ("10² mètres", "102"),
    "another syllable": ("사장이 말했다", "시장"),
    "another kana": ("ハハは言った", "パパ"),
    "a decimal": ("13,5 %", "135"),
    "another word": ("la finance", "banque"),
    "another paragraph": ("le maire\n\nparle", "maire parle"),
}


def place(text: str, words: str) -> tuple[int, int] | None:
    return Loosened(folding.fold(text, "blank")).find(words)


@pytest.mark.parametrize(("text", "words"), PRESENT.values(), ids=PRESENT)
def test_what_a_reader_takes_for_the_same_is_there(text: str, words: str) -> None:
    assert place(text, words)


@pytest.mark.parametrize(("text", "words"), ABSENT.values(), ids=ABSENT)
def test_what_a_reader_tells_apart_is_not(text: str, words: str) -> None:
    assert place(text, words) is None


def test_the_place_is_that_of_the_words() -> None:
    folded = folding.fold("Il verse 1 000 francs au har-\nbour ﬁni.", "blank")
    places = [Loosened(folded).find(words) for words in ("1000", "harbour", "fini")]
    assert [folded.original[slice(*folded.span(*place))] for place in places if place] == [
        "1 000",
        "har-\nbour",
        "ﬁni",
    ]


LETTERS = st.text("aàéœßﬁİıА а-‑—’' .,;«»\xad\u200d\u0301\n0123456789²½１Ⅻパ시ח̃", max_size=40)


@given(LETTERS, st.integers(0, 40), st.integers(0, 40))
@example("1 000 et 1 0001", 0, 5)
@example("a-b", 0, 3)
def test_whatever_presence_finds_absence_finds_too(text: str, start: int, length: int) -> None:
    """Any words of a text that stand in it as whole words are not absent from it."""
    folded = folding.fold(text, "blank")
    words = folding.words(text[start : start + length])
    if any(char.isalnum() for char in words) and search.whole(folded, folded.text, words):
        assert Loosened(folded).find(words)
