"""Start a course: a folder with a text and an example of every form of question.

With --text, the examples are drawn from your own text, or texts; without it they are about two
letters of ours. Every example is explained where it stands, and waits to be replaced.

Example: citedeck new my-course --text speech.txt
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citedeck.cli import shared
from citedeck.cli import text as text_verb
from citedeck.languages import catalogue
from citedeck.messages.visible import visible

if TYPE_CHECKING:
    from citedeck.commands.new import Started

PARAGRAPHS = {
    "blank": "a blank line ends one",
    "lines": "each line is one",
    "verse": "lines are kept, a blank line ends a stanza",
}


def run(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False, metavar="DIR")],
    text: Annotated[
        list[Path] | None,
        typer.Option(
            "--text", help="A text of yours: .txt, .docx, .odt, .html, .epub, .pdf; once more for another."
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="Its language, such as fr or es; guessed if left out.")
    ] = "",
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--label", help='How questions name the text: "Mr. Alder’s speech"; in the order of texts.'
        ),
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", help="What its bytes are in, such as cp1252; found out if left out.")
    ] = "",
) -> None:
    """Start a course."""
    from citedeck.commands import new as scaffold

    started = scaffold.start(folder, text or (), language, label or (), encoding)
    typer.echo("\n".join([*_made(folder, started), "", *_next(folder, started)]))


def _made(folder: Path, started: Started) -> list[str]:
    """What was made, and what was guessed for it."""
    lines = [f"{folder}: {shared.points(started.examples, 'example')} in {', '.join(started.banks)}"]
    for text in started.texts:
        ends = f"paragraphs: {text.paragraphs} ({PARAGRAPHS[text.paragraphs]})"
        how = "word for word" if text.taken.is_untouched else text_verb.kind(text.taken)
        lines.append(f"{text.taken.path.name}: {how} in seeds/{text.file}; {ends}")
        lines += map(visible, text_verb.remarks(text.taken))
    if started.guessed:
        lines.append(f"language: {started.language}, as its {started.guessed} look (if not: --language)")
    if english := _in_english(started.language):
        lines.append(f"language: {started.language}; {english} in English: there are no words for it yet")
    if started.left_out:
        names = ", ".join(started.left_out)
        lines.append(f"no example was found good for {names}: there as comments, to be filled in")
    return lines


def _in_english(language: str) -> str:
    """What of a course is in English, for want of words in its language."""
    from citedeck.commands.new import phrases

    if not catalogue.has(language):
        return "the examples, and what cards and sheets say of themselves, are"
    return "" if phrases.has(language) else "the examples are"


def _next(folder: Path, started: Started) -> list[str]:
    """What to do now, in order."""
    worksheet = f"citedeck worksheet --count {started.sheet}"
    return [
        "Next:",
        f"  cd {shlex.quote(str(folder))}",
        f"  {'citedeck check':<30}  every quotation is found in its text",
        f"  {'citedeck build':<30}  makes decks/: open decks/index.html",
        *([f"  {worksheet:<30}  draws a sheet to print, with its key"] if started.sheet else []),
        f"Then replace the examples in {started.banks[0]}, one by one: each says how.",
    ]
