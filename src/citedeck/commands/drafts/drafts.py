"""The rows of a table -> a draft bank: items that lack only their evidence, which is proposed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from citedeck.bank import scalars
from citedeck.bank.shapes import POINTS
from citedeck.commands.drafts import authoring, ids
from citedeck.commands.drafts.proposals import Proposer
from citedeck.commands.drafts.tables import Record, Table
from citedeck.languages import catalogue, names
from citedeck.model import GAP, NOT_SAID, Course, Source, Span
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
    proposer, words = Proposer(Reading.of(source)), catalogue.of(course.language)
    named = set(taken)
    counts: Counter[str] = Counter()
    items = []
    for row in table.rows:
        form = _form(row, words)
        answers = _answers(row, form)
        item_id = ids.unique(_wanted_id(row, answers, source), named)
        named.add(item_id)
        certainty, comment = _proposed(row, form, answers, proposer, words)
        counts[certainty] += 1
        kinds, tags = _kinds(row, course)
        values = {"id": item_id, "type": form, **kinds, **_words(row, form, words)}
        items.append(authoring.item(values, [comment, *tags]))
    return Draft(_head(name, source, catalogue.of(course.language)) + "\n".join(items), counts)


def listing(course: Course, bank: str) -> str:
    """The line of course.yaml that names a bank (a path below questions/) too; empty where none has to."""
    if not course.banks or any(f"{bank}/".startswith(f"{path.rstrip('/')}/") for path in course.banks):
        return ""
    named = (path if _CODE.fullmatch(path) else scalars.quoted(path) for path in (*course.banks, bank))
    return f"banks: [{', '.join(named)}]"


def _head(name: str, source: Source, words: Mapping[str, str]) -> str:
    quoted = scalars.quoted(name)
    remarks = (
        words["draft_head"].format(quoted),
        words["draft_accept"].format("`evidence`"),
        words["draft_check"].format("`citedeck check`"),
    )
    return "".join(f"# {remark}\n" for remark in remarks) + f"title: {quoted}\nsource: {source.id}\nitems:\n"


# One row


def _form(row: Record, words: Mapping[str, str]) -> str:
    if row.form:
        return row.form
    if GAP.search(row.front):
        return "cloze"
    if all(_verdict(option, words) for option in (row.back, *row.also, *row.wrong)):
        return "true-false"
    return "choice" if row.wrong or row.also else "short"


def _verdict(option: str, words: Mapping[str, str]) -> str:
    """The verdict that some words are, in any language of schools; « not said » as the course says it."""
    slug = folding.slug(option)
    return NOT_SAID if slug and slug == folding.slug(words[NOT_SAID]) else _VERDICTS.get(slug, "")


def _option(option: str, words: Mapping[str, str]) -> str:
    """An option; of a course's own « not said » the word that is reserved for it."""
    return NOT_SAID if _verdict(option, words) == NOT_SAID else option


def _answers(row: Record, form: str) -> list[str]:
    """The words that a passage should hold."""
    if form == "cloze":
        return list(dict.fromkeys(gap["answer"] for gap in GAP.finditer(row.front)))
    if form == "match":
        return [right for _, right in row.pairs]
    return [] if form == "true-false" else [row.back, *row.also]


def _wanted_id(row: Record, answers: Sequence[str], source: Source) -> str:
    """The row's own id; else words of its question that are neither the source's nor the answer's."""
    excluded = [*folding.slug(source.label).split("-"), *folding.slug(" ".join(answers)).split("-")]
    wanted = folding.slug(row.extras.get("id", "")) or ids.of_question(GAP.sub(" ", row.front), excluded)
    return wanted or folding.slug(f"{source.id} {row.line}")


def _words(row: Record, form: str, words: Mapping[str, str]) -> dict[str, str | Iterable[str]]:
    """The words of an item under the keys of its form."""
    explanation = row.extras.get("explanation", "")
    explained = {"explanation": explanation} if explanation else {}
    if form == "cloze":
        lead = {"prompt": row.lead} if row.lead else {}
        beside = {"explanation": row.back} if row.back else explained
        return {**lead, "text": _renumbered(row.front), **beside}
    if form == "match":
        return {"prompt": row.front, "pairs": _pairs(row.pairs), **_lures(row, words), **explained}
    if form == "true-false":
        verdict = _verdict(row.back, words)
        put_right = {"correction": ""} if verdict == "false" else {}
        return {"prompt": row.front, "answer": verdict, **put_right, **explained}
    options = [_option(option, words) for option in (row.back, *row.also)]
    right: dict[str, str | Iterable[str]] = {"answers": options} if row.also else {"answer": options[0]}
    accepted: dict[str, str | Iterable[str]] = {"accept": row.accept} if row.accept else {}
    return {"prompt": row.front, **right, **accepted, **_lures(row, words), **explained}


def _lures(row: Record, words: Mapping[str, str]) -> dict[str, str | Iterable[str]]:
    """Wrong answers; each with why it is wrong, where the file says that of any."""
    wrong = [_option(option, words) for option in row.wrong]
    if not row.whys:
        return {"distractors": wrong} if wrong else {}
    whys = [row.whys.get(option, "") for option in row.wrong]
    each = (
        {"text": option, **({"why": why} if why else {})} for option, why in zip(wrong, whys, strict=True)
    )
    return {"distractors": authoring.rows(each)}


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """Pairs, each with an id that says nothing."""
    named = enumerate(pairs, 1)
    return authoring.rows({"id": f"pair-{n}", "left": left, "right": right} for n, (left, right) in named)


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
    kinds["points"] = _points(row.extras.get("points", ""))
    unused = []
    for tag in row.extras.get("tags", "").split():
        *above, last = tag.split("::")
        if level := _LEVELLED.fullmatch(tag):
            kinds["level"] = kinds["level"] or level[1]
        elif named := category(last, course):
            kinds["category"] = kinds["category"] or named
        elif above and above[-1] in ("level", "niveau") and last in ("1", "2", "3"):
            kinds["level"] = kinds["level"] or last
        else:
            unused.append(tag)
    tags = [f" tags: {scalars.quoted(' '.join(unused))}"] if unused else []
    return {key: words for key, words in kinds.items() if words}, tags


_LEVELLED = re.compile(
    rf"(?i)(?:{'|'.join(map(re.escape, names.parted(names.COLUMNS['level'])))})[_ ]?([123])"
)
"""A tag as our own exports write the level."""


def _points(words: str) -> str:
    """Points as a bank writes them, where they are some: « 2 pts », « 0,5 »."""
    number = re.match(r"\d+(?:[.,]\d+)?", words)
    plain = number[0].replace(",", ".") if number else ""
    return plain if POINTS.matches(plain) else words


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


_CERTAINTIES = {"sure": "draft_sure", "likely": "draft_likely", "a guess": "draft_guess"}


def _proposed(
    row: Record, form: str, answers: Sequence[str], proposer: Proposer, words: Mapping[str, str]
) -> tuple[str, str]:
    """How sure the best passage is, and the comment that becomes evidence without its #."""
    question = GAP.sub(lambda gap: gap["answer"], row.front)
    if form == "cloze" and (own := proposer.itself(question)):
        return "sure", f" {words['draft_own'].format('`evidence`', _line(own, proposer, words))}"
    proposal = proposer.best(question, answers)
    if proposal is None:
        return "none", " " + words["draft_none"].format('`evidence: "…"`')
    passage = authoring.evidence(proposer.reading, proposal.passage)
    certainty = words[_CERTAINTIES[proposal.certainty]]
    remark = f"{_line(proposal.passage, proposer, words)}, {certainty}"
    if form in ("short", "cloze") and not proposal.verbatim:
        remark += f"; {words['draft_otherwise'].format('`mark`')}"
    return proposal.certainty, f"evidence: {passage}  # {remark}"


def _line(span: Span, proposer: Proposer, words: Mapping[str, str]) -> str:
    line = proposer.reading.numbered.lines_of(span)[0].number
    return words["line"].format(line).replace(catalogue.NBSP, " ")
