"""A numbered text -> paragraphs: its lines, the words it explains, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from citedeck.model import Source
from citedeck.targets.paper import numbered
from citedeck.targets.word.markup import Pen, border, part


def blocks(text: numbered.PrintedText, pen: Pen) -> Iterator[Element]:
    """A text on a page of its own, in numbered lines, and where it comes from."""
    head = pen.paragraph("Heading1", pen.set(text.title))
    head[0].insert(1, part("pageBreakBefore"))
    yield head
    for paragraph in text.paragraphs:
        yield pen.paragraph("Lines", *_numbered(paragraph, text.language, pen))
    yield from _glossary(text, pen)
    if origin := _origin(text.source, pen):
        yield pen.paragraph("Small", pen.run(origin, scale=0.76), lines=[border("top", 6, 3)])


def _numbered(lines: Sequence[numbered.Printed], language: str, pen: Pen) -> Iterator[Element]:
    for place, line in enumerate(lines):
        if place:
            yield part("r", part("br"))
        yield pen.run(str(line.number) if line.shown else "", scale=0.76)
        yield pen.tab()
        for words, _ in line.runs:
            yield pen.run(words, bold=line.heading, language=language)


def _glossary(text: numbered.PrintedText, pen: Pen) -> Iterator[Element]:
    if text.explained:
        yield pen.paragraph("Heading2", pen.says("glossary"))
    for word, meaning, number in text.explained:
        line = [pen.run(" ("), pen.says("line", number), pen.run(")")] if number else []
        yield pen.paragraph("Small", pen.set(word, bold=True), *line, pen.run(" – "), pen.set(meaning))


def _origin(source: Source, pen: Pen) -> str:
    """The full reference of a text, what is said about it, and its rights."""
    parts = (
        source.author,
        pen.plain("quoted", source.title) if source.title else "",
        source.publisher,
        source.published,
        source.kind,
    )
    reference = ", ".join(filter(None, parts))
    sentences = (f"{reference}." * bool(reference), source.url, source.about, source.rights)
    return " ".join(filter(None, sentences))
