"""Take the questions that an assistant replied: each is proven alone, or told why it is not.

Taken are those whose every quotation stands in the text: they go into questions/draft-….yaml, each shown
with its passage. Refused are those whose words stand nowhere, and nothing can be said where they stand
twice or run over a paragraph. What to paste back for these is printed at the end: a second brief.
Exit code: 0 if all were taken, 1 if not.

Example: citedeck take reply.txt
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.messages.visible import visible

STDIN = Path("-")


def run(
    reply: Annotated[
        Path,
        typer.Argument(
            help="What the assistant replied, in a file; - for standard input.", show_default=False
        ),
    ],
    source: Annotated[
        str, typer.Option("--source", help="The id of the text, where the reply does not say it.")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The bank to write; questions/draft-….yaml if left out."),
    ] = None,
    second: Annotated[
        Path | None, typer.Option("--second", help="A file for the second brief; printed if left out.")
    ] = None,
    dry_run: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--dry-run", help="Say what would be taken, and write nothing.")
    ] = False,
    course: shared.CourseOption = Path(),
) -> None:
    """Take a reply."""
    from citedeck.commands.drafts import answering, replies, taking

    root = shared.find_course(course)
    name = "" if reply == STDIN else reply.stem
    try:
        took = taking.take(root, _data(reply), name, source, output, dry=dry_run)
    except replies.NoReplyError as error:
        typer.echo(visible(f"{error}: nothing was written"), err=True)
        raise typer.Exit(1) from None
    if took.course is None:
        shared.print_findings(took.diagnostics)
        raise typer.Exit(1)
    for line in answering.report(took, dry=dry_run):
        typer.echo(visible(line))
    _give_back("\n".join(answering.second(took)), second)
    raise typer.Exit(int(len(took.of("taken")) < len(took.questions)))


def _data(reply: Path) -> bytes:
    """The bytes of a reply, and no more than can be one."""
    from citedeck.commands import disk
    from citedeck.commands.drafts import replies

    if reply == STDIN:
        return sys.stdin.buffer.read(replies.MAX_REPLY + 1)
    return disk.given(reply)


def _give_back(words: str, second: Path | None) -> None:
    from citedeck.commands import disk

    if words and second is not None:
        disk.replace_files({second.absolute(): f"{words}\n".encode()}, second.absolute().parent)
    elif words:
        typer.echo(visible(f"\n{words}"))
