"""PRONOTE XML: a dialect of Moodle's, experimental until a teacher has confirmed it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence

from citedeck.languages.catalogue import sentence, typeset
from citedeck.targets.export import markup, moodle
from citedeck.targets.export.losses import Loss, lost
from citedeck.targets.export.questions import FILLED, PAIRED, PICKED, TYPED, WRITTEN, Asked, Quiz

NAME = "PRONOTE"
ENDING = ".pronote.xml"
KINDS = {PICKED: "multichoice", TYPED: "shortanswer", FILLED: "cloze", PAIRED: "matching"}
NOTES = ("export_experimental", "export_pronote", "export_texts")


def refused(asked: Asked) -> Loss | None:
    """Why a question cannot go at all; None where it can."""
    return lost("loss_open") if asked.kind == WRITTEN else moodle.refused(asked)


def losses(asked: Asked) -> Iterator[Loss]:
    """What of a question does not go, and why."""
    if asked.justified:
        yield lost("loss_justification", asked.justified, asked.justified + asked.points)
    if asked.lures:
        yield lost("loss_lures", len(asked.lures))
    if asked.keeps_order:
        yield lost("loss_shuffled")
    if asked.right > 1:
        yield lost("loss_penalty")
    if markup.is_unstorable("".join(_question(asked, "en"))):
        yield lost("loss_control")


def text(quiz: Quiz, report: Sequence[str]) -> str:
    """The file: what it is called first, and the report at its end."""
    language = str(quiz.course.language)
    each = ("".join(_question(asked, language)) for asked in quiz.asked)
    whole = f"<quiz>\n{_category(quiz, language)}{''.join(each)}{markup.comment(report)}</quiz>\n"
    return markup.HEAD + markup.storable(whole)


def _category(quiz: Quiz, language: str) -> str:
    course = quiz.course
    title = " – ".join(filter(None, (typeset(quiz.title, language), f"{course.title} {course.version}")))
    infos = (
        f"<infos><name>{html.escape(title, quote=False)}</name>"
        "<answernumbering>123</answernumbering><niveau></niveau><matiere></matiere></infos>"
    )
    return f'<question type="category">\n<category>{markup.text(infos)}</category>\n</question>\n'


def _question(asked: Asked, language: str) -> Iterator[str]:
    variable = ' desc="variable"' if asked.kind == FILLED else ""
    yield f'<question type="{KINDS[asked.kind]}"{variable}>\n'
    yield f"<name>{markup.text(asked.name)}</name>\n"
    asks = moodle.asks(asked, language, "", "%100%")
    yield f'<questiontext format="html">{markup.text(asks)}</questiontext>\n'
    yield "<externallink/>\n<usecase>1</usecase>\n"
    yield f"<defaultgrade>{asked.points}</defaultgrade>\n<editeur>0</editeur>\n"
    yield from _WRITE[asked.kind](asked, language)
    yield "</question>\n"


def _picked(asked: Asked, language: str) -> Iterator[str]:
    share = moodle.SHARES[asked.right]
    yield f"<single>{str(asked.right == 1).lower()}</single>\n"
    for option in asked.options:
        yield _answer(share if option.is_right else "0", option.words, option.why, language)


def _typed(asked: Asked, language: str) -> Iterator[str]:
    yield "<single>false</single>\n"
    for answer in _capitals(markup.variants(asked.accepted[0], language)):
        yield _answer("100", answer, "", "")


def _capitals(answers: Sequence[str]) -> list[str]:
    """Answers as they are, and with the capital that a telephone begins with: here case counts."""
    return list(dict.fromkeys(form for answer in answers for form in (answer, sentence(answer))))


def _answer(fraction: str, words: str, why: str, language: str) -> str:
    return (
        f'<answer fraction="{fraction}" format="plain_text">{markup.text(typeset(words, language))}'
        f"<feedback>{markup.text(typeset(why, language))}</feedback></answer>\n"
    )


def _filled(asked: Asked, language: str) -> Iterator[str]:
    return iter(())


def _paired(asked: Asked, language: str) -> Iterator[str]:
    for left, right in asked.pairs:
        yield f"<subquestion>{markup.text(typeset(left, language))}"
        yield f"<answer>{markup.text(typeset(right, language))}</answer></subquestion>\n"


_WRITE: Mapping[str, Callable[[Asked, str], Iterator[str]]] = {
    PICKED: _picked, TYPED: _typed, FILLED: _filled, PAIRED: _paired,
}  # fmt: skip
