"""Kinds of words: for people, codes of a fixed form, one of a few, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from citedeck.bank.nodes import Node
from citedeck.bank.scalars import in_quotes
from citedeck.bank.shapes.complaints import Report, shown, text_of
from citedeck.model import Edit, Span, Text
from citedeck.quick import dataclass, pattern
from citedeck.text import folding

_COMMENT = pattern(r"[ \t]+#[^\r\n]*")

BLANK = "…"
"""What stands in a template for words that are still to be written."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words for people: any text that is not empty."""

    quoted: bool = False
    """Whether they are a text's: what they hold is judged where they are looked for."""

    def read(self, node: Node, report: Report) -> Text:
        """The words; a tail that YAML takes for a comment is warned of."""
        text = node if type(node) is Text else text_of(node, report)
        if not text or text.isspace() or (len(text) <= _LONGEST_NULL and _is_null(text)):
            help_lines = _unwritten(text)
            raise report.refuse("value-invalid", "there are no words here", shown(text), help=help_lines)
        if BLANK in text and text.strip() == BLANK and not self.quoted:
            message = f"{BLANK} stands here for words that are still to be written"
            raise report.refuse(
                "value-invalid", message, shown(text), help=[f"write them in the place of {BLANK}"]
            )
        first = text.document.text[text.start]
        if first != '"' and first == text[0] and first not in "'|>":  # most words are in quotes
            report.check_bare(text)
            _warn_of_comment(text, report)
        return text

    def schema(self) -> dict[str, Any]:
        """Words, or a number that is meant as words."""
        return {"type": ["string", "number"], "pattern": r"\S"}


def _is_null(text: Text) -> bool:
    """Whether a bare word stands for nothing, as it does in YAML; in quotes it is a word."""
    return text in _NULLS and text.document.text[text.start : text.end] == text


_NULLS = ("~", "null", "Null", "NULL")
_LONGEST_NULL = 4


def _unwritten(text: Text) -> list[str]:
    """Help for words that are not there: YAML may have taken them for a comment, or for nothing."""
    if text.strip():
        return ['write them, in "…"', f"if the word is meant, put it in quotes: {in_quotes(text)}"]
    tail = _COMMENT.match(text.document.text, text.end)
    words = in_quotes(tail[0].strip()) if tail else "…"
    return [f"to keep the words after #, put them in quotes: {words}" if tail else 'write them, in "…"']


def _warn_of_comment(text: Text, report: Report) -> None:
    """Words after a blank and a # that are not read."""
    document = text.document
    tail = _COMMENT.match(document.text, text.end)
    if tail:
        report.complain(
            "yaml-comment",
            "the words after # are a comment, not part of the value",
            Span(document, tail.start(), tail.end()),
            help=[f"to keep them: {in_quotes(text + tail[0])}"],
        )


@dataclass(frozen=True)
class Code:
    """A bare word of a fixed form; a whole number from `least` to `most` where it may be one."""

    pattern: str
    what: str

    def matches(self, words: str) -> bool:
        """Whether words have the form."""
        return self._fullmatch(words) is not None

    @cached_property
    def _fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self.pattern).fullmatch

    least: int = 0
    most: int = -1
    code: str = "value-invalid"

    def read(self, node: Node, report: Report) -> Text:
        """The word, where it has the form."""
        if type(node) is Text and node and self._fullmatch(node):
            return node
        text = text_of(node, report)
        if not text or _is_null(text):
            raise report.refuse("value-invalid", f"nothing stands here, but {self.what}", shown(text))
        raise report.refuse(self.code, f"`{text}` is not {self.what}", shown(text), **self.advice(text))

    def advice(self, text: Text) -> dict[str, Any]:
        """Help and edit for words without the form: an id is made of those with letters that it may have."""
        if self.code != "id-invalid":
            return {}
        slug = folding.slug(text, _LONGEST)
        if not self.matches(slug):
            return {"help": ["write a short name of a to z, digits and hyphens: vote-1912"]}
        return {"help": [f"write `{slug}`"], "edit": Edit(text, slug)}

    def schema(self) -> dict[str, Any]:
        """The form as a pattern, and the numbers that have it."""
        words = {"type": "string", "pattern": f"^(?:{self.pattern})$"}
        if self.most < self.least:
            return words
        return {**words, "type": ["string", "integer"], "minimum": self.least, "maximum": self.most}


class _Amount(Code):
    """A number that may have a quarter, a half or three quarters."""

    __slots__ = ()

    def advice(self, text: Text) -> dict[str, Any]:
        """Help and edit where the number has a comma."""
        pointed = text.replace(",", ".")
        if not self.matches(pointed):
            return {}
        return {
            "help": [f"write `{pointed}`: it is printed as your language has it"],
            "edit": Edit(text, pointed),
        }

    def schema(self) -> dict[str, Any]:
        """The form as a pattern, and the numbers that have it."""
        return {**Code.schema(self), "type": ["string", "number"], "multipleOf": 0.25}


def _typed(words: str) -> list[bool | int]:
    """What YAML makes of a bare word, where it makes something else of it."""
    if words in ("true", "false"):
        return [words == "true"]
    return [int(words)] if re.fullmatch("0|[1-9][0-9]{0,14}", words) else []


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    values: tuple[str, ...]

    def read(self, node: Node, report: Report) -> Text:
        """The word, where it is one of them."""
        text = text_of(node, report)
        if text not in self.values:
            options = ", ".join(self.values)
            advice = report.likely(text, self.values) or {"help": [f"it is one of: {options}"]}
            raise report.refuse("value-invalid", f"`{text}` is none of {options}", shown(text), **advice)
        return text

    def schema(self) -> dict[str, Any]:
        """The words; `true`, `false` and numbers are not words to an editor."""
        typed = [bare for value in self.values for bare in _typed(value)]
        return {"enum": [*typed, *self.values]}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, report: Report) -> bool:
        """Whether it is `true`."""
        return OneOf(("true", "false")).read(node, report) == "true"

    def schema(self) -> dict[str, Any]:
        """A boolean, in quotes or not."""
        return OneOf(("true", "false")).schema()


_LONGEST = 60
_ANY = 10**15
"""No name is a greater number than this."""

ID = Code(
    r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "an id: small letters, digits and single hyphens, at most 60",
    most=_ANY,
    code="id-invalid",
)
FILE_ID = Code(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)" + ID.pattern,
    f"{ID.what}; nor a name that Windows keeps for itself",
    most=_ANY,
    code="id-invalid",
)
NAME = Code(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", "a name: small letters, digits and hyphens", most=_ANY)
FORM = Code(r"\S+(?: \S+)*", "the name of a form")
COUNT = Code(r"[1-9][0-9]{0,2}", "a whole number from 1 to 999", least=1, most=999)
LINES = Code(r"0|[1-9][0-9]{0,2}", "a whole number from 0 to 999", least=0, most=999)
POINTS = _Amount(
    r"(?:0|[1-9][0-9]{0,2})(?:\.(?:00?|25|50?|75))?",
    "points: a whole number up to 999, or one with .5, .25 or .75",
    least=0,
    most=999,
)
