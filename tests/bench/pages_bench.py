"""How long the pages of sheets and keys take, beside jinja2 alone with the same templates."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import made_up
from jinja2 import Template

from citedeck.commands import build
from citedeck.model import Compilation, Course
from citedeck.targets.paper import key, worksheet

ON_A_SHEET = 50


def ratio(items: int, runs: int) -> float:
    """Rendering every item on a sheet and in a key ÷ jinja2 with all words made ready."""
    with tempfile.TemporaryDirectory() as folder:
        made_up.write_course(Path(folder), items, sheet=ON_A_SHEET)
        compilation = build.compile_only(Path(folder))
    course = compilation.course
    assert course is not None
    assert len(compilation.sheets) == items // ON_A_SHEET
    given = recorded(lambda: list(rendered(compilation, course)))
    assert len(given) >= 2 * len(compilation.sheets)
    gc.disable()  # as the command line does
    ours: list[float] = []
    beside: list[float] = []
    for _ in range(runs + 1):
        ours.append(timed(lambda: list(rendered(compilation, course))))
        beside.append(timed(lambda: bare(given)))
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


def recorded(make: Callable[[], object]) -> list[tuple[Template, dict[str, Any]]]:
    """The templates that are rendered, each with all that it is given."""
    given: list[tuple[Template, dict[str, Any]]] = []
    render = Template.render

    def noted(template: Template, data: dict[str, Any]) -> str:
        given.append((template, data))
        return render(template, data)

    Template.render = noted  # type: ignore[method-assign]
    make()
    Template.render = render  # type: ignore[method-assign]
    return given


def bare(given: list[tuple[Template, dict[str, Any]]]) -> list[str]:
    """The same templates with words that are set already: what jinja2 alone takes."""
    return [template.render({**data, "ts": _as_it_is}) for template, data in given]


def _as_it_is(text: object, *_: object, **__: object) -> str:
    return str(text)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
