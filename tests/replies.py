"""Replies of assistants, as they come: forty questions in two languages, in the styles that are usual.

Each question has what becomes of it: right ones are taken, and nothing else is. Of the others the
quotation is invented, altered by one figure, stands twice, runs over a paragraph; or it is right, and
the answer is not.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

TAKEN, REFUSED, UNCLEAR = "taken", "refused", "unclear"


class Ask(NamedTuple):
    """A question with what becomes of it."""

    kind: str
    values: dict[str, object]

    @property
    def expected(self) -> set[str]:
        """What may become of a question of its kind."""
        if self.kind == "right":
            return {TAKEN}
        if self.kind in ("invented", "altered"):
            return {REFUSED}
        return {UNCLEAR} if self.kind in ("twice", "crossing") else {REFUSED, UNCLEAR}


TEXTS = {
    "fr": """\
Le village de Saint-Orens comptait 1 240 habitants en 1896. Le maire, M. Delmas, voulait un pont de pierre. Le conseil se réunit le lundi.
Le devis du pont s’élevait à 48 000 francs. Trois entreprises répondirent à l’appel. La plus chère venait de Toulouse. La séance est publique.
Mme Vidal, l’institutrice, demandait plutôt une école de filles. Elle recueillit 312 signatures. Personne ne répond.
Le préfet n’accorda aucune subvention au pont. Il promit en revanche 9 500 francs pour l’école. Le greffier prend note.
Le conseil vota l’école le 14 mars 1898, par sept voix contre quatre. M. Delmas démissionna le lendemain. Le conseil se réunit le lundi.
L’école ouvrit ses portes en octobre 1899. Elle accueillait 57 élèves. La séance est publique.
Le pont ne fut jamais construit. Un bac traverse encore la rivière. Personne ne répond. Le greffier prend note.
""",
    "en": """\
The harbour of Wexcombe was dredged for the first time in 1871. The work cost 3,200 pounds. The bell rings at noon.
Captain Moss wanted a lighthouse on the northern rock. The council offered him 150 pounds a year. The minutes are kept.
The fishermen asked for a longer quay instead. Their petition had 88 names. The room was cold.
The Board of Trade refused to pay for the quay. It agreed to lend 2,750 pounds for the lighthouse. Nobody objected.
The lamp was lit on 4 May 1874. It could be seen for eleven miles. The bell rings at noon.
Mrs. Carey, a widow, kept the lamp for 23 years. She never missed a night. The minutes are kept.
The quay was not lengthened until 1902. By then most boats had left for Portree. The room was cold. Nobody objected.
""",
}

LABELS = {"fr": "le récit", "en": "the chronicle"}


def _short(name: str, prompt: str, answer: str, evidence: str) -> dict[str, object]:
    return {"id": name, "type": "short", "prompt": prompt, "answer": answer, "evidence": evidence}


def _choice(name: str, prompt: str, answer: str, lures: Sequence[str], evidence: str) -> dict[str, object]:
    return {
        "id": name,
        "type": "choice",
        "prompt": prompt,
        "answer": answer,
        "distractors": [*lures],
        "evidence": evidence,
    }


def _verdict(name: str, prompt: str, answer: str, evidence: str, correction: str = "") -> dict[str, object]:
    right = {"correction": correction} if correction else {}
    return {
        "id": name,
        "type": "true-false",
        "prompt": prompt,
        "answer": answer,
        **right,
        "evidence": evidence,
    }


def _cloze(name: str, lead: str, text: str) -> dict[str, object]:
    return {"id": name, "type": "cloze", "prompt": lead, "text": text}


def french() -> list[Ask]:
    """Forty questions on the French text."""
    says = "Selon le récit,"
    right = [
        _short(
            "q1",
            f"{says} combien d’habitants le village comptait-il ?",
            "1 240",
            "Le village de Saint-Orens comptait 1 240 habitants en 1896.",
        ),
        _choice(
            "q2",
            f"{says} que voulait le maire ?",
            "un pont de pierre",
            ["un bac", "une mairie neuve"],
            "Le maire, M. Delmas, voulait un pont de pierre.",
        ),
        _short(
            "q3",
            f"{says} à combien s’élevait le devis ?",
            "48 000 francs",
            "Le devis du pont s'élevait à 48 000 francs.",
        ),
        _choice(
            "q4",
            f"{says} d’où venait l’entreprise la plus chère ?",
            "de Toulouse",
            ["de Paris", "du village"],
            "La plus chère venait de Toulouse.",
        ),
        _choice(
            "q5",
            f"{says} que demandait l’institutrice ?",
            "une école de filles",
            ["un pont", "un salaire"],
            "Mme Vidal, l'institutrice, demandait plutôt une école de filles.",
        ),
        _short(
            "q6",
            f"{says} combien de signatures furent recueillies ?",
            "312",
            "Elle recueillit 312 signatures.",
        ),
        _verdict(
            "q7",
            f"{says} le préfet a payé le pont.",
            "false",
            "Le préfet n'accorda aucune subvention au pont.",
            "Le préfet n’a accordé aucune subvention au pont.",
        ),
        _cloze("q8", "Selon le récit :", "Il promit en revanche {{c1::9 500 francs}} pour l’école."),
        _short(
            "q9",
            f"{says} quel jour le conseil vota-t-il l’école ?",
            "le 14 mars 1898",
            "Le conseil vota l'école le 14 mars 1898, par sept voix contre quatre.",
        ),
        _verdict(
            "q10",
            f"{says} l’école ouvrit ses portes à l’automne, en octobre.",
            "true",
            "L’école ouvrit ses portes en octobre 1899.",
        ),
        _short(
            "q11",
            f"{says} combien d’élèves l’école accueillait-elle ?",
            "57 élèves",
            "Elle accueillait 57 élèves.",
        ),
        _choice(
            "q12",
            f"{says} qu’est-ce qui traverse la rivière ?",
            "un bac",
            ["un pont de bois", "une barque neuve"],
            "Un bac traverse encore la rivière.",
        ),
    ]
    invented = [
        _short(f"i{n}", f"{says} {what} ?", answer, words)
        for n, (what, answer, words) in enumerate(
            [
                ("qui finança le pont", "un banquier", "Un banquier de Lyon finança le pont sans condition."),
                ("que fit le curé", "une quête", "Le curé organisa une quête pour les pauvres."),
                ("quand vint la crue", "en 1897", "La grande crue de 1897 emporta le moulin."),
                ("qui s’opposa à l’école", "les commerçants", "Les commerçants s’opposèrent à l’école."),
                ("que dit le préfet", "son regret", "Le préfet exprima son regret dans une longue lettre."),
                (
                    "qui construisit l’école",
                    "des maçons",
                    "Des maçons italiens construisirent l’école en dix mois.",
                ),
                ("combien coûta le bac", "200 francs", "Le bac coûta 200 francs à la commune."),
                ("qui succéda au maire", "M. Fabre", "M. Fabre succéda au maire dès le mois d’avril."),
                ("que devint Mme Vidal", "directrice", "Mme Vidal devint directrice de la nouvelle école."),
                ("que firent les habitants", "une fête", "Les habitants fêtèrent l’ouverture toute la nuit."),
                ("que demanda le conseil", "un emprunt", "Le conseil demanda un emprunt à la préfecture."),
                ("quel journal en parla", "La Dépêche", "La Dépêche en parla pendant une semaine."),
            ],
            1,
        )
    ]
    altered = [
        _short(
            "a1",
            f"{says} combien d’habitants y avait-il ?",
            "1 340",
            "Le village de Saint-Orens comptait 1 340 habitants en 1896.",
        ),
        _short(
            "a2",
            f"{says} combien coûtait le pont selon le devis ?",
            "49 000 francs",
            "Le devis du pont s’élevait à 49 000 francs.",
        ),
        _short("a3", f"{says} combien de signatures y eut-il ?", "313", "Elle recueillit 313 signatures."),
        _short(
            "a4",
            f"{says} en quelle année l’école ouvrit-elle ?",
            "1889",
            "L’école ouvrit ses portes en octobre 1889.",
        ),
    ]
    twice = [
        _short("t1", f"{says} quand le conseil se réunit-il ?", "le lundi", "Le conseil se réunit le lundi."),
        _short("t2", f"{says} comment est la séance ?", "publique", "La séance est publique."),
        _short("t3", f"{says} qui répond ?", "Personne", "Personne ne répond."),
        _short("t4", f"{says} qui prend note ?", "Le greffier", "Le greffier prend note."),
    ]
    crossing = [
        _short(
            "c1",
            f"{says} quand a lieu la réunion, et que dit le devis ?",
            "le lundi",
            "Le conseil se réunit le lundi. Le devis du pont s’élevait à 48 000 francs.",
        ),
        _short(
            "c2",
            f"{says} comment est la séance avant l’institutrice ?",
            "publique",
            "La séance est publique. Mme Vidal, l’institutrice",
        ),
        _short(
            "c3",
            f"{says} qui ne donne rien ?",
            "Le préfet",
            "Personne ne répond. Le préfet n’accorda aucune subvention au pont.",
        ),
        _short("c4", f"{says} que vote-t-on ?", "l’école", "Le greffier prend note. Le conseil vota l’école"),
    ]
    wrong = [
        _short(
            "w1",
            f"{says} par combien de voix l’école fut-elle votée ?",
            "neuf voix",
            "Le conseil vota l’école le 14 mars 1898, par sept voix contre quatre.",
        ),
        _choice(
            "w2",
            f"{says} que fit M. Delmas ?",
            "il fut réélu",
            ["il démissionna", "il partit à Paris"],
            "M. Delmas démissionna le lendemain.",
        ),
        _verdict("w3", f"{says} le pont fut construit.", "true", "Le pont ne fut jamais construit."),
        _verdict(
            "w4",
            f"{says} trois entreprises répondirent à l’appel.",
            "false",
            "Trois entreprises répondirent à l’appel.",
            "Aucune entreprise ne répondit à l’appel.",
        ),
    ]
    return _asks(right, invented, altered, twice, crossing, wrong)


def english() -> list[Ask]:
    """Forty questions on the English text."""
    says = "According to the chronicle,"
    right = [
        _short(
            "q1",
            f"{says} when was the harbour first dredged?",
            "1871",
            "The harbour of Wexcombe was dredged for the first time in 1871.",
        ),
        _short("q2", f"{says} what did the work cost?", "3,200 pounds", "The work cost 3,200 pounds."),
        _choice(
            "q3",
            f"{says} what did Captain Moss want?",
            "a lighthouse",
            ["a new ship", "a longer quay"],
            "Captain Moss wanted a lighthouse on the northern rock.",
        ),
        _short(
            "q4",
            f"{says} how much did the council offer him?",
            "150 pounds a year",
            "The council offered him 150 pounds a year.",
        ),
        _choice(
            "q5",
            f"{says} what did the fishermen ask for?",
            "a longer quay",
            ["a lighthouse", "lower taxes"],
            "The fishermen asked for a longer quay instead.",
        ),
        _short("q6", f"{says} how many names did the petition have?", "88", "Their petition had 88 names."),
        _choice(
            "q7",
            f"{says} how did the Board of Trade answer about the quay?",
            "it refused to pay",
            ["it gave half", "it asked for time"],
            "The Board of Trade refused to pay for the quay.",
        ),
        _cloze(
            "q8", "According to the chronicle:", "It agreed to lend {{c1::2,750 pounds}} for the lighthouse."
        ),
        _short(
            "q9", f"{says} on which day was the lamp lit?", "4 May 1874", "The lamp was lit on 4 May 1874."
        ),
        _verdict(
            "q10",
            f"{says} the lamp could be seen for eleven miles at sea.",
            "true",
            "It could be seen for eleven miles.",
        ),
        _short(
            "q11",
            f"{says} for how long did Mrs. Carey keep the lamp?",
            "for 23 years",
            "Mrs. Carey, a widow, kept the lamp for 23 years.",
        ),
        _choice(
            "q12",
            f"{says} where had most boats gone?",
            "to Portree",
            ["to the northern rock", "to London"],
            "By then most boats had left for Portree.",
        ),
    ]
    invented = [
        _short(f"i{n}", f"{says} {what}?", answer, words)
        for n, (what, answer, words) in enumerate(
            [
                ("who paid for the dredging", "a duke", "A duke from the county paid for the dredging."),
                (
                    "what did the storm destroy",
                    "two sheds",
                    "The storm of 1880 destroyed two sheds and a pier.",
                ),
                (
                    "who built the lighthouse",
                    "masons",
                    "Masons from Cornwall built the lighthouse in a year.",
                ),
                ("who wrote to the queen", "the vicar", "The vicar wrote to the queen about the fishermen."),
                ("what did Moss do", "he sailed away", "Moss sailed away and was never heard of again."),
                ("what did the newspaper say", "little", "The newspaper said little of the whole affair."),
                ("how tall was the tower", "90 feet", "The tower was 90 feet tall and painted white."),
                ("who followed Mrs. Carey", "her son", "Her son followed her as keeper of the lamp."),
                (
                    "what did the mayor promise",
                    "a railway",
                    "The mayor promised a railway before the century ended.",
                ),
                ("how many boats sank", "nine boats", "Nine boats sank on the rock before that."),
                ("what was sold", "the old quay", "The old quay was sold to a merchant."),
                ("who sang", "the choir", "The choir sang at the opening of the harbour."),
            ],
            1,
        )
    ]
    altered = [
        _short(
            "a1",
            f"{says} in which year was it dredged?",
            "1881",
            "The harbour of Wexcombe was dredged for the first time in 1881.",
        ),
        _short(
            "a2", f"{says} what was the price of the work?", "3,700 pounds", "The work cost 3,700 pounds."
        ),
        _short("a3", f"{says} how many signed?", "89", "Their petition had 89 names."),
        _short("a4", f"{says} when was the lamp lit?", "4 May 1875", "The lamp was lit on 4 May 1875."),
    ]
    twice = [
        _short("t1", f"{says} when does the bell ring?", "at noon", "The bell rings at noon."),
        _short("t2", f"{says} what is kept?", "The minutes", "The minutes are kept."),
        _short("t3", f"{says} how was the room?", "cold", "The room was cold."),
        _short("t4", f"{says} who objected?", "Nobody", "Nobody objected."),
    ]
    crossing = [
        _short(
            "c1",
            f"{says} who comes after the bell?",
            "Captain Moss",
            "The bell rings at noon. Captain Moss wanted a lighthouse on the northern rock.",
        ),
        _short(
            "c2",
            f"{says} who asks after the minutes?",
            "The fishermen",
            "The minutes are kept. The fishermen asked for a longer quay instead.",
        ),
        _short(
            "c3",
            f"{says} who refused in the cold?",
            "The Board of Trade",
            "The room was cold. The Board of Trade refused to pay",
        ),
        _short(
            "c4", f"{says} what was lit then?", "The lamp", "Nobody objected. The lamp was lit on 4 May 1874."
        ),
    ]
    wrong = [
        _short(
            "w1",
            f"{says} for how many miles could it be seen?",
            "seven miles",
            "It could be seen for eleven miles.",
        ),
        _choice(
            "w2",
            f"{says} what did the council offer the captain?",
            "a medal",
            ["150 pounds a year", "a house"],
            "The council offered him 150 pounds a year.",
        ),
        _verdict(
            "w3",
            f"{says} the quay was lengthened until 1902.",
            "true",
            "The quay was not lengthened until 1902.",
        ),
        _verdict(
            "w4",
            f"{says} the work cost 3,200 pounds.",
            "false",
            "The work cost 3,200 pounds.",
            "The work cost nothing.",
        ),
    ]
    return _asks(right, invented, altered, twice, crossing, wrong)


def _asks(*groups: list[dict[str, object]]) -> list[Ask]:
    kinds = ("right", "invented", "altered", "twice", "crossing", "wrong")
    return [Ask(kind, values) for kind, group in zip(kinds, groups, strict=True) for values in group]


ASKED: dict[str, Callable[[], list[Ask]]] = {"fr": french, "en": english}


def course(language: str) -> str:
    """The files of a course with one of the texts, and no question yet."""
    head = f"title: X\nid: x\nkey: abcdefgh\nformat: 2\nlanguage: {language}\n"
    return (
        f'-- seeds/t.txt --\n{TEXTS[language]}-- seeds/sources.yaml --\nt: {{file: t.txt, label: "{LABELS[language]}"}}\n'
        f"-- questions/course.yaml --\n{head}"
    )


# Styles


def in_yaml(asks: Sequence[Ask]) -> str:
    """Two fenced blocks with prose around and between them."""
    half = len(asks) // 2
    first, second = (_block(part) for part in (asks[:half], asks[half:]))
    return f"Of course! Here they are.\n\n```yaml\nitems:\n{first}```\n\nAnd the rest:\n\n```yml\n{second}```\nShall I go on?\n"


def _block(asks: Sequence[Ask]) -> str:
    lines = []
    for ask in asks:
        for number, (key, value) in enumerate(ask.values.items()):
            words = json.dumps(value, ensure_ascii=False) if key not in ("id", "type") else value
            lines.append(f"{'    ' if number else '  - '}{key}: {words}")
    return "\n".join(lines) + "\n"


_NAMES = {
    "fr": {"prompt": "question", "answer": "réponse", "distractors": "distracteurs", "evidence": "citation"},
    "en": {"prompt": "question", "distractors": "wrong answers", "evidence": "quotation"},
}


def in_curly_quotes(asks: Sequence[Ask], language: str) -> str:
    """No fence, other keys, and the quotation marks of a word processor."""
    names, lines = _NAMES[language], ["Here is the list:", ""]
    for ask in asks:
        for number, (key, value) in enumerate(ask.values.items()):
            listed = isinstance(value, list)
            shown = f"[{', '.join(f'“{v}”' for v in value)}]" if listed else f"“{value}”"
            plain = (
                key in ("id", "type", "answer")
                and ask.values["type"] == "true-false"
                or key in ("id", "type")
            )
            lines.append(f"{'  ' if number else '- '}{names.get(key, key)}: {value if plain else shown}")
    return "\n".join([*lines, "", "Good luck in class!"])


def in_json(asks: Sequence[Ask]) -> str:
    """A list in JSON under a key."""
    listed = [
        {k: {"true": True, "false": False}.get(str(v), v) for k, v in ask.values.items()} for ask in asks
    ]
    return f"```json\n{json.dumps({'questions': listed}, ensure_ascii=False, indent=1)}\n```\n"


_COLUMNS = ("id", "type", "question", "answer", "wrong answers", "evidence", "correction")


def in_a_table(asks: Sequence[Ask]) -> str:
    """A table in Markdown."""
    rows = [_row(ask) for ask in asks]
    lines = [_COLUMNS, ["---"] * len(_COLUMNS), *rows]
    escaped = (" | ".join(cell.replace("|", "\\|") for cell in line) for line in lines)
    return "The questions:\n\n" + "\n".join(f"| {line} |" for line in escaped) + "\n\nDone.\n"


def with_commas(asks: Sequence[Ask]) -> str:
    """A table in CSV."""
    data = io.StringIO()
    csv.writer(data).writerows([_COLUMNS, *map(_row, asks)])
    return f"```csv\n{data.getvalue()}```\n"


def _row(ask: Ask) -> list[str]:
    values = ask.values
    lures = "; ".join(values.get("distractors", ()))  # type: ignore[arg-type]
    asked = values.get("text", values["prompt"])
    cells = (values["id"], values["type"], asked, values.get("answer", ""), lures)
    return [*map(str, cells), str(values.get("evidence", "")), str(values.get("correction", ""))]


STYLES: dict[str, Callable[[Sequence[Ask], str], str]] = {
    "yaml": lambda asks, language: in_yaml(asks),
    "curly": in_curly_quotes,
    "json": lambda asks, language: in_json(asks),
    "markdown": lambda asks, language: in_a_table(asks),
    "csv": lambda asks, language: with_commas(asks),
}


# Mutations


def digit(words: str) -> str:
    """Words with another last figure."""
    return re.sub(r"\d(?=\D*$)", lambda m: str((int(m[0]) + 3) % 10), words)


def typed_otherwise(words: str) -> str:
    """Words as another keyboard has them: the same words."""
    return words.replace("’", "'").replace(" ", "\xa0", 1).replace("-", "‑")
