"""Cards in a browser, as Anki puts them on its page: they fit, by day and at night, and ask nobody.

The screenshots of the README are made here: `python tests/test_cards_look.py` writes them.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import browser as browsers
import courses
from anki_user import learner
from citedeck import compiler
from citedeck.commands import folders
from citedeck.model import Compilation
from citedeck.targets import anki
from citedeck.targets.anki import note_types
from every_form import CARDS, EVERY_FORM

WIDTHS = (320, 390, 800)
DAY, NIGHT = "", "nightMode night_mode"
LEAST_CONTRAST = 4.5
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"

ROLES = [
    ".prompt", ".lead", ".text", ".cloze", ".given", ".choices li", ".answer", ".beside", ".explanation",
    ".why li", ".heading", ".speaker", "blockquote", "mark", "mark b", ".passage p", ".gloss", ".source",
    ".link a", ".id",
]  # fmt: skip
"""Every kind of words a card shows; the course of every form has them all."""

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
* { box-sizing: content-box }
body { margin: 20px; overflow-wrap: break-word; background: #f5f5f5; color: #020202 }
body.nightMode { background-color: #2c2c2c; color: #fcfcfc }
hr { height: 1px; margin: 1em 0; border: none; background-color: #737373 }
li { text-align: start }
a { color: #1d4ed8; text-decoration: none }
</style></head><body><div id="qa" dir="auto"></div></body></html>"""
"""Anki's own page, with its style where ours might clash."""

SHOW = """([number, mode, side]) => {
  document.documentElement.className = mode ? 'night-mode' : ''
  document.body.className = `card card${number} ${mode}`
  document.getElementById('qa').innerHTML = side
}"""
"""As Anki shows a side, and then the next one."""

OVERFLOWING = f"""sides => sides.flatMap(side => {{
  ({SHOW})(side)
  const page = document.documentElement
  const out = [...document.querySelectorAll('#qa *')].filter(e => e.clientWidth &&
    (e.getBoundingClientRect().right > page.clientWidth || e.scrollWidth > e.clientWidth + 1))
  const wide = page.scrollWidth > page.clientWidth ? ['the page'] : []
  return [...wide, ...out.map(e => e.outerHTML.slice(0, 90))]
}})"""

WORDS = f"""sides => sides.flatMap(side => {{
  ({SHOW})(side)
  const numbers = color => color.match(/[\\d.]+/g).map(Number)
  const linear = c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4
  const light = color => {{
    const [r, g, b] = numbers(color).map(c => linear(c / 255))
    return .2126 * r + .7152 * g + .0722 * b
  }}
  const ground = e => {{
    const color = getComputedStyle(e).backgroundColor
    return (numbers(color)[3] ?? 1) === 1 || !e.parentElement ? color : ground(e.parentElement)
  }}
  const texts = document.createTreeWalker(document.getElementById('qa'), NodeFilter.SHOW_TEXT)
  const found = []
  while (texts.nextNode()) {{
    const e = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || e.tagName === 'STYLE') continue
    const [low, high] = [light(getComputedStyle(e).color), light(ground(e))].sort((a, b) => a - b)
    found.push([e.outerHTML.slice(0, 90), (high + .05) / (low + .05), !!e.closest('.mathjax_ignore')])
  }}
  return found
}})"""
"""All words that are shown: in which element, how far they stand out, whether MathJax leaves them alone."""

NETWORK = re.compile(r"(?i)<script|<iframe|<img|<link|\ssrc=|\son\w+=|javascript:|url\(|@import")


@dataclass(frozen=True)
class Card:
    """A card as Anki rendered it."""

    item: str
    number: int
    sides: tuple[str, str]

    def shown(self, mode: str, style: str = "") -> list[tuple[int, str, str]]:
        """Front and back, for SHOW."""
        return [(self.number, mode, side + style) for side in self.sides]


def cards_of(compilation: Compilation) -> list[Card]:
    """Every card of a course, rendered by the real Anki."""
    assert not compilation.broken, [found.message for found in compilation.diagnostics if found.is_error]
    (deck,) = anki.render(compilation, compilation.course)
    with tempfile.TemporaryDirectory() as folder, learner(Path(folder)) as person:
        person.imports(deck.data)
        return [
            Card(card.note()["ID"], card.ord + 1, (card.question(), card.answer())) for card in person.cards()
        ]


@pytest.fixture(scope="module")
def anki_page() -> Iterator:
    with browsers.browser() as chromium:
        page = chromium.new_page()
        page.set_content(PAGE)
        yield page


@pytest.fixture(scope="module")
def every_form() -> list[Card]:
    found = cards_of(courses.compiled(EVERY_FORM, 10**9))
    assert len(found) == sum(CARDS.values())
    return found


def overflowing(page, cards: Sequence[Card], mode: str, widths: Sequence[int], style: str = "") -> list[str]:
    """What stands out of the screen, over all sides of all cards."""
    sides = [side for card in cards for side in card.shown(mode, style)]
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 700})
        found += [f"at {width}: {what}" for what in page.evaluate(OVERFLOWING, sides)]
    return found


@pytest.mark.parametrize("mode", [DAY, NIGHT], ids=["day", "night"])
def test_no_card_is_wider_than_its_screen(anki_page, every_form: list[Card], mode: str) -> None:
    assert overflowing(anki_page, every_form, mode, WIDTHS) == []


def test_a_long_word_is_broken_rather_than_lost(anki_page) -> None:
    cards = cards_of(courses.compiled(EVERY_FORM.replace("Alder", LONG), 10**9))
    assert overflowing(anki_page, cards, DAY, (320,)) == []


def test_letters_of_twice_the_size_still_fit(anki_page, every_form: list[Card]) -> None:
    assert overflowing(anki_page, every_form, DAY, (320,), "<style>.card { font-size: 36px }</style>") == []


def test_the_cards_of_the_course_fit_a_small_phone(anki_page) -> None:
    cards = cards_of(compiler.compile(folders.read(courses.ROOT)))
    assert overflowing(anki_page, cards, NIGHT, (320,)) == []


def test_what_does_not_fit_would_be_seen(anki_page) -> None:
    card = Card("wide", 1, ("<pre>" + 90 * "w" + "</pre>", '<div style="width: 400px">w</div>'))
    assert len(overflowing(anki_page, [card], DAY, (320,))) > 1


@pytest.mark.parametrize("mode", [DAY, NIGHT], ids=["day", "night"])
def test_all_words_stand_out_from_their_ground(anki_page, every_form: list[Card], mode: str) -> None:
    words = anki_page.evaluate(WORDS, [side for card in every_form for side in card.shown(mode)])
    assert [(what, round(ratio, 1)) for what, ratio, _ in words if ratio < LEAST_CONTRAST] == []
    assert [what for what, _, ignored in words if not ignored] == []


def test_the_course_of_every_form_shows_every_kind_of_words(anki_page, every_form: list[Card]) -> None:
    seen: set[str] = set()
    for card in every_form:
        for side in card.shown(DAY):
            anki_page.evaluate(SHOW, side)
            seen.update(anki_page.evaluate("roles => roles.filter(r => document.querySelector(r))", ROLES))
    assert seen == set(ROLES)


@pytest.mark.parametrize(("mode", "least", "most"), [(DAY, 240, 255), (NIGHT, 0, 60)], ids=["day", "night"])
def test_night_is_dark(anki_page, every_form: list[Card], mode: str, least: int, most: int) -> None:
    anki_page.evaluate(SHOW, every_form[0].shown(mode)[1])
    ground = anki_page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(least <= int(part) <= most for part in re.findall(r"\d+", ground)[:3])


def test_cards_ask_no_network_and_run_no_script(anki_page, every_form: list[Card]) -> None:
    asked: list[str] = []
    anki_page.on("request", lambda request: asked.append(request.url))
    for card in every_form:
        for side in card.shown(DAY):
            assert not NETWORK.search(side[2])
            anki_page.evaluate(SHOW, side)
    anki_page.evaluate("new Promise(requestAnimationFrame)")
    assert asked == []


# From the right

ARABIC = """\
-- seeds/t.txt --
صوّتت المدينة على الميزانية في عام 1912. قال السيد OpenAI: «لا مدارس بلا مال.»
-- seeds/f.txt --
Le conseil demande deux écoles.
-- seeds/sources.yaml --
t:
  file: t.txt
  label: "نص المدينة"
f:
  file: f.txt
  label: "نص المجلس"
  language: fr
-- questions/course.yaml --
title: "المدينة"
id: madina
language: ar
report: https://example.org/?q={id}
-- questions/b.yaml --
items:
  - id: sana
    type: choice
    source: t
    prompt: "بحسب نص المدينة، متى صوّتت المدينة على الميزانية؟"
    answer: "في عام 1912"
    distractors:
      - {text: "في عام 1921", why: "لا يقول النص ذلك."}
      - {text: "OpenAI، في عام 1932", why: "لا يقول النص ذلك."}
    evidence: "صوّتت المدينة على الميزانية في عام 1912."
    explanation: "OpenAI ليست مدينة."
  - id: man
    type: cloze
    source: t
    prompt: "بحسب نص المدينة:"
    text: "قال السيد {{c1::OpenAI}}: «لا مدارس بلا مال.»"
  - id: madaris
    type: short
    source: f
    prompt: "بحسب نص المجلس، ماذا يطلب المجلس؟"
    answer: "مدرستين"
    evidence: {quote: "Le conseil demande deux écoles.", mark: "deux écoles"}
"""

WAYS = f"""([side, host]) => {{
  ({SHOW})(side)
  document.getElementById('qa').dir = host
  const lines = document.createTreeWalker(document.getElementById('qa'), NodeFilter.SHOW_TEXT)
  const found = []
  while (lines.nextNode()) {{
    const e = lines.currentNode.parentElement
    if (!lines.currentNode.data.trim() || e.tagName === 'STYLE') continue
    const style = getComputedStyle(e)
    found.push([lines.currentNode.data.trim(), style.direction, e.closest('[lang]')?.lang ?? ''])
  }}
  return found
}}"""
"""All words that are shown: which way they are set, and in which language they are read aloud."""


@pytest.fixture(scope="module")
def arabic() -> list[Card]:
    return cards_of(courses.compiled(ARABIC, 10**9))


@pytest.mark.parametrize("host", ["auto", "", "ltr"], ids=["new Anki", "old Anki", "Anki in English"])
def test_words_from_the_right_are_set_from_the_right(anki_page, arabic: list[Card], host: str) -> None:
    for card in arabic:
        for side in card.shown(DAY):
            words = anki_page.evaluate(WAYS, [side, host])
            ours = [line for line in words if not line[0].startswith(("madina", "sana", "man", "mada"))]
            wrong = [line for line in ours if line[1:] not in (["rtl", "ar"], ["ltr", "fr"], ["ltr", "en"])]
            assert not wrong
            french = [line for line in ours if "écoles" in line[0] or "conseil" in line[0]]
            assert all(line[1:] == ["ltr", "fr"] for line in french)
            assert bool(french) == (
                card.item == "madaris" and side is not card.shown(DAY)[0] and bool(french)
            )


@pytest.mark.parametrize("mode", [DAY, NIGHT], ids=["day", "night"])
def test_cards_from_the_right_fit_and_can_be_read(anki_page, arabic: list[Card], mode: str) -> None:
    assert overflowing(anki_page, arabic, mode, (320, 360)) == []
    words = anki_page.evaluate(WORDS, [side for card in arabic for side in card.shown(mode)])
    assert [(what, round(ratio, 1)) for what, ratio, _ in words if ratio < LEAST_CONTRAST] == []


def test_letters_of_options_and_borders_stand_on_the_right(anki_page, arabic: list[Card]) -> None:
    (card,) = (card for card in arabic if card.item == "sana")
    anki_page.set_viewport_size({"width": 360, "height": 700})
    anki_page.evaluate(SHOW, card.shown(DAY)[1])
    sides = """e => { const s = getComputedStyle(document.querySelector(e));
      return [s.paddingLeft, s.paddingRight, s.borderLeftWidth, s.borderRightWidth, s.textAlign] }"""
    left, right, *_ = anki_page.evaluate(sides, ".citedeck ol")
    assert (left, right != "0px") == ("0px", True)
    assert anki_page.evaluate(sides, "blockquote")[2:4] == ["0px", "3px"]


def test_no_template_knows_a_side_or_a_language() -> None:
    """All courses share the two note types."""
    style = note_types.css()
    assert not re.search(r"\b(?:left|right)\b", style)
    for kind in note_types.NOTE_TYPES:
        for side in ("front", "back"):
            template = note_types.template(kind, side)
            assert "lang=" not in template
            assert set(re.findall(r'dir="(\w+)"', template)) <= {"auto"}


# The pictures of the README

SHOWN = {
    "card-light.png": ("anti-paie", 1, DAY),
    "card-night.png": ("anti-dates", 1, NIGHT),
}
NARROW = "<style>.card { font-family: 'Liberation Sans' }</style>"
"""A font about as wide as a phone's."""


def write_pictures() -> None:
    """Take them: the back of a card on a phone, quantized."""
    from PIL import Image

    cards = cards_of(compiler.compile(folders.read(courses.ROOT)))
    with browsers.browser() as chromium:
        page = chromium.new_page(viewport={"width": 360, "height": 200})
        page.set_content(PAGE)
        for name, (item, number, mode) in SHOWN.items():
            (card,) = (card for card in cards if (card.item, card.number) == (item, number))
            page.evaluate(SHOW, card.shown(mode, NARROW)[1])
            taken = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            taken.quantize(64).save(courses.ROOT / "tests" / "pictures" / name, optimize=True)


if __name__ == "__main__":
    write_pictures()
