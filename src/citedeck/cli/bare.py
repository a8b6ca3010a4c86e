"""`citedeck` alone: where one stands, what to do next, and where the help is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import typer

from citedeck.commands import signpost
from citedeck.messages import report
from citedeck.messages.visible import visible

_HELP = "All commands: citedeck --help. One of them, with an example: citedeck check --help."


def run() -> None:
    """Print what to do next in this folder."""
    post = signpost.at(Path(), _language(os.environ))
    typer.echo(visible(f"{post.stands}\n{post.purpose}\n  {post.command}"))
    typer.echo(report.say(_HELP, post.language))


def _language(environment: Mapping[str, str]) -> str:
    """The language of whoever has no course yet, as their system names it: `fr` of fr_FR.UTF-8."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((words for words in named if words), "").partition("_")[0].partition(".")[0]
