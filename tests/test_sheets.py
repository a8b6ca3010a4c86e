"""Sheets and keys: a pupil's sheet cannot give an answer away, and its key fits it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

import courses
from citedeck import compiler, targets
from citedeck.commands import folders
from citedeck.model import Compilation, Course, Output, Picture, Text
from citedeck.proof import passages
from citedeck.targets.paper import documents, index, key, pages, printing, settings, worksheet

CANARIES = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le maire s’y oppose. Le conseil demande deux écoles.
Les habitants écrivent une lettre. Le préfet attend. Il veut un avis, dit-il.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
worksheets:
  - id: f
    title: "Fiche"
    items: [court, choix, plusieurs, verdict, trous, paires, tri, ouvert, parole, tableau]
    texts: [{source: port, lines: 1-1}]
-- seeds/port.txt --
Le port attend un phare. Les marins le demandent.
-- seeds/sources.yaml --
t: {file: t.txt, label: "le texte", printable: false}
port: {file: port.txt, label: "le port"}
-- questions/b.yaml --
source: t
items:
  - id: court
    type: short
    prompt: "Selon le texte, quoi ?"
    answer: "Canari-réponse"
    accept: ["Canari-variante"]
    evidence: {quote: "La ville vote le budget en 1912", mark: "budget"}
    explanation: "Canari-explication"
  - id: choix
    type: choice
    prompt: "Selon le texte, que demande le conseil ?"
    answer: "deux écoles"
    distractors:
      - {text: "une route", why: "Canari-pourquoi"}
      - {text: "un pont", why: "Canari-pourquoi-bis"}
    evidence: "Le conseil demande deux écoles"
  - id: verdict
    type: true-false
    prompt: "Selon le texte, le maire approuve."
    answer: false
    correction: "Canari-correction"
    evidence: "Le maire s'y oppose"
  - id: trous
    type: cloze
    prompt: "Selon le texte :"
    text: "La ville vote {{c1::le budget::quoi ?}} en 1912"
  - id: plusieurs
    type: choice
    sensitive: "Canari-sensible"
    prompt: "Selon le texte, que font-ils ?"
    answers:
      - {text: "écrire", evidence: {quote: "Les habitants écrivent une lettre", mark: "lettre"}}
      - {text: "attendre", evidence: {quote: "Le préfet attend.", mark: "attend"}}
    distractors:
      - {text: "voter", why: "Canari-pourquoi-ter"}
  - id: paires
    type: match
    prompt: "Associez selon le texte."
    pairs:
      - {id: a, left: "Les habitants", right: "une lettre", evidence: "Les habitants écrivent une lettre"}
      - {id: b, left: "Le conseil", right: "des écoles", evidence: "Le conseil demande deux écoles"}
      - {id: c, left: "Le préfet", right: "de l’attente", evidence: "Le préfet attend."}
    distractors:
      - {text: "une route", why: "Canari-pourquoi-quater"}
    explanation: "Canari-explication-bis"
  - id: tri
    type: classify
    prompt: "Classez selon le texte."
    classes: {fait: "on peut la vérifier", avis: "on peut la discuter"}
    statements:
      - {id: a, class: fait, text: "Les habitants écrivent une lettre"}
      - {id: b, class: avis, text: "Il veut un avis", mark: "avis"}
  - id: ouvert
    type: open
    prompt: "Expliquez selon le texte."
    elements:
      - {points: 2, text: "Canari-élément", evidence: "Le maire s’y oppose"}
    criteria:
      - {points: 1, text: "La réponse cite le texte."}
    note: "Canari-note"
  - id: parole
    type: who-says-it
    statement: "Il veut un avis"
    answer: "le préfet"
    evidence: "Le préfet attend."
  - id: tableau
    type: comparison
    source: [t, port]
    prompt: "Comparez."
    rows:
      - id: demande
        criterion: "Ce qui est demandé"
        cells:
          t: {answer: "Canari-cellule", evidence: {quote: "Le conseil demande deux écoles", mark: "écoles"}}
          port: {answer: "Canari-cellule-bis", evidence: {quote: "Le port attend un phare", mark: "phare"}}
        verdict: differ
"""


def sheet_of(compilation: Compilation) -> str:
    return worksheet.page(compilation.sheets[0], compilation, compilation.course).decode()


def test_no_answer_reaches_the_sheet() -> None:
    compilation = courses.compiled(CANARIES)
    assert not compilation.broken, compilation.diagnostics
    page = sheet_of(compilation)
    assert "Canari" not in page
    assert "le budget" not in page
    assert "oppose" not in page
    assert "le préfet" not in page
    assert not any("Canari" in output.path for output in targets.render(compilation, targets.TARGETS))


def test_no_answer_reaches_the_printed_sheet() -> None:
    """The PDF of every profile, its words and its properties."""
    from pypdf import PdfReader

    compilation = courses.compiled(CANARIES)
    for profile in pages.PROFILES:
        page = worksheet.page(compilation.sheets[0], compilation, compilation.course, profile)
        try:
            (made,) = printing.printed([Output("sheets/f.html", page)])
        except printing.NoPrinterError as error:
            pytest.skip(str(error))
        read = PdfReader(io.BytesIO(made.data))
        words = " ".join(page.extract_text() for page in read.pages) + str(read.metadata)
        assert "Associez selon le texte" in " ".join(words.split())
        assert "Canari" not in words
        assert "oppose" not in words


def test_a_sheet_says_which_text_the_teacher_brings() -> None:
    page = sheet_of(courses.compiled(CANARIES))
    assert "Le texte\xa0: texte fourni par l’enseignant." in page
    assert "Le port\xa0: texte fourni" not in page


def test_a_sheet_holds_the_lines_it_asks_for() -> None:
    compilation = courses.compiled(CANARIES.replace("lines: 1-1", "lines: 1-2"))
    _, _, held = sheet_of(compilation).partition('<section class="document">')
    assert '<span class="line-number">1</span>Le port attend un phare. Les marins le demandent.' in held
    assert "La ville vote" not in held


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("answer: false", "answer: true"),
        ("Canari-correction", "Autre chose"),
        ("Canari-réponse", "Autre réponse"),
        ('answer: "Canari-réponse"', 'answer: "1912"'),
    ],
)
def test_another_answer_changes_no_byte_of_the_sheet(said: str, instead: str) -> None:
    before, after = CANARIES, CANARIES.replace(said, instead)
    assert before != after
    assert sheet_of(courses.compiled(before)) == sheet_of(courses.compiled(after))


def test_not_said_cannot_be_told_from_the_sheet() -> None:
    """Neither by its points nor by what is asked for: with another such item, a verdict changes no byte."""
    second = (
        CANARIES
        + """\
  - id: tu
    type: true-false
    prompt: "Selon le texte, le maire parle d’une route."
    answer: not-said
    evidence: {quote: "Le maire s’y oppose", absent: ["route"]}
"""
    )
    silent = second.replace("items: [court", "items: [tu, court").replace(
        'answer: false\n    correction: "Canari-correction"\n    evidence: "Le maire s\'y oppose"',
        'answer: not-said\n    evidence: {quote: "Le maire s’y oppose", absent: ["approuv"]}',
    )
    both = silent.replace(
        'answer: not-said\n    evidence: {quote: "Le maire s’y oppose", absent: ["route"]}',
        'answer: true\n    evidence: "Le maire s’y oppose"',
    )
    assert silent != second
    assert both != silent
    assert sheet_of(courses.compiled(silent)) == sheet_of(courses.compiled(both))
    page = sheet_of(courses.compiled(silent))
    assert "Justifiez par une citation, si le texte en parle\xa0:" in page
    assert "«\xa0Le texte ne le dit pas\xa0» ne se justifie pas par une citation" in page
    keyed = next(iter(key.render(courses.compiled(silent), courses.compiled(silent).course))).data.decode()
    assert "ne se justifie pas par une citation" in keyed


def test_another_right_option_changes_no_byte_of_the_sheet() -> None:
    swapped = CANARIES.replace('answer: "deux écoles"', 'answer: "un pont"').replace(
        'text: "un pont", why', 'text: "deux écoles", why'
    )
    assert sheet_of(courses.compiled(CANARIES)) == sheet_of(courses.compiled(swapped))


def test_the_key_carries_the_code_of_its_sheet() -> None:
    compilation = courses.compiled(CANARIES)
    keyed = next(iter(key.render(compilation, compilation.course))).data.decode()
    (code,) = re.findall(r"Code de la fiche\s: (\w{4}-A)", sheet_of(compilation))
    assert code in keyed
    for canary in re.findall(r"Canari-[\wé-]+", CANARIES):
        assert canary in keyed


def test_every_line_of_every_key_holds_its_quotation() -> None:
    compilation = compiler.compile(folders.read(courses.ROOT))
    seen = 0
    for resolved in compilation.items:
        for passage in resolved.passages:
            first, last = compilation.texts[passage.source.id].lines_of(passage.span)
            assert first.start <= passage.span.start < first.end
            assert last.start < passage.span.end <= last.end
            seen += 1
    assert seen >= len(compilation.items)


def test_lines_are_at_most_55_characters_and_lose_none() -> None:
    compilation = compiler.compile(folders.read(courses.ROOT))
    for source in compilation.course.sources.values():
        lines = compilation.texts[source.id].lines
        words = [source.document.text[line.start : line.end] for line in lines]
        assert max(map(len, words)) <= 55
        assert " ".join(words).split() == source.document.text.split()
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_documents_anchor_every_line() -> None:
    compilation = compiler.compile(folders.read(courses.ROOT))
    for source in compilation.course.sources.values():
        page = documents.page(source, compilation, compilation.course).decode()
        for line in compilation.texts[source.id].lines:
            assert f'id="l{line.number}"' in page


def test_who_speaks_stands_at_the_head_of_a_text() -> None:
    """Nothing of it where nothing is known; no foot without rights or an address."""
    compilation = courses.compiled(courses.TOWN_COURSE)
    (source,) = compilation.course.sources.values()
    bare = documents.page(source, compilation, compilation.course).decode().partition("</style>")[2]
    assert not re.search("about-source|origin|glossary", bare)
    known = replace(source, author="M. Alder", title="Lettre", publisher="Le Port", published="1912")
    page = documents.page(known, compilation, compilation.course).decode()
    head, _, _ = page.partition('<div class="numbered"')
    assert '<span class="who">M. Alder</span>, «\xa0Lettre\xa0»' in head
    assert "<p>Le Port, 1912</p>" in head


EMBLEM = Picture(b"PNG", "image/png", 1, 1)


def test_an_activity_has_no_points_and_skills_have_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a course may say of its sheets: kind, class, skills, school."""
    compilation = courses.compiled(CANARIES)
    skills = (Text("Lire"), Text("Citer"))
    sheet = compilation.sheets[0].worksheet
    wished = replace(sheet, kind=Text("activity"), audience=Text("classe de 3e"), skills=skills)
    head = settings.head(wished, of_a_school(compilation, EMBLEM))
    monkeypatch.setattr(settings, "head", lambda *_: head)
    page = sheet_of(compilation)
    assert '<span class="kind">Activité</span>classe de 3e' in page
    assert "Collège du Port" in page
    assert 'src="data:image/png;base64,' in page
    assert not re.search("[0-9] points?<|Note|Barème", page.partition("</style>")[2])
    assert page.count('<th scope="row">Lire</th>' + 4 * '<td><span class="box"></span></td>') == 1
    monkeypatch.setattr(settings, "head", lambda *_: replace(head, kind="assessment", is_marked=True))
    page = sheet_of(compilation)
    assert '<span class="kind">Évaluation</span>' in page
    assert "Appréciation" in page
    assert "1 point<" in page


def of_a_school(compilation: Compilation, emblem: Picture) -> Course:
    """The course as that of a school with a logo."""
    return replace(compilation.course, school="Collège du Port", emblem=emblem)


def test_a_sheet_of_one_s_own_loses_nothing_of_its_text() -> None:
    """Who speaks, what words mean, whose the text is: as in the document of the text."""
    with_glossary = CANARIES.replace(
        'port: {file: port.txt, label: "le port"}',
        'port: {file: port.txt, label: "le port", author: "Mme Quai", rights: "Droits réservés.", '
        'glossary: {phare: "une tour qui éclaire", vague: "absent d’ici"}}',
    )
    _, _, held = sheet_of(courses.compiled(with_glossary)).partition('<section class="document">')
    assert '<span class="who">Mme Quai</span>' in held
    assert "Droits réservés." in held
    assert '<span class="note"><b>phare</b> – une tour qui éclaire</span>' in held
    assert '<span class="word">phare</span>' in held
    assert "<dt>vague</dt> <dd>– absent d’ici</dd>" in held


JUSTIFIED = (
    courses.TOWN.replace("    answer: false\n", "    answer: false\n    justify: true\n").replace(
        'quote: "Il juge le refus du maire « incompréhensible »"',
        'quote: "Le conseil demande deux écoles. Il juge le refus du maire « incompréhensible »"',
    )
    + """\
  - id: avis
    type: open
    prompt: "Selon le texte, que pense le conseil ?"
    elements:
      - {points: 1.5, text: "il demande des écoles", evidence: "Le conseil demande deux écoles."}
      - {points: 1, text: "il juge le refus", evidence: "Il juge le refus du maire"}
    criteria: [{points: 0.5, text: "Langue"}]
-- questions/course.yaml --
title: "La ville"
id: ville
language: fr
paper: letter
worksheets:
  - {id: lecture, title: "Lire", items: [refus, avis], about: "Pour lire", audience: "2de",
     skills: ["Citer"], boxes: false, allow: {worksheet-open: "elle est lue après"}}
  - {id: controle, title: "Contrôle", items: [refus], justified: both, reserve: true, skills: ["Citer"]}
"""
)


@pytest.fixture(scope="module")
def justified() -> Compilation:
    compilation = courses.compiled(JUSTIFIED)
    assert not compilation.diagnostics
    return compilation


def test_answer_and_quotation_count_half_each_unless_both_are_wanted(justified: Compilation) -> None:
    """The sheet and its key say the same rule."""
    half, both = "la moitié des points pour la réponse", "justes tous les deux"
    for sheet, said, unsaid in zip(justified.sheets, (half, both), (both, half), strict=True):
        asked = worksheet.page(sheet, justified, justified.course).decode()
        solved = key.page(sheet, [sheet], justified, justified.course).decode()
        for page in (asked, solved):
            assert said in page
            assert unsaid not in page


def test_a_long_quotation_may_be_shortened(justified: Compilation) -> None:
    """The sheet says how, the key shows it with its line; a passage nobody copies is not shortened."""
    sheet = justified.sheets[0]
    asked = worksheet.page(sheet, justified, justified.course).decode()
    assert "Une citation peut s’écrire «\xa0début (…) fin\xa0», avec sa ligne." in asked
    page = key.page(sheet, [sheet], justified, justified.course).decode()
    (shortened,) = re.findall(r'<p class="also shortened">(.*?)</p>', page)
    said, _, quoted = shortened.partition("\xa0: ")
    assert said == "Citation abrégée acceptée"
    assert quoted == "«\xa0Le conseil demande deux (…) du maire «\xa0incompréhensible\xa0» (l.\xa04-5)."


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("un deux trois quatre cinq six sept huit neuf dix onze", ""),
        ("A b c d e f g h\n i  j k l, 12.", "A b c d (…) j k l, 12"),
        ("市议会要求开办两所学校，而市长拒绝签署这封信。因此议会认为他错了。", "市议会要求开(…)会认为他错了"),
        ("市议会要求开办两所学校", ""),
    ],
)  # fmt: skip
def test_the_ends_of_a_quotation(words: str, short: str) -> None:
    assert passages.ends(words) == short


def test_the_grid_of_a_key_says_what_points_are_made_of_and_where(justified: Compilation) -> None:
    sheet = justified.sheets[0]
    page = key.page(sheet, [sheet], justified, justified.course).decode()
    found = re.findall(r'<td class="found">(.*?)</td>', page)
    assert found == [
        "Faux",
        'Points\xa0: 1,5 + 1 + 0,5 <a class="more" href="#q2" data-page="p.">voir la solution</a>',
    ]
    assert 'id="q2"' in page


def test_the_list_says_whom_a_sheet_is_for(justified: Compilation) -> None:
    page = index.page(justified, justified.course, []).data.decode()
    assert re.findall(r'<p class="facts use">(.*?)</p>', page) == [
        "Entraînement\xa0: les réponses sont publiques",
        "Réservée à l’évaluation",
    ]
    assert "Textes nécessaires\xa0: le texte (lecture\xa0: environ 1 min)" in page
    assert "Letter, échelle" in page
    assert page.count("Compétences") == 2
    assert "2de, " in page


def test_skills_may_be_for_teachers_alone(justified: Compilation) -> None:
    without, boxed = (
        worksheet.page(sheet, justified, justified.course).decode() for sheet in justified.sheets
    )
    assert "Citer" not in without
    assert '<th scope="row">Citer</th>' in boxed
