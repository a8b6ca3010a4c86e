"""Words with gaps: the text's own, or a sentence of the author's with evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from citedeck.bank import scalars
from citedeck.bank.forms.common import Form
from citedeck.bank.shapes import Key, Report, Words, need
from citedeck.model import GAP, Claim, Item, Quotation, Text
from citedeck.quick import dataclass


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap of a cloze: its number, the words left out, a hint, and its place in the words."""

    number: int
    answer: str
    hint: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Item):
    """Words with gaps: the text's own words, or a sentence of the author's with evidence."""

    form: ClassVar[str] = "cloze"

    text: Text
    words: str
    blanks: tuple[Blank, ...]
    prompt: Text | None = None

    def claims(self) -> Iterator[Claim]:
        """The words themselves; or each blank, found in the evidence or marked there."""
        answers = tuple(dict.fromkeys(blank.answer for blank in self.blanks))
        own = any(quotation.quote is self.text for quotation in self.evidence)
        yield Claim(self.evidence, answers, (self.text,), own=own)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words around the blanks: one piece more than there are blanks."""
        starts = [0, *(blank.end for blank in self.blanks)]
        ends = [*(blank.start for blank in self.blanks), len(self.words)]
        return tuple(self.words[start:end] for start, end in zip(starts, ends, strict=True))

    @property
    def stem(self) -> Text:
        """The words with their gaps."""
        return self.text

    def asks(self) -> Text | None:
        """The lead, where there is one."""
        return self.prompt

    def front(self) -> tuple[Text, ...]:
        """The lead and the words: either may say which text speaks."""
        return (self.text,) if self.prompt is None else (self.prompt, self.text)


def _cloze(values: dict[str, Any], report: Report) -> Item:
    words, blanks = _cloze_words(values["text"], report)
    if not values.get("evidence"):
        own = Quotation(at=values["text"].at, quote=values["text"], words=words)
        values["evidence"] = (own,)
    return Cloze(words=words, blanks=blanks, **values)


def _cloze_words(text: Text, report: Report) -> tuple[str, tuple[Blank, ...]]:
    """The words without markup, and the blanks with their places in those words."""
    pieces: list[str] = []
    blanks: list[Blank] = []
    done = length = 0
    for m in GAP.finditer(text):
        pieces += [text[done : m.start()], m["answer"]]
        start = length + m.start() - done
        length = start + len(m["answer"])
        blanks.append(Blank(int(m["number"]), m["answer"], m["hint"] or "", start, length))
        done = m.end()
    words = "".join([*pieces, text[done:]])
    wrong = _cloze_mistake(words, blanks)
    if wrong:
        help_lines = ["a blank is written {{c1::the words::a hint}}, numbered from 1"]
        raise report.refuse("cloze-syntax", wrong, text.at, help=help_lines)
    for gap in GAP.finditer(text):
        if not gap["three"] and gap["answer"].count("{") != gap["answer"].count("}"):
            message = f"the braces in the blank {gap[0]} do not balance: it ends too early"
            help_lines = [
                "where words hold braces or colons, write three of each: {{{c1:::the words:::a hint}}}"
            ]
            raise report.refuse("cloze-syntax", message, scalars.locate(text, *gap.span()), help=help_lines)
    return words, tuple(blanks)


def _cloze_mistake(words: str, blanks: list[Blank]) -> str:
    numbers = {blank.number for blank in blanks}
    if not blanks:
        return "a cloze has at least one blank"
    if "{{c" in words or any("{{c" in blank.answer for blank in blanks):
        return "a blank is not closed, or stands inside another"
    if any(not blank.answer.strip() for blank in blanks):
        return "a blank leaves no words out"
    if numbers != set(range(1, len(numbers) + 1)):
        return f"blanks are numbered from 1 without a gap, not {sorted(numbers)}"
    return ""


FORM = Form(
    Cloze,
    {
        "text": need(Words(), "Words of the text with blanks: {{c1::words::hint}}."),
        "prompt": Key(Words(), "Words before the gaps that say which text speaks."),
    },
    _cloze,
)
