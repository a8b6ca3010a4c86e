"""What the columns of a table are called in the languages of schools.

To know another name of a column: add it to COLUMNS.
"""

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
    "id": "id; identifiant; identificador; identificatore",
    "tags": "tags; étiquettes; etiquetas; etichette; etiquetes; Schlagwörter; tagi, etykiety",
}
"""What columns may be called, by what they are for; case, accents, numbers, a plural s set aside."""
