"""What a quotation leaves out of its sentence that turns it, in every language there are words for."""

from __future__ import annotations

import re

import pytest

from citedeck.languages import catalogue, dropped
from courses import compiled

LEFT_OUT = """
fr | Nous n’avons jamais parlé du budget. | Nous + avons + parlé du budget | n' … jamais
fr | La ville n’a plus d’écoles neuves. | d’écoles neuves | n' … plus
fr | Personne, dit le maire, ne vote le budget. | vote le budget | personne
fr | Aucun conseil de la ville ne demande deux écoles. | demande deux écoles | aucun
fr | La ville vote le nouveau budget nullement. | La ville vote le nouveau budget | nullement
fr | Il est faux, dit le maire, que la ville vote le budget. | la ville vote le budget | est faux
fr | La ville vote le budget, ce que le maire nie. | La ville vote le budget | nie
fr | Que la ville vote le budget est faux. | la ville vote le budget | est faux
fr | Le maire doute que la ville vote le budget. | la ville vote le budget | doute
fr | La ville refuse de voter le budget. | voter le budget | refuse de
fr | Si le maire part, la ville vote le budget. | la ville vote le budget | si
fr | La ville vote le budget, à condition que le maire parte. | La ville vote le budget | à condition que
fr | La ville vote le budget s’il le faut. | La ville vote le budget | s'il
fr | La ville vote le budget à moins qu’il ne pleuve. | La ville vote le budget | à moins qu'
fr | La ville votera peut-être le budget. | le budget | peut-être
fr | La ville vote le budget, peut-être. | La ville vote le budget | peut-être
fr | La ville vote le budget, d’après le maire. | La ville vote le budget | d'après
fr | La ville, selon le maire, vote le budget. | La ville + vote le budget | selon
fr | Le maire ne dit pas, en 1912, que la ville vote le budget. | la ville vote le budget | ne … pas
en | The council cannot vote the new budget. | vote the new budget | cannot
en | The council didn’t vote the new budget. | vote the new budget | didn't
en | The council can’t vote the new budget. | vote the new budget | can't
en | Nobody in the council voted the budget. | voted the budget | nobody
en | No one, says the mayor, voted the budget. | voted the budget | no one
en | Nothing in the budget pays for two schools. | pays for two schools | nothing
en | The council has never voted a budget. | voted a budget | never
en | The council did not, in 1912, vote the budget. | vote the budget | not
en | The council voted the budget at no time. | The council voted the budget | no
en | If the mayor leaves, the council votes the budget. | the council votes the budget | if
en | The council votes the budget, if the mayor leaves. | The council votes the budget | if
en | The council votes the budget unless the mayor stays. | The council votes the budget | unless
en | The council votes it all, provided that the mayor leaves. | The council votes it all | provided that
en | Perhaps the council votes the budget. | the council votes the budget | perhaps
en | The council, perhaps, voted the budget. | voted the budget | perhaps
en | The council votes the budget, maybe. | The council votes the budget | maybe
en | The mayor denies that the council votes the budget. | the council votes the budget | denies
en | The council votes the budget, which the mayor denies. | The council votes the budget | denies
en | “The council votes the budget”, the mayor denied. | The council votes the budget | denied
en | It is false that the council votes the budget. | the council votes the budget | is false
en | The mayor doubts whether the council votes the budget. | the council votes the budget | doubts
en | The council votes the budget, according to the mayor. | The council votes the budget | according to
en | The council refused to vote the budget. | vote the budget | refused to
es | La ciudad nunca vota el nuevo presupuesto. | vota el nuevo presupuesto | nunca
es | Nadie, dice el alcalde, vota el presupuesto. | vota el presupuesto | nadie
es | Si el alcalde se va, la ciudad vota el presupuesto. | la ciudad vota el presupuesto | si
es | La ciudad vota el presupuesto, a menos que llueva. | La ciudad vota el presupuesto | a menos que
es | Quizás la ciudad vota el presupuesto. | la ciudad vota el presupuesto | quizás
es | El alcalde niega que la ciudad vote el presupuesto. | la ciudad vote el presupuesto | niega
es | La ciudad vota el presupuesto, lo que el alcalde niega. | La ciudad vota el presupuesto | niega
es | La ciudad vota el presupuesto, según el alcalde. | La ciudad vota el presupuesto | según
de | Die Stadt baut die neue Schule in diesem Jahr nicht. | Die Stadt baut die neue Schule | nicht
de | Niemand im Rat, sagt er, baut eine neue Schule. | baut eine neue Schule | niemand
de | Der Rat glaubt nicht, dass die Stadt eine Schule baut. | die Stadt eine Schule baut | nicht
de | Falls der Rat zustimmt, baut die Stadt eine Schule. | baut die Stadt eine Schule | falls
de | Die Stadt baut eine Schule, wenn der Rat zustimmt. | Die Stadt baut eine Schule | wenn
de | Die Stadt baut vielleicht eine neue Schule. | eine neue Schule | vielleicht
de | Der Rat bestreitet, dass die Stadt eine Schule baut. | die Stadt eine Schule baut | bestreitet
de | Die Stadt baut eine Schule, bestreitet der Rat. | Die Stadt baut eine Schule | bestreitet
de | Dass die Stadt eine Schule baut, ist falsch. | die Stadt eine Schule baut | ist falsch
de | Die Stadt baut laut Rat eine neue Schule, es sei denn, es regnet. | eine neue Schule | es sei denn
de | Die Stadt baut dem Rat zufolge eine neue Schule. | eine neue Schule | zufolge
it | Nessuno, dice il sindaco, vota il bilancio. | vota il bilancio | nessuno
it | La città non ha mai votato il bilancio. | votato il bilancio | non
it | Se il sindaco parte, la città vota il bilancio. | la città vota il bilancio | se
it | La città vota il bilancio, purché il sindaco parta. | La città vota il bilancio | purché
it | Forse la città vota il bilancio. | la città vota il bilancio | forse
it | Il sindaco nega che la città voti il bilancio. | la città voti il bilancio | nega
it | La città vota il bilancio, smentisce il sindaco. | La città vota il bilancio | smentisce
it | La città vota il bilancio, a detta del sindaco. | La città vota il bilancio | a detta del
pt | Ninguém, diz o presidente, vota o orçamento. | vota o orçamento | ninguém
pt | A cidade jamais votou o orçamento. | votou o orçamento | jamais
pt | Se o presidente sair, a cidade vota o orçamento. | a cidade vota o orçamento | se
pt | A cidade vota o orçamento, caso o presidente saia. | A cidade vota o orçamento | caso
pt | Talvez a cidade vote o orçamento. | a cidade vote o orçamento | talvez
pt | O presidente nega que a cidade vote o orçamento. | a cidade vote o orçamento | nega
pt | A cidade vota o orçamento, segundo o presidente. | A cidade vota o orçamento | segundo
nl | Niemand in de raad stemt voor de begroting. | stemt voor de begroting | niemand
nl | De stad bouwt de nieuwe school dit jaar niet. | De stad bouwt de nieuwe school | niet
nl | Als de raad stemt, bouwt de stad een school. | bouwt de stad een school | als
nl | De stad bouwt een school, tenzij het regent. | De stad bouwt een school | tenzij
nl | Misschien bouwt de stad een school. | bouwt de stad een school | misschien
nl | De raad ontkent dat de stad een school bouwt. | de stad een school bouwt | ontkent
nl | De stad bouwt een school, aldus de raad. | De stad bouwt een school | aldus
ca | Ningú no vota el pressupost. | vota el pressupost | ningú
ca | La ciutat no vota mai el pressupost. | el pressupost | no
ca | Si l’alcalde marxa, la ciutat vota el pressupost. | la ciutat vota el pressupost | si
ca | Potser la ciutat vota el pressupost. | la ciutat vota el pressupost | potser
ca | L’alcalde nega que la ciutat voti el pressupost. | la ciutat voti el pressupost | nega
ca | La ciutat vota el pressupost, segons l’alcalde. | La ciutat vota el pressupost | segons
pl | Miasto nie uchwala nowego budżetu. | uchwala nowego budżetu | nie
pl | Nikt w mieście nie chce nowej szkoły. | chce nowej szkoły | nikt
pl | Jeśli burmistrz odejdzie, miasto uchwali budżet. | miasto uchwali budżet | jeśli
pl | Być może miasto uchwali budżet. | miasto uchwali budżet | być może
pl | Burmistrz zaprzecza, że miasto uchwali budżet. | miasto uchwali budżet | zaprzecza
pl | Według burmistrza miasto uchwali budżet. | miasto uchwali budżet | według
ro | Orașul nu votează bugetul școlilor. | votează bugetul școlilor | nu
ro | Nimeni n-a votat bugetul școlilor. | votat bugetul școlilor | nimeni
ro | Dacă primarul pleacă, orașul votează bugetul. | orașul votează bugetul | dacă
ro | Poate că orașul votează bugetul. | orașul votează bugetul | poate că
ro | Primarul neagă că orașul votează bugetul. | orașul votează bugetul | neagă
ro | Potrivit primarului, orașul votează bugetul. | orașul votează bugetul | potrivit
ru | Город не принимает новый бюджет. | принимает новый бюджет | не
ru | Никто в городе не хочет новой школы. | хочет новой школы | никто
ru | Если мэр уйдёт, город примет бюджет. | город примет бюджет | если
ru | Возможно, город примет бюджет. | город примет бюджет | возможно
ru | Мэр отрицает, что город принял бюджет. | город принял бюджет | отрицает
ru | Город принял бюджет, по словам мэра. | Город принял бюджет | по словам
uk | Місто не приймає новий бюджет. | приймає новий бюджет | не
uk | Якщо мер піде, місто прийме бюджет. | місто прийме бюджет | якщо
uk | Можливо, місто прийме бюджет. | місто прийме бюджет | можливо
uk | Мер заперечує, що місто прийняло бюджет. | місто прийняло бюджет | заперечує
uk | Місто прийняло бюджет, за словами мера. | Місто прийняло бюджет | за словами
el | Η πόλη δεν ψηφίζει τον προϋπολογισμό. | ψηφίζει τον προϋπολογισμό | δεν
el | Κανείς δεν θέλει νέο σχολείο στην πόλη. | θέλει νέο σχολείο | κανείς
el | Αν φύγει ο δήμαρχος, η πόλη ψηφίζει τον προϋπολογισμό. | η πόλη ψηφίζει τον προϋπολογισμό | αν
el | Ίσως η πόλη ψηφίζει τον προϋπολογισμό. | η πόλη ψηφίζει τον προϋπολογισμό | ίσως
el | Ο δήμαρχος αρνείται ότι η πόλη ψηφίζει τον προϋπολογισμό. | η πόλη ψηφίζει τον προϋπολογισμό | αρνείται
el | Σύμφωνα με τον δήμαρχο, η πόλη ψηφίζει τον προϋπολογισμό. | η πόλη ψηφίζει τον προϋπολογισμό | σύμφωνα με
"""

KEPT = """
fr | Le maire ne parle pas. La ville vote le budget. | La ville vote le budget
fr | Le conseil ne demande que deux écoles neuves. | deux écoles neuves
fr | Le conseil vote non seulement le budget des écoles, mais un pont. | le budget des écoles
fr | La ville ne vote pas le budget, mais le conseil demande deux écoles. | le conseil demande deux écoles
fr | La ville vote le budget, pas le maire. | La ville vote le budget
fr | Même si le maire part, la ville vote le budget. | la ville vote le budget
fr | La ville vote le budget pour ne pas fermer l’école. | La ville vote le budget
fr | La ville vote un budget qui ne suffit pas. | La ville vote un budget
fr | La ville vote le budget et n’achète pas de pont. | La ville vote le budget
fr | La ville a fait un pas vers la nouvelle école. | vers la nouvelle école
fr | La ville est si grande que le conseil demande deux écoles. | le conseil demande deux écoles
fr | Selon le maire, la ville vote le budget. | Selon le maire + la ville vote le budget
fr | La ville ne vote pas le budget. | ne vote pas le budget
fr | Parce que personne ne vient, la ville vote le budget. | la ville vote le budget
fr | Il n’y a plus d’argent ; la ville vote le budget. | la ville vote le budget
en | The mayor does not speak. The council votes the budget. | The council votes the budget
en | The council wants not only two new schools but a bridge. | two new schools
en | The council votes the budget, not the mayor. | The council votes the budget
en | The council, not the mayor, votes the new budget. | votes the new budget
en | It was not the mayor but the council that voted. | the council that voted
en | Even if the mayor leaves, the council votes the budget. | the council votes the budget
en | No doubt the council votes the budget. | the council votes the budget
en | The council votes the budget because it has no money. | The council votes the budget
en | The mayor never spoke, and the council voted the budget. | the council voted the budget
en | The mayor, perhaps tired, voted the new budget. | voted the new budget
en | With no debate, the council voted the budget. | the council voted the budget
en | The council votes the budget, and the mayor denies the report. | The council votes the budget
es | El consejo pide no solo dos escuelas, sino un puente. | dos escuelas
es | El alcalde no habla. La ciudad vota el presupuesto. | La ciudad vota el presupuesto
es | La ciudad no pide una escuela sino un puente nuevo. | un puente nuevo
es | Como si lloviera, la ciudad vota el presupuesto. | la ciudad vota el presupuesto
de | Die Stadt baut nicht nur eine neue Schule, sondern auch eine Brücke. | eine neue Schule
de | Die Stadt baut keine Brücke, sondern eine neue Schule. | eine neue Schule
de | Der Rat schweigt nicht. Die Stadt baut eine Schule. | Die Stadt baut eine Schule
de | Da niemand kam, baut die Stadt eine Schule. | baut die Stadt eine Schule
de | Auch wenn es regnet, baut die Stadt eine Schule. | baut die Stadt eine Schule
de | Die Stadt baut eine Schule, weil sie keine hat. | Die Stadt baut eine Schule
it | Il consiglio vuole non solo due scuole, ma un ponte. | due scuole
it | Il sindaco non parla. La città vota il bilancio. | La città vota il bilancio
it | Anche se piove, la città vota il bilancio. | la città vota il bilancio
pt | O conselho pede não só duas escolas, mas uma ponte. | duas escolas
pt | Ele não fala. A cidade vota o orçamento. | A cidade vota o orçamento
pt | O conselho que se reúne hoje vota o orçamento. | vota o orçamento
nl | De raad wil niet alleen een nieuwe school, maar ook een brug. | een nieuwe school
nl | De raad spreekt niet. De stad bouwt een school. | De stad bouwt een school
nl | De brug is even oud als de nieuwe school. | de nieuwe school
ca | El consell demana no només dues escoles, sinó un pont. | dues escoles
ca | L’alcalde no parla. La ciutat vota el pressupost. | La ciutat vota el pressupost
pl | Miasto chce nie tylko nowej szkoły, ale i mostu. | nowej szkoły
pl | Burmistrz nie mówi. Miasto uchwala budżet. | Miasto uchwala budżet
ro | Orașul vrea nu numai școli noi, ci și un pod. | școli noi
ro | Primarul nu vorbește. Orașul votează bugetul. | Orașul votează bugetul
ru | Город хочет не только новую школу, но и мост. | новую школу
ru | Мэр не говорит. Город принимает бюджет. | Город принимает бюджет
uk | Місто хоче не тільки нову школу, а й міст. | нову школу
uk | Мер не говорить. Місто приймає бюджет. | Місто приймає бюджет
el | Η πόλη θέλει όχι μόνο νέο σχολείο, αλλά και γέφυρα. | νέο σχολείο
el | Ο δήμαρχος δεν μιλά. Η πόλη ψηφίζει τον προϋπολογισμό. | Η πόλη ψηφίζει τον προϋπολογισμό
sv | Staden röstar inte om en ny budget. | om en ny budget
"""

COURSE = """\
-- seeds/t.txt --
{sentence}
-- seeds/sources.yaml --
t: {{file: t.txt, label: "T"}}
-- questions/course.yaml --
title: "T"
id: t
language: {language}
-- questions/b.yaml --
source: t
items:
  - id: a
    type: true-false
    prompt: "T?"
    answer: true
    evidence: [{quotations}]
"""

_WORDS = re.compile("leaves out « (.*) »")


def rows(table: str) -> list[list[str]]:
    """The rows of a table, each cell without its blanks."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def left_out(language: str, sentence: str, quotations: str) -> set[str]:
    """The words that are said to be left out of a sentence."""
    written = ", ".join(f'"{quotation.strip()}"' for quotation in quotations.split("+"))
    course = COURSE.format(language=language, sentence=sentence, quotations=written)
    diagnostics = compiled(course).diagnostics
    assert not [diagnostic for diagnostic in diagnostics if diagnostic.is_error]
    said = (_WORDS.search(diagnostic.message) for diagnostic in diagnostics)
    return {words[1] for words in said if words}


@pytest.mark.parametrize(("language", "sentence", "quotations", "words"), rows(LEFT_OUT))
def test_what_turns_a_sentence_is_missed(language: str, sentence: str, quotations: str, words: str) -> None:
    assert words in left_out(language, sentence, quotations)


@pytest.mark.parametrize(("language", "sentence", "quotations"), rows(KEPT))
def test_what_does_not_turn_a_sentence_is_not(language: str, sentence: str, quotations: str) -> None:
    assert left_out(language, sentence, quotations) == set()


def test_every_language_with_words_has_these() -> None:
    assert set(dropped.WORDS) == catalogue.languages() == {row[0] for row in rows(LEFT_OUT)}


@pytest.mark.parametrize("language", sorted(dropped.WORDS))
def test_a_language_has_words_of_every_kind(language: str) -> None:
    assert all(dropped.WORDS[language].get(kind) for kind in ("nothing", *dropped.KINDS))
