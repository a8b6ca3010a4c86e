"""What a course and a worksheet wish of their paper, with what holds where they wish nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from citedeck.model import Course, Picture, Worksheet
from citedeck.quick import dataclass

_PAPERS: Mapping[str, str] = {"a4": "A4", "letter": "letter"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a sheet beside its title."""

    kind: str = ""
    """A key of the catalogue, where the worksheet says what it is."""
    is_marked: bool = True
    """Whether points and a mark are printed."""
    audience: str = ""
    skills: tuple[str, ...] = ()
    school: str = ""
    logo: str = ""
    """The picture of the school, as an address that holds it."""


def head(worksheet: Worksheet, course: Course) -> Head:
    """The head a worksheet asks for."""
    return Head(
        kind=str(worksheet.kind or ""),
        is_marked=worksheet.shows_points,
        audience=str(worksheet.audience or ""),
        skills=tuple(map(str, worksheet.skills)),
        school=str(course.school),
        logo=_address(course.emblem),
    )


def paper(course: Course) -> str:
    """The size of the paper, as a style sheet names it."""
    return _PAPERS[str(course.paper)]


def _address(picture: Picture | None) -> str:
    """A picture as an address that holds it."""
    return f"data:{picture.kind};base64,{b64encode(picture.data).decode()}" if picture else ""
