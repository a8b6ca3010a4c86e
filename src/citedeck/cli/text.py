"""Take a text from a file of Word, LibreOffice, a web page, an EPUB, a PDF, or plain in any encoding.

What is left out, joined or moved is told line by line; nothing is lost unsaid. The text is a seed from
then on: it is what questions quote, and the file is not read again. A PDF gives a draft to be read
against the paper.

Example: citedeck text speech.docx -o seeds/speech.txt
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.cli import shared
from citedeck.messages.visible import visible

if TYPE_CHECKING:
    from citedeck.commands.intake import Taken
    from citedeck.commands.intake.saving import Listed, Place


def run(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A .docx, .odt, .html, .epub, .pdf or .txt file; or several.", show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write it: a file, or a folder; printed if left out."),
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", help="What its bytes are in, such as cp1252; found out if left out.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Take it as it is told, and ask nothing.")] = False,  # noqa: FBT002
    force: Annotated[bool, typer.Option("--force", help="Replace a text that is there.")] = False,  # noqa: FBT002
) -> None:
    """Take a text."""
    if len(files) > 1 and (output is None or not output.is_dir()):
        raise typer.BadParameter("several files need a folder that is there", param_hint="--output")
    taken = _taken(files, encoding, likeliest=yes)
    for text in taken:
        _report(text)
    if output is None:
        typer.echo(taken[0].text, nl=False)
        return
    _save(taken, output, yes=yes, force=force)


def _taken(files: Sequence[Path], encoding: str, *, likeliest: bool) -> list[Taken]:
    """The texts of files; where one has none, why, and nothing of the others."""
    from citedeck.commands import intake
    from citedeck.commands.intake.draft import UnreadableError

    taken, failed = [], False
    for path in files:
        try:
            taken.append(intake.read(path, encoding, likeliest=likeliest))
        except UnreadableError as error:
            typer.echo(f"Error: {visible(f'{path} {error}')}", err=True)
            failed = True
    if failed:
        raise typer.Exit(1)
    return taken


def _report(taken: Taken) -> None:
    """What was read, and what there is to say of it, on stderr: the text itself may go to stdout."""
    typer.echo(visible(f"{taken.path.name}: {kind(taken)}, {_size(taken)}"), err=True)
    for line in remarks(taken):
        typer.echo(visible(line), err=True)


def _size(taken: Taken) -> str:
    counted = shared.points(sum(bool(line.strip()) for line in taken.text.split("\n")), "line")
    return f"{counted}, {shared.points(len(taken.headings), 'heading')}" if taken.headings else counted


def kind(taken: Taken) -> str:
    """What a text was taken from."""
    from citedeck.commands.intake.formats import NAMES

    return NAMES[taken.kind]


def remarks(taken: Taken) -> Iterator[str]:
    """What was left out, joined or moved, line by line, and what is to be said of the whole."""
    for line, words in taken.remarks:
        yield f"  line {line}: {words}"
    for heading in taken.headings:
        yield f"  heading: {heading}"
    for words in taken.advice:
        yield f"  {words}"
    if taken.is_draft:
        places = shared.points(len(taken.remarks), "place")
        yield f"  a PDF gives a draft: read it against the paper: {places}"


def _save(taken: Sequence[Taken], output: Path, *, yes: bool, force: bool) -> None:
    from citedeck.commands.intake import saving

    places = [saving.placed(text, output) for text in taken]
    changed = [place for place in places if place.old is not None and not place.is_same]
    for place in changed:
        typer.echo("\n".join(map(visible, place.difference().split("\n"))))
    if changed and not force:
        names = ", ".join(str(place.target) for place in changed)
        typer.echo(
            visible(f"nothing was written: {names} says something else; --force replaces it"), err=True
        )
        raise typer.Exit(1)
    _agree(taken, yes=yes)
    for place, listed in zip(places, saving.save(places), strict=True):
        for line in _written(place, listed):
            typer.echo(visible(line))


def _agree(taken: Sequence[Taken], *, yes: bool) -> None:
    """Ask whether the texts are to be taken as told, where there was anything to judge."""
    if yes or not any(text.remarks or text.is_draft for text in taken):
        return
    is_asked = sys.stdin.isatty()
    if is_asked and typer.confirm("Take it so?", err=True):
        return
    way_out = "" if is_asked else ": read what is told above, then again with --yes"
    typer.echo(f"nothing was written{way_out}", err=True)
    raise typer.Exit(1)


def _written(place: Place, listed: Listed) -> Iterator[str]:
    """What was written, and what there is to do now."""
    from citedeck.bank.raw import MANIFEST

    state = "as it is there already" if place.is_same else "replaced" if place.old is not None else "written"
    yield f"{place.target}: {state}"
    if listed.state == "added":
        yield f"{MANIFEST} lists it as `{listed.name}`: say there how questions name it (label)"
    elif listed.state == "renewed":
        yield f"{MANIFEST} says that it comes from {place.taken.path.name}"
    elif listed.state == "paste":
        yield f"in {MANIFEST}, write under `{listed.name}`:"
        yield from listed.lines.rstrip("\n").split("\n")
    if place.root is not None and place.old is not None and not place.is_same:
        yield "citedeck check says what the change touches; citedeck accept takes it, once you have read it"
