"""What the rules of item-writing know of each language: what they warn of, and what they let be."""

from __future__ import annotations

import pytest

from citedeck.languages import rules
from courses import compiled

KNOWN = ["fr", "en", "es", "de", "it", "pt", "nl", "ca"]

COURSE = """\
-- seeds/t.txt --
{sentence}
-- seeds/sources.yaml --
t: {{file: t.txt, label: "T"}}
-- questions/course.yaml --
title: "T"
id: t
language: {language}
-- questions/b.yaml --
source: t
items:
  - id: a
    type: choice
    prompt: "{prompt}"
    {answer}
    distractors: ["x", "{lure}"]
    evidence: "{quotation}"
"""

RULES = {"option-catch-all", "stem-bare", "stem-several", "evidence-dropped"}


def warned(language: str, **words: str) -> set[str]:
    """Which of the rules about words warn of an item in a language."""
    plain = {"sentence": "Zoo", "quotation": "Zoo", "prompt": "T?", "lure": "y", "answer": 'answer: "z"'}
    diagnostics = compiled(COURSE.format(language=language, **{**plain, **words})).diagnostics
    assert not [diagnostic for diagnostic in diagnostics if diagnostic.is_error]
    return {diagnostic.code for diagnostic in diagnostics} & RULES


def test_each_language_is_known_in_full() -> None:
    assert sorted(rules.RULES) == sorted(KNOWN)
    for name in KNOWN:
        assert rules.of(f"{name}-XX") is not None
        assert len(rules.RULES[name]["numbers"].split()) == 9
    assert rules.of("sv") is None


@pytest.mark.parametrize(
    ("language", "lure"),
    [
        ("fr", "Aucune de ces réponses"),
        ("fr", "1 et 3"),
        ("en", "None of the above"),
        ("es", "Ninguna de las anteriores"),
        ("es", "Todas las respuestas son correctas"),
        ("es", "1 y 3"),
        ("de", "Keine dieser Antworten"),
        ("de", "Alle oben genannten"),
        ("de", "Nichts davon"),
        ("it", "Nessuna delle precedenti"),
        ("it", "Tutte le risposte"),
        ("pt", "Nenhuma das anteriores"),
        ("pt", "Todas as alternativas"),
        ("nl", "Geen van deze antwoorden"),
        ("nl", "Alle bovenstaande"),
        ("ca", "Cap d’aquestes respostes"),
        ("ca", "Totes les anteriors"),
    ],
)
def test_an_option_that_speaks_of_the_others(language: str, lure: str) -> None:
    assert warned(language, lure=lure) == {"option-catch-all"}


@pytest.mark.parametrize(
    ("language", "lure"),
    [
        ("es", "ninguna de las escuelas"),
        ("es", "todas las ciudades"),
        ("de", "alle genannten Schulen"),
        ("de", "keine der Schulen"),
        ("it", "tutte le scuole"),
        ("pt", "nenhuma das escolas"),
        ("nl", "alle scholen"),
        ("ca", "totes les escoles"),
        ("sv", "Inget av dessa svar"),
    ],
)
def test_an_option_that_speaks_of_things(language: str, lure: str) -> None:
    assert warned(language, lure=lure) == set()


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("fr", "Laquelle de ces affirmations est vraie ?"),
        ("en", "Which of these statements is true?"),
        ("es", "¿Cuál de las siguientes frases es correcta?"),
        ("de", "Welche der folgenden Aussagen trifft zu?"),
        ("de", "Welcher dieser Sätze stimmt?"),
        ("de", "Welche Aussage ist richtig?"),
        ("it", "Quale delle seguenti affermazioni è vera?"),
        ("pt", "Qual das afirmações é verdadeira?"),
        ("nl", "Welke van deze uitspraken klopt?"),
        ("nl", "Welke stelling is juist?"),
        ("ca", "Quina d’aquestes afirmacions és certa?"),
    ],
)
def test_a_question_that_asks_nothing(language: str, prompt: str) -> None:
    assert warned(language, prompt=prompt) == {"stem-bare"}


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("es", "¿Cuál de estas escuelas pide el consejo?"),
        ("de", "Welche der folgenden Schulen fordert der Rat?"),
        ("de", "Welche Aussage macht der Rat über die Schule?"),
        ("it", "Quale di queste scuole chiede il consiglio?"),
        ("pt", "Qual destas escolas pede o conselho?"),
        ("nl", "Welke van deze scholen vraagt de raad?"),
        ("ca", "Quina d’aquestes escoles demana el consell?"),
    ],
)
def test_a_question_that_asks_something(language: str, prompt: str) -> None:
    assert warned(language, prompt=prompt) == set()


TWO = 'answers: ["z", "w"]'


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("es", "Según T, ¿qué dos cosas pide el consejo?"),
        ("de", "Welche zwei Dinge fordert der Rat?"),
        ("it", "Quali due cose chiede il consiglio?"),
        ("pt", "Que duas coisas pede o conselho?"),
        ("pt", "Quais são os dois pedidos do conselho?"),
        ("nl", "Welke twee dingen vraagt de raad?"),
        ("ca", "Quines dues coses demana el consell?"),
        ("ca", "Quins dos pobles hi són?"),
        ("ca", "Which two villages are there?"),
        ("de", "Nenne 2 Orte."),
    ],
)
def test_two_answers_are_announced(language: str, prompt: str) -> None:
    assert warned(language, prompt=prompt, answer=TWO) == set()


@pytest.mark.parametrize("language", KNOWN)
def test_two_answers_are_not_announced(language: str) -> None:
    assert warned(language, prompt="T?", answer=TWO) == {"stem-several"}


@pytest.mark.parametrize(
    ("language", "sentence", "quotation"),
    [
        ("es", "La ciudad no vota el presupuesto.", "vota el presupuesto"),
        ("es", "Según el alcalde, la ciudad vota el presupuesto.", "la ciudad vota el presupuesto"),
        ("es", "El alcalde de la ciudad nunca vota.", "El alcalde de la ciudad"),
        ("de", "Die Stadt baut die neue Schule nicht.", "Die Stadt baut die neue Schule"),
        ("de", "Der Rat will keine neue Schule bauen.", "neue Schule bauen"),
        ("de", "Laut dem Bürgermeister baut die Stadt Schulen.", "baut die Stadt Schulen"),
        ("de", "Dem Bericht zufolge baut die Stadt Schulen.", "baut die Stadt Schulen"),
        ("it", "La città non vota il bilancio.", "vota il bilancio"),
        ("it", "Secondo il sindaco la città vota il bilancio.", "la città vota il bilancio"),
        ("it", "Secondo l’autore la città vota il bilancio.", "la città vota il bilancio"),
        ("pt", "A cidade não vota o orçamento.", "vota o orçamento"),
        ("pt", "Segundo o presidente, a cidade vota o orçamento.", "a cidade vota o orçamento"),
        ("pt", "A cidade vota o orçamento, de acordo com a lei.", "A cidade vota o orçamento"),
        ("nl", "De stad bouwt de nieuwe school niet.", "De stad bouwt de nieuwe school"),
        ("nl", "Volgens de raad bouwt de stad scholen.", "bouwt de stad scholen"),
        ("ca", "La ciutat no vota el pressupost.", "vota el pressupost"),
        ("ca", "Segons l’alcalde, la ciutat vota el pressupost.", "la ciutat vota el pressupost"),
    ],
)
def test_evidence_that_leaves_out_who_says_it_or_that_it_is_not_so(
    language: str, sentence: str, quotation: str
) -> None:
    assert warned(language, sentence=sentence, quotation=quotation) == {"evidence-dropped"}


@pytest.mark.parametrize(
    ("language", "sentence", "quotation"),
    [
        ("es", "El consejo pide dos escuelas, no un puente.", "El consejo pide dos escuelas"),
        ("es", "La ciudad nota que vota el presupuesto.", "vota el presupuesto"),
        ("de", "Der Rat ruft laut nach neuen Schulen.", "nach neuen Schulen"),
        ("de", "Der Rat will noch eine neue Schule bauen.", "eine neue Schule bauen"),
        ("it", "Il secondo giorno la città vota il bilancio.", "la città vota il bilancio"),
        ("it", "La città nona vota il bilancio.", "vota il bilancio"),
        ("pt", "No segundo dia a cidade vota o orçamento.", "a cidade vota o orçamento"),
        ("pt", "O conselho está de acordo com o novo orçamento.", "com o novo orçamento"),
        ("nl", "De raad vraagt nog een nieuwe school.", "een nieuwe school"),
        ("ca", "El consell va cap a la nova escola.", "a la nova escola"),
        ("sv", "Staden röstar inte om en ny budget.", "om en ny budget"),
    ],
)
def test_evidence_that_leaves_out_nothing_of_weight(language: str, sentence: str, quotation: str) -> None:
    assert warned(language, sentence=sentence, quotation=quotation) == set()


@pytest.mark.parametrize(
    ("language", "helps"),
    [
        ("fr", "’ « » and …"),
        ("de", "’ „ “ and …"),
        ("pl", "’ „ ” and …"),
        ("es", "’ « » and …"),
        ("en-GB", "’ “ ” and …"),
        ("sv", None),
        ("ja", None),
    ],
)
def test_the_print_of_languages_with_words_is_looked_after(language: str, helps: str | None) -> None:
    diagnostics = compiled(
        COURSE.format(
            language=language,
            sentence="Zoo",
            quotation="Zoo",
            prompt="T: l'X... ?",
            lure="d'y",
            answer="answer: 'a \"z\"'",
        )
    ).diagnostics
    helped = [d.help[0] for d in diagnostics if d.code == "typography-straight"]
    assert helped == ([f"`citedeck fix a` sets {helps}"] * 3 if helps else [])
