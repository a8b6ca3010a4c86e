"""The program as it is installed: from a wheel, in an environment of its own, without this repository.

The wheel is built once, by the library that builds it for everybody, and installed without an index:
the libraries it needs are those of the tests, seen through a path.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import courses

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed"
)

TEXT = """\
Ladies and gentlemen, the council of this town voted the budget in 1912. It asked for two schools and a road.

The mayor, Mr. Alder, refused to sign. He said that a town without money has no schools.
Many people wrote to him.
"""
PACKAGE = courses.ROOT / "src" / "citedeck"
BIN = "Scripts" if os.name == "nt" else "bin"
PYTHON = "python.exe" if os.name == "nt" else "python"


def done(command: list[str | Path], folder: Path, **environment: str) -> str:
    """What a command prints, in a folder, with these variables and no others that steer Python."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))
    }
    process = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**kept, **environment},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def built(source: Path, target: Path, kind: str) -> Path:
    """The wheel, or the sdist, of a folder."""
    done([sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", target], source)
    (path,) = target.glob({"wheel": "*.whl", "sdist": "*.tar.gz"}[kind])
    return path


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(courses.ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands in the sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built(courses.ROOT, folder, "sdist")) as packed:
        packed.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return next(path for path in folder.iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it, and no other citedeck."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    pip = [sys.executable, "-m", "pip", "--python", folder / BIN / PYTHON, "install", "--quiet"]
    done([*pip, "--no-index", "--no-deps", "--no-compile", wheel], folder)
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages(folder) / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return folder


def packages(environment: Path) -> Path:
    """Where the packages of an environment are."""
    return next(environment.rglob("site-packages"))


@pytest.fixture(scope="session")
def course(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that the installed program began of a text, built, with a sheet."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "speech.txt").write_text(TEXT, encoding="utf-8")
    citedeck(environment, folder, "new", "my-course", "--text", "speech.txt")
    root = folder / "my-course"
    citedeck(environment, root, "build")
    citedeck(environment, root, "worksheet", "--count", "3", "--output", "mine")
    return root


def citedeck(environment: Path, folder: Path, *arguments: str) -> str:
    """What the installed program prints: by its path, with no environment activated, and no home."""
    home = str(environment)
    program = environment / BIN / "citedeck"
    return done([program, *arguments], folder, HOME=home, USERPROFILE=home, PYTHONUTF8="1")


def files_of(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def in_wheel(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the package in a wheel, below its folder, each with its bytes."""
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.startswith("citedeck/"):
                yield name.removeprefix("citedeck/"), packed.read(name)


# What is in them


def test_a_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    inside = dict(in_wheel(wheel))
    assert set(inside) == files_of(PACKAGE)
    kinds = {Path(name).suffix for name in inside}
    assert {".py", ".html", ".css", ".js", ".yaml", ".md", ".txt"} <= kinds


def test_a_wheel_has_the_licence_the_command_and_the_extras(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        about = {
            Path(name).name: packed.read(name).decode() for name in packed.namelist() if "dist-info" in name
        }
    assert "LICENSE" in about
    assert "citedeck = citedeck.__main__:main" in about["entry_points.txt"]
    assert set(re.findall(r"^Provides-Extra: (.+)$", about["METADATA"], re.MULTILINE)) >= {"pdf", "word"}


def test_a_wheel_of_the_sdist_is_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    assert dict(in_wheel(built(sdist, tmp_path, "wheel"))) == dict(in_wheel(wheel))


def test_an_sdist_has_the_course_and_the_tests_and_nothing_that_a_release_made(sdist: Path) -> None:
    inside = files_of(sdist)
    for folder in ("questions", "seeds"):
        assert {name for name in inside if name.startswith(f"{folder}/")} == {
            f"{folder}/{name}" for name in files_of(courses.ROOT / folder)
        }
    assert {"Makefile", "LICENSE", "tests/conftest.py", "tests/cases/yaml/tab.txt"} <= inside
    assert {name for name in inside if name.startswith("decks/")} == {"decks/README.md"}


# What it does


def test_the_program_is_that_of_the_wheel(environment: Path) -> None:
    where = [environment / BIN / PYTHON, "-c", "import citedeck; print(citedeck.__file__)"]
    assert Path(done(where, environment).strip()) == packages(environment) / "citedeck" / "__init__.py"


def test_it_checks_the_course_it_began(environment: Path, course: Path) -> None:
    assert citedeck(environment, course, "check", "--format", "json").strip() == "[]"
    assert "(no mistakes)\nAll is built: open " in citedeck(environment, course)


def test_it_makes_every_kind_of_page(course: Path) -> None:
    made = {Path(name).parts[0] for name in files_of(course / "decks")}
    assert {"documents", "practice", "index.html"} <= made
    assert list((course / "decks").glob("*.apkg"))
    assert len([name for name in files_of(course / "mine") if name.endswith(".html")]) == 2


def test_it_shows_an_item(environment: Path, course: Path) -> None:
    first = json.loads(citedeck(environment, course, "list", "--format", "json"))[0]["id"]
    assert "front" in citedeck(environment, course, "show", first)


@pytest.mark.parametrize(("language", "words"), [("en", "Bad:"), ("fr", "Mauvais :")])
def test_it_explains_in_every_language_it_has(
    environment: Path, course: Path, language: str, words: str
) -> None:
    assert words in citedeck(environment, course, "explain", "quote-absent", "--language", language)


# How an extra is got


def advice(environment: Path) -> str:
    """What the installed program says of the way to an extra."""
    ask = "from citedeck.messages import extras; print(extras.command('pdf'))"
    return done([environment / BIN / PYTHON, "-c", ask], environment, PYTHONUTF8="1").strip()


@pytest.fixture
def origin(environment: Path) -> Iterator[Path]:
    """The file in which an installer notes where a package came from; put back after the test."""
    (path,) = packages(environment).glob("citedeck-*.dist-info/direct_url.json")
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


def test_the_way_to_an_extra_is_one_that_pip_goes(environment: Path, wheel: Path, tmp_path: Path) -> None:
    """As it says, word for word, but for the index that is asked for nothing."""
    told = advice(environment)
    assert told == f'"{environment / BIN / PYTHON}" -m pip install "{wheel}[pdf]"'
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--no-deps", "--quiet"]
    done([*pip, told.split('"')[-2]], tmp_path)


def test_a_program_from_an_index_is_got_by_its_name(environment: Path, origin: Path) -> None:
    origin.unlink()
    assert advice(environment).endswith(' -m pip install "citedeck[pdf]"')


def test_a_program_from_a_folder_is_got_from_that_folder(
    environment: Path, origin: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my citedeck"
    folder.mkdir()
    origin.write_text(json.dumps({"url": folder.as_uri(), "dir_info": {}}), encoding="utf-8")
    assert advice(environment).endswith(f' -m pip install "{folder}[pdf]"')
    origin.write_text(json.dumps({"url": folder.as_uri(), "dir_info": {"editable": True}}), encoding="utf-8")
    assert advice(environment).endswith(f' -m pip install --editable "{folder}[pdf]"')
    folder.rmdir()
    origin.write_text(json.dumps({"url": folder.as_uri(), "dir_info": {}}), encoding="utf-8")
    assert advice(environment).endswith(' -m pip install ".[pdf]" (in the folder of citedeck)')


def test_a_program_from_a_repository_is_got_from_there(environment: Path, origin: Path) -> None:
    vcs = {"vcs": "git", "commit_id": "0" * 40, "requested_revision": "v1"}
    noted = {"url": "https://example.org/citedeck.git", "vcs_info": vcs}
    origin.write_text(json.dumps(noted), encoding="utf-8")
    wanted = '"citedeck[pdf] @ git+https://example.org/citedeck.git@v1"'
    assert advice(environment).endswith(f" -m pip install {wanted}")


@pytest.mark.parametrize(
    ("note", "begins"),
    [("pipx_metadata.json", "pipx install --force "), ("uv-receipt.toml", "uv tool install --force ")],
)
def test_an_environment_that_a_program_has_alone_is_made_anew(
    environment: Path, wheel: Path, note: str, begins: str
) -> None:
    (environment / note).touch()
    try:
        assert advice(environment) == f'{begins}"{wheel}[pdf]"'
    finally:
        (environment / note).unlink()


def test_an_environment_without_pip_is_one_of_uv(environment: Path, wheel: Path, tmp_path: Path) -> None:
    libraries = packages(environment) / "libraries.pth"
    hidden = libraries.rename(tmp_path / libraries.name)
    try:
        python = environment / BIN / PYTHON
        assert advice(environment) == f'uv pip install --python "{python}" "{wheel}[pdf]"'
    finally:
        hidden.rename(libraries)


def test_no_message_names_an_extra_by_itself() -> None:
    """Only one place knows how this program came here."""
    for path in PACKAGE.rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"pip install|citedeck\[", words), path
