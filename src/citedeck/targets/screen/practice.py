"""One page to practise on, alone or with a class: every question with its answer, its passage, its line."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Entry, Item, Output, Question, ResolvedItem, Sheet, Source
from citedeck.quick import dataclass
from citedeck.sheets import layout, orders
from citedeck.sheets.points import worth
from citedeck.targets.paper import key, numbered, pages, worksheet
from citedeck.targets.paper.key import Solution
from citedeck.targets.paper.numbered import PrintedText
from citedeck.targets.screen.judging import PICKED, Judging, judging
from citedeck.text import folding

FOLDER = "practice"

MOST_ITEMS = 1000
"""With more of them a phone waits: then each text, or several that are compared, has a page.

A sheet with questions on several of these has one of its own.
"""

_LEVELS = {"1": "level_one", "2": "level_two", "3": "level_three"}


@dataclass(frozen=True, slots=True)
class Practised:
    """A question of the page: what is asked, what is right, and how the script judges it."""

    entry: Entry
    question: Question
    solution: Solution
    judging: Judging


@dataclass(frozen=True, slots=True)
class Practice:
    """A page: its name, what sets it apart from others, and its items."""

    name: str
    label: str
    items: tuple[ResolvedItem, ...]
    sources: tuple[Source, ...]

    @property
    def path(self) -> str:
        """Where it is written."""
        return f"{FOLDER}/{self.name}.html"


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """The page of a course, or those of a large one."""
    for practice in progress.through("making pages to practise on", parts(compilation, course)):
        yield Output(practice.path, page(practice, compilation, course))


def parts(compilation: Compilation, course: Course, most: int = MOST_ITEMS) -> list[Practice]:
    """The pages that are made: none where the course wants none, or nothing can be shown."""
    if not course.practice:
        return []
    items = [resolved for resolved in compilation.items if is_shown(resolved.item, course)]
    name = catalogue.of(course.language)["practice_name"]
    if len(items) <= most:
        return [Practice(name, "", tuple(items), _sources(items))] if items else []
    of_texts = [*_of_texts(items, name)]
    between = (sheet for sheet in compilation.sheets if not any(_holds(part, sheet) for part in of_texts))
    return [*of_texts, *_of_sheets(between, items, name)]


def _of_texts(items: Iterable[ResolvedItem], name: str) -> Iterator[Practice]:
    """A page for each text, and for each group of texts that questions compare."""
    by_source: dict[tuple[Source, ...], list[ResolvedItem]] = {}
    for resolved in items:
        by_source.setdefault(resolved.sources, []).append(resolved)
    for sources, of_source in by_source.items():
        label = ", ".join(sentence(source.label) for source in sources)
        ids = "--".join(source.id for source in sources)
        yield Practice(f"{name}-{ids}", label, tuple(of_source), sources)


def _of_sheets(sheets: Iterable[Sheet], items: Sequence[ResolvedItem], name: str) -> Iterator[Practice]:
    """A page for each of these sheets whose questions may all be shown; its versions share it."""
    shown = {id(resolved) for resolved in items}
    worksheets = {sheet.worksheet.id: sheet for sheet in sheets}
    for worksheet_id, sheet in worksheets.items():
        asked = {id(entry.resolved) for entry in sheet.entries}
        if asked and asked <= shown:
            of_sheet = tuple(resolved for resolved in items if id(resolved) in asked)
            yield Practice(
                f"{name}--{worksheet_id}", str(sheet.worksheet.title), of_sheet, _sources(of_sheet)
            )


def is_shown(item: Item, course: Course) -> bool:
    """Whether an item may stand on a screen that pupils have, too: none that is kept for an assessment."""
    return item.sensitive is None and not course.reserves(item)


def place_of(course: Course) -> str:
    """Where the answers to a course are kept on a device: every page of a folder shares its store."""
    return f"citedeck/{course.id}/{course.key}/"  # where there is no key too: no place begins with another


def _sources(items: Iterable[ResolvedItem]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for resolved in items for source in resolved.sources))


def page(practice: Practice, compilation: Compilation, course: Course) -> bytes:
    """One page, whole without its script."""
    practised = [
        _practised(number, resolved, compilation, course) for number, resolved in enumerate(practice.items, 1)
    ]
    sheets = [sheet for sheet in compilation.sheets if _holds(practice, sheet)]
    return pages.page(
        "practice.html",
        course,
        pages.STANDARD,
        label=practice.label,
        practised=practised,
        texts=list(_texts(practice, compilation, course)),
        filters=_filters(practice, course),
        sheets=[(_stem(sheet), _sheet_title(sheet, course)) for sheet in sheets],
        data=_data(practised, sheets, course),
        **shell(),
    )


def shell(script_name: str = "practice.js", looks_name: str = "screen.css") -> dict[str, Any]:
    """What every page with a script is made with: the script, its digest, and the looks."""
    script = _file(script_name)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"script": Markup(script), "script_digest": digest, "looks": Markup(_file(looks_name))}  # noqa: S704 - our own files


@cache
def _file(name: str) -> str:
    return (files("citedeck.targets.screen") / "templates" / name).read_text(encoding="utf-8")


def _practised(number: int, resolved: ResolvedItem, compilation: Compilation, course: Course) -> Practised:
    item = resolved.item
    how = orders.drawn_orders(item, course)[0]
    entry = Entry(number, layout.code(course, item), worth(item), resolved, how.order, how.left)
    question = worksheet.asked(entry, compilation, course)
    solution = key.solution(entry, compilation, course)
    return Practised(entry, question, solution, judging(item, question, solution.marking, course))


def _texts(practice: Practice, compilation: Compilation, course: Course) -> Iterator[PrintedText]:
    """The numbered texts, but for those that may not be printed."""
    for source in practice.sources:
        if source.printable:
            yield numbered.text(source, compilation.texts[source.id].lines, course, beside=False)


def _filters(practice: Practice, course: Course) -> list[tuple[str, list[tuple[str, str]]]]:
    """What questions are chosen by: a name, and values with their words; only where there are several."""
    items = [resolved.item for resolved in practice.items]
    words = catalogue.of(course.language)
    categories = dict.fromkeys(str(item.category) for item in items if item.category)
    levels = sorted({str(item.level) for item in items if item.level})
    named = [
        ("text", [(source.id, sentence(source.label)) for source in practice.sources]),
        ("category", [(name, sentence(course.categories.get(name, name))) for name in categories]),
        ("level", [(level, f"{level} – {words[_LEVELS[level]]}") for level in levels]),
    ]
    return [(name, values) for name, values in named if len(values) > 1]


# What the script reads


def _data(practised: Sequence[Practised], sheets: Sequence[Sheet], course: Course) -> Markup:
    """All the script knows, as JSON that no word in it can end."""
    by_item = {id(shown.entry.resolved): shown for shown in practised}
    words = catalogue.of(course.language)
    data = {
        "place": place_of(course),
        "lang": catalogue.primary(course.language),
        "items": [_item(shown, course) for shown in practised],
        "sheets": {_stem(sheet): [_of_sheet(entry, by_item) for entry in sheet.entries] for sheet in sheets},
        "words": {name: catalogue.typeset(words[f"say_{name}"], course.language) for name in _SAID},
        **_folding(),
    }
    return Markup(json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 - escaped here


_SAID = (
    "right", "wrong", "partly", "almost", "compare", "empty", "score", "again", "done", "unkept",
    "forgotten", "unknown",
)  # fmt: skip
"""What the script says, each under `say_…` in the catalogue."""


def _folding() -> dict[str, object]:
    """How words are compared: the patterns, and what a keyboard has for what is printed."""
    rules = folding.rules()
    keyboard = dict(zip(rules.pop("printed"), rules.pop("keyboard"), strict=True))
    return {"folding": rules, "keyboard": keyboard}


def _item(shown: Practised, course: Course) -> dict[str, object]:
    item, judged = shown.entry.resolved.item, shown.judging
    return {
        "id": str(item.id),
        "code": shown.entry.code,
        "places": [orders.signs(len(shown.entry.order)), orders.signs(len(shown.entry.left))],
        "digest": _digest(shown),
        "kind": judged.kind,
        "right": _expected(shown),
        "paper": item.only == "paper",
        "facets": {
            "text": [source.id for source in shown.entry.resolved.sources],
            "category": [str(item.category or "")],
            "level": [str(item.level or "")],
        },
    }


def _expected(shown: Practised) -> Sequence[object]:
    """What is right in each field: to be ticked or not, the words, the option, or the number."""
    judged = shown.judging
    if judged.kind == PICKED:
        return [place in judged.right for place in range(len(shown.question.options))]
    return judged.accepted or judged.right


def _digest(shown: Practised) -> str:
    """A digest of an item's words: a question that is corrected is asked again."""
    item, marking = shown.entry.resolved.item, shown.solution.marking
    answers = (f"{answer.given}\t{answer.words}" for answer in marking.answers)
    words = [item.form, str(item.asks()), *item.asserted(), *item.beside(), *answers, *marking.accepted]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:10]


def _holds(practice: Practice, sheet: Sheet) -> bool:
    """Whether every question of a sheet stands on the page."""
    here = {id(resolved) for resolved in practice.items}
    return all(id(entry.resolved) in here for entry in sheet.entries)


def _of_sheet(entry: Entry, by_item: dict[int, Practised]) -> list[object]:
    """Which question of the page a sheet's is; in which order its options stand, and its left sides."""
    shown = by_item[id(entry.resolved)].entry
    options = [shown.order.index(index) for index in entry.order]
    return [shown.number - 1, options, [shown.left.index(index) for index in entry.left]]


def _stem(sheet: Sheet) -> str:
    return layout.stem(sheet.worksheet, sheet.version)


def _sheet_title(sheet: Sheet, course: Course) -> str:
    title = str(sheet.worksheet.title)
    if len(sheet.worksheet.versions) == 1:
        return title
    return f"{title} – {catalogue.of(course.language)['version'].format(sheet.version)}"
