"""Which files make a course, in which order its banks are studied, and what is missing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from citedeck.bank import course, decoding, pictures
from citedeck.bank.raw import COURSE, LOCK, MANIFEST, Inputs, leads_out
from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Document, Lock, Picture, Source, Text

UNREAD = frozenset(("file-missing", "file-outside", "file-unread", "bank-unlisted", "file-encoding"))
"""Codes of banks that could not be read: what needs every item is not checked then."""


def texts(inputs: Inputs, complaints: list[Diagnostic]) -> tuple[dict[str, Source], frozenset[str] | None]:
    """Every source whose text can be read, and the ids of the others: None where they are not known."""
    manifest, trouble = inputs.read(MANIFEST)
    if trouble is not None:
        complaints.append(trouble)
        return {}, None
    listings, mistakes = course.load_sources(manifest)
    complaints += mistakes
    if not listings and mistakes:
        return {}, None
    sources: dict[str, Source] = {}
    first: dict[str, course.Listing] = {}
    for name, listing in listings.items():
        if listing is None:
            continue
        if (earlier := first.setdefault(listing.file, listing)) is not listing:
            complaints.append(_shared(listing, earlier))
        elif document := _text_of(listing, inputs, complaints):
            sources[name], mistakes = course.source(listing, document)
            complaints += mistakes
    complaints += _of_one_label(sources)
    return sources, frozenset(listings) - frozenset(sources)


def _of_one_label(sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """Texts that questions and decks call the same."""
    first: dict[str, Source] = {}
    for source in sources.values():
        earlier = first.setdefault(source.label.strip().casefold(), source)
        if earlier is not source:
            yield diagnostics.make(
                "label-repeated",
                f"`{earlier.id}` and `{source.id}` have one label: nobody can tell which text speaks",
                source.label.at if isinstance(source.label, Text) else source.at,
                help=["name each as its questions do: by its author, its title or its year"],
            )


def _shared(listing: course.Listing, earlier: course.Listing) -> Diagnostic:
    message = f"`{earlier.id}` is the text in {listing.file}: a file holds one"
    return diagnostics.make("value-invalid", message, listing.file.at)


def _text_of(listing: course.Listing, inputs: Inputs, complaints: list[Diagnostic]) -> Document | None:
    path = f"seeds/{listing.file}"
    if leads_out(listing.file):
        complaints.append(_outside(listing.file, "seeds/"))
        return None
    if path in inputs.files:
        document, trouble = inputs.read(path)
        trouble = trouble or decoding.not_plain(document)
        complaints += [trouble] if trouble else []
        return None if trouble else document
    complaints.append(inputs.refusal(path) or _no_text(listing, path))
    return None


def _no_text(listing: course.Listing, path: str) -> Diagnostic:
    message = f"the text of `{listing.id}` is not there: {path}; nothing quoted from it was checked"
    help_lines = ["put the file beside sources.yaml, or correct its name"]
    return diagnostics.make("file-missing", message, listing.file.at, help=help_lines)


def _outside(path: Text, folder: str) -> Diagnostic:
    message = f"{path} leads out of {folder}: nothing outside the course is read"
    help_lines = [f"put the file into {folder} and name it from there"]
    return diagnostics.make("file-outside", message, path.at, help=help_lines)


def manifest(
    inputs: Inputs, sources: Mapping[str, Source], unread: frozenset[str] | None, complaints: list[Diagnostic]
) -> Course | None:
    """The course over its sources; None after saying why there is none."""
    document, trouble = inputs.read(COURSE)
    if trouble is not None:
        complaints.append(trouble)
        return None
    loaded, mistakes = course.load(document, sources, unread)
    complaints += mistakes
    if loaded is None or loaded.logo is None:
        return loaded
    return replace(loaded, emblem=_emblem(loaded.logo, inputs, complaints))


def _emblem(name: Text, inputs: Inputs, complaints: list[Diagnostic]) -> Picture | None:
    """The picture of the school; None after saying why there is none."""
    path = f"questions/{name}"
    if leads_out(name):
        complaints.append(_outside(name, "questions/"))
    elif path in inputs.files and name.lower().endswith(pictures.SUFFIXES):
        try:
            return pictures.read(inputs.files[path])
        except pictures.NoPictureError as error:
            complaints.append(_no_picture(name, f"{path} cannot stand on a sheet: {error}"))
    else:
        refusal = inputs.refusal(path)
        why = refusal.message if refusal else f"there is no picture {path}"
        complaints.append(_no_picture(name, why))
    return None


def _no_picture(name: Text, message: str) -> Diagnostic:
    help_lines = [
        f"put a .png or .jpg of at most {pictures.MOST // 1000} kB beside course.yaml: logo: logo.png",
        "or leave `logo` out",
    ]
    return diagnostics.make("value-invalid", message, name.at, help=help_lines)


def released(inputs: Inputs, the_course: Course | None, complaints: list[Diagnostic]) -> Lock:
    """What the lock remembers; an empty one where it cannot be read, after saying so."""
    if LOCK not in inputs.files and LOCK not in inputs.refused:
        complaints += _missing_lock(the_course)
        return Lock()
    from citedeck.bank import lock, ownership  # of a course that was released

    document, trouble = inputs.read(LOCK)
    if trouble is not None:
        complaints.append(trouble)
        return Lock()
    loaded, mistakes = lock.load(document)
    complaints += mistakes
    if the_course is not None:
        complaints += ownership.complaints(the_course, loaded)
    return loaded


def _missing_lock(the_course: Course | None) -> list[Diagnostic]:
    """From version 1.0.0 on learners rely on what the lock remembers."""
    if the_course is None or the_course.version.startswith("0."):
        return []
    return [
        diagnostics.make(
            "lock-missing",
            f"version {the_course.version} was released, but {LOCK} is not there",
            the_course.version.at if isinstance(the_course.version, Text) else the_course.at,
            help=[
                "restore it from version control",
                "or rebuild it from the last deck: citedeck lock --from LAST.apkg",
                "if nothing was ever released: write `version: 0.1.0`",
                "if it is a copy that becomes a course of its own: citedeck fork",
            ],
        )
    ]


def banks(
    inputs: Inputs, the_course: Course, complaints: list[Diagnostic], among: Collection[str] | None = None
) -> list[Document]:
    """The bank files in the order of study: all, or those among some paths."""
    documents = []
    for path in in_order(inputs, the_course, complaints):
        if among is not None and path not in among:
            continue
        document, trouble = inputs.read(path)
        if trouble is not None:
            complaints.append(trouble)
        else:
            documents.append(document)
    return documents


def in_order(inputs: Inputs, the_course: Course, complaints: list[Diagnostic]) -> list[str]:
    """As `banks:` lists them, a folder for all its files; by name where it lists none."""
    paths = inputs.banks
    if not the_course.banks:
        return paths
    ordered: dict[str, None] = {}
    for listed in the_course.banks:
        if leads_out(listed):
            complaints.append(_outside(listed, "questions/"))
            continue
        path = f"questions/{listed}"
        in_it = [name for name in paths if name == path or name.startswith(path.rstrip("/") + "/")]
        if not in_it:
            message = f"there is no bank {path}"
            complaints.append(diagnostics.make("file-missing", message, listed.at, help=_names(paths)))
        ordered.update(dict.fromkeys(in_it))
    unlisted = [path for path in paths if path not in ordered]
    complaints += [_unlisted(path, the_course) for path in unlisted]
    return list(ordered)


def _unlisted(path: str, the_course: Course) -> Diagnostic:
    message = f"the bank {path} is not listed under `banks`"
    help_lines = [f"add {path.removeprefix('questions/')} to `banks`"]
    return diagnostics.make("bank-unlisted", message, the_course.banks[-1].at, help=help_lines)


def _names(paths: Sequence[str]) -> list[str]:
    return [f"the banks are: {', '.join(path.removeprefix('questions/') for path in paths)}"] if paths else []
