"""What YAML offers and nobody needs here: words that begin with & * or ! meant nothing by it."""

from __future__ import annotations

from citedeck.bank.scalars import in_quotes
from citedeck.model import Span
from citedeck.quick import pattern


def advice(at: Span) -> list[str]:
    """What to write instead of an anchor, an alias or a tag that stands here."""
    number, column = at.document.position(at.start)
    key, value = at.document.line(number)[: column - 1].strip(), at.rest_of_line
    if key.endswith(":") and (begun := _PROPERTY.match(value)) is not None:
        return [f"delete `{begun[0].strip()}`"]
    if key.endswith(":") and not value.startswith("*"):
        return [f"put the words in quotes: {key} {in_quotes(value.strip())}"]
    return ["write the words out; words that start with & * or ! stand in double quotes"]


_PROPERTY = pattern(r"[&!]\S*\s+(?=[\"'])")
