"""Words -> the HTML of a field: escaped once, here, so that a card shows what was typed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from citedeck.languages import directions
from citedeck.languages.catalogue import typeset
from citedeck.proof.passages import Piece
from citedeck.quick import pattern

# What Anki itself reads in a field, after HTML: templates and clozes, media, LaTeX, MathJax.
_MAGIC = pattern(r"\{\{|\}\}|::|\[(?=sound:|latex\]|\$|anki:|\[type:)|\\(?=[(\[])")
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = pattern(r"\r\n|\n|\r")
_PLAIN = pattern(r"[^\x00-\x1f\x7f&<>{}\[\\]*")
"""Most words: nothing in them may have to be written otherwise, but two colons."""
_PLAIN_LATIN = pattern(r"[ -%'-;=?-Z\]-z|~\xa0-\u02ff\u2010-\u2027\u202f\u20ac]*")
"""The same of letters that no mark is put together with: in normal form as they stand."""

_MARKED = pattern(r"[\\`*_\[\]#~|!]|^[-+=]", re.MULTILINE)
_LISTED = pattern(r"^(\d+)(?=[.)])", re.MULTILINE)

_GUARDED = str.maketrans({char: f"&#{ord(char)};" for char in "{}:"})

_TAGS = {"context": ("", ""), "quotation": ("<mark>", "</mark>"), "answer": ("<mark><b>", "</b></mark>")}


def escaped(words: str) -> str:
    """Words as HTML text that neither HTML nor Anki reads anything into; newlines as <br>."""
    if "::" not in words and _PLAIN_LATIN.fullmatch(words):
        return words
    text = unicodedata.normalize("NFC", words)
    if "::" not in text and _PLAIN.fullmatch(text):
        return text
    text = html.escape(_CONTROL.sub("", text), quote=False)
    text = _MAGIC.sub(lambda m: "".join(f"&#{ord(char)};" for char in m[0]), text)
    return _LINE_END.sub("<br>", text)


@cache
def setter(language: str) -> Callable[[str], str]:
    """What sets words by the typography of a language, and escapes them."""

    @lru_cache(maxsize=2**10)  # headings, labels and verdicts come again and again
    def words(text: str) -> str:
        return escaped(typeset(text.strip(), language))

    return words


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
    inner = "".join([f"<li>{entry}</li>" for entry in entries])
    return f"<{tag}{kind}>{inner}</{tag}>" if inner else ""


def passage(found: Sequence[Piece], words: Sequence[str], language: str = "") -> str:
    """The pieces of a passage, in these words: the quotation marked, and in it those of the answer.

    A `language` is named where it is not that of the field.
    """
    whole = "".join(words)
    if escaped(whole) != whole:
        words = [escaped(text) for text in words]
    inner = ""
    for piece, text in zip(found, words, strict=True):
        before, after = _TAGS[piece.role]
        inner += f"{before}{text}{after}"
    return f"<blockquote{other(language)}>{inner}</blockquote>"


def spoken(fields: Mapping[str, str], language: str) -> dict[str, str]:
    """The HTML of a note's fields with the language of their words: glyphs, voices and directions go by it.

    Templates tell the direction by the first letter; it is written where that would mislead.
    """
    named, plain = _opened(language)
    if not directions.misleads("".join(fields.values())):  # of most notes no field does
        return {name: inner and f"{plain}{inner}</div>" for name, inner in fields.items()}
    return {
        name: inner and f"{named if directions.misleads(inner) else plain}{inner}</div>"
        for name, inner in fields.items()
    }


@cache
def _opened(language: str) -> tuple[str, str]:
    """What opens a field of a language: where its words mislead, and where they do not."""
    way = directions.direction(language)
    named = f'<div lang="{attribute(language)}" dir="{way}">'
    return named, named if way == "rtl" else f'<div lang="{attribute(language)}">'


@cache
def other(language: str) -> str:
    """The attributes of an element in another language than the words around it; none where it has none."""
    return f' lang="{attribute(language)}" dir="{directions.direction(language)}"' if language else ""


def cloze(number: int, answer: str, hint: str) -> str:
    """A gap, of escaped words, in which no colon or brace can end it early."""
    parts = [f"c{number}", *(part.translate(_GUARDED) for part in (answer, hint) if part)]
    return "{{" + "::".join(parts) + "}}"
