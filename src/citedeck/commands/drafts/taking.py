"""Takes what an assistant replied: each question proven alone, the proven ones into one draft bank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import count
from pathlib import Path

from citedeck import compiler
from citedeck.bank import banks
from citedeck.bank.raw import Inputs
from citedeck.commands import disk, folders
from citedeck.commands.drafts import drafts, ids, judging, replies, shaping, trees
from citedeck.commands.drafts.importing import BANKS
from citedeck.commands.drafts.judging import Bench, Trial
from citedeck.commands.drafts.replies import Listed, Reply
from citedeck.commands.drafts.trees import Tree
from citedeck.languages import briefing
from citedeck.messages.spelling import asked, near
from citedeck.model import GAP, Compilation, Course, Diagnostic, ResolvedItem, Source
from citedeck.proof import claims
from citedeck.quick import dataclass
from citedeck.text import folding
from citedeck.text.reading import Reading

_LEVELS = ("1", "2", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a reply, and what became of it."""

    id: str
    words: str
    """What it asks, as far as that can be read."""
    trial: Trial | None = None
    trouble: str = ""
    """Why it cannot be read."""
    called: str = ""
    """The id that it came with, where it is called otherwise now."""
    strayed: str = ""
    """What it named as its text, where that is none of the course."""
    left_out: tuple[str, ...] = ()
    mended: bool = False

    @property
    def verdict(self) -> judging.Verdict:
        """Taken, refused, or unclear."""
        return self.trial.verdict if self.trial is not None else "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What became of a reply."""

    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the course, where nothing could be tried."""
    course: Course | None = None
    readings: Mapping[str, Reading] = field(default_factory=dict)
    source: str = ""
    questions: tuple[Asked, ...] = ()
    target: Path | None = None
    """The bank that was written; none on a dry run, nor where nothing was taken."""
    listing: str = ""
    other_course: str = ""
    changed: tuple[str, ...] = ()
    """Texts that are not what they were when the brief was made."""

    def of(self, verdict: judging.Verdict) -> list[Asked]:
        """The questions with a verdict."""
        return [question for question in self.questions if question.verdict == verdict]


def take(
    root: Path,
    data: bytes,
    name: str = "",
    source: str = "",
    output: Path | None = None,
    *,
    dry: bool = False,
) -> Took:
    """Try every question of a reply, and write those that are taken to a draft bank, unless on a dry run.

    `name` is that of the reply's file. Raises NoReplyError for what is no reply, and UsageError for a
    wrong source or bank; then nothing is written.
    """
    inputs = folders.read(root)
    compilation = compiler.compile(inputs)
    course = compilation.course
    if course is None:
        return Took(diagnostics=compilation.diagnostics)
    if source and source not in course.sources:
        raise disk.UsageError(_unknown(source, course))
    reply = replies.read(data, course.language)
    about = source or _about(reply, course)
    target = _target(root, output, folding.slug(name) or about or course.id)
    readings = {key: Reading.of(text, course.language) for key, text in course.sources.items()}
    proven = _proven(inputs, compilation, readings)
    bench = Bench(judging.strict(course), readings, proven, target.relative_to(root).as_posix())
    taken = ids.used((inputs.files[path] for path in inputs.banks if path in inputs.files), compilation.lock)
    questions = tuple(_tried(reply, bench, about, taken))
    trials = [q.trial for q in questions if q.trial is not None and q.verdict == "taken"]
    if trials and not dry:
        disk.replace_files({target: _bank(trials, course.language).encode()}, target.parent)
    return Took(
        course=course,
        readings=readings,
        source=about,
        questions=questions,
        target=target.relative_to(root) if trials and not dry else None,
        listing=drafts.listing(course, target.relative_to(root / BANKS).as_posix()) if trials else "",
        other_course=reply.course if reply.course not in ("", course.id) else "",
        changed=tuple(_changed(reply, course)) if reply.course == course.id else (),
    )


def _changed(reply: Reply, course: Course) -> Iterable[str]:
    for name, digest in reply.stamps:
        if name in course.sources and not course.sources[name].document.digest.startswith(digest):
            yield name


# What the reply is about, and where it goes


def _about(reply: Reply, course: Course) -> str:
    """The text that the reply is about: the one it says, or the only one. Raises UsageError for none."""
    stamped = [name for name, _ in reply.stamps if name in course.sources]
    if len(stamped) == 1 or len(course.sources) == 1:
        return stamped[0] if stamped else next(iter(course.sources))
    if all(_are_named(q.values.get("source"), course) for q in reply.questions if not q.trouble):
        return ""
    raise disk.UsageError(f"name the text that the questions are about: --source, {_listed(course)}")


def _unknown(name: str, course: Course) -> str:
    ways_out = asked(near(name, course.sources)) or [_listed(course)]
    return f"there is no text {name} that can be read; {ways_out[0]}"


def _listed(course: Course) -> str:
    return f"one of {', '.join(course.sources) or 'none'}"


def _target(root: Path, output: Path | None, name: str) -> Path:
    """Where the bank goes: a file that is not there yet, in the course."""
    if output is not None:
        placed = output.resolve()
        name_in_course = placed.relative_to(root) if placed.is_relative_to(root) else Path()
        if not folders.is_bank(name_in_course):
            raise disk.UsageError(f"{output} would not be read: name a .yaml file in {root / BANKS}")
        if placed.exists() or output.is_symlink():
            raise disk.UsageError(f"{output} is there already: name another file with --output")
        return placed
    numbered = (
        root / BANKS / f"draft-{name[: ids.LONGEST]}{f'-{n}' if n > 1 else ''}.yaml" for n in count(1)
    )
    return next(path for path in numbered if not path.exists() and not path.is_symlink())


def _proven(inputs: Inputs, compilation: Compilation, readings: Mapping[str, Reading]) -> list[ResolvedItem]:
    """The proven items of the course, and those of drafts that it does not list yet."""
    assert compilation.course is not None  # the caller has one
    compiled = {resolved.item.id.at.document.path for resolved in compilation.items}
    documents = (inputs.read(path)[0] for path in inputs.banks if path not in compiled)
    items = [item for document in documents for item in banks.load(document).items]
    names = {str(resolved.item.id) for resolved in compilation.items}
    others = [item for item in banks.asked(items) if item.id not in names]
    return [*compilation.items, *claims.resolve(others, readings, compilation.course.format)[0]]


# One question after the other


def _tried(reply: Reply, bench: Bench, about: str, taken: set[str]) -> Iterable[Asked]:
    proven, named = [*bench.items], set(taken)
    for listed in reply.questions:
        if listed.trouble:
            yield Asked(id="", words=listed.words, trouble=listed.trouble)
            continue
        asked_now = _one(listed, replace(bench, items=proven), about, named)
        named.add(asked_now.id)
        if asked_now.verdict == "taken" and asked_now.trial is not None and asked_now.trial.resolved:
            proven.append(asked_now.trial.resolved)
        yield asked_now


def _one(listed: Listed, bench: Bench, about: str, named: set[str]) -> Asked:
    """One question under an id that is free, tried."""
    values, left_out = shaping.shaped(listed.values, str(bench.course.language))
    called, asks = values.get("id", ""), _asks(values)
    new = ids.unique(_wanted(called, asks, values, bench.course, about), named)
    values["id"] = new
    strayed = _placed(values, bench.course, about)
    left_out += _kinds(values, bench.course)
    trial = judging.tried(shaping.ordered(values), bench)
    return Asked(
        id=new,
        words=_asks(trial.values),
        trial=trial,
        called=str(called) if called and called != new else "",
        strayed=strayed,
        left_out=(*left_out, *trial.dropped),
        mended=listed.mended,
    )


def _asks(values: Mapping[str, Tree]) -> str:
    """The words that a question asks with."""
    words = (values.get(key) for key in ("prompt", "statement", "text", "question"))
    strings = (value for value in words if isinstance(value, str))
    return next(strings, next((value for value in values.values() if isinstance(value, str)), ""))


def _wanted(called: Tree, asks: str, values: Mapping[str, Tree], course: Course, about: str) -> str:
    """The id that a question came with, made one; else words of what it asks, but none of its answer."""
    if isinstance(called, str) and (own := folding.slug(called, 60)):
        return own
    label = course.sources[about].label if about else ""
    answer = values.get("answer")
    excluded = folding.slug(f"{label} {answer if isinstance(answer, str) else ''}").split("-")
    return ids.of_question(GAP.sub(" ", asks), excluded) or f"{about or course.id}-1"


def _placed(values: dict[str, Tree], course: Course, about: str) -> str:
    """Name the texts of a question by their ids; what it named that is none, looked up in `about`."""
    name = values.get("source")
    if isinstance(name, list):
        values["source"] = [_named(entry, course) or entry for entry in name]
        return ""
    source = _named(name, course)
    values["source"] = source or about or str(name)
    _place_inside(values)
    return str(name) if name and not source else ""


def _place_inside(tree: Tree, *, top: bool = True) -> None:
    """Of a question about one text its evidence need not say which: what it says of it is left out."""
    if isinstance(tree, dict):
        if not top:
            tree.pop("source", None)
        tree = [*tree.values()]
    for entry in tree if isinstance(tree, list) else ():
        _place_inside(entry, top=False)


def _named(name: Tree | None, course: Course) -> str:
    """The text of the course that is meant by its id, label, title or another of its names."""
    if not isinstance(name, str):
        return ""
    if name in course.sources:
        return name
    wanted = folding.slug(folding.bare(name))
    return next((s.id for s in course.sources.values() if wanted and wanted in _names(s)), "")


def _are_named(name: Tree | None, course: Course) -> bool:
    """Whether a text of the course is meant, or several."""
    names = name if isinstance(name, list) else [name]
    return bool(names) and all(_named(entry, course) for entry in names)


def _names(source: Source) -> set[str]:
    names = (source.id, source.label, source.title, *source.aliases)
    return {folding.slug(folding.bare(name)) for name in names if name}


def _kinds(values: dict[str, Tree], course: Course) -> list[str]:
    """Make category and level those of the course; what they say otherwise, left out."""
    left_out = []
    named = values.pop("category", "")
    if isinstance(named, str) and named and (category := drafts.category(named, course)):
        values["category"] = category
    elif named:
        left_out.append(f"category: {named}")
    level = values.pop("level", "")
    if level in _LEVELS:
        values["level"] = level
    elif level:
        left_out.append(f"level: {level}")
    return left_out


# The bank


def _bank(trials: Sequence[Trial], language: str) -> str:
    """A draft bank of items that are proven."""
    sources = {str(trial.values.get("source")) for trial in trials}
    shared = next(iter(sources)) if len(sources) == 1 and isinstance(trials[0].values["source"], str) else ""
    head = f"# {briefing.of(language)['bank_head']}\n"
    head += f"source: {shared}\n" if shared else ""
    items = []
    for trial in trials:
        values = {key: value for key, value in trial.values.items() if key != "source" or not shared}
        items.append(trees.write(shaping.ordered(values), "").text)
    return f"{head}items:\n" + "\n".join(items)
