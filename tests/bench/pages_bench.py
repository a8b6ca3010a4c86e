"""How long the pages of sheets and keys take, beside jinja2 alone with the same templates."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import made_up
from jinja2 import Environment, PackageLoader

from citedeck.commands import build
from citedeck.languages import catalogue
from citedeck.model import Compilation, Course, Sheet
from citedeck.targets.paper import key, pages, worksheet

ON_A_SHEET = 50


def ratio(items: int, runs: int) -> float:
    """Rendering every item on a sheet and in a key ÷ jinja2 with all words made ready."""
    with tempfile.TemporaryDirectory() as folder:
        made_up.write_course(Path(folder), items, sheet=ON_A_SHEET)
        compilation = build.compile_only(Path(folder))
    course = compilation.course
    assert course is not None
    assert len(compilation.sheets) == items // ON_A_SHEET
    ready = [made_ready(sheet, compilation, course) for sheet in compilation.sheets]
    gc.disable()  # as the command line does
    ours: list[float] = []
    beside: list[float] = []
    for _ in range(runs + 1):
        ours.append(timed(lambda: list(rendered(compilation, course))))
        beside.append(timed(lambda: bare(ready, course)))
    return median(ours[1:]) / median(beside[1:])


def rendered(compilation: Compilation, course: Course) -> list[bytes]:
    """Every sheet in one profile, and its key."""
    return [
        page
        for sheet in compilation.sheets
        for page in (
            worksheet.page(sheet, compilation, course),
            key.page(sheet, [sheet], compilation, course),
        )
    ]


def made_ready(sheet: Sheet, compilation: Compilation, course: Course) -> dict[str, object]:
    """What the templates of a sheet and its key are given."""
    return {
        "questions": [worksheet.asked(entry, compilation, course) for entry in sheet.entries],
        "solutions": [key.solution(entry, compilation, course) for entry in sheet.entries],
        "letters": ["A"],
        "numbers": [([entry.number], entry.code, str(entry.resolved.item.id)) for entry in sheet.entries],
        "title": "Fiche",
        "code": sheet.code,
        "total": sheet.total,
    }


class Words:
    """The catalogue, as templates call it, without typography."""

    def __init__(self, language: str) -> None:
        self.words = catalogue.of(language)

    def __call__(self, name: str, *values: object) -> str:
        return self.words[name].format(*values)

    plain = __call__

    def quoted(self, several: Iterable[str]) -> str:
        return ", ".join(self("quoted", words) for words in several)

    def points(self, count: int) -> str:
        return self("point") if count == 1 else self("points", count)


def bare(ready: list[dict[str, object]], course: Course) -> list[str]:
    """The same templates with ready words: what jinja2 alone takes."""
    made = Environment(loader=PackageLoader("citedeck.targets.paper"), autoescape=True, trim_blocks=True)
    shared = {
        "course": course,
        "t": Words(course.language),
        "ts": lambda words, _language="": str(words),
        "language": course.language,
        "profile": pages.STANDARD,
        "letters_of": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    }
    templates = [made.get_template(name) for name in ("worksheet.html", "key.html")]
    return [template.render(**shared, **data) for data in ready for template in templates]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
