"""Which questions: the options of every verb that takes some of a course.

A verb asks for `Kinds`, or for a `Selection`, and is decorated with `options.apart`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.cli import shared
from citedeck.quick import dataclass

if TYPE_CHECKING:
    from citedeck.sheets.choice import Wish


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """Kinds of questions; any where nothing is said."""

    source: Annotated[str, typer.Option("--source", help="Ids of texts, with commas; any if left out.")] = ""
    category: Annotated[str, typer.Option("--category", help="Categories, with commas.")] = ""
    level: Annotated[str, typer.Option("--level", help="Levels, with commas: 1,2.")] = ""
    form: Annotated[str, typer.Option("--form", help="Forms, with commas: short,choice.")] = ""

    @property
    def is_any(self) -> bool:
        """Whether no kind is asked for."""
        return not any((self.source, self.category, self.level, self.form))

    def of_kinds(self) -> Wish:
        """The wish for all questions of these kinds."""
        from citedeck.sheets.choice import Wish

        return Wish(
            sources=shared.listed(self.source),
            categories=shared.listed(self.category),
            levels=shared.listed(self.level),
            forms=shared.listed(self.form),
        )


@dataclass(frozen=True, kw_only=True)
class Selection(Kinds):
    """Some questions of a course: named, or so many, or all of some kinds."""

    items: Annotated[str, typer.Option("--items", help="Ids of questions, in this order, with commas.")] = ""
    sheet: Annotated[str, typer.Option("--sheet", help="Id of a ready worksheet: its questions.")] = ""
    fewer: Annotated[
        int | None, typer.Option("--fewer", min=1, help="So many of them, which ask for the same skills.")
    ] = None
    count: Annotated[
        int | None, typer.Option("--count", min=1, max=60, help="How many questions.", show_default=False)
    ] = None
    points: Annotated[str, typer.Option("--points", help="What their points add up to: 20.")] = ""
    pages: Annotated[
        int | None, typer.Option("--pages", min=1, max=20, help="As many questions as fit on so many sides.")
    ] = None
    everything: Annotated[bool, typer.Option("--all", help="All questions that are asked for.")] = False
    without: Annotated[str, typer.Option("--without", help="Ids of questions to leave out.")] = ""
    seed: Annotated[str, typer.Option("--seed", help="Any word: another word, another choice.")] = "1"
    sensitive: Annotated[bool, typer.Option("--sensitive", help="Take sensitive questions too.")] = False
    reserved: Annotated[bool, typer.Option("--reserved", help="Take questions kept for assessments too.")] = (
        False
    )

    @property
    def _names(self) -> bool:
        """Whether it is said which questions."""
        return bool(self.items or self.sheet or self.everything or self.fewer)

    @property
    def _chooses(self) -> bool:
        """Whether it is said how many."""
        return bool(self.count or self.points or self.pages)

    def _check(self) -> None:
        """Raises BadParameter where options cannot be meant together."""
        if self._names and self._chooses:
            raise typer.BadParameter(
                "--count, --points and --pages choose; --items, --sheet, --all and --fewer do not"
            )
        for option, name in (("--items", self.items), ("--sheet", self.sheet)):
            if name and (self.everything or not self.is_any or (self.items and self.sheet)):
                raise typer.BadParameter(f"{option} names each question: nothing else chooses")

    def wish(self, count: int | None = None) -> Wish:
        """What is asked for; `count` questions, or all, where nothing says which or how many.

        Raises BadParameter where options cannot be meant together.
        """
        self._check()
        is_said = self._names or self._chooses
        draws = self._chooses or (count is not None and not is_said)
        return replace(
            self.of_kinds(),
            count=self.count if is_said else count,
            points=_amount(self.points) if self.points else None,
            pages=self.pages,
            everything=not (draws or self.items or self.sheet),
            items=shared.listed(self.items),
            sheet=self.sheet,
            fewer=self.fewer,
            without=shared.listed(self.without),
            seed=self.seed,
            sensitive=self.sensitive,
            reserved=self.reserved,
        )


def _amount(words: str) -> Decimal:
    """Points as they are typed, with a point or a comma."""
    from citedeck.bank.shapes import POINTS

    plain = words.strip().replace(",", ".")
    if not POINTS.matches(plain) or not Decimal(plain):
        raise typer.BadParameter("a number such as 20 or 7.5", param_hint="--points")
    return Decimal(plain)
