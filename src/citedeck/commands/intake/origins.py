"""What sources.yaml says of a text that was taken in: its headings, and where it came from."""

from __future__ import annotations

from citedeck.bank import scalars
from citedeck.commands.intake import Taken


def described(entry: str, taken: Taken) -> str:
    """An entry of sources.yaml with what the file said of the text, and where it came from."""
    lines = [entry.rstrip("\n")]
    if taken.headings:
        lines.append(f"  headings: [{', '.join(map(in_quotes, taken.headings))}]")
    if not taken.is_untouched:
        lines.append(f"  from: {origin(taken)}")
    return "\n".join(lines) + "\n"


def origin(taken: Taken) -> str:
    """Where a text came from, as a value in sources.yaml."""
    """Where a text came from, as a value in sources.yaml."""
    return f"{{file: {in_quotes(taken.path.name)}, digest: {taken.digest}, tool: {in_quotes(taken.tool)}}}"


def in_quotes(words: str) -> str:
    """Words as a value in sources.yaml."""
    return f'"{scalars.escaped(words)}"'
