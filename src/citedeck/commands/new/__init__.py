"""A new course: a teacher's texts with an example of every form, or two letters of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from citedeck import compiler
from citedeck.bank import schema
from citedeck.bank.course import LANGUAGE
from citedeck.bank.raw import COURSE, LOCK, MANIFEST, Inputs
from citedeck.commands import disk, folders, keys, statefile
from citedeck.commands.disk import UsageError
from citedeck.commands.intake import origins
from citedeck.commands.new import examples, filling, folder, phrases, texts
from citedeck.commands.new.texts import NewText
from citedeck.languages import briefing, guesses
from citedeck.model import Compilation, Course
from citedeck.quick import dataclass
from citedeck.sheets import choice
from citedeck.sheets.choice import Wish
from citedeck.text import folding

A_SHEET = 5
"""Questions to draw a first sheet of."""

UNTOUCHED = f"seeds/*.txt -text\n{folders.OUTPUT}/** -text\n{LOCK} text eol=lf\n"
"""For git: the texts and what is made of them keep their bytes, line ends too."""

IGNORED = f"{statefile.NAME}\n*{disk.PENDING}\n{disk.ALONE}\n"


@dataclass(frozen=True, slots=True)
class Started:
    """A new course: its files by path, and what there is to say of it."""

    files: Mapping[str, bytes] = field(repr=False)
    language: str
    examples: int
    sheet: int
    """How many examples a drawn sheet can hold: those that do not answer each other, at most A_SHEET."""
    guessed: str = ""
    """What tells its language, `words` or `letters`; nothing where it was given."""
    texts: tuple[NewText, ...] = ()
    """The texts it is drawn from; none where they are our own."""
    left_out: tuple[str, ...] = ()
    """Ids of examples that stand in a bank as comments only: nothing in its text fits."""

    @property
    def banks(self) -> list[str]:
        """The paths of its banks, in the order of study."""
        return Inputs(self.files).banks


def start(
    target: Path,
    paths: Sequence[Path] = (),
    language: str = "",
    labels: Sequence[str] = (),
    encoding: str = "",
) -> Started:
    """Write a new course to a free folder. Raises UsageError where it cannot be made.

    `encoding` is what the bytes of the texts are in, where they do not say so.
    """
    folder.check_free(target)
    head, mark, rest = language.replace("_", "-").partition("-")
    tag = f"{head.lower()}{mark}{rest}"
    if tag and not LANGUAGE.matches(tag):
        raise UsageError(f"{language} is not {LANGUAGE.what}")
    if labels and not paths:
        raise UsageError("--label names a text given with --text")
    name = target.absolute().name
    if encoding and not paths:
        raise UsageError("--encoding is for a text given with --text")
    started = (
        on_texts(name, paths, tag, labels, encoding) if paths else sample(name, tag or phrases.OTHERWISE)
    )
    folder.write(target, started.files)
    return started


def sample(name: str, language: str) -> Started:
    """A course on two letters of our own. Raises UsageError where none are in the language."""
    spoken = phrases.spoken(language)
    if not phrases.has(language):
        *others, last = phrases.languages()
        listed = f"{', '.join(others)} and {last}"
        raise UsageError(f"there are texts of our own in {listed} only: give one with --text FILE")
    templates = phrases.sample(spoken)
    naming = _naming(name, language)
    course = filling.filled(templates[COURSE].decode(), naming).encode()
    base = {**templates, **_around(naming, spoken), COURSE: course}
    compilation = compiler.compile(Inputs(base))
    files = {**base, **_schema(compilation.course)}
    return Started(files, language, len(compilation.items), _on_a_sheet(compilation))


def on_texts(
    name: str, paths: Sequence[Path], language: str = "", labels: Sequence[str] = (), encoding: str = ""
) -> Started:
    """A course on texts, with examples drawn from them. Raises UsageError where it cannot be made."""
    read = texts.read(paths, encoding)
    words = "\n".join(text.document.text for text in read)
    course_language = language or _guessed(words)
    spoken = phrases.spoken(course_language)
    named = texts.labelled(read, labels, phrases.of(spoken), course_language)
    naming = _naming(name, course_language)
    head = filling.filled(phrases.template(spoken, "course.yaml"), naming)
    base = {**_seeds(named, course_language, spoken), **_around(naming, spoken), COURSE: head.encode()}
    banks = examples.of(named, spoken, base)
    written = {f"questions/{name}.yaml": bank.words.encode() for name, bank in banks.items()}
    left_out = [name for bank in banks.values() for name in bank.left_out]
    whole = {**base, **written}
    compilation = compiler.compile(Inputs(whole))
    return Started(
        {**whole, **_schema(compilation.course)},
        course_language,
        examples=len(compilation.items),
        sheet=_on_a_sheet(compilation),
        guessed="" if language else guesses.told_by(words),
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


def _naming(name: str, language: str) -> dict[str, str]:
    """What a course is called: the name of its folder, as a title and as an id."""
    title = " ".join(name.replace("-", " ").replace("_", " ").split()) or "Course"
    return {
        "title": title[0].upper() + title[1:],
        "id": folding.slug(name, 40) or "course",
        "language": language,
        "key": keys.draw(),
    }


def _seeds(read: Sequence[NewText], language: str, spoken: str) -> dict[str, bytes]:
    """The texts, their bytes untouched, and what is said of them."""
    template = phrases.template(spoken, "source.yaml")
    names = ("id", "file", "label", "paragraphs")
    entries = []
    for text in read:
        words = {name: getattr(text, name) for name in names}
        entry = filling.filled(template, {**words, "language": language})
        entries.append(origins.described(entry, text.taken))
    return {f"seeds/{text.file}": text.taken.data for text in read} | {MANIFEST: "\n".join(entries).encode()}


def _on_a_sheet(compilation: Compilation) -> int:
    assert compilation.course is not None  # it was just made
    return len(choice.choose(compilation.items, Wish(A_SHEET, seed="1"), compilation.course).items)


def _around(naming: Mapping[str, str], spoken: str) -> dict[str, bytes]:
    """What git, its users and agents need."""
    return {
        "AGENTS.md": briefing.for_agents().encode(),
        "README.md": phrases.template(spoken, "README.md").replace("$title", naming["title"]).encode(),
        ".gitattributes": UNTOUCHED.encode(),
        ".gitignore": IGNORED.encode(),
    }


def _schema(course: Course | None) -> dict[str, bytes]:
    """What an editor knows of the banks of a course."""
    return {"questions/bank.schema.json": schema.printed("bank", course).encode()}
