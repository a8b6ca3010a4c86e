"""Paragraphs -> a Word file, with python-docx: the optional extra `word`.

The same words make the same bytes: members in order, all of one date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, tostring

from citedeck.model import Picture
from citedeck.quick import dataclass
from citedeck.targets.word import NoLibraryError, styles
from citedeck.targets.word.markup import Pen, part, tag_of, twips, writable

if TYPE_CHECKING:
    from docx.document import Document

MARGINS = {"top": 14, "bottom": 18, "header": 8, "footer": 9, "gutter": 0}
PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}
"""Width and height of a paper in millimetres; its side margins are what the words leave."""
EMBLEM = (40, 11)
"""The most that a picture at the head is wide and high, in millimetres."""
_MILLIMETRE = 36_000
"""In the units that Word measures pictures in."""
_CLOCK = (1980, 1, 1, 0, 0, 0)
_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants it without a zone
_MOST_OF_A_PROPERTY = 255

_LEFT_OUT = ("stylesWithEffects", "thumbnail", "customXml", "numbering", "webSettings")
"""What the library's own empty document has, and ours does not need."""


def library() -> Any:
    """python-docx. Raises NoLibraryError with the way out."""
    try:
        import docx
    except ImportError:
        from citedeck.messages import extras

        raise NoLibraryError(f"Word files are made with python-docx: {extras.command('word')}") from None
    return docx


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document to write: its blocks, what stands at the foot of each page, its title."""

    pen: Pen
    title: str
    blocks: Sequence[Element]
    foot: str
    paper: str
    made_of: str = ""
    """The digest of a course, where the document says all of it."""
    emblem: Picture | None = None
    """What stands at the start of the first block."""


def written(page: Page) -> bytes:
    """The bytes of a document."""
    document = library().Document()
    _leave_out(document)
    _set_styles(document, page.pen)
    _set_page(document, page)
    _set_properties(document, page)
    body = document.element.body
    for block in _parsed([*page.blocks, *_end(page)]):
        body.insert(len(body) - 1, block)
    if page.emblem is not None:
        body[0].insert(1, _drawn(document, page.emblem))
    file = io.BytesIO()
    document.save(file)
    return _packed(members(file.getvalue()))


def _drawn(document: Document, picture: Picture) -> Any:
    """A run that shows a picture, as large as there is room."""
    scale = min(most / side for most, side in zip(EMBLEM, (picture.width, picture.height), strict=True))
    width, height = (round(side * scale * _MILLIMETRE) for side in (picture.width, picture.height))
    drawing = document.part.new_pic_inline(io.BytesIO(picture.data), width, height)
    (run,) = _parsed([part("r", part("drawing"))])
    run[0].append(drawing)
    return run


def _end(page: Page) -> list[Element]:
    """A paragraph after a table at the end, which Word wants."""
    return [page.pen.paragraph("Cell")] if page.blocks[-1].tag.endswith("}tbl") else []


def members(data: bytes) -> dict[str, bytes]:
    """What a Word file holds, by name: what two of the same words have in common on any machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _CLOCK)
            entry.create_system = 0
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def _parsed(blocks: Iterable[Element]) -> list[Any]:
    """Blocks as the library has them."""
    from docx.oxml import parse_xml

    return list(parse_xml(tostring(part("body", *blocks), encoding="unicode")))


def _leave_out(document: Document) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_LEFT_OUT)]:
            del rels[name]


def _set_styles(document: Document, pen: Pen) -> None:
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for child in _parsed([styles.defaults(pen), *styles.written(pen)]):
        root.append(child)
    _set_settings(document, pen)


def _set_settings(document: Document, pen: Pen) -> None:
    """A document of today's Word, in the language of its words, with nothing of a template's past."""
    root = document.settings.element
    tag = tag_of(pen.language)
    for child in list(root):
        if child.tag.endswith(("}rsids", "}proofState", "}savePreviewPicture", "}docId")):
            root.remove(child)
        if child.tag.endswith("}themeFontLang"):
            for name in list(child.attrib):
                child.set(name, tag)
    for setting in root.iter("{*}compatSetting"):
        if setting.get(_named(setting, "name")) == "compatibilityMode":
            setting.set(_named(setting, "val"), "15")


def _named(element: Any, name: str) -> str:
    """The full name of an attribute of an element's own kind."""
    return str(element.tag).partition("}")[0] + "}" + name


def _set_page(document: Document, page: Page) -> None:
    """The paper, its margins, and the foot of every page: what it is, and which page of how many."""
    section = document.element.body.sectPr
    assert section is not None  # the library's empty document has one
    for child in list(section):
        section.remove(child)
    width, height = PAPERS[page.paper]
    side = (width - styles.TEXT_WIDTH) / 2
    margins = {**MARGINS, "left": side, "right": side}
    for child in _parsed(
        [
            part("pgSz", w=twips(width), h=twips(height)),
            part("pgMar", **{side: twips(length) for side, length in margins.items()}),
        ]
    ):
        section.append(child)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    root = footer._element  # noqa: SLF001 - the library has no other way to replace a paragraph
    for child in list(root):
        root.remove(child)
    for child in _parsed([_foot(page)]):
        root.append(child)


def _foot(page: Page) -> Element:
    pen = page.pen
    fields = (part("fldSimple", pen.run("1"), instr=f" {name} ") for name in ("PAGE", "NUMPAGES"))
    number, count = fields
    return pen.paragraph("Footer", pen.run(page.foot), pen.tab(), number, pen.run(" / "), count)


def _set_properties(document: Document, page: Page) -> None:
    properties = document.core_properties
    properties.title = writable(page.title)[:_MOST_OF_A_PROPERTY]
    properties.language = tag_of(page.pen.language)
    properties.identifier = page.made_of
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _DATE
    properties.revision = 1
