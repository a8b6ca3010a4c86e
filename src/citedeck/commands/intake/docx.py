"""A Word file as a draft: its words as they would be printed with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from citedeck.commands.intake.archives import Archive
from citedeck.commands.intake.blocks import BlockReader
from citedeck.commands.intake.draft import BREAK, Draft, UnreadableError, left_out, quoted, raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ID = f"{_W}id"
_VAL = f"{_W}val"

DOCUMENT = re.compile(r"word/document\d*\.xml")
"""The part that holds the text; programs in a browser number it."""

_HEADING = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:\d|heading)", re.IGNORECASE)
_HEAD_OR_FOOT = re.compile(r"word/(header|footer)\d*\.xml")
_PLACES = {"header": "the head of the pages", "footer": "the foot of the pages"}

_QUIET_FIELDS = frozenset(["HYPERLINK", "PAGEREF", "REF", "NOTEREF", "XE", "TC", "TA", "RD", "SEQ"])
"""Fields whose words are the author's, or that show none."""

_OFF = frozenset(("0", "false", "off", "none"))


def draft(data: bytes) -> Draft:
    """The text of a Word file. Raises UnreadableError."""
    archive = Archive(data)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise UnreadableError("holds macros: save it as .docx, without them")
    document = next((archive.xml(name) for name in sorted(archive.names) if DOCUMENT.fullmatch(name)), None)
    if document is None or document.tag.startswith(f"{{{_STRICT}}}"):
        raise UnreadableError('is not a Word file as most are: save it as "Word document (.docx)"')
    reader = _Reader(archive)
    reader.blocks(document)
    reader.notes()
    reader.aside()
    return reader.pen.draft()


class _Styles:
    """Which styles are headings, lines of a table of contents, or numbered."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {style.get(f"{_W}styleId", ""): style for style in _all(root, "style")}

    def is_heading(self, name: str) -> bool:
        return self._any(name, lambda style: _HEADING.fullmatch(_value(style, "name")) is not None) or (
            self._any(name, lambda style: _value(style, "outlineLvl") in set("012345678"))
        )

    def is_contents(self, name: str) -> bool:
        return self._any(name, lambda style: _CONTENTS.fullmatch(_value(style, "name")) is not None)

    def is_listed(self, name: str) -> bool:
        return self._any(name, lambda style: _first(style, "numId") is not None)

    def _any(self, name: str, holds: Callable[[Element], bool]) -> bool:
        """Whether something holds of a style, or of one that it is based on."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            if holds(self._styles[name]):
                return True
            seen.add(name)
            name = _value(self._styles[name], "basedOn")
        return False


class _Reader(BlockReader):
    """Reads the parts of a Word file with a pen."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self._archive = archive
        self._styles = _Styles(archive.xml("word/styles.xml"))
        self._fields: list[list[str]] = []
        """Of each open field: its instruction, what it shows, and which of the two is being read."""
        self._notes: list[tuple[str, str]] = []
        self._deleted: list[str] | None = None
        self._in_list = False

    # Blocks

    def paragraph(self, element: Element) -> None:
        """A paragraph; with the next, where a change deleted the mark between them."""
        properties = element.find(f"{_W}pPr")
        style = _value(properties, "pStyle")
        if self._styles.is_contents(style):
            words = "".join(text.text or "" for text in element.iter(f"{_W}t"))
            self.pen.say(left_out("a line of the table of contents", [words]))
            return
        self._list(properties, style)
        was_empty = self.pen.is_empty
        self.inline(element)
        if _first(_first(properties, "rPr"), "del") is not None:
            if not self.pen.is_empty:
                self.pen.say("joined with the next paragraph: the mark between them was deleted")
            return
        is_heading = self._styles.is_heading(style) or _value(properties, "outlineLvl") in set("012345678")
        if not self.pen.end(heading=is_heading) and was_empty and not self._boxes:
            self.pen.gap()
        self._empty_boxes()

    def _list(self, properties: Element | None, style: str) -> None:
        """Say once for each list that its numbers are no words."""
        number = _first(properties, "numId")
        is_listed = number.get(_VAL) != "0" if number is not None else self._styles.is_listed(style)
        if is_listed and not self._in_list:
            self._say_list()
        self._in_list = is_listed

    def table(self, element: Element) -> None:
        """A table, row by row."""
        self.pen.say("a table begins: a line a row, with | between the cells")
        for row in _inside(element, "tr"):
            self.pen.row()
            for cell in _inside(row, "tc"):
                self.pen.cell()
                self.blocks(cell)
            self.pen.end_row()

    def control(self, element: Element) -> None:
        """A content control: what somebody put into it, unless only its prompt is there."""
        properties = element.find(f"{_W}sdtPr")
        content = element.find(f"{_W}sdtContent")
        if content is None:
            return
        words = ["".join(text.text or "" for text in content.iter(f"{_W}t"))]
        if _first(properties, "showingPlcHdr") is not None:
            self.pen.say(left_out("the prompt of an empty content control", words))
        elif _value(properties, "docPartGallery") == "Table of Contents":
            self.pen.say(left_out("the table of contents", words))
        elif any(child.tag in (f"{_W}p", f"{_W}tbl") for child in content):
            self.blocks(content)
        else:
            self.inline(content)

    def foreign(self, element: Element) -> None:
        """A document inside the document, which is not read."""
        self.pen.say("left out: a document that is embedded here")

    # Words

    def inline(self, parent: Element) -> None:
        """What stands in a line: runs, and what holds them."""
        for child in parent:
            reads = _INLINE.get(child.tag)
            if reads is not None:
                reads(self, child)
            elif child.tag not in self.silent:
                self.inline(child)

    def run(self, element: Element) -> None:
        """Words of one look."""
        properties = element.find(f"{_W}rPr")
        before = len(self.pen.words)
        if _is_on(properties, "vanish") or _is_on(properties, "webHidden"):
            words = "".join(text.text or "" for text in element.iter(f"{_W}t"))
            if words.strip() and not self._in_instruction():
                self.pen.say(left_out("hidden words", [words]))
            return
        is_raised = _value(properties, "vertAlign") == "superscript"
        for child in element:
            self._piece(child, is_raised=is_raised)
        struck = _is_on(properties, "strike") or _is_on(properties, "dstrike")
        if struck and self._deleted is None and (words := "".join(self.pen.words[before:])).strip():
            self.pen.say(f"struck out in the file, and kept: {quoted(words)}")

    def _piece(self, child: Element, *, is_raised: bool) -> None:
        name = child.tag.removeprefix(_W)
        if name in ("t", "delText"):
            words = (child.text or "").replace("\n", " ")
            self._put(raised(words) if is_raised else words)
        elif name in _SIGNS:
            self._put(_SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), child.get(_ID, ""))
        elif name == "fldChar":
            self._field(child.get(f"{_W}fldCharType", ""))
        elif name == "instrText":
            self._instruct(child.text or "")
        elif name == "sym":
            self.pen.say(f"left out: a sign of the font {quoted(child.get(f'{_W}font', ''))}")
        elif name in ("drawing", "pict", "object") or child.tag == f"{_MC}AlternateContent":
            self.drawing(child)
        elif child.tag not in self.silent:
            self.inline(child)

    def _put(self, words: str) -> None:
        if self._deleted is not None:
            self._deleted.append(words)
        elif not self._in_instruction():
            self.pen.put(words)
            if self._fields:
                self._fields[-1][1] += words

    def inserted(self, element: Element) -> None:
        """Words of a change, which are taken as accepted."""
        before = len(self.pen.words)
        self.inline(element)
        if words := "".join(self.pen.words[before:]).strip():
            self.pen.say(f"a tracked insertion, taken as accepted: {quoted(words)}")

    def deleted(self, element: Element) -> None:
        """Words that a change takes out."""
        outer, self._deleted = self._deleted, []
        self.inline(element)
        words, self._deleted = self._deleted, outer
        if "".join(words).strip():
            self.pen.say(left_out("a tracked deletion", words))

    def formula(self, element: Element) -> None:
        """A formula, of which only the signs are kept."""
        words = "".join(text.text or "" for text in element.iter(f"{_M}t"))
        self._put(words)
        self.pen.say(f"a formula, of which only the signs are kept: {quoted(words)}")

    def ruby(self, element: Element) -> None:
        """Words with their reading above them, which is left out."""
        above = element.find(f"{_W}rt")
        words = [] if above is None else [text.text or "" for text in above.iter(f"{_W}t")]
        self.pen.say(left_out("the reading above", words))
        base = element.find(f"{_W}rubyBase")
        if base is not None:
            self.inline(base)

    # Fields

    def simple_field(self, element: Element) -> None:
        """A field as one element."""
        self._field("begin")
        self._instruct(element.get(f"{_W}instr", ""))
        self._field("separate")
        self.inline(element)
        self._field("end")

    def _in_instruction(self) -> bool:
        return any(field[2] == "instruction" for field in self._fields)

    def _instruct(self, words: str) -> None:
        if self._fields and self._deleted is None:
            self._fields[-1][0] += words

    def _field(self, kind: str) -> None:
        if self._deleted is not None:
            return
        if kind == "begin":
            self._fields.append(["", "", "instruction"])
        elif kind == "separate" and self._fields:
            self._fields[-1][2] = "result"
        elif kind == "end" and self._fields:
            instruction, words, _ = self._fields.pop()
            name = (instruction.split() or [""])[0].upper()
            if name not in _QUIET_FIELDS:
                state = f"as last shown: {quoted(words)}" if words.strip() else "shows no words"
                self.pen.say(f"a field ({name or 'without a name'}) {state}")

    # What stands beside the text

    def drawing(self, element: Element) -> None:
        """A picture, or a box with words, which are put after the paragraph."""
        if element.tag == f"{_MC}AlternateContent":
            self._alternative(element)
            return
        boxes = list(element.iter(f"{_W}txbxContent"))
        inside = {id(inner) for box in boxes for inner in box.iter(f"{_W}txbxContent") if inner is not box}
        self._boxes += [box for box in boxes if id(box) not in inside]
        if not boxes and self._deleted is None:
            described = (shown.get("descr") or "" for shown in element.iter(f"{_WP}docPr"))
            words = " ".join(described).strip()
            self.pen.say(left_out("a picture or an object", [words]) if words else _PICTURE)

    def _alternative(self, element: Element) -> None:
        """The first of several ways to show something that this program knows."""
        ways = [child for child in element if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
        for way in ways:
            drawn = any(True for name in _DRAWN for _ in way.iter(name))
            if drawn:
                self.drawing(way)
                return
            if words := "".join(text.text or "" for text in way.iter(f"{_W}t")):
                self._put(words)
                return

    def _note(self, kind: str, name: str) -> None:
        if self._deleted is None:
            self._notes.append((kind, name))
            self.pen.say(f"the mark of note {len(self._notes)} is left out: the note stands at the end")

    def notes(self) -> None:
        """Footnotes and endnotes, after the text, in the order in which it refers to them."""
        self.pen.end()
        parts = {kind: self._archive.xml(f"word/{kind}s.xml") for kind in {kind for kind, _ in self._notes}}
        for number, (kind, name) in enumerate(self._notes, 1):
            note = next((note for note in _all(parts[kind], kind) if note.get(_ID) == name), None)
            if note is not None:
                self.pen.put(f"[{number}] ")
                self.blocks(note)
                self.pen.end()

    def aside(self) -> None:
        """Say which words beside the text are left out: heads and feet of pages, comments."""
        for name in sorted(self._archive.names):
            if place := _HEAD_OR_FOOT.fullmatch(name):
                self._leave_out(_PLACES[place[1]], self._archive.xml(name))
        for comment in _all(self._archive.xml("word/comments.xml"), "comment"):
            self._leave_out("a comment", comment)

    def _leave_out(self, kind: str, part: Element | None) -> None:
        words = [] if part is None else [text.text or "" for text in part.iter(f"{_W}t")]
        if "".join(words).strip():
            self.pen.say(f"left out, {kind}: {quoted(''.join(words))}")


_PICTURE = "left out: a picture or an object without a description"

_DRAWN = (f"{_W}txbxContent", f"{_WP}docPr", f"{_W}pict", f"{_W}drawing")

_SIGNS: Mapping[str, str] = {
    "tab": " ",
    "ptab": " ",
    "br": BREAK,
    "cr": BREAK,
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "",
}

_Reader.ways = {
    f"{_W}p": _Reader.paragraph,
    f"{_W}tbl": _Reader.table,
    f"{_W}sdt": _Reader.control,
    f"{_W}altChunk": _Reader.foreign,
    f"{_W}subDoc": _Reader.foreign,
}

_INLINE: Mapping[str, Callable[[_Reader, Element], None]] = {
    f"{_W}r": _Reader.run,
    f"{_W}ins": _Reader.inserted,
    f"{_W}moveTo": _Reader.inserted,
    f"{_W}del": _Reader.deleted,
    f"{_W}moveFrom": _Reader.deleted,
    f"{_W}sdt": _Reader.control,
    f"{_W}fldSimple": _Reader.simple_field,
    f"{_W}ruby": _Reader.ruby,
    f"{_W}subDoc": _Reader.foreign,
    f"{_M}oMath": _Reader.formula,
    f"{_MC}AlternateContent": _Reader.drawing,
}

_LOOKS = """
    pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr sectPr bookmarkStart bookmarkEnd proofErr
    commentRangeStart commentRangeEnd commentReference annotationRef footnoteRef endnoteRef
    separator continuationSeparator lastRenderedPageBreak permStart permEnd smartTagPr customXmlPr
    moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd pgNum delInstrText
"""
_Reader.silent = frozenset(f"{_W}{name}" for name in _LOOKS.split())
"""What says how words look, or where something begins, and holds none itself."""


def _all(root: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if root is None else root.iter(f"{_W}{name}")


def _first(root: Element | None, name: str) -> Element | None:
    return next(_all(root, name), None)


def _value(root: Element | None, name: str) -> str:
    element = _first(root, name)
    return "" if element is None else element.get(_VAL, "")


def _is_on(root: Element | None, name: str) -> bool:
    element = _first(root, name)
    return element is not None and element.get(_VAL, "1").lower() not in _OFF


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, in content controls too."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _inside(child, name)
