"""What every test shares: a skip is a failure where everything is installed."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is; growth has tests of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write what was printed into tests/cases/ and the documents"
    )


DEAREST = (
    *("paper", "fuzz", "screen_pages", "class_mode", "composer", "practice", "release", "every_script"),
    *("rivals", "build", "word", "reuse", "words_are_text", "units", "growth", "fix_quotations", "faults"),
    *("worksheet", "new", "updates", "sequences", "annotated", "install", "firefox", "documents"),
)
"""Files that take longest, in this order: they come first, so that no worker waits for one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {f"test_{name}.py": place for place, name in enumerate(DEAREST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was collected is no garbage: looking through it again and again takes a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def cache_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests check is remembered among the tests' own files."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Under CITEDECK_FULL=1 every program is there: nothing may be left out."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CITEDECK_FULL") == "1" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although CITEDECK_FULL=1: {report.longrepr}"


@pytest.fixture(scope="module")
def quick_printer() -> Iterator[Callable[[], Callable[[bytes], bytes]]]:
    """Stands for WeasyPrint, which takes half a second a page; the real printer."""
    from citedeck.targets.paper import printing

    real = printing.printer
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "printer", lambda: lambda page: b"%PDF " + page)
        yield real
