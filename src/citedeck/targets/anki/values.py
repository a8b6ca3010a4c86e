"""What the fields of a note say: what its form asks, and what of the texts proves it.

To add a form: a function registered with `own`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from citedeck.bank.forms import Cloze
from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence, typeset
from citedeck.model import Compilation, Course, Item, Passage, Proof, ResolvedItem, Source
from citedeck.proof import passages
from citedeck.quick import singledispatch
from citedeck.targets.anki import fields as html
from citedeck.targets.anki.asked import Asked
from citedeck.targets.anki.digests import Shown
from citedeck.targets.anki.identity import Owner
from citedeck.targets.anki.kinds import Question


class Writer:
    """Writes the fields of notes over one compilation."""

    def __init__(self, compilation: Compilation, course: Course) -> None:
        self.compilation = compilation
        self.course = course
        self.language = course.language
        self.owner = Owner(course.id, course.key)
        self.strings = catalogue.of(course.language)
        self.words = html.setter(course.language)
        """Words of the course -> their HTML."""
        spoken = catalogue.spoken(course.language)
        self._ours = html.other("" if spoken == catalogue.primary(course.language) else spoken)
        """Attributes of words that are not there in the language of the course."""
        self._why, self._in_the_text = map(self._heading, ("why", "in_text"))
        self._read, self._publication, self._report = map(self._link, ("read", "publication", "report"))
        """What a link is, after its address and before its end."""
        self._glossary = cache(self._explanations)  # of each text once

    def values(self, shown: Shown, name: str) -> Mapping[str, str]:
        """The fields that a note has for what it shows, by name; `name` is its item's, and row's."""
        resolved, one, found = shown.resolved, shown.asked, shown.passages
        values = own(resolved.item, self, resolved, one)
        if explanation := resolved.item.explanation:
            values["Explanation"] = self.words(explanation)
        values["Passage"] = self._in_text(one.proofs, found, resolved)
        values["Source"] = self._cited(found, resolved)
        values["Link"] = self._links(found, name)
        values = html.spoken(values, self.language)
        values["ID"] = self.owner.first_field(name)
        return values

    def defined(self, name: str, meaning: str) -> str:
        """A class with what it means."""
        pattern = self.words(self.strings["defined"])
        return pattern.format(f"<b>{self.words(name)}</b>", self.words(meaning))

    def _heading(self, key: str) -> str:
        return f'<div class="heading"{self._ours}>{self.words(self.strings[key])}</div>'

    def beside(self, one: Asked) -> str:
        """What is said with the answer: how a false statement is put right, other right answers."""
        beside = [one.correction] if one.correction else []
        if others := self.strings["separator"].join(one.accepted):
            beside.append(self.strings["accepted_are"].format(others))
        return (
            "".join([f'<div class="beside">{self.words(words)}</div>' for words in beside]) if beside else ""
        )

    def whys(self, one: Asked) -> str:
        """Why the lures are not right."""
        if not one.whys:
            return ""
        words = self.words
        return self._why + html.listed([f"<b>{words(lure)}</b><br>{words(why)}" for lure, why in one.whys])

    def _in_text(self, proofs: Sequence[Proof], found: Sequence[Passage], resolved: ResolvedItem) -> str:
        """What each text says, or does not say, under its name where there are several."""
        blocks: dict[str, list[str]] = {}
        for passage in found:
            language = passages.language_of(passage.source, self.course)
            pieces = passages.pieces(self.compilation, passage)
            words = passages.words_of(pieces, language)
            quoted = html.passage(pieces, words, "" if language == self.language else language)
            blocks.setdefault(passage.source.label, []).append(quoted)
        for proof in proofs:
            for absence in proof.absences:
                looked_for = ", ".join(self.strings["quoted"].format(words) for words in absence.words)
                said = self.strings["absent_words"].format(looked_for)
                blocks.setdefault(absence.source.label, []).append(f"<p>{self.words(said)}</p>")
        for proof in proofs:
            for whole in proof.wholes:
                said = self.strings["whole"].format(whole.reason)
                blocks.setdefault(whole.source.label, []).append(f"<p>{self.words(said)}</p>")
        inner = self._in_the_text
        are_several = len(resolved.sources) > 1
        for label, held in blocks.items():
            inner += self._label(label) + "".join(held) if are_several else "".join(held)
        return inner + self._glossed(found)

    def _other_than_ours(self, source: Source) -> str:
        """The language of a text, where it is not the course's."""
        language = passages.language_of(source, self.course)
        return "" if language == self.language else language

    def quoted(self, resolved: ResolvedItem) -> str:
        """The attributes of the text's own words, where they are in another language than the course."""
        return html.other(self._other_than_ours(resolved.sources[0])) if len(resolved.sources) == 1 else ""

    def _glossed(self, found: Sequence[Passage]) -> str:
        """The hard words of the quoted passages, as their texts' glossaries explain them."""
        explained: dict[str, str] = {}
        for passage in found:
            if passage.source.glossary:
                explained |= _explained(self._glossary(passage.source), passage.span.text)
        return "".join(explained.values())

    def _explanations(self, source: Source) -> dict[str, str]:
        """The words of a text's glossary, each with the HTML that explains it."""
        return {
            word: f'<div class="gloss"><b>{self.words(word)}</b> – {self.words(meaning)}</div>'
            for word, meaning in source.glossary.items()
        }

    def _label(self, label: str) -> str:
        return f'<div class="speaker">{self.words(sentence(label))}</div>'

    def _cited(self, found: Sequence[Passage], resolved: ResolvedItem) -> str:
        """The sources, each with the places that are quoted, in the order of the passages."""
        places: dict[str, dict[str, None]] = {}
        for passage in found:
            place = passages.placed(self.compilation, self.course, passage)
            places.setdefault(passage.source.label, {})[place] = None
        shown = [self._placed(label, [*quoted]) for label, quoted in places.items()]
        return "<br>".join(shown or [self._placed(source.label, []) for source in resolved.sources])

    def _placed(self, label: str, places: Sequence[str]) -> str:
        """A source with its places, which stand apart where they are in another language."""
        if not self._ours or not places:
            return self.words(sentence(", ".join([label, *places])))
        return f"{self.words(sentence(label))}, <span{self._ours}>{self.words(', '.join(places))}</span>"

    def _links(self, found: Sequence[Passage], name: str) -> str:
        links = []
        if found and (url := passages.link(found[0])):
            words = self._read if found[0].source.linkable else self._publication
            links.append(f'<a href="{html.attribute(url)}{words}')
        if self.course.report:
            report = self.course.report.replace("{url}", self.course.url).replace("{id}", name)
            links.append(f'<a href="{html.attribute(report)}{self._report}')
        return " ".join(links)

    def _link(self, key: str) -> str:
        return f'"{self._ours}>{self.words(self.strings[key])}</a>'


@singledispatch
def own(item: Item, writer: Writer, resolved: ResolvedItem, one: Asked) -> dict[str, str]:
    """The fields that an item of this form alone fills, by name."""
    raise NotImplementedError(item.form)


@own.register
def _asked(item: Question, writer: Writer, resolved: ResolvedItem, one: Asked) -> dict[str, str]:
    words = writer.words
    options = [words(option) for option in one.options]
    options += [writer.defined(*named) for named in one.classes]
    attributes = writer.quoted(resolved) if one.is_quoted else ""
    given = f'<div class="given"{attributes}>{words(one.given)}</div>' if one.given else ""
    answers = [words(answer) for answer in one.answers]
    return {
        "Prompt": words(one.prompt) + given,
        "Choices": html.listed(options, lettered=one.lettered),
        "Answer": "<br>".join(answers) + writer.beside(one),
        "Why": writer.whys(one),
    }


@own.register
def _filled_in(item: Cloze, writer: Writer, resolved: ResolvedItem, one: Asked) -> dict[str, str]:
    text, attributes = _cloze(item, writer), writer.quoted(resolved)
    return {
        "Lead": writer.words(one.prompt),
        "Text": f"<div{attributes}>{text}</div>" if attributes else text,
    }


def _explained(glossary: Mapping[str, str], text: str) -> dict[str, str]:
    """The words of a glossary that stand in a text as whole ones, each with what explains it."""
    near = [word for word in glossary if word in text]
    return {word: glossary[word] for word in near if _is_whole(word, text)} if near else {}


def _is_whole(word: str, text: str) -> bool:
    """Whether a word stands in a text where no letter, digit or low line goes on."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        beside = (text[at - 1 : at] + text[end : end + 1]).replace("_", "0")
        if not any(map(str.isalnum, beside)):
            return True
        at = text.find(word, at + 1)
    return False


def _cloze(item: Cloze, writer: Writer) -> str:
    whole = typeset("\x00".join(_parts(item)), writer.language).split("\x00")
    pieces = [html.escaped(whole[0])]
    for number, blank in enumerate(item.blanks):
        answer, after = whole[2 * number + 1 : 2 * number + 3]
        hint = writer.words(blank.hint)
        pieces += [html.cloze(blank.number, html.escaped(answer), hint), html.escaped(after)]
    return "".join(pieces)


def _parts(item: Cloze) -> Iterator[str]:
    """A cloze's words in turn: before a gap, in it, after it, and so on."""
    done = 0
    for blank in item.blanks:
        yield item.words[done : blank.start]
        yield blank.answer
        done = blank.end
    yield item.words[done:]
