"""What is said of mistakes in another language than English: titles, causes, ways out, common phrases.

To add one: `explanations.<language>.md`, written as `explanations.fr.md` is; nothing else.
"""

from __future__ import annotations

import re
from functools import cache

from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in another language: a title of one line, why it matters, what to do."""

    title: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Translation:
    """All that is said in a language: an explanation a code, and phrases with places for what changes."""

    codes: dict[str, Explanation]
    phrases: dict[re.Pattern[str], str]

    def phrase(self, english: str) -> str:
        """A phrase, or nothing where it has no translation."""
        for pattern, words in self.phrases.items():
            if match := pattern.fullmatch(english):
                return re.sub(r"\{(\d)\}", lambda place: match[int(place[1])], words)
        return ""

    def word(self, english: str) -> str:
        """A phrase, in English where it has no translation."""
        return self.phrase(english) or english


def of(language: str) -> Translation | None:
    """What is said in a language; None where only English is, or the language is not known.

    A region has the words of its language: `fr-CA` those of `fr`.
    """
    return _read(language.partition("-")[0].lower())


def languages() -> list[str]:
    """The languages in which mistakes are explained, English first."""
    from importlib.resources import files  # most courses have no mistake to tell

    names = sorted(file.name for file in files("citedeck.messages").iterdir())
    return ["en", *(match[1] for name in names if (match := re.fullmatch(r"explanations\.(\w+)\.md", name)))]


@cache
def _read(language: str) -> Translation | None:
    from importlib.resources import files

    if not language.isalpha():
        return None
    file = files("citedeck.messages") / f"explanations.{language}.md"
    if not file.is_file():
        return None
    head, *parts = re.split(r"^## (\S+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sections = zip(parts[::2], parts[1::2], strict=True)
    return Translation(
        {code: Explanation(*words.strip().split("\n\n")) for code, words in sections}, _phrases(head)
    )


def _phrases(head: str) -> dict[re.Pattern[str], str]:
    """The phrases of the fenced block: each line an English one, ` = `, and the same in the language."""
    lines = head.partition("```text\n")[2].partition("```")[0].splitlines()
    pairs = (line.split(" = ", 1) for line in lines)
    return {_pattern(english): words for english, words in pairs}


def _pattern(english: str) -> re.Pattern[str]:
    """A phrase as a pattern, with a group for each place that changes."""
    return re.compile(re.sub(r"\\\{\d\\\}", "(.+?)", re.escape(english)), re.DOTALL)
