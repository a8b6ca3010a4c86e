"""A text with its questions: no word is lost, each passage is whole, and other tools find it where it is."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import browser as browsers
import courses
from citedeck import targets
from citedeck.commands import build
from citedeck.languages import catalogue
from citedeck.model import Compilation, Source, Span
from citedeck.targets.paper import numbered
from citedeck.targets.screen import annotated, atoms
from citedeck.text.reading import Reading
from screens import WITH_SHEETS, opened

OURS = ("anticapitaliste", "options")
ANNOTATIONS = "documents/annotations.jsonld"


def rendered(compilation: Compilation, *only: str) -> dict[str, str]:
    return {output.path: output.data.decode() for output in targets.render(compilation, only)}


@pytest.fixture(scope="module")
def ours() -> Compilation:
    return build.compile_only(courses.ROOT)


@pytest.fixture(scope="module")
def folder(ours: Compilation, every_form: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As files: our own annotated texts, the list of everything, and the text with every form."""
    root = tmp_path_factory.mktemp("annotated")
    name = "documents/texte-alder-annote.html"
    for path, words in {name: every_form[name], **rendered(ours, "annotated", "index")}.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(words, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def every_form() -> dict[str, str]:
    """The pages of a course of every form that an annotated text leads to, or that pupils have."""
    compilation = courses.compiled(WITH_SHEETS)
    return rendered(compilation, "worksheet", "key", "documents", "annotated", "practice", "pupils", "index")


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with browsers.browser() as launched:
        yield launched


def page_of(folder: Path, text: str) -> Path:
    return folder / f"documents/texte-{text}-annote.html"


# Words

Pieces = list[tuple[str, tuple[str, ...], tuple[int, ...]]]
_LINE = re.compile(r'<p class="line[^>]*>(?:<span class="line-number">\d+</span>)?(.*?)</p>')
_PIECE = re.compile(r'<span class="([^"]*)"(?: data-passages="([^"]*)")?>(.*?)</span>|([^<]+)')


def lines(page: str) -> list[Pieces]:
    """The lines of an annotated text without its notes: words, their classes, the numbers of passages."""
    found = []
    for line in _LINE.findall(page):
        pieces = []
        for classes, passages, words, bare in _PIECE.findall(line.replace("<br>", "\n")):
            numbers = tuple(map(int, passages.split()))
            pieces.append((html.unescape(words or bare), tuple(classes.split()), numbers))
        found.append(pieces)
    return found


def unspaced(words: str) -> str:
    """Words without the blanks, which typography sets."""
    return re.sub(r"\s+", "", words)


def held(page: str, source: Source, compilation: Compilation) -> Counter[int]:
    """That a page holds a text and each passage of it, letter by letter; how deep its words lie."""
    course = compilation.course
    assert course is not None
    printed = numbered.text(source, compilation.texts[source.id].lines, course, beside=False)
    shown = ["".join(words for words, _, _ in line) for line in lines(page)]
    assert shown == ["".join(w for w, _ in line.runs) for part in printed.paragraphs for line in part]
    assert unspaced("".join(shown)) == unspaced(source.document.text)

    pieces = [piece for line in lines(page) for piece in line]
    marks = atoms.marks(source, [r for r in compilation.items if source in r.sources])
    assert {number for _, _, numbers in pieces for number in numbers} == {mark.number for mark in marks}
    for mark in marks:
        own = [(words, classes) for words, classes, numbers in pieces if mark.number in numbers]
        assert unspaced("".join(words for words, _ in own)) == unspaced(mark.span.text)
        assert all(f"q-{mark.item}" in classes for _, classes in own)
        answers = "".join(words for words, classes in own if "answer" in classes)
        assert all(unspaced(span.text) in unspaced(answers) for span in mark.answers)
    for _, classes, numbers in pieces:
        assert (f"d{min(len(numbers), 8)}" in classes) == bool(numbers)
    return Counter(len(numbers) for _, _, numbers in pieces)


@pytest.mark.parametrize("text", OURS)
def test_no_word_is_lost_and_each_passage_is_whole(ours: Compilation, folder: Path, text: str) -> None:
    page = page_of(folder, text).read_text(encoding="utf-8")
    depths = held(page, ours.course.sources[text], ours)
    assert max(depths) > 5
    assert len(re.findall('<div class="note[ "]', page)) == sum(
        any(source.id == text for source in resolved.sources) for resolved in ours.items
    )


LINES_OF = {
    "verse": ("paragraphs: verse", "Le vent\nse lève ! Il faut\n\ntenter de vivre.", "vent se lève"),
    "chinese": (
        "language: zh",
        "城市在一九一二年通过了预算。市长反对这项决定，因为没有钱。",
        "市长反对这项决定",
    ),
    "hebrew": ("language: he", "העיר אישרה את התקציב. ראש העיר התנגד לכך.", "ראש העיר התנגד"),
    "french": (
        "language: fr",
        "Il dit : «Non !» Et 10 000 voix disent : «Oui.»",
        "10 000 voix disent : «Oui",
    ),
    "emoji": ("language: fr", "La ville 🎉 vote 🎉 le budget. Le maire 🎉 s’y oppose.", "vote 🎉 le budget"),
}


@pytest.mark.parametrize("kind", LINES_OF)
def test_in_every_writing(kind: str) -> None:
    described, text, quote = LINES_OF[kind]
    compilation = courses.compiled(
        f'-- seeds/t.txt --\n{text}\n-- seeds/sources.yaml --\nt:\n  file: t.txt\n  label: "le texte"\n'
        f"  {described}\n-- questions/b.yaml --\nsource: t\nitems:\n"
        f'  - {{id: q, type: short, prompt: "Selon le texte ?", answer: "{quote}", evidence: "{quote}"}}\n'
    )
    assert [d.message for d in compilation.diagnostics if d.is_error] == []
    page = rendered(compilation, "annotated")["documents/texte-t-annote.html"]
    held(page, compilation.course.sources["t"], compilation)
    direction = "rtl" if kind == "hebrew" else "ltr"
    assert re.search(f'<div class="annotated" lang="[a-z]+" dir="{direction}">', page)


_WORDS = "Le maire dit : « » Non ! 10 000 «Oui non» é 市长反对 🎉"
WORDS = st.lists(
    st.sampled_from([*_WORDS.split(), "\n", "  ", "\xa0"]),
    min_size=1,
    max_size=120,
)


@given(WORDS, st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), max_size=12), st.booleans())
@settings(max_examples=80)
def test_any_passages_of_any_text(words: list[str], places: list[tuple[int, int]], verse: bool) -> None:
    """Cut at any borders its lines keep their words, and every passage is whole pieces."""
    text = " ".join(words)
    course = courses.compiled(courses.TOWN).course
    source = course.sources["t"]
    how = {"document": replace(source.document, text=text), "paragraphs": "verse" if verse else "lines"}
    source = replace(source, **how)
    listed = Reading.of(source, "fr").numbered.lines
    printed = numbered.text(source, listed, course, beside=False)
    shown = ["".join(w for w, _ in line.runs) for part in printed.paragraphs for line in part]
    spans = [Span(source.document, min(at, len(text)), min(at + size, len(text))) for at, size in places]
    borders = [border for span in spans for border in (span.start, span.end)]
    pieces = []
    for line, words_of_line in zip(listed, shown, strict=True):
        cut = atoms.cut(Span(source.document, line.start, line.end), words_of_line, borders)
        assert "".join(atom.words for atom in cut) == words_of_line
        pieces += cut
    for atom in pieces:
        assert not [border for border in borders if atom.start < border < atom.end]
    for span in spans:
        own = "".join(atom.words for atom in pieces if atom.is_in(span))
        assert unspaced(own) == unspaced(span.text)


def test_other_words_are_not_cut() -> None:
    line = Span(courses.compiled(courses.TOWN).course.sources["t"].document, 0, 8)
    assert line.text == "La ville"
    with pytest.raises(ValueError, match="is not how"):
        atoms.cut(line, "La villes", [2])


# What is asked of a text

VILLAGE = """\
-- seeds/t.txt --
Au village
La ville vote le budget en 1912. Le conseil demande deux écoles. Le maire refuse. Il pleut.
-- seeds/sources.yaml --
t:
  file: t.txt
  label: "le texte"
  headings: ["Au village"]
-- questions/b.yaml --
source: t
items:
  - id: vote
    type: short
    prompt: "Selon le texte, quand la ville vote-t-elle le budget ?"
    answer: "en 1912"
    evidence: ["La ville vote le budget en 1912.", "Le maire refuse."]
  - id: conseil
    type: true-false
    prompt: "Selon le texte, le conseil demande des routes."
    answer: not-said
    evidence: {quote: "Le conseil demande deux écoles.", absent: ["route"]}
"""


def test_what_is_asked_what_is_given_and_what_is_untouched() -> None:
    page = rendered(courses.compiled(VILLAGE), "annotated")["documents/texte-t-annote.html"]
    pieces = [
        (words.strip(), {*classes}) for line in lines(page) for words, classes, _ in line if words.strip()
    ]
    states = {"asked", "given", "untouched", "left_out"}
    words_of: dict[str, str] = {}
    for words, classes in pieces:
        (state,) = classes & states
        words_of[state] = f"{words_of.get(state, '')} {words}".strip()
    assert words_of == {
        "left_out": "Au village",
        "asked": "La ville vote le budget en 1912 .",
        "given": "Le conseil demande deux écoles. Le maire refuse.",
        "untouched": "Il pleut.",
    }
    assert [words for words, classes in pieces if "answer" in classes] == ["en 1912"]
    counts = re.findall(r'<span class="(\w+)[^>]*>[^<]*</span> <b>(\d)</b>', page)
    assert counts == [("asked", "1"), ("given", "2"), ("untouched", "1"), ("left_out", "1")]


def test_a_question_stands_at_its_first_line_and_is_named_at_the_others(every_form: dict[str, str]) -> None:
    page = every_form["documents/texte-alder-annote.html"]
    rows = page.split('<div class="line-and-notes">')[1:]
    noted = [re.findall(r'<div class="note[^"]*" id="q-([a-z-]+)"', row.split("</main>")[0]) for row in rows]
    again = [re.findall(r'<a class="again[^"]*" href="#q-([a-z-]+)"', row) for row in rows]
    assert "vote" in noted[0]
    assert "roles" in noted[0] + noted[1]
    assert any("roles" in row for row in again[2:])
    everywhere = [item for row in noted for item in row]
    assert len(everywhere) == len({*everywhere})
    assert page.index('id="q-public"') > page.index("Questions sans passage dans ce texte")


def test_a_note_says_what_its_key_says(every_form: dict[str, str]) -> None:
    page = every_form["documents/texte-alder-annote.html"]
    notes = {n: html.unescape(w) for n, w in re.findall(r'id="q-([a-z-]+)">(.*?)</details>', page, re.DOTALL)}
    plain = {name: " ".join(re.sub("<[^>]*>", " ", words).split()) for name, words in notes.items()}
    assert "réponse courte, Niveau 1, date, 1 point" in plain["vote"]
    assert "en 1912 Réponses acceptées : 1912. Passage du texte : l. 1 " in plain["vote"]
    assert "une route ( l. 4-5 ) des écoles ( l. 4 )" in plain["projets"].replace("\xa0", " ")
    assert "un phare – Le phare est une demande du texte de Brun. une gare La fiche" in plain["projets"]
    assert "Le maire → s’opposer au vote ( l. 1-2 )" in plain["roles"].replace("\xa0", " ")
    assert "démissionner – Le texte ne parle d’aucune démission." in plain["roles"]
    assert "Le maire, ____, s’y oppose" in plain["trous"]
    assert "Passage sensible : violence" in plain["place"].replace("\xa0", " ")
    assert "D’après l’ensemble du texte : il raconte" in plain["public"].replace("\xa0", " ")
    assert "sur aucune fiche prête" in plain["public"]
    assert "Sujet A, No" in plain["vote"]
    assert "(Le texte de Brun, § 3)" not in plain["comparer"]
    assert re.search(r"Le texte de Brun, § \d", plain["comparer"].replace("\xa0", " "))


def test_links_lead_somewhere(every_form: dict[str, str]) -> None:
    pages = [path for path in every_form if path.endswith("-annote.html")]
    assert pages == ["documents/texte-alder-annote.html"]  # the other text may not be printed
    for path in pages:
        links = {link for link in re.findall(r'href="([^"]+)"', every_form[path]) if "://" not in link}
        assert any(link.startswith("../keys/") for link in links)
        for link in links:
            name, _, place = link.partition("#")
            target = every_form[f"documents/{name}".replace("documents/../", "") if name else path]
            assert not place or f'id="{place}"' in target, link


# Doors


def test_pupils_are_not_led_to_it(every_form: dict[str, str]) -> None:
    pupils = [
        words
        for path, words in every_form.items()
        if path.startswith(("sheets/", "practice/", "eleves", "documents/texte"))
        and not path.endswith("-annote.html")
    ]
    assert len(pupils) > 8
    assert not [words for words in pupils if "annote" in words or "jsonld" in words]
    assert 'href="documents/texte-alder-annote.html"' in every_form["index.html"]
    assert f'href="{ANNOTATIONS}"' in every_form["index.html"]


def test_without_it_the_list_does_not_name_it() -> None:
    index = rendered(courses.compiled(WITH_SHEETS), "key", "index")["index.html"]
    assert "annot" not in index


@pytest.mark.parametrize("language", sorted(catalogue.languages()))
def test_every_language_has_it(language: str) -> None:
    outputs = rendered(
        courses.compiled(WITH_SHEETS.replace("language: fr", f"language: {language}")), "annotated"
    )
    words = catalogue.of(language)
    assert re.fullmatch("[a-z]+(-[a-z]+)*", words["annotated_suffix"])
    page = outputs[f"documents/{words['text_prefix']}-alder-{words['annotated_suffix']}.html"]
    for key in ("annotated", "annotated_about", "answer_and_sheets", "form_match", "state_untouched"):
        assert html.escape(catalogue.typeset(words[key], language)) in page
    assert '<span lang="en' not in page


# What other tools read


@pytest.fixture(scope="module")
def annotations(folder: Path) -> list[dict]:
    collection = json.loads((folder / ANNOTATIONS).read_text(encoding="utf-8"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert "code points" in collection["rdfs:comment"]
    assert collection["total"] == len(collection["first"]["items"]) > 150
    return collection["first"]["items"]


def test_annotations_say_where_each_passage_stands(ours: Compilation, annotations: list[dict]) -> None:
    assert len({annotation["id"] for annotation in annotations}) == len(annotations)
    by_digest = {
        hashlib.sha256(s.document.text.encode()).hexdigest(): s for s in ours.course.sources.values()
    }
    quoted = Counter()
    for annotation in annotations:
        target = annotation["target"]
        text = by_digest[target["state"]["schema:sha256"]].document.text
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == text[start:end]
        assert quote["prefix"] == text[max(start - 32, 0) : start]
        assert quote["suffix"] == text[end : end + 32]
        assert annotation["motivation"] == "assessing"
        quoted[target["source"]["rdfs:label"]] += 1
    assert quoted == {
        s.label: len(atoms.marks(s, [r for r in ours.items if s in r.sources])) for s in by_digest.values()
    }


def test_the_digest_is_that_of_the_file(ours: Compilation, annotations: list[dict]) -> None:
    files = {
        hashlib.sha256((courses.ROOT / s.document.path).read_bytes()).hexdigest()
        for s in ours.course.sources.values()
    }
    assert {annotation["target"]["state"]["schema:sha256"] for annotation in annotations} == files


ANCHOR = """
const {toTextPosition} = require('dom-anchor-text-quote');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const found = texts.map(([text, quotes]) => quotes.map(quote => {
  const place = toTextPosition({textContent: text}, quote);
  return place && [...text.slice(0, place.start)].length + ' ' + [...text.slice(0, place.end)].length;
}));
console.log(JSON.stringify(found));
"""


def test_another_tool_finds_each_quotation_at_its_place(ours: Compilation, annotations: list[dict]) -> None:
    browsers.script("dom-anchor-text-quote", "package.json")
    for source in ours.course.sources.values():
        own = [
            a["target"]["selector"]
            for a in annotations
            if a["target"]["source"]["rdfs:label"] == source.label
        ]
        given_words = json.dumps([[source.document.text, [quote for quote, _ in own]]])
        done = subprocess.run(
            [browsers.program("node"), "-e", ANCHOR],
            input=given_words,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            cwd=browsers.NODE,
        )
        (found,) = json.loads(done.stdout)
        assert found == [f"{position['start']} {position['end']}" for _, position in own]


def test_of_a_text_that_may_not_be_printed_no_word_is_given(every_form: dict[str, str]) -> None:
    annotations = json.loads(every_form[ANNOTATIONS])["first"]["items"]
    brun = [a for a in annotations if a["target"]["source"]["rdfs:label"] == "le texte de Brun"]
    assert len(brun) > 3
    for annotation in brun:
        assert [selector["type"] for selector in annotation["target"]["selector"]] == ["TextPositionSelector"]
        assert annotation["target"]["source"]["id"].startswith("ni:///sha-256;")
        assert [body["type"] for body in annotation["body"]] == ["TextualBody", "TextualBody"]


def described(page: str) -> dict:
    (words,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(words)


def test_the_list_says_what_the_course_is(folder: Path) -> None:
    course = described((folder / "index.html").read_text(encoding="utf-8"))
    assert course["@type"] == "LearningResource"
    assert course["inLanguage"] == "fr"
    assert course["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [work["publisher"]["name"] for work in course["isBasedOn"]] == [
        "L’Anticapitaliste",
        "Options (Ugict-CGT), édition 065",
    ]
    assert course["educationalLevel"] == ["3e et lycée", "lycée", "1re et terminale"]


def test_no_word_ends_its_script(chromium, tmp_path: Path) -> None:
    name = "</script><img src=x onerror=alert(1)> & <!--"
    text = courses.TOWN_COURSE.replace('title: "La ville"', f'title: "{name}"')
    text = text.replace('title: "Lire"', 'title: "Lire"\n    audience: "troisième"')
    page = rendered(courses.compiled(text), "index")["index.html"]
    assert described(page)["name"] == name
    assert described(page)["educationalLevel"] == ["troisième"]
    path = tmp_path / "index.html"
    path.write_text(page, encoding="utf-8")
    with opened(chromium, path) as screen:  # no violation of its policy, no request
        assert screen.page.locator("h1").inner_text() == name
        assert screen.page.locator("img").count() == 0


# On a screen


@pytest.mark.parametrize("scripts", [True, False])
def test_a_worksheet_is_chosen_without_a_script(
    ours: Compilation, chromium, folder: Path, scripts: bool
) -> None:
    with opened(chromium, page_of(folder, "options"), java_script_enabled=scripts) as screen:
        page = screen.page
        every = page.locator(".note").count()
        assert page.locator(".note:visible").count() == every
        thick = page.locator(".annotated .d5").first
        assert thick.evaluate("e => getComputedStyle(e).borderBottomWidth") == "5px"
        chosen = page.get_by_label("Repérer : le texte d’Options")
        chosen.check()
        name = chosen.get_attribute("id")
        sheet = next(s for s in ours.sheets if s.worksheet.id == "options-reperage")
        ids = {f"q-{entry.resolved.item.id}" for entry in sheet.entries}
        seen = page.locator(".note:visible").evaluate_all("notes => notes.map(note => note.id)")
        assert {*seen} == ids
        lined = page.locator(".annotated .cited").evaluate_all(
            "spans => spans.filter(e => getComputedStyle(e).borderBottomColor !== 'rgba(0, 0, 0, 0)')"
            ".map(e => [e.className, parseInt(getComputedStyle(e).borderBottomWidth)])"
        )
        assert lined
        for classes, width in lined:
            (depth,) = re.findall(rf" {name}-(\d)", classes)
            assert int(depth) == width
            assert {*re.findall(r"q-[a-z0-9-]+", classes)} & ids
        page.get_by_label("Toutes les questions").check()
        assert page.locator(".note:visible").count() == every


def test_a_link_lights_all_words_of_a_question(chromium, folder: Path) -> None:
    with opened(chromium, page_of(folder, "anticapitaliste"), "#q-anti-interets") as screen:
        lit = screen.page.locator(".annotated span").evaluate_all(
            "spans => spans.filter(e => getComputedStyle(e).borderTopStyle === 'solid').map(e => e.className)"
        )
        own = screen.page.locator(".annotated .q-anti-interets").evaluate_all(
            "all => all.map(e => e.className)"
        )
        assert lit == own != []
        note = screen.page.locator("#q-anti-interets")
        assert note.evaluate("e => e.getBoundingClientRect().top") >= 0
        assert note.evaluate("e => e.getBoundingClientRect().bottom") <= 720


def test_of_many_questions_a_link_lights_the_question_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many rules would make the page slow."""
    few, many = annotated.MOST_LIT, 3
    for most, lights in ((few, True), (many, False)):
        monkeypatch.setattr(annotated, "MOST_LIT", most)
        page = rendered(courses.compiled(WITH_SHEETS), "annotated")["documents/texte-alder-annote.html"]
        assert (":root:has(#q-vote:target) .q-vote" in page) == lights


WIDE = """() => [...document.querySelectorAll('body *')].filter(
  e => e.checkVisibility() && !e.closest('.unseen') && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize(("text", "scheme", "width"), [("alder", "light", 320), ("options", "dark", 1280)])
def test_everybody_can_read_it(chromium, folder: Path, text: str, scheme: str, width: int) -> None:
    """Every answer open: of every form, and ours."""
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 720}, "bypass_csp": True}
    with opened(chromium, page_of(folder, text), **look) as screen:
        screen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert screen.page.evaluate(WIDE) == []
        screen.page.evaluate(browsers.script("axe-core", "axe.min.js"))
        violations = "async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html)[0]])"
        assert screen.page.evaluate(violations) == []


def test_pages_are_valid_html(folder: Path, tmp_path: Path) -> None:
    browsers.script("html-validate", "package.json")
    for file in (page_of(folder, "alder"), page_of(folder, "options"), folder / "index.html"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rules = {"no-inline-style": "error", "long-title": "off"}
    config = {"extends": ["html-validate:standard"], "rules": rules, "root": True}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(config), encoding="utf-8")
    program = [browsers.program("node"), str(browsers.NODE / "html-validate/bin/html-validate.mjs")]
    done = subprocess.run(
        [*program, "--ext", "html", str(tmp_path)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_same_bytes_twice(ours: Compilation, folder: Path) -> None:
    for path, words in rendered(ours, "annotated").items():
        assert (folder / path).read_text(encoding="utf-8") == words


# On paper

LINKED = """() => {
  document.querySelectorAll('details').forEach(d => { d.open = OPEN; });
  for (const target of document.querySelectorAll('.line[id], .note')) {
    const link = document.createElement('a');
    [link.href, link.textContent] = ['#' + target.id, target.id];
    document.querySelector('main').append(link, ' ');
  }
}"""
"""A link to each line and each note: of what is linked a browser writes down the page."""


@pytest.mark.parametrize("all_open", [False, True])
def test_printed_each_note_is_with_its_line(chromium, folder: Path, all_open: bool) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = chromium.new_context(bypass_csp=True).new_page()
    page.goto(page_of(folder, "anticapitaliste").as_uri())
    line_of = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.annotated .note')]"
        ".map(n => [n.id, n.closest('.line-and-notes').querySelector('.line').id]))"
    )
    page.evaluate(LINKED.replace("OPEN", str(all_open).lower()))
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.context.close()
    places = {
        name.removeprefix("/"): (reader.get_destination_page_number(place), float(place.top or 0))
        for name, place in reader.named_destinations.items()
    }
    assert len(line_of) > 40
    words = [sheet.extract_text() for sheet in reader.pages]
    for note, line in line_of.items():
        (of_note, top), (of_line, _) = places[note], places[line]
        assert 0 <= of_note - of_line <= 1, note
        assert 0 < top <= float(reader.pages[of_note].mediabox.height), note
        assert note.removeprefix("q-") in words[of_note], note
