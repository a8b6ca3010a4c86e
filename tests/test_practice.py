"""The page to practise on, as a pupil uses it: by keyboard, offline, on a machine that is shared."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import browser as browsers
import courses
from citedeck.commands import build
from citedeck.targets.screen import judging, practice
from screens import FORMS, WITH_SHEETS, Screen, opened
from screens import practice as made


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("ville"))


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with browsers.browser() as launched:
        yield launched


@pytest.fixture
def screen(chromium, path: Path) -> Iterator[Screen]:
    with opened(chromium, path) as opened_page:
        yield opened_page


def again(screen: Screen) -> None:
    """The page loaded anew; the request for it is no trouble."""
    screen.reload()
    screen.trouble = [said for said in screen.trouble if not said.startswith("request file:")]


# Answers, by keyboard alone


def keys(screen: Screen, number: int, *pressed: str) -> str:
    """Keys pressed from the first field of a question on; Enter on its button; what is said."""
    screen.form(number).locator("[name=a]").first.focus()
    for key in pressed:
        screen.page.keyboard.press(key) if len(key) > 1 or key == " " else screen.page.keyboard.type(key)
    return screen.check(number)


def typed(screen: Screen, number: int, *words: str) -> str:
    for field, said in zip(screen.form(number).locator("[name=a]").all(), words, strict=True):
        field.focus()
        screen.page.keyboard.insert_text(said)
    screen.page.keyboard.press("Enter")
    return screen.said(number)


def letter_of(screen: Screen, number: int, words: str) -> int:
    """The place of an option."""
    options = screen.form(number).locator(".options:not(.read) li").all_inner_texts()
    return next(place for place, option in enumerate(options) if words in option)


def picks(screen: Screen, number: int, words: str) -> str:
    """An option reached with the arrows."""
    place = letter_of(screen, number, words)
    return keys(screen, number, " ", *["ArrowDown"] * place)


def chooses(screen: Screen, number: int, **rows: str) -> str:
    """Rows of selects, each chosen by typing its words."""
    for row in screen.form(number).locator(".rows li").all():
        given = row.locator("span").inner_text()
        (words,) = [words for begin, words in rows.items() if begin in given.replace(" ", "_")]
        select = row.locator("select")
        options = select.locator("option").all_inner_texts()
        place = next(at for at, option in enumerate(options) if words in option)
        select.focus()
        for key in ("Home", *["ArrowDown"] * place):
            screen.page.keyboard.press(key)
    return screen.check(number)


def test_the_forms_are_all_there(screen: Screen) -> None:
    forms = screen.page.locator(".question").evaluate_all(
        "all => all.map(q => [+q.id.slice(1), q.classList[1]])"
    )
    assert [form for _, form in sorted(forms)] == FORMS
    assert screen.asked() == list(range(1, 11))


def test_a_short_answer(screen: Screen) -> None:
    assert typed(screen, 1, "  EN 1912. ") == "Juste."
    assert screen.form(1).locator("details").get_attribute("open") is not None
    assert "La ville vote le budget en 1912." in screen.form(1).locator("blockquote").inner_text()


def test_what_does_not_match_is_judged_by_whoever_wrote_it(screen: Screen) -> None:
    assert typed(screen, 1, "l’an douze") == "À comparer avec la réponse."
    screen.form(1).get_by_role("radio", name="J’avais juste").press("Space")
    screen.page.locator("#again").wait_for(state="hidden")
    assert screen.form(1).get_by_role("radio", name="J’avais juste").is_checked()


def test_a_choice(screen: Screen) -> None:
    assert picks(screen, 2, "départ") == "Ce n’est pas cela."
    assert "Le conseil critique son refus." in screen.form(2).locator(".whys").inner_text()
    assert picks(screen, 2, "deux écoles") == "Juste."


def test_several_answers(screen: Screen) -> None:
    boxes = screen.form(4).locator("input")
    for words in ("une route", "des écoles"):
        boxes.nth(letter_of(screen, 4, words)).press("Space")
    assert screen.check(4) == "Juste."
    boxes.nth(letter_of(screen, 4, "un phare")).press("Space")
    assert screen.check(4) == "Ce n’est pas cela."


def test_a_match(screen: Screen) -> None:
    right = {"Le_maire": "s’opp", "Les_habitants": "écri", "Le_préfet": "atte"}
    assert chooses(screen, 3, **right) == "Juste."
    assert chooses(screen, 3, **{**right, "Le_maire": "démi"}) == "2 sur 3 justes."


def test_a_statement(screen: Screen) -> None:
    assert picks(screen, 5, "Vrai") == "Ce n’est pas cela."
    assert picks(screen, 5, "Faux") == "Juste."
    assert picks(screen, 6, "ne le dit pas") == "Juste."
    assert "« mille », « nombre »" in screen.form(6).locator(".absent").inner_text().replace("\xa0", " ")


def test_gaps(screen: Screen) -> None:
    assert typed(screen, 8, "m. alder", "Argent !") == "Juste."
    assert typed(screen, 8, "x", "") == "À comparer avec la réponse."


def test_classes(screen: Screen) -> None:
    rows = {"La_ville": "info", "Il_juge": "juge", "Les_habitants": "info"}
    assert chooses(screen, 9, **rows) == "Juste."
    assert chooses(screen, 9, **{**rows, "La_ville": "juge"}) == "2 sur 3 justes."


def test_who_says_it(screen: Screen) -> None:
    assert typed(screen, 10, "m. Alder") == "Juste."
    screen.page.locator("[value=more]").press("Enter")
    assert screen.asked() == [11, 12, 13, 15, 16, 17, 18, 1, 2, 3]
    assert picks(screen, 16, "Brun") == "Juste."
    assert picks(screen, 17, "Le texte d’Alder") == "Ce n’est pas cela."
    assert picks(screen, 17, "deux") == "Juste."


def test_an_order(screen: Screen) -> None:
    screen.page.locator("[value=more]").press("Enter")
    steps = screen.form(12).locator("li").all_inner_texts()
    numbers = ["1" if "vote" in step else "2" for step in steps]
    assert typed(screen, 12, *numbers) == "Juste."
    for field in screen.form(12).locator("input").all():
        field.fill("1")
    assert screen.check(12) == "1 sur 2 justes."


def test_what_is_written_at_length_is_marked_by_its_writer_and_kept_nowhere(screen: Screen) -> None:
    screen.page.locator("[value=more]").press("Enter")
    screen.page.locator("#keep").press("Space")
    for number in (13, 18):
        screen.form(number).locator("textarea").first.press("x")
        assert screen.check(number) == "À comparer avec la réponse."
        screen.form(number).get_by_role("radio", name="À revoir").press("Space")
    assert sorted(screen.kept().values()) == ["1", "missed", "missed", "size-100"]


def test_nothing_given_is_no_answer(screen: Screen) -> None:
    for number in range(1, 11):
        assert screen.check(number) == "Il faut d’abord répondre."
        assert screen.form(number).locator("details").get_attribute("open") is None
    assert screen.result() == ""


# Every form, solved right and wrong, by nothing but keys


def tab_to(screen: Screen, selector: str) -> None:
    """The next element that has the focus and is one of these."""
    for _ in range(80):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no key leads to {selector}")


def fill_in(screen: Screen, number: int, item: dict, *, right: bool) -> None:
    """The fields of a question, one after another."""
    fields = f"#q{number} [name=a]"
    if item["kind"] == "pick":
        tick(screen, fields, [place for place, is_right in enumerate(item["right"]) if is_right == right])
        return
    for place in range(screen.page.locator(fields).count()):
        tab_to(screen, fields)
        answer = item["right"][place] if item["right"] else "x"
        if item["kind"] == "rows":
            for key in ("Home", *["ArrowDown"] * (answer + 1 if right else 1 + (answer == 0))):
                screen.page.keyboard.press(key)
        elif item["kind"] == "type":
            screen.page.keyboard.type(answer[0] if right else "zzz")
        else:
            screen.page.keyboard.type(str(answer) if right else "1")


def tick(screen: Screen, fields: str, wanted: list[int]) -> None:
    """Boxes, each by itself; of options that exclude each other the first that is wanted, by arrows."""
    tab_to(screen, fields)
    if screen.page.locator(fields).first.get_attribute("type") == "radio":
        for key in (" ", *["ArrowDown"] * wanted[0]):
            screen.page.keyboard.press(key)
        return
    for place in range(screen.page.locator(fields).count()):
        if place:
            tab_to(screen, fields)
        if place in wanted:
            screen.page.keyboard.press(" ")


def solve(screen: Screen, number: int, item: dict, *, right: bool) -> None:
    fill_in(screen, number, item, right=right)
    tab_to(screen, f"#q{number} [type=submit]")
    screen.page.keyboard.press("Enter")
    if screen.form(number).locator(".self").is_visible():
        assert screen.said(number) == "À comparer avec la réponse."
        tab_to(screen, f"#q{number} [name=own]")
        for key in [" "] if right else [" ", "ArrowDown"]:
            screen.page.keyboard.press(key)
    elif right:
        assert screen.said(number) == "Juste."
    else:
        assert screen.said(number) in ("Ce n’est pas cela.", "1 sur 2 justes.", "1 sur 3 justes.")


@pytest.mark.parametrize("right", [True, False])
def test_every_form_is_solved_by_keys_alone(screen: Screen, right: bool) -> None:
    items = json.loads(screen.page.locator("#data").text_content())["items"]
    met: set[int] = set()
    while len(met) < len(FORMS) - 1:  # one is for paper
        asked = screen.asked()
        for number in asked:
            solve(screen, number, items[number - 1], right=right)
        again = ", ".join(map(str, range(1, len(asked) + 1)))
        count = len(asked)
        assert screen.result() == (f"{count}/{count}." if right else f"0/{count}. À refaire : {again}.")
        met |= {*asked}
        tab_to(screen, "[value=more]")
        screen.page.keyboard.press("Enter")
    assert {FORMS[number - 1] for number in met} == {*FORMS}


# The passage, and the way to it


def test_the_link_lands_on_the_line(screen: Screen) -> None:
    typed(screen, 1, "1912")
    link = screen.form(1).locator("blockquote a")
    assert link.inner_text().replace("\xa0", " ") == "l. 1"
    link.press("Enter")
    line = screen.page.locator(":target")
    assert (
        line.inner_text().removeprefix("1").strip() == "La ville vote le budget en 1912. Le maire, M. Alder,"
    )
    box = line.bounding_box()
    assert 0 < box["y"] < screen.page.viewport_size["height"]


def test_a_text_that_may_not_be_printed_is_cited_by_paragraph(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert "Le capitaine Brun réclame un phare" in page
    assert "(Le texte de Brun, §\xa02)" in page
    assert "Le port attire des marins" not in page
    assert 'id="t-alder-l1"' in page
    assert "t-brun-l" not in page


def test_sensitive_items_stay_out(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert "où la bagarre a-t-elle éclaté" not in page


def test_what_is_for_paper_is_shown_in_class_alone(screen: Screen) -> None:
    for _ in range(4):
        assert 14 not in screen.asked()
        screen.page.locator("[value=more]").click()
    screen.page.locator("[value=class]").click()
    assert "qui signe la lettre" in screen.page.locator("#chosen").inner_text()


# Ten at a time, and mistakes that come back


def answer_all(screen: Screen, right: set[int]) -> None:
    """Every question asked answered: right where its number on the page is one of these."""
    for place, number in enumerate(screen.asked(), 1):
        screen.form(number).evaluate(
            """(form, right) => {
              const data = JSON.parse(document.getElementById('data').textContent);
              const item = data.items[+form.id.slice(1) - 1];
              const fields = [...form.querySelectorAll('[name=a]')];
              if (item.kind === 'pick') {
                fields.forEach((field, at) => { field.checked = item.right[at] === right; });
                if (!right) fields.find((_, at) => !item.right[at]).checked = true;
              } else fields.forEach((field, at) => {
                const good = item.right[at];
                if (item.kind === 'type') field.value = right ? good[0] : 'zzz';
                else if (item.kind !== 'self') field.value = right ? good : (good === 1 ? 2 : 1);
              });
              form.requestSubmit();
              const own = form.querySelector('.self:not([hidden])');
              if (own) own.querySelector(`[value=${right ? 'right' : 'missed'}]`).click();
            }""",
            place in right,
        )


def test_ten_and_their_result(screen: Screen) -> None:
    answer_all(screen, {1, 2, 4, 6, 7, 9, 10})
    assert screen.result() == "7/10. À refaire : 3, 5, 8."
    screen.page.locator("#again").press("Enter")
    assert screen.asked() == [3, 5, 8]
    answer_all(screen, {1, 2})
    assert screen.result() == "2/3. À refaire : 3."
    screen.page.locator("[value=more]").click()
    assert screen.asked() == [11, 12, 13, 15, 16, 17, 18, 8]
    assert screen.form(8).locator(".number").inner_text() == "8."
    answer_all(screen, set(range(1, 9)))
    assert screen.result() == "8/8."
    screen.page.locator("[value=more]").click()
    assert screen.asked() == []
    assert screen.result() == "Il n’y a plus de question ici."
    screen.page.locator("[value=anew]").click()
    assert screen.asked() == list(range(1, 11))


def test_questions_are_chosen_by_text_category_and_level(chromium, tmp_path: Path) -> None:
    text = WITH_SHEETS.replace(
        "    category: date\n    level: 1\n", "    category: date\n    level: 1\n", 1
    ).replace(
        '    type: choice\n    prompt: "Selon le texte d’Alder, que réclame',
        "    type: choice\n"
        '    category: demande\n    level: 2\n    prompt: "Selon le texte d’Alder, que réclame',
    )
    text = text.replace(
        'deck: "La ville"', 'deck: "La ville"\ncategories: {date: dates, demande: "les demandes"}'
    )
    screen = Screen(chromium.new_page(), made(tmp_path, text))
    labels = screen.page.locator("select.filter option").all_inner_texts()
    assert {"Dates", "Les demandes", "1 – repérer", "2 – comprendre", "Le texte de Brun"} <= set(labels)
    screen.page.select_option("[name=level]", "2")
    assert screen.asked() == [2]
    screen.page.select_option("[name=category]", "date")
    assert screen.asked() == []
    screen.page.select_option("[name=level]", "")
    assert screen.asked() == [1]
    screen.page.select_option("[name=category]", "")
    screen.page.select_option("[name=text]", "brun")
    assert screen.asked() == [15, 16, 17, 18]
    assert screen.trouble == []


def test_a_result_is_printed_without_a_name(screen: Screen) -> None:
    answer_all(screen, set(range(1, 10)))
    screen.page.evaluate("window.print = () => { window.printed = true; }")
    screen.page.locator("[value=print]").click()
    assert screen.page.evaluate("window.printed")
    screen.page.emulate_media(media="print")
    printed = screen.page.locator("body").inner_text()
    assert "9/10. À refaire" in printed.replace("\xa0", " ")
    assert "Selon le texte d’Alder, en quelle année" in printed
    for hidden in ("Nom", "Vérifier", "Garder mes réponses", "Imprimer"):
        assert hidden not in printed
    assert screen.page.pdf()


# What is kept: nothing, unless it is asked for


def test_nothing_is_kept_until_it_is_asked_for(screen: Screen) -> None:
    answer_all(screen, {1})
    assert screen.kept() == {}
    assert screen.page.context.cookies() == []
    screen.page.locator("#keep").press("Space")
    kept = screen.kept()
    assert len(kept) == 12
    assert all(key.startswith("citedeck/ville-port/") for key in kept)
    again(screen)
    assert screen.page.locator("#keep").is_checked()
    assert screen.asked() == [11, 12, 13, 15, 16, 2, 3, 4, 5, 6]
    screen.page.locator("[value=anew]").click()
    assert screen.asked() == list(range(1, 11))
    screen.page.locator("[value=forget]").click()
    assert screen.page.locator("#store").inner_text() == "Les réponses sont effacées."
    assert screen.kept() == {}
    assert not screen.page.locator("#keep").is_checked()


def test_unticking_forgets(screen: Screen) -> None:
    screen.page.locator("#keep").click()
    answer_all(screen, {1})
    screen.page.locator("#keep").click()
    assert screen.kept() == {}


def test_a_corrected_question_is_asked_again(chromium, tmp_path: Path) -> None:
    page = made(tmp_path)
    context = chromium.new_context()
    screen = Screen(context.new_page(), page)
    screen.page.locator("#keep").click()
    answer_all(screen, set(range(1, 11)))
    other = courses.on_disk(
        tmp_path, WITH_SHEETS.replace("Le budget est voté par la ville.", "La ville le vote.")
    )
    build.build(other, other / "decks", ["practice"])
    again(screen)
    assert screen.asked() == [2, 11, 12, 13, 15, 16, 17, 18]


def test_two_courses_do_not_see_each_other(chromium, path: Path, tmp_path: Path) -> None:
    """Every file of a device shares one store; a course whose name begins another's is another."""
    context = chromium.new_context()
    first = Screen(context.new_page(), path)
    first.page.locator("#keep").click()
    answer_all(first, {1})
    other = made(tmp_path, WITH_SHEETS.replace("id: ville-port", "id: ville"))
    second = Screen(context.new_page(), other)
    assert len(second.kept()) == 12
    assert not second.page.locator("#keep").is_checked()
    assert second.asked() == list(range(1, 11))
    second.page.locator("[value=forget]").click()
    assert len(second.kept()) == 12


@pytest.mark.parametrize("broken", ["setItem", "getItem", "removeItem", "everything"])
def test_a_store_that_throws_is_said_in_a_line(chromium, path: Path, broken: str) -> None:
    context = chromium.new_context()
    throws = "() => { throw new DOMException('no', 'SecurityError'); }"
    context.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{get: {throws}}});"
        if broken == "everything"
        else f"Storage.prototype.{broken} = {throws};"
    )
    screen = Screen(context.new_page(), path)
    assert screen.page.locator("#store").inner_text() == ""
    screen.page.locator("#keep").press("Space")
    if broken in ("setItem", "everything"):
        said = "Cet appareil ne garde rien : les réponses restent tant que la page est ouverte."
        assert screen.page.locator("#store").inner_text().replace("\xa0", " ") == said
        assert not screen.page.locator("#keep").is_checked()
    answer_all(screen, {1})
    assert screen.result().startswith("1/10.")
    screen.page.locator("[value=forget]").click()
    said = screen.page.locator("#store").inner_text().replace("\xa0", " ")
    assert said.startswith("Cet appareil" if broken in ("removeItem", "everything") else "Les réponses")
    assert screen.asked() == list(range(1, 11))
    assert screen.trouble == []


# Words that are typed: the compiler's rules, in the page

CASES = [
    ("En 1912", "en 1912", "right"),
    ("en 1912 !", "en 1912", "right"),
    ("  en   1912 ", "en 1912", "right"),
    ("en 1913", "en 1912", "other"),
    ("1 912", "1912", "other"),
    ("l'ecole", "l’école", "other"),
    ("l'école", "l’école", "right"),
    ("coeur", "cœur", "right"),
    ("CŒUR.", "coeur", "right"),
    ("Æschne", "aeschne", "right"),
    ("peut−être", "peut-être", "right"),
    ("« oui »", '"oui"', "right"),
    ("« oui »", "“oui”", "right"),
    ("les bateaux\u00a0!", "les bateaux", "right"),
    ("e\u0301cole", "école", "right"),
    ("syndi\u00adcat", "syndicat", "right"),
    ("quoi...", "quoi…", "right"),
    ("？", "?", "other"),
    ("１２", "12", "right"),
    ("ﬁn", "fin", "right"),
    ("syndicats", "syndicat", "almost"),
    ("sindicat", "syndicat", "almost"),
    ("sydnicat", "syndicat", "almost"),
    ("syndica", "syndicat", "almost"),
    ("ssyndicat", "syndicat", "almost"),
    ("sindicats", "syndicat", "other"),
    ("phase", "phare", "other"),
    ("les sindicats", "les syndicats", "almost"),
    ("le sindicats", "les syndicats", "other"),
    ("les syndicat s", "les syndicats", "other"),
    ("prefet du nord", "préfet du nord", "almost"),
    ("1234567", "1234568", "other"),
    ("an2000", "an2001", "other"),
    ("Ελλάς", "ελλάς", "right"),
    ("", "syndicat", "other"),
    ("...", "…", "right"),
]  # fmt: skip

MANY = """\
-- seeds/t.txt --
Le maire demande une école.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
-- questions/b.yaml --
source: t
items:
"""
ONE = """\
  - id: q-{}
    type: short
    prompt: "Selon le texte, que demande le maire ?"
    answer: "une école"
    evidence: "Le maire demande une école."
    allow: {{question-repeated: "un essai"}}
"""


def judged_by_the_page(chromium, folder: Path, cases: list[tuple[str, str]]) -> list[str]:
    """What the page says of typed words, each against what is accepted."""
    page = made(folder, MANY + "".join(ONE.format(number) for number in range(len(cases))))
    words = page.read_text(encoding="utf-8")
    begin, data, end = re.split(r'(?<=id="data">)(.*)(?=</script>)', words)
    held = json.loads(data)
    for item, (_, accepted) in zip(held["items"], cases, strict=True):
        item["right"] = [[accepted]]
    page.write_text(begin + json.dumps(held).replace("<", "\\u003c") + end, encoding="utf-8")
    opened_page = chromium.new_context().new_page()
    opened_page.goto(page.as_uri())
    said = opened_page.evaluate(
        """typed => [...document.querySelectorAll('.question')]
          .sort((a, b) => a.id.slice(1) - b.id.slice(1)).map((form, at) => {
            const field = form.querySelector('input');
            field.type = 'hidden';  // a text field would take line ends away
            field.value = `\\u2060${typed[at]}`;
            form.requestSubmit();
            return form.querySelector('.said').textContent;
          })""",
        [typed for typed, _ in cases],
    )
    names = {"Juste.": "right", "Presque": "almost", "À comparer": "other"}
    return [next(name for begins, name in names.items() if words.startswith(begins)) for words in said]


def test_typed_words_are_judged_alike_here_and_there(chromium, tmp_path: Path) -> None:
    assert [judging.judged(typed, (answer,)) for typed, answer, _ in CASES] == [told for *_, told in CASES]
    pairs = [(typed, answer) for typed, answer, _ in CASES]
    assert judged_by_the_page(chromium, tmp_path, pairs) == [told for *_, told in CASES]


ALPHABET = (
    *"abéœÆZßİς 1٢½’'«»“„-–—−‑…..,;:!?%€－－ｅⅣ가ŉﬁ",
    *('"', "\u00a0", "\u202f", "\u00ad", "\u200b", "\u2060", "\n", "\r\n", "e\u0301", "ﾊﾞ", "\u0640", "--"),
    *("  ", "« ", " »", "\u0345"),
)


def test_words_made_of_anything_are_judged_alike(chromium, tmp_path: Path) -> None:
    chance = random.Random(7)
    pairs = []
    for _ in range(600):
        answer = "".join(chance.choices(ALPHABET, k=chance.randint(1, 12)))
        typed = list(answer)
        for _ in range(chance.randint(0, 2)):
            typed.insert(chance.randint(0, len(typed)), chance.choice(ALPHABET))
        pairs.append(("".join(typed), answer))
    here = [judging.judged(f"\u2060{typed}", (answer,)) for typed, answer in pairs]
    there = judged_by_the_page(chromium, tmp_path, pairs)
    empty = [not typed.strip() for typed, _ in pairs]
    differing = [p for p, a, b, e in zip(pairs, here, there, empty, strict=True) if a != b and not e]
    assert differing == []
    assert min(here.count(told) for told in ("right", "almost", "other")) > 5


def test_one_slip_is_said_before_the_answer_is_shown(chromium, tmp_path: Path) -> None:
    screen = Screen(chromium.new_page(), made(tmp_path))
    assert typed(screen, 8, "M. Aldet", "argen") == "À comparer avec la réponse."
    screen.form(8).locator("input").nth(0).fill("M. Alder")
    screen.form(8).locator("input").nth(1).fill("argemt")
    screen.page.locator("[value=anew]").click()
    assert typed(screen, 8, "M. Alder", "argemt") == "Presque : vérifie l’orthographe."
    assert screen.form(8).locator("details").get_attribute("open") is None
    screen.form(8).locator("input").nth(1).fill("argent")
    assert screen.check(8) == "Juste."


# One knowledge of what is right


def test_what_is_right_is_what_the_key_prints() -> None:
    compilation = build.compile_only(courses.ROOT)
    (whole,) = practice.parts(compilation, compilation.course)
    seen = set()
    for number, resolved in enumerate(whole.items, 1):
        shown = practice._practised(number, resolved, compilation, compilation.course)  # noqa: SLF001
        marking, question, judged = shown.solution.marking, shown.question, shown.judging
        seen.add((question.form, judged.kind))
        if question.form in ("choice", "match"):
            words = [f"{'ABCDEFGHIJ'[place]}. {question.options[place]}" for place in judged.right]
            assert words == [answer.words for answer in marking.answers]
        elif judged.kind == "order":
            numbered = dict(zip(judged.right, question.options, strict=True))
            assert [numbered[place] for place in sorted(numbered)] == [
                answer.words for answer in marking.answers
            ]
        elif question.form == "classify":
            assert [question.columns[place][0] for place in judged.right] == [
                a.words for a in marking.answers
            ]
            assert list(question.left) == [answer.given for answer in marking.answers]
        elif judged.kind == "pick":
            assert marking.answers[0].words.startswith(question.options[judged.right[0]])
    assert len({form for form, _ in seen}) > 6


# Without the script


def test_without_the_script_it_is_a_list_to_read(chromium, path: Path) -> None:
    with opened(chromium, path, java_script_enabled=False) as screen:
        page = screen.page
        assert page.locator(".question:visible").count() == len(FORMS)
        assert page.locator("button:visible, input:visible, select:visible, textarea:visible").count() == 0
        assert page.locator(".question summary").count() == len(FORMS)
        assert "en 1912" not in screen.form(1).inner_text()
        screen.form(1).locator("summary").press("Enter")
        assert "en 1912" in screen.form(1).inner_text()
        match = screen.form(3).inner_text()
        assert "Le préfet" in match
        assert re.search(r"[A-D]\.\s+attendre un avis", match)
        screen.form(1).locator("blockquote a").press("Enter")
        assert page.url.endswith("#t-alder-l1")
        page.emulate_media(media="print")
        assert page.locator(".question:visible").count() == len(FORMS)
        assert page.locator("button:visible, input:visible, nav:visible").count() == 0
        assert page.pdf()
