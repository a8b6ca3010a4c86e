"""What a text does not say of itself: its language, and what ends its paragraphs.

To guess one more language: the words in WORDS that are most frequent in it, whatever its neighbours have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import Literal

from citedeck.languages import alphabets
from citedeck.model import LINE_END
from citedeck.quick import pattern

WORDS: Mapping[str, str] = {
    "af": "die en van is in het nie om te wat vir n sy hy dat met op ek was aan ons jou hulle",
    "ar": "في من على إلى أن التي الذي هذا هذه كان عن مع لا ما هو هي ذلك بعد كل قد لم أو ثم كانت وقد",
    "bg": "и на в за се от да с е не са че по това като ще беше към до след който която но един",
    "ca": "de la el i que a en els un les una amb per és del al es va no són dels més com però aquesta l d",
    "cs": "a v se na je že to s z do i o ve by ale jako za při po pro jsou byl bylo byla který která jsem",
    "cy": "y yr yn a i o ar oedd mae ac ei am ond fel bod wedi eu gan hyn roedd nid dim yw oes",
    "da": "og i at det er en til af på som med for ikke den de der et fra blev han efter havde sig men var",
    "de": "der die und in den das von zu mit ist des im dem nicht ein eine als auch auf sich es er für war",
    "el": "και το η του της να με για την που τα στο είναι από ο οι τη των τον ένα μια στην δεν σε",
    "en": "the of and to in a that is was for it with as his by on at from this had not are which they be",
    "es": "de la que el en y los del se las por un con una su para es al como más no lo fue pero sus",
    "et": "ja on ei et ta oli see mis kui ka oma ning aga seda pärast nii mitte siis kes olid",
    "eu": "eta da zen ez bat dira ere izan du zuen baina egin zuten hori dute behar dituzte bere",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم بود شد های می شده",
    "fi": "ja on ei että se oli hän mutta kun ovat myös joka kuin sen sitten niin hänen mitä olivat vain",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se il ce elle l d",
    "ga": "an na agus a ar i go is bhí le sé do ag as atá ach sin leis sí tá seo níl mar",
    "gl": "de a o que e do da en os un para no unha as na se non por con dos ao máis das pero foi nun",
    "he": "של את על לא הוא זה עם כי היא אל גם כל או יש אבל היה אם מה הם אין הזה כך בין",
    "hi": "के में है की और से का को पर यह ने कि हैं एक नहीं था भी लिए इस वह थे थी हो",
    "hr": "i je u se na da su za od s a koji kao iz bio što ne će nije ali po to do sam koje bila",
    "hu": "a az és hogy nem is egy ez volt de meg azt csak ha már mint van el kell még vagy aki után",
    "id": "yang dan di dari untuk dengan pada ini itu tidak dalam adalah akan oleh ke juga ada mereka telah",
    "is": "og að í á sem er það var til ekki um með en við fyrir hann af þau því eru hún þeir",
    "it": "di e il la che in a per un del è non si una i con da le al dei della sono più ma nel gli anche l",
    "ja": "の に は を た が で て と し れ さ る い も な か ら す こ よ",
    "ko": "이 다 는 에 의 가 을 로 고 하 은 를 도 한 지 서 그 들",
    "la": "et in est non ad ut cum qui quod sed per ex quae esse ab autem enim atque hoc sunt nec haec se si",
    "lt": "ir į kad yra su iš tai buvo ne per kaip už bet jis jo apie tik dar nuo po",
    "lv": "un ir ar no ka par uz bija kas tas nav pie arī bet viņš kā pēc līdz tika",
    "mk": "и на во се да од за е не со што ќе ги како го но тоа беше ја по до",
    "nb": "og i det er på som en til av at med for ikke den har de et fra var han men etter ble seg",
    "nl": "de en van het een in is dat op te zijn met voor niet die aan er was om ook als maar bij uit",
    "pl": "w i na z się do nie że jest o to a jak po od za przez ale był co dla tym była jego ich są",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das",
    "ro": "de și în a la cu pe că din un o este nu pentru care se mai sau fost al ale au prin dar",
    "ru": "и в не на с что он по как это из но за к его от для так все был бы она у же было",
    "sk": "a v sa na je že to s z do i o vo by ale ako za pri po pre sú bol bolo bola ktorý ktorá som",
    "sl": "in je v na se za da so z ki pa s ne kot tudi bil bi po pri ali od bila iz",
    "sq": "të e në dhe i një me për që nga është u më ka nuk si se por ishte kjo",
    "sr": "и је у се на да су за од са а који као из био што не ће није али по то до",
    "sv": "och i att det som en är på av för med till den inte har de ett om var från men efter sig han",
    "sw": "ya na wa kwa ni katika za la kuwa hii hiyo cha yake wake kama lakini yao huo",
    "tr": "ve bir bu da de için ile çok ne gibi daha olarak o ama en kadar sonra olan değil mi",
    "uk": "і в не на з що він до як це та за у від є для його але був так ми її про й було",
    "yi": "און איז די אין פון דער צו מיט דאס נישט האָט וואָס ער זיי אויף מען פֿון ווי דעם זיך",
    "vi": "và của là có các một được trong không cho người với những đã này để từ khi ông",
    "zh": "的 是 在 了 和 不 我 有 这 這 他 们 們 为 為 个 個 到 说 說 人 一",
}

LETTERS: Mapping[str, str] = {
    "bg": "ъ",
    "ca": "çàèò·",
    "cs": "ěřůčšž",
    "da": "æøå",
    "de": "äöüß",
    "es": "ñáíóú¿¡",
    "et": "õäöü",
    "fi": "äö",
    "fr": "éèêàçœ",
    "gl": "ñáíóúéê",
    "hr": "čćšžđ",
    "hu": "áéőűöü",
    "it": "èàùòì",
    "mk": "ѓќѕјљњџ",
    "nb": "æøå",
    "nl": "ëï",
    "pl": "ąęłśżźćń",
    "pt": "ãõçáâêéíó",
    "ro": "ăâîșțşţ",
    "ru": "ыэё",
    "sk": "ľĺŕôčšžý",
    "sl": "čšž",
    "sr": "ђћјљњџ",
    "sv": "äöå",
    "tr": "ışğöüç",
    "uk": "іїєґ",
}
"""Letters that tell languages with alike words apart: of each, those that it writes often."""

LEAST = 0.08
"""In prose these words are one in five. Under one in twelve it is another language."""

NEAR = 3
"""How many to name where none is sure."""

_SURE = 2
"""How often words of a language that another has not, against those of the other, tell them apart."""

_ENOUGH = 100_000
"""Characters that are enough to tell."""

# Words; single characters where no blanks part words, and in Korean, whose particles hang on them.
_ALONE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SIGNS = "\u0900-\u0d7f"
_WORD = pattern(rf"[{_ALONE}]|[^\W\d_{_ALONE}](?:[^\W\d_{_ALONE}]|[{_SIGNS}])*")

_WIDEST = 100
"""No editor wraps lines as wide as this: a longer line is a paragraph."""

_SHORT = 0.6
"""A wrapped line is about as long as the one under it; a heading is shorter than its paragraph."""

_STANZAS = 2
"""Blocks of several lines that a poem has at least."""

_VERSE = 60
"""Characters of a verse, nine times in ten."""

_NARROW = 45
"""No editor wraps lines as narrow as this."""

_STOP_INSIDE = pattern(r"[.!?…]\s+\S")
"""Where a sentence ends and another begins on one line: often in wrapped prose, seldom in verse."""

_ENDS = pattern(r"[.!?…؟۔।。！？:][\"'»”’)\]」』]*$")


def languages(text: str) -> list[str]:
    """The languages that a text may be in: one where that is sure, none where nothing tells.

    Of those that share their script with others, the ones among WORDS.
    """
    if alone := alphabets.by_script(text[:_ENOUGH]):
        return [alone]
    beginning = text[:_ENOUGH].lower()
    words, letters = Counter(_WORD.findall(beginning)), Counter(beginning)
    counts = {name: _count(words, frequent.split()) for name, frequent in WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < LEAST * max(words.total(), 1):
        return []
    near = [name for name in counts if name != best and not _apart(words, letters, best, name)]
    return [best, *sorted(near, key=lambda name: -counts[name])]


def is_heard(text: str, language: str) -> bool:
    """Whether the frequent words of a language are as frequent in a text as they are in prose."""
    words = Counter(_WORD.findall(text[:_ENOUGH].lower()))
    return _count(words, WORDS.get(language, "").split()) >= LEAST * max(words.total(), 1)


def told_by(text: str) -> Literal["words", "letters"]:
    """What tells the language of a text."""
    return "letters" if alphabets.by_script(text[:_ENOUGH]) else "words"


def _count(counts: Counter[str], signs: Iterable[str]) -> int:
    """How often any of some words or letters stands in a text, by the counts of them all."""
    return sum(counts[sign] for sign in set(signs))


def _apart(words: Counter[str], letters: Counter[str], first: str, second: str) -> bool:
    """Whether a text has what one language has alone, far more often than what only the other has."""
    own, foreign = _alone(words, WORDS[first].split(), WORDS[second].split())
    if first in LETTERS and second in LETTERS:
        own_letters, foreign_letters = _alone(letters, LETTERS[first], LETTERS[second])
        own, foreign = own + own_letters, foreign + foreign_letters
    return own > _SURE * foreign and own >= _SURE


def _alone(counts: Counter[str], first: Iterable[str], second: Iterable[str]) -> tuple[int, int]:
    """How often there is what only one of two languages has, for each of them."""
    own, foreign = set(first), set(second)
    return _count(counts, own - foreign), _count(counts, foreign - own)


def paragraphs(text: str) -> Literal["lines", "blank", "verse"]:
    """What ends a paragraph of a text: each line, or a blank line where lines are wrapped or are verse."""
    lines = ["", *(line.strip() for line in LINE_END.split(text.strip()))]
    if _is_verse(lines[1:]):
        return "verse"
    threes = [three for three in zip(lines, lines[1:], lines[2:], strict=False) if all(three[1:])]
    if not threes:
        return "blank" if "" in lines[1:] else "lines"
    torn = [following for before, line, following in threes if not _is_whole(line, before, following)]
    goes_on = sum(following[0].islower() for following in torn)
    return "blank" if goes_on > len(threes) / 10 or len(torn) > len(threes) / 2 else "lines"


def _is_verse(lines: list[str]) -> bool:
    """Whether short lines stand in blocks parted by blank lines, and are no wrapped prose."""
    blocks = [list(block) for is_filled, block in groupby(lines, bool) if is_filled]
    stanzas = [block for block in blocks if len(block) > 1]
    verses = sum(map(len, stanzas))
    if len(stanzas) < _STANZAS or verses <= sum(map(len, blocks)) / 2:
        return False
    short = sum(len(line) <= _VERSE for line in lines)
    return short >= len(lines) * 0.9 and _is_broken(stanzas, max(map(len, lines)), verses)


def _is_broken(blocks: list[list[str]], width: int, lines: int) -> bool:
    """Whether lines end early, or are never long, and seldom hold the end of a sentence inside."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    has_room = sum(len(line) + 1 + len(following.split()[0]) <= width for line, following in pairs)
    inside = sum(bool(_STOP_INSIDE.search(line)) for block in blocks for line in block)
    return (width < _NARROW or has_room > len(pairs) / 5) and inside < lines / 5


def _is_whole(line: str, before: str, following: str) -> bool:
    """Whether a line that another follows is a paragraph or a heading, and not wrapped."""
    return _ends(line) or (not before and _heads(line, following))


def _ends(line: str) -> bool:
    return len(line) > _WIDEST or _ENDS.search(line) is not None


def _heads(line: str, following: str) -> bool:
    """Whether a line is much shorter than the one under it, which is a paragraph."""
    return len(line) < _SHORT * len(following) and _ends(following) and not following[0].islower()
