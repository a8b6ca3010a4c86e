"""`citedeck take`: what an assistant replied is taken, refused, or nothing can be said; nothing else."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import courses
import replies
from citedeck.bank.forms import FORMS
from citedeck.cli import app
from citedeck.commands import build
from citedeck.commands.disk import UsageError
from citedeck.commands.drafts import answering, judging, taking
from citedeck.commands.drafts.replies import MAX_REPLY, NoReplyError
from citedeck.languages import briefing
from citedeck.messages.diagnostics import CODES

BOTH = sorted(replies.LABELS)


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A course in each language, that nothing is written to."""
    return {
        language: courses.on_disk(tmp_path_factory.mktemp(language), replies.course(language))
        for language in BOTH
    }


def took(root: Path, reply: str, **how: object) -> taking.Took:
    return taking.take(root, reply.encode(), "reply", dry=how.pop("dry", True), **how)


def verdicts(result: taking.Took) -> dict[str, str]:
    return {question.id: question.verdict for question in result.questions}


# Forty questions, of which twelve are right


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("style", replies.STYLES)
def test_nothing_wrong_is_taken_and_nothing_right_refused(
    language: str, style: str, roots: dict[str, Path]
) -> None:
    asks = replies.asked(language)
    assert Counter(ask.kind for ask in asks) == {
        "right": 12, "invented": 12, "altered": 4, "twice": 4, "crossing": 4, "wrong": 4,
    }  # fmt: skip
    result = verdicts(took(roots[language], replies.STYLES[style](asks, language)))
    assert len(result) == len(asks)
    beside = {ask.values["id"]: result[ask.values["id"]] for ask in asks}
    wrong = {
        name: beside[name] for ask in asks for name in [ask.values["id"]] if beside[name] not in ask.expected
    }
    assert wrong == {}


def mutations(ask: replies.Ask, others: list[replies.Ask], random_: random.Random) -> list[tuple[str, dict]]:
    """A right question made wrong in ways that look nearly alike, and once typed otherwise."""
    values, words = ask.values, str(ask.values.get("evidence", ""))
    if not words:
        return []
    tokens = words.split()
    middle = random_.randrange(1, len(tokens) - 1)
    other = random_.choice([o for o in others if o is not ask and "evidence" in o.values])
    changed = [
        ("a word less", " ".join(tokens[:middle] + tokens[middle + 1 :])),
        ("a word more", " ".join([*tokens[:middle], "zwar", *tokens[middle:]])),
        (
            "words exchanged",
            " ".join([*tokens[: middle - 1], tokens[middle], tokens[middle - 1], *tokens[middle + 1 :]]),
        ),
        ("another's", str(other.values["evidence"])),
        ("a figure", replies.digit(words)),
        ("dots", f"{tokens[0]} … {' '.join(tokens[2:])}"),
    ]
    return [(how, {**values, "evidence": new}) for how, new in changed if new != words]


@pytest.mark.parametrize("language", BOTH)
def test_what_was_made_wrong_is_not_taken(language: str, roots: dict[str, Path]) -> None:
    right = [ask for ask in replies.asked(language) if ask.kind == "right"]
    random_ = random.Random(language)
    made = [
        (how, replies.Ask("wrong", {**values, "id": f"{values['id']}-{number}"}))
        for ask in right
        for number, (how, values) in enumerate(mutations(ask, right, random_))
    ]
    assert len(made) > 50
    result = verdicts(took(roots[language], replies.in_yaml([ask for _, ask in made])))
    assert [how for how, ask in made if result[str(ask.values["id"])] == "taken"] == []


@pytest.mark.parametrize("language", BOTH)
def test_what_is_typed_otherwise_is_taken_and_set_as_in_the_text(language: str, tmp_path: Path) -> None:
    right = [ask for ask in replies.asked(language) if ask.kind == "right"]
    typed = [
        replies.Ask(
            "right",
            {
                key: replies.typed_otherwise(value) if key == "evidence" else value
                for key, value in ask.values.items()
            },
        )
        for ask in right
    ]
    root = courses.on_disk(tmp_path, replies.course(language))
    result = took(root, replies.in_json(typed), dry=False)
    assert set(verdicts(result).values()) == {"taken"}
    compilation = build.compile_only(root)
    assert not compilation.broken
    assert len(compilation.items) == len(right)
    text = replies.sections(language)["text"]
    for resolved in compilation.items:
        assert all(str(p.quotation.words) in text for p in resolved.passages)


def test_one_that_cannot_be_read_spoils_no_other(roots: dict[str, Path]) -> None:
    asks = replies.asked("fr")[:4]
    broken = replies.in_yaml(asks).replace('answer: "un pont de pierre"', 'answer: [un pont, {de: "pierre"')
    result = took(roots["fr"], broken)
    assert [question.verdict for question in result.questions] == ["taken", "unclear", "taken", "taken"]
    as_json = replies.in_json(asks).replace('"answer": "un pont de pierre"', '"answer": un pont"')
    result = took(roots["fr"], as_json)
    assert [question.verdict for question in result.questions] == ["taken", "unclear", "taken", "taken"]


# All forms


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_every_form_is_taken(language: str, tmp_path: Path) -> None:
    say = briefing.of(language)
    root = courses.on_disk(
        tmp_path,
        f"-- seeds/letter.txt --\n{say['s1']} {say['s2']} {say['s3']} {say['s4']}\n"
        f"-- seeds/paper.txt --\n{say['b1']} {say['b2']}\n-- seeds/sources.yaml --\n"
        f'letter: {{file: letter.txt, label: "{say["label"]}"}}\n'
        f'paper: {{file: paper.txt, label: "{say["other"]}"}}\n'
        f"-- questions/course.yaml --\ntitle: X\nid: x\nkey: abcdefgh\nformat: 2\nlanguage: {language}\n",
    )
    reply = "".join(briefing.example(form, language) for form in FORMS)
    result = took(root, f"```yaml\n# citedeck brief: x: letter 000000000000\n{reply}```", dry=False)
    assert [question.id for question in result.questions if question.verdict != "taken"] == []
    compilation = build.compile_only(root)
    assert compilation.diagnostics == ()
    assert {resolved.item.form for resolved in compilation.items} == {*FORMS}


# Around the questions


def alone(reply: str, root: Path) -> taking.Asked:
    (question,) = took(root, reply).questions
    return question


ITEM = """\
- id: pont
  type: choice
  prompt: "Selon le récit, que voulait le maire ?"
  answer: "un pont de pierre"
  distractors: ["un bac", "une mairie neuve"]
  evidence: "Le maire, M. Delmas, voulait un pont de pierre."
"""

WITH_OPTIONS = """\
```yaml
id: pont
type: mcq
prompt: "Selon le récit, que voulait le maire ?"
options: ["A) un pont de pierre", "B) un bac", "C) une mairie neuve"]
answer: A
evidence: "Le maire, M. Delmas, voulait un pont de pierre."
```
"""


@pytest.mark.parametrize(
    "reply",
    [
        f"```\n{ITEM}",
        f"~~~yaml\n{ITEM}~~~\nBonne chance !",
        "> ```yaml\n" + "".join(f"> {line}\n" for line in ITEM.splitlines()) + "> ```\n",
        "1. Voici :\n   ```yaml\n" + "".join(f"   {line}\n" for line in ITEM.splitlines()) + "   ```\n",
        f"Voici.\n\n{ITEM}\nBonne chance !",
        f'title: "Le pont"\nsource: t\nitems:\n{ITEM}',
        ITEM.replace("- id", "  id").replace("\n  ", "\n").removeprefix("  ").join(("```\n", "```")),
        ITEM.replace("prompt", "Question").replace("answer", "Réponse").replace("choice", "QCM"),
        ITEM.replace('"', "“", 1).replace('"', "”", 1),
        WITH_OPTIONS,
        ITEM.replace('evidence: "', 'evidence: "« ').replace('pierre."\n', 'pierre. »"\n'),
        ITEM.replace('evidence: "', 'evidence: "[2] '),
        ITEM.replace('  evidence: "', '  evidence:\n    quote: "'),
        ITEM.replace('evidence: "', "evidence: >-\n    ").replace('pierre."\n', "pierre.\n"),
        ITEM.replace('prompt: "', "prompt: |\n    ").replace(' ?"\n', " ?\n"),
        "".join(f"```yaml\n{line}\n```\n" for line in [ITEM.replace("- id", "  id")]),
        ITEM.replace("- id: pont\n  type: choice", "- type: choice\n  id: pont"),
        "questions:\n  - " + ITEM[2:].replace("\n  ", "\n    "),
        "\ufeff" + ITEM.replace("\n", "\r\n"),
        ITEM.encode().decode() + "\u200b",
    ],
)  # fmt: skip
def test_a_question_is_found_however_it_stands(reply: str, roots: dict[str, Path]) -> None:
    question = alone(reply, roots["fr"])
    assert question.verdict == "taken", list(answering.report(took(roots["fr"], reply), dry=True))
    assert question.trial.resolved.item.answer if hasattr(question.trial.resolved.item, "answer") else True
    assert [option.text for option in question.trial.resolved.item.options if option.right] == [
        "un pont de pierre"
    ]


def test_utf_16_is_read(roots: dict[str, Path]) -> None:
    result = taking.take(roots["fr"], ITEM.encode("utf-16"), dry=True)
    assert [question.verdict for question in result.questions] == ["taken"]


# Replies that are none, or worse


BOMB = "\n".join(["- &a0 [x, x]", *(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the reply is empty"),
        (b" \n\t\n", "the reply is empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "the reply is no text in UTF-8"),
        (b"- id: a\n\x00  type: short", "U+0000"),
        (f"{ITEM}\x1b]0;pwned\x07".encode(), "U+001B"),
        (f"{ITEM}\u202e".encode(), "U+202E"),
        (b"x" * (MAX_REPLY + 1), "larger than 512 kB"),
        (b"Sorry, I cannot help with that.", "it begins « Sorry, I cannot help with that. »"),
        (BOMB.encode(), "no question was found"),
        (f"a: &x [1]\nb: {BOMB}".encode(), "no question was found"),
        (b"[" * 100_000, "no question was found"),
        (b'{"a":' * 50_000, "no question was found"),
        (b"```\n" * 50_000, "no question was found"),
        (b"| a | b |\n|---|---|\n" * 5_000, "no question was found"),
        (b'- id: a\n  prompt: "x\n' * 2_000, "more than 400 questions"),
        (b"question,answer\n" + b"".join(b"q%d,a\n" % n for n in range(500)), "more than 400 questions"),
    ],
)  # fmt: skip
def test_what_is_no_reply_is_one_sentence(data: bytes, said: str, roots: dict[str, Path]) -> None:
    with pytest.raises(NoReplyError, match=r".") as error:
        taking.take(roots["fr"], data)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert not list((roots["fr"] / "questions").glob("draft*"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"un pont de pierre"', '!!python/object/apply:os.system ["touch pwned"]'),
        ('"un pont de pierre"', "&x [*x]"),
        ("id: pont", "id: &a pont"),
        ('"un bac", "une mairie neuve"', "*a, *b"),
    ],
)
def test_what_yaml_would_run_is_never_taken(old: str, new: str, roots: dict[str, Path]) -> None:
    result = took(roots["fr"], ITEM.replace(old, new), dry=False)
    assert [question.verdict for question in result.questions] == ["unclear"]
    assert result.target is None
    assert not list(roots["fr"].rglob("draft*"))
    assert not Path("pwned").exists()


@pytest.mark.parametrize("escape", ["\\e[31m", "\\u202e", "\\0"])
def test_what_a_terminal_obeys_is_not_taken_as_an_escape_either(escape: str, roots: dict[str, Path]) -> None:
    question = alone(ITEM.replace("que voulait", f"que {escape} voulait"), roots["fr"])
    assert question.verdict == "unclear"
    assert "character" in question.trouble
    as_json = '[{"id": "x", "type": "short", "prompt": "a \\u001b[2J \\ud800", "answer": "b"}]'
    assert alone(as_json, roots["fr"]).verdict == "unclear"


def test_no_reply_makes_it_stumble(roots: dict[str, Path]) -> None:
    """Replies in every style, with bits of them lost, doubled and put in."""
    random_ = random.Random(1)
    asks = replies.asked("fr")[:4]
    for number in range(40):
        reply = [*replies.STYLES.values()][number % len(replies.STYLES)](asks, "fr")
        for _ in range(random_.randrange(1, 6)):
            at, length = random_.randrange(len(reply)), random_.randrange(30)
            bit = random_.choice(
                ['"', "“", "{", "}", "[", "]", ": ", "- ", "\n", "```", "|", "#", "&a", "\t", ""]
            )
            reply = reply[:at] + bit + reply[at + length :]
        try:
            result = took(roots["fr"], reply)
        except NoReplyError:
            continue
        assert list(answering.report(result, dry=True))


def test_a_path_is_no_id_and_leads_nowhere(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path / "course", replies.course("fr"))
    result = took(root, ITEM.replace("id: pont", 'id: "../../../etc/passwd"'), dry=False)
    assert result.questions[0].id == "etc-passwd"
    assert result.target == Path("questions/draft-reply.yaml")
    assert {path.name for path in tmp_path.iterdir()} == {"course"}


def test_what_silences_a_finding_is_left_out(roots: dict[str, Path]) -> None:
    """Here the quotation is too short to prove anything."""
    short = ITEM.replace("Le maire, M. Delmas, voulait un pont de pierre.", "pont de pierre")
    question = alone(f'{short}  allow: {{evidence-short: "because"}}\n', roots["fr"])
    assert question.left_out == ("allow",)
    assert [reason.name for reason in question.trial.reasons] == ["short"]


def test_a_judgement_on_the_whole_text_is_for_a_reader(roots: dict[str, Path]) -> None:
    whole = ITEM.replace(
        'evidence: "Le maire, M. Delmas, voulait un pont de pierre."', 'evidence: {whole: "so"}'
    )
    question = alone(whole, roots["fr"])
    assert question.verdict == "unclear"
    assert "whole" in [reason.name for reason in question.trial.reasons]


def test_every_code_that_is_told_in_words_exists() -> None:
    assert {*judging.REFUSED, *judging.UNCLEAR} <= {*CODES}
    names = {*judging.REFUSED.values(), *judging.UNCLEAR.values(), judging.UNREAD}
    assert {f"why_{name}" for name in (*names, "dots", "whole", "denial", "same")} == {
        key for key in briefing.of("en") if key.startswith("why_")
    }


# What is said, and what is written


def run(root: Path, *arguments: str, reply: str = "") -> tuple[int, str]:
    """The exit code of `citedeck take`, and all that it prints."""
    done = CliRunner().invoke(app, ["take", *arguments, "--course", str(root)], input=reply)
    if isinstance(done.exception, UsageError):
        return 2, str(done.exception)
    return done.exit_code, done.output


def test_the_report_says_what_became_of_each_question_and_what_to_paste_back(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """`pytest tests/test_take.py --rewrite` writes both files: then read them."""
    root = courses.on_disk(tmp_path, replies.course("fr"))
    reply = tmp_path / "essai.txt"
    reply.write_text((replies.FOLDER / "reply.txt").read_text(encoding="utf-8"), encoding="utf-8")
    code, printed = run(root, str(reply))
    written = (root / "questions/draft-essai.yaml").read_text(encoding="utf-8")
    for file, words in (("report.txt", printed), ("draft.yaml", written)):
        if request.config.getoption("--rewrite"):
            (replies.FOLDER / file).write_text(words, encoding="utf-8")
        assert words == (replies.FOLDER / file).read_text(encoding="utf-8")
    assert code == 1
    assert not build.compile_only(root).broken


def test_the_exit_code_says_whether_all_were_taken(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, replies.course("fr"))
    assert run(root, "-", "--dry-run", reply=ITEM)[0] == 0
    assert not list(root.glob("questions/draft*"))
    assert run(root, "-", "--dry-run", reply=ITEM.replace("pierre.", "bois."))[0] == 1
    assert run(root, "-", reply="Désolé.")[0] == 1
    assert run(root, "no-such-file")[0] == 2
    assert run(root, "-", "--source", "x", reply=ITEM)[0] == 2
    assert run(root, "-", "--output", str(tmp_path / "elsewhere.yaml"), reply=ITEM)[0] == 2
    assert run(root, "-", reply=ITEM)[0] == 0
    assert [path.name for path in root.glob("questions/draft*")] == ["draft-t.yaml"]


def test_a_reply_taken_twice_asks_nothing_new(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, replies.course("fr"))
    assert verdicts(took(root, ITEM, dry=False)) == {"pont": "taken"}
    again = took(root, ITEM + ITEM, dry=False)
    assert verdicts(again) == {"pont-2": "unclear", "pont-3": "unclear"}
    assert [question.called for question in again.questions] == ["pont", "pont"]
    assert "Le cours le demande déjà : `pont`." in "\n".join(answering.report(again, dry=False))
    assert list(answering.second(again)) == []
    assert again.target is None


def test_a_draft_that_the_course_does_not_list_counts_too(tmp_path: Path) -> None:
    listing = replies.course("fr").replace("title: X", "title: X\nbanks: [b.yaml]")
    root = courses.on_disk(tmp_path, f"{listing}-- questions/b.yaml --\nsource: t\nitems: []\n")
    first = took(root, ITEM, dry=False)
    assert first.listing == "banks: [b.yaml, draft-reply.yaml]"
    assert verdicts(took(root, ITEM.replace("id: pont", "id: other"))) == {"other": "unclear"}


def test_a_reply_to_another_brief_says_so(roots: dict[str, Path]) -> None:
    say = briefing.of("fr")
    other = took(roots["fr"], f"# citedeck brief: y: z 0123456789ab\n{ITEM}")
    assert say["other_course"].format("y", "x") in list(answering.report(other, dry=True))
    changed = took(roots["fr"], f"# citedeck brief: x: t 0123456789ab\n{ITEM}")
    assert say["other_text"].format("t") in list(answering.report(changed, dry=True))
    nothing = took(roots["fr"], replies.in_yaml([ask for ask in replies.asked("en") if ask.kind == "right"]))
    assert say["nothing_stands"] in list(answering.report(nothing, dry=True))
    own = took(roots["fr"], f"# citedeck brief: x: t {_digest(roots['fr'])}\n{ITEM}")
    assert (own.other_course, own.changed) == ("", ())


def _digest(root: Path) -> str:
    return build.compile_only(root).course.sources["t"].document.digest[:12]


def test_the_second_brief_may_go_to_a_file(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, replies.course("fr"))
    code, printed = run(
        root, "-", "--second", str(tmp_path / "s.txt"), reply=ITEM.replace("pierre.", "bois.")
    )
    assert (code, "SECONDE CONSIGNE" in printed) == (1, False)
    assert "SECONDE CONSIGNE" in (tmp_path / "s.txt").read_text(encoding="utf-8")


def test_a_text_must_be_named_where_there_are_several(tmp_path: Path) -> None:
    two = replies.course("fr").replace("t: {", 'u: {file: u.txt, label: "l’autre"}\nt: {')
    root = courses.on_disk(tmp_path, f"-- seeds/u.txt --\nUn mot.\n{two}")
    code, printed = run(root, "-", "--dry-run", reply=ITEM)
    assert (code, "--source" in printed) == (2, True)
    assert run(root, "-", "--dry-run", "--source", "t", reply=ITEM)[0] == 0
    assert run(root, "-", "--dry-run", reply=f'{ITEM}  source: "Le récit"\n')[0] == 0


@pytest.mark.parametrize("language", BOTH)
def test_what_would_settle_it_does(language: str, roots: dict[str, Path]) -> None:
    """The evidence that the second brief proposes, put in the place of what stood twice or ran too far."""
    asks = [ask for ask in replies.asked(language) if ask.kind in ("twice", "crossing")]
    dots = next(ask for ask in replies.asked(language) if ask.values["id"] == "q1")
    words = str(dots.values["evidence"]).split()
    shortened = f"{' '.join(words[:4])} … {' '.join(words[5:])}"
    asks.append(replies.Ask("dots", {**dots.values, "evidence": shortened}))
    for ask in asks:
        reply = replies.in_yaml([ask])
        second = "\n".join(answering.second(took(roots[language], reply)))
        proposed = re.search(r"evidence: ([{\[].*[}\]])", second)[1]
        settled = reply.replace(json.dumps(ask.values["evidence"], ensure_ascii=False), proposed)
        (question,) = took(roots[language], settled).questions
        names = [reason.name for reason in question.trial.reasons]
        assert names == [], (ask, proposed, names)


def test_three_answers_and_never_two(roots: dict[str, Path]) -> None:
    """What cannot be looked up is no fabrication: it is counted apart."""
    result = took(roots["fr"], replies.in_yaml(replies.asked("fr")))
    counted = Counter(question.verdict for question in result.questions)
    assert counted == {"taken": 12, "refused": 17, "unclear": 11}


# Our own questions, as if an assistant had written them; and with wrong answers


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our texts without our questions, the rules of the newest format, and no sheets."""
    root = tmp_path_factory.mktemp("ours")
    shutil.copytree(courses.ROOT / "seeds", root / "seeds")
    head = (courses.ROOT / "questions/course.yaml").read_text(encoding="utf-8")
    head = re.sub(r"^banks:.*\n", "", head.partition("worksheets:")[0], flags=re.MULTILINE)
    (root / "questions").mkdir()
    (root / "questions/course.yaml").write_text(head, encoding="utf-8")
    return root


def bank(name: str) -> list[dict]:
    listed = yaml.safe_load((courses.ROOT / f"questions/{name}.yaml").read_text(encoding="utf-8"))
    return [item for item in listed["items"] if "retired" not in item]


OURS = {"1-anticapitaliste": "anticapitaliste", "2-options": "options"}


@pytest.mark.parametrize(("name", "source"), OURS.items())
def test_none_of_our_own_questions_is_refused(name: str, source: str, ours: Path) -> None:
    """Some rest on a mark: of those only a reader can tell, and we have read them."""
    result = verdicts(took(ours, json.dumps(bank(name)), source=source))
    assert len(result) == len(bank(name))
    counted = Counter(result.values())
    assert counted["refused"] == 0
    assert counted["taken"] >= 0.9 * len(result)


def wrong_answers(items: list[dict]) -> list[dict]:
    """Choices with each lure as the answer, short answers of other questions, pairs exchanged."""
    made = []
    shorts = [item["answer"] for item in items if item["type"] == "short"]
    for item in items:
        if item["type"] == "choice" and isinstance(item.get("answer"), str):
            for number, lure in enumerate(item["distractors"]):
                words = lure["text"] if isinstance(lure, dict) else lure
                lures = [*item["distractors"][:number], item["answer"], *item["distractors"][number + 1 :]]
                made += [{**item, "answer": words, "distractors": lures}]
        elif item["type"] == "short":
            kept = {key: value for key, value in item.items() if key != "accept"}
            made += [{**kept, "answer": answer} for answer in shorts[:6] if answer != item["answer"]]
        elif item["type"] == "match":
            pairs = item["pairs"]
            others = [*pairs[1:], pairs[0]]
            rows = [{**pair, "right": other["right"]} for pair, other in zip(pairs, others, strict=True)]
            made += [{**item, "pairs": rows}]
    silent = [item for item in made if item.get("answer") == "not-said"]
    return [{**item, "id": f"w{number}"} for number, item in enumerate(made) if item not in silent]


@pytest.mark.parametrize(("name", "source"), OURS.items())
def test_right_quotations_carry_no_wrong_answers(name: str, source: str, ours: Path) -> None:
    wrong = wrong_answers(bank(name))
    assert len(wrong) > 50
    result = took(ours, json.dumps(wrong), source=source)
    assert [question.words for question in result.questions if question.verdict == "taken"] == []
