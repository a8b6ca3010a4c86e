"""Lines that mean something: verse, an author's own line breaks, and sentences without an end."""

from __future__ import annotations

import re

import pytest

import courses
from citedeck.commands import show
from citedeck.languages import guesses
from citedeck.model import Compilation
from citedeck.proof import coverage, passages
from citedeck.targets.anki import notes
from citedeck.targets.paper import documents, key, worksheet

LONG = "Et l’horloge de la tour, que personne ne regarde plus depuis la guerre,"
POEM = f"""\
LE PORT

La barque revient sans voile
    Et le vent retombe au soir
Les filets pendent aux clous
Comme des mots sans mémoire

{LONG}
Sonne encore pour les noyés
    La mer compte ses cailloux

Un enfant garde la lampe
Et la lampe garde un nom
"""

COURSE = f"""\
-- seeds/sources.yaml --
t: {{file: t.txt, label: "le poème", paragraphs: verse, headings: ["LE PORT"]}}
-- seeds/t.txt --
{POEM}
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
worksheets:
  - id: fiche
    title: "Fiche"
    items: [sans-voile, sonne]
    texts: [t]
-- questions/b.yaml --
source: t
items:
  - id: sans-voile
    type: short
    prompt: "Dans le poème, sans quoi la barque revient-elle ?"
    answer: "voile"
    evidence: "revient sans voile / Et le vent"
  - id: sonne
    type: short
    prompt: |
      Dans le poème, qui parle ?
        a = 1
      Et où ?
    answer: "La mer"
    evidence: "La mer compte ses cailloux"
    explanation: "Une ligne.\\nUne autre."
"""
INDENT = 2 * "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def compiled() -> Compilation:
    compilation = courses.compiled(COURSE)
    assert not compilation.broken
    return compilation


def _course(compilation: Compilation):
    assert compilation.course is not None
    return compilation.course


def test_lines_are_kept_and_numbered(compiled: Compilation) -> None:
    lines = compiled.texts["t"].lines
    assert [line.number for line in lines if line.is_numbered] == list(range(1, 10))
    assert [line.paragraph for line in lines] == [1, 2, 2, 2, 2, 3, 3, 3, 4, 4]
    assert not lines[0].is_numbered


def test_a_long_verse_turns_over_under_one_number(compiled: Compilation) -> None:
    course = _course(compiled)
    page = documents.page(course.sources["t"], compiled, course).decode()
    verse = re.search(r'<span class="line turns" id="l5">.*?</span>(.*?)</span>', page)
    assert verse
    parts = verse[1].split("<br>")
    assert [part.lstrip("\N{NO-BREAK SPACE}") for part in parts] == [
        "Et l’horloge de la tour, que personne ne regarde plus",
        "depuis la guerre,",
    ]
    assert '<p class="heading">\n<span class="line">LE PORT</span>' in page


def test_a_quotation_runs_over_a_line_end_and_keeps_it(compiled: Compilation) -> None:
    course = _course(compiled)
    (card, _) = notes.plan(compiled, course)
    passage = re.sub("</?(?:mark|b)>", "", card.values["Passage"])
    assert "<blockquote>La barque revient sans voile<br>Et le vent retombe au soir<br>Les filets" in passage
    assert "<br>Et le vent</mark> retombe" in card.values["Passage"]
    assert card.values["Source"].endswith("l.\N{NO-BREAK SPACE}1-2</div>")


def test_stanzas_stand_apart_on_paper(compiled: Compilation) -> None:
    """By a blank line; a title stays over its poem, and a page of prose is as it was."""
    course = _course(compiled)
    sheet = worksheet.page(compiled.sheets[0], compiled, course).decode()
    for page in (documents.page(course.sources["t"], compiled, course).decode(), sheet):
        kinds = re.findall(r'^<p class="(heading|paragraph|stanza)">$', page, re.MULTILINE)
        assert kinds == ["heading", "stanza", "stanza", "paragraph"]
    prose = courses.compiled(COURSE.replace(" paragraphs: verse,", ""))
    page = documents.page(_course(prose).sources["t"], prose, _course(prose)).decode()
    assert 'class="paragraph">' in page
    assert "stanza" not in page.partition("</style>")[2]
    assert "style=" not in page


def test_a_stanza_is_parted_from_the_next() -> None:
    over = COURSE.replace('compte ses cailloux"', 'compte ses cailloux Un enfant"')
    codes = {diagnostic.code for diagnostic in courses.compiled(over).diagnostics}
    assert "quote-paragraph" in codes


def test_key_and_sheet_keep_the_lines(compiled: Compilation) -> None:
    course = _course(compiled)
    (sheet,) = compiled.sheets
    answers = key.page(sheet, [sheet], compiled, course).decode()
    asked = worksheet.page(sheet, compiled, course).decode()
    assert "<br>Et le vent</mark> retombe au soir<br>Les filets" in answers
    assert "La barque revient sans voile</span>" in asked
    assert "LE PORT</span>" in asked


def test_an_authors_line_breaks_look_alike_everywhere(compiled: Compilation) -> None:
    course = _course(compiled)
    prompt = f"Dans le poème, qui parle\N{NO-BREAK SPACE}?<br>{INDENT}a = 1<br>Et où\N{NO-BREAK SPACE}?"
    resolved = show.item(compiled, "sonne")
    assert resolved
    parts = {part.title: part.html for part in show.parts(compiled, course, resolved, "sonne")}
    asked = [html for title, html in parts.items() if not title.endswith("back")]
    assert len(asked) == 3
    assert all(prompt in html for html in asked)
    backs = [html for title, html in parts.items() if title.endswith("back") or title == "key"]
    assert len(backs) == 2
    assert all("Une ligne.<br>Une autre." in html for html in backs)


def _counted(words: str) -> list[str]:
    """What is counted of a poem that no heading or item touches."""
    (covered,) = coverage.measure(courses.compiled(POETRY.replace("…", words)))
    return [span.text for span, _ in covered.unasked]


POETRY = """\
-- seeds/sources.yaml --
t: {file: t.txt, label: "le poème", paragraphs: verse}
-- seeds/t.txt --
…
"""


def test_each_line_counts_where_no_sentence_ends(compiled: Compilation) -> None:
    (covered,) = coverage.measure(compiled)
    assert [span.text for span in covered.asked] == [
        "La barque revient sans voile",
        "La mer compte ses cailloux",
    ]
    assert [(span.text, ids) for span, ids in covered.given] == [
        ("Et le vent retombe au soir", ("sans-voile",))
    ]
    assert [span.text for span in covered.untouched][:2] == [
        "Les filets pendent aux clous",
        "Comme des mots sans mémoire",
    ]
    assert [span.text for span, _ in covered.left_out] == ["LE PORT"]


def test_a_sentence_of_verse_counts_as_one_within_four_lines() -> None:
    assert _counted(
        "Le vent tombe.\n  La mer\ncompte. Un enfant\ngarde la lampe\net le nom !\n\nUne barque\nrevient"
    ) == [
        "Le vent tombe.",
        "La mer\ncompte.",
        "Un enfant\ngarde la lampe\net le nom !",
        "Une barque",
        "revient",
    ]


def test_a_gap_is_asked_about_on_its_line() -> None:
    """Strokes are the author's, and the words of a gap may stand on other lines too."""
    cloze = "Un / Le vent / Et la mer / la {{c1::mer}} / va là / la mer, la mer"
    text = cloze.replace("{{c1::mer}}", "mer").replace(" / ", "\n")
    item = f'  - {{id: a, type: cloze, prompt: "Dans le poème :", text: "{cloze}"}}'
    course = POETRY.replace("…", text) + f"-- questions/b.yaml --\nsource: t\nitems:\n{item}\n"
    (covered,) = coverage.measure(courses.compiled(course))
    assert [span.text for span in covered.asked] == ["la mer"]
    assert len(covered.given) == 5


def test_a_poem_that_is_one_long_sentence_counts_by_its_lines() -> None:
    lines = ["Le vent tombe", "la mer", "compte,", "un enfant garde", "« la lampe. »"]
    assert _counted("\n".join(lines)) == lines
    assert _counted("\n".join(lines[1:])) == ["\n".join(lines[1:])]


def test_a_line_without_a_word_does_not_count() -> None:
    assert _counted("Le vent tombe\n\n* * *\n\nla mer\n—\ncompte") == ["Le vent tombe", "la mer", "compte"]


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (POEM, "verse"),
        (POEM.replace("\n", "\r\n"), "verse"),
        (POEM.replace("\n\n", "\n"), "blank"),
        (
            "Dear all,\nyours truly,\n\n" + "A long line of prose that says much. " * 9 + "\n\nJane\nJoe\n",
            "blank",
        ),
    ],
)
def test_verse_is_guessed(words: str, mode: str) -> None:
    assert guesses.paragraphs(words) == mode


# A sentence without an end

ENDLESS = " ".join(f"mot{number} vient après mot{number - 1}" for number in range(1, 2600))
PROSE = f"""\
-- seeds/t.txt --
{ENDLESS}
-- questions/b.yaml --
source: t
items:
  - id: suite
    type: short
    prompt: "Selon le texte, que vient-il après un autre ?"
    answer: "mot1200"
    evidence: "mot1200 vient après mot1199 mot1201"
"""


def test_the_context_of_a_passage_is_bounded() -> None:
    assert len(ENDLESS) > 60_000
    compilation = courses.compiled(PROSE)
    (resolved,) = compilation.items
    (passage,) = resolved.passages
    shown = passages.pieces(compilation, passage)
    around = [piece.words for piece in shown if piece.role == "context"]
    assert "".join(piece.words for piece in shown if piece.role != "context") == passage.span.text
    assert around[0].startswith("[…] ")
    assert around[1].endswith(" […]")
    assert 380 < sum(map(len, around)) - 2 * len("[…] ") <= 400
    assert all(words.replace("[…]", "").strip() in ENDLESS for words in around)


@pytest.mark.parametrize(("length", "is_whole"), [(440, True), (441, False)])
def test_a_sentence_that_is_a_little_longer_is_shown_whole(length: int, *, is_whole: bool) -> None:
    words = (45 * "loin d’ici, ")[: length - 12] + " il y a mot1200 là."
    compilation = courses.compiled(
        PROSE.replace(ENDLESS, words).replace("mot1200 vient après mot1199 mot1201", "mot1200")
    )
    (passage,) = compilation.items[0].passages
    shown = "".join(piece.words for piece in passages.pieces(compilation, passage))
    assert len(words) == length + len("mot1200")
    assert (shown == words) is is_whole
    assert (len(shown) <= 400 + len("mot1200") + 2 * len("[…] ")) is not is_whole


def test_a_shorter_context_dates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def digests() -> tuple[str, set[str]]:
        compilation = courses.compiled(PROSE)
        (note,) = notes.plan(compilation, _course(compilation))
        return note.values["Passage"], {note.digest}

    bounded, digest = digests()
    monkeypatch.setattr(passages, "CONTEXT", len(ENDLESS))
    whole, same = digests()
    assert len(bounded) < 700
    assert len(whole) > 60_000
    assert digest == same
