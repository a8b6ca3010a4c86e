r"""A file in GIFT -> questions and answers: the plain format that Moodle and many tools write.

`\` takes the meaning of a mark away; `{…}` holds what is right; a blank line ends a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citedeck.commands.drafts import tables
from citedeck.commands.drafts.tables import Record
from citedeck.model import Document
from citedeck.quick import dataclass
from citedeck.text import folding

_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_HIDDEN = 0xF0000
"""Where escaped marks wait, at the end of all characters, until the marks that mean something are read."""

_SHOWN = {_HIDDEN + ord(mark): "\n" if mark == "n" else mark for mark in "\\~=#{}:n"}

_OPENED = re.compile(r"(?<!\{)\{(?!\{)[^\S\n]*(?:[=~#}\n]|T(?:RUE)?\b|F(?:ALSE)?\b)")
_MARKED = re.compile(r"(?m)^(?:::[^\n]*?::|\$CATEGORY:)")

_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_COMMENT = re.compile(r"[^\S\n]*//")
_ID, _TAG = re.compile(r"\[id:([^\]]+)\]"), re.compile(r"\[tag:([^\]]+)\]")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_ANSWER = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_NUMBER = re.compile(r"\s*([-+]?\d+(?:[.,]\d+)?)(?::[^#]*)?")
_VERDICTS = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
_ARROW = "->"
GAP = "_____"


def is_one(text: str) -> bool:
    """Whether a text is GIFT: answers in braces, and none of a cloze of ours before the first."""
    return bool(_OPENED.search(_hidden(text))) and (bool(_MARKED.search(text)) or "\t" not in text)


def records(document: Document) -> Iterator[Record]:
    """The questions of a file; what cannot be one has no answer."""
    text = _hidden(document.text.replace("\r\n", "\n").replace("\r", "\n"))
    for block in _BLOCK.finditer(text):
        lines = block[0].split("\n")
        comments = [line for line in lines if _COMMENT.match(line)]
        kept = [(n, line) for n, line in enumerate(lines) if line.strip() and not _is_beside(line)]
        if kept:
            first = text.count("\n", 0, block.start()) + 1 + kept[0][0]
            yield _record(first, "\n".join(line for _, line in kept), " ".join(comments))


def _is_beside(line: str) -> bool:
    """Whether a line is no part of a question."""
    return bool(_COMMENT.match(line)) or line.startswith("$CATEGORY:")


def _hidden(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)


def _shown(text: str, how: str = "") -> str:
    """Words as they are meant, on one line."""
    words = text.translate(_SHOWN)
    return tables.joined(tables.plain(words) if how == "html" else words)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question taken apart, its escapes still hidden; `how` is the format of its words."""

    before: str
    inside: str | None
    after: str
    explanation: str
    how: str


def _record(line: int, block: str, comments: str) -> Record:
    title = _TITLE.match(block.lstrip())
    parts = _parted(block.lstrip()[title.end() :] if title else block)
    named = _ID.search(comments) or (title and re.match(r"(.*)", _shown(title[1])))
    tags = (re.sub(r"\s+", "_", _shown(tag)) for tag in _TAG.findall(comments))
    extras = {"id": _shown(named[1]) if named else "", "tags": " ".join(tags)}
    if parts.explanation:
        extras["explanation"] = _shown(parts.explanation, parts.how)
    return _answered(Record(line, "", extras={key: words for key, words in extras.items() if words}), parts)


def _parted(block: str) -> _Parts:
    words, how = _formatted(block.strip())
    before, opened, rest = words.partition("{")
    inside, closed, after = rest.partition("}")
    if not (opened and closed):
        return _Parts(words, None, "", "", how)
    inside, _, explanation = inside.partition("####")
    return _Parts(before, inside.strip(), after, _formatted(explanation.strip())[0], how)


def _formatted(words: str) -> tuple[str, str]:
    """Words without the name of their format, and that."""
    named = _FORMAT.match(words)
    return (words[named.end() :], named[1]) if named else (words, "")


def _answered(blank: Record, parts: _Parts) -> Record:
    """A question with its answers, by the marks that they begin with."""
    inside = parts.inside
    if not inside:
        return _asking(blank, parts)
    if (verdict := _VERDICTS.get(inside.partition("#")[0].strip().upper())) is not None:
        return replace(_asking(blank, parts), back=verdict)
    if inside.startswith("#"):
        number = _NUMBER.match(inside.lstrip("#= "))
        return replace(_asking(blank, parts), back=number[1] if number else "", form="short")
    answers = [(match[1], match[2].strip()) for match in _ANSWER.finditer(inside)] or [("=", inside)]
    marks = {mark for mark, _ in answers}
    if marks == {"="} and all(_ARROW in words for _, words in answers):
        return _matched(_asking(blank, parts), [words for _, words in answers])
    return _chosen(blank, parts, answers) if "~" in marks else _typed(blank, parts, answers)


def _asking(blank: Record, parts: _Parts) -> Record:
    """A question whose braces stand at its end, or in it: then a line shows where."""
    gap = f" {GAP} " if parts.after.strip() else ""
    return replace(blank, front=_shown(parts.before + gap + parts.after, parts.how))


def _matched(blank: Record, answers: Sequence[str]) -> Record:
    sides = [words.split(_ARROW, 1) for words in answers]
    pairs = [(_shown(_formatted(left.strip())[0]), _shown(right)) for left, right in sides]
    lures = tuple(right for left, right in pairs if not left)
    named = tuple((left, right) for left, right in pairs if left)
    return replace(blank, pairs=named, wrong=lures, form="match")


def _chosen(blank: Record, parts: _Parts, answers: Sequence[tuple[str, str]]) -> Record:
    right: list[str] = []
    wrong: dict[str, str] = {}
    for mark, words in answers:
        text, _, why = words.partition("#")
        weight = _WEIGHT.match(text)
        option = _shown(_formatted(text[weight.end() if weight else 0 :].strip())[0], parts.how)
        if mark == "=" or (weight and float(weight[1]) > 0):
            right.append(option)
        else:
            wrong[option] = _shown(_formatted(why.strip())[0], parts.how)
    back, *also = right or [""]
    whys = {option: why for option, why in wrong.items() if why}
    asking = _asking(blank, parts)
    return replace(asking, back=back, also=tuple(also), wrong=tuple(wrong), whys=whys)


def _typed(blank: Record, parts: _Parts, answers: Sequence[tuple[str, str]]) -> Record:
    """An answer in words, and others that are as right; one that differs in its typography alone is none."""
    accepted: dict[str, str] = {}
    for _, words in answers:
        text, weight = words.partition("#")[0], _WEIGHT.match(words)
        if not weight or float(weight[1]) > 0:
            bare = _formatted(text[weight.end() if weight else 0 :].strip())[0]
            answer = _shown(bare).replace(r"\*", "*")
            accepted.setdefault(folding.words(answer).lower(), answer)
    back, *also = accepted.values() or ("",)
    is_gap = parts.after.strip() or parts.before.rstrip().endswith(GAP)
    if is_gap and not set(back) & set("{}"):
        return _gapped(blank, parts, back)
    return replace(_asking(blank, parts), back=back, accept=tuple(also), form="short")


def _gapped(blank: Record, parts: _Parts, answer: str) -> Record:
    """Words with a gap; what stands on lines before them leads to them."""
    before = parts.before if parts.after.strip() else parts.before.rstrip().removesuffix(GAP)
    *lead, line = before.translate(_SHOWN).split("\n")
    after = parts.after.translate(_SHOWN)
    front = tables.joined(f"{line}{tables.gap(answer)}{after}")
    return replace(blank, front=front, lead=tables.joined(" ".join(lead)), form="cloze")
