"""A new course: whatever the text, it checks without a word, builds, and leaves the text alone."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import courses
import files_of_texts as made
from anki_user import learner
from citedeck import compiler
from citedeck.bank import nodes, schema
from citedeck.bank.forms import FORMS
from citedeck.bank.raw import COURSE, LOCK, MANIFEST, Inputs
from citedeck.commands import build, disk, statefile
from citedeck.commands import new as scaffold
from citedeck.commands.new import parts, phrases, sketches, texts
from citedeck.languages import catalogue, guesses
from citedeck.model import Document, Severity
from citedeck.sheets import choice
from citedeck.sheets.choice import Wish
from command_line import called as run
from texts import BRUECKE, DIJK, ESTACIO, FAROL, MERCADO, MULINO, RAILWAY

TOWN = """\
The council voted the budget in 1912 after a long debate. The mayor, Mr. Alder, opposed it for two years.
A town without money has no schools, he wrote to the prefect. Many families signed a letter in the winter.

The letter asked for light, for coal and for books. The prefect waited for the advice of the minister.
In the end the town built one school and half a road. The children walked along the unfinished road.
"""

VILLE = """\
Le conseil a voté le budget en 1912 après un long débat. Le maire, M. Alder, s'y est opposé pendant deux ans.
Beaucoup de familles ont signé une lettre au ministre pendant l'hiver. Cette lettre demandait de la lumière.
Le préfet attendait l'avis du ministre pour répondre. À la fin, la ville a construit une seule école.
"""

WRAPPED = """\
Der Rat der Stadt beschloss im Jahr 1912 den Haushalt nach einer langen
Debatte. Der Bürgermeister, Herr Alder, lehnte ihn zwei Jahre lang ab. Eine
Stadt ohne Geld hat keine Schulen, schrieb er an den Präfekten.

Die Lehrer am Hafen verlangten zwei neue Schulen und eine Straße. Viele
Familien unterschrieben im Winter einen Brief an den Minister. Am Ende baute
die Stadt eine einzige Schule und eine halbe Straße.
"""

SPANISH = """\
El concejo votó el presupuesto en 1912 después de un largo debate. El alcalde, el señor Alder, se opuso.
¿Quién pagaría? Los maestros del puerto pidieron dos escuelas nuevas y un camino. La carta pedía luz y libros.
Muchas familias firmaron una carta al ministro en el invierno. Al final la ciudad construyó una sola escuela.
"""

CHINESE = """\
市议会经过长时间的辩论，在1912年通过了预算。市长阿尔德先生反对了两年。没有钱的城市没有学校。港口的老师要求建两所新学校和一条路。
许多家庭在冬天给部长写了一封信。这封信要求给所有孩子灯、煤和书。最后，城市只建了一所学校和半条路。
"""

ARABIC = """\
صوت المجلس على الميزانية في عام 1912 بعد نقاش طويل. عارض رئيس البلدية السيد ألدر القرار لمدة عامين.
طلب معلمو الميناء مدرستين جديدتين وطريقا واحدا. وقعت عائلات كثيرة رسالة إلى الوزير في فصل الشتاء.

طلبت الرسالة الضوء والفحم والكتب لجميع الأطفال. في النهاية بنت المدينة مدرسة واحدة ونصف طريق.
"""

MARKDOWN = """\
# The town

The **council** voted the budget in 1912. The mayor opposed it for two years after a long debate.

- coal: for the schools
- `light`, see [the letter](letter.md)

## The letter

Many families signed a letter in the winter. The letter asked for light and for coal and for books.
The prefect waited for the advice of the minister. In the end the town built one school.
"""

HOSTILE = """\
The council: "voted" #1 - the budget {of} 1912 & more. \\The mayor's answer\twas: 'no' | never > again!
- Key: value # comment $id ${label} %s %(x)s. Two 'single' and "double" quotes stand "here" in C:\\new\\table.
The {{c1::gap}} of the text is ::here:: and *there* and &there and !there. Tabs\tand\x0bothers\x0cstay here.
"""

REPEATED = "The council voted the budget again. " * 40

ALIKE = """\
The council asked the old minister for two schools. The council asked the old minister for a road.
The council asked the old minister for more light. The council asked the old minister for some coal.
"""

HEADED = """\
Leere Läden
Seit dem Frühjahr bleibt die Kundschaft aus. Die Händler prüfen die Zahlen.

Ein Versuch
Im Sommer sperrt die Stadt ihre Straße für Autos. Der Händlerbund klagt.

Was kostet das?
Im Jahr kostet die Sperrung 12.800 Euro. Der Rat stimmt im Mai ab.
"""

POEM = """\
the road goes down to the sea
the sea goes down to the road
and nobody asks who goes

the school stands up on the hill
the hill stands up on its own
and nobody asks who stands
"""

ASKED = ["a road", "two lamps", "more coal", "a new letter", "old books", "a well", "some bread"]
WHERE = ["the harbour", "his school", "our square", "that mill", "every street", "no garden", "some farm"]

HUGE = "".join(
    f"In its long sitting of day {n} the council of the town asked the minister for {ASKED[n % 7]} "
    f"near {WHERE[n // 7 % 7]}. " + "\n\n" * (n % 7 == 0)
    for n in range(1790, 9999)
)

TEXTS = {
    "wrapped": WRAPPED.encode(),
    "paragraphs": TOWN.encode(),
    "french": VILLE.encode(),
    "byte order mark": b"\xef\xbb\xbf" + TOWN.encode(),
    "carriage returns": TOWN.replace("\n", "\r\n").encode(),
    "old Mac": TOWN.replace("\n", "\r").encode(),
    "one sentence": b"The council voted the budget in 1912.",
    "two words": b"The town",
    "huge": HUGE.encode(),
    "markdown": MARKDOWN.encode(),
    "no number": TOWN.replace("in 1912 ", "").encode(),
    "spanish": SPANISH.encode(),
    "chinese": CHINESE.encode(),
    "chinese without stops": CHINESE.replace("。", "\n").encode(),
    "arabic": ARABIC.encode(),
    "hostile": HOSTILE.encode(),
    "repeated": REPEATED.encode(),
    "alike": ALIKE.encode(),
    "poem": POEM.encode(),
    "decomposed": VILLE.replace("é", "e\u0301").encode(),
}

LANGUAGES = {
    "french": "fr",
    "decomposed": "fr",
    "wrapped": "de",
    "spanish": "es",
    "arabic": "ar",
    "chinese": "zh",
    "chinese without stops": "zh-Hans",
}

TOLD = {
    "ca": ESTACIO,
    "de": BRUECKE,
    "en": RAILWAY,
    "es": MERCADO,
    "fr": VILLE,
    "it": MULINO,
    "nl": DIJK,
    "pt": FAROL,
}
"""A text in each language of the templates."""

TEMPLATES = ("README.md", "bank.yaml", "comparison.yaml", "course.yaml", "phrases.yaml", "source.yaml")

NAMES = re.compile(r"\$\w+|\{0\}|\{\{c1::\S+?\}\}")
"""What words are filled with."""

QUOTED = re.compile(r'"[^"]*"')

CODE = re.compile(r"`[^`]+`|\$\w+")

OWN = ("classes", "cells", "glossary")
"""Fields whose fields an author names."""

CODES = {*FORMS, "not-said", "agree", "differ", "text"}

ALL = len(sketches.ONE_TEXT)

EXPECTED = {
    **dict.fromkeys(TEXTS, ALL),
    "one sentence": 4,
    "two words": 1,
    "markdown": ALL - 1,
    "chinese without stops": 3,
    "hostile": 6,
    "repeated": 1,
    "alike": 5,
    "poem": 6,
}
"""How many examples can be drawn; of a text that says everything forty times, only what it does not say."""


@pytest.fixture
def text(tmp_path: Path) -> Callable[[bytes], Path]:
    """A file with a text."""

    def made(data: bytes, name: str = "speech.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return made


def compiled(started: scaffold.Started):
    return compiler.compile(Inputs(started.files))


# Whatever the text


@pytest.mark.parametrize(
    ("name", "language"),
    [(name, LANGUAGES.get(name, "en")) for name in TEXTS]
    + [(name, "fr") for name in TEXTS if name != "huge"],
)
def test_every_text_makes_a_course_that_checks(text, tmp_path: Path, name: str, language: str) -> None:
    path = text(TEXTS[name])
    started = scaffold.start(tmp_path / "course", [path], language)
    compilation = build.compile_only(tmp_path / "course")
    notes = [] if catalogue.has(language) else ["language-unspoken"]
    notes += ["borders-unchecked"] if "chinese" in name else []
    assert [d.code for d in compilation.diagnostics] == notes
    assert len(compilation.items) == started.examples == EXPECTED[name]
    assert (
        len(choice.choose(compilation.items, Wish(scaffold.A_SHEET, seed="1"), compilation.course).items)
        == started.sheet
        > 0
    )
    assert (tmp_path / "course/seeds/speech.txt").read_bytes() == path.read_bytes() == TEXTS[name]


def test_two_texts_are_compared(text, tmp_path: Path) -> None:
    paths = [text(VILLE.encode(), "ville.txt"), text(SPANISH.encode(), "carta.md")]
    compilation = compiled(scaffold.on_texts("x", paths, "fr"))
    assert [d.message for d in compilation.diagnostics] == []
    assert {str(resolved.item.form) for resolved in compilation.items} == set(FORMS)
    assert len(compilation.items) == 2 * ALL + len(sketches.TWO_TEXTS)


def test_a_text_cannot_be_compared_with_itself(text) -> None:
    paths = [text(TOWN.encode(), "a.txt"), text(TOWN.encode(), "b.txt")]
    started = scaffold.on_texts("x", paths)
    assert started.left_out == ("both-who", "both-table")
    assert "items: []" in started.files["questions/3-both.yaml"].decode()
    assert [d.message for d in compiled(started).diagnostics] == []


WORDS = st.sampled_from(
    [
        *("The", "council", "l'hiver", "1912", "1 500", "M.", "Alder", "né", "e\u0301", "市议会", "$id", "x"),
        *("—", "«", "»", '"', ":", "#", "{{", "}}", "::", "\\", "\t", "\n", "\n\n", "\r\n", "-"),
        *(".", ". ", "!", "?", "…", "。"),
    ]
)


LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
"""What a text may hold: with U+0000 in it a file is no text."""


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.one_of(WORDS, st.text(LETTERS, max_size=6)), min_size=1, max_size=120),
    language=st.sampled_from(phrases.languages()),
)
def test_any_text_makes_a_course_that_checks(words: list[str], language: str) -> None:
    data = " ".join(words).encode("utf-8", "ignore")
    if not any(char.isalpha() for char in data.decode("utf-8-sig")) or b"\0" in data:
        return
    started = drawn_of(data, language)
    found = (d for d in compiled(started).diagnostics if d.severity is not Severity.NOTE)
    diagnostics = (d for d in found if not d.code.startswith("text-"))  # that the text was so is its own
    assert [d.message for d in diagnostics] == []
    assert started.files["seeds/t.txt"] == data


def drawn_of(data: bytes, language: str) -> scaffold.Started:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.txt"
        path.write_bytes(data)
        return scaffold.on_texts("x", [path], language)


# What is said is true of the text


@pytest.mark.parametrize("name", ["paragraphs", "french", "wrapped", "chinese", "huge"])
def test_wrong_answers_are_wrong(text, name: str) -> None:
    """No sentence begins as asked and ends in a lure; what is called false does not stand in the text."""
    words = " ".join(TEXTS[name].decode().split()).replace("'", "’")
    bank = bank_of(scaffold.on_texts("x", [text(TEXTS[name])], "en"))
    begin = re.search("“(.*) …”", bank["speech-choice"]["prompt"])[1]
    assert begin in words
    for lure in bank["speech-choice"]["distractors"]:
        assert not re.search(re.escape(begin) + r"\W*" + re.escape(lure["text"]), words)
    for lure in bank["speech-several"]["distractors"]:
        assert lure["text"] not in words
    assert bank["speech-judge-2"]["prompt"].partition(": ")[2].rstrip(".") not in words
    pairs = bank["speech-match"]["pairs"]
    ends = [pair["right"] for pair in pairs] + [lure["text"] for lure in bank["speech-match"]["distractors"]]
    for pair in pairs:
        begin = pair["left"].removesuffix(" …")
        held = [end for end in ends if re.search(re.escape(begin) + r"\W*" + re.escape(end), words)]
        assert held == [pair["right"]]


def test_a_sentence_that_another_begins_like_is_not_asked_to_be_ended(text) -> None:
    assert scaffold.on_texts("x", [text(ALIKE.encode())], "en").left_out == (
        *("speech-short", "speech-choice", "speech-several", "speech-judge-2", "speech-match"),
        "speech-classify",
    )


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("La ciudad gastó 1,5 millones de euros en la escuela.", "en la escuela"),
        ("El puerto cerró el 12 de mayo de 1912, según la carta del alcalde.", "según la carta del alcalde"),
        (
            "Am 12. Mai beschloss der Rat nach langer Debatte den Haushalt.",
            "den Haushalt",
        ),
        ("Der Herr Alder lehnte ihn ab, weil die Stadt kein Geld hatte.", "weil die Stadt kein Geld hatte"),
        ("Il sindaco aveva bisogno di una scuola per i bambini.", "per i bambini"),
        ("Muitas famílias assinaram uma carta durante o inverno.", "durante o inverno"),
        (
            "La companyia va tancar aquella línia perquè gairebé ningú no hi pujava.",
            "perquè gairebé ningú no hi pujava",
        ),
        ("La letteria di San Marco costava 1 500 lire al mese.", None),
        ("The council voted the budget in 1912 after a long debate.", "in 1912 after a long debate"),
        ("Rada uchwaliła nowy budżet w roku 1912 po debacie.", "w roku 1912 po debacie"),
        ("市议会经过长时间的辩论，通过了预算。", "通过了预算"),
    ],
)
def test_a_sentence_is_cut_where_it_reads_well(said: str, end: str | None) -> None:
    """Never inside a number, its noun or date, between names, nor behind a word that leans on the next."""
    found = parts.halves(said)
    assert (found and found.end) == end


def test_a_number_is_what_a_gap_leaves_out(text) -> None:
    bank = bank_of(scaffold.on_texts("x", [text(TEXTS["paragraphs"])]))
    assert bank["speech-cloze"]["text"] == (
        "The council voted the budget in {{c1::1912}} after a long debate."
    )


def bank_of(started: scaffold.Started, path: str = "") -> dict[str, dict]:
    return {item["id"]: item for item in yaml.safe_load(started.files[path or started.banks[0]])["items"]}


# The file is a tutorial


@pytest.mark.parametrize("language", phrases.languages())
def test_every_form_is_explained_where_it_stands(text, language: str) -> None:
    on_a_text = scaffold.on_texts("x", [text(TEXTS["one sentence"])], language)
    sample = scaffold.sample("x", language)
    marks = set()
    for started in (on_a_text, sample):
        words = "".join(started.files[path].decode() for path in started.banks)
        blocks = [block for block in words.split("\n\n") if "type: " in block]
        explained = set()
        for block in blocks:
            first, form = block.split("\n")[0], re.search("type: (.*)", block)[1]
            mark, _, rest = first.partition("`")
            assert rest.startswith(f"{form}`"), block
            marks.add(mark)
            explained.add(form)
        assert explained == set(FORMS)
    assert len(marks) == 1


@pytest.mark.parametrize("language", phrases.languages())
def test_an_example_that_is_a_comment_is_an_example_again_without_its_marks(text, language: str) -> None:
    started = scaffold.on_texts("x", [text(TEXTS["two words"])], language)
    words = started.files[started.banks[0]].decode()
    freed = re.sub(r"^  # (?=- id|  )", "  ", words, flags=re.MULTILINE)
    tree, found = nodes.parse(Document("b.yaml", freed))
    assert not found
    assert len(tree.find("items")) == len(sketches.ONE_TEXT) + len(sketches.TWO_TEXTS)
    jsonschema.validate(
        yaml.safe_load(freed.replace("[speech, …]", "[speech, other]").replace("…:", "other:")),
        schema.schema("bank"),
    )


@pytest.mark.parametrize("language", phrases.languages())
def test_what_is_not_filled_in_reaches_no_card(text, language: str) -> None:
    """Each … of a comment that only lost its mark is refused, in banks, course.yaml and sources.yaml."""
    started = scaffold.on_texts("x", [text(TEXTS["two words"])], language)
    for path, mark in [
        (started.banks[0], r"  # (?=- id|  )"),
        (MANIFEST, r"  # (?=title|author|publisher|published|kind|about|rights)"),
        (COURSE, r"# (?=about)"),
    ]:
        freed = re.sub(f"(?m)^{mark}", " " * mark.index("#"), started.files[path].decode())
        compilation = compiler.compile(Inputs({**started.files, path: freed.encode()}))
        refused = [d for d in compilation.diagnostics if d.message.startswith("… stands here")]
        lines = [line for line in freed.splitlines() if not line.lstrip().startswith("#")]
        blanks = sum(len(re.findall(r'(?<!evidence: )(?<!\[)"…"', line)) for line in lines)
        assert len(refused) == blanks > 0
        assert {str(resolved.item.id) for resolved in compilation.items} <= {"speech-judge-3"}


def test_an_editor_knows_the_banks(text) -> None:
    started = scaffold.on_texts("x", [text(TEXTS["hostile"])], "en")
    known = json.loads(started.files["questions/bank.schema.json"])
    words = started.files[started.banks[0]].decode()
    assert words.startswith("# yaml-language-server: $schema=bank.schema.json\n")
    jsonschema.validate(yaml.safe_load(words), known)


@pytest.mark.parametrize("given", [["--text", "ville.txt"], ["--language", "fr"]], ids=" ".join)
def test_the_schema_of_a_new_course_is_the_one_it_prints(text, tmp_path: Path, given: list[str]) -> None:
    text(VILLE.encode(), "ville.txt")
    assert run("new", "cours", *given, cwd=tmp_path).returncode == 0
    written = (tmp_path / "cours/questions/bank.schema.json").read_text(encoding="utf-8")
    assert run("schema", "bank", cwd=tmp_path / "cours").stdout == written


def test_git_keeps_what_is_released_and_forgets_what_is_passing(tmp_path: Path) -> None:
    assert run("new", "course", cwd=tmp_path).returncode == 0
    git = ["git", "-C", str(tmp_path / "course")]
    subprocess.run([*git, "init", "-q"], check=True)
    passing = [statefile.NAME, f"decks/.x.html.1{disk.PENDING}", f"decks/{disk.ALONE}"]
    ignored = subprocess.run([*git, "check-ignore", *passing], check=True, capture_output=True, text=True)
    assert ignored.stdout.split() == passing
    paths = ["seeds/t.txt", "decks/sheets/a.html", LOCK, "questions/b.yaml"]
    said = subprocess.run(
        [*git, "check-attr", "text", "eol", "--", *paths], check=True, capture_output=True, text=True
    ).stdout
    assert [line.rpartition(": ")[2] for line in said.splitlines()] == [
        *("unset", "unspecified", "unset", "unspecified"),
        *("set", "lf", "unspecified", "unspecified"),
    ]


# What is guessed


@pytest.mark.parametrize(
    ("words", "language"),
    [
        *((TOWN, "en"), (VILLE, "fr"), (SPANISH, "es"), (WRAPPED, "de"), (CHINESE, "zh"), (ARABIC, "ar")),
        ("Il consiglio votò il bilancio nel 1912. Molte famiglie firmarono una lettera al ministro.", "it"),
        ("O conselho votou o orçamento em 1912. Muitas famílias assinaram uma carta ao ministro.", "pt"),
        ("De raad keurde in 1912 de begroting goed. De burgemeester was er twee jaar lang tegen.", "nl"),
        (
            "El consell va votar el pressupost el 1912. L’alcalde s’hi va oposar amb una carta als veïns.",
            "ca",
        ),
        ("Rada uchwaliła budżet w 1912 roku. Burmistrz sprzeciwiał się temu, ale nie było to łatwe.", "pl"),
        ("Городской совет принял бюджет в 1912 году. Мэр был против, но он не ответил на письмо.", "ru"),
        ("Міська рада ухвалила бюджет у 1912 році. Мер був проти, але він не відповів, що це так.", "uk"),
        ("Το συμβούλιο ψήφισε τον προϋπολογισμό το 1912. Ο δήμαρχος δεν ήταν στην πόλη.", "el"),
        ("परिषद ने 1912 में बजट पारित किया। महापौर ने दो साल तक इसका विरोध किया।", "hi"),
        ("市議会は長い議論の末、1912年に予算を可決した。市長は二年間これに反対した。", "ja"),
        ("시의회는 긴 토론 끝에 1912년에 예산을 통과시켰다. 시장은 2년 동안 반대했다.", "ko"),
        *(("Alder!", ""), ("lorem ipsum dolor sit amet", "")),
    ],
)
def test_the_language_is_guessed_or_asked_for(words: str, language: str) -> None:
    assert guesses.languages(words) == [language][: bool(language)]


def test_languages_that_are_near_are_named() -> None:
    assert guesses.languages("Og det er en by som ikke har en skole.") == ["nb", "da"]


def test_letters_tell_languages_of_few_words_apart() -> None:
    assert guesses.languages("A škola v meste sa nepostavila, ale starosta bol za to.")[0] == "sk"
    words = {one: frozenset(known.split()) for one, known in guesses.WORDS.items()}
    assert set(guesses.LETTERS) < set(words)
    assert all(len(known) == len(guesses.WORDS[one].split()) for one, known in words.items())


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (WRAPPED, "blank"),
        (WRAPPED.replace("\n\n", "\n"), "blank"),
        (TOWN.replace("\n\n", "\n"), "lines"),
        ("A title\n\nOne paragraph.\n\nAnother one.\n", "blank"),
        ("A title\nOne paragraph.\nAnother one.\n", "lines"),
        ("A title\n\nOne paragraph.\nAnother one.\nA third one.\n", "lines"),
        (POEM, "verse"),
        (HEADED, "lines"),
        (HEADED.replace("\n\n", "\n"), "lines"),
        (HEADED.replace(" die", "\ndie"), "blank"),
        (SPANISH.replace("\n", "\r\n"), "lines"),
        (CHINESE, "lines"),
        ("One line.", "lines"),
    ],
)
def test_what_ends_a_paragraph_is_guessed(words: str, mode: str) -> None:
    assert guesses.paragraphs(words) == mode


# The languages of the templates


def test_a_language_of_templates_has_words_everywhere() -> None:
    """It is guessed, cards and sheets speak it, and a text in it is tried below."""
    assert set(phrases.languages()) <= set(guesses.WORDS) & catalogue.languages()
    assert set(phrases.languages()) == set(TOLD)


@pytest.mark.parametrize("language", phrases.languages())
def test_a_language_says_what_the_others_say(language: str) -> None:
    """Its files, its items and what is filled into each of their words are those of English."""
    assert {entry.name for entry in (phrases.TEMPLATES / language).iterdir()} == {"sample", *TEMPLATES}
    for name in TEMPLATES:
        kept = skeleton if name.endswith(".yaml") else CODE.findall
        assert kept(phrases.template(language, name)) == kept(phrases.template("en", name)), name
    for name, drawn in (("bank.yaml", sketches.ONE_TEXT), ("comparison.yaml", sketches.TWO_TEXTS)):
        assert re.findall(r"- id: \$id-(\S+)", phrases.template(language, name)) == list(drawn)


def skeleton(template: str) -> list[str]:
    """What is no comment and no words: of words only the blanks, in any order; classes by number."""
    lines = [line for line in template.split("\n") if not line.lstrip().startswith("#")]
    bare = [QUOTED.sub(lambda m: " ".join(sorted(NAMES.findall(m[0]))), line) for line in lines]
    classes = re.findall(r'(?m)^      (\w+): "', template)
    numbers = {name: f"class {number}" for number, name in enumerate(classes)}
    return [
        re.sub(r"(?<=class: )\w+|^ {6}\w+", lambda m: numbers.get(m[0].strip(), m[0]), line) for line in bare
    ]


@pytest.mark.parametrize("language", phrases.languages())
def test_a_sample_has_the_shape_of_the_others(language: str) -> None:
    """Form by form, and field by field; ids, names of texts and of classes are its own."""
    assert shapes(language) == shapes("en")


def shapes(language: str) -> list[object]:
    """The shapes of the YAML files of a sample: its banks in their order, its course, its texts."""
    held = phrases.sample(language)
    paths = sorted(path for path in held if path.endswith(".yaml"))
    return [
        len(held),
        *(shape(yaml.safe_load(held[path]), named=path != MANIFEST) for path in paths),
    ]


def shape(value: object, *, named: bool = True) -> object:
    """What a value is made of: numbers and codes as they are, fields by their names, words by none."""
    if isinstance(value, dict):
        return [(name if named else "", shape(held, named=name not in OWN)) for name, held in value.items()]
    if isinstance(value, list):
        return [shape(held) for held in value]
    return value if value in CODES or not isinstance(value, str) else ""


@pytest.mark.parametrize("language", sorted(set(phrases.languages()) - {"en"}))
def test_no_comment_is_left_in_english(language: str) -> None:
    assert len(prose(language)) > len(prose("en")) / 2
    assert not prose(language) & prose("en")


def prose(language: str) -> set[str]:
    """The lines of its comments that begin with three words, but for those that translators read."""
    written = [phrases.template(language, name) for name in TEMPLATES if name != "phrases.yaml"]
    sample = [words.decode() for words in phrases.sample(language).values()]
    return set(re.findall(r"# ((?:[^\W\d]+,? ){3}.*)", "\n".join([*written, *sample])))


@pytest.mark.parametrize("language", phrases.languages())
def test_a_text_in_each_language_makes_a_course_in_it(text, language: str) -> None:
    """Guessed, every example drawn, and nothing said of any of them, alone or beside another text."""
    path = text(TOLD[language].encode())
    alone = scaffold.on_texts("x", [path])
    together = scaffold.on_texts("x", [path, text(TOWN.encode(), "town.txt")], language)
    assert (alone.language, alone.examples, together.examples) == (
        language,
        ALL,
        2 * ALL + len(sketches.TWO_TEXTS),
    )
    assert [d.message for started in (alone, together) for d in compiled(started).diagnostics] == []
    assert phrases.of(language).label in alone.files["questions/1-speech.yaml"].decode()


@pytest.mark.parametrize("language", phrases.languages())
def test_a_sample_checks_in_each_language(language: str) -> None:
    started = scaffold.sample("x", language)
    compilation = compiled(started)
    assert [d.message for d in compilation.diagnostics] == []
    assert {source.language for source in compilation.course.sources.values()} == {language}
    assert {str(resolved.item.form) for resolved in compilation.items} == set(FORMS)


# The names of things


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Discours de l’été.txt"], ["discours-de-l-ete"]),
        (["文.txt"], ["text"]),
        (["both.txt"], ["text-both"]),
        (["a/x.txt", "b/x.md"], ["x", "x-2"]),
        (["1984.txt"], ["1984"]),
        (["the very long name of a file that nobody reads.txt"], ["the-very-long-name-of-a"]),
    ],
)
def test_an_id_is_short_and_plain(tmp_path: Path, names: list[str], ids: list[str]) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TOWN)
    assert [text.id for text in texts.read([tmp_path / name for name in names])] == ids
    assert not compiled(scaffold.on_texts("x", [tmp_path / name for name in names])).diagnostics


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("Mr. Alder’s speech", "Mr. Alder’s speech"),
        ("Mr. Alder's speech", "Mr. Alder’s speech"),
        ("l'appel", "l’appel"),
        ('the “speech”: "no" #1', "the “speech”: “no” #1"),
    ],
)
def test_a_label_is_what_questions_call_the_text_in_marks_of_print(text, label: str, printed: str) -> None:
    started = scaffold.on_texts("x", [text(TOWN.encode())], "en", [label])
    compilation = compiled(started)
    assert [d.message for d in compilation.diagnostics] == []
    assert compilation.course.sources["speech"].label == printed
    assert started.examples == ALL


@pytest.mark.parametrize(
    ("folder", "course", "title"),
    [("my-course", "my-course", "My course"), ("Été_1912", "ete-1912", "Été 1912"), ("文", "course", "文")],
)
def test_a_course_is_called_like_its_folder(tmp_path: Path, folder: str, course: str, title: str) -> None:
    scaffold.start(tmp_path / folder)
    made = build.compile_only(tmp_path / folder).course
    assert (made.id, made.title) == (course, title)
    assert (tmp_path / folder / "README.md").read_text(encoding="utf-8").startswith(f"# {title}\n")


# On the command line


SAID = """\
my-course: 11 examples in questions/1-speech.yaml
speech.txt: word for word in seeds/speech.txt; paragraphs: lines (each line is one)
language: en, as its words look (if not: --language)

Next:
  cd my-course
  citedeck check                  every quotation is found in its text
  citedeck build                  makes decks/: open decks/index.html
  citedeck worksheet --count 4    draws a sheet to print, with its key
Then replace the examples in questions/1-speech.yaml, one by one: each says how.
"""

TOP = [".gitattributes", ".gitignore", "AGENTS.md", "README.md", "questions", "seeds"]

FILES = [
    *(
        ".gitattributes",
        ".gitignore",
        "AGENTS.md",
        "README.md",
        "questions/1-speech.yaml",
        "questions/bank.schema.json",
    ),
    *("questions/course.yaml", "seeds/sources.yaml", "seeds/speech.txt"),
]


def test_a_new_course_says_what_to_do_next(text, tmp_path: Path) -> None:
    text(TOWN.encode())
    done = run("new", "my-course", "--text", "speech.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, SAID, "")
    made = tmp_path / "my-course"
    assert sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()) == FILES
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my-course", "speech.txt"]


def test_the_steps_of_the_readme_make_a_deck(text, tmp_path: Path) -> None:
    readme = (courses.ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.search(r"```\n(citedeck new .*?)```", readme, re.DOTALL)[1].splitlines()
    text(TOWN.encode())
    where = tmp_path
    for line in lines:
        program, *arguments = shlex.split(line, comments=True)
        if program == "cd":
            where = where / arguments[0]
        else:
            assert run(*arguments, cwd=where).returncode == 0, line
    assert (where / "decks/index.html").exists()


@pytest.mark.parametrize(
    ("language", "english"),
    [
        ("pl", "the examples are in English"),
        ("eu", "the examples, and what cards and sheets say of themselves, are in English"),
    ],
)
def test_another_language_says_what_is_in_english(language: str, english: str, text, tmp_path: Path) -> None:
    text(SPANISH.encode(), "carta.txt")
    done = run("new", "carta", "--text", "carta.txt", "--language", language, cwd=tmp_path)
    said = f"language: {language}; {english}: there are no words for it yet"
    assert done.stdout.split("\n")[2] == said


def test_what_is_left_out_is_said(text, tmp_path: Path) -> None:
    text(TEXTS["one sentence"])
    done = run("new", "c", "--text", "speech.txt", "--language", "en", cwd=tmp_path)
    assert done.stdout.split("\n")[2] == (
        "no example was found good for speech-choice, speech-several, speech-judge-2, speech-match, "
        "speech-order, speech-classify, speech-open: there as comments, to be filled in"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"El \xe1 no es de la reina, y por eso no se vende.",
            (
                "t.txt does not say what it is in: Windows-1252 « El á no es de la reina, y por eso no se "
                "vende. »; or Mac Roman « El · no es de la reina, y por eso no se vende. »: say which reads "
                "right: --encoding cp1252 or --encoding mac-roman"
            ),
        ),
        (b"%PDF-1.7", "t.txt is damaged: open it, and save or print it anew as PDF"),
        (
            b"PK\x03\x04",
            "t.txt is damaged: open it where it was written, and save it anew",
        ),
        (b"A\0", "t.txt is no text: save it as plain text, in UTF-8"),
        (b"", "t.txt holds no words"),
        (b"\xef\xbb\xbf 1912\n", "t.txt holds no words"),
        (
            b"Lorem ipsum dolor sit amet.",
            "the words of the text tell no language we know: say which, such as --language es",
        ),
        (
            b"Og det er en by som ikke har en skole.",
            "the language may be nb or da: say which, such as --language nb",
        ),
    ],
)
def test_a_text_that_cannot_be_used_is_one_line(text, tmp_path: Path, data: bytes, said: str) -> None:
    text(data, "t.txt")
    done = run("new", "c", "--text", "t.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["full"], "full is not empty: a new course needs a folder of its own"),
        (["full/note.txt"], "full/note.txt is no folder: a new course needs a folder of its own"),
        (["link"], "link is no folder: a new course needs a folder of its own"),
        (["full/note.txt/c"], "full/note.txt/c cannot be written: Not a directory"),
        (["c", "--text", "none.txt"], "none.txt cannot be read: No such file or directory"),
        (["c", "--language", "Deutsch"], "Deutsch is not a language tag, such as fr or en"),
        (
            ["c", "--language", "pl"],
            (
                "there are texts of our own in ca, de, en, es, fr, it, nl and pt only: "
                "give one with --text FILE"
            ),
        ),
        (["c", "--label", "x"], "--label names a text given with --text"),
        (["c", "--text", "s.txt", "--label", "x", "--label", "y"], "more labels (2) than texts (1)"),
        (["c", "--text", "s.txt", "--label", "12"], "« 12 » is no label: it has no letter"),
        (
            ["c", "--text", "s.txt", "--label", "so long " * 8],
            f"« {'so long ' * 8} » is too long: every question says it; 15 words at most",
        ),
        (["c", "--encoding", "cp1252"], "--encoding is for a text given with --text"),
        (
            ["c", "--text", "s.txt", "--encoding", "klingon"],
            (
                "s.txt cannot be read: klingon is no encoding that is known; "
                "usual ones: utf-8, cp1252, mac-roman"
            ),
        ),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_one_line(text, tmp_path: Path, arguments: list[str], said: str) -> None:
    text(TOWN.encode(), "s.txt")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/note.txt").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    before = sorted(tmp_path.rglob("*"))
    done = run("new", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "full/note.txt").read_text() == "mine"


def test_an_empty_folder_is_filled_where_one_stands(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    inode = here.stat().st_ino
    assert run("new", ".", cwd=here).returncode == 0
    assert here.stat().st_ino == inode
    assert run("check", cwd=here).returncode == 0
    assert (
        run("new", ".", cwd=here).stderr == "Error: . is not empty: a new course needs a folder of its own\n"
    )
    assert sorted(path.name for path in here.iterdir()) == TOP


def test_nothing_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(disk.UsageError, match="course cannot be written: No space left on device"):
        scaffold.start(tmp_path / "course")
    assert not list(tmp_path.iterdir())


# From the text to the learner


@pytest.mark.parametrize(
    "arguments",
    [["--language", "en"], ["--language", "fr"], ["--text", "v.txt"], ["--text", "v.txt", "--text", "w.txt"]],
    ids=" ".join,
)
def test_the_deck_of_a_new_course_is_learned_with_the_real_anki(
    text, tmp_path: Path, arguments: list[str]
) -> None:
    text(VILLE.encode(), "v.txt")
    text(TOWN.encode(), "w.txt")
    lines = [*arguments, "--language", "fr"] if "w.txt" in arguments else arguments
    assert run("new", "c", *lines, cwd=tmp_path).returncode == 0
    checked = run("check", "--strict", cwd=tmp_path / "c")
    assert (checked.returncode, checked.stdout) == (0, "")
    cards = int(re.search(r"(\d+) cards", run("build", cwd=tmp_path / "c").stdout)[1])
    with learner(tmp_path / "anki") as person:
        log = person.imports(tmp_path / "c/decks/c.apkg")
        assert log["new"] == len(list(person.cards())) - (cards - log["new"])
        assert len(list(person.cards())) == cards
        assert person.integrity()


def test_a_word_file_makes_a_course_that_says_what_was_left_out(text, tmp_path: Path) -> None:
    words = [word.partition("\n")[0] for word in TOWN.split("\n\n")]
    body = made.paragraph("The town", "Titre1") + "".join(map(made.paragraph, TOWN.split("\n")))
    note = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    data = made.word(f"{body}{made.paragraph(note + made.run('It is one road.'))}")
    text(data, "speech.docx")
    done = run("new", "c", "--text", "speech.docx", cwd=tmp_path)
    assert done.stdout.splitlines()[1:5] == [
        "speech.docx: a Word file in seeds/speech.txt; paragraphs: blank (a blank line ends one)",
        "  line 11: left out, a tracked deletion: « never »",
        "  heading: The town",
        "language: en, as its words look (if not: --language)",
    ]
    manifest = yaml.safe_load((tmp_path / "c/seeds/sources.yaml").read_text(encoding="utf-8"))["speech"]
    assert manifest["headings"] == ["The town"]
    assert (manifest["from"]["file"], len(manifest["from"]["digest"])) == ("speech.docx", 64)
    assert words[0] in (tmp_path / "c/seeds/speech.txt").read_text(encoding="utf-8")
    assert run("check", "--strict", cwd=tmp_path / "c").returncode == 0


def test_an_old_encoding_is_read_and_told(text, tmp_path: Path) -> None:
    text(VILLE.encode("cp1252"), "v.txt")
    done = run("new", "c", "--text", "v.txt", cwd=tmp_path)
    assert done.stdout.splitlines()[1:3] == [
        "v.txt: plain text in seeds/v.txt; paragraphs: lines (each line is one)",
        "  read as Windows-1252: « Le conseil a voté le budget en 1912 après un long débat. Le »",
    ]
    assert (tmp_path / "c/seeds/v.txt").read_text(encoding="utf-8") == VILLE
