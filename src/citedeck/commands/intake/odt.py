"""An OpenDocument text as a draft: its words as they would be printed with all changes accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from citedeck.commands.intake.archives import Archive
from citedeck.commands.intake.blocks import BlockReader
from citedeck.commands.intake.draft import BREAK, Draft, UnreadableError, left_out, quoted, raised

_NS = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT = f"{{{_NS}:text:1.0}}"
_TABLE = f"{{{_NS}:table:1.0}}"
_DRAW = f"{{{_NS}:drawing:1.0}}"
_OFFICE = f"{{{_NS}:office:1.0}}"
_STYLE = f"{{{_NS}:style:1.0}}"
_SVG = f"{{{_NS}:svg-compatible:1.0}}"
_MANIFEST = f"{{{_NS}:manifest:1.0}}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"

KIND = b"application/vnd.oasis.opendocument.text"
"""What the part `mimetype` says."""

_SUPER = ("super", "33%", "58%")


def draft(data: bytes) -> Draft:
    """The text of an OpenDocument text. Raises UnreadableError."""
    archive = Archive(data)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise UnreadableError("is protected by a password: save it without one")
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in archive.names):
        raise UnreadableError("holds macros: save it without them")
    content = archive.xml("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if content is None or body is None:
        raise UnreadableError("is no text document: save it as .odt")
    reader = _Reader(content, archive.xml("styles.xml"))
    reader.blocks(body)
    reader.notes()
    reader.aside()
    return reader.pen.draft()


_PICTURE = "left out: a picture or an object without a description"


class _Reader(BlockReader):
    """Reads the parts of an OpenDocument text with a pen."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        super().__init__()
        self._styles = styles
        self._looks = {style.get(f"{_STYLE}name", ""): style for style in content.iter(f"{_STYLE}style")}
        self._notes: list[Element] = []
        self._inserted = {
            region.get(f"{_TEXT}id", "")
            for region in content.iter(f"{_TEXT}changed-region")
            if region.find(f"{_TEXT}insertion") is not None
        }
        self._deleted = {
            region.get(f"{_TEXT}id", ""): deletion
            for region in content.iter(f"{_TEXT}changed-region")
            if (deletion := region.find(f"{_TEXT}deletion")) is not None
        }
        self._changes: dict[str, int] = {}
        self._in_list = 0

    def paragraph(self, element: Element) -> None:
        """A paragraph or a heading, and the boxes that hang on it."""
        was_empty = self.pen.is_empty
        self._changes = dict.fromkeys(self._changes, len(self.pen.words))
        self.inline(element)
        for name in list(self._changes):
            self._say_inserted(name)
        if not self.pen.end(heading=element.tag == f"{_TEXT}h") and was_empty and not self._boxes:
            self.pen.gap()
        self._empty_boxes()

    def listing(self, element: Element) -> None:
        """A list, whose marks and numbers are no words."""
        if not self._in_list:
            self._say_list()
        self._in_list += 1
        self.blocks(element)
        self._in_list -= 1

    def table(self, element: Element) -> None:
        """A table, row by row."""
        self.pen.say("a table begins: a line a row, with | between the cells")
        for row in _rows(element):
            self.pen.row()
            for cell in row:
                if cell.tag == f"{_TABLE}table-cell":
                    self.pen.cell()
                    self.blocks(cell)
            self.pen.end_row()

    def contents(self, element: Element) -> None:
        """A table of contents or an index, which is made of the text."""
        self.pen.say(left_out("the table of contents or index", element.itertext()))

    def section(self, element: Element) -> None:
        """A part of the text; what is hidden is left out."""
        if element.get(f"{_TEXT}display") in ("none", "condition"):
            self.pen.say(left_out("a hidden section", element.itertext()))
        else:
            self.blocks(element)

    def inline(self, parent: Element) -> None:
        """What stands in a line."""
        self._put(parent.text)
        for child in parent:
            reads = _INLINE.get(child.tag)
            if reads is not None:
                reads(self, child)
            elif child.tag.startswith(_DRAW):
                self._drawing(child)
            elif child.tag not in self.silent:
                self.inline(child)
            self._put(child.tail)

    def _put(self, words: str | None) -> None:
        if words:
            self.pen.put(words.replace("\n", " "))

    def span(self, element: Element) -> None:
        """Words with a look of their own: raised numbers keep their height, hidden words are left out."""
        look = self._looks.get(element.get(f"{_TEXT}style-name", ""))
        properties = None if look is None else look.find(f"{_STYLE}text-properties")
        looks = (
            {} if properties is None else {key.partition("}")[2]: value for key, value in properties.items()}
        )
        if looks.get("display") == "none":
            self.pen.say(left_out("hidden words", element.itertext()))
            return
        words = "".join(element.itertext())
        if looks.get("text-position", "").startswith(_SUPER) and len(element) == 0:
            self.pen.put(raised(words))
            return
        self.inline(element)
        if looks.get("text-line-through-style", "none") != "none" and words.strip():
            self.pen.say(f"struck out in the file, and kept: {quoted(words)}")

    def blanks(self, element: Element) -> None:
        """Blanks, a tab: one space."""
        self.pen.put(" ")

    def line_break(self, element: Element) -> None:
        """The end of a line."""
        self.pen.put(BREAK)

    def note(self, element: Element) -> None:
        """A note, which stands at the end."""
        self._notes.append(element)
        self.pen.say(f"the mark of note {len(self._notes)} is left out: the note stands at the end")

    def comment(self, element: Element) -> None:
        """What somebody remarked, with name and date before it."""
        paragraphs = ("".join(words.itertext()) for words in element.iter(f"{_TEXT}p"))
        self.pen.say(left_out("a comment", paragraphs))

    def hidden(self, element: Element) -> None:
        """Words under a condition."""
        self.pen.say(left_out("hidden words", [*element.itertext(), element.get(f"{_TEXT}string-value", "")]))

    def field(self, element: Element) -> None:
        """Words that the program fills in."""
        words = "".join(element.itertext())
        name = element.tag.removeprefix(_TEXT)
        self._put(words)
        self.pen.say(f"a field ({name}) as last shown: {quoted(words)}")

    def ruby(self, element: Element) -> None:
        """Words with their reading above them, which is left out."""
        for part in element:
            if part.tag == f"{_TEXT}ruby-base":
                self.inline(part)
            else:
                self.pen.say(left_out("the reading above", part.itertext()))

    def change_start(self, element: Element) -> None:
        """A change begins: what follows was inserted."""
        name = element.get(f"{_TEXT}change-id", "")
        if name in self._inserted:
            self._changes[name] = len(self.pen.words)

    def change_end(self, element: Element) -> None:
        """A change ends."""
        name = element.get(f"{_TEXT}change-id", "")
        if name in self._changes:
            self._say_inserted(name)
            del self._changes[name]

    def _say_inserted(self, name: str) -> None:
        if words := "".join(self.pen.words[self._changes[name] :]).strip():
            self.pen.say(f"a tracked insertion, taken as accepted: {quoted(words)}")

    def change(self, element: Element) -> None:
        """Something was deleted here."""
        deletion = self._deleted.get(element.get(f"{_TEXT}change-id", ""))
        if deletion is not None:
            paragraphs = [*deletion.iter(f"{_TEXT}p"), *deletion.iter(f"{_TEXT}h")]
            words = ["".join(paragraph.itertext()) for paragraph in paragraphs]
            if "".join(words).strip():
                self.pen.say(left_out("a tracked deletion", words))

    def _drawing(self, element: Element) -> None:
        """A picture, a formula, or a box with words, which are put after the paragraph."""
        boxes = [box for box in element.iter() if box.tag in (f"{_DRAW}text-box", f"{_DRAW}custom-shape")]
        with_words = [box for box in boxes if "".join(box.itertext()).strip()]
        if with_words:
            self._boxes.append(with_words[0])
            return
        captions = [
            *element.iter(f"{_SVG}title"),
            *element.iter(f"{_SVG}desc"),
            *element.iter(f"{_DRAW}object"),
        ]
        words = " ".join(piece for caption in captions for piece in caption.itertext()).strip()
        self.pen.say(left_out("a picture or an object", [words]) if words else _PICTURE)

    def frame(self, element: Element) -> None:
        """A picture or a box between paragraphs."""
        self._drawing(element)
        self._empty_boxes()

    def notes(self) -> None:
        """Footnotes and endnotes, after the text."""
        self.pen.end()
        for number, note in enumerate(self._notes, 1):
            self.pen.put(f"[{number}] ")
            for body in note.iter(f"{_TEXT}note-body"):
                self.blocks(body)
            self.pen.end()

    def aside(self) -> None:
        """Say which heads and feet of pages are left out."""
        for name, place in (("header", "the head of the pages"), ("footer", "the foot of the pages")):
            for part in [] if self._styles is None else self._styles.iter(f"{_STYLE}{name}"):
                if words := "".join(part.itertext()).strip():
                    self.pen.say(left_out(place, [words]))


_Reads = Callable[[_Reader, Element], None]

_INDEXES = (
    "table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography"
)
_FIELDS = """
    date time page-number page-count author-name author-initials chapter file-name title subject
    sequence variable-set variable-get user-field-get expression database-display template-name
    creation-date modification-date initial-creator creator placeholder conditional-text
"""

_Reader.ways = {
    f"{_TEXT}p": _Reader.paragraph,
    f"{_TEXT}h": _Reader.paragraph,
    f"{_TEXT}list": _Reader.listing,
    f"{_TEXT}section": _Reader.section,
    f"{_TABLE}table": _Reader.table,
    f"{_DRAW}frame": _Reader.frame,
    f"{_TEXT}change-start": _Reader.change_start,
    f"{_TEXT}change-end": _Reader.change_end,
    f"{_TEXT}change": _Reader.change,
    **{f"{_TEXT}{name}": _Reader.contents for name in _INDEXES.split()},
}

_INLINE: Mapping[str, _Reads] = {
    f"{_TEXT}span": _Reader.span,
    f"{_TEXT}s": _Reader.blanks,
    f"{_TEXT}tab": _Reader.blanks,
    f"{_TEXT}line-break": _Reader.line_break,
    f"{_TEXT}note": _Reader.note,
    f"{_TEXT}hidden-text": _Reader.hidden,
    f"{_TEXT}hidden-paragraph": _Reader.hidden,
    f"{_TEXT}ruby": _Reader.ruby,
    f"{_TEXT}change-start": _Reader.change_start,
    f"{_TEXT}change-end": _Reader.change_end,
    f"{_TEXT}change": _Reader.change,
    f"{_OFFICE}annotation": _Reader.comment,
    **{f"{_TEXT}{name}": _Reader.field for name in _FIELDS.split()},
}

_Reader.silent = frozenset(
    [f"{_TEXT}{name}" for name in ["tracked-changes", "sequence-decls", "variable-decls", "user-field-decls"]]
    + [f"{_OFFICE}{name}" for name in ["forms", "annotation-end", "scripts"]]
)
"""What the program keeps beside the text."""


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, in groups and heads too."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-rows", f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)
