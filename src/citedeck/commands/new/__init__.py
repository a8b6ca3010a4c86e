"""A new course: a teacher's texts with an example of every form, or two letters of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from citedeck import compiler
from citedeck.bank import schema
from citedeck.bank.course import LANGUAGE
from citedeck.bank.files import COURSE, LOCK, MANIFEST, Inputs
from citedeck.commands import disk, writing
from citedeck.commands.disk import UsageError
from citedeck.commands.new import examples, filling, folder, phrases, texts
from citedeck.commands.new.texts import NewText
from citedeck.languages import guesses
from citedeck.model import Compilation, Course
from citedeck.quick import dataclass
from citedeck.sheets import choice
from citedeck.sheets.choice import Wish
from citedeck.text import folding

A_SHEET = 5
"""Questions to draw a first sheet of."""

UNTOUCHED = f"seeds/*.txt -text\n{writing.OUTPUT}/** -text\n{LOCK} text eol=lf\n"
"""For git: the texts and what is made of them keep their bytes, line ends too."""

IGNORED = f"{writing.STATE}\n*{disk.PENDING}\n{disk.ALONE}\n"


@dataclass(frozen=True, slots=True)
class Started:
    """A new course: its files by path, and what there is to say of it."""

    files: Mapping[str, bytes] = field(repr=False)
    language: str
    examples: int
    sheet: int
    """How many examples a drawn sheet can hold: those that do not answer each other, at most A_SHEET."""
    guessed: bool = False
    texts: tuple[NewText, ...] = ()
    """The texts it is drawn from; none where they are our own."""
    left_out: tuple[str, ...] = ()
    """Ids of examples that stand in a bank as comments only: nothing in its text fits."""

    @property
    def banks(self) -> list[str]:
        """The paths of its banks, in the order of study."""
        return Inputs(self.files).banks


def start(
    target: Path, paths: Sequence[Path] = (), language: str = "", labels: Sequence[str] = ()
) -> Started:
    """Write a new course to a free folder. Raises UsageError where it cannot be made."""
    folder.check_free(target)
    head, mark, rest = language.replace("_", "-").partition("-")
    tag = f"{head.lower()}{mark}{rest}"
    if tag and not LANGUAGE.matches(tag):
        raise UsageError(f"{language} is not {LANGUAGE.what}")
    if labels and not paths:
        raise UsageError("--label names a text given with --text")
    name = target.absolute().name
    started = drawn(name, paths, tag, labels) if paths else sample(name, tag or phrases.OTHERWISE)
    folder.write(target, started.files)
    return started


def sample(name: str, language: str) -> Started:
    """A course on two letters of our own. Raises UsageError where none are in the language."""
    spoken = phrases.spoken(language)
    if not phrases.has(language):
        *others, last = phrases.languages()
        said = f"{', '.join(others)} and {last}"
        raise UsageError(f"there are texts of our own in {said} only: give one with --text FILE")
    held = phrases.sample(spoken)
    known = _known(name, language)
    course = filling.filled(held[COURSE].decode(), known).encode()
    made = {**held, **_around(known, spoken), COURSE: course}
    compilation = compiler.compile(Inputs(made))
    files = {**made, **_schema(compilation.course)}
    return Started(files, language, len(compilation.items), _on_a_sheet(compilation))


def drawn(name: str, paths: Sequence[Path], language: str = "", labels: Sequence[str] = ()) -> Started:
    """A course on texts, with examples drawn from them. Raises UsageError where it cannot be made."""
    read = texts.read(paths)
    spoken = language or _guessed("\n".join(text.document.text for text in read))
    said = phrases.spoken(spoken)
    named = texts.labelled(read, labels, phrases.of(said))
    known = _known(name, spoken)
    head = filling.filled(phrases.template(said, "course.yaml"), known)
    base = {**_seeds(named, spoken, said), **_around(known, said), COURSE: head.encode()}
    made = examples.of(named, said, base)
    written = {f"questions/{name}.yaml": bank.words.encode() for name, bank in made.items()}
    left_out = [name for bank in made.values() for name in bank.left_out]
    whole = {**base, **written}
    compilation = compiler.compile(Inputs(whole))
    return Started(
        {**whole, **_schema(compilation.course)},
        spoken,
        examples=len(compilation.items),
        sheet=_on_a_sheet(compilation),
        guessed=not language,
        texts=named,
        left_out=tuple(left_out),
    )


def _guessed(text: str) -> str:
    """The language a text is surely in. Raises UsageError where it may be another."""
    first, *others = guesses.languages(text) or [""]
    if first and not others:
        return first
    if not first:
        raise UsageError("the words of the text tell no language we know: say which, such as --language es")
    near = " or ".join([first, *others][: guesses.NEAR])
    raise UsageError(f"the language may be {near}: say which, such as --language {first}")


def _known(name: str, language: str) -> dict[str, str]:
    """What a course is called: the name of its folder, as a title and as an id."""
    title = " ".join(name.replace("-", " ").replace("_", " ").split()) or "Course"
    return {
        "title": title[0].upper() + title[1:],
        "id": folding.slug(name, 40) or "course",
        "language": language,
    }


def _seeds(read: Sequence[NewText], language: str, said: str) -> dict[str, bytes]:
    """The texts, their bytes untouched, and what is said of them."""
    template = phrases.template(said, "source.yaml")
    names = ("id", "file", "label", "paragraphs")
    known = [{name: getattr(text, name) for name in names} | {"language": language} for text in read]
    manifest = "\n".join(filling.filled(template, text) for text in known)
    return {f"seeds/{text.file}": text.data for text in read} | {MANIFEST: manifest.encode()}


def _on_a_sheet(compilation: Compilation) -> int:
    return len(choice.draw(compilation.items, Wish(A_SHEET, seed="1")))


def _around(known: Mapping[str, str], said: str) -> dict[str, bytes]:
    """What git and its users need."""
    return {
        "README.md": phrases.template(said, "README.md").replace("$title", known["title"]).encode(),
        ".gitattributes": UNTOUCHED.encode(),
        ".gitignore": IGNORED.encode(),
    }


def _schema(course: Course | None) -> dict[str, bytes]:
    """What an editor knows of the banks of a course."""
    return {"questions/bank.schema.json": schema.printed("bank", course).encode()}
