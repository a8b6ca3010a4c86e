"""Words -> the HTML of a field: escaped once, here, so that a card shows what was typed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from citedeck.languages import directions
from citedeck.languages.catalogue import typeset
from citedeck.proof.passages import Piece

# What Anki itself reads in a field, after HTML: templates and clozes, media, LaTeX, MathJax.
_MAGIC = re.compile(r"\{\{|\}\}|::|\[(?=sound:|latex\]|\$|anki:|\[type:)|\\(?=[(\[])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_SPECIAL = re.compile(r"[\x00-\x1f\x7f&<>{}\[\\]")
"""What may have to be written otherwise: most words have none of it."""

_MARKED = re.compile(r"[\\`*_\[\]#~|!]|^[-+=]", re.MULTILINE)
_LISTED = re.compile(r"^(\d+)(?=[.)])", re.MULTILINE)

_GUARDED = str.maketrans({char: f"&#{ord(char)};" for char in "{}:"})

_TAGS = {"context": ("", ""), "quotation": ("<mark>", "</mark>"), "answer": ("<mark><b>", "</b></mark>")}


def escaped(words: str) -> str:
    """Words as HTML text that neither HTML nor Anki reads anything into; newlines as <br>."""
    text = unicodedata.normalize("NFC", words)
    if "::" not in text and not _SPECIAL.search(text):
        return text
    text = html.escape(_CONTROL.sub("", text), quote=False)
    text = _MAGIC.sub(lambda m: "".join(f"&#{ord(char)};" for char in m[0]), text)
    return _LINE_END.sub("<br>", text)


@lru_cache(maxsize=2**10)  # headings, labels and verdicts come again and again
def words(text: str, language: str) -> str:
    """Words set by their language's typography, and escaped."""
    return escaped(typeset(text.strip(), language))


def attribute(text: str) -> str:
    """Words as the value of an HTML attribute in double quotes."""
    return escaped(text).replace('"', "&quot;")


def markdown(text: str) -> str:
    """Words as a paragraph of Markdown that says them: Anki reads a deck's description so."""
    marked = _MARKED.sub(r"\\\g<0>", html.escape(text.strip(), quote=False))
    return _LISTED.sub(r"\1\\", marked)


def listed(entries: Iterable[str], *, lettered: bool = False) -> str:
    """HTML entries as a list, by letters where the answer names one."""
    tag, kind = ("ol", ' class="choices" type="A"') if lettered else ("ul", "")
    inner = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<{tag}{kind}>{inner}</{tag}>" if inner else ""


def passage(found: Iterable[Piece], language: str = "") -> str:
    """The pieces of a passage: the quotation marked, and in it the words of the answer.

    A `language` is named where it is not that of the field.
    """
    inner = "".join(_piece(piece) for piece in found)
    return f"<blockquote{other(language)}>{inner}</blockquote>"


def spoken(inner: str, language: str) -> str:
    """The HTML of a field with the language of its words: glyphs, voices and directions go by it.

    Templates tell the direction by the first letter; it is written where that would mislead.
    """
    if not inner:
        return ""
    way = directions.direction(language)
    is_written = way == "rtl" or directions.misleads(inner)
    direction = f' dir="{way}"' if is_written else ""
    return f'<div lang="{attribute(language)}"{direction}>{inner}</div>'


def other(language: str) -> str:
    """The attributes of an element in another language than the words around it; none where it has none."""
    return f' lang="{attribute(language)}" dir="{directions.direction(language)}"' if language else ""


def _piece(piece: Piece) -> str:
    before, after = _TAGS[piece.role]
    return f"{before}{escaped(piece.words)}{after}"


def cloze(number: int, answer: str, hint: str) -> str:
    """A gap, of escaped words, in which no colon or brace can end it early."""
    parts = [f"c{number}", *(part.translate(_GUARDED) for part in (answer, hint) if part)]
    return "{{" + "::".join(parts) + "}}"
