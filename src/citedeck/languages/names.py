"""What keys, forms, columns of a table, true and false are called, by authors who write as they speak.

To know another name of something: add it to its line, in any language. Case, accents, marks, numbers
and a plural s are set aside.
"""

from __future__ import annotations

import re

COLUMNS = {
    "prompt": """
        question, question text, prompt, front, term; énoncé, intitulé, recto, terme; pregunta, enunciado,
        anverso, término; pergunta, questão, frente, termo; domanda, quesito, fronte, termine; enunciat,
        anvers; Frage, Fragetext, Vorderseite, Begriff; vraag, vraagtekst, voorkant, begrip; pytanie, treść
        pytania, przód, pojęcie; fråga, framsida, begrepp; spørgsmål, spørsmål, forside; kysymys; otázka;
        kérdés; întrebare; pitanje; soru; ερώτηση; вопрос; питання, запитання; въпрос; سؤال, السؤال; שאלה;
        问题, 题目, 問題, 質問; 질문, 문제
    """,
    "answer": """
        answer, back, definition, solution; réponse, verso, définition, corrigé; respuesta, reverso,
        definición, solución; solução; soluzione; solució; Lösung, Musterlösung; oplossing; resposta,
        definição; risposta, risposte, retro, definizione; revers, definició; Antwort, Antworten, Rückseite,
        Definition; antwoord, antwoorden, achterkant, definitie; odpowiedź, odpowiedzi, tył, definicja; svar,
        baksida, bagside, bakside; vastaus; odpověď, odpoveď; válasz; răspuns; odgovor; cevap, yanıt;
        απάντηση; ответ; відповідь; отговор; جواب, الجواب, إجابة, الإجابة; תשובה; 答案, 解答, 答え, 回答;
        답, 답변
    """,
    "correct": """
        right answer, correct answer, correct, correct option; bonne réponse, réponse juste, réponse
        correcte; respuesta correcta; resposta correta, resposta certa, resposta correcta; risposta
        corretta, risposta esatta, risposta giusta; richtige Antwort, korrekte Antwort, richtig; juiste
        antwoord, juist antwoord, correct antwoord, goede antwoord; poprawna odpowiedź, prawidłowa
        odpowiedź; rätt svar; rigtigt svar, korrekt svar, riktig svar; oikea vastaus; správná odpověď,
        správna odpoveď; helyes válasz; răspuns corect; točan odgovor; doğru cevap; σωστή απάντηση;
        правильный ответ; правильна відповідь; الإجابة الصحيحة; 正确答案, 正解; 정답
    """,
    "wrong": """
        wrong answer, wrong, false, incorrect answer, incorrect, distractor, lure; mauvaise réponse, réponse
        fausse, fausse réponse, réponse incorrecte, faux, leurre, distracteur; respuesta incorrecta, respuesta
        falsa, respuesta errónea, falso, errónea; resposta errada, errado, resposta incorreta, distrator;
        risposta sbagliata, risposte sbagliate, risposta errata, risposte errate, distrattore, sbagliata,
        errata; resposta incorrecta; falsche Antwort, falsche Antworten, falsch, Falschantwort, Distraktor,
        Distraktoren, Ablenker; fout antwoord, foute antwoord, foute antwoorden, onjuist antwoord, fout,
        afleider; zła odpowiedź, błędna odpowiedź, błędne odpowiedzi, nieprawidłowa odpowiedź; fel svar;
        forkert svar, feil svar; väärä vastaus; špatná odpověď, nesprávná odpověď, nesprávna odpoveď; rossz
        válasz; răspuns greșit; netočan odgovor; yanlış cevap; λάθος απάντηση; неправильный ответ; неправильна
        відповідь; 错误答案, 誤答
    """,
    "option": """
        option, choice, answer option; choix, proposition; opción, alternativa; opção; opzione, opzioni;
        opció; Auswahl, Antwortmöglichkeit; optie, antwoordoptie; opcja; alternativ; možnost; вариант,
        вариант ответа; варіант; 选项, 選択肢
    """,
    "explanation": """
        explanation, answer explanation, feedback, back extra; explication; explicación; explicação;
        spiegazione; explicació; Erklärung, Erläuterung; uitleg, toelichting; wyjaśnienie; förklaring;
        forklaring; vysvětlení; объяснение; пояснення; 解释, 解説
    """,
    "category": "category; catégorie; categoría; Kategorie; categorie; kategoria; kategori; категория",
    "level": "level; niveau; nivel, nível; livello; nivell; Stufe; poziom; nivå; уровень; рівень",
    "points": """
        points, score, marks; barème; puntos, puntuación; pontos, pontuação; punti, punteggio; punts,
        puntuació; Punkte, Punktzahl; punten; punkty; poäng; pisteet; pontszám; puncte, punctaj; bodovi; puan;
        βαθμοί; баллы; бали; точки; 分数; 점수
    """,
    "id": "id; identifiant; identificador; identificatore",
    "tags": "tags; étiquettes; etiquetas; etichette; etiquetes; Schlagwörter; tagi, etykiety",
}
"""What columns of a table may be called in the languages of schools, by what they are for."""

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
"""What keys are called, by their own names; what columns are called counts too."""

OPTIONS = """
    options, choices, answer options; choix, propositions; opciones, alternativas; opções, alternativas;
    opzioni, scelte; opcions; Optionen, Auswahl, Antwortmöglichkeiten; opties, keuzes, antwoordopties; opcje,
    możliwości; opțiuni, variante; варианты, варианты ответа; варіанти, варіанти відповіді; επιλογές
"""
"""What a list of answers is called of which one is right, or several."""

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
"""What forms are called, by their own names."""

VERDICTS = {
    "true": """
        true; vrai; verdadero; verdadeiro; vero; verdader, cert; richtig, wahr; waar, juist; prawda; sant,
        rätt
    """,
    "false": "false; faux; falso; fals; falsch; onwaar, onjuist; fałsz; falsk, fel",
}
"""How true and false are said."""

YES_NO = {
    "true": "yes, on; oui; sí; sì; ja; sim; tak; да, верно; так, правда; ναι, σωστό; da, adevărat",
    "false": "no, off; non; nein; nee; não; nie; нет, неверно; ні, неправда; όχι, λάθος; nu",
}
"""How else a value is said that is true or false, in a bank."""


def parted(names: str) -> list[str]:
    """The names on a line: a comma parts those of one language, a semicolon languages."""
    return [name.strip() for name in re.split("[,;]", names)]
