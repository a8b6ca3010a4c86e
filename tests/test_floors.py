"""The floors of the house: a module imports only from floors below its own.

Modules on one floor do not know each other; the modules of one package do.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "src" / "citedeck"

FLOORS = (
    "quick",
    "model",
    "messages languages",
    "text",
    "bank",
    "proof sheets",
    "checks targets",
    "compiler",
    "commands",
    "cli",
)
BANK_FLOORS = (
    "decoding nodes pictures scalars",
    "raw shapes",
    "forms",
    "slips",
    "banks course lock ownership",
    "files schema",
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names.split()}
BANK_FLOOR = {name: number for number, names in enumerate(BANK_FLOORS) for name in names.split()}
MODULES = [path for path in sorted(HOUSE.rglob("*.py")) if path.parent != HOUSE or path.stem[:2] != "__"]


def room(path: Path) -> str:
    """The module or package at the top of the house that a file belongs to."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def known(path: Path) -> set[str]:
    """The rooms a file imports from."""
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module == "citedeck":
            names |= {alias.name for alias in node.names if not alias.name.startswith("__")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("citedeck."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("citedeck.")}
    return names - {room(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_go_down(path: Path) -> None:
    here = FLOOR[room(path)]
    assert not {name for name in known(path) if FLOOR[name] >= here}


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All that stands in a file of the house."""
    return [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def imported(path: Path) -> set[Path]:
    """The files of the house that a file imports from, wherever in it."""
    paths = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "citedeck":
            room_path = HOUSE.joinpath(*node.module.split(".")[1:])
            paths |= {_file(room_path / alias.name) or _file(room_path) for alias in node.names}
    return {file for file in paths if file is not None} - {path}


def _file(path: Path) -> Path | None:
    """The file of a module or a package."""
    files = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in files if file.exists()), None)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room(path) == "bank"], ids=lambda path: path.stem
)
def test_imports_go_down_in_bank(path: Path) -> None:
    bank = HOUSE / "bank"
    if path == bank / "__init__.py":
        return
    here, *others = (
        file.relative_to(bank).parts[0].removesuffix(".py")
        for file in (path, *imported(path))
        if bank in file.parents and file != bank / "__init__.py"
    )
    assert not {name for name in others if name != here and BANK_FLOOR[name] >= BANK_FLOOR[here]}


def test_no_imports_go_in_a_circle() -> None:
    below = {path: imported(path) for path in HOUSE.rglob("*.py")}
    while free := {path for path in below if not below[path] & below.keys()}:
        below = {path: below[path] for path in below.keys() - free}
    assert not below


def imports(package: str) -> set[str]:
    """The files that import a library."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        for node in nodes(path):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(module.split(".")[0] == package for module in modules):
                found.add(path.relative_to(HOUSE).as_posix())
    return found


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("genanki", {"targets/anki/collection.py"}),
        ("jinja2", {"targets/paper/pages.py"}),
        ("yaml", {"bank/nodes.py", "languages/catalogue.py"}),
        ("weasyprint", {"targets/paper/printing.py"}),
        ("docx", {"targets/word/files.py"}),
        ("pypdf", {"commands/intake/pdf.py"}),
    ],
)
def test_a_library_lives_in_one_room(library: str, rooms: set[str]) -> None:
    assert imports(library) == rooms


def test_every_dataclass_is_made_the_quick_way() -> None:
    """The standard ones take longer to make at every start than a bank takes to check."""
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES if path.stem != "quick"}
    made = [text for text in texts.values() if "import dataclass" in text]
    assert all("from citedeck.quick import dataclass" in text for text in made)
    assert len(made) > 20


def test_only_the_command_line_knows_typer() -> None:
    assert all(name.startswith("cli/") for name in imports("typer"))
