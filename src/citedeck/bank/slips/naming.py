"""What keys and forms are called in other languages, by authors who write as they speak.

To know another name of one: add it to KEYS or FORMS. What columns of a table are called counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from citedeck.languages.names import COLUMNS
from citedeck.text import folding

KEYS = {
    "type": "kind, form; genre, forme; tipo, forma; Typ, Art; soort, vorm; typ",
    "source": "texte; fuente, texto; fonte, testo; Quelle; bron; źródło",
    "text": "texte, phrase; texto, frase; testo; Satz; tekst, zin",
    "prompt": "consigne; consigna; consegna; Aufgabe; opdracht",
    "answers": "right answers; bonnes réponses; respuestas correctas; risposte corrette; richtige Antworten",
    "distractors": """
        lures, wrong answers; fausses réponses; distractores; distrattori; Falschantworten; distratores;
        afleiders
    """,
    "accept": "also accepted; accepter, accepté; aceptar; accettare; akzeptieren; aceitar; aanvaard",
    "evidence": """
        proof, quotation, citation, passage; preuve, extrait, justification; prueba, evidencia, cita, pasaje,
        justificación; prova, evidenza, citazione, brano, passo, giustificazione; Beleg, Beweis, Nachweis,
        Zitat, Textstelle; evidência, citação, trecho; bewijs, citaat; dowód, cytat
    """,
    "quote": "quotation, citation; cita; citazione; Zitat; citação; citaat; cytat",
    "before": "avant; antes; prima; davor, vorher; voor",
    "after": "après; después; dopo; danach, nachher; depois; na",
    "mark": "marque; marca; segno; Markierung; markering",
    "absent": "ausente; assente; fehlt, abwesend; afwezig",
    "why": "reason; pourquoi, raison; por qué, razón; perché, motivo, ragione; warum, Grund; por quê; waarom",
    "correction": "corrigé; corrección; correzione; Korrektur, Berichtigung; correção; verbetering",
    "statement": "affirmation; afirmación; affermazione; Aussage; afirmação; bewering, uitspraak",
    "statements": "affirmations; afirmaciones; affermazioni; Aussagen; afirmações; beweringen, uitspraken",
    "pairs": "paires, couples; parejas, pares; coppie; Paare; paren",
    "left": "gauche; izquierda; sinistra; links, linke Seite; esquerda",
    "right": "droite; derecha; destra; rechts, rechte Seite; direita",
    "steps": "étapes; pasos, etapas; tappe, fasi, passi; Schritte; passos; stappen",
    "classes": "clases; classi; Klassen; klassen",
    "class": "classe; clase; Klasse; klasse, klas",
    "rows": "lignes; filas; righe; Zeilen; linhas; rijen",
    "criterion": "critère; criterio; Kriterium; critério",
    "criteria": "critères; criterios; criteri; Kriterien; critérios",
    "cells": "cellules, cases; celdas; celle; Zellen, Felder; células; cellen",
    "verdict": "veredicto; verdetto; Urteil; oordeel",
    "elements": "éléments; elementos; elementi; Elemente; elementen",
    "points": "puntos; punti, punteggio; Punkte; pontos; punten",
    "lines": "lignes; líneas; righe; Zeilen; linhas; regels",
    "note": "remarque; nota; Anmerkung, Hinweis; opmerking",
    "items": """
        questions, exercises; exercices; preguntas, ejercicios; domande, esercizi; Fragen, Aufgaben;
        perguntas, exercícios; vragen; pytania
    """,
    "title": "titre; título; titolo; Titel, Überschrift; tytuł",
    "language": "langue; lengua, idioma; lingua; Sprache; língua; taal; język",
    "categories": "catégories; categorías; categorie; Kategorien; categorias; categorieën",
    "about": "à propos; acerca de; descrizione; über; sobre; over",
    "banks": "banques; bancos; banche; Fragensammlungen",
    "worksheets": "fiches; fichas; schede; Arbeitsblätter; werkbladen",
    "file": "fichier; archivo, fichero; Datei; ficheiro, arquivo; bestand; plik",
    "label": "libellé, nom; nombre, etiqueta; nome, etichetta; Bezeichnung, Name; naam",
    "author": "auteur, autrice; autor, autora; autore, autrice; Autor, Autorin; auteur",
    "publisher": "éditeur; editor, editorial; editore; Verlag, Herausgeber; editora; uitgever",
    "published": "publié; publicado; pubblicato; veröffentlicht; gepubliceerd",
    "rights": "droits; derechos; diritti; Rechte; direitos; rechten",
    "headings": "intertitres; encabezados; intestazioni; Überschriften; cabeçalhos; koppen",
    "paragraphs": "paragraphes; párrafos; paragrafi; Absätze; parágrafos; alinea's",
    "glossary": "glossaire, lexique; glosario; glossario; Glossar; glossário; woordenlijst",
}
"""What keys are called, by their own names; case, accents and a plural s set aside."""

FORMS = {
    "short": """
        short answer, question and answer; courte, brève, réponse courte, réponse brève; corta, breve,
        respuesta corta, respuesta breve; risposta breve, risposta corta; kurz, Kurzantwort, kurze Antwort;
        curta, resposta curta; kort, kort antwoord
    """,
    "choice": """
        multiple choice, single choice, MC, MCQ; QCM, QCU, choix, choix multiple, choix unique; opción
        múltiple, elección múltiple, selección múltiple, opciones; scelta, scelta multipla, risposta
        multipla; Auswahl, Mehrfachauswahl, Mehrfachwahl, Einfachauswahl; escolha, escolha múltipla,
        múltipla escolha; meerkeuze, meerkeuzevraag
    """,
    "true-false": """
        true or false, TF; vrai faux, vrai ou faux; verdadero falso, verdadero o falso; vero falso, vero o
        falso; richtig falsch, wahr falsch, richtig oder falsch, wahr oder falsch; verdadeiro falso,
        verdadeiro ou falso; waar onwaar, waar niet waar, juist onjuist
    """,
    "cloze": """
        gap, gap fill, gap text, fill in, fill in the blank, blank; trou, texte à trous, texte lacunaire,
        phrase à trous; hueco, rellenar huecos, completar; completamento, testo bucato, riempimento;
        Lücke, Lückentext, Lückensatz; lacuna, lacunas, preencher lacunas; gatentekst, invuloefening
    """,
    "who-says-it": "who said it; qui le dit, qui dit quoi; quién lo dice; chi lo dice; wer sagt es",
    "match": """
        matching, pairing, pairs; association, appariement, associer, relier; relacionar, emparejar,
        emparejamiento, asociar; abbinamento, abbinare, collegamento, associazione; Zuordnung, Zuordnen,
        Paare; associação, associar; koppelen, combineren
    """,
    "order": """
        ordering, sequence, sequencing; ordre, remise en ordre, ordonner, chronologie; orden, ordenar;
        ordine, ordinamento, ordinare, riordino, sequenza; Reihenfolge, Ordnen; ordem, ordenação; volgorde
    """,
    "classify": """
        classification, sorting, sort, grouping; classer, classement, tri, trier; clasificar, clasificación;
        classificazione, classificare; Einordnen, Klassifizieren, Sortieren; classificar, classificação;
        sorteren
    """,
    "comparison": """
        compare; comparaison, comparer; comparación, comparar; confronto, confrontare, comparazione;
        Vergleich, Vergleichen; comparação; vergelijking, vergelijken
    """,
    "open": """
        open question, essay, long answer; ouverte, question ouverte, rédaction, réponse longue; abierta,
        pregunta abierta, redacción; aperta, domanda aperta, risposta aperta; offen, offene Frage,
        Freitext; aberta, pergunta aberta; open vraag
    """,
}
"""What forms are called, by their own names; as above."""

_ROLES = {
    "prompt": ("prompt", "statement"),
    "answer": ("answer", "answers"),
    "correct": ("answer", "answers"),
    "wrong": ("distractors",),
    "explanation": ("explanation", "why"),
    "category": ("category",),
    "level": ("level",),
    "id": ("id",),
}
"""The keys that may stand for what a column of a table is for."""


def keys(name: str) -> list[str]:
    """The keys that somebody may call so, in one language or another."""
    return list(_keys().get(folding.singular(name), ()))


def form(name: str) -> str:
    """The form that somebody calls so; nothing where there is none."""
    held = _forms().get(folding.singular(name), ())
    return held[0] if held else ""


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    return _held(FORMS.items())


@cache
def _keys() -> Mapping[str, tuple[str, ...]]:
    known = [*KEYS.items()]
    known += [(key, COLUMNS[role]) for role, of_role in _ROLES.items() for key in of_role]
    return _held(known)


def _held(known: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What each of the names is one of, in the order in which it is known."""
    found: dict[str, tuple[str, ...]] = {}
    for key, names in known:
        for name in {folding.singular(one): "" for one in re.split("[,;]", names)}:
            found[name] = (*found.get(name, ()), key)
    return found
