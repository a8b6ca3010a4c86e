"""The page to compose a sheet on, as a teacher uses it: the sheet of the command, or one of her own."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import random
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from string import ascii_uppercase
from types import SimpleNamespace
from typing import NoReturn

import pypdf
import pytest
from PIL import Image
from typer.testing import CliRunner

import browser as browsers
import courses
from citedeck import targets
from citedeck.cli import application
from citedeck.commands import build
from citedeck.languages import catalogue
from citedeck.model import Compilation, Sheet, Text, Worksheet
from citedeck.sheets import choice, fewer, layout, minutes, orders
from citedeck.sheets.choice import Wish
from citedeck.targets.paper import key, pages, printing
from citedeck.targets.paper import worksheet as paper
from citedeck.targets.screen import composer
from screens import WITH_SHEETS, Screen
from test_class_mode import YEARS
from test_screen_pages import check_html, check_types, links, violations

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import made_up

HEADS = """\
school: "Collège du Port"
logo: ecole.png
worksheets:
  - id: notee
    title: "Une fiche notée"
    items: [place, refus, comparer, expliquer, public, qui-phare]
    kind: assessment
    reserve: true
    justified: both
    audience: "6e B"
    duration: "1 heure"
    instructions: "Lisez les textes.\\nRépondez."
    skills: ["Citer un texte", "Comparer deux textes"]
  - id: activite
    title: "Une activité"
    items: [petition, trous]
    kind: activity
    justified: halves
    boxes: false
    skills: ["Citer un texte"]
"""
WITH_HEADS = WITH_SHEETS.replace("worksheets:\n", HEADS)
"""With all that the head of a ready sheet can have."""


def squeezed(words: str) -> str:
    """Words with one plain blank between them, where a page may break its lines."""
    return " ".join(words.replace("\xa0", " ").split())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """One browser, and the pages of our own course and of one with every form."""
    folder = tmp_path_factory.mktemp("composer")
    ours = build.build(courses.ROOT, folder / "ours", ["composer"])
    root = courses.on_disk(folder / "ville", WITH_HEADS)
    Image.new("RGB", (80, 40), (30, 90, 150)).save(root / "questions/ecole.png")
    every = build.build(root, folder / "every", ["composer", "practice", "pupils", "index"])
    root = courses.on_disk(folder / "annees", YEARS)
    years = build.build(root, folder / "years", ["composer"])
    with browsers.browser() as chromium:
        yield SimpleNamespace(
            chromium=chromium,
            tab=chromium.new_context(reduced_motion="reduce").new_page(),
            folder=folder,
            ours=ours.compilation,
            every=every.compilation,
            years=years.compilation,
        )


PRINTED = """name => {
  window.print = () => {};
  [...document.querySelectorAll('#printers button')].find(button => button.textContent === name).click();
  const words = document.body.textContent;
  dispatchEvent(new Event('afterprint'));
  return words;
}"""


SHAPE = """html => {
  const body = (html ? new DOMParser().parseFromString(html, 'text/html') : document).body.cloneNode(true);
  body.querySelector('#print-bar')?.remove();
  for (const part of [body, ...body.querySelectorAll('*')]) part.removeAttribute('contenteditable');
  for (const part of body.querySelectorAll('.question')) part.removeAttribute('id');
  body.normalize();
  return body.outerHTML.replace(/\\s+/g, ' ').replace(/ ?(<[^>]+>) ?/g, '$1');
}"""
"""What a page is made of, but for where its words can be typed and its blanks between elements."""


def button(which: str, version: str = "") -> str:
    """What the button is called that prints a sheet or a key."""
    name = {"sheet": "Imprimer la fiche", "key": "Imprimer le corrigé"}[which]
    return f"{name} – Sujet {version}" if version else name


class Composer(Screen):
    """The page, open, with what a teacher does on it."""

    def take(self, names: list[str]) -> None:
        self.page.evaluate(
            "hash => new Promise(done => { addEventListener('hashchange', () => done(), {once: true});"
            " location.hash = hash; })",
            ".".join(names),
        )

    def name(self, id: str) -> str:
        """Under which name the page knows a question."""
        return self.names[id]

    def take_all(self, *ids: str) -> None:
        self.take([self.names[id] for id in ids])

    def entry(self, number: int):
        """A question of the sheet, as it is looked at."""
        return self.page.locator("#preview .entry").nth(number - 1)

    def act(self, number: int, name: str) -> None:
        self.entry(number).get_by_role("button", name=name).press("Enter")

    def order(self) -> list[str]:
        """The questions on the sheet, by their codes."""
        return self.page.locator("#preview .question .code").all_inner_texts()

    def code(self) -> str:
        return self.page.locator("#preview .sheet-code").inner_text().split(": ")[-1].strip()

    def text(self, id: str) -> str:
        return squeezed(self.page.locator(f"#{id}").text_content())

    def change(self, number: int, was: str, now: str, half: str = "sheet") -> None:
        """Words typed in place of others, by keyboard."""
        words = self.entry(number).locator(f'.words[data-half="{half}"]')
        words.filter(has_text=was).first.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(now)

    def printed(self, which: str, version: str = "") -> str:
        """The words in the tree when a sheet or a key is printed; after that the page is as before."""
        return self.page.evaluate(PRINTED, button(which, version))

    def stand(self, which: str, version: str = "") -> None:
        self.page.evaluate("window.print = () => {}")
        self.page.get_by_role("button", name=button(which, version), exact=True).click()

    def back(self) -> None:
        self.page.evaluate("dispatchEvent(new Event('afterprint'))")


@pytest.fixture
def opened(world: SimpleNamespace) -> Iterator:
    """Pages without trouble to their end: the first of a test in the tab of all, for that is soon there."""
    contexts, screens = [], []

    def open_page(which: str = "every", hash: str = "", *, apart: bool = False, **look: object) -> Composer:
        tab = world.tab
        if apart or look or screens:
            contexts.append(world.chromium.new_context(reduced_motion="reduce", **look))
            tab = contexts[-1].new_page()
        screens.append(Composer(tab, world.folder / which / "composer.html", hash))
        screens[-1].names = names_of(getattr(world, which, world.every))
        return screens[-1]

    yield open_page
    trouble = [said for screen in screens for said in screen.trouble]
    for context in contexts:
        context.close()
    emptied(world.tab)
    assert trouble == []


def emptied(tab) -> None:
    """Leaves a page, even one that warns before it is left."""
    tab.on("dialog", agreed)
    tab.goto("about:blank")
    tab.remove_listener("dialog", agreed)


def agreed(dialog) -> None:
    dialog.accept()


# The rule on letters, in both languages


def sheets_of(ids: list[str], compilation: Compilation, versions: tuple[str, ...]) -> list[Sheet]:
    """What `citedeck worksheet --items …` lays out."""
    course = compilation.course
    chosen = choice.choose(compilation.items, Wish(items=tuple(ids)), course)
    own = Worksheet(id=Text("own"), title=Text("own"), items=(), versions=versions)
    return layout.versions(course, own, chosen.items)


def laid_out(sheet: Sheet, compilation: Compilation) -> list:
    """A sheet and its key as far as its order decides: what the page must show."""
    course, rows = compilation.course, []

    def set_type(words: Iterable[str]) -> list[str]:
        return [squeezed(catalogue.typeset(each, course.language)) for each in words]

    for entry in sheet.entries:
        question = paper.asked(entry, compilation, course)
        marking = key.solution(entry, compilation, course).marking
        is_moved = question.form in ("choice", "match", "order", "classify")
        moved = question.left if question.form == "classify" else question.options
        left = question.left if question.form == "match" else ()
        right = [f"{a.given} → {a.words}" if a.given else a.words for a in marking.answers]
        letters = [letter for letter, _ in marking.whys]
        words = [
            set_type(moved if is_moved else ()),
            set_type(left),
            set_type(() if marking.filled else right),
            letters,
        ]
        rows.append([entry.number, entry.code, str(entry.points), *words])
    return [sheet.code, rows]


READ = """() => {
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const said = element => element.textContent.replace(/[\\s\\u00a0]+/g, ' ').trim();
  const view = document.getElementById('view');
  const look = value => { view.value = value; view.dispatchEvent(new Event('change', {bubbles: true})); };
  return [...new Set([...view.options].map(option => option.value.split(' ')[1]))].map(version => {
    look(`sheet ${version}`);
    const preview = document.getElementById('preview');
    const code = said(preview.querySelector('.sheet-code')).split(': ').pop();
    const questions = all(preview, '.question').map(part => [
      parseInt(said(part.querySelector('.number'))), said(part.querySelector('.code')),
      parseFloat(said(part.querySelector('.points')).replace(',', '.')) + '',
      all(part, '.options bdi, .match bdi, .classify tbody th').map(said)
        .map(words => part.classList.contains('classify') ? words.replace(/^« | »$/g, '') : words),
      all(part, '.match td:first-child:not(.none)').map(said),
    ]);
    look(`key ${version}`);
    all(preview, '.worth').forEach(worth => worth.remove());
    all(preview, '.solution').forEach((part, n) => questions[n].push(
      part.querySelector('.filled') ? [] : all(part, '.right').map(said),
      all(part, '.why b').map(said).map(letter => letter[0])));
    return [code, questions];
  });
}"""

EACH = """async hashes => {
  document.documentElement.style.display = 'none';
  const read = READ;
  const shown = [];
  for (const hash of hashes) {
    await new Promise(done => {
      addEventListener('hashchange', () => done(), {once: true});
      location.hash = hash;
    });
    shown.push(read());
  }
  return shown;
}""".replace("READ", READ)


@pytest.mark.parametrize(("which", "many", "most"), [("ours", 150, 10), ("every", 50, 8), ("years", 1, 1)])
def test_a_selection_is_laid_out_as_the_command_does(
    world: SimpleNamespace, opened, which: str, many: int, most: int
) -> None:
    """Numbers, codes, points, options under their letters, answers and reasons, in two versions."""
    compilation = getattr(world, which)
    screen = opened(which)
    screen.page.select_option("[name=versions]", "AB")
    chance = random.Random(7)
    named = names_of(compilation)
    selections = [chance.sample([*named], chance.randint(1, most)) for _ in range(many)]
    shown = screen.page.evaluate(EACH, [".".join(named[name] for name in ids) for ids in selections])
    for ids, versions in zip(selections, shown, strict=True):
        expected = [laid_out(sheet, compilation) for sheet in sheets_of(ids, compilation, ("A", "B"))]
        assert versions == expected, ids


def names_of(compilation: Compilation) -> dict[str, str]:
    """Under which name the page knows each question for paper, by its id."""
    items = composer.printable(compilation)
    return {str(r.item.id): name for name, r in composer.named(items, compilation.course).items()}


# Ready sheets


def words_of(page: bytes) -> str:
    """What the body of a page says."""
    body = re.search(r"<body.*?>(.*)</body>", page.decode(), re.DOTALL)[1]
    return closed(html.unescape(re.sub(r"<[^>]+>", "", body)))


def closed(words: str) -> str:
    """Words without any blanks: a page sets them by its elements, too."""
    return "".join(words.split())


@pytest.mark.parametrize(
    ("which", "profiles"), [("ours", [pages.STANDARD]), ("every", [pages.STANDARD, pages.DYS, pages.LARGE])]
)
def test_a_ready_sheet_is_printed_word_for_word(
    world: SimpleNamespace, opened, which: str, profiles: list[str]
) -> None:
    """Every version of every ready sheet, and every key, by what stands in the tree."""
    compilation = getattr(world, which)
    course, screen = compilation.course, opened(which)
    screen.page.evaluate("document.getElementById('bank').style.display = 'none'")  # it takes time to lay out
    for ready in course.worksheets:
        sheets = [sheet for sheet in compilation.sheets if sheet.worksheet is ready]
        screen.page.select_option("#begin", str(ready.id))
        for sheet in sheets:
            version = sheet.version if len(sheets) > 1 else ""
            for profile in profiles:
                screen.page.select_option("[name=profile]", profile)
                expected = words_of(paper.page(sheet, compilation, course, profile))
                assert closed(screen.printed("sheet", version)).endswith(expected)
            expected = words_of(key.page(sheet, sheets, compilation, course))
            assert closed(screen.printed("key", version)).endswith(expected)


def test_a_ready_sheet_is_made_of_the_same_parts(world: SimpleNamespace, opened) -> None:
    """Lines, pictures, links, looks: what words do not show."""
    compilation, screen = world.every, opened()
    for ready in compilation.course.worksheets:
        sheets = [sheet for sheet in compilation.sheets if sheet.worksheet is ready]
        screen.page.select_option("#begin", str(ready.id))
        for which, page in (
            ("sheet", paper.page(sheets[-1], compilation, compilation.course)),
            ("key", key.page(sheets[-1], sheets, compilation, compilation.course)),
        ):
            screen.stand(which, sheets[-1].version if len(sheets) > 1 else "")
            assert screen.page.evaluate(SHAPE, "") == screen.page.evaluate(SHAPE, page.decode())
            screen.back()


def test_a_title_of_two_lines_is_one_of_words(opened, world: SimpleNamespace) -> None:
    text = WITH_SHEETS.replace('title: "La fiche"', 'title: "La\\nfiche"')
    root = courses.on_disk(world.folder / "titre", text)
    build.build(root, world.folder / "titled", ["composer"])
    screen = opened("titled")
    screen.page.select_option("#begin", "fiche")
    assert screen.page.locator("#preview h1").inner_text() == "La fiche"


def test_a_ready_sheet_keeps_its_head(world: SimpleNamespace, opened, tmp_path: Path) -> None:
    """What no words of it show: the picture of the school; and what an entry and a file say of it."""
    screen, (ready, own, _) = opened(), world.every.course.worksheets
    screen.page.select_option("#begin", "notee")
    assert (str(ready.id), str(own.id)) == ("notee", "activite")
    sheet = next(sheet for sheet in world.every.sheets if sheet.worksheet is ready)
    (picture,) = re.findall(rb'<img class="logo"[^>]*>', paper.page(sheet, world.every, world.every.course))
    assert picture.decode() in screen.page.locator("#preview .school").inner_html()
    assert "Lisez les textes.<br>Répondez." in screen.page.locator("#preview .instructions").inner_html()
    entry = screen.text("yaml")
    assert "justified: both reserve: true" in entry
    assert "boxes" not in entry
    path = saved(screen, tmp_path)
    other = opened()
    other.page.select_option("#begin", "activite")
    assert "boxes: false justified: halves" in other.text("yaml")
    other.page.set_input_files("#open", path)
    other.page.get_by_text("La fiche est ouverte.").wait_for()
    assert other.text("yaml") == entry
    assert other.printed("key") == screen.printed("key")
    assert "sont justes tous les deux" in squeezed(screen.printed("key"))
    screen.page.get_by_role("button", name="Tout décocher").click()
    screen.take_all("refus")
    assert "la moitié des points" in squeezed(screen.printed("sheet"))
    assert "Compétences" not in screen.printed("sheet")


def test_the_grid_leads_to_the_solutions(opened) -> None:
    screen = opened()
    screen.page.select_option("#begin", "notee")
    before = screen.page.url
    screen.stand("key")
    leads = screen.page.evaluate(LEADS)
    assert len(leads) == 2, "a comparison and an answer at length"
    assert all(code == there for code, there in leads)
    screen.page.locator(".more").last.click()
    assert screen.page.url == before, "where the questions stand that are taken"
    assert screen.page.locator(".solution").count() == 6


LEADS = """() => [...document.querySelectorAll('.grid .more')].map(more => [
  more.closest('tr').querySelectorAll('.short')[2].textContent,
  document.querySelector(more.hash).querySelector('.code').textContent,
])"""


# What is printed


def test_a_sheet_stands_alone_in_the_tree(world: SimpleNamespace, opened) -> None:
    """No canary of an answer is printed with a sheet, whatever the page holds; nor the page with a key."""
    text = marked_answers(WITH_SHEETS)
    root = courses.on_disk(world.folder / "canaries", text)
    built = build.build(root, world.folder / "marked", ["composer"])
    canaries = set(re.findall(r"KANARI[A-Z]", text))
    assert len(canaries) == 9
    screen = opened("marked", viewport={"width": 1000, "height": 800})
    screen.take([*names_of(built.compilation).values()])
    everything = screen.page.content()
    assert canaries - set(re.findall(r"KANARI[A-Z]", everything)) == set()
    screen.stand("sheet")
    assert re.findall("KANARI", screen.page.content()) == []
    assert screen.page.locator(".solution, blockquote, template, [type='application/json']").count() == 0
    pdf = screen.page.pdf(prefer_css_page_size=True)
    assert "KANARI" not in read(pdf)
    assert "en quelle année la ville" in read(pdf)
    screen.back()
    screen.stand("key")
    assert "Ma fiche" not in screen.page.content()
    assert canaries == set(re.findall(r"KANARI[A-Z]", read(screen.page.pdf(prefer_css_page_size=True))))
    assert screen.page.get_by_role("heading", name="Ma fiche").is_visible()


def marked_answers(text: str) -> str:
    """A course with a word of its own behind every reason, explanation and correction."""
    letters = iter(ascii_uppercase)
    reasons = r'((?:why|explanation|correction|note): ?"[^"]+?)"'
    return re.sub(reasons, lambda words: f'{words[1]} KANARI{next(letters)}"', text)


def read(pdf: bytes) -> str:
    """The words of a printed file."""
    pages_of = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return squeezed(" ".join(page.extract_text() for page in pages_of))


@pytest.mark.parametrize(("paper_name", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_pages_have_the_size_and_the_foot_of_paper(opened, paper_name: str, size: tuple[int, int]) -> None:
    screen = opened()
    screen.page.select_option("#begin", "fiche")
    screen.page.select_option("[name=paper]", paper_name)
    screen.stand("sheet", "B")
    code = screen.page.locator(".sheet-code").inner_text().split(": ")[-1]
    title = screen.page.title()
    pdf = screen.page.pdf(prefer_css_page_size=True)
    (first, *_) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert tuple(round(float(side)) for side in first.mediabox[2:]) == size
    assert title == "La fiche – Sujet B"
    foot = read(pdf)
    assert f"{code} · 1 / 1" in foot
    assert "La fiche · Sujet B" in foot
    assert "Composer une fiche" in screen.page.title()


def test_the_menu_of_the_browser_prints_what_is_looked_at(opened) -> None:
    screen = opened()
    screen.page.select_option("#begin", "fiche")
    screen.page.select_option("#view", "key B")
    screen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert squeezed(screen.page.locator("body").inner_text()).startswith("Imprimer Revenir CORRIGÉ – Sujet B")
    screen.page.get_by_role("button", name="Revenir").click()
    assert screen.page.locator("#mine").is_visible()


def test_less_to_copy_and_the_texts(opened) -> None:
    screen = opened()
    screen.take_all("refus", "vote")
    assert "Lexique" not in screen.printed("sheet")
    screen.page.get_by_label("Avec les textes").check()
    words = screen.printed("sheet")
    assert "La ville vote le budget en 1912." in words
    assert "texte fourni par l’enseignant" not in words
    screen.take_all("refus", "phare")
    assert "Le texte de Brun : texte fourni par l’enseignant." in squeezed(screen.printed("sheet"))


def test_an_activity_has_no_points(opened) -> None:
    screen = opened()
    screen.page.select_option("#begin", "fiche")
    assert "2 points" in squeezed(screen.printed("sheet", "A"))
    screen.page.select_option("[name=kind]", "activity")
    for which in ("sheet", "key"):
        words = squeezed(screen.printed(which, "A"))
        assert "Activité" in words or which == "key"
        assert not re.search(r"\d points?|Note", words)
    screen.page.select_option("[name=kind]", "assessment")
    assert "Évaluation" in screen.printed("sheet", "A")


# Order


def test_order_by_buttons_and_by_dragging(opened) -> None:
    screen = opened()
    screen.take_all("vote", "demande", "roles", "projets")
    one, two, three, four = screen.order()
    screen.act(1, "Descendre")
    assert screen.order() == [two, one, three, four]
    assert screen.page.evaluate("document.activeElement.value") == "down"
    screen.page.keyboard.press("Enter")
    assert screen.order() == [two, three, one, four]
    screen.act(4, "Monter")
    assert screen.order() == [two, three, four, one]
    screen.entry(4).locator(".handle").drag_to(screen.entry(1).locator(".question"))
    assert screen.order() == [one, two, three, four]
    screen.act(2, "Retirer")
    assert screen.order() == [one, three, four]
    assert screen.page.url.endswith(f"#{one}.{three}.{four}")


def test_ticks_by_keyboard_alone(opened) -> None:
    screen = opened()
    screen.page.locator(f".take[value='{screen.name('vote')}']").press("Space")
    screen.page.locator(f".take[value='{screen.name('refus')}']").press("Space")
    assert screen.order() == [screen.name("vote"), screen.name("refus")]
    assert screen.text("totals") == "2 questions – 3 points – environ 10 min – sur 1 page"
    screen.page.locator(f".take[value='{screen.name('vote')}']").press("Space")
    assert screen.order() == [screen.name("refus")]
    screen.page.get_by_role("button", name="Tout décocher").press("Enter")
    assert screen.text("totals") == "0 questions – 0 point – environ 0 min – sur 0 pages"
    assert screen.page.get_by_role("button", name="Imprimer la fiche").is_disabled()


def test_one_question_less_is_that_of_the_command(world: SimpleNamespace, opened) -> None:
    """Down to one, and anew from what is left after another question was taken."""
    screen = opened("ours")
    for ready in world.ours.course.worksheets[::6]:
        screen.page.select_option("#begin", str(ready.id))
        assert screen.page.evaluate(FEWER) == shortened(world.ours, screen, [*map(str, ready.items)])
    screen.page.select_option("#begin", "demandes")
    screen.page.get_by_role("button", name="Une question de moins").click()
    screen.page.locator(".take:not(:checked)").first.check()
    names = screen.page.url.split("#")[1].split(".")
    by_name = {name: id for id, name in screen.names.items()}
    assert screen.page.evaluate(FEWER) == shortened(world.ours, screen, [by_name[name] for name in names])


FEWER = """() => {
  const shown = [];
  while (document.querySelectorAll('.take:checked').length > 1) {
    document.getElementById('fewer').click();
    shown.push(location.hash.slice(1));
  }
  return shown;
}"""


def shortened(compilation: Compilation, screen: Composer, ids: list[str]) -> list[str]:
    """The names of what `--fewer` leaves of some questions, for every number."""
    by_id = {str(resolved.item.id): resolved for resolved in compilation.items}
    resolved = [by_id[name] for name in ids]
    left = (fewer.shorter(resolved, count)[0] for count in range(len(ids) - 1, 0, -1))
    return [".".join(screen.names[str(each.item.id)] for each in kept) for kept in left]


# Questions that answer each other


def test_questions_that_answer_each_other_are_told(world: SimpleNamespace, opened) -> None:
    screen = opened("ours")
    items = composer.printable(world.ours)
    (one, other), *_ = [
        (str(a.id), str(b.id)) for a, b in choice.clues.telling([resolved.item for resolved in items])
    ]
    screen.take_all("comp-voix", one, other)
    assert "La question 2 donne la réponse à la question 3." in screen.text("warnings")
    (a, b), *_ = choice.resting(items)
    screen.take_all(str(b.item.id), str(a.item.id))
    assert "Les questions 1 et 2 s’appuient sur le même passage." in screen.text("warnings")
    screen.take_all(one)
    assert screen.text("warnings") == ""
    screen.page.select_option("[name=versions]", "AB")
    alike = layout.alike(sheets_of([one], world.ours, ("A", "B")))
    assert ("identiques" in screen.text("warnings")) == bool(alike)


# Questions that are changed


def test_a_changed_question_is_proven_no_more(opened) -> None:
    screen = opened()
    screen.page.select_option("#begin", "fiche")
    before = screen.code()
    assert "Le conseil demande deux écoles." in screen.printed("key", "A")
    screen.act(1, "Modifier")
    screen.change(1, "un nouveau budget", "un <b>pont</b> & une gare")
    screen.change(1, "Le budget est voté", "Aucun pont n’est demandé.", "key")
    assert screen.code() != before
    assert re.fullmatch(r"[0-9A-F]{4}-A\*", screen.code())
    screen.act(1, "Modifier")
    sheet, key_words = squeezed(screen.printed("sheet", "A")), squeezed(screen.printed("key", "A"))
    assert "un <b>pont</b> & une gare" in sheet
    assert "un nouveau budget" not in sheet
    assert "Aucun pont n’est demandé." in key_words
    assert "Question modifiée : réponse à vérifier" in key_words
    assert "Le conseil demande deux écoles." not in key_words.split("Les solutions")[1].split("2.")[0]
    assert screen.code() in sheet
    assert screen.code() in key_words
    assert screen.text("no-project").startswith("Une question modifiée ne peut pas être projetée")
    screen.act(1, "Rétablir")
    assert screen.code() == before
    assert screen.page.locator("#project").is_visible()


def test_an_answer_that_is_changed_in_the_sheet_is_changed_in_the_key(opened) -> None:
    screen = opened()
    screen.take_all("demande")
    screen.act(1, "Modifier")
    screen.change(1, "la création de deux écoles", "deux écoles neuves")
    assert "deux écoles neuves" in screen.entry(1).locator(".solution .right").inner_text()
    words = squeezed(screen.printed("key"))
    assert words.count("deux écoles neuves") == 2, "in the grid, and in the solution"
    assert "la création" not in words


def test_a_verdict_that_is_changed_in_the_key_leaves_the_sheet_alone(opened) -> None:
    screen = opened()
    screen.take_all("public")
    before = screen.printed("sheet")
    screen.act(1, "Modifier")
    first = screen.entry(1).locator('.right .words[data-half="key"]').first
    first.focus()
    screen.page.keyboard.press("Control+a")
    screen.page.keyboard.insert_text("Un autre mot")
    assert squeezed(screen.printed("sheet")).replace(screen.code(), "") == squeezed(before).replace(
        re.search(r"[0-9A-F]{4}-A(?!\*)", before)[0], ""
    )
    assert "Un autre mot" in screen.printed("key")


def test_points_are_changed(opened) -> None:
    screen = opened()
    screen.take_all("vote", "demande")
    screen.act(1, "Modifier")
    points = screen.entry(1).get_by_label("Points")
    points.fill("2,5")
    assert screen.text("totals").startswith("2 questions – 3,5 points")
    assert screen.code().endswith("-A*")
    for wrong in ("", "-1", "1000", "0,3", "x"):
        points.fill(wrong)
        assert points.get_attribute("aria-invalid") == "true"
    screen.act(1, "Modifier")
    words = squeezed(screen.printed("key"))
    assert "2,5 points" in words
    assert "réponse à vérifier" not in words, "its answer is as it was proven"
    assert "2,5 points" in squeezed(screen.printed("sheet"))
    assert screen.page.locator("#project").is_visible()


# What is kept


def saved(screen: Composer, folder: Path) -> Path:
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Enregistrer ma fiche").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    screen.trouble = [said for said in screen.trouble if "blob:" not in said]
    return path


def test_a_file_reopens_everything(opened, tmp_path: Path) -> None:
    screen = opened()
    screen.take_all("roles", "trous", "demande", "expliquer")
    filled_in = {"Titre": "Été & Cie", "Établissement": "Collège Curie", "Consignes": "Lisez.\nRépondez."}
    for label, words in filled_in.items():
        screen.page.get_by_label(label).fill(words)
    screen.page.select_option("[name=versions]", "ABC")
    screen.page.select_option("[name=kind]", "assessment")
    screen.page.select_option("[name=profile]", "large")
    screen.page.get_by_label("Avec les textes").check()
    screen.act(3, "Modifier")
    screen.change(3, "un nouveau budget", "un pont")
    screen.entry(3).get_by_label("Points").fill("3")
    path = saved(screen, tmp_path)
    assert path.name == "ete-cie.json"
    other = opened()
    other.page.set_input_files("#open", path)
    other.page.get_by_text("La fiche est ouverte.").wait_for()
    for which in ("sheet", "key"):
        for version in "ABC":
            assert other.printed(which, version) == screen.printed(which, version)
    assert saved(other, tmp_path / "again").read_bytes() == path.read_bytes()


BAD = {
    "no json": "{",
    "nothing": "",
    "a list": "[]",
    "another course": '"course": "autre"',
    "another format": '"format": "citedeck-sheet-9"',
    "strange versions": '"versions": ["AA"]',
    "no versions": '"versions": []',
    "a number for words": '"skills": [1]',
    "items that are none": '"items": [null]',
    "an item without points": '"items": [{"name": "x", "sheet": [], "key": []}]',
    "points that are code": '"items": [{"name": "x", "sheet": [], "key": [], "points": "1e9"}]',
    "a pair of three": '"items": [{"name": "x", "sheet": [["a", "b", "c"]], "key": [], "points": ""}]',
    "a text nobody holds": '"extracts": ["../keys"]',
    "too many": f'"items": {json.dumps([{"name": "x", "sheet": [], "key": [], "points": ""}] * 1001)}',
    "a look of another kind": '"look": {"title": "x"}',
    "a rule that is none": '"justified": "x"',
    "boxes that are none": '"boxes": 1',
    "a prototype": '"look": {"__proto__": {"title": "x"}}',
    "long": '"skills": ["' + "x" * 1_000_001 + '"]',
}


def test_a_file_that_is_none_is_refused_in_a_sentence(opened, tmp_path: Path) -> None:
    screen = opened()
    screen.take_all("vote")
    good = saved(screen, tmp_path).read_text(encoding="utf-8")
    before = screen.printed("sheet")
    for kind, words in BAD.items():
        name = words.split('"')[1] if words.startswith('"') else ""
        bad = {**json.loads(good), **json.loads(f"{{{words}}}")} if name else words
        screen.page.set_input_files(
            "#open",
            {
                "name": "x.json",
                "mimeType": "application/json",
                "buffer": (json.dumps(bad) if name else bad).encode(),
            },
        )
        screen.page.locator("#notice").filter(has_text="n’est pas une fiche enregistrée ici").wait_for()
        assert screen.printed("sheet") == before, kind
        screen.page.evaluate("document.getElementById('notice').textContent = ''")


def test_words_of_a_file_are_words(opened, tmp_path: Path) -> None:
    screen = opened()
    screen.take_all("vote")
    file = json.loads(saved(screen, tmp_path).read_text(encoding="utf-8"))
    attack = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
    file["look"]["title"] = file["look"]["school"] = attack
    file["skills"] = [attack]
    was = "Selon le texte d’Alder, en quelle année la ville vote-t-elle le budget\xa0?"
    file["items"][0]["sheet"] = [[was, attack], ["__proto__", attack]]
    data = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    screen.page.set_input_files("#open", data)
    screen.page.get_by_text("La fiche est ouverte.").wait_for()
    assert screen.printed("sheet").count(attack) >= 4
    assert screen.page.evaluate("window.ran") is None


def test_the_address_keeps_which_questions(opened) -> None:
    screen = opened()
    screen.take_all("roles", "vote")
    order = screen.order()
    screen.page.reload()
    assert screen.order() == order == [screen.name("roles"), screen.name("vote")]
    screen.take([screen.name("vote"), "ZZZZ", "<b>", screen.name("vote")])
    assert screen.order() == [screen.name("vote")]
    assert screen.text("notice") == "Questions inconnues de cette version : ZZZZ, <b>."
    screen.take(["%E0%A4%A"])
    assert screen.order() == []
    screen.trouble = [said for said in screen.trouble if not said.startswith("request file:")]


def test_leaving_with_changes_warns(opened) -> None:
    screen = opened(apart=True)
    asked: list[str] = []
    screen.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    screen.take_all("vote")
    screen.page.reload()
    assert asked == []
    screen.page.locator("[name=title]").press("x")
    screen.page.reload()
    assert asked == ["beforeunload"]
    screen.trouble = [said for said in screen.trouble if not said.startswith("request file:")]


# How it is made again, and shown


def no_printer() -> NoReturn:
    raise printing.NoPrinterError("not needed here")


def test_a_line_makes_it_again(
    world: SimpleNamespace, opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer", no_printer)
    screen = opened()
    screen.take_all("vote", "demande", "roles", "projets", "papier")
    screen.page.locator("[name=title]").fill("L’été d’Alder & l'automne")
    screen.page.select_option("[name=versions]", "AB")
    screen.page.select_option("[name=kind]", "assessment")
    screen.page.get_by_label("Avec les textes").check()
    program, verb, *arguments = shlex.split(screen.text("command"))
    assert (program, verb) == ("citedeck", "worksheet")
    root = world.folder / "ville"
    arguments += ["--course", str(root), "-o", str(tmp_path)]
    done = CliRunner().invoke(application([verb]), [verb, *arguments])
    assert done.exit_code == 0, done.output
    for version in "AB":
        (made,) = (tmp_path / "sheets").glob(f"*-{version.lower()}.html")
        assert closed(screen.printed("sheet", version)).endswith(words_of(made.read_bytes()))


def test_an_entry_makes_it_a_ready_one(world: SimpleNamespace, opened) -> None:
    screen = opened()
    screen.page.select_option("#begin", "fiche")
    screen.page.locator("[name=title]").fill('La fiche: "deux" # {trois}')
    screen.page.get_by_label("Consignes").fill("Lisez.\nRépondez.")
    screen.page.get_by_label("Avec les textes").check()
    screen.page.select_option("[name=kind]", "activity")
    entry = screen.page.locator("#yaml").text_content()
    text = WITH_SHEETS.replace("worksheets:\n", f"worksheets:\n{entry}\n")
    compilation = courses.compiled(text)
    assert [d.message for d in compilation.diagnostics if d.is_error] == []
    first, second, *_ = compilation.sheets
    for sheet in (first, second):
        words = words_of(paper.page(sheet, compilation, compilation.course))
        assert closed(screen.printed("sheet", sheet.version)).endswith(words)
    assert str(first.worksheet.id) == "la-fiche-deux-trois"


def test_a_ready_sheet_keeps_the_lines_that_it_holds(world: SimpleNamespace, opened) -> None:
    text = WITH_SHEETS.replace("versions: [A, B]}", "texts: [{source: alder, lines: 1-8}]}")
    root = courses.on_disk(world.folder / "lignes", text)
    built = build.build(root, world.folder / "lines", ["composer"])
    screen = opened("lines")
    screen.page.select_option("#begin", "fiche")
    for profile in (pages.STANDARD, pages.LARGE):
        screen.page.select_option("[name=profile]", profile)
        expected = paper.page(
            built.compilation.sheets[0], built.compilation, built.compilation.course, profile
        )
        assert closed(screen.printed("sheet")).endswith(words_of(expected))
    assert "texts: [{source: alder, lines: 1-8}]" in screen.text("yaml")
    screen.page.get_by_label("Avec les textes").uncheck()
    screen.page.get_by_label("Avec les textes").check()
    assert "texts: [alder]" in screen.text("yaml")


@pytest.mark.parametrize("version", ["A", "B"])
def test_the_link_to_the_class_has_the_order_of_the_sheet(
    world: SimpleNamespace, opened, version: str
) -> None:
    """As the page to practise on knows ready sheets: which question, its options, its left sides."""
    screen = opened()
    screen.page.select_option("#begin", "fiche")
    screen.page.select_option("#view", f"sheet {version}")
    page, _, turns = screen.page.locator("#project").get_attribute("href").partition("#class=")
    practised = (world.folder / "every" / page).read_text(encoding="utf-8")
    data = json.loads(re.findall(r'id="data">(.*?)</script>', practised)[0])
    ids = [item["id"] for item in data["items"]]
    by_name = {name: id for id, name in screen.names.items()}
    for turn, (index, order, left) in zip(
        turns.split("."), data["sheets"][f"fiche-{version.lower()}"], strict=True
    ):
        code, *places = turn.split("-")
        assert by_name[code] == ids[index]
        told_places = [[orders.signs(40).index(sign) for sign in signs] for signs in places]
        as_there = [[*range(len(order))], [*range(len(left))]]
        assert (told_places + as_there[len(told_places) :]) == [order, left]


def test_what_is_not_practised_is_not_shown_to_a_class(opened) -> None:
    screen = opened()
    screen.take_all("vote", "place")
    assert not screen.page.locator("#project").is_visible()
    assert "elle est sensible ou réservée" in screen.text("no-project")
    item = screen.page.locator(f".item[data-name='{screen.name('place')}']")
    assert item.locator(".badge").all_inner_texts() == ["réservée à une évaluation", "passage sensible"]
    assert "Passage sensible" in squeezed(screen.printed("key"))


# Everybody, everywhere


def test_the_list_is_there_without_the_script(world: SimpleNamespace) -> None:
    context = world.chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((world.folder / "every/composer.html").as_uri())
    assert page.locator(".item:visible").count() == len(composer.printable(world.every))
    assert page.locator("#mine, .take").first.is_hidden()
    page.locator(".item summary").first.click()
    assert "La ville vote le budget en 1912." in page.locator(".item").first.inner_text()
    led = links(page.content())
    assert {"sheets/fiche-a.html", "sheets/fiche-b.html", "keys/fiche-a-corrige.html"} <= led
    context.close()


@pytest.mark.parametrize(("scheme", "view"), [("light", "sheet A"), ("dark", "key B")])
def test_everybody_can_use_it(opened, scheme: str, view: str) -> None:
    screen = opened(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    screen.page.select_option("#begin", "fiche")
    screen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    screen.act(2, "Modifier")
    screen.change(2, "s’opposer", "dire non")
    screen.page.select_option("#view", view)
    assert violations(screen) == []
    ground = screen.page.locator(".paper").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_nothing_is_wider_than_the_screen(opened) -> None:
    screen = opened(viewport={"width": 320, "height": 800})
    screen.page.select_option("#begin", "notee")
    for view in ("sheet A", "key A"):
        screen.page.select_option("#view", view)
        for width in (320, 768):
            screen.page.set_viewport_size({"width": width, "height": 800})
            assert screen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_valid_and_its_script_typed(world: SimpleNamespace, tmp_path: Path) -> None:
    script = courses.ROOT / "src/citedeck/targets/screen/templates/composer.js"
    assert script.stat().st_size < 60_000
    check_types(script)
    (tmp_path / "page.html").write_bytes((world.folder / "every/composer.html").read_bytes())
    check_html(tmp_path, no_multiple_main="off")  # it takes templates for parts of the page
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.read_bytes()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert page.count("<script") == 2


def test_a_thousand_questions_are_filtered_at_once(world: SimpleNamespace, tmp_path: Path) -> None:
    made_up.write_course(tmp_path, 1000)
    build.build(tmp_path, tmp_path / "decks", ["composer"])
    (path,) = (tmp_path / "decks").glob("*.html")
    context = world.chromium.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    taken = [work(page, FILTER, at) for at in (1, 2, 1, 0)]
    page.locator(".item").nth(999).wait_for(state="attached")
    assert median(taken) < 100
    context.close()


FILTER = """at => {
  const filter = document.querySelector('select.filter');
  filter.selectedIndex = at;
  filter.dispatchEvent(new Event('change', {bubbles: true}));
  document.body.getBoundingClientRect();
}"""


def work(page, script: str, argument: object) -> float:
    """The milliseconds that a page computes for a script and its looks, however busy we are."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def so_far() -> float:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return sum(metrics[f"{part}Duration"] for part in ("Script", "RecalcStyle", "Layout"))

    before = so_far()
    page.evaluate(script, argument)
    return (so_far() - before) * 1000


def test_from_the_right(world: SimpleNamespace, opened) -> None:
    text = WITH_SHEETS.replace("language: fr", "language: ar")
    root = courses.on_disk(world.folder / "droite", text)
    built = build.build(root, world.folder / "rtl", ["composer"])
    (world.folder / "rtl/compose.html").rename(world.folder / "rtl/composer.html")
    screen = opened("rtl")
    screen.page.select_option("#begin", "fiche")
    assert screen.page.evaluate("document.documentElement.dir") == "rtl"
    assert screen.page.locator("#totals").get_attribute("lang") == "en"
    screen.page.get_by_role("button", name="Print the sheet – Paper A").wait_for()
    screen.page.evaluate("window.print = () => {}")
    screen.page.get_by_role("button", name="Print the sheet – Paper A").click()
    expected = words_of(paper.page(built.compilation.sheets[0], built.compilation, built.compilation.course))
    assert closed(screen.page.evaluate("document.body.textContent")).endswith(expected)
    assert "@bottom-right { content: " in screen.page.locator("style").last.text_content()


@pytest.mark.parametrize("language", sorted(catalogue.languages()))
def test_it_speaks_the_language_of_the_course(language: str) -> None:
    text = courses.TOWN_COURSE.replace("language: fr", f"language: {language}")
    (output,) = targets.render(courses.compiled(text), ["composer"])
    words = catalogue.of(language)
    assert output.path == f"{words['composer_name']}.html"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", words["composer_name"])
    page = html.unescape(output.data.decode())
    for name in ("composer", "my_sheet", "form_choice", "fewer_questions", "for_repository"):
        assert catalogue.typeset(words[name], language) in page
    assert words["composer_name"] not in (words["pupils_name"], "index")


def test_the_same_bytes_twice(world: SimpleNamespace) -> None:
    (output,) = targets.render(world.every, ["composer"])
    assert output.data == (world.folder / "every/composer.html").read_bytes()


# Doors


def test_teachers_are_led_to_it_and_pupils_are_not(world: SimpleNamespace) -> None:
    folder = world.folder / "every"
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "composer.html" in links(index)
    assert "Pour l’enseignant seulement" in index
    for path in (folder / "eleves.html", *(folder / "practice").iterdir()):
        assert "composer" not in path.read_text(encoding="utf-8")


def test_what_is_for_the_deck_only_is_not_there_and_what_is_kept_is_marked() -> None:
    text = courses.TOWN.replace("  - id: vote\n", "  - id: vote\n    only: deck\n")
    text = text.replace("  - id: demande\n", "  - id: demande\n    reserve: true\n")
    (output,) = targets.render(courses.compiled(text), ["composer"])
    page = output.data.decode()
    assert page.count('class="item"') == 3
    assert page.count("réservée à une évaluation") == 1
    assert "en quelle année" not in page


def test_questions_of_one_code_keep_names_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "code", lambda course, item: "7F3C")
    compilation = courses.compiled(courses.TOWN)
    assert [*composer.named(compilation.items, compilation.course)] == ["7F3C", "7F3C~2", "7F3C~3", "7F3C~4"]


def test_minutes_are_about_those_of_our_sheets(world: SimpleNamespace) -> None:
    for sheet in world.ours.sheets:
        duration = re.match(r"(\d+) (heure|min)", sheet.worksheet.duration)
        expected = int(duration[1]) * (60 if duration[2] == "heure" else 1)
        assert abs(sum(minutes.of(entry.resolved.item) for entry in sheet.entries) - expected) <= expected / 8
