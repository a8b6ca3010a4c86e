"""Quotations -> spans: authored items -> resolved items, or what keeps them from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from citedeck.bank import scalars
from citedeck.messages import diagnostics, progress
from citedeck.model import (
    Absence,
    Claim,
    Diagnostic,
    Item,
    Label,
    Passage,
    Proof,
    Quotation,
    ResolvedItem,
    Severity,
    Span,
    Text,
    Whole,
)
from citedeck.proof import numbers, placing
from citedeck.proof.placing import Range
from citedeck.quick import dataclass, pattern
from citedeck.text import borders, folding, search
from citedeck.text.folding import Folded
from citedeck.text.reading import Reading

Found = Mapping[str, search.Places]
"""Where the words of each quotation, as its author has them, stand folded in a source."""


def resolve(
    items: Sequence[Item], readings: Mapping[str, Reading], version: int = 1
) -> tuple[list[ResolvedItem], list[Diagnostic]]:
    """Items whose every claim is proven, by the rules of this format; what to say of the others."""
    claims = [tuple(item.claims()) for item in items]
    places = _search(items, claims, readings)
    found: list[Diagnostic] = []
    resolved = []
    for item, claimed in zip(progress.through("finding quotations", items), claims, strict=True):
        proven = _Resolver(item, claimed, readings, places, version, found).item()
        if proven is not None:
            resolved.append(proven)
    return resolved, found


def _search(
    items: Sequence[Item], claims: Sequence[Sequence[Claim]], readings: Mapping[str, Reading]
) -> dict[str, Found]:
    """Every quotation of every item, looked up in one pass over each source."""
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for item, claimed in zip(items, claims, strict=True):
        for claim in claimed:
            for quotation in claim.evidence:
                name = source_id(item, quotation)
                if name in readings and quotation.quote is not None:
                    wanted[name][quotation.words] = folding.words(quotation.words)
    return {name: _found(readings[name].folded.text, folded) for name, folded in wanted.items()}


def _found(text: str, folded: Mapping[str, str]) -> Found:
    """Where words stand in a folded text, by what they are folded from; those that do not are left out."""
    found = search.find_all(text, folded.values())
    return {authored: found[words] for authored, words in folded.items() if words in found}


def source_id(item: Item, quotation: Quotation) -> str:
    """Which source a quotation is of: its own, or the item's only one; else nothing."""
    if quotation.source is not None:
        return quotation.source
    return item.sources[0] if len(item.sources) == 1 else ""


_LETTER = pattern(r"[^\W\d_]")
_WORD = pattern(r"\w")

# The evidence that `citedeck import` proposes, as a comment; the item after the one it stands under.
_PROPOSED = pattern(r"^[ \t]+#[ \t]?evidence:", re.MULTILINE)
_NEXT_ITEM = pattern(r"^[ \t]*(?:#[ \t]*)?- id:", re.MULTILINE)


Standing = tuple[Range, str | None]
"""Where an answer stands, and what it is part of there: nothing, or None of a gap that cuts a word."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A passage, its place in the folded text, and where each answer of the claim stands in it.

    No answer is looked for where `mark` says which words carry them.
    """

    passage: Passage
    place: Range
    reading: Reading
    answers: tuple[Standing | None, ...] = ()


class _Unproven(Exception):  # noqa: N818 - a way out of a claim, not an error
    """A quotation or claim that has been complained of."""


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Proves one item."""

    authored: Item
    claims: Sequence[Claim]
    readings: Mapping[str, Reading]
    places: Mapping[str, Found]
    version: int
    found: list[Diagnostic]

    def item(self) -> ResolvedItem | None:
        """The item with its proofs; None after saying what is wrong with it."""
        before = len(self.found)
        names = self.authored.sources
        if not names or not all(map(self.readings.__contains__, names)):
            return None
        missing = [claim for claim in self.claims if not claim.evidence and not claim.not_said]
        if missing:
            self._complain_of_missing(missing)
        proven = tuple(filter(None, map(self._proof, self.claims)))
        if len(proven) < len(self.claims) or (len(self.found) > before and self._has_errors(before)):
            return None
        return ResolvedItem(self.authored, tuple([self.readings[name].source for name in names]), proven)

    def _has_errors(self, before: int) -> bool:
        """Whether there is an error among what was found after so much else."""
        return any(complaint.is_error for complaint in diagnostics.lenient(self.found[before:], self.version))

    def complain(self, code: str, message: str, at: Span, **more: object) -> None:
        self.found.append(diagnostics.make(code, message, at, item=self.authored.id, **more))  # type: ignore[arg-type]

    def _complain_of_missing(self, claims: list[Claim]) -> None:
        """One complaint of all that is said without evidence, at the first of its words."""
        first, others = claims[0], len(claims) - 1
        of_part = f" for its {first.name}" if first.name else ""
        also = f", nor for {others} more of its parts" if others else ""
        at = first.numbers[0].at if first.part is not None and first.numbers else self.authored.id.at
        help_lines = _ways_to_evidence(self.authored.id.at)
        self.complain(
            "evidence-missing", f"`{self.authored.id}` has no evidence{of_part}{also}", at, help=help_lines
        )

    # One claim

    def _proof(self, claim: Claim) -> Proof | None:
        if not claim.evidence and not claim.not_said:
            return None  # it was complained of
        passages: list[_Quoted] = []
        absences: list[Absence] = []
        wholes: list[Whole] = []
        proven = True
        for quotation in claim.evidence:
            try:
                reading = self._reading(quotation)
                if quotation.quote is not None:
                    passages.append(self._passage(quotation, reading, claim))
                else:
                    self._check_says_something(quotation)
                if quotation.absent:
                    absences.append(self._absence(quotation, reading))
                if quotation.whole is not None:
                    wholes.append(Whole(reading.source, quotation.whole))
            except _Unproven:
                proven = False
        if not proven:
            return None
        self._check_claim(claim, passages, absences, wholes)
        return Proof(
            claim.part, tuple([quoted.passage for quoted in passages]), tuple(absences), tuple(wholes)
        )

    def _check_says_something(self, quotation: Quotation) -> None:
        """Evidence without a quote judges the whole text, or names what it does not hold."""
        if quotation.whole is None and not quotation.absent:
            self.complain(
                "evidence-missing",
                f"this evidence of `{self.authored.id}` quotes nothing",
                quotation.at,
                help=["it has `quote`, `absent` or `whole`"],
            )
            raise _Unproven

    def _reading(self, quotation: Quotation) -> Reading:
        name = source_id(self.authored, quotation)
        if not name:
            known = ", ".join(self.authored.sources)
            self.complain(
                "source-unclear",
                f"`{self.authored.id}` has several sources: a quotation says which one it is of",
                quotation.at,
                help=[f'write {{quote: "…", source: …}}, with one of: {known}'],
            )
            raise _Unproven
        if name not in self.readings:
            raise _Unproven
        return self.readings[name]

    def _check_claim(
        self,
        claim: Claim,
        passages: list[_Quoted],
        absences: list[Absence],
        wholes: list[Whole],
    ) -> None:
        at = claim.evidence[0].at if claim.evidence else self.authored.id.at
        if claim.not_said:
            if not absences:
                self.complain(
                    "not-said-unproven",
                    f"nothing proves that the text of `{self.authored.id}` does not say it",
                    at,
                    help=['add `absent: ["…"]` with words that would have to stand in the text'],
                )
            return
        if not passages and not wholes:
            of_part = f" for its {claim.name}" if claim.name else ""
            message = f"`{self.authored.id}` has no evidence{of_part}"
            self.complain("evidence-missing", message, at, help=_ways_to_evidence(self.authored.id.at))
            return
        if not passages:
            self._check_judgement(claim, wholes)
        if self._check_answers(claim, passages):
            self._check_numbers(claim, passages)

    def _check_judgement(self, claim: Claim, wholes: list[Whole]) -> None:
        """A judgement on a whole text carries no short answer, which is a fact of some passage."""
        for answer in claim.answers:
            self.complain(
                "answer-unsaid",
                f"no passage is quoted for the answer « {answer} » of `{self.authored.id}`,"
                " only a judgement on the whole text",
                answer.at if isinstance(answer, Text) else wholes[0].reason.at,
                help=[
                    "quote the passage that says it",
                    "or ask for a judgement: in a choice, or an open question",
                ],
            )

    def _check_numbers(self, claim: Claim, passages: list[_Quoted]) -> None:
        """Numbers that are written as such, in right words, always stand in the evidence."""
        for words in claim.numbers:
            if numbers.are_in(words) and not all(
                _is_held(number, passages) for number in numbers.each(words)
            ):
                self._complain_of_numbers(words, passages)

    def _complain_of_numbers(self, words: Text, passages: list[_Quoted]) -> None:
        """Say which numbers of some words no passage holds."""
        folded = numbers.folded(words)
        for place in numbers.places(folded):
            number = folded.text[slice(*place)]
            if _is_held(number, passages):
                continue
            names = list(self._names_around(folded, place))
            if any(_LETTER.search(name) for name in names):
                continue  # « the speech of 1912 » says when of nothing
            is_new = bool(names) or not numbers.is_of_digits(number)
            self._complain_of_number(words, *folded.span(*place), passages, is_new)

    def _complain_of_number(
        self,
        words: Text,
        first: int,
        last: int,
        passages: list[_Quoted],
        is_new: bool,
    ) -> None:
        """Say that a number is unproven; what was not looked for before format 2 stays a warning there."""
        complaint = diagnostics.make(
            "number-unproven",
            f"the number {words[first:last]} in `{self.authored.id}` is not in its evidence",
            scalars.locate(words, first, last),
            item=self.authored.id,
            related=[Label(quoted.passage.span, "the evidence") for quoted in passages[:1]],
            help=["quote a passage that holds the number, or write it as the text does"],
        )
        is_warning = is_new and self.version == 1
        self.found.append(replace(complaint, severity=Severity.WARNING) if is_warning else complaint)

    def _names_around(self, folded: Folded, place: Range) -> Iterator[str]:
        """The names of the item's texts that stand around a place in some words."""
        for name in self.authored.sources:
            source = self.readings[name].source
            for label in (source.label, *source.aliases):
                needle = folding.loose(folding.bare(label))
                for at in search.whole(folded, folding.loose(folded.text), needle):
                    if at <= place[0] and place[1] <= at + len(needle):
                        yield needle

    def _check_answers(self, claim: Claim, passages: list[_Quoted]) -> bool:
        """Whether answers stand in a passage, unless `mark` says which of its words carry them."""
        if not passages:
            return True
        if given := [mark for quotation in claim.evidence for mark in quotation.mark]:
            self._check_marks(claim, given, passages)
            return True
        unproven, parted = [], []
        for number, answer in enumerate(claim.answers):
            wholes = [standing[1] for quoted in passages if (standing := quoted.answers[number])]
            if not wholes:
                unproven.append(answer)
            elif "" not in wholes and any(wholes):
                parted.append(number)
        for answer in unproven:
            self._complain_of_answer(answer, claim.evidence[0], passages)
        for number in parted:
            self._complain_of_parted(claim.answers[number], number, passages)
        return not unproven

    def _check_marks(self, claim: Claim, given: list[Text], passages: list[_Quoted]) -> None:
        """Each answer in other words than the text's has a mark of its own."""
        if len(claim.answers) < 2:  # noqa: PLR2004 - one mark is enough for one answer
            return
        verbatim = [
            answer
            for answer in claim.answers
            if any(_answer_in(quoted.reading, quoted.place, answer, own=claim.own) for quoted in passages)
        ]
        others = [answer for answer in claim.answers if answer not in verbatim]
        taken = {folding.loose(folding.bare(answer)) for answer in verbatim}
        spare = [mark for mark in given if folding.loose(folding.bare(mark)) not in taken]
        for answer in others[len(spare) :]:
            self.complain(
                "answer-unsaid",
                f"the answer « {answer} » of `{self.authored.id}` is not in its evidence,"
                " and has no mark of its own",
                answer.at if isinstance(answer, Text) else claim.evidence[0].at,
                related=[Label(passages[0].passage.span, "the evidence")],
                help=['mark the words that carry each answer: evidence: {quote: "…", mark: ["…", "…"]}'],
            )

    def _complain_of_parted(self, answer: str, number: int, passages: list[_Quoted]) -> None:
        """Of an answer that stands in its evidence only as part of a larger number, or of what denies it."""
        standings = ((quoted.reading, quoted.answers[number]) for quoted in passages)
        reading, (place, whole) = next((reading, held) for reading, held in standings if held and held[1])
        written = answer.at if isinstance(answer, Text) else self.authored.id.at
        span = reading.span(*place)
        self._complain_of_part("answer-parted", f"the answer « {answer} »", str(whole), written, span)

    # One quotation

    def _absence(self, quotation: Quotation, reading: Reading) -> Absence:
        clean = True
        for words in quotation.absent:
            if not _WORD.search(folding.words(words)):
                message = f"the absent words of `{self.authored.id}` hold no word"
                help_lines = ["name words that would have to stand in the text"]
                self.complain("quote-empty", message, words.at, help=help_lines)
                clean = False
            elif place := reading.absences.find(words):
                clean = self._complain_of_presence(words, place, reading) and clean
        if not clean:
            raise _Unproven
        return Absence(reading.source, quotation.absent)

    def _complain_of_presence(self, words: Text, place: Range, reading: Reading) -> bool:
        """Say that words do stand in a text; whether the absence holds in a course of this format."""
        plain = folding.loose(folding.words(words)) in reading.loose
        code = "absent-present" if plain else "absent-alike"
        complaint = diagnostics.make(
            code,
            f"« {words} » does stand in « {reading.source.id} »" + ("" if plain else ", written otherwise"),
            words.at,
            item=self.authored.id,
            related=[Label(reading.span(*place), "here")],
            help=["choose words that stand nowhere in the text, case and accents aside"],
        )
        self.found.append(complaint)
        return not diagnostics.lenient([complaint], self.version)[0].is_error

    def _passage(self, quotation: Quotation, reading: Reading, claim: Claim) -> _Quoted:
        places = self.places[reading.source.id].get(quotation.words, ())
        standing = placing.place(quotation, reading, self.authored.id, places)
        if isinstance(standing, Diagnostic):
            self.found.append(standing)
            raise _Unproven
        place, whole = standing
        if whole:
            self._complain_of_part("quote-parted", "the quotation", whole, quotation.at, reading.span(*place))
        if quotation.mark:
            marked = [reading.span(*self._marked(mark, place, reading)) for mark in quotation.mark]
            return _Quoted(
                Passage(reading.source, reading.span(*place), tuple(marked), quotation), place, reading
            )
        standings = tuple([_answer_in(reading, place, answer, own=claim.own) for answer in claim.answers])
        carrying = _carrying(standings, reading) if standings else ()
        passage = Passage(reading.source, reading.span(*place), carrying, quotation)
        return _Quoted(passage, place, reading, standings)

    def _complain_of_answer(self, answer: str, quotation: Quotation, passages: list[_Quoted]) -> None:
        from citedeck.proof import marks  # most courses answer right

        at = answer.at if isinstance(answer, Text) else quotation.at
        proposals = (
            marks.proposed(answer, quoted.passage.quotation, quoted.place, quoted.reading)
            for quoted in passages
            if quoted.passage.quotation is not None
        )
        mark, edit = next((proposal for proposal in proposals if proposal is not None), ("", None))
        way_out = 'say which words carry the answer: evidence: {quote: "…", mark: "…"}'
        self.complain(
            "answer-unproven",
            f"the answer « {answer} » of `{self.authored.id}` is not in its evidence",
            at,
            related=[Label(passages[0].passage.span, "the evidence")],
            help=[
                "answer in the words of the text",
                f"or `citedeck fix {self.authored.id}` marks « {mark} »" if edit else f"or {way_out}",
            ],
            edit=edit,
        )

    def _complain_of_part(self, code: str, what: str, whole: str, at: Span, span: Span) -> None:
        message = f"{what} of `{self.authored.id}` is part of « {diagnostics.on_one_line(whole)} »"
        help_lines = ["take the whole number, or the word with what denies it"]
        self.complain(code, message, at, related=[Label(span, "here")], help=help_lines)

    def _marked(self, mark: Text, place: Range, reading: Reading) -> Range:
        words = folding.words(mark)
        for at in search.whole(reading.folded, reading.folded.text, words, *place):
            return at, at + len(words)
        self.complain(
            "mark-absent",
            f"the marked words « {mark} » are not in the quotation",
            mark.at,
            related=[Label(reading.span(*place), "the quotation")],
            help=["mark words of the quotation, as the text has them"],
        )
        raise _Unproven


def _ways_to_evidence(item: Span) -> list[str]:
    """How the item whose id stands here comes by its evidence: one may be proposed under it."""
    written = 'add `evidence: "exact words of the text"`'
    text = item.document.text
    following = _NEXT_ITEM.search(text, item.end)
    proposed = _PROPOSED.search(text, item.end, following.start() if following else len(text))
    if proposed is None:
        return [written]
    line, _ = item.document.position(proposed.start())
    return [f"delete the # on line {line} if that passage proves the answer", f"or {written}"]


def _carrying(standings: tuple[Standing | None, ...], reading: Reading) -> tuple[Span, ...]:
    """The words of a passage that carry the answers: those in which they stand, each place once, in order."""
    places = {reading.folded.span(*standing[0]) for standing in standings if standing}
    document = reading.source.document
    return tuple([Span(document, start, end) for start, end in sorted(places)])


def _answer_in(reading: Reading, place: Range, answer: str, *, own: bool = False) -> Standing | None:
    """Where an answer stands in a passage, case and article aside; where it is part of nothing first.

    A gap in the passage's `own` words may stand inside a word, though not inside a number.
    """
    parted: Standing | None = None
    for folded in (folding.words, folding.bare):
        needle = folding.lowered(reading.folded.spelt(folded(answer)))
        for at in search.whole(reading.folded, reading.lowered, needle, *place):
            stands = at, at + len(needle)
            if not (part := placing.parted(reading, stands)):
                return stands, part
            parted = parted or (stands, part)
    return parted or (_inside_words(reading, place, answer) if own else None)


def _inside_words(reading: Reading, place: Range, gap: str) -> Standing | None:
    """Where a gap in the words of a passage stands, be it inside a word."""
    needle = folding.lowered(folding.words(gap))
    starts = search.anywhere(reading.lowered, needle, *place)
    inside = ((at, at + len(needle)) for at in starts)
    return next(((stands, None) for stands in inside if not _cuts_number(reading, stands)), None)


def _cuts_number(reading: Reading, place: Range) -> bool:
    """Whether a place begins or ends inside a number."""
    text = reading.folded.text
    at_digits = (at for at in place if text[at - 1 : at].isdigit() or text[at : at + 1].isdigit())
    return any(borders.cuts(reading.folded, at) for at in at_digits)


def _is_held(number: str, passages: list[_Quoted]) -> bool:
    """Whether a number stands in one of some passages, case aside."""
    needle = folding.lowered(number)
    for quoted in passages:
        reading = quoted.reading
        if search.whole(reading.folded, reading.lowered, needle, *quoted.place):
            return True
    return False
