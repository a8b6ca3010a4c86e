"""Units say that a course is clean only where the compiler says nothing of the whole of it."""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Callable

import pytest

from citedeck import compiler
from citedeck.bank.raw import Inputs
from citedeck.commands import companions, folders, release
from citedeck.commands.units import linking
from citedeck.model import Diagnostic
from citedeck.targets.anki import promises

PLACES = ("Bada", "Befo", "Bilu", "Dano", "Demi", "Fola", "Fuse", "Lari", "Limo", "Loda", "Mabe", "Mido")
THINGS = ("un pont", "une gare", "un port", "une école", "un lac", "une forge", "un moulin", "une ferme")
ITEMS = 40
BANKS = 8

FORMS = ("short", "choice", "true", "false")


def place(number: int) -> str:
    return f"{PLACES[number % 12]}-{PLACES[number // 12 % 12]}"


def thing(number: int) -> str:
    return f"{THINGS[number % 8]} {('blanc', 'noir', 'neuf', 'vieux', 'rond')[number % 5]}"


def sentence(number: int) -> str:
    return f"Au quartier {place(number)}, on voit {thing(number)}."


def item(number: int) -> str:
    """An item about a sentence of its text: of another form than the one before."""
    form, source = FORMS[number % 4], f"t{number % 2}"
    asks = f"Selon le texte {number % 2}, que voit-on au quartier {place(number)} ?"
    lines = [f"  - id: q{number}", f"    source: {source}"]
    if form in ("true", "false"):
        stated = thing(number if form == "true" else number + 1)
        lines += [
            "    type: true-false",
            f'    prompt: "Selon le texte {number % 2}, on voit {stated} au quartier {place(number)}."',
            f"    answer: {'true' if form == 'true' else 'false'}",
        ]
        lines += [f'    correction: "On y voit {thing(number)}."'] if form == "false" else []
        mark = thing(number)
        lines += [f'    evidence: {{quote: "{sentence(number)}", mark: "{mark}"}}']
    else:
        lines += [f"    type: {form}", f'    prompt: "{asks}"', f'    answer: "{thing(number)}"']
        if form == "choice":
            lures = f'"{thing(number + 3)}", "{thing(number + 6)}"'
            lines += [f"    distractors: [{lures}]"]
        lines += [f'    evidence: "{sentence(number)}"']
    return "\n".join(lines) + "\n"


def written() -> dict[str, str]:
    """A course of eight banks, two texts and two worksheets, by path."""
    texts = {
        f"seeds/t{n}.txt": "\n".join(sentence(at) for at in range(n, 3 * ITEMS, 2)) + "\n" for n in (0, 1)
    }
    banks = {
        f"questions/b{n}.yaml": "items:\n" + "".join(item(at) for at in range(n, ITEMS, BANKS))
        for n in range(BANKS)
    }
    return {
        **texts,
        **banks,
        "seeds/sources.yaml": "".join(f't{n}: {{file: t{n}.txt, label: "le texte {n}"}}\n' for n in (0, 1)),
        "questions/course.yaml": (
            'title: "Cas"\nid: cas\nlanguage: fr\nversion: 0.1.0\nworksheets:\n'
            '  - {id: f, title: "F", items: [q0, q4, q8]}\n'
            '  - {id: g, title: "G", items: [q5, q2], versions: [A, B]}\n'
        ),
    }


# What an author does to it


Course = dict[str, str]
Edit = Callable[[Course, random.Random], None]


def bank_of(course: Course, chance: random.Random) -> str:
    return chance.choice([path for path in course if path.startswith("questions/b")])


def items_of(bank: str) -> list[str]:
    return re.split(r"(?m)^(?=  - )", bank)[1:]


def put(course: Course, path: str, items: list[str]) -> None:
    course[path] = "items:\n" + "".join(items) if items else "items: []\n"


def in_one(change: Callable[[list[str], int, random.Random], None]) -> Edit:
    """An edit of one item of one bank, given as a change of the bank's items."""

    def edit(course: Course, chance: random.Random) -> None:
        path = bank_of(course, chance)
        if items := items_of(course[path]):
            change(items, chance.randrange(len(items)), chance)
            put(course, path, items)

    return edit


def reworded(items: list[str], at: int, chance: random.Random) -> None:
    """A word of an item is another of its words: most often wrong."""
    words = items[at].split(" ")
    words[chance.randrange(len(words))] = chance.choice(words)
    items[at] = " ".join(words)


def explained(items: list[str], at: int, chance: random.Random) -> None:
    if "explanation" not in items[at] and "retired" not in items[at]:
        items[at] += f'    explanation: "Le texte le dit à la ligne {chance.randint(1, 99)} du cahier."\n'


def retired(items: list[str], at: int, chance: random.Random) -> None:
    name = re.search(r"id: (\w+)", items[at])
    items[at] = f'  - {{id: {name[1] if name else "q"}, retired: "2026, faux"}}\n'


def renamed(items: list[str], at: int, chance: random.Random) -> None:
    items[at] = re.sub(r"id: \w+", f"id: q{chance.randrange(2 * ITEMS)}", items[at], count=1)


def reprompted(items: list[str], at: int, chance: random.Random) -> None:
    """The same is asked in other words: in those of another item, now and then."""
    prompt = re.search(r'prompt: ".*"', chance.choice(items))
    if prompt:
        items[at] = re.sub(r'prompt: ".*"', prompt[0], items[at])


def of_another_text(items: list[str], at: int, chance: random.Random) -> None:
    items[at] = items[at].replace("source: t0", "source: t2").replace("source: t1", "source: t0")


def longer(items: list[str], at: int, chance: random.Random) -> None:
    """Lures that are short make the key the longest."""
    items[at] = re.sub(r"distractors: .*", 'distractors: ["un gué", "un bac"]', items[at])


def judged(items: list[str], at: int, chance: random.Random) -> None:
    """A false statement becomes a true one."""
    number = re.search(r"id: q(\d+)", items[at])
    if number and "answer: false" in items[at]:
        items[at] = re.sub(r"id: q\d+", f"id: q{number[1]}", item(int(number[1]) // 4 * 4 + 2))


def dropped(items: list[str], at: int, chance: random.Random) -> None:
    del items[at]


def new(items: list[str], at: int, chance: random.Random) -> None:
    items.insert(at, item(chance.randrange(2 * ITEMS)))


def carried(course: Course, chance: random.Random) -> None:
    """An item is in another bank; now and then in both, or in both under two ids."""
    here, there = bank_of(course, chance), bank_of(course, chance)
    items = items_of(course[here])
    if not items or here == there:
        return
    taken = chance.choice(items)
    how = chance.random()
    if how < 0.6:
        items.remove(taken)
        put(course, here, items)
    if how > 0.8:
        taken = re.sub(r"id: \w+", f"id: q{chance.randrange(ITEMS, 3 * ITEMS)}", taken, count=1)
    put(course, there, [*items_of(course[there]), taken])


def bank_gone(course: Course, chance: random.Random) -> None:
    del course[bank_of(course, chance)]


def bank_new(course: Course, chance: random.Random) -> None:
    course["questions/b9.yaml"] = "items:\n" + item(chance.randrange(ITEMS, 2 * ITEMS))


def commented(course: Course, chance: random.Random) -> None:
    course[bank_of(course, chance)] += f"# {chance.random()}\n"


def text_edited(course: Course, chance: random.Random) -> None:
    lines = course["seeds/t0.txt"].split("\n")
    lines[chance.randrange(len(lines))] = "On ne voit plus rien."
    course["seeds/t0.txt"] = "\n".join(lines)


def sheet_edited(course: Course, chance: random.Random) -> None:
    course["questions/course.yaml"] = course["questions/course.yaml"].replace(
        "q8", f"q{chance.randrange(ITEMS)}"
    )


EDITS: tuple[Edit, ...] = (
    *map(
        in_one,
        (
            reworded,
            explained,
            retired,
            renamed,
            reprompted,
            of_another_text,
            longer,
            judged,
            dropped,
            new,
        ),
    ),
    *(carried, bank_gone, bank_new, commented, text_edited, sheet_edited),
)

TRIED = 1000
SKIPPED = 0.7


def inputs_of(course: Course) -> Inputs:
    return Inputs({path: words.encode() for path, words in sorted(course.items())})


def whole(inputs: Inputs) -> tuple[list[Diagnostic], int, linking.Memory]:
    """What `check` says of a course without units, how many items it counts, and what is learned of it."""
    compilation = compiler.compile(inputs)
    diagnostics = [*compilation.diagnostics, *promises.broken_promises(compilation)]
    memory = linking.Memory()
    if not diagnostics:
        linking.learn(inputs, compilation, memory)
    return diagnostics, len(compilation.items), memory


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course as learners have it, its lock among its files."""
    root = tmp_path_factory.mktemp("released")
    for path, words in written().items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(words, encoding="utf-8")
    assert release.release(root, root / "decks", "1.0.0", without=companions.NAMES).written
    return {path: data.decode() for path, data in folders.read(root).files.items()}


@pytest.mark.parametrize("is_released", [False, True], ids=["new", "released"])
def test_units_agree_with_the_compiler(released: Course, is_released: bool) -> None:
    """Each course is edited once, twice or thrice; from a clean one that units knew, they go on."""
    base = released if is_released else written()
    chance = random.Random(19)
    course, memory = dict(base), whole(inputs_of(base))[2]
    assert len(memory.units) == BANKS
    verdicts: Counter[str] = Counter()
    for _ in range(TRIED // 2):
        edited = dict(course)
        for edit in chance.sample(EDITS, chance.choice((1, 1, 1, 2, 3))):
            edit(edited, chance)
        inputs, after = inputs_of(edited), copy.copy(memory)
        count = linking.proven(inputs, after)
        if count is None and chance.random() < SKIPPED:
            continue  # the compiler is asked then: there is nothing to hold to it
        diagnostics, items, learned = whole(inputs)
        if count is not None:
            assert (diagnostics, items, learned) == ([], count, after)
        verdicts["clean" if count is not None else "mistakes" if diagnostics else "unsure"] += 1
        if not diagnostics and len("".join(edited.values())) > 0.9 * len("".join(base.values())):
            course, memory = edited, learned
    assert verdicts["clean"] > TRIED // 6, verdicts
    assert verdicts["clean"] > 3 * verdicts["unsure"], verdicts
    assert verdicts["mistakes"] > 3 * verdicts["unsure"], verdicts
