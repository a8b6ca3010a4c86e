"""The pictures of the documents: all there, small, and each with words for who cannot see it."""

from __future__ import annotations

import re

import courses

PICTURES = courses.ROOT / "tests" / "pictures"
MOST_BYTES = 60_000
PAGES = [(courses.ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "decks/README.md")]
SHOWN = dict(
    re.findall(r'<img src="(?:\.\./)?tests/pictures/([\w-]+\.png)"[^>]* alt="([^"]*)"', "".join(PAGES))
)


def test_every_picture_is_shown() -> None:
    assert {path.name for path in PICTURES.glob("*.*")} == set(SHOWN)
    assert len(SHOWN) == 6
    assert all(len(words) > 20 for words in SHOWN.values())


def test_pictures_are_small() -> None:
    for name in SHOWN:
        data = (PICTURES / name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20], "big") <= 600
        assert len(data) < MOST_BYTES
