"""What an annotated text says of each question: what is right, where that stands, on which sheets it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from citedeck.languages import catalogue
from citedeck.model import Compilation, Course, Entry, Question, ResolvedItem, Sheet, Source
from citedeck.quick import dataclass
from citedeck.sheets import layout, orders
from citedeck.sheets.orders import LETTERS
from citedeck.sheets.points import worth
from citedeck.targets.paper import documents, key, pages, worksheet
from citedeck.targets.paper.answers import Answer
from citedeck.targets.paper.key import Cited, Looked, Solution

FOLDER = "documents"
GAP = "____"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: the name of its text, if it is another one; its lines; and a link to them."""

    label: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Proven:
    """One right answer, with what proves it."""

    answer: Answer
    words: str
    places: tuple[Place, ...]
    absent: Looked


@dataclass(frozen=True, slots=True)
class Standing:
    """A version of a worksheet that asks a question, its number there, and where sheet and key are."""

    version: str
    number: int
    sheet: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A question with its answer."""

    question: Question
    solution: Solution
    category: str
    answers: tuple[Proven, ...]
    lures: tuple[tuple[str, str], ...]
    """Wrong options, each with why it is wrong where that is known."""
    places: tuple[Place, ...]
    """Where the passages stand that prove no answer by itself."""
    sheets: tuple[tuple[str, tuple[Standing, ...]], ...]
    """The worksheets that it stands on: their titles, and every version."""
    classes: tuple[str, ...]
    """The classes of these worksheets."""

    @property
    def id(self) -> str:
        """The id of its item."""
        return str(self.solution.entry.resolved.item.id)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ready worksheets of a course: their titles by class, and where each item stands."""

    titles: Mapping[str, str]
    standing: Mapping[str, Mapping[str, Sequence[Standing]]]
    """By the id of an item, then by the class of a worksheet."""

    @classmethod
    def of(cls, compilation: Compilation, course: Course) -> Shelf:
        """All worksheets of a course; each has a class, in their order."""
        titles: dict[str, str] = {}
        classes: dict[str, str] = {}
        standing: dict[str, dict[str, list[Standing]]] = {}
        for sheet in compilation.sheets:
            name = classes.setdefault(str(sheet.worksheet.id), f"w{len(classes) + 1}")
            titles[name] = str(sheet.worksheet.title)
            for entry in sheet.entries:
                by_worksheet = standing.setdefault(str(entry.resolved.item.id), {})
                by_worksheet.setdefault(name, []).append(_standing(sheet, entry, course))
        return cls(titles, standing)


def _standing(sheet: Sheet, entry: Entry, course: Course) -> Standing:
    words = catalogue.of(course.language)
    several = len(sheet.worksheet.versions) > 1
    return Standing(
        words["version"].format(sheet.version) if several else words["sheet"],
        entry.number,
        f"../sheets/{layout.stem(sheet.worksheet, sheet.version)}.html",
        f"../keys/{key.file_name(sheet, course)}.html#q{entry.number}",
    )


def file_name(source: Source, course: Course) -> str:
    """The name of the page of an annotated text, in the course's language."""
    name = documents.file_name(source, pages.STANDARD, course)
    return f"{name}-{catalogue.of(course.language)['annotated_suffix']}.html"


def entry(number: int, resolved: ResolvedItem, course: Course) -> Entry:
    """An item as it stands on no sheet: in the first of its orders."""
    item, shown = resolved.item, orders.drawn_orders(resolved.item, course)[0]
    return Entry(number, layout.code(course, item), worth(item), resolved, shown.order, shown.left)


def question(placed: Entry, compilation: Compilation, course: Course) -> Question:
    """What an item asks; where its author wrote no question, what its form asks by itself."""
    asked = worksheet.asked(placed, compilation, course)
    return asked if asked.prompt else replace(asked, prompt=catalogue.of(course.language)["fill"])


def in_words(asked: Question) -> str:
    """A question on one line, with its gaps as blanks to fill."""
    return " ".join(part for part in (asked.prompt, asked.given, GAP.join(asked.pieces)) if part)


def notes(
    source: Source, items: Iterable[ResolvedItem], shelf: Shelf, compilation: Compilation, course: Course
) -> Iterator[Note]:
    """The questions about a text, each as the page of that text has it."""
    for number, resolved in enumerate(items, 1):
        yield _note(number, resolved, source, shelf, compilation, course)


def _note(
    number: int,
    resolved: ResolvedItem,
    source: Source,
    shelf: Shelf,
    compilation: Compilation,
    course: Course,
) -> Note:
    placed = entry(number, resolved, course)
    asked = question(placed, compilation, course)
    solution = key.solution(placed, compilation, course)
    sheets = shelf.standing.get(str(resolved.item.id), {})
    category = str(resolved.item.category or "")
    return Note(
        question=asked,
        solution=solution,
        category=course.categories.get(category, category),
        answers=tuple(_proven(asked, solution, source, course)),
        lures=tuple(_lures(asked, solution)),
        places=_places(solution.passages, source, course),
        sheets=tuple((shelf.titles[of], tuple(standing)) for of, standing in sheets.items()),
        classes=tuple(sheets),
    )


def _proven(question: Question, solution: Solution, source: Source, course: Course) -> Iterator[Proven]:
    """The right answers without the letters of a sheet, which this page has not."""
    for answer, cited, absent in solution.answers:
        words = answer.words if answer.option is None else question.options[answer.option]
        yield Proven(answer, words, _places(cited, source, course), absent)


def _lures(question: Question, solution: Solution) -> Iterator[tuple[str, str]]:
    """The options that are no answers, where answers are options."""
    right = {answer.option for answer in solution.marking.answers}
    whys = dict(solution.marking.whys)
    for place, option in enumerate(question.options):
        if right != {None} and place not in right:
            yield option, whys.get(LETTERS[place], "")


def _places(cited: Iterable[Cited], source: Source, course: Course) -> tuple[Place, ...]:
    """Where passages stand, seen from the page of a text: each place once."""
    return tuple(dict.fromkeys(_place(passage, source, course) for passage in cited))


def _place(cited: Cited, source: Source, course: Course) -> Place:
    line = f"#l{cited.lines[0]}"
    if cited.source is source:
        return Place("", cited.place, line)
    link = f"{file_name(cited.source, course)}{line}" if cited.source.printable else ""
    return Place(cited.label, cited.place, link)
