"""GIFT: plain text that Moodle and many tools read, without points and without an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from citedeck.targets.export import markup, moodle
from citedeck.targets.export.losses import Loss, lost
from citedeck.targets.export.questions import FILLED, PAIRED, PICKED, TYPED, WRITTEN, Asked, Quiz

NAME = "GIFT"
ENDING = ".gift.txt"
KINDS = moodle.KINDS
NOTES = ("export_new_category", "export_texts", "export_gift_points")

_ESCAPED = re.compile(r"[\\~=#{}:]|\r\n|[\n\r]")
_ARROW = "->"

GAP = "_____"
"""What stands for a gap where GIFT shows none."""


def refused(asked: Asked) -> Loss | None:
    """Why a question cannot go at all; None where it can."""
    if asked.kind == FILLED and len(asked.accepted) > 1:
        return lost("loss_gaps", len(asked.accepted))
    return moodle.refused(asked)


def losses(asked: Asked) -> Iterator[Loss]:
    """What of a question does not go, and why."""
    if asked.justified:
        yield lost("loss_justify", asked.justified, asked.justified + asked.points, "--with-essays")
    if asked.points != 1:
        yield lost("loss_points", asked.points)
    if asked.keeps_order:
        yield lost("loss_shuffled")
    if any(asked.hints):
        yield lost("loss_hint")
    if asked.expected or asked.columns:
        yield lost("loss_expected")
    if any(_ARROW in words for words in _words_inside(asked)):
        yield lost("loss_arrow", _ARROW, "→")
    if any(set("[]") & {*tag} for tag in asked.tags):
        yield lost("loss_brackets")


def text(quiz: Quiz, report: Sequence[str]) -> str:
    """The file: the report and the category, then the questions, a blank line between any two."""
    comments = "\n".join(f"// {line}" for line in report)
    names = moodle.names(quiz)
    each = (_question(asked, name) for asked, name in zip(quiz.asked, names, strict=True))
    return "\n\n".join([comments, _category(quiz), *each]) + "\n"


def _category(quiz: Quiz) -> str:
    course = quiz.course
    names = (f"{course.title} {course.version}", quiz.title)
    path = "/".join(" ".join(name.split()).replace("/", "//") for name in names if name)
    return f"$CATEGORY: $course$/top/{path}"


def _question(asked: Asked, name: str) -> str:
    tags = "".join(f" [tag:{_tag(tag)}]" for tag in asked.tags)
    marked = f"// [id:{asked.name}]{tags}"
    return f"{marked}\n::{escaped(name)}::[plain]{_asks(asked)}"


def _tag(words: str) -> str:
    return " ".join(words.split()).replace("[", "(").replace("]", ")")


def _asks(asked: Asked) -> str:
    """The question with what is right in braces: in place of its gap, or at its end."""
    lines = [asked.prompt, *asked.given]
    if asked.columns:
        lines.append(", ".join(asked.columns))
    inside = "\n".join(["{", *(f"\t{line}" for line in (*_INSIDE[asked.kind](asked), *_global(asked))), "}"])
    if asked.kind != FILLED:
        return f"{_lined(lines)} {inside}"
    before, after = asked.pieces
    hint = f" ({asked.hints[0]})" if asked.hints[0] else ""
    end = "" if (hint + after).strip() else f"{GAP} "  # braces at the end stand for no gap
    return f"{_lined([*lines, before])}{end}{inside}{escaped(hint + after)}"


def _lined(lines: Iterable[str]) -> str:
    return escaped("\n".join(lines))


def _global(asked: Asked) -> Iterator[str]:
    """What is said after any answer."""
    if asked.feedback:
        yield "####" + _inner("\n".join(remark.plain for remark in asked.feedback))


def _words_inside(asked: Asked) -> Iterator[str]:
    """All words that stand in the braces."""
    for option in asked.options:
        yield from (option.words, option.why)
    for together in (*asked.accepted, *asked.pairs, asked.lures):
        yield from together
    yield from (remark.plain for remark in asked.feedback)


# What stands in the braces, by kind


def _picked(asked: Asked) -> Iterator[str]:
    share = moodle.SHARES[asked.right]
    right, wrong = ("=", "~") if asked.right == 1 else (f"~%{share}%", f"~%-{share}%")
    for option in asked.options:
        why = f"#{_inner(option.why)}" if option.why else ""
        yield f"{right if option.is_right else wrong}{_inner(option.words)}{why}"


def _typed(asked: Asked) -> Iterator[str]:
    for answer in markup.variants(asked.accepted[0], ""):
        literal = answer.replace("*", r"\*")
        yield f"={_inner(literal)}"


def _paired(asked: Asked) -> Iterator[str]:
    for left, right in (*asked.pairs, *(("", lure) for lure in asked.lures)):
        yield f"={_inner(left)} -> {_arrowless(right)}"


def _written(asked: Asked) -> Iterator[str]:
    return iter(())


_INSIDE: Mapping[str, Callable[[Asked], Iterator[str]]] = {
    PICKED: _picked, TYPED: _typed, FILLED: _typed, PAIRED: _paired, WRITTEN: _written,
}  # fmt: skip


def escaped(words: str) -> str:
    r"""Words in which nothing means anything to GIFT: one pass, so that no escape is escaped again."""
    return _ESCAPED.sub(lambda match: r"\n" if match[0] in "\r\n" else f"\\{match[0]}", words)


def _arrowless(words: str) -> str:
    return escaped(words.replace(_ARROW, "→"))


def _inner(words: str) -> str:
    """Words in the braces; where they might begin with a format or a weight, the format is written."""
    return f"[plain]{_arrowless(words)}" if words.startswith(("[", "%")) else _arrowless(words)
