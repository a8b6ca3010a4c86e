"""The styles of a document: a teacher who changes one changes every paragraph of its kind.

Each names its typeface and colour: the theme's own are left out, with their blue headings.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from citedeck.quick import dataclass
from citedeck.targets.word.markup import FONT, Pen, border, fonts, part, proofed, sized, twips

TEXT_WIDTH = 178
"""Millimetres between the margins."""
NUMBER = 11
"""Millimetres before the lines of a text, for their numbers."""

_GREY = "555555"
_LINE = 276
"""The height of a line, in 240ths of the typeface's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """A style: its name in Word, the size of its letters, its spaces in twips, its lines and indents."""

    id: str
    name: str = ""
    scale: float = 1
    is_bold: bool = False
    before: int = 0
    after: int = 20
    line: int = _LINE
    exactly: float = 0
    """The height of a line in millimetres, where it is not the typeface's."""
    indent: float = 0
    hanging: float = 0
    beside: float = 0
    tabs: tuple[tuple[str, float], ...] = ()
    lines: tuple[Element, ...] = ()
    level: int = 0
    """Its level in the outline, from 1; 0 is none."""
    is_at_the_end: bool = False
    """Whether its words stand at the end of the line."""
    keeps: bool = False
    """Whether it stays with the next paragraph."""


_FRAME = tuple(border(side, space=4) for side in ("top", "left", "bottom", "right"))
_AT_THE_RIGHT = (("right", TEXT_WIDTH),)
BEFORE = 160
"""The space before a question, in twips."""


def _styles(pen: Pen) -> tuple[_Style, ...]:
    return (*_OF_EVERY_PAGE, *_of_questions(pen), *_of_texts(pen))


_OF_EVERY_PAGE = (
    _Style(id="Normal"),
    _Style(id="Title", scale=1.35, is_bold=True, tabs=_AT_THE_RIGHT, keeps=True),
    _Style(id="Heading1", name="heading 1", scale=1.2, is_bold=True, before=280, level=1, keeps=True),
    _Style(id="Heading2", name="heading 2", scale=1.1, is_bold=True, before=200, level=2, keeps=True),
    _Style(id="Small", scale=0.87, tabs=_AT_THE_RIGHT),
    _Style(id="Footer", name="footer", scale=0.76, tabs=_AT_THE_RIGHT),
)


def _of_questions(pen: Pen) -> tuple[_Style, ...]:
    """What a pupil reads, and where a pupil writes: lines are higher where letters are large."""
    height = 10 if pen.size > 12 else 8.5  # noqa: PLR2004 - points of plain words
    rules = (border("bottom", color=_GREY), border("between", color=_GREY))
    number = (("left", TEXT_WIDTH - 14),)
    return (
        _Style(id="Points", after=0, is_at_the_end=True, keeps=True),
        _Style(id="Question", before=BEFORE, after=30, level=3, keeps=True),
        _Style(id="Given", indent=4),
        _Style(id="Option", indent=6, hanging=6, tabs=(("left", 6),)),
        _Style(id="Verdict", scale=0.85, after=0, indent=5, hanging=5, tabs=(("left", 5),)),
        _Style(id="Gaps", line=396),
        _Style(id="Framed", scale=0.92, indent=2, beside=2, lines=_FRAME),
        _Style(id="Ruled", name="Ruled line", exactly=height, after=0, tabs=number, lines=rules),
        _Style(id="Cell", after=0),
    )


def _of_texts(pen: Pen) -> tuple[_Style, ...]:
    """What the texts say, and what is said about them, with a line at the side where words begin."""
    side = "right" if pen.is_right_to_left else "left"
    stop = (("left", NUMBER),)
    return (
        _Style(id="About", scale=0.85, before=60, after=60, indent=3, lines=(border(side, 16, 6),)),
        _Style(id="Answer", before=30),
        _Style(id="Quote", scale=0.9, before=40, after=40, indent=3, lines=(border(side, 12, 6),)),
        _Style(id="Lines", scale=1.05, after=60, line=264, indent=NUMBER, hanging=NUMBER, tabs=stop),
    )


def written(pen: Pen) -> list[Element]:
    """What every paragraph, run and table starts from, then the styles."""
    return [*(_written(style, pen) for style in _styles(pen)), *_others()]


def defaults(pen: Pen) -> Element:
    """What holds where no style says otherwise."""
    run = part("rPr", fonts(FONT), part("color", val="000000"), *sized(pen.size), proofed(pen.language))
    return part("docDefaults", part("rPrDefault", run), part("pPrDefault"))


def _written(style: _Style, pen: Pen) -> Element:
    is_first = {"default": 1} if style.id == "Normal" else {}
    base = [] if is_first else [part("basedOn", val="Normal")]
    following = [part("next", val="Normal")] if style.level else []
    return part(
        "style",
        part("name", val=style.name or style.id),
        *base,
        *following,
        part("qFormat"),
        part("pPr", *_of_paragraph(style, pen)),
        part("rPr", *_of_run(style, pen)),
        type="paragraph",
        styleId=style.id,
        **is_first,
    )


def _of_paragraph(style: _Style, pen: Pen) -> list[Element]:
    keeps = [part("keepNext")] if style.keeps else []
    lines = [part("pBdr", *style.lines)] if style.lines else []
    stops = [part("tab", val=kind, pos=twips(place)) for kind, place in style.tabs]
    tabs = [part("tabs", *stops)] if stops else []
    rule = {"line": twips(style.exactly), "lineRule": "exact"} if style.exactly else {"line": style.line}
    spacing = part("spacing", before=style.before, after=style.after, **{"lineRule": "auto", **rule})
    indent = part("ind", left=twips(style.indent), right=twips(style.beside), hanging=twips(style.hanging))
    level = [part("outlineLvl", val=style.level - 1)] if style.level else []
    aligned = [part("jc", val="end" if pen.is_right_to_left else "right")] if style.is_at_the_end else []
    return [*keeps, part("keepLines"), *lines, *tabs, spacing, indent, *aligned, *level]


def _of_run(style: _Style, pen: Pen) -> list[Element]:
    bold = [part("b"), part("bCs")] if style.is_bold else []
    return [fonts(FONT), *bold, part("color", val="000000"), *sized(pen.size * style.scale)]


def _others() -> list[Element]:
    """Tables: plain ones, which Word wants, and ours with all their lines."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = [
        part(side, w=width, type="dxa") for side, width in zip(sides[:4], (30, 80, 30, 80), strict=True)
    ]
    plain = part("style", part("name", val="Normal Table"), type="table", default=1, styleId="TableNormal")
    grid = part(
        "style",
        part("name", val="Grid"),
        part("basedOn", val="TableNormal"),
        part(
            "tblPr",
            part("tblBorders", *(border(side, space=0) for side in sides)),
            part("tblCellMar", *margins),
        ),
        type="table",
        styleId="Grid",
    )
    letters = part(
        "style", part("name", val="Default Paragraph Font"), type="character", default=1, styleId="Letters"
    )
    return [letters, plain, grid]
