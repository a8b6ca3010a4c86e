"""The typeface of printed pages, from its package; and the letters that no font here has.

Atkinson Hyperlegible is drawn for low vision and dyslexia. Pages name it first, with faces of
most systems behind it; PDFs hold it where the extra `pdf` brought its package.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

PACKAGE = "fontpkg_atkinson_hyperlegible"
FAMILY = "Atkinson Hyperlegible"
WEIGHTS = {400: "AtkinsonHyperlegible-Regular.ttf", 700: "AtkinsonHyperlegible-Bold.ttf"}

_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
_ELSEWHERE = "fonts-noto-core"
_LATIN = 0x250
"""Every system has faces for what comes before."""


@cache
def faces() -> str:
    """The style sheet that holds the typeface; nothing where its package is not installed."""
    try:
        folder = files(PACKAGE) / "files"
    except ModuleNotFoundError:
        return ""
    return "\n".join(_face(weight, (folder / name).read_bytes()) for weight, name in WEIGHTS.items())


def _face(weight: int, data: bytes) -> str:
    source = f"url(data:font/ttf;base64,{b64encode(data).decode()})"
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: {source}; }}'


@cache  # they are asked for at every page, and a program starts once
def digest() -> str:
    """A digest of the typeface and of the system's fonts with their versions, where it can be asked for them.

    In which order fontconfig prefers them is not known.
    """
    program = shutil.which("fc-list")
    names = _asked(program, "--format", "%{file} %{fontversion}\n") if program else b""
    return hashlib.sha256(faces().encode() + b"\n".join(sorted(names.splitlines()))).hexdigest()


def package_of(char: str) -> str:
    """The package of Debian whose fonts have a letter."""
    if unicodedata.category(char) == "So" and ord(char) > 0xFFFF:  # noqa: PLR2004 - the first plane
        return "fonts-noto-color-emoji"
    return "fonts-noto-cjk" if unicodedata.name(char, "").startswith(_CJK) else _ELSEWHERE


def lacking(words: str) -> set[str]:
    """The letters of some words that no font of this system has, as far as it can be asked."""
    program = shutil.which("fc-list")
    letters = {char for char in words if ord(char) >= _LATIN and unicodedata.category(char)[0] in "LMNPS"}
    return _unknown(program, letters) if program else set()


def _unknown(program: str, letters: set[str]) -> set[str]:
    """Of some letters those no font has: all of a script are asked for at once, then one by one."""
    by_script: dict[str, set[str]] = {}
    for char in letters:
        by_script.setdefault(unicodedata.name(char, "?").split()[0], set()).add(char)
    several = [script for script in by_script.values() if not _stands(program, script)]
    return {char for script in several for char in script if not _stands(program, {char})}


def _stands(program: str, letters: Iterable[str]) -> bool:
    """Whether a font has all of some letters."""
    asked = ":charset=" + " ".join(f"{ord(char):x}" for char in sorted(letters))
    return bool(_asked(program, asked, "family").strip())


def _asked(program: str, *arguments: str) -> bytes:
    """What the system says of its fonts."""
    done = subprocess.run([program, *arguments], capture_output=True, check=False)  # noqa: S603 - a program by its path
    return done.stdout


def in_words(letters: Iterable[str]) -> str:
    """What to do about letters that no font has."""
    by_package: dict[str, list[str]] = {}
    for char in sorted(letters):
        by_package.setdefault(package_of(char), []).append(char)
    each = (f"{_some(chars)}: install {package}" for package, chars in sorted(by_package.items()))
    return f"no font here has these letters, which are blank in the PDFs: {'; '.join(each)}"


_MOST = 12


def _some(chars: list[str]) -> str:
    """Some letters with their codes, not all of a long list."""
    listed = ", ".join(f"{char} (U+{ord(char):04X})" for char in chars[:_MOST])
    return listed + (f" and {len(chars) - _MOST} more" if len(chars) > _MOST else "")
