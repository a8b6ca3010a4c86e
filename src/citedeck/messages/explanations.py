"""What each code means, with a bad and a good example: read from `explanations.md`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def all_of_them() -> dict[str, str]:
    """Each code's explanation, in Markdown without its heading."""
    text = (files("citedeck.messages") / "explanations.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)
    return {code: words.strip() for code, words in zip(parts[1::2], parts[2::2], strict=True)}


def of(code: str) -> str:
    """The explanation of a code for a terminal. Raises KeyError for a code that has none."""
    words = re.sub(r"^```.*\n", "", all_of_them()[code] + "\n", flags=re.MULTILINE)
    return f"{code}\n\n{words.rstrip()}"
