"""Marks that `fix` proposes: where the text has the words of an answer, otherwise bent."""

from __future__ import annotations

from pathlib import Path

import pytest

import courses
from citedeck.commands import build, fix

BANK = """\
-- seeds/t.txt --
Les élus réclament deux écoles. Le maire ne bâtit pas de gare. Un pont est promis.
-- questions/b.yaml --
source: t
items:
  - id: a
    type: short
    prompt: "Selon le texte, que font les élus ?"
    answer: "{answer}"
    evidence: {evidence}
"""

WHOLE = '"Les élus réclament deux écoles."'


@pytest.mark.parametrize(
    ("answer", "evidence", "marked"),
    [
        (
            "réclamer deux écoles",
            WHOLE,
            '{quote: "Les élus réclament deux écoles.", mark: "réclament deux écoles"}',
        ),
        (
            "réclamer deux écoles",
            f"{{quote: {WHOLE}}}",
            '{quote: "Les élus réclament deux écoles.", mark: "réclament deux écoles"}',
        ),
        (
            "la promise",
            '["Un pont est promis", "Les élus réclament deux"]',
            '[{quote: "Un pont est promis", mark: "promis"}, "Les élus réclament deux"]',
        ),
    ],
)
def test_words_otherwise_bent_are_marked_by_name(
    tmp_path: Path, answer: str, evidence: str, marked: str
) -> None:
    root = courses.on_disk(tmp_path, BANK.format(answer=answer, evidence=evidence))
    fixed = fix.fix(root)
    assert fixed.changes == []
    assert [proposal.item for proposal in fixed.to_read] == ["a"]
    assert fix.fix(root, ["a"]).changes
    assert f"    evidence: {marked}\n" in (root / "questions/b.yaml").read_text(encoding="utf-8")
    assert build.compile_only(root).diagnostics == ()


@pytest.mark.parametrize(
    ("answer", "evidence"),
    [
        ("bâtir une gare", '"Le maire ne bâtit pas de gare"'),
        ("réclamer trois écoles", WHOLE),
        ("des lycées", WHOLE),
        ("réclamer des écoles", WHOLE),
    ],
)
def test_what_may_say_something_else_is_left_to_its_author(
    tmp_path: Path, answer: str, evidence: str
) -> None:
    root = courses.on_disk(tmp_path, BANK.format(answer=answer, evidence=evidence))
    assert fix.fix(root, ["a"]).changes == []
    assert [d.code for d in build.compile_only(root).diagnostics] == ["answer-unproven"]
