"""Word files: what the printed sheet shows, in paragraphs that a teacher changes; and nothing more."""

from __future__ import annotations

import html
import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import browser as browsers
import courses
from citedeck import compiler
from citedeck.bank.forms import FORMS as ALL_FORMS
from citedeck.bank.raw import Inputs
from citedeck.commands import disk, folders
from citedeck.messages import extras
from citedeck.model import Compilation, Sheet, Text
from citedeck.sheets import layout
from citedeck.targets.paper import pages, printing, worksheet
from citedeck.targets.word import NoLibraryError, documents, files, questions
from citedeck.targets.word.markup import BLANKS_PER_MM, BOX, EM, JOINER, Pen, W, tag_of
from every_form import EVERY_FORM
from test_build import print_quickly, run, written
from test_sheets import CANARIES
from test_words_are_text import BRACES, MARKUP, flat
from test_words_are_text import _course as hostile_course

pytest.importorskip("docx", reason="python-docx is not installed")

GAPS_MM, LINE_MM = questions.GAPS, 178
PIXELS = 100 / 25.4
"""Of a picture of a page, in a millimetre."""


@dataclass(frozen=True)
class Read:
    """A Word file as it is read: its paragraphs, and what is drawn in them."""

    data: bytes

    @property
    def root(self) -> ET.Element:
        return ET.fromstring(files.members(self.data)["word/document.xml"])

    def runs(self, style: str = "") -> list[ET.Element]:
        return [run for paragraph in self.paragraphs(style) for run in paragraph.iter(name("r"))]

    def paragraphs(self, style: str = "") -> list[ET.Element]:
        return [found for found in self.root.iter(name("p")) if not style or style_of(found) == style]

    @property
    def words(self) -> str:
        return " ".join(words_of(paragraph) for paragraph in self.paragraphs())

    @property
    def asked(self) -> list[ET.Element]:
        """The blocks from the first question on, without the texts that follow."""
        blocks = list(self.root[0])
        styles = [style_of(block) for block in blocks]
        end = styles.index("Heading1") if "Heading1" in styles else len(blocks)
        return blocks[styles.index("Points") : end]

    @property
    def gaps(self) -> list[str]:
        return [
            words_of(run) for run in self.runs("Gaps") if run.find(f"{name('rPr')}/{name('u')}") is not None
        ]

    @property
    def boxes(self) -> int:
        runs = [run for block in self.asked for run in block.iter(name("r"))]
        return sum(BOX in words_of(run) or EM in words_of(run) for run in runs)


def name(tag: str) -> str:
    return f"{{{W}}}{tag}"


def style_of(block: ET.Element) -> str:
    style = block.find(f"{name('pPr')}/{name('pStyle')}")
    return "" if style is None else style.get(name("val"), "")


HEADINGS = ("Title", "Heading1", "Heading2", "Small")


def words_of(element: ET.Element) -> str:
    shown = {
        name("t"): lambda part: part.text or "",
        name("tab"): lambda part: " ",
        name("br"): lambda part: " ",
    }
    return "".join(shown[part.tag](part) for part in element.iter() if part.tag in shown)


def each_word(shown: str) -> Counter[str]:
    """Words without what is drawn: boxes, gaps, the blanks between them."""
    return Counter(re.sub(rf"[{BOX}{JOINER}{EM}\s]+", " ", shown).split())


def with_all(compilation: Compilation) -> dict[str, Read]:
    made = documents.render(compilation, compilation.course)
    return {output.path: Read(output.data) for output in made}


@pytest.fixture(scope="module")
def course() -> Compilation:
    return compiler.compile(folders.read(courses.ROOT))


@pytest.fixture(scope="module")
def ours(course: Compilation) -> dict[str, Read]:
    return with_all(course)


@pytest.fixture(scope="module")
def every_form() -> Compilation:
    compilation = courses.compiled(EVERY_FORM)
    assert not compilation.broken, compilation.diagnostics
    return compilation


def word_of(sheet: Sheet, read: dict[str, Read]) -> Read:
    return read[f"sheets/word/{layout.stem(sheet.worksheet, sheet.version)}.docx"]


# The same as the page


def in_html(sheet: Sheet, course: Compilation) -> str:
    """The questions of the page, as they are sent to a browser."""
    page = worksheet.page(sheet, course, course.course).decode()
    return page[page.index("<main>") : page.index("</main>")].partition('<section class="document">')[0]


def test_a_sheet_asks_what_its_page_asks(course: Compilation, ours: dict[str, Read]) -> None:
    """The same words in the same number; as many boxes, gaps and lines to write on."""
    for sheet in course.sheets:
        read, page = word_of(sheet, ours), in_html(sheet, course)
        shown = " ".join(words_of(p) for block in read.asked for p in paragraphs_in(block))
        tags_gone = re.sub(r"</?(?:b|span)\b[^>]*>", "", page)
        assert each_word(shown) == each_word(html.unescape(re.sub(r"<[^>]+>", " ", tags_gone)))
        assert read.boxes == len(re.findall(r'class="box\b', page))
        assert len(read.gaps) == len(re.findall(r'class="gap\b', page))
        assert len(read.paragraphs("Ruled")) == len(re.findall(r'class="ruled\b', page))


def paragraphs_in(block: ET.Element) -> list[ET.Element]:
    return [block] if block.tag == name("p") else list(block.iter(name("p")))


def test_the_courses_sheets_draw_all_there_is(course: Compilation, ours: dict[str, Read]) -> None:
    """What is compared above is there to be compared."""
    read = [word_of(sheet, ours) for sheet in course.sheets]
    assert all(sum(len(getattr(one, what)) for one in read) > 20 for what in ("gaps", "asked"))
    assert sum(one.boxes for one in read) > 300
    assert sum(len(one.paragraphs("Ruled")) for one in read) > 60


def test_every_gap_of_a_question_is_as_wide(course: Compilation, ours: dict[str, Read]) -> None:
    """A gap tells nothing of its answer; it is blanks that no line end parts, of one of a few widths."""
    gaps = [gap for read in ours.values() for gap in read.gaps]
    assert 1 < len({*gaps}) <= len(questions.GAPS)
    assert set("".join(gaps)) == {JOINER, "\xa0"}
    for sheet in course.sheets:
        asked = [worksheet.asked(entry, course, course.course) for entry in sheet.entries]
        widths = [question.gap for question in asked for _ in question.hints]
        drawn = [gap.count("\xa0") for gap in word_of(sheet, ours).gaps]
        assert drawn == [round(questions.GAPS[width - 1] * BLANKS_PER_MM) for width in widths]


def test_the_head_and_the_foot_say_which_sheet_it_is(course: Compilation, ours: dict[str, Read]) -> None:
    for sheet in course.sheets:
        read = word_of(sheet, ours)
        foot = files.members(read.data)["word/footer1.xml"].decode()
        assert str(sheet.worksheet.title) in html.unescape(foot)
        assert f"Sujet {sheet.version} – {sheet.code}" in foot
        assert re.findall(r'w:instr="([^"]+)"', foot) == [" PAGE ", " NUMPAGES "]
        assert f"Code de la fiche : {sheet.code}" in flat(read.words)
        assert f"/ {sheet.total} points" in flat(read.words)
        for field in ("Nom :", "Prénom :", "Classe :", "Date :"):
            assert field in flat(read.words)


def test_an_activity_has_no_points_and_a_sheet_the_head_of_its_page() -> None:
    """Neither it nor its key; what the course says of sheets stands at the head, on its paper."""
    compilation = courses.compiled(CANARIES)
    first = compilation.sheets[0]
    wished = {"kind": Text("activity"), "audience": Text("classe de 3e"), "skills": (Text("Lire"),)}
    sheet = replace(first, worksheet=replace(first.worksheet, **wished))
    school = replace(compilation.course, school="Collège du Port", paper="letter")
    (made,) = documents.of_sheet(sheet, compilation, school, (pages.STANDARD,))
    solved = documents.of_key(sheet, [sheet], compilation, school)
    read, key = Read(made.data), Read(solved.data)
    for words in ("Collège du Port", "Activité – classe de 3e", "Lire", "satisfaisante"):
        assert words in flat(read.words)
    for words in (read.words, key.words):
        assert not re.search("[0-9] points?|Note|Points|Barème", flat(words))
    size = read.root.find(f".//{name('pgSz')}")
    assert (size.get(name("w")), size.get(name("h"))) == ("12240", "15840")
    with_points = documents.of_key(first, [first], compilation, compilation.course)
    assert "Points" in Read(with_points.data).words


def test_points_stand_at_the_right_and_take_no_line(course: Compilation, ours: dict[str, Read]) -> None:
    (sheet, *_) = course.sheets
    read = word_of(sheet, ours)
    beside = read.paragraphs("Points")
    assert len(beside) == len(sheet.entries)
    for paragraph, entry in zip(beside, sheet.entries, strict=True):
        points = "point" if entry.points == 1 else "points"
        assert flat(words_of(paragraph)).split() == [str(entry.points), points, entry.code]
        assert paragraph[0].find(name("framePr")).get(name("xAlign")) == "right"
    styles = [style_of(block) for block in read.root[0]]
    followed = {styles[number + 1] for number, style in enumerate(styles) if style == "Points"}
    assert followed == {"Question"}


def test_a_question_stays_on_one_page(every_form: Compilation) -> None:
    """Each paragraph and row with the next, rows whole, the head of a table again on each page."""
    (whole,) = [read for path, read in with_all(every_form).items() if path.startswith("sheets/")]
    blocks = [block for block in whole.root[0] if style_of(block) not in HEADINGS][:-1]
    starts = [number for number, block in enumerate(blocks) if style_of(block) == "Points"]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        pieces = [piece for block in blocks[start:end] for piece in (block.findall(name("tr")) or [block])]
        for piece in pieces[:-1]:
            assert all(p[0].find(name("keepNext")) is not None for p in paragraphs_in(piece))
        for paragraph in paragraphs_in(pieces[-1]):
            assert paragraph[0].find(name("keepNext")) is None or len(pieces) == 1
    tables = [block for block in blocks if block.tag == name("tbl")]
    assert len(tables) >= 3
    for table in tables:
        first, *others = table.findall(name("tr"))
        assert first.find(f".//{name('tblHeader')}") is not None
        assert all(row.find(f".//{name('tblHeader')}") is None for row in others)
        assert all(row.find(f".//{name('cantSplit')}") is not None for row in (first, *others))


def test_no_file_ends_with_a_table(every_form: Compilation, ours: dict[str, Read]) -> None:
    """Word wants a paragraph after it."""
    read = [*with_all(every_form).values(), *ours.values()]
    assert all(one.root[0][-2].tag == name("p") for one in read)
    assert any(one.root[0][-3].tag == name("tbl") for one in read)


def test_every_form_has_its_layout() -> None:
    assert set(questions.FORMS) == set(ALL_FORMS)


def test_every_style_that_is_used_is_there(every_form: Compilation) -> None:
    for read in with_all(every_form).values():
        styles = ET.fromstring(files.members(read.data)["word/styles.xml"])
        there = {style.get(name("styleId")) for style in styles.iter(name("style"))}
        assert {style_of(paragraph) for paragraph in read.paragraphs()} <= there


def test_no_style_is_the_themes(ours: dict[str, Read]) -> None:
    """Headings too have a typeface and a colour of their own: Word's theme is blue."""
    parts = files.members(next(iter(ours.values())).data)
    styles = ET.fromstring(parts["word/styles.xml"])
    for style in styles.iter(name("style")):
        if style.get(name("type")) == "paragraph":
            look = style.find(name("rPr"))
            assert look.find(name("rFonts")).get(name("ascii")) == "Arial"
            assert look.find(name("color")).get(name("val")) == "000000"
    assert not re.search(rb"[a-z]Theme=|themeColor", parts["word/styles.xml"])
    assert not any(b"<w:sdt" in part for part in parts.values())


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr pBdr tabs bidi spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs color sz szCs u bdr rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblLayout tblBorders tblCellMar",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW tcBorders",
    "pBdr": "top left bottom right between",
}
"""The order of elements that Word wants; it calls a file damaged where it is another."""


def test_properties_stand_in_the_order_that_word_wants(every_form: Compilation) -> None:
    for read in with_all(every_form).values():
        parts = files.members(read.data)
        for path in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
            for element in ET.fromstring(parts[path]).iter():
                kind = element.tag.rpartition("}")[2]
                if kind in ORDER:
                    children = [child.tag.rpartition("}")[2] for child in element]
                    assert children == sorted(children, key=ORDER[kind].split().index)


# Keys, and the whole course


def test_a_key_says_each_answer_with_its_passage_and_line(course: Compilation, ours: dict[str, Read]) -> None:
    from citedeck.targets.paper import key

    for sheet in course.sheets:
        words = flat(ours[f"keys/word/{key.file_name(sheet, course.course)}.docx"].words)
        assert sheet.code in words
        for entry in sheet.entries:
            solution = key.solution(entry, course, course.course)
            assert f"{entry.number}. {flat(solution.prompt)}" in words
            assert str(entry.resolved.item.id) in words
            for answer, passages, _ in solution.answers:
                assert flat(answer.words) in words
                for cited in (*passages, *solution.passages):
                    assert f"({cited.label}, {flat(cited.place)})" in words
                    assert flat("".join(piece.words for piece in cited.pieces)) in words
            for _, why in solution.marking.whys:
                assert flat(str(why)) in words


def test_all_questions_and_their_solutions_have_the_same_numbers(
    course: Compilation, ours: dict[str, Read]
) -> None:
    asked = ours["sheets/word/sommet-ia-2025--toutes-les-questions.docx"]
    solved = ours["keys/word/sommet-ia-2025--toutes-les-questions-corrige.docx"]
    numbered = [
        [words_of(p).split("\xa0")[0] for p in read.paragraphs("Question")] for read in (asked, solved)
    ]
    codes = [[words_of(p)[-4:] for p in read.paragraphs("Points")] for read in (asked, solved)]
    assert numbered[0] == numbered[1] == [f"{number}." for number in range(1, len(course.items) + 1)]
    assert codes[0] == codes[1]
    assert set(codes[0]) == {layout.code(course.course, resolved.item) for resolved in course.items}


def test_all_questions_stand_under_their_texts_and_categories(
    course: Compilation, ours: dict[str, Read]
) -> None:
    """Each heading once; sensitive passages under one of their own, at the end."""
    for path in ("sheets/word/sommet-ia-2025--toutes-les-questions.docx",):
        heads = [words_of(paragraph) for paragraph in ours[path].paragraphs("Heading1")]
        assert len(heads) == len(set(heads))
        assert heads[0] == "Le texte de L’Anticapitaliste"
        assert heads[-1] == "Passages sensibles"
        below = [words_of(paragraph) for paragraph in ours[path].paragraphs("Heading2")]
        assert set(below) <= set(course.course.categories.values())


def test_no_worksheet_takes_the_name_of_all_questions(every_form: Compilation) -> None:
    taken = courses.compiled(
        courses.TOWN_COURSE.replace("id: lecture", "id: toutes-les-questions").replace("versions: [A, B]", "")
    )
    paths = [output.path for output in documents.render(taken, taken.course)]
    assert len(paths) == len(set(paths)) == 4


# What a pupil may not see


def test_no_answer_reaches_a_sheet() -> None:
    """Nor the file with all questions: not in their words, nor anywhere in their bytes."""
    compilation = courses.compiled(CANARIES)
    read = with_all(compilation)
    assert {path.partition("/")[0] for path in read} == {"sheets", "keys"}
    for path, file in read.items():
        parts = files.members(file.data)
        held = "".join(data.decode("utf-8", "replace") for data in parts.values())
        if path.startswith("sheets/"):
            assert "Canari" not in path
            assert "Associez selon le texte" in flat(held)
            assert not re.search("Canari|le budget|oppose", held)
        else:
            assert "Canari-réponse" in held


def test_another_right_answer_changes_no_byte_of_a_sheet() -> None:
    """A verdict turned round, a lure and the right option exchanged: the pupil's file is the same."""
    turned = courses.TOWN_COURSE.replace("answer: false", "answer: true").replace(
        '    correction: "Il le juge « incompréhensible »."\n', ""
    )
    first, second = (courses.compiled(words) for words in (courses.TOWN_COURSE, turned))
    assert not second.broken
    sheets = [
        {path: read.data for path, read in with_all(made).items() if path.startswith("sheets/")}
        for made in (first, second)
    ]
    assert sheets[0] == sheets[1]


# Words are words


def test_hostile_words_are_shown_as_typed() -> None:
    compilation = compiler.compile(Inputs(hostile_course(), 10**9))
    read = with_all(compilation)
    assert len(read) == 6
    for file in read.values():
        assert flat(BRACES) in flat(file.words)
        assert flat(MARKUP) in flat(file.words)
        parts = files.members(file.data)
        assert set(re.findall(r"w:instr=\"([^\"]*)\"", "".join(map(str, parts.values())))) == {
            " PAGE ",
            " NUMPAGES ",
        }
        links = "".join(data.decode() for path, data in parts.items() if path.endswith(".rels"))
        assert "External" not in links
        assert "hyperlink" not in links


def test_characters_that_no_file_can_hold_are_seen_to_be_missing() -> None:
    pen = Pen("fr", 10.5)
    blocks = [pen.paragraph("Normal", pen.run("a\x00b\x07c\ud800d\ufffee\tf\ng"))]
    read = Read(
        files.written(files.Page(pen=pen, title="\x01" * 300, blocks=blocks, foot="\x02", paper="a4"))
    )
    assert words_of(read.paragraphs()[0]) == "a\ufffdb\ufffdc\ufffdd\ufffde f g"


# Languages


@pytest.mark.parametrize(
    ("language", "tag"),
    [("fr", "fr-FR"), ("fr-CA", "fr-CA"), ("pt", "pt-PT"), ("ar", "ar"), ("zh", "zh-CN"), ("qaa", "qaa")],
)
def test_words_are_checked_in_the_courses_language(language: str, tag: str) -> None:
    assert tag_of(language) == tag
    compilation = courses.compiled(courses.TOWN_COURSE.replace("language: fr", f"language: {language}"))
    for read in with_all(compilation).values():
        styles = ET.fromstring(files.members(read.data)["word/styles.xml"])
        (spoken,) = styles.findall(f"{name('docDefaults')}//{name('lang')}")
        assert set(spoken.attrib.values()) == {tag}


def test_lines_begin_where_the_language_begins_them() -> None:
    from_right = courses.compiled(courses.TOWN_COURSE.replace("language: fr", "language: he"))
    for read in with_all(from_right).values():
        assert all(p.find(f"{name('pPr')}/{name('bidi')}") is not None for p in read.paragraphs())
        tables = list(read.root.iter(name("tbl")))
        assert all(table.find(f".//{name('bidiVisual')}") is not None for table in tables)
        assert any(run.find(f".//{name('rtl')}") is not None for run in read.runs())
    for read in with_all(courses.compiled(courses.TOWN_COURSE)).values():
        assert not list(read.root.iter(name("bidi")))
        assert not list(read.root.iter(name("rtl")))


def test_a_text_in_another_language_says_so() -> None:
    words = (
        courses.TOWN_COURSE + '-- seeds/sources.yaml --\nt: {file: t.txt, label: "le texte", language: de}\n'
    )
    read = with_all(courses.compiled(words))["keys/word/lecture-a-corrige.docx"]
    quoted = [run for paragraph in read.paragraphs("Quote") for run in paragraph.iter(name("lang"))]
    assert {lang.get(name("val")) for lang in quoted} == {"de-DE"}


# The same bytes


def test_the_same_words_make_the_same_bytes(tmp_path: Path) -> None:
    """In another process, at another time, under another hash seed."""
    courses.on_disk(tmp_path, courses.TOWN_COURSE)
    script = (
        "import sys, hashlib; from pathlib import Path; from citedeck import compiler;"
        "from citedeck.commands import folders; from citedeck.targets.word import documents;"
        "made = compiler.compile(folders.read(Path(sys.argv[1])));"
        "[print(o.path, hashlib.sha256(o.data).hexdigest()) for o in documents.render(made, made.course)]"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert told[0] == told[1]
    assert told[0].count("\n") == 6


def test_a_file_has_no_clock_and_no_author(ours: dict[str, Read]) -> None:
    for read in ours.values():
        with zipfile.ZipFile(io.BytesIO(read.data)) as archive:
            entries = archive.infolist()
        assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        core = files.members(read.data)["docProps/core.xml"].decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}
        assert "python" not in core


# A library that is missing


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(printing, "printer", print_quickly)
    return courses.on_disk(tmp_path / "town", courses.TOWN_COURSE)


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)


SENTENCE = f"no Word files were made. Word files are made with python-docx: {extras.command('word')}"


def test_a_build_writes_word_files_if_asked_for(town: Path) -> None:
    run("build", town)
    assert not [path for path in written(town / "decks") if path.endswith(".docx")]
    run("build", town, "--word")
    made = [path for path in written(town / "decks") if path.endswith(".docx")]
    assert len(made) == 6
    assert "nothing has changed" in run("build", town)
    index = (town / "decks/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([^"]*\.docx)"', index)) == set(made)


def test_a_part_of_a_build_writes_its_word_files_alone(town: Path) -> None:
    run("build", town, "--word", "--only", "key")
    assert {path for path in written(town / "decks") if path.endswith(".docx")} == {
        "keys/word/lecture-a-corrige.docx",
        "keys/word/lecture-b-corrige.docx",
        "keys/word/ville--toutes-les-questions-corrige.docx",
    }


def test_a_build_removes_word_files_of_older_questions(town: Path) -> None:
    """Those of the whole course as soon as any item changes, though it stands on no sheet."""
    with (town / "questions/b.yaml").open("a", encoding="utf-8") as bank:
        bank.write('  - {id: dire, type: open, prompt: "Selon le texte, que se passe-t-il ?",\n')
        bank.write(
            '     elements: [{points: 1, text: "un vote", evidence: "La ville vote le budget en 1912"}]}\n'
        )
    run("build", town, "--word")
    before = written(town / "decks")
    bank = town / "questions/b.yaml"
    bank.write_text(
        bank.read_text(encoding="utf-8").replace("que se passe-t-il", "que lit-on"), encoding="utf-8"
    )
    said = run("build", town)
    assert "note: 2 Word files removed, made of pages that changed: build with --word" in said
    after = written(town / "decks")
    assert set(before) - set(after) == {*(path for path in before if "--toutes" in path), "ville.zip"}
    linked = set(re.findall(r'href="([^"]*\.docx)"', after["index.html"].decode()))
    assert linked == {path for path in after if path.endswith(".docx")}


def test_a_worksheet_is_written_for_word_in_every_profile(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    run(
        "worksheet", "--course", town, "-o", out, "--count", 2, "--title", "Deux", "--word",
        "--versions", "A,B", "--profile", "standard,large", "--with-text",
    )  # fmt: skip
    made = {path: Read(data) for path, data in written(out).items() if path.endswith(".docx")}
    assert set(made) == {
        *(
            f"sheets/word/deux-{version}{profile}.docx"
            for version in "ab"
            for profile in ("", "-gros-caracteres")
        ),
        *(f"keys/word/deux-{version}-corrige.docx" for version in "ab"),
    }
    sizes = []
    for path in ("sheets/word/deux-a.docx", "sheets/word/deux-a-gros-caracteres.docx"):
        styles = files.members(made[path].data)["word/styles.xml"].decode()
        sizes.append(re.search(r'styleId="Normal".*?w:sz w:val="(\d+)"', styles, re.DOTALL)[1])
        lines = made[path].paragraphs("Lines")
        assert "La ville vote le budget en 1912." in flat(words_of(lines[0]))
        assert len(lines[0].findall(f".//{name('br')}")) + len(lines) > 2
    assert sizes == ["21", "32"]


@pytest.mark.usefixtures("unwritable")
def test_what_a_missing_library_leaves_is_made(town: Path, tmp_path: Path) -> None:
    with pytest.raises(NoLibraryError):
        files.library()
    said = run("worksheet", "--course", town, "-o", tmp_path / "mine", "--count", 2, "--word", code=1)
    assert said.count(SENTENCE) == 1
    assert {Path(path).suffix for path in written(tmp_path / "mine")} == {".html", ".pdf"}
    said = run("build", town, "--word", code=1)
    assert said.count(SENTENCE) == 1
    assert "sheets/lecture-a.html" in written(town / "decks")


@pytest.mark.usefixtures("unwritable")
def test_a_first_release_without_the_library_says_so(town: Path) -> None:
    assert SENTENCE in run("release", "0.2.0", town)
    assert not [path for path in written(town / "decks") if path.endswith(".docx")]


def _no_printer() -> None:
    raise printing.NoPrinterError("WeasyPrint is not here")


@pytest.mark.parametrize(("kind", "ending"), [("pdf", ".pdf"), ("word", ".docx")])
def test_a_release_without_a_tool_of_the_last_one_is_refused(
    town: Path, monkeypatch: pytest.MonkeyPatch, kind: str, ending: str
) -> None:
    """Nothing is written; or by choice it has none of them, not even those of pages that are the same."""
    run("release", "0.2.0", town)
    before = {**written(town / "decks"), **written(town / "questions")}
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr(printing, "printer", _no_printer)
    other = "pdf" if kind == "word" else "word"
    with pytest.raises(disk.UsageError, match=f"here none can be made.*--without {kind}"):
        run("release", "0.3.0", town, "--without", other)
    assert {**written(town / "decks"), **written(town / "questions")} == before
    run("release", "0.3.0", town, "--without", other, "--without", kind)
    assert not [path for path in written(town / "decks") if path.endswith(ending)]
    lock = (town / "questions/citedeck.lock").read_text(encoding="utf-8")
    assert ending not in lock
    assert ending not in (town / "decks/index.html").read_text(encoding="utf-8")


def test_what_can_be_left_out_is_named(town: Path) -> None:
    assert "none of pdf, word" in " ".join(run("release", "0.2.0", town, "--without", "html", code=2).split())


# In a word processor


@dataclass(frozen=True)
class Paper:
    """A page that a word processor prints: its words, its gaps and its ruled lines."""

    words: str
    gaps: int
    lines: int


@pytest.fixture(scope="module")
def printed(course: Compilation, ours: dict[str, Read], tmp_path_factory) -> dict[str, list[Paper]]:
    """Every ready sheet, and the file of all questions, as LibreOffice prints them."""
    soffice, pdftoppm = browsers.program("soffice"), browsers.program("pdftoppm")
    folder = tmp_path_factory.mktemp("word")
    sheets = {path: read for path, read in ours.items() if path.startswith("sheets/")}
    for path, read in sheets.items():
        (folder / Path(path).name).write_bytes(read.data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        *folder.glob("*.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path: list(_papers(folder / Path(path).with_suffix(".pdf").name, pdftoppm)) for path in sheets}


def _papers(pdf: Path, pdftoppm: str) -> Iterator[Paper]:
    stem = pdf.with_suffix("")
    subprocess.run([pdftoppm, "-r", "100", "-gray", "-aaVector", "no", pdf, stem], check=True)
    pictures = sorted(pdf.parent.glob(f"{stem.name}-*.pgm"))
    pages_of_words = browsers.words_of_pdf(pdf.read_bytes())
    for number, (shown, picture) in enumerate(zip(pages_of_words, pictures, strict=True)):
        drawn = list(_drawn(picture.read_bytes(), below_mm=0 if number else 30))
        yield Paper(
            shown,
            sum(shade < 0x30 and any(abs(length - gap) < 2 for gap in GAPS_MM) for length, shade in drawn),
            sum(shade > 0x30 and abs(length - LINE_MM) < 2 for length, shade in drawn),
        )


def _drawn(picture: bytes, below_mm: float) -> Iterator[tuple[float, int]]:
    """The lines drawn across a page, below its head: how long in millimetres, and how dark."""
    head = re.match(rb"P5\s+(\d+) (\d+)\s+255\s", picture)
    width, height = int(head[1]), int(head[2])
    before: list[tuple[int, int]] = []
    for row in range(round(below_mm * PIXELS), height):
        pixels = picture[head.end() + row * width : head.end() + (row + 1) * width]
        spans = [match.span() for match in re.finditer(rb"[\x00-\x90]{100,}", pixels)]
        yield from (
            ((end - start) / PIXELS, pixels[start]) for start, end in spans if (start, end) not in before
        )
        before = spans


def test_a_word_processor_shows_the_same_sheet(
    course: Compilation, ours: dict[str, Read], printed: dict[str, list[Paper]]
) -> None:
    """Numbers, points, options, codes as words; gaps and lines as they are drawn; every page numbered."""
    for sheet in course.sheets:
        path = f"sheets/word/{layout.stem(sheet.worksheet, sheet.version)}.docx"
        papers, page = printed[path], in_html(sheet, course)
        assert sum(paper.gaps for paper in papers) == len(re.findall(r'class="gap\b', page)), path
        assert sum(paper.lines for paper in papers) == len(re.findall(r'class="ruled\b', page)), path
        shown = squeezed(" ".join(paper.words for paper in papers))
        assert shown.count(BOX) == sum(BOX in words_of(run) for run in ours[path].runs()), path
        for entry in sheet.entries:
            asked = worksheet.asked(entry, course, course.course)
            points = "point" if asked.points == 1 else "points"
            assert squeezed(f"{asked.points} {points} {asked.code}") in shown, (path, asked.number)
            for words in (f"{asked.number}. {asked.prompt}", *asked.options, *asked.left, *asked.pieces):
                assert squeezed(words) in shown, (path, words)
        for number, paper in enumerate(papers, 1):
            assert f"{number} / {len(papers)}" in " ".join(paper.words.split()), path
            assert sheet.code in paper.words, path


def squeezed(words: str) -> str:
    return re.sub(rf"[\s{JOINER}]", "", words)


def test_a_word_processor_draws_every_gap_of_the_course(
    ours: dict[str, Read], printed: dict[str, list[Paper]]
) -> None:
    (path,) = [path for path in printed if "--" in path]
    assert sum(paper.gaps for paper in printed[path]) == len(ours[path].gaps) > 10
    assert sum(paper.lines for paper in printed[path]) == len(ours[path].paragraphs("Ruled"))


def test_a_sheet_takes_at_most_a_page_more_than_its_page(
    course: Compilation, printed: dict[str, list[Paper]]
) -> None:
    from pypdf import PdfReader

    with browsers.browser() as chromium:
        page = chromium.new_page()
        for sheet in course.sheets:
            page.set_content(worksheet.page(sheet, course, course.course, pages.STANDARD).decode())
            sides = len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
            path = f"sheets/word/{layout.stem(sheet.worksheet, sheet.version)}.docx"
            assert len(printed[path]) <= sides + 1, path
