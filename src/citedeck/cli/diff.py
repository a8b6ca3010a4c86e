"""Say what a new deck changes for those who study the old one.

Without the new one: what the next release of the course would change, since that deck or the last release.

Example: citedeck diff old.apkg decks/new.apkg --language fr
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from citedeck.cli import shared
from citedeck.targets.anki import changes, note_types, promises
from citedeck.targets.anki.identity import Owner


def run(
    old: Annotated[
        Path | None, typer.Argument(help="The deck as learners have it.", show_default=False)
    ] = None,
    new: Annotated[
        Path | None, typer.Argument(help="The deck they would import.", show_default=False)
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="Language of the words; the course's, or English.")
    ] = "",
    course: shared.CourseOption = Path(),
) -> None:
    """Compare two decks, or one with a course."""
    if old is None or new is None:
        differences, spoken, owner = _coming(course, old)
    else:
        differences, spoken, owner = _of_decks(old, new)
    typer.echo(changes.in_words(differences, language or spoken, owner), nl=False)


def _of_decks(old: Path, new: Path) -> tuple[changes.Changes, str, Owner]:
    """What one deck changes for those who have another."""
    then, now = shared.deck(old), shared.deck(new)
    restyled = changes.is_restyled(then.about.templates, now.about.templates)
    return replace(changes.between(then.records, now.records), restyled=restyled), "en", now.about.owner


def _coming(folder: Path, old: Path | None) -> tuple[changes.Changes, str, Owner]:
    """What the next release would change, since a deck or the last one; its language, whose it is."""
    from citedeck.commands import build

    compilation = build.compile_only(shared.find_course(folder))
    course = compilation.course
    if compilation.broken or course is None:
        raise shared.mistakes_first()
    owner = Owner(course.id, course.key)
    planned = promises.planned(compilation, course)
    if old is None:
        return changes.since(compilation.lock, planned), course.language, owner
    then = shared.deck(old)
    if then.about.owner != owner:
        raise typer.BadParameter(f"{old} is a deck of `{then.about.owner.name}`, not of `{owner.name}`")
    restyled = changes.is_restyled(then.about.templates, note_types.MODIFIED)
    return replace(changes.between(then.records, planned), restyled=restyled), course.language, owner
