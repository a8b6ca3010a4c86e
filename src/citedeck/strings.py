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
    "which_text": "Dans quel texte lit-on ces mots ?",
    "who_says": "Qui le dit, dans {0} ?",
    "asks": "Selon {0}, … ?",
    "quoted": "« {0} »",
    "defined": "{0} : {1}",
    "why": "Pourquoi pas les autres réponses",
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
    "sheets": "Fiches d’exercices",
    "deck": "Paquet Anki",
    "documents": "Textes numérotés",
    "justify": "Justifiez par une citation du texte :",
    "justify_if_said": "Justifiez par une citation, si le texte en parle :",
    "line_blank": "l. ",
    "code": "Code de la fiche : {0}",
    "id": "identifiant",
    "absent_words": "Mots cherchés et absents du texte : {0}.",
    "whole": "D’après l’ensemble du texte : {0}",
    "comparison": "Comparaison",
    "sensitive": "Passages sensibles",
    "deck_version": "Version {0}. {1} questions, {2} cartes.",
    "deck_update": (
        "Pour mettre à jour : importez le nouveau fichier par-dessus. Votre progression n’est "
        "jamais perdue ; vos modifications et vos étiquettes restent sur toutes les questions que "
        "nous n’avons pas corrigées."
    ),
    "deck_keeps": (
        "Sur une question corrigée, les étiquettes sont remplacées ; les drapeaux restent. Pour "
        "ne plus voir une question, suspendez-la plutôt que de la supprimer."
    ),
    "nothing_new": "Aucun changement pour celles et ceux qui apprennent.",
    "change_added": "1 nouvelle question. | {0} nouvelles questions.",
    "change_corrected": (
        "1 question corrigée : votre progression reste, vos étiquettes y sont remplacées. | {0} "
        "questions corrigées : votre progression reste, vos étiquettes y sont remplacées."
    ),
    "change_moved": (
        "1 question change de paquet : chez vous, elle reste où elle est. | {0} questions "
        "changent de paquet : chez vous, elles restent où elles sont."
    ),
    "change_retired": (
        "1 question retirée : elle reste chez vous ; cherchez-la pour la suspendre. | {0} "
        "questions retirées : elles restent chez vous ; cherchez-les pour les suspendre."
    ),
    "change_retyped": (
        "1 question change de type de note : l’ancienne reste chez vous, une nouvelle arrive. | "
        "{0} questions changent de type de note : les anciennes restent, de nouvelles arrivent."
    ),
    "large_suffix": "agrandi",
    "text_prefix": "texte",
    "large": "grands caractères",
    "field": "{0} :",
    "duration": "durée : {0}",
    "marking": "Les points sont indiqués à droite de chaque question.",
    "rule_true_false": (
        "Vrai ou faux : les points sont donnés si le verdict et la citation sont justes tous les deux."
    ),
    "rule_not_said": ("« Le texte ne le dit pas » ne se justifie pas par une citation : le verdict suffit."),
    "rule_several": (
        "Plusieurs réponses : un point par réponse juste ; une case cochée à tort en retire un, "
        "sans descendre sous zéro."
    ),
    "rule_rows": "Tableaux : les points sont partagés entre les lignes.",
    "rule_order": "Remise en ordre : un point par élément placé juste après celui qui le précède.",
    "fill": "Complétez.",
    "given_apart": "{0} : texte fourni par l’enseignant.",
    "match_left": "Élément",
    "match_letter": "Lettre",
    "match_right": "Réponses possibles",
    "passage": "Passage du texte",
    "criterion": "Critère",
    "agreement": "Les textes sont d’accord ?",
    "row_agreement": "{0} (d’accord : {1})",
    "texts_agree": "oui",
    "texts_differ": "non",
    "texts_silent": "un texte n’en parle pas",
    "repeat": "Pour refaire la même fiche :",
    "sensitive_why": "Passage sensible : {0}",
    "accepted_are": "Réponses acceptées : {0}.",
    "codes_caption": "Numéros, codes et identifiants",
    "question_number": "No",
    "item_code": "Code",
    "glossary": "Lexique",
    "sheet": "Fiche",
    "questions_count": "{0} questions",
    "levels": "niveaux {0}",
    "index_sheets": (
        "Niveau 1 : repérer ; niveau 2 : comprendre ; niveau 3 : mettre en relation et prendre du "
        "recul. Les fiches ne contiennent aucune réponse."
    ),
    "index_print": "Pour imprimer depuis le navigateur : A4, échelle 100 %.",
    "index_documents": (
        "À distribuer une fois : les corrigés renvoient à leurs numéros de ligne, les mêmes en "
        "grands caractères."
    ),
    "index_deck": "{0} questions, {1} cartes. À ouvrir avec Anki.",
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
    "which_text": "In which text do these words stand?",
    "who_says": "Who says so, in {0}?",
    "asks": "According to {0}, …?",
    "quoted": "“{0}”",
    "defined": "{0}: {1}",
    "why": "Why not the other answers",
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
    "sheets": "Worksheets",
    "deck": "Anki deck",
    "documents": "Numbered texts",
    "justify": "Give a quotation from the text:",
    "justify_if_said": "Give a quotation, if the text speaks of it:",
    "line_blank": "l. ",
    "code": "Code of the sheet: {0}",
    "id": "id",
    "absent_words": "Words looked for and not in the text: {0}.",
    "whole": "From the text as a whole: {0}",
    "comparison": "Comparison",
    "sensitive": "Sensitive passages",
    "deck_version": "Version {0}. {1} questions, {2} cards.",
    "deck_update": (
        "To update: import the new file over the old one. Your progress is never lost; your edits "
        "and tags stay on every question we did not correct."
    ),
    "deck_keeps": (
        "On a corrected question tags are replaced; flags stay. To see a question no more, "
        "suspend it rather than delete it."
    ),
    "nothing_new": "Nothing changes for learners.",
    "change_added": "1 new question. | {0} new questions.",
    "change_corrected": (
        "1 question corrected: your progress stays, its tags are replaced. | {0} questions "
        "corrected: your progress stays, their tags are replaced."
    ),
    "change_moved": (
        "1 question moves to another deck: yours stays where it is. | {0} questions move to "
        "another deck: yours stay where they are."
    ),
    "change_retired": (
        "1 question retired: it stays with you; find it to suspend it. | {0} questions retired: "
        "they stay with you; find them to suspend them."
    ),
    "change_retyped": (
        "1 question changes its note type: the old one stays with you, a new one arrives. | {0} "
        "questions change their note type: the old ones stay, new ones arrive."
    ),
    "large_suffix": "large",
    "text_prefix": "text",
    "large": "large print",
    "field": "{0}:",
    "duration": "time: {0}",
    "marking": "The points stand at the right of each question.",
    "rule_true_false": "True or false: the points are given if both the verdict and the quotation are right.",
    "rule_not_said": "“The text does not say” needs no quotation: the verdict is enough.",
    "rule_several": (
        "Several answers: a point for each right one; a box ticked wrongly takes one away, never below zero."
    ),
    "rule_rows": "Tables: the points are shared among the rows.",
    "rule_order": "Order: a point for each element placed right after the one before it.",
    "fill": "Fill the gaps.",
    "given_apart": "{0}: text provided by the teacher.",
    "match_left": "Element",
    "match_letter": "Letter",
    "match_right": "Possible answers",
    "passage": "Passage of the text",
    "criterion": "Criterion",
    "agreement": "Do the texts agree?",
    "row_agreement": "{0} (in agreement: {1})",
    "texts_agree": "yes",
    "texts_differ": "no",
    "texts_silent": "one does not say",
    "repeat": "To make the same sheet again:",
    "sensitive_why": "Sensitive passage: {0}",
    "accepted_are": "Accepted answers: {0}.",
    "codes_caption": "Numbers, codes and ids",
    "question_number": "No",
    "item_code": "Code",
    "glossary": "Glossary",
    "sheet": "Sheet",
    "questions_count": "{0} questions",
    "levels": "levels {0}",
    "index_sheets": (
        "Level 1: locate; level 2: understand; level 3: relate and step back. Sheets hold no answers."
    ),
    "index_print": "To print from the browser: A4, scale 100 %.",
    "index_documents": "To hand out once: keys point at their line numbers, the same in large print.",
    "index_deck": "{0} questions, {1} cards. To be opened with Anki.",
}

CATALOGUE: Mapping[str, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def primary(language: str) -> str:
    """The language of a tag, without its country or script: `fr` of `fr-CA`."""
    return language.partition("-")[0]


def catalogue(language: str) -> Mapping[str, str]:
    """The words of a language; English where it has none yet."""
    return CATALOGUE.get(primary(language), _EN)


def has(language: str) -> bool:
    """Whether there are words in a language."""
    return primary(language) in CATALOGUE


_BLANK = "[ \xa0\u202f]"
_UNITS = (
    "mille|millions?|milliards?|janvier|février|mars|avril|mai|juin|juillet|"
    "août|septembre|octobre|novembre|décembre"
)
_MARKS = ";:!?%»€"
_TOUCHED = re.compile(rf"[{_MARKS}«0-9]")
"""Words without any of these have no space to set: most answers."""

_ODD_BLANKS = (NBSP, "\u202f", "  ")
_BEFORE_MARK = re.compile(rf"{_BLANK}+(?=[{_MARKS}])")
_AFTER_OPENING = re.compile(rf"«{_BLANK}*(?=\S)")
_CLOSING_ALONE = re.compile(r"»(?<=[^\s«]»)")
_DIGIT = re.compile("[0-9]")
_IN_NUMBER = re.compile(
    rf" (?:(?=\d)(?:(?<=\bn° |\b[lp]\. )|(?<=§ )|(?<=\d )(?=\d{{3}}(?!\d)))|(?<=\d )(?=(?:{_UNITS})\b))"
)


def typeset(words: str, language: str) -> str:
    """Words with the spaces their language is set with; never another letter or mark."""
    if primary(language) != "fr" or not _TOUCHED.search(words):
        return words
    words = _before_marks(words)
    if "«" in words:
        words = _AFTER_OPENING.sub(f"«{NBSP}", words)
    if "»" in words:
        words = _CLOSING_ALONE.sub(f"{NBSP}»", words)
    return _IN_NUMBER.sub(NBSP, words) if _DIGIT.search(words) else words


def _before_marks(words: str) -> str:
    """Words whose blanks before a mark do not break; one plain blank, as typed, is the fast case."""
    for odd in _ODD_BLANKS:
        if odd in words:
            return _BEFORE_MARK.sub(NBSP, words)
    for mark in _MARKS:
        if mark in words:
            words = words.replace(f" {mark}", f"{NBSP}{mark}")
    return words
