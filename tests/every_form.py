"""A course in which every form has an item; the texts are ours."""

from __future__ import annotations

EVERY_FORM = """\
-- seeds/alder.txt --
La ville vote le budget en 1912. Le maire, M. Alder, s’y oppose : « Une ville sans argent n’a pas d’écoles. »
Le conseil demande deux écoles. Il demande aussi une route vers le port.
Il juge le refus du maire « incompréhensible ». Les habitants signent une lettre au préfet.
Le préfet attend l’avis du ministre. Une bagarre a éclaté sur la place.
La commune a besoin d’instituteurs.
-- seeds/brun.txt --
Le port attire des marins de tout le pays. La commune a besoin d’instituteurs.
Le capitaine Brun réclame un phare. Il écrit : « La nuit, les bateaux se perdent. »
-- seeds/sources.yaml --
alder:
  file: alder.txt
  label: "le texte d’Alder"
  url: https://example.org/alder
  glossary: {préfet: "qui représente l’État"}
brun:
  file: brun.txt
  label: "le texte de Brun"
  printable: false
-- questions/course.yaml --
title: "La ville et le port"
id: ville-port
language: fr
version: 0.1.0
about: "Deux textes sur une ville."
report: https://example.org/erreurs?question={id}
deck: "La ville"
-- questions/1-alder.yaml --
source: alder
items:
  - id: vote
    type: short
    category: date
    level: 1
    prompt: "Selon le texte d’Alder, en quelle année la ville vote-t-elle le budget ?"
    answer: "en 1912"
    accept: ["1912"]
    evidence: "La ville vote le budget en 1912."
    explanation: "Le texte d’Alder commence par cette date."
  - id: demande
    type: choice
    prompt: "Selon le texte d’Alder, que réclame le conseil pour les enfants ?"
    answer: "la création de deux écoles"
    distractors:
      - text: "un nouveau budget de la ville"
        why: "Le budget est voté par la ville."
      - text: "le départ de M. Alder"
        why: "Le conseil critique son refus."
    evidence: "Le conseil demande deux écoles."
    explanation: "La route vers le port est une autre demande."
  - id: roles
    type: match
    prompt: "Selon le texte d’Alder, associez chaque acteur à ce qu’il fait."
    pairs:
      - {id: maire, left: "Le maire", right: "s’opposer au vote", evidence: "Le maire, M. Alder, s'y oppose"}
      - id: habitants
        left: "Les habitants"
        right: "écrire au préfet"
        evidence: "Les habitants signent une lettre au préfet."
      - {id: prefet, left: "Le préfet", right: "attendre un avis", evidence: "Le préfet attend l'avis"}
    distractors:
      - {text: "démissionner", why: "Le texte ne parle d’aucune démission."}
    explanation: "Chacun agit dans une phrase à part."
  - id: projets
    type: choice
    prompt: "Selon le texte d’Alder, quels deux projets le conseil demande-t-il ?"
    answers:
      - {text: "des écoles", evidence: "Le conseil demande deux écoles."}
      - {text: "une route", evidence: "Il demande aussi une route vers le port."}
    distractors:
      - {text: "un phare", why: "Le phare est une demande du texte de Brun."}
      - {text: "une gare"}
  - id: refus
    type: true-false
    prompt: "Selon le texte d’Alder, le conseil comprend le refus du maire."
    answer: false
    correction: "Il le juge « incompréhensible »."
    evidence: {quote: "Il juge le refus du maire « incompréhensible »", mark: "incompréhensible"}
  - id: petition
    type: true-false
    prompt: "Selon le texte d’Alder, mille habitants ont signé la lettre."
    answer: not-said
    evidence: {quote: "Les habitants signent une lettre au préfet.", absent: ["mille", "nombre"]}
    explanation: "Pour le savoir, il faudrait d’autres sources."
  - id: genre
    type: choice
    prompt: "Selon le texte d’Alder, combien coûtent les écoles ?"
    answer: not-said
    distractors: ["le prix de la route", "le double de la route"]
    evidence: {quote: "Le conseil demande deux écoles.", absent: ["coût", "prix"]}
  - id: trous
    type: cloze
    prompt: "Selon le texte d’Alder :"
    text: "Le maire, {{c1::M. Alder::qui ?}}, s’y oppose :
      « Une ville sans {{c2::argent}} n’a pas d’écoles. »"
  - id: nature
    type: classify
    prompt: "Classez ces phrases du texte d’Alder."
    classes: {information: "on pourrait la vérifier", jugement: "une appréciation, qu’on peut discuter"}
    statements:
      - {id: vote, class: information, text: "La ville vote le budget en 1912."}
      - {id: avis, class: jugement, text: "Il juge le refus du maire « incompréhensible »", mark: "juge"}
      - {id: lettre, class: information, text: "Les habitants signent une lettre au préfet."}
  - id: parole
    type: who-says-it
    statement: "Une ville sans argent n’a pas d’écoles."
    answer: "M. Alder"
    evidence: "Le maire, M. Alder, s'y oppose"
  - id: place
    type: short
    sensitive: "violence"
    prompt: "Selon le texte d’Alder, où la bagarre a-t-elle éclaté ?"
    answer: "sur la place"
    evidence: "Une bagarre a éclaté sur la place."
    allow: {answer-given: "l’identifiant reste"}
  - id: public
    type: choice
    prompt: "De quelle sorte est le texte d’Alder ?"
    answer: "un récit"
    distractors: ["un poème", "une lettre"]
    evidence: {whole: "il raconte des faits dans l’ordre"}
  - id: ordre
    type: order
    by: text
    prompt: "Dans quel ordre le texte d’Alder présente-t-il ces éléments ?"
    steps:
      - {text: "Le vote.", evidence: "La ville vote le budget"}
      - {text: "La lettre.", evidence: "Les habitants signent une lettre"}
  - id: expliquer
    type: open
    prompt: "Expliquez le désaccord dans le texte d’Alder."
    elements:
      - {points: 2, text: "Le conseil veut deux écoles.", evidence: "Le conseil demande deux écoles."}
  - id: papier
    type: short
    only: paper
    prompt: "Selon le texte d’Alder, qui signe la lettre ?"
    answer: "les habitants"
    evidence: "Les habitants signent une lettre au préfet."
-- questions/2-brun.yaml --
source: brun
items:
  - id: phare
    type: short
    prompt: "Selon le texte de Brun, que réclame le capitaine ?"
    answer: "un phare"
    evidence: "Le capitaine Brun réclame un phare."
    allow: {answer-given: "l’identifiant reste"}
-- questions/9-comparaison.yaml --
source: [alder, brun]
items:
  - id: qui-phare
    type: who-says-it
    statement: "La nuit, les bateaux se perdent."
    answer: brun
  - id: qui-ecole
    type: who-says-it
    statement: "La commune a besoin d’instituteurs."
    answer: both
  - id: comparer
    type: comparison
    prompt: "Complétez le tableau."
    rows:
      - id: phare
        criterion: "Le phare"
        cells:
          alder: {answer: not-said, evidence: {absent: ["phare"]}}
          brun: {answer: "réclamé", evidence: "Le capitaine Brun réclame un phare."}
"""

CARDS = {
    "vote": 1, "demande": 1, "projets": 1, "refus": 1, "petition": 1, "genre": 1, "trous": 2, "parole": 1,
    "public": 1, "place": 1, "phare": 1, "qui-phare": 1, "qui-ecole": 1,
    "roles.maire": 1, "roles.habitants": 1, "roles.prefet": 1,
    "nature.vote": 1, "nature.avis": 1, "nature.lettre": 1,
}  # fmt: skip
"""How many cards each item, or row of an item, makes; all others are for paper."""
