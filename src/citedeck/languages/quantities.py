"""Quantities and dates as a language writes them: « 900 millions » is less than « 2 milliards ».

To add a language: its habits in HABITS. `decimal` parts a number from its fraction, the other mark and
blanks part its thousands; `words` are those for zero to twelve, none for one, which is an article too;
`greats` are words for powers of ten, `units` words for what is measured, in the
units of UNITS, `months` the twelve, forms of one with a slash; `before` says that a date is counted back,
`century` that Roman numerals count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache

from citedeck.languages.catalogue import OTHERWISE, primary
from citedeck.quick import dataclass, pattern

NUMBER, DATE = "number", "date"

Value = tuple[float, ...]

UNITS: Mapping[str, tuple[str, float]] = {
    "s": ("time", 1),
    "min": ("time", 60),
    "h": ("time", 3600),
    "day": ("time", 86_400),
    "week": ("time", 7 * 86_400),
    "month": ("time", 365.25 / 12 * 86_400),
    "year": ("time", 365.25 * 86_400),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "dm": ("length", 0.1),
    "m": ("length", 1),
    "km": ("length", 1000),
    "mg": ("mass", 0.001),
    "g": ("mass", 1),
    "kg": ("mass", 1000),
    "t": ("mass", 1_000_000),
    "ml": ("volume", 0.001),
    "cl": ("volume", 0.01),
    "dl": ("volume", 0.1),
    "l": ("volume", 1),
    "hl": ("volume", 100),
}
"""What a unit measures, and how much of it; all but the words of calendars are symbols in any language."""

_CALENDAR = ("day", "week", "month", "year")
_SIGNS = {"k€": 3, "M€": 6, "Md€": 9, "k$": 3, "M$": 6, "Md$": 9, "k": 3}

HABITS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "decimal": ",",
        "words": "zéro, , deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze",
        "greats": "mille 3, million millions 6, milliard milliards Md Mds 9, billion billions 12",
        "months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "units": (
            "s seconde secondes, min minute minutes, h heure heures, day jour jours, week semaine semaines, "
            "month mois, year an ans année années, m mètre mètres, km kilomètre kilomètres, "
            "g gramme grammes, kg kilo kilos kilogramme kilogrammes, t tonne tonnes, l litre litres"
        ),
        "before": r"\bav(?:ant|\.) (?:J\.?[ -]?-?C|notre ère)",
        "century": "siècle",
    },
    "en": {
        "decimal": ".",
        "words": "zero, , two, three, four, five, six, seven, eight, nine, ten, eleven, twelve",
        "greats": "thousand 3, million millions 6, billion billions bn 9, trillion trillions tn 12",
        "months": (
            "January/Jan February/Feb March April May June July August/Aug September/Sept October/Oct "
            "November/Nov December/Dec"
        ),
        "units": (
            "s second seconds, min minute minutes, h hour hours, day days, week weeks, month months, "
            "year years, m metre metres meter meters, km kilometre kilometres kilometer kilometers, "
            "g gram grams, kg kilo kilos kilogram kilograms, t tonne tonnes, l litre litres liter liters"
        ),
        "before": r"\bB\.?C\b|\bBCE\b",
        "century": "century",
    },
    "es": {
        "decimal": ",",
        "words": "cero, , dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce",
        "greats": "mil 3, millón millones 6, billón billones 12",
        "months": (
            "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre "
            "diciembre"
        ),
        "units": (
            "s segundo segundos, min minuto minutos, h hora horas, day día días, week semana semanas, "
            "month mes meses, year año años, m metro metros, km kilómetro kilómetros, g gramo gramos, "
            "kg kilo kilos kilogramo kilogramos, t tonelada toneladas, l litro litros"
        ),
        "before": r"\ba\. ?(?:de )?(?:J\. ?)?C\.?",
        "century": "siglo",
    },
    "de": {
        "decimal": ",",
        "words": "null, , zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf",
        "greats": (
            "tausend Tausend Tsd 3, Million Millionen Mio 6, Milliarde Milliarden Mrd 9, Billion Billionen 12"
        ),
        "months": (
            "Januar/Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"
        ),
        "units": (
            "s Sekunde Sekunden, min Minute Minuten, h Stunde Stunden, day Tag Tage Tagen, "
            "week Woche Wochen, month Monat Monate Monaten, year Jahr Jahre Jahren, m Meter Metern, "
            "km Kilometer Kilometern, g Gramm, kg Kilo Kilogramm, t Tonne Tonnen, l Liter Litern"
        ),
        "before": r"\bv\. ?(?:Chr|u\. ?Z)",
        "century": "Jahrhundert",
    },
    "it": {
        "decimal": ",",
        "words": "zero, , due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici",
        "greats": "mila 3, milione milioni mln 6, miliardo miliardi mld 9",
        "months": (
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
        ),
        "units": (
            "s secondo secondi, min minuto minuti, h ora ore, day giorno giorni, week settimana settimane, "
            "month mese mesi, year anno anni, m metro metri, km chilometro chilometri, g grammo grammi, "
            "kg chilo chili chilogrammo chilogrammi, t tonnellata tonnellate, l litro litri"
        ),
        "before": r"\ba\. ?C\.?",
        "century": "secolo",
    },
    "pt": {
        "decimal": ",",
        "words": "zero, , dois duas, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze",
        "greats": "mil 3, milhão milhões 6, bilhão bilhões 9, bilião biliões 12, trilhão trilhões 12",
        "months": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "units": (
            "s segundo segundos, min minuto minutos, h hora horas, day dia dias, week semana semanas, "
            "month mês meses, year ano anos, m metro metros, "
            "km quilômetro quilômetros quilómetro quilómetros, g grama gramas, "
            "kg quilo quilos quilograma quilogramas, t tonelada toneladas, l litro litros"
        ),
        "before": r"\ba\. ?C\.?",
        "century": "século",
    },
    "nl": {
        "decimal": ",",
        "words": "nul, , twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf",
        "greats": "duizend 3, miljoen miljoenen mln 6, miljard miljarden mld 9, biljoen biljoenen 12",
        "months": "januari februari maart april mei juni juli augustus september oktober november december",
        "units": (
            "s seconde seconden, min minuut minuten, h u uur uren, day dag dagen, week weken, "
            "month maand maanden, year jaar jaren, m meter, km kilometer, g gram, kg kilo kilogram, "
            "t ton, l liter"
        ),
        "before": r"\bv\. ?Chr",
        "century": "eeuw",
    },
    "ca": {
        "decimal": ",",
        "words": "zero, , dos dues, tres, quatre, cinc, sis, set, vuit, nou, deu, onze, dotze",
        "greats": "mil 3, milió milions 6, bilió bilions 12",
        "months": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
        "units": (
            "s segon segons, min minut minuts, h hora hores, day dia dies, week setmana setmanes, "
            "month mes mesos, year any anys, m metre metres, km quilòmetre quilòmetres, g gram grams, "
            "kg quilo quilos quilogram quilograms, t tona tones, l litre litres"
        ),
        "before": r"\ba\. ?(?:de )?C\.?",
        "century": "segle",
    },
    "ro": {
        "decimal": ",",
        "words": (
            "zero, , doi două, trei, patru, cinci, șase, șapte, opt, nouă, zece, unsprezece, doisprezece"
        ),
        "greats": "mie mii 3, milion milioane mil 6, miliard miliarde mld 9",
        "months": (
            "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
            "noiembrie decembrie"
        ),
        "units": (
            "s secundă secunde, min minut minute, h oră ore, day zi zile, week săptămână săptămâni, "
            "month lună luni, year an ani, m metru metri, km kilometru kilometri, g gram grame, "
            "kg kilogram kilograme, t tonă tone, l litru litri"
        ),
        "before": r"\bî\. ?(?:Hr|e\. ?n)",
        "century": "secol",
    },
    "pl": {
        "decimal": ",",
        "words": (
            "zero, , dwa dwie dwaj, trzy trzej, cztery czterej, pięć, sześć, siedem, osiem, "
            "dziewięć, dziesięć, jedenaście, dwanaście"
        ),
        "greats": (
            "tysiąc tysiące tysięcy tys 3, milion miliony milionów mln 6, "
            "miliard miliardy miliardów mld 9, bilion biliony bilionów 12"
        ),
        "months": (
            "stycznia/styczeń/styczniu lutego/luty/lutym marca/marzec/marcu kwietnia/kwiecień/kwietniu "
            "maja/maj/maju czerwca/czerwiec/czerwcu lipca/lipiec/lipcu sierpnia/sierpień/sierpniu "
            "września/wrzesień/wrześniu października/październik/październiku "
            "listopada/listopad/listopadzie grudnia/grudzień/grudniu"
        ),
        "units": (
            "s sekunda sekundy sekund, min minuta minuty minut, h godzina godziny godzin godz, "
            "day dzień dni, week tydzień tygodnie tygodni, month miesiąc miesiące miesięcy, "
            "year rok lata lat, m metr metry metrów, km kilometr kilometry kilometrów, "
            "g gram gramy gramów, kg kilogram kilogramy kilogramów kilo, t tona tony ton, "
            "l litr litry litrów"
        ),
        "before": r"\bp\. ?n\. ?e",
        "century": "wiek",
    },
    "ru": {
        "decimal": ",",
        "words": (
            "ноль нуль, , два две двое, три трое, четыре, пять, шесть, семь, восемь, девять, "
            "десять, одиннадцать, двенадцать"
        ),
        "greats": (
            "тысяча тысячи тысяч тыс 3, миллион миллиона миллионов млн 6, "
            "миллиард миллиарда миллиардов млрд 9, триллион триллиона триллионов трлн 12"
        ),
        "months": (
            "января/январь/январе февраля/февраль/феврале марта/март/марте апреля/апрель/апреле "
            "мая/май/мае июня/июнь/июне июля/июль/июле августа/август/августе "
            "сентября/сентябрь/сентябре октября/октябрь/октябре ноября/ноябрь/ноябре "
            "декабря/декабрь/декабре"
        ),
        "units": (
            "s секунда секунды секунд с, min минута минуты минут мин, h час часа часов ч, "
            "day день дня дней, week неделя недели недель, month месяц месяца месяцев, "
            "year год года лет, mm мм, cm см, m метр метра метров м, km километр километра километров км, "
            "g грамм грамма граммов г, kg килограмм килограмма килограммов кг, t тонна тонны тонн т, "
            "l литр литра литров л"
        ),
        "before": r"\bдо н\. ?э",
        "century": "век|столети",
    },
    "uk": {
        "decimal": ",",
        "words": (
            "нуль, , два дві двоє, три троє, чотири, п’ять п'ять, шість, сім, вісім, "
            "дев’ять дев'ять, десять, одинадцять, дванадцять"
        ),
        "greats": (
            "тисяча тисячі тисяч тис 3, мільйон мільйони мільйона мільйонів млн 6, "
            "мільярд мільярди мільярда мільярдів млрд 9, трильйон трильйони трильйонів трлн 12"
        ),
        "months": (
            "січня/січень/січні лютого/лютий/лютому березня/березень/березні квітня/квітень/квітні "
            "травня/травень/травні червня/червень/червні липня/липень/липні серпня/серпень/серпні "
            "вересня/вересень/вересні жовтня/жовтень/жовтні листопада/листопад/листопаді "
            "грудня/грудень/грудні"
        ),
        "units": (
            "s секунда секунди секунд с, min хвилина хвилини хвилин хв, h година години годин год, "
            "day день дні днів, week тиждень тижні тижнів, month місяць місяці місяців, "
            "year рік роки років, mm мм, cm см, m метр метри метрів м, km кілометр кілометри кілометрів км, "
            "g грам грами грамів г, kg кілограм кілограми кілограмів кг, t тонна тонни тонн т, "
            "l літр літри літрів л"
        ),
        "before": r"\bдо н\. ?е",
        "century": "столітт|вік",
    },
    "el": {
        "decimal": ",",
        "words": (
            "μηδέν, , δύο δυο, τρία τρεις, τέσσερα τέσσερις, πέντε, έξι, επτά εφτά, "
            "οκτώ οχτώ, εννέα εννιά, δέκα, έντεκα, δώδεκα"
        ),
        "greats": "χιλιάδες 3, εκατομμύριο εκατομμύρια εκατ 6, δισεκατομμύριο δισεκατομμύρια δισ 9",
        "months": (
            "Ιανουαρίου/Ιανουάριος/Ιανουάριο Φεβρουαρίου/Φεβρουάριος/Φεβρουάριο Μαρτίου/Μάρτιος/Μάρτιο "
            "Απριλίου/Απρίλιος/Απρίλιο Μαΐου/Μάιος/Μάιο Ιουνίου/Ιούνιος/Ιούνιο Ιουλίου/Ιούλιος/Ιούλιο "
            "Αυγούστου/Αύγουστος/Αύγουστο Σεπτεμβρίου/Σεπτέμβριος/Σεπτέμβριο "
            "Οκτωβρίου/Οκτώβριος/Οκτώβριο Νοεμβρίου/Νοέμβριος/Νοέμβριο Δεκεμβρίου/Δεκέμβριος/Δεκέμβριο"
        ),
        "units": (
            "s δευτερόλεπτο δευτερόλεπτα, min λεπτό λεπτά, h ώρα ώρες, day ημέρα ημέρες μέρα μέρες, "
            "week εβδομάδα εβδομάδες, month μήνας μήνες, year έτος έτη χρόνος χρόνια, m μέτρο μέτρα, "
            "km χιλιόμετρο χιλιόμετρα, g γραμμάριο γραμμάρια, kg κιλό κιλά, t τόνος τόνοι, l λίτρο λίτρα"
        ),
        "before": r"\bπ\. ?Χ",
        "century": "αιώνα",
    },
}

_BLANK = "[ \xa0\u202f]"
_SIGN = r"(?<![\w.,–−-])(?P<sign>[−–-]?)"
_ORDINAL = r"(?:er|re|st|nd|rd|th|\.|º|ª|η)?"
_LINKS = r"(?:de |del |d['’]|of |do |di |the )?"
_MONTH_LONG, _DAY_LONG = 12, 31
_DATE_MARKS = "./-"
"""What parts a date that is all digits."""

_DIGIT = pattern(r"\d")
_ROMAN_NUMBER = pattern(r"\b([IVXL]+)(?:er|e|ème)?\b")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Writing:
    """The patterns of a language's numbers and dates."""

    decimal: str
    number: re.Pattern[str]
    date: re.Pattern[str]
    months: Mapping[str, int]
    words: Mapping[str, int]
    greats: Mapping[str, int]
    units: Mapping[str, str]
    before: re.Pattern[str]
    century: re.Pattern[str]
    month_first: bool = False


def written(number: str, language: str) -> str:
    """A number in digits with the mark of a language before its fraction: 0,5 in French."""
    return number.replace(".", _habits(language)["decimal"])


def is_one(amount: Decimal, language: str) -> bool:
    """Whether so many are called by the singular: in French all that is less than two."""
    return amount < 2 if primary(language) == "fr" else amount == 1  # noqa: PLR2004


@lru_cache(maxsize=2**10)  # each draw of an item asks for the same
def of(words: str, language: str) -> Mapping[str, Value]:
    """What words may be compared by: the date, the number or the measure they give; nothing where none."""
    how = _writing(primary(language), language)
    lowered = words.casefold()
    has_month = not words.isdecimal() and _holds(lowered, how.months)
    if not has_month and not _has_number(words, lowered, how):
        return {}  # most words: the patterns below would look for all of this at each of their letters
    sign = -1 if how.before.search(words) else 1
    is_dated = has_month or _holds(words, _DATE_MARKS)
    if is_dated and (date := _date(words, sign, how)):
        plain = list(_numbers(words, how))
        return {DATE: date, **({NUMBER: (plain[0][0],)} if len(plain) == 1 else {})}
    if how.century.search(words) and (roman := _ROMAN_NUMBER.search(words)):
        return {NUMBER: (sign * _roman(roman[1]),)}
    numbers = list(_numbers(words, how))
    values: dict[str, Value] = {}
    if len(numbers) == 1:
        number = sign * numbers[0][0]
        values = {NUMBER: (number,), DATE: (number, 0, 0)}
    measured = {UNITS[unit][0] for _, unit in numbers if unit}
    if len(measured) == 1 and all(unit for _, unit in numbers):
        values[measured.pop()] = (sum(number * UNITS[unit][1] for number, unit in numbers),)
    return values


def _has_number(words: str, lowered: str, how: Writing) -> bool:
    """Whether there is a digit, a word for a number, or one that Roman numerals count."""
    if _DIGIT.search(words) or _holds(lowered, how.words):
        return True
    return how.century.search(words) is not None


def _holds(words: str, parts: Iterable[str]) -> bool:
    """Whether any of some parts stands in words: a plain loop is half the cost of `any`."""
    for part in parts:  # noqa: SIM110
        if part in words:
            return True
    return False


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _numbers(words: str, how: Writing) -> Iterator[tuple[float, str]]:
    """The numbers of some words, each with its unit; a time of day is one of hours."""
    for m in how.number.finditer(words):
        if m["hours"]:
            hours = int(m["hours"]) % 12 + 12 * (m["half"] == "p") if m["half"] else int(m["hours"])
            yield hours + int(m["minutes"] or 0) / 60, "h"
            continue
        if m["word"]:
            number = float(how.words[m["word"].casefold()])
        else:
            whole = re.sub(r"\D", "", m["whole"])
            number = float(f"{whole}.{m['rest'] or 0}")
        number *= 10.0 ** how.greats.get(m["great"] or "", 0)
        yield (-number if m["sign"] else number), how.units.get(m["unit"] or "", "")


def _date(words: str, sign: int, how: Writing) -> Value | None:
    """The first date of some words: year, month and day, 0 where it names none."""
    m = how.date.search(words)
    if m is None:
        return None
    if m["iso"]:
        year, month, day = map(int, m["iso"].split("-"))
    elif m["digits"]:
        first, second, year = map(int, re.split(r"[./-]", m["digits"]))
        day, month = (second, first) if how.month_first else (first, second)
    else:
        month = how.months[m["month"].casefold()]
        day, year = int(m["day"] or m["day_after"] or 0), int(m["year"] or 0)
    if month > _MONTH_LONG or day > _DAY_LONG:
        return None
    return (sign * year, month, day)


def _habits(language: str) -> Mapping[str, str]:
    return HABITS.get(primary(language), HABITS[OTHERWISE])


@cache
def _writing(name: str, language: str) -> Writing:
    """The patterns of a language; of one that is not here, those of English."""
    habits = _habits(name)
    greats = {**_greats(habits["greats"]), **_SIGNS}
    units = {**{unit: unit for unit in UNITS if unit not in _CALENDAR}, **_units(habits["units"])}
    words = {form: n for n, forms in enumerate(habits["words"].split(",")) for form in forms.split()}
    months = [forms.split("/") for forms in habits["months"].split()]
    is_english = habits is HABITS[OTHERWISE]
    return Writing(
        decimal=habits["decimal"],
        number=_number_pattern(habits["decimal"], words, greats, units),
        date=_date_pattern([form for forms in months for form in forms], exact=is_english),
        months={form.casefold(): number for number, forms in enumerate(months, 1) for form in forms},
        words={form.casefold(): n for form, n in words.items()},
        greats=greats,
        units=units,
        before=pattern(habits["before"]),
        century=pattern(habits["century"]),
        month_first=is_english and language in ("en", "en-US"),
    )


def _number_pattern(
    decimal: str, words: Iterable[str], greats: Iterable[str], units: Iterable[str]
) -> re.Pattern[str]:
    groups = rf"(?:{_BLANK}|['’]|{re.escape('.' if decimal == ',' else ',')})"
    whole = rf"(?P<whole>\d{{1,3}}(?:{groups}\d{{3}})+(?!\d)|\d+)"
    asked = rf"(?={_BLANK}?(?:(?:h{_BLANK}?|:)[0-5]\d(?!\d)|[ap]\.?m\b))"
    minutes = rf"(?:{_BLANK}?(?:h{_BLANK}?|:)(?P<minutes>[0-5]\d))?"
    time = rf"(?P<hours>\d\d?){asked}{minutes}(?:{_BLANK}?(?P<half>[ap])\.?m)?"
    followed = rf"(?:{_BLANK}?(?P<great>{_any(greats)})(?!\w)\.?)?(?:{_BLANK}?(?P<unit>{_any(units)})(?!\w))?"
    digits = rf"{_SIGN}{whole}(?:[.,](?P<rest>\d+))?"
    return pattern(rf"\b{time}|(?:{digits}|\b(?P<word>(?i:{_any(words)}))\b){followed}")


def _date_pattern(months: Iterable[str], *, exact: bool) -> re.Pattern[str]:
    """Dates in digits or words; English names its months with a capital, and has « may » without."""
    named = f"(?:{_any(months)})" if exact else f"(?i:{_any(months)})"
    iso, digits = r"\b(?P<iso>\d{4}-\d\d-\d\d)\b", r"\b(?P<digits>\d\d?[./-]\d\d?[./-]\d{4})\b"
    before = rf"(?:(?P<day>\d\d?){_ORDINAL}{_BLANK}{_LINKS})?"
    after = rf"(?:{_BLANK}(?P<day_after>\d\d?)(?:st|nd|rd|th)?\b,?)?"
    year = rf"(?:{_BLANK}{_LINKS}(?P<year>\d{{3,4}})(?!\d))?"
    return pattern(rf"{iso}|{digits}|\b{before}(?P<month>{named})\b{after}{year}")


def _greats(written_down: str) -> dict[str, int]:
    """Words for powers of ten, each with its power."""
    rows = (row.split() for row in written_down.split(","))
    return {word: int(row[-1]) for row in rows for word in row[:-1]}


def _units(written_down: str) -> dict[str, str]:
    """Words for units, each with the unit of UNITS that it is."""
    rows = (row.split() for row in written_down.split(","))
    return {word: row[0] for row in rows for word in row if word not in UNITS or word == row[0]}


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
