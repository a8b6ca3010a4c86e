"""Files torn by a hand or a merge: each mistake is told, and nothing is a traceback."""

from __future__ import annotations

import pytest

import courses
from citedeck import compiler, targets
from citedeck.bank.raw import Inputs
from citedeck.messages import report

BANK, COURSE, SOURCES = "questions/b.yaml", "questions/course.yaml", "seeds/sources.yaml"
HEAD = "source: t\nitems:\n"
STRANGE = '{quote: "La ville vote le budget", source: txt}'
"""A quotation of a source that nobody listed."""


def item(form: str, keys: str) -> str:
    return f'{HEAD}  - id: a\n    type: {form}\n    prompt: "Selon le texte, quoi ?"\n{keys}'


BANKS = {
    "an empty mapping": f"{HEAD}  - {{}}\n",
    "two of them": f"{HEAD}  - {{}}\n  - {{}}\n",
    "a merge key alone": f"{HEAD}  - {{<<: 1}}\n",
    "nothing for an item": f"{HEAD}  - ~\n  -\n",
    "a list for a key": f"{HEAD}  - [a]: b\n",
    "a mapping for a key": f"{HEAD}  - {{a: b}}: c\n",
    "a torn mapping at the root": "{a b}",
    "a list at the root": "- a\n- b\n",
    "nothing in the head": "source: ~\nitems: ~\n",
    "a strange source in choice": item(
        "choice", f'    answer: "x"\n    distractors: ["y", "z"]\n    evidence: {STRANGE}\n'
    ),
    "in an answer": item(
        "choice",
        f'    answers:\n      - {{text: "x", evidence: {STRANGE}}}\n'
        f'      - {{text: "y", evidence: {STRANGE}}}\n'
        '    distractors: ["z"]\n',
    ),
    "in a pair": item(
        "match",
        f'    pairs:\n      - {{id: b, left: "x", right: "y", evidence: {STRANGE}}}\n'
        f'      - {{id: c, left: "u", right: "v", evidence: {STRANGE}}}\n',
    ),
    "in a step": item(
        "order",
        f'    by: text\n    steps:\n      - {{text: "x", evidence: {STRANGE}}}\n'
        f'      - {{text: "y", evidence: {STRANGE}}}\n',
    ),
    "in an element": item("open", f'    elements:\n      - {{points: 1, text: "x", evidence: {STRANGE}}}\n'),
    "in a verdict": item("true-false", f"    answer: true\n    evidence: {STRANGE}\n"),
    "in another quotation": item(
        "true-false", f'    answer: true\n    evidence: "La ville vote le budget"\n    also: {STRANGE}\n'
    ),
    "in a statement": item(
        "classify",
        '    classes: {k: "x"}\n    statements:\n'
        f'      - {{id: s, class: k, text: "x", evidence: {STRANGE}}}\n'
        '      - {id: t, class: k, text: "La ville vote le budget"}\n',
    ),
    "in a cell": item(
        "comparison",
        '    rows:\n      - id: r\n        criterion: "c"\n        verdict: differ\n'
        f'        cells: {{txt: {{answer: "x", evidence: {STRANGE}}}}}\n',
    ),
    "in a cloze": f'{HEAD}  - {{id: a, type: cloze, text: "x {{{{c1::y}}}}", evidence: {STRANGE}}}\n',
    "for a speaker": f"{HEAD}  - id: a\n    type: who-says-it\n    source: [t, txt]\n"
    '    statement: "La ville vote le budget"\n    answer: txt\n',
    "no cells": item("comparison", '    rows: [{id: r, criterion: "c", cells: {}, verdict: differ}]\n'),
    "no classes": item("classify", "    classes: {}\n    statements: [{}]\n"),
    "no pairs": item("match", "    pairs: []\n"),
    "empty pairs": item("match", "    pairs: [{}, {}]\n"),
    "empty evidence": item("short", '    answer: "x"\n    evidence: {}\n'),
    "a list of no evidence": item("short", '    answer: "x"\n    evidence: [{}, ~, ""]\n'),
    "null where words belong": item("short", "    answer: ~\n    evidence: null\n"),
}
LURES = ", ".join(f'"leurre {number}"' for number in range(26))
PAIRS = "".join(
    f'      - {{id: p{number}, left: "g{number}", right: "d {number}", evidence: "La ville vote"}}\n'
    for number in range(27)
)
BANKS["more options than letters"] = item(
    "choice", f'    answer: "budget"\n    distractors: [{LURES}]\n    evidence: "La ville vote le budget"\n'
)
BANKS["more pairs than letters"] = item("match", f"    pairs:\n{PAIRS}")
FILES = {
    "empty worksheets": (COURSE, 'title: "x"\nid: c\nlanguage: fr\nworksheets: [{}, ~]\n'),
    "a list for a course": (COURSE, "[]\n"),
    "a torn course": (COURSE, "{a b}"),
    "empty sources": (SOURCES, "t: {}\nu: ~\n"),
    "a list of sources": (SOURCES, "- t\n"),
    "torn sources": (SOURCES, "{a b}"),
    "nothing for a glossary": (SOURCES, 't: {file: t.txt, label: "le texte", glossary: ~}\n'),
}


def diagnosed(path: str, words: str) -> list[str]:
    """The codes said of TOWN with this file; every rendering of them is made, and every output."""
    compilation = compiler.compile(Inputs({**courses.files(courses.TOWN), path: words.encode()}, 10**9))
    for how in report.FORMATS:
        assert report.render(compilation.diagnostics, how)
    assert compilation.broken
    assert targets.render(compilation) == []
    return [diagnostic.code for diagnostic in compilation.diagnostics]


@pytest.mark.parametrize("words", BANKS.values(), ids=BANKS)
def test_a_torn_bank_is_told(words: str) -> None:
    assert diagnosed(BANK, words)


@pytest.mark.parametrize(("path", "words"), FILES.values(), ids=FILES)
def test_another_torn_file_is_told(path: str, words: str) -> None:
    assert diagnosed(path, words)


def test_nothing_is_no_words() -> None:
    """A bare null is YAML's nothing; in quotes it is a word."""
    bank = BANKS["null where words belong"]
    quoted = bank.replace("~", '"~"').replace("null", '"null"')
    torn, whole = (
        compiler.compile(Inputs({**courses.files(courses.TOWN), BANK: words.encode()}))
        for words in (bank, quoted)
    )
    assert [found.message for found in torn.diagnostics] == ["there are no words here"] * 2
    assert [found.code for found in whole.diagnostics] == ["quote-absent"]
