"""What a pupil gets: a sheet rendered from questions alone.

To add a form: a function registered with `question`, and its layout in `templates/forms.html`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatch

from citedeck.bank.forms import (
    Choice,
    Classify,
    Cloze,
    Comparison,
    Match,
    Open,
    Order,
    Short,
    TrueFalse,
    WhoSaysIt,
    true_false,
)
from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.messages import progress
from citedeck.model import (
    BOTH,
    NOT_SAID,
    Compilation,
    Course,
    Entry,
    Item,
    Output,
    Question,
    Sheet,
    Worksheet,
    exact,
)
from citedeck.sheets import height, layout, orders, room
from citedeck.targets.paper import numbered, pages, settings

COPIED = 2
"""Lines for a quotation, its beginning and its end, for whom copying is hard."""


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """A sheet for each worksheet and version, in each profile."""
    for sheet in progress.through("making sheets", compilation.sheets):
        yield from outputs(sheet, compilation, course, pages.READY)


def outputs(
    sheet: Sheet, compilation: Compilation, course: Course, profiles: Iterable[str]
) -> Iterator[Output]:
    """One sheet in some profiles."""
    for profile in profiles:
        name = pages.file_name(layout.stem(sheet.worksheet, sheet.version), profile, course)
        yield Output(f"sheets/{name}.html", page(sheet, compilation, course, profile))


def page(sheet: Sheet, compilation: Compilation, course: Course, profile: str = pages.STANDARD) -> bytes:
    """One sheet. The template is given questions, which hold no answer."""
    head = settings.head(sheet.worksheet, course)
    asked_of_all = questions(sheet, compilation, course, profile)
    return pages.page(
        "worksheet.html",
        course,
        profile,
        _margins(sheet, course),
        head=head,
        title=str(sheet.worksheet.title),
        duration=str(sheet.worksheet.duration or ""),
        instructions=str(sheet.worksheet.instructions or ""),
        version=sheet.version if len(sheet.worksheet.versions) > 1 else "",
        code=sheet.code,
        total=sheet.total,
        questions=asked_of_all,
        rules=rules(asked_of_all, is_marked=sheet.worksheet.shows_points, worksheet=sheet.worksheet),
        texts=list(texts(sheet, compilation, course, beside=profile == pages.STANDARD)),
        given_apart=given_apart(sheet),
    )


def questions(sheet: Sheet, compilation: Compilation, course: Course, profile: str) -> list[Question]:
    """What a pupil sees of every item of a sheet, as a profile asks it."""
    is_marked = settings.head(sheet.worksheet, course).is_marked
    each = (asked(entry, compilation, course) for entry in sheet.entries)
    return [_fitted(question, profile, is_marked=is_marked) for question in each]


def _fitted(question: Question, profile: str, *, is_marked: bool) -> Question:
    """A question as a profile asks it: less to copy where copying is hard; no points where none are given."""
    if profile == pages.DYS and question.justify:
        question = replace(question, lines=min(question.lines, COPIED))
    return question if is_marked else replace(question, points=None)


def _margins(sheet: Sheet, course: Course) -> pages.Margins:
    """The foot of a sheet, and a line for the name on its later pages."""
    words = catalogue.of(course.language)
    versions = len(sheet.worksheet.versions) > 1
    version = words["version"].format(sheet.version) if versions else ""
    foot = pages.titled(str(sheet.worksheet.title), course, version)
    return pages.Margins(foot, pages.coded(sheet, course), words["name_again"] + " " + 34 * "_")


def fragment(entry: Entry, compilation: Compilation, course: Course) -> str:
    """One question as its sheet prints it."""
    question = asked(entry, compilation, course)
    return pages.fragment("forms.html", "question", course, question=question, letters=orders.LETTERS)


def texts(
    sheet: Sheet, compilation: Compilation, course: Course, *, beside: bool
) -> Iterator[numbered.PrintedText]:
    """The texts, or lines of them, that the sheet holds."""
    for extract in sheet.worksheet.texts:
        lines = layout.lines(extract, compilation.texts[extract.source])
        yield numbered.text(course.sources[extract.source], lines, course, beside=beside)


def given_apart(sheet: Sheet) -> list[str]:
    """The labels of texts that may not be printed: the teacher hands them out."""
    asked = (source for entry in sheet.entries for source in entry.resolved.sources)
    return list(dict.fromkeys(sentence(source.label) for source in asked if not source.printable))


def asked(entry: Entry, compilation: Compilation, course: Course) -> Question:
    """What a pupil sees of an item."""
    item = entry.resolved.item
    blank = Question(
        number=entry.number,
        code=entry.code,
        points=entry.points,
        form=item.form,
        prompt=str(item.asks() or ""),
        lines=height.lines(item, 0),
    )
    return question(item, blank, entry, compilation, course)


@singledispatch
def question(item: Item, blank: Question, entry: Entry, compilation: Compilation, course: Course) -> Question:
    """The question an item asks, by its form; `blank` has what all forms share."""
    raise NotImplementedError(item.form)


@question.register(Short)
def _short(item: Short, blank: Question, *_: object) -> Question:
    return replace(blank, lines=height.lines(item, 1))


@question.register(Cloze)
def _cloze(item: Cloze, blank: Question, *_: object) -> Question:
    return replace(
        blank, pieces=item.pieces, hints=tuple(gap.hint for gap in item.blanks), gap=room.gap(item)
    )


@question.register(Choice)
def _choice(item: Choice, blank: Question, entry: Entry, _: Compilation, course: Course) -> Question:
    right = sum(option.right for option in item.options)
    return replace(blank, options=_shown(entry, course), several=right if right > 1 else 0)


@question.register(TrueFalse)
def _true_false(
    item: TrueFalse, blank: Question, _: Entry, compilation: Compilation, course: Course
) -> Question:
    words = catalogue.of(course.language)
    verdicts = true_false.verdicts(compilation.items)
    others = (resolved.item for resolved in compilation.items)
    lines = room.quotation(item, others) if item.justify else height.lines(item, 0)
    if_said = NOT_SAID in verdicts
    return replace(
        blank,
        options=tuple(words[verdict] for verdict in verdicts),
        justify=item.justify,
        if_said=if_said,
        lines=lines,
    )


@question.register(WhoSaysIt)
def _who_says_it(item: WhoSaysIt, blank: Question, entry: Entry, _: Compilation, course: Course) -> Question:
    words = catalogue.of(course.language)
    given = words["quoted"].format(item.statement)
    if not item.speakers:
        label = entry.resolved.sources[0].label
        return replace(
            blank, prompt=words["who_says"].format(label), given=given, lines=height.lines(item, 1)
        )
    labels = (*(sentence(source.label) for source in entry.resolved.sources), words[BOTH])
    return replace(blank, prompt=words["which_text"], given=given, options=tuple(map(sentence, labels)))


@question.register(Match)
def _match(item: Match, blank: Question, entry: Entry, _: Compilation, course: Course) -> Question:
    left_sides = tuple(str(item.pairs[index].left) for index in entry.left)
    return replace(blank, left=left_sides, options=_shown(entry, course))


@question.register(Order)
def _order(item: Order, blank: Question, entry: Entry, _: Compilation, course: Course) -> Question:
    return replace(blank, options=_shown(entry, course))


@question.register(Classify)
def _classify(item: Classify, blank: Question, entry: Entry, _: Compilation, course: Course) -> Question:
    classes = tuple((str(name), str(meaning)) for name, meaning in item.classes.items())
    return replace(blank, left=_shown(entry, course), columns=classes)


@question.register(Comparison)
def _comparison(item: Comparison, blank: Question, entry: Entry, *_: object) -> Question:
    labels = tuple((sentence(source.label), "") for source in entry.resolved.sources)
    criteria = tuple(str(row.criterion) for row in item.rows)
    return replace(blank, left=criteria, columns=labels, lines=room.cells(item))


@question.register(Open)
def _open(item: Open, blank: Question, *_: object) -> Question:
    criteria = tuple((exact(criterion.points), str(criterion.text)) for criterion in item.criteria)
    return replace(blank, criteria=criteria, lines=height.lines(item, 8))


def _shown(entry: Entry, course: Course) -> tuple[str, ...]:
    """The words of an item that its sheet shows in an order of its own, in that order."""
    words = orders.shuffled(entry.resolved.item)
    return tuple(catalogue.in_words(words[index], course.language) for index in entry.order)


def rules(questions: Sequence[Question], *, is_marked: bool, worksheet: Worksheet | None = None) -> list[str]:
    """The rules of the forms a sheet holds, how they are marked too: keys of the catalogue."""
    justified = ["rule_ends"] if any(question.justify for question in questions) else []
    marking = _marking_rules(questions) if is_marked else []
    return justified + [settings.rule(name, worksheet) for name in marking]


def _marking_rules(questions: Sequence[Question]) -> list[str]:
    forms = {question.form for question in questions}
    justified = [question for question in questions if question.justify]
    keys = [settings.HALVES] if justified else []
    keys += ["rule_not_said"] if any(question.if_said for question in justified) else []
    keys += ["rule_several"] if any(question.several for question in questions) else []
    keys += ["rule_rows"] if forms & {"match", "classify", "comparison"} else []
    return [*keys, *(["rule_order"] if "order" in forms else [])]
