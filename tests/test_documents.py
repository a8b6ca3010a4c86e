"""What the documents say is so: examples compile, commands exist, messages are those that are printed.

`pytest tests/test_documents.py --rewrite` writes the table of commands and what is printed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

import courses
import files_of_texts as made
import gallery
import test_brief
import test_explanations as explained
from citedeck import compiler
from citedeck.bank.course import COURSE, SOURCE, WORKSHEET
from citedeck.bank.forms import COMMON, DISTRACTOR, FORMS
from citedeck.bank.forms.classify import STATEMENT
from citedeck.bank.forms.comparison import CELL, ROW
from citedeck.bank.forms.evidence import QUOTATION
from citedeck.bank.forms.match import PAIR
from citedeck.bank.forms.open_question import CRITERION, ELEMENT
from citedeck.bank.forms.order import STEP
from citedeck.bank.raw import Inputs
from citedeck.cli import app
from citedeck.commands import folders
from citedeck.languages import briefing
from citedeck.messages import report, translations
from citedeck.messages.diagnostics import CODES, FROM_FORMAT_2
from every_form import EVERY_FORM

pytestmark = pytest.mark.usefixtures("quick_printer")

PAGES = sorted(
    path
    for path in (
        courses.ROOT / "README.md",
        *(courses.ROOT / ".github").rglob("*.md"),
        *(
            path
            for folder in ("questions", "decks", "tests")
            for path in (courses.ROOT / folder).rglob("*.md")
        ),
    )
)
README = courses.ROOT / "README.md"
FORMAT = courses.ROOT / "questions/README.md"
CHANGES = courses.ROOT / "questions/CHANGES.md"
FOR_CONTRIBUTORS = courses.ROOT / "questions/LISEZMOI.md"
MESSAGES = courses.ROOT / "questions/messages.md"

SPEECH = """\
Ladies and gentlemen, the council voted the budget in 1912.

It asked for two schools. The mayor refused.
"""
"""The text that the course of the README is about."""
SPEECH_COURSE = {
    "seeds/sources.yaml": 'speech: {file: speech.txt, label: "the speech of Mr. Alder"}\n',
    "questions/course.yaml": "title: Speech\nid: speech\nlanguage: en\n",
}

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(courses.ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fenced(path: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: what each is written in, and its words."""
    return _FENCED.findall(read(path))


def same_or_rewritten(path: Path, old: str, new: str, request: pytest.FixtureRequest) -> None:
    """Fails where a page does not have the words it should; writes them instead under --rewrite."""
    if request.config.getoption("--rewrite"):
        path.write_text(read(path).replace(old, new, 1), encoding="utf-8")
    else:
        assert old == new


# Links


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    linked = re.findall(r'\]\(([^)\s]+)\)|src="([^"]+)"', read(page))
    for link in ("".join(pair) for pair in linked):
        file, _, anchor = link.partition("#")
        if not file.startswith("http"):
            target = page.parent / file if file else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# Examples in YAML


def of_the_speech(words: str) -> None:
    """An item in a bank of the course that the README starts."""
    files = {
        "seeds/speech.txt": SPEECH,
        **SPEECH_COURSE,
        "questions/b.yaml": f"source: speech\nitems:\n{words}",
    }
    compilation = compiler.compile(Inputs({path: text.encode() for path, text in files.items()}))
    assert compilation.diagnostics == ()
    assert compilation.items


def items(page: Path, blocks: list[str]) -> None:
    """Items of our own banks, as they could stand there; others of the README's speech, or the gallery."""
    for words in blocks:
        inputs = folders.read(courses.ROOT)
        if page == gallery.PAGE:
            assert words in EVERY_FORM
            continue
        item_id = re.search(r"- id: (\S+)", words)[1]
        if not any(f"- id: {item_id}\n".encode() in inputs.files[path] for path in inputs.banks):
            of_the_speech(words)
            continue
        bank = next(path for path in inputs.banks if f"- id: {item_id}\n".encode() in inputs.files[path])
        old = re.search(
            rf"^  - id: {item_id}\n.*?(?=^  - |\Z)", inputs.files[bank].decode(), re.MULTILINE | re.DOTALL
        )[0]
        changed = inputs.files[bank].decode().replace(old, words).encode()
        assert compiler.compile(Inputs({**inputs.files, bank: changed})).diagnostics == ()


def evidence(page: Path, blocks: list[str]) -> None:
    """Lines of evidence, each enough for an item of its own."""
    lines = [line for words in blocks for line in words.splitlines()]
    text = courses.TOWN.replace("Il juge", "Le maire et le conseil votent. Il juge").partition("items:\n")[0]
    asked = 'type: choice, prompt: "Selon le texte ?", answer: "a", distractors: ["b"]'
    bank = "".join(f"  - {{id: e{number}, {asked}, {line}}}\n" for number, line in enumerate(lines))
    compilation = courses.compiled(f"{text}items:\n{bank}")
    assert [found.message for found in compilation.diagnostics if found.is_error] == []
    assert len(compilation.items) == len(lines) > 0


def a_proposal(page: Path, blocks: list[str]) -> None:
    """Lines that `import` writes: evidence once the # is deleted."""
    evidence(page, [re.sub(r"  # .*", "", words.replace("#", "", 1)).strip() for words in blocks])


def a_workflow(page: Path, blocks: list[str]) -> None:
    """Workflows that use our action, by its folder and with inputs that it has."""
    for words in blocks:
        _, *used = re.findall(r"uses: (\S+)@v\d+\n(?: +with: \{(.+)\})?", words)
        for name, inputs in used:
            described = courses.ROOT / name.removeprefix("OWNER/REPO/") / "action.yml"
            known = yaml.safe_load(read(described))["inputs"]
            assert set(yaml.safe_load(f"{{{inputs}}}")) <= set(known)
        assert used


def hooks(page: Path, blocks: list[str]) -> None:
    """Configurations of pre-commit that use our hooks."""
    known = {hook["id"] for hook in yaml.safe_load(read(courses.ROOT / ".pre-commit-hooks.yaml"))}
    for words in blocks:
        (repository,) = yaml.safe_load(words)["repos"]
        assert {"repo", "rev", "hooks"} == set(repository)
        assert {hook["id"] for hook in repository["hooks"]} == known


def of_the_letters(page: Path, blocks: list[str]) -> None:
    """An example of each form, on the two little texts of a brief."""
    bank = "".join(f"  {line}\n" for words in blocks for line in words.splitlines())
    words = f"{test_brief.on_the_examples('en')}-- questions/b.yaml --\nsource: letter\nitems:\n{bank}"
    compilation = courses.compiled(words)
    assert compilation.diagnostics == ()
    assert {resolved.item.form for resolved in compilation.items} == {*FORMS}


KINDS: dict[str, Callable[[Path, list[str]], None]] = {
    r"  - id: ": items,
    r"- id: ": of_the_letters,
    r"evidence: ": evidence,
    r"    #evidence: ": a_proposal,
    r"# \.github/workflows/": a_workflow,
    r"# \.pre-commit-config\.yaml\n": hooks,
}
"""How an example in YAML begins, and what shows that it is right."""


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_example_in_yaml_is_right(page: Path) -> None:
    left = [words for language, words in fenced(page) if language in ("yaml", "yml")]
    for begins, is_right in KINDS.items():
        held = [words for words in left if re.match(begins, words)]
        if held:
            is_right(page, held)
        left = [words for words in left if words not in held]
    assert left == [], "of no kind that is checked"


def test_the_pages_have_examples_of_every_kind() -> None:
    blocks = [words for page in PAGES for language, words in fenced(page) if language == "yaml"]
    assert all(any(re.match(begins, words) for words in blocks) for begins in KINDS)


def test_yaml_does_not_hide_in_a_block_without_a_language() -> None:
    for page in PAGES:
        for language, words in fenced(page):
            assert language == "yaml" or not re.search(r"^ *- id: |^evidence: ", words, re.MULTILINE), name(
                page
            )


# Commands


@cache
def verbs() -> dict[str, typer.core.TyperCommand]:
    return typer.main.get_command(app).commands


def said_of(verb: str) -> tuple[str, str]:
    """What a verb does, and its example, as its help says."""
    about, _, example = verbs()[verb].help.partition("Example:")
    return " ".join(about.split("\n\n")[0].split()), " ".join(example.split())


def table() -> str:
    """The table of commands: what the help of each says first, and its example."""
    rows = [f"| `{verb}` | {does} | `{example}` |" for verb in verbs() for does, example in [said_of(verb)]]
    return "\n".join(["| command | what it does | for example |", "|---|---|---|", *rows])


def test_the_readme_lists_every_command_as_its_help_says(request: pytest.FixtureRequest) -> None:
    begins, ends = re.findall(r"^<!-- /?commands.*-->$", read(README), re.MULTILINE)
    held = begins + read(README).partition(begins)[2].partition(ends)[0] + ends
    same_or_rewritten(README, held, f"{begins}\n{table()}\n{ends}", request)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_in_a_page_exists_with_its_options(page: Path) -> None:
    for line in re.findall(r"(?:^|`)citedeck ([a-z][^`\n]*)", read(page), re.MULTILINE):
        verb, *words = line.split()
        assert verb in verbs(), line
        known = {option for parameter in verbs()[verb].params for option in parameter.opts} | {"--help"}
        assert {word.partition("=")[0] for word in words if word.startswith("-")} <= known, line


LONGER_SPEECH = (
    SPEECH
    + """
The school on the hill opened in 1914. It has room for eighty pupils. The second one was never built.

Mr. Alder left the town in 1915. He said that a town without money has no future. Nobody answered him.
"""
)
"""A speech long enough for a sheet of ten points."""

GIVEN = {
    "quiz.csv": "question,answer\nWhen did the school on the hill open?,1914\n",
    "reply.txt": """\
- id: pupils
  type: short
  prompt: "According to the speech of Mr. Alder, for how many pupils has the school room?"
  answer: "eighty"
  evidence: "It has room for eighty pupils."
""",
}
"""Files that examples name: what one has before the command is typed."""

IN_ORDER = [
    *("text", "new", "schema", "check", "build", "show", "list", "worksheet", "export", "coverage", "fix"),
    *("release", "accept", "diff", "lock", "explain", "brief", "take", "import", "fork"),
]
"""The verbs, one after the other in one course, as somebody would type them."""


def before_example(verb: str) -> None:
    """What has happened before somebody types the example of a verb."""
    deck = Path("decks/my-course.apkg")
    if verb == "diff":
        shutil.copy(deck, "old.apkg")
        shutil.copy(deck, "decks/new.apkg")
    elif verb == "lock":
        shutil.copy(deck, "decks/course.apkg")
        Path("questions/citedeck.lock").unlink()


def test_every_example_of_a_verb_does_something_in_a_course_that_has_just_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the README has it: a text, `new`, and then each command as it stands in the table."""
    assert sorted(IN_ORDER) == sorted(verbs())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "speech.txt").write_text(LONGER_SPEECH, encoding="utf-8")
    for name, words in GIVEN.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LONGER_SPEECH.split("\n\n"))
    (tmp_path / "speech.docx").write_bytes(made.word(lines))
    for verb in IN_ORDER:
        arguments, _, target = said_of(verb)[1].removeprefix("citedeck ").partition(" > ")
        before_example(verb)
        done = CliRunner().invoke(app, arguments.split())
        assert done.exit_code == 0, (verb, done.output, done.exception)
        if target:
            Path(target).write_text(done.stdout, encoding="utf-8")
        if verb == "new":
            monkeypatch.chdir(tmp_path / "my-course")
            (tmp_path / "quiz.csv").rename("quiz.csv")
            (tmp_path / "reply.txt").rename("reply.txt")
    assert (tmp_path / "my-course/out/index.html").exists()
    assert (tmp_path / "my-course/questions/draft-quiz.yaml").exists()
    assert (tmp_path / "my-course/questions/draft-reply.yaml").exists()


# The format


def section(title: str) -> str:
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", read(FORMAT), re.MULTILINE | re.DOTALL)[1]


def coded(words: str) -> set[str]:
    """Every word that stands as code in a line."""
    codes = re.findall(r"`([^`]+)`", _FENCED.sub("", words))
    return {word for code in codes for word in re.findall(r"[\w-]+", code)}


def test_the_format_has_every_key_of_an_item() -> None:
    assert coded(section("What every item has")) >= set(COMMON)


def test_the_format_has_every_key_of_evidence() -> None:
    shown = set(re.findall(r"\w+(?=:)", section("Evidence")))
    assert coded(section("Evidence")) | shown >= set(QUOTATION.keys)


def test_the_format_has_every_form_with_its_keys() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|", section("The forms"), re.MULTILINE)
    assert sorted(form for form, _ in rows) == sorted(FORMS)
    parts = {
        "choice": [DISTRACTOR],
        "match": [PAIR],
        "classify": [STATEMENT],
        "order": [STEP],
        "comparison": [ROW, CELL],
        "open": [ELEMENT, CRITERION],
    }
    for form, words in rows:
        of_parts = {key for part in parts.get(form, ()) for key in part.keys}
        assert coded(words) >= {*FORMS[form].keys, *of_parts} - {"evidence"}, form


def examples() -> str:
    """An example of each form, with the texts that they are about."""
    say = briefing.of("en")
    letter = " ".join(say[f"s{number}"] for number in range(1, 5))
    paper = f"{say['b1']} {say['b2']}"
    listed = "".join(briefing.example(form, "en") for form in FORMS)
    return (
        f"Over two little texts, `letter`, {say['label']},\n\n> {letter}\n\n"
        f"and `paper`, {say['other']}: {paper} At the head of the bank stands `source: letter`.\n\n"
        f"```yaml\n{listed}```"
    )


def test_the_format_has_an_example_of_every_form(request: pytest.FixtureRequest) -> None:
    begins, ends = re.findall(r"^<!-- /?examples.*-->$", read(FORMAT), re.MULTILINE)
    held = begins + read(FORMAT).partition(begins)[2].partition(ends)[0] + ends
    same_or_rewritten(FORMAT, held, f"{begins}\n{examples()}\n{ends}", request)


def test_the_format_has_every_key_of_the_course() -> None:
    words = coded(section("course.yaml and sources.yaml"))
    assert words >= {*COURSE.keys, *WORKSHEET.keys, *SOURCE.keys}


def test_the_format_has_every_code_that_format_2_makes_an_error() -> None:
    assert coded(section("Format 1 and format 2")) >= FROM_FORMAT_2


# What changed

VERBS_OF_1_0_1 = """
    new check build show worksheet release fix accept coverage import diff lock explain schema
"""
KEYS_OF_1_0_1 = """
    about accept aliases allow also answer answers author banks by categories category classes
    correction criteria deck distractors duration elements evidence explanation file format
    glossary headings id instructions items justify kind label language level lines linkable
    note only pairs paragraphs points printable prompt published publisher report retired rights
    rows sensitive skipped source statement statements steps text texts title total type url
    version versions worksheets
"""


def test_a_command_and_a_key_that_came_since_are_named_among_the_changes() -> None:
    named = coded(read(CHANGES))
    assert set(verbs()) - set(VERBS_OF_1_0_1.split()) <= named
    tables = [COMMON, *(form.keys for form in FORMS.values()), COURSE.keys, WORKSHEET.keys, SOURCE.keys]
    assert {key for keys in tables for key in keys} - set(KEYS_OF_1_0_1.split()) <= named


# Messages


FIRST = [
    "yaml-syntax", "key-unknown", "value-invalid", "category-unknown", "id-duplicate", "quote-absent",
    "quote-cut",
    "quote-ambiguous", "quote-paragraph", "evidence-missing", "answer-unproven", "number-unproven",
    "guillemets-unquoted", "answer-is-distractor", "front-unattributed",
]  # fmt: skip
"""The messages that one meets first."""

_CODES = "<!-- codes: written by pytest tests/test_documents.py --rewrite -->\n"


@pytest.fixture(scope="module")
def lock(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The lock of TOWN, released."""
    return explained.released(tmp_path_factory.mktemp("town"))


def printed(code: str, lock: bytes) -> str:
    """The message of a code as a terminal has it, in a French course: of its bad example in `explain`."""
    diagnostics = explained.diagnostics_of(code, lock, explained.parts(code)["bad"])
    first = next(diagnostic for diagnostic in diagnostics if diagnostic.code == code)
    return report.render([first], "text", language="fr").rstrip("\n") + "\n"


def told_in_french(code: str, lock: bytes) -> str:
    """A section of the page of messages: the message with its title, its reason and its cure."""
    told = translations.of("fr").codes[code]
    cause, remedy = (words.replace("\n", " ") for words in (told.cause, told.remedy))
    shown = f"```text\n{printed(code, lock)}```"
    return f"## {code}\n\n{shown}\n\n**Pourquoi.** {cause}\n\n**Que faire.** {remedy}\n"


def test_the_page_of_messages_has_every_code_as_it_is_printed_and_explained(
    request: pytest.FixtureRequest, lock: bytes
) -> None:
    head, _, old = read(MESSAGES).partition(_CODES)
    assert re.findall(r"^- \[`(\S+)`\]", head, re.MULTILINE) == FIRST
    new = "\n".join(told_in_french(code, lock) for code in (*FIRST, *sorted({*CODES} - {*FIRST})))
    same_or_rewritten(MESSAGES, f"{_CODES}{old}", f"{_CODES}\n{new}", request)


NUMBERED = re.compile(r"(?<=yaml:)\d+|^ *\d+(?= \|)", re.MULTILINE)
"""The number of a line: one more question above, and it is another."""


def test_a_mistake_is_shown_as_it_is_printed(request: pytest.FixtureRequest) -> None:
    """A number of a quotation is changed in our bank; the first lines are shown."""
    shown = next(words for _, words in fenced(FOR_CONTRIBUTORS) if words.startswith("error["))
    inputs = folders.read(courses.ROOT)
    bank = inputs.files["questions/2-options.yaml"].decode()
    assert bank.count('evidence: "La majeure partie des 109') == 1
    changed = bank.replace('evidence: "La majeure partie des 109', 'evidence: "La majeure partie des 119')
    found = compiler.compile(
        Inputs({**inputs.files, "questions/2-options.yaml": changed.encode()})
    ).diagnostics
    said = report.render(found, "text", language="fr").splitlines()[: len(shown.splitlines())]
    if NUMBERED.sub("0", "\n".join(said)) != NUMBERED.sub("0", shown.rstrip("\n")):
        same_or_rewritten(FOR_CONTRIBUTORS, shown, "\n".join(said) + "\n", request)
