"""The cut rule: a quotation may not begin or end inside a word or a number.

« 9 milliards » is not in « 109 milliards », nor « salarié » in « salarié·es »: a cut word is
another word. Where the writing has no blanks between words there is nothing to cut; what is one all
the same (a number in words, a denial) is told by `parts`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from citedeck.languages import grammar
from citedeck.languages.numerals import of as numerals_of
from citedeck.quick import pattern
from citedeck.text.folding import Folded

# Scripts written without blanks: Thai to Tibetan, Myanmar, Khmer, kana, Han, and their like.
UNSPACED = pattern(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

# Where such writing is, and others: this pattern is made in a fifth of the time, and words in Latin letters
# have none of its characters.
_PERHAPS_UNSPACED = pattern("[^\x00-\u0dff\u2000-\u2e7f]")

_ELISIONS = frozenset(grammar.of_all(grammar.ELISIONS))

_GROUPED = pattern(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_LETTERS_BEFORE = pattern(r"[^\W\d_]*$")
_POSSESSIVE = pattern(r"'s(?!\w)")
_GROUP_REACH = 24

# A hyphen at the end of a line.
_OVER_LINE = pattern(r"\S[^\S\r\n]*[\r\n]")

# Two words on either side of a border, which may be parts of a number.
_ROW_REACH = 80
_NUMBER_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)?"
_ROW = pattern(rf"[ -]?({_NUMBER_WORD})(?:[ -]({_NUMBER_WORD}))?")
"""The words on one side of a border, read forwards or, with the nearer first too, backwards."""

# What a reader takes for one character: the colour of a skin, the two letters of a flag, a joiner.
_MODIFIER = pattern("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_REGION = pattern("[\U0001f1e6-\U0001f1ff]")
_REGIONS_BEFORE = pattern("[\U0001f1e6-\U0001f1ff]+\\Z")
_JOINER = "\u200d"

_HAN_NUMERAL = pattern(r"[\d〇零一二三四五六七八九十百千万萬億亿兆兩两]")
# A negation in writing without blanks is part of the word that it denies: before it (Chinese, Thai, Lao,
# Khmer, Burmese), or after it (Japanese). 别 is "do not" and "other", 不得不 is "must".
_NOT_BEFORE = (
    "(?<!不得)(?<!不能)(?<!不可)不[会會能要想肯敢可得该該应應是再]?"
    "|(?:并|並|从|從)[不未没沒]|[没沒无無][有法]?|[未非勿莫]"
    "|(?<![特区區个個分性类類差级級])[别別]|ไม่(?:ได้)?|มิ(?:ได้)?|ບໍ່|មិន|ពុំ|គ្មាន|မ"
)
_NOT_AFTER = (
    "(?:(?:で|じゃ|と|に|を)は?|し|され|でき|させ|て)*"
    "(?:い|り|あり|し|き)?(?:ない|なかっ|なく|ません|ぬ)|せず|できず"
)
_NEGATION_REACH = 8


@cache  # most texts have blanks, and these patterns take long to make
def _negations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return pattern(_NOT_BEFORE), pattern(_NOT_AFTER)


def cuts(folded: Folded, at: int) -> bool:
    """Whether a border before character `at` of the folded text falls inside a word or number."""
    text = folded.text
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == " ":
        return after.isdigit() and text[at - 2 : at - 1].isdigit() and _inside_grouped_number(text, at)
    if after == " ":
        return before.isdigit() and text[at + 1 : at + 2].isdigit() and _inside_grouped_number(text, at)
    ends, begins = _is_word(before), _is_word(after)
    if ends and begins:
        return not (has_unspaced(before) or has_unspaced(after))
    return _joins_back(folded, at) if begins else ends and _joins_on(folded, at)


def parts(folded: Folded, at: int) -> bool:
    """Whether a border that cuts no word parts what is one all the same.

    A number in words (« deux | cent mille »), what a reader takes for one character, in writing
    without blanks the digits of a number and a negation from what it denies.
    """
    text = folded.text
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if (before > "\u02ff" or after > "\u02ff") and (_in_cluster(folded, at) or _binds_unspaced(text, at)):
        return True
    if before in " -":
        before = text[at - 2 : at - 1]
        after = text[at + 1 : at + 2] if after in " -" else after
    elif after in " -":
        after = text[at + 1 : at + 2]
    else:
        return False
    return before.isalpha() and after.isalpha() and _parts_number(folded, at)


def _parts_number(folded: Folded, at: int) -> bool:
    """Whether a border with a letter on both sides, a blank or hyphen aside, is inside a number in words."""
    numerals = numerals_of(folded.language)
    after = _ROW.match(folded.text, at) if numerals else None
    if numerals is None or after is None or not numerals.goes_on(following := after[1].lower()):
        return False  # as nearly always
    before = _ROW.match(folded.text[max(0, at - _ROW_REACH) : at][::-1])
    if before is None:
        return False
    last = before[1][::-1].lower()
    return (
        numerals.bind(last, following)
        or (before[2] is not None and numerals.joined(before[2][::-1].lower(), last, following))
        or (after[2] is not None and numerals.joined(last, following, after[2].lower()))
    )


def word_at(folded: Folded, at: int) -> str:
    """The whole word or number, as the source has it, around a border that cuts or parts it."""
    first, last = folded.span(*widened(folded, at, at))
    return folded.original[first:last]


def widened(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """A place widened to whole words and numbers."""
    while cuts(folded, start) or parts(folded, start):
        start -= 1
    while cuts(folded, end) or parts(folded, end):
        end += 1
    return start, end


def _in_cluster(folded: Folded, at: int) -> bool:
    """Whether a border falls inside what a reader takes for one character, as « 👍 » of « 👍🏿 »."""
    before, after = folded.text[at - 1], folded.text[at]
    if _MODIFIER.match(after) or unicodedata.category(after)[0] == "M":
        return True
    if _REGION.match(before) and _REGION.match(after):
        row = _REGIONS_BEFORE.search(folded.text, 0, at)
        return row is not None and len(row[0]) % 2 == 1
    start, end = folded.span(at - 1, at)[1], folded.span(at, at + 1)[0]
    return _JOINER in folded.original[start:end]


def _binds_unspaced(text: str, at: int) -> bool:
    """In writing without blanks, what binds all the same: the digits of a number, a negation."""
    if _HAN_NUMERAL.match(text, at - 1) and _HAN_NUMERAL.match(text, at):
        return True
    if not (has_unspaced(text[at - 1]) and has_unspaced(text[at])):
        return False
    around = max(0, at - _NEGATION_REACH), at + _NEGATION_REACH
    before, after = (negation.finditer(text, *around) for negation in _negations())
    return any(m.start() < at <= m.end() for m in before) or any(m.start() <= at < m.end() for m in after)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > _LAST_UNMARKED and unicodedata.category(char)[0] == "M")


_LAST_UNMARKED = "\u02ff"
"""The last character before the first of those that are drawn on others."""


def _inside_grouped_number(text: str, at: int) -> bool:
    """Whether a border beside a blank between two digits falls inside « 1 500 »."""
    around = _GROUPED.finditer(text, max(0, at - _GROUP_REACH), at + _GROUP_REACH)
    return any(m.start() < at < m.end() for m in around)


def _joins_back(folded: Folded, at: int) -> bool:
    """A border between a mark and the word after it: does the mark bind them to what is before?"""
    text = folded.text
    mark, after = text[at - 1], text[at]
    before = text[at - 2] if at > 1 else " "
    if after.isdigit() and not _is_word(before) and mark in "+-±.":
        return len(sign := _original(folded, at - 1)) == 1 and sign not in "—―"
    if not _is_word(before):
        return False
    if mark == "'" and not (before.isdigit() and after.isdigit()):
        found = _LETTERS_BEFORE.search(text, max(0, at - 12), at - 1)
        elided = found is not None and found[0].lower() in _ELISIONS
        return not elided or (found is not None and cuts(folded, found.start()))
    return _binds(folded, at - 1, before, after)


def _joins_on(folded: Folded, at: int) -> bool:
    """A border between a word and the mark after it: does the mark bind it to what follows?"""
    text = folded.text
    mark = text[at]
    following = text[at + 1] if at + 1 < len(text) else " "
    if not _is_word(following):
        return False
    if mark == "'":
        return not _POSSESSIVE.match(text, at)
    return _binds(folded, at, text[at - 1], following)


def _binds(folded: Folded, at: int, before: str, after: str) -> bool:
    """Whether the mark at `at`, between two word characters, makes one word or number of them."""
    mark = folded.text[at]
    if mark == "-":
        original = _original(folded, at)
        if before.isdigit() and after.isdigit():
            return len(original) == 1
        return original not in ("–", "—", "―") and (len(original) == 1 or bool(_OVER_LINE.match(original)))
    if has_unspaced(before) or has_unspaced(after):
        return False
    if mark in "·•&@(" or (mark == ")" and "(" in folded.text[max(0, at - 6) : at]):
        return True
    if before.isdigit() and after.isdigit():
        return mark in ".,/:'⁄٬٫，．"
    return mark == "." and (after.islower() or not _is_word(folded.text[at - 2 : at - 1] or " "))


def _original(folded: Folded, at: int) -> str:
    """What the source has: dashes fold to hyphens, but an em or en dash parts words."""
    start, end = folded.span(at, at + 1)
    return folded.original[start:end]


_LETTER = pattern(r"[^\W\d_]")
_MUCH = 0.2


def has_unspaced(words: str) -> bool:
    """Whether any of these characters is of writing without blanks."""
    return not words.isascii() and bool(_PERHAPS_UNSPACED.search(words) and UNSPACED.search(words))


def is_unspaced(text: str) -> bool:
    """Whether much of a text is in writing without blanks, where nobody can tell whether words are whole."""
    without = len(UNSPACED.findall(text)) if has_unspaced(text) else 0
    return without > _MUCH * len(_LETTER.findall(text)) if without else False
