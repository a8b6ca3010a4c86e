"""Paper, as a printer gets it: every ready sheet, key and text in Chromium and in WeasyPrint."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import browser as browsers
import courses
from citedeck import compiler, targets
from citedeck.commands import folders
from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Output
from citedeck.sheets import height, layout
from citedeck.targets.paper import pages, printing, worksheet

A4 = (595, 842)
PIXELS = 96 / 25.4
"""Pixels of a browser in a millimetre."""

SIDES = {"standard": 2, "dys": 3, "large": 6}
TEXT_SIDES = {"standard": 2, "dys": 4, "large": 6}


@dataclass(frozen=True)
class Paper:
    """A page of the course, and the PDF a browser prints of it."""

    output: Output
    pdf: list[str]
    sizes: list[tuple[int, int]]

    @property
    def profile(self) -> str:
        marks = {"-gros-caracteres.": "large", "-dys.": "dys"}
        return next((kind for mark, kind in marks.items() if mark in self.output.path), "standard")

    @property
    def most(self) -> int:
        """The pages it may have."""
        return (SIDES if self.output.path.startswith("sheets/") else TEXT_SIDES)[self.profile]


@pytest.fixture(scope="module")
def course() -> Compilation:
    return compiler.compile(folders.read(courses.ROOT))


@pytest.fixture(scope="module")
def outputs(course: Compilation) -> list[Output]:
    return [
        o
        for o in targets.render(course, ("worksheet", "key", "documents", "index"))
        if o.path.endswith("html")
    ]


@pytest.fixture(scope="module")
def papers(outputs: list[Output]) -> list[Paper]:
    """Everything for paper, printed by Chromium."""
    with browsers.browser() as chromium:
        page = chromium.new_page()
        made = []
        for output in outputs:
            if output.path != "index.html":
                page.set_content(output.data.decode())
                made.append(_paper(output, page.pdf(prefer_css_page_size=True)))
    return made


def _paper(output: Output, data: bytes) -> Paper:
    from pypdf import PdfReader

    found = PdfReader(io.BytesIO(data)).pages
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in found]
    words = [" ".join(page.split()) for page in browsers.words_of_pdf(data)]
    assert len(words) == len(sizes)
    return Paper(output, words, sizes)


def first_versions(outputs: list[Output]) -> list[Output]:
    """Without the second versions, which ask the same in another order."""
    return [output for output in outputs if not re.search(r"-b(-|\.)", output.path)]


def in_one_size(outputs: list[Output]) -> list[Output]:
    """Without the larger prints, which have the same elements: but for the sheet with most kinds of them."""
    larger = re.compile(r"-(?:dys|gros-caracteres)\.")
    return [o for o in outputs if not larger.search(o.path) or "comparaison" in o.path]


def of(papers: list[Paper], folder: str) -> list[Paper]:
    held = [paper for paper in papers if paper.output.path.startswith(folder)]
    assert held
    return held


def test_pages_are_a4_and_numbered(papers: list[Paper]) -> None:
    for paper in papers:
        count = len(paper.pdf)
        for number, (words, size) in enumerate(zip(paper.pdf, paper.sizes, strict=True), 1):
            assert abs(size[0] - A4[0]) <= 1
            assert abs(size[1] - A4[1]) <= 1
            assert f"{number} / {count}" in words, paper.output.path


def test_no_page_is_blank(papers: list[Paper]) -> None:
    for paper in papers:
        for words in paper.pdf[:-1]:
            assert len(words) > 60, (paper.output.path, words)
        least = 60 if paper.profile != "large" else 50  # the last lines of an essay may stand on a page
        assert len(paper.pdf[-1]) > least, (paper.output.path, paper.pdf[-1])


def test_the_first_page_has_a_question(papers: list[Paper]) -> None:
    """In large print too: an essay that is nearly a page begins under the head, and its lines run on."""
    for paper in of(papers, "sheets/"):
        assert re.search(r"(?<!\d)1\. \w", paper.pdf[0]), paper.output.path


def test_sheets_and_texts_keep_to_their_sides(papers: list[Paper]) -> None:
    for folder in ("sheets/", "documents/"):
        for paper in of(papers, folder):
            assert len(paper.pdf) <= paper.most, paper.output.path


def test_no_question_is_split(papers: list[Paper], course: Compilation) -> None:
    """The code at a question's margin and the last of its words stand on one page."""
    for sheet in course.sheets:
        for profile in pages.READY:
            name = pages.file_name(layout.stem(sheet.worksheet, sheet.version), profile, course.course)
            (paper,) = [p for p in papers if p.output.path == f"sheets/{name}.html"]
            for entry in sheet.entries:
                asked = worksheet.asked(entry, course, course.course)
                last = (*asked.options, *asked.left, *asked.pieces)
                held = [words for words in paper.pdf if entry.code in words]
                assert len(held) == 1, (name, entry.code)
                for words in last:
                    tail = " ".join(words.split()[-2:])
                    assert _squeezed(tail) in _squeezed(held[0]), (name, entry.number, tail)


def _squeezed(words: str) -> str:
    return re.sub(r"\W", "", words)


def test_the_printed_sheet_holds_no_answer(papers: list[Paper], course: Compilation) -> None:
    """No explanation, correction, reason or accepted answer reaches the pupil's PDF or bytes."""
    for sheet in course.sheets:
        name = layout.stem(sheet.worksheet, sheet.version)
        (paper,) = [p for p in papers if p.output.path == f"sheets/{name}.html"]
        printed = _squeezed(" ".join(paper.pdf)) + _squeezed(paper.output.data.decode())
        for entry in sheet.entries:
            item = entry.resolved.item
            whys = [option.why for option in getattr(item, "options", ()) if option.why]
            for words in (item.explanation, getattr(item, "correction", None), *whys):
                assert not words or _squeezed(words) not in printed, (name, item.id)


def test_every_line_of_every_key_holds_its_quotation(outputs: list[Output], course: Compilation) -> None:
    """« l. 12 » in a key is line 12 of the numbered text, and the words are there."""
    texts = {sentence(s.label): s.id for s in course.course.sources.values()}
    seen = 0
    for output in outputs:
        if not output.path.startswith("keys/"):
            continue
        for block in re.findall(r"<blockquote.*?</blockquote>", output.data.decode(), re.DOTALL):
            quoted = "".join(re.findall(r"<mark>(.*?)</mark>", block, re.DOTALL))
            label, first, last = re.search(r"\(([^<>()]*), l\.\xa0(\d+)(?:-(\d+))?\)", block).groups()
            lines = course.texts[texts[_plain(label)]].lines[int(first) - 1 : int(last or first)]
            source = course.course.sources[texts[_plain(label)]]
            held = "".join(source.document.text[line.start : line.end] for line in lines)
            assert _squeezed(_plain(quoted)) in _squeezed(held), (output.path, block)
            seen += 1
    assert seen > 100


def _plain(html: str) -> str:
    import html as entities

    return entities.unescape(re.sub(r"<[^>]+>", "", html))


def test_nothing_overflows(outputs: list[Output]) -> None:
    """At the width of the paper no element is wider than its page."""
    with browsers.browser() as chromium:
        page = chromium.new_page(viewport={"width": 673, "height": 1000})
        page.emulate_media(media="print")
        for output in first_versions(outputs):
            page.set_content(output.data.decode())
            wide = page.evaluate(
                "() => [...document.querySelectorAll('main *, header *')]"
                ".filter(e => e.getBoundingClientRect().right"
                " > document.body.getBoundingClientRect().right + 1)"
                ".map(e => e.outerHTML.slice(0, 80))"
            )
            assert wide == [], output.path


def test_estimated_heights_are_those_of_a_browser(course: Compilation) -> None:
    """Each sheet within a sixth of what Chromium lays out: `check` may speak of two sides."""
    with browsers.browser() as chromium:
        page = chromium.new_page(viewport={"width": 673, "height": 1000})
        page.emulate_media(media="print")
        for sheet in course.sheets:
            page.set_content(worksheet.page(sheet, course, course.course).decode())
            laid_out = page.evaluate("() => document.querySelector('main').getBoundingClientRect().height")
            estimated = sum(height.of(entry.resolved.item) for entry in sheet.entries)
            assert abs(estimated - laid_out / PIXELS) < estimated / 6, sheet.worksheet.id


def test_pages_are_accessible(outputs: list[Output]) -> None:
    axe = browsers.script("axe-core", "axe.min.js")
    with browsers.browser() as chromium:
        page = chromium.new_page(bypass_csp=True)
        for output in in_one_size(first_versions(outputs)):
            page.set_content(output.data.decode())
            page.evaluate(axe)
            found = page.evaluate(
                "async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])"
            )
            assert found == [], output.path


def test_pages_are_valid_html(outputs: list[Output], tmp_path: Path) -> None:
    browsers.script("html-validate", "package.json")
    node = browsers.program("node")
    for output in outputs:
        path = tmp_path / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    rules = {
        "extends": ["html-validate:standard"],
        "rules": {"no-inline-style": "error", "long-title": "off"},
    }
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({**rules, "root": True}), encoding="utf-8")
    command = [
        node,
        str(browsers.NODE / "html-validate" / "bin" / "html-validate.mjs"),
        "--ext",
        "html",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]


def test_gray_loses_nothing() -> None:
    """Every colour of the pages is a gray already."""
    css = (courses.ROOT / "src/citedeck/targets/paper/templates/page.css").read_text(encoding="utf-8")
    for color in re.findall(r"#([0-9a-f]{3,6})\b", css):
        pair = [color[i : i + len(color) // 3] for i in range(0, len(color), len(color) // 3)]
        assert len(set(pair)) == 1, color
    assert not re.search(r"\b(red|green|blue|yellow|rgb|hsl)\b", css)


@pytest.fixture(scope="module")
def printed(outputs: list[Output]) -> list[Output]:
    """What a release prints, with WeasyPrint: first versions, keys too.

    Of a page that is as it was released its PDF stands in decks/; a few are printed anew all the same.
    """
    try:
        printing.printer()
    except printing.NoPrinterError as error:
        pytest.skip(str(error))
    heard = _Heard()
    logging.getLogger("weasyprint").addHandler(heard)
    pages = [output for output in first_versions(outputs) if output.path != "index.html"]
    standing = [pdf for output in pages if "comparaison" not in output.path and (pdf := _released(output))]
    printed_now = {pdf.path.removesuffix(".pdf") for pdf in standing}
    made = list(printing.printed(o for o in pages if o.path.removesuffix(".html") not in printed_now))
    logging.getLogger("weasyprint").removeHandler(heard)
    assert len(made) > 3
    assert not heard.words, "every rule of the style sheet is one that the printer knows"
    return [*standing, *made]


def _released(output: Output) -> Output | None:
    """The PDF of a page in decks/; None where the page is another now."""
    page, pdf = courses.ROOT / "decks" / output.path, output.path.removesuffix(".html") + ".pdf"
    if not page.is_file() or page.read_bytes() != output.data or not (courses.ROOT / "decks" / pdf).is_file():
        return None
    return Output(pdf, (courses.ROOT / "decks" / pdf).read_bytes())


class _Heard(logging.Handler):
    """What a program warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.words.add(record.getMessage())


def test_weasyprint_keeps_to_the_same_sides(printed: list[Output]) -> None:
    for output in printed:
        paper = _paper(output, output.data)
        if not output.path.startswith("keys/"):
            assert len(paper.pdf) <= paper.most, output.path
        for number, (words, size) in enumerate(zip(paper.pdf, paper.sizes, strict=True), 1):
            assert f"{number} / {len(paper.pdf)}" in words, output.path
            assert len(words) > 60, (output.path, words)
            assert size == A4, output.path


def test_weasyprint_tags_its_pdfs(printed: list[Output]) -> None:
    from pypdf import PdfReader

    for output in printed:
        assert PdfReader(io.BytesIO(output.data)).trailer["/Root"]["/MarkInfo"]["/Marked"], output.path


def test_nothing_is_printed_in_the_margins(printed: list[Output], tmp_path: Path) -> None:
    """At the left and the right of every page 15 mm stay white: no table leaves its column."""
    program = browsers.program("pdftoppm")
    for output in printed:
        path = tmp_path / "page.pdf"
        path.write_bytes(output.data)
        done = subprocess.run([program, "-gray", "-r", "51", str(path)], capture_output=True, check=True)
        for number, (width, rows) in enumerate(_pixels(done.stdout), 1):
            margin = int(15 / 210 * width)
            assert min(min(row[:margin]) for row in rows) > 200, (output.path, number)
            assert min(min(row[-margin:]) for row in rows) > 200, (output.path, number)


def _pixels(data: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """The pages of a PGM stream: their width, and their rows of gray."""
    while data:
        kind, width, height, _, rest = _header(data)
        assert kind == b"P5"
        columns, rows = int(width), int(height)
        yield columns, [rest[n * columns : (n + 1) * columns] for n in range(rows)]
        data = rest[columns * rows :]


def _header(data: bytes) -> list[bytes]:
    found = re.match(rb"(P5)\s(\d+)\s(\d+)\s(\d+)\s", data)
    assert found
    return [*found.groups(), data[found.end() :]]


# The pictures of the README

SHOWN = {
    "sheet.png": ("sheets/options-comprehension-a.pdf", 1),
    "key.png": ("keys/options-comprehension-a-corrige.pdf", 2),
}


def write_pictures() -> None:
    """Take them: the first page of a sheet, and the one of its key after the grid, as released."""
    from PIL import Image

    for name, (path, number) in SHOWN.items():
        pages = ["-f", str(number), "-l", str(number)]
        command = ["pdftoppm", "-r", "70", *pages, "-gray", "-png", str(courses.ROOT / "decks" / path)]
        done = subprocess.run(command, capture_output=True, check=True)
        page = Image.open(io.BytesIO(done.stdout)).convert("L")
        page.quantize(8).save(courses.ROOT / "tests" / "pictures" / name, optimize=True)


if __name__ == "__main__":
    write_pictures()
