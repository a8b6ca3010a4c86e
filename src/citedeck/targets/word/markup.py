"""The parts of a Word document as they are written: runs of words, paragraphs, tables.

Every word goes through `Pen.run`, as text. Elements of properties stand in the order that the
format wants: Word calls a file damaged where they do not.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, register_namespace

from citedeck.languages import catalogue, quantities
from citedeck.languages.catalogue import NBSP, OTHERWISE, primary, spoken, typeset
from citedeck.languages.directions import direction
from citedeck.quick import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
register_namespace("w", W)

FONT = "Arial"
"""On every machine, or another of the same widths in its place."""
SIGNS = "MS Gothic"
"""What Word itself draws its boxes in."""
BOX = "☐"

PLAIN = 10.5
"""Points of plain words on a standard sheet."""

TWIPS = 1440 / 25.4
"""Twentieths of a point, in which Word measures, in a millimetre."""
BLANKS_PER_MM = 0.98
"""No-break blanks of FONT at 10.5 points in a millimetre."""
EM = "\u2003"
JOINER = "\u200d"
"""What Word calls a no-width non break: blanks that begin a line without it are lost in its margin."""

_MARK = "\u200f"
"""As strong as a letter of a script from the right, and not seen."""
_MARK_OF_OTHERS = "\u200e"
"""The same of a script from the left: holds a number or a colon at the side of its own words."""
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_NOWHERE = ("AA", "XX")
"""What Python calls the country of a language that has none, or many."""


def part(name: str, *children: Element, **values: object) -> Element:
    """An element of a Word document, with its values."""
    element = Element(f"{{{W}}}{name}", {f"{{{W}}}{key}": str(value) for key, value in values.items()})
    element.extend(children)
    return element


def twips(millimetres: float) -> int:
    """A length as Word measures it."""
    return round(millimetres * TWIPS)


def writable(words: str) -> str:
    """Words without the characters that no XML can hold; each is seen to be missing."""
    return _UNWRITABLE.sub("\ufffd", words)


def tag_of(language: str) -> str:
    """A language as Word knows it, with a country: without one it checks no spelling."""
    if "-" in language:
        return language
    country = locale.normalize(language).partition(".")[0].partition("_")[2]
    return f"{language}-{country}" if country and country not in _NOWHERE else language


def is_right_to_left(language: str) -> bool:
    """Whether the lines of a language begin at the right."""
    return direction(language) == "rtl"


def proofed(language: str) -> Element:
    """Which language words are in, whatever their script."""
    tag = tag_of(language)
    return part("lang", val=tag, eastAsia=tag, bidi=tag)


def fonts(name: str) -> Element:
    """One typeface for every script: none of the theme's."""
    return part("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def sized(points: float) -> list[Element]:
    """A size of letters, of every script."""
    half_points = round(points * 2)
    return [part("sz", val=half_points), part("szCs", val=half_points)]


def border(side: str, eighths: int = 6, space: int = 1, color: str = "000000") -> Element:
    """A line at a side, as thick as some eighths of a point."""
    return part(side, val="single", sz=eighths, space=space, color=color)


@dataclass(frozen=True, slots=True)
class Pen:
    """What the words of a document are written with: their language, and the size of plain ones."""

    language: str
    size: float

    @property
    def is_right_to_left(self) -> bool:
        """Whether lines begin at the right."""
        return is_right_to_left(self.language)

    def run(
        self,
        words: str,
        *,
        bold: bool = False,
        underlined: bool = False,
        framed: bool = False,
        signs: bool = False,
        scale: float = 0,
        language: str = "",
    ) -> Element:
        """Words in one look; a line end among them begins a new line, a tab is a blank."""
        return self._run(
            [
                *([fonts(SIGNS)] if signs else []),
                *([part("b"), part("bCs")] if bold else []),
                *(sized(self.size * scale) if scale else []),
                *([part("u", val="single")] if underlined else []),
                *([border("bdr", space=0)] if framed else []),
            ],
            words,
            language or self.language,
        )

    def _run(self, look: list[Element], words: str, language: str) -> Element:
        if is_right_to_left(language):
            look.append(part("rtl"))
        if language != self.language:
            look.append(proofed(language))
        run = part("r", part("rPr", *look))
        for number, line in enumerate(writable(words).replace("\t", " ").split("\n")):
            if number:
                SubElement(run, f"{{{W}}}br")
            text = SubElement(run, f"{{{W}}}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            text.text = line.replace("\r", "")
        return run

    def set(self, words: object, *, is_part: bool = False, bold: bool = False) -> Element:
        """Words of a course, with the spaces that their language is set with."""
        shown = str(words) if is_part else str(words).strip()
        return self.run(typeset(shown, self.language), bold=bold)

    def says(self, key: str, *values: object, bold: bool = False, scale: float = 0) -> Element:
        """Words that a sheet says by itself."""
        language = self.language if self._is_own else OTHERWISE
        return self.run(self._held(self.plain(key, *values)), bold=bold, scale=scale, language=language)

    @property
    def _is_own(self) -> bool:
        """Whether what a sheet says by itself is in the language of its course."""
        return spoken(self.language) == primary(self.language)

    def _held(self, words: str) -> str:
        """What a sheet says by itself, as one piece among words that run the other way."""
        turns = self.is_right_to_left and not self._is_own
        return f"{_MARK_OF_OTHERS}{words}{_MARK_OF_OTHERS}" if turns else words

    def plain(self, key: str, *values: object) -> str:
        """The same, as words."""
        return typeset(catalogue.of(self.language)[key].format(*values), self.language)

    def points(self, amount: Decimal) -> str:
        """How many points, in words."""
        key = "point" if quantities.is_one(amount, self.language) else "points"
        return self._held(self.plain(key, quantities.written(str(amount), self.language)))

    def tab(self) -> Element:
        """The way to the next tab stop."""
        return part("r", part("tab"))

    def box(self) -> Element:
        """A box to tick; among words from the right it stays before its own, in whatever script they are."""
        return self.run(f"{_MARK}{BOX}{_MARK}" if self.is_right_to_left else BOX, signs=True)

    def room(self, ems: int, *, scale: float = 0) -> Element:
        """A frame to write a letter, a number or a mark in, as wide as some letters M."""
        return self.run(EM * ems, framed=True, scale=scale)

    def gap(self, millimetres: float) -> Element:
        """A gap to write words in, which stays in one line."""
        blanks = JOINER + NBSP * round(millimetres * BLANKS_PER_MM)
        return self.run(blanks, underlined=True)

    def paragraph(
        self,
        style: str,
        *runs: Element,
        frame: Sequence[Element] = (),
        tabs: Sequence[Element] = (),
        lines: Sequence[Element] = (),
        own: Sequence[Element] = (),
    ) -> Element:
        """A paragraph in a style, with a frame, tab stops, lines around it and other properties."""
        properties = [part("pStyle", val=style), *frame]
        if lines:
            properties.append(part("pBdr", *lines))
        if tabs:
            properties.append(part("tabs", *tabs))
        if self.is_right_to_left:
            properties.append(part("bidi"))
        return part("p", part("pPr", *properties, *own), *runs)

    def table(self, widths: Sequence[float], rows: Sequence[Element]) -> Element:
        """A table of columns of some widths, in millimetres; its first row stands on every page."""
        visual = [part("bidiVisual")] if self.is_right_to_left else []
        look = part(
            "tblPr",
            part("tblStyle", val="Grid"),
            *visual,
            part("tblW", w=twips(sum(widths)), type="dxa"),
            part("tblLayout", type="fixed"),
        )
        columns = part("tblGrid", *(part("gridCol", w=twips(width)) for width in widths))
        for row in rows:
            for cell, width in zip(row.iter(f"{{{W}}}tc"), widths, strict=True):
                cell[0].insert(0, part("tcW", w=twips(width), type="dxa"))
        return part("tbl", look, columns, *rows)

    def cell(self, *paragraphs: Element, is_drawn: bool = True) -> Element:
        """A cell; one that is not drawn has no lines of its own."""
        sides = () if is_drawn else ("top", "bottom", "left", "right")
        gone = [part("tcBorders", *(part(side, val="nil") for side in _DRAWN if side in sides))] * bool(sides)
        return part("tc", part("tcPr", *gone), *(paragraphs or [self.paragraph("Cell")]))


_DRAWN = ("top", "left", "bottom", "right")


def row(*cells: Element, is_head: bool = False, height: float = 0) -> Element:
    """A row, which no page end parts; the head stands again on every page."""
    properties = [part("cantSplit")]
    if height:
        properties.append(part("trHeight", val=twips(height), hRule="atLeast"))
    if is_head:
        properties.append(part("tblHeader"))
    return part("tr", part("trPr", *properties), *cells)


def together(blocks: Sequence[Element]) -> Sequence[Element]:
    """Blocks that stay on one page: each paragraph with the next, but those of the last block."""
    for block in _but_the_last(blocks):
        for paragraph in block.iter(f"{{{W}}}p"):
            if paragraph[0].find(f"{{{W}}}keepNext") is None:
                paragraph[0].insert(1, part("keepNext"))
    return blocks


def _but_the_last(blocks: Sequence[Element]) -> Iterable[Element]:
    """Every paragraph and row that another one of these blocks follows."""
    pieces = [piece for block in blocks for piece in (block.findall(f"{{{W}}}tr") or [block])]
    return pieces[:-1]
