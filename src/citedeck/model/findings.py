"""What is said about places: mistakes, and what mends them."""

from __future__ import annotations

from enum import Enum

from citedeck.model.places import Span, Text
from citedeck.quick import dataclass


class Severity(Enum):
    """How bad it is: an error stops every output, a warning stops none, a note is no mistake."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """A place and the few words to write under it."""

    span: Span
    message: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction that can be applied: what the value of a scalar becomes."""

    text: Text
    value: str
    by_name: bool = False
    """Whether somebody must read it first: it says something else. It is applied to items that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing to say to the author: what, where, why, and a way out."""

    code: str
    severity: Severity
    message: str
    label: Label
    item: str = ""
    related: tuple[Label, ...] = ()
    help: tuple[str, ...] = ()
    edit: Edit | None = None
    also: tuple[Edit, ...] = ()
    """Other corrections of the same mistake, where it is made in many places and told once."""

    @property
    def is_error(self) -> bool:
        """Whether it stops every output."""
        return self.severity is Severity.ERROR
