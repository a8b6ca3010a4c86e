"""What a build writes, what it leaves alone, and that it never leaves half of it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
import once
from citedeck import targets
from citedeck.cli import app
from citedeck.commands import build, disk, statefile
from citedeck.model import Compilation
from citedeck.targets.anki import notes
from citedeck.targets.paper import printing

OUTPUTS = tuple(sorted(output.path for output in targets.render(courses.compiled(courses.TOWN_COURSE))))
NO_SHEETS = tuple(path for path in OUTPUTS if not path.startswith(("sheets/", "keys/")))

MISTAKES = (
    ("questions/b.yaml", 'answer: "en 1912"', 'answer: "en 1921"'),
    ("questions/course.yaml", "total: 5", "total: 6"),
    ("seeds/sources.yaml", "t.txt", "u.txt"),
    ("seeds/t.txt", "1912", "1921"),
)

FEW = ("anki", "worksheet", "key")
"""What a verb makes that dies at each of its steps: every file is written as the others are."""

MORTAL = f"""
import itertools, os, shutil, sys
from citedeck import targets
from citedeck.targets.paper import printing
from citedeck.cli import main
sys.path.insert(0, {str(Path(__file__).parent)!r})
import once

targets.RENDERED = {{name: targets.RENDERED[name] for name in {FEW}}}
printing.printer = lambda: lambda page: b"%PDF " + page
remembering = once.made_once()
remembering.__enter__()
once.warm(*sys.argv[1:])  # not in each child

def mortal(do):
    def run(*given, **named):
        global left
        left -= 1
        return do(*given, **named) if left >= 0 else os._exit(9)
    return run

for left in itertools.count():
    shutil.copytree(sys.argv[1], f"killed-{{left:02}}")
    child = os.fork()
    if not child:
        os.fsync = lambda file: None  # slow; it counts as a step all the same
        for name in ("fsync", "replace", "rename", "unlink", "remove", "rmdir"):
            setattr(os, name, mortal(getattr(os, name)))
        os.chdir(f"killed-{{left:02}}")
        del sys.argv[1]
        main()
    status = os.waitpid(child, 0)[1]
    if status != 9 << 8:
        sys.exit(status != 0)
"""
"""citedeck, dying before its first step on the disk, before its second, and so on until it lives."""

WRAPPED = """\
-- seeds/t.txt --
La ville vote
le budget en 1912.

Le conseil demande
deux écoles.

Le maire refuse de signer et il dit au conseil
pourquoi la ville n’a pas d’argent.
-- questions/b.yaml --
source: t
items:
  - id: vote
    type: short
    prompt: >
      Selon le texte,
      quand ?
    answer: "en
      1912"
    evidence: "La ville vote le budget en 1912."
    explanation: |
      Le texte commence
      par cette date.
  - id: demande
    type: cloze
    prompt: 'Selon le texte :'
    text: |-
      Le conseil demande
      {{c1::deux écoles}}.
"""
"""Quotations and words that run over the ends of lines."""


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="a death needs a process of its own")


@pytest.fixture(autouse=True)
def _no_clock_a_quick_disk_and_a_quick_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(os, "fsync", lambda file: None)
    monkeypatch.setattr(printing, "printer", print_quickly)


@contextmanager
def making_few() -> Iterator[None]:
    """In this process too only FEW are made, and the same pages once."""
    with once.made_once(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(targets, "RENDERED", {name: targets.RENDERED[name] for name in FEW})
        yield


def print_quickly() -> Callable[[bytes], bytes]:
    """What stands for WeasyPrint, which takes a second a page."""
    return lambda page: b"%PDF " + page


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return courses.on_disk(tmp_path / "town", courses.TOWN_COURSE)


def run(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def written(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder but the state file."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != statefile.NAME]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def unprinted(folder: Path) -> dict[str, bytes]:
    """The same without what a plain build does not make: PDFs, Word files, exports, the zip, their links."""
    made = (".pdf", ".docx", ".zip", ".xml", ".gift.txt")
    pages = {path: data for path, data in written(folder).items() if not path.endswith(made)}
    linked = re.compile(
        rb'<p class="files">(?:<a [^>]*href="[^"]*\.(?:pdf|docx|xml)"(?: download)?>[^<]*</a> )+</p>\n'
        rb'|<p><a class="all".*?</p>\n'
        rb"|<p>Fichiers .* importer.*?</p>\n"
    )
    return {**pages, "index.html": linked.sub(b"", pages["index.html"])}


def stamps(folder: Path) -> dict[Path, int]:
    """When each file and folder below a folder was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def edit(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_bytes(words.replace(old, new).encode())


def killed(course: Path, folder: Path, *arguments: str) -> list[Path]:
    """Copies of a course, each left by a command that died a step later; the last one lived."""
    folder.mkdir()
    command = [sys.executable, "-c", MORTAL, course, *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return sorted(folder.iterdir())


def without_worksheets(course: Path) -> None:
    path = course / "questions/course.yaml"
    path.write_bytes(path.read_bytes().partition(b"worksheets:")[0])


def copied(course: Path, to: Path) -> Path:
    """The course as a fresh clone has it: no state file, other times."""
    shutil.copytree(course, to, ignore=shutil.ignore_patterns(statefile.NAME))
    for number, path in enumerate(sorted(to.rglob("*"))):
        os.utime(path, (2_000_000_000 + number, 2_000_000_000 + number))
    return to


# What is written


def test_pdfs_are_printed_if_asked_for(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside every page for paper; a later build keeps the good ones and says which it removed."""
    run("build", town)
    run("build", town, "--pdf")
    made = written(town / "decks")
    pages = {path for path in made if path.endswith(".html") and path.startswith(printing.FOLDERS)}
    assert {path for path in made if path.endswith(".pdf")} == {p[:-5] + ".pdf" for p in pages}
    assert all(made[path] == b"%PDF " + made[path[:-4] + ".html"] for path in made if path.endswith(".pdf"))
    edit(town / "questions/course.yaml", "Lire", "Lire mieux")
    capsys.readouterr()
    run("build", town)
    left = written(town / "decks")
    gone = [path for path in made if path not in left]
    assert gone
    assert all(path.endswith((".pdf", ".zip")) for path in gone)
    assert all(left[path] == b"%PDF " + left[path[:-4] + ".html"] for path in left if path.endswith(".pdf"))


def test_the_index_links_the_pdfs_that_are_there(town: Path) -> None:
    """Whenever they were printed, whatever is built; one that somebody changed is none of ours."""

    def linked() -> set[str]:
        index = (town / "decks/index.html").read_text(encoding="utf-8")
        links = set(re.findall(r'href="([^"]*)"', index))
        assert all((town / "decks" / link).is_file() for link in links)
        return {link for link in links if link.endswith(".pdf")}

    def printed() -> set[str]:
        return {path for path in written(town / "decks") if path.endswith(".pdf")}

    run("build", town)
    assert linked() == printed() == set()
    run("build", town, "--pdf")
    assert linked() == printed() != set()
    assert 'href="keys/lecture-a-corrige.pdf">Corrigé, Sujet A (PDF)</a>' in (
        town / "decks/index.html"
    ).read_text(encoding="utf-8")
    before = len(printed())
    edit(town / "questions/course.yaml", "Lire", "Lire mieux")
    run("build", town, "--only", "index")
    assert linked() == printed()
    run("build", town)
    assert linked() == printed() != set()
    assert len(printed()) < before
    next((town / "decks/documents").glob("*.pdf")).write_bytes(b"%PDF by hand")
    run("build", town)
    assert len(linked()) == len(printed()) - 1


def test_a_build_writes_its_outputs(town: Path) -> None:
    assert {"ville.apkg", "index.html", "sheets/lecture-a.html", "keys/lecture-b-corrige.html"} < set(OUTPUTS)
    assert f"{len(OUTPUTS)} files" in run("build", town)
    assert tuple(written(town / "decks")) == OUTPUTS
    assert all(written(town / "decks").values())


def test_a_second_build_touches_nothing(town: Path) -> None:
    run("build", town)
    before = stamps(town)
    assert "nothing has changed" in run("build", town)
    assert stamps(town) == before


def test_files_saved_again_as_they_were_are_no_change(town: Path) -> None:
    run("build", town)
    for path in (*town.glob("questions/*"), *town.glob("seeds/*")):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    assert "nothing has changed" in run("build", town)


def test_a_file_that_is_refused_is_a_change(town: Path) -> None:
    run("build", town)
    (town.parent / "outside.yaml").write_text("items: []\n")
    (town / "questions/new.yaml").symlink_to(town.parent / "outside.yaml")
    assert "error[file-outside]: questions/new.yaml was not read" in run("build", town, code=1)


@pytest.mark.parametrize("path", OUTPUTS)
def test_a_deleted_output_is_restored(town: Path, path: str) -> None:
    run("build", town)
    first = written(town / "decks")
    (town / "decks" / path).unlink()
    run("build", town)
    assert written(town / "decks") == first


@pytest.mark.parametrize("path", OUTPUTS)
def test_an_altered_output_is_restored(town: Path, path: str) -> None:
    run("build", town)
    first = written(town / "decks")
    (town / "decks" / path).write_bytes(b"something else")
    assert f"{len(OUTPUTS) - 1} of them unchanged" in run("build", town)
    assert written(town / "decks") == first


def test_an_edited_item_reaches_the_outputs(town: Path) -> None:
    run("build", town)
    edit(town / "questions/b.yaml", "cette date", "cette année")
    run("build", town)
    assert "cette année" in (town / "decks/keys/lecture-a-corrige.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"outputs": []}', b"\xff"])
def test_a_damaged_state_file_is_as_none(town: Path, damage: bytes) -> None:
    run("build", town)
    (town / "decks" / statefile.NAME).write_bytes(damage)
    assert f"{len(OUTPUTS)} of them unchanged" in run("build", town)
    assert "nothing has changed" in run("build", town)


@pytest.mark.parametrize("stamps", [None, [], 1, {}, {"index.html": None}, {"index.html": [1]}])
def test_damaged_stamps_are_as_none(town: Path, stamps: object) -> None:
    run("build", town)
    state = town / "decks" / statefile.NAME
    state.write_text(json.dumps({**json.loads(state.read_bytes()), "stamps": stamps}), encoding="utf-8")
    assert "nothing has changed" in run("build", town)
    replaced(town / "decks/index.html")
    assert f"{len(OUTPUTS) - 1} of them unchanged" in run("build", town)


def test_an_output_that_bears_its_old_stamp_is_not_read(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built_long_ago(town)
    replaced(town / "decks/index.html")
    read: list[str] = []
    digest_of = disk.digest_of
    monkeypatch.setattr(disk, "digest_of", lambda path: read.append(path.name) or digest_of(path))
    assert not statefile.unchanged(town, town / "decks")
    assert read == ["index.html"]


@pytest.mark.parametrize(
    ("time", "moment"), [(1_790_000_000_123_000_000, "MOMENT"), (1_790_000_000 * 10**9, "COARSE")]
)
def test_an_output_is_read_where_the_clock_cannot_tell(town: Path, time: int, moment: str) -> None:
    """It was written again in the same moment: a disk that knows whole seconds alone has long ones."""
    run("build", town)
    page, state = town / "decks/index.html", town / "decks" / statefile.NAME
    replaced(page)
    os.utime(page, ns=(time, time))
    told = json.loads(state.read_bytes())
    told["stamps"]["index.html"] = disk.stamp(page)
    state.write_text(json.dumps(told), encoding="utf-8")
    soon = time + getattr(statefile, moment)
    for written, is_unread in ((soon, False), (soon + 1, True)):
        os.utime(state, ns=(written, written))
        assert statefile.unchanged(town, town / "decks") == is_unread


def test_an_altered_output_with_its_old_time_is_noticed(town: Path) -> None:
    built_long_ago(town)
    page = town / "decks/index.html"
    before = page.stat()
    replaced(page)
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert f"{len(OUTPUTS) - 1} of them unchanged" in run("build", town)


def built_long_ago(course: Path) -> None:
    """Build a course whose outputs are an hour old."""
    run("build", course)
    for path in course.glob("decks/**/*"):
        before = path.stat().st_mtime_ns - 3600 * 10**9
        os.utime(path, ns=(before, before))
    (course / "decks" / statefile.NAME).unlink()
    assert f"{len(OUTPUTS)} of them unchanged" in run("build", course)


def replaced(page: Path) -> None:
    """Write another page of the same size in a file."""
    page.write_bytes(page.read_bytes().replace(b"<title>", b"<TITLE>"))


def test_a_recompressed_deck_is_left_alone(town: Path) -> None:
    run("build", town)
    deck = town / "decks/ville.apkg"
    buffer = io.BytesIO()
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert buffer.getvalue() != deck.read_bytes()
    deck.write_bytes(buffer.getvalue())
    before = deck.stat().st_mtime_ns
    assert f"{len(OUTPUTS)} of them unchanged" in run("build", town)
    assert deck.read_bytes() == buffer.getvalue()
    assert deck.stat().st_mtime_ns == before
    assert "nothing has changed" in run("build", town)


# What is removed


def test_outputs_no_longer_made_are_removed(town: Path) -> None:
    run("build", town)
    without_worksheets(town)
    run("build", town)
    assert tuple(written(town / "decks")) == NO_SHEETS
    assert not (town / "decks/sheets").exists()


def test_other_files_are_never_touched(town: Path) -> None:
    foreign = [town / "decks" / name for name in ("README.md", "sheets/mine.html", "notes/.hidden", "a.apkg")]
    for path in foreign:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mine")
    before = [path.stat().st_mtime_ns for path in foreign]
    run("build", town)
    without_worksheets(town)
    run("build", town)
    assert [path.read_bytes() for path in foreign] == [b"mine"] * 4
    assert [path.stat().st_mtime_ns for path in foreign] == before


def test_a_state_file_names_nothing_outside_its_folder(town: Path) -> None:
    run("build", town)
    state = town / "decks" / statefile.NAME
    edit(state, '"outputs": {', '"outputs": {"../questions/mine.txt": "", "sheets/../../seeds/mine.txt": "",')
    mine = [town / "questions/mine.txt", town / "seeds/mine.txt"]
    for path in mine:
        path.write_bytes(b"mine")
    run("build", town)
    assert all(path.exists() for path in mine)


# What a mistake does


@pytest.mark.parametrize(("path", "right", "wrong"), MISTAKES)
def test_a_mistake_writes_nothing(town: Path, path: str, right: str, wrong: str) -> None:
    edit(town / path, right, wrong)
    assert "nothing was written" in run("build", town, code=1)
    assert not (town / "decks").exists()


@pytest.mark.parametrize(("path", "right", "wrong"), MISTAKES)
def test_a_mistake_leaves_old_outputs(town: Path, path: str, right: str, wrong: str) -> None:
    run("build", town)
    edit(town / path, right, wrong)
    before = stamps(town)
    run("build", town, code=1)
    run("build", town, "--only", "index", code=1)
    assert stamps(town) == before
    edit(town / path, wrong, right)
    assert "nothing has changed" in run("build", town)


@pytest.mark.parametrize(
    "more",
    [
        '  - {id: lecture, title: "Deux", items: [vote]}\n',
        '  - {id: lecture-a, title: "Deux", items: [vote]}\n',
    ],
)
def test_two_sheets_of_one_name_are_a_mistake(town: Path, more: str) -> None:
    with (town / "questions/course.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    assert "error[" in run("build", town, code=1)
    assert not (town / "decks").exists()


# The same bytes


def test_two_builds_from_one_lock_are_identical(town: Path, tmp_path: Path) -> None:
    run("release", "1.0.0", town)
    other = copied(town, tmp_path / "clone")
    run("build", town, "--output", tmp_path / "one")
    run("build", other, "--output", tmp_path / "two")
    assert written(tmp_path / "one") == written(tmp_path / "two") == unprinted(town / "decks")


def test_the_hash_seed_does_not_matter(town: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        run("build", town, "--output", tmp_path / "this")
        command = [sys.executable, "-m", "citedeck", "build", town, "--output", tmp_path / seed]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        assert written(tmp_path / seed) == written(tmp_path / "this")


# The whole old or the whole new


@pytest.fixture
def few() -> Iterator[None]:
    with making_few():
        yield


@forks
@pytest.mark.usefixtures("few")
def test_a_killed_build_is_whole_and_finished_by_the_next(town: Path, tmp_path: Path) -> None:
    run("build", town)
    old = written(town / "decks")
    edit(town / "questions/course.yaml", '"La ville"', '"La cité"')
    edit(town / "questions/course.yaml", "id: lecture", "id: examen")
    edit(town / "seeds/t.txt", "Il juge", "Ensuite ? Il juge")
    shutil.copytree(town, tmp_path / "finished")
    run("build", tmp_path / "finished")
    new = written(tmp_path / "finished/decks")
    assert not set(old.items()) & set(new.items())

    left_behind = {}
    folders = killed(town, tmp_path / "killed", "build")
    for folder in folders:
        found = written(folder / "decks")
        whole = {path: data for path, data in found.items() if not path.endswith(disk.PENDING)}
        assert all(data in {old.get(path), new.get(path)} for path, data in whole.items()), folder
        assert set(whole) >= set(old) & set(new), folder
        run("build", folder)
        finished = written(folder / "decks")
        assert {path: finished.get(path) for path in new} == new, folder
        assert "nothing has changed" in run("build", folder)
        if finished != new:
            left_behind[folder.name] = sorted(set(finished) - set(new))
    assert len(folders) > 2 * len(new)
    assert left_behind == {}


@forks
@pytest.mark.usefixtures("few")
def test_a_killed_build_leaves_no_empty_folder(town: Path, tmp_path: Path) -> None:
    run("build", town)
    without_worksheets(town)
    for folder in killed(town, tmp_path / "killed", "build"):
        run("build", folder)
        assert not (folder / "decks/sheets").exists(), folder
        assert not (folder / "decks/keys").exists(), folder


# Where from and where to


@pytest.mark.parametrize("folder", [".", "questions", "seeds", "decks/sheets"])
def test_it_works_from_any_folder_of_a_course(
    town: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(town / folder)
    run("build")
    assert tuple(written(town / "decks")) == OUTPUTS


def test_a_folder_can_be_named(town: Path) -> None:
    run("build", town / "questions")
    assert tuple(written(town / "decks")) == OUTPUTS


def test_output_goes_where_it_is_told(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town / "seeds")
    run("build", "--output", "made/here")
    assert tuple(written(town / "seeds/made/here")) == OUTPUTS
    assert not (town / "decks").exists()


@pytest.mark.parametrize(
    ("only", "outputs"),
    [
        (["anki"], ("ville.apkg",)),
        (["worksheet"], ("sheets/",)),
        (["key"], ("keys/",)),
        (["documents", "annotated", "index"], ("documents/", "index.html")),
    ],
)
def test_only_some_targets(town: Path, only: list[str], outputs: tuple[str, ...]) -> None:
    run("build", town, *(word for name in only for word in ("--only", name)))
    assert tuple(written(town / "decks")) == tuple(path for path in OUTPUTS if path.startswith(outputs))
    run("build", town)
    assert tuple(written(town / "decks")) == OUTPUTS


def test_only_one_target_leaves_the_others(town: Path) -> None:
    run("build", town)
    first = written(town / "decks")
    without_worksheets(town)
    edit(town / "questions/b.yaml", "cette date", "cette année")
    run("build", town, "--only", "anki")
    now = written(town / "decks")
    assert {path for path in OUTPUTS if now[path] != first[path]} == {"ville.apkg"}
    run("build", town)
    assert tuple(written(town / "decks")) == NO_SHEETS


def test_an_unknown_target_is_a_wrong_command_line(town: Path) -> None:
    assert "anki" in run("build", town, "--only", "ankii", code=2)
    assert not (town / "decks").exists()


# Windows line ends


@pytest.fixture(params=[courses.TOWN_COURSE, WRAPPED], ids=["town", "wrapped"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Compilation, Compilation]:
    """One course compiled twice: with LF, and with CRLF in every file."""
    unix = courses.on_disk(tmp_path / "unix", request.param)
    windows = courses.on_disk(tmp_path / "windows", request.param)
    for path in windows.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return build.compile_only(unix), build.compile_only(windows)


def test_line_ends_do_not_change_the_items(both: tuple[Compilation, Compilation]) -> None:
    fields = [[note.values for note in notes.plan(one, one.course)] for one in both]
    said = [[(d.code, d.message) for d in one.diagnostics] for one in both]
    assert not both[0].broken
    assert said[0] == said[1]
    assert fields[0] == fields[1]


def test_line_ends_do_not_change_the_passages(both: tuple[Compilation, Compilation]) -> None:
    words = [[p.span.text.split() for item in one.items for p in item.passages] for one in both]
    assert words[0] == words[1]


def test_line_ends_do_not_change_the_numbered_lines(both: tuple[Compilation, Compilation]) -> None:
    lines = []
    for one in both:
        text = one.course.sources["t"].document.text
        numbered = one.texts["t"].lines
        lines.append([(line.paragraph, text[line.start : line.end].split()) for line in numbered])
    assert lines[0] == lines[1]


def test_line_ends_do_not_redate_a_note(both: tuple[Compilation, Compilation]) -> None:
    digests = [[note.digest for note in notes.plan(one, one.course)] for one in both]
    assert digests[0] == digests[1]
