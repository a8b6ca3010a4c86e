"""Show what becomes of an item: its cards, its place on a sheet, its part of the key.

The words are those that are printed; the quotation is underlined in its sentence. With
--uncovered: the sentences that no question asks about, each as an item to fill in, and which
items only give it: citedeck show --uncovered

Example: citedeck show speech-short
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from citedeck import compiler
from citedeck.bank.raw import Inputs
from citedeck.cli import shared
from citedeck.commands import folders
from citedeck.messages.spelling import asked, near
from citedeck.messages.visible import visible
from citedeck.model import Compilation, Course, Item, ResolvedItem

WIDEST = 100


def run(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Ids of items, or of their rows.", show_default=False)
    ] = None,
    uncovered: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--uncovered", help="The sentences no question asks about, as items to fill in.")
    ] = False,
    course: shared.CourseOption = Path(),
) -> None:
    """Show items."""
    from citedeck.commands import show

    names = list(dict.fromkeys(ids or ()))
    if bool(names) == uncovered:
        raise typer.BadParameter("name items, or --uncovered alone", param_hint="IDS")
    root = shared.find_course(course)
    inputs = folders.read(root)
    compilation = compiler.compile(inputs)
    if compilation.course is None:
        shared.print_findings(compilation.diagnostics, root=root)
        raise typer.Exit(1)
    if uncovered:
        _print_uncovered(inputs, compilation, compilation.course)
        return
    all_names = show.names(compilation, compilation.course)
    for name in names:
        if name not in all_names:
            raise typer.BadParameter(_unknown(name, all_names, compilation), param_hint="IDS")
    broken = [_print(name, compilation, compilation.course, root) for name in names]
    raise typer.Exit(int(any(broken)))


def _print_uncovered(inputs: Inputs, compilation: Compilation, of: Course) -> None:
    from citedeck.commands.drafts import stubs

    if compilation.broken:
        raise shared.mistakes_first()
    banks = (inputs.files[path] for path in inputs.banks)
    written = list(stubs.uncovered(compilation, of, banks))
    typer.echo("\n".join(written), nl=False)
    if not written:
        typer.echo("every sentence is asked about", err=True)
        return
    counted = shared.points(len(written), "sentence")
    typer.echo(f"{counted} not asked about: fill in prompt and answer, and choose an id", err=True)


def _unknown(name: str, names: list[str], compilation: Compilation) -> str:
    message = "; ".join([f"there is no item `{name}`", *asked(near(name, names))])
    whole = compilation.whole and compilation.course is not None and not compilation.course.unread
    return message if whole else f"{message}; not every item could be read: run citedeck check"


def _print(name: str, compilation: Compilation, of: Course, root: Path) -> bool:
    """Print an item, or what is wrong with it; whether something is."""
    from citedeck.commands import show

    diagnostics = show.findings(compilation, name)
    resolved = show.item(compilation, name)
    broken = any(diagnostic.is_error for diagnostic in diagnostics)
    if resolved is not None and not broken:
        _print_parts(name, resolved, compilation, of)
    for item in compilation.retired:
        if item.id == name and not broken:
            typer.echo(visible(f"{_head(item)}\nretired: {item.retired}\n"))
    shared.print_findings(diagnostics, root=root)
    return broken


def _print_parts(name: str, resolved: ResolvedItem, compilation: Compilation, of: Course) -> None:
    from citedeck.commands import plain, show
    from citedeck.messages import terminal

    color = shared.wants_color()
    columns = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    typer.echo(visible(_head(resolved.item)))
    for line in _places(resolved, compilation):
        typer.echo(f"  {line}")
    for part in show.parts(compilation, of, resolved, name):
        rule = f"── {part.title} ".ljust(columns, "─")
        typer.echo(f"\x1b[1;34m{rule}\x1b[0m" if color else rule)
        for line in terminal.shown(plain.lines(part.html), columns, color=color):
            typer.echo(line)
    typer.echo()


def _places(resolved: ResolvedItem, compilation: Compilation) -> Iterator[str]:
    """The ready sheets that hold an item, or that none does."""
    from citedeck.commands import show

    places = list(show.places(compilation, resolved))
    for sheet, entry in places:
        yield f"on {sheet.worksheet.id}, version {sheet.version}: question {entry.number}"
    if not places:
        yield "on no sheet: `only: deck`" if resolved.item.only == "deck" else "on no ready sheet"


def _head(item: Item) -> str:
    """The item, what it is, and where its bank has it."""
    at = item.id.at
    level = f"level {item.level}" if item.level else ""
    facts = [item.form, *(str(name) for name in item.sources), str(item.category or ""), level]
    line, column = at.document.position(at.start)
    return f"{item.id} ({', '.join(filter(None, facts))}) {at.document.path}:{line}:{column}"
