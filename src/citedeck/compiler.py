"""The whole pipeline on one page, pure: texts in, a compilation out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from citedeck import checks
from citedeck.bank import banks, course, decoding, lock
from citedeck.messages import diagnostics, progress
from citedeck.model import Compilation, Course, Diagnostic, Document, Item, Lock, Source, Text
from citedeck.proof import claims, edits, placing
from citedeck.quick import dataclass
from citedeck.sheets import choice, extracts, layout

MANIFEST = "seeds/sources.yaml"
COURSE = "questions/course.yaml"
LOCK = "questions/citedeck.lock"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a course: bytes by path, and when a bank was last written (epoch seconds)."""

    files: Mapping[str, bytes] = field(repr=False)
    written: int = 0
    refused: Mapping[str, Diagnostic] = field(default_factory=dict, repr=False)
    """What is said of each file, and link to a folder, that was not read."""

    @property
    def banks(self) -> list[str]:
        """Every YAML file under questions/ but the course's own."""
        written = [path for path in self.files if path.endswith((".yaml", ".yml"))]
        unread = [path for path in self.refused if not path.endswith(".lock")]
        return sorted(p for p in {*written, *unread} if p.startswith("questions/") and p != COURSE)

    def read(self, path: str) -> tuple[Document, Diagnostic | None]:
        """A file as a document, and what keeps it from being used."""
        if path in self.refused:
            return Document(path, ""), self.refused[path]
        return decoding.read(path, self.files[path])

    def refusal(self, path: str) -> Diagnostic | None:
        """Why a file, or a folder it is in, was not read."""
        return next((d for name, d in self.refused.items() if f"{path}/".startswith(f"{name}/")), None)


def compile(inputs: Inputs) -> Compilation:  # noqa: A001 - the pipeline's own verb
    """A course compiled: what is proven, what is laid out, and everything there is to say."""
    found: list[Diagnostic] = []
    texts, unread = _texts(inputs, found)
    the_course = _course(inputs, texts, unread, found)
    released = _lock(inputs, the_course, found)
    if the_course is None:
        return Compilation(course=None, lock=released, diagnostics=tuple(found))

    documents = _banks(inputs, the_course, found)
    loaded = [
        banks.load(document, the_course.language) for document in progress.through("reading banks", documents)
    ]
    found += [d for one in loaded for d in one.diagnostics]
    authored: list[Item] = [item for one in loaded for item in one.items]
    unread_banks = {"file-missing", "file-outside", "file-unread", "bank-unlisted", "file-encoding"}
    whole = all(one.whole for one in loaded) and not any(d.code in unread_banks for d in found)

    readings = {name: placing.read(source, the_course.language) for name, source in texts.items()}
    for authored_check in progress.through("checking items", checks.AUTHORED):
        found += authored_check(the_course, readings, authored)
    asked = [item for item in _first_of_each(authored) if item.retired is None]
    resolved, unproven = claims.resolve(asked, readings, the_course.format)
    found += edits.explained(unproven, asked, released)
    for proven_check in progress.through("checking evidence", checks.PROVEN):
        found += proven_check(the_course, readings, resolved)
    found += edits.moved(resolved, readings, released)
    laid_out, trouble = layout.find(the_course, resolved, {str(item.id): item for item in authored})
    found += trouble if whole else [d for d in trouble if d.code != "item-unknown"]
    found += choice.answered(laid_out)
    numbered = {name: reading.numbered for name, reading in readings.items()}
    found += extracts.check(the_course, laid_out, numbered)

    return Compilation(
        course=the_course,
        items=tuple(resolved),
        retired=tuple(item for item in authored if item.retired is not None),
        sheets=tuple(laid_out),
        texts=numbered,
        folded={name: reading.folded.text for name, reading in readings.items()},
        lock=released,
        clock=max(inputs.written, released.released + 1),
        diagnostics=tuple(
            checks.allowed([diagnostics.lenient(d, the_course.format) for d in found], authored)
        ),
        ids=frozenset(str(item.id) for item in authored),
        whole=whole,
    )


def _texts(inputs: Inputs, found: list[Diagnostic]) -> tuple[dict[str, Source], frozenset[str] | None]:
    """Every source whose text can be read, and the ids of the others: None where they are not known."""
    manifest, trouble = inputs.read(MANIFEST)
    if trouble is not None:
        found.append(trouble)
        return {}, None
    listings, more = course.load_sources(manifest)
    found += more
    if not listings and more:
        return {}, None
    made: dict[str, Source] = {}
    first: dict[str, course.Listing] = {}
    for name, listing in listings.items():
        if listing and (known := first.setdefault(listing.file, listing)) is not listing:
            message = f"`{known.id}` is the text in {listing.file}: a file holds one"
            found.append(diagnostics.make("value-invalid", message, listing.file.at))
            continue
        document = _text_of(listing, inputs, found) if listing else None
        if listing is not None and document is not None:
            made[name], more = course.source(listing, document)
            found += more
    return made, frozenset(listings) - frozenset(made)


def _text_of(listing: course.Listing, inputs: Inputs, found: list[Diagnostic]) -> Document | None:
    path = f"seeds/{listing.file}"
    if _leads_out(listing.file):
        found.append(_outside(listing.file, "seeds/"))
        return None
    if path in inputs.files:
        document, trouble = inputs.read(path)
        trouble = trouble or decoding.not_plain(document)
        found += [trouble] if trouble else []
        return None if trouble else document
    if refusal := inputs.refusal(path):
        found.append(refusal)
        return None
    message = f"the text of `{listing.id}` is not there: {path}; nothing quoted from it was checked"
    help_lines = ["put the file beside sources.yaml, or correct its name"]
    found.append(diagnostics.make("file-missing", message, listing.file.at, help=help_lines))
    return None


def _leads_out(path: str) -> bool:
    """Whether a path leaves its folder: what is outside the course is neither read nor written."""
    return path.startswith(("/", "\\")) or ":" in path[:3] or ".." in path.replace("\\", "/").split("/")


def _outside(path: Text, folder: str) -> Diagnostic:
    message = f"{path} leads out of {folder}: nothing outside the course is read"
    help_lines = [f"put the file into {folder} and name it from there"]
    return diagnostics.make("file-outside", message, path.at, help=help_lines)


def _course(
    inputs: Inputs, texts: Mapping[str, Source], unread: frozenset[str] | None, found: list[Diagnostic]
) -> Course | None:
    document, trouble = inputs.read(COURSE)
    if trouble is not None:
        found.append(trouble)
        return None
    loaded, more = course.load(document, texts, unread)
    found += more
    return loaded


def _lock(inputs: Inputs, the_course: Course | None, found: list[Diagnostic]) -> Lock:
    if LOCK not in inputs.files and LOCK not in inputs.refused:
        found += _missing_lock(the_course)
        return Lock()
    document, trouble = inputs.read(LOCK)
    if trouble is not None:
        found.append(trouble)
        return Lock()
    loaded, more = lock.load(document)
    found += more
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
            ],
        )
    ]


def _banks(inputs: Inputs, the_course: Course, found: list[Diagnostic]) -> list[Document]:
    """The bank files in the order of study."""
    documents = []
    for path in _in_order(inputs, the_course, found):
        document, trouble = inputs.read(path)
        if trouble is not None:
            found.append(trouble)
        else:
            documents.append(document)
    return documents


def _in_order(inputs: Inputs, the_course: Course, found: list[Diagnostic]) -> list[str]:
    """As `banks:` lists them, a folder for all its files; by name where it lists none."""
    known = inputs.banks
    if not the_course.banks:
        return known
    ordered: dict[str, None] = {}
    for listed in the_course.banks:
        if _leads_out(listed):
            found.append(_outside(listed, "questions/"))
            continue
        path = f"questions/{listed}"
        held = [name for name in known if name == path or name.startswith(path.rstrip("/") + "/")]
        if not held:
            message = f"there is no bank {path}"
            found.append(diagnostics.make("file-missing", message, listed.at, help=_near_files(path, known)))
        ordered.update(dict.fromkeys(held))
    for path in known:
        if path not in ordered:
            message = f"the bank {path} is not listed under `banks`"
            help_lines = [f"add {path.removeprefix('questions/')} to `banks`"]
            at = the_course.banks[-1].at
            found.append(diagnostics.make("bank-unlisted", message, at, help=help_lines))
    return list(ordered)


def _near_files(path: str, known: Sequence[str]) -> list[str]:
    return [f"the banks are: {', '.join(name.removeprefix('questions/') for name in known)}"] if known else []


def _first_of_each(items: Sequence[Item]) -> list[Item]:
    """One item an id: the others have been complained of."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.id, item)
    return list(first.values())
