"""Words that point at a letter or a number of the program's: « les réponses A et C », "see question 2".

To add a language: its words in WORDS, with a bar between them: `answers` and `questions` as they are
called, `joins` between two letters, `near` what speaks of a question by its place.
"""

from __future__ import annotations

import re
from functools import cache

from citedeck.languages.catalogue import primary
from citedeck.quick import pattern

WORDS = {
    "ca": {
        "answers": "resposta|respostes|opció|opcions",
        "questions": "pregunta|preguntes|exercici",
        "joins": "i|o",
        "near": "pregunta (?:anterior|següent)",
    },
    "de": {
        "answers": "antwort|antworten|möglichkeit|möglichkeiten|option|optionen|aussage|aussagen",
        "questions": "frage|fragen|aufgabe|aufgaben",
        "joins": "und|oder",
        "near": "(?:vorige|vorherige|nächste|folgende|obige)n? (?:frage|aufgabe)",
    },
    "el": {
        "answers": "απάντηση|απαντήσεις|επιλογή|επιλογές",
        "questions": "ερώτηση|ερωτήσεις|άσκηση",
        "joins": "και|ή",
        "near": "(?:προηγούμενη|επόμενη)ς? ερώτησης?",
    },
    "en": {
        "answers": "answers?|options?|choices?|statements?",
        "questions": "questions?|exercises?",
        "joins": "and|or",
        "near": "(?:previous|next|preceding) question|question (?:above|below)(?! all)",
    },
    "es": {
        "answers": "respuestas?|opción|opciones|alternativas?",
        "questions": "preguntas?|ejercicios?",
        "joins": "y|e|o",
        "near": "pregunta (?:anterior|siguiente)",
    },
    "fr": {
        "answers": "réponses?|propositions?|options?|choix|affirmations?",
        "questions": "questions?|exercices?",
        "joins": "et|ou",
        "near": "question (?:précédente|suivante|ci-dessus|ci-dessous)",
    },
    "it": {
        "answers": "risposta|risposte|opzione|opzioni|affermazione|affermazioni",
        "questions": "domanda|domande|esercizio",
        "joins": "e|o",
        "near": "domanda (?:precedente|seguente|successiva)",
    },
    "nl": {
        "answers": "antwoord|antwoorden|optie|opties|uitspraak|uitspraken|bewering|beweringen",
        "questions": "vraag|vragen|opdracht",
        "joins": "en|of",
        "near": "(?:vorige|volgende|bovenstaande) vraag",
    },
    "pl": {
        "answers": "odpowiedź|odpowiedzi|opcja|opcje|opcji",
        "questions": "pytanie|pytania|pytaniu|zadanie|zadania|zadaniu",
        "joins": "i|lub|oraz",
        "near": "(?:poprzednie|następne)(?:go|mu)? pytani[aeu]|(?:poprzednim|następnym) pytaniu",
    },
    "pt": {
        "answers": "respostas?|opção|opções|alternativas?",
        "questions": "perguntas?|questão|questões|exercícios?",
        "joins": "e|ou",
        "near": "(?:pergunta|questão) (?:anterior|seguinte)",
    },
    "ro": {
        "answers": "răspunsul|răspunsurile|răspuns|varianta|variantele|opțiunea|opțiunile",
        "questions": "întrebarea|întrebările|exercițiul",
        "joins": "și|sau",
        "near": "întrebarea (?:anterioară|precedentă|următoare)",
    },
    "ru": {
        "answers": "ответ|ответы|ответа|ответов|вариант|варианты|варианта|вариантов",
        "questions": "вопрос|вопросы|вопроса|вопросе|задание|задания|задании",
        "joins": "и|или",
        "near": "(?:предыдущ|следующ)(?:ий|ем|его) вопрос[еа]?",
    },
    "uk": {
        "answers": "відповідь|відповіді|варіант|варіанти|варіанта",
        "questions": "питання|питанні|запитання|завдання|завданні",
        "joins": "і|й|та|або",
        "near": "(?:попередн|наступн)(?:є|ього|ьому) (?:за)?питанн[яі]",
    },
}

_LETTER = "[A-HА-ЕΑ-Ε]"
_LETTERS_ALONE = 40
"""An option that is made of letters, such as « Both A, B and C », is no longer."""

_BEGINNING = 5
"""Enough of a word to tell it, and no ending."""

_NUMBER = r"(?:n[°ºo.]|nr\.?|№)?[ \xa0]?\d{1,2}\b"


_CALLED = pattern(rf"[\d{_LETTER[1:]}(?:(?<=\d)|(?![’'-]?\w)(?<!\w.))")
"""A number, or a letter that stands by itself."""


def found(words: str, language: str) -> str:
    """The first words that point at a letter or a number of a question; nothing where none do."""
    if not _beginnings(language):
        return ""
    is_named = _speaks(words, language) and _may_be_called(words, language)
    place = _pattern(language).search(words) if is_named else _pair(language).match(words)
    return place[0].strip() if place else ""


def _may_be_called(words: str, language: str) -> bool:
    """Whether words have what an answer or a question may be called by: the pattern takes much longer."""
    return bool(")" in words or _CALLED.search(words) or _near(language).search(words.lower()))


def may_point(words: str, language: str) -> bool:
    """Whether words speak of an answer or a question at all, or are few enough to be letters alone."""
    return bool(_beginnings(language)) if len(words) <= _LETTERS_ALONE else _speaks(words, language)


def _speaks(words: str, language: str) -> bool:
    """Whether words speak of an answer or a question."""
    small = words.lower()
    for beginning in _beginnings(language):  # noqa: SIM110 - asked of every word of a course
        if beginning in small:
            return True
    return False


@cache
def _beginnings(language: str) -> frozenset[str]:
    words = WORDS.get(primary(language), {})
    return frozenset(
        word.rstrip("?")[:_BEGINNING] for key in _SPOKEN for word in words.get(key, "").split("|")
    ) - {""}


_SPOKEN = ("answers", "questions")
"""What `near` speaks of too."""


@cache
def _near(language: str) -> re.Pattern[str]:
    """The question before or after, in small letters."""
    return pattern(WORDS[primary(language)]["near"])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Whatever points at a letter or a number."""
    words = WORDS[primary(language)]
    more = rf"(?:, {_LETTER}\b)*(?: (?:{words['joins']}) {_LETTER}\b)?"
    letters = rf"{_LETTER}\b(?![’'-]\w|\. ?{_LETTER}?\w){more}"
    return pattern(
        rf"(?i:\b(?:{words['answers']}))[ \xa0](?:{letters}|[a-h]\))"
        rf"|(?i:\b(?:{words['questions']}))[ \xa0]{_NUMBER}"
        rf"|(?i:\b(?:{words['near']})\b)"
        rf"|{_pair(language).pattern}"
    )


@cache
def _pair(language: str) -> re.Pattern[str]:
    """Letters alone, as an option is made of them."""
    joins = WORDS[primary(language)]["joins"]
    return pattern(rf"^\W*(?:\w+ )?{_LETTER}(?:, {_LETTER})* (?:{joins}) {_LETTER}\W*$")
