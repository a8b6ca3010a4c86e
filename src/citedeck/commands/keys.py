"""The key of a course: a part of every card's identity that no other course has."""

from __future__ import annotations

import secrets

LENGTH = 8
_LETTERS = "bcdfghjkmnpqrstvwxz"
_SIGNS = f"{_LETTERS}23456789"
"""No vowels, which would make words, and no sign that looks like another."""


def draw() -> str:
    """A key that nobody has: it begins with a letter, for YAML must not take it for a number."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(LENGTH - 1))
