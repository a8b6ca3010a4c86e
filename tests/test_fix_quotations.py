"""Quotations typed with slips, in five languages: what `fix` makes of them says what their author said."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import courses
from citedeck import compiler
from citedeck.bank import banks, scalars
from citedeck.bank.raw import Inputs
from citedeck.commands import fix
from citedeck.model import GAP, Document
from citedeck.text import folding

EXAMPLES = int(os.environ.get("CITEDECK_EXAMPLES", "25"))
BANK = "questions/b.yaml"

many = settings(
    max_examples=4 * EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="CI" in os.environ,
)


class Language(NamedTuple):
    """A text, and for some words of it others that say something else."""

    text: str
    others: dict[str, str]


LANGUAGES = {
    "fr": Language(
        """\
Le maire ne s’oppose pas à la construction du lycée, mais il n’accepte aucune dépense nouvelle. En 1912, \
la commune a voté trois cent mille francs pour l’école des filles ; Mme Béranger, qui présidait la séance, \
n’a jamais caché sa fierté. « Personne ne regrettera cet été », écrivait-elle à son frère.
Les pêcheurs de l’île refusent que le préfet décide à leur place. Ils préféraient garder leurs 1 500 \
barques plutôt que de céder la moitié du port à l’État. Où était la liberté, demandait Léon Aubry, si l’on \
vendait la mer sans consulter ceux qui en vivent ?
""",
        {
            "ne s’oppose pas": "s’oppose",
            "n’accepte aucune": "accepte chaque",
            "n’a jamais": "a toujours",
            "pas": "par",
            "1912": "1921",
            "1 500": "1 600",
            "trois": "treize",
            "Béranger": "Bérenger",
            "Léon Aubry": "Léon Aubrey",
            "voté": "vote",
            "refusent": "refusaient",
            "préféraient": "préféreraient",
            "vendait": "vendrait",
            "sans": "dans",
        },
    ),
    "en": Language(
        """\
The harbour board never agreed to sell the old quay, and nobody had asked it to. In the spring of 1887 it \
paid £4,200 for two cranes; Edith Marlowe, its first clerk, kept every receipt. “A port that cannot lend a \
crane is not a port,” she wrote in the ledger.
The fishermen don't accept that the railway should choose the hour of their market. They would rather have \
kept their forty boats than leased them to Captain Orrin's company, unless the council promised a rescue \
station. Why should they pay twice for the same pier?
""",
        {
            "never": "ever",
            "nobody": "somebody",
            "cannot": "can",
            "is not a": "is a",
            "don't accept": "accept",
            "unless": "if",
            "1887": "1878",
            "4,200": "42,000",
            "forty": "fourteen",
            "Marlowe": "Marlow",
            "Orrin": "Orin",
            "paid": "pays",
            "choose": "chose",
            "kept every": "keeps every",
        },
    ),
    "de": Language(
        """\
Der Bürgermeister stimmte dem Verkauf der Mühle nicht zu, und kein Müller hätte ihn darum gebeten. Im Jahr \
1894 zahlte die Gemeinde 12.500 Mark für zwei Brücken; Frau Käthe Weidner, die das Protokoll führte, \
könnte mehr darüber sagen. „Niemand verliert gern einen Fluss“, schrieb sie später.
Die Flößer wollen nicht, dass die Bahn über ihre Löhne entscheidet. Sie würden lieber dreißig Flöße \
verkaufen, als weder Arbeit noch Holz zu haben. Wer müsste dann für die Wiesen bezahlen, fragte Jürgen \
Thölke, wenn nie wieder Wasser käme?
""",
        {
            "stimmte dem Verkauf der Mühle nicht zu": "stimmte dem Verkauf der Mühle zu",
            "kein": "ein",
            "nicht": "leicht",
            "Niemand": "Jemand",
            "weder": "wieder",
            "nie": "die",
            "1894": "1849",
            "12.500": "12,500",
            "dreißig": "dreizehn",
            "Weidner": "Weidener",
            "Thölke": "Thelke",
            "zahlte": "zahle",
            "könnte": "konnte",
            "würden": "wurden",
            "wollen": "wollten",
        },
    ),
    "es": Language(
        """\
La alcaldesa no firmó el acuerdo del canal, aunque ningún vecino pidió explicaciones. En 1903 el pueblo \
gastó 2,5 millones de pesetas en una acequia; Inés Zúñiga, la maestra, jamás votó a favor. « Quien bebe de \
este río no olvida su nombre », escribió después.
Los jóvenes tampoco quieren que la compañía decida cuándo se riega. Habían trabajado dieciséis años en \
aquellos campos, y él, don Andrés Peña, les habló de marcharse sin pagar nada. ¿Quién cuidaría entonces \
los limoneros?
""",
        {
            "no firmó": "firmó",
            "ningún": "algún",
            "jamás": "además",
            "no olvida": "olvida",
            "tampoco": "también",
            "1903": "1930",
            "2,5": "25",
            "dieciséis": "diecisiete",
            "Zúñiga": "Zúniga",
            "Andrés": "Andreu",
            "votó": "voto",
            "habló": "hablo",
            "decida": "decide",
            "quieren": "querían",
            "sin": "con",
        },
    ),
    "it": Language(
        """\
Il sindaco non approvò il progetto della diga, e nessun contadino lo rimpianse. Nel 1921 la città spese \
340.000 lire per tre mulini; Lucia Ferretti, che teneva i conti, non è mai stata pagata. « Un fiume non si \
può comprare », diceva la gente del paese.
Né i barcaioli né le lavandaie accettano che l’azienda scelga per loro. Avrebbero già perso quaranta orti, \
e Nicolò Bassani parlò a lungo della libertà senza convincere nessuno. Perché la valle dovrebbe pagare due \
volte?
""",
        {
            "non approvò": "approvò",
            "nessun": "qualche",
            "non è mai": "è sempre",
            "non si può": "si può",
            "Né i": "E i",
            "1921": "1912",
            "340.000": "340",
            "quaranta": "quattro",
            "Ferretti": "Ferreti",
            "Bassani": "Bassano",
            "parlò": "parlo",
            "accettano": "accettino",
            "spese": "spende",
            "senza": "sulla",
        },
    ),
}

_WORD = re.compile(r"\S*\w\S*")
_CORE = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)


def sentences(language: str) -> list[str]:
    """The sentences of a text, as it has them."""
    return re.split(r"(?<=[.?»”“]) (?=[A-ZÉÀ¿„“«])|\n", LANGUAGES[language].text.strip())


# How a quotation is damaged


def words_of(words: str) -> list[str]:
    """The words and numbers of a quotation, however they are typed."""
    numbers = re.sub(r"(?<=\d)[ \xa0\u202f](?=\d)", "", words)
    return re.findall(r"\d[\d.,]*\d|\d|[^\W\d]+", folding.loose(folding.words(numbers)))


def letter_dropped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def letter_doubled(word: str, at: int) -> str:
    return word[: at + 1] + word[at:]


def letters_swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


LETTERS = (letter_dropped, letter_doubled, letters_swapped)

LINES = {
    "accents lost": folding.loose,
    "keyboard": lambda words: folding.fold(words).text,
    "small letters": str.lower,
    "no commas": lambda words: re.sub(r",(?!\d)", "", words),
    "dots for commas": lambda words: re.sub(r"(?<=\D)[,;]", ".", words),
    "no quotation marks": lambda words: re.sub(r"[«»„“”\"] ?", "", words),
    "no question mark": lambda words: re.sub("[ \xa0]?[?¿]", "", words),
    "an ellipsis at the end": lambda words: f"{words}...",
}
"""What becomes of a whole quotation under other hands."""


@st.composite
def damaged(draw: st.DrawFn, right: str, language: str) -> str:
    """A quotation with one slip or several."""
    words = right
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["letter", "accent", "line", "dropped", "added", "other"]))
        places = [m for m in _WORD.finditer(words) if m[0]]
        if not places:
            break
        place = draw(st.sampled_from(places))
        if kind == "line":
            words = draw(st.sampled_from(sorted(LINES.items())))[1](words)
        elif kind == "other":
            held = [pair for pair in LANGUAGES[language].others.items() if pair[0] in words]
            here, there = draw(st.sampled_from(held)) if held else ("", "")
            words = words.replace(here, there, 1)
        else:
            words = words[: place.start()] + draw(slip(place[0], kind, language)) + words[place.end() :]
    return " ".join(words.split())


@st.composite
def slip(draw: st.DrawFn, word: str, kind: str, language: str) -> str:
    """What becomes of one word."""
    if kind == "dropped":
        return ""
    if kind == "added":
        return f"{word} {draw(st.sampled_from(_WORD.findall(LANGUAGES[language].text)))}"
    before, core, after = _CORE.fullmatch(word).groups()
    if kind == "accent":
        return before + folding.loose(core) + after
    at = draw(st.integers(0, len(core) - 1))
    return before + draw(st.sampled_from(LETTERS))(core, at) + after


@st.composite
def quotations(draw: st.DrawFn, language: str) -> str:
    """Some words of one sentence, as the text has them."""
    words = draw(st.sampled_from(sentences(language))).split(" ")
    assume(len(words) >= 6)
    first = draw(st.integers(0, len(words) - 6))
    last = draw(st.integers(first + 6, len(words)))
    chosen = " ".join(words[first:last]).strip(",;: ")
    assume(not re.search(r"(?:trois|trois cent|\b1)$|^(?:cent|mille|500)\b", chosen))  # no part of a number
    return chosen


@st.composite
def gapped(draw: st.DrawFn, words: str) -> str:
    """The same words with a gap or two, one of them with a hint."""
    places = [m.span() for m in re.finditer(r"\d[\d .,]*\d|\w+", words)]
    chosen = sorted(draw(st.sets(st.integers(0, len(places) - 1), min_size=1, max_size=2)))
    hints = draw(st.lists(st.sampled_from(["", "::quoi ?"]), min_size=2, max_size=2))
    for number, which in reversed([*enumerate(chosen, 1)]):
        start, end = places[which]
        words = f"{words[:start]}{{{{c{number}::{words[start:end]}{hints[number - 1]}}}}}{words[end:]}"
    return words


# How it is written


def last_word(words: str) -> str:
    return scalars.quoted(_CORE.fullmatch(_WORD.findall(words)[-1])[2])


STYLES = {
    "double": scalars.quoted,
    "single": lambda words: "'" + words.replace("'", "''") + "'",
    "over two lines": lambda words: "\n      ".join(scalars.quoted(words).rsplit(" ", 1)),
    "folded": lambda words: ">-\n      " + "\n      ".join(words.rsplit(" ", 1)),
    "literal": lambda words: f"|-\n      {words}",
    "of a list": lambda words: f"[{scalars.quoted(words)}] # one",
    "with a mark": lambda words: f"{{quote: {scalars.quoted(words)}, mark: {last_word(words)}}} # two",
}

HEAD = """\
# the first bank
source: t # its text
items:
  - id: a # quoted
"""
TRUE = (
    HEAD
    + "    type: true-false\n    prompt: 'Selon « le texte » : x y.'   # odd\n    answer: true\n"
    + "    evidence: {}\n"
)
CLOZE = HEAD + "    type: cloze\n    prompt: 'Selon le texte :'   # odd\n    text: {}\n"
TAIL = "# what follows\n    level: 2 # easy\n"


def course(language: str, bank: str) -> Inputs:
    named = f'title: "T"\nid: t\nlanguage: {language}\n'
    files = courses.files(f"-- questions/course.yaml --\n{named}-- {BANK} --\n{bank}")
    return Inputs({**files, "seeds/t.txt": LANGUAGES[language].text.encode()})


def quoting(language: str, words: str, style: str = "double", form: str = TRUE) -> Inputs:
    """A course of one item that quotes these words."""
    return course(language, form.format(STYLES[style](words)) + TAIL)


def quoted(inputs: Inputs) -> str:
    """The words that the one item quotes, gaps and all."""
    (item,) = banks.load(Document(BANK, inputs.files[BANK].decode())).items
    quote = item.evidence[0].quote
    assert quote is not None
    return str(quote)


def errors(inputs: Inputs) -> Counter[str]:
    return Counter(found.code for found in compiler.compile(inputs).diagnostics if found.is_error)


def outside(inputs: Inputs) -> list[str]:
    """The lines of a bank that no quotation is in, and what stands beside it."""
    lines = inputs.files[BANK].decode().splitlines()
    kept = [line for line in lines if "evidence:" not in line and "text:" not in line]
    return [line for line in kept if line in (HEAD + TRUE + CLOZE + TAIL).splitlines()] + [
        comment for line in lines for comment in re.findall(r"# (?:one|two)$", line)
    ]


def gaps_of(words: str) -> list[tuple[str, str | None]]:
    return [(gap["number"], gap["hint"]) for gap in GAP.finditer(words)]


def check_harmless(before: Inputs, after: Inputs, ids: tuple[str, ...] = ()) -> None:
    """What holds of every correction, however it is asked for."""
    assert errors(after) - errors(before) == Counter()
    assert fix.corrected(after, ids).files == after.files
    assert outside(after) == outside(before)
    old, new = quoted(before), quoted(after)
    assert gaps_of(new) == gaps_of(old)
    if new != old:
        assert not errors(after).keys() & {"quote-absent", "quote-cut", "quote-paragraph", "cloze-syntax"}


# What must hold


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_fix_does_alone_changes_no_word(language: str) -> None:
    """Not a letter, so no denial, number, name or verb; the bank about it stays as it is."""

    @many
    @given(st.data())
    def alone(data: st.DataObject) -> None:
        right = data.draw(quotations(language))
        typed = data.draw(damaged(right, language))
        assume(len(words_of(typed)) > 1)
        before = quoting(language, typed, data.draw(st.sampled_from(sorted(STYLES))))
        after = fix.corrected(before)
        check_harmless(before, after)
        assert words_of(quoted(after)) == words_of(typed)

    alone()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_fix_does_by_name_ends_where_the_quotation_does(language: str) -> None:
    @many
    @given(st.data())
    def by_name(data: st.DataObject) -> None:
        right = data.draw(quotations(language))
        typed = data.draw(damaged(right, language))
        assume(len(words_of(typed)) > 1)
        before = quoting(language, typed, data.draw(st.sampled_from(sorted(STYLES))))
        after = fix.corrected(before, ("a",))
        check_harmless(before, after, ("a",))
        old, meant, new = (words_of(words) for words in (typed, right, quoted(after)))
        if quoted(after) != typed:
            # whether a word beside another slip was added or stands for another, nobody knows
            assert old[-3:] != meant[-3:] or meant[-3:] in (new[-3:], new[-4:-1])
            assert old[:3] != meant[:3] or meant[:3] in (new[:3], new[1:4])

    by_name()


@pytest.mark.parametrize(
    ("language", "typed", "proposed"),
    [
        ("en", "crane is not a port,she wrote in", "crane is not a port,” she wrote in"),
        ("en", "kept every receipt.A port that cannot lend", "kept every receipt. “A port that cannot lend"),
        (
            "fr",
            "s’oppose pas du lycée, mais il n’accepte",
            "s’oppose pas à la construction du lycée, mais il n’accepte",
        ),
    ],
)
def test_a_proposal_begins_and_ends_as_the_quotation_does(language: str, typed: str, proposed: str) -> None:
    """Whether a blank was forgotten after a mark, or words were left out in between."""
    after = fix.corrected(quoting(language, typed, "double"), ("a",))
    assert quoted(after) == proposed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ids", [(), ("a",)], ids=["alone", "by name"])
def test_a_cloze_keeps_every_gap(language: str, ids: tuple[str, ...]) -> None:
    @settings(many, max_examples=2 * EXAMPLES)
    @given(st.data())
    def gaps(data: st.DataObject) -> None:
        typed = data.draw(damaged(data.draw(quotations(language)), language))
        assume(len(words_of(typed)) > 3)
        cloze = data.draw(gapped(typed))
        before = quoting(language, cloze, "double", CLOZE)
        after = fix.corrected(before, ids)
        check_harmless(before, after, ids)
        if not ids:
            assert words_of(GAP.sub(lambda gap: gap["answer"], quoted(after))) == words_of(typed)

    gaps()


# What must come out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", sorted(LINES.keys() - {"an ellipsis at the end", "no question mark"}))
def test_what_was_only_typed_otherwise_is_set_right(language: str, how: str) -> None:
    mended = 0
    for right in sentences(language):
        before = quoting(language, LINES[how](right))
        if not errors(before) or (how == "accents lost" and accented(right) < 2):
            continue  # one accent alone may be what tells a verb's times apart
        assert folding.words(quoted(fix.corrected(before))) == folding.words(right)
        mended += 1
    assert mended or how == "keyboard" or (language, how) == ("en", "accents lost")


def accented(words: str) -> int:
    return sum(folding.loose(word) != word.lower() for word in folding.words(words).split())


CHANGED = [(language, here) for language in LANGUAGES for here in LANGUAGES[language].others]


@pytest.mark.parametrize(("language", "here"), CHANGED)
def test_what_says_something_else_waits_for_somebody_to_read_both(language: str, here: str) -> None:
    """A denial, a number, a name, the verb: the author may have meant what was typed."""
    right = next(words for words in sentences(language) if here in words)
    typed = right.replace(here, LANGUAGES[language].others[here], 1)
    before = quoting(language, typed)
    assert errors(before)
    assert fix.corrected(before).files == before.files
    (both,) = fix.to_read(compiler.compile(before))
    assert (both.item, both.typed) == ("a", typed)
    assert folding.words(right) in folding.words(both.text)
    assert folding.words(quoted(fix.corrected(before, ("a",)))) == folding.words(right)
