"""The command line: parse, call, print, exit code; nothing else. One file a verb.

Exit codes: 0 clean (warnings allowed), 1 mistakes found, 2 a wrong command line.
"""

from __future__ import annotations

import atexit
import gc
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer

from citedeck import __version__
from citedeck.cli import shared
from citedeck.commands import disk
from citedeck.messages import progress
from citedeck.messages.visible import visible

VERBS = (
    "new",
    "text",
    "check",
    "build",
    "show",
    "list",
    "worksheet",
    "export",
    "release",
    "fork",
    "fix",
    "accept",
    "coverage",
    "import",
    "brief",
    "take",
    "diff",
    "lock",
    "explain",
    "schema",
)


def application(verbs: Sequence[str] = VERBS) -> typer.Typer:
    """The command line with some of its verbs: each is imported here, for it takes its time."""
    app = typer.Typer(
        help="Compile question banks into Anki decks and worksheets. Every quotation stands in its text.",
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
    )
    app.callback()(_main)
    for name in verbs:
        verb = import_module(f"citedeck.cli.{name}{'_' * iskeyword(name)}")
        app.command(name, help=verb.__doc__)(verb.run)
    return app


def __getattr__(name: str) -> Any:
    """`app`, with all verbs, for those who call the command line from Python."""
    if name == "app":
        return application()
    raise AttributeError(name)


def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,  # noqa: FBT002
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; write UTF-8 whatever the console."""
    gc.disable()  # what a command makes lives as long as it: looking for garbage takes a third of the time
    atexit.register(gc.freeze)  # and Python would look once more at the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    progress.hear(lambda words: typer.echo(visible(f"note: {words}"), err=True))
    if sys.stderr.isatty():
        progress.listen(shared.working())
    asked = sys.argv[1:2]
    try:
        if not asked:
            from citedeck.cli import bare

            bare.run()
            return
        application(asked if asked and asked[0] in VERBS else VERBS)(prog_name="citedeck")
    except disk.UsageError as error:
        typer.echo(f"Error: {visible(str(error))}", err=True)
        sys.exit(2)
    except OSError as error:
        typer.echo(visible(f"Error: {error.filename or 'the output'}: {error.strerror}"), err=True)
        sys.exit(2)
