"""As many versions of a worksheet as there are letters: the same questions, and letters that tell nothing."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from string import ascii_uppercase

import pytest

import courses
from citedeck.bank.forms import Choice, Order
from citedeck.model import NOT_SAID, Compilation, Sheet
from citedeck.targets.paper import worksheet

SHEETS = 2
VERSIONS = ascii_uppercase

YEARS = (1901, 1912, 1923)


QUARTERS = ("Nord", "Sud", "Est", "Ouest", "Centre", "Port", "Gare", "Parc", "Lac")


def plain(number: int) -> str:
    """A choice whose three options may stand in any order."""
    quarter = QUARTERS[number]
    return f"""\
  - id: choix-{number}
    type: choice
    level: {1 + number % 3}
    prompt: "Selon le texte, que demande le quartier {quarter} ?"
    answer: "une école {quarter}"
    distractors: ["une route {quarter}", "un pont {quarter}"]
    evidence: "Le quartier {quarter} demande une école {quarter}."
"""


PLAIN = len(QUARTERS)
SEED = " ".join(f"Le quartier {name} demande une école {name}." for name in QUARTERS)
ITEMS = "".join(map(plain, range(PLAIN)))
COURSE = f"""\
-- seeds/t.txt --
{SEED} La ville vote le budget en 1912. Ensuite, elle bâtit un pont, puis une gare, enfin un port.
-- questions/b.yaml --
source: t
items:
{ITEMS}\
  - id: annee
    type: choice
    level: 1
    prompt: "Selon le texte, en quelle année la ville vote-t-elle le budget ?"
    answer: "1912"
    distractors: ["1923", "1901"]
    evidence: "La ville vote le budget en 1912."
  - id: prix
    type: choice
    level: 2
    prompt: "Selon le texte, combien coûte le pont ?"
    answer: not-said
    distractors: ["le prix de la gare", "le double de la gare"]
    evidence: {{quote: "elle bâtit un pont", absent: ["prix", "coût"]}}
  - id: ordre
    type: order
    by: text
    level: 2
    prompt: "Selon le texte, dans quel ordre la ville bâtit-elle ?"
    steps:
      - {{text: "un pont", evidence: "elle bâtit un pont"}}
      - {{text: "une gare", evidence: "puis une gare"}}
      - {{text: "un port", evidence: "enfin un port"}}
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
worksheets:
"""
NAMES = ", ".join([*(f"choix-{n}" for n in range(PLAIN)), "annee", "prix", "ordre"])
LISTED = "".join(
    f'  - {{id: fiche-{n}, title: "Fiche {n}", items: [{NAMES}], versions: [{", ".join(VERSIONS)}]}}\n'
    for n in range(SHEETS)
)


@pytest.fixture(scope="module")
def compilation() -> Compilation:
    made = courses.compiled(COURSE + LISTED)
    assert not made.broken, made.diagnostics
    assert len(made.sheets) == SHEETS * len(VERSIONS)
    return made


def letters(sheet: Sheet) -> list[int]:
    """Where the right options of a sheet stand, question by question."""
    return [
        [entry.resolved.item.options[index].right for index in entry.order].index(True)
        for entry in sheet.entries
        if isinstance(entry.resolved.item, Choice)
    ]


def test_versions_ask_the_same_for_the_same_points(compilation: Compilation) -> None:
    asked = {
        (sheet.total, *sorted((str(e.resolved.item.id), e.points, e.code) for e in sheet.entries))
        for sheet in compilation.sheets
    }
    assert len(asked) == 1


def test_no_letter_stands_out(compilation: Compilation) -> None:
    """None holds over 40 % of the right answers, none more than three in a row."""
    for sheet in compilation.sheets:
        found = letters(sheet)
        assert max(Counter(found).values()) <= 0.4 * len(found), (sheet.code, found)
        runs = "".join("=" if before == after else "/" for before, after in pairwise(found))
        assert "===" not in runs, (sheet.code, found)


def test_letters_are_spread_over_all_sheets(compilation: Compilation) -> None:
    """A pupil who always ticks A does not win: of the options that may move, each place has its third."""
    of_all: Counter[int] = Counter()
    for sheet in compilation.sheets:
        places = dict(
            zip(
                [str(e.resolved.item.id) for e in sheet.entries if e.resolved.item.form == "choice"],
                letters(sheet),
                strict=True,
            )
        )
        of_all.update(place for name, place in places.items() if name.startswith("choix"))
    share = [of_all[place] / of_all.total() for place in range(3)]
    assert all(0.25 < part < 0.42 for part in share), share


def test_some_options_never_move(compilation: Compilation) -> None:
    """Years ascend, « Le texte ne le dit pas » is last, and a row to order is never shown in order."""
    for sheet in compilation.sheets:
        shown = {str(e.resolved.item.id): (e.resolved.item, e.order) for e in sheet.entries}
        item, order = shown["annee"]
        assert [int(item.options[i].text) for i in order] == sorted(YEARS)
        item, order = shown["prix"]
        assert item.options[order[-1]].text == NOT_SAID
        item, order = shown["ordre"]
        assert isinstance(item, Order)
        assert list(order) != sorted(order)


SEVEN = [f"choix-{number}" for number in range(7)]
FEW = """\
  - {id: impair, title: "Impair", items: [%s]}
  - {id: annees, title: "Années", items: [annee, annee-2, annee-3, %s]}
"""
SAME_PLACE = "".join(
    f"""\
  - id: annee-{number}
    type: choice
    prompt: "Selon le texte, en quelle année la ville vote-t-elle le budget ?"
    answer: "1912"
    distractors: ["{1912 - number}", "{1912 + number}"]
    evidence: "La ville vote le budget en 1912."
"""
    for number in (2, 3)
)


@pytest.mark.parametrize(
    ("sheet", "most"),
    [
        pytest.param(0, 3, id="seven of three options: 3 of 7 is the least"),
        pytest.param(1, 3, id="three that cannot move: 3 of 5 is the least"),
    ],
)
def test_a_letter_that_must_stand_out_does_so_least(sheet: int, most: int) -> None:
    listed = FEW % (", ".join(SEVEN), ", ".join(SEVEN[:2]))
    course = (COURSE + listed).replace(
        "-- questions/course.yaml --", SAME_PLACE + "-- questions/course.yaml --"
    )
    found = letters(courses.compiled(course).sheets[sheet])
    assert max(Counter(found).values()) == most, found


def test_levels_keep_their_places(compilation: Compilation) -> None:
    first, *others = ([e.resolved.item.level for e in sheet.entries] for sheet in compilation.sheets)
    assert all(levels == first for levels in others)


def test_versions_differ(compilation: Compilation) -> None:
    """Sheets of the same questions are the same sheet, version by version; no two versions are."""
    codes = {sheet.code for sheet in compilation.sheets}
    assert {code[-1] for code in codes} == set(VERSIONS)
    assert len(codes) == len({code[:4] for code in codes}) == len(VERSIONS)
    orders = {tuple(str(e.resolved.item.id) for e in sheet.entries) for sheet in compilation.sheets}
    assert len(orders) == len(VERSIONS)


def test_a_seed_gives_the_same_bytes(compilation: Compilation) -> None:
    again = courses.compiled(COURSE + LISTED)
    for one, other in list(zip(compilation.sheets, again.sheets, strict=True))[::7]:
        made = worksheet.page(one, compilation, compilation.course)
        assert made == worksheet.page(other, again, again.course)


def test_an_option_more_moves_no_other_question(compilation: Compilation) -> None:
    """The order of one question hangs on its own words, while letters stay balanced."""
    more = (COURSE + LISTED).replace('"un pont Nord"]', '"un pont Nord", "un phare Nord"]')
    assert more != COURSE + LISTED
    changed = courses.compiled(more)
    same = sum(
        one.order == other.order
        for before, after in zip(compilation.sheets, changed.sheets, strict=True)
        for one, other in zip(before.entries, after.entries, strict=True)
        if one.resolved.item.id != "choix-0"
    )
    assert same > 0.5 * len(compilation.sheets) * (len(compilation.sheets[0].entries) - 1)
