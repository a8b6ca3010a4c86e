"""A mistake of the hand is read over as it is mended; `fix` writes the very mend."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import courses
from citedeck import compiler
from citedeck.bank.raw import Inputs
from citedeck.bank.scalars import Raw
from citedeck.bank.slips import mending
from citedeck.commands import fix
from citedeck.model import Diagnostic, Document, Edit
from test_cases import CASES

COURSE = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le conseil demande deux écoles.
-- questions/b.yaml --
source: t
items:
  - id: un
    type: short
    prompt: "Selon le texte, que vote la ville ?"
    answer: "le budget"
    evidence: "La ville vote le budget en 1912."
"""
BANK = "questions/b.yaml"


def mended(inputs: Inputs) -> tuple[Inputs, list[Diagnostic]]:
    """The files with the mends of what is no YAML, and what else is said of them before."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    others = []
    for diagnostic in compiler.compile(inputs).diagnostics:
        if diagnostic.edit is None or not isinstance(diagnostic.edit.text, Raw):
            others.append(diagnostic)
            continue
        for edit in (diagnostic.edit, *diagnostic.also):
            edits[edit.text.document.path].append(edit)
    files = {path: fix.edited(inputs.files[path], edits[path]) for path in edits}
    return replace(inputs, files={**inputs.files, **files}), others


def said(diagnostics: list[Diagnostic]) -> list[tuple[str, str, str]]:
    return sorted((each.code, each.item, each.message) for each in diagnostics)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_said_over_a_mend_is_said_after_it(path: Path) -> None:
    inputs, others = mended(Inputs(courses.files(path.read_text(encoding="utf-8"))))
    assert said(list(compiler.compile(inputs).diagnostics)) == said(others)


def corrected(old: str, new: str, *, crlf: bool = False) -> str:
    """The bank with a mistake, after `fix`."""
    assert old in COURSE
    files = courses.files(COURSE.replace(old, new))
    if crlf:
        files[BANK] = files[BANK].replace(b"\n", b"\r\n")
    return fix.corrected(Inputs(files)).files[BANK].decode()


@pytest.mark.parametrize(
    "slip",
    [
        ('answer: "le budget"', 'answer: "le budget'),
        ('answer: "le budget"', 'answer: "le budget”'),
        ('answer: "le budget"', 'answer "le budget"'),
        ('answer: "le budget"', 'answer: "le budget",'),
        ("    type: short", "\ttype: short"),
        ("    type: short", "   type: short"),
        ("  - id: un", "  -id: un"),
    ],
    ids=lambda pair: pair[1],
)
def test_a_mend_is_applied(slip: tuple[str, str]) -> None:
    assert corrected(*slip) == corrected(slip[0], slip[0])


def test_words_with_a_colon_are_put_in_quotes() -> None:
    assert 'prompt: "Selon le texte : quoi ?"\n' in corrected(
        '"Selon le texte, que vote la ville ?"', "Selon le texte : quoi ?"
    )


def test_several_mistakes_of_an_item_are_corrected() -> None:
    after = corrected(
        'vote la ville ?"\n    answer: "le budget"', '"vote" la ville ?"\n    answer: "le budget'
    )
    assert 'que « vote » la ville ?"\n    answer: "le budget"\n' in after


def test_a_line_is_ended_as_the_others_are() -> None:
    after = corrected('short\n    prompt: "Selon', 'short prompt: "Selon', crlf=True)
    assert after.count("\n") == after.count("\r\n") == 7


def test_a_note_is_left_to_its_author() -> None:
    assert "\nà revoir\n" in corrected("    answer:", "à revoir\n    answer:")


def test_an_item_named_is_corrected_alone() -> None:
    inputs = Inputs(courses.files(COURSE.replace('"le budget"', '"le budget')))
    assert fix.corrected(inputs, ["deux"]).files == inputs.files
    assert fix.corrected(inputs, ["un"]).files == courses.files(COURSE)


MENDS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.text("xyz", max_size=4)), max_size=6)


@given(MENDS)
def test_a_letter_of_the_file_is_found_in_the_text_over_all_mends(
    mends: list[tuple[int, int, str]],
) -> None:
    letters = "abcdefghijklmnopqrstuvw"
    reading = mending.unmended(Document("b.yaml", letters), letters)
    for start, length, words in mends:
        begin = min(start, len(reading.text))
        reading = reading.mended(begin, min(begin + length, len(reading.text)), words)
    for at, letter in enumerate(reading.text):
        first, last = reading.places(at, at + 1)
        assert 0 <= first <= last <= len(letters)
        assert letter in "xyz" or letters[first:last] == letter
