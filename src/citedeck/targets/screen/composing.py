"""What the composer's script needs of a question to lay it out as paper does: nothing it would make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence
from citedeck.model import Compilation, Course, Entry, Question, ResolvedItem
from citedeck.quick import dataclass
from citedeck.sheets import height, layout, minutes, orders
from citedeck.sheets.orders import LETTERS, Shown
from citedeck.targets.paper import answers, key, worksheet
from citedeck.targets.paper.key import Solution

"""Places are one digit each: no question shows more than twenty-six."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A question of the page: how it is asked, what its key says, and under which name it is chosen."""

    name: str
    entry: Entry
    question: Question
    solution: Solution
    is_reserved: bool


def given_apart(items: Iterable[ResolvedItem]) -> list[str]:
    """The labels of texts that may not be printed."""
    sources = (source for resolved in items for source in resolved.sources)
    return list(dict.fromkeys(sentence(source.label) for source in sources if not source.printable))


def item(
    offered: Offered, rules: Sequence[str], apart: Sequence[str], compilation: Compilation, course: Course
) -> dict[str, object]:
    """What the script knows of a question."""
    entry, resolved = offered.entry, offered.entry.resolved
    authored = resolved.item
    drawn = orders.drawn(authored, course)
    distinct = list(dict.fromkeys(drawn.orders))
    entries = [_as(entry, how) for how in distinct]
    marking = offered.solution.marking
    return {
        "name": offered.name,
        "code": entry.code,
        "id": str(authored.id),
        "form": authored.form,
        "level": drawn.level,
        "digest": drawn.digest,
        "points": str(entry.points),
        "height": round(height.of(authored), 6),
        "minutes": minutes.of(authored),
        "orders": [_places(how, entry) for how in distinct],
        "draws": [distinct.index(how) for how in drawn.orders],
        "letters": list(drawn.letters),
        "marks": [layout.mark(each) for each in entries],
        "briefs": [_brief(each, course) for each in entries],
        "places": _cited(offered.solution, entries, compilation, course),
        "right": [answer.option for answer in marking.answers if answer.option is not None],
        "whys": [LETTERS.index(letter) for letter, _ in marking.whys],
        "rules": [rules.index(name) for name in worksheet.rules([offered.question], is_marked=True)],
        "plain": [rules.index(name) for name in worksheet.rules([offered.question], is_marked=False)],
        "apart": [apart.index(label) for label in given_apart([resolved])],
        "reserved": offered.is_reserved,
        "facets": {
            "text": [source.id for source in resolved.sources],
            "category": [str(authored.category or "")],
            "level": [str(authored.level or "")],
            "form": [authored.form],
            "sheet": [str(ready.id) for ready in course.worksheets if authored.id in ready.items],
        },
    }


def _as(entry: Entry, how: Shown) -> Entry:
    """An entry in another order."""
    return Entry(entry.number, entry.code, entry.points, entry.resolved, how.order, how.left)


def _places(how: Shown, entry: Entry) -> list[list[int]]:
    """An order by the places that the same words have in the order of an entry; and its left sides."""
    return [[*map(entry.order.index, how.order)], [*map(entry.left.index, how.left)]]


def _brief(entry: Entry, course: Course) -> str:
    """What the grid of a key says of a question in some order."""
    brief = answers.marking(entry.resolved.item, entry, course).brief
    return catalogue.typeset(brief.strip(), course.language) if len(brief) <= key.BRIEF else ""


def _cited(
    solution: Solution, entries: Sequence[Entry], compilation: Compilation, course: Course
) -> list[str]:
    """Where the passages of a question stand, in each of its orders; nothing where that is one place."""
    if sum(bool(quoted) for _, quoted, _ in solution.answers) < 2:  # noqa: PLR2004 - several
        return []
    return [key.places(key.solution(entry, compilation, course)) for entry in entries]
