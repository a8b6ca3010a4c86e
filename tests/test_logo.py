"""A picture of the school: in every sheet, on paper, in Word; and what is none is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

import courses
from citedeck import compiler
from citedeck.bank.pictures import MOST
from citedeck.bank.raw import Inputs
from citedeck.commands import build, folders
from citedeck.messages import report
from citedeck.targets.paper import printing, worksheet
from citedeck.targets.word import documents

SCHOOL = courses.TOWN_COURSE.replace("versions: [A, B]", "versions: [A]").replace(
    "language: fr\n", 'language: fr\nschool: "Collège du Port"\nlogo: "LOGO"\n'
)


def drawn(kind: str, size: tuple[int, int] = (80, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (30, 90, 150)).save(file, kind)
    return file.getvalue()


PNG, JPEG = drawn("PNG"), drawn("JPEG")
WIDE = drawn("PNG", (5000, 1))


def of_files(name: str, **pictures: bytes) -> Inputs:
    files = courses.files(SCHOOL.replace("LOGO", name))
    return Inputs(
        {**files, **{f"questions/{path.replace('_', '.')}": data for path, data in pictures.items()}}
    )


@pytest.mark.parametrize(("name", "data", "kind"), [("a.png", PNG, "png"), ("a.jpg", JPEG, "jpeg")])
def test_a_sheet_shows_it_on_paper_and_in_word(name: str, data: bytes, kind: str) -> None:
    compilation = compiler.compile(of_files(name, **{name.replace(".", "_"): data}))
    assert not compilation.diagnostics
    sheet = compilation.sheets[0]
    assert f'<img class="logo" src="data:image/{kind};base64,'.encode() in worksheet.page(
        sheet, compilation, compilation.course
    )
    (word,) = documents.of_sheet(sheet, compilation, compilation.course, ["standard"])
    with zipfile.ZipFile(io.BytesIO(word.data)) as archive:
        (media,) = [archive.read(member) for member in archive.namelist() if "/media/" in member]
        body = archive.read("word/document.xml").decode()
    assert media == data
    assert 'cx="792000" cy="396000"' in body  # twice as wide as high, and 11 mm high
    assert body.index("<pic:pic") < body.index("Collège du Port") < body.index("Lire")


def test_a_printed_sheet_holds_it() -> None:
    compilation = compiler.compile(of_files("a.png", a_png=PNG))
    page = worksheet.page(compilation.sheets[0], compilation, compilation.course)
    assert b"/Subtype /Image" in printing.printer()(page)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("b.png", PNG, "there is no picture questions/b.png"),
        ("a.svg", b"<svg/>", "there is no picture questions/a.svg"),
        ("a.png", b"<svg/>", "cannot stand on a sheet: it is no PNG or JPEG"),
        ("a.png", PNG[:-20], "cannot stand on a sheet: it is damaged"),
        ("a.png", PNG.replace(b"\0\0\0\x50", b"\0\0\0\x51", 1), "cannot stand on a sheet: it is damaged"),
        ("a.jpg", JPEG[:200], "cannot stand on a sheet: it is damaged"),
        ("a.jpg", JPEG[:6] + b"nope!" + JPEG[11:], "cannot stand on a sheet: it is no PNG or JPEG"),
        ("a.png", WIDE, "cannot stand on a sheet: it is not between 1 and 4000 dots wide and high"),
        ("a.png", PNG + bytes(MOST), "cannot stand on a sheet: it is larger than 200 kB"),
        ("../a.png", PNG, "../a.png leads out of questions/: nothing outside the course is read"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_none_is_told_with_its_place(name: str, data: bytes, said: str) -> None:
    said = f"questions/{name} {said}" if said.startswith("cannot") else said
    path = "a_svg" if name.endswith("svg") else f"a_{name[-3:]}"
    compilation = compiler.compile(of_files(name, **{path: data}))
    (told,) = compilation.diagnostics
    assert (told.message, told.label.span.text) == (said, f'"{name}"')
    assert "a .png or .jpg" in told.help[0] or "questions/" in told.help[0]
    assert report.render([told], "text")
    assert compilation.course is not None
    assert compilation.course.emblem is None


def test_pictures_are_read_from_the_disk_and_are_no_banks(tmp_path: Path) -> None:
    root = courses.on_disk(tmp_path, SCHOOL.replace("LOGO", "a.png"))
    picture = root / "questions" / "a.png"
    picture.write_bytes(PNG)
    (root / "questions" / "huge.PNG").write_bytes(bytes(2**24 + 1))
    inputs = folders.read(root)
    assert (inputs.files["questions/a.png"], inputs.banks) == (PNG, ["questions/b.yaml"])
    before = folders.inputs_digest(inputs)
    picture.write_bytes(drawn("PNG", (9, 9)))
    assert folders.inputs_digest(folders.read(root)) != before
    assert build.compile_only(root).course.emblem.width == 9
