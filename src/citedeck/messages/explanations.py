"""What each code means, with a bad and a good example: read from `explanations.md`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from citedeck.messages import translations


@cache
def all_of_them() -> dict[str, str]:
    """Each code's explanation, in Markdown without its heading."""
    text = (files("citedeck.messages") / "explanations.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)
    return {code: words.strip() for code, words in zip(parts[1::2], parts[2::2], strict=True)}


def of(code: str, language: str = "") -> str:
    """The explanation of a code for a terminal, in English or in a language that mistakes are told in.

    The examples are the same in all. Raises KeyError for a code that has none.
    """
    words = re.sub(r"^```.*\n", "", in_markdown(code, language) + "\n", flags=re.MULTILINE)
    return f"{code}\n\n{words.rstrip()}"


def in_markdown(code: str, language: str = "") -> str:
    """The explanation of a code without its heading: title, cause, two examples, what to do."""
    section = all_of_them()[code]
    translation = translations.of(language)
    if translation is None:
        return section
    explanation = translation.codes[code]
    examples = section[section.index("Bad:\n") : section.rindex("```") + len("```")]
    for english in ("Bad:", "Good:"):
        examples = re.sub(f"^{english}$", translation.word(english), examples, flags=re.MULTILINE)
    return f"{explanation.title}\n\n{explanation.cause}\n\n{examples}\n\n{explanation.remedy}"
