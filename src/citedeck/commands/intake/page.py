"""A web page as a draft: the words of its article, without menus and what else stands around it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from citedeck.commands.intake import encodings
from citedeck.commands.intake.draft import BREAK, Draft, Pen, UnreadableError, left_out, quoted, raised

_BLOCK_TAGS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
    optgroup option p pre section summary table tbody tfoot thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_VOID_TAGS = """
    area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_TAGS.split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

_UNSEEN_TAGS = """
    head title script style template noscript svg math canvas iframe object audio video map
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
"""What shows no words, or words of no text."""

_AROUND = {
    "nav": "a menu",
    "menu": "a menu",
    "aside": "what stands beside the text",
    "footer": "the foot of the page",
    "form": "a form",
    "button": "a button",
    "select": "a list to choose from",
    "textarea": "a field to fill in",
    "dialog": "a message over the page",
    "del": "words that were taken out",
    "rt": "the reading above",
    "rp": "the reading above",
}
"""What stands around a text, or is none, by its tag."""

_CLOSED_BY = {
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "tr": frozenset(["tr", "td", "th"]),
    "td": frozenset(["td", "th"]),
    "th": frozenset(["td", "th"]),
    "option": frozenset(["option"]),
    "tbody": frozenset(["tbody", "thead", "tr", "td", "th"]),
    "rt": frozenset(["rt", "rp"]),
    "rp": frozenset(["rt", "rp"]),
}
"""What is closed where another begins, though nobody says so."""
_HOLDERS = frozenset(["ul", "ol", "dl", "table", "select", "body", "div", "section", "article", "main"])

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset\s*=\s*|<\?xml[^>]+encoding\s*=\s*)["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 2048
_AS_BROWSERS = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
}
"""What pages that name an encoding are in: browsers read more than it has, and pages use it."""

_DEEPEST = 150
"""Elements inside each other that are told apart; what is deeper stands beside them."""

_ENOUGH = 0.5
"""The share of a page's words that its one article has at least."""

_NUMBERED = re.compile(r"[\[(]?\w{1,4}[\])]?")
"""What refers to a note: [1], (a), 12."""


def charset(data: bytes) -> str:
    """The encoding that a page names; nothing where it names none."""
    named = _CHARSET.search(data[:_HEAD])
    return named[1].decode("ascii", "ignore") if named else ""


def decoded(data: bytes, encoding: str = "") -> str:
    """The words of a page, as `encoding` has them, or the page itself. Raises UnreadableError."""
    named = charset(data).lower()
    if named and not encoding:
        with contextlib.suppress(UnreadableError):  # many pages say what is not so
            return encodings.decoded(data, _AS_BROWSERS.get(named, named)).words
    return encodings.settled(encodings.decoded(data, encoding)).words


def draft(words: str) -> Draft:
    """The text of a page."""
    pen = Pen()
    write(words, pen)
    return pen.draft()


def write(words: str, pen: Pen) -> None:
    """Write the text of a page, or of a chapter, with a pen."""
    tree = _Tree()
    tree.feed(words)
    tree.close()
    article, around = _article(tree.root)
    for tag, words_around in around:
        pen.say(left_out(_AROUND.get(tag, "what stands outside of the article"), [words_around]))
    _Writer(pen).element(article)
    pen.end()


def all_words(words: str) -> str:
    """All words of a page, on one line, whatever stands around its text."""
    tree = _Tree()
    tree.feed(words)
    tree.close()
    return _words(tree.root)


class _Tree(HTMLParser):
    """Reads a page into elements, as browsers do where tags are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag in ("html", "body") and any(element.tag == tag for element in self._open):
            return
        self._close_before(tag)
        element = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and what was left open in it."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Words."""
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data

    def _close_before(self, tag: str) -> None:
        closes = _CLOSED_BY.get(tag, frozenset()) | ({"p", "head"} if tag in _BLOCKS else frozenset())
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in closes:
                del self._open[depth:]
            elif self._open[depth].tag in _HOLDERS:
                return


def _article(root: Element) -> tuple[Element, list[tuple[str, str]]]:
    """The element that holds the text, and the words around it, each under the tag of its element."""
    mains = [element for element in root.iter() if element.tag == "main" or element.get("role") == "main"]
    chosen = mains[0] if len(mains) == 1 and _words(mains[0]) else root
    articles = [element for element in _outermost(chosen, "article") if _words(element)]
    if len(articles) == 1 and _is_most_of(articles[0], chosen):
        chosen = articles[0]
    return chosen, [(tag, words) for tag, words in _beside(root, chosen) if words]


def _is_most_of(article: Element, whole: Element) -> bool:
    """Whether an article has most of the words of what it stands in, its first headings too."""
    has_headings = len(list(article.iter("h1"))) == len(list(whole.iter("h1")))
    return has_headings and len(_words(article)) >= _ENOUGH * len(_words(whole))


def _outermost(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _AROUND:
            yield from _outermost(child, tag)


def _beside(root: Element, chosen: Element) -> Iterator[tuple[str, str]]:
    """The words around an element."""
    parents = {child: parent for parent in root.iter() for child in parent}
    path = [chosen]
    while path[-1] is not root:
        path.append(parents[path[-1]])
    for inner, outer in pairwise(path):
        yield outer.tag, (outer.text or "").strip()
        for child in outer:
            if child is not inner:
                yield child.tag, _words(child)
            yield outer.tag, (child.tail or "").strip()


def _words(element: Element) -> str:
    """The words that an element shows, on one line."""
    return " ".join(" ".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in _UNSEEN:
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


class _Writer:
    """Writes the elements of a page with a pen."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._is_pre = False

    def element(self, element: Element) -> None:
        """Write what an element shows, and what stands in it."""
        if element.tag in _UNSEEN:
            return
        if kind := self._why_left_out(element):
            if words := _words(element):
                self._pen.say(left_out(kind, [words]))
        elif element.tag in ("tr", "td", "th"):
            self._of_table(element)
        elif element.tag in _BLOCKS:
            self._block(element)
        else:
            self._inline(element)

    def _why_left_out(self, element: Element) -> str:
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
            return "hidden words"
        if element.tag in ("sup", "a") and _refers_to_a_note(element):
            return "the mark of a note"
        return _AROUND.get(element.tag, "")

    def _block(self, element: Element) -> None:
        self._pen.end()
        if element.tag == "ol" and (entries := sum(child.tag == "li" for child in element)):
            self._pen.say(
                f"a list of {entries} begins: the numbers before its entries are no part of the text"
            )
        if element.tag == "table":
            self._pen.say("a table begins: a line a row, with | between the cells")
        outer, self._is_pre = self._is_pre, self._is_pre or element.tag == "pre"
        self._children(element)
        self._is_pre = outer
        self._pen.end(heading=element.tag in _HEADINGS)

    def _of_table(self, element: Element) -> None:
        if element.tag == "tr":
            self._pen.row()
            self._children(element)
            self._pen.end_row()
        else:
            self._pen.cell()
            self._children(element)

    def _inline(self, element: Element) -> None:
        if element.tag == "br":
            self._break()
        elif element.tag == "img":
            if alternative := element.get("alt", "").strip():
                self._pen.say(left_out("a picture", [alternative]))
        elif len(element) == 0 and (element.tag == "sup" or _RAISED.search(element.get("style", ""))):
            self._pen.put(raised(element.text or ""))
        elif element.tag == "q":
            self._pen.put("“")
            self._children(element)
            self._pen.put("”")
        else:
            before = len(self._pen.words)
            self._children(element)
            if element.tag in ("s", "strike") and (struck := "".join(self._pen.words[before:]).strip()):
                self._pen.say(f"struck out on the page, and kept: {quoted(struck)}")

    def _break(self) -> None:
        """The end of a line; where two follow each other, of a paragraph."""
        if "".join(self._pen.words[-2:]).rstrip(" ").endswith(BREAK):
            self._pen.end()
        else:
            self._pen.put(BREAK)

    def _children(self, element: Element) -> None:
        self._put(element.text)
        for child in element:
            self.element(child)
            self._put(child.tail)

    def _put(self, words: str | None) -> None:
        if words:
            self._pen.put(words if self._is_pre else " ".join(_PIECES.split(words)))


_PIECES = re.compile(r"[ \t\r\n\f]+")


def _refers_to_a_note(element: Element) -> bool:
    """Whether a raised word, or a link, leads to a note of the same page."""
    links: Sequence[Element] = [*element.iter("a")]
    leads = any(link.get("href", "").startswith("#") for link in links)
    is_raised = element.tag == "sup" or any(child.tag == "sup" for child in element)
    return leads and is_raised and _NUMBERED.fullmatch(_words(element)) is not None
