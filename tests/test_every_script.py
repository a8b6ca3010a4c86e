"""Every script on paper: all letters of a text in the PDF, within the margins, in the same lines."""

from __future__ import annotations

import html
import io
import re
import subprocess
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import browser as browsers
import courses
from citedeck import targets
from citedeck.model import Compilation, Output
from citedeck.sheets import room
from citedeck.targets.paper import fonts, numbered, pages, printing
from citedeck.targets.word import documents
from citedeck.text import numbering, widths


@dataclass(frozen=True)
class Script:
    """A text of ours in a script: the sentence that is quoted, and the others around it."""

    language: str
    quoted: str
    others: str

    @property
    def text(self) -> str:
        return f"{self.quoted} {self.others * 3}".strip()


SCRIPTS = [
    Script(
        "zh",
        "市长说城市需要两所学校。",
        "人工智能峰会在巴黎举行。各国代表讨论了监管问题，包括数据、算法和能源！有人说：「我们要规则」（不是口号）。",
    ),
    Script(
        "ja",
        "市長は二つの学校が必要だと言った。",
        "パリの会議では、各国の代表が規制について話し合った。「ルールが要る」と彼は言った（拍手）。ちょっと待って！",
    ),
    Script(
        "ar",
        "قال العمدة إن المدينة تحتاج إلى مدرستين.",
        "عُقدت القمة في باريس وناقش المندوبون القواعد. "
        "لم يتفق المجلس على الميزانية في عام 1912، وكتب السكان رسالة. ",
    ),
    Script(
        "he",
        "ראש העיר אמר כי העיר זקוקה לשני בתי ספר.",
        "הפסגה התקיימה בפריז והנציגים דנו בכללים. המועצה לא הסכימה על התקציב בשנת 1912, והתושבים כתבו מכתב. ",
    ),
    Script(
        "ru",
        "МЭР СКАЗАЛ, ЧТО ГОРОДУ НУЖНЫ ДВЕ ШКОЛЫ.",
        "ЖЮЩЩФЫЖЩ ПРИНЯТЬ БЮДЖЕТ СОВЕТ НЕ СУМЕЛ. ДЕЛЕГАТЫ ОБСУЖДАЛИ ПРАВИЛА ДЛЯ ШИРОКОЙ ОБЩЕСТВЕННОСТИ. ",
    ),
]
each = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.language)


def course_of(script: Script) -> Compilation:
    quoted = script.quoted.rstrip(".。")
    compilation = courses.compiled(
        f"""\
-- seeds/t.txt --
{script.text}
-- questions/course.yaml --
title: "{quoted}"
id: cas
language: {script.language}
worksheets:
  - {{id: s, title: "{quoted}", items: [a, b], texts: [t]}}
-- questions/b.yaml --
source: t
items:
  - id: a
    type: true-false
    prompt: "{quoted}"
    answer: true
    evidence: "{quoted}"
  - id: b
    type: choice
    prompt: "{quoted}"
    answer: "{quoted}"
    distractors: ["A", "B"]
    evidence: "{quoted}"
"""
    )
    assert not compilation.broken, compilation.diagnostics
    return compilation


def printed(compilation: Compilation) -> list[Output]:
    """The sheets and texts of a course as a release prints them."""
    made = targets.render(compilation, ("worksheet", "documents"))
    letters = "".join(source.document.text for source in compilation.course.sources.values())
    if missing := fonts.lacking(letters):
        pytest.skip(fonts.in_words(missing))
    try:
        return list(printing.printed(made))
    except printing.NoPrinterError as error:
        pytest.skip(str(error))


def boxes(pdf: bytes, path: Path) -> list[tuple[float, float, str]]:
    """The words of a PDF, where each begins and ends on its page."""
    path.write_bytes(pdf)
    command = [browsers.program("pdftotext"), "-bbox", str(path), "-"]
    page = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"[^>]*>(.*?)</word>', page)
    return [(float(start), float(end), html.unescape(word)) for start, end, word in words]


def letters_of(words: str) -> dict[str, int]:
    """How often each letter stands in some words, in its plain form."""
    plain = unicodedata.normalize("NFKC", words)
    kept = [char for char in plain if unicodedata.category(char)[0] in "LN"]
    return {char: kept.count(char) for char in kept}


@each
def test_every_letter_is_printed_within_the_margins(script: Script, tmp_path: Path) -> None:
    """In every profile: 15 mm at each side stay white."""
    margin, width = 15 * 72 / 25.4, 595
    outputs = printed(course_of(script))
    assert len(outputs) == 2 * len(pages.READY)
    for output in outputs:
        words = boxes(output.data, tmp_path / "page.pdf")
        there = letters_of("".join(word for _, _, word in words))
        for char, count in letters_of(script.text).items():
            assert there.get(char, 0) >= count, (output.path, char)
        assert min(start for start, _, _ in words) >= margin, output.path
        assert max(end for _, end, _ in words) <= width - margin, output.path


@each
def test_the_lines_of_a_text_are_the_same_everywhere(script: Script) -> None:
    compilation = course_of(script)
    source = compilation.course.sources["t"]
    lines = compilation.texts["t"].lines
    assert len(lines) > 3
    for line in lines:
        words = script.text[line.start : line.end]
        assert 0 < widths.columns(words) <= numbering.WIDTH
        assert words[0] not in "。、」）！？，"
        assert words[-1] not in "「（"
    joined = "".join(script.text[line.start : line.end] for line in lines)
    assert joined.replace(" ", "") == script.text.replace(" ", "")
    in_each = {
        tuple(
            printed_line.number
            for paragraph in numbered.text(source, lines, compilation.course, beside=beside).paragraphs
            for printed_line in paragraph
        )
        for beside in (True, False)
    }
    assert len(in_each) == 1


@each
def test_pages_say_their_direction(script: Script) -> None:
    way = "rtl" if script.language in ("ar", "he") else "ltr"
    for output in targets.render(course_of(script), ("worksheet", "documents", "key")):
        page = output.data.decode()
        assert f'<html lang="{script.language}" dir="{way}">' in page
        assert "text-align: left" not in page.partition("</style>")[0].partition("@page {\n  size")[0]


@each
def test_what_a_page_says_by_itself_keeps_its_direction(script: Script) -> None:
    """Where there are no words in its language: English points and colons stand as English has them."""
    compilation = course_of(script)
    page = next(o for o in targets.render(compilation, ("worksheet",))).data.decode()
    turned = script.language in ("ar", "he")
    assert ('<span lang="en" dir="ltr">1 point</span>' in page) == turned
    assert ('<p contenteditable="true" dir="ltr">' in page) == turned
    (sheet,) = compilation.sheets
    (word,) = documents.of_sheet(sheet, compilation, compilation.course, ["standard"])
    with zipfile.ZipFile(io.BytesIO(word.data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert ("\u200e1\xa0point\u200e" in body) == turned


def test_a_passage_of_another_language_says_its_direction() -> None:
    quoted = SCRIPTS[3].quoted.rstrip(".")
    compilation = courses.compiled(
        f"""\
-- seeds/t.txt --
{SCRIPTS[3].text}
-- seeds/sources.yaml --
t: {{file: t.txt, label: "le texte", language: he}}
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
worksheets:
  - {{id: s, title: "Fiche", items: [a], texts: [t]}}
-- questions/b.yaml --
source: t
items:
  - id: a
    type: true-false
    prompt: "Selon le texte, il faut deux écoles."
    answer: true
    evidence: "{quoted}"
"""
    )
    made = {output.path: output.data.decode() for output in targets.render(compilation, ("worksheet", "key"))}
    assert '<div class="numbered" lang="he" dir="rtl">' in made["sheets/s.html"]
    assert '<blockquote lang="he" dir="rtl">' in made["keys/s-corrige.html"]
    assert '<html lang="fr" dir="ltr">' in made["sheets/s.html"]


def test_korean_breaks_at_its_blanks_and_a_long_word_where_it_must() -> None:
    korean = "한국어 문장은 띄어쓰기로 나눕니다. " * 6
    lines = numbering.number(korean, [(0, len(korean))])
    assert all(korean[line.start : line.end].split() for line in lines)
    assert {word for line in lines for word in korean[line.start : line.end].split()} == {*korean.split()}
    lines = numbering.number("x" * 120, [(0, 120)])
    assert [line.end - line.start for line in lines] == [55, 55, 10]


def test_letters_no_font_has_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_stands", lambda program, letters: set(letters) == {"長"})
    monkeypatch.setattr(fonts.shutil, "which", lambda name: f"/usr/bin/{name}")
    missing = fonts.lacking("La ville : 市長 שלום")
    assert missing == {"市", *"שלום"}
    assert fonts.in_words(missing) == (
        "no font here has these letters, which are blank in the PDFs: "
        "市 (U+5E02): install fonts-noto-cjk; "
        "ו (U+05D5), ל (U+05DC), ם (U+05DD), ש (U+05E9): install fonts-noto-core"
    )


def test_a_page_from_the_right_needs_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    with pytest.raises(printing.NoPrinterError, match="install chromium"):
        printing.by_chromium(b"<html></html>")


def test_the_same_page_from_the_right_is_the_same_file() -> None:
    browsers.program(*printing.BROWSERS)
    page = '<html lang="he" dir="rtl"><head></head><body>שלום</body></html>'.encode()
    assert printing.by_chromium(page) == printing.by_chromium(page)


# Room to write


def test_gaps_are_as_wide_as_the_longest_needs() -> None:
    """Rounded up: words of nearly the same length are not told apart."""

    def gap(*answers: str) -> int:
        words = " puis ".join(f"{{{{c1::{answer}}}}}" for answer in answers)
        text = " puis ".join(answers)
        made = courses.compiled(
            f"-- seeds/t.txt --\nAlors {text}.\n-- questions/b.yaml --\nsource: t\nitems:\n"
            f'  - id: a\n    type: cloze\n    prompt: "Selon le texte :"\n    text: "Alors {words}"\n'
        )
        return room.gap(made.items[0].item)

    assert gap("un") == gap("le maire") == 1
    assert gap("un", "le maire de la ville") == gap("le conseil du port là") == 3
    assert gap("une réponse qui est bien plus longue que la ligne") == room.BELOW
