"""Items written as a bank has them, for an author to go on with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from citedeck.bank import scalars
from citedeck.messages import diagnostics
from citedeck.model import Span
from citedeck.proof import placing
from citedeck.text import folding, search
from citedeck.text.reading import Reading

_BARE = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)*|[1-9]|(?:0|[1-9][0-9]*)(?:[.][0-9]+)?")
_BELOW = "\n"
"""What a value begins with that stands below its key."""

_CODES = frozenset(["id", "type", "source", "category", "level", "points"])
"""Keys whose values are codes, bare where they look like some."""


class Written(str):
    """A value that is YAML already."""

    __slots__ = ()


def rows(each: Iterable[Mapping[str, str]]) -> Written:
    """A list of mappings, one a line, below its key."""
    lines = (", ".join(f"{key}: {_value(key, words)}" for key, words in row.items()) for row in each)
    return Written("".join(f"\n      - {{{line}}}" for line in lines))


def item(values: Mapping[str, str | Iterable[str]], comments: Iterable[str] = ()) -> str:
    """An item of a bank's list: its keys in order, then lines that YAML does not read.

    Values are words; `evidence` is YAML already. An empty value is written only where it is
    to be filled in: the caller leaves out the others.
    """
    written = {key: _value(key, value) for key, value in values.items()}
    lines = [f"{key}:{'' if value[:1] == _BELOW else ' '}{value}" for key, value in written.items()]
    lines += [f"#{comment}" for comment in comments]
    return "".join(f"{'    ' if number else '  - '}{line}\n" for number, line in enumerate(lines))


def evidence(reading: Reading, sentence: Span) -> str:
    """A sentence of a source as the value of `evidence`, told apart where it stands twice."""
    written = diagnostics.on_one_line(sentence.text)
    words = folding.words(written)
    places = search.whole(reading.folded, reading.folded.text, words)
    at = next((at for at in places if reading.span(at, at + len(words)).start >= sentence.start), None)
    context = placing.apart(reading, at, len(words), places) if len(places) > 1 and at is not None else None
    if context is None:
        return scalars.quoted(written)
    return f"{{quote: {scalars.quoted(written)}, {context[0]}: {scalars.quoted(context[1])}}}"


def _value(key: str, value: str | Iterable[str]) -> str:
    if isinstance(value, Written):
        return value
    if not isinstance(value, str):
        return f"[{', '.join(map(scalars.quoted, value))}]"
    verdict = key == "answer" and value in ("true", "false")
    bare = verdict or key == "evidence" or (key in _CODES and _BARE.fullmatch(value))
    return value if bare else scalars.quoted(value)
