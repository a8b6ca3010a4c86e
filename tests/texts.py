"""Texts of ours, of fifteen sentences each, where a town and its budget are not enough."""

MERCADO = """\
El mercado del puerto abre cada mañana a las seis y cierra cuando se vende el último pescado. Los \
vecinos llegan temprano, porque las mejores cajas no duran ni media hora. En 1987 un incendio destruyó \
la mitad de los puestos y dejó sin trabajo a treinta familias.
La alcaldesa de entonces, Rosa Prieto, prometió levantar un edificio nuevo en menos de dos años. Nadie \
la creyó, pero el edificio estuvo listo a tiempo y costó la mitad de lo previsto. « No se gobierna con \
promesas, sino con ladrillos », dijo el día de la inauguración.
Hoy trabajan allí noventa y cuatro personas, casi todas hijas o nietas de los primeros pescadores. Un \
puesto pasa de padres a hijos, aunque la ley del puerto no obliga a ello. ¿Qué será del mercado cuando \
los jóvenes se marchen a la capital? La asociación de vendedores pide al ayuntamiento cursos de oficio y \
alquileres más bajos.
El ayuntamiento contesta que los alquileres no han subido desde 2015 y que los cursos empezarán en \
otoño. Algunos vendedores prefieren esperar; otros ya buscan compradores para sus puestos. El mercado, \
mientras tanto, sigue abriendo a las seis. Quien quiera verlo lleno tiene que madrugar y no temer al \
frío.
"""

RAILWAY = """\
The valley had no railway until 1874, and its farmers carried their wool to the coast by mule. When the \
first train arrived, the schoolmaster closed the school so that every child could see it. The company \
had laid the track in eleven months, with four hundred workers and a single crane.
Not everyone was pleased with the new line. The carters lost their trade within a year, and several of \
them moved to the coast. "A train feeds ten men and starves a hundred," wrote the carter Amos Reed in a \
letter to the county paper.
The company answered him with figures: freight had become three times cheaper, and the price of bread \
had fallen by a fifth. Bread was indeed cheaper, but the wages of the mill fell too. In the winter of \
1881 the mill workers stopped working for nine weeks.
The line was closed in 1962, because lorries had taken its freight and buses its passengers. The rails \
were sold for scrap, and the station became a library. Today the old track is a path for walkers, and \
the valley lives on their visits. Each June the village plays the arrival of the first train again. The \
schoolmaster of today still closes the school for it.
"""

BRUECKE = """\
Die alte Brücke über die Lenne wurde am 3. Mai 1894 eröffnet, nach einer Bauzeit von nur 14 Monaten. \
Vorher setzte ein Fährmann die Leute für 5 Pfennig über den Fluss. Die Stadt zahlte 120 000 Mark für das \
Bauwerk, und die Hälfte davon lieh sie sich bei den Bauern der Umgebung.
Der Fährmann Jakob Thiel verlor durch die Brücke seine Arbeit. „Wer früher grüßte, geht jetzt oben \
vorbei“, schrieb er seinem Bruder im Herbst. Die Stadt bot ihm eine Stelle als Brückenwärter an, aber er \
lehnte sie ab.
Im Winter 1929 trieb das Eis gegen die Pfeiler, und zwei von ihnen bekamen Risse. Die Ingenieure \
verlangten eine neue Brücke aus Beton. Der Rat entschied sich nach langer Debatte für die Reparatur, weil \
sie nur ein Drittel kostete.
Heute fahren jeden Tag rund 2.500 Räder über die Brücke, aber keine Autos mehr. Wer soll die nächste \
Reparatur bezahlen? Ein Verein sammelt seit 2016 Spenden für das Geländer und die Laternen. Im Sommer \
spielen die Kinder unter dem ersten Bogen, wo das Wasser flach ist. Der Verein hat 340 Mitglieder, und \
die jüngsten von ihnen gehen noch zur Schule. An jedem 3. Mai fährt wieder eine Fähre über den Fluss.
"""

MULINO = """\
Il mulino del paese macinò il grano di sette comuni dal 1842 al 1957. L’acqua arrivava da un canale lungo \
3 chilometri, scavato a mano da sessanta uomini. Il mugnaio teneva per sé un decimo della farina, e \
nessuno poteva controllare la sua bilancia.
Nella primavera del 1868 lo Stato mise una tassa sul macinato. I contadini non avevano denaro e \
nascosero il grano nelle cantine. «Ci tassano perfino la fame», scrisse il parroco Luigi Ferri al vescovo \
di Novara. Dopo tre mesi di proteste il mugnaio chiuse le porte e partì per la città.
Il nuovo padrone comprò una turbina svizzera e raddoppiò la farina in due anni. La turbina faceva però \
tanto rumore che la scuola cambiò edificio. Nel 1957 l’ultimo sacco uscì dal mulino su un camion rosso.
Per trent’anni l’edificio rimase vuoto e il tetto cadde a pezzi. Chi lo salvò dalla rovina? Una classe \
della scuola media raccolse 2.400 firme e le portò in municipio. Oggi il mulino è un museo e riceve \
dodicimila visitatori all’anno. La domenica un volontario apre ancora la chiusa del canale. La farina \
che esce dalle macine si vende in piccoli sacchi di carta.
"""

FAROL = """\
O farol da ilha acendeu-se pela primeira vez na noite de 12 de outubro de 1887. Antes disso, os \
pescadores guiavam-se por fogueiras que as mulheres mantinham na praia. A torre tem 31 metros de altura e \
cada pedra veio do continente num barco à vela.
O primeiro faroleiro, Joaquim Duarte, viveu ali com a família durante 26 anos. Ensinou os filhos a ler \
com os jornais que embrulhavam o peixe. “Aqui a luz chega mais longe do que as notícias”, escreveu ele \
num caderno azul.
Em 1923 uma tempestade partiu os vidros e apagou a lâmpada durante quatro noites. Dois barcos perderam-se \
nas rochas, mas as tripulações salvaram-se a nado. O governo mandou então instalar uma lâmpada a petróleo \
mais forte. Os faroleiros pediram também um telefone e esperaram por ele até 1951.
Hoje o farol funciona sozinho e ninguém dorme na torre. Que fazer das casas vazias ao lado dela? A \
associação da ilha queria abrir uma escola de vela para os jovens. A câmara propôs um hotel com 18 quartos \
e uma piscina. Os moradores votaram em março e escolheram a escola por 212 votos contra 97. Todos os anos, \
em outubro, as crianças acendem fogueiras na praia.
"""

DIJK = """\
De dijk bij het dorp brak in de nacht van 4 februari 1825 op twee plaatsen door. Het water steeg in een \
uur tot aan de vensters van de kerk. Van de 640 inwoners vonden er 580 een plek op zolders en daken.
Vissers uit de stad kwamen met 35 boten om de mensen te halen. ‘Wij roeiden door de boomgaarden als door \
een haven’, schreef de visser Klaas Visser in zijn dagboek. Hij bracht in drie dagen meer dan honderd \
mensen naar het droge.
Na de ramp legde het bestuur een hogere dijk aan, die 90 000 gulden kostte. De boeren moesten een vierde \
deel betalen en klaagden daarover bij de koning. De koning antwoordde pas na twee jaar, en hij gaf hun \
geen gelijk.
In 1953 hield de dijk stand, terwijl het water een meter hoger stond dan ooit. Sindsdien controleren \
vrijwilligers elke winter de stenen en het gras. Wie neemt hun taak over als ze oud zijn? Het waterschap \
leidt sinds 2018 scholieren op tot dijkwacht. Een groep van 24 leerlingen loopt nu elke zaterdag over de \
dijk. Op de eerste zondag van februari luidt de klok van de kerk een uur lang.
"""

ESTACIO = """\
L’estació del poble es va inaugurar el 15 de juny de 1881, amb una banda de música i 300 convidats. Fins \
aleshores els viatgers anaven a la capital amb una diligència que trigava nou hores. El tren feia el \
mateix camí en dues hores i mitja, i costava la meitat.
El cap d’estació, Ramon Vidal, hi va treballar 34 anys sense fer cap dia de vacances. «El rellotge de \
l’estació mana més que l’alcalde», deia als viatgers que arribaven tard. Els pagesos enviaven cada setmana \
40 tones de raïm cap al port.
L’any 1938 les bombes van destruir la teulada i les vies. Els veïns van reconstruir l’edifici amb les \
seves pròpies mans durant l’hivern següent. La companyia els va donar les gràcies amb una placa de bronze.
La línia es va tancar el 1984 perquè gairebé ningú no hi pujava. Què se n’havia de fer, d’aquell edifici \
buit? Una cooperativa de joves hi va obrir un taller de bicicletes amb un préstec del banc. Avui el taller \
dona feina a 12 persones i ven bicicletes a tot el país. L’ajuntament vol comprar les vies velles per \
fer-hi un camí. Cada 15 de juny la banda de música torna a tocar davant de l’estació.
"""
