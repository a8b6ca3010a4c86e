"""How a file is made that takes long to make: afresh, unless whoever asks has a better way.

Its tool may not be there, which is known without loading any.
"""

from __future__ import annotations

from collections.abc import Callable

from citedeck.model import Output

Make = Callable[[], tuple[bytes, bool]]
"""Makes the bytes of a file, and says whether the same tool would make the same of the same."""

Making = Callable[[str, Output, str, Make], bytes]
"""The bytes of a file, by its path, what it is made of, and its tool with the version of it."""


class NoToolError(Exception):
    """What makes a kind of file is not there; in words, the way out."""


def afresh(path: str, source: Output, tool: str, make: Make) -> bytes:
    """The bytes of a file, whatever was made of its source before."""
    return make()[0]
