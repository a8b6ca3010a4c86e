"""Words from a bank run nothing: hostile in every field of every form, they are words to read, everywhere."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import browser as browsers
import courses
from anki_user import learner
from citedeck import compiler, targets
from citedeck.bank.raw import Inputs
from citedeck.model import Compilation, Output
from citedeck.targets.paper import printing

MARKUP = (
    "<script>alert(document.domain)</script> <img src=https://example.org/x onerror=alert(x)> "
    "<svg/onload=alert(x)> "
    "\"'><a href='javascript:alert(x)' onmouseover=alert(x)>ici</a> </style><style>*{display:none}</style> "
    "<!-- --> ]]> &lt;b&gt; &amp; </textarea></title></div></table> <base href=//example.org> "
    "[sound:x] [latex]x[/latex] [$]y[/$] [[type:Answer]] "
    "\\(z\\) \\[w\\] $$v$$ {% raw %} {# u #} ${alert(x)} <% x %>"
)
"""What HTML, CSS, templates and Anki could read something into."""

BRACES = MARKUP + " {{Prompt}} {{cloze:Text}} {{type:Answer}} {{FrontSide}} {{x::y}} }} {{"
"""And what would end a gap, where words may hold it."""

LINK = "https://example.org/{id}?\"'><script>alert(x)</script>&lt;{{x}}#"

MARKS = ("<script", "<img", "<svg", "onerror=", "[sound:", "[latex]", "{% raw %}", "\\(z\\)")


def _item(name: str, form: str, evidence: object = None, **keys: object) -> dict[str, object]:
    said = {} if evidence is None else {"evidence": evidence}
    return {"id": name, "type": form, **keys, **said, "explanation": f"{BRACES} explique"}


def _bank() -> list[dict[str, object]]:
    """An item of every form, hostile wherever it may be."""
    first, second = f"Le greffier copie {BRACES} dans le registre", "Le maire range le registre de la ville"
    asks = {"prompt": f"Selon le texte, {BRACES} ?"}
    lures = [{"text": f"{BRACES} leurre", "why": f"{BRACES} pourquoi"}, f"{BRACES} autre"]
    rows = [
        {"id": "un", "left": f"{BRACES} gauche", "right": BRACES, "evidence": first},
        {"id": "deux", "left": f"{BRACES} reste", "right": f"{BRACES} droite", "evidence": second},
    ]
    cells = {
        "t": {"answer": BRACES, "evidence": first},
        "u": {"answer": f"{BRACES} là", "evidence": "Un mot du second texte"},
    }
    return [
        _item("court", "short", first, answer=BRACES, accept=[f"{BRACES} accepté"], **asks),
        _item("choix", "choice", first, answer=BRACES, distractors=lures, **asks),
        _item("choisir", "choice", first, answers=[BRACES, f"{BRACES} aussi"], distractors=lures, **asks),
        _item("faux", "true-false", first, answer="false", correction=f"{BRACES} corrigé", **asks),
        _item(
            "trou", "cloze", text=f"La ville cache {{{{c1::{MARKUP}::{MARKUP} indice}}}} sous le pont", **asks
        ),
        _item("dit", "who-says-it", statement=first, answer="t", source=["t", "u"]),
        _item("nomme", "who-says-it", first, statement=first, answer=BRACES),
        _item("paires", "match", pairs=rows, distractors=lures, **asks),
        _item(
            "ordre", "order", by="text", steps=[{k: r[k] for k in ("left", "evidence")} for r in rows], **asks
        ),
        _item(
            "trier",
            "classify",
            classes={BRACES: f"{BRACES} sens", "b": MARKUP},
            statements=[
                {"id": "a", "class": BRACES, "text": first},
                {"id": "b", "class": "b", "text": second},
            ],
            **asks,
        ),
        _item(
            "comparer",
            "comparison",
            source=["t", "u"],
            rows=[{"id": "r", "criterion": f"{BRACES} critère", "cells": cells, "verdict": "differ"}],
            **asks,
        ),
        _item(
            "ouvert",
            "open",
            elements=[{"points": "2", "text": f"{BRACES} élément", "evidence": first}],
            criteria=[{"points": "1", "text": f"{BRACES} forme"}],
            note=f"{BRACES} note",
            **asks,
        ),
        _item(
            "silence", "true-false", {"quote": first, "absent": [f"{MARKUP} zut"]}, answer="not-said", **asks
        ),
        _item("entier", "choice", {"whole": f"{BRACES} juge"}, answer=BRACES, distractors=lures, **asks),
        _item("grave", "short", second, answer=second, sensitive=f"{BRACES} grave", **asks),
    ]


def _course() -> dict[str, bytes]:
    bank = _bank()
    for step in bank[8]["steps"]:  # type: ignore[attr-defined]  # it is the list above
        step["text"] = step.pop("left")
    described = ("title", "kind", "author", "publisher", "published", "about", "rights")
    source = {
        "label": f"le texte {BRACES}",
        "aliases": ["le texte"],
        "url": LINK.replace("{id}", "t"),
        "glossary": {"greffier": f"{BRACES} glose", "registre": MARKUP},
        **{key: f"{BRACES} {key}" for key in described},
    }
    sheet = {"id": "fiche", "title": f"{BRACES} fiche", "versions": ["A", "B"]}
    sheet |= {"duration": f"{BRACES} durée", "instructions": f"{BRACES} consigne"}
    course = {
        "title": f"{BRACES} cours",
        "id": "cas",
        "language": "fr",
        "about": f"{BRACES} sur",
        "report": LINK,
    }
    course |= {"deck": f"{BRACES} paquet", "categories": {"x": f"{BRACES} catégorie"}}
    course |= {"worksheets": [{**sheet, "items": [item["id"] for item in bank if "sensitive" not in item]}]}
    return {
        "seeds/t.txt": (
            f"{BRACES} titre.\n\nLe greffier copie {BRACES} dans le registre. "
            "Le maire range le registre de la ville. "
            f"La ville cache {MARKUP} sous le pont."
        ).encode(),
        "seeds/u.txt": b"Un mot du second texte.",
        "seeds/sources.yaml": _yaml(
            {"t": {"file": "t.txt", **source}, "u": {"file": "u.txt", "label": "le second"}}
        ),
        "questions/course.yaml": _yaml(course),
        "questions/b.yaml": _yaml({"source": "t", "category": "x", "level": "1", "items": bank}),
    }


def _yaml(value: object) -> bytes:
    how = {"Dumper": _Plain, "default_style": '"', "allow_unicode": True, "width": 10**6, "sort_keys": False}
    return yaml.dump(value, **how).encode()


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def flat(words: str) -> str:
    """Words with plain blanks, one at a time: typography sets its own."""
    return re.sub(r"\s+", " ", words)


@pytest.fixture(scope="module")
def hostile() -> Compilation:
    compilation = compiler.compile(Inputs(_course(), 10**9))
    assert [d.message for d in compilation.diagnostics if d.is_error] == []
    return compilation


@pytest.fixture(scope="module")
def outputs(hostile: Compilation) -> list[Output]:
    return targets.render(hostile)


class Watched:
    """A page of a real browser, and all that it did beyond showing words."""

    def __init__(self, page) -> None:
        self.page = page
        self.seen: list[str] = []
        page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.seen.append(f"request {request.url}"))
        page.on("console", lambda message: self.seen.append(f"console {message.text}"))
        page.on("pageerror", lambda error: self.seen.append(f"error {error}"))

    def shows(self, words: str, body: str = "document.body") -> str:
        """The words of HTML that was shown, after everything in it had its chance to run."""
        self.page.goto("about:blank")  # or the policy of the page before would hold for this one too
        self.page.set_content(words)
        self.page.evaluate("new Promise(done => setTimeout(done, 20))")
        return flat(self.page.evaluate(f"{body}.textContent"))


@pytest.fixture
def watched() -> Iterator[Watched]:
    with browsers.browser() as chromium:
        yield Watched(chromium.new_page())


def test_what_runs_would_be_seen(watched: Watched) -> None:
    watched.shows(MARKUP)
    seen, watched.seen = watched.seen, []
    kinds = {what.split()[0] for what in seen}
    assert {"dialog", "request"} <= kinds


# Paper


def test_pages_hold_words_alone(outputs: list[Output], watched: Watched) -> None:
    pages = [output for output in outputs if output.path.endswith(".html")]
    assert {output.path.partition("/")[0] for output in pages} == {
        "sheets",
        "keys",
        "documents",
        "practice",
        "index.html",
        "composer.html",
        "eleves.html",
    }
    for output in pages:
        shown = watched.shows(output.data.decode())
        assert output.path.startswith("documents/texte-u") or flat(BRACES) in shown, output.path
        assert watched.page.evaluate(FOREIGN) == [], output.path
    assert watched.seen == []


FOREIGN = """[
    ...[...document.querySelectorAll('script, img, svg, iframe, base, object, embed, link, form, textarea')]
      .filter(e => !e.matches('head > script:only-of-type, #data, .question, .question [name=a]'))
      .filter(e => !e.matches('#look, #look [name]')),
    ...[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|^src/.test(a.name))),
    ...[...document.querySelectorAll('style')].slice(1),
    ...[...document.querySelectorAll('a')].filter(a => !(
      /^(https:|([.][.].)?[a-z]+.[-.a-z]+(#[lq][0-9]+)?$|#[-a-z0-9=]+$)/.test(a.getAttribute('href')))),
  ].map(e => e.outerHTML.slice(0, 90))"""
"""Whatever stands in a page that no template of ours writes."""


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<base href=//x>"]
)
def test_a_page_would_run_nothing_even_so(outputs: list[Output], watched: Watched, attack: str) -> None:
    """The policy of every page stops what an escape forgotten would let in."""
    page = next(output for output in outputs if output.path == "index.html").data.decode()
    watched.shows(page.replace("<main>", f"<main>{attack}"))
    seen, watched.seen = watched.seen, []
    assert not [what for what in seen if what.startswith(("dialog", "request"))]
    assert seen or "base" in attack


def test_a_printed_page_holds_words_alone(outputs: list[Output]) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    pypdf = pytest.importorskip("pypdf")
    page = next(output for output in outputs if output.path == "keys/fiche-a-corrige.html")
    printed = pypdf.PdfReader(io.BytesIO(printing.printer()(page.data)))
    words = re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in printed.pages))
    assert "<script>alert(document.domain)</script>" in words
    assert "{{Prompt}}" in words
    raw = printed.trailer["/Root"]
    assert not {"/OpenAction", "/AA"} & set(raw)
    links = [a.get_object().get("/A", {}) for sheet in printed.pages for a in sheet.get("/Annots", [])]
    assert all(str(link.get("/URI", "https:")).startswith("https:") for link in links)


# Cards


def test_cards_hold_words_alone(outputs: list[Output], watched: Watched, tmp_path: Path) -> None:
    (deck,) = [output.data for output in outputs if output.path.endswith(".apkg")]
    with learner(tmp_path) as person:
        person.imports(deck)
        cards = person.cards()
        assert len(cards) == 14
        for card in cards:
            name = card.note()["ID"]
            assert (card.question_av_tags(), card.answer_av_tags()) == ([], []), name
            for side in (card.question(), card.answer()):
                shown = watched.shows(side)
                assert flat(MARKUP) in shown, name
                assert watched.page.evaluate(FOREIGN) == [], name
            assert flat(BRACES) in shown, name
        described = [deck for deck in person.col.decks.all() if deck.get("desc")]
        for deck in described:
            shown = watched.shows(person.col.render_markdown(deck["desc"]))
            assert flat(BRACES) in shown
            assert watched.page.evaluate(FOREIGN) == []
        assert described
        assert "<script>" not in html.unescape("".join(card.note_type()["css"] for card in cards))
    assert watched.seen == []


# Links


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org",
        "file:///etc/passwd",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/\\njavascript:alert(1)",
        "\\u0001javascript:alert(1)",
        "java\\tscript:alert(1)",
    ],
)
@pytest.mark.parametrize("key", ["url", "report"])
def test_a_link_that_runs_is_refused(link: str, key: str) -> None:
    where = {"url": "seeds/sources.yaml", "report": "questions/course.yaml"}[key]
    indent = "  " if key == "url" else ""
    words = f'{courses.TOWN}-- {where} --\n{courses.DEFAULTS[where]}{indent}{key}: "{link}"\n'
    found = courses.compiled(words).diagnostics
    assert [d.code for d in found if d.label.span.document.path == where] == ["value-invalid"]


# The terminal


@pytest.mark.parametrize("steering", ["\\e[2J", "\\e]0;titre\\a", "\\x9b31m", "\\u202e", "\\b\\b\\b"])
def test_words_do_not_steer_a_terminal(steering: str) -> None:
    from citedeck.messages import report

    words = courses.TOWN.replace('answer: "en 1912"', f'answer: "en {steering}1921"').replace(
        "type: cloze", f'type: "clo{steering}ze"'
    )
    found = courses.compiled(words).diagnostics
    assert {"answer-unproven", "form-unknown"} <= {d.code for d in found}
    for how in ("text", "concise", "github"):
        printed = report.render(found, how)
        assert printed.replace("\n", "").isprintable() or not re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", printed
        )
