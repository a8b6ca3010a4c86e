"""A bank of examples: a template's blocks, filled with what was drawn and judged by the compiler."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from string import Template

from citedeck.bank import scalars
from citedeck.bank.shapes import BLANK
from citedeck.commands.new.sketches import Sketch
from citedeck.model import Compilation
from citedeck.quick import dataclass

TRIES = 6
"""How often each example is drawn: the first that the compiler has nothing to say of is taken."""

Draw = Callable[[str, int], Sketch]

_QUOTED = re.compile(r'"[^"\n]*"')
_NAME = re.compile(r"- id: \$id-(\S+)")


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank as it is written: how many examples it has, and the ids of those left out."""

    words: str
    examples: int
    left_out: tuple[str, ...]


def fill(
    template: str, fixed: Mapping[str, str], note: str, draw: Draw, compiled: Callable[[str], Compilation]
) -> Bank:
    """A bank whose every example compiles without a word; the others stand in it as comments.

    `fixed` are words of the template that need no drawing, `id` and `title` among them; `note` is
    what to say of an example that could not be drawn; `compiled` is the course with a bank.
    """
    head, *blocks = template.rstrip("\n").split("\n\n")
    tried = [_tries(block, fixed, draw, number * TRIES) for number, block in enumerate(blocks)]
    trial = [
        filled(block, {**fixed, **words, "id": prefix})
        for block, tries in zip(blocks, tried, strict=True)
        for prefix, words in tries.items()
    ]
    proven = _proven(compiled("\n\n".join([filled(head, fixed), *trial])))
    written, left_out = [], []
    for block, tries in zip(blocks, tried, strict=True):
        if words := _good(block, tries, proven):
            written.append(filled(block, {**fixed, **words}))
        else:
            written.append(commented(block, fixed, note))
            left_out.append(_id(block, fixed["id"]))
    examples = len(blocks) - len(left_out)
    text = "\n\n".join([filled(head if examples else f"{head} []", fixed), *written])
    return Bank(f"{text}\n", examples, tuple(left_out))


def with_comments(bank: Bank, template: str, fixed: Mapping[str, str], note: str) -> Bank:
    """A bank that ends with the examples of another template as comments."""
    _, *blocks = template.rstrip("\n").split("\n\n")
    comments = "\n\n".join(commented(block, fixed, note) for block in blocks)
    return replace(bank, words=f"{bank.words}\n{comments}\n")


def filled(template: str, words: Mapping[str, str]) -> str:
    """A template with its words, as they stand between double quotes."""
    return Template(template).substitute({name: scalars.escaped(value) for name, value in words.items()})


def commented(block: str, fixed: Mapping[str, str], note: str) -> str:
    """An example as a comment, with BLANK for all words, and for the codes that are not known.

    A BLANK that is forgotten reaches no card: it is refused where words are to stand.
    """
    blank = _QUOTED.sub(f'"{BLANK}"', block)
    names = Template(blank).get_identifiers()
    lines = filled(blank, {**dict.fromkeys(names, BLANK), **fixed}).split("\n")
    comment = [line for line in lines if line.startswith("  #")]
    return "\n".join([*comment, f"  # ({note})", *(f"  # {line[2:]}" for line in lines[len(comment) :])])


def _tries(block: str, fixed: Mapping[str, str], draw: Draw, first: int) -> dict[str, Mapping[str, str]]:
    """What was drawn for an example, under what each try puts before its id."""
    name = _id(block, "").removeprefix("-")
    sketches = {f"try{turn}-{fixed['id']}": draw(name, turn) for turn in range(first, first + TRIES)}
    return {prefix: words for prefix, words in sketches.items() if words}


def _good(
    block: str, tries: Mapping[str, Mapping[str, str]], proven: Collection[str]
) -> Mapping[str, str] | None:
    """The first try that was found good."""
    return next((words for prefix, words in tries.items() if _id(block, prefix) in proven), None)


def _id(block: str, prefix: str) -> str:
    named = _NAME.search(block)
    assert named is not None  # every block has an id
    return f"{prefix}-{named[1]}"


def _proven(trial: Compilation) -> set[str]:
    """The ids of items that are proven and that nothing is said of."""
    blamed = {diagnostic.item for diagnostic in trial.diagnostics}
    return {str(resolved.item.id) for resolved in trial.items} - blamed
