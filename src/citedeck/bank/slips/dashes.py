"""The dash of an entry of a list: where it is missing, and where it parts what belongs together."""

from __future__ import annotations

from citedeck.bank.nodes import MappingNode
from citedeck.messages import diagnostics
from citedeck.model import Diagnostic, Text


def missing(what: str, key: str) -> str:
    """What is said where a dash is missing before the first key of a question, or of what else."""
    return f"a new {what} begins with `- {key}:`"


def advice(where: str, line: str) -> str:
    """The way out of that: where else a dash stands, and the line with its own."""
    return f"write a dash before it, {where}: - {line}"


def parting(what: str, key: str) -> str:
    """What is said of a dash before a key of the question above, or of what else."""
    return f"a dash begins a new {what}, and `{key}` belongs to the one above"


def instead(blanks: str, key: str, line: str) -> str:
    """The way out of that: the line without its dash."""
    return f"write {blanks} before `{key}` instead of the dash: {line}"


def repeated(mapping: MappingNode, twice: list[Text]) -> list[Diagnostic]:
    """A complaint of each first key that stands again, where all begins anew with it; none where not."""
    first = next(iter(mapping))
    begun = [key for key in twice if key == first]
    begins = twice[0] == first and len(begun) < len(twice) and (first == "id" or _dashed(first))
    return [_lacking(first, key) for key in begun] if begins else []


def _dashed(key: Text) -> bool:
    """Whether a dash begins the line of a key."""
    number, column = key.document.position(key.start)
    return "-" in key.document.line(number)[: column - 1]


def _lacking(first: Text, key: Text) -> Diagnostic:
    above, _ = key.document.position(first.start)
    where = (
        f"where the one of line {above} stands" if _dashed(first) else "and one on the other lines with `id`"
    )
    message = missing("question" if key == "id" else "entry of the list", key)
    return diagnostics.make("yaml-dash", message, key.at, help=[advice(where, key.at.rest_of_line)])
