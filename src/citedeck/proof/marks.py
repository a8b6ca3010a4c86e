"""The mark that an answer in other words than the text's probably wants: its words, otherwise bent."""

from __future__ import annotations

from citedeck.bank import scalars
from citedeck.messages import diagnostics
from citedeck.model import Edit, Quotation, Text
from citedeck.quick import pattern
from citedeck.text import borders, folding
from citedeck.text.reading import Reading

_WORD = pattern(r"[^\W_]+")
_SIGN = pattern(r"[^\w\s.,;:!?'\"()…-]")
_KEY = pattern(r"quote:\s*\Z")
_REACH = 40


def proposed(
    answer: str, quotation: Quotation, place: tuple[int, int], reading: Reading
) -> tuple[str, Edit] | None:
    """The evidence with the words marked that begin as those of an answer do, in its order; else nothing.

    « réclament deux écoles » for « réclame deux écoles ». Somebody reads both first: it is applied by name.
    """
    wanted = folding.stems(folding.bare(answer))
    words = [m for m in _WORD.finditer(reading.loose, *place) if folding.stems(m[0])]
    begun = [folding.stems(m[0])[0] for m in words]
    at = next((n for n in range(len(begun)) if wanted and begun[n : n + len(wanted)] == wanted), None)
    if at is None or quotation.quote is None or quotation.mark or _SIGN.search(folding.words(answer)):
        return None
    first, last = words[at].start(), words[at + len(wanted) - 1].end()
    if any(borders.cuts(reading.folded, end) or borders.parts(reading.folded, end) for end in (first, last)):
        return None
    mark = diagnostics.on_one_line(reading.span(first, last).text)
    edit = _marked(quotation.quote, mark)
    return (mark, edit) if edit is not None else None


def _marked(quote: Text, mark: str) -> Edit | None:
    """A quotation with a mark, written where it stands: words alone become a mapping."""
    if scalars.style(quote) not in ('"', "'"):
        return None
    text = quote.document.text
    raw = text[quote.start : quote.end]
    written = f"{raw}, mark: {scalars.quoted(mark)}"
    if not _KEY.search(text, max(0, quote.start - _REACH), quote.start):
        written = f"{{quote: {written}}}"
    elif text[quote.end :].lstrip()[:1] not in (",", "}"):
        return None  # its keys stand on lines of their own
    return Edit(scalars.Raw.of(raw, quote.document, quote.start, quote.end), written, by_name=True)
