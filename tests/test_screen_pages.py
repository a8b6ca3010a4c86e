"""Pages for a screen as files: what is in them, what they weigh, who may read them, where they lead."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

import pytest

import browser as browsers
import courses
from citedeck import targets
from citedeck.commands import build
from citedeck.languages import catalogue, directions
from citedeck.targets.screen import practice
from every_form import EVERY_FORM
from screens import ATTACK, CLICKED, FORMS, RAN, WITH_SHEETS, LostError, Screen, opened
from screens import practice as made

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import made_up

from test_words_are_text import BRACES, _course, flat

TEMPLATES = courses.ROOT / "src/citedeck/targets/screen/templates"
SCRIPT = TEMPLATES / "practice.js"
WIDTHS = (320, 375, 768, 1280, 1920)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("ville"))


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with browsers.browser() as launched:
        yield launched


# The script


def test_the_script_is_small_and_typed() -> None:
    assert SCRIPT.stat().st_size < 20_000
    check_types(SCRIPT)


def check_types(script: Path) -> None:
    """Whether a script is what its comments say, by the strictest rules."""
    browsers.script("typescript", "package.json")
    tsc = [browsers.program("node"), str(browsers.NODE / "typescript" / "bin" / "tsc")]
    how = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--skipLibCheck", "--target", "es2022")
    libraries = ("--lib", "es2022,dom,dom.iterable")
    done = subprocess.run([*tsc, *how, *libraries, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_script_is_shipped_as_it_is_written_and_the_policy_names_it(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script == SCRIPT.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'; style-src 'unsafe-inline'" in page
    assert "default-src 'none'" in page


def test_nothing_else_runs(chromium, path: Path, tmp_path: Path) -> None:
    attacked = tmp_path / "page.html"
    words = path.read_text(encoding="utf-8").replace("<main", f"{ATTACK}<main")
    digest = re.findall(r"script-src ('[^']+')", words)[0]
    page = chromium.new_page()
    for allowed, ran in ((digest, set()), ("'unsafe-inline'", RAN)):
        attacked.write_text(words.replace(digest, allowed), encoding="utf-8")
        page.goto(attacked.as_uri())
        title = page.evaluate(f"() => {{ {CLICKED} }}")
        assert RAN & {*title.split()} == ran
        assert page.locator(".question:visible").count() == 10


# Words


def test_hostile_words_are_shown_as_typed(chromium, tmp_path: Path) -> None:
    """Of every form, before and after an answer, in class and in the list of questions."""
    for name, data in _course().items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    built = build.build(tmp_path, tmp_path / "decks", ["practice", "pupils"])
    assert built.written is not None
    (page,) = (tmp_path / "decks/practice").iterdir()
    with opened(chromium, page) as screen:
        for _ in range(2):
            for number in screen.asked():
                hostile_answer(screen, number)
                assert screen.form(number).locator(".solution").get_attribute("open") is not None, number
            screen.page.locator("[value=more]").click()
        words = flat(screen.page.evaluate("document.body.textContent"))
        for kind in (
            "accepté",
            "leurre",
            "pourquoi",
            "corrigé",
            "gauche",
            "sens",
            "critère",
            "élément",
            "forme",
        ):
            assert f"{flat(BRACES)} {kind}" in words, kind
        options = screen.page.locator("option").all_text_contents()
        assert any(flat(option) == flat(BRACES) for option in options)
        screen.page.locator("[value=class]").click()
        assert flat(BRACES) in flat(screen.page.locator("#chosen").inner_text())
        screen.page.locator("[value=start]").click()
        for _ in range(14):
            for key in ("Space", "Space", "Space", "ArrowRight"):
                screen.page.keyboard.press(key)
        assert screen.page.locator("main img, main svg, main base, main iframe, main script").count() == 0


def hostile_answer(screen: Screen, number: int) -> None:
    form = screen.form(number)
    for field in form.locator("input[type=text], textarea").all():
        field.fill(f"{BRACES} tapé")
    for box in form.locator("[name=a][type=radio], [name=a][type=checkbox]").all():
        box.check()
    for select in form.locator("select").all():
        select.select_option(index=1)
    for field in form.locator("input[type=number]").all():
        field.fill("1")
    form.evaluate("form => form.requestSubmit()")


@pytest.mark.parametrize("language", sorted(catalogue.languages()))
def test_every_language_has_its_pages(language: str) -> None:
    text = WITH_SHEETS.replace("language: fr", f"language: {language}")
    outputs = {
        o.path: o.data.decode() for o in targets.render(courses.compiled(text), ["practice", "pupils"])
    }
    words = catalogue.of(language)
    page = outputs[f"practice/{words['practice_name']}.html"]
    pupils = outputs[f"{words['pupils_name']}.html"]
    for key in ("practice", "new_session", "keep_answers", "class_mode", "aids"):
        assert catalogue.typeset(words[key], language) in page
    assert f'href="practice/{words["practice_name"]}.html"' in pupils
    assert f'<html lang="{language}" dir="ltr">' in page
    assert '<span lang="' not in page.replace('<span class="source" lang="', "")


@pytest.mark.parametrize("key", ["practice_name", "pupils_name"])
def test_files_have_plain_names(key: str) -> None:
    names = [catalogue.of(language)[key] for language in catalogue.languages()]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("fr", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("pa-Arab", "rtl"),
        ("pa", "ltr"),
        ("az-Latn", "ltr"),
        ("ur", "rtl"),
    ],
)
def test_the_direction_of_a_language(language: str, direction: str) -> None:
    assert directions.direction(language) == direction


# Reading


def violations(screen: Screen) -> list:
    screen.page.evaluate(browsers.script("axe-core", "axe.min.js"))
    return screen.page.evaluate(
        "async () => (await axe.run()).violations.map(v => [v.id, ...v.nodes.slice(0, 3).map(n => n.html)])"
    )


def answered(screen: Screen) -> None:
    screen.page.evaluate(
        """() => document.querySelectorAll('.question.on').forEach((form, at) => {
          form.querySelectorAll('input[type=text], textarea').forEach(field => { field.value = 'mot'; });
          form.querySelectorAll('input[type=number]').forEach(field => { field.value = 1; });
          form.querySelectorAll('select').forEach(select => { select.value = '1'; });
          form.querySelectorAll('input[value="1"]').forEach(box => { box.checked = true; });
          form.requestSubmit();
          form.querySelector('.self:not([hidden]) input')?.click();
        })"""
    )


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_everybody_can_use_it(chromium, path: Path, scheme: str, width: int) -> None:
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 720}, "bypass_csp": True}
    with opened(chromium, path, **look) as screen:
        assert violations(screen) == []
        for _ in range(2):
            answered(screen)
            screen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            assert violations(screen) == []
            screen.page.locator("[value=more]").click()
        screen.page.locator("[value=class]").click()
        assert violations(screen) == []
        screen.page.locator("[value=start]").click()
        for key in ("Space", "Space", "Space", "ArrowRight"):
            assert violations(screen) == []
            screen.page.keyboard.press(key)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it_without_the_script(chromium, path: Path, tmp_path: Path, scheme: str) -> None:
    still = tmp_path / "still.html"
    page = path.read_text(encoding="utf-8")
    still.write_text(re.sub(r"<script>.*?</script>", "", page, count=1, flags=re.DOTALL), encoding="utf-8")
    for file in (still, path.parent.parent / "eleves.html"):
        with opened(chromium, file, color_scheme=scheme, bypass_csp=True) as screen:
            assert violations(screen) == []


def test_pages_are_valid_html(path: Path, tmp_path: Path) -> None:
    for file in (path, path.parent.parent / "eleves.html", path.parent.parent / "index.html"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    check_html(tmp_path)


def check_html(tmp_path: Path, **other_rules: str) -> None:
    """Whether the pages of a folder are valid."""
    browsers.script("html-validate", "package.json")
    rules = {"no-inline-style": "error", "long-title": "off"}
    rules |= {name.replace("_", "-"): rule for name, rule in other_rules.items()}
    config = {"extends": ["html-validate:standard"], "rules": rules, "root": True}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(config), encoding="utf-8")
    program = [browsers.program("node"), str(browsers.NODE / "html-validate/bin/html-validate.mjs")]
    done = subprocess.run(
        [*program, "--ext", "html", str(tmp_path)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout[-3000:]


WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && !e.closest('#bar, .unseen, option') &&
    e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 90))"""

SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    "p { margin-bottom: 2em !important; }"
)
"""What a reader may set (WCAG 1.4.12)."""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(chromium, path: Path, width: int) -> None:
    """From a small phone, or a screen at 400 %, to a wide one; with a reader's own spacing too."""
    with opened(chromium, path, viewport={"width": width, "height": 640}, bypass_csp=True) as screen:
        for _ in range(2):
            answered(screen)
            screen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            assert screen.page.evaluate(WIDE) == []
            screen.page.add_style_tag(content=SPACING)
            assert screen.page.evaluate(WIDE) == []
            assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
            screen.page.locator("[value=more]").click()
        screen.page.locator("[value=class]").click()
        assert screen.page.evaluate(WIDE) == []
        screen.page.locator("[value=start]").click()
        for _ in FORMS:
            for key in ("Space", "Space"):
                assert screen.page.evaluate(WIDE) == []
                screen.page.keyboard.press(key)
            screen.page.locator("#bar [value=on]").evaluate("button => button.click()")
        screen.page.locator("#bar [value=leave]").evaluate("button => button.click()")
        cut = screen.page.evaluate(
            "[...document.querySelectorAll('button, .button, legend, summary, label')]"
            ".filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
            ".map(e => e.outerHTML.slice(0, 90))"
        )
        assert cut == []


def test_fingers_find_what_they_touch(chromium, path: Path) -> None:
    with opened(chromium, path, viewport={"width": 360, "height": 740}, has_touch=True) as screen:
        small = screen.page.evaluate(
            "[...document.querySelectorAll('button, select, .button, summary, .options label, .tools label')]"
            ".filter(e => e.checkVisibility()).filter(e => e.getBoundingClientRect().height < 44)"
            ".map(e => e.outerHTML.slice(0, 90))"
        )
        assert small == []


def test_reading_aids(chromium, path: Path) -> None:
    with opened(chromium, path, viewport={"width": 1280, "height": 720}) as screen:
        page = screen.page
        page.get_by_text("Aide à la lecture").click()
        before = page.locator("#q1 .prompt").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        page.get_by_label("200 %").check()
        after = page.locator("#q1 .prompt").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert after == 2 * before
        page.get_by_label("100 %").check()
        page.get_by_label("Plus d’espace").check()
        spacing = page.locator("#q1 .prompt").evaluate("e => parseFloat(getComputedStyle(e).letterSpacing)")
        assert spacing >= 0.12 * 16
        page.get_by_label("Une question à la fois").check()
        assert screen.asked() == [1]
        page.get_by_role("button", name="Suivante").click()
        assert screen.asked() == [2]
        page.get_by_role("button", name="Précédente").click()
        page.get_by_role("button", name="Précédente").click()
        assert screen.asked() == [1]
        page.get_by_label("Le texte à côté").check()
        question, text = page.locator("#q1").bounding_box(), page.locator("#texts").bounding_box()
        assert question["x"] + question["width"] <= text["x"]
        assert abs(question["y"] - text["y"]) < 120
        page.get_by_label("Le texte à côté").uncheck()
        page.get_by_label("Une question à la fois").uncheck()
        assert len(screen.asked()) == 10


def aids(screen: Screen) -> tuple[list[str], str]:
    """The reading aids that are ticked, and the size that letters have."""
    ticked = screen.page.locator(".aid:checked").evaluate_all("all => all.map(aid => aid.value)")
    return ticked, screen.page.evaluate("getComputedStyle(document.documentElement).fontSize")


def test_reading_aids_are_kept_where_answers_are(chromium, path: Path) -> None:
    for _ in range(3):
        with opened(chromium, path) as screen, suppress(LostError):
            keep_aids(screen)
            return
    pytest.fail("what is kept is lost whenever the page is loaded anew")


def keep_aids(screen: Screen) -> None:
    """Choose reading aids that are kept, and not; load the page anew after each."""

    def again() -> None:
        screen.reload()
        screen.trouble.clear()
        screen.page.get_by_text("Aide à la lecture").click()

    again()
    for name in ("150 %", "Plus d’espace", "Le texte à côté"):
        screen.page.get_by_label(name).check()
    screen.page.locator("[value=anew]").click()
    chosen = (["size-150", "spaced", "beside"], "24px")
    assert (aids(screen), screen.kept()) == (chosen, {})
    again()
    assert aids(screen) == (["size-100"], "16px")
    screen.page.locator("#keep").check()
    for name in ("150 %", "Plus d’espace", "Le texte à côté"):
        screen.page.get_by_label(name).check()
    again()
    assert aids(screen) == chosen
    assert screen.page.locator("html.spaced.beside").count() == 1
    screen.page.locator("[value=forget]").click()
    assert (aids(screen), screen.kept()) == (chosen, {})
    again()
    assert aids(screen) == (["size-100"], "16px")


VOICES = """
  const voices = [
    {lang: 'en-US', localService: true, name: 'w'}, {lang: 'fr-FR', localService: LOCAL, name: 'v'}];
  window.heard = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices, cancel() {}, speak(said) { window.heard.push([said.text, said.voice.name]); },
    addEventListener() {} }});
"""


def test_a_voice_that_is_simulated_reads_the_question_where_it_needs_no_network(chromium, path: Path) -> None:
    """No browser here has a voice: which one is chosen, and what it is given to read, is all that is told."""
    for local in ("true", "false"):
        context = chromium.new_context()
        context.add_init_script(VOICES.replace("LOCAL", local))
        screen = Screen(context.new_page(), path)
        listen = screen.form(2).get_by_role("button", name="Écouter")
        assert listen.is_visible() == (local == "true")
        if local == "true":
            listen.press("Enter")
            ((said, voice),) = screen.page.evaluate("window.heard")
            assert voice == "v"
            assert "que réclame le conseil" in said
            assert "la création de deux écoles" in said
        assert screen.trouble == []


def test_nothing_moves_for_those_who_ask_for_it(chromium, path: Path) -> None:
    with opened(chromium, path) as screen:
        assert screen.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# Size


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("banc")
    made_up.write_course(folder, 1000)
    for bank in (folder / "questions").glob("*.yaml"):
        words = bank.read_text(encoding="utf-8")
        words = words.replace("type: choice\n", "type: choice\n    level: 2\n")
        bank.write_text(words.replace("type: short\n", "type: short\n    level: 1\n"), encoding="utf-8")
    build.build(folder, folder / "decks", ["practice"])
    (page,) = (folder / "decks/practice").iterdir()
    return page


def first_paint(chromium, path: Path) -> float:
    """Milliseconds until something is seen, on a phone: the median of five."""
    paints = []
    page = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    for _ in range(5):
        page.goto("about:blank")
        page.goto(path.as_uri())
        paints.append(
            page.evaluate(
                "new Promise(done => { new PerformanceObserver(l => done(l.getEntries()[0].startTime))"
                ".observe({type: 'paint', buffered: true}); })"
            )
        )
    page.context.close()
    return median(paints)


def test_a_thousand_questions_are_soon_there(chromium, large: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_text("<!doctype html><title>x</title><p>x</p>", encoding="utf-8")
    first_paint(chromium, empty)
    assert first_paint(chromium, large) <= 5 * first_paint(chromium, empty)


def test_a_browser_has_few_fields_to_look_at(chromium, large: Path) -> None:
    """It reads the words around each field in which one could type, to fill it in: seconds, for hundreds."""
    with opened(chromium, large) as screen:
        assert len(screen.asked()) == 10
        assert 0 < screen.page.locator("input[type=text]").count() <= 30
        assert screen.page.locator("input[type=hidden]").count() > 500


def test_a_filter_is_quick(chromium, large: Path) -> None:
    with opened(chromium, large) as screen:
        before = screen.asked()
        taken = screen.page.evaluate(
            """() => Math.min(...['2', '1', '2'].map(value => {
              const begun = performance.now(), level = document.querySelector('[name=level]');
              level.value = value;
              level.dispatchEvent(new Event('change'));
              document.body.getBoundingClientRect();
              return performance.now() - begun; }))"""
        )
        assert taken < 100
        assert len(screen.asked()) == 10
        assert screen.asked() != before
        assert screen.page.locator(".question.on:not(.choice)").count() == 0


def test_more_than_a_thousand_have_a_page_each_text() -> None:
    compilation = courses.compiled(EVERY_FORM)
    parts = practice.parts(compilation, compilation.course, most=10)
    assert [part.path for part in parts] == [
        "practice/s-entrainer-alder.html",
        "practice/s-entrainer-brun.html",
        "practice/s-entrainer-alder--brun.html",
    ]
    assert [part.label for part in parts][2] == "Le texte d’Alder, Le texte de Brun"
    assert sum(len(part.items) for part in parts) == 18
    page = practice.page(parts[1], compilation, compilation.course).decode()
    assert "S’entraîner – La ville et le port – Le texte de Brun" in page
    assert "Alder" not in re.sub(r"<script.*?</script>|<header>.*?</header>", "", page, flags=re.DOTALL)


BETWEEN = """\
worksheets:
  - {id: alder, title: "Un texte", items: [demande, vote], versions: [A, B]}
  - {id: les-deux, title: "Les deux", items: [demande, phare, comparer, ordre], versions: [A, B]}
  - {id: gardee, title: "Gardée", reserve: true, items: [refus, qui-phare]}
"""


def test_a_sheet_of_several_texts_of_a_large_course_has_a_page() -> None:
    """Else it could not be played in class: each of its questions stands on another page."""
    text = EVERY_FORM.replace("-- questions/1-alder.yaml --", f"{BETWEEN}-- questions/1-alder.yaml --")
    compilation = courses.compiled(text)
    parts = practice.parts(compilation, compilation.course, most=10)
    played = {}
    for part in parts:
        page = practice.page(part, compilation, compilation.course).decode()
        for name in json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])["sheets"]:
            played[name] = part.path
    assert played == {
        **dict.fromkeys(("alder-a", "alder-b"), "practice/s-entrainer-alder.html"),
        **dict.fromkeys(("les-deux-a", "les-deux-b"), "practice/s-entrainer--les-deux.html"),
    }
    between = parts[-1]
    assert (between.label, len(between.items)) == ("Les deux", 4)
    assert [source.id for source in between.sources] == ["alder", "brun"]
    assert len({part.path for part in parts}) == len(parts) == 4


def test_the_same_bytes_twice(path: Path, tmp_path: Path) -> None:
    assert made(tmp_path).read_bytes() == path.read_bytes()


# Doors


def links(page: str) -> set[str]:
    return {link for link in re.findall(r'href="([^"]+)"', page) if not link.startswith(("#", "https:"))}


def test_pupils_are_led_to_no_answer_of_a_sheet(path: Path) -> None:
    outputs = {
        output.path: output.data.decode(errors="replace")
        for output in targets.render(courses.compiled(WITH_SHEETS))
    }
    assert {"index.html", "keys/fiche-a-corrige.html"} <= {*outputs}
    assert links(outputs["eleves.html"]) == {
        "practice/s-entrainer.html",
        "documents/texte-alder.html",
        "documents/texte-alder-dys.html",
        "documents/texte-alder-gros-caracteres.html",
        "ville-port.apkg",
    }
    assert links(path.read_text(encoding="utf-8")) == set()


def test_teachers_are_led_to_what_stands() -> None:
    screen, keys = {"practice/s-entrainer.html", "eleves.html"}, {"keys/fiche-a-corrige.html"}
    compilation = courses.compiled(WITH_SHEETS)
    for only, there, missing in (((), screen | keys, set()), (["key", "index"], keys, screen)):
        index = targets.render(compilation, only)[-1]
        assert index.path == "index.html"
        led = links(index.data.decode())
        assert (led >= there, led & missing) == (True, set())


def test_pupils_are_led_to_what_stands(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, WITH_SHEETS)

    def led(*only: str) -> set[str]:
        build.build(root, root / "decks", only)
        return links((root / "decks/eleves.html").read_text(encoding="utf-8"))

    assert led("pupils") == set()
    practised, deck = {"practice/s-entrainer.html"}, {"ville-port.apkg"}
    assert led("pupils", "practice") == practised
    assert led("pupils", "anki") == practised | deck
    (root / "decks/ville-port.apkg").unlink()
    assert led("pupils") == practised
    documents = {f"documents/texte-alder{end}.html" for end in ("", "-dys", "-gros-caracteres")}
    assert led() == practised | deck | documents
    assert led("pupils") == practised | deck | documents
    build.build(root, root / "decks", ["index"])
    assert links((root / "decks/index.html").read_text(encoding="utf-8")) >= practised | deck | documents


def test_a_course_may_want_no_page_to_practise_on() -> None:
    text = EVERY_FORM.replace("language: fr", "language: fr\npractice: false")
    paths = {output.path for output in targets.render(courses.compiled(text))}
    assert not [path for path in paths if "entrainer" in path or "eleves" in path]
    index = next(o.data.decode() for o in targets.render(courses.compiled(text)) if o.path == "index.html")
    assert "eleves" not in index


def practised(text: str) -> tuple[set[str], set[str]]:
    """The ids of the items on the page of a course, and the names of its sheets."""
    (page,) = (output.data.decode() for output in targets.render(courses.compiled(text), ["practice"]))
    data = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])
    return {item["id"] for item in data["items"]}, set(data["sheets"])


def test_what_is_kept_for_an_assessment_is_not_practised() -> None:
    ids, sheets = practised(WITH_SHEETS)
    assert sheets == {"fiche-a", "fiche-b"}
    alone = WITH_SHEETS.replace("  - id: refus\n", "  - id: refus\n    reserve: true\n")
    assert practised(alone) == (ids - {"refus"}, sheets)
    of_sheet = WITH_SHEETS.replace("{id: fiche,", "{id: fiche, reserve: true,")
    assert practised(of_sheet) == (ids - {"demande", "roles", "projets", "ordre", "nature", "vote"}, set())


def test_answers_are_kept_under_the_key_of_the_course() -> None:
    keyed = WITH_SHEETS.replace("language: fr", "language: fr\nkey: 0a1b2c3d", 1)
    places = [practice.place_of(courses.compiled(text).course) for text in (WITH_SHEETS, keyed)]
    assert places == ["citedeck/ville-port//", "citedeck/ville-port/0a1b2c3d/"]


def test_a_course_without_questions_for_a_screen_has_no_page() -> None:
    text = re.sub(r"items:\n.*?(?=\Z)", "items: []\n", courses.TOWN, flags=re.DOTALL)
    assert targets.render(courses.compiled(text), ["practice", "pupils"]) == []
