"""What measures how long citedeck takes still runs: it knows the templates, and its courses are clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from citedeck.commands import build


@pytest.fixture(autouse=True)
def _beside_the_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "bench"))


def test_pages_are_measured_beside_jinja2() -> None:
    import pages_bench

    assert pages_bench.ratio(100, 1) > 1


def test_what_is_measured_is_clean(tmp_path: Path) -> None:
    import made_up
    import own_banks

    made_up.write_course(tmp_path / "made", 20)
    own_banks.write_course(tmp_path / "own", 2)
    for name, items in (("made", 20), ("own", 176)):
        compilation = build.compile_only(tmp_path / name)
        assert compilation.diagnostics == ()
        assert len(compilation.items) == items
