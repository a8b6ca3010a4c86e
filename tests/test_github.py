"""What a contributor meets on GitHub: forms it accepts, and a guard of what only a release makes.

The rules are those of « Syntax for GitHub's form schema » and of workflows, as documented.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import courses
from browser import program
from citedeck.bank.forms import COMMON, DISTRACTOR, FORMS
from citedeck.commands import build
from citedeck.proof import coverage

GITHUB = courses.ROOT / ".github"
TEMPLATES = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
QUESTION, MISTAKE, TOOL = TEMPLATES

WORDS = {"type": "string", "pattern": r"\S"}
ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
REQUIRED = {
    "type": "object",
    "properties": {"required": {"type": "boolean"}},
    "additionalProperties": False,
}
TICK = {
    "type": "object",
    "properties": {"label": WORDS, "required": {"type": "boolean"}},
    "required": ["label"],
    "additionalProperties": False,
}
CHOICES = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {**WORDS, "not": {"pattern": "^None$"}},
}


def element(kind: str, **attributes: Any) -> dict[str, Any]:
    """An element of a form: its attributes, of which `value` or `label` and lists are required."""
    named = kind != "markdown"
    needed = ["label", *({"options"} & attributes.keys())] if named else ["value"]
    about = {"label": WORDS, "description": WORDS} if named else {}
    asked = {"id": ID, "validations": REQUIRED} if named else {}
    return {
        "type": "object",
        "properties": {
            "type": {"const": kind},
            "attributes": {
                "type": "object",
                "properties": {**about, **attributes},
                "required": needed,
                "additionalProperties": False,
            },
            **asked,
        },
        "required": ["type", "attributes"],
        "additionalProperties": False,
    }


ELEMENTS = {
    "markdown": element("markdown", value=WORDS),
    "textarea": element("textarea", placeholder=WORDS, value=WORDS, render=WORDS),
    "input": element("input", placeholder=WORDS, value=WORDS),
    "dropdown": element(
        "dropdown", multiple={"type": "boolean"}, options=CHOICES, default={"type": "integer"}
    ),
    "checkboxes": element("checkboxes", options={"type": "array", "minItems": 1, "items": TICK}),
}

FORM = {
    "type": "object",
    "properties": {
        "name": WORDS,
        "description": {**WORDS, "maxLength": 200},
        "body": {"type": "array", "minItems": 1, "items": {"required": ["type"]}},
        "title": WORDS,
        "labels": {"type": "array", "items": WORDS},
        "assignees": {"type": "array", "items": WORDS},
    },
    "required": ["name", "description", "body"],
    "additionalProperties": False,
}

CONFIG = {
    "type": "object",
    "properties": {
        "blank_issues_enabled": {"type": "boolean"},
        "contact_links": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": WORDS, "url": {"pattern": "^https?://"}, "about": WORDS},
                "required": ["name", "url", "about"],
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def refused(form: Any) -> list[str]:
    """Why GitHub would not show a form."""
    found = [error.message for error in jsonschema.Draft7Validator(FORM).iter_errors(form)]
    body = [] if found else form["body"]
    for one in body:
        known = ELEMENTS.get(one["type"], False)
        found += [error.message for error in jsonschema.Draft7Validator(known).iter_errors(one)]
    asked = [one for one in body if one["type"] != "markdown"]
    labels = [one["attributes"]["label"] for one in asked] if not found else []
    ids = [one["id"] for one in asked if "id" in one]
    found += [f"{name} stands twice" for names in (ids, labels) for name in names if names.count(name) > 1]
    return found if asked or found else ["nothing is asked"]


def fields(path: Path) -> dict[str, dict[str, Any]]:
    """The elements of a form by their ids."""
    return {one["id"]: one for one in read(path)["body"] if "id" in one}


def options(path: Path, field: str) -> list[str]:
    return fields(path)[field]["attributes"]["options"]


# Forms


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_github_shows_a_form(path: Path) -> None:
    assert refused(read(path)) == []


BAD_FORMS = {
    "no description": ("description: citedeck", "descripton: citedeck"),
    "no name": ("name: The tool", "nam: The tool"),
    "an unknown type": ("type: input", "type: text"),
    "an id twice": ("id: printed", "id: bank"),
    "a label twice": ("label: Versions", "label: The smallest bank that shows it"),
    "an id with a blank": ("id: printed", "id: what was printed"),
    "no label": ("      label: Versions\n", ""),
    "required in words": ("required: true", 'required: "yes"'),
}


@pytest.mark.parametrize(("old", "new"), BAD_FORMS.values(), ids=BAD_FORMS)
def test_the_rules_refuse(old: str, new: str) -> None:
    text = TOOL.read_text(encoding="utf-8")
    assert old in text
    assert refused(yaml.safe_load(text.replace(old, new, 1)))


def test_every_form_has_a_name_of_its_own() -> None:
    names = {read(path)["name"] for path in TEMPLATES}
    assert len(names) == len(TEMPLATES) == 3


def test_the_chooser_is_configured() -> None:
    jsonschema.validate(read(GITHUB / "ISSUE_TEMPLATE/config.yml"), CONFIG)


def test_a_proposal_asks_for_the_keys_of_the_format() -> None:
    """The form and the banks name things alike: what is typed can be copied into a bank."""
    asked = fields(QUESTION)
    keys = {**COMMON, **FORMS["choice"].keys}
    assert set(asked) - {"reread"} <= set(keys)
    assert {"source", "prompt", "answer", "evidence", "distractors", "explanation"} <= set(asked)
    for name, one in asked.items():
        assert f"({name})" in one["attributes"]["label"] or name == "reread"
    lures = yaml.safe_load(asked["distractors"]["attributes"]["value"])
    assert [set(lure) for lure in lures] == [set(DISTRACTOR.keys) - {"last"}] * 2


def test_a_proposal_offers_the_texts_categories_and_levels_of_the_course() -> None:
    course = courses.ours()
    assert options(QUESTION, "source") == list(course.sources)
    assert options(QUESTION, "category") == [f"{name} : {words}" for name, words in course.categories.items()]
    assert [level.partition(" : ")[0] for level in options(QUESTION, "level")] == ["1", "2", "3"]


@pytest.mark.parametrize("path", [QUESTION, MISTAKE], ids=lambda path: path.name)
def test_the_french_forms_lead_to_the_numbered_texts(path: Path) -> None:
    """A form stands at OWNER/REPO/issues/new: from there a link goes up to the repository, then to a file."""
    words = "".join(one["attributes"]["value"] for one in read(path)["body"] if one["type"] == "markdown")
    links = dict(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", words))
    for link in links.values():
        file = link.removeprefix("../blob/HEAD/").partition("#")[0]
        assert file != link
        assert (courses.ROOT / file).is_file(), link
    assert {name for name, link in links.items() if "/documents/" in link} == set(courses.ours().sources)


def test_what_is_said_to_be_rare_is_rare() -> None:
    """What a contributor is asked for: each kind named is one of which there are fewer than its share."""
    words = (courses.ROOT / "questions/LISEZMOI.md").read_text(encoding="utf-8")
    wanted = re.search(r"^## Que proposer\n(.*?)^## ", words, re.MULTILINE | re.DOTALL)[1]
    counts = coverage.counted(build.compile_only(courses.ROOT))
    for kind, line in (("forms", "- les formes"), ("categories", "- les catégories")):
        named = re.findall(r"`([\w-]+)`", wanted.partition(line)[2].partition("\n- ")[0].partition("\n\n")[0])
        rare = {
            name
            for name, count in counts[kind]
            if count * len(counts[kind]) < sum(dict(counts[kind]).values())
        }
        assert named
        assert set(named) <= rare
    assert counts["levels"][0][0] == re.search(r"^- le niveau (\d)", wanted, re.MULTILINE)[1]


def test_what_a_proposal_must_have_is_what_an_item_needs() -> None:
    asked = fields(QUESTION)
    must = {name for name, one in asked.items() if one.get("validations", {}).get("required")}
    assert must == {"source", "prompt", "answer", "evidence", "category", "level"}
    assert all(tick["required"] for tick in asked["reread"]["attributes"]["options"])


def test_a_card_can_open_the_form_for_mistakes_with_its_id() -> None:
    """What questions/README.md proposes as `report`: GitHub fills fields in by their ids."""
    words = (courses.ROOT / "questions/README.md").read_text(encoding="utf-8")
    template, field = re.search(r"issues/new\?template=([^&]+)&(\w+)=\{id\}", words).groups()
    assert GITHUB / "ISSUE_TEMPLATE" / template == MISTAKE
    assert fields(MISTAKE)[field]["type"] == "input"


def test_the_licence_is_said_wherever_words_are_given() -> None:
    for path in (QUESTION, GITHUB / "PULL_REQUEST_TEMPLATE.md", GITHUB / "CONTRIBUTING.md"):
        assert "CC BY-SA 4.0" in path.read_text(encoding="utf-8"), path.name


# The workflow


def uses(path: Path) -> list[str]:
    return re.findall(
        r"^\s*(?:- )?uses: (\S+)(?: # v[\d.]+)?$", path.read_text(encoding="utf-8"), re.MULTILINE
    )


def test_actions_are_pinned_by_their_digest() -> None:
    named = [*uses(GITHUB / "workflows/check.yml"), *uses(GITHUB / "actions/citedeck/action.yml")]
    assert len(named) == 7
    for name in named:
        local = name.startswith("./") and (courses.ROOT / name / "action.yml").is_file()
        assert local or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name), name


def test_no_checkout_leaves_its_credentials_on_the_disk() -> None:
    jobs = read(GITHUB / "workflows/check.yml")["jobs"].values()
    checkouts = [step for job in jobs for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
    assert len(checkouts) == 3
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_contribution_is_checked_without_any_right() -> None:
    workflow = read(GITHUB / "workflows/check.yml")
    assert workflow[True] == "pull_request"  # YAML 1.1 reads `on` as a boolean, GitHub does not
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["check"]["steps"]
    assert steps[0]["with"] == {
        "persist-credentials": False,
        "fetch-depth": 0,
    }  # the guard reads every commit
    assert "${{" not in "".join(step.get("run", "") for step in steps)  # no words of others in a script


def test_every_python_that_is_promised_is_tried() -> None:
    described = (courses.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    first = int(re.search(r'requires-python = ">=3\.(\d+)"', described)[1])
    job = read(GITHUB / "workflows/check.yml")["jobs"]["pythons"]
    tried = [one["container"] for one in job["strategy"]["matrix"]["include"]]
    assert tried[1:] == [f"python:3.{minor}" for minor in range(first, first + len(tried) - 1)]
    assert tried[-1] == "python:3.14"


def test_other_systems_run_tests_that_there_are() -> None:
    job = read(GITHUB / "workflows/check.yml")["jobs"]["systems"]
    assert job["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    named = re.findall(r"tests/\w+\.py", "".join(step.get("run", "") for step in job["steps"]))
    assert "tests/test_systems.py" in named
    assert all((courses.ROOT / name).is_file() for name in named)


# The guard, in a repository of its own


class Scratch:
    """A repository with a course, a deck and a lock, released once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "--quiet", "--initial-branch=main")
        self.release("0.1.0", "1")

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, message: str, **files: str) -> None:
        for name, words in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def release(self, version: str, deck: str, words: str = "", lock: str = "") -> None:
        """A release: course and lock name its version, if the lock is not of another one."""
        files = {
            "questions/course.yaml": f"title: Cours\nversion: {version}\n",
            "questions/citedeck.lock": f'{{"lock": 1, "course": "cours", "version": "{lock or version}"}}\n',
        }
        self.commit(f"Release {version}{words}", **{"decks/a.apkg": deck, **files})

    def guard(self, base: str = "main", head: str = "HEAD") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [GITHUB / "guard", base, head], cwd=self.root, check=False, capture_output=True, text=True
        )


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    program("git")
    made = Scratch(tmp_path)
    made.git("switch", "--quiet", "--create", "question")
    return made


def test_a_question_passes(scratch: Scratch) -> None:
    scratch.commit("A question", **{"questions/b.yaml": "items: []", "seeds/t.txt": "Un texte."})
    done = scratch.guard()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("file", ["decks/a.apkg", "decks/sheets/new.html", "questions/citedeck.lock"])
def test_what_only_a_release_changes_is_an_annotation(file: str, scratch: Scratch) -> None:
    scratch.commit("A question: « été »", **{"questions/b.yaml": "items: []", file: "2"})
    done = scratch.guard()
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"::error file={file},title=release::only a release changes this")
    assert "A question: « été »" in line
    assert line.endswith(f"git checkout main -- {file}")


def test_a_change_that_is_taken_back_is_told_all_the_same(scratch: Scratch) -> None:
    scratch.commit("A question", **{"decks/a.apkg": "2"})
    scratch.commit("Taken back", **{"decks/a.apkg": "1"})
    assert len(scratch.guard().stdout.splitlines()) == 2


def test_a_file_that_is_removed_is_a_change(scratch: Scratch) -> None:
    (scratch.root / "decks/a.apkg").unlink()
    scratch.commit("Smaller")
    assert scratch.guard().returncode == 1


def test_a_release_passes(scratch: Scratch) -> None:
    scratch.commit("A question", **{"questions/b.yaml": "items: []"})
    scratch.release("0.2.0", "2", ": a question")
    assert scratch.guard().returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        "Released too early",
        "Release party",
        "Release 0.2",
        "Release 0.1.0 of my own",
        "Release 0.1.1: my own",
    ],
)
def test_a_name_alone_makes_no_release(name: str, scratch: Scratch) -> None:
    scratch.commit(name, **{"decks/a.apkg": "2"})
    assert scratch.guard().returncode == 1


def test_a_release_whose_lock_is_of_another_version_is_none(scratch: Scratch) -> None:
    scratch.release("0.2.0", "2", lock="0.1.0")
    assert scratch.guard().returncode == 1


def test_a_folder_with_the_name_of_the_teachers_page_is_no_page(scratch: Scratch) -> None:
    scratch.commit("A page", **{"decks/README.md/deck.apkg": "2"})
    assert scratch.guard().stdout.startswith("::error file=decks/README.md/deck.apkg,")


@pytest.mark.parametrize(
    "name", ["decks/a\n::error title=x::y", "decks/a,line=1::y", "decks/##[error]x", "decks/été"]
)
def test_the_name_of_a_file_is_no_command(name: str, scratch: Scratch) -> None:
    """Whatever a file is called, it is one annotation, and a runner finds no other command in it."""
    scratch.commit("Release 0.1.0\n\n::error::", **{name: "2"})
    scratch.git("commit", "--quiet", "--amend", "--message", "A question ##[error] ::error::x %0A")
    (line,) = scratch.guard().stdout.splitlines()
    file = name.replace("##[", "# #[").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
    assert line.startswith(f"::error file={file},title=release::")
    assert "##[" not in line
    assert "%250A" in line


def test_the_teachers_page_is_written_by_hand(scratch: Scratch) -> None:
    scratch.commit("A page", **{"decks/README.md": "Pour la classe"})
    assert scratch.guard().returncode == 0


def test_a_release_that_is_merged_in_is_no_change(scratch: Scratch) -> None:
    scratch.commit("A question", **{"questions/b.yaml": "items: []"})
    scratch.git("switch", "--quiet", "main")
    scratch.release("0.2.0", "2")
    scratch.git("switch", "--quiet", "question")
    scratch.git("merge", "--quiet", "--no-edit", "main")
    assert scratch.guard("main~1").returncode == 0


def test_a_merge_that_changes_a_deck_by_itself_is_told(scratch: Scratch) -> None:
    scratch.commit("A question", **{"questions/b.yaml": "items: []"})
    scratch.git("switch", "--quiet", "main")
    scratch.release("0.2.0", "2")
    scratch.git("switch", "--quiet", "question")
    scratch.git("merge", "--quiet", "--no-commit", "main")
    scratch.commit("Merge main", **{"decks/a.apkg": "3"})
    assert scratch.guard().returncode == 1


def test_it_works_from_any_folder(scratch: Scratch) -> None:
    scratch.commit("A question", **{"decks/a.apkg": "2"})
    done = subprocess.run([GITHUB / "guard", "main", "HEAD"], cwd=scratch.root / "questions", check=False)
    assert done.returncode == 1


def test_commits_that_are_not_there_are_a_failure(scratch: Scratch) -> None:
    assert scratch.guard("nowhere").returncode not in (0, 1)


def test_without_two_commits_it_says_how_it_is_called() -> None:
    done = subprocess.run([GITHUB / "guard"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "usage: .github/guard BASE HEAD\n")
