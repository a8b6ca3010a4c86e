"""Say what a new deck changes for those who study the old one.

Example: citedeck diff old.apkg decks/new.apkg --language fr
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citedeck import changes
from citedeck.cli import shared


def run(
    old: Annotated[Path, typer.Argument(help="The deck as learners have it.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="The deck they would import.", show_default=False)],
    language: Annotated[str, typer.Option("--language", help="Language of the words: en or fr.")] = "en",
) -> None:
    """Compare two decks."""
    found = changes.between(shared.records_of(old), shared.records_of(new))
    typer.echo(changes.in_words(found, language), nl=False)
