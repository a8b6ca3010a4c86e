"""The shape of `course.yaml` and `sources.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citedeck.bank import nodes, slips
from citedeck.bank.shapes import (
    FILE_ID,
    ID,
    POINTS,
    Broken,
    Code,
    Either,
    Flag,
    Key,
    ListOf,
    Named,
    OneOf,
    Several,
    Shape,
    Words,
    need,
)
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Document, Extract, Origin, Source, Span, Text, Worksheet
from citedeck.quick import dataclass
from citedeck.text import folding, search, sentences

FORMATS = ("1", "2")
KINDS = ("activity", "assessment")
PAPERS = ("a4", "letter")
JUSTIFIED = ("halves", "both")

LANGUAGE = Code(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag, such as fr or en")
_NUMBER = r"(?:0|[1-9][0-9]{0,5})"
VERSION = Code(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}", "a version: three numbers, such as 1.0.0")
LINK = Code(r"https?://\S+", "a link that starts with https://")
KEY = Code(r"[a-z0-9]{8}", "a key: eight small letters or digits", most=99_999_999)
REPORT = Code(r"(?:https?://|\{url\})\S+", "a link that starts with https://, or with {url}")
LETTER = Code(r"[A-Z]", "a capital letter")
DIGEST = Code(r"[0-9a-f]{64}", "a digest: 64 digits and letters a to f")
LINES = Code(r"[1-9][0-9]{0,5}-[1-9][0-9]{0,5}", "a range of line numbers, such as 13-27")

EXTRACT = Shape(
    "a text of a worksheet",
    {
        "source": need(ID, "The id of the text."),
        "lines": Key(LINES, "Its lines to print: 13-27; all of them if left out."),
    },
    Extract,
)
WORKSHEET = Shape(
    "a worksheet",
    {
        "id": need(FILE_ID, "Names the files of the sheet."),
        "title": need(Words(), "Stands at the head of the sheet."),
        "items": need(ListOf(ID), "Ids of items, in the order of the sheet."),
        "total": Key(POINTS, "A promise: the points add up to it."),
        "versions": Key(ListOf(LETTER, once=True), "Letters of the versions: [A, B]."),
        "duration": Key(Words(), "How long it takes."),
        "about": Key(Words(), "For teachers: what the sheet is for; on the page that lists it."),
        "instructions": Key(Words(), "What the pupil reads first."),
        "kind": Key(OneOf(KINDS), "An activity, without points, or an assessment with points and a mark."),
        "reserve": Key(Flag(), "Whether its questions are kept for assessments, out of the deck."),
        "audience": Key(Words(), "For teachers: the class it is for."),
        "skills": Key(Several(Words()), "What pupils show that they can do, in a few words each."),
        "boxes": Key(Flag(), "false: the skills are for teachers, without boxes on the sheet."),
        "justified": Key(OneOf(JUSTIFIED), "Answer and quotation: halves of the points, or both for all."),
        "texts": Key(ListOf(Either(ID, EXTRACT)), "Texts printed with the questions, or lines of them."),
        "allow": Key(Named(Words()), "Warnings not to give, each with its reason."),
    },
    lambda texts=(), **values: Worksheet(texts=tuple(map(_extract, texts)), **values),
)


def _extract(text: Text | Extract) -> Extract:
    """A text named by its id alone is printed whole."""
    return text if isinstance(text, Extract) else Extract(source=text)


COURSE = Shape(
    "course.yaml",
    {
        "title": need(Words(), "The course, as people call it."),
        "id": need(FILE_ID, "Part of every card's identity: never change it."),
        "key": Key(KEY, "Tells the course from all others: drawn by `citedeck new`, never changed."),
        "language": need(LANGUAGE, "The language of cards and sheets."),
        "version": Key(VERSION, "Set by `citedeck release`."),
        "format": Key(Words(), "The version of this format: 2; 1 is milder."),
        "about": Key(Words(), "What the texts are and what they do not represent."),
        "categories": Key(Named(Words()), "Categories with the words they are shown as."),
        "banks": Key(ListOf(Words()), "Bank files and folders, in the order of study."),
        "school": Key(Words(), "A line for the head of each sheet: the school."),
        "logo": Key(Words(), "A picture beside this file for the head of each sheet: PNG or JPEG."),
        "paper": Key(OneOf(PAPERS), "What is printed on: a4 or letter."),
        "deck": Key(Words(), "The name of the deck in Anki."),
        "url": Key(LINK, "Where the course stands publicly."),
        "license": Key(LINK, "Where the licence of the questions is to be read."),
        "report": Key(REPORT, "Where a mistake is reported; {id} is filled in, and {url}."),
        "worksheets": Key(ListOf(WORKSHEET), "Ready worksheets."),
        "practice": Key(Flag(), "false: no page to practise on."),
    },
)

ORIGIN = Shape(
    "where a text came from",
    {
        "file": need(Words(), "The name of the file that the text was taken from."),
        "digest": need(DIGEST, "The SHA-256 of that file."),
        "tool": Key(Words(), "What took the text from it."),
    },
    Origin,
)

SOURCE = Shape(
    "a source",
    {
        "file": need(Words(), "The file of the text, in this folder."),
        "label": need(Words(), "How prompts name the text, with its article."),
        "aliases": Key(Several(Words()), "Other names that say who speaks."),
        "language": Key(LANGUAGE, "The language of the text."),
        "title": Key(Words(), "As published."),
        "kind": Key(Words(), "What kind of text it is."),
        "author": Key(Words(), "Who signs it, as published."),
        "publisher": Key(Words(), "Who published it."),
        "published": Key(Words(), "When, as far as known."),
        "about": Key(Words(), "One neutral sentence: who publishes, for whom."),
        "url": Key(LINK, "Where the text stands publicly."),
        "linkable": Key(Flag(), "Does the page at `url` hold the text, so that links can point at passages?"),
        "rights": Key(Words(), "Whose the text is, and why it may stand here."),
        "printable": Key(Flag(), "May the numbered text be printed?"),
        "paragraphs": Key(
            OneOf(("lines", "blank", "verse")),
            "What ends a paragraph: each line, or a blank line; verse keeps its lines.",
        ),
        "headings": Key(ListOf(Words()), "Headings, word for word; they support no claim."),
        "skipped": Key(ListOf(Words()), "Sentences that need no question, word for word."),
        "glossary": Key(Named(Words()), "Hard words and what they mean."),
        "from": Key(ORIGIN, "Where the text came from; `citedeck text` writes it."),
    },
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A source as the manifest lists it, before its text is read."""

    id: Text
    file: Text
    values: Mapping[str, Any]


def load_sources(document: Document) -> tuple[dict[str, Listing | None], list[Diagnostic]]:
    """The sources a manifest lists, by id; None for one whose entry is broken."""
    tree, complaints, _ = slips.parse(document)
    report = slips.AdvisedReport(complaints)
    listings: dict[str, Listing | None] = {}
    for name, node in (tree or {}).items():
        listings[name] = None
        try:
            source_id = ID.read(name, report)
            if not isinstance(node, nodes.MappingNode):
                raise report.refuse("shape-mapping", f"`{name}` is a mapping of keys to values", name.at)
            values = SOURCE.values(node, report)
            listings[name] = Listing(source_id, values.pop("file"), values)
        except Broken:
            continue
    return listings, complaints


def source(listing: Listing, document: Document) -> tuple[Source, list[Diagnostic]]:
    """A listed source with its text."""
    values = dict(listing.values)
    report = slips.AdvisedReport()
    values.setdefault("paragraphs", "blank" if _has_blank_line(document.text) else "lines")
    mode = values["paragraphs"]
    headings = _places(values.pop("headings", ()), document, mode, report, alone=True)
    skipped = _places(values.pop("skipped", ()), document, mode, report)
    described = Source(
        id=listing.id,
        document=document,
        at=listing.id.at,
        headings=headings,
        skipped=skipped,
        origin=values.pop("from", None),
        **values,
    )
    return described, report.complaints


def _has_blank_line(text: str) -> bool:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return any(not line.strip() for line in lines)


def _places(
    words: tuple[Text, ...],
    document: Document,
    mode: str,
    report: slips.AdvisedReport,
    *,
    alone: bool = False,
) -> tuple[Span, ...]:
    """Everywhere that words which the manifest repeats stand in the text, typography aside, as whole words.

    `alone`: only where they fill a paragraph; or else their lines; or the first place, if they do so nowhere.
    """
    if not words:
        return ()
    folded = folding.fold(document.text, mode)
    needles = {text: folding.words(text) for text in words}
    standing = search.find_all(folded.text, needles.values())
    places: list[Span] = []
    for text, needle in needles.items():
        whole = search.uncut(folded, standing.get(needle, ()), len(needle))
        filling = [at for at in whole if _fills_paragraph(folded.text, at, len(needle))]
        kept = [folded.span(at, at + len(needle)) for at in (alone and filling) or whole]
        if alone and not filling:
            kept = sentences.filling(document.text, kept) or kept[:1]
        places += [Span(document, *place) for place in kept]
        if not whole:
            message = f"these words are not in {document.path}"
            report.complain("heading-unknown", message, text.at, help=["copy them from the text"])
    return tuple(dict.fromkeys(places))


def _fills_paragraph(folded: str, at: int, length: int) -> bool:
    """Whether words stand alone between two paragraph marks, as a heading does."""
    mark = folding.PARAGRAPH
    return folded[max(at - 1, 0) : at] in ("", mark) and folded[at + length : at + length + 1] in ("", mark)


def load(
    document: Document, sources: Mapping[str, Source], unread: frozenset[str] | None = frozenset()
) -> tuple[Course | None, list[Diagnostic]]:
    """The course that `course.yaml` describes, over the sources it draws on."""
    tree, complaints, _ = slips.parse(document)
    report = slips.AdvisedReport(complaints)
    if tree is None:
        if not complaints:
            report.complain("key-missing", "course.yaml is empty", Span(document, 0, 0))
        return None, complaints
    try:
        values = COURSE.values(tree, report)
    except Broken:
        return None, complaints
    written = values.pop("format", None)
    if written is not None and written not in FORMATS:
        complaints.append(
            diagnostics.make(
                "format-unknown",
                f"this citedeck reads format 1 and 2, not {written}",
                written.at,
                help=["use the citedeck that wrote it, or a newer one"],
            )
        )
        return None, complaints
    if "{url}" in (report_link := values.get("report", "")) and "url" not in values:
        message = "`{url}` stands here, and the course has no `url`"
        report.complain("value-invalid", message, report_link.at, help=["write it: url: https://…"])
    values.setdefault("deck", values["title"])
    values["format"] = int(written or 1)
    return Course(at=next(iter(tree)).at, sources=sources, unread=unread, **values), complaints
