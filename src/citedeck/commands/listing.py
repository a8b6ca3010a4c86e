"""The questions of a course, each with what a teacher chooses by."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from citedeck.commands import build, worksheet
from citedeck.model import Compilation, ResolvedItem, Sheet
from citedeck.quick import dataclass
from citedeck.sheets import choice
from citedeck.sheets.choice import Wish
from citedeck.sheets.points import worth


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the list."""

    id: str
    form: str
    level: str
    category: str
    points: Decimal
    texts: tuple[str, ...]
    """Ids of the texts it asks about."""
    question: str
    sheets: tuple[str, ...]
    """Ids of the ready worksheets it stands on."""
    only: str = ""
    sensitive: str = ""
    reserve: bool = False

    def plain(self) -> dict[str, Any]:
        """The row as JSON has it: points as a number."""
        names = ("id", "form", "level", "category", "texts", "question", "sheets", "only", "sensitive")
        whole = self.points == self.points.to_integral_value()
        points = int(self.points) if whole else float(self.points)  # quarters, which a float has exactly
        return {**{name: getattr(self, name) for name in names}, "points": points, "reserve": self.reserve}


def rows(root: Path, wish: Wish) -> tuple[Compilation, list[Row]]:
    """The questions of the course in `root` that a wish asks for, in the order of study.

    Raises UsageError where the wish names what the course has not.
    """
    compilation = build.compile_only(root)
    course = compilation.course
    if compilation.broken or course is None:
        return compilation, []
    worksheet.check_names(wish, compilation, course)
    on_sheets: dict[str, dict[str, None]] = defaultdict(dict)
    for sheet in compilation.sheets:
        _note(sheet, on_sheets)
    asked = (resolved for resolved in compilation.items if choice.is_of(resolved, wish))
    return compilation, [_row(r, tuple(on_sheets[r.item.id]), reserve=course.reserves(r.item)) for r in asked]


def _note(sheet: Sheet, on_sheets: dict[str, dict[str, None]]) -> None:
    for entry in sheet.entries:
        on_sheets[str(entry.resolved.item.id)][str(sheet.worksheet.id)] = None


def _row(resolved: ResolvedItem, sheets: tuple[str, ...], *, reserve: bool) -> Row:
    item = resolved.item
    return Row(
        id=str(item.id),
        form=item.form,
        level=str(item.level or ""),
        category=str(item.category or ""),
        points=worth(item),
        texts=tuple(source.id for source in resolved.sources),
        question=" ".join(str(item.asks() or item.stem).split()),
        sheets=sheets,
        only=str(item.only or ""),
        sensitive=str(item.sensitive or ""),
        reserve=reserve,
    )
