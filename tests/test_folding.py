"""Folding: what a keyboard types is what a printer set, and the way back is exact."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citedeck.bank import decoding
from citedeck.checks import lengths
from citedeck.text import folding

TYPOGRAPHY = "aeéoœæŒÆ’'‘`«»“”\"–—-−‑ \xa0\u202f\u2009\n\r\xad\u200b\ufeff.…;:!?%€1²·‧\u0301\u0327Å\u212b"


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("l’IA", "l'IA"),
        ("109 milliards", "109\xa0milliards"),
        ("une fin :\xa0rien", "une fin: rien"),
        ("« oui »", '"oui"'),
        ("“oui”", '"oui"'),
        ("cœur", "coeur"),
        ("Œuvre", "Oeuvre"),
        ("ŒUVRE", "OEUVRE"),
        ("et…", "et..."),
        ("Paris–Berlin", "Paris-Berlin"),
        ("été", "e\u0301te\u0301"),
        ("ex\xademple", "exemple"),
        ("deux\nlignes", "deux lignes"),
        ("deux\r\n   lignes", "deux lignes"),
        ("50 %", "50%"),
        ("3 €", "3€"),
        ("salarié‧es", "salarié·es"),
    ],
)
def test_equal_when_folded(printed: str, typed: str) -> None:
    assert folding.words(printed) == folding.words(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IA", "ia"),
        ("déjà", "deja"),
        ("109", "119"),
        ("13,5", "13.5"),
        ("10²", "102"),
        ("start-up", "startup"),
        ("fin.", "fin"),
        ("salarié·es", "salariées"),
    ],
)
def test_never_folded(one: str, other: str) -> None:
    assert folding.words(one) != folding.words(other)


def test_a_paragraph_mark_is_never_a_space() -> None:
    assert folding.fold("un\n\ndeux\ntrois", "blank").text == "un\ndeux trois"
    assert folding.fold("un\r\n \r\ndeux\r\ntrois", "blank").text == "un\ndeux trois"
    assert folding.fold("un\ndeux\rtrois", "lines").text == "un\ndeux\ntrois"


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from(TYPOGRAPHY), st.characters(exclude_categories=["Cs"])), max_size=60
    )
)
def test_folding_the_original_slice_of_a_match_gives_the_match(text: str) -> None:
    for paragraphs in ("none", "blank", "lines"):
        folded = folding.fold(text, paragraphs)
        for start, end in _words(folded.text):
            first, last = folded.span(start, end)
            piece = folding.fold(text[first:last], paragraphs).text
            assert piece.strip(" ") == folded.text[start:end], (text, start, end)


@given(st.text(alphabet='aé l’«» ;?.-"œ…[{$', max_size=8))
def test_words_are_what_folding_makes_of_them(text: str) -> None:
    assert folding.words(text) == folding.fold(text).text.strip(" ")


SIGNS = " \t\xa0\u202f\n\r\xad\u200b\u0640\ufe0f.;:!?%»€«œÆﬁⅫﾞ-‑־—―–−_1aéא中"


@given(st.text(alphabet=SIGNS, max_size=40))
@example("a « b")
@example(" \u0640a")
def test_blanks_between_words_are_passed_over_where_nothing_changes(text: str) -> None:
    changing = re.compile(folding.CHANGES_FROM + folding.CHANGES_TO)
    assert [m.span() for m in folding.CHANGING.finditer(text)] == [m.span() for m in changing.finditer(text)]


def test_the_page_folds_by_the_pattern_that_passes_over_nothing() -> None:
    assert folding.BETWEEN_WORDS not in folding.rules()["changing"]


ANSWERS = ("une réponse", "l'eau", "L’un", "dell'acqua", "The end.", "le", "de la ville")


@given(st.lists(st.sampled_from(ANSWERS), max_size=3).map(" ".join))
def test_bare_words_begin_with_no_article(answer: str) -> None:
    bare = folding.bare(answer)
    assert bare == folding.bare(f"La {bare}") or not bare


def test_what_is_known_of_words_is_forgotten_when_it_is_much() -> None:
    known = folding.Known(str.upper, most=3)
    assert [known[word] for word in "abcdea"] == list("ABCDEA")
    assert len(known) <= 3


@pytest.mark.parametrize("before", range(decoding.MAX_MARKS + 2))
def test_too_many_marks_are_found_wherever_they_stand(before: int) -> None:
    most = "x" * before + "\u0301" * decoding.MAX_MARKS
    assert decoding.read("t.txt", most.encode())[1] is None
    assert decoding.read("t.txt", f"{most}\u0301x".encode())[1] is not None


@given(st.text(alphabet="aé1 -'’·_,.中ไ\u0e31\u0e3f", max_size=20), st.integers(1, 6))
def test_fewer_words_and_more_are_so_when_counted(text: str, than: int) -> None:
    assert lengths.are_fewer(text, than) == (lengths.count(text) < than)
    assert lengths.are_more(text, than) == (lengths.count(text) > than)


@given(st.text(alphabet=TYPOGRAPHY, max_size=40))
@example("Å-\r1")
@example("é\xad\rb")
def test_folding_does_not_depend_on_the_normal_form(text: str) -> None:
    assert folding.words(unicodedata.normalize("NFD", text)) == folding.words(
        unicodedata.normalize("NFC", text)
    )


@given(st.text(max_size=60))
def test_loose_and_lowered_keep_every_place(text: str) -> None:
    folded = folding.fold(text).text
    assert len(folding.loose(folded)) == len(folding.lowered(folded)) == len(folded)


@given(st.text(alphabet=st.characters(max_codepoint=0xFF)))
def test_words_are_as_loose_beside_those_of_another_alphabet(text: str) -> None:
    assert folding.loose(text) == folding.loose(f"{text}Ж")[:-1]


def _words(text: str):
    """Runs between blanks, each alone and each with the next: what a match may be."""
    places = []
    start = None
    for index, char in enumerate(text + " "):
        if char in " \n":
            if start is not None:
                places.append((start, index))
            start = None
        elif start is None:
            start = index
    return places


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Révolution de 1789 !", "revolution-de-1789"),
        ("my_course--2", "my-course-2"),
        ("文本", ""),
        ("...", ""),
    ],
)
def test_a_slug_is_an_id(words: str, slug: str) -> None:
    assert folding.slug(words, 18) == slug


def test_a_slug_ends_in_no_hyphen() -> None:
    assert folding.slug("one two three", 8) == "one-two"
