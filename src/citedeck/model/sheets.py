"""Sheets, and what a pupil sees of them."""

from __future__ import annotations

from decimal import Decimal

from citedeck.model.courses import Worksheet
from citedeck.model.proven import ResolvedItem
from citedeck.quick import dataclass


def exact(amount: Decimal | str) -> Decimal:
    """Points as they are written, without zeros at the end: 2, 0.5."""
    plain = Decimal(amount).normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


@dataclass(frozen=True, slots=True)
class Entry:
    """An item on a sheet: its number, its neutral code, its points.

    `order` is the order in which the sheet shows what may be shuffled: options, lures, steps,
    statements; `left` that of the left sides of a match.
    """

    number: int
    code: str
    points: Decimal
    resolved: ResolvedItem
    order: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet in one version: the one object sheet and key are both made from."""

    worksheet: Worksheet
    version: str
    code: str
    entries: tuple[Entry, ...]
    repeat: str = ""
    """Of a drawn sheet, the command that draws it again."""

    @property
    def total(self) -> Decimal:
        """The points of all its items."""
        return exact(sum((entry.points for entry in self.entries), Decimal()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All a pupil sees of an item: no verdict, no mark of a right option, no evidence.

    A sheet is rendered from this alone, so that it cannot give an answer away.
    """

    number: int
    code: str
    points: Decimal | None
    """None where its sheet prints no points."""
    form: str
    prompt: str = ""
    given: str = ""
    """Words to judge, as the text has them."""
    pieces: tuple[str, ...] = ()
    """A cloze's words between its gaps: a gap stands after each piece but the last."""
    hints: tuple[str, ...] = ()
    gap: int = 0
    """How wide its gaps are: which of the widths, from 1."""
    options: tuple[str, ...] = ()
    several: int = 0
    """How many options are to be ticked, where it is not one."""
    justify: bool = False
    if_said: bool = False
    """Whether the verdict may be that the text does not say, which no quotation shows."""
    lines: int = 0
    left: tuple[str, ...] = ()
    """What is matched with `options`, classed into `columns`, or compared over them."""
    columns: tuple[tuple[str, str], ...] = ()
    """Classes with what they mean, or the sources compared."""
    criteria: tuple[tuple[Decimal, str], ...] = ()
