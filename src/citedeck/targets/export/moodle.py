"""Moodle XML: what Moodle, and so Éléa, takes in whole, with points, feedback, tags and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from citedeck.languages.catalogue import typeset
from citedeck.targets.export import markup
from citedeck.targets.export.losses import Loss, lost
from citedeck.targets.export.questions import FILLED, PAIRED, PICKED, TYPED, WRITTEN, Asked, Expected, Quiz

NAME = "Moodle"
ENDING = ".moodle.xml"
KINDS = {
    PICKED: "multichoice", TYPED: "shortanswer", FILLED: "cloze", PAIRED: "matching", WRITTEN: "essay"
}  # fmt: skip
NOTES = ("export_new_category", "export_texts")

SHARES = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5",
    9: "11.11111", 10: "10", 20: "5",
}  # fmt: skip
"""What each of so many right options is worth, in per cent: any other fraction stops an import."""

LONGEST_ID, LONGEST_TAG = 100, 50
"""Characters: a longer id stops an import half-way; a longer tag is cut."""

_LINES, _MOST_LINES = 5, 40
"""Of an answer at length: Moodle offers fives, up to so many."""


def refused(asked: Asked) -> Loss | None:
    """Why a question cannot go at all; None where it can."""
    if asked.kind == PICKED and asked.right not in SHARES:
        return lost("loss_fractions", asked.right)
    return None


def losses(asked: Asked) -> Iterator[Loss]:
    """What of a question does not go, and why."""
    if asked.justified:
        yield lost("loss_justify", asked.justified, asked.justified + asked.points, "--with-essays")
    if asked.kind == FILLED and _gap_points(asked) * len(asked.accepted) != asked.points:
        yield lost("loss_gap_points", asked.points, _gap_points(asked))
    if asked.columns:
        yield lost("loss_table")
    if asked.lines > _MOST_LINES:
        yield lost("loss_lines", asked.lines, _MOST_LINES)
    if any(len(tag) > LONGEST_TAG for tag in asked.tags):
        yield lost("loss_tag", LONGEST_TAG)
    if markup.is_unstorable("".join(_question(asked, "", "en"))):
        yield lost("loss_control")


def text(quiz: Quiz, report: Sequence[str]) -> str:
    """The file: the category first, with course and version, and the report at its end."""
    language = str(quiz.course.language)
    named = zip(quiz.asked, names(quiz), strict=True)
    each = ("".join(_question(asked, name, language)) for asked, name in named)
    whole = f"<quiz>\n{_category(quiz, language)}{''.join(each)}{markup.comment(report)}</quiz>\n"
    return markup.HEAD + markup.storable(whole)


def names(quiz: Quiz) -> list[str]:
    """What the questions are called: by their numbers, by which platforms sort them, and their ids."""
    width = max(2, len(str(len(quiz.asked))))
    return [f"{number:0{width}} {asked.name}" for number, asked in enumerate(quiz.asked, 1)]


def _category(quiz: Quiz, language: str) -> str:
    course = quiz.course
    path = "/".join(
        name.replace("/", "//")
        for name in (f"{course.title} {course.version}", typeset(quiz.title, language))
        if name
    )
    about = markup.paragraphs([course.about], language)
    return (
        '<question type="category">\n'
        f"<category>{markup.text(f'$course$/top/{path}')}</category>\n"
        f'<info format="html">{markup.text(about)}</info>\n'
        "<idnumber></idnumber>\n"
        "</question>\n"
    )


def _question(asked: Asked, name: str, language: str) -> Iterator[str]:
    """A question: what all have, what its kind has, its tags."""
    write, points = _WRITE[asked.kind], _points(asked)
    yield f'<question type="{KINDS[asked.kind]}">\n'
    yield f"<name>{markup.text(name)}</name>\n"
    yield f"{_html('questiontext', asks(asked, language, _gap_points(asked)))}\n"
    yield f"{_html('generalfeedback', markup.remarks(asked.feedback, language))}\n"
    yield f"<defaultgrade>{points}</defaultgrade>\n<penalty>0</penalty>\n<hidden>0</hidden>\n"
    yield f"<idnumber>{asked.name[:LONGEST_ID]}</idnumber>\n"
    yield from write(asked, language)
    if asked.tags:
        tags = "".join(f"<tag>{markup.text(tag[:LONGEST_TAG])}</tag>" for tag in asked.tags)
        yield f"<tags>{tags}</tags>\n"
    yield "</question>\n"


def _html(name: str, inner: str) -> str:
    """An element with HTML."""
    return f'<{name} format="html">{markup.text(inner)}</{name}>'


def _points(asked: Asked) -> Decimal:
    return Decimal(_gap_points(asked) * len(asked.accepted)) if asked.kind == FILLED else asked.points


_COMBINED = (
    '<correctfeedback format="html"><text></text></correctfeedback>\n'
    '<partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>\n'
    '<incorrectfeedback format="html"><text></text></incorrectfeedback>\n'
    "<shownumcorrect/>\n"
)


def _picked(asked: Asked, language: str) -> Iterator[str]:
    share, is_single = SHARES.get(asked.right, "0"), asked.right == 1
    yield f"<single>{str(is_single).lower()}</single>\n"
    yield f"<shuffleanswers>{0 if asked.keeps_order else 1}</shuffleanswers>\n"
    yield "<answernumbering>ABCD</answernumbering>\n<showstandardinstruction>0</showstandardinstruction>\n"
    yield _COMBINED
    wrong = "0" if is_single else f"-{share}"
    for option in asked.options:
        words, why = markup.inline(option.words, language), markup.inline(option.why, language)
        yield f'<answer fraction="{share if option.is_right else wrong}" format="html">'
        yield f"{markup.text(words)}{_html('feedback', why)}</answer>\n"


def _typed(asked: Asked, language: str) -> Iterator[str]:
    yield "<usecase>0</usecase>\n"
    for answer in markup.variants(asked.accepted[0], language):
        literal = answer.replace("*", r"\*")
        yield f'<answer fraction="100" format="plain_text">{markup.text(literal)}'
        yield f"{_html('feedback', '')}</answer>\n"


def _filled(asked: Asked, language: str) -> Iterator[str]:
    return iter(())


def _paired(asked: Asked, language: str) -> Iterator[str]:
    yield f"<shuffleanswers>0</shuffleanswers>\n{_COMBINED}"
    for left, right in (*asked.pairs, *(("", lure) for lure in asked.lures)):
        yield f'<subquestion format="html">{markup.text(markup.inline(left, language))}'
        yield f"<answer>{markup.text(markup.inline(right, language))}</answer></subquestion>\n"


def _written(asked: Asked, language: str) -> Iterator[str]:
    lines = min(_MOST_LINES, max(1, -(-asked.lines // _LINES)) * _LINES)
    yield "<responseformat>editor</responseformat>\n<responserequired>1</responserequired>\n"
    yield f"<responsefieldlines>{lines}</responsefieldlines>\n"
    yield "<attachments>0</attachments>\n<attachmentsrequired>0</attachmentsrequired>\n"
    yield f"{_html('graderinfo', _rubric(asked.expected, language))}\n"
    yield f"{_html('responsetemplate', _blank_table(asked, language))}\n"


_WRITE: Mapping[str, Callable[[Asked, str], Iterator[str]]] = {
    PICKED: _picked, TYPED: _typed, FILLED: _filled, PAIRED: _paired, WRITTEN: _written,
}  # fmt: skip


def _rubric(expected: Sequence[Expected], language: str) -> str:
    """What a teacher marks by: each thing expected, its points, the passages that hold it."""
    each = (_expected(part, language) for part in expected)
    return f"<ul>{''.join(each)}</ul>" if expected else ""


def _expected(part: Expected, language: str) -> str:
    words, passages = markup.inline(part.words, language), markup.remarks(part.remarks, language)
    return f"<li>{words}{_worth(part.points)}{passages}</li>"


def _worth(points: Decimal | None) -> str:
    return f" <strong>({points})</strong>" if points else ""


def _blank_table(asked: Asked, language: str) -> str:
    """A table to fill in: a row for each criterion, a column for each text."""
    if not asked.columns:
        return ""
    head = "".join(f"<th>{markup.inline(each, language)}</th>" for each in ("", *asked.columns))
    cells = "<td></td>" * len(asked.columns)
    rows = "".join(f"<tr><th>{markup.inline(each, language)}</th>{cells}</tr>" for each in asked.given)
    return f"<table><tr>{head}</tr>{rows}</table>"


# Gaps


_IN_GAP = re.compile(r'[~}#={%:\\"&<>*\r\n]')
_ENTITIES = {char: f"&#{ord(char)};" for char in '~}#={%:\\"&<>'} | {"*": "&#92;*", "\r": " ", "\n": " "}
"""What would end a gap or an answer in it; a star would stand for anything."""


def _gap_points(asked: Asked) -> int:
    """The points of each gap: whole ones, and 1 where the item's cannot be shared out so."""
    each, rest = divmod(asked.points, len(asked.accepted) or 1)
    return int(each) if each and not rest else 1


def asks(asked: Asked, language: str, points: int | str, write: str = "=") -> str:
    """What is asked, as HTML; below it the words with their gaps, where there are some."""
    above = markup.paragraphs([asked.prompt, *asked.given], language)
    return f"{_braces(above)}<p>{_gaps(asked, language, points, write)}</p>" if asked.pieces else above


def _gaps(asked: Asked, language: str, points: int | str, write: str) -> str:
    """Words with their gaps, each with all that is right in it; set as one, for blanks go by what follows."""
    answers = (accepted[0] for accepted in asked.accepted)
    mixed = [
        asked.pieces[0],
        *(each for pair in zip(answers, asked.pieces[1:], strict=True) for each in pair),
    ]
    whole = typeset("\x00".join(map(markup.storable, mixed)), language).split("\x00")
    shown = [_around(whole[0])]
    for number, accepted in enumerate(asked.accepted):
        as_set, after = whole[2 * number + 1 : 2 * number + 3]
        options = dict.fromkeys([as_set, *markup.variants(accepted, language)])
        inner = "~".join(f"{write}{_IN_GAP.sub(lambda m: _ENTITIES[m[0]], option)}" for option in options)
        hint = f" ({markup.inline(asked.hints[number], language)})" if asked.hints[number] else ""
        shown.append(f"{{{points}:SHORTANSWER:{inner}}}{_braces(hint)}{_around(after)}")
    return "".join(shown)


def _around(words: str) -> str:
    return _braces(markup.escaped(words))


def _braces(words: str) -> str:
    """Words in which no brace begins a gap."""
    return words.replace("{", "&#123;").replace("}", "&#125;")
