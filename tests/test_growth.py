"""Ten times as much of anything costs at most twelve times the time.

To add a construct: a function that makes files with so many of it, in GROWN under the keys it grows.
A list or mapping of the format that nobody grows is an error here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from citedeck import compiler
from citedeck.bank.course import COURSE, SOURCE, WORKSHEET
from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.raw import Inputs
from citedeck.bank.shapes import Either, Key, Kind, ListOf, Named, Several, Shape, Shared
from citedeck.commands import fix, release
from citedeck.commands.drafts import tables
from citedeck.targets import render

TIMES, MOST = 10, 12
LEAST = 0.1
"""Less (seconds of a processor) is too little to be measured, and to be minded."""

ATTEMPTS = 3

ENOUGH = 0.5
"""So long (seconds of a processor) a time need not be taken a third time."""

Files = dict[str, str]

HEAD = 'title: "Ville"\nid: ville\nlanguage: fr\n'
SOURCES = 't: {file: t.txt, label: "le texte"}\n'


def name(number: int) -> str:
    """A word of its own for each number, of letters alone."""
    letters = ""
    for _ in range(4):
        number, digit = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5]
    return letters


def sentences(count: int) -> str:
    """A text in which each number's word is seen once, ten sentences a paragraph."""
    said = [f"Au quartier {name(n)}, on voit un {name(n)}eau." for n in range(count)]
    return "\n".join(" ".join(said[at : at + 10]) for at in range(0, count, 10)) + "\n"


def quote(number: int) -> str:
    return f"Au quartier {name(number)}, on voit un {name(number)}eau."


def course(items: str, text: int = 20, head: str = HEAD, sources: str = SOURCES, **more: str) -> Files:
    """The files of a course with these items over a text of so many sentences."""
    return {
        "seeds/t.txt": sentences(max(text, 20)),
        "seeds/sources.yaml": sources,
        "questions/course.yaml": head,
        "questions/b.yaml": f"source: t\nitems:\n{items}",
        **more,
    }


def short(number: int, **more: str) -> str:
    """A short question, with other keys."""
    extra = "".join(f"  {key}: {value}\n" for key, value in more.items())
    evidence = "" if "evidence" in more else f'  evidence: "{quote(number)}"\n'
    return (
        f"- id: q{number}\n  type: short\n"
        f'  prompt: "Selon le texte, que voit-on au quartier {name(number)} ?"\n'
        f'  answer: "un {name(number)}eau"\n{evidence}{extra}'
    )


def choice(listed: str, first: str = 'answer: "un beau"', form: str = "choice") -> str:
    return f'- id: q\n  type: {form}\n  prompt: "Selon le texte, que voit-on là ?"\n  {first}\n{listed}'


def lines(count: int, line: Callable[[int], str]) -> str:
    return "".join(f"    - {line(n)}\n" for n in range(count))


# What grows


def items(count: int) -> Files:
    return course("".join(short(n) for n in range(count)), count)


def quotations(count: int) -> Files:
    return course(short(0, evidence="\n" + lines(count, lambda n: f'"{quote(n)}"')), count)


def accepted(count: int) -> Files:
    return course(short(0, accept="\n" + lines(count, lambda n: f'"un {name(n)}eau"')), count)


def tags(count: int) -> Files:
    return course(short(0, tags="\n" + lines(count, name)))


def of_several_sources(count: int) -> Files:
    names = [f"t{n}" for n in range(count)]
    said = {f"seeds/{s}.txt": f"Au quartier {name(n)}, on voit un bateau.\n" for n, s in enumerate(names)}
    listed = "".join(f'{s}: {{file: {s}.txt, label: "le texte {name(n)}"}}\n' for n, s in enumerate(names))
    rows = "\n".join(
        f"      {s}: {{answer: un bateau, evidence: Au quartier {name(n)}}}" for n, s in enumerate(names)
    )
    item = (
        f"- id: q\n  type: comparison\n  source: [{', '.join(names)}]\n  prompt: Comparez.\n"
        f"  rows:\n    - id: r\n      criterion: Le bateau\n      verdict: agree\n      cells:\n"
        + rows.replace("      ", "        ")
        + "\n"
    )
    return course(item, sources=SOURCES + listed, **said)


def lures(count: int) -> Files:
    return course(
        choice("  evidence: Au quartier baba\n  distractors:\n" + lines(count, lambda n: f"un {name(n)}eau"))
    )


def several_answers(count: int) -> Files:
    answers = lines(count, lambda n: f'{{text: "un {name(n)}eau", evidence: "{quote(n)}"}}')
    return course(choice("  distractors: [un lac, une mer]\n", f"answers:\n{answers}".rstrip()), count)


def pairs(count: int) -> Files:
    rows = lines(
        count, lambda n: f'{{id: r{n}, left: "{name(n)}", right: "un {name(n)}eau", evidence: "{quote(n)}"}}'
    )
    loose = lines(count, lambda n: f"un {name(n)}ard")
    return course(choice(f"  distractors:\n{loose}", f"pairs:\n{rows}".rstrip(), "match"), count)


def steps(count: int) -> Files:
    rows = lines(count, lambda n: f'{{text: "un {name(n)}eau", evidence: "{quote(n)}"}}')
    return course(choice("  by: text\n", f"steps:\n{rows}".rstrip(), "order"), count)


def statements(count: int) -> Files:
    rows = lines(
        count, lambda n: f'{{id: s{n}, class: "{name(n)}", text: "{quote(n)}", mark: "un {name(n)}eau"}}'
    )
    classes = ", ".join(f"{name(n)}: {name(n)}eau" for n in range(count))
    return course(choice(f"  statements:\n{rows}", f"classes: {{{classes}}}", "classify"), count)


def compared(count: int) -> Files:
    files = of_several_sources(1)
    row = (
        "    - id: r{n}\n      criterion: {name}\n      verdict: agree\n"
        '      cells:\n        t: {{answer: un {name}eau, evidence: "{quote}"}}\n'
        "        t0: {{answer: un bateau, evidence: Au quartier}}\n"
    )
    rows = "".join(row.format(n=n, name=name(n), quote=quote(n)) for n in range(count))
    item = f"- id: q\n  type: comparison\n  source: [t, t0]\n  prompt: Comparez.\n  rows:\n{rows}"
    return {**files, "seeds/t.txt": sentences(count), "questions/b.yaml": f"items:\n{item}"}


def elements(count: int) -> Files:
    rows = lines(count, lambda n: f'{{points: 1, text: "un {name(n)}eau", evidence: "{quote(n)}"}}')
    criteria = lines(count, lambda n: f"{{points: 1, text: Écrire {name(n)}}}")
    return course(choice(f"  criteria:\n{criteria}", f"elements:\n{rows}".rstrip(), "open"), count)


def also_quoted(count: int) -> Files:
    listed = "\n" + lines(count, lambda n: f'"{quote(n)}"')
    item = (
        f'- id: q\n  type: true-false\n  prompt: "Selon le texte, on voit un {name(0)}eau."\n  answer: true\n'
    )
    return course(f'{item}  justify: true\n  evidence: "{quote(0)}"\n  also:{listed}', count)


def glossary(count: int) -> Files:
    words = ", ".join(f"{name(n)}eau: un mot" for n in range(count))
    label = f't: {{file: t.txt, label: "le texte", glossary: {{{words}}}}}\n'
    return course("".join(short(n) for n in range(count // 4)), count, sources=label)


def headings(count: int) -> Files:
    text = "".join(f"Le titre {name(n)}\n{quote(n)}\n" for n in range(count))
    listed = ", ".join(f"Le titre {name(n)}" for n in range(count))
    skipped = ", ".join(f'"{quote(n)}"' for n in range(count))
    aliases = ", ".join(f"le {name(n)}" for n in range(count))
    keys = f"headings: [{listed}], skipped: [{skipped}], aliases: [{aliases}]"
    sources = f't: {{file: t.txt, label: "le texte", {keys}}}\n'
    return {**course(short(0), sources=sources), "seeds/t.txt": text}


def texts(count: int) -> Files:
    names = [f"t{n}" for n in range(count)]
    seeds = {f"seeds/{s}.txt": f"{quote(n)}\n" for n, s in enumerate(names)}
    listed = "".join(f'{s}: {{file: {s}.txt, label: "le texte {name(n)}"}}\n' for n, s in enumerate(names))
    banks = {f"questions/{s}.yaml": f"source: {s}\nitems:\n{short(n)}" for n, s in enumerate(names)}
    named = "".join(f"  - {s}.yaml\n" for s in ("b", *names))
    categories = "".join(f"  c{n}: {name(n)}\n" for n in range(count))
    head = f"{HEAD}banks:\n{named}categories:\n{categories}"
    return course(
        short(count, evidence=f'"{quote(0)}"'), head=head, sources=SOURCES + listed, **seeds, **banks
    )


def worksheets(count: int) -> Files:
    listed = "".join(
        f"  - {{id: w{n}, title: Fiche {name(n)}, versions: [A, B], items: [q0, q1, q2, q3], texts: [t]}}\n"
        for n in range(count)
    )
    return course("".join(short(n) for n in range(4)), head=f"{HEAD}worksheets:\n{listed}")


def on_a_worksheet(count: int) -> Files:
    ids = ", ".join(f"q{n}" for n in range(count))
    keys = f"versions: [A, B], items: [{ids}], skills: [{', '.join(map(name, range(count)))}]"
    head = f"{HEAD}worksheets:\n  - {{id: w, title: Fiche, {keys}}}\n"
    return course("".join(short(n) for n in range(count)), count, head)


def printed_extracts(count: int) -> Files:
    extracts = "".join(f"        - {{source: t, lines: {n + 1}-{n + 1}}}\n" for n in range(count // 10))
    head = f"{HEAD}worksheets:\n  - id: w\n    title: Fiche\n    items: [q0]\n    texts:\n{extracts}"
    return course(short(0), count, head)


def versions(count: int) -> Files:
    letters = ", ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: max(2, count // 40)])
    head = f"{HEAD}worksheets:\n  - {{id: w, title: Fiche, versions: [{letters}], items: [q0, q1, q2]}}\n"
    return course("".join(short(n) for n in range(3)), head=head)


GROWN: dict[Callable[[int], Files], tuple[int, tuple[str, ...]]] = {
    items: (60, ()),
    quotations: (60, ("item.evidence",)),
    accepted: (60, ("short.accept",)),
    tags: (200, ("item.tags",)),
    of_several_sources: (15, ("item.source", "comparison.rows.cells")),
    lures: (40, ("choice.distractors",)),
    several_answers: (40, ("choice.answers",)),
    pairs: (30, ("match.pairs", "match.distractors")),
    steps: (40, ("order.steps",)),
    statements: (20, ("classify.statements", "classify.classes")),
    compared: (30, ("comparison.rows",)),
    elements: (40, ("open.elements", "open.criteria")),
    also_quoted: (60, ("true-false.also",)),
    glossary: (60, ("source.glossary",)),
    headings: (60, ("source.headings", "source.skipped", "source.aliases")),
    texts: (20, ("course.banks", "course.categories")),
    worksheets: (6, ("course.worksheets",)),
    on_a_worksheet: (40, ("worksheet.items", "worksheet.skills")),
    printed_extracts: (60, ("worksheet.texts",)),
    versions: (40, ("worksheet.versions",)),
}
"""What grows, from how many, and the keys of the format that do so."""


BOUNDED = {"item.allow", "worksheet.allow"}
"""What names warnings, of which there are as many as there are."""


def lists(keys: dict[str, Key], of: str) -> Iterator[str]:
    """The keys under which the format lets any number of things stand."""
    for key_name, key in keys.items():
        yield from _lists(key.kind, f"{of}.{key_name}")


def _lists(kind: Kind, path: str) -> Iterator[str]:
    while isinstance(kind, Shared):
        kind = kind.kind
    if isinstance(kind, (ListOf, Several, Named)):
        yield path
        kind = kind.kind
    if isinstance(kind, Either):
        kind = kind.mapping
    if isinstance(kind, Shape) and path.count(".") < 2 and kind is not WORKSHEET:
        own = {name: key for name, key in kind.keys.items() if name not in ("evidence", "mark", "absent")}
        yield from lists(own, path)


def test_whatever_may_be_many_is_grown() -> None:
    grown = {path for _, paths in GROWN.values() for path in paths}
    there = {*lists(COMMON, "item"), *lists(COURSE.keys, "course"), *lists(SOURCE.keys, "source")}
    there |= {*lists(WORKSHEET.keys, "worksheet")}
    for form, made in FORMS.items():
        there |= {*lists(made.keys, form)}
    assert there - grown == BOUNDED
    assert grown - there == set()


def seconds(work: Callable[[], object]) -> float:
    """The time of a processor that a work takes, the least of three; of two where it takes long."""
    spent: list[float] = []
    while len(spent) < (3 if sum(spent) < ENOUGH else 2):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def grows_evenly(work: Callable[[int], Callable[[], object]], count: int) -> None:
    """Fails where ten times as much costs more than twelve times the time, whenever it is measured.

    What else runs meanwhile takes a share of the memory's caches: now of the one measure, now of the other.
    """
    measured = []
    for _ in range(ATTEMPTS):
        few, many = seconds(work(count)), seconds(work(TIMES * count))
        if many <= max(MOST * few, LEAST):
            return
        measured.append(f"{few:.3f} s for {count}, {many:.3f} s for {TIMES * count}")
    pytest.fail("; ".join(measured))


def read(files: Files) -> Inputs:
    return Inputs({path: words.encode() for path, words in files.items()})


@pytest.mark.parametrize("construct", GROWN, ids=lambda construct: construct.__name__)
def test_checking_grows_evenly(construct: Callable[[int], Files]) -> None:
    def work(count: int) -> Callable[[], object]:
        inputs = read(construct(count))
        return lambda: compiler.compile(inputs)

    compiled = work(3)()
    assert compiled.course is not None  # type: ignore[attr-defined]
    grows_evenly(work, GROWN[construct][0])


SQUARE = {of_several_sources}
"""A table of so many texts stands on the annotated page of each of them."""


@pytest.mark.parametrize(
    "construct", [each for each in GROWN if each not in SQUARE], ids=lambda construct: construct.__name__
)
def test_rendering_grows_evenly(construct: Callable[[int], Files]) -> None:
    def work(count: int) -> Callable[[], object]:
        compilation = compiler.compile(read(construct(count)))
        return lambda: render(compilation)

    grows_evenly(work, GROWN[construct][0] // 4 + 2)


# Beside the format: what a verb reads and writes many of


def in_curly_quotes(count: int) -> Callable[[], object]:
    """What `fix` makes straight: all quotes of a file."""
    curly = "".join(short(n) for n in range(count)).replace('"', "”")
    inputs = read(course(curly, count))
    return lambda: fix.corrected(inputs)


def a_table(count: int) -> Callable[[], object]:
    data = "".join(f"Que voit-on à {name(n)} ?\tun {name(n)}eau\n" for n in range(count)).encode()
    return lambda: tables.read("quiz.tsv", data)


def torn_html(count: int) -> Callable[[], object]:
    """A table of cards whose fields open a tag and never close it."""
    data = f"#html:true\nQui ?\t{'<style ' * count}\n".encode()
    return lambda: tables.read("cards.txt", data)


def released(count: int) -> Callable[[], object]:
    """A release, and a second one over its lock and deck."""

    def twice() -> None:
        with TemporaryDirectory() as folder:
            root = Path(folder)
            for path, words in items(count).items():
                (root / path).parent.mkdir(exist_ok=True)
                (root / path).write_text(words, encoding="utf-8")
            for version in ("1.0.0", "1.1.0"):
                assert release.release(root, root / "decks", version, without=("pdf", "word")).written

    return twice


VERBS: dict[Callable[[int], Callable[[], object]], int] = {
    in_curly_quotes: 30,
    a_table: 300,
    torn_html: 2000,
    released: 25,
}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_a_verb_grows_evenly(verb: Callable[[int], Callable[[], object]]) -> None:
    verb(2)()
    grows_evenly(verb, VERBS[verb])
