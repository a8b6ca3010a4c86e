"""Numbers, measures and dates as each language of ours writes them: what is less stands first."""

from __future__ import annotations

import random

import pytest

from citedeck.languages import catalogue, quantities
from citedeck.languages.quantities import HABITS
from citedeck.sheets import orders

ROWS = {
    "ca": ["−3; 0,5; 500; 1.000; 2 milions", "3 de març de 1912; abril de 1912; 1913"],
    "de": [
        "−3; 0,5; 500; 1.000; 900 Mio.; 2 Milliarden",
        "44 v. Chr.; 3. März 1912; April 1912; 1. Mai 1913",
    ],
    "el": [
        "−3; 0,5; 500; 1.000; 900 εκατομμύρια; 2 δισεκατομμύρια",
        "3 Μαρτίου 1912; Απρίλιος 1912",
        "δύο λόγοι; τρεις λόγοι; τέσσερις λόγοι",
    ],
    "en": [
        "−3; 0.5; 500; 1,000; 900 million; 2 billion",
        "44 BC; March 3, 1912; 4 March 1912; April 1912; 05/06/1913",
        "9 am; 2:30 pm; 11 pm",
        "30 minutes; 2 hours; 3 days; 1 year",
        "the 18th century; the 19th century",
    ],
    "es": [
        "−3; 0,5; 500; 1.000; 900 millones; 1 billón",
        "3 de marzo de 1912; abril de 1912",
        "siglo V; siglo XIX",
    ],
    "fr": [
        "−3; 0,5; 500; 1 000; 2\xa0500; 900 millions; 2 milliards; 109 Md€",
        "52 av. J.-C.; 3 mars 1912; 1er avril 1912; mai 1913; 02/01/1920",
        "8 h 30; 9 h; 14 h 05; 2 jours",
        "au XVIIIe siècle; au XIXe siècle",
        "900 m; 1,5 km; 10 kilomètres",
        "janvier; mars; juillet",
        "deux écoles; trois écoles; 10 écoles; onze écoles",
        "deux millions; dix millions; 3 milliards",
    ],
    "it": [
        "−3; 0,5; 500; 1.000; 900 milioni; 2 miliardi",
        "3 marzo 1912; aprile 1912",
        "il secolo V; il secolo XIX",
    ],
    "nl": ["−3; 0,5; 500; 1.000; 900 miljoen; 2 miljard", "3 maart 1912; april 1912"],
    "pl": ["−3; 0,5; 500; 1 000; 2 tys.; 900 mln; 2 miliardy", "3 marca 1912; kwiecień 1912"],
    "pt": ["−3; 0,5; 500; 1.000; 900 milhões; 2 bilhões", "3 de março de 1912; abril de 1912"],
    "ro": ["−3; 0,5; 500; 1.000; 900 milioane; 2 miliarde", "3 martie 1912; aprilie 1912"],
    "ru": [
        "−3; 0,5; 500; 1 000; 2 тыс.; 900 млн; 2 миллиарда",
        "3 марта 1912; апрель 1912",
        "XVIII век; XIX век",
    ],
    "uk": ["−3; 0,5; 500; 1 000; 900 мільйонів; 2 мільярди", "3 березня 1912; квітень 1912"],
}


def test_each_language_of_ours_is_here() -> None:
    assert set(ROWS) == set(HABITS) == catalogue.languages()


@pytest.mark.parametrize(("language", "row"), [(name, row) for name, rows in ROWS.items() for row in rows])
def test_quantities_ascend(language: str, row: str) -> None:
    words = row.split("; ")
    for seed in range(5):
        mixed = random.Random(seed).sample(words, len(words))
        assert [mixed[index] for index in orders.ascending(mixed, language)] == words


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("5; des milliers", id="one has none"),
        pytest.param("12; 12", id="all the same"),
        pytest.param("de 3 à 5; de 5 à 9", id="two numbers each"),
        pytest.param("une école; deux écoles", id="an article is no number"),
        pytest.param("vingt-deux; trente-deux", id="words that are several"),
        pytest.param("le G20; le G7", id="a number that is part of a name"),
        pytest.param("Covid-19; Covid-21", id="no sign, and part of a name"),
    ],
)
def test_what_gives_no_quantity_is_drawn(row: str) -> None:
    assert not orders.ascending(row.split("; "), "fr")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "it may rain"), ("en", "they march on"), ("fr", "une maison"), ("fr", "marsouin")],
)
def test_words_that_are_no_months(language: str, words: str) -> None:
    assert not quantities.of(words, language)


TWO_TEN_TWELVE = {
    "ca": "dos; deu; dotze", "de": "Zwei; zehn; zwölf", "el": "δύο; δέκα; δώδεκα", "en": "two; ten; twelve",
    "es": "dos; diez; doce", "fr": "deux; dix; douze", "it": "due; dieci; dodici", "nl": "twee; tien; twaalf",
    "pl": "dwa; dziesięć; dwanaście", "pt": "dois; dez; doze", "ro": "două; zece; doisprezece",
    "ru": "два; десять; двенадцать", "uk": "два; десять; дванадцять",
}  # fmt: skip


@pytest.mark.parametrize("language", HABITS)
def test_small_numbers_in_words_ascend(language: str) -> None:
    words = TWO_TEN_TWELVE[language].split("; ")
    assert list(orders.ascending(words[::-1], language)) == [2, 1, 0]


def test_a_language_that_is_not_here_counts_as_english_does() -> None:
    assert [*orders.ascending(["1,000", "2.5"], "ja")] == [1, 0]


def test_in_america_the_month_stands_first() -> None:
    assert quantities.of("03/12/2024", "en")["date"] == (2024, 3, 12)
    assert quantities.of("03/12/2024", "en-GB")["date"] == (2024, 12, 3)
