"""Numbers written in words, by language: which words count, and which join them to one number.

To add a language: its words in WORDS. `ones` are apart, for they are articles too: they bind only to
`greats`, words of hundreds, thousands, millions; two small numbers in a row are two. A word that
`joins` binds only what follows `tens` or `greats`: « vingt et un » is a number, « deux et trois » are
two. Where a language writes a number as one word, its parts stand here, and any row of them is one.
"""

from __future__ import annotations

import re
from functools import cache

from citedeck.languages.catalogue import primary
from citedeck.quick import dataclass, pattern

WORDS = {
    "fr": {
        "ones": "un une",
        "units": (
            "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
        ),
        "tens": ("vingt vingts trente quarante cinquante soixante septante huitante octante nonante"),
        "greats": ("vingt vingts cent cents mil mille million millions milliard milliards billion billions"),
        "joins": "et",
    },
    "en": {
        "ones": "a one",
        "units": (
            "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen dozen"
        ),
        "tens": "twenty thirty forty fifty sixty seventy eighty ninety",
        "greats": (
            "hundred hundreds thousand thousands million millions billion billions trillion trillions"
        ),
        "joins": "and",
    },
    "es": {
        "ones": "un una uno",
        "units": (
            "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            "dieci dós trés séis"
        ),
        "tens": ("veinte veinti treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
        "greats": (
            "cien ciento cientos cientas quinientos quinientas sete nove mil millón millones billón billones"
        ),
        "joins": "y",
    },
    "de": {
        "ones": "ein eine einer einem einen eins",
        "units": ("null zwei zwo drei vier fünf sechs sech sieben sieb acht neun zehn elf zwölf dutzend"),
        "tens": "zwanzig dreißig zig",
        "greats": (
            "hundert hunderte tausend tausende million millionen milliarde milliarden billion billionen"
        ),
        "joins": "und",
    },
    "it": {
        "ones": "un uno una",
        "units": (
            "zero due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
            "quattordici quindici sedici diciassette diciotto diciannove tré"
        ),
        "tens": (
            "venti vent trenta trent quaranta quarant cinquanta cinquant sessanta sessant "
            "settanta settant ottanta ottant novanta novant"
        ),
        "greats": "cento mille mila milione milioni miliardo miliardi",
        "joins": "e",
    },
    "pt": {
        "ones": "um uma",
        "units": (
            "zero dois duas três quatro cinco seis sete oito nove dez onze doze treze quatorze "
            "catorze quinze dezesseis dezasseis dezessete dezassete dezoito dezenove dezanove"
        ),
        "tens": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "greats": (
            "cem cento centos duzentos duzentas trezentos trezentas quinhentos quinhentas mil "
            "milhão milhões bilhão bilhões bilião biliões"
        ),
        "joins": "e",
    },
    "nl": {
        "ones": "een één",
        "units": ("nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"),
        "tens": "twintig dertig veertig tig tachtig",
        "greats": ("honderd honderden duizend duizenden miljoen miljoenen miljard miljarden biljoen"),
        "joins": "en ën",
    },
    "ca": {
        "ones": "un una u",
        "units": (
            "zero dos dues tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze "
            "setze disset divuit dinou"
        ),
        "tens": "vint trenta quaranta cinquanta seixanta setanta vuitanta noranta",
        "greats": "cent cents centes mil milió milions miliard miliards bilió bilions",
        "joins": "i",
    },
    "ro": {
        "ones": "un o unu una",
        "units": (
            "zero doi două trei patru cinci șase șapte opt nouă zece spre unsprezece doisprezece "
            "paisprezece șaisprezece"
        ),
        "tens": "douăzeci treizeci zeci",
        "greats": "sută sute mie mii milion milioane miliard miliarde",
        "joins": "și de",
    },
    "pl": {
        "ones": "jeden jedna jedno jednego jednej",
        "units": (
            "zero dwa dwie dwóch dwoma trzy trzech trzema cztery czterech pięć pięciu sześć "
            "sześciu siedem siedmiu osiem ośmiu dziewięć dziewięciu dziesięć dziesięciu naście "
            "nastu jedenaście dwanaście trzynaście czternaście piętnaście szesnaście "
            "dziewiętnaście"
        ),
        "tens": ("dwadzieścia dwudziestu trzydzieści trzydziestu czterdzieści czterdziestu dziesiąt"),
        "greats": (
            "sto stu dwieście dwustu trzysta trzystu czterysta czterystu set setki tysiąc tysiące "
            "tysięcy milion miliony milionów miliard miliardy miliardów"
        ),
        "joins": "",
    },
    "ru": {
        "ones": "один одна одно одного одной",
        "units": (
            "ноль нуль два две двух двум три трех трём трём четыре четырех пять пяти шесть шести "
            "семь семи восемь восьми девять девяти десять десяти надцать одиннадцать двенадцать "
            "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
        ),
        "tens": "двадцать двадцати тридцать тридцати сорок сорока десят девяносто",
        "greats": (
            "сто ста двести двухсот триста трехсот четыреста сот тысяча тысячи тысяч тысячу "
            "миллион миллиона миллионов миллиард миллиарда миллиардов"
        ),
        "joins": "",
    },
    "uk": {
        "ones": "один одна одне одного однієї",
        "units": (
            "нуль два дві двох три трьох чотири чотирьох п'ять п'яти шість шести сім семи вісім "
            "восьми дев'ять дев'яти десять десяти надцять одинадцять дванадцять чотирнадцять "
            "п'ятнадцять шістнадцять"
        ),
        "tens": "двадцять двадцяти тридцять тридцяти сорок сорока десят дев'яносто",
        "greats": (
            "сто ста двісті двохсот триста трьохсот чотириста сот тисяча тисячі тисяч тисячу "
            "мільйон мільйона мільйонів мільярд мільярда мільярдів"
        ),
        "joins": "",
    },
    "el": {
        "ones": "ένα ένας μία μια",
        "units": (
            "μηδέν δύο δυο τρία τρεις τριών τέσσερα τέσσερις πέντε έξι επτά εφτά οκτώ οχτώ εννέα "
            "εννιά δέκα έντεκα δώδεκα"
        ),
        "tens": "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
        "greats": (
            "εκατό εκατόν διακόσια διακόσιες διακόσιοι τριακόσια τετρακόσια πεντακόσια εξακόσια "
            "επτακόσια οκτακόσια εννιακόσια χίλια χίλιες χίλιοι χιλιάδες εκατομμύριο εκατομμύρια "
            "δισεκατομμύριο δισεκατομμύρια"
        ),
        "joins": "και",
    },
}

_LONGEST = 60
"""No number is a longer word (characters)."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The patterns of a language's number words, for folded words in small letters."""

    number: re.Pattern[str]
    """A word of a number: one of its words, or several written as one."""
    great: re.Pattern[str]
    article: re.Pattern[str]
    """A word for one, which is an article too."""
    round: re.Pattern[str]
    """A number that a smaller one may be joined to."""
    joins: frozenset[str]

    def counts(self, word: str) -> bool:
        """Whether a word is a number, or a part of one."""
        return len(word) < _LONGEST and bool(self.number.fullmatch(word))

    def goes_on(self, word: str) -> bool:
        """Whether a number that began before a word may go on with it."""
        return word in self.joins or self.counts(word) or bool(self.article.fullmatch(word))

    def bind(self, before: str, after: str) -> bool:
        """Whether two words that follow each other are parts of one number."""
        if self.great.fullmatch(after):
            return self.counts(before) or bool(self.article.fullmatch(before))
        follows = self.counts(after) or bool(self.article.fullmatch(after))
        return follows and self.counts(before) and bool(self.round.search(before))

    def joined(self, before: str, join: str, after: str) -> bool:
        """Whether a word between two others makes one number of them."""
        if join not in self.joins or not (self.counts(after) or self.article.fullmatch(after)):
            return False
        return self.counts(before) and bool(self.round.search(before))


@cache  # a text is of one language, and most courses of one
def of(language: str) -> Numerals | None:
    """What is known of the number words of a language, by its tag."""
    name = primary(language)
    if name not in WORDS:
        return None
    words = {key: _any(of_key) for key, of_key in WORDS[name].items() if of_key}
    count = f"(?:{words['units']}|{words['tens']}|{words['greats']})"
    part = f"(?:{'|'.join(words.values())})"
    return Numerals(
        number=pattern(f"{part}*?{count}{part}*"),
        great=pattern(words["greats"]),
        article=pattern(words["ones"]),
        round=pattern(f"(?:{words['tens']}|{words['greats']})$"),
        joins=frozenset(WORDS[name]["joins"].split()),
    )


def _any(words: str) -> str:
    longest_first = sorted(words.split(), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))
