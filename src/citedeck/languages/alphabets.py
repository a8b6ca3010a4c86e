"""Which letters beyond a to z each language writes, and which scripts have one language only.

To add a language: its letters in LETTERS, small ones, whether frequent or rare; a script that no other
language uses in SCRIPTS.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

LETTERS: Mapping[str, str] = {
    "af": "áéíóúýêëïôöûü",
    "ca": "àçèéíïòóúü",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ",
    "da": "æøåé",
    "de": "äöüßẞ",
    "en": "éèêëçñöïôâàüæœ",
    "es": "áéíóúüñªº",
    "et": "äõöüšž",
    "eu": "ñü",
    "fi": "äöåšž",
    "fr": "àâäæçéèêëîïôöœùûüÿ",
    "ga": "áéíóú",
    "gl": "áéíóúüñïªº",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "id": "é",
    "is": "áéíóúýþæöð",
    "it": "àèéìíîòóùúªº",
    "la": "āēīōūæœë",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņōŗšūž",
    "nb": "æøåéèêòóô",
    "nl": "áàäâéèëêíïîóòöôúùüûçĳ",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúüªº",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sq": "çë",
    "sv": "åäöéàü",
    "sw": "",
    "tr": "çğıiöşüâîûİ",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơư",
}
"""Of languages in Latin letters; those in others write their whole script."""

SCRIPTS: Mapping[str, str] = {
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0591-\u05f4\ufb1d-\ufb4f",
    "hy": "\u0531-\u058f",
    "ja": "\u3041-\u30ff",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "km": "\u1780-\u17ff",
    "kn": "\u0c80-\u0cff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "lo": "\u0e80-\u0eff",
    "ml": "\u0d00-\u0d7f",
    "my": "\u1000-\u109f",
    "si": "\u0d80-\u0dff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "th": "\u0e00-\u0e7f",
}
"""Scripts that one living language writes its books in."""

_SCRIPT = {name: re.compile(f"[{signs}]") for name, signs in SCRIPTS.items()}
_HAN = re.compile("[\u3400-\u9fff]")

_MOST = 0.5
"""The share of a text's letters that its script has at least."""

_YIDDISH = re.compile("[\u05f0-\u05f2\ufb1f]|\\b(?:און|איז|פון|פֿון|נישט)\\b")
"""Letters and words of Yiddish, which is written as Hebrew is."""


def by_script(text: str) -> str:
    """The language that a text's letters tell by themselves; nothing where several share them."""
    letters = sum(map(str.isalpha, text))
    for name, signs in _SCRIPT.items():
        count = len(signs.findall(text))
        shared = len(_HAN.findall(text)) if count and name == "ja" else 0
        if count and count + shared > _MOST * letters and count > shared / 20:
            return "" if name == "he" and _YIDDISH.search(text) else name
    return ""


def has(char: str, languages: Iterable[str]) -> bool:
    """Whether one of some languages writes a letter."""
    script = _script(char)
    return any(
        char.lower() in LETTERS[name] if name in LETTERS else script in _OTHERS.get(name, ())
        for name in languages
    )


def is_misplaced(word: str) -> bool:
    """Whether a word has a capital inside that is no plain one, or letters of two scripts."""
    inner = word.strip("'’«»“”\"()[]").replace("’", "'").rpartition("'")[2]
    if inner.isascii():
        return False
    capitals = any(a.islower() and b.isupper() and b > "\x7f" for a, b in pairwise(inner))
    return capitals or len({_script(char) for char in inner if char.isalpha()} - {"HAN", "KANA"}) > 1


@cache
def _script(char: str) -> str:
    """The script of a letter, as its name begins."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return {"CJK": "HAN", "HIRAGANA": "KANA", "KATAKANA": "KANA"}.get(name.partition("-")[0], name)


_OTHERS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("ar", "fa"), frozenset(["ARABIC"])),
    **dict.fromkeys(("bg", "mk", "ru", "sr", "uk"), frozenset(["CYRILLIC"])),
    "el": frozenset(["GREEK"]),
    "he": frozenset(["HEBREW"]),
    "hi": frozenset(["DEVANAGARI"]),
    "ja": frozenset(["HAN", "KANA"]),
    "ko": frozenset(["HANGUL", "HAN"]),
    "zh": frozenset(["HAN"]),
}
"""The scripts of languages that are not written in Latin letters."""
