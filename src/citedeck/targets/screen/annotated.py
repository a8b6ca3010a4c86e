"""A text with every passage that a question rests on, and the question at its line: the teacher's page.

It has no script: the choice of a worksheet, and what lights up with a question, are rules of its style
sheet, which browsers that do not know them pass over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from markupsafe import Markup

from citedeck.languages import catalogue
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Line, Numbered, Output, Span
from citedeck.proof import coverage
from citedeck.proof.coverage import Covered
from citedeck.quick import dataclass
from citedeck.targets.paper import numbered, pages
from citedeck.targets.paper.numbered import Printed, PrintedText
from citedeck.targets.screen import annotations as web_annotations
from citedeck.targets.screen import atoms, notes
from citedeck.targets.screen.atoms import Atom, Mark
from citedeck.targets.screen.notes import FOLDER, Note, Shelf

DEEPEST = 8
"""So many passages over each other have the thickest line; more have the same."""

MOST_LIT = 200
"""With more questions their rules would make a page slow: then a link lights the question alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line, with the classes that say whose they are and the numbers of their passages."""

    words: str
    classes: str
    passages: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line with the questions whose first passage begins in it, and those whose later ones do."""

    line: Printed
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    again: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """All that is on the page of a text."""

    text: PrintedText
    paragraphs: tuple[tuple[Row, ...], ...]
    elsewhere: tuple[Note, ...]
    """Questions about the text that quote nothing of it."""
    states: tuple[tuple[str, int], ...]
    """What questions do with its sentences, and with how many."""
    worksheets: tuple[tuple[str, str], ...]
    """What the page may be chosen by: the class of a worksheet, and its title."""
    rules: Markup


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A page for each text that may be printed, and the passages of all texts as annotations."""
    shelf = Shelf.of(compilation, course)
    printable = [covered for covered in coverage.measure(compilation) if covered.source.printable]
    for covered in progress.through("annotating texts", printable):
        name = notes.file_name(covered.source, course)
        yield Output(f"{FOLDER}/{name}", page(covered, shelf, compilation, course))
    yield web_annotations.output(compilation, course)


def page(covered: Covered, shelf: Shelf, compilation: Compilation, course: Course) -> bytes:
    """The page of one text, whole without a script."""
    content = annotated(covered, shelf, compilation, course)
    foot = pages.titled(catalogue.of(course.language)["annotated"], course, content.text.title)
    data = {"page": content, "gap": notes.GAP, "looks": _looks()}
    return pages.page("annotated.html", course, pages.STANDARD, pages.Margins(foot), **data)


@cache
def _looks() -> Markup:
    folder = files("citedeck.targets.screen") / "templates"
    sheets = [(folder / name).read_text(encoding="utf-8") for name in ("screen.css", "annotated.css")]
    return Markup("\n".join(sheets))  # noqa: S704 - our own files


def annotated(covered: Covered, shelf: Shelf, compilation: Compilation, course: Course) -> Annotated:
    """What is on the page of a text."""
    source = covered.source
    items = [resolved for resolved in compilation.items if source in resolved.sources]
    by_item = {note.id: note for note in notes.notes(source, items, shelf, compilation, course)}
    lines = compilation.texts[source.id]
    text = numbered.text(source, lines.lines, course, beside=False)
    marks = atoms.marks(source, items)
    rows = list(_rows(text, lines, _Layers.of(marks, covered, lines), by_item))
    quoting = {mark.item for mark in marks}
    used = {name for note in by_item.values() for name in note.classes}
    return Annotated(
        text=text,
        paragraphs=tuple(_in_paragraphs(rows, text)),
        elsewhere=tuple(note for name, note in by_item.items() if name not in quoting),
        states=tuple((state, len(spans)) for state, spans in _states(covered).items()),
        worksheets=tuple((name, title) for name, title in shelf.titles.items() if name in used),
        rules=_rules(by_item, sorted(used)),
    )


def _states(covered: Covered) -> dict[str, list[Span]]:
    """The sentences of a text by what questions do with them: words of the catalogue, and classes."""
    return {
        "asked": [*covered.asked],
        "given": [span for span, _ in covered.given],
        "untouched": [*covered.untouched],
        "left_out": [span for span, _ in covered.left_out],
    }


# The lines


@dataclass(frozen=True, slots=True)
class _Layers:
    """What lies over each line of a text: passages, and sentences with their states."""

    marks: Mapping[Line, Sequence[Mark]]
    sentences: Mapping[Line, Sequence[tuple[Span, str]]]

    @classmethod
    def of(cls, marks: Iterable[Mark], covered: Covered, lines: Numbered) -> _Layers:
        """All passages and sentences of a text, under each line that has something of them."""
        places = {line: place for place, line in enumerate(lines.lines)}
        marked: dict[Line, list[Mark]] = {}
        stated: dict[Line, list[tuple[Span, str]]] = {}
        for mark in marks:
            for line in _lines_of(mark.span, lines, places):
                marked.setdefault(line, []).append(mark)
        for state, spans in _states(covered).items():
            for span in spans:
                for line in _lines_of(span, lines, places):
                    stated.setdefault(line, []).append((span, state))
        return cls(marked, stated)


def _lines_of(span: Span, lines: Numbered, places: Mapping[Line, int]) -> Sequence[Line]:
    first, last = lines.lines_of(span)
    return lines.lines[places[first] : places[last] + 1]


def _rows(text: PrintedText, lines: Numbered, layers: _Layers, by_item: Mapping[str, Note]) -> Iterator[Row]:
    """The lines of a text; a question stands at the first that one of its passages begins in."""
    printed = (line for paragraph in text.paragraphs for line in paragraph)
    seen: set[str] = set()
    for line, shown in zip(lines.lines, printed, strict=True):
        marks = layers.marks.get(line, ())
        span = Span(text.source.document, line.start, line.end)
        pieces = _pieces(span, shown, marks, layers.sentences.get(line, ()), by_item)
        begun = dict.fromkeys(mark.item for mark in marks if lines.lines_of(mark.span)[0] is line)
        own = tuple(by_item[item] for item in begun if item not in seen)
        again = tuple(by_item[item] for item in begun if item in seen)
        seen.update(begun)
        yield Row(shown, tuple(pieces), own, again)


def _in_paragraphs(rows: Iterable[Row], text: PrintedText) -> Iterator[tuple[Row, ...]]:
    """The lines as their text parts them."""
    following = iter(rows)
    for paragraph in text.paragraphs:
        yield tuple(islice(following, len(paragraph)))


def _pieces(
    line: Span,
    printed: Printed,
    marks: Sequence[Mark],
    sentences: Sequence[tuple[Span, str]],
    by_item: Mapping[str, Note],
) -> Iterator[Piece]:
    """A line in as many pieces as the borders of passages, answers and sentences make of it."""
    spans = [span for mark in marks for span in (mark.span, *mark.answers)]
    spans += [span for span, _ in sentences]
    borders = [border for span in spans for border in (span.start, span.end)]
    words = "".join(words for words, _ in printed.runs)
    for atom in atoms.cut(line, words, borders):
        over = [mark for mark in marks if atom.is_in(mark.span)]
        states = [state for span, state in sentences if atom.is_in(span)]
        classes = (*states, *_classes(atom, over, by_item))
        yield Piece(atom.words, " ".join(classes), " ".join(str(mark.number) for mark in over))


def _classes(atom: Atom, marks: Sequence[Mark], by_item: Mapping[str, Note]) -> Iterator[str]:
    """What the style sheet knows words by: whose they are; of how many passages, and of each worksheet."""
    if not marks:
        return
    yield "cited"
    yield f"d{min(len(marks), DEEPEST)}"
    answering = [mark for mark in marks if any(map(atom.is_in, mark.answers))]
    if answering:
        yield "answer"
    yield from dict.fromkeys(f"q-{mark.item}" for mark in marks)
    for name, count in Counter(name for mark in marks for name in by_item[mark.item].classes).items():
        yield f"{name}-{min(count, DEEPEST)}"
    yield from dict.fromkeys(f"{name}-a" for mark in answering for name in by_item[mark.item].classes)


# The rules that go by what is chosen


def _rules(by_item: Iterable[str], worksheets: Sequence[str]) -> Markup:
    """The style rules of one page: the weight of lines, what its worksheets hide, what its links light."""
    weights = [(f".d{depth}", _weight(depth)) for depth in _DEPTHS]
    names = list(by_item)
    lit = ", ".join(f":root:has(#q-{name}:target) .q-{name}" for name in names if len(names) <= MOST_LIT)
    clever = [(lit, _LIT), *(rule for name in worksheets for rule in _chosen(name))]
    rules = [*map(_rule, weights), "@supports selector(:has(*)) {", *map(_rule, clever), "}"]
    return Markup("\n".join(rules))  # noqa: S704 - ids and numbers, in words of ours


def _chosen(name: str) -> Iterator[tuple[str, str]]:
    """What holds when the worksheet of a class is chosen: only its questions, and lines of their weight."""
    root = f"header:has(#{name}:checked) ~ main"
    yield f"{root} :is(.note, .again):not(.{name})", "display: none"
    yield f'{root} .cited:not([class*=" {name}-"])', "border-bottom-color: transparent"
    yield f"{root} .answer:not(.{name}-a)", "background: none; font-weight: inherit"
    for depth in _DEPTHS:
        yield f"{root} .{name}-{depth}", _weight(depth)


_DEPTHS = range(1, DEEPEST + 1)
_LIT = "background: var(--lit); border-top: 2px solid var(--ink)"


def _weight(depth: int) -> str:
    return f"border-bottom-width: {depth}px"


def _rule(rule: tuple[str, str]) -> str:
    selector, declarations = rule
    return f"{selector} {{ {declarations}; }}" if selector else ""
