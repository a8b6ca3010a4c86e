"""Our own course, its banks and worksheets repeated: what people write, in any number.

python tests/bench/own_banks.py FOLDER TIMES writes it. Its copies share the texts, and have ids of their own.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import made_up

OURS = Path(__file__).parent.parent.parent
"""Where the repository's own course is."""

_WORKSHEETS = "worksheets:\n"
_BANKS = re.compile(r"^banks: \[(.*)\]$", re.MULTILINE)
_VERSION = re.compile(r"^version: .*$", re.MULTILINE)
_ITEM = re.compile(r"^  - id: [\w-]+$", re.MULTILINE)
_NAMED = re.compile(r"(?<=id: )[\w-]+")
_LISTED = re.compile(r"(?<=[\[ ])[\w-]+(?=[,\]])|(?<=id: )[\w-]+")
_ALLOW = "    allow: {"
_REPEATED = 'question-repeated: "elle est répétée pour mesurer", true-share: "il y en a une seule"'
"""What there would be to say of copies: a course with anything to say is another thing to measure."""


def write_course(folder: Path, times: int) -> int:
    """Write the course with everything in it so many times; how many items that makes."""
    head, worksheets = _read("questions/course.yaml").split(_WORKSHEETS)
    names = _listed(head)
    banks = {name: _read(f"questions/{name}") for name in names}
    copies = [""] + [f"-{number:03}" for number in range(2, times + 1)]
    numbered = {
        f"{name[:-5]}{copy}.yaml": _bank(banks[name], copy, times > 1) for copy in copies for name in names
    }
    head = _VERSION.sub("version: 0.1.0", head)  # it was never released, and has no lock
    head = _BANKS.sub(f"banks: [{', '.join(numbered)}]", head)
    course = head + _WORKSHEETS + "".join(_sheets(worksheets, copy) for copy in copies)
    files = {f"questions/{name}": words for name, words in {"course.yaml": course, **numbered}.items()}
    texts = {path.relative_to(OURS).as_posix(): path.read_text("utf-8") for path in OURS.glob("seeds/*.*")}
    made_up.write_files(folder, {**texts, **files})
    return times * sum(len(_ITEM.findall(words)) for words in banks.values())


def _read(path: str) -> str:
    return (OURS / path).read_text(encoding="utf-8")


def _listed(course: str) -> list[str]:
    """The banks of the course, in its order."""
    listed = _BANKS.search(course)
    assert listed, "course.yaml lists its banks on a line"
    return listed[1].split(", ")


def _bank(words: str, suffix: str, is_repeated: bool) -> str:
    """A bank whose ids have a suffix; where it is one of several alike it may be."""
    if not is_repeated:
        return words
    head, *items = re.split(r"(?m)^(?=  - )", _NAMED.sub(rf"\g<0>{suffix}", words))
    return head + "".join(map(_allowed, items))


def _allowed(item: str) -> str:
    """An item that may ask what another one does."""
    if not _ITEM.match(item):
        return item  # it is retired
    if _ALLOW in item:
        return item.replace(_ALLOW, f"{_ALLOW}{_REPEATED}, ")
    first, rest = item.split("\n", 1)
    return f"{first}\n{_ALLOW}{_REPEATED}}}\n{rest}"


def _sheets(words: str, suffix: str) -> str:
    """Worksheets whose ids have a suffix, and those of their items."""
    lines = words.splitlines(keepends=True)
    return "".join(
        _LISTED.sub(rf"\g<0>{suffix}", line) if line.startswith(("    items:", "  - id:")) else line
        for line in lines
    )


if __name__ == "__main__":
    print(write_course(Path(sys.argv[1]), int(sys.argv[2])), "items")
