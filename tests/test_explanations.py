"""What `explain` says is so: every bad example earns its code, every good one nothing.

The examples are put into the course TOWN: items become its bank, a comment that is a file's
name starts that file, and the good example mends the course of the bad one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import courses
from citedeck import compiler
from citedeck.bank.raw import LOCK, Inputs
from citedeck.commands import release
from citedeck.commands.drafts import tables
from citedeck.messages import explanations, translations
from citedeck.messages.diagnostics import CODES
from citedeck.model import Diagnostic
from citedeck.targets.anki import promises

pytestmark = pytest.mark.usefixtures("quick_printer")

WIDTH = 80

NOT_SHOWN: dict[str, str] = {}
"""Codes whose bad example cannot be shown to earn them, each with the reason."""

SAID_BY = {
    "lock-changed": promises.differing,
    "course-unkeyed": promises.unkeyed,
    **dict.fromkeys(
        ("deck-moved", "deck-renamed", "id-reused", "id-vanished", "kind-changed"), promises.broken_promises
    ),
}
"""What says a code that `check` does not say."""

RELEASED = {
    *SAID_BY, "course-changed", "key-changed", "passage-elsewhere", "passage-gone", "sentence-changed",
} - {"course-unkeyed", "id-reused"}  # fmt: skip
"""Codes that are said of a course that was released as TOWN stands; others bring their own lock."""

ALL = sorted(explanations.all_of_them())

_SECTION = re.compile(
    r"(?P<meaning>\S.+?)\n\n"
    r"Bad:\n\n```yaml\n(?P<bad>[^`]+)```\n\n"
    r"Good:\n\n```yaml\n(?P<good>[^`]+)```"
    r"(?:\n\n[^\n].+)?",
    re.DOTALL,
)
_FILE = re.compile(r"^# ((?:seeds|questions)/\S+)\n", re.MULTILINE)
_ID = re.compile(r"^(- id: \S+)", re.MULTILINE)
_QUESTION = re.compile(r'(prompt: ")')
_AGAIN = "# … and so on\n"


@pytest.fixture(scope="module")
def lock(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The lock of TOWN, released."""
    return released(tmp_path_factory.mktemp("town"))


def released(folder: Path) -> bytes:
    """The lock of TOWN after its first release."""
    root = courses.on_disk(folder, courses.TOWN)
    assert release.release(root, root / "decks", "1.0.0").written
    return (root / LOCK).read_bytes()


def parts(code: str) -> dict[str, str]:
    """The meaning and the two examples of a section, the examples without their fences."""
    section = _SECTION.fullmatch(explanations.all_of_them()[code])
    assert section, f"{code}: its meaning, Bad:, a block, Good:, a block, and perhaps a way out"
    return section.groupdict()


def files(example: str) -> dict[str, bytes]:
    """The files that an example describes."""
    if not _FILE.match(example):
        times = range(10 if example.endswith(_AGAIN) else 1)
        items = (_another(example, time) if time else example for time in times)
        example = f"# questions/b.yaml\nsource: t\nitems:\n{''.join(items)}"
    _, *named = _FILE.split(example)
    return dict(zip(named[::2], map(_bytes, named[1::2]), strict=True))


def _another(example: str, time: int) -> str:
    """The same items with ids and questions of their own."""
    return _QUESTION.sub(rf"\1{'abcdefghij'[time] * 2} : ", _ID.sub(rf"\1-{time}", example))


def _bytes(words: str) -> bytes:
    """What a reader must see, as what it stands for."""
    return words.replace("␉", "\t").replace("␌", "\f").encode().replace("\ufffd".encode(), b"\xe9")


def found(code: str, lock: bytes, *examples: str) -> set[str]:
    """The codes of what is said of TOWN with these examples put into it, one after the other."""
    return {diagnostic.code for diagnostic in diagnostics_of(code, lock, *examples)}


def diagnostics_of(code: str, lock: bytes, *examples: str) -> list[Diagnostic]:
    """What is said of TOWN with these examples put into it, one after the other."""
    course = courses.files(courses.TOWN)
    if code in RELEASED:
        course[LOCK] = lock
    for example in examples:
        course.update(files(example))
    compilation = compiler.compile(Inputs(course))
    more = SAID_BY[code](compilation) if code in SAID_BY else ()
    given = (tables.read(path, data) for path, data in course.items() if path.endswith(".csv"))
    imported = (diagnostic for table in given for diagnostic in table.diagnostics)
    return [*compilation.diagnostics, *more, *imported]


def test_every_code_is_explained_and_nothing_else() -> None:
    assert set(explanations.all_of_them()) == set(CODES)


def test_the_codes_stand_in_alphabetical_order() -> None:
    assert list(explanations.all_of_them()) == ALL


@pytest.mark.parametrize("code", ALL)
def test_an_explanation_is_whole_and_fits_a_terminal(code: str) -> None:
    assert all(words.strip() for words in parts(code).values())
    assert max(map(len, explanations.of(code).splitlines())) <= WIDTH


OTHERS = translations.languages()[1:]


def test_french_contributors_read_french() -> None:
    assert OTHERS == ["fr"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_is_explained_in_every_language_in_the_same_order(language: str) -> None:
    assert list(translations.of(language).codes) == ALL


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", ALL)
def test_an_explanation_in_another_language_has_title_cause_examples_and_remedy(
    code: str, language: str
) -> None:
    told = translations.of(language).codes[code]
    assert "\n" not in told.title
    assert told.title[-1] not in ".:;"
    shown = explanations.of(code, language)
    assert max(map(len, shown.splitlines())) <= WIDTH
    positions = [shown.index(words) for words in (told.title, told.cause, parts(code)["bad"], told.remedy)]
    assert positions == sorted(positions)
    assert not re.search(r"^(Bad|Good):$", shown, re.MULTILINE)


@pytest.mark.parametrize("language", OTHERS)
def test_no_title_stands_for_two_codes(language: str) -> None:
    titles = [explanation.title for explanation in translations.of(language).codes.values()]
    assert len({*titles}) == len(titles)


@pytest.mark.parametrize("code", ALL)
def test_a_bad_example_earns_its_code_and_no_other(code: str, lock: bytes) -> None:
    assert (found(code, lock, parts(code)["bad"]) == {code}) == (code not in NOT_SHOWN)


@pytest.mark.parametrize("code", ALL)
def test_a_good_example_earns_nothing(code: str, lock: bytes) -> None:
    assert found(code, lock, parts(code)["bad"], parts(code)["good"]) == set()


@pytest.mark.parametrize("code", sorted(RELEASED))
def test_town_as_released_earns_nothing(code: str, lock: bytes) -> None:
    assert found(code, lock) == set()


def test_the_tables_name_codes() -> None:
    assert {*NOT_SHOWN, *SAID_BY, *RELEASED} <= set(CODES)
