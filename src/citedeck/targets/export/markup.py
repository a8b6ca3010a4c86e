"""Words -> XML and the HTML in it: escaped once, here, so that a platform shows what was typed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from citedeck.languages.catalogue import typeset
from citedeck.proof.passages import Piece
from citedeck.targets.export.remarks import Remark

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
"""The very first bytes: an importer reads nothing of a file with anything before them."""

_UNSTORABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ROLES = {"context": ("", ""), "quotation": ("<u>", "</u>"), "answer": ("<u><strong>", "</strong></u>")}


def is_unstorable(text: str) -> bool:
    """Whether there are characters that no XML can hold."""
    return bool(_UNSTORABLE.search(text))


def storable(text: str) -> str:
    """A text without the characters that no XML can hold."""
    return _UNSTORABLE.sub("", text)


def cdata(text: str) -> str:
    """A text as it is, whatever stands in it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def text(words: str, inside: str = "text") -> str:
    """An element with a text as it is."""
    return f"<{inside}>{cdata(words)}</{inside}>"


def comment(lines: Iterable[str]) -> str:
    """Lines that no reader reads; two hyphens of a keyboard would end them, so these are other ones."""
    inner = "\n".join(lines).replace("--", "\u2010\u2010")
    return f"<!--\n{inner}\n-->\n"


_FORMULA = str.maketrans({"\\": "&#92;", "$": "&#36;"})
"""What a filter of a platform takes for the beginning of a formula; it does not read entities."""


def escaped(words: str) -> str:
    """Words as HTML."""
    text = _LINE_END.sub("<br>", html.escape(words, quote=False))
    return text.translate(_FORMULA)


def inline(words: str, language: str) -> str:
    """Words set by their language's typography, as HTML."""
    return escaped(typeset(words, language))


def paragraphs(words: Iterable[str], language: str) -> str:
    """Paragraphs as HTML."""
    return "".join(f"<p>{inline(each, language)}</p>" for each in words if each)


def remarks(feedback: Sequence[Remark], language: str) -> str:
    """What is said after an answer: passages marked as in a key."""
    return "".join(f"<p>{inline(each.words, language)}</p>{_passage(each.pieces)}" for each in feedback)


def _passage(pieces: Sequence[Piece]) -> str:
    marked = (f"{_ROLES[each.role][0]}{escaped(each.words)}{_ROLES[each.role][1]}" for each in pieces)
    return f"<blockquote>{''.join(marked)}</blockquote>" if pieces else ""


# Answers that are typed


_KEYBOARD = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("\xa0\u202f\u2009", " "),
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("–—\u2011", "-"),
        "œ": "oe",
        "Œ": "Oe",
        "æ": "ae",
        "Æ": "Ae",
        "…": "...",
    }
)


_INSIDE_QUOTES = re.compile(r"(?<=[«„]) | (?=»)")


def _typed(words: str) -> str:
    """Words as a keyboard has them."""
    return _INSIDE_QUOTES.sub("", words.replace("\xa0", " ").replace("\u202f", " ")).translate(_KEYBOARD)


def variants(accepted: Iterable[str], language: str) -> list[str]:
    """Each answer as it is set, as the bank has it, and as a keyboard has it: a platform folds case alone."""
    each = (form for answer in accepted for form in (typeset(answer, language), str(answer), _typed(answer)))
    return list(dict.fromkeys(each))
