"""What an assistant replied -> its questions one by one, whatever stands around, between and before them.

They may stand in fenced blocks or without any, as a list in YAML or JSON, with or without `items`, or as
a table. One that cannot be read spoils no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import islice

from citedeck.bank import banks, slips
from citedeck.bank.nodes import SequenceNode
from citedeck.bank.slips import curly, items, naming
from citedeck.commands.drafts import grids, objects, trees
from citedeck.commands.drafts.trees import Tree
from citedeck.model import Diagnostic, Document
from citedeck.quick import dataclass

MAX_REPLY = 2**19
"""A longer reply (bytes) is none: two hundred questions take half of it."""

MAX_QUESTIONS = 400

_MAX_ITEM = 20_000
"""A longer question (characters) is none."""

_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
"""What a terminal obeys, or a program writes that is none for texts."""

_UNSEEN = re.compile("[\ufeff\u200b\u2060]")
"""Characters of no width, which no words need; chat pages put them in."""

_FENCE = re.compile(r"^([ \t]*(?:>[ \t]*)?)(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_STAMP = re.compile(r"citedeck(?: |-)brief: *([a-z0-9][a-z0-9_-]*): *([a-z0-9_, -]+)")
_DASH = re.compile(r"([ \t]*)-[ \t]+[\"'“]?([\w-]+(?: [\w-]+)?)[\"'”]?[ \t]*:(?:[ \t]|$)")
_KEY = re.compile(r"[ \t]*[\"'“]?([\w-]+(?: [\w-]+)?)[\"'”]?[ \t]*:(?:[ \t]|$)")
_HEAD = re.compile(
    r"^(source|category|level)[ \t]*:[ \t]*(\[[\w, \"'-]+\]|[\w\"'-]+)[ \t]*(?:#.*)?$", re.MULTILINE
)

ASKING = frozenset(["prompt", "statement", "text", "id", "type", "answer", "evidence"])
"""Keys of which a question has some, whatever they are called."""


class NoReplyError(Exception):
    """What is no reply: its words say why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A question of a reply, or what was found in its place."""

    values: dict[str, Tree] = field(default_factory=dict)
    trouble: str = ""
    """Why it cannot be read."""
    words: str = ""
    """How it begins, where it cannot be read."""
    mended: bool = False
    """Whether slips of the hand were mended to read it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The questions of a reply, and what it says it is about."""

    questions: tuple[Listed, ...]
    course: str = ""
    stamps: tuple[tuple[str, str], ...] = ()
    """Texts by their ids, each with the beginning of its digest."""


def read(data: bytes, language: str) -> Reply:
    """The questions of a reply. Raises NoReplyError where it is none, or has none."""
    text = _decoded(data)
    questions = tuple(map(_plain, islice(_questions(text, language), MAX_QUESTIONS + 1)))
    if not questions:
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        raise NoReplyError(
            "no question was found in the reply: no list in YAML or JSON and no table, "
            f"in a fenced block or without; it begins « {first[:70]} »"
        )
    if len(questions) > MAX_QUESTIONS:
        raise NoReplyError(f"the reply has more than {MAX_QUESTIONS} questions: take it in parts")
    course, stamps = _stamped(text)
    return Reply(questions, course, stamps)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_REPLY:
        raise NoReplyError(f"the reply is larger than {MAX_REPLY // 1024} kB: that is no reply")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise NoReplyError("the reply is no text in UTF-8: save it again as plain text") from None
    text = _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise NoReplyError("the reply is empty")
    if steering := _STEERING.search(text):
        character = f"U+{ord(steering[0]):04X}"
        raise NoReplyError(
            f"the reply has a character that is none of a text ({character}): copy its words only"
        )
    return text


def _plain(question: Listed) -> Listed:
    """A question; or what is wrong with one that writes such a character as an escape."""
    steering = _STEERING.search(" ".join(trees.words(question.values)))
    if steering is None:
        return question
    why = f"it has a character that is none of a text (U+{ord(steering[0]):04X})"
    return Listed(trouble=why, words=_STEERING.sub(" ", question.words))


def _stamped(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The course and the texts that a reply says it is about."""
    stamp = _STAMP.search(text)
    if stamp is None:
        return "", ()
    pairs = [words.split() for words in stamp[2].split(",")]
    return stamp[1], tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)  # noqa: PLR2004 - id, digest


# Blocks


def _questions(text: str, language: str) -> Iterator[Listed]:
    """The questions of all blocks, then those that stand in none."""
    rest, blocks = _blocks(text)
    for block in filter(str.strip, blocks):
        yield from _of_block(block, language)
    yield from _of_block(rest, language, loose=True)


def _blocks(text: str) -> tuple[str, list[str]]:
    """What stands outside of fences, and in each of them; the last may never be closed."""
    rest, blocks, done, opened = "", list[str](), 0, None
    for fence in _FENCE.finditer(text):
        if opened is None:
            rest += text[done : fence.start()] + "\n\n"
            opened = fence
        elif fence[2][0] == opened[2][0] and len(fence[2]) >= len(opened[2]):
            blocks.append(_outdented(text[opened.end() : fence.start()], opened[1]))
            done, opened = fence.end(), None
    if opened is not None:
        blocks.append(_outdented(text[opened.end() :], opened[1]))
        return rest, blocks
    return rest + text[done:], blocks


def _outdented(block: str, lead: str) -> str:
    """A block without what stands before each of its lines, as before its fence."""
    lines = (
        line.removeprefix(lead) if line.startswith(lead) else line.lstrip() for line in block.split("\n")
    )
    return "\n".join(lines) if lead else block


def _of_block(block: str, language: str, *, loose: bool = False) -> Iterator[Listed]:
    """The questions of a block, by what it is written in; `loose` is what stands between prose."""
    if objects.begins(block, loose=loose):
        entries = islice(objects.read(block), MAX_QUESTIONS + 1)
        questions = [_of_object(values, words, language) for values, words in entries]
        if any(question.values for question in questions):
            yield from filter(_is_any, questions)
            return
    if rows := grids.read(block, loose=loose):
        yield from (Listed(values, trouble, words) for values, trouble, words in rows)
        return
    yield from _of_list(block, language, loose=loose)


def _is_any(question: Listed) -> bool:
    return bool(question.values or question.trouble)


def _of_object(values: Tree | None, words: str, language: str) -> Listed:
    if isinstance(values, dict):
        return Listed(values) if is_question(values) else Listed()
    return _parsed(f"- {words}", language)


def is_question(values: dict[str, Tree]) -> bool:
    """Whether a mapping has two of the keys that a question has, whatever they are called."""
    meanings = ({key.strip().lower(), *naming.keys(key)} for key in values)
    return sum(bool(names & ASKING) for names in meanings) > 1


# Lists in YAML


def _of_list(block: str, language: str, *, loose: bool) -> Iterator[Listed]:
    """The questions of a list in YAML: each is read alone."""
    text = curly.straight(block, curly.values(block)).expandtabs(2)
    chunks = list(_chunks(text.split("\n"), loose=loose))
    if not chunks and not loose and _asks(text.split("\n")):
        chunks = [
            "\n".join(f"{'  ' if n else '- '}{line}" for n, line in enumerate(text.strip().split("\n")))
        ]
    head = {m[1]: _headed(m[2]) for m in _HEAD.finditer(text)} if chunks else {}
    for chunk in chunks:
        question = _parsed(chunk, language)
        if question.trouble or is_question(question.values):
            yield replace(question, values={**head, **question.values})


def _headed(words: str) -> Tree:
    """A value at the head of a bank: a name, or several in brackets."""
    names = re.findall(r"[\w-]+", words)
    return [*names] if words[0] == "[" else names[0] if names else words


def _asks(lines: Iterable[str]) -> bool:
    keys = [key[1] for line in lines if (key := _KEY.match(line))]
    return sum(_is_asking(name) for name in keys) > 1


def _is_asking(name: str) -> bool:
    return bool({name.lower(), *naming.keys(name)} & ASKING)


def _chunks(lines: Sequence[str], *, loose: bool) -> Iterator[str]:
    """The lines of each question: from its dash to what is no more of it."""
    number, column = 0, None
    while number < len(lines):
        dash = _DASH.match(lines[number])
        if dash is None or not _is_asking(dash[2]) or not _begins(lines, number, column):
            number += 1
            continue
        column = len(dash[1])
        last = _last(lines, number, column, loose=loose)
        yield "\n".join(line[min(column, _indent(line)) :] for line in lines[number:last])
        number = last


def _begins(lines: Sequence[str], number: int, column: int | None) -> bool:
    """Whether a dash begins a question, and is not that of a row further in."""
    return column is None or _indent(lines[number]) <= column or _has_type(lines, number)


def _has_type(lines: Sequence[str], number: int) -> bool:
    near = (_KEY.match(line) for line in lines[number + 1 : number + 3])
    return any(key and "type" in (key[1].lower(), *naming.keys(key[1])) for key in near)


def _last(lines: Sequence[str], first: int, column: int, *, loose: bool) -> int:
    """The line after the last of a question whose dash stands in a column."""
    number = first + 1
    while number < len(lines):
        line = lines[number]
        indent = _indent(line)
        if not line.strip() or indent > column:
            if _DASH.match(line) and _has_type(lines, number):
                break
        elif indent < column or line[indent] == "-" or loose or not _is_stray(line):
            break
        number += 1
    return number


def _is_stray(line: str) -> bool:
    """Whether a line has a key of a question, though it does not stand below its dash."""
    key = _KEY.match(line)
    return key is not None and key[1] not in ("items", "title") and _is_asking(key[1])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _parsed(chunk: str, language: str) -> Listed:
    """A question of YAML, read with what the hand slipped at mended."""
    words = " ".join(chunk.split())[:60]
    if len(chunk) > _MAX_ITEM:
        return Listed(trouble=f"it has more than {_MAX_ITEM} characters", words=words)
    tree, complaints, whole = slips.parse(Document("reply", f"items:\n{chunk}\n"), language)
    listed = None
    if tree is not None:
        report = slips.AdvisedReport(complaints)
        listed = items.gathered(tree, banks.HEAD.keys, report).find("items")
    refused = [complaint for complaint in complaints if complaint.code == "yaml-feature"]
    if not isinstance(listed, SequenceNode) or not listed or not whole or refused:
        return Listed(trouble=_first(refused or complaints), words=words)
    try:
        values = trees.of_yaml(listed[0])
    except trees.NotPlainError:
        return Listed(trouble=_first(complaints), words=words)
    return Listed(values if isinstance(values, dict) else {}, words=words, mended=bool(complaints))


def _first(complaints: Sequence[Diagnostic]) -> str:
    return complaints[0].message if complaints else "it is no mapping of keys to values"
