"""A teacher's own worksheet: drawn, laid out, and written with its key."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from pathlib import Path

from citedeck.bank.shapes import respelt
from citedeck.commands import build, companions, disk
from citedeck.languages import catalogue
from citedeck.model import Compilation, Course, Extract, Output, ResolvedItem, Sheet, Text, Worksheet, exact
from citedeck.quick import dataclass
from citedeck.sheets import choice, layout
from citedeck.sheets.choice import Chosen, Wish
from citedeck.sheets.points import worth
from citedeck.targets.paper import key, worksheet
from citedeck.targets.word import NoLibraryError
from citedeck.text import folding


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was chosen and written: nothing where `refused` says what the course has not."""

    compilation: Compilation
    chosen: Chosen = Chosen()
    written: tuple[str, ...] = ()
    refused: str = ""
    without: Mapping[str, str] = field(default_factory=dict)
    """Of each kind of companion that was asked for and not made, why."""
    alike: tuple[tuple[str, str], ...] = ()
    """Versions that print the same, for want of other orders."""

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the questions."""
        return tuple(str(resolved.item.id) for resolved in self.chosen.items)

    @property
    def points(self) -> Decimal:
        """What they add up to."""
        return exact(sum((worth(resolved.item) for resolved in self.chosen.items), Decimal()))


@dataclass(frozen=True, slots=True)
class Look:
    """How a teacher wants the sheet."""

    title: str
    versions: tuple[str, ...]
    profiles: Collection[str]
    with_text: bool = False
    word: bool = False
    kind: str = ""
    no_points: bool = False
    paper: str = ""
    """As the course has it, where it is empty."""


def draw(root: Path, folder: Path, wish: Wish, look: Look, command: str) -> Drawn:
    """Draw a sheet from the course in `root` and write it, with its keys, to `folder`.

    Raises UsageError where the wish names what the course has not.
    """
    compilation = build.compile_only(root)
    course = compilation.course
    if compilation.broken or course is None:
        return Drawn(compilation)
    course = replace(course, paper=look.paper or course.paper)
    check_names(wish, compilation, course)
    check_ids(wish, compilation)
    chosen = choice.choose(compilation.items, wish, course)
    if reason := refused(chosen, wish):
        return Drawn(compilation, chosen, refused=reason)
    named = _named(chosen.items, wish, look, course)
    sheets = layout.versions(course, named, chosen.items, command)
    outputs: list[Output] = []
    for sheet in sheets:
        outputs += worksheet.outputs(sheet, compilation, course, look.profiles)
        outputs.append(key.output(sheet, sheets, compilation, course))
    outputs += companions.made(outputs, compilation, [companions.PDF])[0]
    for_word, missing = _for_word(sheets, compilation, course, look)
    outputs += for_word
    disk.replace_files({folder / output.path: output.data for output in outputs}, folder)
    written = tuple(output.path for output in outputs)
    return Drawn(compilation, chosen, written, without=missing, alike=tuple(layout.alike(sheets)))


def refused(chosen: Chosen, wish: Wish) -> str:
    """Why no sheet is made: there are not the questions for it."""
    fitting = len(chosen.items)
    if wish.points is not None and not fitting:
        many = f" with {wish.count} questions" if wish.count else ""
        sides = f" on {wish.pages} side{'s' * (wish.pages > 1)}" if wish.pages else ""
        sums = f"add up to {exact(wish.points)} points{many}{sides}"
        return f"no questions {sums}: the most below is {exact(chosen.most)}"
    if not fitting:
        return "no question is left"
    if wish.points is None and fitting < (wish.count or wish.fewer or 0):
        return f"only {fitting} question{'s' * (fitting > 1)} fit"
    return ""


def _named(drawn: Sequence[ResolvedItem], wish: Wish, look: Look, course: Course) -> Worksheet:
    """A worksheet of the items chosen, as its teacher wants it."""
    ready = next((worksheet for worksheet in course.worksheets if worksheet.id == wish.sheet), None)
    base = _of_none(drawn, course) if ready is None else _of_ready(drawn, ready)
    return replace(
        base,
        id=_text(folding.slug(look.title, 40) or base.id),
        title=_text(look.title or base.title),
        items=tuple(resolved.item.id for resolved in drawn),
        versions=look.versions,
        texts=_texts_of(drawn) if look.with_text else base.texts,
        kind=_text(look.kind) if look.kind else base.kind,
        points=False if look.no_points else base.points,
    )


def _of_none(drawn: Sequence[ResolvedItem], course: Course) -> Worksheet:
    """What a sheet without a name is called, by its items: another one does not take its place."""
    words = catalogue.of(course.language)
    names = "\n".join(resolved.item.id for resolved in drawn)
    mark = hashlib.sha256(names.encode()).hexdigest()[:4]
    return Worksheet(id=_text(f"{words['sheet_name']}-{mark}"), title=_text(words["sheet"]), items=())


def _of_ready(drawn: Sequence[ResolvedItem], ready: Worksheet) -> Worksheet:
    """A ready worksheet; with fewer questions it takes less time and has another name."""
    if len(drawn) == len(ready.items):
        return ready
    return replace(ready, id=_text(f"{ready.id}-{len(drawn)}"), duration=None, total=None)


def _texts_of(drawn: Sequence[ResolvedItem]) -> tuple[Extract, ...]:
    """The printable texts that items ask about, each whole."""
    asked = dict.fromkeys(source for resolved in drawn for source in resolved.sources)
    return tuple(Extract(source=_text(source.id)) for source in asked if source.printable)


def check_names(wish: Wish, compilation: Compilation, course: Course) -> None:
    """Raises UsageError where a wish names a sheet, text, category, level or form that the course has not."""
    items = [resolved.item for resolved in compilation.items]
    wishes = {
        "--sheet": ([wish.sheet] if wish.sheet else [], [worksheet.id for worksheet in course.worksheets]),
        "--source": (wish.sources, course.sources),
        "--category": (wish.categories, course.categories or {str(item.category) for item in items}),
        "--level": (wish.levels, {str(item.level) for item in items if item.level}),
        "--form": (wish.forms, {str(item.form) for item in items}),
    }
    for option, (names, there) in wishes.items():
        for name in names:
            if name not in there:
                listed = ", ".join(sorted(map(str, there))) or "no such thing"
                raise disk.UsageError(f"{option}: the course has no `{name}`; it has {listed}")


def check_ids(wish: Wish, compilation: Compilation) -> None:
    """Raises UsageError where an id is that of no question for paper."""
    there = {str(resolved.item.id): resolved.item for resolved in compilation.items}
    for option, names in (("--items", wish.items), ("--without", wish.without)):
        for name in names:
            if name not in there:
                near = respelt(Text(name), there).get("help", ["citedeck list shows all of them"])
                raise disk.UsageError(f"{option}: there is no question `{name}`; {near[0]}")
    if deck := [name for name in wish.items if there[name].only == "deck"]:
        raise disk.UsageError(f"--items: `{deck[0]}` is for the deck only")
    if doubled := [name for name in wish.items if wish.items.count(name) > 1]:
        raise disk.UsageError(f"--items: `{doubled[0]}` stands twice")


def command_line(arguments: Collection[str]) -> str:
    """The line that repeats a sheet, ready to be pasted into a shell."""
    return shlex.join(["citedeck", "worksheet", *arguments])


def _for_word(
    sheets: Sequence[Sheet], compilation: Compilation, course: Course, look: Look
) -> tuple[list[Output], dict[str, str]]:
    """Sheets and keys for a word processor, or why there are none."""
    from citedeck.targets.word import documents

    outputs: list[Output] = []
    try:
        for sheet in sheets if look.word else ():
            outputs += documents.of_sheet(sheet, compilation, course, look.profiles)
            outputs.append(documents.of_key(sheet, sheets, compilation, course))
    except NoLibraryError as error:
        return [], {companions.WORD: str(error)}
    return outputs, {}


def _text(words: str) -> Text:
    """Words that no file holds: typed on the command line."""
    return Text(words)
