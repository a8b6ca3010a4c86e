"""A bank of examples: a template's blocks, filled with what was drawn and judged by the compiler."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from string import Template

from citedeck import height, scalars
from citedeck.model import Compilation
from citedeck.quick import dataclass
from citedeck.scaffold.draws import Drawn

TRIES = 6
"""How often each example is drawn: the first that the compiler has nothing to say of is taken."""

BLANK = "…"
"""What stands in an example for words that are still to be written."""

Draw = Callable[[str, int], Drawn]

_NAME = re.compile(r"- id: \$id-(\S+)")


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank as it is written: its examples with their heights on paper, and those left out."""

    title: str
    words: str
    items: Mapping[str, float]
    left_out: tuple[str, ...]

    def sheet(self) -> list[str]:
        """The examples that fit on the two sides of a sheet."""
        room: float = height.SIDES * height.PAGE - height.HEAD
        held = []
        for name, needed in self.items.items():
            if needed <= min(room, height.PAGE):
                held.append(name)
                room -= needed
        return held


def fill(
    template: str, known: Mapping[str, str], note: str, draw: Draw, compiled: Callable[[str], Compilation]
) -> Bank:
    """A bank whose every example compiles without a word; the others stand in it as comments.

    `known` are words of the template that need no drawing, `id` and `title` among them; `note` is
    what to say of an example that could not be drawn; `compiled` is the course with a bank.
    """
    head, *blocks = template.rstrip("\n").split("\n\n")
    tried = [_tries(block, known, draw, number * TRIES) for number, block in enumerate(blocks)]
    trial = [
        filled(block, {**known, **words, "id": prefix})
        for block, tries in zip(blocks, tried, strict=True)
        for prefix, words in tries.items()
    ]
    heights = _judged(compiled("\n\n".join([filled(head, known), *trial])))
    good = {block: _good(block, tries, heights) for block, tries in zip(blocks, tried, strict=True)}
    items = {_id(block, known["id"]): found[1] for block, found in good.items() if found}
    written = [
        filled(block, {**known, **found[0]}) if found else commented(block, known, note)
        for block, found in good.items()
    ]
    words = "\n\n".join([filled(head if items else f"{head} []", known), *written])
    left_out = tuple(_id(block, known["id"]) for block, found in good.items() if not found)
    return Bank(known["title"], f"{words}\n", items, left_out)


def with_comments(bank: Bank, template: str, known: Mapping[str, str], note: str) -> Bank:
    """A bank that ends with the examples of another template as comments."""
    _, *blocks = template.rstrip("\n").split("\n\n")
    more = "\n\n".join(commented(block, known, note) for block in blocks)
    return replace(bank, words=f"{bank.words}\n{more}\n")


def filled(template: str, words: Mapping[str, str]) -> str:
    """A template with its words, as they stand between double quotes."""
    return Template(template).substitute({name: scalars.escaped(said) for name, said in words.items()})


def commented(block: str, known: Mapping[str, str], note: str) -> str:
    """An example as a comment, with BLANK for the words that are not known."""
    names = Template(block).get_identifiers()
    lines = filled(block, {**dict.fromkeys(names, BLANK), **known}).split("\n")
    comment = [line for line in lines if line.startswith("  #")]
    return "\n".join([*comment, f"  # ({note})", *(f"  # {line[2:]}" for line in lines[len(comment) :])])


def _tries(block: str, known: Mapping[str, str], draw: Draw, first: int) -> dict[str, Mapping[str, str]]:
    """What was drawn for an example, under what each try puts before its id."""
    name = _id(block, "").removeprefix("-")
    drawn = {f"try{turn}-{known['id']}": draw(name, turn) for turn in range(first, first + TRIES)}
    return {prefix: words for prefix, words in drawn.items() if words}


def _good(
    block: str, tries: Mapping[str, Mapping[str, str]], heights: Mapping[str, float]
) -> tuple[Mapping[str, str], float] | None:
    """The first try that was found good, with its height."""
    held = ((words, heights.get(_id(block, prefix))) for prefix, words in tries.items())
    return next(((words, needed) for words, needed in held if needed is not None), None)


def _id(block: str, prefix: str) -> str:
    named = _NAME.search(block)
    assert named is not None  # every block has an id
    return f"{prefix}-{named[1]}"


def _judged(trial: Compilation) -> dict[str, float]:
    """The items that are proven and that nothing is said of, with their heights on paper."""
    blamed = {found.item for found in trial.diagnostics}
    items = [resolved.item for resolved in trial.items if resolved.item.id not in blamed]
    return {str(item.id): height.of(item) for item in items}
