"""The catalogue of a language, and its typography at rendering.

To add a language: its words in CATALOGUE, and its spaces in `typeset` if it has habits of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NBSP = "\xa0"

_FR = {
    "in_text": "Dans le texte",
    "line": "l. {0}",
    "lines": "l. {0}-{1}",
    "paragraph": "§ {0}",
    "read": "lire le passage",
    "report": "signaler une erreur",
    "true": "Vrai",
    "false": "Faux",
    "not-said": "Le texte ne le dit pas",
    "both": "les deux",
    "why": "Pourquoi pas les autres réponses",
    "correction": "Correction",
    "accepted": "Réponses acceptées",
    "several": "{0} réponses",
    "points": "{0} points",
    "point": "1 point",
    "name": "Nom",
    "first_name": "Prénom",
    "class": "Classe",
    "date": "Date",
    "version": "Sujet {0}",
    "key": "Corrigé",
    "key_suffix": "corrige",
    "of_version": "version {0}",
    "questions": "Questions",
    "texts": "Textes",
    "sheets": "Fiches d’exercices",
    "keys": "Corrigés",
    "deck": "Paquet Anki",
    "documents": "Textes numérotés",
    "justify": "Justifiez par une citation du texte :",
    "line_blank": "l. ",
    "code": "code de la fiche",
    "item": "question",
    "id": "identifiant",
    "absent_words": "Mots cherchés et absents du texte : {0}.",
    "whole": "D’après l’ensemble du texte : {0}",
    "source": "Source",
    "rights": "Droits",
    "explanation": "Explication",
    "provided": "Texte fourni par l’enseignant.",
    "comparison": "Comparaison",
    "sensitive": "Passages sensibles",
    "verbal_verdict": "Verdict et citation sont attendus tous les deux.",
    "deck_version": "Version {0}. {1} questions, {2} cartes.",
    "deck_update": (
        "Pour mettre à jour : importez le nouveau fichier par-dessus. "
        "Votre progression n’est jamais perdue ; vos modifications et vos étiquettes restent "
        "sur toutes les questions que nous n’avons pas corrigées."
    ),
    "items": "{0} questions",
}

_EN = {
    "in_text": "In the text",
    "line": "l. {0}",
    "lines": "l. {0}-{1}",
    "paragraph": "§ {0}",
    "read": "read the passage",
    "report": "report a mistake",
    "true": "True",
    "false": "False",
    "not-said": "The text does not say",
    "both": "both",
    "why": "Why not the other answers",
    "correction": "Correction",
    "accepted": "Accepted answers",
    "several": "{0} answers",
    "points": "{0} points",
    "point": "1 point",
    "name": "Name",
    "first_name": "First name",
    "class": "Class",
    "date": "Date",
    "version": "Paper {0}",
    "key": "Key",
    "key_suffix": "key",
    "of_version": "version {0}",
    "questions": "Questions",
    "texts": "Texts",
    "sheets": "Worksheets",
    "keys": "Keys",
    "deck": "Anki deck",
    "documents": "Numbered texts",
    "justify": "Give a quotation from the text:",
    "line_blank": "l. ",
    "code": "code of the sheet",
    "item": "question",
    "id": "id",
    "absent_words": "Words looked for and not in the text: {0}.",
    "whole": "From the text as a whole: {0}",
    "source": "Source",
    "rights": "Rights",
    "explanation": "Explanation",
    "provided": "The text is provided by the teacher.",
    "comparison": "Comparison",
    "sensitive": "Sensitive passages",
    "verbal_verdict": "Both the verdict and a quotation are expected.",
    "deck_version": "Version {0}. {1} questions, {2} cards.",
    "deck_update": (
        "To update: import the new file over the old one. Your progress is never lost; your edits "
        "and tags stay on every question we did not correct."
    ),
    "items": "{0} questions",
}

CATALOGUE: Mapping[str, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def catalogue(language: str) -> Mapping[str, str]:
    """The words of a language; English where it has none yet."""
    return CATALOGUE.get(language.split("-", maxsplit=1)[0], _EN)


_FRENCH_SPACES = (
    (re.compile(r"[ \xa0\u202f]+(?=[;:!?»%€])"), NBSP),
    (re.compile(r"(?<=«)[ \xa0\u202f]*(?=\S)"), NBSP),
    (re.compile(r"(?<=[^\s«])(?=»)"), NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (
        re.compile(
            r"(?<=\d) (?=(?:mille|millions?|milliards?|janvier|février|mars|avril|mai|juin|juillet|"
            r"août|septembre|octobre|novembre|décembre)\b)"
        ),
        NBSP,
    ),
    (re.compile(r"(?<=\bn°) (?=\d)"), NBSP),
    (re.compile(r"(?<=\b[lp]\.) (?=\d)"), NBSP),
    (re.compile(r"(?<=§) (?=\d)"), NBSP),
)


def typeset(words: str, language: str) -> str:
    """Words with the spaces their language is set with; never another letter or mark."""
    if language.split("-", maxsplit=1)[0] != "fr":
        return words
    for pattern, space in _FRENCH_SPACES:
        words = pattern.sub(space, words)
    return words
