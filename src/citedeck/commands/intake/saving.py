"""A text that was taken in, among the seeds of a course: its file, and its entry in sources.yaml."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from pathlib import Path
from string import ascii_uppercase

from citedeck.bank import course, decoding
from citedeck.bank.raw import COURSE, MANIFEST
from citedeck.commands import disk, folders
from citedeck.commands.disk import UsageError
from citedeck.commands.intake import Taken, origins
from citedeck.commands.new import filling, phrases, texts
from citedeck.languages import guesses
from citedeck.model import LINE_END, Origin, Text
from citedeck.quick import dataclass

SEEDS = "seeds"
OTHERWISE = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is to be written: its file, what stands there, and the manifest of its course."""

    taken: Taken
    target: Path
    old: bytes | None
    root: Path | None
    """The course whose seeds hold the target."""

    @property
    def is_same(self) -> bool:
        """Whether the text is there already."""
        return self.old == self.taken.data

    @property
    def name(self) -> str:
        """The target as sources.yaml names it."""
        assert self.root is not None  # only texts of a course are listed
        return self.target.resolve().relative_to(self.root / SEEDS).as_posix()

    def difference(self) -> str:
        """What the text would change in the file that is there, as a unified diff."""
        old = (self.old or b"").decode("utf-8-sig", "replace")
        names = str(self.target), str(self.taken.path)
        before, after = (LINE_END.split(words.rstrip("\r\n")) for words in (old, self.taken.text))
        return "\n".join(difflib.unified_diff(before, after, *names, n=1, lineterm=""))


@dataclass(frozen=True, slots=True)
class Listed:
    """What was done about the entry of a text: whether it was written, or the lines that are still to be."""

    state: str
    """`added`, `renewed`, `paste`, or nothing outside of a course."""
    name: str = ""
    lines: str = ""


def placed(taken: Taken, output: Path) -> Place:
    """Where a text goes: into a folder under its own name, or to a file. Raises UsageError."""
    target = output / f"{texts.id_of(taken.path, ())}.txt" if output.is_dir() else output
    if disk.is_link(target) or (target.exists() and not target.is_file()):
        raise UsageError(f"{target} is no file: name one with --output")
    if target.exists() and target.samefile(taken.path):
        raise UsageError(f"{target} is the file that is read: name another with --output")
    return Place(taken, target, disk.content(target), _course_of(target))


def _course_of(target: Path) -> Path | None:
    try:
        root = folders.find_course(target.parent)
    except folders.NoCourseError:
        return None
    return root if target.resolve().is_relative_to(root / SEEDS) else None


def save(places: Collection[Place]) -> list[Listed]:
    """Write texts and their entries; of each, what was done about its entry. Raises UsageError."""
    if len({place.target.resolve() for place in places}) < len(places):
        raise UsageError("two of the files have place name: give each a file of its own with --output")
    listed = []
    for place in places:
        if not place.is_same:
            disk.replace_files({place.target: place.taken.data}, place.target.parent)
        listed.append(_list(place) if place.root else Listed(""))
    return listed


def _list(place: Place) -> Listed:
    """Write the entry of a text, where it can be done surely."""
    assert place.root is not None
    path = place.root / MANIFEST
    old = path.read_bytes()
    document, trouble = decoding.read(MANIFEST, old)
    listings, complaints = course.load_sources(document) if trouble is None else ({}, [trouble])
    mine = next((entry for entry in listings.values() if entry and entry.file == place.name), None)
    if mine is None:
        name, entry = _entry(place, listings)
        new = f"{document.text.rstrip()}\n\n{entry}".lstrip()
    else:
        name, entry = str(mine.id), f"  from: {origins.origin(place.taken)}\n"
        new = _renewed(document.text, mine.values.get("from"), place.taken)
    if new == document.text or (mine and not new and place.taken.is_untouched):
        return Listed("")
    if not new or not _reads(new, {*listings, name}, len(complaints)):
        return Listed("paste", name, entry)
    disk.replace_inputs({MANIFEST: (old, new.encode())}, place.root)
    return Listed("renewed" if mine else "added", name)


def _reads(manifest: str, names: Collection[str], complaints: int) -> bool:
    """Whether a manifest lists these texts, and nothing more is wrong with it than before."""
    document, _ = decoding.read(MANIFEST, manifest.encode())
    listings, mistakes = course.load_sources(document)
    return set(listings) == set(names) and len(mistakes) <= complaints


def _renewed(manifest: str, origin: Origin | None, taken: Taken) -> str:
    """A manifest that says where a text comes from now; nothing where it did not say so before."""
    if origin is None:
        return ""
    now = {"file": taken.path.name, "digest": taken.digest, "tool": taken.tool}
    values: list[tuple[Text, str]] = [
        (value, now[name]) for name in now if isinstance(value := getattr(origin, name), Text)
    ]
    for value, words in sorted(values, key=lambda pair: -pair[0].start):
        if value != words:
            written = words if words == taken.digest else origins.in_quotes(words)
            manifest = f"{manifest[: value.start]}{written}{manifest[value.end :]}"
    return manifest


def _entry(place: Place, listings: Mapping[str, object]) -> tuple[str, str]:
    """The id and the entry of a text that is not listed yet."""
    assert place.root is not None
    document, _ = decoding.read(COURSE, (place.root / COURSE).read_bytes())
    described, _ = course.load(document, {}, None)
    spoken = described.language if described else OTHERWISE
    near = guesses.languages(place.taken.text)
    name = texts.id_of(Path(place.name), [str(listing) for listing in listings])
    words = {
        "id": name,
        "file": place.name,
        "label": _label(spoken, listings),
        "paragraphs": place.taken.paragraphs,
        "language": near[0] if len(near) == 1 else spoken,
    }
    template = phrases.template(phrases.spoken(spoken), "source.yaml")
    return name, origins.described(filling.filled(template, words), place.taken)


def _label(language: str, listings: Mapping[str, object]) -> str:
    """How questions name a text until somebody says better, as no other is named."""
    says = phrases.of(phrases.spoken(language))
    taken = {
        str(entry.values.get("label", "")).casefold()
        for entry in listings.values()
        if isinstance(entry, course.Listing)
    }
    lettered = (says.labels.format(letter) for letter in ascii_uppercase)
    return next((label for label in (says.label, *lettered) if label.casefold() not in taken), says.label)
