"""The pictures of the README: all there, small, and each with words for who cannot see it."""

from __future__ import annotations

import re

import courses

PICTURES = courses.ROOT / "tests" / "pictures"
MOST_BYTES = 60_000
README = (courses.ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r'<img src="tests/pictures/([\w-]+\.png)"[^>]* alt="([^"]*)"', README))


def test_the_readme_shows_every_picture() -> None:
    assert {path.name for path in PICTURES.iterdir()} == set(SHOWN)
    assert len(SHOWN) == 4
    assert all(len(words) > 20 for words in SHOWN.values())


def test_pictures_are_small() -> None:
    for name in SHOWN:
        data = (PICTURES / name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20], "big") <= 600
        assert len(data) < MOST_BYTES
