"""What a platform asks: each item as one of five kinds of question that all of them know.

To add a form: a function registered with `asked`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import ROUND_CEILING, Decimal
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
)
from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import (
    NOT_SAID,
    Compilation,
    Course,
    Entry,
    Item,
    Question,
    ResolvedItem,
    Text,
    Worksheet,
    exact,
)
from citedeck.quick import dataclass
from citedeck.sheets import layout, orders
from citedeck.targets.export.losses import Loss, lost
from citedeck.targets.export.remarks import Remark, feedback, parts, shared
from citedeck.targets.paper import key, worksheet
from citedeck.targets.paper.key import Solution

PICKED, TYPED, FILLED, PAIRED, WRITTEN = "picked", "typed", "filled", "paired", "written"
"""Options to tick, an answer to type, gaps to fill, pairs to put together, an answer at length."""

JUSTIFICATION = ".citation"
"""What the name of a question ends with that asks for the quotation alone: no id has a point."""


@dataclass(frozen=True, slots=True)
class Option:
    """Words to tick, whether that is right, and why it is not."""

    words: str
    is_right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer at length is to say or to be, with its points and what proves it."""

    words: str
    points: Decimal | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as any platform may ask it, in words that nobody has set or escaped yet."""

    kind: str
    name: str
    """The id of its item, and what it asks of it, where that has several questions."""
    points: Decimal
    prompt: str
    given: tuple[str, ...] = ()
    """Paragraphs below the prompt: words to judge, what classes mean."""
    options: tuple[Option, ...] = ()
    keeps_order: bool = False
    """Whether the order of options says something: a verdict that stays last, quantities that ascend."""
    accepted: tuple[tuple[str, ...], ...] = ()
    """Of each field to type in, all that is right."""
    pieces: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    lures: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    lines: int = 0
    columns: tuple[str, ...] = ()
    """Of a table to fill in, what stands above its columns; the rows are in `given`."""
    feedback: tuple[Remark, ...] = ()
    tags: tuple[str, ...] = ()
    justified: Decimal = Decimal()
    """The points of a quotation that justifies the answer, and that nobody asks for here."""
    losses: tuple[Loss, ...] = ()
    """What no platform takes."""

    @property
    def right(self) -> int:
        """How many options are to be ticked."""
        return sum(option.is_right for option in self.options)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions for a platform, under one name, and why others of the course are not among them."""

    course: Course
    title: str
    """Of a worksheet; nothing of what is of the whole course."""
    asked: tuple[Asked, ...]
    left_out: Mapping[str, Loss] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all items share."""

    compilation: Compilation
    course: Course
    with_essays: bool = False
    """Whether a justification is asked for in a question of its own."""

    @property
    def words(self) -> Mapping[str, str]:
        """The catalogue of the course's language."""
        return catalogue.of(self.course.language)


def quiz(
    entries: Sequence[Entry], setting: Setting, title: str = "", left_out: Mapping[str, Loss] | None = None
) -> Quiz:
    """The questions that some entries of a sheet ask."""
    each = (question for entry in entries for question in of(entry, setting))
    return Quiz(setting.course, title, tuple(each), left_out or {})


def of_items(items: Sequence[ResolvedItem], setting: Setting, left_out: Mapping[str, Loss]) -> Quiz:
    """The questions that items ask, in the order and with the options that a sheet of them would have."""
    course = setting.course
    names = tuple(resolved.item.id for resolved in items)
    sheet = Worksheet(id=Text(course.id), title=Text(course.title), items=names)
    return quiz(layout.versions(course, sheet, items)[0].entries, setting, "", left_out)


def left_out(names: Iterable[str], setting: Setting) -> dict[str, Loss]:
    """Of items that are not taken though somebody asked for all, why not."""
    by_id = {str(resolved.item.id): resolved.item for resolved in setting.compilation.items}
    each = ((name, _why_not(by_id[name], setting.course)) for name in names)
    return {name: reason for name, reason in each if reason is not None}


def _why_not(item: Item, course: Course) -> Loss | None:
    if item.only == "deck":
        return lost("loss_deck")
    if item.sensitive is not None:
        return lost("loss_sensitive", "--sensitive")
    return lost("loss_reserved", "--reserved") if course.reserves(item) else None


def of(entry: Entry, setting: Setting) -> Iterator[Asked]:
    """The questions that an item asks: one, or one and its justification."""
    item = entry.resolved.item
    question = worksheet.asked(entry, setting.compilation, setting.course)
    solution = key.solution(entry, setting.compilation, setting.course)
    blank = Asked(
        kind=WRITTEN,
        name=str(item.id),
        points=entry.points,
        prompt=question.prompt,
        given=(question.given,) if question.given else (),
        lines=question.lines,
        feedback=tuple(feedback(solution, question, setting.words)),
        tags=tuple(_tags(item, entry, setting)),
    )
    return asked(item, blank, question, solution, setting)


def _tags(item: Item, entry: Entry, setting: Setting) -> Iterator[str]:
    """What a teacher finds a question by: category, level, text, and the author's own tags."""
    if item.category:
        yield sentence(setting.course.categories.get(item.category, str(item.category)))
    if item.level:
        yield f"{setting.words['filter_level']} {item.level}"
    yield from (sentence(source.label) for source in entry.resolved.sources)
    yield from map(str, item.tags)


@singledispatch
def asked(
    item: Item, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    """The questions that an item asks, by its form; `blank` has what all forms share."""
    raise NotImplementedError(item.form)


@asked.register(Short)
def _short(item: Short, blank: Asked, *_: object) -> Iterator[Asked]:
    yield replace(blank, kind=TYPED, accepted=((item.answer, *item.accept),))


@asked.register(Cloze)
def _cloze(item: Cloze, blank: Asked, question: Question, _: Solution, setting: Setting) -> Iterator[Asked]:
    yield replace(
        blank,
        kind=FILLED,
        prompt=blank.prompt or setting.words["fill"],
        pieces=question.pieces,
        hints=question.hints,
        accepted=tuple((blank.answer,) for blank in item.blanks),
    )


@asked.register(Choice)
def _choice(
    item: Choice, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    shown = [item.options[index] for index in solution.entry.order]
    options = (
        Option(words, option.right, "" if option.right else option.why or "")
        for words, option in zip(question.options, shown, strict=True)
    )
    several = f" ({setting.words['several'].format(question.several)})" if question.several else ""
    kept = any(option.last or option.text == NOT_SAID for option in shown)
    yield replace(
        blank,
        kind=PICKED,
        prompt=blank.prompt + several,
        options=tuple(options),
        keeps_order=kept or bool(orders.ascending(question.options, setting.course.language)),
    )


@asked.register(TrueFalse)
def _true_false(
    item: TrueFalse, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    right = setting.words[item.answer]
    options = tuple(Option(verdict, verdict == right) for verdict in question.options)
    if item.correction:
        blank = replace(blank, feedback=(Remark(str(item.correction)), *blank.feedback))
    verdict = replace(blank, kind=PICKED, options=options, keeps_order=True)
    if not item.justify:
        yield verdict
        return
    share = half(blank.points)
    rest = exact(blank.points - share)
    yield replace(verdict, points=share, justified=Decimal() if setting.with_essays else rest)
    if setting.with_essays:
        justify = setting.words["justify_if_said" if question.if_said else "justify"]
        rule = Expected(setting.words[solution.marking.rule])
        expected = (rule, *(Expected("", remarks=(remark,)) for remark in blank.feedback))
        yield replace(
            blank,
            name=blank.name + JUSTIFICATION,
            points=rest,
            given=(justify,),
            expected=expected,
            feedback=blank.feedback,
        )


def half(points: Decimal) -> Decimal:
    """Half of some points, in whole quarters: what is left over is the verdict's."""
    return exact((points * 2).quantize(Decimal(1), ROUND_CEILING) / 4)


@asked.register(WhoSaysIt)
def _who_says_it(
    item: WhoSaysIt, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    if not question.options:
        yield replace(blank, kind=TYPED, accepted=((item.answer,),))
        return
    right = solution.marking.answers[0].words
    options = tuple(Option(words, words == right) for words in question.options)
    yield replace(blank, kind=PICKED, options=options, keeps_order=True)


@asked.register(Match)
def _match(item: Match, blank: Asked, _: Question, solution: Solution, setting: Setting) -> Iterator[Asked]:
    pairs = tuple((str(item.pairs[n].left), str(item.pairs[n].right)) for n in solution.entry.left)
    lures = tuple(catalogue.in_words(lure.text, setting.course.language) for lure in item.distractors)
    last = [lure for lure in item.distractors if lure.last or lure.text == NOT_SAID]
    losses = (lost("loss_last"),) if last else ()
    whys = (
        Remark(f"{lure} – {option.why}")
        for lure, option in zip(lures, item.distractors, strict=True)
        if option.why
    )
    yield replace(
        blank, kind=PAIRED, pairs=pairs, lures=lures, losses=losses, feedback=(*blank.feedback, *whys)
    )


@asked.register(Order)
def _order(item: Order, blank: Asked, *_: object) -> Iterator[Asked]:
    pairs = tuple((f"{number}.", str(step.text)) for number, step in enumerate(item.steps, 1))
    yield replace(blank, kind=PAIRED, pairs=pairs, losses=(lost("loss_order"),))


@asked.register(Classify)
def _classify(
    item: Classify, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    quoted, defined = setting.words["quoted"], setting.words["defined"]
    pairs = ((quoted.format(answer.given), answer.words) for answer in solution.marking.answers)
    meanings = tuple(defined.format(name, meaning) for name, meaning in question.columns)
    yield replace(blank, kind=PAIRED, given=meanings, pairs=tuple(pairs))


@asked.register(Comparison)
def _comparison(
    item: Comparison, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    expected = _expected(solution, question, setting)
    columns = tuple(label for label, _ in question.columns)
    yield replace(
        blank, given=question.left, columns=columns, expected=expected, feedback=_shared(solution, setting)
    )


@asked.register(Open)
def _open(
    item: Open, blank: Asked, question: Question, solution: Solution, setting: Setting
) -> Iterator[Asked]:
    elements = _expected(solution, question, setting)
    criteria = tuple(Expected(words, points) for points, words in solution.marking.criteria)
    note = (Expected(item.note),) if item.note else ()
    yield replace(blank, expected=(*elements, *criteria, *note), feedback=_shared(solution, setting))


def _expected(solution: Solution, question: Question, setting: Setting) -> tuple[Expected, ...]:
    """The parts of an answer that a teacher marks by hand."""
    return tuple(
        Expected(part.heading, part.points, part.remarks) for part in parts(solution, question, setting.words)
    )


def _shared(solution: Solution, setting: Setting) -> tuple[Remark, ...]:
    """What is said of the item as a whole, where its parts are said with what is expected."""
    explanation = solution.entry.resolved.item.explanation
    explained = (Remark(str(explanation)),) if explanation else ()
    return (*explained, *shared(solution, setting.words))
