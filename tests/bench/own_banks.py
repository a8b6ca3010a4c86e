"""Our own course, its texts, banks and worksheets repeated: what people write, in any number.

python tests/bench/own_banks.py FOLDER TIMES writes it. Each copy has ids and texts of its own, named with a
word more: what asks of the same text the same again is another course, which banks alone do not tell.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import made_up

OURS = Path(__file__).parent.parent.parent
"""Where the repository's own course is."""

SOURCES = "seeds/sources.yaml"

_WORKSHEETS = "worksheets:\n"
_BANKS = re.compile(r"^banks: \[(.*)\]$", re.MULTILINE)
_VERSION = re.compile(r"^version: .*$", re.MULTILINE)
_ITEM = re.compile(r"^  - id: [\w-]+$", re.MULTILINE)
_LABEL = re.compile(r"[Tt]exte (?:de L’Anticapitaliste|d’Options)")

_IN_BANKS = re.compile(r"(?<=id: )[\w-]+|(?<=[ \[])(?:anticapitaliste|options)(?=[],:}\n])")
_IN_SOURCES = re.compile(r"^[\w-]+(?=:$)|(?<=^  file: )[\w-]+", re.MULTILINE)
_IN_SHEETS = re.compile(r"(?<=[\[ ])[\w-]+(?=[,\]])|(?<=id: )[\w-]+")
"""Ids of items, texts and worksheets, and names of files, where each kind of file has them."""

_ALLOW = "    allow: {"
_REASONS = 'stem-long: "un texte a un nom plus long"'
"""What there would be to say of copies: a course with anything to say is another thing to measure."""

_FALSE = re.compile(r"d’abord créer( un outil industriel .*\n    answer: )false\n    correction: .*\n")
"""The one statement that is false: every other copy has its true counterpart, that both are as often."""


def write_course(folder: Path, times: int) -> int:
    """Write the course with everything in it so many times; how many items that makes."""
    head, worksheets = _read("questions/course.yaml").split(_WORKSHEETS)
    names = _listed(head)
    banks = {name: _read(f"questions/{name}") for name in names}
    if times > 1:
        banks = {name: _allowed(words) for name, words in banks.items()}
    copies = range(1, times + 1)
    # by name, too, the banks of a copy are neighbours, as those are that share worksheets
    numbered = {
        (f"{copy:03}-{name}" if copy > 1 else name): _with(_IN_BANKS, copy, banks[name])
        for copy in copies
        for name in names
    }
    head = _VERSION.sub("version: 0.1.0", head)  # it was never released, and has no lock
    head = _BANKS.sub(f"banks: [{', '.join(numbered)}]", head)
    course = head + _WORKSHEETS + "".join(_sheets(worksheets, copy) for copy in copies)
    files = {f"questions/{name}": words for name, words in {"course.yaml": course, **numbered}.items()}
    made_up.write_files(folder, {**_texts(copies), **files})
    return times * sum(len(_ITEM.findall(words)) for words in banks.values())


def _read(path: str) -> str:
    return (OURS / path).read_text(encoding="utf-8")


def _listed(course: str) -> list[str]:
    """The banks of the course, in its order."""
    listed = _BANKS.search(course)
    assert listed, "course.yaml lists its banks on a line"
    return listed[1].split(", ")


def _texts(copies: range) -> dict[str, str]:
    """The texts and their list."""
    listed = "".join(_with(_IN_SOURCES, copy, _read(SOURCES)) for copy in copies)
    words = {path.stem: path.read_text(encoding="utf-8") for path in OURS.glob("seeds/*.txt")}
    files = {f"seeds/{name}{_suffix(copy)}.txt": words[name] for copy in copies for name in words}
    return {SOURCES: listed, **files}


def _suffix(copy: int) -> str:
    return f"-{copy:03}" if copy > 1 else ""


def _with(names: re.Pattern[str], copy: int, words: str) -> str:
    """Some YAML of a copy, whose ids have a suffix and whose texts have another name."""
    if copy == 1:
        return words
    if copy % 2 == 0:
        words = _FALSE.sub(r"d’abord sauver\1true\n", words)
    named = _LABEL.sub(rf"\g<0> {made_up.WORDS[copy].capitalize()}", words)
    return names.sub(rf"\g<0>{_suffix(copy)}", named)


def _sheets(words: str, copy: int) -> str:
    """Worksheets of a copy: only their ids and those of their items are its own."""
    lines = words.splitlines(keepends=True)
    return "".join(
        _with(_IN_SHEETS, copy, line) if line.startswith(("    items:", "  - id:")) else line
        for line in lines
    )


def _allowed(bank: str) -> str:
    """A bank whose items may be what copies are."""
    return "".join(map(_with_reasons, re.split(r"(?m)^(?=  - )", bank)))


def _with_reasons(item: str) -> str:
    if not _ITEM.match(item):
        return item  # the head of the bank, or retired
    if _ALLOW in item:
        return item.replace(_ALLOW, f"{_ALLOW}{_REASONS}, ")
    first, rest = item.split("\n", 1)
    return f"{first}\n{_ALLOW}{_REASONS}}}\n{rest}"


if __name__ == "__main__":
    print(write_course(Path(sys.argv[1]), int(sys.argv[2])), "items")
