"""A question as an assistant shapes it -> the keys and values of an item, nothing of its words changed.

To add a habit of assistants: a function here, in HABITS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from citedeck.bank.forms import COMMON, FORMS
from citedeck.bank.forms.evidence import QUOTATION
from citedeck.bank.slips import naming
from citedeck.commands.drafts import tables
from citedeck.commands.drafts.trees import Tree
from citedeck.languages import catalogue, names
from citedeck.model import GAP, NOT_SAID
from citedeck.text import folding

Values = dict[str, Tree]

_FORBIDDEN = frozenset(["allow", "retired"])
"""Keys that silence what is said of an item: an author's to give."""

_OF_EVIDENCE = frozenset(QUOTATION.keys) - {"source"}
_KEYS = frozenset(COMMON).union(*(form.keys for form in FORMS.values()))
_OPTIONS = frozenset(map(folding.singular, names.parted(names.OPTIONS)))

_BY_KEY = {
    "pairs": "match",
    "steps": "order",
    "rows": "comparison",
    "statements": "classify",
    "elements": "open",
    "distractors": "choice",
    "answers": "choice",
    "statement": "who-says-it",
}
"""The form of an item that says none, by a key that no other has."""

_NUMBER = re.compile(r"^\s*\[\d{1,4}[*=]?\]\s*")
_AROUND = (("«", "»"), ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"'), ("”", "”"), ("»", "«"))


def shaped(listed: Mapping[str, Tree], language: str) -> tuple[Values, list[str]]:
    """The keys and values of an item, its form among them; and the keys that were left out."""
    values: Values = {_key(key, listed): value for key, value in listed.items()}
    left_out = [key for key in values if key in _FORBIDDEN]
    values = {key: value for key, value in values.items() if key not in _FORBIDDEN}
    for habit in HABITS:
        habit(values)
    values["type"] = _form(values)
    _verdict(values, language)
    return values, left_out


def ordered(values: Values) -> Values:
    """The keys as banks have them: what an item is, what it asks, what proves it, what explains it."""
    form = values["type"]
    own = FORMS[form].keys if isinstance(form, str) and form in FORMS else ()
    order = ("id", "type", "source", "category", "level", *own, "evidence", "explanation")
    return {**{key: values[key] for key in order if key in values}, **values}


def _key(key: str, others: Mapping[str, Tree]) -> str:
    """A key in small letters where it is one of ours."""
    plain = key.strip().lower().replace("_", "-")
    return plain if plain in _KEYS and plain not in others else key


def _form(values: Values) -> str:
    """The form that is said, or that the keys tell."""
    name = values.get("type")
    if isinstance(name, str) and name.strip():
        plain = name.strip().lower().replace("_", "-").replace(" ", "-")
        return plain if plain in FORMS else name
    for key, form in _BY_KEY.items():
        if key in values:
            return form
    if isinstance(words := values.get("text"), str) and GAP.search(words):
        return "cloze"
    return "true-false" if _judged(values.get("answer")) else "short"


# Habits


def _in_other_words(values: Values) -> None:
    """« type » and « evidence » in another language: what else is done goes by them."""
    for ours in ("type", "evidence"):
        for key in [key for key in values if key not in _KEYS and ours in naming.keys(key)][:1]:
            values.setdefault(ours, values.pop(key))


def _with_options(values: Values) -> None:
    """« options: [a, b, c] », and « answer » says which is right, by its words or its letter."""
    key = next((name for name in values if folding.singular(name) in _OPTIONS), "")
    options = values.get(key)
    if not isinstance(options, (list, dict)) or "distractors" in values:
        return
    offered = _offered(options)
    answer = next((name for name in values if "answer" in (name, *naming.keys(name))), "")
    right = tables.pointed(_words(values.get(answer, "")), [words for _, words in offered])
    if not right or not all(words for _, words in offered):
        return
    del values[key]
    values.pop(answer, None)
    wrong = [pair for number, pair in enumerate(offered) if number not in right]
    values["distractors"] = [entry if isinstance(entry, dict) else words for entry, words in wrong]
    answers: list[Tree] = [offered[number][1] for number in right]
    values |= {"answers": answers} if len(answers) > 1 else {"answer": answers[0]}


def _offered(options: list[Tree] | dict[str, Tree]) -> list[tuple[Tree, str]]:
    """Options as they stand, each with its words: « A) … » and « A: … » without the letter."""
    entries = list(options.values()) if isinstance(options, dict) else options
    return [(entry, _words(entry)) for entry in entries]


def _words(entry: Tree) -> str:
    if isinstance(entry, dict):
        entry = entry.get("text", "")
    return re.sub(r"^[A-Ha-h][.)]\s+", "", entry) if isinstance(entry, str) else ""


def _beside_its_evidence(values: Values) -> None:
    """« absent » or « mark » beside « evidence »: they are keys of it."""
    moved = {key: values.pop(key) for key in [*values] if key in _OF_EVIDENCE}
    if not moved:
        return
    evidence = values.get("evidence")
    if isinstance(evidence, str):
        values["evidence"] = {**moved, "quote": evidence}
    elif isinstance(evidence, dict):
        values["evidence"] = {**moved, **evidence}
    elif evidence is None:
        values["evidence"] = moved


def _of_words_alone(values: Values) -> None:
    """Steps and elements as words alone; pairs without ids, or as lists of two."""
    for key in ("steps", "elements", "criteria"):
        listed = values.get(key)
        if isinstance(listed, list):
            parts = [{"text": part} if isinstance(part, str) else part for part in listed]
            worth = {} if key == "steps" else {"points": "1"}
            values[key] = [{**worth, **part} if isinstance(part, dict) else part for part in parts]
    for key in ("pairs", "statements", "rows"):
        listed = values.get(key)
        if isinstance(listed, list):
            values[key] = [_row(part, number, listed) for number, part in enumerate(listed, 1)]


def _row(part: Tree, number: int, listed: list[Tree]) -> Tree:
    """A row under an id: its own, made one where it is none, or its number."""
    if isinstance(part, list) and len(part) == 2:  # noqa: PLR2004 - left and right
        part = {"left": part[0], "right": part[1]}
    if not isinstance(part, dict):
        return part
    own = folding.slug(str(part.get("id", "")), 60)
    others = [folding.slug(str(row.get("id", "")), 60) for row in listed if isinstance(row, dict)]
    return {**part, "id": own if own and others.count(own) == 1 else f"r{number}"}


def _quoted_bare(values: Values) -> None:
    """Evidence in quotation marks of its own, or under the number that the brief gives a sentence."""
    for holder, key in _quotations(values):
        holder[key] = _bare(str(holder[key]))


def _quotations(tree: Tree) -> list[tuple[dict[str, Tree], str]]:
    """Every place under `evidence` and `quote` in an item."""
    places: list[tuple[dict[str, Tree], str]] = []
    if isinstance(tree, list):
        return [place for entry in tree for place in _quotations(entry)]
    if isinstance(tree, dict):
        for key, value in tree.items():
            called = {key, *naming.keys(key)} & {"evidence", "quote"}
            if called and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
                tree[key] = [_bare(str(entry)) for entry in value]
            elif called and isinstance(value, str):
                places.append((tree, key))
            else:
                places += _quotations(value)
    return places


def _bare(words: str) -> str:
    words = " ".join(_NUMBER.sub("", words).split())
    for opening, closing in _AROUND:
        inner = words[1:-1].strip()
        if words[:1] == opening and words[-1:] == closing and not set(inner) & {opening, closing}:
            return inner or words
    return words


def _without_nothing(values: Values) -> None:
    """Keys with nothing under them, as a template leaves them."""
    for key in [key for key, value in values.items() if value in ("", [], {})]:
        del values[key]


HABITS: tuple[Callable[[Values], None], ...] = (
    _without_nothing,
    _in_other_words,
    _with_options,
    _beside_its_evidence,
    _of_words_alone,
    _quoted_bare,
)


# Verdicts


def _judged(answer: Tree | None) -> str:
    return _VERDICTS.get(folding.slug(answer), "") if isinstance(answer, str) else ""


def _verdict(values: Values, language: str) -> None:
    """True, false and « not said » as a bank has them, whatever language they are in."""
    answer = values.get("answer")
    if not isinstance(answer, str):
        return
    silent = {folding.slug(catalogue.of(tag)[NOT_SAID]) for tag in (language, catalogue.OTHERWISE)}
    if folding.slug(answer) in {NOT_SAID, *silent}:
        values["answer"] = NOT_SAID
    elif _is_true_false(values["type"]):
        values["answer"] = _judged(answer) or answer


def _is_true_false(form: Tree) -> bool:
    return isinstance(form, str) and "true-false" in (form, naming.form(form))


_VERDICTS = {
    folding.slug(name): verdict for verdict, line in names.VERDICTS.items() for name in names.parted(line)
}
