"""The page before a class: one question a screen, large, and no answer before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import browser as browsers
import courses
from citedeck.commands import build
from citedeck.model import Compilation, Course, Sheet
from citedeck.sheets import layout, orders
from citedeck.targets.paper import answers
from screens import FORMS, WITH_SHEETS, Screen, opened
from screens import practice as made

PROJECTOR = {"width": 1280, "height": 720}
LEAST = 36
"""Pixels that are read from the back of a room."""


YEARS = """\
-- seeds/t.txt --
L’école ouvre en 1901. Le pont ouvre en 1907. Le port ouvre en 1912. La gare ouvre en 1920.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
worksheets:
  - {id: fiche, title: "La fiche", items: [annees], versions: [A, B, C]}
-- questions/b.yaml --
source: t
items:
  - id: annees
    type: match
    prompt: "Selon le texte, quand ouvre chaque bâtiment ?"
    pairs:
      - {id: pont, left: "le pont", right: "1907", evidence: "Le pont ouvre en 1907."}
      - {id: gare, left: "la gare", right: "1920", evidence: "La gare ouvre en 1920."}
      - {id: ecole, left: "l’école", right: "1901", evidence: "L’école ouvre en 1901."}
      - {id: port, left: "le port", right: "1912", evidence: "Le port ouvre en 1912."}
"""
"""Answers that ascend on every sheet: what they are matched with changes places."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("ville"))


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with browsers.browser() as launched:
        yield launched


@pytest.fixture
def chooser(chromium, path: Path) -> Iterator[Screen]:
    with opened(chromium, path, "#class", viewport=PROJECTOR) as screen:
        yield screen


@pytest.fixture
def played(chromium, path: Path) -> Iterator[Screen]:
    with opened(chromium, path, "#class=fiche-b", viewport=PROJECTOR) as screen:
        yield screen


def shown(screen: Screen) -> str:
    """The words of the one question that is shown."""
    screen.settle()
    (words,) = screen.page.locator(".question:visible").all_inner_texts()
    return words.replace("\xa0", " ")


def unknown(screen: Screen) -> str:
    """What is said of codes that the page does not know."""
    screen.settle()
    return screen.page.locator("#unknown").inner_text().replace("\xa0", " ")


def press(screen: Screen, *keys: str) -> None:
    for key in keys:
        screen.page.keyboard.press(key)


def sizes(screen: Screen, selector: str) -> list[float]:
    """The sizes in which words are seen, in pixels."""
    return screen.page.locator(selector).evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.innerText && !e.matches('.unseen'))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )


def test_every_form_is_large_and_has_letters(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").press("Enter")
    lettered = {"choice", "match", "true-false", "classify", "order"}
    for number, form in enumerate(FORMS, 1):
        assert f"{number} / {len(FORMS)}" in chooser.page.locator("#bar").inner_text()
        assert min(sizes(chooser, ".question.shown *")) >= LEAST, form
        assert shown(chooser).startswith(f"{number}.")
        assert chooser.page.locator("#main :is(input, select, textarea, button):visible").count() == 0
        has_letters = {"A.", "B."} <= set(shown(chooser).split())
        assert has_letters or form not in lettered, form
        assert chooser.page.evaluate(
            "(m => m.scrollHeight <= m.clientHeight)(document.getElementById('main'))"
        )
        press(chooser, "ArrowRight")


def test_the_list_shows_no_answer(chooser: Screen) -> None:
    listed = chooser.page.locator("#choose").inner_text()
    assert "que réclame le conseil pour les enfants" in listed
    for answer in ("deux écoles", "Juste", "en 1912", "M. Alder"):
        assert answer not in listed
    for words in ("que réclame le conseil", "De quelle sorte"):
        chooser.page.get_by_label(words).press("Space")
    chooser.page.locator("[value=start]").press("Enter")
    assert "1 / 2" in chooser.page.locator("#bar").inner_text()
    press(chooser, "PageDown")
    assert "De quelle sorte" in shown(chooser)
    press(chooser, "Escape")
    assert chooser.page.locator("#choose").is_visible()


def test_space_shows_the_answer_then_the_passage_then_the_text(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    press(chooser, "ArrowRight")
    assert "Le conseil critique" not in shown(chooser)
    press(chooser, "Space")
    assert "la création de deux écoles" in shown(chooser).split("un nouveau budget de la ville")[-1]
    assert "Le conseil critique son refus." in shown(chooser)
    assert "l. 4" not in shown(chooser)
    press(chooser, "Space")
    assert "l. 4" in shown(chooser)
    assert not chooser.page.locator("#texts").is_visible()
    press(chooser, "Space")
    (line,) = chooser.page.locator(".line.lit").all()
    assert "Le conseil demande deux écoles." in line.inner_text()
    box = line.bounding_box()
    assert PROJECTOR["height"] / 2 < box["y"] < PROJECTOR["height"] - 72
    assert min(sizes(chooser, "#texts section *")) >= LEAST
    press(chooser, "Space")
    assert not chooser.page.locator("#texts").is_visible()
    press(chooser, "ArrowLeft", "ArrowRight")
    assert "Le conseil critique" not in shown(chooser)


def test_the_line_of_a_passage_is_a_way_to_the_text(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    press(chooser, "Space", "Space")
    chooser.page.locator(".shown blockquote a").click()
    chooser.page.locator(".line.lit").wait_for()


def test_a_question_without_a_line_ends_with_its_answer(chooser: Screen) -> None:
    for words in ("De quelle sorte", "que réclame le capitaine"):
        chooser.page.get_by_label(words).click()
    chooser.page.locator("[value=start]").click()
    for _ in range(3):
        press(chooser, "Space")
        assert "il raconte des faits" in shown(chooser)
    press(chooser, "PageDown", "Space", "Space", "Space", "Space")
    assert "§ 2" in shown(chooser)
    assert not chooser.page.locator("#texts").is_visible()


def test_space_acts_even_when_a_button_has_the_focus(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    for name in ("Suivante", "Écran noir", "Quitter"):
        chooser.page.get_by_role("button", name=name).focus()
        press(chooser, "Space")
        assert shown(chooser).startswith("1.")
    chooser.page.locator(".line.lit").wait_for()


def test_the_keys_of_a_small_remote(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    press(chooser, "PageDown", "PageDown", "PageUp")
    assert shown(chooser).startswith("2.")
    for key in ("b", ".", "B"):
        press(chooser, key)
        assert chooser.page.locator("#blank").is_visible()
        box = chooser.page.locator("#blank").bounding_box()
        assert (box["width"], box["height"]) == (1280, 720)
        assert set(dict(pixels(chooser))) == {(0, 0, 0)}
        press(chooser, key)
        assert not chooser.page.locator("#blank").is_visible()
    press(chooser, "PageUp", "PageUp", "PageUp")
    assert shown(chooser).startswith("1.")
    press(chooser, "f")
    chooser.page.wait_for_function("document.fullscreenElement")
    press(chooser, "f")
    chooser.page.wait_for_function("!document.fullscreenElement")


def pixels(screen: Screen) -> list:
    """The colours that are seen, with how often."""
    picture = Image.open(BytesIO(screen.page.screenshot())).convert("RGB")
    return [(colour, count) for count, colour in picture.getcolors(1 << 24)]


ALL_KEYS = [
    "ArrowRight",
    "ArrowLeft",
    "PageDown",
    "PageUp",
    "Space",
    "+",
    "-",
    "b",
    ".",
    "f",
    "Escape",
]


def test_keys_act_on_nothing_while_the_screen_is_black(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    press(chooser, "ArrowRight", "Space")
    chooser.page.get_by_role("button", name="Quitter").focus()
    before = (shown(chooser), size(chooser))
    for key in ALL_KEYS:
        press(chooser, "b")
        press(chooser, "Tab", "Shift", "x")
        assert chooser.page.locator("#blank").is_visible(), key
        press(chooser, key)
        assert not chooser.page.locator("#blank").is_visible(), key
        assert (shown(chooser), size(chooser)) == before, key
        assert not chooser.page.evaluate("document.fullscreenElement"), key
    press(chooser, "Enter")
    assert chooser.asked() == list(range(1, 11)), "the button that had the focus has it again"


def test_a_key_that_is_held_down_acts_once(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    for _ in range(4):
        chooser.page.keyboard.down("b")
    chooser.page.keyboard.up("b")
    assert chooser.page.locator("#blank").is_visible()


def size(screen: Screen) -> float:
    return screen.page.locator(".shown .prompt").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")


def test_plus_and_minus(chooser: Screen) -> None:
    chooser.page.locator("[value=start]").click()
    before = size(chooser)
    press(chooser, "+", "+")
    assert size(chooser) == before + 8
    press(chooser, "-", "-", "-")
    assert size(chooser) == before - 4


def test_plus_enlarges_what_fills_the_screen_already(chromium, tmp_path: Path) -> None:
    with opened(chromium, made(tmp_path, LONG), "#class", viewport=PROJECTOR) as screen:
        screen.page.locator("[value=start]").click()
        assert size(screen) == LEAST
        press(screen, "+")
        assert size(screen) == LEAST + 4


def test_a_mouse_alone(chooser: Screen) -> None:
    buttons = chooser.page.locator("#bar").get_by_role("button")
    assert all(b["height"] >= 44 for b in [b.bounding_box() for b in buttons.all()] if b)
    chooser.page.locator("[value=start]").click()

    def click(name: str) -> None:
        chooser.page.get_by_role("button", name=name).click()

    click("Suivante")
    click("Réponse, passage, texte")
    assert "Le conseil critique" in shown(chooser)
    click("Précédente")
    assert shown(chooser).startswith("1.")
    before = size(chooser)
    click("Agrandir")
    assert size(chooser) == before + 4
    click("Réduire")
    click("Écran noir")
    chooser.page.locator("#blank").click()
    click("Liste")
    assert chooser.page.locator("#choose").is_visible()
    chooser.page.locator("#choose [value=leave]").click()
    assert chooser.asked() == list(range(1, 11))
    assert chooser.page.url.rstrip("#").endswith(".html")


# A question that is too long

SENTENCE = (
    "Le conseil du port, qui se réunit chaque mardi sous la halle, demande une école, une route et un phare."
)
LONG = f"""\
-- seeds/t.txt --
Le conseil demande une école.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
-- questions/b.yaml --
source: t
items:
  - id: long
    type: choice
    prompt: "{" ".join([SENTENCE] * 9)} Selon le texte, que demande le conseil ?"
    answer: "une école"
    distractors: ["une route", "un phare"]
    evidence: "Le conseil demande une école."
  - id: court
    type: short
    prompt: "Selon le texte, qui demande une école ?"
    answer: "le conseil"
    evidence: "Le conseil demande une école."
    allow: {{answer-given: "un essai", question-repeated: "un essai"}}
"""


def seen(screen: Screen, selector: str) -> bool:
    """Whether an element of the question stands whole on the screen."""
    return screen.page.locator(f".shown {selector}").first.evaluate(
        "e => (b => b.top >= 0 && b.bottom <= document.getElementById('main').clientHeight)"
        "(e.getBoundingClientRect())"
    )


def test_what_is_too_long_moves_by_screens_and_says_so(chromium, tmp_path: Path) -> None:
    with opened(chromium, made(tmp_path, LONG), "#class", viewport=PROJECTOR) as screen:
        screen.page.locator("[value=start]").click()
        more = screen.page.locator("#bar.longer")
        assert (more.count(), seen(screen, ".number"), size(screen)) == (1, True, LEAST)
        steps = 0
        while not seen(screen, "li >> nth=-1"):
            assert more.count() == 1
            press(screen, "PageDown")
            assert shown(screen).startswith("1."), steps
            steps += 1
        assert (steps, more.count()) == (1, 0)
        press(screen, "PageDown")
        assert (shown(screen)[:2], more.count()) == ("2.", 0)
        press(screen, "PageUp", "ArrowRight", "Space")
        assert seen(screen, ".answer"), "an answer that was asked for is seen"
        assert not seen(screen, ".number")
        for _ in range(steps + 1):
            press(screen, "PageUp")
        assert seen(screen, ".number")
        assert shown(screen).startswith("1.")


# A ready sheet


@pytest.fixture(scope="module")
def compilation(path: Path) -> Compilation:
    return build.compile_only(path.parent.parent.parent)


@pytest.mark.parametrize("version", ["A", "B"])
def test_a_sheet_is_played_in_its_order_under_its_letters(
    chromium, path: Path, compilation: Compilation, version: str
) -> None:
    (sheet,) = (sheet for sheet in compilation.sheets if sheet.version == version)
    stem = layout.stem(sheet.worksheet, sheet.version)
    with opened(chromium, path, f"#class={stem}", viewport=PROJECTOR) as screen:
        for entry in sheet.entries:
            item = entry.resolved.item
            assert shown(screen).startswith(f"{entry.number}. {item.prompt}".replace("\xa0", " "))
            press(screen, "Space")
            marking = answers.marking(item, entry, compilation.course)
            told = [
                *(answer.words for answer in marking.answers),
                *(f"{a}. {why}" for a, why in marking.whys),
            ]
            words = shown(screen).replace("\n", " ")
            assert all(" ".join(line.split()) in words for line in told), item.id
            lettered = screen.page.locator(".shown [data-shuffled].options li").all_inner_texts()
            if item.form == "match":
                sides = [item.pairs[index].left for index in entry.left]
                assert screen.page.locator(".shown .rows li span").all_inner_texts() == sides
                assert [a.given for a in marking.answers] == sides
            if item.form in ("choice", "match", "order"):
                assert [line.split(".")[0] for line in lettered] == [*"ABCDEFGH"[: len(entry.order)]]
            press(screen, "ArrowRight")


def test_left_sides_change_places_as_on_the_sheet(chromium, tmp_path: Path) -> None:
    path = made(tmp_path, YEARS)
    compiled = build.compile_only(path.parent.parent.parent)
    seen = set()
    for sheet in compiled.sheets:
        (entry,) = sheet.entries
        seen.add(entry.left)
        sides = [entry.resolved.item.pairs[index].left for index in entry.left]
        stem = layout.stem(sheet.worksheet, sheet.version)
        with opened(chromium, path, f"#class={stem}", viewport=PROJECTOR) as screen:
            assert screen.page.locator(".shown .rows li span").all_inner_texts() == sides
            press(screen, "Space")
            solved = screen.page.locator(".shown .answer").all_inner_texts()
            told = answers.marking(entry.resolved.item, entry, compiled.course).answers
            assert [" ".join(words.split()) for words in solved] == [f"{a.given} {a.words}" for a in told]
    assert len(seen) > 1


def test_practice_is_as_before_when_a_class_is_over(played: Screen) -> None:
    orders = "[...document.querySelectorAll('[data-o]')].map(e => [e.closest('form').id, +e.dataset.o])"
    for _ in range(5):
        press(played, "Space", "Space", "Space", "ArrowRight")
    played.page.get_by_role("button", name="Quitter").click()
    for name, places in _by_list(
        played.page.evaluate(
            "[...document.querySelectorAll('[data-shuffled]')]"
            ".map(l => [l.closest('form').id, [...l.children].map(e => +e.dataset.o)])"
        )
    ):
        assert places == sorted(places), (name, orders)
    assert played.page.locator(".solution[open]").count() == 0
    numbers = [played.form(number).locator(".number").inner_text() for number in played.asked()]
    assert numbers == [f"{number}." for number in range(1, 11)]


def _by_list(pairs: list) -> list:
    return [tuple(pair) for pair in pairs]


def test_a_sheet_nobody_knows_is_the_list(chromium, path: Path) -> None:
    with opened(chromium, path, "#class=rien", viewport=PROJECTOR) as screen:
        assert screen.page.locator("#choose").is_visible()
        assert unknown(screen) == "Cette page n’a pas ces questions : rien."
        screen.page.get_by_role("link", name="La fiche – Sujet B").click()
        screen.page.locator("#bar").get_by_text("1 / 6").wait_for()
        press(screen, "Escape")
        screen.page.get_by_role("link", name="La fiche – Sujet B").click()
        screen.page.locator("#bar").get_by_text("1 / 6").wait_for()


# A sheet that was composed: codes, and orders


def composed(path: Path, sheet: Sheet, course: Course) -> str:
    """A sheet as a composer writes it: of each question its code, and the places of what it shows."""
    parts = []
    for entry in sheet.entries:
        first = orders.drawn_orders(entry.resolved.item, course)[0]
        sides = ((first.order, entry.order), (first.left, entry.left))
        places = ["".join(map(str, map(base.index, order))) for base, order in sides if order]
        parts.append("-".join([entry.code, *places]))
    return ".".join(parts)


@pytest.mark.parametrize("version", ["A", "B"])
def test_a_composed_sheet_is_played_like_a_ready_one(
    chromium, path: Path, compilation: Compilation, version: str
) -> None:
    (sheet,) = (sheet for sheet in compilation.sheets if sheet.version == version)
    played_as = []
    for name in (layout.stem(sheet.worksheet, sheet.version), composed(path, sheet, compilation.course)):
        with opened(chromium, path, f"#class={name}", viewport=PROJECTOR) as screen:
            screens = []
            for _ in sheet.entries:
                press(screen, "Space")
                screens.append(shown(screen))
                press(screen, "ArrowRight")
            played_as.append(screens)
            assert unknown(screen) == ""
    assert len(set(played_as[0])) == len(sheet.entries)
    assert played_as[0] == played_as[1]


def test_left_sides_of_a_composed_sheet_change_places(chromium, tmp_path: Path) -> None:
    path = made(tmp_path, YEARS)
    compiled = build.compile_only(path.parent.parent.parent)
    for sheet in compiled.sheets:
        (entry,) = sheet.entries
        sides = [entry.resolved.item.pairs[index].left for index in entry.left]
        name = composed(path, sheet, compiled.course)
        assert name.count("-") == 2
        with opened(chromium, path, f"#class={name}", viewport=PROJECTOR) as screen:
            assert screen.page.locator(".shown .rows li span").all_inner_texts() == sides


def codes(compilation: Compilation, *ids: str) -> list[str]:
    return [layout.code(compilation.course, r.item) for i in ids for r in compilation.items if r.item.id == i]


def test_codes_that_the_page_does_not_know_are_said(chromium, path: Path, compilation: Compilation) -> None:
    """What is not there, and what is there otherwise; the others keep their numbers on the sheet."""
    vote, choice, place = codes(compilation, "vote", "demande", "place")
    wrong = ("ZZZZ", f"{choice}-01", f"{choice}-0011", f"{choice}-012-0", place, "constructor", "")
    name = ".".join([*wrong, vote, f"{choice}-210"])
    with opened(chromium, path, f"#class={name}", viewport=PROJECTOR) as screen:
        assert unknown(screen) == f"Cette page n’a pas ces questions : {', '.join(wrong)}."
        assert shown(screen).startswith("8. Selon le texte d’Alder, en quelle année")
        assert "1 / 2" in screen.page.locator("#bar").inner_text()
        press(screen, "ArrowRight")
        assert unknown(screen) == ""
        assert shown(screen).startswith("9. Selon le texte d’Alder, que réclame")


def test_hostile_codes_are_shown_as_typed(chromium, path: Path) -> None:
    for name in ("<img src=x>", "%", "%3Cb%3E", "__proto__", "constructor", "a=b"):
        with opened(chromium, path, f"#class={name}", viewport=PROJECTOR) as screen:
            assert screen.page.locator("#choose").is_visible()
            assert unknown(screen).startswith("Cette page n’a pas ces questions : ")
            assert screen.page.locator("#unknown *").count() == 0
            assert screen.page.locator("#unknown").bounding_box()["y"] >= 0


def test_nothing_is_kept_of_a_class(chromium, path: Path) -> None:
    with opened(chromium, path, viewport=PROJECTOR) as screen:
        screen.page.locator("#keep").click()
        before = screen.kept()
        screen.page.locator("[value=class]").click()
        screen.page.locator("[value=start]").click()
        press(screen, *["Space", "Space", "ArrowRight"] * 5)
        assert screen.kept() == before


def test_arrows_go_the_way_of_the_language(chromium, tmp_path: Path) -> None:
    page = made(tmp_path, WITH_SHEETS.replace("language: fr", "language: ar"))
    with opened(chromium, page, "#class", viewport=PROJECTOR) as screen:
        assert screen.page.evaluate("document.documentElement.dir") == "rtl"
        screen.page.locator("[value=start]").click()
        press(screen, "ArrowLeft")
        assert shown(screen).startswith("2.")
        press(screen, "ArrowRight")
        assert shown(screen).startswith("1.")


def test_our_own_questions_fit_a_screen(chromium, tmp_path: Path) -> None:
    """Every question of ours before its answer, on one screen, at the least size or a larger one."""
    build.build(courses.ROOT, tmp_path, ["practice"])
    (page,) = (tmp_path / "practice").iterdir()
    with opened(chromium, page, "#class", viewport=PROJECTOR) as screen:
        screen.page.locator("[value=start]").click()
        too_long = []
        for _ in range(screen.page.locator("#chosen li").count()):
            if screen.page.evaluate(
                "(m => m.scrollHeight > m.clientHeight)(document.getElementById('main'))"
            ):
                too_long.append(screen.page.locator(".shown").get_attribute("id"))
            assert size(screen) >= LEAST
            press(screen, "ArrowRight")
        assert too_long == []
