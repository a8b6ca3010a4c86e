"""The repository's own course: its texts untouched, its banks clean, every answer in its place."""

from __future__ import annotations

import hashlib

import pytest

import courses
from citedeck import compiler
from citedeck.commands import folders

SEEDS = {
    "000_07c9ad2a17608501.txt": "51b3295f54641930a95d8da9d51c9d6181bab86608ae58c20f2b0c48269fc1a1",
    "003_c0d7b4d0c6c105c8.txt": "c1d6883fcd4a520c3855a254ec36693890df62eae418453b400ef5e5b0e63959",
}


@pytest.fixture(scope="module")
def course():
    return compiler.compile(folders.read(courses.ROOT))


@pytest.mark.parametrize("name", SEEDS)
def test_the_texts_are_the_published_ones(name: str) -> None:
    data = (courses.ROOT / "seeds" / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SEEDS[name]


def test_the_banks_have_no_mistakes(course) -> None:
    assert [d.message for d in course.diagnostics] == []


def test_every_item_is_proven(course) -> None:
    assert len(course.items) >= 16
    for resolved in course.items:
        assert resolved.proofs, resolved.item.id
        for proof in resolved.proofs:
            assert proof.passages or proof.absences or proof.wholes, resolved.item.id


def test_every_span_is_in_the_seed_at_that_place(course) -> None:
    for resolved in course.items:
        for passage in resolved.passages:
            seed = (courses.ROOT / passage.span.document.path).read_bytes().decode("utf-8")
            words = seed[passage.span.start : passage.span.end]
            assert words.strip() == words, resolved.item.id
            assert words in seed
            assert words == passage.span.text
            for answer in passage.answers:
                assert passage.span.start <= answer.start < answer.end <= passage.span.end


@pytest.mark.parametrize("source", ["anticapitaliste", "options"])
def test_each_text_has_all_categories(course, source: str) -> None:
    held = {str(r.item.category) for r in course.items if list(r.item.sources) == [source]}
    assert held >= {"date", "actor", "demand", "argument"}


def test_both_texts_are_treated_alike(course) -> None:
    counts = {
        name: sum(list(r.item.sources) == [name] for r in course.items) for name in course.course.sources
    }
    assert max(counts.values()) - min(counts.values()) <= 2
