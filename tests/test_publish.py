"""What is published at an address: by itself nothing; then what pupils use, and no key."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

import courses
from citedeck.commands import build
from screens import WITH_SHEETS

SCRIPT = courses.ROOT / ".github/pages"
WORKFLOW = yaml.safe_load((courses.ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))


def laid_out(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(SCRIPT), *map(str, arguments)], check=False, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    root = courses.on_disk(tmp_path / "ville", WITH_SHEETS)
    build.build(root, root / "decks")
    return root / "decks"


def files(folder: Path) -> set[str]:
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith(".")}


def test_pupils_get_what_they_use(decks: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert laid_out(decks, site, "pupils").returncode == 0
    assert files(site) == {
        "index.html",
        "eleves.html",
        "practice/s-entrainer.html",
        "documents/texte-alder.html",
        "documents/texte-alder-dys.html",
        "documents/texte-alder-gros-caracteres.html",
        "ville-port.apkg",
    }
    assert (decks / "composer.html").is_file(), "it holds all answers, and stays out"
    first = (site / "index.html").read_text(encoding="utf-8")
    assert first == (decks / "eleves.html").read_text(encoding="utf-8")
    links = {link for link in re.findall(r'href="([^"]+)"', first) if not link.startswith("https:")}
    assert links <= files(site)


def test_all_is_everything(decks: Path, tmp_path: Path) -> None:
    assert laid_out(decks, tmp_path / "site", "all").returncode == 0
    assert files(tmp_path / "site") == files(decks)


def test_without_a_page_for_pupils_nothing_is_published(decks: Path, tmp_path: Path) -> None:
    (decks / "eleves.html").unlink()
    done = laid_out(decks, tmp_path / "site", "pupils")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no page for pupils" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "b", "c")])
def test_it_says_how_it_is_called(arguments: tuple[str, ...]) -> None:
    done = laid_out(*arguments)
    assert (done.returncode, done.stderr) == (2, "usage: .github/pages DECKS SITE pupils|all\n")


def test_it_is_off_until_somebody_switches_it_on() -> None:
    (job,) = WORKFLOW["jobs"].values()
    assert job["if"] == "${{ vars.PUBLISH == 'pupils' || vars.PUBLISH == 'all' }}"
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "${{" not in "".join(step.get("run", "") for step in job["steps"])


def test_what_may_write_pages_runs_no_code_that_can_change() -> None:
    """Actions by the digest of a commit: a tag can be moved. No token stays in the work tree."""
    (job,) = WORKFLOW["jobs"].values()
    used = [step for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in used)
    assert used[0]["uses"].startswith("actions/checkout@")
    assert used[0]["with"] == {"persist-credentials": False}
