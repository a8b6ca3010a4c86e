"""The gallery: every form as card, on paper, in the key and on a screen, for who chooses a form by looking.

`python tests/gallery.py` takes the pictures anew, of the course of every form, and writes the page.
It needs Chromium, and the environment of the tests.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import courses
from every_form import CARDS, EVERY_FORM

FOLDER = courses.ROOT / "tests" / "pictures" / "forms"
PAGE = courses.ROOT / "questions" / "FORMS.md"

CARD, SCREEN, SHEET, KEY = "card", "screen", "sheet", "key"
SAID_OF = {
    CARD: "the back of a card",
    SCREEN: "on the page to practise on",
    SHEET: "on a sheet",
    KEY: "in the key",
}
CAPTIONS = {
    CARD: "card, back · carte, verso",
    SCREEN: "screen · écran",
    SHEET: "sheet · fiche",
    KEY: "key · corrigé",
}
NARROW, WIDE = 340, 600
"""How wide a phone and a paper are, of which pictures are taken (pixels)."""
ROOM, EDGE, COLORS = 8, "#999999", 32


@dataclass(frozen=True)
class Shown:
    """A form: the item that shows it, and what it asks, in the languages of who reads the page."""

    form: str
    item: str
    about: str
    french: str

    def whats(self) -> Iterator[str]:
        """What it becomes; some forms are for paper and screen alone."""
        is_card = any(name.partition(".")[0] == self.item for name in CARDS)
        return (what for what in SAID_OF if what != CARD or is_card)

    def picture(self, what: str) -> Path:
        return FOLDER / f"{self.form}-{what}.png"

    def words(self) -> str:
        """The item as it stands in its bank."""
        return re.search(rf"^  - id: {self.item}\n(?:    .*\n)*", EVERY_FORM, re.MULTILINE)[0]


GALLERY = (
    Shown("short", "vote", "An answer of a few words.", "Une réponse de quelques mots."),
    Shown(
        "choice", "demande", "One right answer, or several, among others.", "Une bonne réponse, ou plusieurs."
    ),
    Shown("true-false", "refus", "A statement to judge.", "Une affirmation à juger."),
    Shown("cloze", "trous", "The text with gaps.", "Le texte, avec des trous."),
    Shown("who-says-it", "qui-phare", "Whose words are these?", "Qui le dit ?"),
    Shown("match", "roles", "Pairs; each is a card.", "Associer ; chaque paire est une carte."),
    Shown(
        "classify",
        "nature",
        "Sentences to sort; each is a card.",
        "Classer des phrases ; chacune est une carte.",
    ),
    Shown("order", "ordre", "Steps to number.", "Remettre dans l’ordre."),
    Shown("comparison", "comparer", "A table over several texts.", "Un tableau sur plusieurs textes."),
    Shown(
        "open",
        "expliquer",
        "An answer of one’s own, with its marks.",
        "Une réponse rédigée, avec son barème.",
    ),
)


def page() -> str:
    """The page, in Markdown."""
    listed = " · ".join(f"[{shown.form}](#{shown.form})" for shown in GALLERY)
    return "\n".join([HEAD, f"{listed}\n", *map(_section, GALLERY)])


HEAD = """\
# Every form, by looking · Toutes les formes en images

Each form as its author writes it, as the back of a card, on the page to practise on, on a sheet and
in the key; `order`, `comparison` and `open` have no card. What keys mean: [the format](README.md#the-forms).

Chaque forme telle qu’on l’écrit, puis au dos d’une carte, à l’écran, sur une fiche et dans le corrigé ;
`order`, `comparison` et `open` n’ont pas de carte. Proposer une question : [LISEZMOI.md](LISEZMOI.md).

<!-- written, with its pictures, by python tests/gallery.py -->
"""


def _section(shown: Shown) -> str:
    small = [what for what in shown.whats() if what in (CARD, SCREEN)]
    tables = "\n\n".join(_table(shown, whats) for whats in (small, [SHEET], [KEY]))
    about = f"{shown.about} · {shown.french}"
    return f"## {shown.form}\n\n{about}\n\n```yaml\n{shown.words()}```\n\n{tables}\n"


def _table(shown: Shown, whats: Sequence[str]) -> str:
    """Pictures side by side, each under what it is."""
    rows = (
        [CAPTIONS[what] for what in whats],
        ["---" for _ in whats],
        [_image(shown, what) for what in whats],
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _image(shown: Shown, what: str) -> str:
    path = shown.picture(what).relative_to(courses.ROOT).as_posix()
    return f'<img src="../{path}" alt="{shown.form}, {SAID_OF[what]}: {shown.about}">'


# Its course

_ITEMS = ", ".join(shown.item for shown in GALLERY)
_SHEET = f'worksheets: [{{id: formes, title: "Toutes les formes", items: [{_ITEMS}]}}]\n'
COURSE = EVERY_FORM.replace("-- questions/1-alder.yaml --", f"{_SHEET}-- questions/1-alder.yaml --")
"""The course of every form, with a sheet of the items that are shown."""


def built(folder: Path) -> dict[str, Path]:
    """The pages that are shown, built in a folder."""
    from citedeck.commands import build

    root = courses.on_disk(folder, COURSE)
    build.build(root, root / "decks", ["practice", "worksheet", "key"])
    pages = {SCREEN: "practice/*.html", SHEET: "sheets/formes.html", KEY: "keys/*.html"}
    return {what: next((root / "decks").glob(pattern)) for what, pattern in pages.items()}


def places(shown: Shown, what: str) -> str:
    """Where an item stands on a page: by its number on the sheet, or among all that can be practised."""
    if what != SCREEN:
        return f"#q{GALLERY.index(shown) + 1}"
    ids = re.findall(r"^  - id: (\S+)", EVERY_FORM, re.MULTILINE)
    unseen = re.findall(r"^  - id: (\S+)\n    type: \S+\n    sensitive: ", EVERY_FORM, re.MULTILINE)
    return f"#q{[item for item in ids if item not in unseen].index(shown.item) + 1}"


# Its pictures


def take() -> None:
    """Take every picture, and write the page."""
    import browser as browsers
    import test_cards_look as look

    FOLDER.mkdir(exist_ok=True)
    cards = look.cards_of(courses.compiled(EVERY_FORM, 10**9))
    with tempfile.TemporaryDirectory() as folder, browsers.browser() as chromium:
        for what, path in built(Path(folder)).items():
            _take_parts(chromium, what, path)
        phone = chromium.new_page(viewport={"width": NARROW, "height": 200})
        phone.set_content(look.PAGE)
        for shown in GALLERY:
            if CARD in shown.whats():
                card = next(card for card in cards if card.item.partition(".")[0] == shown.item)
                phone.evaluate(look.SHOW, card.shown(look.DAY, look.NARROW)[1])
                _save(phone.screenshot(full_page=True), shown.picture(CARD))
    PAGE.write_text(page(), encoding="utf-8")


def _take_parts(chromium, what: str, path: Path) -> None:
    """Pictures of the questions of one page."""
    width = NARROW if what == SCREEN else WIDE
    window = chromium.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    window.goto(path.as_uri())
    for shown in GALLERY:
        part = window.locator(places(shown, what))
        part.evaluate("part => part.classList.add('on')")  # ten of the page are asked at a time
        _save(part.screenshot(animations="disabled"), shown.picture(what))
    window.close()


def _save(png: bytes, path: Path) -> None:
    """A small picture, with room around its words and an edge on pages of any color."""
    from PIL import Image, ImageOps

    roomy = ImageOps.expand(Image.open(io.BytesIO(png)).convert("RGB"), ROOM, "white")
    ImageOps.expand(roomy, 1, EDGE).quantize(COLORS).save(path, optimize=True)


if __name__ == "__main__":
    take()
