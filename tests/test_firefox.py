"""The page to practise on in Firefox, from a file: what only another engine can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import courses
from citedeck.commands import build
from firefox import Firefox, firefox
from screens import ATTACK, CLICKED, FORMS, RAN, WITH_SHEETS
from screens import practice as made

ENTER, SPACE, RIGHT, DOWN = "\ue007", " ", "\ue014", "\ue00f"
ASKED = "return [...document.querySelectorAll('.question')].filter(q => q.checkVisibility()).length"
KEPT = "return Object.keys({...localStorage})"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("ville"))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as launched:
        yield launched


@pytest.fixture(autouse=True)
def nothing_kept(window: Firefox, path: Path) -> None:
    window.open(path)
    window.run("localStorage.clear()")


def answer(window: Firefox, number: int, words: str) -> str:
    """Words typed into the field of a question, and Enter; what is said."""
    window.run(f"document.querySelector('#q{number} [name=a]').focus()")
    window.press(*words, ENTER)
    return window.run(f"return document.querySelector('#q{number} .said').textContent")


def test_the_script_runs_and_judges(window: Firefox, path: Path) -> None:
    window.open(path)
    assert window.run(ASKED) == 10
    assert answer(window, 1, "En 1912.") == "Juste."
    assert window.run("return document.querySelector('#q1 details').open")
    assert window.run("return performance.getEntriesByType('resource').length") == 0


def test_nothing_else_runs(window: Firefox, path: Path, tmp_path: Path) -> None:
    attacked = tmp_path / "page.html"
    page = path.read_text(encoding="utf-8").replace("<main", f"{ATTACK}<main")
    digest = re.findall(r"script-src ('[^']+')", page)[0]
    for allowed, asked, ran in (
        (digest, 10, set()),
        ("'none'", len(FORMS), set()),
        ("'unsafe-inline'", 10, RAN),
    ):
        attacked.write_text(page.replace(digest, allowed), encoding="utf-8")
        window.open(attacked)
        assert RAN & {*window.run(CLICKED).split()} == ran, allowed
        assert window.run(ASKED) == asked, allowed


def test_nothing_is_kept_until_it_is_asked_for(window: Firefox, path: Path) -> None:
    window.open(path)
    answer(window, 1, "1912")
    assert window.run(KEPT) == []
    window.open(path)
    assert not window.run("return document.getElementById('keep').checked")
    assert window.run("return !!document.querySelector('#q1.on')")
    window.run("document.getElementById('keep').click()")
    answer(window, 1, "1912")
    assert len(window.run(KEPT)) == 3
    window.open(path)
    assert window.run("return document.getElementById('keep').checked")
    assert not window.run("return !!document.querySelector('#q1.on')")


def test_two_courses_do_not_see_each_other(window: Firefox, path: Path, tmp_path: Path) -> None:
    other = made(tmp_path, WITH_SHEETS.replace("id: ville-port", "id: ville"))
    window.open(path)
    window.run("document.getElementById('keep').click()")
    answer(window, 1, "1912")
    window.open(other)
    assert not window.run("return document.getElementById('keep').checked")
    assert window.run("return !!document.querySelector('#q1.on')")
    window.run("document.querySelector('[value=forget]').click()")
    window.open(path)
    assert window.run("return document.getElementById('keep').checked")
    assert not window.run("return !!document.querySelector('#q1.on')")


def test_a_class_is_shown_by_keys(window: Firefox, path: Path) -> None:
    window.resize(1280, 720)
    window.open(path, "#class=fiche-b")
    assert window.run(ASKED) == 1
    first = window.run("return document.querySelector('.shown').id")
    window.press(SPACE, SPACE)
    assert window.run("return document.querySelector('.shown details').open")
    window.press("b", RIGHT)
    assert window.run("return document.querySelector('.shown').id") == first
    window.press(RIGHT)
    assert window.run("return document.querySelector('.shown').id") != first


def test_our_own_questions_fit_a_screen(window: Firefox, tmp_path: Path) -> None:
    build.build(courses.ROOT, tmp_path, ["practice"])
    (page,) = (tmp_path / "practice").iterdir()
    window.resize(1280, 720)
    window.open(page, "#class")
    window.run("document.querySelector('[value=start]').click()")
    assert window.run("return [innerWidth, innerHeight]") == [1280, 720]
    too_long = window.run(
        """const main = document.getElementById('main'), on = document.querySelector('#bar [value=on]');
        return [...document.querySelectorAll('#chosen li')].map(() => {
          const long = main.scrollHeight > main.clientHeight && document.querySelector('.shown').id;
          const small = parseFloat(getComputedStyle(main).fontSize) < 36;
          on.click();
          return long || small;
        }).filter(Boolean)"""
    )
    assert too_long == []
