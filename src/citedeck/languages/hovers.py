"""What an editor says of each key, in other languages than the English of the shapes.

To add a language: its sentences under the English ones. A test holds them to the shapes.
"""

from __future__ import annotations

from collections.abc import Mapping

from citedeck.languages.catalogue import primary, typeset

_FR = {
    # a bank
    "What the bank is about.": "De quoi parlent ces questions.",
    "The questions, in the order of study.": "Les questions, dans l’ordre où on les apprend.",
    # every item
    "Permanent, and says nothing of the answer.": "Définitif, et ne dit rien de la réponse.",
    "The form of the item.": "La forme de la question.",
    "The id of the text; a list of ids for a comparison.": (
        "L’identifiant du texte ; une liste d’identifiants pour une comparaison."
    ),
    "One of the course's categories.": "Une des catégories du cours.",
    "1 locate, 2 understand, 3 relate and step back.": (
        "1 repérer, 2 comprendre, 3 mettre en relation et prendre du recul."
    ),
    "The passage that says it: exact words of the text.": "Le passage qui le dit : les mots exacts du texte.",
    "Why the answer is right and a tempting one is not.": (
        "Pourquoi la réponse est juste, et pourquoi une réponse tentante ne l’est pas."
    ),
    "What the item is worth on paper: 2, 0.5, or 0 for a bonus.": (
        "Ce que vaut la question sur une fiche : 2, 0.5 (un demi-point), ou 0 pour un bonus."
    ),
    "How many lines to answer on.": "Le nombre de lignes pour répondre.",
    "Where the item goes, if not everywhere.": (
        "Où va la question, si ce n’est partout : paper, les fiches ; deck, les cartes."
    ),
    "Whether it is kept for assessments: on paper, never in the deck.": (
        "Est-elle réservée à l’évaluation : sur papier, jamais dans le paquet ?"
    ),
    "Why the item stays out of ready sheets.": "Pourquoi la question reste hors des fiches prêtes.",
    "Tags in Anki, beside those that every question gets.": (
        "Des étiquettes dans Anki, à côté de celles de toutes les questions."
    ),
    "Warnings not to give, each with its reason.": (
        "Les avertissements à ne pas donner, chacun avec sa raison."
    ),
    "Since when and why; the id stays reserved.": "Depuis quand et pourquoi ; l’identifiant reste réservé.",
    # evidence
    "Exact words of the text.": "Les mots exacts du texte.",
    "The id of the text, where the item has several.": (
        "L’identifiant du texte, si la question porte sur plusieurs."
    ),
    "The words just before, to tell equal passages apart.": (
        "Les mots juste avant, pour distinguer deux passages identiques."
    ),
    "The words just after, to tell equal passages apart.": (
        "Les mots juste après, pour distinguer deux passages identiques."
    ),
    "A longer passage that holds the quotation once.": (
        "Un passage plus long, qui contient la citation une seule fois."
    ),
    "The words of the quotation that carry the answer.": "Les mots de la citation qui portent la réponse.",
    "Words that stand nowhere in the text.": "Des mots qui ne sont nulle part dans le texte.",
    "Why this is a judgement on the whole text.": (
        "Pourquoi le texte entier, et non un passage, permet de le dire."
    ),
    # the forms
    "The question; it says which text speaks.": "La question ; elle dit quel texte parle.",
    "At most twelve words, in the words of the text.": "Douze mots au plus, avec les mots du texte.",
    "Other answers that are right.": "D’autres réponses justes.",
    "The one right answer.": "La seule réponse juste.",
    "Several right answers.": "Plusieurs réponses justes.",
    "A right answer.": "Une réponse juste.",
    "Wrong but tempting answers.": "Des réponses fausses mais tentantes.",
    "An answer that is wrong but tempting.": "Une réponse fausse mais tentante.",
    "Why it is wrong.": "Pourquoi elle est fausse.",
    "Whether it stays last, where the others are shuffled.": (
        "Reste-t-elle la dernière, quand les autres changent de place ?"
    ),
    "What the text says of the statement.": (
        "Ce que le texte dit de l’affirmation : true, vrai ; false, faux ; not-said, il ne le dit pas."
    ),
    "What is right where the statement is false.": "Ce qui est juste, si l’affirmation est fausse.",
    "Whether a quotation is asked for on paper.": "Faut-il, sur une fiche, justifier par une citation ?",
    "Other quotations a pupil may copy.": "D’autres citations qu’un élève peut recopier.",
    "Words of the text with blanks: {{c1::words::hint}}.": (
        "Des mots du texte, avec des trous : {{c1::mots::indice}}."
    ),
    "Words before the gaps that say which text speaks.": (
        "Les mots placés avant le texte à trous : quel texte parle."
    ),
    "Exact words of the text that says it.": "Les mots exacts du texte qui le dit.",
    "The id of the source that says it, or both; with one source, a name.": (
        "L’identifiant du texte qui le dit, ou both, les deux ; avec un seul texte, un nom."
    ),
    "What belongs together.": "Ce qui va ensemble.",
    "Permanent: `item.pair` is the card.": "Définitif : `question.paire` est la carte.",
    "What is given.": "Ce qui est donné.",
    "What belongs to it.": "Ce qui va avec.",
    "Answers that belong nowhere.": "Des réponses qui ne vont avec rien.",
    "The order of the text, or one that a passage states.": (
        "text, l’ordre du texte ; stated, un ordre qu’un passage énonce."
    ),
    "In the right order.": "Dans le bon ordre.",
    "What is put in order.": "Ce qui est à remettre en ordre.",
    "The classes and what each means.": "Les classes et le sens de chacune.",
    "Words of the text to sort.": "Des mots du texte, à classer.",
    "Permanent: `item.statement` is the card.": "Définitif : `question.phrase` est la carte.",
    "The class it belongs to.": "Sa classe.",
    "The words that show the class.": "Les mots qui montrent la classe.",
    "Criteria, with a cell for each source.": "Les critères, avec une case pour chaque texte.",
    "Permanent.": "Définitif.",
    "What is compared.": "Ce qui est comparé.",
    "Under each source's id: answer and evidence.": (
        "Sous l’identifiant de chaque texte : la réponse et le passage."
    ),
    "What the source says, or not-said.": "Ce que dit le texte ; not-said, s’il ne le dit pas.",
    "The passage that says it, or `absent` words.": "Le passage qui le dit, ou des mots absents (`absent`).",
    "Whether the sources agree.": "Les textes sont-ils d’accord ? agree, oui ; differ, non.",
    "What the answer is expected to say.": "Ce que la réponse doit dire.",
    "How the answer is made.": "Comment la réponse est faite.",
    "How the answer is made: never an opinion.": "Comment la réponse est faite : jamais une opinion.",
    "What it is worth.": "Ce que cela vaut.",
    "A word to the teacher.": "Un mot à qui corrige.",
    # course.yaml
    "The course, as people call it.": "Le nom du cours.",
    "Part of every card's identity: never change it.": (
        "Une part de l’identité de chaque carte : ne jamais le changer."
    ),
    "Tells the course from all others: drawn by `citedeck new`, never changed.": (
        "Distingue le cours de tous les autres : tirée au sort par `citedeck new`, jamais changée."
    ),
    "The language of cards and sheets.": "La langue des cartes et des fiches.",
    "Set by `citedeck release`.": "Écrite par `citedeck release`.",
    "The version of this format: 2; 1 is milder.": "La version de ce format : 2 ; la 1 est moins stricte.",
    "What the texts are and what they do not represent.": (
        "Ce que sont les textes, et ce qu’ils ne représentent pas."
    ),
    "Categories with the words they are shown as.": "Les catégories, et les mots qui les montrent.",
    "Bank files and folders, in the order of study.": (
        "Les fichiers et dossiers de questions, dans l’ordre où on les apprend."
    ),
    "A line for the head of each sheet: the school.": (
        "Une ligne en haut de chaque fiche : l’établissement."
    ),
    "A picture beside this file for the head of each sheet: PNG or JPEG.": (
        "Une image à côté de ce fichier, en haut de chaque fiche : PNG ou JPEG."
    ),
    "What is printed on: a4 or letter.": "Le papier : a4, ou letter.",
    "The name of the deck in Anki.": "Le nom du paquet dans Anki.",
    "Where the course stands publicly.": "L’adresse publique du cours.",
    "Where the licence of the questions is to be read.": "L’adresse où lire la licence des questions.",
    "Where a mistake is reported; {id} is filled in, and {url}.": (
        "Où signaler une erreur ; {id} et {url} sont remplacés."
    ),
    "Ready worksheets.": "Les fiches prêtes.",
    "false: no page to practise on.": "false : aucune page pour s’entraîner.",
    "Names the files of the sheet.": "Donne leur nom aux fichiers de la fiche.",
    "Stands at the head of the sheet.": "Le titre en haut de la fiche.",
    "Ids of items, in the order of the sheet.": "Les identifiants des questions, dans l’ordre de la fiche.",
    "A promise: the points add up to it.": "Une promesse : la somme des points.",
    "An activity, without points, or an assessment with points and a mark.": (
        "activity, une activité, sans points ; assessment, une évaluation, avec barème et note."
    ),
    "Whether its questions are kept for assessments, out of the deck.": (
        "Ses questions sont-elles réservées à l’évaluation, hors du paquet ?"
    ),
    "false: the skills are for teachers, without boxes on the sheet.": (
        "false : les compétences sont pour les enseignants, sans cases sur la fiche."
    ),
    "Answer and quotation: halves of the points, or both for all.": (
        "Réponse et citation : halves, la moitié des points chacune ; both, les deux ou rien."
    ),
    "For teachers: the class it is for.": "Pour les enseignants : la classe à laquelle elle s’adresse.",
    "What pupils show that they can do, in a few words each.": (
        "Les compétences travaillées, chacune en quelques mots."
    ),
    "Letters of the versions: [A, B].": "Les lettres des sujets : [A, B].",
    "How long it takes.": "La durée.",
    "For teachers: what the sheet is for; on the page that lists it.": (
        "Pour les enseignants : à quoi sert la fiche ; sur la page qui les liste."
    ),
    "Texts printed with the questions, or lines of them.": (
        "Les textes imprimés avec les questions, ou quelques-unes de leurs lignes."
    ),
    "The id of the text.": "L’identifiant du texte.",
    "Its lines to print: 13-27; all of them if left out.": (
        "Ses lignes à imprimer : 13-27 ; toutes si rien n’est dit."
    ),
    "What the pupil reads first.": "La consigne que l’élève lit d’abord.",
    # sources.yaml
    "The file of the text, in this folder.": "Le fichier du texte, dans ce dossier.",
    "How prompts name the text, with its article.": (
        "Comment les questions nomment le texte, avec son article."
    ),
    "Other names that say who speaks.": "D’autres noms qui disent qui parle.",
    "The language of the text.": "La langue du texte.",
    "As published.": "Comme il est publié.",
    "What kind of text it is.": "Le genre du texte.",
    "Who signs it, as published.": "La signature, comme elle est publiée.",
    "Who published it.": "Qui l’a publié.",
    "When, as far as known.": "Quand, pour autant qu’on le sache.",
    "One neutral sentence: who publishes, for whom.": "Une phrase neutre : qui publie, pour qui.",
    "Where the text stands publicly.": "L’adresse publique du texte.",
    "Does the page at `url` hold the text, so that links can point at passages?": (
        "La page de `url` contient-elle le texte, pour que les liens mènent aux passages ?"
    ),
    "Whose the text is, and why it may stand here.": "À qui est le texte, et à quel titre il est reproduit.",
    "May the numbered text be printed?": "Peut-on imprimer le texte numéroté ?",
    "What ends a paragraph: each line, or a blank line; verse keeps its lines.": (
        "Ce qui finit un paragraphe : lines, chaque ligne ; blank, une ligne vide ; verse garde ses lignes."
    ),
    "Headings, word for word; they support no claim.": "Les titres, mot pour mot ; ils ne prouvent rien.",
    "Sentences that need no question, word for word.": "Les phrases sans question, mot pour mot.",
    "Hard words and what they mean.": "Les mots difficiles et leur sens.",
    "Where the text came from; `citedeck text` writes it.": (
        "D’où vient le texte ; `citedeck text` l’écrit."
    ),
    "The name of the file that the text was taken from.": "Le nom du fichier dont le texte est tiré.",
    "The SHA-256 of that file.": "L’empreinte SHA-256 de ce fichier.",
    "What took the text from it.": "Ce qui en a tiré le texte.",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {"fr": _FR}


def of(words: str, language: str) -> str:
    """What an editor says, in a language; in English where it has no such words."""
    sentences = LANGUAGES.get(primary(language), {})
    return typeset(sentences[words], language) if words in sentences else words
