"""The rows of a table -> a draft bank: items that lack only their evidence, which is proposed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from citedeck.bank import scalars
from citedeck.commands.drafts import authoring, ids
from citedeck.commands.drafts.proposals import Proposer
from citedeck.commands.drafts.tables import Record, Table
from citedeck.languages import names
from citedeck.model import GAP, Course, Source, Span
from citedeck.quick import dataclass
from citedeck.text import folding
from citedeck.text.reading import Reading

_VERDICTS = {
    folding.slug(name): verdict for verdict, line in names.VERDICTS.items() for name in names.parted(line)
}
"""How the languages of schools say them."""

_CODE = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A bank's text, and how many of its passages are `sure`, `likely`, `a guess`, or `none`."""

    text: str
    counts: Counter[str]


def draft(table: Table, name: str, course: Course, source: Source, taken: Collection[str]) -> Draft:
    """A bank of the questions of a table about one source; `taken` are the ids that are not free."""
    proposer = Proposer(Reading.of(source))
    named = set(taken)
    counts: Counter[str] = Counter()
    items = []
    for row in table.rows:
        form = _form(row)
        answers = _answers(row, form)
        item_id = ids.unique(_wanted_id(row, answers, source), named)
        named.add(item_id)
        certainty, comment = _proposed(row, form, answers, proposer)
        counts[certainty] += 1
        kinds, tags = _kinds(row, course)
        values = {"id": item_id, "type": form, **kinds, **_words(row, form)}
        items.append(authoring.item(values, [comment, *tags]))
    return Draft(_head(name, source) + "\n".join(items), counts)


def listing(course: Course, bank: str) -> str:
    """The line of course.yaml that names a bank (a path below questions/) too; empty where none has to."""
    if not course.banks or any(f"{bank}/".startswith(f"{path.rstrip('/')}/") for path in course.banks):
        return ""
    named = (path if _CODE.fullmatch(path) else scalars.quoted(path) for path in (*course.banks, bank))
    return f"banks: [{', '.join(named)}]"


def _head(name: str, source: Source) -> str:
    return (
        f"# A draft from {scalars.quoted(name)}. Under each question stands the passage that may prove it:\n"
        "# delete the # before `evidence` if it does; if not, quote another one there.\n"
        "# `citedeck check` says what is not proven yet.\n"
        f"title: {scalars.quoted(name)}\nsource: {source.id}\nitems:\n"
    )


# One row


def _form(row: Record) -> str:
    if GAP.search(row.front):
        return "cloze"
    if all(folding.slug(words) in _VERDICTS for words in (row.back, *row.also, *row.wrong)):
        return "true-false"
    return "choice" if row.wrong or row.also else "short"


def _answers(row: Record, form: str) -> list[str]:
    """The words that a passage should hold."""
    if form == "cloze":
        return list(dict.fromkeys(gap["answer"] for gap in GAP.finditer(row.front)))
    return [] if form == "true-false" else [row.back, *row.also]


def _wanted_id(row: Record, answers: Sequence[str], source: Source) -> str:
    """The row's own id; else words of its question that are neither the source's nor the answer's."""
    excluded = [*folding.slug(source.label).split("-"), *folding.slug(" ".join(answers)).split("-")]
    wanted = folding.slug(row.extras.get("id", "")) or ids.of_question(GAP.sub(" ", row.front), excluded)
    return wanted or folding.slug(f"{source.id} {row.line}")


def _words(row: Record, form: str) -> dict[str, str | Sequence[str]]:
    """The words of an item under the keys of its form."""
    explanation = row.extras.get("explanation", "")
    explained = {"explanation": explanation} if explanation else {}
    if form == "cloze":
        beside = {"explanation": row.back} if row.back else explained
        return {"text": _renumbered(row.front), **beside}
    if form == "true-false":
        verdict = _VERDICTS[folding.slug(row.back)]
        put_right = {"correction": ""} if verdict == "false" else {}
        return {"prompt": row.front, "answer": verdict, **put_right, **explained}
    lures = {"distractors": row.wrong} if row.wrong else {}
    right = {"answers": (row.back, *row.also)} if row.also else {"answer": row.back}
    return {"prompt": row.front, **right, **lures, **explained}


def _renumbered(cloze: str) -> str:
    """A cloze whose numbers begin with 1 and leave none out."""
    numbers = sorted({int(gap["number"]) for gap in GAP.finditer(cloze)})

    def renumber(gap: re.Match[str]) -> str:
        number = numbers.index(int(gap["number"])) + 1
        return f"{{{{c{number}{gap[0][gap.end('number') - gap.start() :]}"

    return GAP.sub(renumber, cloze)


def _kinds(row: Record, course: Course) -> tuple[dict[str, str], list[str]]:
    """Category and level, from columns of their own or from tags; and the tags nothing is made of."""
    kinds = {"category": row.extras.get("category", ""), "level": row.extras.get("level", "")}
    kinds["category"] = category(kinds["category"], course) or folding.slug(kinds["category"])
    digit = re.search(r"(?<!\d)[123](?!\d)", kinds["level"])
    kinds["level"] = digit[0] if digit else kinds["level"]
    unused = []
    for tag in row.extras.get("tags", "").split():
        *above, last = tag.split("::")
        if named := category(last, course):
            kinds["category"] = kinds["category"] or named
        elif above and above[-1] in ("level", "niveau") and last in ("1", "2", "3"):
            kinds["level"] = kinds["level"] or last
        else:
            unused.append(tag)
    tags = [f" tags: {scalars.quoted(' '.join(unused))}"] if unused else []
    return {key: words for key, words in kinds.items() if words}, tags


def category(words: str, course: Course) -> str:
    """The category of the course that some words name, by its key or as it is shown."""
    wanted = folding.slug(words)
    named: Mapping[str, str] = course.categories
    return next(
        (
            str(key)
            for key, shown in named.items()
            if wanted and wanted in (folding.slug(key), folding.slug(shown))
        ),
        "",
    )


# Its evidence


def _proposed(row: Record, form: str, answers: Sequence[str], proposer: Proposer) -> tuple[str, str]:
    """How sure the best passage is, and the comment that becomes evidence without its #."""
    question = GAP.sub(lambda gap: gap["answer"], row.front)
    if form == "cloze" and (own := proposer.itself(question)):
        return "sure", f" needs no evidence: its words are the text's own, {_line(own, proposer)}"
    proposal = proposer.best(question, answers)
    if proposal is None:
        return "none", ' no sentence of the text is like it: add `evidence: "exact words of the text"`'
    passage = authoring.evidence(proposer.reading, proposal.passage)
    remark = f"{_line(proposal.passage, proposer)}, {proposal.certainty}"
    if form in ("short", "cloze") and not proposal.verbatim:
        remark += "; it does not hold the answer: answer in its words, or add `mark`"
    return proposal.certainty, f"evidence: {passage}  # {remark}"


def _line(span: Span, proposer: Proposer) -> str:
    return f"l. {proposer.reading.numbered.lines_of(span)[0].number}"
