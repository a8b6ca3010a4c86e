"""What turns a sentence: a negation, a doubt, a condition, a denial, « selon »; and what parts its clauses.

To add a language: its words in WORDS, in small letters, phrases parted by commas. In a phrase a stroke
parts words that stand for each other, `*` is any ending, `_` any one word, `…` a few words; after `>`
stand words that follow it; `^` says that it counts only after a mark or at the beginning. What `nothing`
lists looks like one of these and is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from citedeck.languages.catalogue import primary
from citedeck.quick import dataclass, pattern

KINDS = ("not", "none", "perhaps", "if", "denied", "according")
"""What turns a sentence. Of negations, `none` are those that may be its subject: nobody, no city."""

DENYING = frozenset({"not", "none", "denied"})
"""Those that say that something is not so."""

JOINTS = ("that", "and", "but", "who", "because", "to")
"""What begins a clause: of its content, beside it, against it, about a noun, the reason, the purpose."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "nothing": (
            "même/comme si, si bien/peu/ce, non/pas seulement, pas uniquement,"
            " un/premier/faux/seul/quelques pas,"
            " à jamais, rien/personne d' autre que/qu', sans aucun/aucune, pas moins, non sans, non loin,"
            " ne/n' peut/peuvent/pouvait que/qu', sans nul/aucun doute, mis/mise en doute"
        ),
        "not": (
            "ne/n' … pas/jamais/plus/point/guère/rien/personne/aucun/aucune/nul/nulle/nullement/ni, pas,"
            " jamais,"
            " ni, non, nullement, aucunement, ne/n' peut/peuvent/pouvait/saurait/sait/ose"
        ),
        "none": "personne/rien/nul ne/n', ^personne, ^rien, aucun, aucune, nulle",
        "perhaps": (
            "peut-être, sans doute, probablement, vraisemblablement, possiblement, éventuellement,"
            " prétendument,"
            " soi-disant, se peut que/qu', est possible que/qu'"
        ),
        "if": (
            "^si, s' il/ils, à condition que/qu'/de/d', à moins que/qu'/de/d', pourvu que/qu', sauf si/s',"
            " en cas de/d', au cas où, à supposer que/qu', selon que/qu',"
            " si > le/la/les/l'/un/une/des/du/on/il/elle/ils/elles/je/tu/nous/vous/ce/c'/cela/mon/ma/mes"
            "/son/sa/ses"
            "/leur/leurs/notre/nos/votre/vos/aucun/aucune/chaque/tous/toutes/ces/cette/cet/personne"
        ),
        "denied": (
            "est/serait/était faux/fausse, faux que/qu', nie/nient/niait/niaient/nia/nièrent/nié/niant,"
            " dément/démentent/démentait/démentit/démenti, doute/doutent/doutait/doutaient/douta,"
            " conteste/contestent/contestait que/qu', réfut*, à tort, refus* de/d'"
        ),
        "according": "selon, d'après, à en croire, aux yeux de/du/des/d'",
        "that": "que qu'",
        "and": "et ou puis car donc or",
        "but": "mais",
        "who": "qui dont où lequel laquelle lesquels lesquelles",
        "because": "parce puisque alors quand lorsque tandis comme quoique",
        "to": "pour afin sans",
    },
    "en": {
        "nothing": (
            "not only/just/merely/simply/until, no doubt/sooner/less/later/fewer, nothing but,"
            " whether or not,"
            " if not/any/ever, as/even/what if, with no, without a/any doubt"
        ),
        "not": (
            "not, never, nor, cannot, hardly, scarcely, barely, seldom, rarely,"
            " don'/doesn'/didn'/isn'/aren'/wasn'/weren'/haven'/hasn'/hadn'/won'/wouldn'/can'/couldn'/shouldn'"
            "/mustn'/needn'/mightn'/shan'/ain' t"
        ),
        "none": "nobody, none, nothing, no one, no-one, nowhere, neither, no",
        "perhaps": (
            "perhaps, maybe, possibly, probably, allegedly, supposedly, reportedly, presumably, purportedly,"
            " might, is possible that"
        ),
        "if": (
            "if, unless, provided/providing/assuming that, ^provided, ^providing, ^assuming,"
            " on the condition, on condition, in case, so/as long as"
        ),
        "denied": (
            "deny, denies, denied, denying, is/was/are/were/be false/untrue/wrong, false/untrue that,"
            " falsely, unlikely, doubts, doubted, doubting, doubt that/whether/if, refut*,"
            " disputes/disputed that,"
            " reject/rejects/rejected the claim/idea/view, refuse/refuses/refused/declines/declined to"
        ),
        "according": "according to, in the words/view/opinion/eyes of",
        "that": "that whether to",
        "and": "and or",
        "but": "but yet rather",
        "who": "who whom whose which where",
        "because": "because since while although though when as so",
        "to": "to so",
    },
    "es": {
        "nothing": (
            "no solo/sólo/solamente/únicamente/obstante, no _ sino, como/aun/incluso si, si bien,"
            " sin duda/ningún/ninguna, sin lugar a dudas, si mism*"
        ),
        "not": "no, ni, nunca, jamás, tampoco, apenas",
        "none": "ningún, ninguno, ninguna, nadie, nada",
        "perhaps": (
            "quizá, quizás, tal vez, acaso, posiblemente, probablemente, a lo mejor, supuestamente,"
            " presuntamente, es posible que, puede que"
        ),
        "if": (
            "si, a condición de, siempre que, siempre y cuando, a menos que, salvo que, a no ser que,"
            " con tal de/que, en caso de/que"
        ),
        "denied": (
            "niega/niegan/negó/negaron/negaba/negaban/negado, desmient*, desmint*, es/sería/era falso/falsa,"
            " falso que, duda/dudan/dudó/dudaba que, dudan, rechaz* que"
        ),
        "according": (
            "según, a juicio de/del, en palabras de/del, en opinión de/del, a decir de/del, ^de acuerdo con"
        ),
        "that": "que",
        "and": "y e o u",
        "but": "pero sino mas",
        "who": "quien quienes donde cuyo cuya",
        "because": "porque pues aunque cuando mientras como",
        "to": "para sin",
    },
    "de": {
        "nothing": (
            "nicht nur/allein/bloß/zuletzt/umsonst, auch/als/wie/selbst/sogar wenn, wenn auch, nichts als,"
            " ohne zweifel/jeden"
        ),
        "not": "nicht, nie, niemals, weder, keinesfalls, keineswegs, kaum, nirgend*",
        "none": "kein, keine, keinem, keinen, keiner, keines, niemand*, nichts",
        "perhaps": (
            "vielleicht, womöglich, möglicherweise, vermutlich, wahrscheinlich, angeblich, eventuell,"
            " mutmaßlich, ist möglich, dürfte, dürften"
        ),
        "if": (
            "wenn, falls, sofern, es sei denn, vorausgesetzt, unter der bedingung/voraussetzung, im falle,"
            " ^sollte, ^sollten"
        ),
        "denied": (
            "bestreit*, bestritt*, leugn*, dementier*, verneint*, bezweifel*, zweifelt*, zweifeln,"
            " ist/sei/war/wäre falsch/unwahr/unzutreffend/unrichtig, falsch ist, weiger*, zu unrecht"
        ),
        "according": (
            "laut > de*, laut > eine*, ^laut, zufolge, gemäß, nach ansicht/meinung/angaben/auffassung,"
            " ^so der/die/das"
        ),
        "that": "dass daß ob",
        "and": "und oder",
        "but": "aber sondern doch jedoch",
        "because": "weil da denn obwohl obgleich nachdem bevor damit indem",
        "to": "um",
    },
    "it": {
        "nothing": (
            "non solo/soltanto/solamente, anche/come se, se non, se ne, se stess*, senza dubbio,"
            " senza alcun/nessun, non … altro che"
        ),
        "not": "non, né, mai, nemmeno, neanche, neppure, mica, affatto",
        "none": "nessun, nessuno, nessuna, nessun', niente, nulla",
        "perhaps": (
            "forse, magari, probabilmente, presumibilmente, può darsi, è possibile che, chissà, a quanto pare"
        ),
        "if": (
            "^se, a condizione che, a patto che, purché, a meno che, salvo che, qualora, in caso di,"
            " nel caso,"
            " se > il/lo/la/i/gli/le/l'/un/una/non/si/ci/c'/è/fosse/ha/hanno/avrà/sarà"
        ),
        "denied": (
            "nega/negano/negò/negarono/negava/negavano/negato, smentisc*, smentì, smentit*,"
            " è/sarebbe/era falso/falsa, falso che, dubit*, rifiut* di"
        ),
        "according": (
            "secondo > il/lo/la/i/gli/le/l'/un/una/uno/un', ^secondo, a detta d*, stando a*, a parere d*,"
            " a giudizio d*"
        ),
        "that": "che di",
        "and": "e ed o",
        "but": "ma bensì però",
        "who": "cui dove quale quali",
        "because": "perché poiché benché sebbene quando mentre siccome",
        "to": "per senza",
    },
    "pt": {
        "nothing": (
            "não só/apenas/somente/obstante, não _ senão, como/mesmo se, se bem, sem dúvida,"
            " sem nenhum/nenhuma"
        ),
        "not": "não, nem, nunca, jamais, tampouco, mal",
        "none": "nenhum, nenhuma, ninguém, nada",
        "perhaps": (
            "talvez, porventura, quiçá, possivelmente, provavelmente, alegadamente, supostamente,"
            " é possível que, pode ser"
        ),
        "if": (
            "^se, ^caso, caso > o/a/os/as, a menos que, desde que, contanto que, a não ser que,"
            " na condição de, com a condição, em caso de, salvo se,"
            " se > o/a/os/as/um/uma/não/houver/for/forem/tiver/ele/ela/eles/elas/todos/ninguém"
        ),
        "denied": (
            "nega/negam/negou/negaram/negava/negavam/negado, desment*, desmint*, é/seria/era falso/falsa,"
            " falso que, duvid*, recus*"
        ),
        "according": (
            "segundo > o/a/os/as/um/uma, ^segundo, nas palavras d*, na opinião d*, no dizer d*,"
            " ^de acordo com,"
            " conforme > o/a"
        ),
        "that": "que",
        "and": "e ou",
        "but": "mas senão porém",
        "who": "quem onde cujo cuja qual quais",
        "because": "porque pois embora quando enquanto como",
        "to": "para sem",
    },
    "nl": {
        "nothing": (
            "niet alleen/slechts/enkel/zozeer/voor, even/zo/net/dezelfde _ als, net als, zowel … als,"
            " zonder twijfel, ook als"
        ),
        "not": "niet, nooit, noch, nimmer, evenmin, geenszins, nauwelijks, nergens",
        "none": "geen, niemand, niets",
        "perhaps": (
            "misschien, wellicht, mogelijk, vermoedelijk, waarschijnlijk, zogenaamd, naar verluidt,"
            " mogelijkerwijs"
        ),
        "if": (
            "^als, indien, tenzij, mits, op voorwaarde, in geval,"
            " als > de/het/er/hij/ze/zij/we/wij/men/dat/dit/deze/niemand"
        ),
        "denied": (
            "ontken*, betwist*, betwijfel*, twijfelt, twijfelen, onwaar, onjuist, weiger*, ten onrechte"
        ),
        "according": "volgens, aldus",
        "that": "dat of",
        "and": "en",
        "but": "maar doch",
        "who": "wie waar die",
        "because": "omdat want terwijl hoewel toen wanneer zodat doordat aangezien",
        "to": "om zonder",
    },
    "ca": {
        "nothing": (
            "no només/sols/solament/obstant, no _ sinó, com si, encara/fins si, si mateix*, si bé,"
            " sense dubte/cap, sens dubte"
        ),
        "not": "no, ni, mai, tampoc, gens, enlloc",
        "none": "ningú, ningun, cap … no",
        "perhaps": (
            "potser, tal vegada, possiblement, probablement, suposadament, presumptament, és possible que,"
            " pot ser"
        ),
        "if": (
            "si, a condició que/de, sempre que, llevat que, tret que, a menys que, en cas de/que, posat que"
        ),
        "denied": (
            "nega/neguen/negà/negava/negaven/negaren/negat, desment*, és/seria/era fals/falsa, fals que,"
            " dubt* que, dubten, refus*"
        ),
        "according": "segons, a parer de/del, en paraules de/del, en opinió de/del, ^d'acord amb",
        "that": "que",
        "and": "i o",
        "but": "però sinó ans",
        "who": "qui on",
        "because": "perquè ja encara quan mentre com",
        "to": "per sense",
    },
    "pl": {
        "nothing": "nie tylko/jedynie, nawet jeśli/jeżeli/gdyby, jak gdyby",
        "not": "nie, nigdy, ani, nigdzie, wcale, bynajmniej",
        "none": "nikt, nikogo, nikomu, nic, niczego, żaden, żadn*",
        "perhaps": (
            "być może, może być, ^może, ^chyba, prawdopodobnie, rzekomo, podobno, możliwe, zapewne,"
            " przypuszczalnie"
        ),
        "if": "jeśli, jeżeli, gdyby, o ile, pod warunkiem, chyba że, w razie, w przypadku",
        "denied": (
            "zaprzecz*, nieprawd*, fałszem, fałszywe, błędne jest, wątpi*, kwestionuj* że, odmawia*, odmówi*,"
            " niesłusznie"
        ),
        "according": "według, zdaniem, wedle, ^zgodnie z, w opinii",
        "that": "że żeby iż",
        "and": "i a oraz lub",
        "but": "ale lecz jednak",
        "because": "bo ponieważ gdyż choć chociaż gdy kiedy",
        "to": "aby by bez",
    },
    "ro": {
        "nothing": "nu numai/doar, chiar dacă, ca și cum, fără îndoială, nu … decât",
        "not": "nu, n-*, nici, niciodată, nicidecum, nicăieri",
        "none": "nimeni, nimic, niciun, nicio, nimănui",
        "perhaps": (
            "^poate, poate că, probabil, pesemne, posibil, chipurile, se pare că, s-ar putea, presupus*"
        ),
        "if": "dacă, cu condiția/condiţia, în caz că, în cazul în, decât dacă, numai dacă, doar dacă",
        "denied": (
            "neagă/nega/negau/negat/negând, dezmint*, dezminț*, este/e/era fals/falsă, fals că, îndoi*,"
            " refuz* să,"
            " contest* că"
        ),
        "according": "potrivit, ^conform, după părerea/spusele, în opinia",
        "that": "că să",
        "and": "și şi iar sau ori",
        "but": "dar însă ci",
        "who": "care unde",
        "because": "deoarece fiindcă căci deși când întrucât",
        "to": "pentru fără",
    },
    "ru": {
        "nothing": "не только/просто, даже если, как/словно если, без сомнения",
        "not": "не, ни, нет, никогда, нигде, нельзя, никак, отнюдь, вовсе",
        "none": "никто, никого, никому, ничто, ничего, никакой, никакая, никакие, никаких",
        "perhaps": (
            "возможно, может быть, вероятно, пожалуй, якобы, будто бы, видимо, вряд ли, едва ли,"
            " предположительно"
        ),
        "if": "если, при условии, в случае, разве что, кабы, лишь если",
        "denied": (
            "отрица*, опроверг*, неверно, неправда, ложь, ложно, сомнева*, усомни*, отказал*, отказыва*,"
            " ошибочно"
        ),
        "according": "по словам/мнению/данным/сведениям, согласно, ^как утверждает/утверждают",
        "that": "что чтобы",
        "and": "и а или",
        "but": "но однако",
        "because": "потому поскольку хотя когда пока ибо",
        "to": "для без",
    },
    "uk": {
        "nothing": "не тільки/лише/просто, навіть якщо, без сумніву",
        "not": "не, ні, ані, ніколи, ніде, немає, нема, неможливо, аж ніяк, зовсім не",
        "none": "ніхто, нікого, нікому, ніщо, нічого, жоден, жодна, жодне, жодного, жодної, жодних",
        "perhaps": (
            "можливо, мабуть, може бути, ймовірно, імовірно, напевно, нібито, навряд, либонь, начебто"
        ),
        "if": "якщо, якби, за умови, у/в разі, хіба що, коли б",
        "denied": "запереч*, спросту*, неправда, неправильно, хибно, хибним, сумнів*, відмов*, помилково",
        "according": "за словами/даними/інформацією, згідно, на думку, відповідно до",
        "that": "що щоб",
        "and": "і й та а або чи",
        "but": "але проте однак",
        "because": "бо оскільки хоча коли поки адже",
        "to": "для без",
    },
    "el": {
        "nothing": (
            "όχι μόνο/απλώς, αν και, ακόμα/ακόμη/έστω και/κι αν, σαν να, χωρίς αμφιβολία, δεν/δε … παρά"
        ),
        "not": "δεν, δε, μην, μη, όχι, ποτέ, ούτε, μήτε, πουθενά, καθόλου",
        "none": "κανείς, κανένας, κανέναν, καμία, καμιά, κανένα, τίποτα, τίποτε",
        "perhaps": "ίσως, πιθανόν, πιθανώς, πιθανότατα, μάλλον, ενδέχεται, ενδεχομένως, δήθεν, τάχα, μπορεί",
        "if": (
            "αν, εάν, εφόσον, υπό τον όρο, υπό την προϋπόθεση, με την προϋπόθεση, με τον όρο, εκτός αν/εάν,"
            " σε περίπτωση"
        ),
        "denied": (
            "αρνείται/αρνούνται/αρνήθηκε/αρνήθηκαν/αρνιόταν, διαψεύδ*, διέψευσ*, αμφιβάλλ*, αμφισβητ*,"
            " ψευδές, ψευδώς, ψέμα, λάθος/αναληθές ότι/πως, αναληθές"
        ),
        "according": "σύμφωνα με, κατά τη/την γνώμη, κατά τα λεγόμενα",
        "that": "ότι πως να",
        "and": "και κι ή",
        "but": "αλλά όμως μα παρά",
        "who": "που όπου οποίος οποία οποίο",
        "because": "επειδή γιατί διότι αφού όταν ενώ μολονότι καθώς",
        "to": "για χωρίς",
    },
}

NOTHING = "nothing"
GAP = "…"
ANY = "_"
_LONGEST_GAP = 7
_TOKEN = pattern(r"[^\W_]+(?:-[^\W_]+)*'?|…|[^\w\s]")
_IN_PHRASE = pattern(r"[^\W_]+(?:-[^\W_]+|-(?=\*))*'?\*?|…|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence, and where it stands in it."""

    word: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is no word."""
        return not self.word[0].isalnum()


@dataclass(frozen=True, slots=True)
class Turn:
    """What turns a sentence: its kind, and its tokens from `first` to `last`.

    What stands in two, as « ne … pas », begins at `head`; it turns by its second part.
    """

    kind: str
    head: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: str
    slots: tuple[tuple[str, ...], ...]
    following: int
    """How many of them, the last ones, must follow it and are none of it."""
    begins: bool
    """Whether it counts only after a mark, or first in its sentence."""


class _Begun(dict[str, tuple[_Phrase, ...]]):
    """The phrases that a word may begin, the longest first, found out when it is first met."""

    def __init__(self, phrases: Mapping[str, Sequence[_Phrase]], stems: Sequence[int]) -> None:
        self._phrases = phrases
        """By their first word, or by its beginning with a star."""
        self._stems = stems
        """How long the beginnings of first words are."""

    def __missing__(self, word: str) -> tuple[_Phrase, ...]:
        """Those of a word that is new."""
        keys = (word, *(f"{word[:length]}*" for length in self._stems if length <= len(word)))
        phrases = [phrase for key in keys for phrase in self._phrases.get(key, ())]
        self[word] = tuple(sorted(phrases, key=lambda phrase: -len(phrase.slots)))
        return self[word]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What turns and parts the sentences of a language."""

    joints: Mapping[str, frozenset[str]]
    begun: _Begun
    """The phrases that a word may begin."""

    def turns(self, tokens: Sequence[Token]) -> list[Turn]:
        """Everything that turns a sentence, in its order."""
        matches = [(at, phrases) for at, token in enumerate(tokens) if (phrases := self.begun[token.word])]
        used: set[int] = set()
        for turn in _found(tokens, matches, used, lambda phrase: phrase.kind == NOTHING):
            used.update(range(turn.head, turn.last + 1))
        turns = _found(tokens, matches, used, lambda phrase: phrase.kind != NOTHING)
        return [turn for turn in turns if not _is_named(tokens, turn)]


def _found(
    tokens: Sequence[Token],
    matches: Sequence[tuple[int, tuple[_Phrase, ...]]],
    used: set[int],
    wanted: Callable[[_Phrase], bool],
) -> Iterator[Turn]:
    """The longest phrase of those wanted at each token that no other has used."""
    for at, phrases in matches:
        if at in used:
            continue
        turns = (_turn(phrase, tokens, at) for phrase in phrases if wanted(phrase))
        turn = next((turn for turn in turns if turn is not None), None)
        if turn is not None and used.isdisjoint(range(turn.first, turn.last + 1)):
            used.update((turn.head, *range(turn.first, turn.last + 1)))
            yield turn


def _is_named(tokens: Sequence[Token], turn: Turn) -> bool:
    """Whether a word stands alone in quotation marks: it is spoken of, and turns nothing."""
    around = (*tokens[max(0, turn.head - 1) : turn.head], *tokens[turn.last + 1 : turn.last + 2])
    return [token.word for token in around] == ['"', '"']


def _turn(phrase: _Phrase, tokens: Sequence[Token], at: int) -> Turn | None:
    """A phrase where it stands at a token."""
    if phrase.begins and at and not tokens[at - 1].is_mark:
        return None
    place = _match(phrase.slots, tokens, at)
    return Turn(phrase.kind, at, place[0], place[1] - phrase.following) if place else None


def knows(language: str) -> bool:
    """Whether there are words of a language, by its tag."""
    return primary(language) in WORDS


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read for what turns it."""

    tokens: Sequence[Token]
    turns: Sequence[Turn]
    joints: Mapping[str, frozenset[str]]


@lru_cache(maxsize=2**10)  # many quotations are of one sentence
def read(sentence: str, language: str) -> Sentence | None:
    """A folded sentence in small letters; nothing where nothing turns it, or its language is not here."""
    if not knows(language):
        return None
    vocabulary = _compiled(primary(language))
    if not any(map(vocabulary.begun.__getitem__, _TOKEN.findall(sentence))):
        return None
    tokens = [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    turns = vocabulary.turns(tokens)
    return Sentence(tokens, turns, vocabulary.joints) if turns else None


def _match(slots: Sequence[Sequence[str]], tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The first and the last token of what fits a phrase from a token on: after its gap, if it has one."""
    first = at
    for number, slot in enumerate(slots):
        if slot == (GAP,):
            for after in range(at, min(at + _LONGEST_GAP, len(tokens))):
                if tokens[after].is_mark:
                    return None
                if place := _match(slots[number + 1 :], tokens, after):
                    return place
            return None
        if at >= len(tokens) or not any(_fits(word, tokens[at]) for word in slot):
            return None
        at += 1
    return first, at - 1


def _fits(word: str, token: Token) -> bool:
    if word == ANY:
        return not token.is_mark
    return token.word.startswith(word[:-1]) if word.endswith("*") else token.word == word


@cache  # a text is of one language, and most courses of one
def _compiled(name: str) -> Vocabulary:
    phrases: dict[str, list[_Phrase]] = {}
    for kind in (NOTHING, *KINDS):
        for written in WORDS[name].get(kind, "").split(","):
            phrase = _phrase(kind, written.strip())
            for word in phrase.slots[0]:
                phrases.setdefault(word, []).append(phrase)
    stems = sorted({len(word) - 1 for word in phrases if word.endswith("*")})
    joints = {joint: frozenset(WORDS[name].get(joint, "").split()) for joint in JOINTS}
    return Vocabulary(joints, _Begun(phrases, stems))


def _phrase(kind: str, written: str) -> _Phrase:
    words, _, following = written.removeprefix("^").partition(">")
    looked_at = _slots(following)
    return _Phrase(kind, (*_slots(words), *looked_at), len(looked_at), written.startswith("^"))


def _slots(written: str) -> list[tuple[str, ...]]:
    """The words that may stand at each place of a phrase."""
    slots: list[tuple[str, ...]] = []
    for slot in written.split():
        if slot.isalpha():
            slots.append((slot,))
            continue
        choices = [_IN_PHRASE.findall(word) for word in slot.split("/")]
        slots += [(word,) for word in choices[0]] if len(choices) == 1 else [tuple(w for (w,) in choices)]
    return slots
