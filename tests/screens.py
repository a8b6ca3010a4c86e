"""Pages for a screen, as a pupil or a teacher has them: opened from a file, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import courses
from citedeck.commands import build
from every_form import EVERY_FORM

RAN = {"script", "image", "link"}
ATTACK = """\
<script>document.title += ' script'</script>
<img src='x' onerror="document.title += ' image'">
<p><a id='attack' href="javascript:void(document.title += ' link')">x</a></p>
"""
"""What would write into the title if the policy of a page let it, the link when it is clicked."""
CLICKED = """\
document.getElementById('attack').click();
return new Promise(done => setTimeout(() => done(document.title), 100))
"""
"""The title a moment after."""

SHEETS = """\
worksheets:
  - {id: fiche, title: "La fiche", items: [demande, roles, projets, ordre, nature, vote], versions: [A, B]}
"""
WITH_SHEETS = EVERY_FORM.replace("-- questions/1-alder.yaml --", f"{SHEETS}-- questions/1-alder.yaml --")
"""The course of every form, with a ready sheet in two versions."""

FORMS = [
    *("short", "choice", "match", "choice", "true-false", "true-false", "choice", "cloze", "classify"),
    *("who-says-it", "choice", "order", "open", "short", "short", "who-says-it", "who-says-it", "comparison"),
]
"""The forms of its questions on the page, in order."""


def practice(folder: Path, text: str = WITH_SHEETS) -> Path:
    """The page of a course, built in a folder."""
    root = courses.on_disk(folder, text)
    built = build.build(root, root / "decks", ["practice", "pupils", "index"])
    assert built.written is not None, [d.message for d in built.compilation.diagnostics if d.is_error]
    (page,) = (root / "decks/practice").iterdir()
    return page


_PATIENCE = 20_000
"""Milliseconds: what is not there by then will not come."""


_RELOADS = 4


class LostError(Exception):
    """A page finds an empty store after it was loaded anew: a busy Chromium does so once in thirty times."""


class Screen:
    """A page that is open, and all that went wrong with it."""

    def __init__(self, page, path: Path, hash: str = "") -> None:
        self.page = page
        page.set_default_timeout(_PATIENCE)
        self.trouble: list[str] = []
        self._listeners = {
            "pageerror": lambda error: self.trouble.append(f"error {error}"),
            "console": lambda message: self.trouble.append(f"console {message.text}"),
            "request": lambda request: self.trouble.append(f"request {request.url}"),
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)
        page.goto(f"{path.as_uri()}{hash}")
        self.trouble = [said for said in self.trouble if not said.startswith(f"request {path.as_uri()}")]

    def leave(self) -> None:
        """Listen no more."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)

    def form(self, number: int):
        """The question that has a number on the page as it was made."""
        return self.page.locator(f"#q{number}")

    def settle(self) -> None:
        """Wait for what the page does of itself after a change of its address: events come a task later."""
        self.page.evaluate("new Promise(done => setTimeout(done, 20))")

    def asked(self) -> list[int]:
        """Which questions are asked now, by those numbers, from top to bottom."""
        self.settle()
        return self.page.evaluate(
            "[...document.querySelectorAll('.question')]"
            ".filter(q => q.checkVisibility()).map(q => +q.id.slice(1))"
        )

    def said(self, number: int) -> str:
        """What is said of an answer."""
        return self.form(number).locator(".said").inner_text().replace("\xa0", " ")

    def result(self) -> str:
        """What is said of the ten."""
        return self.page.locator("#result").inner_text().replace("\xa0", " ").strip()

    def check(self, number: int) -> str:
        """An answer checked by the Enter key of its button; what is said of it."""
        self.form(number).get_by_role("button", name="Vérifier").press("Enter")
        return self.said(number)

    def kept(self) -> dict[str, str]:
        """What the device keeps."""
        return self.page.evaluate("({...localStorage})")

    def reload(self) -> None:
        """The page anew. Raises LostError where what the device kept is gone.

        A busy Chromium loses it now and then: what the page had written is put back, and it is loaded again.
        """
        before = self.kept()
        for _ in range(_RELOADS):
            self.page.reload()
            if self.kept() == before:
                return
            self.page.evaluate("kept => Object.assign(localStorage, kept)", before)
            self.page.wait_for_timeout(200)
        raise LostError


@contextmanager
def opened(chromium, path: Path, hash: str = "", **look: object) -> Iterator[Screen]:
    """A page, open where nothing is kept yet, and without trouble to its end."""
    name = repr(sorted(look.items()))
    if _TABS.get(name) is None or _TABS[name].is_closed():
        _TABS[name] = chromium.new_context(reduced_motion="reduce", **look).new_page()
    tab = _TABS.pop(name)
    _empty(tab, look.get("viewport", _USUAL))
    screen = Screen(tab, path, hash)
    yield screen
    assert screen.trouble == []
    screen.leave()
    _TABS[name] = tab


_TABS: dict[str, Any] = {}
"""Tabs that look alike are one, used by one test after another: a new window takes four times as long."""

_NOTHING = Path(__file__).parent / "nothing.html"
"""A file beside which what other files keep can be forgotten."""

_USUAL = {"width": 1280, "height": 720}


def _empty(tab, viewport) -> None:
    """A tab in which nothing is kept, shown as it was at first."""
    tab.goto(_NOTHING.as_uri())
    tab.evaluate("localStorage.clear(); sessionStorage.clear()")
    tab.emulate_media(media="null")
    if tab.viewport_size != viewport:
        tab.set_viewport_size(viewport)


# The pictures of the README: python tests/screens.py takes them

SHOWN = 16
"""The number of a choice with reasons that is not long: it is to be read in a small picture."""


def write_pictures(folder: Path) -> None:
    """Take them of our own course: an answer on a phone, and a question before a class."""
    from PIL import Image

    import browser as browsers

    build.build(courses.ROOT, folder, ["practice"])
    (path,) = (folder / "practice").iterdir()
    with browsers.browser() as chromium:
        phone = chromium.new_page(viewport={"width": 360, "height": 640}, device_scale_factor=1)
        phone.goto(path.as_uri())
        form = phone.locator(f"#q{SHOWN}")
        while not form.is_visible():
            phone.locator("[value=more]").click()
        form.locator("input").first.check()
        form.get_by_role("button", name="Vérifier").click()
        form.screenshot(path=folder / "practice.png")
        screen = chromium.new_page(viewport={"width": 1280, "height": 720})
        screen.goto(f"{path.as_uri()}#class=demandes-b")
        for _ in range(2):
            screen.keyboard.press("Space")
        screen.screenshot(path=folder / "class.png")
    for name, width in (("practice.png", 328), ("class.png", 600)):
        picture = Image.open(folder / name).convert("RGB")
        picture = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
        picture.quantize(64).save(courses.ROOT / "tests" / "pictures" / name, optimize=True)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        write_pictures(Path(folder))
