"""The teacher's page to compose a sheet on: every question as on paper, with its key, to tick and print."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from citedeck.bank.course import JUSTIFIED, PAPERS
from citedeck.languages import catalogue, directions, quantities
from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Entry, Output, ResolvedItem, Sheet, Source, Text
from citedeck.model import Worksheet as Ready
from citedeck.quick import dataclass
from citedeck.sheets import choice, clues, height, layout, orders
from citedeck.sheets.points import worth
from citedeck.targets.paper import key, numbered, pages, settings, worksheet
from citedeck.targets.paper.numbered import PrintedText
from citedeck.targets.paper.pages import Margins
from citedeck.targets.screen import composing, practice
from citedeck.targets.screen.composing import Offered

_HERE = "·"
"""What stands in a head where the script puts words."""

_VERSION = "A"

LEVELS = {"1": "level_one", "2": "level_two", "3": "level_three"}

START, END, NAME, PAPER = "START", "END", "NAME", "PAPER"
"""What the script replaces in the style sheet of the margins."""

MOST_VERSIONS = 6


@dataclass(frozen=True, slots=True)
class Held:
    """A text that a sheet may hold: under which name, and in which profiles it is so."""

    name: str
    is_beside: bool
    text: PrintedText


def render(compilation: Compilation, course: Course) -> Iterator[Output]:
    """The page, where there is a question for paper."""
    items = printable(compilation)
    if items:
        yield Output(path(course), page(items, compilation, course))


def path(course: Course) -> str:
    """Where it is written, in the course's language."""
    return f"{catalogue.of(course.language)['composer_name']}.html"


def printable(compilation: Compilation) -> list[ResolvedItem]:
    """The items that a teacher may print: sensitive and reserved ones, too."""
    return [resolved for resolved in compilation.items if resolved.item.only != "deck"]


def page(items: Sequence[ResolvedItem], compilation: Compilation, course: Course) -> bytes:
    """The page, whole without its script."""
    offered = _offered(items, compilation, course)
    whole = _whole(offered)
    texts = list(_held(compilation, course))
    return pages.page(
        "composer.html",
        course,
        pages.STANDARD,
        offered=offered,
        filters=_filters(items, course),
        held=texts,
        sheet_base=_sheet_base(items, course),
        key_base=_key_base(offered, whole, course),
        ready=[(sheet, _paths(sheet, course)) for sheet in compilation.sheets],
        worksheets=course.worksheets,
        profiles=pages.PROFILES,
        papers=PAPERS,
        most_versions=MOST_VERSIONS,
        data=_data(offered, texts, compilation, course),
        **practice.shell("composer.js", "composer.css"),
    )


def _offered(items: Sequence[ResolvedItem], compilation: Compilation, course: Course) -> list[Offered]:
    """The questions, each in its first order, as the page to practise on has them."""
    offered = []
    for number, (name, resolved) in enumerate(named(items, course).items(), 1):
        item = resolved.item
        how = orders.drawn_orders(item, course)[0]
        entry = Entry(number, layout.code(course, item), worth(item), resolved, how.order, how.left)
        question = worksheet.asked(entry, compilation, course)
        solution = key.solution(entry, compilation, course)
        offered.append(Offered(name, entry, question, solution, course.reserves(item)))
    return offered


def named(items: Sequence[ResolvedItem], course: Course) -> Mapping[str, ResolvedItem]:
    """Items by their neutral codes; one whose code an earlier item has gets a number behind it."""
    by_name: dict[str, ResolvedItem] = {}
    for resolved in items:
        code = name = layout.code(course, resolved.item)
        number = 1
        while name in by_name:
            number += 1
            name = f"{code}~{number}"
        by_name[name] = resolved
    return by_name


def _whole(offered: Sequence[Offered]) -> Sheet:
    """A sheet of all questions, as a key is made of."""
    return Sheet(
        Ready(id=Text("all"), title=Text(_HERE), items=()),
        _VERSION,
        _HERE,
        tuple(each.entry for each in offered),
    )


# What the script clones


def _sheet_base(items: Sequence[ResolvedItem], course: Course) -> Markup:
    """A sheet without a question, whose head has everything that one can have."""
    head = settings.Head(
        kind="activity",
        assessed=(_HERE,),
        school=_HERE,
        logo=settings.head(Ready(id=Text("x"), title=Text(_HERE), items=()), course).logo,
    )
    return pages.body(
        "worksheet.html",
        course,
        profile=pages.STANDARD,
        head=head,
        title=_HERE,
        duration="",
        instructions=_HERE,
        version=_VERSION,
        code=_HERE,
        total=Decimal(),
        questions=[],
        rules=["rule_ends"],
        texts=[],
        given_apart=composing.given_apart(items),
    )


def _key_base(offered: Sequence[Offered], whole: Sheet, course: Course) -> Markup:
    """A key of all questions without their solutions: its head, and the grid of answers."""
    return pages.body(
        "key.html",
        course,
        profile=pages.STANDARD,
        is_marked=True,
        title=_HERE,
        version=_VERSION,
        code=_HERE,
        total=Decimal(),
        repeat="",
        solutions=[],
        letters=[_VERSION],
        rows=key.rows((each.solution for each in offered), [whole], course),
    )


def _held(compilation: Compilation, course: Course) -> Iterator[Held]:
    """The texts that may be printed: each whole, and what ready sheets hold of them."""
    for source in course.sources.values():
        if source.printable:
            yield from _laid(source.id, source, compilation.texts[source.id].lines, course)
    for ready in course.worksheets:
        for extract in ready.texts:
            if extract.lines:
                source = course.sources[extract.source]
                lines = layout.lines(extract, compilation.texts[source.id])
                yield from _laid(f"{ready.id}/{source.id}", source, lines, course)


def _laid(name: str, source: Source, lines: Any, course: Course) -> Iterator[Held]:
    """A text in two settings, or one: where it explains no word both are the same."""
    for is_beside in (True, False):
        if is_beside or source.glossary:
            yield Held(name, is_beside, numbered.text(source, lines, course, beside=is_beside))


# What the page says around the questions


def _filters(items: Sequence[ResolvedItem], course: Course) -> list[tuple[str, list[tuple[str, str]]]]:
    """What questions are chosen by: a name, and values with their words; only where there are several."""
    words = catalogue.of(course.language)
    sources = dict.fromkeys(source for resolved in items for source in resolved.sources)
    categories = dict.fromkeys(str(r.item.category) for r in items if r.item.category)
    levels = sorted({str(r.item.level) for r in items if r.item.level})
    forms = dict.fromkeys(r.item.form for r in items)
    values = [
        ("text", [(source.id, sentence(source.label)) for source in sources]),
        ("category", [(name, sentence(course.categories.get(name, name))) for name in categories]),
        ("level", [(level, f"{level} – {words[LEVELS[level]]}") for level in levels]),
        ("form", [(form, words[f"form_{form}"]) for form in forms]),
    ]
    several = [(name, of_one) for name, of_one in values if len(of_one) > 1]
    ready = [(str(sheet.id), str(sheet.title)) for sheet in course.worksheets]
    return several + ([("sheet", ready)] if ready else [])


def _paths(sheet: Sheet, course: Course) -> tuple[str, str]:
    """The pages of a ready sheet and of its key."""
    stem = layout.stem(sheet.worksheet, sheet.version)
    return f"sheets/{stem}.html", f"keys/{key.file_name(sheet, course)}.html"


# What the script reads

SAID = (
    "activity", "assessment", "version", "code", "points", "point", "duration", "marking", "key", "key_head",
    "sheet", "quoted", "question_number", "see_solution", "questions_count", "unknown_codes", "refused_file",
    "tells_answer", "same_passage", "versions_alike", "minutes_about", "sides_count", "print_sheet",
    "print_key", "question_changed", "no_class_changed", "no_class_absent", "opened_file", "move", "move_up",
    "move_down", "take_off", "change_words", "change_back", "points_column", "compose_empty", "name_again",
    "page_of",
)  # fmt: skip
"""Words of the catalogue that the script puts where they belong."""


def _data(
    offered: Sequence[Offered], texts: Sequence[Held], compilation: Compilation, course: Course
) -> Markup:
    """All the script knows, as JSON that no word in it can end."""
    language = course.language
    words = catalogue.of(language)
    spoken = catalogue.spoken(language)
    asked = [each.question for each in offered]
    rules = worksheet.rules(asked, is_marked=True)
    apart = composing.given_apart(each.entry.resolved for each in offered)
    stands = _where_practised(compilation, course)
    data = {
        "course": course.id,
        "items": [composing.item(each, rules, apart, compilation, course) for each in offered],
        "practice": [part.path for part in practice.parts(compilation, course)],
        "practised": [stands.get(id(each.entry.resolved), -1) for each in offered],
        "rules": [catalogue.typeset(words[name], language) for name in rules],
        "both": _both(rules, language),
        "markings": JUSTIFIED,
        "words": {name: catalogue.typeset(words[name], language) for name in SAID},
        "spoken": "" if spoken == catalogue.primary(language) else spoken,
        "decimal": quantities.written(".", language),
        "single": [n / 4 for n in range(9) if quantities.is_one(Decimal(n) / 4, language)],
        "about": bool(course.about),
        "held": sorted({each.name for each in texts}),
        "lines": _lines(course),
        "tells": [*clues.shown([each.entry.resolved.item for each in offered])],
        "rests": choice.sharing([each.entry.resolved for each in offered]),
        "signs": orders.signs(max(map(_most_places, offered), default=0)),
        "ready": [_ready(of_one, course) for of_one in course.worksheets],
        "margins": {name: _margins(name, course) for name in ("sheet", "key")},
        "direction": directions.direction(language),
        "paper": course.paper,
        "school": course.school,
        "sizes": {name: settings.paper(replace(course, paper=name)) for name in PAPERS},
        "heights": height.PAGES,
        "head": height.HEAD,
        "copied": worksheet.COPIED,
        "turns": orders.TURNS,
        "run": orders.LONGEST_RUN,
    }
    return Markup(json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 - escaped here


def _both(rules: Sequence[str], language: str) -> dict[str, str]:
    """The rules that a sheet has in place of others where answer and quotation count only together."""
    ready = Ready(id=Text("x"), title=Text(_HERE), items=(), justified=Text("both"))
    words = catalogue.of(language)
    pairs = ((name, settings.rule(name, ready)) for name in rules)
    return {
        catalogue.typeset(words[name], language): catalogue.typeset(words[other], language)
        for name, other in pairs
        if name != other
    }


def _lines(course: Course) -> dict[str, str]:
    """The lines of texts that ready worksheets hold, as their entries say it."""
    return {
        f"{ready.id}/{extract.source}": f"{{source: {extract.source}, lines: {extract.lines}}}"
        for ready in course.worksheets
        for extract in ready.texts
        if extract.lines
    }


def _where_practised(compilation: Compilation, course: Course) -> dict[int, int]:
    """The number of the page that each item is practised on, where its code is that of no other."""
    codes = Counter(layout.code(course, resolved.item) for resolved in compilation.items)
    return {
        id(resolved): number
        for number, part in enumerate(practice.parts(compilation, course))
        for resolved in part.items
        if codes[layout.code(course, resolved.item)] == 1
    }


def _most_places(offered: Offered) -> int:
    return max(len(offered.entry.order), len(offered.entry.left))


def _ready(ready: Ready, course: Course) -> dict[str, object]:
    """A ready worksheet, to begin with."""

    def set_type(words: object) -> str:
        return catalogue.typeset(str(words or "").strip(), course.language)

    return {
        "id": str(ready.id),
        "title": set_type(ready.title),
        "audience": set_type(ready.audience),
        "duration": set_type(ready.duration),
        "instructions": set_type(ready.instructions),
        "skills": [set_type(skill) for skill in ready.skills],
        "boxes": ready.boxes,
        "justified": str(ready.justified or ""),
        "kind": str(ready.kind or ""),
        "marked": ready.shows_points,
        "versions": list(ready.versions),
        "items": list(dict.fromkeys(map(str, ready.items))),
        "held": [f"{ready.id}/{e.source}" if e.lines else str(e.source) for e in ready.texts],
    }


def _margins(kind: str, course: Course) -> str:
    """The style sheet of the margins of a sheet or a key, to be filled in."""
    name = NAME if kind == "sheet" else ""
    return pages.margin_styles(course, Margins(START, END, name), PAPER)
