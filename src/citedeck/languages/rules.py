"""What rules of item-writing know of a language: "none of these", "which of these", numbers.

To add a language: its words, named in RULES. A language that is not here is not checked by words.
"""

from __future__ import annotations

import re
from functools import cache

from citedeck.languages.catalogue import OTHERWISE, primary
from citedeck.quick import dataclass, pattern


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns of a language that item-writing rules speak of, in small letters and folded."""

    catch_all: re.Pattern[str]
    """An option that speaks of the others."""
    bare_stem: re.Pattern[str]
    """A question that asks nothing but which option is right."""


# Numbers from zero on, those of several forms with a slash: in Portuguese two is « dois » or « duas ».

_FR = {
    "numbers": "zéro un deux trois quatre cinq six sept huit",
    "catch_all": (
        r"(?:aucune?|toutes?|tous) (?:de )?(?:ces|les|des) (?:réponses|propositions|choix)|^\d et \d$"
    ),
    "bare_stem": r"^laquelle (?:de|parmi) ces (?:affirmations|propositions|phrases)\b",
}

_EN = {
    "numbers": "zero one two three four five six seven eight",
    "catch_all": r"(?:none|all) of (?:these|the above|them)|^\d and \d$",
    "bare_stem": r"^which (?:of|one of) (?:these|the following)(?: statements| sentences)?\b",
}

_ES = {
    "numbers": "cero uno dos tres cuatro cinco seis siete ocho",
    "catch_all": (
        r"\b(?:ninguna|todas) (?:de )?(?:estas|las) (?:respuestas|opciones|afirmaciones|anteriores)\b"
        r"|^ninguna de (?:estas|ellas)$|^\d y \d$"
    ),
    "bare_stem": (
        r"^¿?cu[aá]l(?:es)? de (?:estas|las siguientes) (?:afirmaciones|frases|oraciones|opciones)\b"
    ),
}

_DE = {
    "numbers": "null eins zwei drei vier fünf sechs sieben acht",
    "catch_all": (
        r"\b(?:keine|alle) (?:dieser?|der|die) (?:antworten|aussagen|möglichkeiten|genannten)\b"
        r"|^alle (?:oben )?genannten$|^(?:nichts|alles) davon$|^\d und \d$"
    ),
    "bare_stem": (
        r"^welcher? (?:dieser|der folgenden) (?:aussagen|behauptungen|sätze|antworten)\b"
        r"|^welche (?:aussage|behauptung) (?:ist|stimmt|trifft)\b"
    ),
}

_IT = {
    "numbers": "zero uno due tre quattro cinque sei sette otto",
    "catch_all": (
        r"\b(?:nessuna|tutte) (?:di queste|queste|delle|le) (?:risposte|affermazioni|opzioni|precedenti)\b"
        r"|^nessuna di (?:queste|esse)$|^\d e \d$"
    ),
    "bare_stem": (
        r"^qual[ei] (?:di queste|fra queste|tra queste|delle seguenti) (?:affermazioni|frasi|opzioni)\b"
    ),
}

_PT = {
    "numbers": "zero um/uma dois/duas três quatro cinco seis sete oito",
    "catch_all": (
        r"\b(?:nenhuma|todas) (?:das|destas|dessas|as|estas|essas) "
        r"(?:respostas|opções|alternativas|afirmações|anteriores)\b"
        r"|^nenhuma (?:destas|dessas|delas)$|^\d e \d$"
    ),
    "bare_stem": (
        r"^qua(?:l|is) (?:destas|dessas|das seguintes|das) (?:afirmações|frases|opções|alternativas)\b"
    ),
}

_NL = {
    "numbers": "nul een twee drie vier vijf zes zeven acht",
    "catch_all": (
        r"\b(?:geen van|alle) (?:deze|de|bovenstaande) (?:antwoorden|uitspraken|beweringen)\b"
        r"|^(?:geen van de|geen van|alle) (?:deze|bovenstaande|genoemde)$|^\d en \d$"
    ),
    "bare_stem": (
        r"^welke van (?:deze|de volgende|de onderstaande|onderstaande) (?:uitspraken|beweringen|zinnen)\b"
        r"|^welke (?:uitspraak|bewering|stelling) (?:is|klopt)\b"
    ),
}

_CA = {
    "numbers": "zero un/una dos/dues tres quatre cinc sis set vuit",
    "catch_all": (
        r"\b(?:cap|totes) (?:d'|de )?(?:aquestes|les) (?:respostes|opcions|afirmacions|anteriors)\b"
        r"|^cap d'aquestes$|^\d i \d$"
    ),
    "bare_stem": r"^quin(?:a|es) (?:d'aquestes|de les següents) (?:afirmacions|frases|opcions)\b",
}

RULES = {"fr": _FR, "en": _EN, "es": _ES, "de": _DE, "it": _IT, "pt": _PT, "nl": _NL, "ca": _CA}


def of(language: str) -> Rules | None:
    """What is known of a language, by its tag; nothing where its words are not here."""
    return _compiled(primary(language)) if primary(language) in RULES else None


def number(count: int, language: str) -> set[str]:
    """A number in digits, in the words of a language and of English, which examples may be in."""
    forms = {str(count)}
    for name in {primary(language), OTHERWISE} & RULES.keys():
        for form in RULES[name]["numbers"].split()[count : count + 1]:
            forms.update(form.split("/"))
    return forms


@cache  # to make the patterns of every language would take longer than to check a bank
def _compiled(name: str) -> Rules:
    patterns = {key: pattern(words) for key, words in RULES[name].items() if key != "numbers"}
    return Rules(**patterns)
