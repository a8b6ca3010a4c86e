"""What of a note is its course's own: the GUID, the first field, and what finds it in Anki's browser.

A course with a key has them to itself in the world; one that was released without keeps those it has.
"""

from __future__ import annotations

import hashlib
from binascii import b2a_base64
from collections.abc import Iterator, Sequence

from citedeck.quick import dataclass

MAX_TERMS = 40
"""Anki turns a search into one expression, and refuses one that is too deep."""


_IN_ADDRESSES = bytes.maketrans(b"+/", b"-_")
"""The signs of Base64 that addresses have in place of others."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose notes they are: the id of a course, and the key that is its own."""

    course: str
    key: str = ""

    @property
    def name(self) -> str:
        """The course among all courses, as its cards say it."""
        return f"{self.course}-{self.key}" if self.key else self.course

    def guid(self, item: str, kind: str) -> str:
        """The identity of a note for ever: course, item (and row), question or cloze."""
        digest = hashlib.sha256(f"{self.name}/{item}/{kind}".encode()).digest()
        return b2a_base64(digest[:12], newline=False).translate(_IN_ADDRESSES).decode()

    def first_field(self, item: str) -> str:
        """What a note of an item (and row) begins with, in a search and in a list."""
        return f"{self.name}/{item}" if self.key else item

    def searches(self, items: Sequence[str]) -> Iterator[str]:
        """Searches for Anki's browser that find the notes of some items, and no other course's."""
        for start in range(0, len(items), MAX_TERMS):
            terms = [f'"ID:{self.first_field(item)}"' for item in items[start : start + MAX_TERMS]]
            yield f"tag:{self.course} {terms[0] if len(terms) == 1 else '(' + ' OR '.join(terms) + ')'}"
