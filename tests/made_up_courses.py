"""Courses of made-up items by a seed, as a user's files: of every form that a sheet shuffles."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WORDS = """
    argent bateau canal digue école ferme gare hangar jardin kiosque lac moulin navire onde port
    quai route sapin tunnel usine verger wagon zoo arbre berge chemin dune étang forge grange halte
    île jetée lande
"""
WORDS = _WORDS.split()
PLACES = ("Nord", "Sud", "Est", "Ouest", "Centre", "Bas", "Haut", "Vieux", "Neuf", "Grand", "Petit", "Long")
QUANTITIES = (
    ("−3", "2", "11", "40"),
    ("500", "1 000", "2 500", "10 000"),
    ("900 millions", "2 milliards", "15 milliards", "1 billion"),
    ("3 mars 1912", "1er avril 1912", "mai 1913", "2 février 1920"),
    ("1901", "1912", "1923", "1987"),
    ("0,5", "2", "10,5", "11"),
    ("30 minutes", "2 heures", "3 jours", "1 semaine"),
    ("900 m", "1,5 km", "10 km", "100 km"),
)
"""Rows that ascend, as a French author writes them."""


class Maker:
    """A bank that grows, item by item, with the text that proves it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.text: list[str] = []
        self.items: list[str] = []

    def sentence(self, words: str) -> str:
        """A sentence of the text that holds some words and stands there once."""
        number = len(self.text)
        place = f"{PLACES[number % 12]}{PLACES[number // 12 % 12].lower()}"
        self.text.append(f"Au quartier {place}, on voit ceci : {words}.")
        return self.text[-1]

    def some(self, count: int) -> list[str]:
        return self.chance.sample(WORDS, count)

    def add(self, form: str, lines: list[str]) -> None:
        level = f", level: {self.chance.randint(1, 3)}" if self.chance.random() < 0.7 else ""
        name = f"q{len(self.items) + 1}"
        head = f"  - {{id: {name}, type: {form}{level}"
        self.items.append(", ".join([head, f'prompt: "Selon le texte, {name} ?"', *lines]) + "}")

    def choice(self) -> None:
        count = self.chance.randint(2, 5)
        options = self.some(count)
        if self.chance.random() < 0.3:
            options = list(self.chance.choice(QUANTITIES))
            self.chance.shuffle(options)
        right, *lures = options
        mark = self.sentence(right)
        listed = [f'"{lure}"' for lure in lures]
        if self.chance.random() < 0.2:
            listed[-1] = f'{{text: "{lures[-1]}", last: true}}'
        if self.chance.random() < 0.2:
            listed.append("not-said")
        answer = f'{{text: "{right}", last: true}}' if self.chance.random() < 0.05 else f'"{right}"'
        self.add(
            "choice", [f"answer: {answer}", f"distractors: [{', '.join(listed)}]", f'evidence: "{mark}"']
        )

    def match(self) -> None:
        count = self.chance.randint(2, 4)
        rights = self.some(count)
        if self.chance.random() < 0.5:
            rights = list(self.chance.choice(QUANTITIES)[:count])
        lefts = self.some(count)
        pairs = [
            f'{{id: p{n}, left: "{left}", right: "{right}", evidence: "{self.sentence(f"{left}, {right}")}"}}'
            for n, (left, right) in enumerate(zip(lefts, rights, strict=True))
        ]
        lures = (
            f'distractors: ["{self.chance.choice(PLACES)}"]' if self.chance.random() < 0.5 else "points: 2"
        )
        self.add("match", [f"pairs: [{', '.join(pairs)}]", lures])

    def order(self) -> None:
        steps = [
            f'{{text: "{word}", evidence: "{self.sentence(word)}"}}'
            for word in self.some(self.chance.randint(2, 5))
        ]
        self.add("order", ["by: text", f"steps: [{', '.join(steps)}]"])

    def classify(self) -> None:
        rows = [
            f'{{id: s{n}, class: {self.chance.choice(["oui", "non"])}, text: "{self.sentence(word)}"}}'
            for n, word in enumerate(self.some(self.chance.randint(2, 4)))
        ]
        self.add("classify", ['classes: {oui: "ceci", non: "cela"}', f"statements: [{', '.join(rows)}]"])

    def short(self) -> None:
        word = self.some(1)[0]
        self.add("short", [f'answer: "{word}"', f'evidence: "{self.sentence(word)}"'])

    def worksheets(self) -> Iterator[str]:
        """Three: some of the items, in one to five versions."""
        for number in range(3):
            count = self.chance.randint(1, len(self.items))
            names = [f"q{n + 1}" for n in self.chance.sample(range(len(self.items)), count)]
            versions = ", ".join("ABCDE"[: self.chance.randint(1, 5)])
            listed = ", ".join(names)
            yield f"  - {{id: f{number}, title: F, items: [{listed}], versions: [{versions}]}}"


def course(seed: int) -> str:
    """A made-up course as one text of named sections."""
    maker = Maker(seed)
    for _ in range(maker.chance.randint(1, 14)):
        maker.chance.choice([maker.choice] * 4 + [maker.match, maker.order, maker.classify, maker.short])()
    return "\n".join(
        [
            "-- seeds/t.txt --",
            *maker.text,
            "-- questions/course.yaml --",
            f"title: Cas\nid: cas-{seed}\nlanguage: fr\nworksheets:",
            *maker.worksheets(),
            "-- questions/b.yaml --",
            "source: t\nitems:",
            *maker.items,
            "",
        ]
    )
