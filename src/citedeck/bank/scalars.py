"""A part of a value -> its place in the YAML file, for all five scalar styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate, islice

from citedeck.model import Span, Text
from citedeck.quick import pattern

# A character of the value with the offset in the raw scalar where it begins.
_Placed = tuple[str, int]


class Raw(Text):
    """A part of a file as it stands there, marks and all; what comes in its place is written as it is."""

    __slots__ = ()


_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_HEX = {"x": 2, "u": 4, "U": 8}
_BREAK = pattern(r"[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*")
_LINE = pattern(r"([^\r\n]*)(\r\n|\n|\r|$)")


def locate(text: Text, start: int, end: int) -> Span:
    """The place of characters start..end of a value; the whole scalar where none can be named."""
    raw = text.document.text[text.start : text.end]
    inside = raw[1:-1] if raw[:1] in _QUOTES else raw
    if inside == text and "\\" not in text and start < len(text):  # written as it reads, as nearly always
        first = text.start + (len(raw) - len(text)) // 2 + start
        return Span(text.document, first, first + max(end - start, 1))
    placed = _places(raw)
    if "".join(char for char, _ in placed[: len(text)]) != text or start >= len(text):
        return text.at
    first, last = placed[start][1], max(start, end - 1)
    stop = placed[last][1] + 1
    if raw[stop - 1] == "\\":  # an escape is taken whole
        stop = placed[last + 1][1] if last + 1 < len(placed) else len(raw) - 1
    return Span(text.document, text.start + first, text.start + max(stop, first + 1))


@lru_cache(maxsize=4)
def _places(raw: str) -> list[_Placed]:
    """The value of a scalar with its places, once where many of them are asked for."""
    return list(_placed(raw))


def style(text: Text) -> str:
    """How the scalar is written: `"`, `'`, `|`, `>` or nothing for a plain one."""
    first = text.document.text[text.start : text.start + 1]
    return first if text.start < text.end and first in _QUOTES + _BLOCK else ""


def changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What differs between two values, word by word: a place in the old one and what comes there."""
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0, *accumulate(map(len, ours))]
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        both = 0 if kind == "equal" else min(b - a, d - c)
        for number in range(both):
            yield starts[a + number], starts[a + number + 1], theirs[c + number]
        if kind != "equal" and b - a != d - c:
            yield starts[a + both], starts[b], "".join(theirs[c + both : d])


def written(text: Text, value: str) -> str:
    """Another value in the style of a scalar: what replaces its place in the file.

    Only what differs is written anew: line ends, escapes and indentation stay. What the style
    cannot say stands in double quotes.
    """
    if isinstance(text, Raw):
        return value
    raw = text.document.text[text.start : text.end]
    if style(text) not in _BLOCK:
        dressed = raw[:1] in _CURLY and value[:1] != raw[:1]
        return quoted(value) if dressed else _patched(raw, text, value) or quoted(value)
    words, body, new = text.rstrip("\n"), _LAST_LINE_ENDS.sub("", raw), value.rstrip("\n")
    patched = _patched(body, words, new)
    return (patched or quoted(new + text[len(words) :])) + raw[len(body) :]


def quoted(text: str) -> str:
    """Any words as a YAML scalar in double quotes, on one line; what no file can hold becomes `?`."""
    kept = text.encode(errors="replace").decode().replace("\0", "?")
    return f'"{escaped(kept)}"'


def in_quotes(words: str) -> str:
    """Words as a double-quoted scalar; quotes around a part of them become « »."""
    inner = words.removeprefix('"') if words.count('"') == 1 else words
    inner = re.sub(r'"([^"]*)"', "« \\1 »", inner)
    return '"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"'


_TOKEN = pattern(r"\w+|\W")
_QUOTES, _BLOCK = ('"', "'"), ("|", ">")
_CURLY = ("“", "”", "„")
"""Letters to YAML: words that lose them get straight ones, which their author meant."""
_LAST_LINE_ENDS = pattern(r"(?:(?:\r\n|\n|\r)[ \t]*)*\Z")
_TO_ESCAPE = '[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\\\\"]'
_NAMES = {char: letter for letter, char in _ESCAPES.items() if letter.isalpha()} | {"\\": "\\", '"': '"'}


def escaped(words: str) -> str:
    """Words as they stand between double quotes, whatever they hold."""
    return re.sub(_TO_ESCAPE, lambda m: "\\" + _NAMES.get(m[0], f"U{ord(m[0]):08x}"), words)


def _patched(raw: str, old: str, new: str) -> str | None:
    """A scalar with another value, all that stays being as it was; None where its style cannot say it."""
    how = raw[:1] if raw[:1] in _QUOTES + _BLOCK else ""
    placed = list(_placed(raw))
    if _value(placed, how) != old:
        return None
    starts = [*(at for _, at in placed), len(raw) - (how in _QUOTES)]
    pieces, done = [], 0
    for start, end, words in changes(old, new):
        if how != '"' and any(m[0] not in '\\"' for m in re.finditer(_TO_ESCAPE, words)):
            return None
        as_written = {'"': escaped(words), "'": words.replace("'", "''")}.get(how, words)
        pieces += [raw[done : starts[start]], as_written]
        done = starts[end]
    patched = "".join([*pieces, raw[done:]])
    stands = _is_plain(patched, raw) if not how else how in _QUOTES or _indent(patched) == _indent(raw)
    return patched if stands and _value(_placed(patched), how) == new else None


def _value(placed: Iterable[_Placed], how: str) -> str:
    """The value of a scalar; a block's last line ends are its header's business."""
    words = "".join(char for char, _ in placed)
    return words.rstrip("\n") if how in _BLOCK else words


def _is_plain(raw: str, before: str) -> bool:
    """Whether words may stand without quotes: they begin and end as words do, and have no new marks."""
    begins = re.match(r"[\w(«]", raw) or raw[:2] == before[:2]
    broken = re.search(r":(?:\s|$)|\s#|^\s|\s$", raw)
    return bool(begins) and not broken and set(_MARKS.findall(raw)) <= set(_MARKS.findall(before))


def _indent(block: str) -> int:
    """How far in the words of a block scalar begin."""
    filled = re.search(r"[\r\n]( *)[^ \r\n]", block)
    return len(filled[1]) if filled else -1


_MARKS = pattern(r"[,:#\[\]{}]")
"""What YAML may take for a mark of its own; it did not where it stands already."""


def _placed(raw: str) -> Iterator[_Placed]:
    if raw[:1] == '"':
        return _double(raw)
    if raw[:1] == "'":
        return _flow(raw, 1, len(raw) - 1, "''")
    if raw[:1] in ("|", ">"):
        return _folded(raw) if raw[0] == ">" else _literal(raw)
    return _flow(raw, 0, len(raw), "")


def _flow(raw: str, at: int, end: int, doubled: str) -> Iterator[_Placed]:
    """Plain and single-quoted: line ends fold, and a doubled quote is one."""
    while at < end:
        line_end = _BREAK.match(raw, at, end)
        if line_end:
            yield from _fold_break(line_end)
            at = line_end.end()
        elif doubled and raw.startswith(doubled, at):
            yield doubled[0], at
            at += 2
        else:
            yield raw[at], at
            at += 1


def _fold_break(line_end: re.Match[str]) -> Iterator[_Placed]:
    """One line end is a blank; of several, all but the first stay."""
    count = len(re.findall(r"\r\n|\n|\r", line_end[0]))
    for _ in range(max(1, count - 1)):
        yield (" " if count == 1 else "\n"), line_end.start()


def _double(raw: str) -> Iterator[_Placed]:
    at, end = 1, len(raw) - 1
    while at < end:
        if raw[at] == "\\":
            char, length = _escape(raw, at)
            if char:
                yield char, at
            at += length
            continue
        line_end = _BREAK.match(raw, at, end)
        if line_end:
            yield from _fold_break(line_end)
            at = line_end.end()
            continue
        yield raw[at], at
        at += 1


def _escape(raw: str, at: int) -> tuple[str, int]:
    """The character an escape stands for, and how long the escape is."""
    line_end = re.compile(r"(?:\r\n|\n|\r)[ \t]*").match(raw, at + 1)
    if line_end:
        return "", line_end.end() - at
    letter = raw[at + 1]
    if letter in _HEX:
        digits = raw[at + 2 : at + 2 + _HEX[letter]]
        return chr(int(digits, 16)), 2 + _HEX[letter]
    return _ESCAPES.get(letter, letter), 2


def _block_lines(raw: str) -> Iterator[tuple[str, int]]:
    """The lines of a block scalar without their indentation, with the place of each."""
    header = _LINE.match(raw)
    assert header is not None  # the pattern matches every string
    lines = [(m[1], m.start()) for m in _LINE.finditer(raw, header.end())]
    explicit = re.search(r"[1-9]", header[1].split("#")[0])
    filled = [line for line, _ in lines if line.strip(" ")]
    indent = len(filled[0]) - len(filled[0].lstrip(" ")) if filled else 0
    if explicit and filled:
        # The digit counts from the parent's indentation, which the raw scalar does not show.
        indent = min(len(line) - len(line.lstrip(" ")) for line in filled)
    for line, at in lines:
        yield line[indent:], at + min(indent, len(line))


def _literal(raw: str) -> Iterator[_Placed]:
    for line, at in _block_lines(raw):
        for offset, char in enumerate(line):
            yield char, at + offset
        yield "\n", at + len(line)


def _folded(raw: str) -> Iterator[_Placed]:
    """Between two ordinary lines one line end is a blank; beside an indented line it stays."""
    lines = list(_block_lines(raw))
    for number, (line, at) in enumerate(lines):
        for offset, char in enumerate(line):
            yield char, at + offset
        if not line:
            yield "\n", at
            continue
        filled = next((words for words, _ in islice(lines, number + 1, None) if words), "")
        if not filled or line[0] in " \t" or filled[0] in " \t":
            yield "\n", at + len(line)
        elif lines[number + 1][0]:
            yield " ", at + len(line)
