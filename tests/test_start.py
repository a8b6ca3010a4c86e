"""What a check costs before it checks anything: nothing is loaded or compiled that a clean course needs not.

Instructions say it best, but need a program that few have: what is counted here is what they came from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import courses

CLEAN = """\
-- seeds/t.txt --
La ville vote le budget en 1912. Le maire s’y oppose.
-- questions/course.yaml --
title: "Cas"
id: cas
language: fr
version: 0.1.0
-- questions/b.yaml --
source: t
items:
  - id: a
    type: short
    prompt: "Selon le texte, quand la ville vote-t-elle ?"
    answer: "en 1912"
    evidence: "La ville vote le budget en 1912."
"""

MOST_MODULES = 120
"""Of ours: each takes about a million instructions. What few courses need is imported where it is used."""

MOST_PATTERNS = 45
"""Compiled for this course; before they were made when first used, there were 131."""

NEVER = {
    "citedeck.bank.slips.dashes",
    "citedeck.bank.slips.mending",
    "citedeck.bank.schema",
    "citedeck.commands.build",
    "citedeck.commands.companions",
    "citedeck.commands.watch",
    "citedeck.languages.guesses",
    "citedeck.languages.names",
    "citedeck.messages.explanations",
    "citedeck.messages.spelling",
    "citedeck.proof.coverage",
    "citedeck.proof.passages",
    "citedeck.targets",
    "citedeck.text.nearest",
    "genanki",
    "html",
    "importlib.resources",
    "jinja2",
    "logging",
    "random",
    "sqlite3",
    "string",
    "tempfile",
    "weasyprint",
    "xml",
    "zipfile",
}
"""What other verbs are for, mistakes, and decks that were released."""

CHECK = """\
import re, re._compiler, sys, json, typer, yaml
before, patterns, compile = {*sys.modules}, [], re._compiler.compile

def noted(source, flags=0):
    patterns.append(source)
    return compile(source, flags)

re._compiler.compile = noted
from citedeck.cli import main
import citedeck.cli.check
at_start, sys.argv = len(patterns), ["citedeck", "check"]
try:
    main()
except SystemExit as end:
    assert not end.code
print(json.dumps({"modules": sorted({*sys.modules} - before), "patterns": [at_start, len(patterns)]}))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list]:
    """The modules that a check of a clean course loads, and how many patterns it compiles."""
    course = courses.on_disk(tmp_path_factory.mktemp("clean"), CLEAN)
    environment = {key: words for key, words in os.environ.items() if not key.startswith("COV")}
    return json.loads(
        subprocess.run(
            [sys.executable, "-c", CHECK], cwd=course, env=environment, capture_output=True, check=True
        ).stdout.splitlines()[-1]
    )


def test_nothing_is_loaded_for_other_verbs_or_mistakes(loaded: dict[str, list]) -> None:
    assert not NEVER & {*loaded["modules"]}


def test_few_modules_are_loaded(loaded: dict[str, list]) -> None:
    ours = [name for name in loaded["modules"] if name.startswith("citedeck")]
    assert 50 < len(ours) <= MOST_MODULES, ours


def test_no_pattern_is_compiled_before_it_is_used(loaded: dict[str, list]) -> None:
    at_start, in_all = loaded["patterns"]
    assert at_start <= 3  # of the standard library's modules
    assert in_all <= MOST_PATTERNS


@pytest.mark.parametrize("verb", ["check", "build"])
def test_no_yaml_is_read_where_nothing_has_changed(tmp_path: Path, verb: str) -> None:
    course = courses.on_disk(tmp_path, CLEAN)
    first, again = (
        subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "citedeck", verb],
            cwd=course,
            capture_output=True,
            check=True,
        ).stderr.split()
        for _ in range(2)
    )
    assert b"yaml" in first
    assert b"yaml" not in again
