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
from pathlib import Path
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


FOLDER = Path(__file__).parent / "asked"
LABELS = {"fr": "le récit", "en": "the chronicle"}
_LEADS = {"fr": "Selon le récit :", "en": "According to the chronicle:"}

_SECTION = re.compile(r"^-- (\w+) --\n", re.MULTILINE)
_KEYS = ("id", "type", "prompt", "answer", "distractors", "evidence", "correction")


def sections(language: str) -> dict[str, str]:
    """The text in a language, and the questions of each kind."""
    parts = _SECTION.split((FOLDER / f"{language}.txt").read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def asked(language: str) -> list[Ask]:
    """Forty questions on the text in a language."""
    listed = [
        (kind, line)
        for kind, lines in sections(language).items()
        if kind != "text"
        for line in lines.splitlines()
    ]
    return [Ask(kind, _values(line.split(" | "), language)) for kind, line in listed]


def _values(cells: list[str], language: str) -> dict[str, object]:
    values: dict[str, object] = {key: cell for key, cell in zip(_KEYS, cells, strict=False) if cell}
    if "distractors" in values:
        values["distractors"] = str(values["distractors"]).split("; ")
    if values["type"] == "cloze":
        values["text"], values["prompt"] = values["prompt"], _LEADS[language]
    return values


def course(language: str) -> str:
    """The files of a course with one of the texts, and no question yet."""
    head = f"title: X\nid: x\nkey: abcdefgh\nformat: 2\nlanguage: {language}\n"
    source = f't: {{file: t.txt, label: "{LABELS[language]}"}}\n'
    text = sections(language)["text"]
    return f"-- seeds/t.txt --\n{text}-- seeds/sources.yaml --\n{source}-- questions/course.yaml --\n{head}"


# Styles


def in_yaml(asks: Sequence[Ask]) -> str:
    """Two fenced blocks with prose around and between them."""
    half = len(asks) // 2
    first, second = (_block(part) for part in (asks[:half], asks[half:]))
    return f"Of course!\n\n```yaml\nitems:\n{first}```\n\nThe rest:\n\n```yml\n{second}```\nShall I go on?\n"


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
            is_verdict = key == "answer" and ask.values["type"] == "true-false"
            plain = key in ("id", "type") or is_verdict
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
