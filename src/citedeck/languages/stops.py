"""Words that stand in every text of a language and tell nothing of an answer.

To add a language: its words in STOPS, in small letters, but for « nous » and "we": who speaks tells
something. A language without any counts as such the words of fewer than four letters.
"""

from __future__ import annotations

from functools import cache

from citedeck.languages.catalogue import primary

LEAST = 4
"""In a language without a list, shorter words tell nothing."""

STOPS = {
    "fr": (
        "le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs mon ma mes notre nos "
        "votre vos tu il elle on vous ils elles se s me m te t lui y en et ou où mais donc or ni "
        "car que qu qui quoi dont quand comme si par pour dans sur sous avec sans vers chez entre c à cela "
        "ça celui celle ceux celles est sont été être était étaient sera seront serait seraient soit a ont "
        "avait avaient aura auront as ai avoir eu fait faire pas ne n plus moins très trop aussi même tout "
        "tous toute toutes autre autres peut doit"
    ),
    "en": (
        "a an the this that these those it its he she they you his her their our your my him them "
        "and or but nor so of to in on at by for from with without into over under as than then if when "
        "who whom whose which what where is are was were be been being has have had do does did will would "
        "can could may might must shall should not no s t very more most less also all any other others "
        "same there here"
    ),
    "es": (
        "el la los las lo un una unos unas de del al a en y e o u ni que quien quienes cuyo cual como si "
        "por para con sin sobre entre hacia desde hasta su sus mi mis tu tus nuestro nuestra se me te le "
        "les nos él ella ellos ellas este esta estos estas ese esa eso es son era eran fue fueron ser sido "
        "está están ha han había hay no más menos muy también todo toda todos todas otro otra otros otras"
    ),
    "de": (
        "der die das den dem des ein eine einen einem einer eines und oder aber denn sondern in im an am "
        "auf aus bei beim mit nach von vom vor zu zum zur für gegen ohne über unter um durch als wie wenn "
        "dass ob er sie es ihr du sich sein seine seinen seiner ihre ihren ihrer ihm ihn ihnen "
        "dieser diese dieses ist sind war waren wird werden wurde wurden hat haben hatte hatten kann muss "
        "soll nicht kein keine auch nur noch sehr mehr alle andere anderen"
    ),
    "it": (
        "il lo la i gli le l un uno una un di del dello della dei degli delle d a al allo alla ai agli alle "
        "da dal dalla dai in nel nella nei nelle con su sul sulla per tra fra e ed o ma né che chi cui come "
        "se quando si mi ti ci vi lui lei loro suo sua suoi sue questo questa questi queste quello quella è "
        "sono era erano fu essere stato stata ha hanno aveva avere non più meno molto anche tutto tutti "
        "tutte altro altra altri altre"
    ),
    "pt": (
        "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela para com sem "
        "sobre entre até e ou mas nem que quem como se quando seu sua seus suas meu minha este esta esse "
        "essa isso ele ela eles elas lhe me te nos é são era eram foi foram ser sido está estão tem têm "
        "havia há não mais menos muito também todo toda todos todas outro outra outros outras"
    ),
    "nl": (
        "de het een en of maar want dus van in op aan bij met naar uit voor tegen over onder door om tot te "
        "als dan dat die dit deze wie wat waar hij zij ze jij je u zich zijn haar hun hem is was "
        "waren wordt worden werd werden heeft hebben had hadden kan moet zal niet geen ook nog zeer meer "
        "alle andere"
    ),
    "ca": (
        "el la els les l un una uns unes de del dels d al als a en i o ni que qui com si quan per amb sense "
        "sobre entre fins seu seva seus seves aquest aquesta aquests aquestes ell ella ells elles es s se "
        "li em et ens és són era eren fou ser estat està ha han havia no més menys molt també tot tota tots "
        "totes altre altra altres"
    ),
    "el": (
        "ο η το οι τα του της των τον την τους τις ένας μια ένα και ή αλλά να θα που πως ότι σε στο στη "
        "στην στον στα στους στις από με για χωρίς προς κατά μετά αν όταν είναι ήταν έχει έχουν είχε δεν "
        "μη μην πιο πολύ επίσης όλα όλοι όλες άλλο άλλοι αυτό αυτή αυτός"
    ),
    "pl": (
        "i a w we z ze na do od o po u za przez dla przy bez pod nad oraz lub albo ale że żeby aby jak gdy "
        "kiedy czy co kto który która które on ona ono oni one się go mu jej ich im jego ten ta to te tego "
        "tej jest są był była było byli będzie ma mają nie tak też także bardzo więcej wszystko inne"
    ),
    "ro": (
        "un o unei unui al a ai ale cel cea cei cele de la în din pe cu fără prin pentru spre între până și "
        "sau dar nici că să ca cum când dacă care ce cine el ea ei ele se își lui lor său sa sale acest "
        "această acești aceste este sunt era erau fi fost are au avea nu mai foarte tot toată toți toate "
        "alt altă alții alte"
    ),
    "ru": (
        "и а в во с со на к ко у о об от до из за по для при без под над или но что чтобы как когда если ли "
        "кто который которая которые он она оно они его её ее ему им их себя свой свои этот эта это эти был "
        "была было были быть есть будет не ни же бы тоже также очень более все всё весь другие"
    ),
    "uk": (
        "і й та а в у з із на до від о об за по для при без під над або але що щоб як коли якщо чи хто який "
        "яка які він вона воно вони його її йому їм їх себе свій свої цей ця це ці був була було були бути "
        "є буде не ні ж би теж також дуже більше все весь інші"
    ),
}


@cache
def of(language: str) -> frozenset[str]:
    """The words of a language that tell nothing; none where it has no list."""
    return frozenset(STOPS.get(primary(language), "").split())
