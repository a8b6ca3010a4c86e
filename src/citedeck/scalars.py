"""A part of a value -> its place in the YAML file, for all five scalar styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.model import Span, Text

# A character of the value with the offset in the raw scalar where it begins.
_Placed = tuple[str, int]

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
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")


def locate(text: Text, start: int, end: int) -> Span:
    """The place of characters start..end of a value; the whole scalar where none can be named."""
    raw = text.document.text[text.start : text.end]
    placed = list(_placed(raw))
    if "".join(char for char, _ in placed[: len(text)]) != text or start >= len(text):
        return text.at
    first, last = placed[start][1], max(start, end - 1)
    stop = placed[last][1] + 1
    if raw[stop - 1] == "\\":  # an escape is taken whole
        stop = placed[last + 1][1] if last + 1 < len(placed) else len(raw) - 1
    return Span(text.document, text.start + first, text.start + max(stop, first + 1))


def style(text: Text) -> str:
    """How the scalar is written: `"`, `'`, `|`, `>` or nothing for a plain one."""
    first = text.document.text[text.start : text.start + 1]
    return first if text.start < text.end and first in "\"'|>" else ""


def written(text: Text, value: str) -> str:
    """Another value in the style of a scalar: what replaces its place in the file."""
    how = style(text)
    raw = text.document.text[text.start : text.end]
    if how == "'":
        return "'" + value.replace("'", "''") + "'"
    if how in ("|", ">"):
        return _block(raw, value)
    if how == "" and _SAFE_PLAIN.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


_SAFE_PLAIN = re.compile(r"[\w(«][^:#\r\n]*(?<!\s)")


def _block(raw: str, value: str) -> str:
    """A block scalar with other words under the same header, as far in as before."""
    header = _LINE.match(raw)
    assert header is not None  # the pattern matches every string
    line_end = header[2] or "\n"
    filled = [m[1] for m in _LINE.finditer(raw, header.end()) if m[1].strip(" ")]
    indent = filled[0][: len(filled[0]) - len(filled[0].lstrip(" "))] if filled else "  "
    tail = raw[len(raw.rstrip()) :]
    return header[0] + line_end.join(indent + line for line in value.rstrip("\n").split("\n")) + tail


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
        following = [words for words, _ in lines[number + 1 :]]
        if not line:
            yield "\n", at
        elif _stays(line, following):
            yield "\n", at + len(line)
        elif following and following[0]:
            yield " ", at + len(line)


def _stays(line: str, following: list[str]) -> bool:
    filled = next((words for words in following if words), "")
    return not filled or line[0] in " \t" or filled[0] in " \t"
