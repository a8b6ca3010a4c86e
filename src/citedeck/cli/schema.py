"""Print the JSON Schema of a kind of file, for editors.

Example: citedeck schema bank > questions/bank.schema.json
"""

from __future__ import annotations

import json
from typing import Annotated

import typer

from citedeck import schema


def run(
    file: Annotated[str, typer.Argument(help=f"Which file: {', '.join(schema.FILES)}.")] = "bank",
) -> None:
    """Print a schema."""
    if file not in schema.FILES:
        raise typer.BadParameter(f"{file} is none of {', '.join(schema.FILES)}", param_hint="FILE")
    typer.echo(json.dumps(schema.schema(file), ensure_ascii=False, indent=1))
