"""What is not printed again: a page that is the same, where its PDF stands as this printer made it."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import courses
from citedeck.commands import program, statefile
from citedeck.messages import progress
from citedeck.targets.paper import fonts, pictures, printing
from test_build import copied, edit, run, written

LACKED = b"Sujet"
"""Stands on some pages."""

KEY = "keys/lecture-a-corrige.pdf"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose lock tells the times of its notes: they are the same in every folder."""
    course = courses.on_disk(tmp_path_factory.mktemp("released") / "town", courses.TOWN_COURSE)
    with pytest.MonkeyPatch.context() as quick_disk:
        quick_disk.setattr(os, "fsync", lambda file: None)
        run("release", "1.0.0", course, "--without", "pdf", "--without", "word")
    shutil.rmtree(course / "decks")
    return course


@pytest.fixture
def town(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(os, "fsync", lambda file: None)
    return shutil.copytree(released, tmp_path / "town")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every page that is printed from now on."""
    pages: list[bytes] = []

    def make(page: bytes) -> bytes:
        pages.append(page)
        return b"%PDF " + page

    monkeypatch.setattr(printing, "printer", lambda: make)
    return pages


@pytest.fixture
def paper(town: Path, printed: list[bytes]) -> Path:
    """The output folder of a course that was printed."""
    run("build", town, "--pdf")
    assert sorted(printed) == pages(town / "decks")
    return town / "decks"


def for_paper(folder: Path) -> dict[str, bytes]:
    """The pages of an output folder that are printed, by the paths of their PDFs."""
    made = {path: data for path, data in written(folder).items() if path.endswith(".html")}
    return {f"{path[:-5]}.pdf": page for path, page in made.items() if path.startswith(printing.FOLDERS)}


def pages(folder: Path) -> list[bytes]:
    return sorted(for_paper(folder).values())


def printed_again(course: Path, printed: list[bytes]) -> list[bytes]:
    """The pages that one more build prints, after which all is as in a fresh folder."""
    printed.clear()
    run("build", course, "--pdf")
    again = sorted(printed)
    fresh = course.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    run("build", course, "--pdf", "--output", fresh)
    assert written(course / "decks") == written(fresh)
    return again


def correct(course: Path) -> None:
    """One explanation is edited, which stands in keys alone."""
    edit(course / "questions/b.yaml", "cette date", "cette année")


def test_only_changed_pages_are_printed_again(town: Path, paper: Path, printed: list[bytes]) -> None:
    assert printed_again(town, printed) == []
    before = pages(paper)
    correct(town)
    again = printed_again(town, printed)
    assert again == sorted(set(pages(paper)) - set(before))
    assert 0 < len(again) < len(before)
    assert printed_again(town, printed) == []


def test_a_build_without_pdfs_forgets_none(town: Path, paper: Path, printed: list[bytes]) -> None:
    run("build", town)
    run("build", town, "--only", "anki")
    assert printed_again(town, printed) == []


def test_pages_that_are_added_are_printed(town: Path, printed: list[bytes]) -> None:
    run("build", town, "--pdf", "--only", "key")
    keys = [*printed]
    assert sorted([*printed_again(town, printed), *keys]) == pages(town / "decks")
    assert 0 < len(keys) < len(pages(town / "decks"))


# Another printer

OTHERS = {
    "WeasyPrint": (printing, "_versions", lambda: "weasyprint 1"),
    "fonts": (fonts, "digest", lambda: "of other fonts"),
    "citedeck": (program, "digest", lambda endings=(): "of another"),
    "Python": (sys, "version", "4"),
}


@pytest.mark.parametrize("part", OTHERS)
def test_another_printer_prints_all(
    town: Path, paper: Path, printed: list[bytes], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(*OTHERS[part])
    assert printed_again(town, printed) == pages(paper)
    assert printed_again(town, printed) == []


def test_of_pages_from_the_right_the_printer_is_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    right, left = (b'<html lang="x" dir="%b">' % way for way in (b"rtl", b"ltr"))
    monkeypatch.setattr(printing, "_chromium", lambda: sys.executable)
    tools = [printing.tool(right), printing.tool(left)]
    assert f"Python {sys.version.split()[0]}" in tools[0]
    monkeypatch.setattr(printing, "_version", lambda program: "another")
    assert printing.tool(right) != tools[0]
    assert printing.tool(left) == tools[1]


def test_a_browser_that_says_nothing_is_another_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_chromium", lambda: "/nowhere")
    monkeypatch.setattr(printing, "_version", vars(printing)["_version"].__wrapped__)  # without its memory
    page = b'<html lang="x" dir="rtl">'
    assert printing.tool(page) != printing.tool(page)


def test_the_printer_is_told_by_all_that_makes_a_pdf() -> None:
    pytest.importorskip("weasyprint")
    assert {line.split()[0] for line in printing.tool(b"").splitlines()} > {
        "weasyprint",
        "pydyf",
        "fonttools",
    }


# What somebody did to the folder


def alter(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" by hand")


def alter_page(path: Path) -> None:
    alter(path.with_suffix(".html"))


@pytest.mark.parametrize("hand", [Path.unlink, alter, alter_page])
def test_what_somebody_changed_is_printed_again(
    town: Path, paper: Path, printed: list[bytes], hand: Callable[[Path], None]
) -> None:
    page = for_paper(paper)[KEY]
    hand(paper / KEY)
    assert printed_again(town, printed) == [page]


def test_what_was_altered_before_another_build_is_no_print(
    town: Path, paper: Path, printed: list[bytes]
) -> None:
    """That build leaves it where it is."""
    alter(paper / KEY)
    run("build", town)
    run("build", town, "--only", "index")
    assert (paper / KEY).read_bytes().endswith(b" by hand")
    assert printed_again(town, printed) == [for_paper(paper)[KEY]]


@pytest.mark.parametrize("ending", [".pdf", ".html", (".pdf", ".html")])
def test_what_was_printed_before_and_is_put_back_is_not_taken(
    town: Path, paper: Path, printed: list[bytes], ending: str | tuple[str, ...]
) -> None:
    """It was ours, and its page says something else since."""
    before = pages(paper)
    old = {path: data for path, data in written(paper).items() if path.startswith(printing.FOLDERS)}
    correct(town)
    run("build", town, "--pdf")
    for path in filter(lambda path: path.endswith(ending), old):
        (paper / path).write_bytes(old[path])
    assert printed_again(town, printed) == sorted(set(pages(paper)) - set(before)) != []


@pytest.mark.parametrize("marks", [[], {KEY: "x"}, {KEY: ["x"]}, {KEY: [1, 2]}, "x", None])
def test_a_damaged_memory_is_as_none(town: Path, paper: Path, printed: list[bytes], marks: Any) -> None:
    state = json.loads((paper / statefile.NAME).read_bytes())
    (paper / statefile.NAME).write_text(json.dumps({**state, "made": marks}))
    assert printed_again(town, printed) == pages(paper)


def test_a_release_prints_all_and_so_does_a_build_over_one_that_was_pulled(
    town: Path, paper: Path, printed: list[bytes], tmp_path: Path
) -> None:
    printed.clear()
    run("release", "1.1.0", town)
    assert sorted(printed) == pages(paper)
    clone = copied(town, tmp_path / "clone")
    printed.clear()
    run("build", clone, "--pdf")
    assert sorted(printed) == pages(clone / "decks")


# Letters and pictures


def test_a_page_with_a_letter_that_no_font_has_is_printed_each_time(
    town: Path, printed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said each time, and is there once a font is."""
    notes: list[str] = []
    quick = printing.printer()

    def make(page: bytes) -> bytes:
        if LACKED in page:
            logging.getLogger("weasyprint").warning(".notdef: %s %d", "x", 0x1F600)
        return quick(page)

    monkeypatch.setattr(printing, "printer", lambda: make)
    monkeypatch.setattr(progress, "_hearers", [notes.append])
    run("build", town, "--pdf")
    lacking = sorted(page for page in printed if LACKED in page)
    assert 1 < len(lacking) < len(printed)
    printed.clear()
    run("build", town, "--pdf")
    assert sorted(printed) == lacking
    assert ["U+1F600" in note for note in notes] == [True, True]


def test_a_picture_is_made_again_of_another_print(
    town: Path, printed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []

    def draw(program: str, pdf: bytes) -> tuple[bytes, bool]:
        drawn.append(pdf)
        return b"PNG " + pdf, True

    monkeypatch.setattr(shutil, "which", lambda name: name if name == pictures.PROGRAM else None)
    monkeypatch.setattr(pictures, "_version", lambda program: "1")
    monkeypatch.setattr(pictures, "_first_page", draw)
    run("build", town, "--pdf")
    sheet = (town / "decks/sheets/lecture-a.pdf").read_bytes()
    assert (town / "decks/pictures/lecture-a.png").read_bytes() == b"PNG " + sheet
    run("build", town, "--pdf")
    correct(town)
    run("build", town, "--pdf")
    assert drawn == [sheet]
    edit(town / "questions/course.yaml", "Lire", "Lire mieux")
    run("build", town, "--pdf")
    assert len(drawn) == 2
    monkeypatch.setattr(pictures, "_version", lambda program: "2")
    run("build", town, "--pdf")
    assert len(drawn) == 3
    assert drawn[1] == drawn[2] != sheet
