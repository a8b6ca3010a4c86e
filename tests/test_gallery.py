"""The gallery shows every form as all that it becomes, in small pictures, on a page that says what is so."""

from __future__ import annotations

import re

import pytest

import courses
import gallery
from citedeck.bank.forms import FORMS
from citedeck.targets.anki import notes
from every_form import EVERY_FORM
from gallery import CARD, GALLERY, Shown

MOST_BYTES, MOST_OF_ALL = 40_000, 600_000
PNG = b"\x89PNG"


def test_every_form_is_shown_by_an_item_of_it() -> None:
    assert [shown.form for shown in GALLERY] == list(dict.fromkeys(shown.form for shown in GALLERY))
    assert {shown.form for shown in GALLERY} == set(FORMS)
    compilation = courses.compiled(EVERY_FORM, 10**9)
    forms = {str(resolved.item.id): resolved.item.form for resolved in compilation.items}
    assert {shown.item: shown.form for shown in GALLERY}.items() <= forms.items()


def test_a_form_has_a_picture_of_a_card_where_it_has_cards() -> None:
    compilation = courses.compiled(EVERY_FORM, 10**9)
    with_cards = {note.id.partition(".")[0] for note in notes.plan(compilation, compilation.course)}
    assert [CARD in shown.whats() for shown in GALLERY] == [shown.item in with_cards for shown in GALLERY]


def test_every_picture_is_there_and_small_and_no_other() -> None:
    pictures = [shown.picture(what) for shown in GALLERY for what in shown.whats()]
    assert sorted(pictures) == sorted(gallery.FOLDER.iterdir())
    sizes = [len(path.read_bytes()) for path in pictures]
    assert max(sizes) < MOST_BYTES
    assert sum(sizes) < MOST_OF_ALL
    assert all(path.read_bytes().startswith(PNG) for path in pictures)


def test_the_page_is_that_of_the_gallery(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        gallery.PAGE.write_text(gallery.page(), encoding="utf-8")
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.page()


def test_an_item_is_shown_word_for_word() -> None:
    assert (
        GALLERY[0].words()
        == """\
  - id: vote
    type: short
    category: date
    level: 1
    prompt: "Selon le texte d’Alder, en quelle année la ville vote-t-elle le budget ?"
    answer: "en 1912"
    accept: ["1912"]
    evidence: "La ville vote le budget en 1912."
    explanation: "Le texte d’Alder commence par cette date."
"""
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = gallery.built(tmp_path_factory.mktemp("gallery"))
    return {what: path.read_text(encoding="utf-8") for what, path in made.items()}


@pytest.mark.parametrize("shown", GALLERY, ids=lambda shown: shown.form)
def test_a_picture_is_taken_where_its_form_stands(shown: Shown, pages: dict[str, str]) -> None:
    """A place is a number: one item more in the course, and it would be another's."""
    for what, page in pages.items():
        number = gallery.places(shown, what).removeprefix("#")
        (classes,) = re.findall(rf'<\w+ class="([^"]+)"[^>]* id="{number}"', page)
        if what != gallery.KEY:
            assert classes.split() == ["question", shown.form], what


def test_who_looks_for_a_form_is_led_to_the_gallery() -> None:
    for name in ("README.md", "LISEZMOI.md"):
        assert "(FORMS.md)" in (courses.ROOT / "questions" / name).read_text(encoding="utf-8")
    assert "python tests/gallery.py" in (courses.ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
