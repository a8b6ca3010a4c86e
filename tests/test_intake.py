"""Texts as teachers have them: eight formats of one text give one seed, and nothing is lost unsaid."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
import files_of_texts as made
from citedeck.bank import course as course_files
from citedeck.bank import decoding
from citedeck.cli import app
from citedeck.commands import intake, release
from citedeck.commands.disk import UsageError
from citedeck.commands.intake import apart, archives, draft, encodings, formats, pdf
from citedeck.commands.intake.draft import UnreadableError
from citedeck.languages import guesses
from files_of_texts import paragraph, run


def citedeck(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What a command says in a folder, without a process of its own."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


HEADING = "Le moulin"
PARAGRAPHS = (
    (
        "Le moulin efficace du village a moulu le grain de sept communes de 1842 à 1957. L’eau arrivait par "
        "un canal long de trois kilomètres, creusé à la main par soixante hommes."
    ),
    (
        "Au printemps 1868, l’État mit une taxe sur la mouture ; les paysans n’avaient pas d’argent et "
        "cachèrent le grain dans les caves."
    ),
    (
        "« On taxe jusqu’à notre faim », écrivit le curé à l’évêque. Après trois mois de protestations, le "
        "meunier ferma les portes, refusa de négocier et partit pour la ville."
    ),
    "Le nouveau patron acheta une turbine suisse et doubla la farine en deux ans.",
)
TEXT = "\n\n".join([HEADING, *PARAGRAPHS]) + "\n"

HTML = f"<h1>{HEADING}</h1>" + "".join(f"<p>{words}\n" for words in PARAGRAPHS)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The text as a PDF of one page, with hyphens at line ends."""
    return made.printed(PARAGRAPHS, head="Histoires du village", title=HEADING)


@pytest.fixture(scope="module")
def eight(printed: bytes) -> dict[str, bytes]:
    """One text in eight formats."""
    import docx

    document = docx.Document()
    document.add_heading(HEADING, 1)
    for words in PARAGRAPHS:
        document.add_paragraph(words)
    word = io.BytesIO()
    document.save(word)
    opened = "".join(f"<text:p>{words}</text:p>" for words in PARAGRAPHS)
    return {
        "t.docx": word.getvalue(),
        "t.odt": made.opendocument(f"<text:h>{HEADING}</text:h>{opened}"),
        "t.html": made.page(HTML),
        "t.epub": made.epub([HTML]),
        "t.pdf": printed,
        "utf-8.txt": TEXT.encode(),
        "utf-16.txt": TEXT.encode("utf-16"),
        "windows.txt": TEXT.encode("cp1252"),
    }


FORMATS = ("t.docx", "t.odt", "t.html", "t.epub", "t.pdf", "utf-8.txt", "utf-16.txt", "windows.txt")


@pytest.mark.parametrize("name", FORMATS)
def test_eight_formats_of_one_text_give_one_seed(name: str, eight, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(eight[name])
    taken = intake.read(path)
    assert taken.text == TEXT
    assert taken.paragraphs == "blank"
    assert taken.headings == (() if name.endswith(".txt") else (HEADING,))
    assert taken.is_untouched is (name == "utf-8.txt")


def read(kind: str, data: bytes) -> tuple[str, list[str]]:
    """The text of a file, and what is said of its lines."""
    found = formats.draft(kind, data)
    words, starts = draft.lines(found.paragraphs)
    last = len(starts) - 1
    return words, [f"{starts[min(r.paragraph, last)]}: {r.words}" for r in found.remarks]


# Word

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice>"
    "<mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
).format(paragraph("Dans la boîte."))

DATE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d MMMM" </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12 mai")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

CONTROL = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('Le maire')}</w:sdtContent></w:sdt>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(words)}</w:tc>' for words in cells)}</w:tr>"


NOTE = paragraph(f"<w:r><w:footnoteRef/></w:r>{run(' Note du maire.')}")

RICH = made.word(
    paragraph("Le moulin", "Sous")
    + paragraph("Le moulin 3", "TM1")
    + paragraph(
        f"{run('Le conseil ')}<w:ins>{run('municipal ')}</w:ins>{run('vote ')}"
        f"<w:del><w:r><w:delText>refuse </w:delText></w:r></w:del>{run('le budget.')}"
    )
    + paragraph(f'{CONTROL}{run(" signe le ")}{DATE}{run(".")}<w:r><w:footnoteReference w:id="2"/></w:r>')
    + f"<w:tbl>{row('Année', 'Votes')}{row('1912', '14')}</w:tbl>"
    + paragraph(f"{run('Le porte')}<w:r><w:noBreakHyphen/></w:r>{run('parole parle.')}{BOX}")
    + paragraph(
        run("Dix au carré : 10")
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + "<w:r><w:br/></w:r>"
        + run("Deux.")
        + run("caché", "<w:vanish/>")
        + run(" Trois.", "<w:strike/>")
    )
    + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    + f"<w:sdtContent>{paragraph('Cliquez ici.')}</w:sdtContent></w:sdt>"
    + paragraph("Première moitié, ").replace("<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    + paragraph("seconde moitié.")
    + paragraph("Un pas").replace("<w:p>", '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + "<w:altChunk/>",
    footnotes=f'<w:footnote w:id="2">{NOTE}</w:footnote>',
    comments=f"<w:comment>{paragraph('À vérifier')}</w:comment>",
    header1=paragraph("Lycée du port"),
)


def test_nothing_of_a_word_file_is_lost_unsaid() -> None:
    words, remarks = read("docx", RICH)
    assert words.split("\n\n") == [
        "Le moulin",
        "Le conseil municipal vote le budget.",
        "Le maire signe le 12 mai.",
        "Année | Votes",
        "1912 | 14",
        "Le porte\N{NON-BREAKING HYPHEN}parole parle.",
        "Dans la boîte.",
        "Dix au carré : 10²\nDeux. Trois.",
        "Première moitié, seconde moitié.",
        "Un pas",
        "[1] Note du maire.\n",
    ]
    assert remarks == [
        "3: left out, a line of the table of contents: « Le moulin 3 »",
        "3: a tracked insertion, taken as accepted: « municipal »",
        "3: left out, a tracked deletion: « refuse »",
        "5: a field (DATE) as last shown: « 12 mai »",
        "5: the mark of note 1 is left out: the note stands at the end",
        "7: a table begins: a line a row, with | between the cells",
        "13: the words of a text box begin: they stand after the paragraph that it hangs on",
        "15: left out, hidden words: « caché »",
        "15: struck out in the file, and kept: « Trois. »",
        "18: left out, the prompt of an empty content control: « Cliquez ici. »",
        "18: joined with the next paragraph: the mark between them was deleted",
        "20: a list begins: the marks or numbers before its entries are no part of the text",
        "22: left out: a document that is embedded here",
        "22: left out, the head of the pages: « Lycée du port »",
        "22: left out, a comment: « À vérifier »",
    ]


def test_cells_of_several_paragraphs_are_paragraphs() -> None:
    cells = f"<w:tc>{paragraph('Un.')}{paragraph('Deux.')}</w:tc><w:tc>{paragraph('Trois.')}</w:tc>"
    assert read("docx", made.word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))[0] == "Un.\n\nDeux.\n\nTrois.\n"


def test_a_picture_is_told_and_the_first_known_way_to_show_something_is_taken() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr descr="Le pont"/></wp:inline></w:drawing></w:r>'
    bare = "<w:r><w:pict/></w:r>"
    ways = "<mc:Choice><w:x/></mc:Choice><mc:Fallback><w:t>!</w:t></mc:Fallback>"
    sign = f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>"
    words, remarks = read("docx", made.word(paragraph(run("Oui") + sign + picture + bare)))
    assert words == "Oui!\n"
    assert remarks == [
        "1: left out, a picture or an object: « Le pont »",
        "1: left out: a picture or an object without a description",
    ]


def test_the_text_of_a_word_file_may_have_a_number(tmp_path: Path) -> None:
    whole = made.word(paragraph("Le moulin moud."))
    parts = {name: zipfile.ZipFile(io.BytesIO(whole)).read(name) for name in ("word/document.xml",)}
    data = made.zipped({"word/document2.xml": parts["word/document.xml"]})
    assert formats.kind(data, "t") == "docx"
    assert read("docx", data)[0] == "Le moulin moud.\n"


VERSES = (
    "Sous le pont Mirabeau coule la Seine",
    "Et nos amours",
    "",
    "Vienne la nuit sonne l’heure",
    "Les jours s’en vont",
)


def test_verse_of_which_each_line_is_a_paragraph_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "pont.docx"
    path.write_bytes(made.word("".join(paragraph(line) if line else "<w:p/>" for line in VERSES)))
    taken = intake.read(path)
    assert (taken.text, taken.paragraphs) == ("\n".join(VERSES) + "\n", "verse")


# OpenDocument

CHANGED = (
    '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>refuse </text:p>'
    '</text:deletion></text:changed-region><text:changed-region text:id="i"><text:insertion/>'
    "</text:changed-region></text:tracked-changes>"
)
LOOKS = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T2">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="T3"><style:text-properties text:display="none"/></style:style>'
)
OPEN = made.opendocument(
    CHANGED
    + "<text:h>Le moulin</text:h>"
    + '<text:p>Le conseil <text:change-start text:change-id="i"/>municipal '
    + '<text:change-end text:change-id="i"/>vote <text:change text:change-id="d"/>'
    + 'le budget<text:s/>de 10<text:span text:style-name="T1">2</text:span> francs.'
    + "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note du maire.</text:p>"
    + "</text:note-body></text:note></text:p>"
    + "<text:p>Il signe le <text:date>12 mai</text:date>.<office:annotation><text:p>À vérifier</text:p>"
    + '</office:annotation><text:span text:style-name="T2"> Barré.</text:span>'
    + '<text:span text:style-name="T3">caché</text:span><text:line-break/>Fin.'
    + "<draw:frame><draw:text-box><text:p>Dans la boîte.</text:p></draw:text-box></draw:frame></text:p>"
    + "<table:table><table:table-row><table:table-cell><text:p>Année</text:p></table:table-cell>"
    + "<table:table-cell><text:p>Votes</text:p></table:table-cell></table:table-row></table:table>"
    + "<text:list><text:list-item><text:p>Un pas</text:p></text:list-item></text:list>"
    + "<text:table-of-content><text:p>Le moulin 3</text:p></text:table-of-content>",
    LOOKS,
    pages="<style:header><text:p>Lycée du port</text:p></style:header>",
)


def test_nothing_of_an_opendocument_text_is_lost_unsaid() -> None:
    words, remarks = read("odt", OPEN)
    assert words.split("\n\n") == [
        "Le moulin",
        "Le conseil municipal vote le budget de 10² francs.",
        "Il signe le 12 mai. Barré.\nFin.",
        "Dans la boîte.",
        "Année | Votes",
        "Un pas",
        "[1] Note du maire.\n",
    ]
    assert remarks == [
        "3: a tracked insertion, taken as accepted: « municipal »",
        "3: left out, a tracked deletion: « refuse »",
        "3: the mark of note 1 is left out: the note stands at the end",
        "5: a field (date) as last shown: « 12 mai »",
        "5: left out, a comment: « À vérifier »",
        "5: struck out in the file, and kept: « Barré. »",
        "5: left out, hidden words: « caché »",
        "8: the words of a text box begin: they stand after the paragraph that it hangs on",
        "10: a table begins: a line a row, with | between the cells",
        "12: a list begins: the marks or numbers before its entries are no part of the text",
        "14: left out, the table of contents or index: « Le moulin 3 »",
        "14: left out, the head of the pages: « Lycée du port »",
    ]


def test_whole_paragraphs_may_be_inserted_and_deleted() -> None:
    begin, end = (f'<text:change-{name} text:change-id="i"/>' for name in ("start", "end"))
    body = f"<text:p>Un.</text:p>{begin}<text:p>Deux.</text:p>{end}"
    body += '<text:change text:change-id="d"/><text:p>Trois.</text:p>'
    assert read("odt", made.opendocument(CHANGED + body)) == (
        "Un.\n\nDeux.\n\nTrois.\n",
        [
            "3: a tracked insertion, taken as accepted: « Deux. »",
            "5: left out, a tracked deletion: « refuse »",
        ],
    )


# Web pages and EPUBs

ARTICLE = (
    "<h1>Le moulin</h1><p>Le conseil&nbsp;vote <q>oui</q> : 10<sup>2</sup> francs"
    "<sup><a href=#n1>[1]</a></sup>."
    "<p>Une ligne<br>et une autre<br><br>Un autre alin&eacute;a. <del>Non.</del><s>Barr&eacute;.</s>"
    "<ol><li>Un pas<li>Deux pas</ol><table><tr><th>Ann&eacute;e<th>Votes<tr><td>1912<td>14</table>"
    "<p hidden>Cach&eacute;.<aside>Lire aussi</aside><img src=//x/y.png alt='Le pont'>"
    "<p style='display:none'>Rien"
)


def test_the_article_of_a_page_is_taken_and_the_rest_is_told() -> None:
    words, remarks = read("page", made.page(ARTICLE))
    assert words.split("\n\n") == [
        "Le moulin",
        "Le conseil\xa0vote “oui” : 10² francs.",
        "Une ligne\net une autre",
        "Un autre alinéa. Barré.",
        "Un pas",
        "Deux pas",
        "Année | Votes",
        "1912 | 14\n",
    ]
    assert remarks == [
        "1: left out, a menu: « Accueil »",
        "1: left out, the foot of the page: « Mentions légales »",
        "3: left out, the mark of a note: « [1] »",
        "8: left out, words that were taken out: « Non. »",
        "8: struck out on the page, and kept: « Barré. »",
        "10: a list of 2 begins: the numbers before its entries are no part of the text",
        "14: a table begins: a line a row, with | between the cells",
        "16: left out, hidden words: « Caché. »",
        "16: left out, what stands beside the text: « Lire aussi »",
        "16: left out, a picture: « Le pont »",
        "16: left out, hidden words: « Rien »",
    ]


def test_a_page_of_several_articles_is_taken_whole() -> None:
    page = b"<html><body><article><p>Un texte.</article><article><p>Un autre.</article></body>"
    assert read("page", page) == ("Un texte.\n\nUn autre.\n", [])


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("nonsense", "cp1252"),
        ("", "mac-roman"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_page_is_read_as_browsers_do_or_as_it_must_be(named: str, encoding: str) -> None:
    head = f"<html><head><meta charset={named}>" if named else "<html>"
    assert read("page", f"{head}<p>{WORDS['fr']}".encode(encoding))[0] == f"{WORDS['fr']}\n"


def test_chapters_of_an_epub_stand_in_their_order() -> None:
    words, remarks = read(
        "epub", made.epub(["<h1>Un</h1><p>Le premier.</p>", "<h1>Deux</h1><p>Le second.</p>"])
    )
    assert words == "Un\n\nLe premier.\n\nDeux\n\nLe second.\n"
    assert remarks == ["1: left out, the table of contents: « Contents »"]


# PDFs


def test_every_judgement_on_a_pdf_is_told_with_both_readings(printed: bytes) -> None:
    whole = made.printed([*PARAGRAPHS] * 4, head="Histoires du village", title=HEADING)
    words, remarks = read("pdf", whole)
    assert words == "\n\n".join([HEADING, *PARAGRAPHS * 4]) + "\n"
    assert {re.sub(r"^\d+: ", "", remark) for remark in remarks if "left out" in remark} == {
        "left out, the running head or foot of page 1: « Histoires du village »",
        "left out, the number of page 1: « – 1 – »",
        "left out, the running head or foot of page 2: « Histoires du village »",
        "left out, the number of page 2: « – 2 – »",
    }
    assert "5: a hyphen at a line end, « mou-/ture »: read as « mouture »; or is it « mou-ture »?" in remarks


def lines_of(*words: str) -> list[list[pdf.Line]]:
    """Lines of one page, a line's height apart."""
    return [[pdf.Line(1, 50, 0.2 + 0.02 * n, 11, line, 595) for n, line in enumerate(words)]]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["le maire va négo-", "cier avec le conseil"], "le maire va négocier avec le conseil"),
        (
            ["le porte-parole dit oui, le porte-", "parole dit non"],
            "le porte-parole dit oui, le porte-parole dit non",
        ),
        (
            ["il dit oui, il dit non, dit-", "il encore une fois"],
            "il dit oui, il dit non, dit-il encore une fois",
        ),
        (["la ligne Paris-", "Lyon est fermée au public"], "la ligne Paris-Lyon est fermée au public"),
        (
            ["c’est efﬁcace et ﬂuide, dit", "le maire de la ville"],
            "c’est efficace et fluide, dit le maire de la ville",
        ),
    ],
)
def test_halves_of_words_and_ligatures_in_a_pdf(lines: list[str], words: str) -> None:
    found = pdf.Setter(lines_of(*lines)).draft()
    assert [paragraph.words for paragraph in found.paragraphs] == [words]
    assert len(found.remarks) == 1


def pdf_of(content: bytes, filtered: bytes = b"") -> bytes:
    """A PDF of one page that draws something."""
    resources = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]" + resources + b"/Contents 4 0 R>>",
        b"<<"
        + filtered
        + b"/Length "
        + str(len(content)).encode()
        + b">>\nstream\n"
        + content
        + b"\nendstream",
    ]
    return pdf_with(objects)


def pdf_with(objects: Sequence[bytes]) -> bytes:
    data, places = bytearray(b"%PDF-1.5\n"), []
    for number, words in enumerate(objects, 1):
        places.append(len(data))
        data += str(number).encode() + b" 0 obj\n" + words + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = str(len(objects) + 1).encode()
    start = str(len(data)).encode()
    data += b"xref\n0 " + size + b"\n0000000000 65535 f \n" + table
    data += b"trailer\n<</Size " + size + b"/Root 1 0 R>>\nstartxref\n" + start + b"\n%%EOF"
    return bytes(data)


def test_a_pdf_without_letters_is_said_to_be_pictures() -> None:
    with pytest.raises(UnreadableError, match=r"^has no text in it, only pictures of pages"):
        formats.draft("pdf", pdf_of(b"0 0 100 100 re f"))


def test_where_the_library_is_missing_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, printed: bytes
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableError, match=r"^was not read: PDFs are read with pypdf: .*\[texts\]"):
        formats.draft("pdf", printed)


def test_other_formats_need_no_library() -> None:
    """They are read by Python alone: nothing that is not of it is loaded."""
    script = (
        "import sys\nfrom citedeck.commands.intake import docx, epub, formats, odt, page\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('lxml', 'docx', 'pypdf', 'yaml')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# Encodings

WORDS = {
    "fr": "Le préfet attendait l’avis du ministre : « Où est l’hôtel ? » À la fin, la ville a une école.",
    "de": "Die Bürger verlangten größere Schulen und eine schöne Straße, aber der Rat lehnte sie ab.",
    "es": "El señor alcalde se opuso al presupuesto en la sesión de otoño; ¿quién pagará la construcción?",
    "pl": "Rada miasta uchwaliła budżet w roku 1912 po długiej debacie, a burmistrz nie chciał się zgodzić.",
    "cs": "Rada města schválila rozpočet v roce 1912 po dlouhé debatě, ale starosta se s tím nechtěl smířit.",
    "ru": "Совет города принял бюджет в 1912 году после долгих споров, но мэр был против и не хотел его.",
    "uk": "Рада міста ухвалила бюджет у 1912 році після довгих суперечок, але мер був проти і не хотів його.",
    "el": "Το συμβούλιο της πόλης ψήφισε τον προϋπολογισμό το 1912 μετά από μεγάλη συζήτηση για τα σχολεία.",
    "he": "מועצת העיר אישרה את התקציב בשנת 1912 לאחר דיון ארוך, אבל ראש העיר התנגד לו במשך שנתיים.",
    "ja": "町の議会は長い議論の後、1912年に予算を可決した。町長は二年の間それに反対した。",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(
            ("fr", encoding)
            for encoding in ("cp1252", "mac-roman", "iso8859-15", "utf-16-le", "utf-16-be", "cp850")
        ),
        *(("de", encoding) for encoding in ("cp1252", "mac-roman", "utf-16")),
        *(("es", encoding) for encoding in ("cp1252", "mac-roman")),
        *(("pl", encoding) for encoding in ("cp1250", "iso8859-2")),
        ("cs", "cp1250"),
        *(("ru", encoding) for encoding in ("cp1251", "koi8-r", "cp866", "mac-cyrillic")),
        *(("uk", encoding) for encoding in ("cp1251", "koi8-u")),
        ("el", "cp1253"),
        ("he", "cp1255"),
        *(("ja", encoding) for encoding in ("cp932", "utf-16")),
    ],
)
def test_a_text_in_an_old_encoding_is_read(language: str, encoding: str) -> None:
    words = WORDS[language] if encoding not in ("cp850", "iso8859-15") else WORDS[language].replace("’", "'")
    found = encodings.decoded(words.encode(encoding))
    assert (found.words, found.is_sure) == (words, True)


def test_two_likely_readings_are_shown_and_neither_is_taken(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_bytes(b"El \xe1 no es de la reina, y por eso no se vende en la plaza.")
    done = citedeck("text", "t.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: t.txt does not say what it is in: ")
    assert "--encoding cp1252" in done.stderr
    assert citedeck("text", "t.txt", "--yes", cwd=tmp_path).stderr == done.stderr
    taken = citedeck("text", "t.txt", "--encoding", "cp1252", cwd=tmp_path)
    assert taken.stdout == "El á no es de la reina, y por eso no se vende en la plaza."


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("klingon", "cannot be read: klingon is no encoding that is known"),
        ("hex", "cannot be read: hex is no encoding that is known"),
        ("ascii", "is not in ascii: leave --encoding out, and it is looked for"),
    ],
)
def test_a_wrong_encoding_is_one_sentence(encoding: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{said}"):
        encodings.decoded(WORDS["fr"].encode("cp1252"), encoding)


# Languages


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("שלום עולם", ["he"]),
        ("די שטאָט האָט באַשלאָסן, און דער ראַט איז נישט געווען דאָ, האָט ער געזאָגט.", ["yi"]),
        ("สวัสดีชาวโลก", ["th"]),
        ("Καλημέρα κόσμε", ["el"]),
        ("안녕하세요 세계", ["ko"]),
        ("გამარჯობა", ["ka"]),
        ("Բարեւ", ["hy"]),
        ("東京は日本の首都です", ["ja"]),
        ("市议会在1912年通过了预算。", ["zh"]),
        ("Мы были рады: это объявил мэр, и все ушли.", ["ru"]),
        ("Ми були раді: її оголосив мер, і всі пішли з міста.", ["uk"]),
        ("The word Καλημέρα is Greek, and it is said in the morning to all of the people.", ["en"]),
    ],
)
def test_a_language_is_told_by_its_letters(words: str, languages: list[str]) -> None:
    assert guesses.languages(words) == languages


def test_what_told_a_language_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(WORDS["el"], encoding="utf-8")
    assert "language: el, as its letters look" in citedeck("new", "c", "--text", "t.txt", cwd=tmp_path).stdout


# Hostile files

LOL = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PART = {"mimetype": "application/vnd.oasis.opendocument.text"}


def hostile() -> dict[str, tuple[bytes, str]]:
    """Files that mean harm, or hold no text, each with what is said of it."""
    bomb = made.zipped({"word/document.xml": b" " * (archives.MAX_PART + 1)})
    picture = zlib.compress(b"BT /F1 12 Tf (a) Tj ET " * 4_000_000, 9)
    return {
        "bomb.docx": (bomb, "unpacks to more than 32 MB of text"),
        "entities.docx": (made.zipped({"word/document.xml": f"{LOL}<x>&b;</x>"}), "defines entities"),
        "outside.odt": (
            made.zipped(
                {**PART, "content.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}
            ),
            "defines entities",
        ),
        "deep.docx": (made.zipped({"word/document.xml": "<w>" * 9999}), "is nested more deeply"),
        "torn.docx": (RICH[: len(RICH) // 2], "is damaged"),
        "broken.docx": (made.zipped({"word/document.xml": "<w:p>"}), "is damaged"),
        "macros.docm": (
            made.zipped({"word/document.xml": "<x/>", "word/vbaProject.bin": "x"}),
            "holds macros",
        ),
        "macros.odt": (
            made.zipped({**PART, "content.xml": "<x/>", "Basic/Standard/M.xml": "x"}),
            "holds macros",
        ),
        "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        "locked.odt": (
            made.opendocument("", manifest="<manifest:encryption-data/>"),
            "is protected by a password",
        ),
        "old.doc": (OLE, "is of an old Word or Excel: save it as .docx"),
        "t.rtf": (b"{\\rtf1 x}", "is an RTF file: save it as .docx or .odt"),
        "t.mht": (b"MIME-Version: 1.0\r\n", "is a web archive"),
        "t.xlsx": (made.zipped({"xl/workbook.xml": "<x/>"}), "is no text: give a .docx"),
        "torn.pdf": (b"%PDF-1.7\nnothing", "is damaged"),
        "bomb.pdf": (pdf_of(picture, b"/Filter/FlateDecode"), "unpacks to more than a text can be"),
        "picture.txt": (b"\x89PNG\r\n\0\0\0\x0dIHDR", "is no text"),
        "empty.docx": (made.word(""), "holds no words"),
        "empty.txt": (b"", "holds no words"),
    }


def test_a_hostile_file_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "read", formats.draft)  # a process for each of them takes long
    files = hostile()
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(100 * 2**20)
    before = sorted(tmp_path.iterdir())
    for name, (_, said) in {**files, "large.txt": (b"", "cannot be read: it is larger than 64 MB")}.items():
        done = citedeck("text", name, "-o", "out.txt", "--yes", cwd=tmp_path)
        assert done.returncode == 1, name
        assert done.stdout == ""
        assert done.stderr.startswith(f"Error: {name} {said}")
        assert done.stderr.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_a_locked_pdf_asks_for_one_without_its_password(printed: bytes) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(UnreadableError, match=r"^is protected by a password: save it without one$"):
        formats.draft("pdf", locked.getvalue())


def a_million_objects() -> bytes:
    """A PDF with a million pages, each of them an object of its own."""
    count = 1_000_000
    pages = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    head = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + pages + b"]/Count %d>>" % count]
    return pdf_with([*head, *[b"<</Type/Page/Parent 2 0 R>>"] * 10])


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    late = "takes more than 1 seconds or 1024 MB of memory to read"
    with pytest.raises(UnreadableError, match=f"^{late}: give a part of it$"):
        apart.read("page", b"<html>" + b"<![CDATA[" * 100_000)
    # A quick machine comes to the bound of what is unpacked before its second is over.
    with pytest.raises(UnreadableError, match=f"^({late}|unpacks to more than a text can be): give a part"):
        apart.read("pdf", a_million_objects())


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as Linux has them")
def test_what_takes_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 2**27)
    data = made.word("<w:p/>" * 800_000)
    with pytest.raises(UnreadableError, match=r"^takes more than 60 seconds or 128 MB of memory to read"):
        apart.read("docx", data)


def test_nothing_but_the_file_is_read() -> None:
    """Neither what a page shows, nor what a document names: no file is opened, and nothing is fetched."""
    links = (
        "<img src=file:///etc/hosts><iframe src=//x/y></iframe><link rel=stylesheet href=a.css><p>Un texte."
    )
    outside = '<w:p><w:subDoc r:id="a" xmlns:r="r"/></w:p>' + paragraph("Un texte.")
    events: list[tuple[str, object]] = []
    watching = [False]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching[0] and event.startswith(("open", "socket", "subprocess", "urllib", "os.")):
            events.append((event, arguments[:1]))

    files = [
        ("page", made.page(links)),
        ("docx", made.word(outside)),
        ("odt", OPEN),
        ("epub", made.epub([links])),
    ]
    for kind, data in files:  # what Python itself loads at first is not looked at
        formats.draft(kind, data)
    sys.addaudithook(watch)
    watching[0] = True
    texts = [formats.draft(kind, data).paragraphs[0].words for kind, data in files]
    watching[0] = False
    assert texts == ["Un texte.", "Un texte.", "Le moulin", "Un texte."]
    assert events == []


# On the command line


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one text, on the disk."""
    return courses.on_disk(tmp_path / "course", courses.TOWN)


def test_a_text_without_output_is_printed(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(made.word(paragraph("Le moulin", "Titre1") + paragraph("Il moud.")))
    done = citedeck("text", "t.docx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Le moulin\n\nIl moud.\n")
    assert done.stderr == "t.docx: a Word file, 2 lines, 1 heading\n  heading: Le moulin\n"


def test_what_was_judged_is_written_once_somebody_says_yes(course: Path) -> None:
    path = course / "t2.docx"
    path.write_bytes(RICH)
    asked = citedeck("text", "t2.docx", "-o", "seeds", cwd=course)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr.endswith("nothing was written: read what is told above, then again with --yes\n")
    assert sorted(path.name for path in (course / "seeds").iterdir()) == ["sources.yaml", "t.txt"]
    done = citedeck("text", "t2.docx", "-o", "seeds", "--yes", cwd=course)
    assert done.stdout == (
        "seeds/t2.txt: written\n"
        "seeds/sources.yaml lists it as `t2`: say there how questions name it (label)\n"
    )
    listings, complaints = course_files.load_sources(
        decoding.read("sources.yaml", (course / "seeds/sources.yaml").read_bytes())[0]
    )
    assert complaints == []
    values = listings["t2"].values
    assert (values["language"], values["paragraphs"], values["headings"]) == ("fr", "blank", ("Le moulin",))
    assert (values["from"].file, values["from"].digest) == ("t2.docx", decoding.digest(RICH))
    assert citedeck("check", cwd=course).returncode == 0


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1)])
def test_at_a_terminal_the_question_is_asked(answer: str, code: int, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "t.docx").write_bytes(RICH)
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    command = [sys.executable, "-m", "citedeck", "text", "t.docx", "-o", "t.txt"]
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, cwd=tmp_path, check=False)
    os.close(ours)
    os.close(theirs)
    assert "Take it so? [y/N]:" in done.stderr
    assert (done.returncode, (tmp_path / "t.txt").exists()) == (code, not code)


def test_several_files_are_taken_at_once_or_not_at_all(course: Path) -> None:
    for name, words in (("a.txt", WORDS["fr"]), ("b.txt", WORDS["de"])):
        (course / name).write_bytes(words.encode("cp1252"))
    (course / "c.rtf").write_bytes(b"{\\rtf1 x}")
    failed = citedeck("text", "a.txt", "b.txt", "c.rtf", "-o", "seeds", cwd=course)
    assert (failed.returncode, failed.stderr) == (
        1,
        "Error: c.rtf is an RTF file: save it as .docx or .odt\n",
    )
    done = citedeck("text", "a.txt", "b.txt", "-o", "seeds", cwd=course)
    assert done.returncode == 0
    assert done.stderr == (
        "a.txt: plain text, 1 line\n"
        f"  read as Windows-1252: « {WORDS['fr'][:60].strip()} »\n"
        "b.txt: plain text, 1 line\n"
        f"  read as Windows-1252: « {WORDS['de'][:60]} »\n"
    )
    assert (course / "seeds/b.txt").read_text(encoding="utf-8") == WORDS["de"]
    several = citedeck("text", "a.txt", "b.txt", cwd=course)
    assert several.returncode == 2


def test_a_released_seed_is_replaced_by_force_only_and_check_leads_on_to_accept(course: Path) -> None:
    assert release.release(course, course / "decks", "1.0.0").written
    old = (course / "seeds/t.txt").read_bytes()
    (course / "new.txt").write_text(
        old.decode().replace("La ville vote", "Il est faux que : La ville vote"), encoding="utf-8"
    )
    refused = citedeck("text", "new.txt", "-o", "seeds/t.txt", cwd=course)
    assert refused.returncode == 1
    assert "\n+Il est faux que : La ville vote le budget" in refused.stdout
    assert refused.stderr.endswith(
        "nothing was written: seeds/t.txt says something else; --force replaces it\n"
    )
    assert (course / "seeds/t.txt").read_bytes() == old
    done = citedeck("text", "new.txt", "-o", "seeds/t.txt", "--force", cwd=course)
    assert done.stdout.endswith(
        "seeds/t.txt: replaced\n"
        "citedeck check says what the change touches; citedeck accept takes it, once you have read it\n"
    )
    checked = citedeck("check", cwd=course)
    assert "citedeck accept" in checked.stdout


def test_where_a_text_comes_from_is_renewed(course: Path) -> None:
    page = course / "p.html"
    for words in ("Un texte.", "Un autre texte."):
        page.write_bytes(f"<html><p>{words}".encode())
        done = citedeck("text", "p.html", "-o", "seeds/p.txt", "--force", cwd=course)
        assert done.returncode == 0
    assert "seeds/sources.yaml says that it comes from p.html" in done.stdout
    manifest = (course / "seeds/sources.yaml").read_text(encoding="utf-8")
    assert f"digest: {decoding.digest(page.read_bytes())}, " in manifest
    assert manifest.count("from: ") == 1
    again = citedeck("text", "p.html", "-o", "seeds/p.txt", cwd=course)
    assert (again.returncode, again.stdout) == (0, "seeds/p.txt: as it is there already\n")


def test_an_entry_that_cannot_be_written_is_told(course: Path) -> None:
    (course / "seeds/sources.yaml").write_text('{t: {file: t.txt, label: "le texte"}}\n')
    (course / "p.html").write_bytes(b"<html><p>Un texte de la ville et du maire.")
    done = citedeck("text", "p.html", "-o", "seeds/p.txt", cwd=course)
    assert 'in seeds/sources.yaml, write under `p`:\np:\n  file: "p.txt"\n' in done.stdout
    assert (course / "seeds/sources.yaml").read_text() == '{t: {file: t.txt, label: "le texte"}}\n'


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("t.html", "t.html is the file that is read: name another with --output"),
        ("link.txt", "link.txt is no file: name one with --output"),
    ],
)
def test_a_wrong_place_is_one_sentence(output: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "t.html").write_bytes(b"<html><p>Un texte.")
    (tmp_path / "link.txt").symlink_to("t.html")
    with pytest.raises(UsageError, match=f"^{re.escape(said)}$"):
        citedeck("text", "t.html", "-o", output, "--force", cwd=tmp_path)
    assert (tmp_path / "t.html").read_bytes() == b"<html><p>Un texte."


def test_a_page_called_a_text_is_known_by_its_tags(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_bytes(made.page("<p>Le conseil de la ville vote le budget."))
    taken = intake.read(tmp_path / "t.txt")
    assert (taken.kind, taken.text) == ("page", "Le conseil de la ville vote le budget.\n")


def test_check_knows_nothing_of_files() -> None:
    """It starts as fast as without them."""
    script = (
        "import sys\nfrom citedeck.cli import application\n"
        "try: application(['check'])(['check'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if 'intake' in m or m == 'html.parser'], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=courses.ROOT, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"
