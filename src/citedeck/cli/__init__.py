"""The command line: parse, call, print, exit code; nothing else. One file a verb.

Exit codes: 0 clean (warnings allowed), 1 mistakes found, 2 a wrong command line.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from citedeck import __version__, disk
from citedeck.cli import accept, build, check, coverage, diff, explain, fix, lock, release, schema, worksheet

app = typer.Typer(
    help="Compile question banks into Anki decks and worksheets. Every answer is found in its text.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

for verb in (check, build, worksheet, release, fix, accept, coverage, diff, lock, explain, schema):
    app.command(verb.__name__.rpartition(".")[2], help=verb.__doc__)(verb.run)


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,  # noqa: FBT002
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; write UTF-8 whatever the console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(prog_name="citedeck")
    except disk.UsageError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        typer.echo(f"Error: {error.filename or 'the output'}: {error.strerror}", err=True)
        sys.exit(2)
