"""What a terminal would obey rather than show, and words without it."""

from __future__ import annotations

from citedeck.quick import pattern

_STEERING = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Escapes, marks of direction, halves of characters; tabs and line ends only move on."""

_MOVING = str.maketrans(dict.fromkeys("\t\n\r\x85\u2028\u2029", " "))


def visible(words: str) -> str:
    """Words in which something stands in the place of all that steers; lines stay lines."""
    return words if words.isprintable() else _STEERING.sub("\ufffd", words)


def safe(words: str) -> str:
    """Words on one line, blanks in the place of all that steers or moves, character for character."""
    return words if words.isprintable() else _STEERING.sub(" ", words.translate(_MOVING))
