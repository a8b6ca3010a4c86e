"""How diagnostics look: on a terminal, concise, as JSON, as annotations on GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from citedeck.messages.terminal import width
from citedeck.messages.visible import safe, visible
from citedeck.model import Diagnostic, Document, Label, Severity, Span

if TYPE_CHECKING:
    from citedeck.messages.translations import Translation

FORMATS = ("text", "concise", "json", "github")

WIDTH = 100
_COLORS = {"error": "1;31", "warning": "1;33", "note": "1;36", "frame": "1;34", "bold": "1"}


def ordered(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by file and place, each once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.label.span.document.path, d.label.span.start, d.code))


def strict(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics with every warning an error; a note stays one."""
    return tuple(
        d if d.severity is Severity.NOTE else replace(d, severity=Severity.ERROR) for d in diagnostics
    )


def render(
    diagnostics: Sequence[Diagnostic],
    how: str,
    *,
    color: bool = False,
    folder: str = "",
    changed: Sequence[str] = (),
    language: str = "",
    alone: bool = False,
) -> str:
    """The diagnostics in one of FORMATS; nothing to report is an empty text, or an empty list.

    Annotations name files from the top of a repository, where `folder` is the course's own;
    those of `changed` items come before those of others. Where mistakes are told in the
    `language` too, people read a title in it beside the English; in a terminal it may stand `alone`.
    """
    translation = _translation(language) if diagnostics and language else None
    if how == "json":
        return json.dumps([_record(d) for d in ordered(diagnostics)], ensure_ascii=False, indent=2) + "\n"
    if how == "github":
        first = sorted(
            ordered(diagnostics), key=lambda d: (not d.is_error, bool(d.item) and d.item not in changed)
        )
        return "".join(f"{_annotation(d, folder, translation)}\n" for d in first) + _count(
            diagnostics, changed
        )
    if how == "concise":
        return "".join(_concise(d) + "\n" for d in ordered(diagnostics))
    text = _translated if translation and alone else _text
    return "".join(text(d, translation, color=color) + "\n\n" for d in ordered(diagnostics))


def summary(diagnostics: Sequence[Diagnostic], language: str = "") -> str:
    """How many errors, warnings and notes there are, in words."""
    severities = [d.severity for d in set(diagnostics)]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    parts = [f"{n} {what}{'s' * (n != 1)}" for n, what in counts if n] or ["no mistakes"]
    return ", ".join(say(part, language) for part in parts)


def say(english: str, language: str) -> str:
    """A phrase of the command line in a language, or in English where it has none of it."""
    translation = _translation(language) if language else None
    return translation.word(english) if translation else english


def _translation(language: str) -> Translation | None:
    """What is said of mistakes in a language; most courses have none to tell."""
    from citedeck.messages import translations

    return translations.of(language)


def _place(span: Span) -> tuple[str, int, int]:
    return (span.document.path, *span.document.position(span.start))


def _concise(diagnostic: Diagnostic) -> str:
    path, line, column = _place(diagnostic.label.span)
    head = f"{safe(path)}:{line}:{column}: {diagnostic.severity.value}[{diagnostic.code}]"
    label = f" ({diagnostic.label.message})" if diagnostic.label.message else ""
    return f"{head} {diagnostic.message}{label}"


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "item": diagnostic.item or None,
        **_json_place(diagnostic.label),
        "help": list(diagnostic.help),
        "related": [{"message": label.message, **_json_place(label)} for label in diagnostic.related],
    }


def _json_place(label: Label) -> dict[str, object]:
    path, line, column = _place(label.span)
    end_line, end_column = label.span.document.position(label.span.end)
    return {"path": path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


# On GitHub, which shows ten annotations of a kind: errors and what changed come first, the count last

_KINDS = {Severity.NOTE: "notice"}
"""What GitHub calls a severity, where it has a name of its own for it."""


def _annotation(diagnostic: Diagnostic, folder: str, translation: Translation | None) -> str:
    place = _json_place(diagnostic.label)
    named = {
        "file": f"{folder}{visible(str(place['path']))}",
        "line": place["line"],
        "endLine": place["end_line"],
    }
    if place["line"] == place["end_line"]:
        named |= {"col": place["column"], "endColumn": place["end_column"]}
    named["title"] = diagnostic.code
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in named.items())
    label = f" ({diagnostic.label.message})" if diagnostic.label.message else ""
    titles = [translation.codes[diagnostic.code].title] if translation else []
    words = "\n".join([*titles, diagnostic.message + label, *diagnostic.help])
    kind = _KINDS.get(diagnostic.severity, diagnostic.severity.value)
    return f"::{kind} {properties}::{_data(words)}"


def _count(diagnostics: Sequence[Diagnostic], changed: Sequence[str]) -> str:
    notices = [summary(diagnostics)] if diagnostics else []
    notices += [f"changed since the last release: {', '.join(changed)}"] if changed else []
    return f"::notice title=citedeck::{_data('; '.join(notices))}\n" if notices else ""


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


# On a terminal


def _text(diagnostic: Diagnostic, translation: Translation | None, *, color: bool) -> str:
    """A diagnostic in English, with the title of its code in another language under it."""
    head = f"{diagnostic.severity.value}[{diagnostic.code}]"
    titles = [" " * (len(head) + 2) + translation.codes[diagnostic.code].title] if translation else []
    helps = [f"help: {line}" for line in diagnostic.help]
    return _laid_out(diagnostic, head, f": {diagnostic.message}", titles, helps, color=color)


def _translated(diagnostic: Diagnostic, translation: Translation | None, *, color: bool) -> str:
    """A diagnostic in another language alone: title, place, and what of its advice can be said there."""
    assert translation is not None
    explanation = translation.codes[diagnostic.code]
    head = f"{translation.word(diagnostic.severity.value)}[{diagnostic.code}]"
    of_item = f" ({visible(diagnostic.item)})" if diagnostic.item else ""
    advice = [words for line in diagnostic.help if (words := translation.phrase(line))]
    helps = [
        f"{translation.word('help')} : {line}" for line in advice or [explanation.remedy.replace("\n", " ")]
    ]
    labels = [
        replace(label, message=translation.phrase(label.message))
        for label in (diagnostic.label, *diagnostic.related)
    ]
    spoken = replace(diagnostic, label=labels[0], related=tuple(labels[1:]))
    return _laid_out(spoken, head, f" : {explanation.title}{of_item}", [], helps, color=color)


def _laid_out(
    diagnostic: Diagnostic,
    head: str,
    message: str,
    under: Sequence[str],
    helps: Sequence[str],
    *,
    color: bool,
) -> str:
    """A head with its message, the places with their lines, and what helps."""
    paint = _painter(on=color)
    labels = (diagnostic.label, *diagnostic.related)
    numbers = [label.span.document.position(label.span.start)[0] for label in labels]
    gutter = len(str(max(numbers)))
    severity = diagnostic.severity.value
    lines = [paint(severity, head) + paint("bold", message), *under]
    mark = "^" if diagnostic.severity is Severity.ERROR else "~"
    for number, label in enumerate(labels):
        path, line, column = _place(label.span)
        pointer = " " * gutter + ("--> " if number == 0 else "::: ")
        lines.append(paint("frame", pointer) + f"{safe(path)}:{line}:{column}")
        color_of_mark = severity if number == 0 else "frame"
        lines += _excerpt(label, gutter, mark if number == 0 else "-", color_of_mark, color=color)
    lines += [paint("frame", " " * gutter + " = ") + line for line in helps]
    return "\n".join(lines)


def _excerpt(label: Label, gutter: int, mark: str, painted: str, *, color: bool) -> Iterator[str]:
    """The line of a place, cropped around it, with the place underlined."""
    paint = _painter(on=color)
    document, span = label.span.document, label.span
    number, column = document.position(span.start)
    words, first, length = _cropped(document, number, column - 1, max(span.end - span.start, 1))
    under = " " * width(words[:first]) + mark * max(width(words[first : first + length]), 1)
    message = f" {label.message}" if label.message else ""
    yield paint("frame", f"{number:>{gutter}} | ") + words
    yield paint("frame", " " * gutter + " | ") + paint(painted, under + message)


def _cropped(document: Document, number: int, start: int, length: int) -> tuple[str, int, int]:
    """The words of a line that fit, and where in them the place begins and how long it is."""
    line = document.line(number)
    length = max(min(length, len(line) - start), 1)
    if len(line) <= WIDTH:
        return safe(line), start, length
    length = min(length, WIDTH - 20)
    first = max(0, min(start - (WIDTH - length) // 2, len(line) - WIDTH))
    last = min(first + WIDTH, len(line))
    before, after = "…" * (first > 0), "…" * (last < len(line))
    return before + safe(line[first:last]) + after, start - first + len(before), length


def _painter(*, on: bool) -> Callable[[str, str], str]:
    def paint(name: str, words: str) -> str:
        return f"\x1b[{_COLORS[name]}m{words}\x1b[0m" if on else words

    return paint
