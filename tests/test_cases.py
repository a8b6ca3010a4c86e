"""Diagnostics, word for word: a text file a case, which anyone can write.

`pytest tests/test_cases.py --rewrite` writes what is printed now into the cases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import courses
from citedeck.messages import report

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_text(encoding="utf-8")
    parts = courses.sections(text)
    how = parts.get("format", b"text").decode().strip()
    printed = report.render(courses.compiled(text).diagnostics, how) or "nothing to say\n"
    if request.config.getoption("--rewrite"):
        head = text.partition("-- expected --\n")[0]
        path.write_text(f"{head}-- expected --\n{printed}", encoding="utf-8")
    assert printed == parts["expected"].decode() or request.config.getoption("--rewrite")


def test_there_are_cases() -> None:
    assert len(CASES) >= 20
