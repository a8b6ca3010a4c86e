"""What a course and a worksheet wish of their paper, with what holds where they wish nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from citedeck.model import Course, Picture, Worksheet
from citedeck.quick import dataclass

_PAPERS: Mapping[str, str] = {"a4": "A4", "letter": "letter"}
_NAMES: Mapping[str, str] = {"a4": "A4", "letter": "Letter"}

HALVES, BOTH = "rule_halves", "rule_true_false"
"""How a justified answer is marked: keys of the catalogue."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a sheet beside its title."""

    kind: str = ""
    """A key of the catalogue, where the worksheet says what it is."""
    is_marked: bool = True
    """Whether points and a mark are printed."""
    audience: str = ""
    skills: tuple[str, ...] = ()
    assessed: tuple[str, ...] = ()
    """The skills with boxes on the sheet."""
    school: str = ""
    logo: str = ""
    """The picture of the school, as an address that holds it."""


def head(worksheet: Worksheet, course: Course) -> Head:
    """The head a worksheet asks for."""
    skills = tuple(map(str, worksheet.skills))
    return Head(
        kind=str(worksheet.kind or ""),
        is_marked=worksheet.shows_points,
        audience=str(worksheet.audience or ""),
        skills=skills,
        assessed=skills if worksheet.boxes else (),
        school=str(course.school),
        logo=_address(course.emblem),
    )


def paper(course: Course) -> str:
    """The size of the paper, as a style sheet names it."""
    return _PAPERS[str(course.paper)]


def paper_name(course: Course) -> str:
    """The size of the paper, as people call it."""
    return _NAMES[str(course.paper)]


def rule(name: str, worksheet: Worksheet | None) -> str:
    """A rule of marking as a worksheet has it: halves, where it does not ask for both together."""
    is_both = worksheet is not None and worksheet.justified == "both"
    return BOTH if name == HALVES and is_both else name


def _address(picture: Picture | None) -> str:
    """A picture as an address that holds it."""
    return f"data:{picture.kind};base64,{b64encode(picture.data).decode()}" if picture else ""
