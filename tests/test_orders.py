"""Orders that are never answers: 500 made-up courses, each with three worksheets in up to five versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import pytest

import courses
import made_up_courses
from citedeck.bank.forms import Choice, Match, Order
from citedeck.model import NOT_SAID, Compilation, Entry, Sheet
from citedeck.sheets import orders
from citedeck.targets.paper import key, worksheet

COURSES = 500


@pytest.fixture(scope="module")
def made() -> list[Compilation]:
    compilations = [courses.compiled(made_up_courses.course(seed)) for seed in range(COURSES)]
    assert not any(compilation.broken for compilation in compilations)
    return compilations


@pytest.fixture(scope="module")
def sheets(made: list[Compilation]) -> list[Sheet]:
    return [sheet for compilation in made for sheet in compilation.sheets]


def entries(sheets: Sequence[Sheet], form: type) -> Iterator[Entry]:
    return (entry for sheet in sheets for entry in sheet.entries if isinstance(entry.resolved.item, form))


def printed(sheet: Sheet, compilation: Compilation) -> list[object]:
    """What a pupil reads, in order, without numbers of pages and codes of sheets."""
    questions = [worksheet.asked(entry, compilation, compilation.course) for entry in sheet.entries]
    return [(question.code, question.left, question.options) for question in questions]


def test_two_versions_differ_or_it_is_said(made: list[Compilation]) -> None:
    said = 0
    for compilation in made:
        for ready in compilation.course.worksheets:
            shown = [printed(sheet, compilation) for sheet in compilation.sheets if sheet.worksheet is ready]
            doubled = any(one in shown[:number] for number, one in enumerate(shown))
            told = [
                d
                for d in compilation.diagnostics
                if d.code == "worksheet-alike" and f"`{ready.id}`" in d.message
            ]
            assert bool(told) == doubled, (compilation.course.id, ready.id)
            said += doubled
    assert said < 250, "most sheets have versions that differ"


EIGHT: dict[tuple[str, str], tuple[orders.Shown, ...]] = {}


def eight(entry: Entry, compilation: Compilation) -> tuple[orders.Shown, ...]:
    """The orders that are written down of an item, each made once."""
    course, item = compilation.course, entry.resolved.item
    if (course.id, item.id) not in EIGHT:
        EIGHT[course.id, item.id] = orders.drawn_orders(item, course)
    return EIGHT[course.id, item.id]


def possible(entry: Entry, compilation: Compilation) -> int:
    """How many orders an item can be shown in."""
    return len(set(eight(entry, compilation)))


def test_it_is_said_only_where_orders_run_out(made: list[Compilation]) -> None:
    """Two versions that can differ do: a question of the same level, or options that can move."""
    for compilation in made:
        for sheet in compilation.sheets:
            told = any(
                d.code == "worksheet-alike" and f"`{sheet.worksheet.id}`" in d.message
                for d in compilation.diagnostics
            )
            levels = Counter(entry.resolved.item.level for entry in sheet.entries)
            free = sum(possible(entry, compilation) > 1 for entry in sheet.entries)
            if told:
                assert max(levels.values()) <= 3, sheet.worksheet.id
                assert free <= 2, sheet.worksheet.id


def test_no_match_and_no_order_is_shown_solved(sheets: list[Sheet]) -> None:
    seen = 0
    for entry in entries(sheets, Match):
        item = entry.resolved.item
        rights = [item.offered[index].text for index in entry.order]
        lefts = [item.pairs[index] for index in entry.left]
        assert sorted(entry.left) == list(range(len(item.pairs)))
        assert any(pair.right != right for pair, right in zip(lefts, rights, strict=False)), item.id
        seen += 1
    for entry in entries(sheets, Order):
        assert list(entry.order) != sorted(entry.order), entry.resolved.item.id
        seen += 1
    assert seen > 1000


def test_quantities_ascend_wherever_they_stand(sheets: list[Sheet]) -> None:
    rows = [list(row) for row in made_up_courses.QUANTITIES]
    seen = 0
    for entry in [*entries(sheets, Choice), *entries(sheets, Match)]:
        item = entry.resolved.item
        shown = [item.offered[index].text for index in entry.order if not item.offered[index].last]
        shown = [text for text in shown if text != NOT_SAID]
        row = next((row for row in rows if len(shown) > 1 and set(shown) <= set(row)), None)
        if row is not None:
            assert shown == [text for text in row if text in shown]
            seen += 1
    assert seen > 500


def test_what_is_kept_last_is_last(sheets: list[Sheet]) -> None:
    seen: Counter[bool | None] = Counter()
    for entry in entries(sheets, Choice):
        shown = [entry.resolved.item.options[index] for index in entry.order]
        ranks = [2 if option.text == NOT_SAID else int(option.last) for option in shown]
        assert ranks == sorted(ranks)
        seen[next(option.right for option in shown if option.last) if 1 in ranks else None] += max(ranks) > 0
    assert seen[False] > 300
    assert seen[True] > 50, "a right option may keep its place too"


def places(entry: Entry, compilation: Compilation) -> set[int]:
    """Where the right option of a choice can stand."""
    item = entry.resolved.item
    right = next(index for index, option in enumerate(item.options) if option.right)
    return {shown.order.index(right) for shown in eight(entry, compilation)}


def least(reachable: Sequence[set[int]]) -> int:
    """The least that the fullest letter can hold: letters that take so many each must take all."""
    for most in range(len(reachable) + 1):
        holds: dict[tuple[int, int], int] = {}
        if all(seat(number, reachable, most, holds, set()) for number in range(len(reachable))):
            return most
    raise AssertionError


def seat(
    number: int,
    reachable: Sequence[set[int]],
    most: int,
    holds: dict[tuple[int, int], int],
    tried: set[tuple[int, int]],
) -> bool:
    """Give an answer a seat at a letter, moving others where they can go elsewhere."""
    for spot in [(letter, n) for letter in reachable[number] for n in range(most)]:
        if spot in tried:
            continue
        tried.add(spot)
        if spot not in holds or seat(holds[spot], reachable, most, holds, tried):
            holds[spot] = number
            return True
    return False


def test_no_letter_stands_out(made: list[Compilation]) -> None:
    """At most two at one letter, or two in five, or the least that can be; no more than three in a row."""
    runs_over, seen = 0, 0
    for compilation in made:
        for sheet in compilation.sheets:
            asked = list(entries([sheet], Choice))
            letters = [[e.resolved.item.options[i].right for i in e.order].index(True) for e in asked]
            if not letters:
                continue
            reachable = [places(entry, compilation) for entry in asked]
            most = max(2, len(letters) * 2 // 5, least(reachable))
            assert max(Counter(letters).values()) <= most, (sheet.code, letters)
            longest = max(len(list(run)) for _, run in groupby(letters))
            runs_over += longest > orders.LONGEST_RUN
            seen += len(letters) >= 5
            if all(len(of_item) > 2 for of_item in reachable):
                assert longest <= orders.LONGEST_RUN
    assert seen > 400
    assert runs_over < 10, "only where letters cannot move"


def test_a_letter_says_nothing(sheets: list[Sheet]) -> None:
    """Of three options that can move each letter holds a third of the right answers."""
    found: Counter[int] = Counter()
    alike = same = 0
    for sheet in sheets:
        of_sheet = []
        for entry in entries([sheet], Choice):
            item = entry.resolved.item
            fixed = [
                o for o in item.options if o.last or o.text == NOT_SAID or any(c.isdigit() for c in o.text)
            ]
            if len(item.options) == 3 and not fixed:
                of_sheet.append([item.options[index].right for index in entry.order].index(True))
        found.update(of_sheet)
        same += sum(a == b for a, b in pairwise(of_sheet))
        alike += max(0, len(of_sheet) - 1)
    assert all(0.28 < found[letter] / found.total() < 0.39 for letter in range(3)), found
    assert 0.2 < same / alike < 0.4, "that a letter has just stood says little of the next"


def test_the_same_bytes_twice(made: list[Compilation]) -> None:
    for seed in range(0, COURSES, 25):
        again = courses.compiled(made_up_courses.course(seed))
        pages = []
        for compilation in (made[seed], again):
            course = compilation.course
            pages.append([worksheet.page(sheet, compilation, course) for sheet in compilation.sheets])
            pages[-1] += [output.data for output in key.render(compilation, course)]
        assert pages[0] == pages[1]


FIXED = """\
-- seeds/t.txt --
Le port, la gare et le pont. La ville a cent ans.
-- questions/course.yaml --
title: Cas
id: cas
language: fr
worksheets: [{id: f, title: F, items: [q1, q2, q3], versions: [A, B]}]
-- questions/b.yaml --
source: t
items:
  - {id: q1, type: choice, prompt: "Selon le texte, quoi ?", answer: "le port",
     distractors: ["une île", "un lac"], evidence: "Le port, la gare et le pont."}
  - id: q2
    type: order
    by: text
    prompt: "Selon le texte, dans quel ordre ?"
    steps:
      - {text: "port", evidence: Le port}
      - {text: "gare", evidence: la gare}
      - {text: "pont", evidence: le pont}
  - id: q3
    type: short
    prompt: "Selon le texte, quel âge ?"
    answer: "cent ans"
    evidence: "La ville a cent ans."
"""


def test_the_rule_is_the_one_that_is_written_down() -> None:
    """Word for word of the module's docstring, by hand: another language has to give the same."""
    import hashlib

    def digest(words: str) -> str:
        return hashlib.sha256(words.encode()).hexdigest()

    def shuffled(words: list[str], item: str, number: int) -> list[str]:
        rounds, turn = divmod(number, len(words))
        row = sorted(words, key=lambda word: digest(f"cas/{item}/{rounds}\n{word}"))
        return row[turn:] + row[:turn]

    compilation = courses.compiled(FIXED)
    first, second = compilation.sheets
    options = [shuffled(["le port", "une île", "un lac"], "q1", n) for n in range(8)]
    rows = [shuffled(["port", "gare", "pont"], "q2", n) for n in range(32)]
    steps = [row for row in rows if row != ["port", "gare", "pont"]]
    moved = sorted(["q1", "q2", "q3"], key=lambda name: digest(f"cas/{name}")[1:] + digest(f"cas/{name}")[:1])
    assert shown(first, "q1") == options[0]
    assert shown(first, "q2") == steps[0]
    assert shown(second, "q1") == options[1]
    assert shown(second, "q2") == steps[1]
    assert [entry.resolved.item.id for entry in first.entries] == ["q1", "q2", "q3"]
    assert [entry.resolved.item.id for entry in second.entries] == moved


def shown(sheet: Sheet, name: str) -> list[str]:
    entry = next(entry for entry in sheet.entries if entry.resolved.item.id == name)
    words = orders.shuffled(entry.resolved.item)
    return [words[index] for index in entry.order]


def repeated(items: Sequence[orders.Drawn], turn: int) -> list[tuple[int, orders.Shown]]:
    """A version by the docstring alone, in the plainest words: as a page has to make it again."""
    names = list(range(len(items)))
    if turn:
        for level in {item.level for item in items}:
            places = [place for place in names if items[place].level == level]
            moved = sorted(places, key=lambda index: items[index].digest[turn:] + items[index].digest[:turn])
            names = [moved[places.index(name)] if name in places else name for name in names]
    asked = [place for place, name in enumerate(names) if items[name].letters]
    fewest = sorted(asked, key=lambda place: len({*items[names[place]].letters}))
    least: dict[int, int] = {}
    for place in fewest:
        letter = min(sorted({*items[names[place]].letters}), key=lambda one: least.get(one, 0))
        least[letter] = least.get(letter, 0) + 1
    most = max(2, 2 * len(asked) // 5, *least.values(), 0)
    at: dict[int, int] = {}
    taken = dict.fromkeys(range(len(names)), turn % 8)
    for place in fewest:
        best = None
        for number in (n % 8 for n in range(turn, turn + 8)):
            letter = items[names[place]].letters[number]
            run, rank = 1, asked.index(place)
            for step in (1, -1):
                other = rank + step
                while 0 <= other < len(asked) and at.get(asked[other]) == letter:
                    run, other = run + 1, other + step
            excess = max(0, [*at.values()].count(letter) + 1 - most) + max(0, run - 3)
            if best is None or excess < best[0]:
                best = (excess, number, letter)
        _, taken[place], at[place] = best
    return [(name, items[name].orders[taken[place]]) for place, name in enumerate(names)]


def test_the_rule_can_be_repeated_from_its_words(made: list[Compilation]) -> None:
    seen = 0
    for compilation in made:
        proven = {str(resolved.item.id): resolved.item for resolved in compilation.items}
        for ready in compilation.course.worksheets:
            drawn = [orders.drawn(proven[name], compilation.course) for name in ready.items]
            for turn in (0, 1, 5, 63):
                assert [*orders.arranged(drawn, turn)] == repeated(drawn, turn)
                seen += 1
    assert seen > 5000


def test_a_long_sheet_in_many_versions_takes_no_longer_than_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each item is drawn once for all sheets, and the turns of a sheet are not tried for ever."""
    count, letters = 300, ", ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    items = "".join(
        f'  - {{id: q{n}, type: choice, prompt: "Selon le texte, q{n} ?", answer: "{n}", distractors: '
        f'["{n + 1}", "{n + 2}"], evidence: "Le lieu {n} est vu."}}\n'
        for n in range(count)
    )
    text = " ".join(f"Le lieu {n} est vu." for n in range(count))
    listed = ", ".join(f"q{n}" for n in range(count))
    sheets = "".join(f"  - {{id: f{n}, title: F, versions: [{letters}], items: [q1]}}\n" for n in range(40))
    course = (
        f"-- seeds/t.txt --\n{text}\n-- questions/b.yaml --\nsource: t\nitems:\n{items}"
        "-- questions/course.yaml --\ntitle: Cas\nid: cas\nlanguage: fr\nworksheets:\n"
        f"  - {{id: long, title: F, versions: [{letters}], items: [{listed}]}}\n{sheets}"
    )
    drawn: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    of_item, of_sheet = orders.drawn, orders.arranged
    monkeypatch.setattr(orders, "drawn", lambda item, *rest: drawn.update([item.id]) or of_item(item, *rest))
    monkeypatch.setattr(orders, "arranged", lambda *all_: turns.update(["made"]) or of_sheet(*all_))
    compilation = courses.compiled(course)
    assert len(compilation.sheets) == 41 * 26
    assert set(drawn.values()) == {1}
    assert turns["made"] <= 41 * (orders.TURNS + 26)


def test_a_sign_stands_for_each_place_however_many_there_are() -> None:
    """In links, where capitals and small letters are one, and the page compares them sorted."""
    signs = orders.signs(1500)
    assert signs[:36] == "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert [*signs] == sorted({*signs.upper()})
    assert orders.signs(3) == "012"
