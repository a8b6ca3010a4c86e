"""Bad input of every kind ends in diagnostics, within seconds: made up by chance, or by ill will."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import courses
from citedeck import compiler, targets
from citedeck.bank import scalars
from citedeck.bank.raw import LOCK, Inputs
from citedeck.commands import fix
from citedeck.messages import report
from citedeck.model import Compilation
from citedeck.targets.anki import package
from every_form import EVERY_FORM

SECONDS = 6
"""Nothing takes more of the processor, however it was made: mostly it is a tenth of this."""

EXAMPLES = int(os.environ.get("CITEDECK_EXAMPLES", "25"))
"""How many examples are made up a test; more of them: CITEDECK_EXAMPLES=2000."""

COURSE = courses.files(EVERY_FORM)
EMPTY_LOCK = b'{"lock": 1, "course": "c", "version": "0.1.0", "first": 1, "released": 1, "rows": ""}\n'

made_up = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="CI" in os.environ,
)


def everything_said(files: Mapping[str, bytes]) -> Compilation:
    """A course compiled, its findings printed in all ways, and rendered where nothing is wrong."""
    compilation = compiler.compile(Inputs(files, 10**9))
    for how in report.FORMATS:
        report.render(compilation.diagnostics, how).encode("utf-8", "strict")
    targets.render(compilation)
    return compilation


# By chance

TOKENS = [
    *(
        "\0",
        "\x01",
        "\x1b[2J",
        "\ufeff",
        "\u2028",
        "\x85",
        "\u202e",
        "\ud800",
        "\r",
        "\n",
        "\r\n",
        "\t",
        " " * 40,
    ),
    *(
        "- ",
        "-",
        ":",
        ": ",
        "#",
        " #",
        "&a ",
        "*a",
        "!!str ",
        "! ",
        "|",
        ">",
        "|-\n",
        "?",
        "<<: ",
        "---\n",
        "...\n",
        "%",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "\\",
        "\\u00e9",
        "\\0",
        "\\ud800",
        "{{c1::",
        "}}",
        "::",
        "{{c99999999999::x}}",
    ),
    *(
        "« ",
        " »",
        "…",
        "’",
        "e\u0301",
        "\u0301" * 40,
        "1912",
        "1 500,5",
        "-",
        "–",
        "(",
        "·",
        "𝔄",
        "İ",
        "ß",
        "あ",
    ),
    *(
        "id: ",
        "id: vote",
        "not-said",
        "both",
        "evidence: ",
        "items:",
        "source: brun",
        "alder",
        "null",
        "true",
        "~",
        "",
    ),
]


@st.composite
def mutated(draw: st.DrawFn, words: str, most: int = 6) -> bytes:
    """A text with a few pieces cut, doubled, or replaced by something odd."""
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(words)))
        end = min(len(words), start + draw(st.sampled_from([0, 0, 1, 2, 5, 30, 400])))
        instead = draw(st.one_of(st.sampled_from(TOKENS), st.text(max_size=5), st.just(words[start:end] * 2)))
        words = words[:start] + instead + words[end:]
    return words.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("path", [path for path in COURSE if path != "seeds/brun.txt"])
def test_a_file_with_slips_of_the_hand(path: str) -> None:
    @made_up
    @given(mutated(COURSE[path].decode()))
    def slips(data: bytes) -> None:
        everything_said({**COURSE, path: data})

    slips()


@pytest.mark.parametrize("path", [*COURSE, LOCK])
def test_a_file_of_any_bytes(path: str) -> None:
    @made_up
    @given(
        st.one_of(
            st.binary(max_size=80), st.text(max_size=80).map(lambda t: t.encode("utf-16")), mutated("", 20)
        )
    )
    def any_bytes(data: bytes) -> None:
        everything_said({**COURSE, path: data})

    any_bytes()


@made_up
@given(st.data())
def test_a_lock_with_slips_of_the_hand(data: st.DataObject) -> None:
    everything_said({**COURSE, LOCK: data.draw(mutated(released()))})


def released() -> str:
    """A lock as a release leaves it, with one record of each kind."""
    return EMPTY_LOCK.decode() + (
        '{"retired": "ancien"}\n'
        '{"note": "g", "item": "vote", "kind": "question", "deck": "d", "digest": "x", "modified": 1}\n'
        '{"source": "alder", "bytes": "x", "folded": "y"}\n'
        '{"span": "vote#1", "source": "alder", "start": 1, "quote": "La ville", "sentence": "La ville vote", '
        '"before": "", "after": "Le maire"}\n'
        '{"output": "index.html", "sha256": "x"}\n'
    )


@made_up
@given(mutated(COURSE["questions/1-alder.yaml"].decode(), 3))
def test_what_is_fixed_is_fixed_for_good(data: bytes) -> None:
    path = "questions/1-alder.yaml"
    once = fix.corrected(Inputs({**COURSE, path: data}, 10**9))
    if once.files[path] != data:
        assert fix.Change(path, data, once.files[path]).diff
    assert fix.corrected(once).files == once.files


@made_up
@given(st.data())
def test_a_deck_with_broken_bytes(data: st.DataObject) -> None:
    deck = bytearray(DECK[0])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(deck) - 1))
        deck[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        deck = deck or bytearray(b"P")
    for read in (package.records, package.about):
        with contextlib.suppress(package.DamagedError):
            read(bytes(deck))


DECK = [output.data for output in targets.render(courses.compiled(courses.TOWN, 10**9), ["anki"])]


# What stands where something else should

ODD = [
    *("~", "null", "", "''", "{}", "[]", "[~]", "[[]]", "{~: ~}", "12", "true", "&b x", "!!str x", "nul"),
    *("{[a, b]: c}", "{{a: b}: c}", "{? [x] : y, quote: La ville}", "{id: ~}"),
    *("{<<: {}}", "{<<: *a}", "{<<: ~}", "{<<: [{quote: La ville}]}"),
    *("{source: txt}", "{quote: La ville vote le budget, source: txt}", "{quote: ~, source: ~}"),
    *("{absent: [zz], source: txt}", "{whole: x, source: ~}", "[{quote: La ville, source: txt}, ~]"),
    *("{text: ~, evidence: {quote: La ville, source: txt}}", '"\\ud800"', "9" * 5000),
]
"""Empty mappings, merge keys, keys that are none, nulls, unknown sources: as YAML has them in one line."""

TREES = {path: yaml.safe_load(COURSE[path]) for path in COURSE if path.endswith(".yaml")}


def places(tree: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The way to each value of a file."""
    yield path
    values = tree.items() if isinstance(tree, dict) else enumerate(tree if isinstance(tree, list) else ())
    for key, value in values:
        yield from places(value, (*path, key))


def with_odd(tree: object, way: tuple[object, ...] | None, odd: str) -> str:
    """A file on one line, with something odd in one place."""
    if way == ():
        return odd
    if isinstance(tree, dict):
        pairs = [f'"{key}": {with_odd(value, below(way, key), odd)}' for key, value in tree.items()]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(tree, list):
        values = [with_odd(value, below(way, number), odd) for number, value in enumerate(tree)]
        return f"[{', '.join(values)}]"
    return scalars.quoted(str(tree)) if isinstance(tree, str) else str(tree).lower()


def below(way: tuple[object, ...] | None, key: object) -> tuple[object, ...] | None:
    """What is left of a way after a step to a key or number; None beside it."""
    return way[1:] if way and way[0] == key else None


PLACES = [(path, place) for path, tree in TREES.items() for place in places(tree)]


@settings(made_up, max_examples=8 * EXAMPLES)
@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_odd_things_in_every_place(place: tuple[str, tuple[object, ...]], odd: str) -> None:
    path, way = place
    files = {**COURSE, path: with_odd(TREES[path], way, odd).encode("utf-8", "surrogatepass")}
    compilation = everything_said(files)
    list(fix.to_read(compilation))
    for ids in ((), [diagnostic.item for diagnostic in compilation.diagnostics]):
        fix.corrected(Inputs(files, 10**9), ids)


FORMS_OF_EVIDENCE = {
    "words": '"La ville vote le budget"',
    "a mapping": '{quote: "La ville vote le budget", source: %s}',
    "a list": '["La ville vote", {quote: "le budget en 1912", source: %s}]',
    "absent": '{absent: ["zz"], source: %s}',
    "whole": '{whole: "tout", source: %s}',
}
PARTS = {
    "short": 'answer: "la ville", evidence: EVIDENCE',
    "choice": 'answer: "la ville", distractors: [un, deux], evidence: EVIDENCE',
    "choice of several": "answers: [{text: la ville, evidence: EVIDENCE}, "
    "{text: ville, evidence: EVIDENCE}], distractors: [un, deux]",
    "match": "pairs: [{id: a, left: g, right: la ville, evidence: EVIDENCE}, "
    "{id: b, left: h, right: le budget, evidence: EVIDENCE}]",
    "order": "by: text, steps: [{text: un, evidence: EVIDENCE}, {text: deux, evidence: EVIDENCE}]",
    "open": "elements: [{text: la ville, evidence: EVIDENCE}]",
    "true-false": "answer: true, evidence: EVIDENCE",
    "cloze": 'text: "La {{c1::ville}} vote", evidence: EVIDENCE',
    "classify": "classes: {x: un, y: deux}, statements: [{id: s, class: x, text: La ville vote, "
    "evidence: EVIDENCE}, {id: u, class: y, text: le budget, evidence: EVIDENCE}]",
    "who-says-it": 'statement: "La ville vote", answer: t, evidence: EVIDENCE',
    "comparison": "rows: [{id: r, criterion: c, verdict: agree, cells: {t: {answer: x, evidence: EVIDENCE}, "
    "SOURCE: {answer: x, evidence: EVIDENCE}}}]",
}


@pytest.mark.parametrize("source", ["txt", "~", "[t, txt]", "{}"])
@pytest.mark.parametrize("evidence", FORMS_OF_EVIDENCE)
@pytest.mark.parametrize("part", PARTS)
def test_an_unknown_source_is_told_wherever_it_stands(part: str, evidence: str, source: str) -> None:
    """In an item, in each form of evidence, of each part of an item; in the head of a bank."""
    written = FORMS_OF_EVIDENCE[evidence].replace("%s", source)
    keys = PARTS[part].replace("EVIDENCE", written).replace("SOURCE", source)
    form = part.partition(" ")[0]
    prompt = "" if part == "who-says-it" else "prompt: 'Selon le texte ?', "
    for head, own in (("source: t", ""), ("source: [t, txt]", ""), ("source: t", f"source: {source}, ")):
        bank = f"{head}\nitems:\n  - {{id: a, type: {form}, {own}{prompt}{keys}}}\n"
        compilation = timed({"questions/b.yaml": bank})
        if head != "source: t" or own or "source" in written or source in keys:
            assert any(found.is_error for found in compilation.diagnostics)


ITEMS = {
    "empty": ("{}", "an item needs `type`"),
    "a merge key alone": ("<<: {}", "merge keys (<<) are not used here"),
    "a merge key of nothing": ("<<: *nobody", "merge keys (<<) are not used here"),
    "a list for a key": ("? [id, type]\n    : short", "a key is a word, not a list or a mapping"),
    "a mapping for a key": ("{{id: a}: b}", "a key is a word, not a list or a mapping"),
    "nothing": ("~", "a question is made of keys with values"),
    "null": ("null", "a question is made of keys with values"),
}


@pytest.mark.parametrize(("words", "message"), ITEMS.values(), ids=ITEMS)
def test_an_item_that_is_none_is_said_to_be_none(words: str, message: str) -> None:
    compilation = timed({"questions/b.yaml": f"{HEAD}  - {words}\n{item()}"})
    assert message in [found.message for found in compilation.diagnostics]


@pytest.mark.parametrize("nothing", ["~", "null", "Null", "NULL"])
@pytest.mark.parametrize("key", ["prompt", "answer", "evidence", "explanation", "sensitive", "retired"])
def test_a_bare_null_is_no_words(key: str, nothing: str) -> None:
    compilation = timed({"questions/b.yaml": HEAD + item(**{key: nothing})})
    assert "there are no words here" in [found.message for found in compilation.diagnostics]


TORN = [
    "{a b}",
    "{a b}\n- x\n",
    "{items: [}",
    "{a: b\n",
    "{items: [{id: a]}\n",
    "{{}}",
    "[{a b}]",
    "{? }",
    "{,}",
]


@pytest.mark.parametrize("words", TORN)
@pytest.mark.parametrize("path", TREES)
def test_a_torn_mapping_at_the_root(path: str, words: str) -> None:
    compilation = everything_said({**COURSE, path: words.encode()})
    assert any(found.is_error for found in compilation.diagnostics)


def row(pattern: str, count: int) -> str:
    """Words for each number from 0 on, which stands in the place of #."""
    return ", ".join(pattern.replace("#", str(number)) for number in range(count))


LIMITS = {
    "27 options": f"type: choice, answer: mot99, evidence: le mot99 bleu, distractors: [{row('mot#', 26)}]",
    "27 right sides": "type: match, "
    f"pairs: [{row('{id: p#, left: g#, right: mot#, evidence: le mot# bleu}', 27)}]",
    "1,000 classes": f"type: classify, classes: {{{row('c#: classe', 1000)}}}, "
    f"statements: [{row('{id: s#, class: c#, text: le mot# bleu}', 1000)}]",
}


@pytest.mark.parametrize("keys", LIMITS.values(), ids=LIMITS)
def test_what_no_page_can_hold_is_said(keys: str) -> None:
    bank = f"{HEAD}  - {{id: a, prompt: 'Selon le texte ?', {keys}}}\n"
    text = " ".join(f"On voit le mot{n} bleu." for n in range(1000))
    compilation = timed({"seeds/t.txt": text, "questions/b.yaml": bank})
    assert "value-invalid" in {found.code for found in compilation.diagnostics}
    assert targets.render(compilation) == []


# By somebody who means ill

MANY = 10**5
HEAD = "source: t\nitems:\n"
TEXT = "La ville vote le budget en 1912. Le conseil demande deux écoles.\n"


def item(name: str = "a", **keys: str) -> str:
    given_keys = {
        "prompt": '"Selon le texte, que fait la ville ?"',
        "answer": '"la ville"',
        "evidence": '"La ville vote le budget"',
        **keys,
    }
    return f"  - id: {name}\n    type: short\n" + "".join(f"    {k}: {v}\n" for k, v in given_keys.items())


def quoting(words: str) -> str:
    return HEAD + item(evidence=f'"{words}"')


def cloze(words: str) -> str:
    return HEAD + f'  - id: a\n    type: cloze\n    text: "{words}"\n'


def sheets(words: str) -> str:
    return f'title: "C"\nid: c\nlanguage: fr\nworksheets:\n  - {{id: s, title: "S", {words}}}\n'


PAIR = '{id: p%d, left: "g", right: "la ville", evidence: "La ville vote le budget"}'

BANKS: dict[str, Callable[[], str | bytes]] = {
    "nothing": lambda: "",
    "a byte order mark": lambda: "\ufeff",
    "two byte order marks": lambda: "\ufeff\ufeff" + HEAD + item(),
    "UTF-16": lambda: (HEAD + item()).encode("utf-16"),
    "UTF-16 without a mark": lambda: (HEAD + item()).encode("utf-16-le"),
    "UTF-32": lambda: (HEAD + item()).encode("utf-32"),
    "no UTF-8": lambda: b"\xff" * MANY,
    "a surrogate": lambda: (HEAD + item()).encode() + b"# \xed\xa0\x80\n",
    "an escaped surrogate": lambda: HEAD + item(answer='"\\ud800"'),
    "an escaped NUL": lambda: HEAD + item(explanation='"a\\0b"'),
    "an escape beyond Unicode": lambda: HEAD + item(answer='"\\U00110000"'),
    "NULs": lambda: "\0" * 10 * MANY,
    "bells": lambda: "\a\n" * MANY,
    "line ends of all kinds": lambda: (HEAD + item()).replace("\n", "\r", 3).replace("\n", "\r\n", 2),
    "brackets": lambda: HEAD + "  - " + "[" * MANY + "]" * MANY,
    "open brackets": lambda: "[" * MANY,
    "braces": lambda: "{a: " * MANY,
    "dashes": lambda: "- " * MANY,
    "question marks": lambda: "? " * MANY,
    "stairs": lambda: "\n".join(" " * n + "a:" for n in range(1000)),
    "aliases": lambda: HEAD + item() + "    x: [" + "*a," * MANY + "]",
    "an alias bomb": lambda: "a: &a [x]\n" + "".join(f"k{n}: &k{n} [*a,*a]\n" for n in range(MANY // 10)),
    "one id": lambda: HEAD + "  - {id: a}\n" * MANY,
    "one whole item": lambda: HEAD + item() * 3000,
    "keys twice": lambda: "".join(f"k{n}: 1\n" for n in range(MANY // 10)) + "k9999: 2\n" * (MANY // 10),
    "unknown keys": lambda: (
        HEAD + "  - id: a\n    type: short\n" + "".join(f"    k{n}: 1\n" for n in range(MANY // 10))
    ),
    "a mistake in each item": lambda: HEAD + "".join(item(f"a{n}", prompt='"x" y') for n in range(1000)),
    "mistakes at the end": lambda: (
        HEAD
        + "".join(item(f"a{n}") for n in range(1200))
        + "".join(item(f"b{n}", prompt='"x" y') for n in range(200))
    ),
    "quotations that are not there": lambda: (
        HEAD + "".join(item(f"a{n}", evidence=f'"Le roi ne vote pas le {n} du mois"') for n in range(2000))
    ),
    "a line of a megabyte": lambda: HEAD + item(explanation='"' + "x" * 2 * 10**6 + '"'),
    "a number in each letter": lambda: HEAD + item(answer='"' + "1," * 4900 + '"'),
    "one question in many words": lambda: (
        HEAD
        + "".join(
            item(f"a{n}", prompt=f'"Selon le texte, que fait la ville k{n} au k{n + 1} ?"')
            for n in range(2000)
        )
    ),
    "a cloze of one gap after the other": lambda: cloze("".join(f"{{{{c{n}::a}}}} " for n in range(1, 700))),
    "gaps that never close": lambda: cloze("{{c1::" * 1600),
    "hints that never close": lambda: cloze("{{c1::a::b" * 990),
    "a gap of a great number": lambda: cloze("{{c" + "9" * 5000 + "::x}}"),
    "guillemets": lambda: HEAD + item(explanation='"' + "« la ville qui »" * 600 + '"'),
    "open guillemets": lambda: HEAD + item(explanation='"' + "« la ville " * 900 + '"'),
    "quotes that open and close": lambda: HEAD + item(explanation='"' + "„la “la »ville ” " * 500 + '"'),
    "keyboard quotes": lambda: HEAD + item(explanation="'" + 'x "y" ' * 1600 + "'"),
    "a folded block of lines": lambda: HEAD + item() + "    explanation: >\n" + '      "\n' * 4900,
    "options": lambda: (
        HEAD
        + "  - id: a\n    type: choice\n    prompt: 'Selon le texte ?'\n    answer: la ville\n"
        + f"    evidence: La ville vote\n    distractors: [{','.join(f'mot {n}' for n in range(3000))}]\n"
    ),
    "pairs": lambda: (
        HEAD
        + "  - id: a\n    type: match\n    prompt: 'Selon le texte ?'\n    pairs:\n"
        + "".join(f"      - {PAIR % n}\n" for n in range(1500))
    ),
    "absent words": lambda: (
        HEAD
        + item(evidence=f'{{quote: "La ville vote", absent: [{",".join(f"zz{n}" for n in range(5000))}]}}')
    ),
    "sources": lambda: f"source: [{', '.join(f's{n}' for n in range(MANY // 5))}]\nitems:\n{item()}",
}


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_a_bank_that_means_ill(bank: Callable[[], str | bytes]) -> None:
    assert any(d.is_error for d in timed({"questions/b.yaml": bank()}).diagnostics) or bank in HARMLESS


HARMLESS = [
    BANKS[name]
    for name in (
        "guillemets",
        "open guillemets",
        "quotes that open and close",
        "keyboard quotes",
        "options",
        "line ends of all kinds",
    )
]
HARMLESS += [
    BANKS[name]
    for name in (
        "two byte order marks",
        "a folded block of lines",
        "pairs",
        "absent words",
        "one question in many words",
    )
]
"""What is odd, and taken all the same."""

MARKS = "a" + "\u0327\u0301" * MANY

TEXTS: dict[str, Callable[[], str | bytes]] = {
    "nothing": lambda: "",
    "one word without end": lambda: "a" * MANY,
    "full stops": lambda: "." * MANY + "a",
    "sentences of nothing": lambda: ". " * MANY,
    "abbreviations": lambda: "M. " * (MANY // 2),
    "sentences": lambda: "Le roi. " * (MANY // 4),
    "sentences that go on": lambda: "le roi. " * (MANY // 4),
    "opening guillemets": lambda: "«" * MANY,
    "closing guillemets": lambda: "." + "»" * MANY,
    "blanks": lambda: "a" + " " * MANY + "a",
    "lines": lambda: "a\r" * (MANY // 4),
    "more lines than any text": lambda: "a\n" * 5 * MANY,
    "blank lines": lambda: "\n" * MANY,
    "marks on a letter": lambda: MARKS,
    "letters with marks": lambda: "e\u0301" * MANY,
    "numbers": lambda: "1 " * MANY,
    "one number of groups": lambda: "1" + " 000" * MANY,
    "commas in numbers": lambda: "1," * MANY,
    "brackets in words": lambda: "a(" * MANY,
    "apostrophes": lambda: "l'" * MANY,
    "syllables": lambda: "\u1100\u1161\u11a8" * MANY,
    "hidden characters": lambda: "\u200b" * MANY,
    "letters that grow": lambda: "İ" * MANY,
    "the same words again": lambda: "la ville vote le budget " * (MANY // 5),
    "UTF-16 in UTF-8": lambda: TEXT.encode("utf-16"),
    "a NUL": lambda: TEXT + "\0" + TEXT,
    "no UTF-8": lambda: b"\xff" * MANY,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_that_means_ill(text: Callable[[], str | bytes]) -> None:
    """What can be quoted goes before it, so that pages are made of it too."""
    words = text()
    whole = TEXT.encode() + words if isinstance(words, bytes) else TEXT + words
    timed({"seeds/t.txt": whole, "questions/b.yaml": HEAD + item()})


def words_of(text: str, number: int) -> str:
    return " ".join(f"mot{n % number} {text}" for n in range(1400))


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("la ville vote et " * 10_000, quoting("la ville vote")),
        (" ".join(f"la ville vote k{n}" for n in range(10_000)), quoting("la ville vote")),
        (words_of("le", 700), quoting(words_of("le", 701)[:9900])),
        (words_of("le", 700), quoting(words_of("le", 701)[:1400])),
        ("1," * 4900, HEAD + item(answer='"' + "1," * 4900 + '"', evidence='"' + "1," * 4900 + '"')),
        (
            "Il y a " + "1," * 4000,
            HEAD + item(answer=f'"{"1," * 4000}"', evidence='{quote: "Il y a", mark: "a"}'),
        ),
    ],
    ids=[
        "again",
        "again and again",
        "nearly the whole text",
        "nearly a page",
        "one number",
        "another number",
    ],
)
def test_a_quotation_that_means_ill(text: str, bank: str) -> None:
    timed({"seeds/t.txt": text, "questions/b.yaml": bank})


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("seeds/sources.yaml", "".join(f's{n}: {{file: t.txt, label: "x"}}\n' for n in range(3000))),
        ("seeds/sources.yaml", f"t: {{file: t.txt, label: x, headings: [{', '.join(['budget'] * 3000)}]}}"),
        (
            "seeds/sources.yaml",
            f"t: {{file: t.txt, label: x, glossary: {{{', '.join(f'm{n}: x' for n in range(5000))}}}}}",
        ),
        ("questions/course.yaml", sheets(f"items: [{', '.join(f'b{n}' for n in range(2000))}]")),
        ("questions/course.yaml", sheets(f"items: [vote], versions: [{', '.join('A' * 50_000)}]")),
        (
            "questions/course.yaml",
            sheets("items: [vote]").partition("  - ")[0] + '  - {id: s, title: "S", items: [a]}\n' * 9000,
        ),
        (
            "questions/course.yaml",
            f"title: C\nid: c\nlanguage: fr\nbanks: [{', '.join(f'x{n}.yaml' for n in range(20_000))}]",
        ),
        (
            "questions/course.yaml",
            f"title: C\nid: {'a-' * 5 * MANY}A\nlanguage: zz-{'-'.join(['ab'] * 10_000)}\n",
        ),
        ("questions/course.yaml", "~"),
        (LOCK, "no record\n" * (MANY // 4)),
        (LOCK, EMPTY_LOCK.decode() + "[" * MANY),
        (LOCK, EMPTY_LOCK.decode() + '{"note":' * MANY),
        (LOCK, EMPTY_LOCK.decode() + '{"note": ' + "9" * 10**6 + "}"),
        (LOCK, EMPTY_LOCK.decode().replace('"first": 1', '"first": NaN')),
        (LOCK, EMPTY_LOCK.decode() + '{"note": ["x"]}\n{"retired": {}}\n{"output": 1}\n'),
        (
            LOCK,
            EMPTY_LOCK.decode() + '{"retired": "\\ud800"}\n{"output": "\\ud800", "sha256": "\\ud800"}\n',
        ),
    ],
)
def test_another_file_that_means_ill(path: str, words: str) -> None:
    timed({path: words})


def timed(files: Mapping[str, str | bytes]) -> Compilation:
    """A course with these files, all there is to say of it said, in seconds."""
    data = {path: words if isinstance(words, bytes) else words.encode() for path, words in files.items()}
    started = time.process_time()
    compilation = compiler.compile(Inputs({**courses.files(courses.TOWN), **data}, 10**9))
    report.render(compilation.diagnostics, "concise").encode()
    targets.render(compilation)
    assert time.process_time() - started < SECONDS
    return compilation
