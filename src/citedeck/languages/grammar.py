"""The little words of languages: what leans on an apostrophe, articles, abbreviations, what begins a phrase.

To add a language: its words in each table. A text may quote any other language, so that most readers
take the words of all of them at once (`of_all`).
"""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]
"""Words parted by blanks, by language."""

ELISIONS: Words = {
    "fr": "l d j m t s n c ç qu jusqu lorsqu puisqu quoiqu",
    "it": "un all dell nell sull dall coll quell quest gl v bell sant tutt com dov cos anch",
    "ca": "l d m t s n",
}
"""What may stand before an apostrophe as a word of its own."""

ARTICLES: Words = {
    "fr": "le la les un une des du de au aux",
    "en": "the a an",
    "de": "der die das den dem ein eine",
    "es": "el los las una",
    "it": "il lo gli i",
    "pt": "o os as um uma",
}
"""Articles, and what melts into them, that an answer may begin with or not."""

ELIDED_ARTICLES: Words = {
    "fr": "l d qu",
    "it": "un all dell nell sull dall",
}
"""The same before an apostrophe."""

ABBREVIATIONS: Words = {
    "": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z al cf Cf ex ibid vs Dr",
    "fr": "MM Mme Mlle Me Mr Pr St Ste éd av apr env",
    "en": "Mr Mrs Ms St jr Prof Sen Rev Gov Capt Lt Col Sgt Mt approx",
    "de": """
        Hr Hrn Fr Frl Prof Ing Dipl Hrsg hrsg Mio Mrd Tsd
        bzw vgl Vgl ggf evtl inkl exkl zzgl einschl sog ehem geb lt
    """,
    "es": "Sr Sra Srta Dra Dña Sto Sta Lic Gral Avda Av EE aprox",
    "pt": "Sr Sra Dra Profa Exmo Exma Av aprox",
    "it": "Sig dott Dott avv Avv cfr",
    "nl": "bijv Bijv dhr Dhr mevr Mevr drs Drs resp incl excl",
}
"""Words whose full stop ends no sentence; under "" those of many languages.

Left out is what often ends one (etc., usw., n. Chr., Jr.: a small letter after it tells enough), and
what is a word of another language: Spanish no., English on., German Gen., Danish sig., French prof.
"""

REFERENCES: Words = {
    "": "art chap col fig no n° op p pp sq t vol l",
    "de": "nr abs kap bd abb tab anm ziff jg ca",
    "es": "pág págs pag núm cap",
    "it": "pagg n cap",
    "ca": "pàg pàgs núm cap",
    "nl": "blz",
}
"""Words whose full stop ends no sentence before a number: references, in small letters."""

LETTERED = r"e\.g|i\.e|d\. ?h|[uov]\. ?a|h\. ?c|d\.w\.z|t\.o\.v|m\.b\.t|i\.v\.m|i\.p\.v|n\.a\.v"
"""Abbreviations of several letters, each with its full stop but the last."""

COUNTED = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jh"
)
"""What a number with a full stop counts, where it begins with a capital: « 3. März » in German."""

PREPOSITIONS: Words = {
    "en": """
        about after against before because between during from into over through under until while
        without
    """,
    "fr": "avec après avant chez contre depuis entre pendant sans sous vers lorsque quand parce",
    "es": "desde durante sobre hasta según cuando donde porque antes después contra entre",
    "pt": "após até depois enquanto quando onde perante sem sob durante sobre contra entre",
    "it": "dopo verso tra fra contro senza sopra sotto dove mentre perché",
    "de": "nach vor über unter zwischen ohne gegen durch bis seit weil wenn dass während",
    "ca": "abans després durant fins sense sobre contra quan perquè mentre segons",
    "nl": "tussen zonder tegen tijdens onder omdat wanneer naar over",
    "pl": "przez przed między podczas ponieważ",
    "ru": "после перед между через против",
}
"""What begins a phrase, beside the short words that are frequent in `guesses`."""

QUANTITIES: Words = {
    "en": "all almost every",
    "fr": "tous toutes chaque presque environ",
    "es": "todos todas casi cerca como",
    "pt": "todos todas quase cerca como",
    "it": "tutti tutte quasi circa come",
    "de": "alle jeder jede jedes etwa fast",
    "nl": "elke alle bijna",
    "ca": "tots totes cada gairebé",
}
"""What stands before a number or a noun and says how many."""


def of_all(table: Words) -> list[str]:
    """The words of every language in a table."""
    return " ".join(table.values()).split()
